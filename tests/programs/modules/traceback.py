# --- format_exc and its kin
import traceback, sys
def inner(n):
    return 1 / n
def outer(n):
    try: return inner(n)
    except ZeroDivisionError as e: raise ValueError('outer failed') from e
try: outer(0)
except ValueError as e:
    text = traceback.format_exc()
    print(text)
    print(traceback.format_exc() == ''.join(traceback.format_exception(e)) == ''.join(traceback.format_exception(type(e), e, e.__traceback__)) == ''.join(traceback.format_exception(*sys.exc_info())))
    print(traceback.format_exception(e))
    print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e))
    print(traceback.format_exc(chain=False))
    print(traceback.format_exc(limit=1), traceback.format_exc(limit=-1, chain=False))
    print(traceback.format_exception(e, limit=0, chain=False))
    print(traceback.format_exception(type(e), e, None, chain=False))
    traceback.print_exc()
    traceback.print_exception(e, limit=1)
    traceback.print_exc(file=sys.stdout)
    traceback.print_exception(type(e), e, e.__traceback__, file=sys.stdout, chain=False)
print(repr(traceback.format_exc()))
# --- context, notes, texts of one's own
import traceback
class Own(Exception):
    def __str__(self): return 'own text'
class Bad(Exception):
    def __str__(self): raise KeyError
def f():
    try: {}['k']
    except KeyError: raise Own(1)
for g in (f, lambda: int('x'), lambda: [][1]):
    try: g()
    except Exception as e:
        e.add_note('note one\nsecond line')
        print(''.join(traceback.format_exception(e)))
        print(traceback.format_exception_only(e))
try: raise Bad
except Bad as e: print(traceback.format_exception_only(e))
try: raise ValueError
except ValueError as e: print(traceback.format_exception_only(e), traceback.format_exc())
try: raise SyntaxError('bad', ('f.py', 3, 5, 'x = = 1\n', 3, 6))
except SyntaxError as e: print(traceback.format_exception_only(e))
try:
    try: raise OSError('a')
    except OSError: raise TypeError('b') from None
except TypeError: print(traceback.format_exc())
print(traceback.format_exception_only(KeyError('not raised')), traceback.format_exception(KeyError('not raised')), traceback.format_exception(None), traceback.format_exception_only(None, None))
for g in (lambda: traceback.print_exception(5), lambda: traceback.print_exception(ValueError, None), lambda: traceback.print_exception(), lambda: traceback.format_exc(1, 2, 3)):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
# --- groups and recursion
import traceback
def rec(n): return rec(n + 1) if n < 8 else 1 / 0
try: rec(0)
except ZeroDivisionError as e: print(traceback.format_exc()); print(len(traceback.format_exception(e)))
try:
    try: raise ValueError('first')
    except ValueError as v: raise ExceptionGroup('many', [v, KeyError('k'), ExceptionGroup('in', [TypeError('t')])])
except ExceptionGroup: print(traceback.format_exc())
# --- extracted tracebacks
import traceback
def inner(n):
    return 1 / n
def outer(n): return inner(n)
try: outer(0)
except ZeroDivisionError as e:
    tb = e.__traceback__
    stack = traceback.extract_tb(tb)
    print(stack, len(stack), stack[0].filename, [(f.lineno, f.name, f.line) for f in stack], type(stack).__name__)
    print(stack.format(), traceback.format_tb(tb), traceback.format_list(stack) == stack.format())
    print([tuple(f) for f in stack], stack[-1][2], len(stack[0]), stack[0] == stack[0], stack[-1].lineno, stack[-1].locals)
    print(traceback.extract_tb(tb, limit=1), traceback.format_tb(tb, 1), traceback.format_tb(tb, -1))
    filename, lineno, func, line = stack[-1]
    print(filename, lineno, func, line)
    traceback.print_tb(tb)
    traceback.print_list(stack)
print(traceback.format_list([('f.py', 1, 'g', 'x = 1'), ('f.py', 2, 'h', None)]), traceback.StackSummary.from_list([('a.py', 3, 'm', 'code')]), traceback.extract_tb(None), traceback.format_tb(None), traceback.FrameSummary('f.py', 4, 'z', line=' y '))
# --- TracebackException
import traceback, sys
try:
    try: 1 / 0
    except ZeroDivisionError as z: raise RuntimeError('again') from z
except RuntimeError as e:
    te = traceback.TracebackException.from_exception(e)
    print(''.join(te.format()), list(te.format_exception_only()), str(te), len(te.stack), te.stack[0].name, ''.join(te.format(chain=False)))
    print(str(te.__cause__), te.__cause__.stack[0].lineno, te.__suppress_context__, te == traceback.TracebackException.from_exception(e), te.exceptions)
    te.print(file=sys.stdout)
    print(list(traceback.TracebackException(type(e), e, None, limit=1).format(chain=False)))
# --- groups alone
# min_python: 3.13
import traceback
g = ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [KeyError('k')])])
print(traceback.format_exception_only(g, show_group=True), traceback.format_exception_only(g))
try: raise g
except ExceptionGroup as e: print(traceback.TracebackException.from_exception(e).exc_type_str)
# --- state across calls
# externals: add
import traceback
def work():
    try: raise ValueError(add('from ', 'here'))
    except ValueError as e:
        tb = e.__traceback__
        n = add(1, 1)
        print(traceback.format_exc())
        return e, traceback.extract_tb(tb), n
e, stack, n = work()
print(add(n, 1), traceback.format_exception(e), stack.format(), stack[0].lineno)
