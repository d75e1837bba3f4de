# --- properties
class P:
    @property
    def x(self): "doc x"; return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
    @property
    def ro(self): return 1
    wo = property(None, lambda s, v: None)
p = P()
p.x = 3; print(p.x, P.x.__doc__, type(P.x).__name__)
del p.x
for c in (lambda: p.x, lambda: setattr(p,'ro',1), lambda: delattr(p,'ro'), lambda: p.wo, lambda: delattr(p, 'wo'), lambda: delattr(p,'nope'), lambda: delattr(p,'x')):
    try: print(c())
    except AttributeError as e: print(e)
# --- property getter raising AttributeError
class P:
    @property
    def x(self): return self.missing
    def __getattr__(self, n):
        if n == 'missing': raise AttributeError('custom ' + n)
        return 'fallback ' + n
print(P().x, P().y)
# --- property subclassing
class A:
    @property
    def v(self): return 'A.v'
class B(A):
    @A.v.setter
    def v(self, x): print('set', x)
    @property
    def w(self): return super().v + '!'
b = B(); b.v = 3; print(b.v, b.w)
class C(B):
    v = 5
c = C(); c.v = 6; print(c.v, C.v)
# --- descriptors
class D:
    def __set_name__(self, owner, name): self.name = name; print('set_name', owner.__name__, name)
    def __get__(self, obj, owner=None):
        if obj is None: return self
        print('get', self.name); return obj.__dict__.get(self.name, 'unset')
    def __set__(self, obj, v): print('set', v); obj.__dict__[self.name] = v
    def __delete__(self, obj): print('del'); obj.__dict__.pop(self.name)
class ND:
    def __get__(self, obj, owner): return (obj is None, owner.__name__)
class X:
    d = D(); n = ND()
x = X(); print(x.d); x.d = 4; print(x.d, x.__dict__); del x.d; print(x.d)
print(x.n, X.n); x.n = 1; print(x.n); print(type(X.d).__name__)
class Y(X): pass
print(Y.n, Y().n)
y = Y(); y.d = 1; y.d += 1
# --- descriptor errors
class RO:
    def __get__(self, o, t): return 1
    def __set__(self, o, v): raise AttributeError('read only')
class DD:
    def __set__(self, o, v): print('only set')
class X:
    a = RO(); b = DD()
x = X()
try: x.a = 1
except AttributeError as e: print(e)
x.b = 4; print(type(x.b).__name__)
try: del x.a
except AttributeError as e: print(e)
try: del x.b
except AttributeError as e: print(e)
# --- slots
class S:
    __slots__ = ('a', 'b', '__private')
    def __init__(self): self.a = 1; self.__private = 5
    def get(self): return self.__private
s = S(); print(s.a, s.get())
for c in (lambda: s.b, lambda: setattr(s,'c',1), lambda: s.__dict__, lambda: delattr(s,'b'), lambda: s.__private):
    try: print(c())
    except AttributeError as e: print(e)
class T(S): pass
t = T(); t.z = 1; print(t.z, t.__dict__, t.a)
class U(S): __slots__ = ['d']
u = U(); u.d = 1
try: u.e = 1
except AttributeError as e: print(e)
print(S.__slots__, S.a)
try:
    class V: 
        __slots__ = ('x',); x = 1
except ValueError as e: print(e)
class W:
    __slots__ = 'single'
w = W(); w.single = 1; print(w.single)
class E:
    __slots__ = ()
try: E().x = 1
except AttributeError as e: print(e)
try: E().x
except AttributeError as e: print(e)
class Q:
    __slots__ = ('x', '__dict__')
q = Q(); q.x = 1; q.y = 2; print(q.__dict__)
try:
    class R: __slots__ = ('1bad',)
except TypeError as e: print(e)
try:
    class R: __slots__ = (1,)
except TypeError as e: print(e)
# --- mro
class A:
    def f(self): return ['A']
class B(A):
    def f(self): return ['B'] + super().f()
class C(A):
    def f(self): return ['C'] + super().f()
class D(B, C):
    def f(self): return ['D'] + super().f()
print(D().f(), [k.__name__ for k in D.__mro__], D.__bases__, D.mro())
try:
    class E(A, B): pass
except TypeError as e: print(e)
try:
    class E(A, A): pass
except TypeError as e: print(e)
try:
    class E(int, str): pass
except TypeError as e: print(e)
for base in (bool, range, slice, type(None), type(lambda: 0), property):
    try:
        class F(base): pass
        print('ok', base)
    except TypeError as e: print(e)
# --- super forms
class A:
    @classmethod
    def make(cls): return 'A.make ' + cls.__name__
    @staticmethod
    def st(): return 'A.st'
    x = 'A.x'
    @property
    def p(self): return 'A.p'
    def __getitem__(self, k): return ('A', k)
class B(A):
    @classmethod
    def make(cls): return 'B>' + super().make()
    @staticmethod
    def st(): return 'B>' + super(B, B).st()
    x = 'B.x'
    def t(self): return super().x, super(B, self).p, super().__getitem__(1)
    def bad(self): return super().nope
    def __getitem__(self, k): return super().__getitem__(k)
    def nested(self):
        def inner(): return super(B, self).x
        return inner()
    def comp(self): return [super(B, self).x for _ in range(1)]
print(B.make(), B.st(), B().t(), B()[5], B().nested(), B().comp())
def nosuper(): return super()
for c in (lambda: B().bad(), nosuper, lambda: super(B, 1).x, lambda: super(1, 2), lambda: super(B, A()).x, lambda: B().comp2()):
    try: print(c())
    except Exception as e: print(type(e).__name__, e)
print(repr(super(B, B())), repr(super(B, B)))
s = super(B, B()); print(s.__self__ is not None, s.__thisclass__, s.__self_class__)
# --- init_subclass
class Base:
    registry = {}
    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw)
        Base.registry[key or cls.__name__] = cls
        print('init_subclass', cls.__name__, key)
class A(Base, key='a'): pass
class B(A): pass
print(Base.registry)
try:
    class C(Base, foo=1): pass
except TypeError as e: print(e)
try:
    class D(foo=1): pass
except TypeError as e: print(e)
# --- class getitem
class G:
    def __class_getitem__(cls, item): return f'{cls.__name__}[{item}]'
print(G[1], G[int, 'a'])
class H: pass
H[1]
# --- new
class S:
    _inst = None
    def __new__(cls, *a, **k):
        if cls._inst is None: cls._inst = super().__new__(cls); print('new')
        return cls._inst
    def __init__(self, v): self.v = v
a = S(1); b = S(2); print(a is b, a.v)
class O:
    def __new__(cls): return 42
    def __init__(self): print('never')
print(O())
class T(tuple):
    def __new__(cls, *items): return super().__new__(cls, items)
    @property
    def first(self): return self[0]
t = T(1,2,3); print(t, t.first, len(t), t + (4,), type(t + (4,)), type(t[:2]), t == (1,2,3), hash(t) == hash((1,2,3)))
a, *b = t; print(a, b)
class I(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __add__(self, o): return I(int(self) + int(o))
    def __repr__(self): return f'I({int(self)})'
print(I(2), I(2) + 1, 1 + I(2), I(2) * 3, type(I(2)*3), I(3) == 6, {I(3): 1}[6], f'{I(3)}', f'{I(3):03d}', str(I(3)), [I(1)])
# --- class body scoping
x = 'global'
class A:
    x = 'class'
    y = x
    z = [x for _ in range(1)]
    w = [i for i in [x]]
    def f(self): return x
    g = lambda self: x
    class B:
        q = x
print(A.y, A.z, A.w, A().f(), A().g(), A.B.q)
def fn():
    x = 'local'
    class C:
        y = x
        def m(self): return x
    class D:
        x = x if False else 'mine'
        def m(self): return x
    return C.y, C().m(), D.x, D().m()
try: print(fn())
except NameError as e: print(e)
class E:
    for i in range(3): pass
    if i == 2: found = True
    del x if False else i
print(hasattr(E, 'i'), E.found)
# --- class body del
class E:
    a = 1; b = 2
    for i in range(3): pass
    del i, a
print(hasattr(E, 'i'), hasattr(E, 'a'), E.b, sorted(k for k in vars(E) if not k.startswith('__')))
class F:
    def f(self): return __class__
    def g(self): return __class__.__name__
print(F().f(), F().g())
class G(F): pass
print(G().f())
# --- name mangling
class A:
    __x = 1
    def __m(self): return self.__x
    def get(self): return self.__m()
    def __dunder__(self): return 1
    def kw(self, __a=2): return __a
a = A(); print(a.get(), a._A__x, a._A__m(), A().kw(_A__a=5))
class _B:
    __y = 3
    def get(self): return self.__y
print(_B().get(), _B._B__y)
a.__x
# --- dunder names in class
class A:
    "docs"
    x: int = 1
    y: 'str'
    def f(self, a: int, *b: str, c: float = 1.0, **d) -> None: "fdoc"
print(A.__doc__, A.__annotations__, A.__module__, A.__qualname__, A.__name__, A.f.__annotations__, A.f.__doc__, A.f.__qualname__, A().f.__name__)
def outer():
    class L:
        def m(self): pass
    return L
print(outer().__qualname__, outer().m, outer()().m, outer())
print(A.f, A().f, A, A())
import sys
# --- repr of things
def f(): pass
class A:
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
    @property
    def p(self): pass
print(f, lambda: 0, A.c, A.s, A.__dict__['c'], A.__dict__['s'], A.p, len, [].append, str.upper, int, type, (i for i in []), print, A().c, object())
print(type(f), type(len), type([].append), type(A.c), type(str.upper), type(A.p), type((i for i in [])), type(A.__dict__['c']))
print(iter([]), iter({}), zip(), map(str, []), enumerate([]), reversed([]), range(3), slice(1), {}.keys(), Ellipsis, NotImplemented, super)
