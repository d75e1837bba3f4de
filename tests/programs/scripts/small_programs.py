# --- star everywhere
def f(): return *range(3), 'x'
def g(): yield *range(2), 5
print(f(), next(g()), (lambda *a: a)(*[1], *[2]), [*{}, *'a'], {**{}, 'a': 1})
class A:
    def __class_getitem__(cls, k): return k
    def __getitem__(self, k): return k
t = (1, 2)
print(A[*t], A()[*t, 3], A()[1:2, ::3], A()[...], A()[()], A()[1,], A()[*t])
for x in *t, 3: print(x, end=' ')
a, *b, c = 'hello'; print(a, b, c)
(a, *b), *c = [1, 2, 3], 4, 5; print(a, b, c)
x = y = z = []; x.append(1); print(y, z is x)
i = 0; l = [0, 0]; i, l[i] = 1, 5; print(i, l)
a, b = b, a = 1, 2; print(a, b)
x = yield_ = 3; print(x)
# --- literals
print(0x_ff, 0b1010, 0o17, 1_000, 1e3, .5, 5., 1e-3, 3j, 1_0.0_1, 'a\x41\u00e9\N{BULLET}\101\n'.encode(), rb'\x', b'\x00', u'u', r'\n', '''a
b''', 'a' 'b', "it's", 'q"q', '\'', ascii('é'), repr('\t\x00\x7f\xa0\u200b😀'), repr(b'\xff\'"'))
# --- operators precedence
print(2 ** -1, -2 ** 2, not 1 == 2, 1 + 2 * 3 % 4, 1 if 0 else 2 if 0 else 3, 5 // -2, -5 % 3, 5 % -3, ~5 & 3 | 8 ^ 2, 1 << 2 + 1, 3 - -3, 2 ** 3 ** 2, (1, 2) < (1, 3) != False, 'a' < 'b' in 'bc', not [] or 5, 0 and 1/0, 1 or 1/0, [] or {} or 0, 1 and 2 and 3, True + True, 7 / 2, 7.5 // 2, divmod(-7, 2), round(2.5), round(3.5), round(-0.5), abs(-3 + 4j), 10 ** 20, 1e16, 0.1 + 0.2, 1e-7, 123456789.123456789, float('nan') != float('nan'), -0.0, 1 / 3)
# --- nested frames names
class A:
    def m(self):
        def n(): return [1 / (x - 1) for x in range(3)]
        return n()
A().m()
# --- genexpr dictcomp frames
def f(): return sum(1 / x for x in [0])
try: f()
except ZeroDivisionError as e: print(e)
def g(): return {k: [1 / v for _ in [1]] for k, v in {'a': 0}.items()}
g()
# --- class body frame
def f():
    class A:
        class B:
            x = [undefined_name_q for _ in range(1)]
f()
# --- lambda in dict frame
handlers = {'a': lambda x: x['k']['z']}
handlers['a']({'k': None})
# --- assert tuple and messages
def check(v): assert isinstance(v, int), 'not int: %r' % (v,)
check(5)
check('x')
# --- raise class with args in call
class AppError(Exception):
    default = 'dflt'
    def __init__(self, message=None, *, code=500, **ctx):
        super().__init__(message or self.default); self.code, self.ctx = code, ctx
class NotFound(AppError): default = 'not found'
try: raise NotFound(code=404, path='/x')
except AppError as e: print(type(e).__name__, e, e.code, e.ctx, e.args)
def svc():
    try: {}['q']
    except KeyError as k: raise NotFound('wrapped', key=str(k)) from k
svc()
# --- retry decorator
def retry(times, exceptions=(Exception,)):
    def deco(f):
        def w(*a, **k):
            for i in range(times):
                try: return f(*a, **k)
                except exceptions as e:
                    print('attempt', i, repr(e)); last = e
            raise RuntimeError(f'failed after {times}') from last
        return w
    return deco
@retry(2, (ValueError,))
def flaky(x): raise ValueError(x)
flaky(1)
# --- interface checks
class Base:
    def run(self): raise NotImplementedError
    def run2(self): raise NotImplementedError(f'{type(self).__name__} must implement run2')
class Impl(Base): pass
for f in ('run', 'run2'):
    try: getattr(Impl(), f)()
    except NotImplementedError as e: print(repr(e))
Impl().run2()
# --- dict dispatch, getattr default, star kwargs
class Cmd:
    def do_a(self, *args, **kw): return ('a', args, kw)
    def default(self, *args, **kw): return ('default', args, kw)
    def dispatch(self, name, *args, **kw): return getattr(self, 'do_' + name, self.default)(*args, **kw)
print(Cmd().dispatch('a', 1, k=2), Cmd().dispatch('zz'))
Cmd().do_b()
# --- linked structures repr recursion
class Node:
    def __init__(self, v, nxt=None): self.v, self.nxt = v, nxt
    def __repr__(self): return f'Node({self.v}, {self.nxt!r})'
    def __iter__(self):
        n = self
        while n: yield n.v; n = n.nxt
n = Node(1, Node(2)); print(n, list(n), [*n], sum(n), 2 in n, max(n))
l = [1]; l.append(l); print(l); d = {}; d['d'] = d; print(d); t = ([],); t[0].append(t); print(t)
# --- string building dunder str
class Money:
    def __init__(self, a, c='USD'): self.a, self.c = a, c
    def __str__(self): return f'{self.a:,.2f} {self.c}'
    def __repr__(self): return f'Money({self.a!r}, {self.c!r})'
    def __eq__(self, o): return (self.a, self.c) == (o.a, o.c) if isinstance(o, Money) else NotImplemented
    def __add__(self, o):
        if self.c != o.c: raise ValueError(f'currency mismatch: {self.c} vs {o.c}')
        return Money(self.a + o.a, self.c)
    def __hash__(self): return hash((self.a, self.c))
m = Money(1234.5); print(m, [m], f'{m}', f'{m!r:>25}', str(m) + '!', m == Money(1234.5), m == 1, {m: 1}, '%s %r' % (m, m), '{0} {0!r}'.format(m))
m + Money(1, 'EUR')
# --- async context and iteration misuse
class CM:
    def __enter__(self): return 1
    def __exit__(self, *a): return None
async def main():
    async with CM() as x: pass
import asyncio
asyncio.run(main())
# --- await in non-async
async def c(): return 1
x = c()
print(type(x).__name__)
x.close()
x + 1
# --- coroutine exceptions chain
async def a():
    try: await b()
    except ValueError as e: raise RuntimeError('a failed') from e
async def b(): raise ValueError('b failed')
async def main():
    r = await a()
import asyncio
asyncio.run(main())
