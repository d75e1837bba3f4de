# --- at run time
from typing_extensions import TypedDict, NotRequired, Required, ReadOnly, Annotated, Literal, Protocol, runtime_checkable, Self, override, final, overload, get_type_hints, get_args, get_origin, NamedTuple, TypeAlias, Unpack, assert_never, cast, is_typeddict, Never, ParamSpec, TypeVar, Doc, deprecated, get_original_bases, is_protocol, get_protocol_members, TYPE_CHECKING, LiteralString, TypeIs, TypeGuard, NoDefault, Any, Optional, get_overloads, clear_overloads, Generic, runtime
class Movie(TypedDict):
    title: str
    year: NotRequired[int]
class Point(NamedTuple):
    x: int
    y: int = 0
@runtime_checkable
class Closes(Protocol):
    def close(self): ...
class File:
    def close(self): return 'closed'
    @override
    def me(self) -> Self: return self
print(Movie(title='x'), sorted(Movie.__required_keys__), sorted(Movie.__optional_keys__), is_typeddict(Movie), Point(1), isinstance(File(), Closes), isinstance(5, Closes), is_protocol(Closes), sorted(get_protocol_members(Closes)), TYPE_CHECKING)
def f(a: Annotated[int, Doc('number')], b: Literal['x', 'y'] = 'x') -> Optional[str]: return None
print(get_args(f.__annotations__['a']), get_type_hints(f)['a'], get_args(Literal['a', 1]), get_origin(Annotated[int, 1]) is Annotated, cast(int, 'x'), repr(Doc('d')), Doc('a') == Doc('a'), runtime is runtime_checkable)
T = TypeVar('T', default=int)
P = ParamSpec('P')
print(T.__name__, T.has_default(), TypeVar('U').has_default(), P.__name__)
class G(Generic[T]): pass
class H(G[str]): pass
print(get_original_bases(H)[0].__args__)
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(g(1), len(get_overloads(g)))
try: assert_never(1)
except AssertionError as e: print(e)
import warnings
@deprecated('gone')
def old(): return 1
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    print(old(), [str(w.message) for w in log])
# --- helpers that few use
import typing_extensions
@typing_extensions.no_type_check_decorator
def traced(f):
    def inner(*args): return f(*args)
    return inner
@traced
def g(x: 'nope'): return x
T = typing_extensions.IntVar('T')
print(g(1), T.__name__)
