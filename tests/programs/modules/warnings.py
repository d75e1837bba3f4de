# --- recording
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    warnings.warn('first')
    warnings.warn('second', DeprecationWarning)
    warnings.warn(RuntimeWarning('third'), stacklevel=1)
    def f(): warnings.warn('from f', FutureWarning, stacklevel=2)
    f()
    warnings.warn_explicit('explicit', UserWarning, 'file.py', 12)
for w in caught: print(w.category.__name__, str(w.message), type(w.message).__name__, w.lineno, w.filename, w.line, w.source)
print(str(caught[0]), len(caught), warnings.catch_warnings(record=True), warnings.catch_warnings())
warnings.warn('ignored here')
# --- actions
import warnings
def emit(n, times=2):
    for _ in range(times): warnings.warn(f'w{n}', UserWarning)
    warnings.warn(f'w{n}', UserWarning)
for action in ('default', 'error', 'ignore', 'always', 'module', 'once'):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter(action)
        try: emit(1); emit(1)
        except UserWarning as e: print('raised', e)
        print(action, len(log))
with warnings.catch_warnings():
    warnings.simplefilter('error', DeprecationWarning)
    warnings.simplefilter('ignore', UserWarning, append=True)
    warnings.warn('nothing')
    try: warnings.warn('old', DeprecationWarning)
    except DeprecationWarning as e: print(repr(e))
with warnings.catch_warnings(action='error'):
    try: warnings.warn('by action')
    except UserWarning as e: print(e)
with warnings.catch_warnings(record=True) as log:
    warnings.resetwarnings()
    warnings.warn('after reset')
    warnings.filterwarnings('ignore', category=UserWarning)
    warnings.warn('x')
    warnings.warn('y', RuntimeWarning)
    print([str(w.message) for w in log])
# --- filters by text
import warnings
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    warnings.filterwarnings('ignore', message='dep.*ated')
    warnings.filterwarnings('error', message='bad', category=RuntimeWarning)
    warnings.warn('DEPRECATED thing')
    warnings.warn('other deprecated')
    warnings.warn('bad user')
    try: warnings.warn('bad runtime', RuntimeWarning)
    except RuntimeWarning as e: print('raised', e)
    print([str(w.message) for w in log])
# --- shown
import warnings, sys
print(warnings.formatwarning('msg', UserWarning, 'f.py', 3, 'code()'), warnings.formatwarning('msg', UserWarning, 'f.py', 3, ''))
# --- refused
import warnings
for f in (lambda: warnings.warn(), lambda: warnings.warn('x', 5), lambda: warnings.warn('x', ValueError), lambda: warnings.simplefilter(), lambda: warnings.catch_warnings(True), lambda: warnings.WarningMessage()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
c = warnings.catch_warnings()
for f in (lambda: c.__exit__(), lambda: c.__enter__(), lambda: c.__enter__(), lambda: c.__exit__()):
    try: print(f())
    except RuntimeError as e: print(e)
class Own(UserWarning): pass
warnings.simplefilter('error')
warnings.warn('mine', Own)
# --- refused filters
# min_python: 3.12
import warnings
for f in (lambda: warnings.simplefilter('nope'), lambda: warnings.filterwarnings('nope'), lambda: warnings.filterwarnings('error', category=int), lambda: warnings.filterwarnings('error', message=5), lambda: warnings.filterwarnings('error', lineno=-1)):
    try: print(f())
    except Exception as e: print(type(e).__name__)
# --- deprecated
# min_python: 3.13
import warnings
from warnings import deprecated
@deprecated('use new')
def old(x):
    """doc"""
    return x
@deprecated('old class')
class Old:
    def __init__(self, x): self.x = x
@deprecated('quiet', category=None)
def quiet(): return 'q'
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    print(old(3), Old(4).x, quiet(), old.__deprecated__, Old.__deprecated__, quiet.__deprecated__, old.__name__, old.__doc__)
    class Sub(Old): pass
    print(Sub(5).x)
    print([(str(w.message), w.category.__name__, w.lineno) for w in log])
for f in (lambda: deprecated(5), lambda: deprecated('x')(5)):
    try: f()
    except TypeError as e: print(e)
# --- state across calls
# externals: add
import warnings
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    warnings.warn(f'w{add(1, 1)}')
    print(add(1, 2), len(log))
    warnings.warn('again')
    print(add(1, 3), [str(w.message) for w in log])
# --- what shows them
import warnings
callable(warnings.showwarning)
