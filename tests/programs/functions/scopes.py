# --- closures share cells
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    def get():
        return n
    return up, get

up, get = counter()
up(); up()
other, _ = counter()
other()
get(), other()
# --- late binding in loops
functions = [lambda: i for i in range(3)]
bound = [lambda i=i: i for i in range(3)]
print([f() for f in functions], [f() for f in bound])
made = []
for k in range(3):
    def f(): return k
    made.append(f)
print([f() for f in made])
# --- nonlocal through several levels
def a():
    x = 'a'
    def b():
        def c():
            nonlocal x
            x += 'c'
            def d():
                nonlocal x
                x += 'd'
            d()
        c()
        return x
    return b(), x
a()
# --- global statement
total = 0
def add(n):
    global total, created
    total += n
    created = 'yes'
add(3)
add(4)
def shadow():
    total = 'local'
    def inner():
        global total
        total += 1
        return total
    return inner(), total
total, created, shadow()
# --- unbound local
x = 1
def f():
    print(x)
    x = 2
try:
    f()
except UnboundLocalError as error:
    print(type(error).__name__, error)
def g(flag):
    if flag:
        y = 1
    return y
print(g(True))
try:
    g(False)
except NameError as error:
    print(type(error).__name__, error)
# --- free variable before assignment
def outer():
    def inner():
        return value
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    value = 1
    return inner()
outer()
# --- undefined names
try:
    missing_thing
except NameError as error:
    print(error, error.name)
def f():
    return missing_in_function
try:
    f()
except NameError as error:
    print(error)
# --- del of names
a = b = 1
del a
try:
    a
except NameError as error:
    print(error)
def f():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as error:
        print(error)
    x = 5
    return x
print(f())
try:
    del zzz
except NameError as error:
    print(error)
c, d = 1, 2
del c, (d)
b
# --- del in a closure
def f():
    x = 1
    def g(): return x
    del x
    try:
        g()
    except NameError as error:
        return type(error).__name__, str(error)
f()
# --- class scope is skipped by methods
x = 'global'
class C:
    x = 'class'
    y = x + '!'
    def method(self):
        return x
    z = [x for _ in range(1)]
    w = [v for v in x]
print(C.y, C().method(), C.z, C.w)
# --- class body reads globals before its own binding
x = 'outer'
class C:
    x = x
    before = x
    x = 'inner'
print(C.x, C.before)
def f():
    y = 'enclosing'
    class D:
        z = y
    return D.z
f()
# --- nonlocal in a class body
def f():
    n = 1
    class C:
        nonlocal n
        n = 2
        m = n
    return n, C.m, hasattr(C, 'n')
f()
# --- comprehension scope
x = 'kept'
squares = [x * x for x in range(4)]
print(x, squares)
y = 5
print([y for y in range(y)], y)
print([(a, b) for a in range(3) for b in range(a)])
print({k: v for k, v in zip('ab', [1, 2])}, {c for c in 'aab'} == {'a', 'b'})
def f(n):
    return [lambda: n + i for i in range(2)]
[g() for g in f(10)]
# --- walrus binds outside the comprehension
def f():
    found = [last := n for n in range(5) if n % 2]
    return found, last
print(f())
if (n := len('hello')) > 3:
    print(n)
while (n := n - 1) > 2:
    print('loop', n)
print(any((hit := word).startswith('b') for word in ['abc', 'bcd', 'bde']), hit)
[y := 1, y ** 2, (y := y + 1)], y
# --- comprehension conditions and nesting
print([x if x % 2 else -x for x in range(6) if x != 3 if x < 5])
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)])
print([y for row in matrix for y in row if y > 2])
print({i: {j for j in range(i)} for i in range(3)})
print([*a, *b] if (a := [1]) and (b := (2, 3)) else None)
[[c for c in w] for w in 'ab cd'.split()]
# --- lambda with everything
f = lambda a, b=2, *c, d=4, **e: (a, b, c, d, e)
print(f(1), f(1, 2, 3, d=5, z=6))
g = lambda: (yield_ := 3) + 1
print(g())
(lambda x: lambda y: x - y)(5)(3)
# --- builtins can be shadowed
def f():
    len = lambda x: 'mine'
    return len([])
list = [1, 2]
print(f(), len([]), list)
del list
list('ab')
# --- globals seen by functions defined earlier
def f():
    return later() + offset
def later():
    return 1
offset = 10
f()
# --- except name is deleted
def f():
    try:
        1 / 0
    except ZeroDivisionError as e:
        kept = e
    try:
        e
    except NameError as error:
        return type(error).__name__, str(error), str(kept)
f()
# --- decorators
def trace(tag):
    print('make', tag)
    def wrap(f):
        print('wrap', tag, f.__name__)
        def inner(*args, **kwargs):
            print('call', tag)
            return f(*args, **kwargs)
        return inner
    return wrap

@trace('a')
@trace('b')
def greet(name):
    return 'hi ' + name

print(greet('bo'))
@(lambda f: 'replaced')
def nothing(): pass
print(nothing)
class Registry:
    items = {}
    def add(self, f):
        self.items[f.__name__] = f
        return f
r = Registry()
@r.add
def one(): return 1
[(k, v()) for k, v in r.items.items()]
# --- class decorators and decorator classes
def tag(cls):
    cls.tagged = True
    return cls
class Counted:
    def __init__(self, f):
        self.f, self.n = f, 0
    def __call__(self, *args):
        self.n += 1
        return self.f(*args)
@tag
class C: pass
@Counted
def double(x): return 2 * x
double(2); double(4)
C.tagged, double.n, double(10)
# --- annotations
x: int = 1
y: 'str'
print(__annotations__)
class C:
    a: int
    b: list[int] = [1]
    c: 'C' = None
print(C.__annotations__, hasattr(C, 'a'), C.b)
def f(a: int, *b: str, c: float = 1.0, **d: bool) -> None: z: undefined_name = 3; return z
print(f.__annotations__, f(1))
(w): int = 4
class D: pass
d = D()
d.attr: int = 5
d.attr, w
# --- vars of an instance and __name__
class C:
    def __init__(self): self.q = 1
vars(C()), __name__
# --- assert
assert 1, 'never'
try:
    assert 0
except AssertionError as error:
    print(repr(error), error.args)
try:
    assert [], ('a', 1)
except AssertionError as error:
    print(repr(error))
