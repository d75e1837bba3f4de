# --- except* splits a group
def f(group):
    try: raise group
    except* ValueError as g: print('values', g.exceptions)
    except* (KeyError, TypeError) as g: print('others', g.exceptions)
    else: print('else')
    finally: print('finally')
f(ExceptionGroup('g', [ValueError(1), KeyError('k'), ValueError(2)]))
f(ExceptionGroup('g', [TypeError('t')]))
f(ValueError('naked'))
# --- except* leaves the rest
try:
    try: raise ExceptionGroup('g', [ValueError(1), OSError('left'), ExceptionGroup('nested', [ValueError(2), KeyError(3)])])
    except* ValueError as g: print(repr(g))
except ExceptionGroup as rest: print(repr(rest), rest.exceptions)
# --- except* with nothing raised
try: x = 1
except* ValueError: print('never')
else: print('else')
x
# --- raising in except*
try:
    try: raise ExceptionGroup('g', [ValueError(1), KeyError(2)])
    except* ValueError as g: raise RuntimeError('new')
    except* KeyError: raise
except ExceptionGroup as e:
    print(e.message, [type(x).__name__ for x in e.exceptions])
# --- naked exception in except* is wrapped
try:
    raise ValueError('v')
except* ValueError as g:
    print(type(g).__name__, repr(g.message), g.exceptions)
# --- split and subgroup
g = ExceptionGroup('top', [ValueError(1), ExceptionGroup('in', [KeyError(2), ValueError(3)]), TypeError(4)])
match_, rest = g.split(ValueError)
print(repr(match_), repr(rest), sep='\n')
print(g.subgroup(KeyError), g.subgroup(OSError), g.split(OSError)[0])
print(repr(g.subgroup(lambda e: isinstance(e, TypeError))), repr(g.subgroup((TypeError, KeyError))))
g.message, str(g), len(g.exceptions), repr(g)
# --- derive
class MyGroup(ExceptionGroup):
    def derive(self, excs): return MyGroup(self.message + '!', excs)
g = MyGroup('m', [ValueError(1), KeyError(2)])
a, b = g.split(KeyError)
print(type(a).__name__, a.message, type(b).__name__, b.exceptions)
try:
    try: raise g
    except* ValueError: pass
except MyGroup as e: print(e.message, e.exceptions)
type(ExceptionGroup('x', [ValueError()]).derive([KeyError()])).__name__
# --- construction errors
cases = [lambda: ExceptionGroup('m'), lambda: ExceptionGroup('m', []), lambda: ExceptionGroup('m', [1]), lambda: ExceptionGroup(1, [ValueError()]),
    lambda: ExceptionGroup('m', 5), lambda: ExceptionGroup('m', [KeyboardInterrupt()])]
for case in cases:
    try: case()
    except Exception as e: print(type(e).__name__, e)
type(BaseExceptionGroup('m', [ValueError()])).__name__, type(BaseExceptionGroup('m', [KeyboardInterrupt()])).__name__
# --- except* cannot catch groups by group type
try:
    try: raise ExceptionGroup('g', [ValueError()])
    except* ExceptionGroup: pass
except TypeError as e: print(e)
# --- except on a group as a plain exception
try: raise ExceptionGroup('g', [ValueError(1)])
except ValueError: print('no')
except ExceptionGroup as e: print('yes', e)
# --- except* in a function with loops
def collect(groups):
    found = []
    for g in groups:
        try: raise g
        except* ValueError as v: found += [e.args[0] for e in v.exceptions]
        except* KeyError: found.append('key')
    return found
collect([ExceptionGroup('a', [ValueError(1), KeyError()]), ExceptionGroup('b', [ValueError(2)])])
