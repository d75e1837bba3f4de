# --- case methods
s = 'hELLO wörld ß ǆ'
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
"they're bill's".title(), 'ﬁne'.upper(), 'İ'.lower(), ''.title()
# --- predicates
words = ['abc', 'ABC', 'Abc', '123', 'a1', ' ', '', '½', '²', '٣', 'a b', 'Ａ', '\n', 'class', '_x', '1a', 'Title Case']
for name in ('isalpha', 'isdigit', 'isalnum', 'isupper', 'islower', 'istitle', 'isspace', 'isdecimal', 'isnumeric', 'isidentifier', 'isprintable', 'isascii'):
    print(name, [int(getattr(w, name)()) for w in words])
# --- find, index, count
s = 'banana'
print(s.find('an'), s.rfind('an'), s.find('x'), s.find('a', 2), s.find('a', 2, 3), s.index('n'), s.rindex('n'), s.count('a'), s.count('ana'), s.count(''))
print(s.find(''), s.rfind(''), s.find('', 10), 'a'.count('', 5), s.count('a', -3), s.startswith('ban'), s.endswith(('x', 'na')), s.startswith('n', 2), s.startswith(('q',)), s.endswith('nan', 0, -1))
'an' in s, '' in s, 'xyz' not in s
# --- split and join
print('a,b,,c'.split(','), ' a  b '.split(), 'a b c d'.split(' ', 2), 'a b c d'.rsplit(' ', 1), 'a b c'.rsplit(None, 1), ''.split(), ''.split(','))
print('one\ntwo\r\nthree\rfour\x0bfive\u2028six'.splitlines(), 'a\n\nb\n'.splitlines(True), ' a b  c '.split(maxsplit=1), 'aXXbXXc'.split('XX', maxsplit=-1))
print('-'.join(['a', 'b']), ''.join(()), ', '.join(str(i) for i in range(3)), '.'.join('abc'), '-'.join({'k': 1}))
'k=v=w'.partition('='), 'k=v=w'.rpartition('='), 'none'.partition('='), 'none'.rpartition('=')
# --- strip and affixes
print('  x '.strip(), 'xxaxx'.lstrip('x'), 'xxaxx'.rstrip('x'), 'abcba'.strip('ab'), '\t\n x\u3000'.strip() == 'x', 'mississippi'.strip('ipms'))
'prefix-x'.removeprefix('prefix-'), 'x.py'.removesuffix('.py'), 'abc'.removeprefix('z'), 'aa'.removesuffix('')
# --- replace and translate
print('aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('b', ''), 'x'.replace('y', 'z'), ''.replace('', 'q'))
t = str.maketrans('abc', 'xyz', 'd')
print('abcd'.translate(t), 'abc'.translate({97: None, 98: 'BB', 99: 67}), str.maketrans({'a': 'one', 98: None}))
'tab\tx\ty'.expandtabs(4), 'a\tb'.expandtabs(), '01\t012\t0123'.expandtabs(4)
# --- alignment
print(repr('ab'.center(7, '*')), repr('ab'.center(5)), repr('ab'.ljust(4)), repr('ab'.rjust(4, '.')), '42'.zfill(5), '-42'.zfill(5), '+x'.zfill(4), 'abc'.center(2))
[len('x'.ljust(n)) for n in (-1, 0, 3)]
# --- indexing and slicing
s = 'abcdefgh'
print(s[0], s[-1], s[2:5], s[:-2], s[::2], s[::-1], s[5:1:-2], s[100:], s[-3:], s[:0], s[slice(1, 4)], s[7:2:-1])
[c for c in 'añ😀'], len('😀'), 'é' == 'é', 'a' < 'b' < 'ba' < 'é', max('hello'), sorted('hello')
# --- repr and escapes
print(repr('a\'b'), repr("a'b\"c"), repr('\n\t\r\\\x00\x7f\xa0é\u200b😀'), ascii('é😀\n'), repr('\ud800'), repr(''), [''], ('x\n',))
'\x41\u0042\U00000043\N{DIGIT ONE}\101\
joined', r'raw\n', 'a' 'b' "c", '''tri
ple'''
# --- multiplication, comparison, membership
print('ab' * 3, 3 * 'x', 'x' * 0, 'x' * -1, 'a' + 'b', 'abc' == 'abc', 'a' != 'b', 'Z' < 'a', 'abc' >= 'abb')
s = 'x'
s += 'y'
s *= 2
s, hash('a') == hash('a'), ord('€'), chr(8364), 'a'.__add__('b'), 'abc'.__contains__('b'), 'abc'.__len__()
# --- encode and decode
print('é€'.encode(), 'é'.encode('latin-1'), 'aé'.encode('ascii', 'ignore'), 'aé'.encode('ascii', 'replace'), 'é'.encode('ascii', 'xmlcharrefreplace'), 'é'.encode('ascii', 'backslashreplace'))
print(b'\xc3\xa9'.decode(), b'\xff\x41'.decode('utf-8', 'replace'), b'\xe9'.decode('latin-1'), b'a\xff'.decode('ascii', 'ignore'), 'hi'.encode('utf-16-le'), 'é'.encode('utf-8', errors='strict'))
for f in (lambda: 'é'.encode('ascii'), lambda: b'\xff'.decode('utf-8'), lambda: b'ab\xc3'.decode(), lambda: '\ud800'.encode()):
    try: f()
    except UnicodeError as e: print(type(e).__name__, e)
str(b'abc', 'utf-8'), str(b'x'), bytes('é', 'utf-8')
# --- iteration order and zip
print(list(enumerate('ab')), list(zip('ab', 'cd')), dict(zip('ab', range(2))), ''.join(reversed('abc')), ''.join(sorted('banana')))
a, b, *c = 'hello'
a, b, c, [*'xy'], {*'aa'}, max(['aa', 'b'], key=len)
