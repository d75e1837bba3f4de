# --- constants and capwords
import string
print(string.ascii_letters, string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits)
print(repr(string.printable), string.punctuation, repr(string.whitespace))
from string import capwords
print([capwords(s) for s in ('', 'a', 'hello world', '  a   b\tc\n', 'ABC def', 'ß ŉ')], capwords('a-b-c', '-'), capwords('a b-c', sep='-'), capwords('x y', ''), capwords('x  y', ' '))
for f in (lambda: capwords(), lambda: capwords(1), lambda: capwords('a', 1), lambda: capwords('a', 'b', 'c'), lambda: string.nope, lambda: string.letters):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- template
from string import Template
t = Template('$who likes ${what}s, $$5, ${who}')
print(t.template, t.substitute(who='tim', what='kung pao'), t.substitute({'who': 1, 'what': None}), t.substitute({'who': 'a', 'what': 'b'}, who='c'), t.safe_substitute(who='x'), t.safe_substitute(), t.is_valid(), t.get_identifiers())
print(Template('$mapping $self').substitute(mapping=1, self=2), Template('').substitute(), Template('$_a1 $A_b $é').safe_substitute(_a1=1, A_b=2), Template('no').substitute({}), Template('$$').substitute(), Template('$a$b$c').substitute(a=1, b=2, c=3), Template('${a}b$ab').substitute(a=1, ab=2))
for text in ('$', 'a $ b', '${', '${}', '${a', '${1}', '$1', '\n\n$ x', 'abc\n  $!', '${a b}', '$a $', 'ä$'):
    t = Template(text)
    print(repr(text), t.safe_substitute(a=1), t.is_valid(), t.get_identifiers())
    try: print(t.substitute(a=1))
    except Exception as e: print(type(e).__name__, e, e.args)
from collections import defaultdict, ChainMap
print(Template('$a $b').substitute(defaultdict(int)), Template('$a $b').substitute(ChainMap({'a': 1}, {'b': 2})), Template('$a $b').safe_substitute({'a': 1}, b=3))
class D(dict):
    def __missing__(self, key): return '<' + key + '>'
print(Template('$a $b').substitute(D(a=1)), Template('$a $b').substitute(D(), b=5))
class Bad:
    def __getitem__(self, k): raise KeyError('other', k)
    def __str__(self): return 'bad'
for f in (lambda: Template('$a').substitute(), lambda: Template('$a').substitute({}), lambda: Template('$a').substitute({}, b=1), lambda: Template('$a').substitute(Bad()), lambda: Template('$a').substitute(Bad(), b=1), lambda: Template('$a').safe_substitute(Bad()), lambda: Template('$a').substitute(5), lambda: Template('$a').substitute(None), lambda: Template('$a').safe_substitute([]), lambda: Template(5).substitute(), lambda: Template(b'a').is_valid(), lambda: Template(), lambda: Template('a', 'b'), lambda: Template('$a').substitute({}, {}), lambda: Template('$a').substitute(a=Bad()), lambda: Template('$a').nope):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(Template, Template.delimiter, Template.idpattern, Template.braceidpattern, Template.flags, Template.__name__)
t = Template('$a'); t.template = '$b'; print(t.substitute(b=1)); t.delimiter = '#'; print(t.substitute(b=2), Template.substitute(Template('$$'), {}))
t = Template('$$'); t.delimiter = '#'; print(t.substitute())
# --- templates of other kinds
from string import Template
class Percent(Template):
    delimiter = '%'
class Dotted(Template):
    idpattern = '[a-z][a-z0-9.]*'
class Upper(Template):
    idpattern = '[A-Z_]+'
    flags = 0
class Braced(Template):
    delimiter = '&&'
    braceidpattern = '[a-z-]+'
class Sub(Percent):
    def safe_substitute(self, *args, **kws): return '[' + super().safe_substitute(*args, **kws) + ']'
print(Percent('%a $a %% %{a} 100%').safe_substitute(a=1), Sub('%a %b').safe_substitute(a=2), Sub('%a').substitute(a=3))
print(Dotted('$a.b ${c.d} $E').safe_substitute({'a.b': 1, 'c.d': 2, 'E': 3}), Upper('$ABC $abc ${X_Y}').safe_substitute(ABC=1, abc=2, X_Y=3), Upper('$a').is_valid())
print(Braced('&&a-b &&{a-b} && &&&& &a').safe_substitute({'a': 1, 'a-b': 2}), Braced('&&{x-y} &&z &&{x-y}').get_identifiers())
class Init(Template):
    def __init__(self, text, extra): super().__init__(text + extra); self.extra = extra
print(Init('$a', '$b').substitute(a=1, b=2))
# --- templates by regular expressions
import re
from string import Template
print(Template.flags, Template.flags == re.IGNORECASE, sorted(Template.pattern.groupindex), Template('$a').pattern is not None)
class Path(Template):
    idpattern = r'(?:[a-z_]+/)*[a-z_]+'
class Case(Template):
    flags = re.VERBOSE
    idpattern = '[a-z] [a-z0-9]*'
class Square(Template):
    pattern = r"""
        \$(?:(?P<escaped>\$) | \[(?P<named>[a-z]+)\] | <(?P<braced>[a-z]+)> | (?P<invalid>))
    """
class Own(Template):
    pattern = re.compile(r'%(?:(?P<escaped>%)|(?P<named>\w+)|\((?P<braced>\w+)\)|(?P<invalid>))')
class Odd(Template):
    pattern = r'(?P<escaped>)|(?P<named>)|(?P<braced>)|(?P<invalid>)|x(?P<other>y)'
class Sub(Square): delimiter = '#'
class Late(Template): delimiter = '@'
for t in (Path('$a/b/c ${x/y} $'), Case('$ab $AB'), Square('$[a] $<b> $$ $c'), Own('%a %(b) %% %'), Sub('$[a]'), Late('@a $a @{b}')):
    print(type(t).__name__, t.safe_substitute({'a/b/c': 1, 'x/y': 2, 'ab': 3, 'a': 4, 'b': 5}), t.is_valid(), t.get_identifiers())
    try: print(t.substitute({'a/b/c': 1, 'x/y': 2, 'ab': 3, 'a': 4, 'b': 5}))
    except Exception as e: print(type(e).__name__, e)
class Bad(Template): pass
for make in (lambda: type('T', (Template,), {'idpattern': '('}), lambda: type('T', (Template,), {'pattern': '['}), lambda: type('T', (Template,), {'delimiter': 5}), lambda: type('T', (Template,), {'idpattern': '[a-z]+', 'braceidpattern': '(?P<x>a)'})('${a}').substitute(a=1)):
    try: print(make())
    except Exception as e: print(type(e).__name__, e)
# --- formatter
from string import Formatter
f = Formatter()
print(f.format('{0} {1!r} {x:>5} {{}}', 1, 'a', x='b'), f.format('{} {}', 1, 2), f.format('{:{}}|{:{w}.{p}f}', 5, 4, 1.5, w=8, p=3), f.format('{0.real} {0[0]} {1[a]}' if False else '{0[0]} {1[a]} {2.real}', [1], {'a': 2}, 3), f.format('plain'), f.format(''), f.format('{!s:*^9}', 'mid'), f.format('{a!a}', a='é'))
print(f.vformat('{0} {k}', ('x',), {'k': 1}), list(f.parse('a{b!r:{c}}d{{e}}{}')), list(f.parse('')), list(f.parse('}}x')), f.get_field('0.real', (5,), {}), f.get_field('a[0][k]', (), {'a': [{'k': 'v'}]}), f.get_value(0, 'ab', {}), f.get_value('k', (), {'k': 2}), f.convert_field('a', 'r'), f.convert_field('é', 'a'), f.convert_field(1, 's'), f.convert_field(1, None), f.format_field(3.14159, '.2f'), f.check_unused_args(set(), (), {}))
for g in (lambda: f.format(), lambda: f.format(5), lambda: f.format('{'), lambda: f.format('}'), lambda: f.format('{}{0}', 1), lambda: f.format('{0}{}', 1), lambda: f.format('{5}', 1), lambda: f.format('{x}'), lambda: f.format('{!x}', 1), lambda: f.format('{:{:{}}}', 1, 2, 3), lambda: f.format('{:{:{:{}}}}', 1, 2, 3, 4), lambda: f.format('{0.nope}', 1), lambda: f.format('{0[}', 1), lambda: f.format('{0.}', 1), lambda: f.format('{0[]}', 1), lambda: f.format('{0[a]b}', {'a': 1}), lambda: f.format('{:d}', 'a'), lambda: f.vformat('{}'), lambda: f.convert_field(1, 'z'), lambda: f.format('{a', a=1), lambda: f.format('{!}', 1), lambda: f.format('{!rx}', 1), lambda: f.format('a{b:{c}', b=1), lambda: list(f.parse(5)), lambda: f.get_field(5, (), {}), lambda: f.format('{99999999999999999999}', 1), lambda: Formatter(1)):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
class Default(Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str): return kwargs.get(key, '<' + key + '>')
        return super().get_value(key, args, kwargs)
    def check_unused_args(self, used, args, kwargs): print('used', sorted(map(str, used)))
    def convert_field(self, value, conversion): return value.upper() if conversion == 'u' else super().convert_field(value, conversion)
    def format_field(self, value, spec): return '/'.join(value) if spec == 'join' else super().format_field(value, spec)
d = Default()
print(d.format('{a} {b} {0!u} {1:join} {missing}', 'x', ['p', 'q'], a=1))
class Sections(Formatter):
    def parse(self, text): return [('<', 'a', '', None), ('>', None, None, None)]
    def get_field(self, name, args, kwargs): return name * 2, name
print(Sections().format('anything', 1))
class Bars(Formatter):
    def parse(self, s):
        for i, part in enumerate(s.split('|')): yield (part, None, None, None) if i % 2 == 0 else ('', part or '', '', None)
print(Bars().format('a|0|b|x|', 1, x=2))
class F:
    def __format__(self, spec): return 'F(' + spec + ')'
    def __getattr__(self, name): return 'attr ' + name
    def __getitem__(self, k): return k
print(f.format('{0:abc} {0.foo} {0[bar]} {0[1]} {0[-1]}', F()))
try: f.format('{0} {', F())
except ValueError as e: print(e)
print(sorted(set(name for _, name, _, _ in f.parse('{a} {b.c} {a[0]}') if name)))
# --- suspended within
# externals: add, upper
from string import Template, Formatter
class M:
    def __getitem__(self, k): return upper(k)
class T(Formatter):
    def get_value(self, key, args, kwargs): return add(key, key)
class S:
    def __str__(self): return upper('s')
    def __format__(self, spec): return upper(spec)
t = Template('$a ${b} $$'); it = Formatter().parse('a{b}c{d}')
print(next(it), t.substitute(M()), t.substitute(a=S(), b=1), T().format('{a} {}', 1), Formatter().format('{:x}|{!s}', S(), S()), next(it), t.get_identifiers(), list(it))
