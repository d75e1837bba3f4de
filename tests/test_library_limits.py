"""What the library's modules make possible ends at a limit, soon, however it is asked for."""

from __future__ import annotations

import time
from typing import Final

import pytest

from monty_tools import Monty, ResourceLimitError, ResourceLimits

LIMITS: Final = ResourceLimits(
    memory_limit_mb=10, allocation_limit=None, stack_depth_limit=100, execution_time_limit_ms=300
)
SOON: Final = 3.0
"""Seconds in which a run with ``LIMITS`` must have ended on a busy machine, tracing of its memory included."""

PROGRAMS: Final[dict[str, tuple[str, ...]]] = {
    'from itertools import *': (
        'for x in count(): pass',
        'list(count())',
        'sum(repeat(1))',
        'list(repeat([], 10 ** 12))',
        'set(cycle([1, 2]))',
        'list(cycle(range(10 ** 9)))',
        'list(product(range(10 ** 9)))',
        'next(product(range(1000), repeat=10 ** 9))',
        'for x in product(range(100), repeat=100): pass',
        'for x in permutations(range(1000)): pass',
        'next(combinations(range(10 ** 9), 2))',
        'for x in combinations(range(1000), 500): pass',
        'next(combinations_with_replacement([1], 10 ** 10))',
        'next(islice(count(), 10 ** 15, None))',
        'list(islice(repeat(0), 10 ** 15))',
        'list(accumulate(repeat([1, 2])))',
        'for x in accumulate(repeat(2), pow): pass',
        'for x in accumulate(repeat(3), lambda a, b: a * a): pass',
        'a, b = tee(count())\nfor x in a: pass',
        'tee([], 10 ** 9)',
        'list(zip_longest(count(), []))',
        'next(filterfalse(None, repeat(1)))',
        'next(dropwhile(bool, repeat(1)))',
        'list(takewhile(bool, repeat(1)))',
        'next(compress(count(), repeat(0)))',
        'list(chain.from_iterable(repeat([1])))',
        'next(chain.from_iterable(repeat([])))',
        'list(pairwise(count()))',
        'list(next(groupby(repeat(1)))[1])',
        'it = iter([])\nfor i in range(10 ** 6): it = chain(it)\nnext(it, 0)',
        'it = count()\nfor i in range(10 ** 6): it = tee(it)[0]\nnext(it)',
    ),
    'from collections import *': (
        'd = deque(range(10 ** 9))',
        'd = deque()\nwhile True: d.append([])',
        'd = deque()\nwhile True: d.appendleft([])',
        'd = deque([1], maxlen=5)\nwhile True: d.append(1)',
        'd = deque([1] * 1000) * 10 ** 9',
        'd = deque([1], maxlen=10 ** 12) * 10 ** 12',
        'd = deque([1])\nwhile True: d.extend(d)',
        'd = deque(range(100000))\nwhile True: d.rotate(1)',
        'd = deque()\nfor i in range(10 ** 7): d = deque([d])\nprint(d)',
        'd = defaultdict(list)\ni = 0\nwhile True: d[i]; i += 1',
        't = lambda: defaultdict(t)\nd = t()\nwhile True: d = d[1]',
        'def f(): return d[len(d)]\nd = defaultdict(f)\nd[0]',
        'Counter(range(10 ** 9))',
        'list(Counter(a=10 ** 12).elements())',
        'c = Counter(a=3)\nwhile True: c["a"] *= c["a"]',
        'c = Counter(range(10000))\nwhile True: c += c',
        'c = OrderedDict.fromkeys(range(50000))\nwhile True: c.move_to_end(49999, last=False); c.move_to_end(49999)',
        'c = ChainMap()\nwhile True: c = c.new_child()',
        'namedtuple("P", ["a%d" % i for i in range(10 ** 6)])',
        'namedtuple("P", "a " * 10 ** 7)',
        'u = UserList([1])\nwhile True: u = u * 2',
        'UserString("a") * 10 ** 12',
    ),
    'from functools import *': (
        'reduce(lambda a, b: a * a, range(10 ** 6), 3)',
        'reduce(lambda a, b: a + a, range(10 ** 6), [1])',
        'f = lru_cache(None)(lambda x: [x])\ni = 0\nwhile True: f(i); i += 1',
        'f = cache(lambda x: f(x + 1))\nf(0)',
        'f = len\nwhile True: f = partial(f, [1] * 100)',
        'f = wraps(len)(lambda x: 0)\nwhile True: f = wraps(f)(lambda x: f(x))\n',
        'f = lambda: 0\nfor i in range(10 ** 4): f = cache(f)\nf()',
        'sorted(range(10 ** 5), key=cmp_to_key(lambda a, b: 1))',
        'f = singledispatch(lambda x: f(x))\nf(1)',
    ),
    'import operator': (
        'operator.pow(10, 10 ** 9)',
        'operator.mul([0], 10 ** 12)',
        'operator.lshift(1, 10 ** 12)',
        'operator.countOf(iter(int, 1), 1)',
        'operator.indexOf(iter(int, 1), 1)',
        'operator.imul("a", 10 ** 12)',
        'f = operator.call\noperator.attrgetter(".".join(["real"] * 10 ** 6))(1)\nwhile True: pass',
        'operator.itemgetter(*[0] * 10 ** 7)',
        'x = [1]\nwhile True: operator.iconcat(x, x)',
    ),
    'import heapq, bisect': (
        'h = []\nwhile True: heapq.heappush(h, 1)',
        'heapq.heapify(list(range(10 ** 7)))',
        'h = list(range(10 ** 5))\nwhile True: heapq.heapify(h)',
        'heapq.nlargest(5, iter(int, 1))',
        'list(heapq.merge(*[range(10 ** 9)] * 100))',
        'for x in heapq.merge(iter(int, 1), iter(int, 1)): pass',
        'bisect.bisect(iter, 1, 0, 10 ** 10 ** 8)',
        'class A:\n    def __getitem__(self, i): return -1\nwhile True: bisect.bisect(A(), 1, 0, 10 ** 9)',
        'a = []\nwhile True: bisect.insort(a, 1)',
    ),
    'import copy': (
        'x = []\nfor i in range(10 ** 5): x = [x]\ncopy.deepcopy(x)',
        'x = [0] * 1000\nwhile True: x = copy.deepcopy([*x, *x])',
        'x = [0] * 10 ** 6\ny = []\nwhile True: y.append(copy.copy(x))',
        'class A(list): pass\nx = A(range(10 ** 5))\ny = []\nwhile True: y.append(copy.copy(x))',
        'class A:\n    def __deepcopy__(self, memo): return copy.deepcopy([self])\ncopy.deepcopy(A())',
    ),
}
CASES: Final = [(head, program) for head, programs in PROGRAMS.items() for program in programs]


@pytest.mark.parametrize(('head', 'program'), CASES, ids=[program for _, program in CASES])
def test_it_ends_at_a_limit(head: str, program: str) -> None:
    if head.endswith('import *'):
        module = head.split()[1]
        used = [name for name in dir(__import__(module)) if name in program]
        head = f'from {module} import {", ".join(used)}'
    code = Monty(f'{head}\n{program}')
    started = time.perf_counter()
    with pytest.raises(ResourceLimitError):
        code.run(limits=LIMITS)
    assert time.perf_counter() - started < SOON
