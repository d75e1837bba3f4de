# --- retrying client over an unreliable host
# externals: slow, slow_fail
import asyncio
class RetryError(Exception):
    def __init__(self, attempts, last):
        super().__init__(f'gave up after {attempts} attempts: {last}')
        self.attempts = attempts
class Client:
    def __init__(self, retries=3): self.retries, self.log = retries, []
    async def call(self, name, fails):
        last = None
        for attempt in range(1, self.retries + 1):
            try:
                if attempt <= fails: await slow_fail('TimeoutError', f'{name} #{attempt}', 1)
                result = await slow(f'{name} ok', 1)
            except TimeoutError as e:
                last = e
                self.log.append(str(e))
            else: return result, attempt
        raise RetryError(self.retries, last) from last
c = Client()
print(await c.call('first', 0), await c.call('second', 2), c.log)
results = await asyncio.gather(c.call('x', 1), c.call('y', 9), return_exceptions=True)
print(results[0], repr(results[1]), results[1].attempts)
await c.call('z', 5)
# --- map and reduce in stages
# externals: slow, rows
import asyncio
async def mapper(row):
    amount = await slow(row['amount'], row['id'] % 2)
    return row['group'], amount * amount
async def reducer(pairs):
    out = {}
    for k, v in pairs: out.setdefault(k, []).append(await slow(v))
    return {k: sum(v) for k, v in sorted(out.items())}
async def main():
    chunks = [rows(3, start) for start in range(0, 9, 3)]
    mapped = []
    for chunk in chunks:
        mapped += await asyncio.gather(*map(mapper, chunk))
    return await reducer(mapped)
asyncio.run(main())
# --- async pipeline of generators
# externals: slow, upper
async def source(n):
    for i in range(n):
        yield await slow(f'line {i}')
async def numbered(lines):
    n = 0
    async for line in lines:
        n += 1
        yield n, upper(line)
async def only(items, test):
    async for item in items:
        if test(item): yield item
out = [x async for x in only(numbered(source(5)), lambda p: p[0] % 2)]
async for n, line in numbered(source(2)):
    print(f'{n}: {line}')
out
# --- resource pool with async context managers
# externals: slow
import asyncio
class Pool:
    def __init__(self, n): self.free, self.events = [f'r{i}' for i in range(n)], []
    def lease(self, who): return Lease(self, who)
class Lease:
    def __init__(self, pool, who): self.pool, self.who = pool, who
    async def __aenter__(self):
        while not self.pool.free: await asyncio.sleep(0)
        self.resource = self.pool.free.pop(0)
        return self.resource
    async def __aexit__(self, kind, error, tb):
        self.pool.free.append(self.resource)
        self.pool.events.append((self.who, kind is None))
        return isinstance(error, KeyError)
async def use(pool, who):
    async with pool.lease(who) as r:
        await slow(who, 1)
        if who == 'b': raise KeyError(who)
        return who, r
pool = Pool(1)
print(await use(pool, 'a'), await use(pool, 'b'), await use(pool, 'c'))
pool.events, pool.free
# --- cancellation of pending host calls
# externals: slow
import asyncio
log = []
async def work(n):
    try: return await slow(n, 20 * n + 1)
    except asyncio.CancelledError:
        log.append(f'cancelled {n}')
        raise
    finally: log.append(f'finally {n}')
tasks = [asyncio.create_task(work(n)) for n in range(3)]
first = await tasks[0]
for t in tasks[1:]: t.cancel()
results = await asyncio.gather(*tasks[1:], return_exceptions=True)
first, [type(r).__name__ for r in results], log
# --- agent with tools and a plan
# externals: fetch, lookup, slow, fail
import asyncio
from dataclasses import dataclass, field
@dataclass
class Step:
    tool: str
    args: tuple = ()
    needs: list[int] = field(default_factory=list)
class Agent:
    tools = {'fetch': lambda k: fetch(k)['price'], 'size': lambda s: lookup('sizes', s, default=0), 'broken': lambda: fail('RuntimeError', 'tool down')}
    def __init__(self, plan): self.plan, self.results, self.trace = plan, {}, []
    async def run_step(self, i):
        step = self.plan[i]
        inputs = [self.results[n] for n in step.needs]
        try:
            value = sum(inputs) if step.tool == 'sum' else self.tools[step.tool](*step.args)
        except RuntimeError as e:
            self.trace.append(f'{i} failed: {e}')
            value = 0
        self.results[i] = await slow(value, i)
        self.trace.append(f'{i} {step.tool}')
    async def run(self):
        todo = set(range(len(self.plan)))
        while todo:
            ready = sorted(i for i in todo if all(n in self.results for n in self.plan[i].needs))
            await asyncio.gather(*(self.run_step(i) for i in ready))
            todo -= set(ready)
        return self.results[len(self.plan) - 1]
agent = Agent([Step('fetch', (2,)), Step('size', ('l',)), Step('broken'), Step('sum', needs=[0, 1, 2])])
await agent.run(), agent.trace
