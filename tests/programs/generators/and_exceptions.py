# --- gen as coroutine scheduler
from typing import Any
def task(n):
    for i in range(n):
        got = yield ('tick', n, i)
        if got: print('got', got)
    return n * 10
def run(ts):
    res, q = {}, list(enumerate(ts))
    while q:
        i, t = q.pop(0)
        try: print(t.send(None))
        except StopIteration as s: res[i] = s.value
        else: q.append((i, t))
    return res
print(run([task(2), task(3)]))
# --- gen expression laziness
def src():
    for i in range(5): print('src', i); yield i
g = (x * 2 for x in src() if x % 2)
print(next(g)); print(list(g))
n = 3
g = (x + n for x in [1, 2]); n = 10; print(list(g))
g = (y for x in [[1], [2]] for y in x); print(type(g), sum(g))
a = [1, 2]; g = (x for x in a); a.append(3); print(list(g))
def chain(*its):
    for it in its: yield from it
print(list(chain('ab', [1], (i for i in range(2)), {5: 6})))
# --- throw types
def g():
    while True:
        try: yield 'y'
        except GeneratorExit: print('ge'); return
        except BaseException as e: print('caught', repr(e), repr(e.__context__))
it = g(); next(it)
it.throw(KeyboardInterrupt()); it.throw(ValueError('a')); it.throw(SystemExit)
try: it.throw(GeneratorExit)
except StopIteration as e: print('si', e.value)
def ctx():
    try: yield 1
    except ValueError: raise KeyError('k')
it = ctx(); next(it)
try: it.throw(ValueError('v'))
except KeyError as e: print(repr(e.__context__))
try:
    try: 1/0
    except ZeroDivisionError:
        def q(): yield 1
        z = q(); next(z); z.throw(ValueError('inner'))
except ValueError as e: print(repr(e.__context__))
def save():
    try: yield 1
    except ValueError as e:
        yield 2
        raise
it = save(); next(it); it.throw(ValueError('saved'))
try:
    try: raise KeyError('outer')
    except KeyError: next(it)
except ValueError as e: print(repr(e), repr(e.__context__))
# --- exc context details
def f():
    try: raise ValueError('a')
    except ValueError:
        try: raise KeyError('b')
        except KeyError: pass
        raise TypeError('c')
try: f()
except TypeError as e: print(repr(e.__context__), repr(e.__context__.__context__))
try:
    try: raise ValueError('1')
    finally:
        try: raise KeyError('2')
        except KeyError as k: print(repr(k.__context__))
except ValueError as v: print(repr(v.__context__))
e1 = ValueError('same')
try:
    try: raise e1
    except ValueError: raise e1
except ValueError as e: print(e.__context__)
import sys
print(sys.exc_info()[0])
try: 1/0
except ZeroDivisionError: print(sys.exc_info()[0], sys.exc_info()[1])
def gen():
    try: yield 1
    finally: print('exc', sys.exc_info()[0])
try:
    raise ValueError
except ValueError: print(sys.exc_info()[0])
e = ValueError(); e.__context__ = KeyError('c'); e.__cause__ = None; print(e.__suppress_context__, repr(e.__context__))
for bad in (lambda: setattr(e, '__cause__', 1), lambda: setattr(e, '__context__', 'x'), lambda: setattr(e, 'args', 5), lambda: e.with_traceback(5)):
    try: print(bad())
    except TypeError as x: print(x)
e.args = (1, 2); print(e, repr(e)); e.args = 'ab'; print(e.args)
# --- exc args
for x in (Exception(), Exception(1), Exception(1, 2), Exception('a'), KeyError('a'), OSError(2, 'm'), OSError('a'), OSError(2, 'm', 'f'), FileNotFoundError(2, 'n'), StopIteration(5), SystemExit('x'), UnicodeEncodeError('a', 'b', 0, 1, 'r'), ImportError('m', name='n'), SyntaxError('bad'), AttributeError('x', name='n', obj=1), NameError('x', name='q'), TimeoutError(), ConnectionError('c'), NotImplementedError('ni'), RecursionError('r'), ArithmeticError(), BufferError('b'), EOFError(), Warning('w'), UserWarning('u'), AssertionError(1), MemoryError(), IndexError('i'), LookupError('l'), OverflowError('o'), FloatingPointError('f'), BaseException('b')):
    print(repr(x), '|', x, '|', x.args)
print(OSError(2, 'x').__class__, OSError(13, 'x').__class__, isinstance(IOError('a'), OSError), EnvironmentError is OSError, ValueError.__mro__, ExceptionGroup.__mro__)
for bad in (lambda: Exception(a=1), lambda: ValueError(x=1), lambda: StopIteration(x=1), lambda: ImportError(foo=1), lambda: AttributeError(q=1), lambda: UnicodeDecodeError(1), lambda: OSError(a=1), lambda: KeyError(1, k=2), lambda: SystemExit(z=1)):
    try: print(bad())
    except TypeError as e: print(e)
# --- try combos
def t(kind):
    log = []
    try:
        log.append('try')
        if kind == 'v': raise ValueError
        if kind == 'k': raise KeyError
        if kind == 'r': return log
    except ValueError: log.append('ve')
    except (KeyError, IndexError) as e: log.append('ke'); raise
    else: log.append('else')
    finally:
        log.append('fin'); print(log)
    return log
for k in 'vkrx':
    try: t(k)
    except Exception as e: print(repr(e))
def loop():
    out = []
    for i in range(6):
        try:
            try:
                if i == 0: continue
                if i == 1: raise ValueError(i)
                if i == 4: break
                out.append(i)
            finally: out.append(('f', i))
            out.append(('after', i))
        except ValueError as e: out.append(('e', str(e)))
        else: out.append(('else', i))
    else: out.append('loopelse')
    return out
print(loop())
def nested():
    try:
        try:
            try: raise ValueError(1)
            except KeyError: print('no')
            finally: print('f1')
        except TypeError: print('no')
        else: print('no')
        finally: print('f2')
    except ValueError as e: print('got', e); return 'ret'
    finally: print('f3')
print(nested())
def w():
    while True:
        try: return 1
        finally: break
    return 2
print(w())
def gfin():
    try: yield 1; return 5
    finally:
        yield 'in fin'
print(list(gfin()))
def e_shadow():
    e = 'orig'
    try: raise ValueError
    except ValueError as e: pass
    try: return e
    except UnboundLocalError as x: return str(x)
print(e_shadow())
try: raise ValueError('x')
except Exception as e:
    e2 = e
    def cl(): return e
    print(repr(cl()))
try: cl()
except NameError as n: print(n)
try:
    try: pass
    except: print('no')
    else: raise KeyError('from else')
    finally: print('fin')
except KeyError as k: print(repr(k))
# --- closures counters
def make():
    count = 0
    def inc(by=1):
        nonlocal count; count += by; return count
    def reset(): nonlocal count; count = 0
    inc.reset = reset; inc.calls = []
    return inc
c = make(); c(); c(5); print(c(), c.__dict__.keys(), c.calls); c.reset(); print(c())
def memo(f):
    cache = {}
    def w(*a):
        if a not in cache: cache[a] = f(*a)
        return cache[a]
    w.__wrapped__ = f; w.__name__ = f.__name__; w.__doc__ = f.__doc__
    return w
@memo
def fib(n): "fib doc"; return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.__name__, fib.__doc__, fib.__wrapped__.__name__)
compose = lambda *fs: lambda x: [x := f(x) for f in fs][-1]
print(compose(lambda x: x + 1, lambda x: x * 2)(5))
curry = lambda f: lambda a: lambda b: f(a, b)
print(curry(lambda a, b: a - b)(10)(3))
def rec(n, f=lambda s, k: 1 if k == 0 else k * s(s, k - 1)): return f(f, n)
print(rec(5))
def deep():
    x = 0
    def a():
        def b():
            def c():
                nonlocal x; x += 1
                return x
            return c
        return b
    return a()()
d = deep(); d(); print(d())
def kwonly(*, a, b=2, **c): return a, b, c
print(kwonly(a=1), kwonly(**{'a': 1, 'd': 3}), kwonly.__kwdefaults__, kwonly.__defaults__)
def pos(a, /, b=1, *, c): return a, b, c
print(pos(1, c=2), pos.__name__, pos.__qualname__)
print((lambda *a, **k: (a, k))(1, *[2], x=3, **{'y': 4}), (lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
def ff(a, b=[], *c, d={}, **e): b.append(a); d[a] = c; return b, d, e
ff(1); print(ff(2, *(), z=1))
print(list(map(lambda x, y=2: x * y, [1, 2])), sorted([(1, 'b'), (1, 'a')], key=lambda t: t[1]), max([1, -5], key=abs))
