# --- tb nested calls carets
def a(x): return b(x) + 1
def b(x):
    y = [c(i) for i in range(x)]
    return y
def c(i): return (i, 1 / (i - 1), 'z')
a(3)
# --- tb attr chains
class A:
    b = None
x = A()
print(x.b.c.d)
# --- tb subscripts
d = {'a': {'b': [1, 2]}}
v = d['a']['b'][5]['q']
# --- tb binop
a, b = 1, 'x'
z = (a +
     b) * 2
# --- tb call multi
def f(a, b): raise ValueError(f'{a}{b}')
f(
    1,
    2,
)
# --- tb lambda
g = lambda x: x / 0
list(map(g, [1]))
# --- tb in class body
class A:
    x = 1
    y = x / 0
# --- tb nested function qualname
class A:
    def m(self):
        def inner():
            return self.q
        return inner()
A().m()
# --- tb recursion repeated
def f(n):
    if n == 0: raise ValueError('bottom')
    return f(n - 1)
f(8)
# --- tb mutual
def f(n): return g(n)
def g(n): return f(n - 1) if n else 1 / 0
f(6)
# --- tb chained context
def f():
    try: {}['a']
    except KeyError: raise ValueError('v')
try: f()
except ValueError as e: raise RuntimeError('r') from e
# --- tb reraise
def f():
    try: 1 / 0
    except ZeroDivisionError as e:
        raise
def g():
    try: f()
    except Exception as e: raise e
g()
# --- tb finally
def f():
    try: return 1 / 0
    finally: print('fin'); [][0]
f()
# --- tb generator
def g():
    yield 1
    raise ValueError('g')
for x in g(): print(x)
# --- tb yield from
def g(): yield 1 / 0
def h(): yield from g()
list(h())
# --- tb with exit
class C:
    def __enter__(self): return self
    def __exit__(self, *a): raise KeyError('exit')
with C():
    raise ValueError('body')
# --- tb property
class A:
    @property
    def p(self): return self._p
    def __getitem__(self, i): raise IndexError('gi')
    def __add__(self, o): raise TypeError('add')
    def __call__(self): raise ValueError('call')
    def __iter__(self): raise ValueError('iter')
    def __lt__(self, o): raise ValueError('lt')
    def __contains__(self, o): raise ValueError('cont')
    def __str__(self): raise ValueError('str')
    def __neg__(self): raise ValueError('neg')
    def __setattr__(self, n, v): raise ValueError('sa')
    def __setitem__(self, n, v): raise ValueError('si')
    def __delitem__(self, n): raise ValueError('di')
    def __bool__(self): raise ValueError('bool')
    def __hash__(self): raise ValueError('hash')
    def __format__(self, s): raise ValueError('format')
    def __len__(self): raise ValueError('len')
    def __enter__(self): raise ValueError('enter')
    def __exit__(self, *a): pass
a = A()
import sys
def t(f):
    global last
    try: f()
    except Exception as e: return e
def w():
    with a: pass
def u(): x, y = a
def it():
    for q in a: pass
def st(): a.x = 1
def si(): a[1] = 2
def di(): del a[1]
def ia():
    global a
    a += 1
def ifs():
    if a: pass
def fs(): return f'x{a}y'
def aw(): return [*a]
def kw(): return dict(**a)
def wh():
    while not a: pass
def an(): return a and 1
def te(): return 1 if a else 2
errs = [t(f) for f in (lambda: a.p, lambda: a[1], lambda: a + 1, lambda: a(), lambda: list(a), lambda: a < 1, lambda: 1 in a, lambda: str(a), lambda: -a, lambda: not a, lambda: {a: 1}, lambda: {a}, lambda: len(a), w, u, it, st, si, di, ia, ifs, fs, aw, kw, wh, an, te, lambda: sorted([a, a]), lambda: print(a), lambda: [x for x in a], lambda: max(a, a), lambda: 0 < a < 5, lambda: a[1:2], lambda: a.p.q, lambda: (a.p, 1), lambda: hash(a), lambda: bool(a), lambda: '%s' % a)]
errs = [e for e in errs if e]
raise ExceptionGroup('g', [ExceptionGroup(str(i), errs[i:i + 12]) for i in range(0, len(errs), 12)])
# --- tb unpack errors
def u1(): a, b = 1, 2, 3
def u2(): (a, b), c = [1], 2
def u3():
    for a, b in [(1,)]: pass
def u4(): f(*1)
def u5(): f(**1)
def u6(): f(1, 2, 3)
def u7(): len(1, 2)
def u8(): x.y.z = 1
def u9(): undefined.attr
def u10(): return [a for a in undefined]
def u11(): del undefined
def u13(): assert 1 == 2
def u14(): assert len('a') > 5, f'x'
def u15(): raise ValueError
def u16(): raise ValueError('a') from None
def u17(): return 1 if nope else 2
def u18(): x = 1; x()
def u19(): 'a' + 1 + 'b'
def u20(): return {'a': 1}['b']
def u21(): int('x')
def u22(): return {**1}
def u23(): return [1, 2][1:'a']
def u24(): global gg; gg
def u25(): 'abc'.foo()
def u26(): (1).bar = 2
def u27(): [1][0] = 'x'; (1,)[0] = 'x'
def u28(): 5[0]
def u29(): raise 5
def u30(): 1 < 'a' < 2
def u31(): -'a'
def u32(): print('a', foo=1)
def u33(): max()
def u34(): return f'{1:q}'
def u35(): x += 1
def u36(): return a.b(c)(d)
def u37(): return sum(x / 0 for x in [1])
def u38(): return {k: v / 0 for k, v in {1: 1}.items()}
def u39(): sorted([1, 'a'])
def u40(): return (lambda: 1 / 0)()
def f(a): pass
x = 5
errs = []
us = [u1, u2, u3, u4, u5, u6, u7, u8, u9, u10, u11, u13, u14, u15, u16, u17, u18, u19, u20, u21, u22, u23, u24, u25, u26, u27, u28, u29, u30, u31, u32, u33, u34, u35, u36, u37, u38, u39, u40]
for n in range(1, 40):
    try: us[n - 1]()
    except Exception as e: errs.append(e)
raise ExceptionGroup('g', [ExceptionGroup(str(i), errs[i:i + 12]) for i in range(0, len(errs), 12)])
# --- tb multiline exprs
def f(*a): return a
def g():
    x = f(1,
          f(2,
            1 / 0),
          3)
def h():
    return (1
            + 2
            + 'x'
            + 3)
def i():
    return [
        a
        for a in [1]
        if a / 0
    ]
def j():
    return {
        'a': 1,
        'b': undefined_name,
    }
def k():
    f(
        1
    ).foo.bar(
        2
    )
def l():
    x = ("a"
      "b" % 5)
def m():
    if (1 and
        [][1]): pass
def n():
    with f(
        1
    ): pass
def o():
    assert f(
        1) == 3, \
        'msg'
errs = []
for q in (g, h, i, j, k, l, m, n, o):
    try: q()
    except Exception as e: errs.append(e)
raise ExceptionGroup('g', [ExceptionGroup(str(i), errs[i:i + 12]) for i in range(0, len(errs), 12)])
# --- tb unicode source
def f(é): return 'ünï' + é + 1
f('日本')
# --- tb comments and tabs
def f():
	x = 1;	y = x / 0	# comment ^^^
f()
# --- notes
e = ValueError('x')
e.add_note('note\nmulti'); e.add_note('')
raise e
# --- tb systemexit
raise SystemExit(3)
# --- tb keyboard
raise KeyboardInterrupt
# --- tb exception no args
raise Exception
# --- tb empty string arg
raise ValueError('')
# --- tb cause loop
a = ValueError('a'); b = KeyError('b')
a.__cause__ = b; b.__cause__ = a
raise a
# --- tb cause cls
raise ValueError('x') from TypeError
# --- tb stopiteration
def f(): return next(iter([]))
f()
# --- tb super
class A:
    def __init__(self, x): raise ValueError(x)
class B(A):
    def __init__(self): super().__init__('from B')
B()
# --- tb decorator
def deco(f): raise ValueError('deco')
@deco
def f():
    pass
# --- tb default arg
def f(a=1 / 0): pass
# --- tb class kw
class A(metaclass_=1): pass
# --- tb match
match {'a': 1}:
    case {'a': x} if x / 0: pass
