# --- forms in annotations
import typing
from typing import (AbstractSet, Annotated, Any, AnyStr, AsyncContextManager, AsyncGenerator, AsyncIterable, AsyncIterator, BinaryIO, Concatenate,
    ContextManager, DefaultDict, Deque, FrozenSet, IO, LiteralString, Match, Never, NoReturn, NotRequired, Pattern, Required, Self, TextIO, Type, TypeAlias,
    TypeGuard, Unpack, ForwardRef, TypedDict, Callable, ParamSpec, TypeVarTuple)
print(AbstractSet[int], AsyncContextManager[int], AsyncGenerator[int, str], AsyncIterable[int], AsyncIterator[int], ContextManager[int], DefaultDict[str, int], Deque[int], FrozenSet[int], Type[int], IO[str], BinaryIO, TextIO)
print(Annotated[int, 'meta', 3], Annotated[int, 'x'].__metadata__, typing.get_args(Annotated[int, 'x']), typing.get_origin(Annotated[int, 'x']) is Annotated)
print(Never, NoReturn, LiteralString, Self, TypeAlias, TypeGuard[int], AnyStr, ForwardRef('X'))
P = ParamSpec('P'); Ts = TypeVarTuple('Ts')
print(P, P.args, P.kwargs, isinstance(P.args, typing.ParamSpecArgs), isinstance(P.kwargs, typing.ParamSpecKwargs), Callable[Concatenate[int, P], str], Ts, typing.get_origin(Unpack[Ts]) is Unpack)
class Movie(TypedDict, total=False):
    name: Required[str]
    year: NotRequired[int]
print(sorted(Movie.__required_keys__), sorted(Movie.__optional_keys__), typing.is_typeddict(Movie), typing.is_typeddict(dict), Movie(name='x'))
X: TypeAlias = int
def check(x: 'Movie', y: list['int']) -> TypeGuard[int]: return True
print({k: str(v) for k, v in typing.get_type_hints(check).items()})
class C:
    a: 'int' = 1
    b: Annotated[int, 'm']
print(typing.get_type_hints(C), typing.get_type_hints(C, include_extras=True))
# --- helpers at run time
import typing
from typing import NewType, assert_never, assert_type, cast, dataclass_transform, final, get_type_hints, no_type_check, overload, reveal_type
UserId = NewType('UserId', int)
print(UserId(5), UserId, UserId.__name__, UserId.__supertype__, cast('int', 'a'), assert_type(3, int))
@no_type_check
def f(x: 'nope'): return x
print(get_type_hints(f), f.__no_type_check__)
@dataclass_transform(kw_only_default=True)
def model(cls): return cls
@final
@model
class A: pass
print(A.__final__, model.__dataclass_transform__['kw_only_default'])
try: assert_never('x')
except AssertionError as e: print(e)
print(reveal_type([1]))
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(g(1), [o.__name__ for o in typing.get_overloads(g)])
typing.clear_overloads()
print(typing.get_overloads(g))
# --- protocols that numbers satisfy
from typing import SupportsAbs, SupportsBytes, SupportsComplex, SupportsFloat, SupportsIndex, SupportsInt, SupportsRound
for value in (1, 1.5, 2j, True, 'a', b'b', None, []):
    print(repr(value), [isinstance(value, p) for p in (SupportsAbs, SupportsBytes, SupportsComplex, SupportsFloat, SupportsIndex, SupportsInt, SupportsRound)])
# --- newer names
# min_python: 3.12
from typing import override
class B:
    def f(self): return 1
class D(B):
    @override
    def f(self): return 2
D().f(), D.f.__override__
# --- the newest names
# min_python: 3.13
import typing
from typing import NoDefault, Protocol, ReadOnly, TypedDict, TypeIs, TypeVar, get_protocol_members, is_protocol
class P(Protocol):
    x: int
    def f(self) -> int: ...
class T(TypedDict):
    a: ReadOnly[int]
print(sorted(get_protocol_members(P)), is_protocol(P), is_protocol(int), TypeVar('V').__default__ is NoDefault, TypeVar('W', default=int).__default__, TypeIs[int], sorted(T.__readonly_keys__), repr(NoDefault))
# --- deprecated
import typing, collections.abc
print(typing.ByteString is not None, issubclass(bytes, collections.abc.ByteString), collections.abc.AsyncGenerator, collections.abc.AsyncIterable, collections.abc.AsyncIterator)
async def agen(): yield 1
a = agen()
isinstance(a, collections.abc.AsyncGenerator), isinstance(a, collections.abc.AsyncIterator), isinstance(a, collections.abc.AsyncIterable)
# --- a decorator of decorators
import typing
@typing.no_type_check_decorator
def traced(f):
    def inner(*args): return f(*args)
    return inner
@traced
def g(x: 'nope'): return x
g(1), typing.get_type_hints(g)
