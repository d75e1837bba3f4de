# --- a generator dropped by a loop is closed
def g(n):
    try:
        for i in range(5): yield i
    finally: print('end', n)
for x in g(1): break
print('after')
def f():
    for x in g(2):
        for y in g(3):
            if y == 1: break
        if x == 1: return 'ret'
print(f())
def h():
    for x in g(4):
        for y in g(5):
            try: continue
            finally: print('c'); break
        else: print('never')
        try:
            if x: return x
        finally: print('fin')
print(h())
it = g(6)
for x in it: break
print('still', next(it)); it.close()
def make():
    global kept
    kept = g(7)
    return kept
for x in make(): break
print(next(kept)); kept.close()
class C:
    def items(self):
        try: yield 1; yield 2
        finally: print('items closed')
for x in C().items():
    for y in C().items(): break
    break
def bad():
    try: yield 1
    finally: raise ValueError('lost')
print('ok')
def outer():
    for x in g(8):
        yield x
        if x: return
print(list(outer()))
for x in iter(kept2 := g(9)): break
print(next(kept2)); kept2.close()
for x in g(*[10]): break
while True:
    for x in g(11): break
    break
# --- a generator dropped by an exception is closed before the handler runs
def g(n):
    try: yield 1; yield 2
    except GeneratorExit: print('exit', n); raise
    finally: print('end', n)
def f():
    for x in g(1):
        for y in g(2): raise ValueError(x)
try: f()
except ValueError as e: print(repr(e), e.__context__)
try:
    for x in g(3):
        try: 1 / 0
        except ZeroDivisionError: print('inner')
        [][x]
except IndexError as e: print(repr(e), e.__context__)
def failing():
    yield 1
    raise KeyError('own')
try:
    for x in failing(): pass
except KeyError as e: print(repr(e))
def h():
    for x in g(4):
        raise RuntimeError('last')
h()
# --- a generator dropped by a loop calls the host while it is closed
# externals: add
def g():
    try: yield add(1, 1); yield 3
    finally: print('closing', add(2, 2))
def f():
    for x in g():
        for y in g(): break
        return x + add(y, 0)
f()
