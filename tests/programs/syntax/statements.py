# --- comp scoping
x = 10
print([x for x in range(3)], x, [y := x, y][0], y)
print([i for i in range(5) if (j := i) % 2], j)
def f():
    [z := i for i in range(3)]
    return z
print(f())
def g():
    fs = [lambda: i for i in range(3)]
    return [h() for h in fs], [(lambda k=i: k)() for i in range(2)]
print(g(), [[i * j for j in range(i)] for i in range(4)], {i: {j for j in range(i)} for i in range(3)})
print([a for a, *b in [(1, 2), (3,)]], [b for a, *b in [(1, 2), (3,)]], [(i, j) for i in range(3) for j in range(i) if i + j > 1], [i for i in [j for j in range(3)]])
class C:
    n = 3
    l = [i for i in range(n)]
    try: m = [n for _ in range(2)]
    except NameError as e: print(e)
    k = [i for i in range(3) if i]
    s = {q: q for q in 'ab'}
print(C.l, C.k, hasattr(C, 'i'))
def h(n):
    return [x + n for x in range(2)], (lambda: [x + n for x in range(2)])()
print(h(5), [*range(2), *'ab'], {*[1], *{2}}, {**{'a': 1}, 'b': 2}, (*[1], 2), [*[], *()])
try: [1/0 for _ in range(1)]
except ZeroDivisionError as e: print(e)
it = (print('lazy', i) for i in range(2)); print('made'); next(it)
try: (i for i in 5)
except TypeError as e: print(e)
def cells():
    i = 'outer'
    r = [lambda: i for i in range(2)]
    return i, r[0]()
print(cells())
class D:
    x = 1
    y = lambda self=None: x
    z = [lambda: x for _ in range(1)][0]()

print(D.y(), D.z)
[nope for _ in range(1)]
# --- comp global nonlocal
def f():
    global G
    G = [G2 for G2 in range(2)]
    def g():
        nonlocal_list = [v for v in lst]
        return nonlocal_list
    lst = [1]
    r = g()
    lst2 = [lst for lst in [5]]
    return r, lst, lst2
print(f(), G)
def k():
    x = 1
    def m():
        nonlocal x
        x = [x for x in range(3)]
        return x
    m(); return x
print(k())
def u():
    print([v for v in range(2) if v or w])
    w = 1
try: u()
except NameError as e: print(type(e).__name__, e)
# --- fstrings
x, w, d = 3.14159, 10, {'k': 'v'}
n = None
print(f'{x:.2f}|{x:{w}.3f}|{x=}|{x = }|{x=:.1f}|{x=!r}|{d["k"]}|{d!r:>12}|{{}}|{n}|{"a" "b"}|{x!s:>10}|{[i for i in range(2)]}|{(lambda: 5)()}|{1,}|{d=}|{w:#x}|{w:+}|{w:,}|{1e10:,}|{True:d}|{"q":*^5}|{x:e}|{3:c}|{255:08b}|{-5:=+6}|{0.5:%}|{1+1=}')
print(f'{"nested " + f"{x:.1f}"}', rf'\n{w}', f'a{w}b' 'c{}' f'{w}', f"{'''tri'''}", f'''
{
w
}''', f'{w:{"0"}{w}}', f'{x:{"." + "2" + "f"}}')
for bad in (lambda: f'{x:d}', lambda: f'{"a":d}', lambda: f'{[]:5}', lambda: f'{5:s}', lambda: f'{None:5}', lambda: f'{1:{None}}', lambda: f'{1j:d}', lambda: f'{5:.2d}', lambda: f'{nope}', lambda: f'{"a":=5}', lambda: f'{5:,s}', lambda: f'{2**100:c}', lambda: f'{5:zz}'):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class F:
    def __format__(s, spec): return f'<{spec}>'
    def __repr__(s): return 'R'
    def __str__(s): return 'S'
f = F(); print(f'{f} {f:abc} {f!r} {f!s:>3} {f!a} {f=} {f=!s} {f=:q}')
print('%s %r %5.2f %-5d| %05d %x %c %% %(a)s' % ('s',) if False else '%s %r %5.2f %-5d| %05d %x %c %%' % ('s', 'r', 1.234, 5, 42, 255, 'c'))
print('{0} {1} {0} {a} {b[0]} {c.real} {d[k]}'.format(1, 2, a=3, b=[4], c=5, d={'k': 6}), '{:>{}}'.format('x', 5), '{!r:>5}'.format('x'))
# --- walrus
if (n := len('abc')) > 2: print(n)
while (c := n - 1) > 0: n = c
print(n, c, (y := 5) + y, [y := 1, y ** 2])
def f(a, b=(q := 7)): return a
print(q, f(z := 3), z, (lambda: (k := 5) + k)())
print(any((hit := v) > 2 for v in [1, 3, 5]), hit)
class C: a = (b := 4) + 1
print(C.b)
# --- del
x = [1, 2, 3, 4]; del x[0], x[-1]; print(x); del x[:]; print(x)
d = {'a': 1}; del d['a']; print(d)
try: del d['zz']
except KeyError as e: print(repr(e))
try: del x[5]
except IndexError as e: print(e)
a = b = c = 1; del (a, b), [c]
try: a
except NameError as e: print(e)
def f():
    del q
try: f()
except UnboundLocalError as e: print(e)
def g():
    global nope
    del nope
try: g()
except NameError as e: print(e)
def h():
    v = 1
    def i(): nonlocal v; del v
    i()
    try: return v
    except NameError as e: return type(e).__name__, str(e)
print(h())
class C: pass
try: del C.x
except AttributeError as e: print(e)
try: del C().x
except AttributeError as e: print(e)
try: del (1).real
except AttributeError as e: print(e)
try: del 'abc'[0]
except TypeError as e: print(e)
try: del (1,)[0]
except TypeError as e: print(e)
del undefined_thing
# --- unpack
a, (b, *c), d = 1, 'xyz', [4]; print(a, b, c, d)
*a, = range(3); print(a)
[a, b], c = (1, 2), 3; print(a, b, c)
a = b = [0]; a[0], b = 5, 6; print(a, b)
for i, (j, k) in enumerate([(1, 2), (3, 4)]): print(i, j, k)
for f in ('a, b = 1, 2, 3', ): pass
def t(fn):
    try: print(fn())
    except Exception as e: print(type(e).__name__, e)
def u1(): a, b = 1, 2, 3
def u2(): a, b = [1]
def u3(): a, *b, c = [1]
def u4(): a, b = 5
def u5(): a, b = {'x': 1}
def u6(): a, b = iter([1, 2, 3])
def u7(): a, b = (i for i in range(5))
def u8(): (a, b), c = 1, 2
def u9(): a, = ()
def u10(): [a, b, *c] = 'x'
def u11(): a, b = None
def u12(): a, b = 'abc'
def u13(): a, b, c = {1, 2}
def u14(): x = *5,
def u15(): return [*None]
def u16(): return {**5}
def u17(): return {*5}
def u18(): return (*1, *2)
def u19(): a, b = range(5)
def u20():
    for a, b in [(1, 2), (3,)]: pass
def u21(): return {**{1: 2}, **[1]}
def u22(): a, b = {1: 1, 2: 2, 3: 3}
def u23(): a, b = int
for fn in (u1, u2, u3, u4, u5, u6, u7, u8, u9, u10, u11, u12, u13, u14, u15, u16, u17, u18, u19, u20, u21, u22, u23): t(fn)
# --- global decl
x = 1
def f():
    global x, newg
    x += 1; newg = 'made'
    def g():
        x = 'local'
        def h():
            global x
            x += 10
            return x
        return h()
    return g()
print(f(), x, newg)
def outer():
    a = 1
    def mid():
        def inner():
            nonlocal a
            a += 1
        inner(); return a
    return mid(), a
print(outer())
global x
class C:
    global cg
    cg = 5
print(cg, hasattr(C, 'cg'))
# --- annotations
x: int = 1
y: 'str'
z: list[int] | None = None
print(__annotations__)
def f(a: int, b: 'x' = 1, *c: float, d: bool = True, **e: dict) -> None:
    loc: undefined_name = 5
    return loc
print(f.__annotations__, f(1))
class A:
    p: int
    q: str = 's'
    p2: 'A'
print(A.__annotations__, hasattr(A, 'p'))
(paren): int = 3; print(paren, 'paren' in __annotations__)
A.new: int = 4; print(A.new)
d = {}; d['k']: int = 5; print(d)
def g():
    v: int
    return v
try: g()
except UnboundLocalError as e: print(e)
q: nope
# --- decorators
def d(*a, **k):
    def w(f):
        def inner(*x, **y): print('call', f.__name__, a, k); return f(*x, **y)
        return inner
    return w
@d(1, z=2)
@d()
def f(x): "doc"; return x
print(f(5), f.__name__)
class M:
    @property
    def a(s): return 1
    @classmethod
    @d(3)
    def b(cls): return cls.__name__
    @staticmethod
    @d(4)
    def c(): return 'c'
    @(lambda f: lambda self: f(self) + 1)
    def e(self): return 5
print(M().a, M.b(), M.c(), M().e())
@(x := lambda c: (print('cls deco', c.__name__), c)[1])
class K: pass
@nodeco
def z(): pass
# --- assert
def f(x):
    assert x, f'msg {x}'
    assert (x > 1, 'tuple')
    return x
print(f(2))
try: f(0)
except AssertionError as e: print(repr(e))
try: assert 0
except AssertionError as e: print(repr(e), e.args)
try: assert [], {'a': 1}
except AssertionError as e: print(e.args)
assert 1 == 2, 'final'
# --- loops
for i in range(3):
    for j in range(3):
        if j == 1: break
    else: print('no')
    if i == 1: continue
    print(i, j)
else: print('outer else')
while True:
    i += 1
    if i > 5: break
else: print('x')
for i in []: pass
print(i)
l = [1, 2, 3]
for v in l:
    if v < 3 and len(l) < 6: l.append(v + 10)
print(l)
d = {1: 1}
try:
    for k in d: d[k + 1] = 1
except RuntimeError as e: print(e)
s = {1}
try:
    for k in s: s.add(k + 1)
except RuntimeError as e: print(e)
for i in range(2): i = 10; print(i)
for x in (a := [1, 2]): a.append(0) if len(a) < 4 else None
print(a)
for d['key'] in range(3): pass
print(d)
for [a, b] in [(1, 2)]: print(a, b)
for i in 5: pass
