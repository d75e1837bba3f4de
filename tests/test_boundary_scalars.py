"""Dates, time zones and their kin enter the sandbox and leave it as the host's own objects."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from importlib.resources import files
from io import BytesIO
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from monty_tools import FunctionSnapshot, InputError, Monty, MontyError

PARIS: Final = ZoneInfo('Europe/Paris')
ZONE: Final = files('tzdata').joinpath('zoneinfo', 'UTC').read_bytes()
DATES: Final = [
    date(2024, 2, 29),
    date.min,
    date.max,
    datetime(2024, 2, 29, 12, 30, 15, 250),
    datetime(2024, 10, 27, 2, 30, tzinfo=PARIS, fold=1),
    datetime.max.replace(tzinfo=UTC),
    datetime.min,
    datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=-3, microseconds=5), 'a b\nc é')),
    time(1, 2, 3, 4),
    time(2, 30, tzinfo=PARIS, fold=1),
    time.max.replace(tzinfo=UTC),
    timedelta(-5, 3, 7),
    timedelta.min,
    timedelta.max,
    UTC,
    timezone.min,
    timezone(timedelta(0), ''),
    timezone(timedelta(hours=5, minutes=30), 'IST'),
    PARIS,
    ZoneInfo('UTC'),
]


class Stamp(datetime):
    """What pandas does: a datetime that is more than one."""


class Day(date):
    pass


class Span(timedelta):
    pass


class Summer(tzinfo):
    def utcoffset(self, when: datetime | None) -> timedelta:
        raise AssertionError('the host was asked')

    dst = utcoffset

    def tzname(self, when: datetime | None) -> str:
        raise AssertionError('the host was asked')


def same(found: object, wanted: object) -> bool:
    """Equal, of the same class, and shown alike: a fold and a zone's name are not in ``==``."""
    return type(found) is type(wanted) and repr(found) == repr(wanted) and found == wanted


@pytest.mark.parametrize('value', DATES, ids=repr)
def test_a_value_comes_back_as_it_went(value: object) -> None:
    assert same(Monty('x', inputs=['x']).run(inputs={'x': value}), value)
    nested = Monty("{'a': [x, (x, {x})], x: x}", inputs=['x']).run(inputs={'x': value})
    assert same(nested['a'][0], value) and same(nested['a'][1][0], value) and same(nested[value], value)
    assert [*nested] == ['a', value]


@pytest.mark.parametrize('value', DATES, ids=repr)
def test_a_value_goes_through_functions_and_snapshots(value: object) -> None:
    seen: list[Any] = []

    def keep(item: object, *, again: object) -> object:
        seen.extend((item, again))
        return [item]

    program = 'kept = {"x": x}\n[y] = keep(x, again=[x])\nkept["x"] == y, y, kept'
    equal, returned, kept = Monty(program, inputs=['x'], external_functions={'keep': keep}).run(inputs={'x': value})
    assert equal is True and same(returned, value) and same(kept['x'], value)
    assert same(seen[0], value) and same(seen[1][0], value)
    snapshot = Monty(program, inputs=['x'], external_functions=['keep']).start(inputs={'x': value})
    assert isinstance(snapshot, FunctionSnapshot)
    loaded = FunctionSnapshot.load(snapshot.dump())
    assert same(loaded.args[0], value)
    done: Any = loaded.resume(return_value=[value])
    assert done.value[0] is True and same(done.value[2]['x'], value)


def test_the_program_sees_its_own_classes() -> None:
    program = """
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo
[type(x) is date, type(y) is datetime, y.tzinfo is ZoneInfo('Europe/Paris'), y.tzinfo.key, u.tzinfo is timezone.utc,
 y + timedelta(1), isinstance(y, date), x < date(2025, 1, 1), {x: 1}[date(2024, 2, 29)]]
"""
    values = {'x': date(2024, 2, 29), 'y': datetime(2024, 2, 29, tzinfo=PARIS), 'u': datetime(2024, 1, 1, tzinfo=UTC)}
    found = Monty(program, inputs=list(values)).run(inputs=values)
    assert found == [True, True, True, 'Europe/Paris', True, datetime(2024, 3, 1, tzinfo=PARIS), True, True, 1]


def test_a_value_has_methods_where_its_module_was_not_imported() -> None:
    values = {'x': date(2024, 2, 29), 'y': date(2024, 1, 1)}
    program = "[x.isoformat(), (x - y).days, str(x), f'{x:%d}', repr(type(x)), max(x, y)]"
    found = Monty(program, inputs=['x', 'y']).run(inputs=values)
    assert found == ['2024-02-29', 59, '2024-02-29', '29', "<class 'datetime.date'>", date(2024, 2, 29)]


def test_zones_leave_as_the_hosts_own() -> None:
    program = "from zoneinfo import ZoneInfo\nZoneInfo('Europe/Paris'), ZoneInfo.no_cache('Europe/Paris')"
    assert all(zone is PARIS for zone in Monty(program).run())
    assert Monty('x', inputs=['x']).run(inputs={'x': datetime(2024, 1, 1, tzinfo=PARIS)}).tzinfo is PARIS


def test_instances_of_derived_classes_leave_as_what_they_are() -> None:
    program = """
from datetime import date, datetime, timedelta
class D(date): pass
class T(datetime):
    def __init__(self, *args): self.secret = 1
class S(timedelta): pass
[D(2024, 1, 1), {'a': T(2024, 1, 1)}, S(5)]
"""
    found = Monty(program).run()
    assert same(found[0], date(2024, 1, 1))
    assert same(found[1]['a'], datetime(2024, 1, 1)) and same(found[2], timedelta(5))


REFUSED: Final[dict[str, object]] = {
    'a datetime of a derived class': Stamp(2024, 1, 1),
    'a date of a derived class': Day(2024, 1, 1),
    'a timedelta of a derived class': Span(5),
    'a zone of a class of its own': Summer(),
    'a datetime with such a zone': datetime(2024, 1, 1, tzinfo=Summer()),
    'a time with such a zone': time(1, tzinfo=Summer()),
    'a timezone with a derived offset': timezone(Span(hours=5)),
    'a timezone with a derived name': timezone(timedelta(hours=5), type('Name', (str,), {})('x')),
    'a datetime with such a timezone': datetime(2024, 1, 1, tzinfo=timezone(Span(hours=5))),
    'a zone without a key': ZoneInfo.from_file(BytesIO(ZONE)),
    'a zone of another key': ZoneInfo.from_file(BytesIO(ZONE), 'My/Own'),
}


@pytest.mark.parametrize('value', REFUSED.values(), ids=REFUSED.keys())
def test_what_the_sandbox_cannot_keep_is_refused(value: object) -> None:
    for wrapped in (value, [value], {'a': (value,)}):
        with pytest.raises(MontyError, match='cannot enter the sandbox'):
            Monty('x', inputs=['x']).run(inputs={'x': wrapped})
        with pytest.raises(MontyError, match='cannot enter the sandbox'):
            Monty('f()', external_functions={'f': lambda wrapped=wrapped: wrapped}).run()


@pytest.mark.parametrize(
    ('declared', 'good', 'bad'),
    [
        ('date', date(2024, 1, 1), '2024-01-01'),
        ('datetime', datetime(2024, 1, 1), date(2024, 1, 1)),
        ('datetime.datetime', datetime(2024, 1, 1), 5),
        ('datetime.date | None', datetime(2024, 1, 1), 5),
        ('time', time(1), datetime(2024, 1, 1)),
        ('list[timedelta]', [timedelta(1)], [1]),
        ('dict[date, datetime.timedelta]', {date(2024, 1, 1): timedelta(1)}, {'a': timedelta(1)}),
        (datetime, datetime(2024, 1, 1), 1.5),
        (list[date], [date(2024, 1, 1)], [None]),
        (timedelta | None, None, 1),
    ],
    ids=str,
)
def test_inputs_are_declared_as_dates(declared: Any, good: object, bad: object) -> None:
    code = Monty('x', inputs={'x': declared})
    assert code.run(inputs={'x': good}) == good
    with pytest.raises(InputError, match='expected'):
        code.run(inputs={'x': bad})
