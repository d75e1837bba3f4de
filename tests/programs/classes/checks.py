# --- abstract classes in isinstance
from typing import Sequence, Iterable, List, Callable, Mapping, Hashable, Dict, Iterator, Any, Optional, Union, Sized, Collection, Set, MutableMapping
for x in ([1], (1,), 'a', {}, set(), 3, len, iter([]), (i for i in ()), range(3), b'', None, frozenset()):
    print([isinstance(x, k) for k in (Sequence, Iterable, List, Callable, Mapping, Hashable, Dict, Iterator, Sized, Collection, Set, MutableMapping)])
print(issubclass(list, Sequence), issubclass(dict, (Sequence, Mapping)), isinstance([], (int, Sequence)))
for bad in (Any, Optional[int], List[int], Union, Callable[[int], int], list[int], 3, 'x', (int, 'x')):
    try: print(isinstance([], bad))
    except TypeError as e: print(e)
    try: print(issubclass(list, bad))
    except TypeError as e: print(e)

# --- protocols in isinstance and match
from typing import Protocol, runtime_checkable, Union
@runtime_checkable
class P(Protocol):
    x: int
    def f(self): ...
class A:
    x = 1
    def f(self): pass
class B: pass
class S(P): pass
class T(P): 
    x = 3
print(isinstance(A(), P), isinstance(B(), P), isinstance(S(), P), isinstance(T(), T), isinstance(A(), T), isinstance(A(), (int, P)), isinstance(3, P | int))
match A():
    case P(): print('yes')
    case _: print('no')
class Q(Protocol):
    def f(self): ...
try: isinstance(A(), Q)
except TypeError as e: print(e)
try: issubclass(A, P)
except TypeError as e: print(e)
@runtime_checkable
class R(Protocol):
    def f(self): ...
print(issubclass(A, R), issubclass(B, R), isinstance(A(), R))
match A():
    case Q(): print('q')

# --- objects that check instances
class Check:
    def __instancecheck__(self, obj): return obj == 3
    def __subclasscheck__(self, cls): return cls is int
c = Check()
print(isinstance(3, c), isinstance(4, c), issubclass(int, c), issubclass(str, c), isinstance(3, (str, c)))
class D:
    def __instance_check__(cls, obj): return True
print(isinstance(3, D))

# --- a TypedDict checks nothing
from typing import TypedDict
class T(TypedDict):
    a: int
try: isinstance({}, T)
except TypeError as e: print(e)

# --- plain checks
def f(x):
    if isinstance(x, (list, tuple)): return 1
print(f([]), isinstance(True, int | str), isinstance(None, int | None))
try: issubclass(3, int)
except TypeError as e: print(e)

# --- __class__ in a NamedTuple
from typing import NamedTuple
class N(NamedTuple):
    a: int
    def who(self): return __class__

# --- super() in a NamedTuple
from typing import NamedTuple
class N(NamedTuple):
    a: int
    def who(self): return super().__repr__()

# --- __class__ in a protocol
from typing import Protocol
class P(Protocol):
    def who(self): return __class__
    def text(self): return super().__repr__()[:12]
class X(P): pass
print(X().who(), X().text())
