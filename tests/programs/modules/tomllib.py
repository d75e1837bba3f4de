# --- documents
import tomllib
text = '''
# a comment
title = "TOML \\u00e9\\n"
int = 1_000
neg = -17
hex = 0xff
oct = 0o17
bin = 0b1010
pi = 3.14
exp = 5e+22
inf = -inf
yes = true
no = false
"quoted key" = 'literal \\ string'
multi = """
one
two \\
   three"""
lit = \'\'\'
raw \\n\'\'\'
arr = [1, 2, [3, "x"], {a = 1, b.c = 2}, ]
a.b.c = 1
[table]
x = 1
[table.sub]
y = {}
[[items]]
name = "one"
[[items]]
name = "two"
[items.more]
z = []
'''
d = tomllib.loads(text)
print(d); print(d['table']['sub'], type(d['pi']).__name__, d['items'][1]['more'], list(d))
print(tomllib.loads(''), tomllib.loads('a = 1\r\nb = 2\r\n'), tomllib.loads('nan = nan')['nan'] != 1)
class S(str): pass
print(tomllib.loads(S('a = 1')), tomllib.loads('é = "ü"') if False else '', tomllib.loads('"é" = "ü"'))
# --- dates and times
import tomllib
d = tomllib.loads('a = 2020-01-02\nb = 07:32:00.5\nc = 1979-05-27T07:32:00Z\nd = 1979-05-27 07:32:00-07:00\ne = 1979-05-27T00:32:00.999999')
for k, v in d.items(): print(k, v, repr(v), type(v).__name__)
print(d['a'].year, d['c'].isoformat(), d['c'] == d['c'], d['d'].utcoffset(), d['e'] < d['e'])
# --- floats of one's own
import tomllib
print(tomllib.loads('a = 1.50\nb = [2.5, 1e3, inf, -nan]\nc = 3', parse_float=str), tomllib.loads('a = 1.5', parse_float=float), tomllib.loads('a = 0.1', parse_float=lambda t: (t, len(t))))
class F:
    def __init__(self, text): self.text = text
    def __repr__(self): return f'F({self.text})'
print(tomllib.loads('x = {a = 1.5, b = [2.5]}', parse_float=F))
def bad(text): raise KeyError(text)
for f in (lambda: tomllib.loads('a=1.5', parse_float=lambda x: []), lambda: tomllib.loads('a=1.5', parse_float=lambda x: {}), lambda: tomllib.loads('a=1.5', parse_float=bad), lambda: tomllib.loads('a=1.5', parse_float=5), lambda: tomllib.loads('a=1.5', parse_float=int)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- files
import tomllib, io
print(tomllib.load(io.BytesIO(b'a = "\xc3\xa9"')), tomllib.load(io.BytesIO(b'a = 1.5'), parse_float=str))
class Fp:
    def __init__(self, data): self.data = data
    def read(self): return self.data
print(tomllib.load(Fp(b'x = 1')))
for f in (lambda: tomllib.load(io.StringIO('a = 1')), lambda: tomllib.load(Fp(b'\xff')), lambda: tomllib.load(5), lambda: tomllib.load(), lambda: tomllib.load(Fp(b'a'))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- errors
import tomllib
class A: pass
for text in ('a', 'a =', 'a = x', 'a = "', "a = '", 'a = """', 'a = [1', 'a = {b', 'a = 1 2', 'a = 1\na = 2', '[a]\n[a]', '[[a]]\n[a]', 'a.b = 1\na = 2', 'a = {b = 1}\n[a.c]', '[a', '= 1', 'a = 01', 'a = 1__0', 'a = "\\x"', 'a = "\x01"', 'a = 2020-13-01', 'a = [1,,2]', 'a = 0xg', '"a = 1', 'a = """x""""""', 'a = "\\ud800"', 'é = 1', 'a = {x = 1, x = 2}', 'a = tru', '[a.]', 'a = 25:00:00', 'a = 1.'):
    try: print(tomllib.loads(text))
    except tomllib.TOMLDecodeError as e: print(repr(text), '->', e)
for f in (lambda: tomllib.loads(5), lambda: tomllib.loads(b'a = 1'), lambda: tomllib.loads(None), lambda: tomllib.loads(A()), lambda: tomllib.loads(), lambda: tomllib.loads('', float), lambda: tomllib.nope):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(tomllib.TOMLDecodeError.__mro__[1], tomllib.TOMLDecodeError.__module__, tomllib.TOMLDecodeError('x'))
# --- an uncaught error
import tomllib
tomllib.loads('[table\n')
# --- as models write it
import tomllib
config = tomllib.loads("""
[project]
name = "demo"
version = "1.2.3"
dependencies = ["a>=1", "b"]
[project.optional-dependencies]
test = ["pytest"]
[tool.ruff]
line-length = 120
""")
print(config['project']['name'], [d.split('>=')[0] for d in config['project']['dependencies']], config.get('tool', {}).get('ruff', {}).get('line-length'), sorted(config['project']))
# --- suspended within
# externals: add, echo
import tomllib
print(tomllib.loads('a = 1.5\nb = [2.5, 3.5]', parse_float=lambda t: add(t, '!')))
d = tomllib.loads(add('when = 2020-01-02T03:04:05Z\n', 'x = [1]')); echo(d['x']); print(d)
