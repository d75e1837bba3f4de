# --- try except else finally order
def f(n):
    out = []
    try:
        out.append('try')
        if n == 1: raise ValueError('v')
        if n == 2: raise KeyError('k')
    except ValueError as e:
        out.append(f'except {e}')
    except (KeyError, IndexError) as e:
        out.append(f'tuple {e!r}')
    else:
        out.append('else')
    finally:
        out.append('finally')
    return out
[f(n) for n in range(3)]
# --- return through finally
def a():
    try: return 'try'
    finally: print('finally a')
def b():
    try: return 'try'
    finally: return 'finally'
def c():
    try: raise ValueError
    finally: return 'swallowed'
def d():
    try: 1 / 0
    except ZeroDivisionError: return 'except'
    else: return 'else'
    finally: print('finally d')
def e():
    x = 1
    try: return x
    finally: x = 2
def f():
    try: pass
    finally: return 'end'
    return 'unreachable'
a(), b(), c(), d(), e(), f()
# --- break and continue through finally
log = []
for i in range(5):
    try:
        if i == 1: continue
        if i == 3: break
        log.append(i)
    finally:
        log.append(f'f{i}')
else:
    log.append('else')
log
# --- break in finally swallows the exception
def f():
    for i in range(3):
        try: raise ValueError(i)
        finally: break
    return i
def g():
    n = 0
    while n < 3:
        n += 1
        try: 1 / 0
        finally: continue
    return n
def h():
    while True:
        try: return 'lost'
        finally: break
    return 'kept'
f(), g(), h()
# --- nested finally with returns
def f(log):
    try:
        try:
            try: return log.append('body') or 'value'
            finally: log.append('inner')
        finally:
            try: log.append('middle')
            finally: log.append('middle finally')
    finally:
        log.append('outer')
log = []
f(log), log
# --- exception in except still runs finally
def f():
    try:
        try: 1 / 0
        except ZeroDivisionError: raise KeyError('second')
        finally: print('inner finally')
    except KeyError as e:
        print(repr(e.__context__))
        return 'ok'
    finally:
        print('outer finally')
f()
# --- exception in else is not caught
try:
    try: pass
    except ValueError: print('never')
    else: raise ValueError('from else')
    finally: print('finally')
except ValueError as e:
    print('outer', e)
# --- exception in finally replaces
try:
    try: raise ValueError('first')
    finally: raise KeyError('second')
except KeyError as e:
    print(repr(e), repr(e.__context__), e.__cause__)
# --- loop in try in loop
def f():
    out = []
    for i in range(3):
        try:
            for j in range(3):
                try:
                    if j == 1: continue
                    if i == 1: break
                    if i == 2: return out
                    out.append((i, j))
                finally: out.append(f'j{j}')
            else: out.append('done')
        finally: out.append(f'i{i}')
f()
# --- re-raise
def f():
    try: 1 / 0
    except ZeroDivisionError as e:
        try: raise
        except ZeroDivisionError as again: print(e is again, again.__context__)
        raise
try: f()
except ArithmeticError as e: print(repr(e))
try: raise
except RuntimeError as e: print(e)
def inner(): raise
try:
    try: {}['x']
    except KeyError: inner()
except KeyError as e: print('from inner', e)
# --- raise forms
def attempt(f):
    try: f()
    except BaseException as e: print(type(e).__name__, e, e.args)
def a(): raise ValueError
def b(): raise ValueError('x', 2)
def c(): raise 5
def d(): raise int
def e(): raise None
def g(): raise ValueError('a') from 5
def h(): raise KeyError('q') from ValueError
class NoArgs(Exception):
    def __init__(self, a): self.a = a
def i(): raise NoArgs
def j(): raise 'text'
for f in (a, b, c, d, e, g, h, i, j): attempt(f)
# --- catching what is not an exception
def f():
    try: 1 / 0
    except 5: pass
try: f()
except TypeError as e: print(e)
def g():
    try: 1 / 0
    except (ValueError, 'x'): pass
try: g()
except TypeError as e: print(e)
try: 1
except 5: pass
def choose(): print('chosen'); return ValueError
try: int('x')
except choose(): print('caught')
# --- handlers are tried in order
class A(Exception): pass
class B(A): pass
for kind in (A, B, ValueError, KeyError):
    try: raise kind
    except B: print('B')
    except A: print('A')
    except LookupError: print('Lookup')
    except Exception: print('Exception')
for kind in (SystemExit, KeyboardInterrupt, GeneratorExit):
    try: raise kind('x')
    except Exception: print('no')
    except BaseException as e: print(repr(e))
# --- bare except
try: undefined_name_here
except: print('bare')
try: raise SystemExit(2)
except: print('bare too')
# --- context, cause and suppression
def chain(how):
    try:
        try: raise ValueError('one')
        except ValueError as e:
            if how == 'implicit': raise KeyError('two')
            if how == 'from': raise KeyError('two') from e
            if how == 'none': raise KeyError('two') from None
            if how == 'other': raise KeyError('two') from OSError('other')
    except KeyError as e:
        return repr(e.__context__), repr(e.__cause__), e.__suppress_context__
[chain(h) for h in ('implicit', 'from', 'none', 'other')]
# --- context is cleared outside the handler
try: 1 / 0
except ZeroDivisionError: pass
try: raise ValueError
except ValueError as e: print(e.__context__)
def f():
    try: raise KeyError('in f')
    except KeyError: pass
try: 1 / 0
except ZeroDivisionError:
    f()
    try: raise TypeError('t')
    except TypeError as e: print(repr(e.__context__))
# --- long context chain
def deep(n):
    try:
        if n: deep(n - 1)
        else: raise ValueError(0)
    except ValueError as e: raise ValueError(n + 1)
try: deep(4)
except ValueError as e:
    chain = []
    while e: chain.append(e.args[0]); e = e.__context__
chain
# --- notes
e = ValueError('base')
e.add_note('first'); e.add_note('second')
print(e.__notes__, str(e), repr(e))
try: e.add_note(5)
except TypeError as t: print(t)
try: raise e
except ValueError as again: again.__notes__.append('third'); print(again.__notes__)
hasattr(ValueError(), '__notes__')
# --- exception attributes
e = Exception('a', 1)
print(e.args, str(e), repr(e), str(Exception()), str(Exception('x')), repr(Exception('x')), repr(Exception(('t',))))
e.args = ('new',)
e.custom = 5
print(e, e.custom, str(KeyError('quoted')), str(KeyError()), str(KeyError('a', 'b')))
s = StopIteration(3)
print(s.value, repr(s), SystemExit(4).code)
o = OSError(2, 'No such file', 'name.txt')
print(o.errno, o.strerror, o.filename, o, type(OSError(2, 'x')).__name__)
u = UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'bad')
u.reason, u.start, str(u)
# --- the exception hierarchy
pairs = [(FileNotFoundError, OSError), (IndexError, LookupError), (ZeroDivisionError, ArithmeticError), (UnboundLocalError, NameError),
    (ModuleNotFoundError, ImportError), (RecursionError, RuntimeError), (UnicodeDecodeError, ValueError), (TimeoutError, OSError),
    (NotImplementedError, RuntimeError), (KeyboardInterrupt, Exception), (OverflowError, ArithmeticError), (IndentationError, SyntaxError)]
print([issubclass(a, b) for a, b in pairs])
[c.__name__ for c in FileNotFoundError.__mro__], IOError is OSError, EnvironmentError is OSError
# --- with_traceback and __traceback__
try: 1 / 0
except ZeroDivisionError as e: saved = e
print(saved.__traceback__ is not None, ValueError().__traceback__)
print(saved.with_traceback(None) is saved, saved.__traceback__)
try: raise saved
except ZeroDivisionError as e: print(e is saved, e.__traceback__ is None)
# --- exceptions from builtins
cases = [lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 2.0 % 0, lambda: divmod(1, 0), lambda: 0 ** -1,
    lambda: [][0], lambda: (1,)[5], lambda: 'a'[3], lambda: b''[0], lambda: {}['k'], lambda: {}[1, 2], lambda: int('x'), lambda: int('12', 40),
    lambda: float('q'), lambda: [].pop(), lambda: {}.popitem(), lambda: set().pop(), lambda: [1].remove(5), lambda: [1].index(2),
    lambda: 'abc'.index('z'), lambda: (1, 2).index(3), lambda: chr(-1), lambda: ord('ab'), lambda: max([]), lambda: min(()),
    lambda: 'a' + 1, lambda: 1 + 'a', lambda: [] + (), lambda: 'a' * 'b', lambda: -'x', lambda: [1] < ['a'], lambda: 1 < 'x', lambda: {} < {},
    lambda: [][1.5], lambda: 'x'['y'], lambda: {[]: 1}, lambda: hash([]), lambda: {{}}, lambda: len(5), lambda: iter(5), lambda: abs('x'),
    lambda: sum(['a']), lambda: sorted([1, 'a']), lambda: int([]), lambda: float(None), lambda: round('x'), lambda: range(1.5), lambda: range(1, 2, 0),
    lambda: ''.join([1]), lambda: 'abc'.split(''), lambda: next(iter([])), lambda: bytes([256]), lambda: bytes('x'), lambda: b'a' + 'b',
    lambda: 1 << -1, lambda: 1.5 << 1, lambda: ~1.5, lambda: 1j < 2j, lambda: complex('x'), lambda: [1, 2, 3][::0], lambda: dict([1]),
    lambda: dict([(1, 2, 3)]), lambda: set().remove(1), lambda: 'é'.encode('ascii'), lambda: b'\xff'.decode(), lambda: '%d' % 'x', lambda: '%s %s' % 1,
    lambda: '%s' % (1, 2), lambda: '{}'.format(), lambda: '{a}'.format(), lambda: format(1, 'q'), lambda: pow(2, -1, 4), lambda: 'x'.encode('nope'),
    lambda: int(float('inf')), lambda: int(float('nan')), lambda: 10.0 ** 400, lambda: (1).to_bytes(0, 'big'), lambda: all(5), lambda: enumerate(1), lambda: zip(1)]
for i, case in enumerate(cases):
    try: print(i, case())
    except Exception as e: print(i, type(e).__name__, e)
# --- more builtin argument errors
cases = [lambda: len(), lambda: len(1, 2), lambda: int(1, 2), lambda: str(1, 2), lambda: ord(), lambda: chr('a'), lambda: [].append(),
    lambda: [].append(1, 2), lambda: 'a'.upper(1), lambda: {}.get(), lambda: isinstance(1), lambda: print(1, foo=2), lambda: sorted(),
    lambda: sorted([1], 2), lambda: sum(), lambda: max(), lambda: max(1), lambda: range(), lambda: iter(), lambda: next(), lambda: getattr(1),
    lambda: zip([1], [1, 2], strict=True) and list(zip([1], [1, 2], strict=True)), lambda: open_missing, lambda: 'a'.replace('b'),
    lambda: 'a'.join(1), lambda: 'a'.startswith(1), lambda: {}.update(1), lambda: [].extend(1), lambda: [].insert('a', 1), lambda: [1].pop('a'),
    lambda: 'a'.center('b'), lambda: 'a'.center(5, 'ab'), lambda: round(1.5, 'x'), lambda: abs(), lambda: divmod(1), lambda: hex(1.5),
    lambda: enumerate(), lambda: map(), lambda: map(1), lambda: filter(1), lambda: list(map(1, [2])), lambda: reversed(5), lambda: set(1),
    lambda: dict(1), lambda: tuple(1), lambda: list(1, 2), lambda: bool(1, 2), lambda: float('1', 2), lambda: bytes(-1), lambda: slice(),
    lambda: 'abc'.find(), lambda: 'x'.zfill('a'), lambda: {}.pop('x'), lambda: {}.setdefault(), lambda: {1}.add(), lambda: list.append(5, 1)]
for i, case in enumerate(cases):
    try: print(i, case())
    except Exception as e: print(i, type(e).__name__, e)
