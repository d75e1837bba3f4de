"""``math``, ``json``, ``sys`` and ``typing``: the same expressions under CPython and under Monty."""

import json
import math
import sys
import typing

import pytest

from monty_tools import Monty, ResourceLimits
from monty_tools.interpreter.errors import ResourceLimitError

PREAMBLE = """
class Float:
    def __float__(self): return 4.5
class Index:
    def __index__(self): return 6
class Rounds:
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __trunc__(self): return 'trunc'
class Wrong:
    def __float__(self): return 'x'
    def __index__(self): return 1.5
class Int(int): pass
class Real(float): pass
class Text(str): pass
class Items(list): pass
class Map(dict):
    def items(self): return [('own', 1)]
class Plain: pass
class Default(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set): return sorted(o)
        return super().default(o)
cycle = []
cycle.append(cycle)
deep = []
for _ in range(60): deep = [deep]
def numbers(*values):
    for value in values: yield value
def raises(name):
    raise ValueError(name)
T = typing.TypeVar('T')
K = typing.TypeVar('K', bound=int)
P = typing.ParamSpec('P')
class Box(typing.Generic[T]):
    def __init__(self, item=None): self.item = item
class Employee(typing.NamedTuple):
    name: str
    id: int = 3
    def label(self): return f'{self.name}#{self.id}'
class Movie(typing.TypedDict):
    name: str
    year: typing.NotRequired[int]
class Shape(typing.Protocol):
    def area(self) -> float: ...
class Square(Shape):
    def area(self): return 4.0
class Node:
    next: 'Node | None' = None
    children: typing.List['Node']
def annotated(
    a: typing.Optional[int], b: 'typing.Dict[str, typing.Any]' = {}, *c: int, **d: 'Node'
) -> typing.Union[int, str]: ...
UserId = typing.NewType('UserId', int)
"""

MATH = """
math.sqrt(16) math.sqrt(-1) math.sqrt('x') math.sqrt() math.sqrt(1,2) math.sqrt(Float()) math.sqrt(Index()) math.sqrt(Wrong())
math.sqrt(Int(4)) math.sqrt(Real(4)) math.sqrt(Plain()) math.sqrt(True) math.sqrt(10**400) math.sqrt(x=1) math.cbrt(27.0)
math.floor(-2.5) math.ceil(2.1) math.trunc(-2.7) math.floor(Rounds()) math.ceil(Rounds()) math.trunc(Rounds())
math.floor(Float()) math.ceil(Float()) math.trunc(Float()) math.floor('x') math.trunc('x') math.floor(10**30) math.floor(Int(3))
math.floor(1,2) math.floor(math.inf) math.ceil(math.nan) math.floor(None) math.floor(True)
math.log(8,2) math.log(0) math.log(-1) math.log(10**400) math.log(10,1) math.log(10**400,10) math.log('x') math.log(1,2,3) math.log()
math.log2(2**500) math.log10(10**400) math.log1p(-1) math.exp(1000) math.exp2(3) math.expm1(1e-9) math.pow(2,0.5) math.pow(0,-1)
math.gcd() math.gcd(12,18) math.gcd(12,18,Index()) math.gcd(1.5) math.gcd('a',1) math.gcd(-4,6) math.gcd(x=1) math.lcm() math.lcm(4,6)
math.lcm(4,6,0) math.lcm(1.5) math.factorial(10) math.factorial(-1) math.factorial(1.5) math.factorial('x') math.factorial(Index())
math.factorial(10**30) math.comb(5,2) math.comb(5,7) math.comb(-1,2) math.comb(5,-1) math.comb(5.0,1) math.comb(10**30,10**29) math.comb(Index(),2)
math.perm(5) math.perm(5,2) math.perm(5,None) math.perm(5,7) math.perm(-1) math.perm(2,-1) math.perm(10**30,10**29) math.isqrt(17) math.isqrt(-1)
math.isqrt(1.5) math.isqrt(Index()) math.isqrt(10**60) math.hypot(3,4) math.hypot() math.hypot(3,Float()) math.hypot('a') math.hypot(x=1)
math.dist([0,0],[3,4]) math.dist((Float(),),(0,)) math.dist(numbers(1,2),[1,2]) math.dist([1],[1,2]) math.dist(5,[1]) math.dist([1]) math.dist(['a'],['b'])
math.prod([1,2,3]) math.prod([]) math.prod([1.5,2]) math.prod([],start=5) math.prod([2,3],start=[1]) math.prod(numbers(2,3)) math.prod(5)
math.prod(['a',3]) math.prod([Int(2),3]) math.prod([1],2) math.prod([1],x=2) math.prod({2,3}) math.prod(['a','b'])
math.fsum([0.1]*10) math.fsum(numbers(1,2)) math.fsum(['a']) math.fsum([Float(),1]) math.fsum([10**400]) math.fsum([math.inf,-math.inf]) math.fsum(5) math.fsum()
math.sin(0) math.cos(0) math.tan(1) math.asin(2) math.acos(2) math.atan2(1,1) math.atan2(1) math.degrees(math.pi) math.radians(180) math.sinh(1) math.acosh(0.5)
math.isnan(math.nan) math.isinf(-math.inf) math.isfinite(1) math.isfinite('x') math.isclose(1,1.1,rel_tol=0.2) math.isclose(1,2,rel_tol=-1)
math.isclose(1,1,abs_tol=Float()) math.isclose(1) math.isclose(1,2,3) math.isclose(1,2,x=3) math.copysign(1,-0.0) math.fmod(-7,3) math.fmod(1,0)
math.modf(2.5) math.frexp(8) math.ldexp(0.5,3) math.ldexp(1.0,2.5) math.ldexp(1.0,10**40) math.ldexp(Float(),1) math.remainder(7,4) math.remainder(1,0)
math.erf(0.5) math.erfc(0.5) math.gamma(5) math.gamma(0) math.lgamma(10) math.ulp(1.0) math.nextafter(1,2) math.fabs(-3) math.fabs(Index())
math.e math.tau math.inf math.nope math.__name__ math.sqrt
""".split()  # noqa: E501  # a table

JSON = r"""
json.dumps({'a': [1, 2.5, None, True, 'é"\n'], 'b': {'c': (1, 2)}, 3: 'k', None: 0, True: 1, 1.5: 'f'})
json.dumps({'b': 1, 'a': [1, {'z': 0}]}, indent=2, sort_keys=True)
json.dumps([[], {}, [[]], ()], indent=1)
json.dumps({'a': 1, 'b': [1]}, separators=(',', ':'))
json.dumps({'a': 1, 'b': [1]}, separators=(',', ':'), indent=0)
json.dumps('é😀\ud800', ensure_ascii=False)
json.dumps('é😀\u2028\x00\x7f/')
json.dumps([1, [2]], indent='--')
json.dumps([1, [2]], indent=True)
json.dumps([1], indent=1.5)
json.dumps([1], separators=(1, 2))
json.dumps([1], separators=1)
json.dumps([math.inf, math.nan, -math.inf, 1e100, 1e-7, 10 ** 20, -0.0])
json.dumps(math.nan, allow_nan=False)
json.dumps([Int(3), Real(1.5), Text('t'), Items([1])])
json.dumps({Text('k'): 1, Int(3): 2})
json.dumps(Map(a=2))
json.dumps(Employee('x'))
json.dumps([Employee('x')], indent=1)
json.dumps({'s': {1}}, default=sorted)
json.dumps({'s': {1}, 't': [{2}, {'u': {3, 4}}]}, default=sorted, indent=2)
json.dumps({2: {1}, 1: {3}}, default=sorted, sort_keys=True)
json.dumps([1 + 2j], default=lambda o: [o.real, o.imag])
json.dumps(Plain(), default=lambda o: o)
json.dumps(Plain(), default=lambda o: {'again': 1})
json.dumps([Plain(), cycle], default=lambda o: 1)
json.dumps([Plain()], default=raises)
json.dumps({(1, 2): 'x', 'k': 1}, skipkeys=True)
json.dumps({(1, 2): 'x', 'k': {1}}, skipkeys=True, default=sorted)
json.dumps({(1, 2): 'x'}, skipkeys=True, indent=1)
json.dumps({(1, 2): 'x'})
json.dumps({1: 2, 'a': 3}, sort_keys=True)
json.dumps({2: 1, 1.5: 2, True: 3}, sort_keys=True)
json.dumps({1, 2})
json.dumps(Plain)
json.dumps(b'x')
json.dumps(...)
json.dumps(cycle)
json.dumps(deep)
json.dumps({1}, cls=Default)
json.dumps([1j], cls=Default)
Default(indent=1).encode([{2, 1}])
json.JSONEncoder(sort_keys=True).encode({'b': 1, 'a': 2})
json.dumps()
json.dumps(1, 2)
json.dumps(1, nope=2)
json.loads('{"a": [1, 2.5, null, true, false, "\\u00e9\\n"], "b": {}}')
json.loads(' [1e3, -0, -1.5E-2, 12345678901234567890, -0.0] ')
json.loads(b'[1]'), json.loads(bytearray(b'"x"')), json.loads('"a"'.encode('utf-16'))
json.loads('NaN'), json.loads('-Infinity'), json.loads('{"a": 1, "a": 2}')
json.loads(Text('[1]'))
json.loads('"\\ud83d\\ude00"'), json.loads('"\\ud83d"')
json.loads('{"k": {"n": 1}}', object_hook=lambda d: sorted(d.items()))
json.loads('{"k": {"n": [1, {"m": 2}]}}', object_pairs_hook=list)
json.loads('{"k": 1}', object_hook=raises)
json.loads('[1.5, 1, 1e2, NaN]', parse_float=str, parse_int=lambda text: text + '!', parse_constant=len)
json.loads('[1.5]', parse_float=float)
json.loads('[1]', parse_int=float)
json.loads('"a\tb"', strict=False), json.loads('"a\tb"')
json.loads('[' * 60 + ']' * 60)
json.loads('\ufeff[]')
json.loads(5)
json.loads()
json.loads('[' + '9' * 5000 + ']')
json.JSONDecoder().raw_decode('[1] rest')
json.JSONDecoder().raw_decode('x [1]', 2)
json.JSONDecoder(object_hook=list).decode('{"a": 1}')
json.JSONDecodeError('m', 'a\nb', 2).args, json.JSONDecodeError.__mro__[1], json.JSONDecodeError
issubclass(json.JSONDecodeError, ValueError)
json.nope
""".strip().splitlines()

MALFORMED = (
    *('', '{', '[', '[1,]', '{"a" 1}', '{a: 1}', 'nul', '[1 2]', '"abc', '"\n"', '{"a": 1} x', '01', '"\\q"', '{"a":}'),
    *('{"a":1,}', '{"a":1 "b"}', '{,}', '[,]', '"\\u12"', '-', '1.', '.5', '1e', '+1', "{'a': 1}", '[1,\n2,\n x]', '}'),
    *('"\\', '{"a"', '{"a":', '{"a":1', '{"a":1,', '[1', '[1,', 'true false', 'tru', '\x00', '"a" ,', '[1}', '{"a":1]'),
)

SYS = """
sys.version_info >= (3, 11)
sys.version_info[:2] > (3, 10), sys.version_info[0], sys.version_info.major, sys.version_info.minor
sys.version_info, repr(sys.version_info), len(sys.version_info), list(sys.version_info), tuple(sys.version_info)
type(sys.version_info).__name__, type(sys.version_info).__module__, isinstance(sys.version_info, tuple)
sys.version_info == tuple(sys.version_info), hash(sys.version_info) == hash(tuple(sys.version_info))
sys.maxsize, sys.byteorder, sys.maxunicode, sys.hexversion, sys.float_repr_style
sys.float_info, sys.float_info.max, sys.float_info.epsilon, sys.int_info, sys.int_info.bits_per_digit
sys.hash_info, sys.hash_info.modulus, sys.implementation.name, sys.implementation.version
sys.exc_info(), sys.exception()
sys.intern('a'), sys.getdefaultencoding()
sys.intern(1)
sys.intern(Text('a'))
sys.setrecursionlimit(10000)
sys.setrecursionlimit(0)
sys.setrecursionlimit('x')
sys.setrecursionlimit()
sys.setrecursionlimit(10**20)
sys.exception(1)
sys.exit(3)
sys.exit()
sys.exit(None)
sys.exit((1, 2))
sys.exit('text')
sys.stdout.write(3)
sys.stderr.isatty(), sys.stdout.writable()
sys.getsizeof([1, 2]), sys.getsizeof('abc'), sys.getsizeof(10**30), sys.getsizeof({}), sys.getsizeof(())
sys.no_such_name
setattr(sys.version_info, 'major', 1)
sys.version.split()[0]
""".strip().splitlines()

TYPING = """
typing.Optional[int], typing.Union[int, str], typing.Union[int, str, None], typing.Union[int, int]
typing.Optional[typing.Union[int, str]], typing.Union[int, typing.Union[str, float]], typing.Optional[None]
typing.List[int], typing.Dict[str, typing.List[typing.Any]], typing.Set[int], typing.FrozenSet[int], typing.Type[int]
typing.Tuple[int, ...], typing.Tuple[()], typing.Tuple[int], typing.Tuple[int, str]
typing.Callable[[int, str], bool], typing.Callable[..., int], typing.Callable[[], None], typing.Callable[P, T]
typing.List['Foo'], typing.Optional['Foo'], typing.ForwardRef('x')
typing.Iterable[int], typing.Mapping[str, typing.Any], typing.Generator[int, None, str], typing.AsyncIterator[int]
list[typing.Optional[int]], dict[str, typing.List[int]], list[int] | None, int | None, list[T], dict[str, T]
typing.Literal['a', 1, None, True], typing.Literal[1, 1]
typing.Annotated[int, 'x'], typing.ClassVar[int], typing.Final[int]
T, K, T.__name__, K.__bound__, T | None, typing.Optional[T], typing.Dict[T, K], T.__covariant__, typing.AnyStr
typing.TypeVar('C', covariant=True), typing.TypeVar('N', int, str).__constraints__
typing.TypeVar('C', int)
typing.TypeVar('C', covariant=True, contravariant=True)
typing.List, typing.Callable, typing.Optional, typing.NoReturn, typing.Self, typing.Text
Box[int], Box(1).item, Box[int](2).item, Box.__mro__
typing.Generic[int]
typing.Generic[T, T]
typing.Optional[int, str]
typing.Dict[int]
typing.Optional()
typing.Any()
typing.List()
typing.Optional[int] == typing.Union[None, int], typing.List[int] == typing.List[int]
typing.List[int] == typing.List[str]
{typing.Optional[int]: 1}[typing.Union[None, int]], typing.Optional[int] == (int | None)
typing.Union[T, int][str], typing.Callable[[T], T][int]
typing.get_origin(typing.List[int]), typing.get_origin(typing.Optional[int]) is typing.Union, typing.get_origin(int)
typing.get_args(typing.Dict[str, int]), typing.get_args(typing.Optional[int]), typing.get_args(int | None)
typing.get_args(typing.Callable[[int], str]), typing.get_args(typing.Literal[1, 2]), typing.get_args(tuple[int, ...])
typing.get_origin(typing.Callable[..., int]), typing.get_origin(typing.Annotated[int, 1]) is typing.Annotated
typing.get_type_hints(annotated)
typing.get_type_hints(Box), typing.get_type_hints(Employee)
typing.get_type_hints(5)
typing.cast(int, 'x'), typing.TYPE_CHECKING
typing.assert_never(3)
typing.runtime_checkable(int)
UserId(5), UserId, UserId.__name__, UserId.__supertype__
Employee('bo'), Employee('bo').label(), Employee('bo') == ('bo', 3), Employee._fields, Employee._field_defaults
Employee('bo')._replace(id=9), Employee('bo')._asdict(), Employee._make(['q', 1])
Employee.__match_args__, Employee.__doc__
Employee()
Employee(1, 2, 3)
Employee(1, x=3)
Employee(1, name=3)
Employee('a')._replace(q=1)
Employee._make([1])
setattr(Employee('a'), 'name', 1)
setattr(Employee('a'), 'other', 1)
delattr(Employee('a'), 'name')
Employee('a').nope
hash(Employee('a')) == hash(('a', 3)), len(Employee('a')), [*Employee('a')], Employee('a')[0], Employee('a') + (1,)
typing.NamedTuple('Point', [('x', int), ('y', int)])(1, y=2)
typing.NamedTuple('Point', [('x', int), ('x', int)])
typing.NamedTuple('Point', [('_x', int)])
Movie(name='y', year=2), type(Movie(name='y')), Movie.__required_keys__, Movie.__optional_keys__, Movie.__total__
typing.TypedDict('D', {'a': int})(a=1)
Shape()
Square().area(), Square.__mro__
Box[T], Box[typing.List[int]], Box[int] == Box[int]
isinstance(Box(1), Box), typing.is_typeddict(Movie), typing.is_typeddict(dict)
typing.final(Plain).__final__, typing.no_type_check(annotated) is annotated
typing.no_such_name
""".strip().splitlines()


def shown_by_host(expression: str, names: dict[str, object]) -> str:
    try:
        return repr(eval(expression, names))
    except BaseException as error:  # SystemExit is one of the results
        return f'{type(error).__name__}: {error}'


def compare(expressions: list[str]) -> None:
    imports = 'import json, math, sys, typing\n'
    names: dict[str, object] = {'__name__': '__main__'}
    exec(imports + PREAMBLE, names)
    lines = [imports, PREAMBLE, 'results = []']
    for expression in expressions:
        lines.append('try: results.append(repr((lambda: (' + expression + '))()))')
        lines.append("except BaseException as error: results.append(f'{type(error).__name__}: {error}')")
    lines.append('results')
    found = Monty('\n'.join(lines)).run()
    assert isinstance(found, list)
    wrong = []
    for expression, shown in zip(expressions, found, strict=True):
        expected = shown_by_host(expression, names)
        if without_addresses(shown) != without_addresses(expected):
            wrong.append(f'{expression}\n  expected {expected}\n  got      {shown}')
    assert not wrong, '\n'.join(wrong)


def without_addresses(text: str) -> str:
    return text.partition(' at 0x')[0]


def test_math() -> None:
    compare([expression for expression in MATH if has(math, expression)])


def has(module: object, expression: str) -> bool:
    """Whether this version of Python has the function that is called."""
    name = expression.partition('.')[2].partition('(')[0]
    return '(' not in expression or hasattr(module, name)


@pytest.mark.skipif(sys.version_info < (3, 12), reason='functions of 3.12')
def test_newer_math() -> None:
    newer = 'math.sumprod([1,2],[3,4]) math.sumprod([1],[1,2]) math.sumprod(["a"],[3]) math.nextafter(1,2,steps=3)'
    compare([*newer.split(), 'math.nextafter(1,2,steps=-1)'])


def test_json() -> None:
    compare(JSON)


@pytest.mark.parametrize('options', ['', ', object_hook=dict'])
def test_malformed_json(options: str) -> None:
    """The decoder for hooks is ours: it finds the same errors."""
    texts = [f'json.loads({text!r}{options})' for text in MALFORMED]
    compare(texts)
    position = '(lambda e: (e.msg, e.doc, e.pos, e.lineno, e.colno))'
    program = [
        'import json',
        'found = []',
        f'for text in {MALFORMED!r}:',
        f'    try: json.loads(text{options})',
        f'    except json.JSONDecodeError as error: found.append({position}(error))',
        'found',
    ]
    expected = []
    for text in MALFORMED:
        try:
            json.loads(text)
        except json.JSONDecodeError as error:
            expected.append((error.msg, error.doc, error.pos, error.lineno, error.colno))
    assert Monty('\n'.join(program)).run() == expected


def test_sys() -> None:
    compare(SYS)


def test_typing() -> None:
    compare(TYPING)


def test_forward_references() -> None:
    program = (
        PREAMBLE
        + """
hints = typing.get_type_hints(Node)
hints['next'] == Node | None, hints['children'] == typing.List[Node], typing.get_type_hints(annotated)['d'] is Node
"""
    )
    assert Monty('import json, typing\n' + program).run() == (True, True, True)


def test_streams() -> None:
    pieces: list[tuple[str, str]] = []
    program = """
import sys
print('a', file=sys.stderr)
count = sys.stdout.write('bc\\n')
print('d', 'e', sep='-', end='!', file=sys.stdout, flush=True)
sys.stderr.writelines(['x', 'y'])
count
"""
    assert Monty(program).run(print_callback=lambda stream, text: pieces.append((stream, text))) == 3
    assert ''.join(text for stream, text in pieces if stream == 'stderr') == 'a\nxy'
    assert ''.join(text for stream, text in pieces if stream == 'stdout') == 'bc\nd-e!'


def test_handled_exception() -> None:
    program = """
import sys
try:
    1 / 0
except ZeroDivisionError as error:
    found = (sys.exc_info()[0] is ZeroDivisionError, sys.exc_info()[1] is error, sys.exception() is error)
found, sys.exc_info()
"""
    assert Monty(program).run() == ((True, True, True), (None, None, None))


COSTLY = {
    'a factorial': 'import math\nmath.factorial(10**7)',
    'a binomial': 'import math\nmath.comb(10**7, 5 * 10**6)',
    'permutations': 'import math\nmath.perm(10**8, 10**7)',
    'a product': 'import math\nx = 3 ** 300_000\nmath.prod([x] * 1000)',
    'a common multiple': 'import math\nx = 3 ** 300_000\nmath.lcm(*[x + i for i in range(200)])',
    'a common divisor': 'import math\nx = 3 ** 3_000_000\nmath.gcd(*[x + i for i in range(50)])',
    'a square root': 'import math\nx = 1 << 300_000_000\nmath.isqrt(x)',
    'doubled lists': 'import json\na = []\nfor i in range(40): a = [a, a]\njson.dumps(a)',
    'doubled dicts': 'import json\na = {}\nfor i in range(40): a = {"a": a, "b": a}\njson.dumps(a)',
    'an indent': 'import json\njson.dumps([[[1]]], indent=10**9)',
    'indents': 'import json\na = 1\nfor i in range(800): a = [a]\njson.dumps(a, indent=10**5)',
    'many arrays': 'import json\njson.loads("[" + "[]," * 10**6 + "[]]")',
    'a long number': 'import json\nfor i in range(10**6): json.loads("[" + "9" * 4000 + "]")',
}


@pytest.mark.parametrize('program', COSTLY.values(), ids=COSTLY.keys())
def test_costs(program: str) -> None:
    with pytest.raises(ResourceLimitError):
        Monty(program).run(limits=ResourceLimits(execution_time_limit_ms=1000))


NESTED = {
    'arrays': "json.loads('[' * 100_000)",
    'objects': 'json.loads(\'{"a":\' * 100_000)',
    'strings between': 'json.loads(\'["]",\' * 5000)',
    'closed': "json.loads('[' * 5000 + ']' * 5000)",
    'with hooks': "json.loads('[' * 100_000, object_hook=dict)",
    'encoded': 'json.dumps(deep)',
    'encoded with default': 'json.dumps(deep, default=str)',
    'unchecked cycle': 'json.dumps(cycle, check_circular=False)',
}


@pytest.mark.parametrize('expression', NESTED.values(), ids=NESTED.keys())
def test_nesting(expression: str) -> None:
    program = f"""
import json
deep = []
for i in range(5000): deep = [deep]
cycle = []
cycle.append(cycle)
try: {expression}
except RecursionError as error: found = str(error)
found[:32]
"""
    assert Monty(program).run() == 'maximum recursion depth exceeded'


def test_shared_objects_cannot_be_changed() -> None:
    program = """
import json, math, sys, typing
tried = []
for target in (json, math, sys, typing, sys.stdout, sys.version_info, sys.implementation, typing.Optional,
               typing.AnyStr, typing.Any, typing.List, typing.SupportsInt, json.JSONEncoder, json.JSONDecodeError,
               json.dumps, math.sqrt):
    for change in (setattr, object.__setattr__):
        try: change(target, 'name', 1)
        except (AttributeError, TypeError): continue
        tried.append(target)
tried
"""
    assert Monty(program).run() == []


def test_all_names_are_names_of_the_host() -> None:
    for module in (json, math, sys, typing):
        program = f'import {module.__name__} as module\ndir(module)'
        found = Monty(program).run()
        assert isinstance(found, list) and all(hasattr(module, name) for name in found)
