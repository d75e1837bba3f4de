# --- tasks and futures
import asyncio
async def work(name, steps):
    for step in range(steps):
        await asyncio.sleep(0)
    return name
async def main():
    loop = asyncio.get_running_loop()
    print(loop is asyncio.get_event_loop())
    a = asyncio.create_task(work('a', 3), name='first')
    b = asyncio.ensure_future(work('b', 1))
    print(isinstance(a, asyncio.Task), isinstance(a, asyncio.Future), asyncio.isfuture(b), asyncio.iscoroutine(work), a.get_name(), a.done())
    print(len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks(), asyncio.iscoroutinefunction(work))
    done, pending = await asyncio.wait({a, b}, return_when=asyncio.FIRST_COMPLETED)
    print(sorted(t.result() for t in done), len(pending))
    done, pending = await asyncio.wait([a, b], return_when=asyncio.ALL_COMPLETED)
    print(sorted(t.result() for t in done), pending)
    future = loop.create_future()
    loop.call_soon(future.set_result, 5)
    print(await future, future.done(), future.result(), await asyncio.shield(work('s', 1)))
    try: future.set_result(6)
    except asyncio.InvalidStateError as e: print(type(e).__name__, e)
    handle = loop.call_later(0.01, print, 'later')
    print(isinstance(handle, asyncio.TimerHandle), isinstance(handle, asyncio.Handle), handle.cancelled())
    handle.cancel()
    print(handle.cancelled())
asyncio.run(main())
# --- first exception
import asyncio
async def fail(after):
    for _ in range(after): await asyncio.sleep(0)
    raise ValueError(after)
async def last():
    try: await asyncio.sleep(10)
    except asyncio.CancelledError: print('cancelled'); raise
async def main():
    tasks = [asyncio.create_task(fail(2)), asyncio.create_task(last())]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print([repr(t.exception()) for t in done], len(pending))
    for t in pending: t.cancel()
    print(await asyncio.gather(*pending, return_exceptions=True))
asyncio.run(main())
# --- as they complete
import asyncio
async def work(n):
    await asyncio.sleep(0.01 * n)
    return n
async def main():
    out = []
    for next_one in asyncio.as_completed([work(3), work(1), work(2)]):
        out.append(await next_one)
    return out
asyncio.run(main())
# --- timeouts
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(0.01) as t: await asyncio.sleep(1)
    except TimeoutError as e: print('timeout', repr(e), t.expired(), isinstance(t, asyncio.Timeout))
    async with asyncio.timeout(None) as t: print(t.when(), t.expired())
    async with asyncio.timeout_at(loop.time() + 5) as t: print(t.expired())
    try: await asyncio.wait_for(asyncio.sleep(1), 0.01)
    except asyncio.TimeoutError: print('wait_for')
    return await asyncio.wait_for(asyncio.sleep(0, 'in time'), 1)
asyncio.run(main())
# --- events, conditions, semaphores, barriers
import asyncio
async def main():
    event, condition, semaphore, bounded = asyncio.Event(), asyncio.Condition(), asyncio.Semaphore(2), asyncio.BoundedSemaphore(1)
    log = []
    async def waiter(name):
        await event.wait()
        async with semaphore:
            log.append(name)
            await asyncio.sleep(0)
    async def notified(name):
        async with condition:
            await condition.wait()
            log.append(name)
    tasks = [asyncio.create_task(waiter(i)) for i in range(4)] + [asyncio.create_task(notified('n'))]
    await asyncio.sleep(0)
    print(event.is_set(), semaphore.locked(), condition.locked())
    event.set()
    async with condition: condition.notify_all()
    await asyncio.gather(*tasks)
    print(log, semaphore.locked())
    async with bounded: print(bounded.locked())
    try: bounded.release()
    except ValueError as e: print(e)
    barrier = asyncio.Barrier(3)
    async def meet(i):
        position = await barrier.wait()
        return position
    print(sorted(await asyncio.gather(*[meet(i) for i in range(3)])), barrier.parties, barrier.n_waiting, barrier.broken)
    async def stuck():
        try: await barrier.wait()
        except asyncio.BrokenBarrierError as e: return 'broken'
    t = asyncio.create_task(stuck())
    await asyncio.sleep(0)
    await barrier.abort()
    print(await t, barrier.broken)
asyncio.run(main())
# --- queues
import asyncio
async def main():
    q, lifo, first = asyncio.Queue(2), asyncio.LifoQueue(), asyncio.PriorityQueue()
    for x in (3, 1, 2): lifo.put_nowait(x); first.put_nowait(x)
    print([lifo.get_nowait() for _ in range(3)], [await first.get() for _ in range(3)])
    try: lifo.get_nowait()
    except asyncio.QueueEmpty as e: print(type(e).__name__)
    q.put_nowait(1); q.put_nowait(2)
    try: q.put_nowait(3)
    except asyncio.QueueFull as e: print(type(e).__name__, q.full(), q.qsize(), q.maxsize)
    async def producer():
        for i in range(5): await q.put(i * 10)
    async def consumer(out):
        while len(out) < 7:
            out.append(await q.get()); q.task_done()
        return out
    task = asyncio.create_task(producer())
    print(await consumer([]), q.empty())
    await q.join()
asyncio.run(main())
# --- a queue that is shut down
# min_python: 3.13
import asyncio
async def main():
    q = asyncio.Queue()
    q.put_nowait(1)
    q.shutdown()
    print(await q.get())
    try: await q.get()
    except asyncio.QueueShutDown as e: print(type(e).__name__)
    try: q.put_nowait(2)
    except asyncio.QueueShutDown as e: print(type(e).__name__)
asyncio.run(main())
# --- waiting through external calls
# externals: slow
import asyncio
async def main():
    lock, event, queue = asyncio.Lock(), asyncio.Event(), asyncio.Queue(1)
    async def worker(name, delay):
        async with lock:
            value = await slow(name, delay)
        await queue.put(value)
        event.set()
    tasks = [asyncio.create_task(worker('a', 2)), asyncio.create_task(worker('b', 1))]
    await event.wait()
    out = [await queue.get(), await queue.get()]
    await asyncio.gather(*tasks)
    return out, lock.locked()
await main()
