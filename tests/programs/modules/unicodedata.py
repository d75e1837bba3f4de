# --- characters
import unicodedata as u
chars = ['a', 'A', '1', '½', 'é', '\u0301', '٣', '中', '😀', ' ', '\n', '\0', 'Ⅷ', 'ﷺ', '한', '(', '\u200f', '\ue000', '\U0010ffff', 'ß', '①', 'א', 'ｱ', '\ud800', '²', '𝟘', '\u1100']
for c in chars:
    print(ascii(c), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c), u.decomposition(c), u.name(c, 'none'), u.decimal(c, None), u.digit(c, 'x'), u.numeric(c, -1))
print(u.lookup('SNOWMAN'), u.lookup('latin small letter a'), ascii(u.lookup('LATIN SMALL LETTER E WITH ACUTE')), u.unidata_version, u.name('x'), u.decimal('7'), u.digit('²'), u.numeric('½'), u.name)
d = object(); print(u.name('\0', d) is d, u.decimal('a', d) is d, u.digit('a', [1]), u.numeric('a', None))
class S(str): pass
print(u.name(S('a')), u.category(S('a')), type(u.normalize('NFC', S('é'))).__name__)
class A: pass
for f in (lambda: u.name('\0'), lambda: u.name('ab'), lambda: u.name(''), lambda: u.name(5), lambda: u.name(), lambda: u.name('a', 1, 2), lambda: u.name(chr='a'), lambda: u.category('ab'), lambda: u.category(b'a'), lambda: u.category(None), lambda: u.category([]), lambda: u.category(A()), lambda: u.category(), lambda: u.decimal('a'), lambda: u.digit('a'), lambda: u.numeric('a'), lambda: u.decimal(5), lambda: u.decimal(A(), 1), lambda: u.lookup('nope nope'), lambda: u.lookup(5), lambda: u.lookup(A()), lambda: u.lookup(), lambda: u.lookup('A' * 300), lambda: u.lookup(''), lambda: u.mirrored('ab'), lambda: u.combining(1), lambda: u.bidirectional(''), lambda: u.east_asian_width('xx'), lambda: u.decomposition(0), lambda: u.nope, lambda: u.lookup(b'SPACE')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- normal forms
import unicodedata as u
for s in ('', 'abc', 'é', 'e\u0301', 'ﬁ', 'Å', '\u212b', '한글', 'ｶﾞ', '①½', '\u0344', 'q\u0307\u0323', 'ﷺ', '𝒜', '\u1e9b\u0323', 'İ'):
    print([ascii(u.normalize(form, s)) for form in ('NFC', 'NFD', 'NFKC', 'NFKD')], [u.is_normalized(form, s) for form in ('NFC', 'NFD', 'NFKC', 'NFKD')])
print(''.join(c for c in u.normalize('NFKD', 'Crème Brûlée à la façon') if not u.combining(c)), u.normalize('NFKD', 'naïve café').encode('ascii', 'ignore').decode())
class A: pass
for f in (lambda: u.normalize('NFX', 'é'), lambda: u.normalize('NFX', ''), lambda: u.normalize('NFC'), lambda: u.normalize(), lambda: u.normalize('NFC', 5), lambda: u.normalize(5, 'a'), lambda: u.normalize('NFC', A()), lambda: u.normalize('NFC', b'a'), lambda: u.normalize('nfc', 'é'), lambda: u.is_normalized('x', 'é'), lambda: u.is_normalized('NFC', None), lambda: u.normalize(form='NFC', unistr='a')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- suspended within
# externals: upper
import unicodedata as u
print(sorted([upper('b'), 'é', upper('a')], key=lambda c: u.normalize('NFD', upper(c))), u.name(upper('x')), u.name('\0', upper('default')))
