# --- date
import copy
import datetime as dt
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo
D = date(2024, 2, 29)
T = time(12, 30, 15, 250)
S = datetime(2024, 2, 29, 12, 30, 15, 250)
U = datetime(2024, 2, 29, 12, tzinfo=UTC)
X = timedelta(days=1, seconds=5, microseconds=7)
Z = timezone(timedelta(hours=5, minutes=30), 'IST')
P = ZoneInfo('Europe/Paris')
N = ZoneInfo('America/New_York')
F = datetime(2024, 10, 27, 2, 30, tzinfo=P, fold=1)
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class NI: pass
for f in (
    lambda: date(2024,1,1),
    lambda: date(year=2024,month=1,day=1),
    lambda: date(2024,1,1,1),
    lambda: date(),
    lambda: date(2024),
    lambda: date('2024',1,1),
    lambda: date(2024.0,1,1),
    lambda: date(I(2024),I(1),day=I(3)),
    lambda: date(NI(),1,1),
    lambda: date(0,1,1),
    lambda: date(10000,1,1),
    lambda: date(2023,2,29),
    lambda: date(2024,13,1),
    lambda: date(10**30,1,1),
    lambda: date(True,True,True),
    lambda: date(2024,1,foo=1),
    lambda: date(b'\x07\xe8\x01\x02'),
    lambda: date('abcd'),
    lambda: (D.year,D.month,D.day),
    lambda: D.year.real,
    lambda: D.foo,
    lambda: D.hour,
    lambda: (date.min,date.max,date.resolution),
    lambda: D.min,
    lambda: date.today,
    lambda: date.fromisoformat('2024-01-01'),
    lambda: date.fromisoformat('20240101'),
    lambda: date.fromisoformat('2024-W01-1'),
    lambda: date.fromisoformat('2024-W01'),
    lambda: date.fromisoformat('2024-13-01'),
    lambda: date.fromisoformat('x'),
    lambda: date.fromisoformat(5),
    lambda: date.fromisoformat(NI()),
    lambda: date.fromisoformat(),
    lambda: date.fromisoformat('2024-01-01', 1),
    lambda: date.fromordinal(5),
    lambda: date.fromordinal(0),
    lambda: date.fromordinal(10**9),
    lambda: date.fromordinal('a'),
    lambda: date.fromordinal(I(730000)),
    lambda: date.fromordinal(),
    lambda: date.fromisocalendar(2024,1,1),
    lambda: date.fromisocalendar(2024,60,1),
    lambda: date.fromisocalendar(2024,1,8),
    lambda: date.fromisocalendar(year=2024,week=9,day=4),
    lambda: date.fromisocalendar(2024,1),
    lambda: date.fromtimestamp('a'),
    lambda: date.fromtimestamp(1e30),
    lambda: date.fromtimestamp(float('nan')),
    lambda: date.fromtimestamp(float('inf')),
    lambda: date.fromtimestamp(),
    lambda: (D.ctime(), D.isoformat(), str(D), repr(D), D.weekday(), D.isoweekday(), D.toordinal()),
    lambda: D.weekday(1),
    lambda: D.isocalendar(),
    lambda: D.isocalendar().week,
    lambda: D.isocalendar()[1:],
    lambda: D.isocalendar() == (2024,9,4),
    lambda: type(D.isocalendar())(1,2,3),
    lambda: type(D.isocalendar())(1,2),
    lambda: D.isocalendar().foo,
    lambda: D.timetuple(),
    lambda: D.timetuple().tm_zone,
    lambda: D.timetuple(1),
    lambda: D.strftime('%Y-%m-%d %a %A %b %B %j %U %W %G %V %u %w %y %c %x %X %p %I %H %M %S %f %z %Z %%'),
    lambda: D.strftime(format='%Y'),
    lambda: D.strftime(),
    lambda: D.strftime(5),
    lambda: D.strftime('%-d %e %5d %_d %D %F %T %R %r %h %n %t %C'),
    lambda: D.strftime(''),
    lambda: D.strftime('%'),
    lambda: D.strftime('é%Y'),
    lambda: D.__format__(5),
    lambda: D.__format__(),
    lambda: D.replace(year=2023,day=1),
    lambda: D.replace(2020),
    lambda: D.replace(2023),
    lambda: D.replace(month=13),
    lambda: D.replace(foo=1),
    lambda: D.replace(1,2,3,4),
    lambda: D.replace(day=I(5)),
    lambda: D.replace(day='x'),
    lambda: (D + X, X + D, D - X, D - date(2024,1,1)),
    lambda: D + 1,
    lambda: 1 + D,
    lambda: D - 1,
    lambda: D + D,
    lambda: X - D,
    lambda: D * 2,
    lambda: -D,
    lambda: (D < date(2025,1,1), D <= D, D > D, D >= D, D == D, D != D),
    lambda: D < 5,
    lambda: D < S,
    lambda: S < D,
    lambda: S == D,
    lambda: D == S,
    lambda: (D == 5, D != 5, D == None),
    lambda: D < NI(),
    lambda: D == NI(),
    lambda: NI() == D,
    lambda: hash(D) == hash(date(2024,2,29)),
    lambda: {D: 1}[date(2024,2,29)],
    lambda: bool(D),
    lambda: len(D),
    lambda: D[0],
    lambda: D(),
    lambda: iter(D),
    lambda: int(D),
    lambda: float(D),
    lambda: 'a' + D,
    lambda: [1] * D,
    lambda: D in [date(2024,2,29)],
    lambda: sorted([D, date(2020,1,1), date(2023,1,1)]),
    lambda: (min(D, date(2020,1,1)), max([D, date(2020,1,1)])),
    lambda: sorted([D, 5]),
    lambda: copy.deepcopy(D) == D,
    lambda: (date.__name__, date.__module__, date.__qualname__, repr(date), type(D), date.__mro__),
    lambda: (D.__class__, isinstance(D,date), isinstance(S,date), issubclass(datetime,date), isinstance(D,datetime)),
    lambda: (D.__add__(X), D.__radd__(X), D.__sub__(D), D.__add__(5), D.__eq__(5), D.__lt__(5), D.__hash__() == hash(D), D.__str__(), D.__repr__()),
    lambda: date.__add__(D, X),
    lambda: date.__add__(5, X),
    lambda: date.isoformat(5),
    lambda: date.isoformat(),
    lambda: date.isoformat(S),
    lambda: (dt.MINYEAR, dt.MAXYEAR, dt.UTC),
    lambda: date.min - timedelta(1),
    lambda: date.max + timedelta(1),
    lambda: D + timedelta(10**9-1),
    lambda: date.max - date.min,
):
    try: r = f(); print(type(r).__name__, repr(r))
    except Exception as e: print(type(e).__name__, e)
# --- datetime
import copy
import datetime as dt
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo
D = date(2024, 2, 29)
T = time(12, 30, 15, 250)
S = datetime(2024, 2, 29, 12, 30, 15, 250)
U = datetime(2024, 2, 29, 12, tzinfo=UTC)
X = timedelta(days=1, seconds=5, microseconds=7)
Z = timezone(timedelta(hours=5, minutes=30), 'IST')
P = ZoneInfo('Europe/Paris')
N = ZoneInfo('America/New_York')
F = datetime(2024, 10, 27, 2, 30, tzinfo=P, fold=1)
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class NI: pass
for f in (
    lambda: datetime(2024,1,1),
    lambda: datetime(2024,1,1,1,2,3,4,UTC,fold=1),
    lambda: datetime(2024,1,1,1,2,3,4,UTC,1),
    lambda: datetime(2024,1,1,hour=24),
    lambda: datetime(2024,1,1,minute=60),
    lambda: datetime(2024,1,1,second=60),
    lambda: datetime(2024,1,1,microsecond=10**6),
    lambda: datetime(2024,1,1,fold=2),
    lambda: datetime(2024,1,1,tzinfo=5),
    lambda: datetime(2024,1,1,tzinfo=NI()),
    lambda: datetime(2024,1,1,tzinfo=timezone),
    lambda: datetime(),
    lambda: datetime(2024,1),
    lambda: datetime(2024,I(1),1,hour=I(5)),
    lambda: datetime(2024,1,1,1.5),
    lambda: datetime(NI(),1,1),
    lambda: datetime(2024,1,1,foo=2),
    lambda: (datetime.min,datetime.max,datetime.resolution),
    lambda: (S.hour,S.minute,S.second,S.microsecond,S.tzinfo,S.fold,S.year,S.month,S.day),
    lambda: (U.tzinfo is UTC, F.tzinfo is P),
    lambda: (repr(S),str(S),repr(U),str(U),repr(F),str(F)),
    lambda: (S.date(),S.time(),U.timetz(),U.time()),
    lambda: (S.utcoffset(),S.dst(),S.tzname(),U.utcoffset(),U.dst(),U.tzname(),F.utcoffset(),F.dst(),F.tzname()),
    lambda: (S.isoformat(),S.isoformat(' '),S.isoformat(sep='T',timespec='minutes'),S.isoformat(timespec='milliseconds'),S.isoformat(timespec='auto'),S.isoformat(timespec='hours'),S.isoformat(timespec='microseconds')),
    lambda: S.isoformat(timespec='foo'),
    lambda: S.isoformat('ab'),
    lambda: S.isoformat(5),
    lambda: S.isoformat('T',5),
    lambda: S.isoformat(foo=5),
    lambda: S.ctime(),
    lambda: S.timetuple(),
    lambda: F.timetuple(),
    lambda: F.timetuple().tm_isdst,
    lambda: U.utctimetuple(),
    lambda: F.utctimetuple(),
    lambda: S.utctimetuple(5),
    lambda: (S.isocalendar(),S.weekday(),S.isoweekday(),S.toordinal()),
    lambda: (U.timestamp(),F.timestamp(),datetime(1970,1,1,tzinfo=UTC).timestamp(),datetime(2024,1,1,0,0,0,123456,tzinfo=UTC).timestamp()),
    lambda: U.timestamp(5),
    lambda: datetime.fromisoformat('2024-02-29'),
    lambda: datetime.fromisoformat('2024-02-29T12:30:00.123456+05:30'),
    lambda: datetime.fromisoformat('20240229T123000Z'),
    lambda: datetime.fromisoformat('2024-W09-4 12:30'),
    lambda: datetime.fromisoformat('2024-02-29T25:00'),
    lambda: datetime.fromisoformat(''),
    lambda: datetime.fromisoformat(None),
    lambda: datetime.fromisoformat('é'*3),
    lambda: datetime.fromisoformat('2024-02-29T12:30:00,5'),
    lambda: (datetime.fromtimestamp(0,UTC),datetime.fromtimestamp(1.5,tz=P),datetime.fromtimestamp(timestamp=5,tz=Z)),
    lambda: datetime.fromtimestamp(0,5),
    lambda: datetime.fromtimestamp(),
    lambda: datetime.fromtimestamp(0,UTC,1),
    lambda: datetime.fromtimestamp(0,foo=1),
    lambda: datetime.fromtimestamp('a',UTC),
    lambda: datetime.fromtimestamp(1e20,UTC),
    lambda: datetime.fromtimestamp(float('nan'),UTC),
    lambda: datetime.fromtimestamp(10**30,UTC),
    lambda: datetime.fromtimestamp(-1e10,UTC),
    lambda: datetime.fromtimestamp(I(5),UTC),
    lambda: (datetime.fromordinal(738000),datetime.fromisocalendar(2024,9,4)),
    lambda: (datetime.combine(D,T),datetime.combine(D,T,UTC),datetime.combine(D,time(1,tzinfo=Z)),datetime.combine(date=D,time=T,tzinfo=None),datetime.combine(S,T)),
    lambda: datetime.combine(D),
    lambda: datetime.combine(D,5),
    lambda: datetime.combine(5,T),
    lambda: datetime.combine(D,T,5),
    lambda: datetime.strptime('2024-02-29 12:30','%Y-%m-%d %H:%M'),
    lambda: datetime.strptime('29 Feb 24 +0530','%d %b %y %z'),
    lambda: datetime.strptime('2024-02-29T12:30:00Z','%Y-%m-%dT%H:%M:%S%z'),
    lambda: datetime.strptime('x','%Y'),
    lambda: datetime.strptime('2024','%Q'),
    lambda: datetime.strptime('2024','%'),
    lambda: datetime.strptime('2024 1','%Y'),
    lambda: datetime.strptime('2024-02-30','%Y-%m-%d'),
    lambda: datetime.strptime(5,'%Y'),
    lambda: datetime.strptime('5',5),
    lambda: datetime.strptime('5'),
    lambda: (datetime.strptime('2024 10 1','%G %V %u'), datetime.strptime('2024 060','%Y %j'), datetime.strptime('12:30 PM','%I:%M %p'), datetime.strptime('1.5','%S.%f')),
    lambda: datetime.strptime('2024 10','%G %V'),
    lambda: datetime.strptime(a=1),
    lambda: (S.replace(hour=5),S.replace(tzinfo=UTC),U.replace(tzinfo=None),S.replace(fold=1).fold,S.replace(2020,1,1,1,1,1,1,UTC)),
    lambda: S.replace(hour=25),
    lambda: S.replace(foo=1),
    lambda: S.replace(tzinfo=5),
    lambda: S.replace(minute=I(7)),
    lambda: (U.astimezone(P),U.astimezone(Z),F.astimezone(UTC),F.astimezone(N),U.astimezone(tz=N)),
    lambda: U.astimezone(5),
    lambda: U.astimezone(UTC,5),
    lambda: U.astimezone(foo=5),
    lambda: U.strftime('%5Y|%-d|%_d|%010d|%^a|%#Z'),
    lambda: (S + X, S - X, X + S, S - S, U - U, U - F),
    lambda: S - U,
    lambda: S - D,
    lambda: D - S,
    lambda: S + 1,
    lambda: S < U,
    lambda: (S == U, S != U, U == F, U < F, F >= U),
    lambda: S < D,
    lambda: S > 5,
    lambda: (hash(U)==hash(U.astimezone(P)),hash(S)==hash(S.replace(fold=1)),{U:1}[U.astimezone(Z)]),
    lambda: datetime.max + timedelta(microseconds=1),
    lambda: datetime.min - timedelta(1),
    lambda: datetime.max.replace(tzinfo=UTC).astimezone(P),
    lambda: (sorted([U,F,U-X]), max(U,F)),
    lambda: sorted([U,S]),
    lambda: ([U,S].index(S), U in [S], S in [U,S]),
    lambda: S.__lt__(U),
    lambda: datetime.now(5),
    lambda: datetime.now(foo=1),
    lambda: datetime.now(1,2),
    lambda: datetime.utcnow(5),
    lambda: datetime.today(5),
    lambda: datetime.utcfromtimestamp(),
    lambda: (repr(datetime), datetime.__mro__, datetime.__bases__),
    lambda: datetime.time.__name__,
    lambda: (copy.deepcopy(F) == F, copy.copy(U)),
    lambda: (datetime(2024,3,31,2,30,tzinfo=P).astimezone(UTC), datetime(2024,3,31,1,30,tzinfo=UTC).astimezone(P), datetime(2024,3,31,2,30,tzinfo=P)-datetime(2024,3,31,1,tzinfo=P)),
):
    try: r = f(); print(type(r).__name__, repr(r))
    except Exception as e: print(type(e).__name__, e)
# --- time
import copy
import datetime as dt
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo
D = date(2024, 2, 29)
T = time(12, 30, 15, 250)
S = datetime(2024, 2, 29, 12, 30, 15, 250)
U = datetime(2024, 2, 29, 12, tzinfo=UTC)
X = timedelta(days=1, seconds=5, microseconds=7)
Z = timezone(timedelta(hours=5, minutes=30), 'IST')
P = ZoneInfo('Europe/Paris')
N = ZoneInfo('America/New_York')
F = datetime(2024, 10, 27, 2, 30, tzinfo=P, fold=1)
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class NI: pass
for f in (
    lambda: (time(),time(1,2,3,4,UTC,fold=1),time(hour=5),T,str(T),repr(time(1,tzinfo=P)),str(time(1,tzinfo=Z))),
    lambda: time(24),
    lambda: time(0,60),
    lambda: time('a'),
    lambda: time(tzinfo=5),
    lambda: time(1,2,3,4,UTC,1),
    lambda: time(I(3)),
    lambda: time(5.5),
    lambda: time(foo=1),
    lambda: (T.hour,T.minute,T.second,T.microsecond,T.tzinfo,T.fold,time.min,time.max,time.resolution),
    lambda: (T.isoformat(),T.isoformat('minutes'),T.isoformat(timespec='milliseconds')),
    lambda: T.isoformat('x'),
    lambda: T.isoformat(5),
    lambda: (time.fromisoformat('12:30'),time.fromisoformat('T123015.5Z'),time.fromisoformat('12:30:15.250+01:00')),
    lambda: time.fromisoformat('25:00'),
    lambda: time.fromisoformat(5),
    lambda: (T.replace(hour=1),T.replace(tzinfo=UTC),T.replace(1,2,3,4),T.replace(fold=1).fold),
    lambda: T.replace(hour=24),
    lambda: T.replace(x=24),
    lambda: (T.utcoffset(),T.dst(),T.tzname(),time(1,tzinfo=UTC).utcoffset(),time(1,tzinfo=UTC).tzname(),time(1,tzinfo=P).utcoffset()),
    lambda: (T < time(13),T==time(12,30,15,250),T != 5,T==5,hash(T)==hash(time(12,30,15,250)),bool(time(0))),
    lambda: T < 5,
    lambda: T < time(13,tzinfo=UTC),
    lambda: T == time(13,tzinfo=UTC),
    lambda: (time(12,tzinfo=UTC)==time(17,30,tzinfo=Z), time(12,tzinfo=UTC) < time(18,tzinfo=Z)),
    lambda: T + X,
    lambda: T - T,
    lambda: X - T,
    lambda: (sorted([T,time(1)]),min(T,time(1))),
):
    try: r = f(); print(type(r).__name__, repr(r))
    except Exception as e: print(type(e).__name__, e)
# --- timedelta
import copy
import datetime as dt
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo
D = date(2024, 2, 29)
T = time(12, 30, 15, 250)
S = datetime(2024, 2, 29, 12, 30, 15, 250)
U = datetime(2024, 2, 29, 12, tzinfo=UTC)
X = timedelta(days=1, seconds=5, microseconds=7)
Z = timezone(timedelta(hours=5, minutes=30), 'IST')
P = ZoneInfo('Europe/Paris')
N = ZoneInfo('America/New_York')
F = datetime(2024, 10, 27, 2, 30, tzinfo=P, fold=1)
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class NI: pass
for f in (
    lambda: (timedelta(),timedelta(1),timedelta(1,2,3,4,5,6,7),timedelta(days=-1,hours=5),timedelta(weeks=1.5),timedelta(milliseconds=0.5),timedelta(microseconds=0.5),timedelta(microseconds=1.5)),
    lambda: timedelta(10**9),
    lambda: timedelta(days=10**20),
    lambda: timedelta(days=1e20),
    lambda: timedelta(days=float('nan')),
    lambda: timedelta(days=float('inf')),
    lambda: timedelta('a'),
    lambda: timedelta(days=NI()),
    lambda: timedelta(days=None),
    lambda: timedelta(foo=1),
    lambda: timedelta(1,2,3,4,5,6,7,8),
    lambda: timedelta(days=True),
    lambda: (X.days,X.seconds,X.microseconds,X.total_seconds(),timedelta.min,timedelta.max,timedelta.resolution),
    lambda: X.hours,
    lambda: X.total_seconds(1),
    lambda: (str(X),repr(X),str(-X),repr(timedelta()),str(timedelta(days=-1,seconds=1)),str(timedelta(2)),repr(timedelta(0,0,5))),
    lambda: (X+X,X-X,-X,+X,abs(-X),X*2,2*X,X*1.5,1.5*X,X/2,X/1.5,X//2,X/X,X//timedelta(hours=1),X%timedelta(hours=1),divmod(X,timedelta(hours=1)),bool(timedelta()),bool(X)),
    lambda: X/0,
    lambda: X//0,
    lambda: X//timedelta(),
    lambda: X%timedelta(),
    lambda: divmod(X,timedelta()),
    lambda: X/0.0,
    lambda: X*'a',
    lambda: X*NI(),
    lambda: NI()*X,
    lambda: X+5,
    lambda: 5-X,
    lambda: X//1.5,
    lambda: X%5,
    lambda: 5/X,
    lambda: 5//X,
    lambda: divmod(X,5),
    lambda: divmod(5,X),
    lambda: X**2,
    lambda: X*float('nan'),
    lambda: X*float('inf'),
    lambda: X*10**20,
    lambda: timedelta.max+timedelta(1),
    lambda: -timedelta.max,
    lambda: abs(timedelta.min),
    lambda: (X<timedelta(5),X==X,X!=X,X>=X,X==5,X!=5),
    lambda: X<5,
    lambda: (hash(X)==hash(timedelta(1,5,7)),{X:1}),
    lambda: (sum([X,X],timedelta()),max(X,timedelta()),sorted([X,timedelta(),-X])),
    lambda: sum([X,X]),
    lambda: (format(X,''),f'{X}',str(X)),
    lambda: format(X,'x'),
    lambda: f'{X:>20}',
    lambda: round(X),
    lambda: int(X),
    lambda: (X.__add__(X),X.__mul__(2),X.__mul__('a'),X.__truediv__(X),X.__divmod__(X),X.__neg__(),X.__bool__(),X.__abs__(),X.__eq__(5),X.__rmul__(2)),
    lambda: timedelta(hours=25).seconds//3600,
):
    try: r = f(); print(type(r).__name__, repr(r))
    except Exception as e: print(type(e).__name__, e)
# --- timezone
import copy
import datetime as dt
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo
D = date(2024, 2, 29)
T = time(12, 30, 15, 250)
S = datetime(2024, 2, 29, 12, 30, 15, 250)
U = datetime(2024, 2, 29, 12, tzinfo=UTC)
X = timedelta(days=1, seconds=5, microseconds=7)
Z = timezone(timedelta(hours=5, minutes=30), 'IST')
P = ZoneInfo('Europe/Paris')
N = ZoneInfo('America/New_York')
F = datetime(2024, 10, 27, 2, 30, tzinfo=P, fold=1)
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class NI: pass
for f in (
    lambda: (timezone.utc,timezone.min,timezone.max,UTC,repr(UTC),str(UTC),str(Z),repr(Z),timezone(timedelta(hours=-5)),str(timezone(timedelta(hours=-5,minutes=-30,seconds=-1)))),
    lambda: timezone(),
    lambda: timezone(5),
    lambda: timezone(timedelta(1)),
    lambda: timezone(timedelta(hours=1),5),
    lambda: timezone(timedelta(hours=1),'x','y'),
    lambda: timezone(timedelta(hours=1),name='x'),
    lambda: timezone(offset=timedelta()),
    lambda: (timezone(timedelta()) is timezone.utc, timezone(timedelta(0),'UTC')),
    lambda: timezone(foo=1),
    lambda: (Z.utcoffset(None),Z.tzname(None),Z.dst(None),Z.utcoffset(S),Z.tzname(S),Z.fromutc(S.replace(tzinfo=Z))),
    lambda: Z.utcoffset(),
    lambda: Z.utcoffset(5),
    lambda: Z.fromutc(S),
    lambda: Z.fromutc(5),
    lambda: (Z==timezone(timedelta(hours=5,minutes=30)),Z==5,Z!=UTC,hash(Z)==hash(timezone(timedelta(hours=5,minutes=30))),{Z:1}[Z]),
    lambda: Z<Z,
    lambda: (isinstance(Z,tzinfo),issubclass(timezone,tzinfo),timezone.__mro__,repr(tzinfo),repr(timezone)),
    lambda: isinstance(P,tzinfo),
):
    try: r = f(); print(type(r).__name__, repr(r))
    except Exception as e: print(type(e).__name__, e)
# --- subclasses
import copy
import datetime as dt
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo
D = date(2024, 2, 29)
T = time(12, 30, 15, 250)
S = datetime(2024, 2, 29, 12, 30, 15, 250)
U = datetime(2024, 2, 29, 12, tzinfo=UTC)
X = timedelta(days=1, seconds=5, microseconds=7)
Z = timezone(timedelta(hours=5, minutes=30), 'IST')
P = ZoneInfo('Europe/Paris')
N = ZoneInfo('America/New_York')
F = datetime(2024, 10, 27, 2, 30, tzinfo=P, fold=1)
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class NI: pass
class DD(date): pass
class DS(datetime):
    def __new__(cls, *a, **k): return super().__new__(cls, *a, **k)
    def __init__(self, *a, **k): self.x = 1
class TD(timedelta): pass
class TT(time): pass
for f in (
    lambda: (DD(2024,1,1),DD(2024,1,1)+X,type(DD(2024,1,1)-X),type(X+DD(2024,1,1)),DD.fromisoformat('2024-01-01'),type(DD.fromordinal(5)),DD(2024,1,1).replace(day=5),type(DD.fromisocalendar(2024,1,1)),str(DD(2024,1,1))),
    lambda: (DD(2024,1,1)==date(2024,1,1),DD(2024,1,1)<date(2024,1,2),hash(DD(2024,1,1))==hash(date(2024,1,1)),DD(2024,1,1)-date(2023,1,1),date(2024,1,1)-DD(2023,1,1),{DD(2024,1,1):1}[date(2024,1,1)]),
    lambda: (DD(2024,1,1).isoformat(),f'{DD(2024,1,1):%d}',DD(2024,1,1).isocalendar(),DD.min,DD(2024,1,1).year),
    lambda: DD(2024,1,1).foo,
    lambda: DD(2024,13,1),
    lambda: sorted([DD(2024,1,1),DD(2023,1,1)]),
    lambda: DS(2024,1,1,5),
    lambda: DS(2024,1,1,5)+X,
    lambda: DS(2024,1,1,5).replace(hour=1),
    lambda: DS(2024,1,1,5,tzinfo=UTC).astimezone(P),
    lambda: DS(2024,1,1,5,fold=1).replace(hour=1).fold,
    lambda: (DS(2024,1,1,5).date(),DS(2024,1,1,5).time(),type(DS(2024,1,1,5)-DS(2024,1,1,5))),
    lambda: DS.combine(D,T),
    lambda: DS.strptime('2024','%Y'),
    lambda: DS.fromtimestamp(0,UTC),
    lambda: DS.fromisoformat('2024-10-27T02:30'),
    lambda: (DS(2024,1,1,5)+X).x,
    lambda: (TD(5),TD(5)+TD(5),type(TD(5)*2),TD(5).days,TD(5)==timedelta(5),str(TD(5)),-TD(5),abs(TD(-5))),
    lambda: (TT(5),TT(5).replace(hour=3),TT(5).isoformat(),TT.fromisoformat('05:00')),
    lambda: (isinstance(DD(2024,1,1),date),DD.__mro__),
    lambda: (copy.copy(DD(2024,1,1)),copy.deepcopy(DD(2024,1,1))),
    lambda: datetime.combine(DD(2024,1,1),TT(5)),
):
    try: r = f(); print(type(r).__name__, repr(r))
    except Exception as e: print(type(e).__name__, e)
# --- with the rest of the language
import json, functools, dataclasses, typing, collections, itertools, copy, operator, math
import datetime as dt
from datetime import date, time, datetime, timedelta, timezone, UTC
from zoneinfo import ZoneInfo
D=date(2024,2,29); S=datetime(2024,2,29,12); X=timedelta(days=1,seconds=5)
def m2(x):
    match x:
        case datetime(year=2024, hour=h): return ('dt', h)
        case date(year=y, month=2): return ('d', y)
        case timedelta(days=d): return ('td', d)
        case time(): return 't'
@functools.singledispatch
def show(x): return 'other'
@show.register
def _(x: date): return 'date'
@show.register
def _(x: datetime): return 'datetime'
@dataclasses.dataclass(order=True)
class E:
    at: date
    gap: timedelta = timedelta(1)
class Weird(date):
    def __new__(cls, text): return super().__new__(cls, *map(int, text.split('/')))
class Slotted(datetime):
    __slots__ = ('extra',)
class Both(date):
    def __init__(self, y, m, d, note=None): self.note = note
    def __new__(cls, y, m, d, note=None): return super().__new__(cls, y, m, d)
    def __repr__(self): return 'Both!'
    def __hash__(self): return 5
    def __sub__(self, other):
        r = super().__sub__(other)
        return ('sub', r)
for f in (
    lambda: json.dumps(D),
    lambda: json.dumps({'a': D}, default=str),
    lambda: json.dumps({D: 1}),
    lambda: (m2(D), m2(S), m2(X), m2(time(1)), m2(5)),
    lambda: (show(D), show(S), show(5)),
    lambda: (E(D), E(D) == E(D), E(D) < E(date(2025,1,1)), sorted([E(S.date()), E(date(2020,1,1))])),
    lambda: E(D) < E(S),
    lambda: (date | None, isinstance(D, date | None), list[date], typing.Optional[datetime], isinstance(D, (int, date))),
    lambda: Weird('2024/2/29') + X,
    lambda: Slotted(2024,1,1).extra,
    lambda: (Both(2024,1,1,note=5).note, Both(2024,1,1), hash(Both(2024,1,1)), Both(2024,1,1) - date(2023,1,1), Both(2024,1,1).replace(day=5)),
    lambda: (collections.Counter([D, D, date(2024,1,1)]), collections.Counter(d.month for d in (D, S))),
    lambda: list(itertools.groupby([D, S.date()], key=operator.attrgetter('month')))[0][0],
    lambda: dict(sorted({D: 1, date(2020,1,1): 2}.items())),
    lambda: {S.replace(tzinfo=UTC), S.replace(tzinfo=UTC).astimezone(ZoneInfo('Asia/Tokyo'))},
    lambda: math.floor(X),
    lambda: (round(X / timedelta(hours=1), 2), int(X.total_seconds()), X // timedelta(minutes=1)),
    lambda: ('{:>12}'.format(D), '{:10}|'.format(S)),
    lambda: '{0.year}-{0.month:02d}'.format(D),
    lambda: '%d' % X,
    lambda: '%d' % D,
    lambda: (str(D).split('-'), repr([D, {D: S}, (X,), {X}])),
    lambda: print(D, S, X),
    lambda: (type(D).__name__, type(X).__module__, D.__class__.__qualname__),
    lambda: (operator.methodcaller('isoformat')(D), operator.methodcaller('replace', year=5)(D)),
    lambda: (list(map(date.fromisoformat, ['2024-01-01'])), list(map(datetime.date, [S])), max(map(date.toordinal, [D]))),
    lambda: (functools.reduce(operator.add, [X, X, X]), sum([X] * 3, timedelta(0)), functools.reduce(max, [D, S.date()])),
    lambda: (D.__eq__, D.isoformat, date.isoformat, datetime.now, date.year, datetime.hour, timedelta.days, timedelta.__add__),
    lambda: (callable(D.isoformat), D.isoformat.__name__, D.isoformat.__self__ == D, date.isoformat.__qualname__),
    lambda: ([d for d in (D + timedelta(days=i) for i in range(3))], all(a < b for a, b in itertools.pairwise([D, D + X]))),
    lambda: (D == S, D != S, S == D, hash(D) == hash(S), D in {S: 1}, {D: 1, S: 2}),
    lambda: (S.replace(tzinfo=UTC) == S, S.replace(tzinfo=UTC) in [S], S in {S.replace(tzinfo=UTC): 1}),
    lambda: ((S - datetime(2024,1,1)).days, (date(2024,12,25) - D).days, abs(D - date(2025,1,1)), -(D - date(2025,1,1))),
    lambda: (timedelta(hours=1.5), timedelta(days=0.1), timedelta(seconds=1e-7), timedelta(weeks=-1), timedelta(milliseconds=1500), timedelta(minutes=-1) // 2, timedelta(microseconds=3) / 2, timedelta(microseconds=-3) / 2),
    lambda: (str(timedelta(days=-1)), str(timedelta(hours=100, microseconds=5)), repr(timedelta(-1, 5)), str(timedelta.max), repr(timedelta.min)),
    lambda: (divmod(timedelta(hours=50), timedelta(days=1)), timedelta(hours=50) % timedelta(days=1), timedelta(1) / timedelta(hours=7)),
    lambda: (datetime.strptime('Mon, 05 Feb 2024 10:00:00 GMT', '%a, %d %b %Y %H:%M:%S GMT'), datetime.strptime('5/2/24 3PM', '%d/%m/%y %I%p'), datetime.strptime('2024-060', '%Y-%j').date(), datetime.strptime('10:05:01.000123', '%H:%M:%S.%f').time()),
    lambda: datetime.strptime('2024-02-30', '%Y-%m-%d'),
    lambda: datetime.strptime('2024-02-29 x', '%Y-%m-%d'),
    lambda: datetime.strptime('', '%Y'),
    lambda: datetime.strptime('2024', ''),
    lambda: datetime.strptime('', ''),
    lambda: datetime.strptime('12 2024', '%H\n%Y'),
    lambda: (datetime.strptime('2024-02-29T10:00:00+05:30', '%Y-%m-%dT%H:%M:%S%z'), datetime.strptime('2024 -0000', '%Y %z')),
    lambda: (datetime.fromisoformat('2024-02-29 10'), datetime.fromisoformat('2024-02-29T10:00:00.123'), datetime.fromisoformat('2024-02-29T10:00Z').tzinfo is UTC),
    lambda: (datetime.combine(date=D, time=time(1), tzinfo=ZoneInfo('UTC')), datetime.combine(D, time.min), datetime.combine(D, time.max), datetime.combine(D, time())),
    lambda: (time.fromisoformat('04:23:01.000384'), time(23, 59).isoformat(timespec='seconds'), time(1, tzinfo=UTC).isoformat(), (datetime.combine(D, time(23)) + timedelta(hours=2)).time()),
    lambda: (D.strftime('%B %d, %Y'), D.strftime('%A'), D.strftime('Week %V of %G'), S.strftime('%-I:%M %p') , D.strftime('%Q'), D.strftime('%E'), D.strftime('100%')),
    lambda: (datetime(1, 1, 1).strftime('%Y %y %G'), datetime(999, 1, 1).strftime('%Y-%m-%d'), datetime(9999, 12, 31).strftime('%c')),
    lambda: D.strftime('\ud800'),
    lambda: D.strftime('a\0b'),
    lambda: (D.timetuple().tm_yday, S.utctimetuple().tm_hour, date.fromordinal(D.toordinal()) == D),
    lambda: (copy.copy([D])[0] is D, copy.deepcopy({'a': [S]}), copy.copy(X) == X),
    lambda: (datetime.min.isoformat(), date.max.isoformat(), datetime.max.timestamp.__name__),
    lambda: (datetime(2024, 1, 1).__format__('%Y'), D.__str__(), X.__str__(), X.__repr__(), D.__ge__(D), S.__sub__(X), X.__rmul__(3), X.__floordiv__(2), X.__mod__(timedelta(1)), X.__pos__(), D.__rsub__(5), D.__radd__(X)),
    lambda: D.__add__(),
    lambda: D.__add__(X, X),
    lambda: D.__hash__(5),
    lambda: X.__bool__(5),
    lambda: X.__neg__(5),
    lambda: (date.__new__(date, 2024, 1, 1), datetime.__new__(datetime, 2024, 1, 1), timedelta.__new__(timedelta, 5), object.__repr__(D)[:20]),
    lambda: date.__new__(5),
    lambda: date.__new__(),
    lambda: date.__new__(int, 5),
    lambda: date.__new__(datetime, 2024, 1, 1),
    lambda: object.__new__(date),
    lambda: D.real,
    lambda: D + None,
    lambda: None + D,
    lambda: X + '5',
    lambda: D - '5',
    lambda: D > None,
    lambda: X < 5,
    lambda: S - 5,
    lambda: S - timezone.utc,
    lambda: [] + D,
    lambda: D ** 2,
    lambda: D // X,
    lambda: X // D,
    lambda: X * D,
    lambda: X / '2',
    lambda: X % 2.5,
    lambda: ~X,
    lambda: D @ D,
    lambda: D << 1,
    lambda: D in D,
    lambda: D.year(),
    lambda: D.foo(),
):
    try: r = f(); print(type(r).__name__, repr(r))
    except Exception as e: print(type(e).__name__, e)
# --- a program with dates
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone
orders = [
    {'id': 1, 'at': '2024-01-05T10:00:00+00:00', 'amount': 10},
    {'id': 2, 'at': '2024-01-31T23:30:00-05:00', 'amount': 20},
    {'id': 3, 'at': '2024-02-29T00:00:00Z', 'amount': 5},
]
by_month = defaultdict(int)
for order in orders:
    at = datetime.fromisoformat(order['at']).astimezone(timezone.utc)
    by_month[at.date().replace(day=1)] += order['amount']
print(dict(by_month))
start = date(2024, 2, 26)
week = [start + timedelta(days=i) for i in range(7)]
print([f'{d:%a %d}' for d in week], [d.isoformat() for d in week if d.weekday() < 5])
def business_days(first, last):
    day = first
    while day <= last:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)
print(len(list(business_days(date(2024, 1, 1), date(2024, 3, 31)))))
total = sum((timedelta(minutes=m) for m in (30, 45, 90)), timedelta())
hours, rest = divmod(total, timedelta(hours=1))
print(total, hours, rest, total / timedelta(hours=1), total.total_seconds())
print(sorted(orders, key=lambda o: datetime.fromisoformat(o['at']), reverse=True)[0]['id'])
age = lambda born, today: today.year - born.year - ((today.month, today.day) < (born.month, born.day))
print(age(date(2000, 2, 29), date(2024, 2, 28)), age(date(2000, 2, 29), date(2024, 2, 29)))
match datetime(2024, 2, 29, 12):
    case datetime(year=y, month=2): print('february', y)
match start:
    case datetime(): print('no')
    case date(year=2024): print('yes')
print({date(2024, 1, 1): 'a', datetime(2024, 1, 1): 'b'}, date(2024, 1, 1) in {date(2024, 1, 1)}, [date.min, date.max])
# --- generators, attributes, pickling hooks
import datetime
from datetime import date, datetime as Dt, timedelta
print([name for name in ('year', 'month', 'day', 'today', 'min') if hasattr(date, name)], getattr(date(2024, 1, 2), 'day'))
print(date.year.__get__(date(2024, 1, 1)) if hasattr(date.year, '__get__') else 2024)
for change in (lambda d: setattr(d, 'year', 5), lambda d: setattr(d, 'foo', 5), lambda d: setattr(date, 'x', 5), lambda d: delattr(d, 'year')):
    try: print(change(date(2024, 1, 1)))
    except (AttributeError, TypeError) as e: print(type(e).__name__)
print(list(map(date.isoformat, [date(2024, 1, 1), Dt(2024, 1, 2)])), list(map(date.fromordinal, [1, 2])), [*map(str, (timedelta(1), timedelta(0, 1)))])
class Event:
    def __init__(self, at): self.at = at
    def __lt__(self, other): return self.at < other.at
    def __radd__(self, other): return ('radd', other)
    def __eq__(self, other): return 'eq'
    def __rsub__(self, other): return 'rsub'
    def __rmul__(self, other): return 'rmul'
    def __gt__(self, other): return 'gt'
    __hash__ = None
print(date(2024, 1, 1) + Event(1), date(2024, 1, 1) - Event(1), timedelta(1) * Event(1), date(2024, 1, 1) == Event(1), date(2024, 1, 1) < Event(1), Event(1) == date(2024, 1, 1))
print(sorted([Event(date(2024, 1, 2)), Event(date(2024, 1, 1))])[0].at)
class Late(date):
    def isoformat(self): return 'late'
    def __add__(self, other): return 'added'
    def __eq__(self, other): return True
    def __hash__(self): return 7
    def __lt__(self, other): return 'less'
    @property
    def quarter(self): return (self.month - 1) // 3 + 1
    @classmethod
    def first(cls, year): return cls(year, 1, 1)
late = Late(2024, 5, 5)
print(late.isoformat(), late + 1, late == 5, hash(late), late < 5, late.quarter, repr(Late.first(2023)), repr(late - timedelta(1)), type(late - timedelta(1)), late.__dict__)
class Span(timedelta):
    def __new__(cls, hours): return timedelta.__new__(cls, hours=hours)
    def __str__(self): return f'{self.total_seconds() / 3600}h'
print(Span(5), repr(Span(5)), Span(5) + Span(1), f'{Span(2)}', Span(2) == timedelta(hours=2), Span(1) * 2, bool(Span(0)))
for f in (lambda: date(2024, 1, 1).nope, lambda: Dt.nope, lambda: datetime.nope):
    try: f()
    except AttributeError as e: print(str(e)[:40])
# --- an error that nobody catches
from datetime import date
def parse(text):
    return date.fromisoformat(text)
parse('2024-02-30')
# --- a directive twice
from datetime import datetime
import re, time
for f in (datetime.strptime, time.strptime):
    try: f('2024 2024', '%Y %Y')
    except re.error as e: print(type(e).__name__, e, e.msg, e.pos)
datetime.strptime('2024 2024', '%Y %Y')
# --- naive and aware
from datetime import UTC, datetime
print(datetime(2024, 1, 1) == datetime(2024, 1, 1, tzinfo=UTC))
datetime(2024, 1, 1) < datetime(2024, 1, 1, tzinfo=UTC)
# --- replace
# min_python: 3.13
import copy
from datetime import date, datetime, time
print(copy.replace(date(2024, 1, 1), year=2025), copy.replace(datetime(2024, 1, 1), hour=5), copy.replace(time(1), minute=5), date(2024, 1, 1).__replace__(day=3))
# --- across a call
# externals: add, echo, upper
import time as clock
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo
class Day(date):
    label = 'x'
held = {
    'date': date(2024, 2, 29), 'datetime': datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=ZoneInfo('Europe/Paris')), 'naive': datetime(2024, 1, 1, 1, 2, 3, 4),
    'time': time(1, 2, 3, 4, tzinfo=UTC), 'delta': timedelta(-5, 3, 7), 'zone': timezone(timedelta(hours=-3, seconds=1), 'a b\nc é'), 'plain': timezone(timedelta(hours=2)),
    'day': Day(2024, 1, 1), 'struct': clock.gmtime(0), 'iso': date(2024, 1, 1).isocalendar(), 'utc': UTC, 'min': datetime.min, 'max': datetime.max.replace(tzinfo=timezone.max), 'paris': ZoneInfo('Europe/Paris'),
}
keys = {date(2024, 1, 1): 1, timedelta(1): 2, UTC: 3, ZoneInfo('Europe/Paris'): 4}
bound = held['naive'].isoformat
held['day'].mood = 'good'
def days(first):
    while True:
        yield first
        first += timedelta(days=add(1, 1))
ahead = days(date(2024, 1, 1))
print(next(ahead), next(ahead), next(ahead))
print(upper('a'), held, keys, bound('#'), held['datetime'].utcoffset(), held['datetime'].tzinfo is ZoneInfo('Europe/Paris'), held['utc'] is UTC, held['struct'].tm_gmtoff, held['iso'].week, held['day'].mood, type(held['day']))
print(held['zone'].tzname(None) == 'a b\nc é', keys[date(2024, 1, 1)], keys[ZoneInfo('Europe/Paris')], held['datetime'].fold)
class Later(datetime):
    def __init__(self, *args): self.kept = add(*args[:2])
later = Later(2024, 1, 1)
print(later, later.kept, (later + timedelta(1)).kept, later.replace(year=2000).kept)
print(max([date(2024, 1, 1), date(2024, 1, 2)], key=lambda d: add(d.day)), sorted([timedelta(2), timedelta(1)], key=lambda d: add(d.days)))
echo(date(2024, 1, 1), when=timedelta(1), many=[datetime(2024, 1, 1, tzinfo=ZoneInfo('Europe/Paris'))], zone=UTC)
