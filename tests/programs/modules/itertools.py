# --- counts
from itertools import count, cycle, repeat, islice
import itertools
print(list(islice(count(), 4)), list(islice(count(5, -2), 4)), list(islice(count(0.5, 0.25), 4)), list(islice(count(1 + 2j), 2)), list(islice(count(step=3), 3)), list(islice(count(10 ** 20, 10 ** 20), 2)))
print(count(), count(3), count(3, 2), count(True), count(1.5), count(1, 1.0), count(step=0), next(count(True)))
c = count(2)
next(c), next(c)
print(c, iter(c) is c, type(c), type(c).__name__, type(c).__module__)
print(list(islice(cycle('ab'), 5)), list(cycle([])), repeat('x'), repeat('x', 3), list(repeat('x', 3)), list(repeat('x', -1)), repeat('x', -5), list(repeat(object='y', times=2)))
r = repeat(1, 3)
next(r)
print(r, r.__length_hint__(), list(r), list(r), r)
print(list(map(pow, range(5), repeat(2))), list(zip(count(1), 'abc')))
for f in (lambda: count('a'), lambda: count(1, 'a'), lambda: count(1, 2, 3), lambda: cycle(), lambda: cycle(5), lambda: repeat(), lambda: repeat(1, 'x'), lambda: repeat(1, None), lambda: repeat(1, 2, 3), lambda: repeat(1).__length_hint__(), lambda: repeat(1, 10 ** 30), lambda: cycle(iterable=[]), lambda: next(repeat(1, 0))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(itertools.count is count, itertools.__name__)
# --- cycles keep their items, and errors pass
from itertools import cycle, islice
def g():
    yield 1
    yield 2
    raise ValueError('once')
c = cycle(g())
print(next(c), next(c))
try: next(c)
except ValueError as e: print(e)
print(list(islice(c, 5)))
x = [1, 2, 3]
c = cycle(x)
print(next(c)); x.append(4)
print(list(islice(c, 8)))
# --- accumulating
from itertools import accumulate
print(list(accumulate([1, 2, 3, 4])), list(accumulate([])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([1, 2], initial=10)), list(accumulate([], initial=5)), list(accumulate('abc')), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], func=None)), list(accumulate([5], lambda a, b: 1 / 0)), list(accumulate([[1], [2]])))
a = accumulate([1, 0, 2], lambda x, y: x // y)
print(next(a))
try: next(a)
except ZeroDivisionError as e: print(e)
print(next(a), list(a), a.__class__)
for f in (lambda: accumulate(), lambda: accumulate([], None, 5), lambda: accumulate(5), lambda: list(accumulate([1, 'a'])), lambda: accumulate([], x=1), lambda: list(accumulate([1, 2], 5))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- batched
# min_python: 3.12
from itertools import batched
print(list(batched('abcdefg', 3)), list(batched([], 2)), list(batched('abc', 5)), list(batched(iterable='ab', n=1)), list(batched(range(4), True)))
b = batched('abcde', 2)
print(next(b), iter(b) is b, list(b), list(b), type(b))
def g():
    yield 1
    yield 2
    raise ValueError('x')
b = batched(g(), 3)
for _ in range(2):
    try: print(next(b))
    except (ValueError, StopIteration) as e: print(type(e).__name__, e)
for f in (lambda: batched('a', 0), lambda: batched('a', -1), lambda: batched('a'), lambda: batched(5, 2), lambda: batched('a', 'b'), lambda: batched('a', 1, 2), lambda: batched('a', 10 ** 30)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- batched strictly
# min_python: 3.13
from itertools import batched
print(list(batched('abcd', 2, strict=True)))
b = batched('abc', 2, strict=True)
print(next(b))
for _ in range(2):
    try: print(next(b))
    except (ValueError, StopIteration) as e: print(type(e).__name__, e)
# --- chain
from itertools import chain
print(list(chain('ab', [1], (), {2: 3})), list(chain()), list(chain.from_iterable(['ab', 'cd'])), list(chain.from_iterable(x for x in ([1], [2, 3]))), chain[int])
class Sub(chain): pass
s = Sub('a', 'b')
print(type(s).__name__, list(s), type(Sub.from_iterable(['a'])).__name__)
c = chain([1], 5, [2])
print(next(c))
for _ in range(2):
    try: print(next(c))
    except (TypeError, StopIteration) as e: print(type(e).__name__, e)
def g():
    yield 1
    raise ValueError('x')
c = chain(g(), [2])
print(next(c))
try: next(c)
except ValueError as e: print(e)
print(list(c))
for f in (lambda: chain(a=1), lambda: chain.from_iterable(), lambda: chain.from_iterable(5), lambda: chain.from_iterable('a', 'b')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- combinatorics
from itertools import combinations, combinations_with_replacement, permutations, product
for n in range(5):
    for r in range(6):
        print(n, r, list(combinations(range(n), r)), list(combinations_with_replacement(range(n), r))[:20], list(permutations(range(n), r)))
print(list(permutations('abc')), list(permutations('abc', None)), len(list(permutations(range(6)))), list(combinations('abca', 2)))
print(list(product()), list(product('ab')), list(product('ab', [1, 2])), list(product('ab', repeat=2)), list(product('ab', repeat=0)), list(product('ab', '')), list(product(range(2), repeat=3)), list(product(5, repeat=0)))
p = product('ab', 'cd'); next(p)
q = combinations('abcd', 2); next(q)
print(list(p), list(p), list(q), list(q), iter(p) is p, type(p), type(q), type(permutations('')), type(combinations_with_replacement('', 1)))
for f in (lambda: combinations('a'), lambda: combinations('a', -1), lambda: combinations('a', 'b'), lambda: combinations(5, 1), lambda: combinations('a', 10 ** 30), lambda: combinations_with_replacement('a', -1), lambda: permutations('a', 'b'), lambda: permutations('a', -1), lambda: permutations(), lambda: permutations(5), lambda: product('a', repeat=-1), lambda: product('a', repeat='x'), lambda: product(x=1), lambda: product(5), lambda: product('a', repeat=None), lambda: combinations(iterable='abc', r=2, z=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- filters
from itertools import compress, dropwhile, filterfalse, takewhile, starmap
print(list(compress('abcdef', [1, 0, 1, 0, 1])), list(compress(data='ab', selectors=[True] * 9)), list(dropwhile(lambda x: x < 3, [1, 3, 2, 5])), list(takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, '', 'a'])), list(filterfalse(bool, [0, 1])), list(starmap(pow, [(2, 5), (3, 2)])), list(starmap(max, ['abc', [4, 9]])))
t = takewhile(lambda x: x < 3, [1, 5, 1])
print(next(t), list(t), list(t), type(t))
t = takewhile(lambda x: 1 // x, [1, 0, 1])
print(next(t))
try: next(t)
except ZeroDivisionError as e: print(e)
print(list(t))
for f in (lambda: compress('a'), lambda: compress(5, []), lambda: compress([], 5), lambda: dropwhile(1), lambda: dropwhile(1, 5), lambda: list(dropwhile(1, [5])), lambda: takewhile(1), lambda: filterfalse(1), lambda: starmap(1, 2, 3), lambda: list(starmap(pow, [5])), lambda: starmap(1, 5), lambda: list(starmap(pow, [(1,)]))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- groups
from itertools import groupby
data = [('a', 1), ('a', 2), ('b', 3), ('a', 4)]
for key, group in groupby(data, key=lambda row: row[0]):
    print(key, list(group))
print([(k, len(list(g))) for k, g in groupby('AAABBC')], [k for k, g in groupby('AAABBC')], list(groupby([])), [(k, list(g)) for k, g in groupby([1, 1.0, True, 2], None)])
groups = list(groupby('aab'))
print([list(g) for k, g in groups])
it = groupby('aabb')
k, g = next(it)
print(next(g), next(it)[0], list(g), type(it), type(g), iter(g) is g)
print([(k, list(g)) for k, g in groupby(iterable=range(6), key=lambda n: n // 3)])
def key(x):
    if x == 3: raise ValueError('three')
    return x
it = groupby([1, 3, 4], key)
print(next(it)[0])
try: next(it)
except ValueError as e: print(e)
print(next(it)[0])
for f in (lambda: groupby(), lambda: groupby(5), lambda: list(groupby([1], 5)), lambda: groupby([], None, 3), lambda: type(g)(1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- slices
from itertools import islice, count
print(list(islice('abcdefg', 2)), list(islice('abcdefg', 2, 4)), list(islice('abcdefg', 2, None)), list(islice('abcdefg', 0, None, 2)), list(islice('abcdefg', None)), list(islice('abc', None, None, None)), list(islice('abc', 5, 7)), list(islice('abc', 3, 1)), list(islice('abc', 0)), list(islice(range(20), 3, 17, 5)))
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 1, 5, 2)), list(it))
class N:
    def __index__(self): return 2
print(list(islice('abcd', N())), list(islice('abcd', True)))
for args in ((), (1, 2, 3, 4), (-1,), (-1, 5), (0, 5, 0), (0, 5, -1), (0, -5), ('x',), (1.5,), (0, 'x'), (0, 1, 'x'), (10 ** 30,)):
    try: print(islice('abc', *args))
    except Exception as e: print(type(e).__name__, e)
try: islice(5, 1)
except TypeError as e: print(e)
try: islice('a', stop=1)
except TypeError as e: print(e)
# --- pairs
from itertools import pairwise, zip_longest
print(list(pairwise('abcd')), list(pairwise('a')), list(pairwise([])), type(pairwise('')))
print(list(zip_longest('ab', [1, 2, 3], fillvalue='-')), list(zip_longest()), list(zip_longest('ab')), list(zip_longest('', [1])), type(zip_longest()))
def g():
    yield 1
    raise ValueError('x')
z = zip_longest(g(), [1, 2, 3])
print(next(z))
for _ in range(2):
    try: print(next(z))
    except (ValueError, StopIteration) as e: print(type(e).__name__, e)
for f in (lambda: pairwise(), lambda: pairwise(5), lambda: zip_longest(5), lambda: zip_longest(x=1), lambda: pairwise(x=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- tees of tees
from itertools import tee
a, b, c = tee('abc', 3)
next(a)
f = a.__copy__()
print(list(f), list(a), list(b), next(c), iter(c) is c)
def g():
    yield 1
    raise ValueError('x')
a, b = tee(g())
print(next(a), next(b))
for it in (a, b, a):
    try: print(next(it))
    except (ValueError, StopIteration) as e: print(type(e).__name__, e)
for f in (lambda: tee(), lambda: tee(5), lambda: tee('a', -1), lambda: tee('a', 'b'), lambda: tee('a', n=2), lambda: tee('a', 1, 2), lambda: len(tee('a', 5))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- attributes
import itertools
for name in ('count', 'chain', 'islice', 'tee'):
    print(getattr(itertools, name), getattr(itertools, name).__name__)
for f in (lambda: itertools.count().nope, lambda: len(itertools.count()), lambda: itertools.count()[0], lambda: itertools.count() + 1, lambda: itertools.nope):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- subclasses
from itertools import count, islice, chain
class Evens(count):
    def __new__(cls, start=0):
        return super().__new__(cls, start, 2)
    def label(self): return f'at {next(self)}'
e = Evens(4)
print(next(e), e.label(), isinstance(e, count), e, list(islice(e, 2)))
e.note = 'n'
print(e.note)
# --- recipes
from itertools import chain, count, cycle, islice, repeat, starmap, tee, groupby, combinations, zip_longest, filterfalse, accumulate, takewhile
def take(n, it): return list(islice(it, n))
def roundrobin(*iterables):
    iterators = cycle(map(iter, iterables))
    for active in range(len(iterables), 0, -1):
        iterators = cycle(islice(iterators, active))
        yield from map(next, iterators)
def unique(it):
    seen = set()
    for x in filterfalse(seen.__contains__, it):
        seen.add(x); yield x
def powerset(it):
    s = list(it)
    return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))
def sieve(n):
    data = bytearray((0, 1)) * (n // 2)
    for p in (3, 5, 7):
        data[p * p::p] = bytes(len(range(p * p, len(data), p)))
    return [2] + [i for i, ok in enumerate(data) if ok and i > 1]
def grouper(it, n): return zip_longest(*[iter(it)] * n, fillvalue='x')
print(list(unique('abacab')), list(powerset('abc')), sieve(40), [''.join(g) for g in grouper('ABCDEFG', 3)])
print(take(3, takewhile(lambda x: x < 100, accumulate(repeat(2, 10), lambda a, b: a * b))))
try: print(list(roundrobin('ABC', 'D', 'EF')))
except RuntimeError as e: print(e)
# --- suspended within
# externals: add, less, upper
from itertools import accumulate, chain, combinations, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest, compress, combinations_with_replacement
def source(n):
    for i in range(n): yield add(i)
print(list(accumulate(source(4), add)), list(chain(source(2), source(2))), list(compress(source(3), [1, 0, 1])))
its = [count(add(1)), cycle('ab'), repeat('r', 9), product('ab', repeat=2), permutations('abc', 2), combinations('abcd', 2), combinations_with_replacement('ab', 2), pairwise(source(9)), zip_longest(source(3), 'ab', fillvalue=0), chain.from_iterable(source(1) for _ in range(9)), islice(source(9), 1, 8, 2), starmap(add, zip(count(), count())), accumulate(source(9), initial=4), groupby(source(9), lambda n: add(n) // 2), *tee(source(9))]
for round in range(4):
    for it in its:
        try: x = next(it)
        except StopIteration: x = 'end'
        print(list(x[1]) if type(it) is groupby and x != 'end' else x, end=' ')
    print(add(round))
print(list(dropwhile(lambda x: less(x, 2), source(4))), list(takewhile(lambda x: less(x, 2), source(4))), list(filterfalse(lambda x: less(x, 2), source(4))))
print([(k, [upper(x) for x in g]) for k, g in groupby('aabBc', key=lambda s: upper(s))])
