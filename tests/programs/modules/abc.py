# --- abstract classes
from abc import ABC, ABCMeta, abstractmethod
class Shape(ABC):
    def __init__(self, name): self.name = name
    @abstractmethod
    def area(self):
        """area doc"""
        return 0
    @abstractmethod
    def perimeter(self): ...
    @property
    @abstractmethod
    def kind(self): ...
    @classmethod
    @abstractmethod
    def make(cls): ...
    @staticmethod
    @abstractmethod
    def info(): ...
    def describe(self): return f'{self.name}: {self.area()}'
class Square(Shape):
    kind = 'square'
    def __init__(self, side): super().__init__('sq'); self.side = side
    def area(self): return self.side ** 2 + super().area()
    def perimeter(self): return self.side * 4
    @classmethod
    def make(cls): return cls(1)
    @staticmethod
    def info(): return 'info'
class Half(Shape):
    def area(self): return 1
class Almost(Square):
    @abstractmethod
    def extra(self): ...
print(Square(3).describe(), Square.make().side, Square.info(), Square(2).kind, isinstance(Square(1), Shape), issubclass(Square, Shape), sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__), Square.__abstractmethods__, Shape.area.__isabstractmethod__, Shape.kind.__isabstractmethod__, Shape.area.__doc__)
for cls in (Shape, Half, Almost):
    try: cls('x')
    except TypeError as e: print(e)
print(type(Shape), type(Shape) is ABCMeta, isinstance(Shape, ABCMeta), isinstance(Shape, type), Shape, ABCMeta, ABC, Shape.__mro__, Square.__bases__, ABC.__name__)
class M(metaclass=ABCMeta):
    @abstractmethod
    def f(self): ...
class N(M, metaclass=ABCMeta):
    def f(self): return 'n'
try: M()
except TypeError as e: print(e)
print(N().f(), type(N).__name__)
class Plain(metaclass=type): pass
print(type(Plain))
# --- properties
from abc import ABC, abstractmethod, abstractproperty, abstractclassmethod, abstractstaticmethod
class A(ABC):
    @property
    @abstractmethod
    def x(self): return 1
    @x.setter
    @abstractmethod
    def x(self, v): ...
    @abstractproperty
    def old(self): ...
    @abstractclassmethod
    def c(cls): ...
    @abstractstaticmethod
    def s(): ...
class B(A):
    @property
    def x(self): return super().x + 1
    old = 5
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(): return 's'
print(sorted(A.__abstractmethods__), B().x, B().c(), B.s(), B().old)
try: A()
except TypeError as e: print(e)
class Async(ABC):
    @abstractmethod
    async def run(self): ...
try: Async()
except TypeError as e: print(e)
# --- register and __subclasshook__
from abc import ABC, ABCMeta, abstractmethod
class Base(ABC): pass
@Base.register
class Foreign: pass
class Derived(Base): pass
Derived.register(int)
print(issubclass(Foreign, Base), isinstance(Foreign(), Base), Foreign.__name__, isinstance(5, Base), isinstance(True, Derived), isinstance('x', Base), Foreign.__mro__[-1].__name__, issubclass(Derived, Base), isinstance(Derived(), Base))
class Sized(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        if cls is Sized: return any('__len__' in B.__dict__ for B in C.__mro__ if B.__module__ == '__main__') or NotImplemented
        return NotImplemented
class L:
    def __len__(self): return 1
print(isinstance(L(), Sized), issubclass(L, Sized), isinstance(4, Sized))
class No(ABC):
    @classmethod
    def __subclasshook__(cls, C): return False
Base.register(Foreign)
for f in (lambda: Base.register(5), lambda: Derived.register(Base), lambda: Base.register(), lambda: issubclass(5, Base), lambda: No.register(int) and isinstance(5, No), lambda: Base.register(Derived)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import collections.abc
class Seq:
    def __len__(self): return 2
    def __getitem__(self, i): return i
print(isinstance(Seq(), collections.abc.Sequence))
collections.abc.Sequence.register(Seq)
print(isinstance(Seq(), collections.abc.Sequence), isinstance(Seq(), collections.abc.Collection), issubclass(Seq, collections.abc.Reversible), isinstance([], collections.abc.Sequence), isinstance(Seq(), collections.abc.Mapping))
# --- abstract methods of collections.abc
from collections.abc import Iterator, Sequence, MutableMapping, Hashable, Callable, Set
class It(Iterator): pass
class S(Sequence):
    def __len__(self): return 0
class MM(MutableMapping):
    def __getitem__(self, k): return 1
class Ok(Sequence):
    def __len__(self): return 3
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
for cls in (It, S, MM, Hashable, Callable, Iterator, Set):
    try: cls()
    except TypeError as e: print(e)
print(list(Ok()), Ok().index(20), sorted(MM.__abstractmethods__), 10 in Ok(), list(reversed(Ok())))
# --- with other things
from abc import ABC, abstractmethod, update_abstractmethods
from dataclasses import dataclass
from typing import Generic, TypeVar, Protocol
from functools import cached_property, total_ordering
T = TypeVar('T')
@dataclass
class D(ABC):
    x: int
    @abstractmethod
    def go(self): ...
@dataclass
class E(D):
    y: int = 2
    def go(self): return self.x + self.y
class Repo(ABC, Generic[T]):
    @abstractmethod
    def get(self, key: str) -> T: ...
class Mem(Repo[int]):
    def get(self, key): return len(key)
class P(Protocol):
    @abstractmethod
    def p(self): ...
class Impl(P):
    pass
print(E(1).go(), E(1), Mem().get('abc'), Repo[int], Mem.__mro__[1].__name__)
for f in (lambda: D(1), lambda: Repo(), lambda: Impl(), lambda: P()):
    try: f()
    except TypeError as e: print(e)
class Late(ABC):
    @abstractmethod
    def a(self): ...
Late.a = lambda self: 'added'
try: Late()
except TypeError as e: print(e)
print(update_abstractmethods(Late) is Late, Late().a(), update_abstractmethods(int))
class Sub(ABC):
    def __init_subclass__(cls, /, tag, **kw): super().__init_subclass__(**kw); cls.tag = tag
class Tagged(Sub, tag='t'): pass
print(Tagged.tag, Tagged())
class Lst(list, ABC):
    @abstractmethod
    def f(self): ...
print(Lst([1]))
class Ex(Exception, ABC):
    @abstractmethod
    def f(self): ...
try: raise Ex('boom')
except Ex as e: print(repr(e))
class Many(ABC):
    @abstractmethod
    def only(self): ...
try: Many(1, 2)
except TypeError as e: print(e)
def deco(cls):
    cls.extra = 1
    return cls
@deco
class Decorated(Many):
    def only(self): return self.extra
print(Decorated().only())
# --- metaclass conflicts
from abc import ABC, ABCMeta
from enum import Enum
def conflict():
    class X(ABC, Enum): A = 1
try: conflict()
except TypeError as e: print(e)
for f in (lambda: ABC(1), lambda: type(ABC())):
    try: print(f())
    except TypeError as e: print(e)
# --- traceback
from abc import ABC, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): ...
def make(): return A()
make()
# --- state across calls
# externals: add
from abc import ABC, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): ...
class B(A):
    n = add(1, 2)
    def f(self): return add(self.n, 1)
A.register(int)
print(B().f(), isinstance(add(1, 1), A), type(A).__name__, isinstance('x', A))
try: A()
except TypeError as e: print(add(1, 1), e)
