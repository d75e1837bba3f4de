# --- contextmanager
from contextlib import contextmanager
log = []
@contextmanager
def tag(name, *, end=True):
    """tag doc"""
    log.append(f'<{name}>')
    try: yield name.upper()
    finally: log.append(f'</{name}>' if end else 'open')
with tag('a') as a, tag('b', end=False) as b: log.append(a + b)
print(log, tag.__name__, tag.__doc__, tag.__wrapped__.__name__)
for body in (lambda: 1 / 0, lambda: [][1]):
    try:
        with tag('x'): body()
    except (ZeroDivisionError, IndexError) as e: print(type(e).__name__, e, e.__context__, e.__cause__)
@contextmanager
def swallow(*kinds):
    try: yield
    except kinds as e: log.append(repr(e))
with swallow(KeyError): {}['k']
try:
    with swallow(KeyError): int('x')
except ValueError as e: print('through', e)
@contextmanager
def translate():
    try: yield
    except KeyError as e: raise ValueError('translated') from e
try:
    with translate(): {}['z']
except ValueError as e: print(e, repr(e.__cause__), repr(e.__context__))
@contextmanager
def other():
    try: yield
    finally: raise TypeError('in finally')
try:
    with other(): 1 / 0
except TypeError as e: print(e, repr(e.__context__))
print(log)
# --- contextmanager misuse
from contextlib import contextmanager
@contextmanager
def none():
    if False: yield
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def goes_on():
    try: yield
    except ValueError: pass
    yield 'again'
@contextmanager
def plain(): return 5
def run(cm, error=None):
    with cm as v:
        if error: raise error
        return v
cm = twice()
for f in (lambda: run(none()), lambda: run(twice()), lambda: run(goes_on(), ValueError('v')), lambda: run(goes_on(), KeyError('k')), lambda: run(plain()), lambda: contextmanager(), lambda: contextmanager(5)(), lambda: twice(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, repr(e.__context__), repr(e.__cause__))
one = goes_on()
with one: pass
try:
    with one: pass
except Exception as e: print(type(e).__name__, e)
print(type(one).__name__, type(one).__module__, isinstance(one, type(cm)))
# --- contextmanager as decorator
from contextlib import contextmanager, ContextDecorator
log = []
@contextmanager
def traced(label):
    log.append('in ' + label)
    try: yield
    finally: log.append('out ' + label)
@traced('f')
def f(x, y=2):
    """doc of f"""
    log.append((x, y))
    return x + y
print(f(1), f(3, y=4), f.__name__, f.__doc__, f.__wrapped__(0))
class timed(ContextDecorator):
    def __init__(self, n): self.n = n
    def __enter__(self): log.append(self.n); return self
    def __exit__(self, *exc): log.append(exc[0]); return False
@timed(7)
def g(): raise KeyError('g')
try: g()
except KeyError as e: print(repr(e))
with timed(8) as t: print(t.n)
print(log)
# --- stop iteration in the body
from contextlib import contextmanager
@contextmanager
def cm():
    yield
for error in (StopIteration('spam'), RuntimeError('boom'), StopAsyncIteration(1), GeneratorExit()):
    try:
        with cm(): raise error
    except BaseException as e: print(type(e).__name__, e, e is error)
@contextmanager
def raises():
    try: yield
    except: raise StopIteration('from issue')
try:
    with raises(): 1 / 0
except RuntimeError as e: print(e, repr(e.__cause__), repr(e.__context__))
# --- traceback of an error that goes through a context manager
from contextlib import contextmanager, ExitStack
@contextmanager
def cm():
    yield 1
def work():
    with cm():
        with ExitStack() as stack:
            stack.enter_context(cm())
            raise ValueError('deep')
work()
# --- traceback of an error in the generator
from contextlib import contextmanager
@contextmanager
def cm():
    try: yield 1
    except KeyError: raise ValueError('new')
with cm():
    {}['x']
# --- suppress
from contextlib import suppress
s = suppress(KeyError, ZeroDivisionError)
with s: {}['x']
with s: 1 / 0
with suppress(LookupError): [][0]
with suppress(): pass
with suppress(Exception) as v: print(v)
for f in (lambda: suppress(ValueError), lambda: suppress(5), lambda: suppress(KeyError, 'x')):
    try:
        with f(): 1 / 0
    except Exception as e: print(type(e).__name__, e)
try:
    with suppress(ValueError): raise KeyError('a')
except KeyError as e: print('not', e)
print(type(s).__name__, isinstance(s, suppress))
# --- suppress in groups
# min_python: 3.12
from contextlib import suppress
with suppress(ValueError): raise ExceptionGroup('all', [ValueError(1), ValueError(2)])
try:
    with suppress(ValueError): raise ExceptionGroup('some', [ValueError(1), KeyError(2)])
except* KeyError as g: print(repr(g), g.exceptions)
# --- closing and nullcontext
from contextlib import closing, nullcontext
class Thing:
    def __init__(self, n): self.n = n
    def close(self): print('closed', self.n)
with closing(Thing(1)) as t: print(t.n)
try:
    with closing(Thing(2)): raise KeyError
except KeyError: print('error')
with nullcontext() as n: print(n)
with nullcontext('res') as n: print(n)
def numbers():
    try: yield from range(10)
    finally: print('generator closed')
with closing(numbers()) as g: print(next(g), next(g))
for f in (lambda: closing(), lambda: closing(5).__exit__(None, None, None), lambda: nullcontext(1, 2), lambda: closing(Thing(3)).thing.n, lambda: nullcontext(enter_result=4).enter_result):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- exit stack
from contextlib import ExitStack, contextmanager
log = []
@contextmanager
def res(n, fail=False):
    log.append(f'+{n}')
    try:
        yield n
        if fail: raise RuntimeError(f'close {n}')
    finally: log.append(f'-{n}')
with ExitStack() as stack:
    got = [stack.enter_context(res(i)) for i in range(3)]
    stack.callback(log.append, 'callback')
    stack.callback(lambda a, *, b: log.append((a, b)), 1, b=2)
    print(got)
print(log); log.clear()
try:
    with ExitStack() as stack:
        stack.enter_context(res('a', True)); stack.enter_context(res('b', True))
        raise KeyError('body')
except KeyError as e: print(repr(e), repr(e.__context__), log)
log.clear()
try:
    with ExitStack() as stack:
        stack.enter_context(res('a', True)); stack.enter_context(res('b', True))
except RuntimeError as e: print(repr(e), repr(e.__context__), log)
class Swallow:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): print('exit', t, v, tb is not None); return True
with ExitStack() as stack:
    stack.push(lambda t, v, tb: print('pushed', t, v))
    stack.push(Swallow())
    stack.enter_context(Swallow())
    raise ValueError('gone')
def cleanup(): raise OSError('in callback')
try:
    with ExitStack() as s:
        s.callback(cleanup)
        s.callback(lambda: 1 / 0)
        raise KeyError('first')
except OSError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
stack = ExitStack()
stack.callback(print, 'kept')
with stack: kept = stack.pop_all()
print('moved', type(kept).__name__)
kept.close()
kept.close()
@stack.callback
def later(): print('later')
print(later.__name__)
stack.close()
for f in (lambda: stack.enter_context(5), lambda: stack.push(5), lambda: stack.callback(), lambda: stack.push(), lambda: ExitStack(1), lambda: stack.close()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- async context managers
# externals: slow
import asyncio
from contextlib import asynccontextmanager, aclosing, AsyncExitStack, nullcontext, AsyncContextDecorator, suppress
log = []
@asynccontextmanager
async def session(n):
    log.append(f'open {n}')
    try: yield await slow(n)
    finally:
        await slow(None)
        log.append(f'close {n}')
async def gen():
    try:
        for i in range(5): yield i
    finally: log.append('agen closed')
@session('deco')
async def decorated(x): return x * 2
class Deco(AsyncContextDecorator):
    async def __aenter__(self): log.append('in'); return self
    async def __aexit__(self, *exc): log.append(('out', exc[0])); return True
@Deco()
async def swallowed(): raise KeyError('x')
async def cleanup(n): log.append(('async cleanup', n, await slow('w')))
async def main():
    async with session('a') as a, session('b') as b: log.append(a + b)
    try:
        async with session('err'): raise ValueError('in body')
    except ValueError as e: log.append(repr(e))
    async with aclosing(gen()) as g:
        async for x in g:
            if x == 2: break
    async with nullcontext('n') as n: log.append(n)
    async with AsyncExitStack() as stack:
        log.append([await stack.enter_async_context(session(i)) for i in 'xy'])
        stack.push_async_callback(cleanup, 3)
        stack.callback(log.append, 'sync callback')
        stack.push_async_exit(Deco())
        with suppress(KeyError): {}['k']
        stack.enter_context(nullcontext())
        raise TypeError('swallowed by Deco')
    stack = AsyncExitStack()
    stack.push_async_callback(cleanup, 4)
    moved = stack.pop_all()
    await stack.aclose(); await moved.aclose()
    log.append((await decorated(21), await swallowed()))
    for f in (lambda: stack.enter_async_context(5),):
        try: await f()
        except Exception as e: log.append((type(e).__name__, str(e)))
    @asynccontextmanager
    async def bad():
        yield 1
        yield 2
    @asynccontextmanager
    async def none():
        if False: yield
    for cm in (bad, none):
        try:
            async with cm(): pass
        except RuntimeError as e: log.append(str(e))
    try:
        async with bad(): raise KeyError('k')
    except KeyError as e: log.append(repr(e))
asyncio.run(main())
print(log)
# --- redirect
import sys
from contextlib import redirect_stdout, redirect_stderr
class Sink:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s); return len(s)
    def flush(self): self.parts.append('flush')
out, err = Sink(), Sink()
class Shown:
    def __str__(self): return 'shown'
print('before')
with redirect_stdout(out) as target:
    print('hidden', 1, Shown(), sep='-', end='!\n', flush=True)
    print(target is out, sys.stdout is out)
    sys.stdout.write('direct')
    with redirect_stdout(None): print('nowhere')
    with redirect_stderr(err): print('oops', file=sys.stderr)
print('after', out.parts, err.parts, sys.stdout is out)
r = redirect_stdout(out)
with r:
    with r: print('re-entered')
    try:
        with r: 1 / 0
    except ZeroDivisionError: print('still in')
print(out.parts[-3:], sys.stdout is out)
old = sys.stdout
sys.stdout = out
print('assigned')
sys.stdout = old
print(out.parts[-2:], sys.stdout is old)
try:
    with redirect_stdout(5): print('x')
except AttributeError as e: print(e)
# --- abstract context managers
from contextlib import AbstractContextManager, AbstractAsyncContextManager
class A(AbstractContextManager):
    def __exit__(self, *exc): print('exit', exc[0]); return None
with A() as a: print(a is not None, isinstance(a, AbstractContextManager))
class B:
    def __enter__(self): pass
    def __exit__(self, *a): pass
class C:
    def __enter__(self): pass
class D(AbstractAsyncContextManager): pass
print(isinstance(B(), AbstractContextManager), issubclass(C, AbstractContextManager), isinstance(B(), AbstractAsyncContextManager), AbstractContextManager[int], AbstractContextManager.__abstractmethods__)
for f in (lambda: AbstractContextManager(), lambda: D()):
    try: f()
    except TypeError as e: print(e)
# --- state across calls
# externals: add
from contextlib import contextmanager, ExitStack, redirect_stdout
class Sink:
    def __init__(self): self.text = ''
    def write(self, s): self.text += s
@contextmanager
def cm(n):
    x = add(n, 1)
    try: yield x
    finally: print('end', add(x, 1))
sink = Sink()
with ExitStack() as stack:
    a = stack.enter_context(cm(10))
    b = stack.enter_context(cm(a))
    stack.callback(lambda: print('cb', add(1, 1)))
    with redirect_stdout(sink):
        print('inside', add(a, b))
    print(add(a, b), sink.text)
