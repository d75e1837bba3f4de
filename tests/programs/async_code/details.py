# --- coroutine basics
import asyncio
async def f(x): return x * 2
async def g():
    a = await f(2)
    b = [await f(i) for i in range(3)]
    c = {await f(i) async for i in ag(2)}
    d = {i: await f(i) async for i in ag(2) if await f(i) > -1}
    e = [x async for x in ag(3) if x]
    h = (i async for i in ag(2))
    k = [i async for i in h]
    return a, b, c, d, e, k
async def ag(n):
    for i in range(n):
        yield i
print(await g(), f, type(f(1)).__name__)
try: await 5
except TypeError as e: print(e)
try: await None
except TypeError as e: print(e)
try:
    for i in ag(1): pass
except TypeError as e: print(e)
try:
    async for i in [1]: pass
except TypeError as e: print(e)
try: [i for i in f(1)]
except TypeError as e: print(e)
try: [x async for x in 5]
except TypeError as e: print(e)
c = f(1); await c
try: await c
except RuntimeError as e: print(e)
c = f(3)
try: c.send(None)
except StopIteration as e: print(e.value)
c = f(1)
try: c.send(1)
except TypeError as e: print(e)
c.close()
try: c.throw(ValueError('x'))
except (ValueError, RuntimeError) as e: print(repr(e))
print(len(await asyncio.gather(f(1), f(2))), f(1).__name__)
async def boom(): raise KeyError('boom')
try: await asyncio.gather(f(1), boom())
except KeyError as e: print(repr(e))
print(await asyncio.gather(f(1), boom(), return_exceptions=True))
await boom()
# --- async gen
import asyncio
async def ag():
    try:
        x = yield 1
        print('x', x)
        try: y = yield 2
        except ValueError as e: print('ve', e); y = yield 'thrown'
        print('y', y)
        yield 3
    finally: print('fin')
a = ag()
print(await a.__anext__(), await a.asend('s'), await a.athrow(ValueError('t')), await a.asend('q'))
try: await anext(a)
except StopAsyncIteration as e: print('sai', repr(e))
print(await anext(a, 'dflt'))
b = ag(); await anext(b); await b.aclose(); await b.aclose()
try: await anext(b)
except StopAsyncIteration: print('done')
c = ag(); await c.aclose()
d = ag()
try: await d.asend(1)
except TypeError as e: print(e)
try: await d.athrow(KeyError('k'))
except KeyError as e: print(repr(e))
async def ig():
    try: yield 1
    except GeneratorExit: yield 2
e = ig(); await anext(e)
try: await e.aclose()
except RuntimeError as x: print(x)
async def si(): yield 1; raise StopIteration(3)
try: [x async for x in si()]
except RuntimeError as x: print(x)
async def sai(): yield 1; raise StopAsyncIteration
try: [x async for x in sai()]
except RuntimeError as x: print(x)
async def cm_gen():
    async with CM() as c: yield c
class CM:
    async def __aenter__(s): await asyncio.sleep(0); print('enter'); return 'cm'
    async def __aexit__(s, *a): await asyncio.sleep(0); print('exit', a[0]); return False
async for x in cm_gen(): print(x)
class It:
    def __init__(s, n): s.n = n
    def __aiter__(s): return s
    async def __anext__(s):
        if s.n == 0: raise StopAsyncIteration
        s.n -= 1
        return s.n
async for i in It(3):
    if i == 1: continue
    print(i)
else: print('else')
print([i async for i in It(2)], ag.__name__, type(ag()))
class BadIt:
    def __aiter__(s): return 5
try:
    async for x in BadIt(): pass
except TypeError as x: print(x)
class BadNext:
    def __aiter__(s): return s
    def __anext__(s): return 5
try:
    async for x in BadNext(): pass
except TypeError as x: print(x)
# --- tasks
import asyncio
order = []
async def w(n, t=0):
    order.append(f'start {n}')
    await asyncio.sleep(t)
    order.append(f'end {n}')
    return n
async def main():
    t1 = asyncio.create_task(w('a', 0.02)); t2 = asyncio.create_task(w('b', 0.01))
    print(await t1, await t2, t1.done(), t1.result())
    async with asyncio.TaskGroup() as tg:
        x = tg.create_task(w('c')); y = tg.create_task(w('d'))
    print(x.result(), y.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad()); tg.create_task(w('never', 10))
    except* ValueError as eg: print('eg', eg.exceptions)
    try:
        async with asyncio.timeout(0.01): await asyncio.sleep(5)
    except TimeoutError as e: print('timeout', repr(e))
    try: await asyncio.wait_for(asyncio.sleep(5), 0.01)
    except asyncio.TimeoutError as e: print('wf', repr(e))
    t = asyncio.create_task(w('z', 10))
    await asyncio.sleep(0)
    t.cancel()
    try: await t
    except asyncio.CancelledError as e: print('cancelled', repr(e), t.cancelled())
    async def cleanup():
        try: await asyncio.sleep(10)
        except asyncio.CancelledError: print('cleaning'); raise
        finally: print('finally')
    t = asyncio.create_task(cleanup()); await asyncio.sleep(0); t.cancel('msg')
    try: await t
    except asyncio.CancelledError as e: print(e.args)
    done, pending = await asyncio.wait([asyncio.create_task(w('p')), asyncio.create_task(w('q', 5))], timeout=0.01)
    print(len(done), len(pending)); [p.cancel() for p in pending]
    return 'result'
async def bad(): raise ValueError('bad')
print(asyncio.run(main()) if False else await main()); print(order)
# --- asyncio run plain
import asyncio
async def main():
    q = []
    lock = asyncio.Lock() if hasattr(asyncio, 'Lock') else None
    async def p(n):
        for i in range(2): q.append((n, i)); await asyncio.sleep(0)
    await asyncio.gather(p('a'), p('b'))
    return q
print(asyncio.run(main()))
try: asyncio.run(5)
except (ValueError, TypeError) as e: print(e)
asyncio.run(main(), debug=False)
# --- async traceback
import asyncio
async def inner():
    await asyncio.sleep(0)
    raise ValueError('deep')
async def outer():
    await inner()
async def main():
    t = asyncio.create_task(outer())
    await asyncio.gather(t)
asyncio.run(main())
# --- taskgroup traceback
import asyncio
async def a(): raise ValueError('a')
async def b(): await asyncio.sleep(0); raise KeyError('b')
async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(a()); tg.create_task(b())
asyncio.run(main())
# --- await protocol
class Aw:
    def __await__(s): return iter([])
class Aw2:
    def __await__(s): r = yield from inner().__await__(); return ('aw', r)
class Aw3:
    def __await__(s): return 5
async def inner(): return 'inner'
print(await Aw(), await Aw2())
for x in (Aw3(), object(), inner, lambda: 1, (i for i in []), print):
    try: await x
    except TypeError as e: print(e)
# --- coroutine never awaited return
async def f():
    try: return 1
    finally: print('f')
async def g():
    async with A() as a:
        return await f()
class A:
    async def __aenter__(s): print('in')
    async def __aexit__(s, t, v, tb): print('out', t)
print(await g())
async def loop():
    for i in range(3):
        async with A():
            if i == 1: break
            continue
    return i
await loop()
# --- sync gen in async etc
async def f():
    def g(): yield from range(3)
    l = lambda: (yield)
    return list(g()), [*g()], sum(x for x in g()), {k: v for k, v in zip(g(), 'abc')}, [[await h(x + y) for x in range(2)] for y in range(2)]
async def h(x): return x
await f()
# --- nested async comprehension errors
async def ag(): yield 1; raise ValueError('in ag')
async def f(): return [x async for x in ag()]
await f()
