# --- close elements with typing
from typing import List
def has_close_elements(numbers: List[float], threshold: float) -> bool:
    """ Check if any two numbers are closer to each other than the threshold.
    >>> has_close_elements([1.0, 2.0, 3.0], 0.5)
    False
    """
    for idx, elem in enumerate(numbers):
        for idx2, elem2 in enumerate(numbers):
            if idx != idx2:
                distance = abs(elem - elem2)
                if distance < threshold:
                    return True
    return False
METADATA = {'author': 'x', 'dataset': 'test'}
def check(candidate):
    assert candidate([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.3) == True
    assert candidate([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.05) == False
    assert candidate([], 1) is False
check(has_close_elements)
'passed'
# --- a check that fails
def add(x: int, y: int):
    return x - y
def check(candidate):
    assert candidate(0, 0) == 0, 'zero'
    assert candidate(2, 3) == 5, 'This prints if this assert fails 1 (good for debugging!)'
check(add)
# --- parenthesis groups
def separate(text):
    result, current, depth = [], [], 0
    for c in text:
        if c == '(': depth += 1; current.append(c)
        elif c == ')':
            depth -= 1
            current.append(c)
            if depth == 0:
                result.append(''.join(current))
                current.clear()
    return result
def deepest(text): return max((sum(1 if c == '(' else -1 for c in text[:i]) for i in range(len(text) + 1)), default=0)
separate('( ) (( )) (( )( ))'), [deepest(p) for p in separate('(()()) ((())) ()')]
# --- primes, factors and digits
def is_prime(n): return n > 1 and all(n % k for k in range(2, int(n ** 0.5) + 1))
def factorize(n):
    out, k = [], 2
    while k <= int(n ** 0.5) + 1:
        if n % k == 0: out.append(k); n //= k
        else: k += 1
    if n > 1: out.append(n)
    return out
def digits_sum(n): return sum(int(d) * (-1 if i == 0 and n < 0 else 1) for i, d in enumerate(str(abs(n))))
def to_base(x, b):
    out = ''
    while x > 0: out, x = str(x % b) + out, x // b
    return out
assert [p for p in range(30) if is_prime(p)] == [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
factorize(3 * 2 * 57 * 18), [digits_sum(n) for n in (-12, 345, 0)], [to_base(8, b) for b in range(2, 8)], bin(15)[2:], int('1010', 2)
# --- string puzzles
def vowels(s): return sum(c in 'aeiouAEIOU' for c in s) + (s[-1:] in 'yY' and s != '')
def encode(m): return ''.join(chr(ord(c) + 2) if c in 'aeiouAEIOU' else c for c in m.swapcase())
def cycle(s):
    groups = [s[3 * i:min(3 * i + 3, len(s))] for i in range((len(s) + 2) // 3)]
    return ''.join(g[1:] + g[0] if len(g) == 3 else g for g in groups)
def anti_shuffle(s): return ' '.join(''.join(sorted(w)) for w in s.split(' '))
def palindrome(s):
    if not s: return ''
    i = 0
    while s[i:] != s[i:][::-1]: i += 1
    return s + s[:i][::-1]
def histogram(t):
    counts = {}
    for w in t.split(): counts[w] = counts.get(w, 0) + 1
    return {k: v for k, v in counts.items() if v == max(counts.values())}
def bracketing(s):
    depth = 0
    for b in s:
        depth += {'<': 1, '>': -1}[b]
        if depth < 0: return False
    return depth == 0
vowels('ACEDY'), encode('This is a message'), cycle('abcdefgh'), anti_shuffle('Hello World!!!'), palindrome('cata'), histogram('a b b a c'), bracketing('<<><>>'), bracketing('><')
# --- lists and sorting puzzles
def strange(xs):
    out, flag, xs = [], True, xs[:]
    while xs:
        out.append(min(xs) if flag else max(xs))
        xs.remove(out[-1])
        flag = not flag
    return out
def third(xs):
    xs = list(xs)
    xs[::3] = sorted(xs[::3])
    return xs
def by_ones(xs): return sorted(sorted(xs), key=lambda x: bin(x)[2:].count('1'))
def by_digits(xs): return sorted(xs, key=lambda n: sum(int(d) if d != '-' else 0 for d in str(n)))
def rolling(xs):
    best, out = None, []
    for x in xs:
        best = x if best is None else max(best, x)
        out.append(best)
    return out
def triples(xs): return any(xs[i] + xs[j] + xs[k] == 0 for i in range(len(xs)) for j in range(i + 1, len(xs)) for k in range(j + 1, len(xs)))
def median(xs): return sorted(xs)[len(xs) // 2] if len(xs) % 2 else sum(sorted(xs)[len(xs) // 2 - 1:len(xs) // 2 + 1]) / 2.0
strange([1, 2, 3, 4]), third([5, 6, 3, 4, 8, 9, 2]), by_ones([1, 5, 2, 3, 4]), by_digits([1, 11, -1, -11, -12]), rolling([1, 3, 2, 5]), triples([1, 3, -2, 1]), median([-10, 4, 6, 1000, 10, 20]), [*map(median, ([3, 1, 2], [5]))]
# --- recurrences
def fib4(n):
    r = [0, 0, 2, 0]
    for _ in range(4, n + 1):
        r.append(sum(r))
        r.pop(0)
    return r[-1] if n > 2 else [0, 0, 2][n]
def tri(n):
    if n == 0: return [1]
    t = [1, 3]
    for i in range(2, n + 1): t.append(i / 2 + 1 if i % 2 == 0 else t[i - 1] + t[i - 2] + (i + 3) / 2)
    return t
def collatz(n):
    out = {n} & {1}
    while n > 1: out |= {n} if n % 2 else set(); n = n // 2 if n % 2 == 0 else 3 * n + 1
    return sorted(out | {1})
def brazilian(n):
    f = s = 1
    for i in range(1, n + 1): f *= i; s *= f
    return s
[fib4(n) for n in (5, 6, 10)], tri(6), collatz(5), brazilian(5), 2 ** 1000 % 1000007
# --- polynomial root by bisection
import math
def poly(xs: list, x: float): return sum([c * math.pow(x, i) for i, c in enumerate(xs)])
def find_zero(xs):
    begin, end = -1., 1.
    while poly(xs, begin) * poly(xs, end) > 0: begin *= 2.0; end *= 2.0
    while end - begin > 1e-10:
        center = (begin + end) / 2.0
        if poly(xs, center) * poly(xs, begin) > 0: begin = center
        else: end = center
    return begin
round(find_zero([1, 2]), 2), round(find_zero([-6, 11, -6, 1]), 2), math.floor(find_zero([1, 2]) * 100), f'{find_zero([-2, 0, 1, 3]):.6f}'
# --- dates, grades and parsing
def valid_date(date):
    try:
        month, day, year = map(int, date.strip().split('-'))
        if month < 1 or month > 12 or day < 1: return False
        return day <= {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
    except (ValueError, AttributeError):
        return False
def grades(gs):
    table = ((4.0, 'A+'), (3.7, 'A'), (3.0, 'B'), (2.0, 'C'))
    return [next((letter for low, letter in table if g >= low), 'E') for g in gs]
def fruit(s, n): return n - sum(int(w) for w in s.split(' ') if w.isdigit())
def closest(v):
    x = float(v)
    if v.count('.') == 1:
        while v[-1] == '0': v = v[:-1]
    return (math_ceil(x) if x > 0 else -math_ceil(-x)) if v[-2:] == '.5' else int(round(x)) if v else 0
from math import ceil as math_ceil
def words(s): return s.replace(',', ' ').split()
[valid_date(d) for d in ('03-11-2000', '15-01-2012', '04-31-2000', 'x', None)], grades([4.0, 3, 1.7, 2, 3.5]), fruit('5 apples and 6 oranges', 19), [closest(v) for v in ('10', '14.5', '-15.5', '15.3')], words('Hi, my name, is')
# --- grids, paths and buckets
import math
def min_path(grid, k):
    n = len(grid)
    low = n * n + 1
    for i in range(n):
        for j in range(n):
            if grid[i][j] == 1:
                low = min([grid[x][y] for x, y in ((i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)) if 0 <= x < n and 0 <= y < n] + [low])
    return [1 if i % 2 == 0 else low for i in range(k)]
def max_fill(grid, capacity): return sum([math.ceil(sum(row) / capacity) for row in grid])
def get_row(lst, x):
    coords = [(i, j) for i in range(len(lst)) for j in range(len(lst[i])) if lst[i][j] == x]
    return sorted(sorted(coords, key=lambda c: c[1], reverse=True), key=lambda c: c[0])
def even_odd(n): return tuple(sum(1 for i in range(1, n + 1) if str(i) == str(i)[::-1] and i % 2 == r) for r in (0, 1))
min_path([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 3), max_fill([[0, 0, 1, 0], [0, 1, 0, 0], [1, 1, 1, 1]], 1), get_row([[1, 2, 1], [], [1, 3]], 1), even_odd(12)
