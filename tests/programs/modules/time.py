# --- functions
import copy
import time
T = (2024, 2, 29, 12, 30, 15, 3, 60, 0)
G = time.gmtime(1709209815)
for f in (
    lambda: (G, type(G), tuple(G), len(G), G[0], G[-1], G[0:3], G.tm_year, G.tm_mon, G.tm_mday, G.tm_hour, G.tm_min, G.tm_sec, G.tm_wday, G.tm_yday, G.tm_isdst, G.tm_zone, G.tm_gmtoff),
    lambda: (G == time.gmtime(1709209815), G == tuple(G), G < time.gmtime(1709209816), hash(G) == hash(tuple(G)), G + (1,), 2024 in G, G.index(29), G.count(0), isinstance(G, tuple)),
    lambda: (time.gmtime(0), time.gmtime(1.9), time.gmtime(-1)),
    lambda: time.gmtime('a'),
    lambda: time.gmtime(1, 2),
    lambda: time.gmtime(secs=1),
    lambda: time.gmtime(1e30),
    lambda: time.gmtime(10 ** 30),
    lambda: time.gmtime(float('nan')),
    lambda: time.gmtime([]),
    lambda: time.localtime(1, 2),
    lambda: time.localtime('a'),
    lambda: (time.struct_time(T), time.struct_time([*T, 'X']).tm_zone, time.struct_time((*T, 'X', 5)).tm_gmtoff, time.struct_time(T).tm_zone, time.struct_time(range(9)), time.struct_time(iter(range(9)))),
    lambda: (time.struct_time(T, {'tm_zone': 'Y'}).tm_zone, time.struct_time(T, {'tm_gmtoff': 7}).tm_gmtoff),
    lambda: time.struct_time((1, 2)),
    lambda: time.struct_time(range(12)),
    lambda: time.struct_time(5),
    lambda: time.struct_time(T, 5),
    lambda: time.struct_time('abcdefghi').tm_year,
    lambda: setattr(G, 'tm_year', 5),
    lambda: setattr(G, 'foo', 5),
    lambda: G.foo,
    lambda: (time.struct_time.n_fields, time.struct_time.n_sequence_fields, time.struct_time.n_unnamed_fields, time.struct_time.__match_args__, repr(time.struct_time), time.struct_time.__mro__),
    lambda: (copy.copy(G) == G, copy.deepcopy(G) == G),
    lambda: (time.asctime(T), time.asctime(G)),
    lambda: time.asctime(5),
    lambda: time.asctime((1, 2)),
    lambda: time.asctime(('a',) * 9),
    lambda: time.asctime((2024, 13, 1, 0, 0, 0, 0, 1, 0)),
    lambda: time.asctime(T, T),
    lambda: time.asctime(t=T),
    lambda: time.ctime('a'),
    lambda: time.ctime(1, 2),
    lambda: time.mktime(5),
    lambda: time.mktime((1, 2)),
    lambda: time.mktime(('a',) * 9),
    lambda: time.mktime([2024] * 9),
    lambda: time.mktime((1.5,) * 9),
    lambda: time.mktime((10 ** 10, 1, 1, 0, 0, 0, 0, 1, 0)),
    lambda: time.mktime(),
    lambda: (time.strftime('%Y-%m-%d %H:%M:%S %j %a %A %b %B %p %I %y %U %w %W %x %X %c %% %D %F %T', T), time.strftime('%Y', G), time.strftime('', T), time.strftime('é%d', T)),
    lambda: time.strftime('%-d %e %5d', T),
    lambda: time.strftime(),
    lambda: time.strftime(5),
    lambda: time.strftime('%Y', 5),
    lambda: time.strftime('%Y', (1, 2)),
    lambda: time.strftime('%Y', (2024, 13, 1, 0, 0, 0, 0, 1, 0)),
    lambda: time.strftime('%Y', (2024, 1, 32, 0, 0, 0, 0, 1, 0)),
    lambda: time.strftime('%Y', T, 1),
    lambda: time.strftime(format='%Y'),
    lambda: time.strftime('%Z', time.struct_time((*T, 'ABC', 3600))),
    lambda: (time.strptime('2024-02-29 12:30:15', '%Y-%m-%d %H:%M:%S') == time.struct_time((2024, 2, 29, 12, 30, 15, 3, 60, -1)), time.strptime('Thu Feb 29 12:30:15 2024')),
    lambda: (time.strptime('2024 +0130', '%Y %z').tm_gmtoff, time.strptime('10:30 PM', '%I:%M %p').tm_hour, time.strptime('24', '%y').tm_year),
    lambda: time.strptime('2024'),
    lambda: time.strptime('x', '%Y'),
    lambda: time.strptime('2024', '%Q'),
    lambda: time.strptime('2024 1', '%Y'),
    lambda: time.strptime(5, '%Y'),
    lambda: time.strptime('5', 5),
    lambda: time.get_clock_info('x') if hasattr(time, 'nothing') else 0,
    lambda: time.sleep.__name__ if hasattr(time, 'nothing') else 0,
    lambda: (type(time.timezone), type(time.altzone), type(time.daylight), type(time.tzname), len(time.tzname), time.tzset()),
    lambda: time.time(1),
    lambda: time.time(a=1),
    lambda: time.monotonic(1),
    lambda: time.perf_counter_ns(1),
    lambda: time.process_time(1),
    lambda: time.thread_time_ns(1),
    lambda: time.time_ns(1),
    lambda: (time.monotonic_ns(1), time.perf_counter(1), time.process_time_ns(1), time.thread_time(1)),
):
    try: r = f(); print(type(r).__name__, repr(r))
    except Exception as e: print(type(e).__name__, e)
# --- patterns and keywords
import time
match time.gmtime(86400 * 365):
    case time.struct_time(tm_year=year, tm_yday=day): print(year, day)
year, month, *rest = time.gmtime(0)
print(year, month, rest, dict(zip(time.struct_time.__match_args__, time.gmtime(0))), '%d-%02d' % time.gmtime(0)[:2])
print(time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(1e9)), max(time.gmtime(0), time.gmtime(1)) == time.gmtime(1), sorted([time.gmtime(5), time.gmtime(1)])[0].tm_sec)
class Clock(time.struct_time): pass
# --- replace
# min_python: 3.13
import copy, time
g = time.gmtime(0)
print(copy.replace(g, tm_year=2024), g.__replace__(tm_mon=5, tm_zone='X').tm_zone)
try: g.__replace__(foo=1)
except TypeError as e: print(e)
# --- across a call
# externals: add
import time
moment = time.strptime('2024-02-29', '%Y-%m-%d')
own = time.struct_time((*moment, 'XYZ', 5))
fields = iter(moment)
print(next(fields), add(1), list(fields), moment, own.tm_zone, own.tm_gmtoff, moment.tm_zone, type(moment))
show = time.strftime
print(show('%d/%m', time.gmtime(add(86400, 1))), add(moment.tm_year, 1), time.gmtime(add(1)) == time.gmtime(1))
