# --- every way out of try and finally
def f(body, last):
    log = []
    for i in range(2):
        try:
            log.append('t')
            if body == 'return': return log, 'body'
            if body == 'break': break
            if body == 'continue': continue
            if body == 'raise': raise ValueError('body')
        finally:
            log.append('f')
            if last == 'return': return log, 'last'
            if last == 'break': break
            if last == 'continue': continue
            if last == 'raise': raise KeyError('last')
        log.append('after')
    else: log.append('else')
    return log
ways = ('pass', 'return', 'break', 'continue', 'raise')
for body in ways:
    for last in ways:
        try: print(body, last, f(body, last))
        except Exception as e: print(body, last, repr(e), repr(e.__context__))
# --- every way out of except and finally
def f(handler, last):
    log = []
    for i in range(2):
        try: log.append(10 // 0)
        except ZeroDivisionError as e:
            log.append('e')
            if handler == 'return': return log, 'handler'
            if handler == 'break': break
            if handler == 'continue': continue
            if handler == 'raise': raise ValueError('handler')
            if handler == 'reraise': raise
        else: log.append('never')
        finally:
            log.append('f')
            if last == 'return': return log, 'last'
            if last == 'break': break
            if last == 'continue': continue
            if last == 'raise': raise KeyError('last')
    else: log.append('else')
    return log
ways = ('pass', 'return', 'break', 'continue', 'raise', 'reraise')
for handler in ways:
    for last in ways[:5]:
        try: print(handler, last, f(handler, last))
        except Exception as e: print(handler, last, repr(e), repr(e.__context__))
# --- every way out of else and finally
def f(way, last):
    log = []
    for i in range(2):
        try: log.append('t')
        except ValueError: log.append('never')
        else:
            if way == 'return': return log, 'else'
            if way == 'break': break
            if way == 'continue': continue
            if way == 'raise': raise ValueError('else')
        finally:
            log.append('f')
            if last == 'return': return log, 'last'
            if last == 'break': break
            if last == 'raise': raise KeyError('last')
    return log
ways = ('pass', 'return', 'break', 'continue', 'raise')
for way in ways:
    for last in ways:
        try: print(way, last, f(way, last))
        except Exception as e: print(way, last, repr(e), repr(e.__context__))
# --- every way out of a with block
class M:
    def __init__(self, log, swallow, fail): self.log, self.swallow, self.fail = log, swallow, fail
    def __enter__(self): self.log.append('in'); return self
    def __exit__(self, kind, e, tb):
        self.log.append(f'out {kind and kind.__name__}')
        if self.fail: raise RuntimeError('exit')
        return self.swallow
def f(way, swallow, fail):
    log = []
    for i in range(2):
        with M(log, swallow, fail):
            if way == 'return': return log, 'with'
            if way == 'break': break
            if way == 'continue': continue
            if way == 'raise': raise ValueError('body')
        log.append('after')
    return log
for way in ('pass', 'return', 'break', 'continue', 'raise'):
    for swallow, fail in ((0, 0), (1, 0), (0, 1)):
        try: print(way, swallow, fail, f(way, swallow, fail))
        except Exception as e: print(way, swallow, fail, repr(e), repr(e.__context__))
# --- nested with blocks unwind inside out
class M:
    def __init__(self, n, swallow=False, error=None): self.n, self.swallow, self.error = n, swallow, error
    def __enter__(self):
        print('enter', self.n)
        if self.error == 'enter': raise ValueError(self.n)
        return self.n
    def __exit__(self, kind, e, tb):
        print('exit', self.n, repr(e))
        if self.error == 'exit': raise KeyError(self.n)
        return self.swallow
with M(1, True) as a, M(2, error='exit') as b, M(3) as c: raise TypeError((a, b, c))
with (M(4, True), M(5, error='enter') as x, M(6)): print('never')
try:
    with M(7), M(8, error='exit'): pass
except KeyError as e: print(e, e.__context__)
# --- not a context manager
class NoExit:
    def __enter__(self): print('entered')
class NoEnter:
    def __exit__(self, *a): pass
for m in (NoExit(), NoEnter(), 5):
    try:
        with m: print('body')
    except TypeError as e: print(e)
# --- with targets
class M:
    def __init__(self, v): self.v = v
    def __enter__(self): return self.v
    def __exit__(self, *a): pass
class O: pass
o, d = O(), {}
with M((1, 2)) as (a, b), M(3) as o.x, M(4) as d['k'], M([5, 6]) as [p, *q]: pass
a, b, o.x, d, p, q
# --- __enter__ and __exit__ are looked up on the class
class M:
    def __enter__(self): return 'class'
    def __exit__(self, *a): print('class exit')
m = M()
m.__enter__ = lambda: 'instance'
m.__exit__ = lambda *a: print('instance exit')
with m as v: pass
v
# --- generators under finally and with
class M:
    def __enter__(self): print('in')
    def __exit__(self, kind, *a): print('out', kind and kind.__name__)
def g(n):
    for i in range(n):
        with M():
            try: yield i
            finally: print('finally', i)
it = g(3)
print(next(it), next(it))
it.close()
for x in g(2): pass
try: i2 = g(1); next(i2); i2.throw(ValueError('thrown'))
except ValueError as e: print(e)
# --- async finally and with in every way
import asyncio
class M:
    async def __aenter__(self): await asyncio.sleep(0); return self
    async def __aexit__(self, kind, e, tb): await asyncio.sleep(0); log.append(kind and kind.__name__)
async def f(way):
    for i in range(2):
        try:
            async with M():
                if way == 'return': return 'with'
                if way == 'break': break
                if way == 'continue': continue
                if way == 'raise': raise ValueError('body')
        except ValueError: log.append('caught')
        finally:
            await asyncio.sleep(0)
            log.append('finally')
    return 'end'
for way in ('pass', 'return', 'break', 'continue', 'raise'):
    log = []
    print(way, await f(way), log)
