"""``time``: the sandbox's zone is UTC. What reads a clock reads the run's own, which its owner gave it."""

from __future__ import annotations

import datetime
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ..capabilities import clock_ns, monotonic_ns
from ..natives import Native, payload_of
from ..objects import PUSHED, Class, HeapObject, Instance, NativeFunction
from .dates import EPOCH_DAY, parsed, prepared_format
from .entry import Entry, why
from .sleeping import sleep

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None
Host = Callable[..., Any]  # functions of the host's module, which refuse what they don't take

FIELDS: Final = 9
ZONE: Final = 'UTC'


# struct_time


def made_struct(m: Machine, values: tuple[object, ...], zone: object, offset: object) -> object:
    """A ``struct_time`` of nine values, the name of its zone and its offset in seconds."""
    from . import defined

    cls = defined('time.struct_time')
    assert isinstance(cls, Class)
    made = m.wrap_payload(cls, values)
    assert isinstance(made, Instance)
    made.attrs = {'tm_zone': zone, 'tm_gmtoff': offset}
    m.tracker.allocate(200)
    return made


def make_struct(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_made_struct(values)``: of eleven values."""
    values = args[0]
    assert isinstance(values, tuple)
    return made_struct(m, values[:FIELDS], values[FIELDS], values[FIELDS + 1])


def struct_part(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_struct_part(struct, name)``: what it has beside its nine values."""
    struct, name = args
    assert isinstance(struct, Instance) and isinstance(name, str)
    return None if struct.attrs is None else struct.attrs.get(name)


def host_struct(m: Machine, value: object) -> object:
    """A tuple of nine, or a ``struct_time``, as the host's; anything else as the host refuses it."""
    plain = payload_of(value)
    if type(plain) is not tuple:
        return plain
    numbers = tuple(map(payload_of, plain))
    for number in numbers:
        if isinstance(number, HeapObject):
            raise TypeError(f"'{m.type_name(number)}' object cannot be interpreted as an integer")
    if len(numbers) != FIELDS:
        return numbers
    rest: tuple[object, object] = (ZONE, 0)
    if isinstance(value, Instance) and value.attrs is not None and value.attrs.get('tm_zone') is not None:
        rest = (value.attrs['tm_zone'], value.attrs['tm_gmtoff'])
    return time.struct_time((*numbers, *rest))


# Functions.


def plain_arguments(args: list[object], kwargs: Kwargs) -> tuple[list[object], dict[str, object]]:
    return [payload_of(arg) for arg in args], {name: payload_of(value) for name, value in (kwargs or {}).items()}


def broken_down(m: Machine, name: str, args: list[object], kwargs: Kwargs) -> time.struct_time:
    """``gmtime(seconds)`` of the arguments of the function ``name``; of the clock where they tell no time."""
    plain, options = plain_arguments(args, kwargs)
    if options or len(plain) > 1:
        REFUSING[name](*plain, **options)
    if not plain or plain[0] is None:
        return time.gmtime(clock_ns(m, f'time.{name}()') // 1_000_000_000)
    return time.gmtime(plain[0])  # type: ignore[arg-type]  # refused by the host


REFUSING: Final[dict[str, Host]] = {
    'asctime': time.asctime,
    'ctime': time.ctime,
    'gmtime': time.gmtime,
    'localtime': time.localtime,
}
"""What refuses the arguments of a function in its words."""


def gmtime(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return made_struct(m, tuple(broken_down(m, 'gmtime', args, kwargs)), 'GMT', 0)


def localtime(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return made_struct(m, tuple(broken_down(m, 'localtime', args, kwargs)), ZONE, 0)


def ctime(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return time.asctime(broken_down(m, 'ctime', args, kwargs))


def asctime(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if not args and not kwargs:
        return time.asctime(broken_down(m, 'asctime', [], None))
    return REFUSING['asctime'](*[host_struct(m, arg) for arg in args], **plain_arguments([], kwargs)[1])


def mktime(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    given = [host_struct(m, arg) for arg in args]
    time.mktime(*given, **plain_arguments([], kwargs)[1])  # type: ignore[arg-type]  # refused by the host
    return float(epoch_seconds(given[0]))  # type: ignore[arg-type]  # a struct_time, or it had been refused


def epoch_seconds(struct: time.struct_time) -> int:
    """Seconds since the epoch of a time in UTC, whose fields may be out of their ranges. Summer time is an hour."""
    years, month = divmod(struct.tm_mon - 1, 12)
    year = struct.tm_year + years
    cycles, year = divmod(year - 1, 400)  # of 400 years, which have the same calendar
    day = datetime.date(year + 1, month + 1, 1).toordinal() - EPOCH_DAY + 146_097 * cycles + struct.tm_mday - 1
    hour = struct.tm_hour - (1 if struct.tm_isdst > 0 else 0)
    return ((day * 24 + hour) * 60 + struct.tm_min) * 60 + struct.tm_sec


def strftime(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    plain, options = plain_arguments(args[:1], kwargs)
    if options or not 1 <= len(args) <= 2 or type(plain[0]) is not str:
        return time.strftime(*plain, *args[1:], **options)  # type: ignore[arg-type]  # refused by the host
    moment: Any  # what the host refuses, if not a struct_time
    if len(args) == 2:
        moment = host_struct(m, args[1])
    else:
        moment = broken_down(m, 'strftime', [], None)
    if type(moment) is not time.struct_time:
        return time.strftime('', moment)
    time.strftime('', moment)
    zone = moment.tm_zone
    text = prepared_format(m, plain[0], epoch_seconds(moment), len(zone) if isinstance(zone, str) else 0)
    return time.strftime(text, moment)


def strptime(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    plain, options = plain_arguments(args, kwargs)
    if options:
        raise TypeError('strptime() takes no keyword arguments')
    found = parsed(m, time.strptime, plain)
    if found is PUSHED:
        return PUSHED
    return made_struct(m, tuple(found), found.tm_zone, found.tm_gmtoff)


def tzset(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """There is one zone."""
    return None


class Clock(NativeFunction):
    """A function that reads the run's clock: as seconds, or as nanoseconds."""

    def __init__(self, name: str, whole: bool) -> None:
        super().__init__(name)
        self.whole = whole

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if kwargs:
            raise m.fail('TypeError', f'time.{self.name}() takes no keyword arguments')
        if args:
            raise m.fail('TypeError', f'time.{self.name}() takes no arguments ({len(args)} given)')
        asked = f'time.{self.name}()'
        now = clock_ns(m, asked) if self.name in ('time', 'time_ns') else monotonic_ns(m, asked)
        return now if self.whole else now / 1e9


FUNCTIONS: Final = {
    'asctime': asctime,
    'ctime': ctime,
    'gmtime': gmtime,
    'localtime': localtime,
    'mktime': mktime,
    'sleep': sleep,
    'strftime': strftime,
    'strptime': strptime,
    'tzset': tzset,
}

CLOCKS: Final = ('monotonic', 'perf_counter', 'process_time', 'thread_time', 'time')

NAMES: Final[dict[str, object]] = {
    **{name: Native(name, implementation) for name, implementation in FUNCTIONS.items()},
    **{name: Clock(name, False) for name in CLOCKS},
    **{f'{name}_ns': Clock(f'{name}_ns', True) for name in CLOCKS},
    'altzone': 0,
    'daylight': 0,
    'timezone': 0,
    'tzname': (ZONE, ZONE),
}


def asks_replace(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_has_replace()``: whether this version's named tuples have ``__replace__``."""
    return sys.version_info >= (3, 13)


INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_has_replace': Native('_has_replace', asks_replace),
    '_made_struct': Native('_made_struct', make_struct),
    '_struct_part': Native('_struct_part', struct_part),
}

OF_THE_HOST: Final = ' '.join(name for name in dir(time) if name.startswith(('CLOCK_', 'clock_', 'pthread_')))

ENTRY: Final = Entry(
    NAMES,
    ('struct_time',),
    INTRINSICS,
    absent=why({OF_THE_HOST: "the host's clocks", 'get_clock_info': "the host's clocks"}),
    different={
        **dict.fromkeys(('localtime', 'mktime', 'timezone', 'tzname', 'tzset'), 'local time is UTC'),
        **dict.fromkeys(
            ('monotonic', 'perf_counter', 'process_time', 'thread_time'), "it reads the run's one clock, as time() does"
        ),
        'strptime': 'a format has at most 2,000 characters',
    },
)
