# --- a seeded generator gives CPython's numbers
import random

METHODS = {
    'random': (), 'getrandbits': (70,), 'randrange': (10, 100, 7), 'randint': (1, 6), 'uniform': (1, 10), 'triangular': (1, 5, 2),
    'betavariate': (2, 3), 'expovariate': (1.5,), 'gammavariate': (2, 3), 'gauss': (0, 1), 'lognormvariate': (0, 1),
    'normalvariate': (5, 2), 'vonmisesvariate': (1, 4), 'paretovariate': (3,), 'weibullvariate': (1, 1.5), 'randbytes': (5,),
    'choice': ('abcdef',), 'choices': ([1, 2, 3],), 'sample': (range(100), 3),
}  # fmt: skip
for seed in (0, 42, -7, 2**200, 'text', 'é', b'bytes', bytearray(b'ba'), 1.5, -0.0, True, 10**400, ''):
    r = random.Random(seed)
    for name, args in METHODS.items():
        print(seed, name, [getattr(r, name)(*args) for _ in range(3)])
    items = list(range(30))
    r.shuffle(items)
    print(items, r.getstate()[0], r.getstate()[1][:3], r.getstate()[2])
# --- choices, samples, distributions
import random
from collections import deque

r = random.Random(1)
print(r.choices('abc', [1, 2, 3], k=5), r.choices('abc', cum_weights=[1, 3, 6], k=5), r.choices(range(10**15), k=2), r.choices([1, 2], k=0))
print(r.choices((1, 2), weights=(0.5, 0.5)), r.choices(population=[5], k=2), r.choices([1, 2], [True, False], k=3), r.choices([1, 2], k=-1))
print(r.choices({0: 'a', 1: 'b'}, k=3), r.choices(deque('xyz'), (w for w in (1, 1, 2)), k=4))
print(r.sample(range(10**12), 5), r.sample([1, 2, 3, 4], k=4), r.sample('abcdefgh', 3), r.sample(population=(1, 2), k=0), r.sample(range(1000), 200)[:5])
print(r.sample(['a', 'b'], k=4, counts=[3, 2]), r.sample(deque(range(50)), 3), r.sample(range(3), 2, counts=iter([2, 2, 2])), r.sample(b'abc', 2))
print(r.choice([1, 2, 3]), r.choice('xyz'), r.choice(range(7, 100)), r.choice({0: 'zero'}), r.choice(deque([1, 2])), r.choice(b'ab'), r.choice(seq=(4, 5)))
print(r.randrange(10), r.randrange(5, 6), r.randrange(10**30), r.randrange(100, 0, -3), r.randint(-5, 5), r.randrange(0, 10, 2), r.randint(a=1, b=2))
print(r.getrandbits(0), r.getrandbits(1), r.getrandbits(100), r.randbytes(0), r.randbytes(7))
print(r.uniform(0, 1), r.uniform(5, -5), r.triangular(), r.triangular(0, 1, 1), r.triangular(3, 3), r.gauss(mu=3, sigma=0.5))
print(r.expovariate(2), r.vonmisesvariate(0, 0), r.gammavariate(0.5, 1), r.gammavariate(1, 2), r.gammavariate(5, 2), r.betavariate(1, 1), r.normalvariate(sigma=2, mu=1))
items = deque(range(8))
r.shuffle(items)
other = bytearray(b'abcdef')
r.shuffle(other)
print(items, other)
# --- from 3.12
# min_python: 3.12
import random

r = random.Random(3)
print([r.binomialvariate(10, 0.3) for _ in range(5)], r.binomialvariate(1000, 0.5), r.binomialvariate(), r.binomialvariate(n=50, p=0.9), r.expovariate())
print(r.binomialvariate(0, 0.5), r.binomialvariate(5, 0.0), r.binomialvariate(5, 1.0), r.binomialvariate(10**9, 1e-9), random.Random(1).binomialvariate(20))
for args in ((5, 2), (-5, 0.2), ('a', 0.5), (5, 'a')):
    try:
        print(r.binomialvariate(*args))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
# --- refused
import random

r = random.Random(1)
calls = (
    lambda: random.Random(1, 2), lambda: random.Random([]), lambda: random.Random(1j), lambda: random.Random(y=1), lambda: random.Random({}),
    lambda: r.random(1), lambda: r.getrandbits(), lambda: r.getrandbits(-1), lambda: r.getrandbits(1.5), lambda: r.getrandbits('1'),
    lambda: r.randrange(0), lambda: r.randrange(5, 5, 2), lambda: r.randrange(1, 5, 0), lambda: r.randrange('a'), lambda: r.randrange(1, step=2),
    lambda: r.randrange(), lambda: r.randint(1), lambda: r.randint('a', 1), lambda: r.choice([]), lambda: r.choice(''), lambda: r.choice({1, 2}),
    lambda: r.choice(), lambda: r.choice(5), lambda: r.choice(iter([1])), lambda: r.choices([], k=2), lambda: r.choices([1, 2], [1]),
    lambda: r.choices([1, 2], [1, 2], cum_weights=[1, 2]), lambda: r.choices([1, 2], [0, 0]), lambda: r.choices([1, 2], 5),
    lambda: r.choices([1, 2], ['a', 'b']), lambda: r.choices([1, 2], [1, float('inf')]), lambda: r.choices(5), lambda: r.choices(),
    lambda: r.choices([1], k='a'), lambda: r.sample([1, 2], 3), lambda: r.sample([1, 2], -1), lambda: r.sample({1, 2}, 1), lambda: r.sample({1: 2}, 1),
    lambda: r.sample([1]), lambda: r.sample([1, 2], 2, counts=[1]), lambda: r.sample([1], 1, counts=[-1]), lambda: r.sample([1], 1, counts=[1.5]),
    lambda: r.sample([1, 2], 2, [1, 2]), lambda: r.shuffle((1, 2)), lambda: r.shuffle('ab'), lambda: r.shuffle(), lambda: r.shuffle([1], 2),
    lambda: r.randbytes(-1), lambda: r.randbytes('a'), lambda: r.setstate((1, 2, 3)), lambda: r.setstate((2, (1,), None)), lambda: r.setstate(5),
    lambda: r.setstate((3, [1] * 625, None)), lambda: r.setstate((3, (1,) * 624, None)), lambda: r.setstate((3, ('a',) * 625, None)),
    lambda: r.setstate((3, (1,) * 624 + (700,), None)), lambda: r.setstate(), lambda: r.getstate(1), lambda: r.uniform(1), lambda: r.uniform('a', 'b'),
    lambda: r.gauss('a', 1), lambda: r.expovariate(0), lambda: r.gammavariate(0, 1), lambda: r.gammavariate(-1, 1), lambda: r.betavariate(0, 1),
    lambda: r.paretovariate(0), lambda: r.seed([]), lambda: r.seed(1, 2, 3), lambda: r.seed(foo=1), lambda: r.foo,
    lambda: r.triangular('a'), lambda: r.weibullvariate(1), lambda: random.nothing, lambda: random.randint(3),
)  # fmt: skip
for call in calls:
    try:
        print(call())
    except (TypeError, ValueError, IndexError, ZeroDivisionError, AttributeError, KeyError) as error:
        print(type(error).__name__, str(error).partition(' (')[0].replace('in randrange', 'for randrange').replace('<lambda>', ''))
# --- the module's own functions
import random

random.seed(42)
first = [random.random(), random.randint(1, 100), random.choice('abc'), random.uniform(0, 5), random.gauss(0, 1)]
state = random.getstate()
print(first, random.sample(range(50), 5), random.choices('xyz', k=3), random.getrandbits(16), random.randbytes(3))
random.setstate(state)
print(random.sample(range(50), 5), random.gauss(0, 1), random.normalvariate(0, 1), random.betavariate(1, 2), random.expovariate(1))
items = list('hello')
random.shuffle(items)
print(items, random.triangular(1, 2), random.vonmisesvariate(1, 1), random.paretovariate(1), random.weibullvariate(1, 1), random.lognormvariate(0, 1), random.gammavariate(1, 1), random.randrange(5))
random.seed('a', version=1)
print(random.random())
random.seed(b'abc', 1)
print(random.random())
random.seed(a='a', version=2)
print(random.random(), random.Random('a').random())
r = random.Random(5)
r.gauss(0, 1)
copied = random.Random(0)
copied.setstate(r.getstate())
print(copied.gauss(0, 1) == r.gauss(0, 1), copied.random() == r.random(), isinstance(r, random.Random), type(r).__name__, random.Random.VERSION)
# --- derived classes and other numbers
import random


class Dice(random.Random):
    def __init__(self, sides, seed):
        super().__init__(seed)
        self.sides = sides

    def roll(self):
        return self.randint(1, self.sides)


class Index:
    def __index__(self):
        return 5


class Int(int):
    pass


class Float:
    def __float__(self):
        return 2.5


d = Dice(20, 7)
print([d.roll() for _ in range(5)], d.sides, isinstance(d, random.Random), d.random(), d.choice([1, 2, 3]), d.sample(range(9), 3))
r = random.Random(Int(3))
print(r.randrange(Index()), r.randint(Int(1), 5), r.getrandbits(Index()))
print(r.uniform(1, Int(3)), r.random())
# --- simulations
import random

rng = random.Random(2024)
inside = sum(1 for _ in range(500) if rng.random() ** 2 + rng.random() ** 2 <= 1)
deck = [f'{rank}{suit}' for suit in 'SHDC' for rank in '23456789TJQKA']
rng.shuffle(deck)
walk = [0]
for _ in range(20):
    walk.append(walk[-1] + rng.choice((-1, 1)))
print(inside * 4 / 500, deck[:5], walk, rng.choices(['win', 'lose'], weights=[1, 9], k=6))
print({n: sum(rng.randint(1, 6) == n for _ in range(100)) for n in range(1, 7)}, round(rng.gauss(100, 15), 6))
# --- the system's randomness
import random

s = random.SystemRandom
print(s, s.__mro__[1], issubclass(s, random.Random))
# --- generators across calls
# externals: add, less
import random

r = random.Random(99)
random.seed('run')
print(r.random(), add(1, 2), r.random(), random.random())
r.gauss(0, 1)
print(add(r.gauss(0, 1)), r.gauss(0, 1), random.getrandbits(8))


class Loaded(random.Random):
    pass


loaded = Loaded(4)
bound = loaded.randint
print(less(loaded.random(), 2), bound(1, 9), loaded.random(), [add(random.randint(1, 9)) for _ in range(3)])
