# --- math functions
import math
print(math.sqrt(16), math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7), math.fabs(-3), math.pow(2, 3), math.exp(0), math.log(math.e), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(0), math.expm1(0))
print(math.gcd(12, 18), math.gcd(), math.lcm(4, 6), math.factorial(10), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.hypot(3, 4), math.dist([0, 0], [3, 4]), math.prod([1, 2, 3]), math.prod([], start=5), math.fsum([0.1] * 10))
print(math.sin(0), math.cos(0), round(math.tan(1), 6), math.asin(1) * 2 == math.pi, math.atan2(1, 1), math.degrees(math.pi), math.radians(180), math.sinh(0), math.cosh(0), math.tanh(0), math.tau, math.inf, math.nan)
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(2.5), math.frexp(8), math.ldexp(0.5, 3), math.remainder(7, 4), math.erf(0), math.gamma(5), math.cbrt(27) == 3)
# --- math errors
import math
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.sqrt('x'), lambda: math.floor('x'), lambda: math.gcd(1.5), lambda: math.isqrt(-1), lambda: math.exp(1000), lambda: math.nope, lambda: math.comb(-1, 2), lambda: math.acos(2), lambda: math.factorial(1.5), lambda: math.sqrt(), lambda: math.log(-1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- import forms
import math as m, json
from math import pi, sqrt as root
from math import (
    floor,
    ceil,
)
def f():
    import math
    from json import dumps
    return math.floor(2.5), dumps([1])
class C:
    from math import e
round(m.pi, 4), pi == m.pi, root(4), floor(1.5), ceil(1.5), f(), round(C.e, 3), json.dumps(1), m.__name__
# --- json dumps
import json
print(json.dumps({'a': [1, 2.5, None, True, 'é"\n'], 'b': {'c': (1, 2)}, 3: 'int key', None: 0, True: 1, 1.5: 'f'}))
print(json.dumps({'b': 1, 'a': [1, {'z': 0}]}, indent=2, sort_keys=True), json.dumps([], indent=2), json.dumps({'a': 1, 'b': [1]}, separators=(',', ':')), json.dumps('é😀', ensure_ascii=False), json.dumps([1, [2]], indent='--'))
print(json.dumps([float('inf'), float('nan'), 1e100, 1e-7, 10 ** 20, -0.0]), json.dumps('\u2028\x00\x7f'), json.dumps({}), json.dumps({'k': []}, indent=1))
json.dumps({'s': {1}}, default=sorted), json.dumps([1 + 2j], default=lambda o: [o.real, o.imag]), json.dumps({(1, 2): 'x', 'k': 1}, skipkeys=True)
# --- json loads
import json
print(json.loads('{"a": [1, 2.5, null, true, false, "\\u00e9\\n"], "b": {}}'), json.loads(' [1e3, -0, -1.5E-2, 12345678901234567890] '), json.loads('"x"'), json.loads(b'[1]'), json.loads('NaN') != 0, json.loads('-Infinity'), json.loads('{"a": 1, "a": 2}'))
print(json.loads('{"k": {"n": 1}}', object_hook=lambda d: sorted(d.items())), json.loads('[1.5]', parse_float=str), json.loads('[1]', parse_int=float), json.loads('{"a": 1}', object_pairs_hook=list))
json.loads(json.dumps({'nested': [{'x': [1, [2, [3]]]}]}))
# --- json errors
import json
for text in ('', '{', '[1,]', '{"a" 1}', '{a: 1}', 'nul', '[1 2]', '"abc', '"\n"', '{"a": 1} x', '01', '"\\q"', '{"a":}'):
    try: print(json.loads(text))
    except json.JSONDecodeError as e: print(type(e).__name__, e, e.pos, e.lineno, e.colno)
class C: pass
for f in (lambda: json.dumps({1, 2}), lambda: json.dumps(C), lambda: json.dumps({(1, 2): 3}), lambda: json.loads(5), lambda: json.dumps(float('nan'), allow_nan=False), lambda: json.dumps(b'x')):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
x = []; x.append(x)
try: json.dumps(x)
except ValueError as e: print(e)
# --- json uncaught
import json
def parse(text):
    return json.loads(text)['key']
parse('{"key": }')
# --- dataclass basics
from dataclasses import dataclass, field
@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    def norm(self): return self.x ** 2 + self.y ** 2
p, q = Point(1), Point(1, 0)
p.tags.append('a')
print(p, q, p == q, p.norm(), Point(x=1, y=2, tags=[]), q == Point(1), p != q, Point.y)
for f in (lambda: Point(), lambda: Point(1, 2, 3, 4), lambda: Point(1, z=2), lambda: hash(p), lambda: p < q):
    try: f()
    except TypeError as e: print(e)
# --- dataclass options
from dataclasses import dataclass, field, FrozenInstanceError
@dataclass(frozen=True, order=True)
class V:
    n: int
    name: str = field(default='v', compare=False, repr=False)
a, b = V(1, 'a'), V(2, 'b')
print(a < b, a <= V(1), sorted([b, a]), {a: 1}[V(1, 'z')], a, max(a, b).name)
try: a.n = 5
except FrozenInstanceError as e: print(type(e).__name__, e)
try: del a.n
except AttributeError as e: print(e)
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2
@dataclass(eq=False, repr=False)
class N: x: int = 1
@dataclass(slots=True)
class S: x: int
print(K(a=1), N() == N(), hasattr(S(1), '__dict__'))
try: K(1)
except TypeError as e: print(e)
# --- dataclass inheritance and post init
from dataclasses import dataclass, field, InitVar
from typing import ClassVar
@dataclass
class Base:
    a: int
    b: int = 1
    count: ClassVar[int] = 0
@dataclass
class Child(Base):
    c: int = 2
    double: int = field(init=False)
    scale: InitVar[int] = 10
    def __post_init__(self, scale):
        self.double = self.a * scale
        Base.count += 1
x = Child(5, scale=3)
print(x, Child(1, 2, 3).double, Base.count, isinstance(x, Base), Base(1) == Child(1))
try:
    @dataclass
    class Bad:
        a: int = 1
        b: int
except TypeError as e: print(e)
try:
    @dataclass
    class Mutable: xs: list = []
except ValueError as e: print(e)
# --- dataclass functions
from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass
@dataclass
class Inner: v: int
@dataclass
class Outer:
    name: str
    inner: Inner
    many: list[Inner] = field(default_factory=list)
    table: dict = field(default_factory=dict)
o = Outer('o', Inner(1), [Inner(2)], {'k': Inner(3)})
print(asdict(o), astuple(o), replace(o, name='p').name, [f.name for f in fields(Outer)], is_dataclass(o), is_dataclass(Outer), is_dataclass(1))
print(fields(o)[0].type, fields(o)[2].default_factory is list, asdict(o)['inner'] is not o.inner, o)
try: replace(o, nope=1)
except TypeError as e: print(e)
try: asdict(5)
except TypeError as e: print(e)
# --- dataclass keyword-only marker and hash
from dataclasses import dataclass, KW_ONLY, field
@dataclass(unsafe_hash=True)
class D:
    a: int
    _: KW_ONLY
    b: int = 0
    c: list = field(default_factory=list, hash=False, kw_only=True)
d = D(1, b=2)
print(d, hash(d) == hash(D(1, b=2)), D.__match_args__, {d: 1}[D(1, b=2)])
@dataclass
class Node:
    value: int
    next: 'Node | None' = None
print(Node(1, Node(2)))
n = Node(1)
n.next = n
repr(n)
# --- typing names
from typing import Any, Optional, Union, List, Dict, Callable, TypeVar, Generic, NamedTuple, Protocol, Literal, Iterable, Final, cast, TYPE_CHECKING
T = TypeVar('T')
class Box(Generic[T]):
    def __init__(self, item: T) -> None: self.item = item
    def get(self) -> T: return self.item
def f(x: Optional[int], cb: Callable[[int], str], *, d: Dict[str, List[Any]] = {}) -> Union[int, str]: return cb(x or 0)
LIMIT: Final = 3
print(Box(3).get(), Box[int](4).get(), f(None, str), cast(int, 'x'), TYPE_CHECKING, LIMIT)
class P(Protocol):
    def m(self) -> int: ...
class Impl(P):
    def m(self): return 5
Impl().m()
# --- typing NamedTuple
from typing import NamedTuple
class Emp(NamedTuple):
    name: str
    id: int = 3
    def label(self): return f'{self.name}#{self.id}'
e = Emp('bo')
print(e, e.name, e[1], e.label(), e == ('bo', 3), e._replace(id=9), e._asdict(), Emp._fields, len(e), isinstance(e, tuple))
a, b = e
try: Emp()
except TypeError as err: print(err)
a, b, list(e), repr(Emp(*['x', 1])), sorted([Emp('b'), Emp('a')])[0].name
# --- typing TypedDict and overload
from typing import TypedDict, overload
class Movie(TypedDict):
    name: str
    year: int
m: Movie = {'name': 'x', 'year': 1}
@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x): return x * 2
m, Movie(name='y', year=2), f(2), f('a')
# --- sys
import sys
print(sys.version_info >= (3, 11), sys.version_info[0], sys.version_info.major, sys.maxsize, type(sys.version_info.minor).__name__, sys.version_info[:2] > (3, 10))
try: sys.nonexistent
except AttributeError as e: print(e)
# --- import errors
try: import not_there
except ImportError as e: print(type(e).__name__, e, e.name)
try: from math import not_in_math
except ImportError as e: print(type(e).__name__, str(e).split(' (')[0])
try: import not_there.sub
except ModuleNotFoundError as e: print(e)
def optional():
    try:
        import numpy_like_thing as np
    except ImportError:
        np = None
    return np
optional()
# --- future imports
from __future__ import annotations
def f(x: NotDefined) -> AlsoNot: return x
f.__annotations__, f(1)
# --- asyncio names
import asyncio
print(asyncio.TimeoutError is TimeoutError, issubclass(asyncio.CancelledError, BaseException), issubclass(asyncio.CancelledError, Exception), asyncio.sleep.__name__)
async def f(): return 1
asyncio.run(f())

# --- subscripted types subscripted again
from typing import Dict, TypeVar, List, Optional, Union, Callable, Tuple, Generic
T = TypeVar('T')
U = TypeVar('U')
class Box(Generic[T]): pass
print(Dict[T, int][str], List[T][int], Optional[T][int], Union[T, str][int], dict[T, int][str], list[T][T], Box[T][int], Box[List[T]][int])
print(Dict[T, U][str, int], Dict[str, List[T]][int], Callable[[T], U][int, str], Tuple[T, ...][int], tuple[T, U][int, str])
for bad in (lambda: Dict[T, U][str], lambda: Dict[str, int][str], lambda: list[int][str], lambda: dict[T, U][int], lambda: Box[int][str], lambda: Dict[T, U][int, int, int], lambda: dict[T, U][int, int, int]):
    try: print(bad())
    except TypeError as e: print(e)

# --- a type without variables is subscripted again
try: list[int][str]
except TypeError as e: print(e)

# --- the value of a generic alias is subscripted
# min_python: 3.12
type A[T] = dict[str, T]
print(A.__value__[int], A[int])
# --- the arguments of the program
import sys
from sys import argv
print(len(argv) > 0, type(argv).__name__, argv is sys.argv, isinstance(sys.argv[0], str))
sys.argv.append('x')
print(argv[-1], sys.argv[1:][-1:])
del argv[-1]
# --- a list that changes while json encodes it
import json

items = [object()] * 10


def shrink(value):
    del items[-1]


def grow(value):
    if len(items) < 8:
        items.append(1)


print(json.dumps(items, default=shrink), json.dumps([items, items], default=grow, indent=1))
print(json.dumps(items, default=grow))
