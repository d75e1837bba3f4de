# Async generators: driven by hand, waiting in the middle of a step, and closed when nobody goes on with them.
# --- what an async generator waits for is no item of it
import asyncio


class Aw:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        for i in range(self.n):
            yield
        return 'aw'


async def ag():
    print(await Aw(2))
    yield 1
    print(await Aw(1))
    yield 2


async def other():
    for i in range(6):
        print('o', i)
        await asyncio.sleep(0)


async def main():
    t = asyncio.create_task(other())
    async for x in ag():
        print(x)
    g = ag()
    print(await anext(g))
    print(await g.asend(3))
    print([x async for x in ag()])
    await t


asyncio.run(main())
# --- what __anext__ waits for goes to whoever drives
import asyncio


class Aw:
    def __await__(self):
        yield
        return 'aw'


class It:
    def __init__(self):
        self.n = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.n += 1
        if self.n > 2:
            raise StopAsyncIteration
        return await Aw()


async def main():
    async for x in It():
        print(x)


c = main()
try:
    while True:
        print(c.send(None))
except StopIteration:
    print('end')


# --- an async generator in a coroutine driven by hand
class Aw:
    def __await__(self):
        x = yield 'q'
        print('sent', x)
        return 'aw'


async def ag():
    yield await Aw()
    yield 2


async def main():
    async for x in ag():
        print('x', x)


c = main()
try:
    while True:
        print(c.send(7))
except TypeError as e:
    print(e)
c = main()
try:
    print(c.send(None))
    while True:
        print(c.send(7))
except StopIteration:
    print('end')


# --- steps of an async generator driven by hand through what it waits for
class Aw:
    def __await__(self):
        r = yield 'susp'
        return r


async def ag():
    v = await Aw()
    yield v
    try:
        yield 3
    finally:
        await Aw()
        print('closed')


g = ag()
s = g.asend(None)
print(s.send(None))
try:
    s.send('val')
except StopIteration as e:
    print(e.value)
s = g.__anext__()
for x in s.__await__():
    print('x', x)
c = g.aclose()
print(c.send(None))
try:
    c.send(None)
except StopIteration as e:
    print('done', e.value)
# --- an async generator that a loop leaves is closed soon
import asyncio


async def g():
    try:
        yield 1
        yield 2
    finally:
        print('closed')


async def main():
    async for x in g():
        print(x)
        break
    print('after')
    await asyncio.sleep(0)
    print('end')


asyncio.run(main())
# --- async generators that loops leave by return and exceptions
import asyncio


async def g():
    try:
        yield 1
        yield 2
    finally:
        print('closed')


async def f():
    async for x in g():
        return x


async def raising():
    async for x in g():
        raise ValueError(x)


async def main():
    print(await f())
    await asyncio.sleep(0)
    print('--')
    try:
        await raising()
    except ValueError as e:
        print('v', e)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print('--')
    for i in range(2):
        async for x in g():
            print(x)
            if x == 1:
                continue
            break
        await asyncio.sleep(0)
    print([x async for x in g()])


asyncio.run(main())
# --- two tasks and one async generator
import asyncio


async def g():
    for i in range(3):
        await asyncio.sleep(0)
        yield i


async def main():
    a = g()

    async def one():
        try:
            return await anext(a)
        except RuntimeError as e:
            return str(e)

    print(await asyncio.gather(one(), one(), one()))
    print([x async for x in a])


asyncio.run(main())
# --- errors of closing go nowhere
import asyncio


async def g():
    try:
        yield 1
    finally:
        raise ValueError('in close')


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


keep = []


async def main():
    async for x in g():
        break
    async for x in stubborn():
        break
    keep.append(g())
    keep.append(stubborn())
    for k in keep:
        print(await anext(k))
    await asyncio.sleep(0)
    print('end')


asyncio.run(main())
print('out')
# --- async generators that have not begun
import asyncio


async def g():
    print('never')
    yield 1


async def main():
    a = g()
    await a.aclose()
    print([x async for x in a])
    b = g()
    try:
        await b.athrow(ValueError('x'))
    except ValueError as e:
        print('v', e)
    print([x async for x in b])
    c = g()
    c.aclose()
    print([x async for x in c])


asyncio.run(main())
# --- thrown into what an async generator waits for
kept = []


class Aw:
    def __await__(self):
        try:
            yield 'q'
        except KeyError as e:
            print('caught', e)
            yield 'second'
        return 'aw'


async def ag():
    try:
        yield await Aw()
    finally:
        print('fin')


async def main():
    async for x in ag():
        print('x', x)


async def other():
    generator = ag()
    kept.append(generator)
    return await anext(generator)


for make in (main, other):
    c = make()
    print(c.send(None))
    print(c.throw(KeyError('k')))
    try:
        c.send(None)
    except StopIteration as e:
        print('stop', e.value)
    c = make()
    print(c.send(None))
    try:
        c.throw(ValueError('v'))
    except ValueError as e:
        print('v', e)


# --- an async generator is driven by hand
async def numbers():
    sent = yield 1
    print('got', sent)
    yield 2


g = numbers()
for step in (g.asend(None), g.asend('hi'), g.__anext__(), g.__anext__()):
    try:
        print(step.send(None))
    except (StopIteration, StopAsyncIteration) as end:
        print(type(end).__name__, end.value if isinstance(end, StopIteration) else end.args)
g = numbers()
step = g.__anext__()
print(type(step).__name__)
try:
    next(step)
except StopIteration as end:
    print(end.value)
for again in (step, g.asend(5)):
    try:
        print(again.send(None))
    except (RuntimeError, StopIteration) as error:
        print(type(error).__name__, error)
g = numbers()
try:
    g.asend(1).send(None)
except TypeError as error:
    print(error)
# --- generators are closed when the loop ends
import asyncio


async def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print('closing', name)
        await asyncio.sleep(0)
        print('closed', name, asyncio.current_task().get_name() != '')


kept = []


async def main(name):
    kept.append(numbers(name))
    print(await anext(kept[-1]))
    print('end')


asyncio.run(main('a'))
asyncio.run(main('b'))
print('out')
# --- the host is called while async generators close
# externals: slow
import asyncio


async def numbers(name):
    try:
        yield await slow(name)
        yield 2
    finally:
        print('closing', await slow(name + '!'))


kept = []


async def main():
    async for x in numbers('a'):
        print(x)
        break
    await asyncio.sleep(0)
    print('between')
    kept.append(numbers('b'))
    print(await anext(kept[0]))


asyncio.run(main())
print('out')


# --- the host is called in steps driven by hand
# externals: add
async def numbers():
    yield add(1, 1)
    yield add(2, 2)


g = numbers()
for _ in range(3):
    try:
        g.__anext__().send(None)
    except StopIteration as end:
        print(end.value)
    except StopAsyncIteration:
        print('end')
