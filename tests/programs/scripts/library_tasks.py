# --- access log report
import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta
LINE = re.compile(r'(?P<ip>\d+(?:\.\d+){3}) - - \[(?P<when>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+)[^"]*" (?P<status>\d{3}) (?P<size>\d+|-)')
log = '\n'.join(
    f'10.0.{i % 3}.{i % 7} - - [{(datetime(2024, 3, 1, 8) + timedelta(minutes=7 * i)).strftime("%d/%b/%Y:%H:%M:%S +0000")}] "{("GET", "POST")[i % 4 == 0]} /page/{i % 5}?q={i} HTTP/1.1" {(200, 404, 500)[i % 11 // 5]} {i * 37 if i % 6 else "-"}'
    for i in range(60)) + '\nbroken line'
hits, errors, bytes_by_hour, bad = Counter(), defaultdict(list), Counter(), 0
for line in log.splitlines():
    m = LINE.match(line)
    if not m:
        bad += 1
        continue
    when = datetime.strptime(m['when'], '%d/%b/%Y:%H:%M:%S %z')
    hits[m['path'].partition('?')[0]] += 1
    if m['status'] != '200':
        errors[int(m['status'])].append(when)
    bytes_by_hour[when.replace(minute=0, second=0)] += 0 if m['size'] == '-' else int(m['size'])
print(hits.most_common(3), bad)
for status, times in sorted(errors.items()):
    print(status, len(times), min(times).isoformat(), (max(times) - min(times)).total_seconds())
for hour, size in sorted(bytes_by_hour.items())[:3]:
    print(f'{hour:%Y-%m-%d %H:%M} {size:>8,}')
# --- sales from CSV with decimals
import csv, io, statistics
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from operator import itemgetter
data = 'region,product,units,price\nNorth,"Widget, large",10,2.50\nSouth,Gadget,3,10.99\nNorth,Gadget,7,10.99\nEast,"He said ""hi""",1,0.335\nSouth,Widget,20,1.10\n'
rows = list(csv.DictReader(io.StringIO(data)))
for row in rows:
    row['total'] = (int(row['units']) * Decimal(row['price'])).quantize(Decimal('0.01'), ROUND_HALF_UP)
rows.sort(key=itemgetter('region'))
out = io.StringIO()
writer = csv.DictWriter(out, fieldnames=['region', 'count', 'total', 'mean'], lineterminator='\n')
writer.writeheader()
for region, group in groupby(rows, key=itemgetter('region')):
    totals = [row['total'] for row in group]
    writer.writerow({'region': region, 'count': len(totals), 'total': sum(totals), 'mean': statistics.mean(totals)})
print(out.getvalue())
print([row['product'] for row in rows], statistics.median(row['total'] for row in rows), round(statistics.stdev([float(r['total']) for r in rows]), 6))
# --- state machine with enums and dataclasses
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, Flag, IntEnum, auto
class Status(Enum):
    NEW = 'new'
    PAID = 'paid'
    SENT = 'sent'
    @property
    def final(self): return self is Status.SENT
class Priority(IntEnum):
    LOW = 1
    HIGH = 10
class Need(Flag):
    NOTHING = 0
    GIFT = auto()
    FRAGILE = auto()
MOVES = {Status.NEW: {Status.PAID}, Status.PAID: {Status.SENT}}
@dataclass(order=True)
class Order:
    due: date
    id: int = field(compare=False)
    status: Status = field(default=Status.NEW, compare=False)
    needs: Need = field(default=Need.NOTHING, compare=False)
    priority: Priority = field(default=Priority.LOW, compare=False)
    def move(self, to):
        if to not in MOVES.get(self.status, ()): raise ValueError(f'{self.status.name} -> {to.name} is not allowed')
        self.status = to
        return self
orders = [Order(date(2024, 2, 28) + timedelta(days=3 - i), i, needs=Need(i % 4), priority=Priority.HIGH if i % 2 else Priority.LOW) for i in range(4)]
print(min(orders), sorted(orders)[0].due.strftime('%A'), [o.needs for o in orders])
orders[0].move(Status.PAID).move(Status.SENT)
try: orders[0].move(Status.NEW)
except ValueError as e: print(e)
print(orders[0].status.final, Status('paid'), Status['NEW'].value, list(Status), {s.name: s.value for s in Status}, Priority.HIGH > 5, max(o.priority for o in orders), Need.GIFT | Need.FRAGILE, Need.GIFT in Need(3))
match orders[1].status:
    case Status.NEW: print('new one')
    case _: print('other')
# --- dependency order and critical path
from graphlib import CycleError, TopologicalSorter
from functools import lru_cache
tasks = {'deploy': {'test', 'build'}, 'test': {'build', 'fixtures'}, 'build': {'fetch'}, 'fixtures': set(), 'fetch': set()}
cost = {'deploy': 5, 'test': 20, 'build': 7, 'fixtures': 30, 'fetch': 2}
order = list(TopologicalSorter(tasks).static_order())
print([t for t in order if t in ('fetch', 'build', 'test', 'deploy')])
@lru_cache(maxsize=None)
def finish(task): return cost[task] + max((finish(d) for d in tasks[task]), default=0)
print({t: finish(t) for t in sorted(tasks)}, finish.cache_info())
try: list(TopologicalSorter({'a': ['b'], 'b': ['a']}).static_order())
except CycleError as e: print(e.args[0], sorted(set(e.args[1])))
# --- templates, wrapping, slugs
import html, string, textwrap, unicodedata
from urllib.parse import parse_qs, quote, urlencode, urljoin, urlsplit
def slug(title):
    plain = unicodedata.normalize('NFKD', title).encode('ascii', 'ignore').decode()
    return '-'.join(''.join(c if c.isalnum() else ' ' for c in plain.lower()).split())
titles = ['Crème brûlée & Café: "10 tips"', 'Straße nach Łódź', '  Already-Slugged  ']
print([slug(t) for t in titles], [html.escape(t) for t in titles[:1]], html.unescape('&lt;a href=&quot;x&quot;&gt; &eacute;'))
letter = string.Template('Dear $name,\n\nyour ${item}s cost $$${price}.\n').safe_substitute(name='Ada', item='book')
print(letter, textwrap.fill('The quick brown fox jumps over the lazy dog and runs away from a hunter with a very-long-hyphenated-word.', 30, subsequent_indent='  '))
print(textwrap.dedent('''
    def f():
        return 1
''').strip(), textwrap.shorten('one two three four five', 15), textwrap.indent('a\n\nb', '> '))
url = urljoin('https://example.com/a/b?x=1', '../c?' + urlencode({'q': 'a b&c', 'n': [1, 2]}, doseq=True))
print(url, urlsplit(url).query, parse_qs(urlsplit(url).query), quote('naïve/path'))
# --- hashes and ids
import base64, binascii, hashlib, hmac, struct, uuid
payload = b'{"id": 7, "amount": "12.50"}'
print(hashlib.sha256(payload).hexdigest()[:16], hashlib.md5(payload).hexdigest(), hmac.new(b'key', payload, 'sha256').hexdigest()[:12], binascii.crc32(payload))
token = base64.urlsafe_b64encode(payload).decode().rstrip('=')
print(token, base64.urlsafe_b64decode(token + '=' * (-len(token) % 4)) == payload, base64.b64encode(b'\xff\xfe'), binascii.hexlify(b'ab', ' '))
packed = struct.pack('>HIf3s', 1, 2 ** 31, 1.5, b'abc')
print(packed, struct.unpack('>HIf3s', packed), struct.calcsize('<QB'), uuid.uuid5(uuid.NAMESPACE_URL, 'https://example.com'), uuid.UUID(int=5).hex)
try: struct.pack('B', 300)
except struct.error as e: print(e)
# --- a bank with locks and logging
import asyncio, logging, io
stream = io.StringIO()
logger = logging.getLogger('bank')
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter('%(levelname)s %(name)s: %(message)s'))
logger.addHandler(handler); logger.setLevel(logging.INFO); logger.propagate = False
class Account:
    def __init__(self, balance): self.balance, self.lock = balance, asyncio.Lock()
    async def withdraw(self, amount):
        async with self.lock:
            if amount > self.balance:
                logger.warning('refused %d of %d', amount, self.balance)
                raise ValueError('insufficient funds')
            await asyncio.sleep(0)
            self.balance -= amount
            logger.info('withdrew %d', amount)
            return self.balance
async def main():
    account = Account(100)
    results = await asyncio.gather(*[account.withdraw(a) for a in (30, 50, 40, 20)], return_exceptions=True)
    return [repr(r) for r in results], account.balance
print(asyncio.run(main()))
print(stream.getvalue())
# --- text differences and close names
import difflib, pprint
a = 'one\ntwo\nthree\nfour\n'.splitlines(keepends=True)
b = 'one\ntoo\nthree\nfour\nfive\n'.splitlines(keepends=True)
print(''.join(difflib.unified_diff(a, b, 'old', 'new')), difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']), round(difflib.SequenceMatcher(None, 'kitten', 'sitting').ratio(), 4))
pprint.pprint({'numbers': list(range(30)), 'nested': {'a': ['x' * 20] * 4, 'b': {'c': (1, 2)}}}, width=60)
# --- simulation with a seed
import random, math, statistics
rng = random.Random(42)
def pi(n): return 4 * sum(math.hypot(rng.random(), rng.random()) <= 1 for _ in range(n)) / n
print(pi(2000), rng.choice('abc'), rng.sample(range(100), 5), [rng.randint(1, 6) for _ in range(8)], round(rng.gauss(0, 1), 9))
deck = [f'{r}{s}' for s in 'SH' for r in 'A23']; rng.shuffle(deck); print(deck, rng.choices(['a', 'b'], weights=[9, 1], k=6))
print(statistics.quantiles([rng.uniform(0, 10) for _ in range(50)], n=4), rng.getrandbits(70))
# --- exact fractions and money
from fractions import Fraction
from decimal import Decimal, getcontext, localcontext
print(sum(Fraction(1, n) for n in range(1, 11)), Fraction('3.125'), Fraction(0.1).limit_denominator(100), Fraction(7, 3) ** 2, float(Fraction(22, 7)), round(Fraction(7, 2)))
print(Decimal('1') / Decimal('7'), Decimal('2').sqrt(), Decimal('1.10') + 1, Decimal(10) // 3, Decimal('-7') % 3, f'{Decimal("1234567.891"):,.2f}')
with localcontext() as ctx:
    ctx.prec = 5
    print(Decimal(1) / 3, Decimal(2) ** 50)
print(getcontext().prec, Decimal('NaN').is_nan(), Decimal('0.1') == Fraction(1, 10), sum([Decimal('0.1')] * 3) == Decimal('0.3'))
try: Decimal('abc')
except ArithmeticError as e: print(type(e).__name__, e)
try: Decimal(1) / 0
except ZeroDivisionError as e: print(type(e).__name__, e)
# --- network plan
import ipaddress
from bisect import bisect_right
network = ipaddress.ip_network('192.168.10.0/24')
subnets = list(network.subnets(new_prefix=27))
print(len(subnets), subnets[3], subnets[3].broadcast_address, [str(h) for h in subnets[0].hosts()][:2], ipaddress.ip_address('192.168.10.77') in subnets[2])
starts = [int(s.network_address) for s in subnets]
print(subnets[bisect_right(starts, int(ipaddress.ip_address('192.168.10.200'))) - 1], list(ipaddress.collapse_addresses(subnets[:2])), ipaddress.ip_address('::1').is_loopback)
try: ipaddress.ip_network('10.0.0.1/8')
except ValueError as e: print(e)
# --- calendar arithmetic
import calendar
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo
def third_friday(year, month): return [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == calendar.FRIDAY][2]
print([third_friday(2024, m).isoformat() for m in (1, 2, 3)], calendar.monthrange(2024, 2), calendar.isleap(1900))
meeting = datetime(2024, 3, 30, 12, tzinfo=ZoneInfo('Europe/Berlin'))
later = meeting + timedelta(days=1)
print(meeting.isoformat(), later.isoformat(), (later.astimezone(timezone.utc) - meeting.astimezone(timezone.utc)), meeting.astimezone(ZoneInfo('America/New_York')).strftime('%a %H:%M %Z'))
print(datetime.combine(date(2024, 1, 31), time(9, 30)) + timedelta(weeks=4), (date(2025, 1, 1) - date(2024, 1, 1)).days, datetime.fromisoformat('2024-05-06T07:08:09+02:00').utctimetuple().tm_hour, date(2024, 12, 30).isocalendar())
print(calendar.month(2024, 2))
# --- plugin registry with decorators and dispatch
from abc import ABC, abstractmethod
from contextlib import ExitStack, contextmanager, suppress
from functools import partial, reduce, singledispatch, wraps
from types import MappingProxyType, SimpleNamespace
from typing import NamedTuple, Protocol, runtime_checkable
class Step(ABC):
    registry = {}
    def __init_subclass__(cls, name, **kwargs):
        super().__init_subclass__(**kwargs); Step.registry[name] = cls
    @abstractmethod
    def run(self, value): ...
class Double(Step, name='double'):
    def run(self, value): return value * 2
class Add(Step, name='add'):
    def __init__(self, n=1): self.n = n
    def run(self, value): return value + self.n
try: Step()
except TypeError as e: print(e)
pipeline = [Step.registry['double'](), Step.registry['add'](n=5)]
print(reduce(lambda v, s: s.run(v), pipeline, 10), sorted(Step.registry))
@singledispatch
def show(x): return f'? {x!r}'
@show.register
def _(x: int): return f'int {x}'
@show.register(list)
def _(x): return f'list of {len(x)}'
print(show(3), show([1]), show('a'), show(True))
log = []
@contextmanager
def resource(name):
    log.append(f'open {name}')
    try: yield name.upper()
    finally: log.append(f'close {name}')
with suppress(KeyError), ExitStack() as stack:
    names = [stack.enter_context(resource(n)) for n in 'ab']
    stack.callback(log.append, 'callback')
    {}['missing']
print(log, names)
class Point(NamedTuple):
    x: int
    y: int = 0
@runtime_checkable
class HasX(Protocol):
    x: int
print(Point(1), Point(1)._replace(y=5)._asdict(), isinstance(Point(1), HasX), SimpleNamespace(a=1, b='x'), dict(MappingProxyType({'k': 1})), partial(max, 5)(3))
# --- configuration
import tomllib, json, traceback
config = tomllib.loads('title = "x"\n[server]\nport = 8080\nhosts = ["a", "b"]\n[[users]]\nname = "Ada"\nadmin = true\n[[users]]\nname = "Bob"\n')
print(json.dumps(config, indent=2, sort_keys=True))
try: tomllib.loads('a = \n')
except tomllib.TOMLDecodeError as e: print(e)
def risky(): return {}['nope']
try: risky()
except KeyError: text = traceback.format_exc()
print(text.splitlines()[0], text.splitlines()[-1], len(text.splitlines()) > 3)
