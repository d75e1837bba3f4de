# --- zones
import copy
import datetime
import zoneinfo
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones
P = ZoneInfo('Europe/Paris')
N = ZoneInfo('America/New_York')
S = datetime.datetime(2024, 7, 1, 12)
for f in (
    lambda: (P, str(P), repr(P), P.key, ZoneInfo(key='UTC'), type(P), ZoneInfo.__mro__, repr(ZoneInfo)),
    lambda: (P is ZoneInfo('Europe/Paris'), ZoneInfo.no_cache('Europe/Paris') is P, ZoneInfo.no_cache(key='UTC').key),
    lambda: (P == N, P == P, hash(P) == hash(P), {P: 1}[P], P != 5, bool(P)),
    lambda: (copy.copy(P) is P, copy.deepcopy(P) is P),
    lambda: P < N,
    lambda: ZoneInfo(),
    lambda: ZoneInfo('UTC', 1),
    lambda: ZoneInfo(foo='UTC'),
    lambda: ZoneInfo(5),
    lambda: ZoneInfo('../../etc/passwd'),
    lambda: ZoneInfo('/etc/passwd'),
    lambda: ZoneInfo('..'),
    lambda: ZoneInfo('.'),
    lambda: ZoneInfo(''),
    lambda: ZoneInfo('America/../UTC'),
    lambda: ZoneInfo('America//New_York'),
    lambda: ZoneInfo('Foo/Bar'),
    lambda: ZoneInfo('utc'),
    lambda: ZoneInfo('zones'),
    lambda: ZoneInfo('Zé'),
    lambda: ZoneInfo.no_cache(),
    lambda: ZoneInfo.no_cache('UTC', 1),
    lambda: ZoneInfo.no_cache('Foo'),
    lambda: (ZoneInfo.clear_cache(only_keys=['Asia/Tokyo']), ZoneInfo.clear_cache(only_keys=['UTC'])),
    lambda: ZoneInfo.clear_cache(1),
    lambda: ZoneInfo.clear_cache(foo=1),
    lambda: (P.utcoffset(S), P.dst(S), P.tzname(S), P.utcoffset(None), P.dst(None), P.tzname(None), ZoneInfo('UTC').utcoffset(None)),
    lambda: P.utcoffset(),
    lambda: P.utcoffset(5),
    lambda: P.tzname(datetime.date(2024, 1, 1)),
    lambda: P.dst(datetime.time()),
    lambda: P.utcoffset(S, S),
    lambda: (P.fromutc(S.replace(tzinfo=P)), N.fromutc(S.replace(tzinfo=N))),
    lambda: P.fromutc(S),
    lambda: P.fromutc(5),
    lambda: P.fromutc(),
    lambda: P.foo,
    lambda: P + 1,
    lambda: P(),
    lambda: len(P),
    lambda: ('Europe/Paris' in available_timezones(), 'UTC' in available_timezones(), len(available_timezones()) > 400, type(available_timezones())),
    lambda: available_timezones(1),
    lambda: available_timezones(a=1),
    lambda: (isinstance(P, datetime.tzinfo), issubclass(ZoneInfo, datetime.tzinfo)),
    lambda: (ZoneInfoNotFoundError.__mro__, ZoneInfoNotFoundError('x').args, issubclass(zoneinfo.InvalidTZPathWarning, RuntimeWarning)),
    lambda: [datetime.datetime(2024, 3, 31, h, 30, tzinfo=P).utcoffset() for h in range(1, 5)],
    lambda: [(datetime.datetime(2024, 10, 27, 0, tzinfo=datetime.UTC) + timedelta(minutes=30 * i)).astimezone(P).isoformat() for i in range(5)],
    lambda: [datetime.datetime(2024, 11, 3, 1, 30, tzinfo=N, fold=f).astimezone(datetime.UTC) for f in (0, 1)],
    lambda: (datetime.datetime(1900, 1, 1, tzinfo=P).utcoffset(), datetime.datetime(2100, 7, 1, tzinfo=P).utcoffset(), datetime.datetime(1918, 7, 1, tzinfo=N).tzname()),
    lambda: (datetime.datetime(2024, 1, 1, tzinfo=P) - datetime.datetime(2024, 1, 1, tzinfo=N), datetime.datetime(2024, 1, 1, 6, tzinfo=P) == datetime.datetime(2024, 1, 1, tzinfo=N)),
    lambda: (ZoneInfo('Asia/Kolkata').utcoffset(S), ZoneInfo('Asia/Kathmandu').utcoffset(S), ZoneInfo('Australia/Lord_Howe').utcoffset(S), ZoneInfo('Pacific/Apia').utcoffset(S), ZoneInfo('Etc/GMT+5').utcoffset(S)),
):
    try: r = f(); print(type(r).__name__, repr(r))
    except Exception as e: print(type(e).__name__, e)
# --- a key that is not there
from zoneinfo import ZoneInfo
try:
    ZoneInfo('Mars/Olympus')
except KeyError as error:
    print(type(error).__name__, error, error.args)
# --- across a call
# externals: add, echo
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones
zones = {key: ZoneInfo(key) for key in ('Europe/Paris', 'Asia/Tokyo', 'UTC')}
own = ZoneInfo.no_cache('Europe/Paris')
meeting = datetime(2024, 3, 30, 9, tzinfo=zones['Europe/Paris'])
for days in range(3):
    at = meeting + timedelta(days=add(days))
    print({key: at.astimezone(zone).isoformat() for key, zone in zones.items()})
print(zones['UTC'] is ZoneInfo('UTC'), own, own.utcoffset(datetime(2024, 1, 1)), meeting.tzinfo is zones['Europe/Paris'])
offset = zones['Asia/Tokyo'].utcoffset
print(add(1), offset(datetime(2024, 1, 1)), len(available_timezones()) > 400)
echo(zones['UTC'], meeting)
