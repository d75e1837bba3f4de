# --- literals, or and wildcard
def f(x):
    match x:
        case 0: return 'zero'
        case 1 | 2 | 3: return 'small'
        case -1 | -1.5: return 'negative'
        case 'a' | 'b': return 'letter'
        case True: return 'true'
        case None: return 'none'
        case 2+3j: return 'complex'
        case b'x': return 'bytes'
        case _: return 'other'
[f(x) for x in (0, 2, -1, -1.5, 'b', True, None, 2+3j, b'x', 9, 1.0, False)]
# --- sequences
def f(x):
    match x:
        case []: return 'empty'
        case [1]: return 'one'
        case [a]: return f'single {a}'
        case [1, b]: return f'pair {b}'
        case (a, b): return f'{a},{b}'
        case [first, *_, 'end']: return f'ends {first}'
        case [1, 2, *rest]: return f'rest {rest}'
        case [*all]: return f'all {all}'
        case _: return 'no'
[f(x) for x in ([], [1], (5,), [1, 9], (7, 8), [3, 4, 'end'], range(1, 5), [9, 9, 9], 'ab', b'ab', {1, 2}, None)]
# --- nested captures and as
def f(x):
    match x:
        case [('add' | 'sub') as op, [int() as a, int(b)]]: return op, a, b
        case {'user': {'name': str(name), 'tags': [first, *_]}}: return name, first
        case [[x1, y1], [x2, y2]] as whole: return x1 + y2, whole
        case (1 | 2) as n: return n
f(['add', [1, 2]]), f({'user': {'name': 'bo', 'tags': ['x', 'y']}}), f([[1, 2], [3, 4]]), f(2), f(['add', [1, 'x']])
# --- mappings
def f(x):
    match x:
        case {'type': 'a', 'v': v}: return 'a', v
        case {'type': 'b', **rest}: return 'b', rest
        case {1: _, None: n}: return 'keys', n
        case {}: return 'any mapping'
        case _: return 'no'
class D(dict):
    def __missing__(self, k): return 'missing'
[f(x) for x in ({'type': 'a', 'v': 1, 'z': 0}, {'type': 'b', 'p': 1, 'q': 2}, {1: 0, None: 5}, {'other': 1}, {}, [], D(type='a'))]
# --- classes
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class Point3(Point):
    def __init__(self, x, y, z): super().__init__(x, y); self.z = z
def f(p):
    match p:
        case Point(0, 0): return 'origin'
        case Point3(x, y, z=z): return ('3d', x, y, z)
        case Point(x=0, y=y): return ('on y', y)
        case Point(x, y) if x == y: return ('diagonal', x)
        case Point(): return 'point'
        case _: return 'no'
[f(p) for p in (Point(0, 0), Point3(1, 2, 3), Point(0, 5), Point(4, 4), Point(1, 2), 'x')]
# --- builtin class patterns
def f(x):
    match x:
        case bool(b): return 'bool', b
        case int(n) | float(n): return 'number', n
        case str(s) if len(s) > 3: return 'long', s
        case str(): return 'str'
        case list([a, b]): return 'list', a, b
        case tuple(t): return 'tuple', t
        case dict(d): return 'dict', d
        case bytes(b): return 'bytes', b
        case set(s): return 'set', s
        case object(): return 'object'
[f(x) for x in (True, 5, 2.5, 'abcdef', 'ab', [1, 2], [1], (1,), {'k': 1}, b'q', {3}, None)]
# --- value patterns
class Color:
    RED = 'r'
    class Deep: BLUE = 'b'
def f(c):
    match c:
        case Color.RED: return 'red'
        case Color.Deep.BLUE: return 'blue'
        case x: return f'captured {x}'
f('r'), f('b'), f('z')
# --- guards
def f(x):
    match x:
        case n if n < 0: return 'neg'
        case n if n == 0: return 'zero'
        case int(n) if n % 2: return 'odd'
        case [a, b] if a == b: return 'same'
        case _: return 'rest'
try: print([f(x) for x in (-1, 0, 3, 4)])
except TypeError as e: print(e)
calls = []
def guard(v): calls.append(v); return v > 2
match 3:
    case 1 if guard(1): pass
    case x if guard(x - 1): print('first')
    case x if guard(x): print('second')
calls
# --- captures stay bound after a failed guard
match (1, 2):
    case (a, b) if a > b: print('no')
    case _: print(a, b)
match [1, [2, 3]]:
    case [x, [y, 9]]: print('no')
    case [x, z]: print(x, z)
a
# --- subject is evaluated once
n = 0
def subject():
    global n
    n += 1
    return n
match subject():
    case 5: pass
    case 4: pass
    case 1: print('one')
match n, 'x':
    case 1, y: print(y)
match *[1, 2], 3:
    case [a, b, c]: print(a, b, c)
n
# --- match without a matching case falls through
def f(x):
    match x:
        case 1: return 'one'
        case 2: pass
    return 'after'
f(1), f(2), f(3)
# --- __match_args__ errors
class A:
    __match_args__ = ('x',)
    x = 1
class B: pass
class C: __match_args__ = ['x']
class D: __match_args__ = (1,)
class E:
    __match_args__ = ('x', 'gone')
    x = 1
def two(v):
    match v:
        case A(1, 2): return 'two'
        case E(1, _): return 'gone'
        case E(): return 'E'
def one(v, K):
    match v:
        case K(1): return 'matched'
    return 'not'
for call in (lambda: two(A()), lambda: two(E()), lambda: one(A(), A), lambda: one(B(), B), lambda: one(C(), C), lambda: one(D(), D), lambda: one(1, 5)):
    try: print(call())
    except TypeError as e: print(e)
def twice(v):
    match v:
        case A(1, x=1): return 1
try: twice(A())
except TypeError as e: print(e)
try:
    match 1:
        case int(1, 2): pass
except TypeError as e: print(e)
# --- attribute lookup order of class patterns
class P:
    __match_args__ = ('a', 'b')
    def __getattr__(self, name):
        print('get', name)
        if name == 'c': raise AttributeError
        return name
match P():
    case P(c=1): print('no')
    case P('a', 'x'): print('no')
    case P(b='b', a=z): print(z)
# --- user sequences are not sequences
class Seq:
    def __len__(self): return 2
    def __getitem__(self, i): return i
class L(list): pass
def f(x):
    match x:
        case [a, b]: return a, b
        case _: return 'no'
f(Seq()), f(L([1, 2])), f(iter([1, 2])), f((i for i in range(2)))
# --- match in loops with break, continue and return
def run(commands):
    out, stack = [], []
    for c in commands:
        match c.split():
            case ['push', n]: stack.append(int(n))
            case ['pop']: stack.pop()
            case ['skip', *_]: continue
            case ['add' | 'mul' as op]:
                b, a = stack.pop(), stack.pop()
                stack.append(a + b if op == 'add' else a * b)
            case ['quit']: break
            case ['halt', code]: return int(code)
            case [other, *args]: out.append((other, len(args)))
            case []: out.append('blank')
    return stack, out
print(run(['push 2', 'push 3', 'add', 'push 4', 'mul', 'what is this', '', 'skip me', 'quit', 'push 9']))
run(['halt 3'])
# --- expression evaluator
def ev(e):
    match e:
        case int() | float(): return e
        case ('+', a, b): return ev(a) + ev(b)
        case ('*', *args):
            r = 1
            for a in args: r *= ev(a)
            return r
        case ('let', {**names}, body): return ev(sub(body, names))
        case ('neg', x): return -ev(x)
        case _: raise SyntaxError(f'bad {e!r}')
def sub(e, names):
    match e:
        case str() if e in names: return names[e]
        case (head, *tail): return (head, *(sub(t, names) for t in tail))
        case _: return e
print(ev(('+', 1, ('*', 2, 3, ('neg', 4)))), ev(('let', {'x': 5}, ('*', 'x', 'x'))))
try: ev(('?',))
except SyntaxError as e: print(e)
# --- soft keywords as names
match = 1
case = [match]
_ = 'under'
type = 3
match += case[0]
print(match, case, _, type)
match (match):
    case 2: print('two')
# --- dataclass patterns
from dataclasses import dataclass
@dataclass
class Circle: r: float
@dataclass
class Rect: w: float; h: float
def area(s):
    match s:
        case Circle(r): return 3 * r * r
        case Rect(w, h) if w == h: return ('square', w * h)
        case Rect(w=w, h=h): return w * h
[area(s) for s in (Circle(2), Rect(2, 3), Rect(2, 2))]
