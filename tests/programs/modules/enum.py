# --- the basics
from enum import Enum, unique, auto
class Color(Enum):
    """doc"""
    RED = 1
    GREEN = 'g'
    BLUE = 3.5
    CRIMSON = 1
    def describe(self): return f'{self.name}={self.value!r}'
    @property
    def lower(self): return self.name.lower()
    @classmethod
    def default(cls): return cls.GREEN
    @staticmethod
    def helper(): return 'static'
    def __len__(self): return 7
print(Color, repr(Color), str(Color), type(Color), Color.__name__, Color.__doc__, Color.__module__, Color.__qualname__)
print(Color.RED, repr(Color.RED), [Color.RED], {Color.RED: 1}, f'{Color.RED}', f'{Color.RED:>12}|', '%s %r' % (Color.RED, Color.GREEN), format(Color.RED))
print(list(Color), len(Color), [c.name for c in Color], [c.value for c in Color], list(reversed(Color)), bool(Color), Color.__members__, dict(Color.__members__))
print(Color(1), Color('g'), Color(Color.RED), Color['BLUE'], Color.CRIMSON, Color.CRIMSON is Color.RED, Color['CRIMSON'].name)
print(Color.RED.describe(), Color.RED.lower, Color.default(), Color.RED.default(), Color.helper(), len(Color.RED), Color.RED.helper())
print(isinstance(Color.RED, Color), isinstance(Color.RED, Enum), issubclass(Color, Enum), type(Color.RED), isinstance(Color, type), Color.RED in Color, type(Color.RED) is Color, Color.RED.__class__)
print(Color.RED == Color.RED, Color.RED is Color(1), Color.RED != Color.GREEN, Color.RED == 1, hash(Color.RED) == hash(Color.CRIMSON), {Color.RED, Color.CRIMSON, Color.BLUE} == {Color.BLUE, Color.RED}, Color.RED.name, Color.RED._name_, Color.RED._value_)
x, y, z = Color
print(x, y, z, *Color, [*Color][:1], max(Color, key=lambda c: str(c.value)), dict.fromkeys(Color, 0), list(zip(Color, 'abc')), sorted(Color, key=lambda c: c.name), {c.name: c.value for c in Color})
for f in (lambda: Color(99), lambda: Color['NOPE'], lambda: Color.NOPE, lambda: Color(), lambda: Color.RED < Color.BLUE, lambda: Color.RED + 1, lambda: int(Color.RED), lambda: setattr(Color, 'RED', 5), lambda: delattr(Color, 'RED'), lambda: setattr(Color.RED, 'value', 5), lambda: setattr(Color.RED, 'name', 5), lambda: Color.value, lambda: Color.name, lambda: sorted(Color), lambda: Color[1], lambda: Color([1]), lambda: Color('RED'), lambda: delattr(Color, 'nope'), lambda: Color(None), lambda: Color(value=1), lambda: Color(1.0), lambda: Color(True)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
Color.extra = 5
Color.RED.note = 'n'
print(Color.extra, Color.RED.note, vars(Color.RED)['note'], hasattr(Color, 'RED'), getattr(Color, 'GREEN'), getattr(Color, 'nope', None), 'RED' in Color.__members__, hasattr(Color, '__members__'))
# --- definitions that are refused
from enum import Enum, IntEnum, auto
def twice():
    class A(Enum):
        X = 1
        X = 2
def method_twice():
    class A(Enum):
        def X(self): pass
        X = 2
def method_over():
    class A(Enum):
        X = 1
        def X(self): pass
def sunder():
    class A(Enum):
        _bad_ = 1
def extend():
    class A(Enum): X = 1
    class B(A): Y = 2
def late_generate():
    class A(Enum):
        X = auto()
        def _generate_next_value_(name, *args): return name
def order():
    class A(Enum):
        _order_ = 'B A'
        A = 1
        B = 2
def reserved():
    class A(Enum): mro = 1
def bases():
    class A(Enum, int): X = 1
def two_types():
    class A(int, str, Enum): X = 1
def not_int():
    class A(IntEnum): X = 'x'
def ignored():
    class A(Enum):
        X = 1
        _ignore_ = 'X'
def kwargs():
    class A(Enum, colour=1): X = 1
def init():
    class A(Enum):
        X = 1
        def __init__(self, a, b): pass
for f in (twice, method_twice, method_over, sunder, extend, late_generate, order, reserved, bases, not_int, ignored, kwargs, init):
    try: print(f())
    except Exception as e: print(f.__name__, type(e).__name__, e)
# --- auto
from enum import Enum, IntEnum, StrEnum, Flag, auto
class A(Enum):
    X = auto()
    Y = auto()
    Z = 10
    W = auto()
class Names(Enum):
    def _generate_next_value_(name, start, count, last_values): return (name.lower(), start, count, list(last_values))
    ONE = auto()
    TWO = auto()
class Static(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values): return name * 2
    AB = auto()
class Base(str, Enum):
    def _generate_next_value_(name, start, count, last_values): return name.title()
class Sub(Base):
    FIRST_THING = auto()
    OTHER = 'other'
class Pair(Enum):
    A = auto(), 'first'
    B = auto(), 'second'
    def __init__(self, number, text): self.number = number; self.text = text
class S(StrEnum):
    HELLO = auto()
    World = auto()
class I(IntEnum):
    A = auto()
    B = 5
    C = auto()
print(list(A), list(Names), list(Static), list(Sub), [(p.value, p.number, p.text) for p in Pair], list(S), list(I), repr(auto(3)), Sub.FIRST_THING == 'First_Thing')
class Same(Enum):
    a = b = auto()
    c = auto()
print(Same.a is Same.b, list(Same), Same.c.value)
class Later(Enum):
    X = 1
    Y = X + 1
    Z = [X, Y][1] * 5
print([m.value for m in Later])
# --- IntEnum
from enum import IntEnum
import json
class P(IntEnum):
    LOW = 1
    MID = 5
    HIGH = 10
    def up(self): return P(min(self + 5, 10))
print(P.LOW, repr(P.LOW), str(P.LOW), f'{P.LOW} {P.LOW:03d} {P.LOW!r} {P.LOW:>5}', '%d %s %r %5.1f' % (P.MID, P.MID, P.MID, P.MID), '{} {:x}'.format(P.HIGH, P.HIGH), format(P.MID, 'b'))
print(P.LOW + 1, P.LOW < P.HIGH, P.LOW == 1, 1 == P.LOW, P.LOW != 2, max(P), sorted([P.HIGH, P.LOW]), sum(P), P.MID * 2, -P.LOW, P.MID ** 2, P.MID / 2, [10, 20][P.LOW], range(P.MID), P(5), P.up(P.LOW), int(P.HIGH), float(P.HIGH), bool(P.LOW), hash(P.LOW) == hash(1), {1: 'a'}[P.LOW], {P.LOW: 'b'}[1], P.LOW in [1, 2], 1 in {P.LOW}, isinstance(P.LOW, int), type(P.LOW + P.MID).__name__, P.LOW is P(1), divmod(P.HIGH, 3), P.MID & 4, P.MID.bit_length(), P.LOW.real, abs(P.LOW), round(P.LOW), 'x' * P.MID, [0] * P.MID)
print(json.dumps({'p': P.LOW, P.MID: [P.HIGH]}), json.dumps(P.LOW), json.dumps([P.LOW], indent=1))
print([P.LOW, P.MID], (P.LOW,), {P.LOW}, {'k': P.LOW}, str([P.LOW]))
match 5:
    case P.MID: print('matched int')
match P.HIGH:
    case 10: print('matched member')
# --- StrEnum and str mix-in
from enum import StrEnum, Enum
import json
class S(StrEnum):
    A = 'alpha'
    B = 'beta'
class M(str, Enum):
    A = 'alpha'
    B = 'beta'
for E in (S, M):
    print(E.A, repr(E.A), str(E.A), f'{E.A}', f'{E.A:>8}', '%s' % E.A, '{}'.format(E.A), format(E.A), E.A == 'alpha', E.A.value, E.A.upper(), E.A + '!', 'x' + E.A, len(E.A), E.A[0], E('beta'), 'alp' in E.A, E.A in ('alpha',), {'alpha': 1}[E.A], {E.A: 2}['alpha'], sorted([E.B, E.A]), ','.join(E), json.dumps({E.A: E.B}), isinstance(E.A, str), E.A.startswith('al'), hash(E.A) == hash('alpha'), E.A < 'b', E.A.encode(), [*E.A][:2], E.A.__class__.__name__, type(E.A.value).__name__, type(str(E.A)).__name__)
for f in (lambda: type('x')(S.A), lambda: S('gamma'), lambda: M('gamma')):
    try: print(f())
    except ValueError as e: print(e)
def bad(v):
    class T(StrEnum): X = v
    return T.X
for v in (1, ('a', 'b', 'c', 'd'), ('a', 1), (b'x', 'utf-8'), (b'x', 'utf-8', 'strict'), (b'x', 'utf-8', 3)):
    try: print(repr(bad(v)))
    except Exception as e: print(type(e).__name__, e)
# --- other mixed-in types
from enum import Enum, ReprEnum, IntEnum
class T(tuple, Enum):
    A = 1, 2
    B = 3, 4
class Fl(float, Enum):
    PI = 3.14
    E = '2.7'
class Fr(float, ReprEnum):
    PI = 3.14
class By(bytes, Enum):
    X = b'ab'
print(list(T), T.A[0], T((1, 2)), list(Fl), Fl.PI + 1, str(Fl.PI), f'{Fl.PI}', Fr.PI, f'{Fr.PI:.1f}', repr(Fr.PI), list(By), By.X + b'c', T.A.value, Fl.E.value, By.X.value)
class Mix:
    def hi(self): return 'hi ' + self.name
    def __str__(self): return 'mix ' + self.name
class W(Mix, Enum):
    A = 1
print(W.A.hi(), str(W.A), f'{W.A}', repr(W.A))
class Shown(Enum):
    A = 1
    def __repr__(self): return 'R'
    def __str__(self): return 'S'
    def __format__(self, spec): return 'F' + spec
print(Shown.A, repr(Shown.A), f'{Shown.A:x}', [Shown.A])
class OnlyStr(IntEnum):
    A = 1
    def __str__(self): return 'str!'
print(OnlyStr.A, f'{OnlyStr.A}', repr(OnlyStr.A), '%s' % OnlyStr.A)
try:
    class R(ReprEnum): A = 1
except TypeError as e: print(e)
# --- __init__ and __new__
from enum import Enum
import math
class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)
    G = 6.67300E-11, 1.0
    def __init__(self, mass, radius):
        super().__init__()
        self.mass = mass
        self.radius = radius
    @property
    def gravity(self): return round(6.67300E-11 * self.mass / (self.radius * self.radius), 2)
print(Planet.EARTH.value, Planet.EARTH.gravity, Planet.MERCURY, [p.mass for p in Planet], Planet((3.303e+23, 2.4397e6)))
class Coord(bytes, Enum):
    def __new__(cls, value, label, unit):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        obj.unit = unit
        return obj
    PX = (0, 'P.X', 'km')
    PY = (1, 'P.Y', 'km')
print(Coord.PY, repr(Coord.PY), Coord(1), Coord.PX.label, Coord.PY.value, bytes(Coord.PY))
class AutoNumber(Enum):
    def __new__(cls, *args):
        value = len(cls.__members__) + 1
        obj = object.__new__(cls)
        obj._value_ = value
        return obj
class Swatch(AutoNumber):
    def __init__(self, pantone='unknown'): self.pantone = pantone
    AUBURN = '3497'
    SEA = '1246'
    BLEACHED = ()
print(list(Swatch), Swatch.SEA.pantone, Swatch.BLEACHED.pantone, Swatch(3))
class Ordered(Enum):
    def __ge__(self, other): return self.value >= other.value if self.__class__ is other.__class__ else NotImplemented
    def __lt__(self, other): return self.value < other.value if self.__class__ is other.__class__ else NotImplemented
class Grade(Ordered):
    A = 5
    B = 4
print(Grade.A >= Grade.B, sorted(Grade), min(Grade))
class CI(Enum):
    A = 1
    def __eq__(self, other): return self.value == other
    def __hash__(self): return hash(self.value)
print(CI.A == 1, {CI.A: 2}, CI.A in {1: 2})
class Sub(Enum):
    def __init_subclass__(cls, **kw): super().__init_subclass__(**kw); print('made', cls.__name__, list(cls))
class Made(Sub): X = 1
class Op(Enum):
    ADD = '+', lambda a, b: a + b
    MUL = '*', lambda a, b: a * b
    def __init__(self, sign, fn): self.sign = sign; self.fn = fn
    def __call__(self, a, b): return self.fn(a, b)
print(Op.ADD(2, 3), Op.MUL(4, 5), Op.ADD.sign, [o.name for o in Op])
class Bad(int, Enum):
    def __new__(cls, v):
        return int.__new__(cls, v)
    X = '7'
print(Bad.X, Bad.X.value, Bad.X + 1)
# --- dataclass mix-in
from dataclasses import dataclass, field
from enum import Enum
@dataclass
class Creature:
    size: str
    legs: int
    tail: bool = field(repr=False, default=True)
class Animal(Creature, Enum):
    BEETLE = 'small', 6
    DOG = 'medium', 4
print(Animal.DOG, repr(Animal.DOG), Animal.DOG.size, Animal.BEETLE.legs, Animal.DOG.value, list(Animal), isinstance(Animal.DOG, Creature))
@dataclass(frozen=True)
class Fz:
    x: int
class E(Fz, Enum):
    A = 1
print(E.A.x, repr(E.A))
@dataclass
class Holder:
    e: Animal
    k: dict = field(default_factory=dict)
print(Holder(Animal.DOG), Holder(Animal.DOG) == Holder(Animal.DOG))
# --- _missing_
from enum import Enum, IntEnum
class Level(Enum):
    LOW = 'low'
    HIGH = 'high'
    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            for member in cls:
                if member.value == value.lower(): return member
        if value == 0: return 'wrong'
        if value == 1: raise KeyError('inside')
        if value == 2: raise ValueError('own')
        return None
print(Level('LOW'), Level('High'), Level('low'))
for v in (0, 1, 2, 3, 'none'):
    try: print(Level(v))
    except Exception as e: print(type(e).__name__, e, repr(e.__context__), repr(e.__cause__))
class Unknown(IntEnum):
    A = 1
    @classmethod
    def _missing_(cls, value):
        made = int.__new__(cls, value)
        made._name_ = f'U{value}'
        made._value_ = value
        return made
print(repr(Unknown(7)), Unknown(7).name, Unknown(1), len(Unknown))
# --- traceback of an invalid value
from enum import Enum
class Color(Enum):
    RED = 1
def parse(v):
    return Color(v)
parse('purple')
# --- traceback of an error in a definition
from enum import Enum
class Color(Enum):
    RED = 1
    RED = 2
# --- _ignore_, private names, nested classes and descriptors
from enum import Enum, member, nonmember
class Period(Enum):
    _ignore_ = 'Period i'
    Period = vars()['x'] if False else None
    for i in range(3): pass
    A = 1
    __private = 5
    _single = 6
    def get(self): return self.__private
    @member
    def call(self): return 1
    inner = nonmember(7)
    forced = member(8)
    func = lambda self: 'f'
    cls_attr: int
    note: str = 'annotated'
print(list(Period), Period.A.get(), Period._single, Period.inner, Period.forced, Period.note, Period.A.func(), Period.__annotations__)
from functools import partial, cached_property
class D(Enum):
    A = 1
    @cached_property
    def slow(self): return [self.name]
print(D.A.slow is D.A.slow, list(D))
# --- nested classes become no members
# min_python: 3.13
from enum import Enum
class Outer(Enum):
    A = 1
    class Inner: x = 5
print(list(Outer), Outer.Inner.x)
# --- functional API
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum
print(list(Enum('Color', 'RED GREEN BLUE')), list(Enum('Color', 'RED,GREEN')), list(Enum('C', ['a', 'b'])), list(Enum('C', ('a',), start=5)), list(Enum('C', {'x': 1, 'y': 'z'})), list(Enum('C', [('p', 1), ('q', 2)])))
A = Enum('Animal', 'ANT BEE', type=int, module='zoo', qualname='Zoo.Animal', start=0)
print(A, A.__module__, A.__qualname__, A.ANT + 1, repr(A.BEE), A.ANT.value)
print(list(IntEnum('I', 'x y')), list(Flag('F', 'a b c')), list(IntFlag('G', 'a b')), list(StrEnum('S', 'Ab cD')), list(Enum('E', ())), len(Enum('E', '')))
class Base(Enum):
    def hello(self): return 'hello ' + self.name
print(Base('Sub', 'X Y').X.hello(), list(Base('Empty', [])))
for f in (lambda: Enum('X', 'a a'), lambda: Enum('X', 'mro'), lambda: Enum('X', [1, 2]), lambda: Base('q')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- functional API without names
# min_python: 3.12
from enum import Enum
class Base(Enum): pass
class Two(Enum):
    A = 1, 2
print(Two(1, 2), Two((1, 2)))
for f in (lambda: Enum('X'), lambda: Base(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- membership
# min_python: 3.12
from enum import Enum, IntEnum, Flag, auto
class C(Enum):
    A = 1
    L = [1]
class F(Flag):
    A = auto(); B = auto()
print(1 in C, 2 in C, C.A in C, 'A' in C, [1] in C, [2] in C, F.A in F, 1 in F, 3 in F, (F.A | F.B) in F, 5 in F, 'x' in F)
# --- unhashable values
from enum import Enum
class C(Enum):
    A = [1, 2]
    B = {'k': 1}
    D = [1, 2]
print(list(C), C([1, 2]), C({'k': 1}), C.D is C.A, C.A.value)
C.A.value.append(3)
print(C.A, C([1, 2, 3]))
try: C([9])
except ValueError as e: print(e)
# --- Flag
from enum import Flag, auto
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
    ALL = 7
print(list(Perm), len(Perm), Perm.R, repr(Perm.R), Perm.RW, repr(Perm.RW), Perm.ALL, Perm.__members__, [p.value for p in Perm], Perm)
p = Perm.R | Perm.X
print(p, repr(p), p.value, p.name, Perm.R in p, Perm.W in p, p & Perm.R, p & Perm.W, repr(p & Perm.W), p ^ Perm.R, ~p, ~Perm.R, ~Perm.ALL, list(p), len(p), bool(p), bool(Perm(0)), Perm(0), repr(Perm(0)), Perm(0).name, Perm(5), Perm(5) is p, Perm(3) is Perm.RW, p | Perm.W, (p | Perm.W) is Perm.ALL, list(Perm.ALL), Perm(-1), Perm(-2), str(p), f'{p}', f'{p:>12}|', p == Perm(5), hash(p) == hash(Perm(5)), {p: 1}[Perm(5)], Perm['RW'], Perm.RW & Perm.W == Perm.W, isinstance(p, Perm))
p |= Perm.W
p &= ~Perm.R
print(p, Perm.R | Perm.R, sorted([Perm.X, Perm.R], key=lambda f: f.value), [f.name for f in Perm.RW])
for f in (lambda: Perm(8), lambda: Perm(-9), lambda: Perm.R | 1, lambda: 1 in Perm.RW, lambda: Perm.R + Perm.W, lambda: Perm('x'), lambda: Perm.R < Perm.W, lambda: Perm['Q'], lambda: Perm.R & 'x', lambda: 2 ^ Perm.R):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Hole(Flag):
    A = 1
    C = 4
print(Hole.A | Hole.C, ~Hole.A, list(~Hole.A), Hole(5))
try: Hole(2)
except ValueError as e: print(e)
class Reverse(Flag):
    B = 2
    A = 1
    C = 4
print(list(Reverse), list(Reverse(7)), Reverse(3), Reverse(6))
class OnlyMulti(Flag):
    ONE = 1
    SIX = 6
print(list(OnlyMulti), repr(OnlyMulti.SIX), OnlyMulti.ONE | OnlyMulti.SIX, ~OnlyMulti.ONE)
class Named(Flag):
    NONE = 0
    A = 1
print(list(Named), Named.NONE, repr(Named(0)), Named.A & Named.NONE, bool(Named.NONE))
# --- IntFlag
from enum import IntFlag, auto
import json
class F(IntFlag):
    A = auto()
    B = auto()
    C = 8
print(F.A, repr(F.A), str(F.A | F.B), repr(F.A | F.B), F.A | 2, repr(F.A | 16), F.A + 1, type(F.A + 1).__name__, F.A & 1, repr(1 | F.B), F(3), repr(F(0)), repr(F(100)), ~F.A, repr(~F.A), repr(F(-1)), list(F(11)), len(F(11)), F.A in F(3), F.A < F.B, F.C == 8, json.dumps({'f': F.A | F.B}), f'{F.A | F.B} {F.B:04b}', '%d' % F.C, int(F.C), [F.A], hash(F.A) == 1, F(3) == 3, {3: 'x'}[F.A | F.B], F['C'], isinstance(F.A | F.B, F), F.A ^ F.B, bool(F(0)), (F.A | F.B).name, F(16).name, F(100).value, repr(F.B ^ 1), repr(F.A & ~F.A))
print(sum([F.A, F.B]), F.A.bit_length(), repr(F.A << 1), max(F), F.A | F.B | F.C == 11)
# --- boundaries
from enum import Flag, IntFlag, FlagBoundary, STRICT, CONFORM, EJECT, KEEP
print(list(FlagBoundary), STRICT, repr(KEEP), FlagBoundary.EJECT is EJECT, FlagBoundary('conform'), FlagBoundary)
for b in FlagBoundary:
    class F(Flag, boundary=b):
        A = 1
        B = 4
    class G(IntFlag, boundary=b):
        A = 1
        B = 4
    for E in (F, G):
        for v in (5, 2, 7, 8, -1, -2, -9, 0):
            try: r = E(v); print(b.name, E.__name__, v, repr(r), type(r).__name__, end='; ')
            except ValueError as e: print(b.name, E.__name__, v, 'ValueError', str(e).replace('\n', '/'), end='; ')
        for f in (lambda: ~E.A, lambda: E.A | E.B, lambda: E.A ^ E(5)):
            try: print(repr(f()), end='; ')
            except ValueError as e: print('ValueError', str(e).replace('\n', '/'), end='; ')
        print()
# --- unique and verify
from enum import Enum, Flag, IntFlag, unique, verify, EnumCheck, UNIQUE, CONTINUOUS, NAMED_FLAGS, show_flag_values
@unique
class Ok(Enum):
    A = 1
    B = 2
print(list(Ok), list(EnumCheck), UNIQUE, repr(CONTINUOUS), repr(NAMED_FLAGS), show_flag_values(11), show_flag_values(0))
def dup():
    @unique
    class A(Enum):
        X = 1; Y = 1; Z = 1
def dup2():
    @verify(UNIQUE)
    class A(Enum):
        X = 1; Y = 1
def gap():
    @verify(CONTINUOUS)
    class A(Enum):
        X = 1; Y = 5
def flag_gap():
    @verify(CONTINUOUS)
    class A(Flag):
        X = 1; Y = 16
def named():
    @verify(NAMED_FLAGS)
    class A(Flag):
        X = 1; Y = 2; Z = 15
def named2():
    @verify(NAMED_FLAGS)
    class A(Flag):
        X = 1; Y = 3; Z = 7; W = 32
def all_good():
    @verify(UNIQUE, CONTINUOUS)
    class A(Enum):
        X = 1; Y = 2; Z = 3
    return A.Z
for f in (dup, dup2, gap, flag_gap, named, named2, all_good, lambda: verify(UNIQUE)(int), lambda: show_flag_values(-1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- members called name and value, and enum.property
import enum
from enum import Enum, property as prop
class Field(Enum):
    name = 'n'
    value = 'v'
    other = 'o'
print(Field.name, Field.value, Field.name.name, Field.name.value, Field.value.value, list(Field), Field('v'), Field['name'], Field.other.name)
class P(Enum):
    A = 1
    doubled = 9
    @prop
    def twice(self): return self._value_ * 2
print(P.A.twice, list(P))
for f in (lambda: P.twice, lambda: setattr(P.A, 'twice', 5), lambda: delattr(P.A, 'value'), lambda: delattr(P.A, 'twice')):
    try: print(f())
    except AttributeError as e: print(e)
class Base(Enum):
    @prop
    def first(self): return 'prop ' + self.name
class Derived(Base):
    first = 1
    second = 2
print(Derived.first, Derived.second.first, Derived.first.first, Derived.first.value)
class Over(Enum):
    A = 'a'
    @property
    def value(self): return 'over ' + self._value_
print(Over.A.value, Over('a'), repr(Over.A))
# --- match, containers, annotations
from enum import Enum, Flag, auto
from typing import Optional
class Shape(Enum):
    CIRCLE = auto()
    SQUARE = auto()
    LINE = auto()
def area(s: Shape, n: 'Optional[Shape]' = None) -> str:
    match s:
        case Shape.CIRCLE: return 'round'
        case Shape.SQUARE | Shape.LINE: return 'straight'
        case _: return 'other'
print([area(s) for s in Shape], area(3))
match Shape.LINE:
    case Shape(name=n, value=v): print(n, v)
counts = {s: 0 for s in Shape}
counts[Shape.LINE] += 2
print(counts, Shape.LINE in counts, counts.get(Shape.CIRCLE), Shape | None, Optional[Shape], list[Shape])
import copy
print(copy.copy(Shape.LINE) is Shape.LINE, copy.deepcopy([Shape.LINE])[0] is Shape.LINE, copy.deepcopy({Shape.LINE: Shape.CIRCLE}))
print(isinstance(Shape, type), callable(Shape), [s for s in Shape if s is not Shape.LINE], any(s.value == 2 for s in Shape), next(iter(Shape)), sorted(Shape, key=lambda s: -s.value), list(map(lambda s: s.name, Shape)), list(enumerate(Shape, 1)), set(Shape) == {*Shape}, tuple(Shape)[0], Shape.CIRCLE.__objclass__)
# --- json of plain enumerations
import json
from enum import Enum, IntEnum
class E(Enum):
    A = 1
class I(int, Enum):
    A = 1
try: json.dumps(E.A)
except TypeError as e: print(e)
print(json.dumps(E.A, default=lambda o: o.value), json.dumps(I.A), json.dumps({'x': [I.A]}), json.loads(json.dumps(E.A.value)), E(json.loads('1')))
try: json.dumps({E.A: 1})
except TypeError as e: print(e)
# --- the metaclass
import enum
from enum import Enum, EnumMeta, EnumType, IntEnum
class A(Enum):
    X = 1
print(EnumMeta is EnumType, type(A) is EnumType, isinstance(A, EnumType), isinstance(5, EnumType), issubclass(EnumType, type), EnumType, isinstance(A.X, EnumType), EnumType.__name__)
class B(metaclass=EnumType): pass
print(dir(A)[-2:], 'X' in dir(A))
for f in (lambda: len(A()), lambda: A.__getitem__('X'), lambda: A.__contains__(A.X), lambda: A.__len__(), lambda: [*A.__iter__()]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- generics and more
from enum import Enum
class Weekday(Enum):
    MONDAY = 1
    TUESDAY = 2
    @classmethod
    def from_date(cls, date): return cls(date)
    def __add__(self, n): return Weekday((self.value + n - 1) % 2 + 1)
    def __lt__(self, other): return self.value < other.value
print(Weekday.from_date(2), Weekday.MONDAY + 1, Weekday.MONDAY < Weekday.TUESDAY, sorted([Weekday.TUESDAY, Weekday.MONDAY]))
class Http(Enum):
    OK = 200, 'fine'
    NOT_FOUND = 404, 'missing'
    def __new__(cls, code, phrase):
        obj = object.__new__(cls)
        obj._value_ = code
        obj.phrase = phrase
        return obj
    @property
    def ok(self): return 200 <= self.value < 300
print(Http(404), Http(404).phrase, Http.OK.ok, Http.NOT_FOUND.ok, list(Http))
class Empty(Enum): pass
class More(Empty):
    A = 1
print(list(Empty), list(More), len(Empty), bool(Empty))
try:
    class X(More): B = 2
except TypeError as e: print(e)
# --- global_enum
# min_python: 3.12
from enum import Enum, Flag, IntFlag, auto, global_enum, global_enum_repr, global_flag_repr, global_str, KEEP
class A(Enum):
    X = 1
    __repr__ = global_enum_repr
    __str__ = global_str
class F(Flag, boundary=KEEP):
    A = auto(); B = auto()
    __repr__ = global_flag_repr
    __str__ = global_str
print(repr(A.X), A.X, repr(F.A), repr(F.A | F.B), F.A | F.B, F(0), repr(F(0)), repr(F(9)))
# --- aliases of values
# min_python: 3.13
from enum import Enum, auto
class M(Enum):
    A = 1
    B = 2
    def __init__(self, v): self._add_value_alias_(v * 10)
M.A._add_alias_('AA')
print(M(10), M(20), M.AA, M['AA'], list(M), M.__members__)
for f in (lambda: M.A._add_alias_('B'), lambda: M.A._add_value_alias_(2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def later():
    class C(Enum):
        A = 'x'
        B = auto()
try: later()
except TypeError as e: print(e)
# --- before 3.12: membership of values
from enum import Enum
class C(Enum):
    A = 1
class D(Enum):
    A = 1
print(C.A in C, D.A in C)
# --- state across calls
# externals: add
from enum import Enum, Flag, IntEnum, auto
class Size(Enum):
    S = add(1, 0)
    M = add(1, 1)
    L = auto()
    def _missing_(value): return Size.S
    _missing_ = classmethod(lambda cls, value: Size.M if add(value, 0) == 9 else None)
    def __init__(self, v): self.extra = add(v, 100)
class P(Flag):
    def _generate_next_value_(name, start, count, last): return add(1, 0) << count
    R = auto()
    W = auto()
both = P.R | P.W
it = iter(Size)
print(next(it), add(1, 2), next(it), [s.extra for s in Size], both, add(both.value, 0), both is P(3), Size(9), Size(2) is Size.M, {Size.S: add(1, 1)}[Size.S], P.R in both, {P(3): 1}[both])
class N(IntEnum):
    A = 1
print(add(N.A.value, 1), N.A, Size.L.extra)
