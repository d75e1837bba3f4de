"""``datetime``: its values are the host's own, of exactly its classes. The sandbox's local time is UTC.

A ``tzinfo`` is a ``timezone`` or a ``ZoneInfo``: the host calls it, so programs can't write one. Where the host would
make a value of a derived class, ``rebuilt`` calls that class.
"""

from __future__ import annotations

import datetime
import math
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from .. import scalars
from ..capabilities import clock_ns
from ..natives import HOST_ERRORS, HostMethod, Native, free, payload_of
from ..objects import PUSHED, BoundMethod, Class, Instance, NativeFunction, NativeProperty
from ..runtime import make_scalar_class
from ..scalars import Scalar
from ..types.tables import TypeTable, descriptor, needs_index
from .dates import EPOCH_DAY, LONG, charge_text, parsed, prepared_format
from .entry import Entry, why
from .signatures import Arrange, Signature

if TYPE_CHECKING:
    from ..arithmetic import HostOperator
    from ..machine import Machine

Kwargs = dict[str, object] | None
Host = Callable[..., Any]  # a constructor or method of the host's, whose results are of these types or builtin
Implementation = Callable[['Machine', list[object], Kwargs], object]

UTC: Final = datetime.UTC
LOCAL: Final = datetime.timezone(datetime.timedelta(0), 'UTC')
"""The sandbox's local zone, as CPython shows it where it is UTC."""
EPOCH: Final = datetime.datetime(1970, 1, 1, tzinfo=UTC)


# Calls of the host's functions.


def plain_options(kwargs: Kwargs) -> dict[str, object]:
    return {name: payload_of(value) for name, value in (kwargs or {}).items()}


def indexed(m: Machine, function: object, args: list[object], kwargs: Kwargs) -> object:
    """The result of the call with integers for arguments that have an ``__index__``; None if none has one."""
    if any(map(needs_index, args)) or kwargs and any(map(needs_index, kwargs.values())):
        return m.call_prelude('datetime_indexed', [function, list(args), kwargs or {}])
    return None


class Method(NativeFunction):
    """A method of the host's on exact values, of bounded cost. Where ``again``, its results are of the receiver's own
    class."""

    def __init__(self, name: str, function: Host, again: bool = False) -> None:
        super().__init__(name)
        self.function = function
        self.again = again

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if self.again:
            found = indexed(m, self, args, kwargs)
            if found is not None:
                return found
        plain = [payload_of(arg) for arg in args]
        try:
            value = self.function(*plain) if kwargs is None else self.function(*plain, **plain_options(kwargs))
        except HOST_ERRORS as error:
            raise m.host_error(error, args) from None
        owner = args[0]
        if not isinstance(owner, Instance) or type(value) not in REBUILT:
            return value
        return copied(m, owner.cls, value) if self.name == 'replace' else rebuilt(m, owner.cls, value)


class ClassMethod(NativeFunction):
    """An alternative constructor. ``implementation`` gets the arguments without the class and gives an exact value."""

    def __init__(self, name: str, implementation: Implementation) -> None:
        super().__init__(name)
        self.classmethod = True
        self.implementation = implementation

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        cls = args[0]
        assert isinstance(cls, Class)
        found = indexed(m, BoundMethod(self, cls), args[1:], kwargs)
        if found is not None:
            return found
        try:
            value = self.implementation(m, [payload_of(arg) for arg in args[1:]], kwargs and plain_options(kwargs))
        except HOST_ERRORS as error:
            raise m.host_error(error, args) from None
        return value if cls.builtin or value is PUSHED else rebuilt(m, cls, value)


class HostConstructor:
    """The implementation of an alternative constructor that is the host's own."""

    def __init__(self, function: Host) -> None:
        self.function = function

    def __call__(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        for arg in args:
            charge_text(m, arg)
        return self.function(*args, **(kwargs or {}))


class HostGetter(NativeProperty):
    """An attribute of the host's values."""

    def __init__(self, owner: type, name: str) -> None:
        super().__init__(name)
        self.descriptor: Any = owner.__dict__[name]  # a getset or member descriptor of the host's

    def read(self, m: Machine, obj: object) -> object:
        return self.descriptor.__get__(payload_of(obj))


def getters(owner: type, names: str) -> dict[str, NativeProperty]:
    made: dict[str, NativeProperty] = {}
    for name in names.split():
        getter = HostGetter(owner, name)
        getter.is_member = owner is datetime.timedelta
        made[name] = getter
    return made


def slots(owner: type, names: str) -> dict[str, NativeFunction]:
    """Special methods of the host's type. They answer NotImplemented to objects of the interpreter."""
    return {name: Method(name, descriptor(owner, name)) for name in names.split()}


def methods(owner: type, names: str) -> dict[str, NativeFunction]:
    """Methods without arguments."""
    return {name: HostMethod(name, descriptor(owner, name), free) for name in names.split()}


COMPARED: Final = '__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ __str__'


# Derived classes.


def fields_of(value: object) -> tuple[object, ...]:
    """What CPython calls a derived class with."""
    if isinstance(value, datetime.datetime):
        clock = (value.hour, value.minute, value.second, value.microsecond, value.tzinfo)
        return (value.year, value.month, value.day, *clock)
    if isinstance(value, datetime.date):
        return value.year, value.month, value.day
    assert isinstance(value, datetime.time)
    return value.hour, value.minute, value.second, value.microsecond, value.tzinfo


REBUILT: Final = (datetime.date, datetime.datetime, datetime.time)
"""Types whose results are of the derived class."""


def rebuilt(m: Machine, cls: Class, value: object) -> object:
    """``value`` as a value of ``cls``, which programs may have derived. A value, or PUSHED."""
    own = CLASSES[type(value)]
    if not cls.is_subclass(own):  # datetime.date() and .time()
        return value
    new = cls.lookup('__new__')
    if new is own.attrs['__new__'] and isinstance(cls.lookup('__init__'), NativeFunction):
        return m.wrap_payload(cls, value)
    fold = 0 if type(value) is datetime.date else value.fold  # type: ignore[attr-defined]  # a datetime or time
    return m.call_prelude('datetime_rebuilt', [cls, fields_of(value), fold])


def copied(m: Machine, cls: Class, value: object) -> object:
    """What ``replace`` gives for an instance of ``cls``: CPython calls the class since 3.13."""
    return rebuilt(m, cls, value) if sys.version_info >= (3, 13) else m.wrap_payload(cls, value)


# Constructors.


class Constructor:
    """What a class makes when it is called. Integers may come by ``__index__`` where ``numbers`` is False."""

    def __init__(self, host: type, numbers: bool = False) -> None:
        self.host: Host = host
        self.numbers = numbers

    def __call__(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        m.tracker.memory(64)
        if kwargs is None and not self.numbers and PLAIN.issuperset(map(type, args)):
            return self.host(*args)
        if self.numbers:
            for value in [*args, *(kwargs or {}).values()]:
                charge_number(m, payload_of(value))
        else:
            for value in args:
                charge_text(m, value)
            found = indexed(m, CLASSES[self.host], args, kwargs)  # type: ignore[index]  # a type
            if found is not None:
                return found
        try:
            return self.host(*map(payload_of, args), **plain_options(kwargs))
        except HOST_ERRORS as error:
            raise m.host_error(error, [None, *args, *(kwargs or {}).values()]) from None


PLAIN: Final = frozenset((int, datetime.timezone))
"""Types of arguments that a constructor needs no preparation for."""


def charge_number(m: Machine, value: object) -> None:
    """Charge an operation with a number, linear in its size."""
    if isinstance(value, int) and value.bit_length() > LONG:
        m.tracker.work(value.bit_length() >> 5)


# Text.


def epoch_seconds(value: datetime.date | datetime.time) -> int:
    """Seconds since the epoch of what ``strftime`` is asked of, taken as UTC."""
    if isinstance(value, datetime.time):
        day = datetime.date(1900, 1, 1).toordinal()
        return (day - EPOCH_DAY) * 86400 + value.hour * 3600 + value.minute * 60 + value.second
    seconds = (value.toordinal() - EPOCH_DAY) * 86400
    if isinstance(value, datetime.datetime):
        seconds += value.hour * 3600 + value.minute * 60 + value.second
    return seconds


def zone_name_length(value: object) -> int:
    if isinstance(value, (datetime.datetime, datetime.time)) and value.tzinfo is not None:
        return len(value.tzname() or '')
    return 0


class Strftime(NativeFunction):
    def __init__(self, owner: type, name: str) -> None:
        super().__init__(name)
        self.function: Host = descriptor(owner, name)

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        plain = [payload_of(arg) for arg in args]
        options = plain_options(kwargs)
        value = plain[0]
        assert isinstance(value, (datetime.date, datetime.time))
        text = plain[1] if len(plain) == 2 else options.get('format')
        try:
            if type(text) is str and len(plain) + len(options) == 2:
                return formatted(m, value, text)
            return self.function(*plain, **options)
        except HOST_ERRORS as error:
            raise m.host_error(error, args) from None


def formatted(m: Machine, value: datetime.date | datetime.time, text: str) -> str:
    """``value.strftime(text)``."""
    return value.strftime(prepared_format(m, text, epoch_seconds(value), zone_name_length(value)))


# date


def fraction_down(value: object) -> object:
    """A timestamp without its fraction, as ``date`` takes it."""
    return math.floor(value) if isinstance(value, float) and math.isfinite(value) else value


def date_from_timestamp(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if len(args) != 1 or kwargs:
        return datetime.date.fromtimestamp(*args, **(kwargs or {}))  # type: ignore[arg-type]  # refused by the host
    return datetime.datetime.fromtimestamp(fraction_down(args[0]), UTC).date()  # type: ignore[arg-type]


def now_in_utc(m: Machine, asked: str) -> datetime.datetime:
    return EPOCH + datetime.timedelta(microseconds=clock_ns(m, asked) // 1000)


def date_today(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if args or kwargs:
        datetime.date.today(*args, **(kwargs or {}))  # refused by the host
    return now_in_utc(m, 'date.today()').date()


def timetuple(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return struct_of(m, tuple(payload_of(args[0]).timetuple()))  # type: ignore[attr-defined]  # a date


def utctimetuple(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return struct_of(m, tuple(payload_of(args[0]).utctimetuple()))  # type: ignore[attr-defined]  # a datetime


def struct_of(m: Machine, values: tuple[object, ...]) -> object:
    from .time import made_struct

    return made_struct(m, values, None, None)


def isocalendar(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    value = payload_of(args[0])
    assert isinstance(value, datetime.date)
    return m.wrap_payload(prelude_class('IsoCalendarDate'), tuple(value.isocalendar()))


def prelude_class(name: str) -> Class:
    from . import defined

    found = defined(f'datetime.{name}')
    assert isinstance(found, Class)
    return found


class NoArguments(NativeFunction):
    """A method without arguments that ``implementation`` gives the value of; the host refuses others."""

    def __init__(self, name: str, owner: type, implementation: Implementation) -> None:
        super().__init__(name)
        self.refuse: Host = descriptor(owner, name)
        self.implementation = implementation

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        try:
            if len(args) != 1 or kwargs:
                self.refuse(payload_of(args[0]), *[None for _ in args[1:]], **dict.fromkeys(kwargs or {}))
            return self.implementation(m, args, None)
        except HOST_ERRORS as error:
            raise m.host_error(error, args) from None


# datetime


FROM_TIMESTAMP: Final = Signature(datetime.datetime.fromtimestamp, 'timestamp, tz=None', '')
NOW: Final = Signature(datetime.datetime.now, 'tz=None', 1)


def from_timestamp(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    stamp, zone = FROM_TIMESTAMP.arranged(args, kwargs)
    if zone is None:
        return datetime.datetime.fromtimestamp(stamp, UTC).replace(tzinfo=None)  # type: ignore[arg-type]
    return datetime.datetime.fromtimestamp(stamp, zone)  # type: ignore[arg-type]  # refused by the host


def from_utc_timestamp(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if len(args) != 1 or kwargs:
        if kwargs:
            raise TypeError('datetime.utcfromtimestamp() takes no keyword arguments')
        raise TypeError(f'utcfromtimestamp() takes exactly 1 argument ({len(args)} given)')
    return datetime.datetime.fromtimestamp(args[0], UTC).replace(tzinfo=None)  # type: ignore[arg-type]


def now(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    (zone,) = NOW.arranged(args, kwargs)
    if zone is not None and not isinstance(zone, datetime.tzinfo):
        return datetime.datetime.now(zone)  # type: ignore[arg-type]  # refused by the host
    value = now_in_utc(m, 'datetime.now()')
    return value.replace(tzinfo=None) if zone is None else value.astimezone(zone)


def today(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if args or kwargs:
        datetime.datetime.today(*args, **(kwargs or {}))  # refused by the host
    return now_in_utc(m, 'datetime.today()').replace(tzinfo=None)


def utcnow(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if kwargs:
        raise TypeError('datetime.utcnow() takes no keyword arguments')
    if args:
        raise TypeError(f'datetime.utcnow() takes no arguments ({len(args)} given)')
    return now_in_utc(m, 'datetime.utcnow()').replace(tzinfo=None)


def strptime(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if kwargs:
        return datetime.datetime.strptime(*args, **kwargs)  # type: ignore[arg-type]  # refused by the host
    return parsed(m, datetime.datetime.strptime, args)


def timestamp(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    value = payload_of(args[0])
    assert isinstance(value, datetime.datetime)
    if value.utcoffset() is not None:
        return value.timestamp()
    return epoch_seconds(value) + value.microsecond / 1e6


def astimezone(value: datetime.datetime, tz: datetime.tzinfo | None = None) -> datetime.datetime:
    if value.utcoffset() is None:
        value = value.replace(tzinfo=LOCAL)
    return value.astimezone(LOCAL if tz is None else tz)


class AsTimezone(Method):
    """``datetime.astimezone``: a naive value is in UTC."""

    def __init__(self) -> None:
        super().__init__('astimezone', astimezone, True)

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if len(args) + len(kwargs or {}) > 2 or kwargs and 'tz' not in kwargs:
            try:
                datetime.datetime.astimezone(EPOCH, *[UTC for _ in args[1:]], **dict.fromkeys(kwargs or {}, UTC))
            except HOST_ERRORS as error:
                raise m.host_error(error, args) from None
        return Method.invoke(self, m, args, kwargs)


# tzinfo, timezone


def abstract_zone(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    raise m.fail('NotImplementedError', 'a tzinfo subclass must implement its own methods')


def no_tzinfo(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    raise m.fail('TypeError', "cannot create 'tzinfo' instances in the sandbox: use timezone or zoneinfo.ZoneInfo")


def new_timezone(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    m.tracker.memory(120)
    return datetime.timezone(*map(payload_of, args), **plain_options(kwargs))  # type: ignore[arg-type]


# The classes.

NEWER: Final = ' __replace__' if sys.version_info >= (3, 13) else ''


def again(owner: type, names: str) -> dict[str, NativeFunction]:
    """Methods whose results are of the receiver's class."""
    return {name: Method(name, descriptor(owner, name), True) for name in names.split()}


def class_methods(owner: type, names: str) -> dict[str, NativeFunction]:
    return {name: ClassMethod(name, HostConstructor(getattr(owner, name))) for name in names.split()}


def date_methods() -> dict[str, NativeFunction]:
    host = datetime.date
    return {
        **slots(host, f'{COMPARED} __add__ __radd__ __sub__ __rsub__'),
        **methods(host, 'ctime isoformat isoweekday toordinal weekday'),
        **again(host, 'replace' + NEWER),
        **class_methods(host, 'fromisocalendar fromisoformat fromordinal'),
        'fromtimestamp': ClassMethod('fromtimestamp', date_from_timestamp),
        'isocalendar': NoArguments('isocalendar', host, isocalendar),
        'strftime': Strftime(host, 'strftime'),
        'timetuple': NoArguments('timetuple', host, timetuple),
        'today': ClassMethod('today', date_today),
        '__format__': Native('__format__', format_value),
        '__repr__': Native('__repr__', show),
    }


def datetime_methods() -> dict[str, NativeFunction]:
    host = datetime.datetime
    return {
        **slots(host, f'{COMPARED} __add__ __radd__ __sub__ __rsub__'),
        **methods(host, 'ctime date dst time timetz tzname utcoffset'),
        **again(host, 'replace' + NEWER),
        **class_methods(host, 'combine fromisocalendar fromisoformat fromordinal'),
        'astimezone': AsTimezone(),
        'fromtimestamp': ClassMethod('fromtimestamp', from_timestamp),
        'isoformat': Method('isoformat', descriptor(host, 'isoformat')),
        'now': ClassMethod('now', now),
        'strptime': ClassMethod('strptime', strptime),
        'timestamp': NoArguments('timestamp', host, timestamp),
        'timetuple': NoArguments('timetuple', host, timetuple),
        'today': ClassMethod('today', today),
        'utcfromtimestamp': ClassMethod('utcfromtimestamp', from_utc_timestamp),
        'utcnow': ClassMethod('utcnow', utcnow),
        'utctimetuple': NoArguments('utctimetuple', host, utctimetuple),
        '__repr__': Native('__repr__', show),
    }


def time_methods() -> dict[str, NativeFunction]:
    host = datetime.time
    return {
        **slots(host, COMPARED),
        **methods(host, 'dst tzname utcoffset'),
        **again(host, 'replace' + NEWER),
        **class_methods(host, 'fromisoformat'),
        'isoformat': Method('isoformat', descriptor(host, 'isoformat')),
        'strftime': Strftime(host, 'strftime'),
        '__format__': Native('__format__', format_value),
        '__repr__': Native('__repr__', show),
    }


def timedelta_methods() -> dict[str, NativeFunction]:
    host = datetime.timedelta
    arithmetic = '__add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __floordiv__ __rfloordiv__'
    return {
        **slots(host, f'{COMPARED} {arithmetic} __rtruediv__ __mod__ __rmod__ __divmod__ __rdivmod__'),
        **slots(host, '__neg__ __pos__ __abs__ __bool__'),
        **methods(host, 'total_seconds'),
        '__repr__': Native('__repr__', show),
    }


def format_value(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``__format__(spec)``."""
    value = payload_of(args[0])
    if kwargs or len(args) != 2 or type(payload_of(args[1])) is not str:
        given = [payload_of(arg) for arg in args[1:]]
        return type(value).__format__(value, *given, **(kwargs or {}))  # type: ignore[arg-type]  # the host refuses
    spec = payload_of(args[1])
    assert isinstance(spec, str) and isinstance(value, (datetime.date, datetime.time))
    return formatted(m, value, spec) if spec else str(value)


def show(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``__repr__()``."""
    value = args[0]
    plain = payload_of(value)
    text = scalars.SCALARS[type(plain)].repr_of(m, plain)
    return scalars.SCALARS[type(plain)].derived_repr(text, value.cls) if isinstance(value, Instance) else text


ZONE_METHODS: Final = 'dst fromutc tzname utcoffset'

TZINFO: Final = make_scalar_class(
    'tzinfo',
    'datetime',
    TypeTable({name: Native(name, abstract_zone) for name in ZONE_METHODS.split()}, {}, no_tzinfo),
    final=True,
)
"""The base of the classes of time zones."""

TIMEZONE: Final = make_scalar_class(
    'timezone',
    'datetime',
    TypeTable(
        {
            **slots(datetime.timezone, '__eq__ __ne__ __hash__ __str__ __repr__'),
            **{name: Method(name, descriptor(datetime.timezone, name)) for name in ZONE_METHODS.split()},
        },
        {},
        new_timezone,
    ),
    TZINFO,
    final=True,
)

TIMEDELTA: Final = make_scalar_class(
    'timedelta',
    'datetime',
    TypeTable(
        timedelta_methods(),
        getters(datetime.timedelta, 'days seconds microseconds'),
        Constructor(datetime.timedelta, True),
    ),
)

DATE: Final = make_scalar_class(
    'date',
    'datetime',
    TypeTable(date_methods(), getters(datetime.date, 'year month day'), Constructor(datetime.date)),
)

DATETIME: Final = make_scalar_class(
    'datetime',
    'datetime',
    TypeTable(
        datetime_methods(),
        getters(datetime.datetime, 'hour minute second microsecond tzinfo fold'),
        Constructor(datetime.datetime),
    ),
    DATE,
)

TIME: Final = make_scalar_class(
    'time',
    'datetime',
    TypeTable(
        time_methods(),
        getters(datetime.time, 'hour minute second microsecond tzinfo fold'),
        Constructor(datetime.time),
    ),
)

CLASSES: Final[dict[type, Class]] = {
    datetime.date: DATE,
    datetime.datetime: DATETIME,
    datetime.time: TIME,
    datetime.timedelta: TIMEDELTA,
    datetime.timezone: TIMEZONE,
}


def add_constants() -> None:
    for host, cls in CLASSES.items():
        for name in ('min', 'max', 'resolution', 'utc'):
            if name in host.__dict__:
                cls.attrs[name] = host.__dict__[name]


# What the interpreter must know of the values.


class DateScalar(Scalar):
    """A date, datetime, time or timedelta."""

    def __init__(self, path: str, host: type, cls: Class) -> None:
        super().__init__(path, host, cls)
        self.ordered = True

    def enter(self, value: object) -> object:
        if isinstance(value, (datetime.datetime, datetime.time)) and value.tzinfo is not None:
            return value.replace(tzinfo=zone_in(value.tzinfo))
        return value

    def leave(self, value: object) -> object:
        if isinstance(value, (datetime.datetime, datetime.time)) and value.tzinfo is not None:
            zone = scalars.SCALARS[type(value.tzinfo)].leave(value.tzinfo)
            assert isinstance(zone, datetime.tzinfo)
            return value.replace(tzinfo=zone)
        return value

    def trace(self, value: object, out: list[object]) -> int:
        if isinstance(value, (datetime.datetime, datetime.time)) and value.tzinfo is not None:
            out.append(value.tzinfo)
        return 64

    def repr_of(self, m: Machine, value: object) -> str:
        if isinstance(value, (datetime.datetime, datetime.time)) and type(value.tzinfo) is datetime.timezone:
            m.tracker.memory(10 * len(value.tzinfo.tzname(None)))
        return repr(value)

    def derived_repr(self, text: str, cls: Class) -> str:
        return cls.name + text[text.index('(') :]

    def derived(self, m: Machine, obj: Instance, value: object) -> object:
        return rebuilt(m, obj.cls, value) if type(value) in REBUILT else value

    def formatted(self, m: Machine, value: object, spec: str) -> str:
        if isinstance(value, datetime.timedelta):
            raise m.fail('TypeError', 'unsupported format string passed to datetime.timedelta.__format__')
        assert isinstance(value, (datetime.date, datetime.time))
        try:
            return formatted(m, value, spec)
        except HOST_ERRORS as error:
            raise self.thrown(m, error, [value]) from None

    def binary(self, m: Machine, operator: HostOperator, op: int, x: object, y: object) -> object:
        if isinstance(x, int) or isinstance(y, int):
            charge_number(m, x)
            charge_number(m, y)
        m.tracker.memory(64)
        return Scalar.binary(self, m, operator, op, x, y)

    def save(self, value: object) -> str:
        if isinstance(value, datetime.timedelta):
            return f'{value.days} {value.seconds} {value.microseconds}'
        if isinstance(value, datetime.datetime):
            return f'{value.toordinal()} {saved_clock(value.timetz())}'
        if isinstance(value, datetime.date):
            return str(value.toordinal())
        assert isinstance(value, datetime.time)
        return saved_clock(value)

    def restore(self, text: str) -> object:
        if self.host is datetime.date:
            return datetime.date.fromordinal(int(text))
        if self.host is datetime.time:
            return restored_clock(text)
        if self.host is datetime.timedelta:
            days, seconds, microseconds = map(int, text.split(' '))
            return datetime.timedelta(days, seconds, microseconds)
        day, _, clock = text.partition(' ')
        return datetime.datetime.combine(datetime.date.fromordinal(int(day)), restored_clock(clock))


def saved_clock(value: datetime.time) -> str:
    zone = value.tzinfo
    number = ((value.hour * 60 + value.minute) * 60 + value.second) * 1_000_000 + value.microsecond
    text = f'{number} {value.fold}'
    if zone is None:
        return text
    scalar = scalars.SCALARS[type(zone)]
    return f'{text} {scalar.path} {scalar.save(zone)}'


def restored_clock(text: str) -> datetime.time:
    number, fold, *parts = text.split(' ', 3)
    rest, microsecond = divmod(int(number), 1_000_000)
    rest, second = divmod(rest, 60)
    hour, minute = divmod(rest, 60)
    zone: datetime.tzinfo | None = None
    if parts:
        path, saved = parts
        scalar = scalars.scalar_at(path)
        if scalar is None:
            raise ValueError('no time zone')
        restored = scalar.restore(saved)
        if not isinstance(restored, datetime.tzinfo):
            raise ValueError('no time zone')
        zone = restored
    return datetime.time(hour, minute, second, microsecond, zone, fold=int(fold))


def zone_in(value: datetime.tzinfo) -> datetime.tzinfo:
    """A time zone of the host's as one of the sandbox's. Raises ValueError for what is none."""
    scalar = scalars.scalar_of(type(value))
    if scalar is None or scalar.path not in ('datetime.timezone', 'zoneinfo.ZoneInfo'):
        raise ValueError('its tzinfo is neither a datetime.timezone nor a zoneinfo.ZoneInfo')
    zone = scalar.enter(value)
    assert isinstance(zone, datetime.tzinfo)
    return zone


class TimezoneScalar(Scalar):
    """An offset, and the name that it may have."""

    def enter(self, value: object) -> object:
        offset, name = zone_parts(value)
        if type(offset) is datetime.timedelta and (name is None or type(name) is str):
            return value
        raise ValueError('its offset or its name is of a class that was derived')

    def trace(self, value: object, out: list[object]) -> int:
        _, name = zone_parts(value)
        if name is not None:
            out.append(name)
        return 120

    def repr_of(self, m: Machine, value: object) -> str:
        _, name = zone_parts(value)
        charge_text(m, name)
        return repr(value)

    def save(self, value: object) -> str:
        if value is UTC:
            return ''
        offset, name = zone_parts(value)
        number = offset // datetime.timedelta(microseconds=1)
        return str(number) if name is None else f'{number} {name}'

    def restore(self, text: str) -> object:
        if not text:
            return UTC
        number, space, name = text.partition(' ')
        offset = datetime.timedelta(microseconds=int(number))
        return datetime.timezone(offset, name) if space else datetime.timezone(offset)


def zone_parts(value: object) -> tuple[datetime.timedelta, str | None]:
    """The offset and the name that a timezone was made of."""
    parts: tuple[Any, ...] = datetime.timezone.__getinitargs__(value)  # type: ignore[attr-defined]  # for pickles
    return parts[0], parts[1] if len(parts) > 1 else None


def define_scalars() -> None:
    for host in (datetime.date, datetime.datetime, datetime.time, datetime.timedelta):
        scalars.define(DateScalar(f'datetime.{host.__name__}', host, CLASSES[host]))
    scalars.define(TimezoneScalar('datetime.timezone', datetime.timezone, TIMEZONE))


add_constants()
define_scalars()

NAMES: Final[dict[str, object]] = {
    'MAXYEAR': datetime.MAXYEAR,
    'MINYEAR': datetime.MINYEAR,
    'UTC': UTC,
    'date': DATE,
    'datetime': DATETIME,
    'time': TIME,
    'timedelta': TIMEDELTA,
    'timezone': TIMEZONE,
    'tzinfo': TZINFO,
}


def asks_index(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_needs_index(value)``: whether it is an instance that its ``__index__`` makes an integer of."""
    return needs_index(args[0])


SIGNATURES: Final = {'IsoCalendarDate': Signature(type(datetime.date.min.isocalendar()), 'year, week, weekday', 1)}

INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_arguments': Arrange('_arguments', SIGNATURES),
    '_needs_index': Native('_needs_index', asks_index),
}

ENTRY: Final = Entry(
    NAMES,
    (),
    INTRINSICS,
    ('datetime_rebuilt', 'datetime_indexed'),
    {'struct_time': 'time.struct_time'},
    why({'datetime_CAPI': 'for extensions in C', 'sys': 'not of this module'}),
    {
        'datetime': 'local time is UTC; a format of strptime() has at most 2,000 characters; classes as for date',
        'date': 'local time is UTC; str() and format() ask no method that a derived class has in place of its own',
        'tzinfo': 'it cannot be derived from: a time zone is a timezone or a ZoneInfo',
    },
)
