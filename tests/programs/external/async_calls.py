# --- await one
# externals: slow
await slow(5)
# --- await in sequence and in expressions
# externals: slow, add
x = await slow(1) + await slow(2)
[await slow(i) for i in range(3)], add(await slow(x), 10), f'{await slow("s")}', (await slow({'k': 1}))['k']
# --- gather keeps the order of its arguments
# externals: slow
import asyncio
await asyncio.gather(slow('a', 3), slow('b', 1), slow('c', 2))
# --- gathered coroutines finish in order of delay
# externals: slow
import asyncio
done = []
async def one(name, delay):
    r = await slow(name, delay)
    done.append(r)
    return r.upper()
print(await asyncio.gather(one('late', 3), one('first', 1), one('middle', 2)))
done
# --- gathered coroutines that call again
# externals: slow, upper
import asyncio
async def chain(name, *delays):
    out = []
    for d in delays:
        out.append(await slow(name + str(d), d))
        out[-1] = upper(out[-1])
    return out
await asyncio.gather(chain('a', 1, 4), chain('b', 3), chain('c'))
# --- errors in gathered calls
# externals: slow, slow_fail
import asyncio
print(await asyncio.gather(slow(1), slow(2, 1)))
rs = await asyncio.gather(slow(1, 2), slow_fail('ValueError', 'bad', 1), return_exceptions=True)
print(rs[0], repr(rs[1]))
try: await asyncio.gather(slow(1, 2), slow_fail('KeyError', 'k', 1))
except KeyError as e: print(repr(e))
# --- uncaught async host error
# externals: slow_fail
async def work():
    return await slow_fail('RuntimeError', 'async failure')
await work()
# --- caught async host error
# externals: slow_fail, slow
async def safe(kind):
    try: return await slow_fail(kind, 'm')
    except (ValueError, LookupError) as e: return type(e).__name__, str(e)
    finally: print('finally', await slow('f'))
[await safe('ValueError'), await safe('IndexError')]
# --- tasks
# externals: slow
import asyncio
log = []
async def job(n, delay):
    log.append(f'start {n}')
    r = await slow(n, delay)
    log.append(f'end {n}')
    return r
a, b = asyncio.create_task(job(1, 4)), asyncio.create_task(job(2, 1))
print(log, await b, await a)
log
# --- task group with external calls
# externals: slow
import asyncio
async def job(n): return await slow(n * n, n)
async with asyncio.TaskGroup() as tg:
    tasks = [tg.create_task(job(n)) for n in (3, 1, 2)]
[t.result() for t in tasks]
# --- task group where one fails
# externals: slow, slow_fail
import asyncio
async def fails(): await slow_fail('ValueError', 'group', 1)
async def waits():
    try: await slow('never', 30)
    except asyncio.CancelledError:
        print('cancelled')
        raise
try:
    async with asyncio.TaskGroup() as tg:
        tg.create_task(waits())
        tg.create_task(fails())
except* ValueError as g: print([str(e) for e in g.exceptions])
# --- async comprehension, generator and for
# externals: slow
async def produce(n):
    for i in range(n):
        yield await slow(i * 10)
print([x async for x in produce(3)], {x: await slow(x) async for x in produce(2)})
async for x in produce(2): print(x, await slow('in loop'))
# --- async context manager
# externals: slow, upper
class Session:
    async def __aenter__(self): self.id = await slow(7); return self
    async def __aexit__(self, kind, e, tb):
        print(upper('closing'), await slow(kind and kind.__name__))
        return True
async with Session() as s: print(s.id); raise ValueError('x')
# --- asyncio.run inside the program
# externals: slow
import asyncio
async def main():
    return sum(await asyncio.gather(*(slow(i, i) for i in range(4))))
asyncio.run(main())
# --- coroutine kept and awaited later
# externals: slow
c = slow('kept')
print('not yet')
d = await c
d
# --- methods, class and closures
# externals: slow
import asyncio
class Client:
    def __init__(self): self.cache = {}
    async def get(self, k):
        if k not in self.cache: self.cache[k] = await slow(k * 2, 1)
        return self.cache[k]
c = Client()
await c.get(1), await asyncio.gather(c.get(1), c.get(2)), sorted(c.cache.items())
# --- wait_for and timeout that do not fire
# externals: slow
import asyncio
async with asyncio.timeout(20): a = await slow('in time', 1)
a, await asyncio.wait_for(slow('also', 1), 20)
# --- sync calls between async ones
# externals: slow, add
import asyncio
async def f(n):
    a = add(n, 1)
    b = await slow(a, n)
    return add(a, b)
await asyncio.gather(*[f(n) for n in range(4)])
# --- bounded concurrency by hand
# externals: slow
import asyncio
running = peak = 0
async def limited(jobs, n):
    results, pending = {}, list(enumerate(jobs))
    async def worker():
        global running, peak
        while pending:
            i, job = pending.pop(0)
            running += 1; peak = max(peak, running)
            results[i] = await slow(job, 1)
            running -= 1
    await asyncio.gather(*(worker() for _ in range(n)))
    return [results[i] for i in sorted(results)]
await limited('abcde', 2), peak
# --- wrong arguments of an async function
# externals: slow
try: await slow()
except TypeError as e: print(e)
await slow(1, 2, 3)
# --- exception chain over await
# externals: slow_fail
async def inner():
    await slow_fail('OSError', 'low level')
async def outer():
    try: await inner()
    except OSError as e: raise RuntimeError('high level') from e
await outer()
