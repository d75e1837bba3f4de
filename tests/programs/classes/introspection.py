# What instances, classes and builtin methods tell of themselves.
# --- super objects as text
class W: 
    def f(self): return super()
class V(W):
    def f(self): return super()
print(repr(super(W)))
print(repr(V().f()), repr(W().f()))
s = super(V)
try: s.f
except AttributeError as e: print(e)
print(s.__thisclass__, s.__self__, s.__self_class__)
# --- special methods that are properties
class C:
    @property
    def __eq__(self): raise AttributeError('x')
try: print(C() == C())
except Exception as e: print(type(e), e)
class C:
    @property
    def __eq__(self): return lambda o: 'yes'
print(C() == C())
class C:
    @property
    def __lt__(self): raise AttributeError('x')
try: print(C() < C())
except Exception as e: print(type(e), e)
class C:
    @property
    def __len__(self): raise AttributeError('x')
try: print(len(C()))
except Exception as e: print(type(e), e)
class C:
    @property
    def __add__(self): raise ValueError('x')
try: print(C() + C())
except Exception as e: print(type(e), e)
class C:
    @property
    def __iter__(self): raise AttributeError('x')
try: print(iter(C()))
except Exception as e: print(type(e), e)
class C:
    @property
    def __contains__(self): raise AttributeError('x')
try: print(1 in C())
except Exception as e: print(type(e), e)
class C:
    @property
    def __bool__(self): raise AttributeError('x')
try: print(bool(C()))
except Exception as e: print(type(e), e)
class C:
    @property
    def __call__(self): raise AttributeError('x')
try: print(C()())
except Exception as e: print(type(e), e)
class C:
    @property
    def __getitem__(self): raise AttributeError('x')
try: print(C()[0])
except Exception as e: print(type(e), e)
# --- a docstring that is a descriptor
class Desc:
    def __get__(self, o, t=None): return ('doc', o is None, t)
class A:
    __doc__ = Desc()
print(A.__doc__)
print(A().__doc__)
class B(A): pass
print(B.__doc__)
class P:
    __doc__ = property(lambda self: 'p')
print(type(P.__doc__), P().__doc__)
# --- a class that is claimed
class A:
    @property
    def __class__(self): return int
a = A()
print(isinstance(a, int), isinstance(a, A), isinstance(a, str), a.__class__, isinstance(a, (str, int)))
class B:
    __class__ = str
print(isinstance(B(), str), isinstance(B(), B), B().__class__)
class C:
    @property
    def __class__(self): raise AttributeError('x')
print(isinstance(C(), str), isinstance(C(), C))
class D:
    def __getattribute__(self, n):
        print('ga', n)
        return object.__getattribute__(self, n)
print(isinstance(D(), str), isinstance(D(), D))
match a:
    case int(): print('int')
    case _: print('no')
# --- static and class methods as text
print(repr(staticmethod(len))[:60])
print(staticmethod(len))
print(classmethod(len))
def f(): pass
print(staticmethod(f))
print(classmethod(f))
print(staticmethod(3), classmethod('x'))
# --- kinds of builtin methods
print(type([].__len__), type(list.__len__), type([].append), type(list.append), type(len), type(dict.fromkeys), type(dict.__dict__['fromkeys']) if 0 else '')
print([].__len__.__class__, type(object().__str__), type(object.__init__), type(int.__add__), type((1).__add__), type(str.join), type(object.__reduce__) if 0 else '')
print(repr([].__len__)[:40], repr(list.__len__), repr(object.__init__), repr(int.__add__), type(object.__new__), type(object.__init_subclass__), type(object().__format__))
print(type(list.__getitem__), type(dict.__getitem__), type(dict.__contains__), type([].__getitem__), type({}.__contains__), type(int.__format__), type(list.__reversed__), type(int.__round__), type(float.__trunc__))
print(type(int.real), type(range.start), type(type.__dict__) if 0 else '', type(Exception.args), type(ValueError().__init__), type(ValueError.__str__), type(ValueError.add_note))
print(type(int.__new__), type(set.__contains__), type(tuple.__getnewargs__) if 0 else '')
# --- attributes that are read-only
try: range(3).start = 1
except AttributeError as e: print(e)
try: (1).real = 1
except AttributeError as e: print(e)
try: slice(3).start = 1
except AttributeError as e: print(e)
try: del range(3).start
except AttributeError as e: print(e)
try: (1j).imag = 4
except AttributeError as e: print(e)
try: [].append = 4
except AttributeError as e: print(e)
try: [].foo = 4
except AttributeError as e: print(e)
for p in (range.start, slice.stop, complex.real, float.real, int.imag, property.fget if 0 else 3): print(repr(p))
p = property(len)
try: p.fget = 3
except AttributeError as e: print(e)
try: del p.fget
except AttributeError as e: print(e)
s = super(int)
try: s.__thisclass__ = 3
except AttributeError as e: print(e)
def f(): pass
class A:
    def m(self): pass
try: A().m.__self__ = 3
except AttributeError as e: print(e)
try: A().m.__name__ = 3
except AttributeError as e: print(e)
try: A().m.foo = 3
except AttributeError as e: print(e)
# --- classes that take no subclasses
for t in (type(x for x in ()), type(None), bool, range, slice, type(len), type(lambda: 1), type([].append), type([].__len__), type(list.append), type(list.__len__), type({}.keys()), type(...), type(NotImplemented), super if 0 else bool):
    try:
        class X(t): pass
        print('ok', t)
    except TypeError as e: print(e)
# --- type aliases take no subclasses
# min_python: 3.12
from typing import TypeAliasType
class X(TypeAliasType): pass
# --- subclasses of descriptors: sub property
class P(property): pass
class A:
    @P
    def x(self): return 1
print(A().x, type(A.__dict__['x']), type(P(len)), isinstance(P(len), P))
# --- subclasses of descriptors: sub property 2
class Cached(property):
    def __get__(self, obj, owner=None):
        if obj is None: return self
        print('get')
        return super().__get__(obj, owner)
    def __init__(self, f):
        super().__init__(f)
        self.extra = 5
class A:
    @Cached
    def x(self): return 1
print(A().x, A.x.extra)
# --- subclasses of descriptors: sub property 3
class P(property):
    "P doc"
class A:
    @P
    def x(self):
        "x doc"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
a = A(); a.x = 4; print(a.x, type(A.__dict__['x']).__name__, A.x.__doc__, A.x.fget.__name__, A.x.fset is not None)
del a.x
try: a.x
except AttributeError as e: print(e)
class B(A): pass
print(type(B.x).__name__, {B.x: 1}[B.x], B.x == A.x)
class R:
    @P
    def y(self): return 1
try: R().y = 3
except AttributeError as e: print(e)
try: del R().y
except AttributeError as e: print(e)
print(repr(R.y)[:20], P.__doc__, bool(P()))
p = property(len); p.__init__(abs); print(p.fget)
p = P(); print(p.fget, p.fset)
class Q(P):
    def __init__(self, f, extra): super().__init__(f); self.extra = extra
    def __get__(self, o, t=None): return (self.extra, o if o is None else super().__get__(o, t))
class S:
    z = Q(lambda self: 'z!', 'ex')
print(S.z, S().z)
try: P(1, 2, 3, 4, 5)
except TypeError as e: print(e)
# --- subclasses of descriptors: sub classmethod
class P(classmethod): pass
print(type(P(len)), isinstance(P(len), P))
class A:
    @P
    def f(cls): return cls
print(A.f(), A().f())
# --- subclasses of descriptors: sub staticmethod
class P(staticmethod):
    def __call__(self, *a): return 'called'
print(type(P(len)), isinstance(P(len), P), P(len)([]))
# --- subclasses of descriptors: sub cm
class M(classmethod):
    def __get__(self, o, t=None):
        print('get', o, t)
        return super().__get__(o, t)
class A:
    @M
    def f(cls, x): return cls.__name__, x
print(A.f(1))
class S(staticmethod): pass
class B:
    @S
    def f(x): return x * 2
print(B.f(2), B().f(3), B.__dict__['f'](4), B.__dict__['f'].__func__, repr(S(3)), repr(M(3)))
class T(staticmethod):
    def __init__(self, f, n): super().__init__(f); self.n = n
t = T(len, 3); print(t([1]), t.n, t.__wrapped__)
# --- a dataclass with a subclass of property
from dataclasses import dataclass
class P(property): pass
@dataclass
class A:
    a: int = 3
    @P
    def b(self): return self.a * 2
print(A(4).b, A())
# --- weak references are not there
class A: __slots__ = ()
class B: __slots__ = ('a', '__weakref__')
class C: pass
class D: __slots__ = ('__dict__',)
print(hasattr(A(), '__weakref__'), hasattr(B(), '__weakref__'), hasattr(C(), '__weakref__'), hasattr(D(), '__weakref__'), hasattr(A(), '__dict__'), hasattr(D(), '__dict__'))
print(C().__weakref__)
class E(list): pass
class F(int): pass
class G(Exception): pass
class H(tuple): pass
print(hasattr(E(), '__weakref__'), hasattr(F(), '__weakref__'), hasattr(G(), '__weakref__'), hasattr(H(), '__weakref__'))
# --- what an AttributeError tells
class A: pass
a = A()
try: a.x
except AttributeError as e: print(e.name, e.obj is a)
try: A.y
except AttributeError as e: print(e.name, e.obj is A)
try: [].z
except AttributeError as e: print(e.name, e.obj)
try: getattr(3, 'zz')
except AttributeError as e: print(e.name, e.obj)
e = AttributeError('a', name='n', obj=3)
print(e.name, e.obj, e.args)
e = AttributeError('a'); print(e.name, e.obj)
try: raise AttributeError('q')
except AttributeError as e: print(e.name, e.obj)
try: xx
except NameError as e: print(e.name)
import math
try: math.foo
except AttributeError as e: print(e.name, e.obj is math)
try: a.x = 1; del a.x; del a.x
except AttributeError as e: print(e.name, e.obj is a)
def f(): pass
try: f.q
except AttributeError as e: print(e.name, e.obj is f)
class S: __slots__ = ('a',)
s = S()
try: s.a
except AttributeError as e: print(e.name, e.obj is s)
try: s.b = 1
except AttributeError as e: print(e.name, e.obj is s)
try: super(A, a).zork
except AttributeError as e: print(e.name, type(e.obj))
class Ga:
    def __getattr__(self, n): raise AttributeError(n)
try: Ga().k
except AttributeError as e: print(e.name, type(e.obj))
class Pr:
    @property
    def p(self): raise AttributeError('in p')
try: Pr().p
except AttributeError as e: print(e.name, type(e.obj))
try: Pr().p = 3
except AttributeError as e: print(e.name, type(e.obj), e)
try: (1).real = 2
except AttributeError as e: print(e.name, type(e.obj), e)
try: (1).foo = 2
except AttributeError as e: print(e.name, type(e.obj), e)
e = AttributeError('x', name='n'); e.obj = [1]; print(e.obj, e.__dict__)
e.name = 'm'; print(e.name)
del e.obj; print(e.obj)
# --- type parameters of a class
# min_python: 3.12
class A[T, U]: pass
print(A.__parameters__, A.__type_params__, A.__orig_bases__)
class B(A[int, str]): pass
print(B.__parameters__, B.__orig_bases__)
class C: pass
print(hasattr(C, '__parameters__'))
from typing import Generic, TypeVar
T = TypeVar('T')
class D(Generic[T]): pass
print(D.__parameters__, D[int].__parameters__, list[T].__parameters__, D[T].__parameters__)
# --- type parameters of generic classes
from typing import Generic, TypeVar
T = TypeVar('T')
class D(Generic[T]): pass
print(D.__parameters__, D[int].__parameters__, list[T].__parameters__, D[T].__parameters__)
# --- the class around a class
class A:
    def f(self):
        class B:
            x = __class__
        return B.x
print(A().f())
# --- names of properties
p = property(lambda s: 1)
class A: pass
p.__set_name__(A, 'foo')
try: A.x = p; A().x = 3
except AttributeError as e: print(e)
for a in ((), (1,), (1, 2, 3)):
    try: property(int).__set_name__(*a)
    except TypeError as e: print(e)
try: property.__set_name__(3)
except TypeError as e: print(e)
