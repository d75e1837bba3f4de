# --- argbind 1
def f(a, b, /, c, d=4, *args, e, f=6, **kw):
    return a, b, c, d, args, e, f, kw
print(f(1, 2, 3, e=5)); print(f(1,2,c=3,e=5,a=9,b=8)); print(f(1,2,3,4,5,6,e=7,z=1))
for call in (lambda: f(), lambda: f(1), lambda: f(1,2), lambda: f(1,2,3), lambda: f(1,2,3,c=4,e=1), lambda: f(1,b=2,c=3,e=1), lambda: f(*[1,2,3], **{'e':1,'e ':2}), lambda: f(1,2,3,**{1:2}), lambda: f(*1), lambda: f(1,2,3, **1), lambda: f(1,2,3,e=1,**{'e':2}), lambda: f(a=1)):
    try: print(call())
    except TypeError as e: print(e)
# --- argbind 2
def g(): pass
def h(a): pass
def i(a, b=1): pass
def j(*, x): pass
def k(*, x, y, z): pass
def l(a, *, x=1): pass
def m(a,/,b): pass
def n(a,b,c,/): pass
for call in (lambda: g(1), lambda: g(x=1), lambda: g(1,2,x=3), lambda: h(), lambda: h(1,2), lambda: h(1,a=2), lambda: i(1,2,3), lambda: i(1,2,3,c=4), lambda: j(), lambda: j(1), lambda: j(1,x=2), lambda: k(), lambda: k(x=1), lambda: k(x=1,y=2), lambda: l(1,2), lambda: l(1,2,x=3), lambda: m(a=1,b=2), lambda: n(a=1,b=2,c=3), lambda: n(1,2), lambda: k(1,2,x=1), lambda: h(b=1), lambda: i(b=1), lambda: h(aa=1), lambda: (lambda x: x)(), lambda: (lambda *, foo: x)(fo=1)):
    try: print(call())
    except TypeError as e: print(e)
# --- methods arg errors
class A:
    def m(self): pass
    @classmethod
    def c(cls, x): pass
    @staticmethod
    def s(x): pass
    def noself(): pass
    def __init__(self, x, y=2): pass
for call in (lambda: A(), lambda: A(1,2,3), lambda: A(1).m(1), lambda: A.c(), lambda: A.c(1,2), lambda: A.s(), lambda: A.s(1,2), lambda: A(1).noself(), lambda: A.m(), lambda: A(1, z=3), lambda: A(1)(), lambda: A(1)[0], lambda: A(1)+1, lambda: -A(1), lambda: len(A(1)), lambda: iter(A(1)), lambda: next(A(1)), lambda: A(1).zzz, lambda: A.zzz, lambda: A[0], lambda: A(1) < A(1), lambda: 1 in A(1), lambda: int(A(1)), lambda: float(A(1)), lambda: hash(A(1)) and 1, lambda: abs(A(1)), lambda: [][A(1)], lambda: 'x' % A(1), lambda: round(A(1)), lambda: bool(A(1)), lambda: range(A(1)), lambda: complex(A(1)), lambda: bytes(A(1)), lambda: divmod(A(1), 1), lambda: A(1) @ 1, lambda: A(1) ** 2, lambda: pow(A(1),2,3), lambda: reversed(A(1)), lambda: sorted([A(1),A(2)]), lambda: sum([A(1)]), lambda: max(A(1),A(2)), lambda: dict(A(1)), lambda: dict([A(1)]), lambda: dict([[1]]), lambda: dict([[1,2,3]]), lambda: set(A(1)), lambda: ''.join([A(1)]), lambda: ''.join(A(1)), lambda: str.upper(A(1)), lambda: isinstance(1, A(1)), lambda: issubclass(1, A), lambda: issubclass(A, 1), lambda: f'{A(1):>10}', lambda: format(A(1), 'd')):
    try: print(call())
    except TypeError as e: print(e)
    except AttributeError as e: print('AE', e)
# --- object init args
class B: pass
class C:
    def __new__(cls, x): return super().__new__(cls)
class D:
    def __init__(self, x): pass
class E:
    def __new__(cls, *a): return object.__new__(cls, *a)
class F:
    def __init__(self, *a): super().__init__(*a)
class G(B):
    def __init__(self, *a): super().__init__(*a)
for call in (lambda: B(1), lambda: B(x=1), lambda: C(), lambda: C(1, 2), lambda: D(), lambda: E(1), lambda: F(1), lambda: object(1), lambda: G(3), lambda: object.__new__(B, 1), lambda: object.__new__(D, 1), lambda: object.__init__(B(), 1), lambda: object.__new__(int), lambda: int.__new__(str), lambda: int.__new__(B), lambda: object.__new__(), lambda: object.__new__(1), lambda: list.__new__(list), lambda: list.__new__(int)):
    try: print(type(call()).__name__)
    except TypeError as e: print(e)
# --- spreads
def f(*a, **k): return a, k
class M:
    def keys(self): return ['a','b']
    def __getitem__(self, k): return k*2
print(f(*'ab', *range(2), **{'x':1}, **M()))
print(f(1, *(), x=1, *[2,3], **{}), f(*{'a':1}), f(*(i for i in range(3))))
def gen():
    yield 1
    raise ValueError('in gen')
for call in (lambda: f(*gen()), lambda: f(**{'a':1}, **M()), lambda: f(a=1, **M()), lambda: f(*None), lambda: f(**None), lambda: f(**[1]), lambda: len(*1), lambda: len(**1), lambda: f(**{1:1}), lambda: print(**{'sep ':1}), lambda: M().keys(*1), lambda: dict(**M()), lambda: dict(a=1, **M())):
    try: print(call())
    except Exception as e: print(type(e).__name__, e)
# --- eval order
def p(x): print(x, end=' '); return x
def f(*a, **k): return a, k
print(f(p(1), *[p(2)], p(3), x=p(4), **{p('y'): p(5)}, z=p(6)))
d = {}
d[p('k')] = p('v')
print({p(1): p(2), p(3): p(4)}, [p(1), p(2)] , p(1) + p(2) * p(3), p(1) < p(2) < p(3) > p(9))
def deco(n):
    print('deco', n)
    def inner(g): print('apply', n); return g
    return inner
@deco(1)
@deco(2)
def h(a=p('da'), *, b=p('kb')) -> p('ret'): pass
@deco('c')
class X(p(object), **{}): y = p('body')
a = [0,1]; i = 0
i, a[i] = 1, 9
print(a, i)
# --- mutable defaults and closures
def f(x, acc=[]): acc.append(x); return acc
print(f(1), f(2), f.__defaults__)
fs = [lambda: i for i in range(3)]; print([g() for g in fs])
fs = [lambda i=i: i for i in range(3)]; print([g() for g in fs])
def outer():
    x = 1
    def inc():
        nonlocal x
        x += 1
        return x
    def get(): return x
    return inc, get
inc, get = outer(); inc(); inc(); print(get())
def late():
    def g(): return v
    try: g()
    except NameError as e: print(e)
    v = 1
    r = g()
    del v
    try: g()
    except NameError as e: print(e)
    return r
late()
def u():
    print(q)
    q = 1
try: u()
except UnboundLocalError as e: print(e, e.name if hasattr(e,'name') else None)
u()
# --- unbound after del
def f():
    x = 1
    del x
    return x
f()
# --- except var unbound
def f():
    try: 1/0
    except ZeroDivisionError as e: pass
    return e
f()
# --- suggestions
class A:
    def __init__(self): self.value = 1; self._private = 2
    def method(self): pass
for c in (lambda: A().valeu, lambda: A().methdo, lambda: A().private, lambda: 'x'.uper(), lambda: [].apend(1), lambda: A.metod, lambda: lenn([]), lambda: {}.itms(), lambda: pritn()):
    try: c()
    except Exception as e: print(type(e).__name__, e, e.name)
A().valeu
# --- name suggestion
counter = 1
def f():
    conter_local = 2
    return countr
f()
# --- name suggestion builtin
printt(1)
# --- name suggestion self
class A:
    def __init__(self): self.foo = 1
    def m(self): return foo
A().m()
# --- import suggestion
import math
# --- kw suggestion
def f(first, second): pass
f(firs=1)
# --- attr suggestion module
import math
math.sqr(2)
# --- stdlib forgot import
json.dumps(1)
