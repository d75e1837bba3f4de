# Binding of arguments to parameters.
# --- every kind of parameter
def f(a, b=2, /, c=3, *rest, d, e=5, **extra):
    return a, b, c, rest, d, e, extra

print(f(1, d=4))
print(f(1, 20, 30, 40, 50, d=4, e=6, z=7))
print(f(1, c=9, d=0, a=8, b=7))
print(f(*[1, 2], *(3, 4), **{'d': 1}, **{'y': 2}))
f(1, 2, *range(3), d=0)
# --- missing positional arguments
def f(a, b, c): pass
def g(a, b, c, d): pass

calls = [lambda: f(), lambda: f(1), lambda: f(1, 2), lambda: g(), lambda: g(1, 2), lambda: f(1, c=2)]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)
# --- too many positional arguments
def none(): pass
def one(a): pass
def default(a, b=1): pass
def keyword(a, *, k): pass
def keyword_default(a, *, k=1): pass

for call in (lambda: none(1), lambda: one(1, 2), lambda: default(1, 2, 3), lambda: keyword(1, 2, k=3),
             lambda: keyword(1, 2), lambda: keyword_default(1, 2, 3), lambda: keyword_default(1, 2, k=3)):
    try:
        call()
    except TypeError as error:
        print(error)
# --- keyword argument errors
def f(a, b=0): pass
def only(*, k, j): pass
def positional(a, b, /): pass
def mixed(a, /, **kw): return a, kw

attempts = {
    'unexpected': lambda: f(1, q=2),
    'twice': lambda: f(1, a=2),
    'missing kwonly': lambda: only(),
    'missing one kwonly': lambda: only(k=1),
    'positional-only by name': lambda: positional(a=1, b=2),
    'positional-only by one name': lambda: positional(1, b=2),
    'duplicate in **': lambda: f(**{'a': 1}, **{'a': 2}),
    'non-string': lambda: f(**{1: 2}),
    'not a mapping': lambda: f(**3),
    'not an iterable': lambda: f(*3),
}
for name, attempt in attempts.items():
    try:
        attempt()
    except TypeError as error:
        print(name, '|', error)
mixed(1, a=2)
# --- method argument errors name the method
class Account:
    def deposit(self, amount, note=''): pass
    @classmethod
    def make(cls, a): pass
    @staticmethod
    def check(a): pass

for attempt in (lambda: Account().deposit(), lambda: Account().deposit(1, 2, 3), lambda: Account.make(),
                lambda: Account.check(), lambda: Account.deposit(), lambda: Account(1)):
    try:
        attempt()
    except TypeError as error:
        print(error)
# --- __init__ argument errors
class Point:
    def __init__(self, x, y): self.x, self.y = x, y

class Plain: pass

for attempt in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: Plain(1), lambda: Plain(a=1)):
    try:
        attempt()
    except TypeError as error:
        print(error)
# --- defaults are evaluated once and shared
def push(x, stack=[]):
    stack.append(x)
    return stack

push(1)
first = push(2)
fresh = push(3, [])
print(first, fresh, push.__defaults__)
counter = 10
def late(n=counter):
    return n
counter = 20
late(), counter
# --- evaluation order of arguments and defaults
def say(x):
    print(x, end=' ')
    return x

def f(a=say('default a'), *, k=say('default k')):
    return a, k

f(say(1), k=say(2))
f(*[say(3)], **{say('k'): say(4)})
print()
say([say(1), say(2)][say(0)])
print({say('a'): say(1), say('b'): say(2)})
# --- starred calls with generators and strings
def collect(*args, **kwargs):
    return args, sorted(kwargs.items())

print(collect(*'abc', *range(2), *(x * x for x in range(3))))
print(collect(**dict(a=1), b=2, **{'c': 3}))
print(collect(*{}, *[], **{}))
collect(1, *[2], 3, *[4], x=5)
# --- kwargs is a fresh dict
def change(**kw):
    kw['added'] = True
    return kw

original = {'a': 1}
print(change(**original), original)
def args_type(*args): return type(args).__name__
args_type(1, 2)
# --- function attributes
def documented(a, b: int = 1, *, c: str = 'x') -> float:
    """Say something."""
    return 1.0

print(documented.__name__, documented.__doc__, documented.__qualname__, documented.__module__)
print(documented.__defaults__, documented.__kwdefaults__)
print(documented.__annotations__)
documented.tag = 'set'
print(documented.tag, hasattr(documented, 'other'))
def outer():
    def inner(): pass
    return inner
print(outer().__qualname__, (lambda: 0).__name__)
documented.__name__ = 'renamed'
documented.__name__
# --- calling what cannot be called
for value in (1, 'text', None, [1], {}, 1.5):
    try:
        value()
    except TypeError as error:
        print(error)
class C: pass
try:
    C()()
except TypeError as error:
    print(error)
# --- return values
def nothing(): pass
def bare(): return
def many(): return 1, 2
def starred(xs): return *xs, 0
print(nothing(), bare(), many(), starred([1, 2]))
# --- recursion
def fact(n): return 1 if n < 2 else n * fact(n - 1)
def is_even(n): return True if n == 0 else is_odd(n - 1)
def is_odd(n): return False if n == 0 else is_even(n - 1)
def ackermann(m, n):
    if m == 0: return n + 1
    if n == 0: return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))
fact(30), is_even(40), ackermann(2, 3)
