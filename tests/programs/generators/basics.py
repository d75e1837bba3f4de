# --- generators are lazy
def g():
    print('start')
    yield 1
    print('middle')
    yield 2
    print('end')
it = g()
print('made')
print(next(it))
print(list(it), next(it, 'done'))
# --- send
def averager():
    total = n = 0
    average = None
    while True:
        value = yield average
        if value is None: return total
        total += value; n += 1
        average = total / n
a = averager()
print(next(a), a.send(10), a.send(20), a.send(3))
try: a.send(None)
except StopIteration as e: print('returned', e.value)
try: averager().send(1)
except TypeError as e: print(e)
# --- throw
def g():
    while True:
        try:
            x = yield 'ready'
            print('got', x)
        except ValueError as e:
            print('caught', e)
            yield 'recovered'
        finally:
            print('finally')
it = g()
print(next(it), it.throw(ValueError('v')), next(it))
try: it.throw(KeyError('k'))
except KeyError as e: print('out', e)
print(next(it, 'finished'))
try: g().throw(TypeError)
except TypeError as e: print(repr(e))
# --- close
def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print('closing')
        raise
    finally: print('cleanup')
it = g()
next(it)
print(it.close(), list(it), it.close())
unstarted = g()
unstarted.close()
print(list(unstarted))
def stubborn():
    try: yield 1
    except GeneratorExit: yield 2
s = stubborn(); next(s)
try: s.close()
except RuntimeError as e: print(e)
# --- yield from
def inner():
    x = yield 1
    print('inner got', x)
    y = yield 2
    return x + y
def outer():
    result = yield from inner()
    print('result', result)
    yield from 'ab'
    yield from [10, 20]
    return 'end'
it = outer()
print(next(it), it.send(5), it.send(7), list(it))
# --- yield from passes throw and close
def inner():
    try: yield 1
    except ValueError as e: print('inner caught', e); yield 'handled'
    finally: print('inner finally')
def outer():
    try: yield from inner()
    finally: print('outer finally')
it = outer()
print(next(it), it.throw(ValueError('x')))
it.close()
j = outer(); next(j)
try: j.throw(KeyError('k'))
except KeyError as e: print(e)
# --- yield from a plain iterator and a class
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration('value')
        return self.n
    def send(self, v): print('sent', v); return next(self)
def g():
    r = yield from It()
    print('r', r)
it = g()
print(next(it), it.send('hey'), list(it))
def bad(): yield from 5
try: list(bad())
except TypeError as e: print(e)
# --- return value and StopIteration
def g():
    yield 1
    return {'v': 2}
it = g()
next(it)
try: next(it)
except StopIteration as e: print(e.value, e.args)
try: next(it)
except StopIteration as e: print(e.value)
def empty():
    return
    yield
print(list(empty()))
def wrap():
    v = yield from g()
    yield v
list(wrap())
# --- StopIteration inside a generator
def g():
    yield 1
    raise StopIteration('oops')
it = g()
next(it)
try: next(it)
except RuntimeError as e: print(e, repr(e.__cause__))
# --- generator expression scope and laziness
def noisy(x):
    print('noisy', x)
    return x
ge = (noisy(x) * 2 for x in [1, 2, 3] if x != 2)
print('created')
print(next(ge))
print(list(ge))
try: (x for x in 5)
except TypeError as e: print(e)
n = 10
late = (n + i for i in range(2))
n = 100
sum(late), max(i * i for i in range(-3, 3)), all(i for i in ()), any(i > 1 for i in [1, 2, 3])
# --- infinite generators
def count(n=0):
    while True:
        yield n
        n += 1
def take(k, it):
    for _, x in zip(range(k), it): yield x
def primes():
    found = []
    for n in count(2):
        if all(n % p for p in found):
            found.append(n)
            yield n
print(list(take(8, primes())))
c = count()
print(list(take(2, c)), next(c))
[x for x in take(3, (y for y in count() if y % 5 == 0))]
# --- recursive generators
class Tree:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
def flatten(x):
    for y in x:
        if isinstance(y, list): yield from flatten(y)
        else: yield y
def perms(xs):
    if not xs: yield []
    for i, x in enumerate(xs):
        for rest in perms(xs[:i] + xs[i + 1:]): yield [x] + rest
def hanoi(n, a, b, c):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)
print(list(Tree(5, Tree(3, Tree(1)), Tree(8))), list(flatten([1, [2, [3, [4]], 5]])))
print(list(perms([1, 2, 3])))
' '.join(hanoi(3, 'A', 'B', 'C'))
# --- generator already executing
def g():
    yield next(it)
it = g()
try: next(it)
except ValueError as e: print(e)
# --- generator methods in classes
class Bag:
    def __init__(self, *xs): self.xs = xs
    def evens(self): yield from (x for x in self.xs if x % 2 == 0)
    @property
    def squares(self):
        for x in self.xs: yield x * x
    @staticmethod
    def pairs(n):
        for i in range(n): yield i, i + 1
b = Bag(1, 2, 4)
list(b.evens()), list(b.squares), dict(Bag.pairs(2)), [*Bag.pairs(1)]
# --- yield in odd places
def g():
    x = [(yield 1), (yield 2)]
    print(x)
    y = {'k': (yield 3)}
    print(y, f'{(yield 4)}')
    if (yield 5): print('truthy')
    print((yield), (lambda: 7)())
    return (yield 6) or 'last'
it = g()
v = next(it)
try:
    while True: v = it.send(v)
except StopIteration as e: print(e.value)
# --- try finally around yield with break
def g():
    try:
        for i in range(5): yield i
    finally: print('cleaned')
it = g()
for x in it:
    if x == 2: break
print('after break')
it.close()
def h():
    with_items = g()
    try: return next(with_items)
    finally: with_items.close()
h()
# --- exception raised by the consumer does not enter
def g():
    try: yield 1
    except ValueError: print('never')
it = g()
try:
    for x in it: raise ValueError('consumer')
except ValueError as e: print(e)
next(it, 'exhausted')
# --- pipeline
def read(): yield from ['3 apples', '', '5 pears', 'bad', '2 figs']
def parse(lines):
    for line in lines:
        try: n, name = line.split()
        except ValueError: continue
        yield name, int(n)
def only(pairs, least): return ((k, v) for k, v in pairs if v >= least)
dict(only(parse(read()), 3))
# --- exception state is the generator's own
def g():
    try: raise ValueError('in g')
    except ValueError:
        yield 1
        try: raise
        except ValueError as e: yield str(e)
it = g()
try: raise KeyError('outside')
except KeyError:
    next(it)
    try: raise
    except KeyError as e: print(repr(e))
next(it)
# --- lazy builtins share one iterator
it = iter([1, 2, 3, 4, 5, 6])
print(list(zip(it, it)), list(it))
it = iter(range(6))
print(next(it), list(map(lambda x: x * 10, it)), next(it, None))
m = map(print, ['a', 'b'])
print('lazy')
next(m)
f = filter(None, [0, 1, '', 'x', None])
e = enumerate('ab', start=5)
print(next(f), next(e), list(e), list(f), iter(e) is e)
z = zip([1, 2, 3], 'ab')
list(z), list(zip()), list(zip([1])), list(map(max, [1, 5], [3, 2], [2, 9]))
# --- iter with a sentinel
values = iter([1, 2, 0, 3])
print(list(iter(lambda: next(values), 0)), next(values))
class Dice:
    def __init__(self): self.n = 0
    def __call__(self): self.n += 1; return self.n
[x for x in iter(Dice(), 4)]
# --- zip strict
print(list(zip([1, 2], 'ab', strict=True)))
for args in (([1], [1, 2]), ([1, 2], [1]), ([1], [1], [])):
    try: list(zip(*args, strict=True))
    except ValueError as e: print(e)
# --- reversed and iterators over containers
r = reversed([1, 2, 3])
print(next(r), list(r), list(reversed('abc')), list(reversed(range(0, 10, 3))), list(reversed({'a': 1, 'b': 2})))
d = {'x': 1, 'y': 2}
i = iter(d.items())
print(next(i), list(reversed(d.values())), type(iter([])).__name__, type(iter(())).__name__, type((x for x in '')).__name__)
xs = [1, 2]
it = iter(xs)
next(it); xs.append(3)
list(it)
# --- unpacking and membership consume
g = (i for i in range(10))
a, b, *_ = (next(g), next(g), next(g))
print(a, b, 5 in g, next(g), sorted(g))
g = (i for i in 'abc')
print(*g, *g)
def gen(): yield 1; yield 2
x, y = gen()
x, y, [*gen(), *gen()], {**dict(enumerate(gen()))}
