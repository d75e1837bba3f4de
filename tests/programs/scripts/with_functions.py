# --- report over rows
# externals: rows, upper
data = rows(12)
by_group = {}
for r in data: by_group.setdefault(r['group'], []).append(r['amount'])
report = []
for group, amounts in sorted(by_group.items()):
    mean = sum(amounts) / len(amounts)
    report.append(f'{upper(group):<6}{sum(amounts):>4}{mean:>7.2f}{"*" * max(amounts)}')
print('\n'.join(report))
best = max(data, key=lambda r: (r['amount'], -r['id']))
{'best': best, 'groups': {g: len(a) for g, a in by_group.items()}}
# --- paging generator
# externals: rows
def pages(size, limit):
    start = 0
    while start < limit:
        page = rows(min(size, limit - start), start)
        yield from page
        start += len(page)
class Filter:
    def __init__(self, source): self.source = source
    def where(self, **conditions):
        return Filter(r for r in self.source if all(r[k] == v for k, v in conditions.items()))
    def __iter__(self): return iter(self.source)
print([r['id'] for r in Filter(pages(4, 10)).where(group='south')])
total = 0
for r in pages(3, 100):
    total += r['amount']
    if total > 20: break
r['id'], total
# --- fetch with a cache and fallbacks
# externals: fetch, fail
class Store:
    def __init__(self): self._cache, self.misses = {}, 0
    def __getitem__(self, k):
        if k not in self._cache:
            self.misses += 1
            try: self._cache[k] = fetch(k)
            except KeyError as e: raise LookupError(f'no item {k}') from e
        return self._cache[k]
    def get(self, k, default=None):
        try: return self[k]
        except LookupError: return default
s = Store()
print([s[k]['name'] for k in (1, 2, 1)], s.get(-1, 'none'), s.misses, s.get(-1))
total = sum(s[k]['price'] for k in range(4))
print(total, s.misses)
s[-9]
# --- concurrent enrichment
# externals: rows, slow
import asyncio
class Enricher:
    def __init__(self, limit): self.limit, self.log = limit, []
    async def one(self, row):
        try:
            row['score'] = await slow(row['amount'] * 10, row['id'] % 3)
            if row['score'] > self.limit: raise ValueError(f'row {row["id"]} scores {row["score"]}')
            return row
        finally: self.log.append(row['id'])
    async def all(self, data):
        results = await asyncio.gather(*(self.one(r) for r in data), return_exceptions=True)
        return [r for r in results if isinstance(r, dict)], [str(r) for r in results if isinstance(r, Exception)]
e = Enricher(70)
good, bad = await e.all(rows(6))
print([r['score'] for r in good], bad)
sorted(e.log), sum(r['score'] for r in good)
# --- transaction with rollback
# externals: echo, fail
class Transaction:
    def __init__(self): self.done = []
    def __enter__(self): return self
    def run(self, name, undo, action):
        action()
        self.done.append((name, undo))
    def __exit__(self, kind, error, tb):
        if kind is None: return False
        for name, undo in reversed(self.done):
            print('undo', name, undo())
        return isinstance(error, ConnectionError)
with Transaction() as t:
    t.run('a', lambda: echo('undo a')['args'], lambda: echo('a'))
    t.run('b', lambda: echo('undo b')['args'], lambda: echo('b'))
    t.run('c', None, lambda: fail('ConnectionError', 'lost'))
print('after', len(t.done))
with Transaction() as t:
    t.run('x', lambda: echo('undo x')['args'], lambda: echo('x'))
    fail('RuntimeError', 'fatal')
# --- decision tree over inputs
# externals: weight, lookup
# inputs: {"orders": [{"size": "s", "colour": "red", "who": "ann"}, {"size": "xl", "colour": "blue", "who": "bob"}], "discount": 0.1}
def price(order):
    match order:
        case {'size': s, 'colour': c} if (n := lookup('sizes', s)) is not None:
            return n * 10 + weight(c)
        case {'who': who}: raise ValueError(f'cannot price the order of {who}')
out = {}
for o in orders:
    try: out[o['who']] = round(price(o) * (1 - discount), 2)
    except ValueError as e: out[o['who']] = str(e)
out
# --- recursive crawl
# externals: fetch, add
seen = {}
def crawl(k, depth=0):
    if k in seen or depth > 3: return 0
    seen[k] = item = fetch(k)
    kids = [add(k, 1)] if 'even' in item['tags'] else [add(k, k), add(k, 3)]
    return 1 + sum(crawl(c, depth + 1) for c in kids)
crawl(1), {k: v['name'] for k, v in sorted(seen.items())}
# --- priority queue ordered by a host comparison
# externals: less, weight
class Job:
    def __init__(self, name): self.name = name
    def __lt__(self, o): return less(weight(self.name), weight(o.name))
    def __repr__(self): return self.name
class Heap:
    def __init__(self): self.xs = []
    def push(self, x):
        i = 0
        while i < len(self.xs) and self.xs[i] < x: i += 1
        self.xs.insert(i, x)
    def pop(self): return self.xs.pop(0)
h = Heap()
for n in ('mail', 'print', 'scan', 'copy'): h.push(Job(n))
print(h.xs, sorted(h.xs, reverse=True), min(h.xs), max(h.xs))
[h.pop().name for _ in range(4)]
