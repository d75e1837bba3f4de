# --- finding
import re
print(re.match('(a)(?P<x>b)?', 'abc'), re.match('b', 'abc'), re.search('b', 'abc'), re.fullmatch('abc', 'abc'), re.fullmatch('ab', 'abc'))
print(re.findall(r'\w+', 'hello big World'), re.findall(r'(\w)(\w)?', 'abc d'), re.findall(r'(b)|a', 'ab'), re.findall('', 'ab'), re.findall('a*', 'baac'), re.findall(b'a.', b'abac'))
print([m.span() for m in re.finditer('a*', 'baac')], [m[0] for m in re.finditer(r'\d+', 'a1b22c333')], list(re.finditer('x', 'abc')))
print(re.split('[,;]', 'a,b;c'), re.split('([,;])', 'a,b;c'), re.split('x*', 'axbc'), re.split(',', 'a,b,c', maxsplit=1), re.split('(a)|b', 'xayb'), re.split(b',', b'a,b'), re.split(',', ''), re.split('', 'ab'))
print(re.sub('a', 'b', 'banana'), re.sub('a', 'b', 'banana', count=2), re.subn('a', '', 'banana'), re.sub('x*', '-', 'abxd'), re.sub(r'(\w)(\d)', r'\2\1', 'a1 b2'), re.sub('(?P<q>a)', r'<\g<q>\g<1>\g<0>>', 'banana'), re.sub('(a)|b', r'[\1]', 'ab'), re.sub('a', r'\n\t\\\101\0', 'a'), re.sub(b'a', b'\\g<0>x', b'aa'))
print(re.sub('a', lambda m: m[0].upper() * 2, 'banana'), re.subn('a', lambda m: str(m.start()), 'banana', count=2), re.sub('a', lambda m: None, 'banana'), re.sub('', '-', 'ab'), re.sub('b|', '-', 'abb'), re.sub('$', '!', 'a\n'))
print(re.escape('a.b*c d\n#-&~é{}'), re.escape(b'a.b\x80'), re.purge())
p = re.compile(r'(?P<year>\d{4})-(?P<month>\d\d)')
m = p.search('on 2024-05-06')
print(p, p.pattern, p.flags, p.groups, dict(p.groupindex), p.match('2024-05'), p.match('x2024-05', 1), p.search('2024-05', 1), p.fullmatch('2024-05x', 0, 7), p.findall('2024-05 2025-06', 1), p.split('a2024-05b'), p.sub(r'\g<month>', 'a2024-05b'), p.subn('', '2024-05'), [m.group('year') for m in p.finditer('2024-05 2025-06', 0, 10)])
print(m, m.group(), m.group(0), m.group(1, 'month'), m['year'], m[2], m.groups(), m.groupdict(), m.start(), m.end('month'), m.span(1), m.start('year'), m.string, m.re is p, m.re == re.compile(p.pattern), m.pos, m.endpos, m.lastindex, m.lastgroup, m.regs, m.expand(r'\1/\g<month>'), bool(m))
n = re.match('(a)|(?P<z>b)', 'b')
print(n.groups(), n.groups('-'), n.groupdict(), re.match('(?P<a>x)?', '').groupdict('none'), n.span(1), n.start(1), n.end(1), n.lastindex, n.lastgroup, re.match('a', 'a').lastindex, re.match('((a)(b))', 'ab').lastindex, re.match('(?:(a)|(b))*', 'ba').lastindex, n[1], n.expand(r'[\1]'))
print(re.compile('a') == re.compile('a'), re.compile('a') == re.compile('a', re.I), re.compile('a') != re.compile(b'a'), hash(re.compile('a')) == hash(re.compile('a')), {re.compile('a'): 1}[re.compile('a')], re.compile(p) is p, re.compile('x' * 300), re.compile(b'a\xff', re.M | re.S), re.compile('a', re.I | re.A), re.match('.*', 'y' * 80))
print(re.Pattern, re.Match, type(p), type(m), isinstance(m, re.Match), isinstance(p, re.Pattern), re.Pattern[str], re.Match[bytes], callable(p.match))
import copy
print(copy.copy(p) is p, copy.deepcopy(p) is p, copy.copy(m) is m, copy.deepcopy(m) is m)
match m:
    case re.Match(): print('a match')
print(re.match('a', bytearray(b'a') if False else 'a').string, re.match(b'a+', bytearray(b'aab')).group(), re.sub(b'a', b'b', bytearray(b'aa')), re.findall(b'.', bytearray(b'ab')), re.split(b',', bytearray(b'a,b')))
# --- flags
import re
print([re.A, re.ASCII, re.I, re.IGNORECASE, re.L, re.LOCALE, re.M, re.MULTILINE, re.S, re.DOTALL, re.U, re.UNICODE, re.X, re.VERBOSE, re.DEBUG, re.NOFLAG])
print(repr(re.I | re.M), str(re.I), repr(re.RegexFlag(0)), repr(re.I & re.M), repr(re.I ^ re.M), repr(~re.I), repr(~(re.I | re.M)), repr((re.I | re.M) & ~re.I), int(re.I), re.I.name, re.I.value, (re.I | re.M).value, (re.I | re.M).name, re.NOFLAG.name, re.I == 2, re.I | 0, 2 | re.M, re.M & 8, bool(re.NOFLAG), bool(re.I), hash(re.I) == hash(2), f'{re.I:d}', f'{re.I}', '%d' % re.I, isinstance(re.I, int), isinstance(re.I, re.RegexFlag), re.RegexFlag.I, re.RegexFlag.DOTALL | re.RegexFlag.X, type(re.I | re.M).__name__, list(re.I | re.M), re.I in (re.I | re.M), re.S in (re.I | re.M), {re.I: 1}[2], sorted([re.M, re.I]), re.RegexFlag(10), re.RegexFlag(2) == re.I, repr(re.RegexFlag(4098)))
print(re.findall('^a.', 'ab\nac', re.M), re.findall('A', 'aA', re.I), re.findall('a.b', 'a\nb', re.S), re.findall('a b # c', 'ab', re.X), re.findall(r'\w', 'aé', re.A), re.findall(r'\w', 'aé', re.U), re.findall(r'(?i)A(?-i:b)', 'ab AB aB'), re.findall('(?im)^a', 'a\nA'), re.search('(?s:.)b', '\nb'), re.findall('a', 'aA', flags=re.IGNORECASE), re.findall(b'A', b'aA', re.L | re.I), re.compile('a', 2).flags, re.compile('(?i)a').flags, re.compile('(?a)a').flags, re.compile(b'a').flags, re.compile('(?x) a').flags, re.split('A', 'xay', flags=re.I), re.sub('A', 'b', 'xay', flags=re.I), re.match('A', 'a', re.I), re.fullmatch('A', 'a', re.I), re.search('A', 'a', re.I))
for f in (lambda: re.compile('a', 'x'), lambda: re.compile(b'a', re.U), lambda: re.compile('a', re.L), lambda: re.compile('a', re.A | re.U), lambda: re.compile(re.compile('a'), re.I), lambda: re.compile('(?L)a'), lambda: re.compile('a(?i)b'), lambda: re.I + 1, lambda: re.I | 'a'):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
# --- old names
import re
for name in ('T', 'TEMPLATE', 'template', 'PatternError', 'Scanner_'):
    print(name, hasattr(re, name))
print(re.error, issubclass(re.error, Exception), re.error.__name__, re.error.__module__)
# --- patterns that are refused
import re
def shown(e): return type(e).__name__, str(e), e.msg, e.pattern, e.pos, e.lineno, e.colno, e.args
for p in ('(', ')', '[', '[a', '*', 'a**', 'a{2,1}', '(?P<1>a)', '(?P<a>b)(?P<a>c)', r'\1', r'(?P=x)', '(?P<x', '(?<a)', r'\q', r'\x1', r'\u12', r'\N{nope}', r'[\d-z]', '[z-a]', '(?<=a+)b', '(?<!a|bc)', '(?(1)a|b)', '(a)(?(1)a|b|c)', '(?i', '(?z)', '(?a-i', '(?-a:b)', 'a\nb\n(', '(?P>a)', '(?#', '+', 'a{1}{2}', '(?P<a.b>)', '(?(x)a)', r'(\1)', 'ab\\', r'\8', r'\400', '(?:', '(?=', '(?P', '(?', '[]', '[^]', r'(?<=(a)\1)b', '(?>a', '(?iL:a)', '(?ui)a(?au:b)', r'[\q]', r'[\N{x}', 'x{9999999999}', '(?P<é>a)b)', 5, None, [], {}, 1.5, bytearray(b'a')):
    try: print(p, re.compile(p))
    except re.error as e: print(shown(e))
    except Exception as e: print(type(e).__name__, e)
for p in (b'(', b'(?P<\xe9>a)', b'\\u1234', b'\xff('):
    try: print(p, re.compile(p))
    except re.error as e: print(shown(e))
e = re.error('msg', 'pat\ntern', 5); print(shown(e)); e = re.error('msg'); print(shown(e), repr(e))
class E(re.error): pass
try: raise E('own', 'x', 0)
except re.error as e: print(type(e), e, e.colno)
# --- wrong arguments
import re
p = re.compile('a'); m = p.match('a'); b = re.compile(b'a')
for f in (lambda: p.match(), lambda: p.match('a', 'b'), lambda: p.match(1), lambda: p.findall(), lambda: p.search(), lambda: p.fullmatch(), lambda: p.finditer(), lambda: p.sub('a'), lambda: p.sub(), lambda: p.subn('a'), lambda: p.split(), lambda: p.match(b'a'), lambda: b.match('a'), lambda: re.match('a', None), lambda: re.findall(b'a', 'a'), lambda: re.sub('a', 1, 'b'), lambda: re.sub('a', b'x', 'a'), lambda: re.sub('a', b'x', 'ba'), lambda: re.sub('a', b'x', 'b'), lambda: re.sub(b'a', 'x', b'a'), lambda: re.sub('a', lambda m: 1, 'a'), lambda: re.sub('a', None, 'a'), lambda: m.group('x'), lambda: m[1], lambda: m.start('x'), lambda: m.end(-1), lambda: m.span(5), lambda: m.group(1.5), lambda: m.group(0, 9), lambda: re.sub('(a)', r'\2', 'a'), lambda: re.sub('(a)', r'\g<x>', 'a'), lambda: re.sub('a', r'\g<1', 'a'), lambda: re.sub('a', r'\q', 'a'), lambda: re.sub('a', '\\', 'a'), lambda: re.sub('a', r'\g<>', 'a'), lambda: re.sub('a', r'\g<1a>', 'a'), lambda: m.expand(1), lambda: m.expand(r'\1'), lambda: m.expand(b'a'), lambda: re.Pattern(), lambda: re.Match(), lambda: re.escape(5), lambda: m < m, lambda: p < p, lambda: m.nope, lambda: p.nope, lambda: re.nope, lambda: re.sub('a', '', 'b', 0, 0, 0), lambda: re.match('a'), lambda: re.split('a', 'b', 'c'), lambda: len(m), lambda: re.split('a', 5), lambda: list(re.finditer('a', 5)), lambda: p.scanner_, lambda: p.match('a', 10 ** 30), lambda: p.search('ba', 0, 10 ** 30), lambda: re.sub('a', 'b', 'c', count=10 ** 30), lambda: re.split('a', 'b', maxsplit='c')):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for name in ('pattern', 'flags', 'groups', 'groupindex', 'zz'):
    try: setattr(p, name, 1)
    except AttributeError: print('no', name)
for name in ('string', 'pos', 're', 'regs', 'lastindex', 'zz'):
    try: setattr(m, name, 1)
    except AttributeError: print('no', name)
for base in (re.Pattern, re.Match):
    try:
        class X(base): pass
    except TypeError as e: print('final')
class S(str): pass
class I(int): pass
s = S('aab')
m = re.match(S('a(a)'), s)
print(m.string is s, type(m.group()), m.group(I(1)), type(re.sub('x', 'y', s)), type(re.sub('a', S('y'), s)), re.compile('a', I(2)).flags, type(re.split('b', s)[0]), p.match('ba', I(1)), p.match('a', -5), p.match('a', 0, -5), p.match('a', True), re.split(',', 'a,b', maxsplit=-1), re.sub('a', 'b', 'aa', count=-1))
# --- syntax
import re
for p, s in ((r'(["\'])(.*?)\1', '''say "it's" or 'no' '''), (r'(?P<q>[\'"])(?:(?!(?P=q)).)*(?P=q)', '"a\'b"'), (r'<(\w+)[^>]*>(.*?)</\1>', '<b x=1>bold</b><i>it</i>'), (r'(?<=\$)\d+(?:\.\d\d)?', 'cost $12.50 or $3'), (r'(?<!\w)cat(?!\w)', 'cat concat cats cat'), (r'^(?:(\d+)|(\w+))$', 'abc'), (r'(a)?b(?(1)c|d)', 'abc bd bc'), (r'(?>a+)b', 'aaab'), (r'a++b', 'aaab'), (r'a*+a', 'aaa'), (r'(?:ab){2,3}+', 'abababab'), (r'x{,2}y', 'xxxy'), (r'a{', 'a{'), (r'[]a]+', ']a]'), (r'[^]a]+', 'xy]'), (r'[a\-z]+', 'a-z'), (r'\x41\u0042\U00000043\103\t', 'ABCC\t'), (r'\N{BULLET}', '•'), (r'[\w.+-]+@[\w-]+\.[\w.]+', 'me+x@example.com, you@b.org.'), (r'(?s)(.*)\n', 'a\nb\n'), (r'\bfoo\b', 'foo food foo'), (r'\Boo\B', 'foods oo'), (r'\A\w+\Z', 'abc'), (r'a$', 'a\n'), (r'(?m)a$', 'a\nba'), (r'a\Z', 'a\n'), (r'(?x) a  b # comment', 'ab'), (r'((a)|b)*', 'abab'), (r'(a*)*', 'aab'), (r'(a*)+', 'b'), (r'(?:(a)|b)*', 'ab'), (r'(|a)+', 'aa'), (r'(\d+)(?=(\D))', '12a'), (r'(\w)(\w)(\w)?', 'abcde'), (r'[[a]', '[a'), (r'a|b|', 'cab'), (r'(?i)ß', 'ẞ'), (r'(?i)k', 'K'), (r'(?i)[a-z]+', 'ſKé'), (r'(?i)é', 'É'), (r'\d+', '١٢٣'), (r'\w+', 'naïve_中文 x²'), (r'\s+', 'a\x1c\u2003b'), (r'[^\W\d_]+', 'aé1_b'), (r'(?a)\w+', 'aé'), (r'(?i)(a)\1', 'aA'), (r'\p', 'p'), (r'(?:a(?:b(?:c)?)?)?', 'abc'), (r'.', '\n'), (r'[\s\S]', '\n'), (r'(?P<a>x)(?P<b>y)?', 'x')):
    try:
        print(p, [(m.span(), m.groups(), m.lastindex) for m in re.finditer(p, s)], re.split(p, s), re.subn(p, '<>', s))
    except re.error as e: print(e)
# --- programs of the usual kind
import re
log = '''2024-01-05 12:00:01 [INFO] server started (port=8080)
2024-01-05 12:00:09 [ERROR] failed: "no such file" (path=/tmp/x)
2024-01-06 00:10:00 [WARN] slow query (ms=1532, table=users)'''
line = re.compile(r'^(?P<date>\d{4}-\d{2}-\d{2}) (?P<time>[\d:]+) \[(?P<level>[A-Z]+)\] (?P<rest>.*)$', re.MULTILINE)
for m in line.finditer(log):
    d = m.groupdict()
    d['fields'] = dict(re.findall(r'(\w+)=([^,)]+)', d['rest']))
    print(d)
TOKENS = [('NUMBER', r'\d+(\.\d*)?'), ('NAME', r'[A-Za-z_]\w*'), ('OP', r'[-+*/()=]'), ('SKIP', r'[ \t]+'), ('BAD', r'.')]
scan = re.compile('|'.join(f'(?P<{n}>{p})' for n, p in TOKENS))
print([(m.lastgroup, m.group()) for m in scan.finditer('x1 = 3.14*(y + 2) ?') if m.lastgroup != 'SKIP'])
print(re.sub(r'(?<=\d)(?=(?:\d{3})+$)', ',', '1234567'), re.sub(r'_(\w)', lambda m: m[1].upper(), 'snake_case_name'), re.sub(r'(?<!^)(?=[A-Z])', '_', 'camelCaseName').lower(), re.sub(r'\s+', ' ', ' a \n b ').strip(), re.split(r'\s*[,;]\s*', 'a , b;c'), re.findall(r'#(\w+)', '#a b #c'), re.sub(r'\b(\w+)( \1\b)+', r'\1', 'the the cat cat cat sat'))
text = 'The rain in Spain stays mainly in the plain'
print(re.findall(r'\b\w*ai\w*\b', text), max(re.findall(r'\w+', text), key=len), {w.lower() for w in re.findall(r'\w+', text)} >= {'rain'}, [m.start() for m in re.finditer('ai', text)], re.match(r'(?P<first>\w+)\W+(?P<second>\w+)', text).groupdict())
print(bool(re.fullmatch(r'[^@\s]+@[^@\s]+\.[a-z]{2,}', 'a@b.io')), re.search(r'(\d{3})-(\d{4})', 'call 555-1234').groups(), re.sub('[aeiou]', lambda m: f'<{m.group()}>', 'hello', count=1), re.sub(r'(\w+), (\w+)', r'\2 \1', 'Doe, Jane'), re.sub(r'\$(\w+)', lambda m: {'a': '1'}.get(m[1], m[0]), '$a $b'))
def f(m, seen=[]): seen.append(m.group()); return str(len(seen))
print(re.sub('x', f, 'x.x.x'), [*map(re.compile(r'\d').search, ['a1', 'b'])], sorted(['a10', 'a9'], key=lambda s: [int(t) if t.isdigit() else t for t in re.split(r'(\d+)', s)]), list(filter(re.compile('^a').match, ['ab', 'ba'])))
try: re.sub('a', lambda m: 1 / 0, 'a')
except ZeroDivisionError as e: print(e)
re.match('(', 'a')
# --- uncaught
import re
def f(text): return re.sub('a', lambda m: m.group(7), text)
f('abc')
# --- suspended within
# externals: add, upper, echo
import re
p = re.compile(r'(?P<word>[a-z]+)|(\d+)', re.I)
m = p.search('12 ab')
it = p.finditer('one 2 three 4 five six seven 8 nine ten eleven')
print(next(it).group(), upper('x'), p, p.flags, p.groupindex['word'], m.group(), m.lastgroup, m.re == p, m.re is p, m.regs)
print(re.sub(r'\w+', lambda m: upper(m.group()), 'ab cd ef'), p.sub(lambda m: str(add(m.start(), 1)), 'a b', count=1), re.subn('a', lambda m: upper('a'), 'banana'))
print([(m.group(), add(m.start(), 100)) for m in it], next(it, None))
e = None
try: re.compile('a(')
except re.error as error: e = error
print(echo(1)['args'], e.msg, e.pos, e.colno, re.I | re.M, (re.I | re.M) == add(8, 2), m.expand(r'\2!'), m.string, m.groupdict(), p.match(upper('ab')).group('word'))
flags = re.I
upper('x')
print(flags, flags is re.I or flags == re.I, re.match('A', 'a', flags).group(), re.compile(p) is p)
