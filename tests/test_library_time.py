"""``datetime``, ``time``, ``zoneinfo`` and ``calendar``: local time is UTC, nothing of the host shows, limits hold."""

from __future__ import annotations

import calendar
import datetime as host
import time
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monty_tools import Monty, MontyRuntimeError, ResourceLimitError, ResourceLimits
from monty_tools.interpreter.scalars import scalar_at

LIMITS: Final = ResourceLimits(
    memory_limit_mb=10, allocation_limit=None, stack_depth_limit=100, execution_time_limit_ms=100
)
SOON: Final = 3.0
"""Seconds in which a run with ``LIMITS`` must have ended on a busy machine, tracing of its memory included."""

IMPORTS: Final = """
import calendar, time
from datetime import date, datetime, time as Time, timedelta, timezone, tzinfo, UTC
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones
"""

AT: Final = host.datetime(2024, 2, 29, 12, 30, 15, 250, tzinfo=host.UTC)


@pytest.fixture(params=['UTC', 'Asia/Kathmandu'])
def zone_of_the_host(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the sandbox shows does not depend on where its host is."""
    monkeypatch.setenv('TZ', request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def evaluated(expression: str, **options: Any) -> Any:
    """The value of the last expression."""
    return Monty(IMPORTS + expression, **options).run()


LOCAL: Final[dict[str, object]] = {
    'datetime(2024, 1, 1).timestamp()': 1704067200.0,
    'datetime(1969, 12, 31, 23, 59, 59, 999999).timestamp()': -1.0000000000287557e-06,
    'datetime(2024, 1, 1, 0, 0, 0, 123457).timestamp()': 1704067200.123457,
    'repr(datetime(2024, 1, 1).astimezone())': (
        "datetime.datetime(2024, 1, 1, 0, 0, tzinfo=datetime.timezone(datetime.timedelta(0), 'UTC'))"
    ),
    'str(datetime(2024, 1, 1).astimezone(ZoneInfo("Asia/Tokyo")))': '2024-01-01 09:00:00+09:00',
    'repr(datetime(2024, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo")).astimezone(None).tzname())': "'UTC'",
    'datetime.fromtimestamp(0.5).isoformat()': '1970-01-01T00:00:00.500000',
    'datetime.fromtimestamp(0, None).isoformat()': '1970-01-01T00:00:00',
    'datetime.utcfromtimestamp(86400).isoformat()': '1970-01-02T00:00:00',
    'date.fromtimestamp(86399.9999999).isoformat()': '1970-01-01',
    'date.fromtimestamp(-1).isoformat()': '1969-12-31',
    'datetime(2024, 1, 1).strftime("%s %%s %z%Z|")': '1704067200 %s |',
    'datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=1), "a%b")).strftime("%Z %z %s")': 'a%b +0100 1704067200',
    'date(2024, 1, 1).strftime("%s")': '1704067200',
    'Time(1, 2, 3).strftime("%s")': '-2208985077',
    'f"{datetime(2024, 1, 1):%s}"': '1704067200',
    'tuple(time.localtime(0))': (1970, 1, 1, 0, 0, 0, 3, 1, 0),
    'time.localtime(0).tm_zone, time.localtime(0).tm_gmtoff': ('UTC', 0),
    'time.mktime((2024, 1, 1, 0, 0, 0, 0, 0, 0))': 1704067200.0,
    'time.mktime((2024, 14, -5, 25, 61, 61, 0, 0, -1))': 1737943321.0,
    'time.mktime((2024, 7, 1, 0, 0, 0, 0, 0, 1))': 1719788400.0,
    'time.mktime(time.localtime(-12345))': -12345.0,
    'time.mktime(time.gmtime(2 ** 40))': 1099511627776.0,
    'time.ctime(0), time.asctime(time.localtime(0))': ('Thu Jan  1 00:00:00 1970', 'Thu Jan  1 00:00:00 1970'),
    'time.strftime("%s %Z %z", (2024, 1, 1, 0, 0, 0, 0, 1, 0))': '1704067200 UTC +0000',
    'time.strftime("%Y-%m-%d %H", time.localtime(0))': '1970-01-01 00',
    'time.timezone, time.altzone, time.daylight, time.tzname': (0, 0, 0, ('UTC', 'UTC')),
    'time.tzset()': None,
}


def all_evaluated(expressions: Iterable[str], **options: Any) -> list[object]:
    """The value of each expression, in one run."""
    return list(evaluated(f'[{", ".join(f"({expression})" for expression in expressions)}]', **options))


@pytest.mark.usefixtures('zone_of_the_host')
def test_local_time_is_utc() -> None:
    found = dict(zip(LOCAL, all_evaluated(LOCAL), strict=True))
    assert found == LOCAL
    assert [type(value) for value in found.values()] == [type(value) for value in LOCAL.values()]


CLOCKED: Final[dict[str, object]] = {
    'datetime.now().isoformat()': '2024-02-29T12:30:15.000250',
    'str(datetime.now(UTC))': '2024-02-29 12:30:15.000250+00:00',
    'str(datetime.now(tz=ZoneInfo("Asia/Tokyo")))': '2024-02-29 21:30:15.000250+09:00',
    'datetime.now(None).tzinfo': None,
    'datetime.today().isoformat()': '2024-02-29T12:30:15.000250',
    'datetime.utcnow().isoformat()': '2024-02-29T12:30:15.000250',
    'date.today().isoformat()': '2024-02-29',
    'time.time_ns()': 1709209815000250000,
    'time.time()': 1709209815.00025,
    'tuple(time.gmtime())[:6]': (2024, 2, 29, 12, 30, 15),
    'tuple(time.gmtime(None))[:6]': (2024, 2, 29, 12, 30, 15),
    'tuple(time.localtime())[:6]': (2024, 2, 29, 12, 30, 15),
    'time.ctime(), time.asctime()': ('Thu Feb 29 12:30:15 2024', 'Thu Feb 29 12:30:15 2024'),
    'time.strftime("%H:%M")': '12:30',
}


@pytest.mark.usefixtures('zone_of_the_host')
def test_the_runs_clock_tells_the_time() -> None:
    assert dict(zip(CLOCKED, all_evaluated(CLOCKED, clock=AT), strict=True)) == CLOCKED


def test_derived_classes_ask_the_clock() -> None:
    program = 'class D(date): pass\nclass T(datetime): pass\nrepr(D.today()), repr(T.now())'
    assert evaluated(program, clock=AT) == ('D(2024, 2, 29)', 'T(2024, 2, 29, 12, 30, 15, 250)')


@pytest.mark.parametrize(
    'asked',
    [
        'datetime.now()',
        'datetime.today()',
        'datetime.utcnow()',
        'date.today()',
        *(f'time.{name}()' for name in 'time time_ns monotonic perf_counter process_time_ns gmtime localtime'.split()),
        *(f'time.{name}()' for name in 'ctime asctime'.split()),
    ],
)
def test_without_a_clock_there_is_no_time(asked: str) -> None:
    with pytest.raises(MontyRuntimeError, match='needs a clock, which this sandbox was not given') as caught:
        evaluated(asked)
    assert caught.value.type_name == 'RuntimeError'
    assert caught.value.message.startswith(asked)


def test_clocks_go_on() -> None:
    program = 'a = time.monotonic(), time.perf_counter_ns(), time.process_time(), time.thread_time_ns()\n'
    program += 'b = time.monotonic(), time.perf_counter_ns(), time.process_time(), time.thread_time_ns()\n'
    assert evaluated(program + 'all(x <= y for x, y in zip(a, b))', clock='system') is True


REFUSED: Final[dict[str, str]] = {
    'class Z(tzinfo): pass': "type 'datetime.tzinfo' is not an acceptable base type in the sandbox",
    'class Z(ZoneInfo): pass': "type 'zoneinfo.ZoneInfo' is not an acceptable base type in the sandbox",
    'class Z(timezone): pass': "type 'datetime.timezone' is not an acceptable base type",
    'class Z(time.struct_time): pass': "type 'time.struct_time' is not an acceptable base type",
    'tzinfo()': "cannot create 'tzinfo' instances in the sandbox: use timezone or zoneinfo.ZoneInfo",
    'import zoneinfo\nzoneinfo.TZPATH': (
        "module 'zoneinfo' has no attribute 'TZPATH': it is not available in the sandbox (the host's files)"
    ),
    'ZoneInfo.from_file': "type object 'zoneinfo.ZoneInfo' has no attribute 'from_file'",
    'ZoneInfo("UTC").__reduce__': "'zoneinfo.ZoneInfo' object has no attribute '__reduce__'",
    'date(2024, 1, 1).__reduce__': "'datetime.date' object has no attribute '__reduce__'",
    'timezone.utc.__getinitargs__': "'datetime.timezone' object has no attribute '__getinitargs__'",
    'date.today.__self__.__subclasses__': "type object 'datetime.date' has no attribute '__subclasses__'",
    'date.x = 1': "cannot set 'x' attribute of immutable type 'datetime.date'",
    'calendar.LocaleTextCalendar': (
        "module 'calendar' has no attribute 'LocaleTextCalendar': it is not available in the sandbox "
        "(the host's locale)"
    ),
    'datetime.strptime("x", "%d" * 2000)': ('a format of strptime() has at most 2000 characters in the sandbox'),
}


@pytest.mark.parametrize(('program', 'message'), REFUSED.items(), ids=REFUSED.keys())
def test_what_is_not_there_is_refused_by_name(program: str, message: str) -> None:
    with pytest.raises(MontyRuntimeError) as caught:
        evaluated(program)
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    'key',
    [
        '../../etc/passwd',
        '/etc/passwd',
        '..',
        '.',
        '',
        'UTC/',
        './UTC',
        '../zoneinfo/UTC',
        'Europe/../UTC',
        'Europe//Paris',
        'Europe\\Paris',
        '..\\UTC',
        'C:\\x',
        'UTC\0',
        '\0',
        'Europe',
        'America/Indiana',
        'zones',
        '__init__.py',
        '../zones',
        'tzdata.zi',
        'localtime',
        'posixrules',
        'utc',
        'europe/paris',
        'UTC ',
        '\ud800',
        'é' * 300,
        'a/' * 5000 + 'b',
        'x' * 100_000,
        '~',
        '$HOME',
        '%2e%2e/UTC',
    ],
)
def test_a_key_names_a_zone_or_nothing(key: str) -> None:
    program = 'try: ZoneInfo(key)\nexcept (ValueError, ZoneInfoNotFoundError) as e: found = type(e).__name__\nfound'
    assert Monty(IMPORTS + program, inputs=['key']).run(inputs={'key': key}) in ('ValueError', 'ZoneInfoNotFoundError')


def test_all_zones_are_there() -> None:
    program = 'zones = [ZoneInfo(key) for key in available_timezones()]\n'
    program += 'at = datetime(2024, 7, 1, tzinfo=UTC)\n'
    program += 'len(zones), len({at.astimezone(zone).utcoffset() for zone in zones}) > 30'
    count, varied = evaluated(program)
    assert count > 400 and varied is True


ENDLESS: Final = (
    'while True: date(2024, 1, 1) + timedelta(1)',
    'x = []\nwhile True: x.append(datetime(2024, 1, 1))',
    'x = []\nwhile True: x.append(datetime.min + timedelta(len(x)))',
    'x = []\nwhile True: x.append(timedelta(len(x)))',
    'x = []\nwhile True: x.append(timezone(timedelta(0), "a" * 1000 + str(len(x))))',
    'x = []\nwhile True: x.append(datetime(2024, 1, 1, tzinfo=timezone(timedelta(0), "a" * 1000 + str(len(x)))))',
    'x = {}\nwhile True: x[date.min + timedelta(len(x) % 10 ** 6), len(x)] = 1',
    'x = []\nwhile True: x.append(ZoneInfo.no_cache("Europe/Paris"))',
    'x = []\nwhile True: x.append(datetime(2024, 1, 1, tzinfo=ZoneInfo.no_cache("Europe/Paris")))',
    'x = []\nwhile True: x.append(time.gmtime(len(x)))',
    'x = []\nwhile True: x.append(date(2024, 1, 1).isocalendar())',
    'x = []\nwhile True: x.append(available_timezones())',
    'date(2024, 1, 1).strftime("%A" * 10 ** 7)',
    'while True: date(2024, 1, 1).strftime("%c" * 10000)',
    'while True: date(2024, 1, 1).strftime("%1000000Y")',
    'date(2024, 1, 1).strftime("%100000000Y" * 10 ** 6)',
    'z = timezone(timedelta(0), "%Z" * 10 ** 6)\ndatetime(2024, 1, 1, tzinfo=z).strftime("%Z" * 10 ** 5)',
    'time.strftime("%Z" * 10 ** 4, time.struct_time((*time.gmtime(0), "x" * 10 ** 5, 0)))',
    'time.strftime("%c" * 10 ** 7, time.gmtime(0))',
    'i = 0\nwhile True:\n    i += 1\n    time.strptime("2024" + str(i), "%Y" + str(i))',
    'i = 0\nwhile True:\n    i += 1\n    try: datetime.strptime("x", "%Y" * 100 + str(i))\n    except Exception: 0',
    's = " " * 10 ** 6\nwhile True:\n    try: datetime.strptime(s, " %d %m %Y")\n    except ValueError: 0',
    'while True:\n    try: datetime.fromisoformat("1" * 10 ** 6)\n    except ValueError: 0',
    'timedelta(1) * 10 ** 10 ** 8',
    'x = 10 ** 10 ** 5\nwhile True:\n    try: timedelta(1) * x\n    except OverflowError: 0',
    'x = 10 ** 10 ** 5\nwhile True:\n    try: timedelta(days=x)\n    except OverflowError: 0',
    'x = 10 ** 10 ** 5\nwhile True: timedelta(1) // x',
    'x = [date.min + timedelta(i * 7919 % 99991) for i in range(20000)]\nwhile True: sorted(x)',
    'x = [datetime(2024, 1, 1, i % 24, tzinfo=ZoneInfo("Europe/Paris")) for i in range(5000)]\nwhile True: max(x)',
    'while True: repr([datetime(2024, 1, 1, tzinfo=timezone(timedelta(0), "a" * 10 ** 6))] * 100)',
    'class T(datetime):\n    def __new__(cls, *a): return T(*a)\nT(2024, 1, 1)',
    'class T(date):\n    def __new__(cls, *a): return super().__new__(cls, *a) + timedelta(1)\nT(2024, 1, 1)',
    'class I:\n    def __index__(self): return date(2024, I(), 1).year\ndate(I(), 1, 1)',
    'calendar.calendar(2024, w=10 ** 9)',
    'calendar.calendar(2024, l=10 ** 9)',
    'calendar.calendar(2024, c=10 ** 12)',
    'calendar.calendar(2024, m=10 ** 12)',
    'calendar.month(2024, 1, w=10 ** 10)',
    'calendar.weekheader(10 ** 10)',
    'calendar.formatstring(["a"] * 10 ** 6, 10 ** 6)',
    'calendar.HTMLCalendar().formatyearpage(2024, css="x" * 10 ** 9)',
    'list(calendar.Calendar(10 ** 10).iterweekdays()) * 10 ** 9',
    'while True: calendar.Calendar().yeardatescalendar(2024)',
    'class C(calendar.Calendar):\n    def iterweekdays(self): return iter(int, 1)\nfor x in C().iterweekdays(): pass',
)


@pytest.mark.parametrize('program', ENDLESS, ids=ENDLESS)
def test_it_ends_at_a_limit(program: str) -> None:
    code = Monty(IMPORTS + program)
    started = time.perf_counter()
    with pytest.raises(ResourceLimitError):
        code.run(limits=LIMITS)
    assert time.perf_counter() - started < SOON


def test_one_run_leaves_nothing_to_the_next() -> None:
    code = Monty("""
import calendar
seen = calendar.firstweekday(), calendar.mdays[2], calendar.HTMLCalendar.cssclasses
calendar.setfirstweekday(6)
calendar.mdays[2] = 5
calendar.HTMLCalendar.cssclasses.clear()
seen
""")
    assert code.run() == code.run() == (0, 28, ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
    assert calendar.firstweekday() == 0 and calendar.mdays[2] == 28


def test_a_format_may_be_a_text() -> None:
    text = 'a long text ' * 1000
    assert evaluated(f'date(2024, 1, 1).strftime({text!r} + "%Y")') == text + '2024'


FORGED: Final[dict[str, list[str]]] = {
    'datetime.date': ['', 'x', '0', '-1', '99999999', '1 2', '1' * 5000],
    'datetime.datetime': ['', '5', '5 ', '5 0', '5 -1 0', '5 0 2', '5 99999999999999 0', '5 0 0 x'],
    'datetime.time': ['', '0', '0 2', '-1 0', '86400000000 0', '0 0 x y', '0 0 zoneinfo.ZoneInfo', '0 0 os.path x'],
    'datetime.timedelta': ['', '1', '1 2', '1 2 3 4', '9999999999 0 0', 'a b c'],
    'datetime.timezone': ['x', '86400000000', '-86400000000', '1.5'],
    'zoneinfo.ZoneInfo': ['', '../UTC', '/etc/passwd', 'x'],
}


@pytest.mark.parametrize(('path', 'texts'), FORGED.items(), ids=FORGED.keys())
def test_a_forged_text_is_no_value(path: str, texts: list[str]) -> None:
    scalar = scalar_at(path)
    assert scalar is not None
    for text in texts:
        with pytest.raises((ValueError, TypeError, ArithmeticError)):
            scalar.restore(text)


DATES: Final = st.dates()
DELTAS: Final = st.timedeltas()
ZONES: Final = st.sampled_from(
    [None, host.UTC, *(host.timezone(host.timedelta(minutes=minutes)) for minutes in (-725, -1, 30, 840))]
)
MOMENTS: Final = st.datetimes(timezones=ZONES)
EXPRESSIONS: Final = [
    '[x.isoformat(), repr(x), x.weekday(), x.isocalendar()[:3], x.toordinal(), hash(x) == hash(x.replace())]',
    '[x.strftime("%Y %j %U %a %B %H %M %S %f %p"), x.ctime(), str(x), f"{x:%d/%m/%y}"]',
    '[datetime.fromisoformat(x.isoformat()) == x, x.timetuple()[:8]]',
    '[repr(d), str(d), d.total_seconds(), d // 7, d * 0.5, divmod(d, abs(d) or timedelta(1)), d / timedelta(hours=1)]',
    '[x - timedelta(days=d.days % 99), x + timedelta(seconds=d.seconds)]',
]


@settings(derandomize=True, max_examples=40, deadline=None)
@given(MOMENTS.filter(lambda x: 1000 < x.year < 9990), DELTAS, st.sampled_from(EXPRESSIONS))
def check_against_the_host(x: host.datetime, d: host.timedelta, source: str) -> None:
    names = {name: getattr(host, name) for name in ('datetime', 'date', 'timedelta')}
    try:
        wanted: object = eval(source, {**names, 'x': x, 'd': d})
    except (OverflowError, ZeroDivisionError) as error:
        wanted = type(error).__name__
    program = f'from datetime import datetime, date, timedelta\ntry: r = {source}\n'
    program += 'except (OverflowError, ZeroDivisionError) as e: r = type(e).__name__\nr'
    found = Monty(program, inputs=['x', 'd']).run(inputs={'x': x, 'd': d})
    assert repr(found) == repr(wanted)


def test_results_are_the_hosts() -> None:
    check_against_the_host()


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.integers(1, 9999), st.integers(1, 12), st.integers(0, 6))
def check_months(year: int, month: int, first: int) -> None:
    program = 'import calendar\n[calendar.TextCalendar(f).formatmonth(y, m), '
    program += 'calendar.Calendar(f).monthdays2calendar(y, m), calendar.timegm((y, m, 1, 2, 3, 4))]'
    found = Monty(program, inputs=['y', 'm', 'f']).run(inputs={'y': year, 'm': month, 'f': first})
    wanted = [
        calendar.TextCalendar(first).formatmonth(year, month),
        calendar.Calendar(first).monthdays2calendar(year, month),
        calendar.timegm((year, month, 1, 2, 3, 4)),
    ]
    assert found == wanted


def test_months_are_the_hosts() -> None:
    check_months()
