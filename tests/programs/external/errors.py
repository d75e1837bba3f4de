# --- host exceptions of each kind are caught
# externals: fail
for kind in ('ValueError', 'KeyError', 'IndexError', 'LookupError', 'RuntimeError', 'ZeroDivisionError', 'ArithmeticError', 'AttributeError',
             'NotImplementedError', 'TimeoutError', 'ConnectionError', 'OSError', 'TypeError', 'Exception'):
    try: fail(kind, f'message of {kind}')
    except Exception as e: print(type(e).__name__, '|', str(e), '|', repr(e), e.args)
# --- caught by a base class
# externals: fail
def f(kind):
    try: fail(kind, 'm')
    except LookupError: return 'lookup'
    except ArithmeticError: return 'arithmetic'
    except (OSError, RuntimeError) as e: return type(e).__name__
    else: return 'else'
    finally: print('finally', kind)
[f(k) for k in ('KeyError', 'IndexError', 'ZeroDivisionError', 'TimeoutError', 'NotImplementedError')]
# --- host KeyError
# externals: fetch
try: fetch(-1)
except KeyError as e: print(e, repr(e), e.args)
fetch(-2)
# --- uncaught
# externals: fail
def work(n):
    return fail('ValueError', f'failed {n}')
print('start')
work(3)
# --- uncaught in a comprehension
# externals: fetch
[fetch(k)['id'] for k in (1, 0, -1)]
# --- uncaught in a sort key
# externals: fetch
sorted([2, 1, -5], key=lambda k: fetch(k)['price'])
# --- uncaught in a method on a multi-line call
# externals: fail
class Client:
    def get(self, path):
        return fail(
            'ConnectionError',
            f'cannot reach {path}',
        )
Client().get('/x')
# --- chained by raise from
# externals: fail
class AppError(Exception): pass
def load():
    try: fail('OSError', 'disk')
    except OSError as e: raise AppError('cannot load') from e
load()
# --- raised while handling another
# externals: fail
try: {}['k']
except KeyError: fail('RuntimeError', 'while handling')
# --- raised in finally
# externals: fail
try:
    try: raise ValueError('first')
    finally: fail('KeyError', 'in finally')
except KeyError as e: print(repr(e), repr(e.__context__))
def f():
    try: return 'lost'
    finally: fail('IndexError', 'no return')
f()
# --- raised in __exit__ and __enter__
# externals: fail, upper
class M:
    def __init__(self, where): self.where = where
    def __enter__(self):
        if self.where == 'enter': fail('ValueError', 'enter')
    def __exit__(self, *a):
        if self.where == 'exit': fail('ValueError', 'exit')
for where in ('enter', 'exit'):
    try:
        with M(where): print('body')
    except ValueError as e: print(e)
with M('exit'): upper('x')
# --- raised in a generator
# externals: fail
def g():
    try:
        yield 1
        fail('ValueError', 'from host')
    except ValueError as e: yield str(e)
    yield fail('KeyError', 'again')
it = g()
print(next(it), next(it))
try: next(it)
except KeyError as e: print(repr(e), list(it))
# --- wrong arguments
# externals: add, upper, lookup, nothing
for call in (lambda: add(), lambda: add(1, 2, 3), lambda: add(1, c=2), lambda: add(1, a=2), lambda: upper(), lambda: nothing(1),
             lambda: lookup('sizes'), lambda: lookup(table='sizes', key='s'), lambda: lookup('sizes', 's', 0), lambda: lookup('sizes', 's', other=1)):
    try: call()
    except TypeError as e: print(e)
lookup('sizes', 's'), lookup('sizes', key='x', default=9), add(**{'a': 1, 'b': 2})
# --- uncaught wrong arguments
# externals: add
def f():
    return add(1, 2, 3)
f()
# --- host type errors on the arguments
# externals: add, upper, less
for call in (lambda: add(1, 'x'), lambda: upper(5), lambda: less(1, 'a')):
    try: call()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
# --- retry with back-off
# externals: fail, upper
attempts = []
def flaky(n):
    attempts.append(n)
    if n < 2: fail('TimeoutError', f'try {n}')
    return upper('ok')
def retry(f, times):
    for n in range(times):
        try: return f(n)
        except TimeoutError as e:
            last = e
            print('retry', e)
    raise last
print(retry(flaky, 5), attempts)
retry(flaky, 2)
# --- exception identity over a pause
# externals: nothing
e = ValueError('v')
e.extra = [1]
try: raise e
except ValueError as caught:
    nothing()
    print(caught is e, caught.extra is e.extra, caught.__traceback__ is not None)
    nothing()
    raise
# --- context survives a pause
# externals: nothing
def f():
    try:
        try: 1 / 0
        except ZeroDivisionError:
            nothing()
            raise KeyError('k')
    except KeyError as e:
        nothing()
        raise ValueError('v') from e
f()
# --- pending finally and return value over a pause
# externals: nothing, add
def f():
    for i in range(3):
        try:
            try:
                if i == 1: return add(i, 10)
            finally: nothing()
        finally: print('outer', i, nothing())
f()
# --- group of host errors
# externals: fail
errors = []
for kind in ('ValueError', 'KeyError', 'OSError'):
    try: fail(kind, kind.lower())
    except Exception as e: errors.append(e)
try: raise ExceptionGroup('all', errors)
except* (ValueError, OSError) as g: print([str(e) for e in g.exceptions])
except* KeyError as g: print(repr(g.exceptions[0]))
# --- user exception raised around a host error in a property
# externals: fetch
class Item:
    def __init__(self, k): self.k = k
    @property
    def name(self):
        try: return fetch(self.k)['name']
        except KeyError: raise AttributeError(f'no item {self.k}') from None
print(getattr(Item(-1), 'name', 'default'), hasattr(Item(-1), 'name'), Item(1).name)
Item(-3).name
