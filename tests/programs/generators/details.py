# --- gen send throw close
def g():
    r = None
    while True:
        try:
            x = yield r
            r = ('got', x)
        except ValueError as e: r = ('caught', str(e))
        except GeneratorExit: print('closing'); raise
        finally: print('fin', end=' ')
it = g(); print(next(it), it.send(1), it.throw(ValueError('v')), it.throw(ValueError, 'w'), it.throw(ValueError), next(it)); it.close(); print(list(it))
for f in (lambda: next(it), lambda: it.send(1), lambda: it.throw(KeyError('k')), lambda: g().send(1), lambda: it.throw(1), lambda: it.throw(ValueError('a'), 'b'), lambda: it.throw(), lambda: it.send(), lambda: g().throw(KeyError('fresh'))):
    try: print(f())
    except BaseException as e: print(repr(e))
# --- gen return and stopiteration
def g(): yield 1; return 'ret'
it = g(); next(it)
try: next(it)
except StopIteration as e: print(e.value, e.args)
def h(): r = yield from g(); print('r', r); return r * 2
def k(): x = yield from h(); yield x
print(list(k()))
def bad(): yield 1; raise StopIteration(5)
try: list(bad())
except RuntimeError as e: print(e, repr(e.__cause__), repr(e.__context__))
def bad2(): yield next(iter([]))
try: list(bad2())
except RuntimeError as e: print(e)
print(sum(x for x in range(4)), list(x for x in [1] if x), next((x for x in []), 'd'))
def ignore():
    try: yield 1
    except GeneratorExit: yield 2
i = ignore(); next(i)
try: i.close()
except RuntimeError as e: print(e)
def closer():
    try: yield 1
    except GeneratorExit: return 'closed value'
i = closer(); next(i); print(i.close())
def raiser():
    try: yield
    finally: raise KeyError('in finally')
i = raiser(); next(i)
try: i.close()
except KeyError as e: print(repr(e), repr(e.__context__))
print(g().close(), g)
# --- yield from delegation
class Sub:
    def __iter__(s): return s
    def __next__(s): return 'n'
    def send(s, v): print('send', v); return 's'
    def throw(s, *a): print('throw', a); raise StopIteration('done')
    def close(s): print('close')
def d(): r = yield from Sub(); print('result', r); yield 'after'
it = d(); print(next(it), it.send(4), it.throw(ValueError('q')))
it = d(); next(it); it.close()
def d2(): yield from [1,2]
it = d2(); next(it)
try: it.send(3)
except AttributeError as e: print(e)
it = d2(); next(it)
try: it.throw(KeyError('x'))
except KeyError as e: print(repr(e))
def d3(): yield from 5
try: next(d3())
except TypeError as e: print(e)
def inner():
    try: yield 1
    except ValueError: yield 'handled'
    return 'inner ret'
def outer():
    try: r = yield from inner()
    except Exception as e: print('outer saw', repr(e)); raise
    print(r)
it = outer(); next(it); print(it.throw(ValueError('a')));
try: next(it)
except StopIteration: print('stop')
it = outer(); next(it)
try: it.throw(KeyError('z'))
except KeyError: print('ke')
# --- recursion already executing
def g():
    next(it); yield
it = g()
try: next(it)
except ValueError as e: print(e)
def tree(n):
    if n: yield from tree(n - 1); yield n; yield from tree(n - 1)
print(list(tree(3)))
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
f = fib(); print([next(f) for _ in range(10)])
print(g.__name__, fib().__name__, fib().__qualname__, type(fib()))
# --- gen finally ordering
log = []
def g(n):
    try:
        log.append(f'start{n}'); yield n; log.append(f'mid{n}')
    finally: log.append(f'end{n}')
for x in g(1):
    for y in g(2): pass
print(log)
def w():
    with C('a') as a, C('b') as b: yield a; yield b
class C:
    def __init__(s, n): s.n = n
    def __enter__(s): print('enter', s.n); return s.n
    def __exit__(s, *a): print('exit', s.n, a[0].__name__ if a[0] else None); return s.n == 'swallow'
i = w(); print(next(i)); i.close()
print(list(w()))
def ret():
    try: return 'a'
    finally: print('f')
def ret2():
    try: return 'a'
    finally: return 'b'
def ret3():
    for i in range(3):
        try: continue
        finally: print('c', i)
    return i
def ret4():
    while True:
        try: break
        finally: print('brk')
    else: print('never')
    return 4
def ret5():
    try:
        try: 1/0
        finally: print('f1')
    except ZeroDivisionError as e: return 'h ' + str(e)
    else: print('else')
    finally: print('f2')
def ret6():
    for i in range(2):
        try: 1/0
        except ZeroDivisionError: continue
        finally: print('fi', i)
    else: print('loop else')
    try: pass
    except: pass
    else: return 'from else'
    finally: print('ffff')
def ret7():
    for i in range(5):
        try: raise ValueError(i)
        except ValueError as e:
            if i == 1: break
            try: continue
            finally: print('inner', e)
        finally: print('outer', i)
    try: return e
    except NameError as n: return type(n).__name__
def ret8():
    x = 1
    try: return x
    finally: x = 2
print(ret(), ret2(), ret3(), ret4(), ret5(), ret6(), ret7(), ret8())
def ret9():
    for i in range(3):
        try: 1/0
        finally:
            if i < 2: continue
            break
    return 'swallowed'
print(ret9())
def nest():
    try:
        try: raise KeyError('a')
        finally: raise ValueError('b')
    except ValueError as e: return repr(e), repr(e.__context__), e.__suppress_context__
print(nest())
# --- exc chain
def f():
    try: 1/0
    except ZeroDivisionError as e: raise ValueError('v') from e
try: f()
except ValueError as e: print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def g():
    try: 1/0
    except ZeroDivisionError: raise KeyError('k') from None
try: g()
except KeyError as e: print(e.__cause__, repr(e.__context__), e.__suppress_context__)
for bad in (lambda: raise_from(1), lambda: raise_it(1), lambda: raise_it(int), lambda: raise_it('x'), lambda: raise_it(None)):
    def raise_from(x): raise ValueError from x
    def raise_it(x): raise x
    try: bad()
    except TypeError as e: print(e)
def reraise(): raise
try: reraise()
except RuntimeError as e: print(e)
e = ValueError('n'); e.add_note('note1'); e.add_note('note2'); print(e.__notes__)
try: e.add_note(1)
except TypeError as x: print(x)
try:
    try: raise e
    except ValueError as q: q.extra = 1; raise
except ValueError as z: print(z is e, z.extra)
def catch(exc, kinds):
    try: raise exc
    except kinds as e: return repr(e)
print(catch(KeyError(1), (ValueError, LookupError)), catch(ValueError(), ValueError))
try: catch(ValueError(1), 5)
except TypeError as e: print(e, repr(e.__context__))
try: catch(ValueError(1), (int, 'a'))
except TypeError as e: print(e)
try: catch(ValueError(1), ())
except ValueError as e: print(e)
raise e.with_traceback(None) from KeyError('kk') if False else e
