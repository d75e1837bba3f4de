# --- asyncio.run
import asyncio
async def main(x):
    await asyncio.sleep(0)
    return x + 1
asyncio.run(main(1))
# --- top-level await
import asyncio
async def f(x):
    await asyncio.sleep(0)
    return x * 2
y = await f(2)
y + await f(3)
# --- gather keeps order
import asyncio
async def worker(name, turns):
    for i in range(turns):
        print(name, i)
        await asyncio.sleep(0)
    return name
await asyncio.gather(worker('a', 3), worker('b', 1), worker('c', 2))
# --- gather with exceptions
import asyncio
async def ok(): return 'ok'
async def bad(): raise ValueError('bad')
print(await asyncio.gather(ok(), bad(), return_exceptions=True) != [])
results = await asyncio.gather(bad(), ok(), return_exceptions=True)
print([repr(r) for r in results])
try: await asyncio.gather(ok(), bad())
except ValueError as e: print('caught', e)
await asyncio.gather()
# --- create_task runs at the next pause
import asyncio
async def say(x):
    print('task', x)
    await asyncio.sleep(0)
    print('task again', x)
    return x
t1 = asyncio.create_task(say(1))
t2 = asyncio.create_task(say(2))
print('created', t1.done())
await asyncio.sleep(0)
print('between')
print(await t2, await t1, t1.done(), t1.result())
# --- cancelling a task
import asyncio
async def forever():
    try:
        while True: await asyncio.sleep(0)
    except asyncio.CancelledError:
        print('cancelled')
        raise
    finally: print('cleanup')
t = asyncio.create_task(forever())
await asyncio.sleep(0)
print(t.cancel())
try: await t
except asyncio.CancelledError: print('task was cancelled', t.cancelled())
# --- task group
import asyncio
out = []
async def work(n):
    for _ in range(n): await asyncio.sleep(0)
    out.append(n)
    return n * 10
async with asyncio.TaskGroup() as tg:
    tasks = [tg.create_task(work(n)) for n in (3, 1, 2)]
    out.append('body')
out, [t.result() for t in tasks]
# --- task group failure cancels siblings
import asyncio
async def fail(): await asyncio.sleep(0); raise ValueError('failed')
async def wait():
    try:
        for _ in range(50): await asyncio.sleep(0)
    except asyncio.CancelledError:
        print('sibling cancelled')
        raise
try:
    async with asyncio.TaskGroup() as tg:
        tg.create_task(wait())
        tg.create_task(fail())
except* ValueError as g: print(g.exceptions, str(g))
# --- timeout that does not fire
import asyncio
async def quick(): await asyncio.sleep(0); return 'quick'
async with asyncio.timeout(5):
    r = await quick()
r, await asyncio.wait_for(quick(), 5), await asyncio.wait_for(quick(), timeout=None)
# --- timeout that fires
import asyncio
try:
    async with asyncio.timeout(0.01): await asyncio.sleep(5)
except TimeoutError as e: print('timeout', repr(e), asyncio.TimeoutError is TimeoutError)
try: await asyncio.wait_for(asyncio.sleep(5), 0.01)
except TimeoutError as e: print('wait_for', repr(str(e)))
# --- sleeps wake in order of time
import asyncio
log = []
async def nap(d):
    await asyncio.sleep(d / 100)
    log.append(d)
    return d
print(await asyncio.gather(nap(3), nap(1), nap(2)), await asyncio.sleep(0, 'result'))
log
# --- async with
import asyncio
class M:
    def __init__(self, n): self.n = n
    async def __aenter__(self):
        await asyncio.sleep(0)
        print('enter', self.n)
        return self
    async def __aexit__(self, kind, e, tb):
        await asyncio.sleep(0)
        print('exit', self.n, kind and kind.__name__)
        return self.n == 2
async with M(1) as a, M(2): print(a.n); raise ValueError('swallowed')
print('go on')
try:
    async with M(3): raise KeyError('out')
except KeyError as e: print(e)
async def f():
    async with M(4): return 'returned'
await f()
# --- async for
class Count:
    def __init__(self, n): self.i, self.n = 0, n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1
        return self.i
async def main():
    async for x in Count(3):
        if x == 2: continue
        print(x)
    else: print('else')
    async for x in Count(5):
        if x == 2: break
    else: print('never')
    return x
await main()
# --- async generators
import asyncio
async def agen(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    finally: print('agen done')
print([x async for x in agen(3)])
print({x: y async for x in agen(2) for y in [x * 2]}, [x async for x in agen(4) if x % 2])
g = agen(5)
print(await anext(g), await g.__anext__(), await g.asend(None))
await g.aclose()
print(await anext(g, 'default'))
# --- async generator send and throw
async def echo():
    received = None
    while True:
        try: received = yield received
        except ValueError as e: received = f'caught {e}'
g = echo()
print(await g.asend(None), await g.asend(1), await g.athrow(ValueError('v')), await g.asend('z'))
await g.aclose()
try: await g.asend(1)
except StopAsyncIteration: print('stopped')
# --- await in comprehensions
import asyncio
async def sq(x): await asyncio.sleep(0); return x * x
async def ok(x): return x > 1
async def main():
    return [await sq(x) for x in range(4) if await ok(x)], {x: await sq(x) for x in range(2)}, sum([await sq(x) for x in (1, 2)])
await main()
# --- coroutine methods
import asyncio
class Service:
    def __init__(self): self.calls = 0
    async def get(self, k): self.calls += 1; await asyncio.sleep(0); return k.upper()
    @classmethod
    async def create(cls): return cls()
    @staticmethod
    async def ping(): return 'pong'
    async def __call__(self, x): return x
s = await Service.create()
print(await asyncio.gather(s.get('a'), s.get('b')), s.calls, await Service.ping(), await s('called'))
# --- __await__
import asyncio
class Later:
    def __init__(self, v): self.v = v
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.v
class Ready:
    def __await__(self):
        return iter(())
print(await Later('later'), await Ready())
# --- awaiting what is not awaitable
async def f(): await 5
try: await f()
except TypeError as e: print(e)
async def g(): return 1
c = g()
await c
try: await c
except RuntimeError as e: print(e)
try:
    async with 5: pass
except TypeError as e: print(e)
try:
    async for x in [1]: pass
except TypeError as e: print(e)
# --- exceptions travel through await
import asyncio
async def inner(): await asyncio.sleep(0); raise KeyError('inner')
async def outer():
    try: await inner()
    except KeyError as e: raise ValueError('outer') from e
    finally: print('finally')
try: await outer()
except ValueError as e: print(repr(e), repr(e.__cause__))
# --- uncaught in a gathered task
import asyncio
async def ok(): await asyncio.sleep(0)
async def bad(n):
    await asyncio.sleep(0)
    return 1 / n
await asyncio.gather(ok(), bad(0))
# --- uncaught in a task group
import asyncio
async def bad(): raise ValueError('in task')
async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(bad())
asyncio.run(main())
# --- producer and consumer
import asyncio
class Queue:
    def __init__(self): self.items, self.closed = [], False
    def put(self, x): self.items.append(x)
    async def get(self):
        while not self.items:
            if self.closed: return None
            await asyncio.sleep(0)
        return self.items.pop(0)
async def produce(q):
    for i in range(3):
        q.put(i)
        await asyncio.sleep(0)
    q.closed = True
async def consume(q, name):
    got = []
    while (x := await q.get()) is not None: got.append(x)
    return name, got
q = Queue()
results = await asyncio.gather(produce(q), consume(q, 'a'))
results
# --- nested gather and shared state
import asyncio
total = 0
async def add(n):
    global total
    for _ in range(n):
        current = total
        await asyncio.sleep(0)
        total = current + 1
async def both(): return await asyncio.gather(add(2), add(2))
await asyncio.gather(both(), add(1))
total
# --- coroutine never needs a pause
async def depth(n): return 0 if n == 0 else 1 + await depth(n - 1)
await depth(30)
# --- async lambda, default and closure
import asyncio
def make(n):
    async def f(k=n): await asyncio.sleep(0); return n, k
    return f
fs = [make(i) for i in range(2)]
print([await f() for f in fs], await (lambda: fs[0](9))())
# --- wait for a task that raised
import asyncio
async def bad(): raise RuntimeError('boom')
t = asyncio.create_task(bad())
await asyncio.sleep(0)
print(t.done(), repr(t.exception()))
try: await t
except RuntimeError as e: print(e)
# --- try finally return in coroutines
import asyncio
async def f():
    try:
        await asyncio.sleep(0)
        return 'value'
    finally:
        await asyncio.sleep(0)
        print('finally')
await f()
