# --- formats
from pprint import pformat, pprint, pp, saferepr, isreadable, isrecursive, PrettyPrinter
from collections import OrderedDict, Counter, deque, defaultdict, ChainMap, UserDict, UserList, UserString, namedtuple
P = namedtuple('P', 'x y')
class L(list): pass
class D(dict): pass
class S(str): pass
class I(int): pass
class R(list):
    def __repr__(self): return 'R' * 90
class Q(dict):
    def __repr__(self): return 'Q(%s)' % dict.__repr__(self)
text = 'the quick brown fox jumped over the lazy dog ' * 3
values = [
    1, -5, 10 ** 10, 1.5, 1j, True, None, 'a', b'a', '', b'', [], (), {}, set(), frozenset(), [1], (1,), {1}, {'a': 1}, ...,
    list(range(40)), tuple(range(40)), set(range(40)), frozenset(range(40)), {i: i for i in range(30)}, {'b': 1, 'a': 2, 'C': 3},
    {'key%d' % i: ['item'] * i for i in range(12)}, [[[[[1, 2, 3] * 5] * 3]]], {'nested': {'deep': {'deeper': list(range(30))}}}, [text, text], text, {'t': text, 'u': text.encode()}, text.encode(), bytearray(text.encode()), [bytearray(text.encode())],
    'line one\nline two\n' * 6, ['a\nb\n' * 20], 'x' * 100, ['x' * 100, 'y z' * 40], ('x' * 100,), 'é ü\t\n' * 20, ' ' * 100, '\n' * 30, [('a' * 40, 'b' * 40), ('c' * 40,)],
    {1: 'a', 'b': 2, None: 3, (1, 2): 4}, {(2, 1): 1, (1, 2): 2}, {1.5, 2, -1}, [{'id': i, 'name': 'name%d' % i, 'tags': ['t'] * 3} for i in range(4)],
    OrderedDict((str(i), i) for i in range(20)), OrderedDict(), Counter('abracadabra' * 5 + 'zyxwvutsrqponml'), Counter(), deque(range(40)), deque(range(40), maxlen=50), deque(), defaultdict(list, {i: [i] * 5 for i in range(9)}), defaultdict(int), ChainMap({i: i for i in range(20)}, {'a': 'b' * 60}), ChainMap(), UserDict({i: i for i in range(20)}), UserList(range(40)), UserString(text),
    P(1, 2), P(list(range(20)), list(range(20))), [P(1, 2)] * 10, L(range(40)), D({i: i for i in range(20)}), S(text), I(10 ** 6), R(), [R()], Q({i: i for i in range(20)}), [Q(a=1)], range(5), int, len and 'fn', {'a': {'b': {}}, 'c': ()}, [[]] * 30, {'k' * 50: 'v' * 50, 'l' * 50: ['w' * 30] * 3},
]
for v in values:
    for options in ({}, dict(width=40), dict(width=20, indent=4), dict(compact=True), dict(depth=2), dict(sort_dicts=False, width=30), dict(underscore_numbers=True, compact=True, width=30, indent=2), dict(width=1), dict(depth=1, width=10), dict(width=-5)):
        print(options, pformat(v, **options))
    print(saferepr(v), isreadable(v), isrecursive(v))
# --- printing
import pprint as module
from pprint import pprint, pp, pformat, PrettyPrinter, saferepr, isreadable, isrecursive
pprint({'b': 1, 'a': 2}); pp({'b': 1, 'a': 2}); pprint([1] * 50, width=30, compact=True); pp({'b': [1] * 30, 'a': 2}, width=30); pprint('x'); pprint({'b': 1, 'a': 2}, sort_dicts=False); pprint([[[1]]], depth=1); pp([1000000], underscore_numbers=True); pprint([1, 2], None, 2, 3)
class F:
    def __init__(self): self.t = []
    def write(self, s): self.t.append(s)
f = F(); pprint({'a': [1, 2, 3]}, stream=f, width=8); print(f.t, ''.join(f.t))
f = F(); PrettyPrinter(stream=f).pprint((1, 2)); PrettyPrinter(4, 10, 2, f, compact=True).pprint([list(range(9)), [[1]]]); print(''.join(f.t))
import sys
PrettyPrinter(stream=sys.stdout).pprint({1: 2})
p = PrettyPrinter(width=20)
print(p.pformat(list(range(10))), p.isreadable([1, int]), p.isreadable([1]), p.isrecursive([1]), p.format([1, {2: 3}], {}, 0, 0), p.format('x', {}, None, 0), p.format([[1]], {}, 1, 0))
x = [1]; x.append(x); d = {'a': 1}; d['self'] = d
# --- recursion
from pprint import pformat, saferepr, isreadable, isrecursive, PrettyPrinter
def clean(s):
    out = []
    for part in s.split('id='):
        out.append(part.lstrip('0123456789'))
    return '#'.join(out)
x = [1]; x.append(x); d = {'a': 1}; d['self'] = d; t = ([],); t[0].append(t)
for v in (x, d, t, [x, x], {'k': x}, [[1], [2]]):
    print(clean(pformat(v)), clean(pformat(v, width=5)), clean(saferepr(v)), isreadable(v), isrecursive(v), PrettyPrinter().isreadable(v), PrettyPrinter().isrecursive(v), clean(pformat(v, depth=1)))
shared = [1, 2]; print(pformat([shared, shared]), isrecursive([shared, shared]))
# --- dataclasses
from dataclasses import dataclass, field
from pprint import pformat
@dataclass
class Point: x: int; y: int
@dataclass
class Box:
    name: str
    points: list = field(default_factory=list)
    hidden: int = field(default=0, repr=False)
    other: object = None
@dataclass(repr=False)
class NoRepr: x: str = 'x' * 90
@dataclass
class Own:
    x: str = 'x' * 90
    def __repr__(self): return 'own ' + self.x
@dataclass(frozen=True, slots=True)
class Slotted: a: str = 'a' * 50; b: str = 'b' * 50
class Sub(Box): pass
b = Box('n' * 30, [Point(i, i) for i in range(6)], 5, {'k': [Point(1, 2)] * 5}); r = Box('r' * 60); r.other = r
print(pformat(Point(1, 2)), pformat(b), pformat(b, width=30), pformat([b] * 2, depth=2), pformat(r), pformat(Own()), pformat(Slotted()), pformat(Sub('s' * 80, [1])), pformat({'p': Point(1, 2)}, width=10), 'object at' in pformat(NoRepr()), sep='\n')
# --- wrong arguments and overriding
from pprint import pformat, pprint, pp, PrettyPrinter, saferepr, isreadable, isrecursive
class Bad:
    def __repr__(self): raise KeyError('bad')
class NotStr:
    def __repr__(self): return 5
class E:
    def __repr__(self): return ''
for f in (lambda: pformat(), lambda: pformat(1, indent=-1), lambda: pformat(1, width=0), lambda: pformat(1, depth=0), lambda: pformat(1, width='a'), lambda: pformat(1, indent=None), lambda: pformat(1, depth='x'), lambda: pformat(1, 1, 2, 3, 4), lambda: pformat(1, nope=1), lambda: pprint(), lambda: pprint(1, 5), lambda: pp(), lambda: pp(1, nope=2), lambda: saferepr(), lambda: isreadable(), lambda: isrecursive(1, 2), lambda: pformat(Bad()), lambda: pformat([Bad()]), lambda: pformat(NotStr()), lambda: PrettyPrinter(1, 2, 3, None, True), lambda: PrettyPrinter().pprint(), lambda: PrettyPrinter().nope, lambda: pformat(E()), lambda: isreadable(E()), lambda: pformat([1] * 40, width='30'), lambda: pformat([1] * 30, indent=2.9, width=10.5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Rounded(PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if isinstance(object, float): return '%.2f' % object, True, False
        return PrettyPrinter.format(self, object, context, maxlevels, level)
class Hide(PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if isinstance(object, str): return '***', False, False
        return super().format(object, context, maxlevels, level)
print(Rounded().pformat([1.23456, {'a': 2.0 / 3}]), Rounded(width=10).pformat({'k': [1.23456] * 5}), Hide().pformat({'user': 'x', 'n': [1, 'y']}), Hide().isreadable(['a']))
# --- suspended within
# externals: upper, add
from pprint import pformat, pprint, PrettyPrinter
class R:
    def __repr__(self): return upper('r' * 30)
class F:
    def __init__(self): self.t = []
    def write(self, s): self.t.append(upper(s))
class P(PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if type(object) is int: return upper('i' + str(object)), True, False
        return super().format(object, context, maxlevels, level)
f = F(); p = P(width=20, stream=f); p.pprint({'a': [1, 2, 3], 'b': (4, 5)})
print(pformat([R(), R(), R()]), ''.join(f.t), p.pformat({i: 'x' * i for i in range(4)}))
