"""``random``: generators of the host's, one for each object of the sandbox and one for the module's own functions.

A generator that was given no seed takes one from the run's randomness when it is first used. Natives work on exact
values; sequences and numbers of other classes go through ``prelude/random_module.py``, which calls the natives again.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from mypy_extensions import mypyc_attr

from ..capabilities import entropy
from ..limits import MOST
from ..natives import HOST_ERRORS, Native, payload_of
from ..objects import HOST_CLASSES, Class, HostState, Instance, NativeFunction
from ..runtime import make_scalar_class
from ..scalars import RESTORERS
from ..types.classes import check_new
from ..types.tables import NO_GETTERS, TypeTable
from .entry import Entry

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None
Host = Callable[..., object]

HOST: Final[dict[str, Any]] = {
    name: value for cls in reversed(random.Random.__mro__) for name, value in vars(cls).items()
}
"""The host's methods."""
WORDS: Final = 625
SEED_BYTES: Final = 32
DEFAULT: Final = 'random.state'
NUMBERS: Final = frozenset((int, float, bool))
SEQUENCES: Final = (list, tuple, str, bytes, bytearray, range)
ENDLESS: Final = frozenset(('betavariate', 'gammavariate', 'vonmisesvariate'))
"""Distributions that the host looks for in vain where an argument is no finite number."""
ENDLESS_FROM: Final = 1e300
TOP_BIT: Final = 1 << 31
"""All of a state's first word that counts."""
LOOKING: Final = ENDLESS | {'binomialvariate', 'lognormvariate', 'normalvariate', 'sample'}
"""What draws again until a number fits."""


class Stranger:
    """Stands for a value that no function of ``random`` takes: the host must not see objects of the sandbox."""


class RandomState(HostState):
    """A generator: the host's, which needs no seed of the host's."""

    def __init__(self) -> None:
        super().__init__('random.Random')
        self.host: random.Random = random.Random(0)
        self.seeded = False
        self.stuck = False  # it gives zeros for ever, and what looks for a certain number would as long

    def set(self, stored: object) -> None:
        """Take a state as ``getstate`` gives it. ValueError, or TypeError, for what is none."""
        self.host.setstate(stored)  # type: ignore[arg-type]  # the host refuses what is no state
        numbers = self.host.getstate()[1]
        self.stuck = numbers[0] < TOP_BIT and not any(numbers[1 : WORDS - 1])

    def save(self) -> bytes:
        _, words, following = self.host.getstate()
        data = struct.pack(f'<?{WORDS}I', self.seeded, *words)
        return data if following is None else data + struct.pack('<d', following)

    def trace(self, out: list[object]) -> int:
        return 2600


@mypyc_attr(native_class=False)  # its base is no class of C's
class Entropy(random.Random):
    """The host's generator over the randomness of a run."""

    machine: Machine | None = None

    def draw(self, count: int) -> bytes:
        assert self.machine is not None
        return entropy(self.machine, 'random.SystemRandom()', count)

    def random(self) -> float:
        return (int.from_bytes(self.draw(7), 'big') >> 3) * 2.0**-53

    def getrandbits(self, k: int, /) -> int:
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        size = (k + 7) // 8
        return int.from_bytes(self.draw(size), 'big') >> (size * 8 - k)

    def randbytes(self, n: int) -> bytes:
        return self.draw(n)

    def seed(self, *args: object, **kwds: object) -> None:
        return None


class SystemState(RandomState):
    """What stands for the run's randomness itself: it has no state."""

    def __init__(self) -> None:
        super().__init__()
        self.path = 'random.SystemRandom'
        self.host = Entropy()
        self.seeded = True

    def save(self) -> bytes:
        return b''


def restored_system(data: bytes) -> HostState:
    if data:
        raise ValueError('no state of a generator')
    return SystemState()


RESTORERS['random.SystemRandom'] = restored_system


def restored(data: bytes) -> HostState:
    """A generator of what ``save`` made of it. Raises ValueError for anything else."""
    size = 1 + 4 * WORDS
    if len(data) != size and len(data) != size + 8 or data[0] > 1:
        raise ValueError('no state of a generator')
    state = RandomState()
    state.seeded = data[0] == 1
    following = struct.unpack('<d', data[size:])[0] if len(data) > size else None
    state.set((3, struct.unpack(f'<{WORDS}I', data[1:size]), following))
    return state


RESTORERS['random.Random'] = restored


def new_state(m: Machine) -> RandomState:
    m.tracker.allocate(2600)
    m.tracker.work(100)
    return RandomState()


def default(m: Machine) -> RandomState:
    """The generator of the module's own functions."""
    found = m.kept.get(DEFAULT)
    if isinstance(found, RandomState):
        return found
    state = new_state(m)
    m.kept[DEFAULT] = state
    return state


def seed_anew(m: Machine, state: RandomState, asked: str) -> None:
    """Seed a generator from the run's randomness. Thrown where it has none."""
    state.host.seed(int.from_bytes(entropy(m, asked, SEED_BYTES), 'little'))
    state.seeded = True


def seed_with(m: Machine, state: RandomState, values: list[object], options: dict[str, object], asked: str) -> None:
    """``seed(a=None, version=2)``."""
    if isinstance(state, SystemState):
        return
    plain = [host_value(value) for value in values]
    named = {name: host_value(value) for name, value in options.items()}
    given = plain[0] if plain else named.get('a')
    if given is None and len(plain) < 3 and named.keys() <= {'a', 'version'}:
        seed_anew(m, state, asked)
        return
    if isinstance(given, int):
        m.tracker.work(50 + (given.bit_length() >> 6))
    elif isinstance(given, (str, bytes, bytearray)):
        m.tracker.reserve(4 * len(given))
        m.tracker.work(50 + len(given))
    state.host.seed(*plain, **named)  # type: ignore[arg-type]  # the host refuses what is no seed
    state.seeded = True


def host_value(value: object) -> object:
    """An argument as the host may see it."""
    plain = payload_of(value)
    if isinstance(plain, (int, float, str, bytes, bytearray)) or plain is None:
        return plain
    return Stranger()


def state_of(m: Machine, args: list[object], name: str) -> RandomState:
    """The generator of a method call."""
    state = payload_of(args[0]) if args else None
    if isinstance(state, RandomState):
        return state
    if not args:
        raise m.fail('TypeError', f"Random.{name}() missing 1 required positional argument: 'self'")
    refused = m.type_name(args[0])
    raise m.fail('TypeError', f"descriptor '{name}' for 'Random' objects doesn't apply to a '{refused}' object")


def ready(m: Machine, state: RandomState, name: str) -> random.Random:
    """The host's generator, seeded."""
    if not state.seeded:
        seed_anew(m, state, f'random.{name}()')
    if state.stuck and name in LOOKING:
        m.tracker.work(MOST)
        raise m.fail('ValueError', f'{name}() would look for a number for ever: the generator gives nothing but zeros')
    host = state.host
    if isinstance(host, Entropy):
        host.machine = m
    return host


# Methods. Each takes the generator, the other arguments, and the named ones.

Method = Callable[['Machine', RandomState, list[object], dict[str, object]], object]


DRAWN: Final[dict[str, Host]] = {
    'random': Entropy.random,
    'getrandbits': Entropy.getrandbits,
    'randbytes': Entropy.randbytes,
}
"""What ``Entropy`` has in the place of the host's methods in C."""


class HostCall:
    """A method of the host's on numbers. What converts is converted by the prelude, to an integer or a float."""

    def __init__(self, name: str, index: bool, charged: bool = False) -> None:
        self.name = name
        self.index = index  # whether it takes integers
        self.charged = charged  # whether its first argument is the size of its result, in bits or bytes

    def run(self, m: Machine, state: RandomState, values: list[object], options: dict[str, object]) -> object:
        plain = [payload_of(value) for value in values]
        named = {name: payload_of(value) for name, value in options.items()}
        for value in (*plain, *named.values()):
            if isinstance(value, Instance):
                helper = 'random_with_integers' if self.index else 'random_with_floats'
                return m.call_prelude(helper, [state, self.name, values, options])
        safe = [host_value(value) for value in plain]
        safe_named = {name: host_value(value) for name, value in named.items()}
        m.tracker.work(4)
        for value in (*safe, *safe_named.values()):
            if isinstance(value, int) and value.bit_length() > 64:
                m.tracker.reserve(value.bit_length())
                m.tracker.work(value.bit_length() >> 6)
        if self.charged and safe:
            size = safe[0]
            if isinstance(size, int) and size > 64:
                m.tracker.reserve(2 * size)
                m.tracker.work(size >> 3)
        if self.name in ENDLESS:
            for value in safe:
                if isinstance(value, float) and not abs(value) < ENDLESS_FROM:
                    m.tracker.work(MOST)
                    raise m.fail('ValueError', f'{self.name}() of {value!r} would look for a number for ever')
        function: Host = HOST[self.name]
        if self.name in DRAWN and isinstance(state, SystemState):
            function = DRAWN[self.name]
        return function(ready(m, state, self.name), *safe, **safe_named)


INTEGRAL: Final = ('randint', 'randrange')
SIZED: Final = ('getrandbits', 'randbytes')
REAL: Final = tuple(
    name
    for name in (
        'random uniform triangular betavariate expovariate gammavariate gauss lognormvariate normalvariate '
        'paretovariate vonmisesvariate weibullvariate binomialvariate'
    ).split()
    if name in HOST
)


def is_sequence(value: object) -> bool:
    """Whether the host may pick items: exact sequences, and instances whose class leaves that to them."""
    return isinstance(value, SEQUENCES)


def refused(name: str, values: list[object], options: dict[str, object]) -> object:
    """Make the host raise its error for a call with a wrong number of arguments, or wrong names."""
    function: Host = HOST[name]
    return function(random.Random(0), *[()] * len(values), **dict.fromkeys(options))


def choose(m: Machine, state: RandomState, values: list[object], options: dict[str, object]) -> object:
    """``choice(seq)``."""
    given = values[0] if values else options.get('seq')
    if len(values) + len(options) != 1 or not values and 'seq' not in options:
        return refused('choice', values, options)
    if not is_sequence(given):
        return m.call_prelude('random_choice', [state, given])
    assert isinstance(given, (list, tuple, str, bytes, bytearray, range))
    m.tracker.work(4)
    if not len(given):
        raise m.fail('IndexError', 'Cannot choose from an empty sequence')
    index: int = HOST['_randbelow'](ready(m, state, 'choice'), len(given))
    return given[index]


def shuffle(m: Machine, state: RandomState, values: list[object], options: dict[str, object]) -> object:
    """``shuffle(x)``."""
    given = values[0] if values else options.get('x')
    if len(values) + len(options) != 1 or not values and 'x' not in options:
        return refused('shuffle', values, options)
    if not isinstance(given, list):
        return m.call_prelude('random_shuffle', [state, given])
    m.tracker.work(8 * len(given))
    ready(m, state, 'shuffle').shuffle(given)
    return None


def sample(m: Machine, state: RandomState, values: list[object], options: dict[str, object]) -> object:
    """``sample(population, k, *, counts=None)``."""
    given = dict(zip(('population', 'k'), values, strict=False))
    if len(values) > 2 or any(name in given or name not in ('population', 'k', 'counts') for name in options):
        return refused('sample', values, options)
    given.update(options)
    if 'population' not in given or 'k' not in given:
        return refused('sample', values, options)
    population, k, counts = given['population'], payload_of(given['k']), given.get('counts')
    if not is_sequence(population) or isinstance(k, Instance) or counts is not None and not exact_numbers(m, counts):
        return m.call_prelude('random_sample', [state, population, given['k'], counts])
    assert isinstance(population, (list, tuple, str, bytes, bytearray, range))
    total = len(population) if counts is None else whole_sum(counts)
    if isinstance(k, int) and 0 <= k <= total:
        pool = min(total, 12 * k + 100)
        m.tracker.reserve(8 * (k + pool) + 100)
        m.tracker.allocate(0)
        m.tracker.work(10 * k + (pool >> 3) + (len(population) >> 2 if counts is not None else 0))
    named: dict[str, object] = {} if counts is None else {'counts': counts}
    function: Host = HOST['sample']
    return function(ready(m, state, 'sample'), population, host_value(k), **named)


def choices(m: Machine, state: RandomState, values: list[object], options: dict[str, object]) -> object:
    """``choices(population, weights=None, *, cum_weights=None, k=1)``."""
    given = dict(zip(('population', 'weights'), values, strict=False))
    names = ('population', 'weights', 'cum_weights', 'k')
    wrong = len(values) > 2 or any(name in given or name not in names for name in options)
    given.update(options)
    if wrong or 'population' not in given:
        return refused('choices', values, options)
    population, weights, cumulated = given['population'], given.get('weights'), given.get('cum_weights')
    k = payload_of(given.get('k', 1))
    for each in (weights, cumulated):
        if each is not None and not exact_numbers(m, each) and not isinstance(each, int):
            population = population if is_sequence(population) else None
            break
    else:
        if is_sequence(population) and not isinstance(k, Instance):
            assert isinstance(population, (list, tuple, str, bytes, bytearray, range))
            if isinstance(k, int) and k > 0:
                m.tracker.reserve(8 * k + 100)
                m.tracker.work(8 * k)
            m.tracker.allocate(100)
            function: Host = HOST['choices']
            host = ready(m, state, 'choices')
            return function(host, population, weights, cum_weights=cumulated, k=host_value(k))
    return m.call_prelude('random_choices', [state, given['population'], weights, cumulated, given.get('k', 1)])


def exact_numbers(m: Machine, value: object) -> bool:
    """Whether it is a list or tuple of exact numbers, which the host may add up."""
    if not isinstance(value, (list, tuple)):
        return False
    m.tracker.work(len(value) >> 2)
    for item in value:
        if type(item) not in NUMBERS:
            return False
        if isinstance(item, int) and item.bit_length() > 1000:
            return False
    return True


def whole_sum(counts: object) -> int:
    total = 0
    assert isinstance(counts, (list, tuple))
    for count in counts:
        if not isinstance(count, int):
            return 0
        total += count
    return total


def seed(m: Machine, state: RandomState, values: list[object], options: dict[str, object]) -> object:
    seed_with(m, state, values, options, 'random.seed()')
    return None


def get_state(m: Machine, state: RandomState, values: list[object], options: dict[str, object]) -> object:
    """``getstate()``."""
    if isinstance(state, SystemState):
        raise m.fail('NotImplementedError', 'System entropy source does not have state.')
    if values or options:
        return refused('getstate', values, options)
    m.tracker.reserve(32 * WORDS + 5200)
    m.tracker.allocate(100)
    return ready(m, state, 'getstate').getstate()


def set_state(m: Machine, state: RandomState, values: list[object], options: dict[str, object]) -> object:
    """``setstate(state)``."""
    if isinstance(state, SystemState):
        raise m.fail('NotImplementedError', 'System entropy source does not have state.')
    if len(values) + len(options) != 1 or options and 'state' not in options:
        return refused('setstate', values, options)
    given = payload_of(values[0] if values else options['state'])
    if isinstance(given, (list, tuple)) and len(given) == 3:
        words = payload_of(given[1])
        if isinstance(words, (list, tuple)) and len(words) > 2 * WORDS:
            words = words[: WORDS + 1]
        if isinstance(words, (list, tuple)):
            made = [host_value(word) for word in words]
            words = tuple(made) if isinstance(words, tuple) else made
        else:
            words = host_value(words)
        following = host_value(given[2])
        if following is not None and not isinstance(following, (int, float)):
            raise m.fail('TypeError', 'the state of gauss() must be a number or None')
        if following is not None:
            following = float(following)
        given = (host_value(given[0]), words, following)
    elif isinstance(given, (list, tuple)):
        given = tuple([host_value(item) for item in given[:4]])
    else:
        given = host_value(given)
    m.tracker.work(100)
    state.set(given)
    state.seeded = True
    return None


def methods() -> dict[str, Method]:
    made: dict[str, Method] = {name: HostCall(name, True).run for name in INTEGRAL}
    made.update({name: HostCall(name, True, True).run for name in SIZED})
    made.update({name: HostCall(name, False).run for name in REAL})
    made.update({'choice': choose, 'shuffle': shuffle, 'sample': sample, 'choices': choices})
    made.update({'seed': seed, 'getstate': get_state, 'setstate': set_state})
    return made


METHODS: Final[dict[str, Method]] = methods()


class RandomMethod(NativeFunction):
    """A method of ``Random``."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.method = METHODS[name]

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        state = state_of(m, args, self.name)
        try:
            return self.method(m, state, args[1:], kwargs or {})
        except HOST_ERRORS as error:
            raise failed(m, error, args[1:]) from None


class RandomFunction(NativeFunction):
    """A function of the module's: a method of the run's own generator."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.method = METHODS[name]

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        try:
            return self.method(m, default(m), args, kwargs or {})
        except HOST_ERRORS as error:
            raise failed(m, error, args) from None


def failed(m: Machine, error: BaseException, args: list[object]) -> Exception:
    text = error.args[0] if len(error.args) == 1 else None
    if isinstance(text, str) and 'Stranger' in text:
        for arg in args:
            if isinstance(host_value(arg), Stranger):
                return m.fail(type(error).__name__, text.replace('Stranger', m.type_name(arg)))
    return m.host_error(error, [None, *args])


class NewRandom(NativeFunction):
    """``Random.__new__``: a generator, which ``__init__`` seeds where a program's class has one."""

    def __init__(self, system: bool) -> None:
        super().__init__('__new__')
        self.static = True
        self.system = system  # of SystemRandom

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if self.system:
            cls = check_new(m, SYSTEM_CLASS, args)
            m.tracker.allocate(2600)
            m.tracker.work(100)
            return m.wrap_payload(cls, SystemState())
        cls = check_new(m, RANDOM_CLASS, args)
        state = new_state(m)
        if cls is RANDOM_CLASS:
            INITIALIZE.invoke(m, [state, *args[1:]], kwargs)
        return m.wrap_payload(cls, state)


def initialize(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``Random.__init__(x=None)``."""
    state = state_of(m, args, '__init__')
    options = kwargs or {}
    if len(args) + len(options) > 2 or options and 'x' not in options:
        refused('__init__', args[1:], options)
    value = args[1] if len(args) > 1 else options.get('x')
    try:
        seed_with(m, state, [value], {}, 'random.Random()')
    except HOST_ERRORS as error:
        raise failed(m, error, [value]) from None
    return None


def below(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_random_below(state, n, asked)``: an integer of ``range(n)``, for n > 0."""
    state, n, asked = args
    assert isinstance(state, RandomState) and isinstance(n, int) and isinstance(asked, str)
    m.tracker.work(4 + (n.bit_length() >> 6))
    return HOST['_randbelow'](ready(m, state, asked), n)


def call(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_random_call(state, name, values, options)``: a method, its arguments converted."""
    state, name, values, options = args
    assert isinstance(state, RandomState) and isinstance(name, str)
    assert isinstance(values, list) and isinstance(options, dict)
    for value in (*values, *options.values()):
        if isinstance(payload_of(value), Instance):
            raise m.fail('TypeError', f"'{m.type_name(value)}' object cannot be interpreted as a number")
    try:
        return METHODS[name](m, state, values, options)
    except HOST_ERRORS as error:
        raise failed(m, error, values) from None


INITIALIZE: Final = Native('__init__', initialize)


def random_methods() -> dict[str, NativeFunction]:
    made: dict[str, NativeFunction] = {name: RandomMethod(name) for name in METHODS}
    made['__init__'] = INITIALIZE
    return made


def make_random_class(name: str, methods: dict[str, NativeFunction], parent: Class | None) -> Class:
    cls = make_scalar_class(name, 'random', TypeTable(methods, NO_GETTERS, None), parent)
    new = NewRandom(parent is not None)
    new.owner = cls
    cls.attrs['__new__'] = new
    cls.inherit()
    return cls


RANDOM_CLASS: Final = make_random_class('Random', random_methods(), None)
RANDOM_CLASS.attrs['VERSION'] = random.Random.VERSION
SYSTEM_CLASS: Final = make_random_class('SystemRandom', {}, RANDOM_CLASS)
HOST_CLASSES[RandomState] = RANDOM_CLASS
HOST_CLASSES[SystemState] = SYSTEM_CLASS

NAMES: Final[dict[str, object]] = {
    'Random': RANDOM_CLASS,
    'SystemRandom': SYSTEM_CLASS,
    **{name: RandomFunction(name) for name in METHODS},
}
HELPERS: Final = (
    'random_choice',
    'random_choices',
    'random_sample',
    'random_shuffle',
    'random_with_floats',
    'random_with_integers',
)
NEEDS: Final = {'Sequence': 'collections.abc.Sequence'}
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_random_below': Native('_random_below', below),
    '_random_call': Native('_random_call', call),
}
DIFFERENT: Final = {'Random': 'methods do not call the random() or getrandbits() of a derived class'}

ENTRY: Final = Entry(NAMES, (), INTRINSICS, HELPERS, NEEDS, different=DIFFERENT)
