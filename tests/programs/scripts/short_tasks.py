# --- numbers close together, groups, decimals
from typing import List, Tuple, Optional, Any
def too_close(values: List[float], gap: float) -> bool:
    ordered = sorted(values)
    return any(b - a < gap for a, b in zip(ordered, ordered[1:]))
def split_groups(text: str) -> List[str]:
    groups, depth, current = [], 0, ''
    for c in text.replace(' ', ''):
        depth += 1 if c == '(' else -1
        current += c
        if depth == 0:
            groups.append(current)
            current = ''
    return groups
def fraction(x: float) -> float: return x % 1.0
def goes_below_zero(moves: List[int]) -> bool:
    total = 0
    for move in moves:
        total += move
        if total < 0: return True
    return False
def deviation(values: List[float]) -> float:
    mean = sum(values) / len(values)
    return sum(abs(v - mean) for v in values) / len(values)
def intersperse(values: List[int], between: int) -> List[int]:
    if not values: return []
    out = []
    for v in values[:-1]: out += [v, between]
    return out + [values[-1]]
def depths(text: str) -> List[int]:
    def depth(group: str) -> int:
        d = best = 0
        for c in group:
            if c == '(':
                d += 1
                best = max(d, best)
            else: d -= 1
        return best
    return [depth(g) for g in text.split(' ') if g]
def having(strings: List[str], part: str) -> List[str]: return [s for s in strings if part in s]
def sum_and_product(values: List[int]) -> Tuple[int, int]:
    s, p = 0, 1
    for v in values: s += v; p *= v
    return s, p
def running_max(values: List[int]) -> List[int]:
    best: Optional[int] = None
    out: List[int] = []
    for v in values:
        best = v if best is None else max(best, v)
        out.append(best)
    return out
def check(candidate):
    assert candidate([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.3) == True
    assert candidate([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.05) == False
    assert candidate([], 0.5) is False
check(too_close)
assert abs(fraction(3.5) - 0.5) < 1e-6 and abs(fraction(1.33) - 0.33) < 1e-6
[split_groups('(()()) ((())) () ((())()())'), goes_below_zero([1, 2, -4, 5]), deviation([1.0, 2.0, 3.0, 4.0]), intersperse([5, 6, 3], 8), depths('(()()) ((())) () ((())()())'), having(['abc', 'bacd', 'cde'], 'a'), sum_and_product([1, 2, 3, 4]), sum_and_product([]), running_max([1, 2, 3, 2, 3, 4, 2])]
# --- palindromes, binary strings, music
from typing import List, Optional
def is_palindrome(s: str) -> bool: return s == s[::-1]
def shortest_palindrome(s: str) -> str:
    if not s: return ''
    start = 0
    while not is_palindrome(s[start:]): start += 1
    return s + s[:start][::-1]
def xor(a: str, b: str) -> str: return ''.join('0' if i == j else '1' for i, j in zip(a, b))
def longest(strings: List[str]) -> Optional[str]:
    if not strings: return None
    size = max(len(x) for x in strings)
    for s in strings:
        if len(s) == size: return s
def gcd(a: int, b: int) -> int:
    while b: a, b = b, a % b
    return a
def prefixes(s: str) -> List[str]: return [s[:i + 1] for i in range(len(s))]
def counting(n: int) -> str: return ' '.join([str(x) for x in range(n + 1)])
def distinct(s: str) -> int: return len(set(s.lower()))
def parse_music(s: str) -> List[int]:
    beats = {'o': 4, 'o|': 2, '.|': 1}
    return [beats[x] for x in s.split(' ') if x]
def occurrences(s: str, part: str) -> int: return sum(s[i:i + len(part)] == part for i in range(len(s) - len(part) + 1))
def sort_words(s: str) -> str:
    value = {w: i for i, w in enumerate('zero one two three four five six seven eight nine'.split())}
    return ' '.join(sorted([x for x in s.split(' ') if x], key=lambda x: value[x]))
[shortest_palindrome(''), shortest_palindrome('xyx'), shortest_palindrome('jerry'), xor('111000', '101010'), longest([]), longest(['x', 'yyy', 'zzzz', 'www', 'kkkk', 'abc']), gcd(144, 60), gcd(3, 7), prefixes('WWW'), counting(10), distinct('Jerry jERRY JeRRRY'), parse_music('o| o| .| .| o o o o'), occurrences('cacacacac', 'cac'), occurrences('', 'x'), sort_words('six five four three two one zero')]
# --- closest pair, rescaling, filters, factors
from typing import Any, List, Tuple
import math
def closest(values: List[float]) -> Tuple[float, float]:
    pair, gap = None, None
    for i, a in enumerate(values):
        for j, b in enumerate(values):
            if i != j and (gap is None or abs(a - b) < gap):
                gap, pair = abs(a - b), tuple(sorted([a, b]))
    return pair
def rescale(values: List[float]) -> List[float]:
    low, high = min(values), max(values)
    return [(x - low) / (high - low) for x in values]
def integers(values: List[Any]) -> List[int]: return [x for x in values if isinstance(x, int)]
def strlen(s: str) -> int: return len(s)
def largest_divisor(n: int) -> int:
    for i in reversed(range(n)):
        if n % i == 0: return i
def factorize(n: int) -> List[int]:
    out, i = [], 2
    while i <= int(math.sqrt(n) + 1):
        if n % i == 0:
            out.append(i)
            n //= i
        else: i += 1
    if n > 1: out.append(n)
    return out
def unique_only(values: List[int]) -> List[int]:
    counts = {}
    for v in values: counts[v] = counts.get(v, 0) + 1
    return [v for v in values if counts[v] <= 1]
def flip(s: str) -> str: return s.swapcase()
def concatenate(strings: List[str]) -> str: return ''.join(strings)
def by_prefix(strings: List[str], prefix: str) -> List[str]: return [s for s in strings if s.startswith(prefix)]
def positive(l: list): return [e for e in l if e > 0]
def is_prime(n):
    if n < 2: return False
    for k in range(2, n - 1):
        if n % k == 0: return False
    return True
[closest([1.0, 2.0, 5.9, 4.0, 5.0]), rescale([2.0, 49.9]), rescale([12.0, 11.0, 15.0, 13.0, 14.0]), integers(['a', 3.14, 5, {}, [], True]), strlen('asdf'), largest_divisor(100), factorize(2 * 3 * 2 * 3 * 2 * 3), factorize(3 * 19 * 19), unique_only([1, 2, 3, 2, 4, 3, 5]), flip('These violent delights'), concatenate([]), by_prefix(['xxx', 'asd', 'xxy', 'john'], 'xx'), positive([-1, 2, -4, 5, 6, 3, -5, 3, 9, 0, 123, 1, -10]), [n for n in (6, 101, 11, 13441, 61, 4, 1, 77) if is_prime(n)]]
# --- roots of a polynomial, thirds, uniques, fizz
import math
def value_at(xs: list, x: float): return sum([c * math.pow(x, i) for i, c in enumerate(xs)])
def find_zero(xs: list):
    low, high = -1., 1.
    while value_at(xs, low) * value_at(xs, high) > 0: low *= 2.0; high *= 2.0
    while high - low > 1e-10:
        mid = (low + high) / 2.0
        if value_at(xs, mid) * value_at(xs, low) > 0: low = mid
        else: high = mid
    return low
def sort_thirds(l: list):
    l = list(l)
    l[::3] = sorted(l[::3])
    return l
def unique(l: list): return sorted(list(set(l)))
def fizz(n: int):
    ns = [i for i in range(n) if i % 11 == 0 or i % 13 == 0]
    return sum(c == '7' for c in ''.join(list(map(str, ns))))
def sort_even(l: list):
    evens, odds = l[::2], l[1::2]
    evens.sort()
    out = []
    for e, o in zip(evens, odds): out.extend([e, o])
    if len(evens) > len(odds): out.append(evens[-1])
    return out
def cyclic(s: str): return ''.join([(g[1:] + g[0]) if len(g) == 3 else g for g in [s[3 * i:min(3 * i + 3, len(s))] for i in range((len(s) + 2) // 3)]])
def uncyclic(s: str): return cyclic(cyclic(s))
def prime_fib(n: int):
    def prime(p): return p >= 2 and all(p % k for k in range(2, min(int(math.sqrt(p)) + 1, p - 1)))
    f = [0, 1]
    while True:
        f.append(f[-1] + f[-2])
        if prime(f[-1]): n -= 1
        if n == 0: return f[-1]
def zero_triple(l: list):
    for i in range(len(l)):
        for j in range(i + 1, len(l)):
            for k in range(j + 1, len(l)):
                if l[i] + l[j] + l[k] == 0: return True
    return False
def collisions(n: int): return n ** 2
for coeffs in ([1, 2], [-6, 11, -6, 1], [-10, -2], [3, 1, 0, -5]):
    assert math.fabs(value_at(coeffs, find_zero(coeffs))) < 1e-4
text = 'abcdefghijk'
assert uncyclic(cyclic(text)) == text
[round(find_zero([1, 2]), 2), sort_thirds([5, 8, 3, 4, 6, 9, 2, 1]), unique([5, 3, 5, 2, 3, 3, 9, 0, 123]), [fizz(n) for n in (50, 78, 79, 100, 200, 4000)], sort_even([5, 3, -5, 2, -3, 3, 9, 0, 123, 1, -10]), cyclic(text), [prime_fib(n) for n in range(1, 9)], zero_triple([1, 3, -2, 1]), zero_triple([1, 3, 5, 0]), collisions(8)]
# --- increments, pairs, bases, medians
def plus_one(l: list): return [(e + 1) for e in l]
def pairs_sum_zero(l):
    for i, a in enumerate(l):
        for j in range(i + 1, len(l)):
            if a + l[j] == 0: return True
    return False
def change_base(x: int, base: int):
    ret = ''
    while x > 0:
        ret = str(x % base) + ret
        x //= base
    return ret
def triangle_area(a, h): return a * h / 2.0
def fib4(n: int):
    results = [0, 0, 2, 0]
    if n < 4: return results[n]
    for _ in range(4, n + 1):
        results.append(results[-1] + results[-2] + results[-3] + results[-4])
        results.pop(0)
    return results[-1]
def median(l: list):
    l = sorted(l)
    return l[len(l) // 2] if len(l) % 2 == 1 else (l[len(l) // 2 - 1] + l[len(l) // 2]) / 2.0
def palindrome(text: str):
    for i in range(len(text)):
        if text[i] != text[len(text) - 1 - i]: return False
    return True
def modp(n: int, p: int):
    ret = 1
    for i in range(n): ret = (2 * ret) % p
    return ret
def shift(s: str): return ''.join([chr(((ord(ch) + 5 - ord('a')) % 26) + ord('a')) for ch in s])
def unshift(s: str): return ''.join([chr(((ord(ch) - 5 - ord('a')) % 26) + ord('a')) for ch in s])
def no_vowels(text): return ''.join([s for s in text if s.lower() not in ['a', 'e', 'i', 'o', 'u']])
def below(l: list, t: int): return all(e < t for e in l)
def add(x: int, y: int): return x + y
def same_chars(a: str, b: str): return set(a) == set(b)
def fib(n: int): return n if n < 2 else fib(n - 1) + fib(n - 2)
def correct(brackets: str, opening='<', closing='>'):
    depth = 0
    for b in brackets:
        depth += 1 if b == opening else -1
        if depth < 0: return False
    return depth == 0
assert all(unshift(shift(w)) == w for w in ('abc', 'xyz', ''))
[plus_one([5, 2, 5]), pairs_sum_zero([2, 4, -5, 3, 5, 7]), pairs_sum_zero([1]), [change_base(n, b) for n, b in ((8, 3), (9, 3), (234, 2), (16, 2), (8, 2), (7, 2))], triangle_area(5, 3), [fib4(n) for n in (3, 5, 8, 10, 12)], median([3, 1, 2, 4, 5]), median([-10, 4, 6, 1000, 10, 20]), palindrome('aaaaa'), palindrome('zbcd'), modp(3, 5), modp(1101, 101), shift('hello'), no_vowels('abcdef\nghijklm'), no_vowels('AAEEIIOO'), below([1, 20, 4, 10], 5), add(2, 3), same_chars('eabcdzzzz', 'dddzzzzzzzddeddabc'), fib(15), correct('<<><>>'), correct('><<>'), correct('(()())', '(', ')')]
# --- monotony, common elements, derivatives
def monotonic(l: list): return l == sorted(l) or l == sorted(l, reverse=True)
def common(a: list, b: list):
    out = set()
    for x in a:
        for y in b:
            if x == y: out.add(x)
    return sorted(list(out))
def largest_prime_factor(n: int):
    def is_prime(k):
        if k < 2: return False
        for i in range(2, k - 1):
            if k % i == 0: return False
        return True
    largest = 1
    for j in range(2, n + 1):
        if n % j == 0 and is_prime(j): largest = max(largest, j)
    return largest
def sum_to(n: int): return sum(range(n + 1))
def derivative(xs: list): return [(i * x) for i, x in enumerate(xs)][1:]
def fibfib(n: int, memo={0: 0, 1: 0, 2: 1}):
    if n not in memo: memo[n] = fibfib(n - 1) + fibfib(n - 2) + fibfib(n - 3)
    return memo[n]
FIX = """
Add more test cases.
"""
def vowels_count(s):
    """FIX: y counts at the end only."""
    vowels = "aeiouAEIOU"
    n_vowels = sum(c in vowels for c in s)
    if s[-1] == 'y' or s[-1] == 'Y': n_vowels += 1
    return n_vowels
def circular_shift(x, shift):
    s = str(x)
    return s[::-1] if shift > len(s) else s[len(s) - shift:] + s[:len(s) - shift]
def digit_sum(s):
    if s == "": return 0
    return sum(ord(char) if char.isupper() else 0 for char in s)
def fruit(s, n):
    lis = list()
    for i in s.split(' '):
        if i.isdigit(): lis.append(int(i))
    return n - sum(lis)
def pluck(arr):
    if len(arr) == 0: return []
    evens = list(filter(lambda x: x % 2 == 0, arr))
    if evens == []: return []
    return [min(evens), arr.index(min(evens))]
def search(lst):
    frq = [0] * (max(lst) + 1)
    for i in lst: frq[i] += 1
    ans = -1
    for i in range(1, len(frq)):
        if frq[i] >= i: ans = i
    return ans
[monotonic([1, 2, 4, 20]), monotonic([1, 20, 4, 10]), monotonic([4, 1, 0, -10]), common([5, 3, 2, 8], [3, 2]), largest_prime_factor(330), largest_prime_factor(2048), sum_to(100), derivative([3, 1, 2, 4, 5]), [fibfib(n) for n in (2, 5, 8, 14)], fibfib.__defaults__[0][14], vowels_count('abcde'), vowels_count('Key'), circular_shift(12, 1), circular_shift(97, 8), digit_sum('woArBCdeaE'), fruit('100 apples and 1 oranges', 120), pluck([5, 0, 3, 0, 4, 2]), pluck([1]), search([4, 1, 2, 2, 3, 1]), search([5, 5, 4, 4, 4]), search([8, 8, 3, 6, 5, 6, 4])]
# --- strange sorts, areas, spells of balance
def strange(lst):
    res, switch = [], True
    while lst:
        res.append(min(lst) if switch else max(lst))
        lst.remove(res[-1])
        switch = not switch
    return res
def heron(a, b, c):
    if a + b <= c or a + c <= b or b + c <= a: return -1
    s = (a + b + c) / 2
    area = (s * (s - a) * (s - b) * (s - c)) ** 0.5
    return round(area, 2)
def flies(q, w):
    if sum(q) > w: return False
    i, j = 0, len(q) - 1
    while i < j:
        if q[i] != q[j]: return False
        i += 1
        j -= 1
    return True
def smallest_change(arr):
    ans = 0
    for i in range(len(arr) // 2):
        if arr[i] != arr[len(arr) - i - 1]: ans += 1
    return ans
def total_match(a, b):
    l1 = sum(len(st) for st in a)
    l2 = sum(len(st) for st in b)
    return a if l1 <= l2 else b
def three_primes(a):
    def is_prime(n): return all(n % j for j in range(2, n))
    for i in range(2, 101):
        if not is_prime(i): continue
        for j in range(2, 101):
            if not is_prime(j): continue
            for k in range(2, 101):
                if is_prime(k) and i * j * k == a: return True
    return False
def simple_power(x, n):
    if n == 1: return x == 1
    power = 1
    while power < x: power = power * n
    return power == x
def is_cube(a):
    a = abs(a)
    return int(round(a ** (1. / 3))) ** 3 == a
def hex_primes(num):
    return sum(1 for c in num if c in ('2', '3', '5', '7', 'B', 'D'))
def decorate(decimal): return "db" + bin(decimal)[2:] + "db"
def happy(s):
    if len(s) < 3: return False
    for i in range(len(s) - 2):
        if s[i] == s[i + 1] or s[i + 1] == s[i + 2] or s[i] == s[i + 2]: return False
    return True
def grades(gpas):
    out = []
    for g in gpas:
        if g == 4.0: out.append("A+")
        elif g > 3.7: out.append("A")
        elif g > 3.3: out.append("A-")
        elif g > 2.7: out.append("B")
        elif g > 0.0: out.append("D")
        else: out.append("E")
    return out
[strange([5, 6, 7, 8, 9, 1]), strange([]), heron(3, 4, 5), heron(1, 2, 10), heron(4, 8, 5), flies([3, 2, 3], 9), flies([1, 2], 5), smallest_change([1, 2, 3, 5, 4, 7, 9, 6]), total_match(['hi', 'admin'], ['hI', 'hi', 'hi']), total_match([], []), [three_primes(n) for n in (5, 30, 8, 10)], [simple_power(*p) for p in ((16, 2), (143214, 16), (4, 2), (1, 1), (3, 1))], [is_cube(n) for n in (1, 2, -1, 64, 180, 1000, 0, 1729)], hex_primes('1077E'), decorate(103), happy('adbbd'), happy('xyy'), happy('abc'), grades([4.0, 3, 1.7, 2, 3.5, 0])]
# --- prime lengths, starts with one, ordered words
def prime_length(string):
    l = len(string)
    if l == 0 or l == 1: return False
    for i in range(2, l):
        if l % i == 0: return False
    return True
def starts_one_ends(n): return 1 if n == 1 else 18 * (10 ** (n - 2))
def binary_digits(N): return bin(sum(int(i) for i in str(N)))[2:]
def even_at_odd(lst): return sum([lst[i] for i in range(1, len(lst), 2) if lst[i] % 2 == 0])
def ordered(s): return ' '.join([''.join(sorted(list(i))) for i in s.split(' ')])
def get_row(lst, x):
    coords = [(i, j) for i in range(len(lst)) for j in range(len(lst[i])) if lst[i][j] == x]
    return sorted(sorted(coords, key=lambda c: c[1], reverse=True), key=lambda c: c[0])
def sort_by_ends(array): return [] if len(array) == 0 else sorted(array, reverse=(array[0] + array[-1]) % 2 == 0)
def encrypt(s):
    d = 'abcdefghijklmnopqrstuvwxyz'
    out = ''
    for c in s:
        if c in d: out += d[(d.index(c) + 2 * 2) % 26]
        else: out += c
    return out
def next_smallest(lst):
    lst = sorted(set(lst))
    return None if len(lst) < 2 else lst[1]
def boredom(S):
    sentences = S.replace('?', '.').replace('!', '.').split('.')
    return sum(sentence.strip()[0:2] == 'I ' for sentence in sentences)
def any_int(x, y, z):
    if isinstance(x, int) and isinstance(y, int) and isinstance(z, int):
        if (x + y == z) or (x + z == y) or (y + z == x): return True
        return False
    return False
def encode(message):
    vowels = "aeiouAEIOU"
    vowels_replace = dict([(i, chr(ord(i) + 2)) for i in vowels])
    message = message.swapcase()
    return ''.join([vowels_replace[i] if i in vowels else i for i in message])
def skip_prime(lst):
    def isPrime(n):
        for i in range(2, int(n ** 0.5) + 1):
            if n % i == 0: return False
        return True
    maxx = 0
    i = 0
    while i < len(lst):
        if lst[i] > maxx and isPrime(lst[i]): maxx = lst[i]
        i += 1
    return sum(int(digit) for digit in str(maxx))
def check_case(d):
    if len(d.keys()) == 0: return False
    state = "start"
    for key in d.keys():
        if isinstance(key, str) == False:
            state = "mixed"
            break
        if state == "start":
            if key.isupper(): state = "upper"
            elif key.islower(): state = "lower"
            else: break
        elif (state == "upper" and not key.isupper()) or (state == "lower" and not key.islower()):
            state = "mixed"
            break
        else: break
    return state == "upper" or state == "lower"
[prime_length('Hello'), prime_length('abcdcba'), prime_length('orange'), prime_length(''), [starts_one_ends(n) for n in (1, 2, 3, 4)], binary_digits(150), binary_digits(147), even_at_odd([4, 2, 6, 7]), ordered('Hi. My name is Mister Robot. How are you?'), get_row([[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 1, 6], [1, 2, 3, 4, 5, 1]], 1), sort_by_ends([2, 4, 3, 0, 1, 5]), sort_by_ends([2, 1]), encrypt('hi'), encrypt("dxzdlmnilfuhmilufhlihufnmlimnufhlimnufhfucufh"), boredom('I am bored. Is it? I go!'), next_smallest([1, 1]), next_smallest([5, 1, 4, 3, 2]), any_int(5, 2, 7), any_int(3.6, -2.2, 2), encode('This is a message'), skip_prime([0, 3, 2, 1, 3, 5, 7, 4, 5, 5, 5, 2, 181, 32, 4, 32, 3, 2, 32, 324, 4, 3]), check_case({'p': 'pineapple', 'b': 'banana'}), check_case({'a': 'x', 8: 'y'}), check_case({}), check_case({'STATE': 'NC'})]
# --- primes below, products of digits, piles
def primes_below(n):
    primes = []
    for i in range(2, n):
        is_prime = True
        for j in range(2, i):
            if i % j == 0:
                is_prime = False
                break
        if is_prime: primes.append(i)
    return primes
def unit_product(a, b): return abs(a % 10) * abs(b % 10)
def upper_vowels(s):
    count = 0
    for i in range(0, len(s), 2):
        if s[i] in "AEIOU": count += 1
    return count
def closest_integer(value):
    from math import floor, ceil
    if value.count('.') == 1:
        while value[-1] == '0': value = value[:-1]
    num = float(value)
    if value[-2:] == '.5': return ceil(num) if num > 0 else floor(num)
    elif len(value) > 0: return int(round(num))
    return 0
def pile(n): return [n + 2 * i for i in range(n)]
def words(s):
    if not s: return []
    s_list = []
    for letter in s:
        if letter == ',': s_list.append(' ')
        else: s_list.append(letter)
    return "".join(s_list).split()
def biggest_even(x, y):
    if x > y: return -1
    if y % 2 == 0: return y
    if x == y: return -1
    return y - 1
def rounded_avg(n, m):
    if m < n: return -1
    summation = 0
    for i in range(n, m + 1): summation += i
    return bin(round(summation / (m - n + 1)))
def unique_digits(x):
    odd_digit_elements = []
    for i in x:
        if all(int(c) % 2 == 1 for c in str(i)): odd_digit_elements.append(i)
    return sorted(odd_digit_elements)
def by_length(arr):
    dic = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine"}
    new_arr = []
    for var in sorted(arr, reverse=True):
        try: new_arr.append(dic[var])
        except: pass
    return new_arr
def factorials(n):
    ret = []
    for i in range(1, n + 1):
        if i % 2 == 0:
            x = 1
            for j in range(1, i + 1): x *= j
            ret += [x]
        else:
            x = 0
            for j in range(1, i + 1): x += j
            ret += [x]
    return ret
def palindromes(n):
    def is_palindrome(n): return str(n) == str(n)[::-1]
    even_palindrome_count = odd_palindrome_count = 0
    for i in range(1, n + 1):
        if i % 2 == 1 and is_palindrome(i): odd_palindrome_count += 1
        elif i % 2 == 0 and is_palindrome(i): even_palindrome_count += 1
    return (even_palindrome_count, odd_palindrome_count)
def count_nums(arr):
    def digits_sum(n):
        neg = 1
        if n < 0: n, neg = -1 * n, -1
        n = [int(i) for i in str(n)]
        n[0] = n[0] * neg
        return sum(n)
    return len(list(filter(lambda x: x > 0, [digits_sum(i) for i in arr])))
def one_ball(arr):
    if len(arr) == 0: return True
    sorted_array = sorted(arr)
    min_index = arr.index(min(arr))
    return arr[min_index:] + arr[0:min_index] == sorted_array
[primes_below(20), unit_product(2019, -28), upper_vowels('aBCdEf'), [closest_integer(v) for v in ('10', '14.5', '-15.5', '15.3', '0')], pile(3), words('Hi, my name is John'), words(''), biggest_even(12, 15), biggest_even(13, 12), rounded_avg(1, 5), rounded_avg(7, 5), rounded_avg(185, 546), unique_digits([15, 33, 1422, 1]), by_length([2, 1, 1, 4, 5, 8, 2, 3]), by_length([1, -1, 55]), factorials(7), palindromes(25), palindromes(123), count_nums([1, 1, 2]), count_nums([-123, 1, 456, -1]), one_ball([3, 4, 5, 1, 2]), one_ball([3, 5, 4, 1, 2])]
# --- exchanges, histograms, deletions, derangements
def exchange(lst1, lst2):
    odd = even = 0
    for i in lst1:
        if i % 2 == 1: odd += 1
    for i in lst2:
        if i % 2 == 0: even += 1
    return "YES" if even >= odd else "NO"
def histogram(test):
    dict1 = {}
    list1 = test.split(" ")
    t = 0
    for i in list1:
        if list1.count(i) > t and i != '': t = list1.count(i)
    if t > 0:
        for i in list1:
            if list1.count(i) == t: dict1[i] = t
    return dict1
def reverse_delete(s, c):
    s = ''.join([char for char in s if char not in c])
    return (s, s[::-1] == s)
def odd_count(lst):
    res = []
    for arr in lst:
        n = sum(int(d) % 2 == 1 for d in arr)
        res.append("the number of odd elements " + str(n) + "n the str" + str(n) + "ng " + str(n) + " of the " + str(n) + "nput.")
    return res
def min_subarray(nums):
    max_sum = 0
    s = 0
    for num in nums:
        s += -num
        if s < 0: s = 0
        max_sum = max(s, max_sum)
    if max_sum == 0: max_sum = max(-i for i in nums)
    return -max_sum
def max_fill(grid, capacity):
    import math
    return sum([math.ceil(sum(arr) / capacity) for arr in grid])
def sort_ones(arr): return sorted(sorted(arr), key=lambda x: bin(x)[2:].count('1'))
def select_words(s, n):
    result = []
    for word in s.split():
        n_consonants = 0
        for i in range(0, len(word)):
            if word[i].lower() not in ["a", "e", "i", "o", "u"]: n_consonants += 1
        if n_consonants == n: result.append(word)
    return result
def closest_vowel(word):
    if len(word) < 3: return ""
    vowels = {"a", "e", "i", "o", "u", "A", "E", 'O', 'U', 'I'}
    for i in range(len(word) - 2, 0, -1):
        if word[i] in vowels:
            if (word[i + 1] not in vowels) and (word[i - 1] not in vowels): return word[i]
    return ""
def match_parens(lst):
    def check(s):
        val = 0
        for i in s:
            if i == '(': val = val + 1
            else: val = val - 1
            if val < 0: return False
        return True if val == 0 else False
    S1 = lst[0] + lst[1]
    S2 = lst[1] + lst[0]
    return 'Yes' if check(S1) or check(S2) else 'No'
def maximum(arr, k):
    if k == 0: return []
    arr.sort()
    return arr[-k:]
def even_odd_sum(lst): return sum([x for idx, x in enumerate(lst) if idx % 2 == 0 and x % 2 == 1])
def add_elements(arr, k): return sum(elem for elem in arr[:k] if len(str(elem)) <= 2)
def odd_collatz(n):
    odd_collatz = [] if n % 2 == 0 else [n]
    while n > 1:
        if n % 2 == 0: n = n / 2
        else: n = n * 3 + 1
        if n % 2 == 1: odd_collatz.append(int(n))
    return sorted(odd_collatz)
[exchange([1, 2, 3, 4], [1, 5, 3, 4]), exchange([1, 2, 3, 4], [1, 2, 3, 4]), histogram('a b c a b'), histogram(''), histogram('b b b b a'), reverse_delete('abcdedcba', 'ab'), reverse_delete('dwik', 'w'), odd_count(['1234567', '3']), min_subarray([2, 3, 4, 1, 2, 4]), min_subarray([-1, -2, -3, 2, -10]), max_fill([[0, 0, 1, 1], [0, 0, 0, 0], [1, 1, 1, 1], [0, 1, 1, 1]], 2), sort_ones([2, 4, 8, 16, 32, 3]), select_words('Mary had a little lamb', 4), closest_vowel('yogurt'), closest_vowel('quick'), match_parens(['()(', ')']), match_parens([')', ')']), maximum([-3, -4, 5], 3), maximum([4, -4, 4], 2), even_odd_sum([5, 8, 7, 1]), add_elements([111, 21, 3, 4000, 5, 6, 7, 8, 9], 4), odd_collatz(14), odd_collatz(1)]
# --- dates, splits, intervals, tribonacci
def valid_date(date):
    try:
        date = date.strip()
        month, day, year = date.split('-')
        month, day, year = int(month), int(day), int(year)
        if month < 1 or month > 12: return False
        if month in [1, 3, 5, 7, 8, 10, 12] and day < 1 or day > 31: return False
        if month in [4, 6, 9, 11] and day < 1 or day > 30: return False
        if month == 2 and day < 1 or day > 29: return False
    except:
        return False
    return True
def split_words(txt):
    if " " in txt: return txt.split()
    elif "," in txt: return txt.replace(',', ' ').split()
    else: return len([i for i in txt if i.islower() and ord(i) % 2 == 0])
def is_sorted(lst):
    count_digit = dict([(i, 0) for i in lst])
    for i in lst: count_digit[i] += 1
    if any(count_digit[i] > 2 for i in lst): return False
    if all(lst[i - 1] <= lst[i] for i in range(1, len(lst))): return True
    else: return False
def intersection(interval1, interval2):
    def is_prime(num):
        if num == 1 or num == 0: return False
        if num == 2: return True
        for i in range(2, num):
            if num % i == 0: return False
        return True
    l = max(interval1[0], interval2[0])
    r = min(interval1[1], interval2[1])
    length = r - l
    if length > 0 and is_prime(length): return "YES"
    return "NO"
def prod_signs(arr):
    if not arr: return None
    prod = 0 if 0 in arr else (-1) ** len(list(filter(lambda x: x < 0, arr)))
    return prod * sum([abs(i) for i in arr])
def min_path(grid, k):
    n = len(grid)
    val = n * n + 1
    for i in range(n):
        for j in range(n):
            if grid[i][j] == 1:
                temp = []
                if i != 0: temp.append(grid[i - 1][j])
                if j != 0: temp.append(grid[i][j - 1])
                if i != n - 1: temp.append(grid[i + 1][j])
                if j != n - 1: temp.append(grid[i][j + 1])
                val = min(temp)
    ans = []
    for i in range(k):
        if i % 2 == 0: ans.append(1)
        else: ans.append(val)
    return ans
def tri(n):
    if n == 0: return [1]
    my_tri = [1, 3]
    for i in range(2, n + 1):
        if i % 2 == 0: my_tri.append(i / 2 + 1)
        else: my_tri.append(my_tri[i - 1] + my_tri[i - 2] + (i + 3) / 2)
    return my_tri
def odd_digit_product(n):
    product = 1
    odd_count = 0
    for digit in str(n):
        int_digit = int(digit)
        if int_digit % 2 == 1:
            product = product * int_digit
            odd_count += 1
    return 0 if odd_count == 0 else product
def is_nested(string):
    opening, closing = [], []
    for i in range(len(string)):
        if string[i] == '[': opening.append(i)
        else: closing.append(i)
    closing.reverse()
    cnt = 0
    i = 0
    l = len(closing)
    for idx in opening:
        if i < l and idx < closing[i]:
            cnt += 1
            i += 1
    return cnt >= 2
def sum_squares(lst):
    import math
    squared = 0
    for i in lst: squared += math.ceil(i) ** 2
    return squared
def last_is_letter(txt):
    check = txt.split(' ')[-1]
    return True if len(check) == 1 and (97 <= ord(check.lower()) <= 122) else False
def can_arrange(arr):
    ind = -1
    i = 1
    while i < len(arr):
        if arr[i] < arr[i - 1]: ind = i
        i += 1
    return ind
def largest_smallest(lst):
    smallest = list(filter(lambda x: x < 0, lst))
    largest = list(filter(lambda x: x > 0, lst))
    return (max(smallest) if smallest else None, min(largest) if largest else None)
[[valid_date(d) for d in ('03-11-2000', '15-01-2012', '04-0-2040', '06-06-2005', '04-2003', '', '02-30-2000')], split_words('Hello,world!'), split_words('Hello world!'), split_words('abcdef'), is_sorted([1, 2, 2, 3, 3, 4]), is_sorted([1, 2, 2, 2, 3, 4]), intersection((-3, -1), (-5, 5)), intersection((1, 2), (2, 3)), prod_signs([1, 2, 2, -4]), prod_signs([]), min_path([[5, 9, 3], [4, 1, 6], [7, 8, 2]], 1), min_path([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 3), tri(9), odd_digit_product(5014), odd_digit_product(4), is_nested('[[]]'), is_nested('[]]]]]]][[[[[]'), sum_squares([1.4, 4.2, 0]), sum_squares([-2.4, 1, 1]), last_is_letter('apple pi e'), last_is_letter(''), can_arrange([1, 2, 4, 3, 5]), can_arrange([]), largest_smallest([2, 4, 1, 3, 5, 7]), largest_smallest([0])]
# --- comparisons, even sums, blanks, file names
def compare_one(a, b):
    temp_a, temp_b = a, b
    if isinstance(temp_a, str): temp_a = temp_a.replace(',', '.')
    if isinstance(temp_b, str): temp_b = temp_b.replace(',', '.')
    if float(temp_a) == float(temp_b): return None
    return a if float(temp_a) > float(temp_b) else b
def sum_of_evens(n): return n % 2 == 0 and n >= 8
def special_factorial(n):
    fact_i = special_fact = 1
    for i in range(1, n + 1):
        fact_i *= i
        special_fact *= fact_i
    return special_fact
def fix_spaces(text):
    new_text = ""
    i = 0
    start, end = 0, 0
    while i < len(text):
        if text[i] == " ": end += 1
        else:
            if end - start > 2: new_text += "-" + text[i]
            elif end - start > 0: new_text += "_" * (end - start) + text[i]
            else: new_text += text[i]
            start, end = i + 1, i + 1
        i += 1
    if end - start > 2: new_text += "-"
    elif end - start > 0: new_text += "_"
    return new_text
def file_name(name):
    suf = ['txt', 'exe', 'dll']
    lst = name.split(sep='.')
    if len(lst) != 2: return 'No'
    if lst[1] not in suf: return 'No'
    if len(lst[0]) == 0: return 'No'
    if not lst[0][0].isalpha(): return 'No'
    t = len([x for x in lst[0] if x.isdigit()])
    return 'No' if t > 3 else 'Yes'
def squares_and_cubes(lst):
    result = []
    for i in range(len(lst)):
        if i % 3 == 0: result.append(lst[i] ** 2)
        elif i % 4 == 0 and i % 3 != 0: result.append(lst[i] ** 3)
        else: result.append(lst[i])
    return sum(result)
def prime_words(sentence):
    new_lst = []
    for word in sentence.split():
        flg = 0
        if len(word) == 1: flg = 1
        for i in range(2, len(word)):
            if len(word) % i == 0: flg = 1
        if flg == 0 or len(word) == 2: new_lst.append(word)
    return " ".join(new_lst)
def simplify(x, n):
    a, b = x.split("/")
    c, d = n.split("/")
    numerator = int(a) * int(c)
    denom = int(b) * int(d)
    return numerator / denom == int(numerator / denom)
def order_by_points(nums):
    def digits_sum(n):
        neg = 1
        if n < 0: n, neg = -1 * n, -1
        n = [int(i) for i in str(n)]
        n[0] = n[0] * neg
        return sum(n)
    return sorted(nums, key=digits_sum)
def special_filter(nums):
    count = 0
    for num in nums:
        if num > 10:
            odd_digits = (1, 3, 5, 7, 9)
            number_as_string = str(num)
            if int(number_as_string[0]) in odd_digits and int(number_as_string[-1]) in odd_digits: count += 1
    return count
def triples(n):
    A = [i * i - i + 1 for i in range(1, n + 1)]
    ans = []
    for i in range(n):
        for j in range(i + 1, n):
            for k in range(j + 1, n):
                if (A[i] + A[j] + A[k]) % 3 == 0: ans += [(A[i], A[j], A[k])]
    return len(ans)
def between(planet1, planet2):
    planet_names = ("Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune")
    if planet1 not in planet_names or planet2 not in planet_names or planet1 == planet2: return ()
    a, b = planet_names.index(planet1), planet_names.index(planet2)
    return planet_names[a + 1: b] if a < b else planet_names[b + 1: a]
[compare_one(1, 2.5), compare_one('5,1', '6'), compare_one('1', 1), compare_one(1, '2,3'), [sum_of_evens(n) for n in (4, 6, 8, 11)], special_factorial(7), [fix_spaces(t) for t in ('Example', 'Mudasir Hanif ', 'Yellow Yellow  Dirty  Fellow', 'Exa   mple', '   Exa 1 2 2 mple')], [file_name(f) for f in ('example.txt', '1example.dll', 's1sdf3.asd', 'K', 'MY16FILE3.exe', 'a.b.txt', '.txt')], squares_and_cubes([-1, -5, 2, -1, -5]), squares_and_cubes([]), prime_words('lets go for swimming'), prime_words('go for it'), simplify('1/5', '5/1'), simplify('7/10', '10/2'), order_by_points([1, 11, -1, -11, -12]), special_filter([33, -2, -3, 45, 21, 109]), triples(5), between('Jupiter', 'Neptune'), between('Earth', 'Mercury'), between('Earth', 'Pluto')]
# --- even words, roles, fractions of a menu, extensions
def even_words(lst):
    lst.sort()
    new_lst = []
    for i in lst:
        if len(i) % 2 == 0: new_lst.append(i)
    return sorted(new_lst, key=len)
def x_or_y(n, x, y):
    if n == 1: return y
    for i in range(2, n):
        if n % i == 0:
            return y
            break
    else:
        return x
def double_the_difference(lst): return sum([i ** 2 for i in lst if i > 0 and i % 2 != 0 and "." not in str(i)])
def compare(game, guess): return [abs(x - y) for x, y in zip(game, guess)]
def strongest(class_name, extensions):
    strong = extensions[0]
    my_val = len([x for x in extensions[0] if x.isalpha() and x.isupper()]) - len([x for x in extensions[0] if x.isalpha() and x.islower()])
    for s in extensions:
        val = len([x for x in s if x.isalpha() and x.isupper()]) - len([x for x in s if x.isalpha() and x.islower()])
        if val > my_val:
            strong = s
            my_val = val
    return class_name + "." + strong
def cycpattern(a, b):
    l = len(b)
    pat = b + b
    for i in range(len(a) - l + 1):
        for j in range(l + 1):
            if a[i:i + l] == pat[j:j + l]: return True
    return False
def even_odd_digits(num):
    even_count = odd_count = 0
    for i in str(abs(num)):
        if int(i) % 2 == 0: even_count += 1
        else: odd_count += 1
    return (even_count, odd_count)
def roman(number):
    num = [1, 4, 5, 9, 10, 40, 50, 90, 100, 400, 500, 900, 1000]
    sym = ["I", "IV", "V", "IX", "X", "XL", "L", "XC", "C", "CD", "D", "CM", "M"]
    i = 12
    res = ''
    while number:
        div = number // num[i]
        number %= num[i]
        while div:
            res += sym[i]
            div -= 1
        i -= 1
    return res.lower()
def right_angle(a, b, c): return a * a == b * b + c * c or b * b == a * a + c * c or c * c == a * a + b * b
def most_unique(words): return sorted(words, key=lambda x: (-len(set(x)), x))[0]
def eat(number, need, remaining):
    if need <= remaining: return [number + need, remaining - need]
    else: return [number + remaining, 0]
def algebra(operator, operand):
    result = operand[0]
    table = {'+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '//': lambda a, b: a // b, '**': lambda a, b: a ** b}
    values, ops = [operand[0]], []
    precedence = {'+': 1, '-': 1, '*': 2, '//': 2, '**': 3}
    def reduce():
        b, a = values.pop(), values.pop()
        values.append(table[ops.pop()](a, b))
    for op, v in zip(operator, operand[1:]):
        while ops and (precedence[ops[-1]] > precedence[op] or precedence[ops[-1]] == precedence[op] and op != '**'): reduce()
        ops.append(op)
        values.append(v)
    while ops: reduce()
    return values[0]
def solve(s):
    flg = 0
    idx = 0
    new_str = list(s)
    for i in s:
        if i.isalpha():
            new_str[idx] = i.swapcase()
            flg = 1
        idx += 1
    return s[::-1] if flg == 0 else "".join(new_str)
def generate_integers(a, b):
    lower = max(2, min(a, b))
    upper = min(8, max(a, b))
    return [i for i in range(lower, upper + 1) if i % 2 == 0]
[even_words(['school', 'AI', 'asdf', 'b']), even_words(['d', 'b', 'c', 'a']), x_or_y(7, 34, 12), x_or_y(15, 8, 5), x_or_y(2, 2, 0), double_the_difference([1, 3, 2, 0]), double_the_difference([0.2, 3, 5, -3]), compare([0, 5, 0, 0, 0, 4], [4, 1, 1, 0, 0, -2]), strongest('my_class', ['AA', 'Be', 'CC']), cycpattern('abcd', 'abd'), cycpattern('himenss', 'simen'), even_odd_digits(-12), even_odd_digits(123), [roman(n) for n in (19, 152, 426, 994, 1000)], right_angle(3, 4, 5), right_angle(1, 2, 3), most_unique(['name', 'of', 'string']), most_unique(['aaaaaaa', 'bb', 'cc']), eat(5, 6, 10), eat(2, 11, 5), algebra(['*', '+', '-'], [2, 3, 4, 5]), algebra(['**', '*', '+'], [2, 3, 4, 5]), algebra(['//', '*'], [7, 3, 4]), solve('#a@C'), solve('1234'), generate_integers(2, 8), generate_integers(14, 10)]
# --- counting with dictionaries and bits
def anagrams(words):
    groups = {}
    for word in words: groups.setdefault(''.join(sorted(word)), []).append(word)
    return sorted(groups.values(), key=lambda g: (-len(g), g))
def majority(xs):
    count, candidate = 0, None
    for x in xs:
        if count == 0: candidate = x
        count += 1 if x == candidate else -1
    return candidate if xs.count(candidate) > len(xs) // 2 else None
def popcount(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count
def single(xs):
    out = 0
    for x in xs: out ^= x
    return out
def gray(n): return [i ^ (i >> 1) for i in range(1 << n)]
def subsets(xs):
    for mask in range(1 << len(xs)):
        yield [x for i, x in enumerate(xs) if mask >> i & 1]
def permutations(xs):
    if len(xs) <= 1:
        yield list(xs)
        return
    for i in range(len(xs)):
        for rest in permutations(xs[:i] + xs[i + 1:]): yield [xs[i], *rest]
def reverse_bits(n, width=8): return int(f'{n:0{width}b}'[::-1], 2)
def to_bits(n): return bin(n & 0xFF)[2:].zfill(8)
def first_unique(s): return next((c for c in s if s.count(c) == 1), '_')
def run_length(s):
    out = []
    for c in s:
        if out and out[-1][0] == c: out[-1][1] += 1
        else: out.append([c, 1])
    return ''.join(f'{c}{n if n > 1 else ""}' for c, n in out)
def expand(s):
    out, digits = '', ''
    for c in s[::-1]:
        if c.isdigit(): digits = c + digits
        else: out, digits = c * int(digits or 1) + out, ''
    return out
assert expand(run_length('aaabccdddd')) == 'aaabccdddd'
anagrams(['eat', 'tea', 'tan', 'ate', 'nat', 'bat']), majority([3, 2, 3]), majority([1, 2]), popcount(255), single([4, 1, 2, 1, 2]), gray(3), list(subsets('abc')), [*permutations([1, 2, 3])], reverse_bits(6), to_bits(-3), first_unique('aabbcd'), run_length('aaabccdddd')
# --- recursion, memo and dynamic programming
import math
from typing import Dict, List, Optional, Union
def flatten(x) -> list: return [z for y in x for z in flatten(y)] if isinstance(x, (list, tuple)) else [x]
def hanoi(n: int, a='A', b='B', c='C') -> List[str]: return [] if n == 0 else hanoi(n - 1, a, c, b) + [f'{a}{c}'] + hanoi(n - 1, b, a, c)
def ackermann(m: int, n: int) -> int: return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))
def coins(amount: int, kinds: List[int]) -> Optional[int]:
    best = [0] + [math.inf] * amount
    for a in range(1, amount + 1):
        best[a] = min((best[a - k] + 1 for k in kinds if k <= a), default=math.inf)
    return None if best[amount] == math.inf else best[amount]
def lcs(a: str, b: str) -> str:
    table = [[''] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            table[i][j] = table[i - 1][j - 1] + x if x == y else max(table[i - 1][j], table[i][j - 1], key=len)
    return table[-1][-1]
def edit(a: str, b: str, memo: Optional[Dict[tuple, int]] = None) -> int:
    memo = {} if memo is None else memo
    if (a, b) not in memo:
        if not a or not b: memo[a, b] = len(a) + len(b)
        elif a[0] == b[0]: memo[a, b] = edit(a[1:], b[1:], memo)
        else: memo[a, b] = 1 + min(edit(a[1:], b, memo), edit(a, b[1:], memo), edit(a[1:], b[1:], memo))
    return memo[a, b]
def knapsack(items: List[tuple], room: int) -> int:
    best = [0] * (room + 1)
    for weight, value in items:
        for r in range(room, weight - 1, -1): best[r] = max(best[r], best[r - weight] + value)
    return best[room]
def rising(xs: List[int]) -> List[int]:
    ends = [[x] for x in xs]
    for i, x in enumerate(xs):
        ends[i] = max((ends[j] for j in range(i) if xs[j] < x), key=len, default=[]) + [x]
    return max(ends, key=len)
def max_slice(xs: List[int]) -> int:
    best = here = xs[0]
    for x in xs[1:]:
        here = max(x, here + x)
        best = max(best, here)
    return best
def pascal(n: int) -> List[List[int]]:
    rows = [[1]]
    while len(rows) < n: rows.append([1, *map(sum, zip(rows[-1], rows[-1][1:])), 1])
    return rows
def catalan(n: int) -> int: return math.comb(2 * n, n) // (n + 1)
def stairs(n: int) -> int:
    a, b = 1, 1
    for _ in range(n): a, b = b, a + b
    return a
def partitions(n: int, top: Union[int, None] = None) -> int:
    top = n if top is None else top
    return 1 if n == 0 else sum(partitions(n - k, k) for k in range(1, min(n, top) + 1))
def queens(n: int, row=0, taken=()) -> int:
    if row == n: return 1
    return sum(queens(n, row + 1, taken + (c,)) for c in range(n) if all(c != t and abs(c - t) != row - r for r, t in enumerate(taken)))
flatten([1, [2, (3, [4])], [[]], 5]), hanoi(3), ackermann(2, 3), coins(11, [1, 2, 5]), coins(3, [2]), lcs('ABCBDAB', 'BDCABA'), edit('kitten', 'sitting'), knapsack([(1, 1), (3, 4), (4, 5), (5, 7)], 7), rising([10, 9, 2, 5, 3, 7, 101, 18]), max_slice([-2, 1, -3, 4, -1, 2, 1, -5, 4]), pascal(5), [catalan(n) for n in range(7)], stairs(10), partitions(10), [queens(n) for n in (4, 5, 6)]
# --- matrices, grids and graphs
def transpose(m): return [list(r) for r in zip(*m)]
def matmul(a, b): return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]
def rotate(m): return [list(r)[::-1] for r in zip(*m)]
def spiral(m):
    out = []
    m = [list(r) for r in m]
    while m:
        out += m.pop(0)
        m = [list(r) for r in zip(*m)][::-1]
    return out
def islands(grid):
    seen = set()
    def visit(r, c):
        if not (0 <= r < len(grid) and 0 <= c < len(grid[0])) or grid[r][c] == '.' or (r, c) in seen: return 0
        seen.add((r, c))
        return 1 + visit(r + 1, c) + visit(r - 1, c) + visit(r, c + 1) + visit(r, c - 1)
    return [n for r in range(len(grid)) for c in range(len(grid[0])) if (n := visit(r, c))]
def life(cells):
    near = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy: near[x + dx, y + dy] = near.get((x + dx, y + dy), 0) + 1
    return {p for p, n in near.items() if n == 3 or n == 2 and p in cells}
def shortest(graph, start, goal):
    queue, seen = [[start]], {start}
    while queue:
        path = queue.pop(0)
        if path[-1] == goal: return path
        for node in sorted(graph.get(path[-1], ())):
            if node not in seen:
                seen.add(node)
                queue.append(path + [node])
def topological(graph):
    out, state = [], {}
    def visit(node):
        if state.get(node) == 1: raise ValueError(f'cycle at {node!r}')
        if node not in state:
            state[node] = 1
            for other in graph.get(node, []): visit(other)
            state[node] = 2
            out.append(node)
    for node in graph: visit(node)
    return out[::-1]
def dijkstra(graph, start):
    distance, todo = {start: 0}, {start}
    while todo:
        node = min(todo, key=distance.__getitem__)
        todo.discard(node)
        for other, cost in graph[node].items():
            if distance[node] + cost < distance.get(other, float('inf')):
                distance[other] = distance[node] + cost
                todo.add(other)
    return distance
def components(edges):
    parent = {}
    def find(x):
        parent.setdefault(x, x)
        while parent[x] != x: x = parent[x]
        return x
    for a, b in edges: parent[find(a)] = find(b)
    groups = {}
    for x in parent: groups.setdefault(find(x), set()).add(x)
    return sorted(map(sorted, groups.values()))
try:
    topological({'a': ['b'], 'b': ['a']})
except ValueError as error:
    print(error)
m = [[1, 2, 3], [4, 5, 6]]
transpose(m), matmul(m, transpose(m)), rotate(m), spiral([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), islands(['##..', '#..#', '..##']), sorted(life({(0, 1), (1, 1), (2, 1)})), shortest({1: {2, 3}, 2: {4}, 3: {4}, 4: {5}}, 1, 5), topological({'a': ['b', 'c'], 'b': ['d'], 'c': ['d']}), dijkstra({'a': {'b': 1, 'c': 4}, 'b': {'c': 2, 'd': 6}, 'c': {'d': 3}, 'd': {}}, 'a'), components([(1, 2), (3, 4), (2, 5)])
# --- searching, sorting algorithms, stacks and heaps
def binary_search(xs, x):
    low, high = 0, len(xs)
    while low < high:
        mid = (low + high) // 2
        if xs[mid] < x: low = mid + 1
        else: high = mid
    return low if low < len(xs) and xs[low] == x else -1
def bubble(xs):
    xs = xs[:]
    for i in range(len(xs)):
        for j in range(len(xs) - 1 - i):
            if xs[j] > xs[j + 1]: xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs
def quick(xs): return xs if len(xs) < 2 else quick([x for x in xs[1:] if x < xs[0]]) + [xs[0]] + quick([x for x in xs[1:] if x >= xs[0]])
def merge_sort(xs):
    if len(xs) < 2: return xs
    a, b = merge_sort(xs[:len(xs) // 2]), merge_sort(xs[len(xs) // 2:])
    out = []
    while a and b: out.append((a if a[0] <= b[0] else b).pop(0))
    return out + a + b
def insertion(xs):
    out = []
    for x in xs:
        i = len(out)
        while i and out[i - 1] > x: i -= 1
        out.insert(i, x)
    return out
def heap_sort(xs):
    heap = []
    for x in xs:
        heap.append(x)
        i = len(heap) - 1
        while i and heap[(i - 1) // 2] > heap[i]:
            heap[i], heap[(i - 1) // 2] = heap[(i - 1) // 2], heap[i]
            i = (i - 1) // 2
    out = []
    while heap:
        out.append(heap[0])
        last = heap.pop()
        if heap:
            heap[0], i = last, 0
            while (c := 2 * i + 1) < len(heap):
                if c + 1 < len(heap) and heap[c + 1] < heap[c]: c += 1
                if heap[i] <= heap[c]: break
                heap[i], heap[c] = heap[c], heap[i]
                i = c
    return out
def counting_sort(xs):
    counts = [0] * (max(xs, default=-1) + 1)
    for x in xs: counts[x] += 1
    return [x for x, n in enumerate(counts) for _ in range(n)]
def rpn(text):
    stack = []
    for token in text.split():
        if token.lstrip('-').isdigit(): stack.append(int(token))
        else:
            b, a = stack.pop(), stack.pop()
            stack.append({'+': a.__add__, '-': a.__sub__, '*': a.__mul__, '/': a.__floordiv__}[token](b))
    return stack.pop()
def balanced(text):
    pairs, stack = dict(zip(')]}', '([{')), []
    for c in text:
        if c in pairs.values(): stack.append(c)
        elif c in pairs and (not stack or stack.pop() != pairs[c]): return False
    return not stack
def next_greater(xs):
    out, stack = [-1] * len(xs), []
    for i, x in enumerate(xs):
        while stack and xs[stack[-1]] < x: out[stack.pop()] = x
        stack.append(i)
    return out
def window_max(xs, k): return [max(xs[i:i + k]) for i in range(len(xs) - k + 1)]
def two_sum(xs, target):
    seen = {}
    for i, x in enumerate(xs):
        if target - x in seen: return [seen[target - x], i]
        seen[x] = i
def merge_intervals(xs):
    out = []
    for low, high in sorted(xs):
        if out and low <= out[-1][1]: out[-1] = (out[-1][0], max(out[-1][1], high))
        else: out.append((low, high))
    return out
data = [5, 2, 9, 1, 5, 6, 0, 3]
assert bubble(data) == quick(data) == merge_sort(data) == insertion(data) == heap_sort(data) == counting_sort(data) == sorted(data)
[binary_search([1, 3, 5, 7], x) for x in (1, 4, 7)], heap_sort(data), rpn('3 4 + 2 * 7 -'), balanced('{[()]}()'), balanced('([)]'), next_greater([2, 1, 2, 4, 3]), window_max(data, 3), two_sum([2, 7, 11, 15], 9), two_sum([1], 5), merge_intervals([(1, 3), (8, 10), (2, 6), (10, 12)])
# --- text puzzles
def caesar(text, key): return ''.join(chr((ord(c) - base + key) % 26 + base) if c.isalpha() else c for c in text for base in [65 if c.isupper() else 97])
def pig_latin(word): return word + 'way' if word[0] in 'aeiou' else word[1:] + word[0] + 'ay'
def title(text): return ' '.join(w.capitalize() if i == 0 or len(w) > 3 else w.lower() for i, w in enumerate(text.split()))
def snake(name): return ''.join('_' + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))
def camel(name): return name.split('_')[0] + ''.join(map(str.title, name.split('_')[1:]))
def wrap(text, width):
    lines = ['']
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width: lines.append(word)
        else: lines[-1] = f'{lines[-1]} {word}'.strip()
    return lines
def acronym(text): return ''.join(w[0] for w in text.replace('-', ' ').split()).upper()
def is_pangram(text): return set('abcdefghijklmnopqrstuvwxyz') <= set(text.lower())
def luhn(number): return sum(sum(divmod(int(d) * (1 + i % 2), 10)) for i, d in enumerate(number[::-1])) % 10 == 0
def from_roman(text):
    values = dict(I=1, V=5, X=10, L=50, C=100, D=500, M=1000)
    return sum(-values[c] if values[c] < values.get(n, 0) else values[c] for c, n in zip(text, text[1:] + ' '))
def longest_palindrome(s): return max((s[i:j] for i in range(len(s)) for j in range(i + 1, len(s) + 1) if s[i:j] == s[i:j][::-1]), key=len, default='')
def longest_distinct(s):
    start = best = 0
    last = {}
    for i, c in enumerate(s):
        if last.get(c, -1) >= start: start = last[c] + 1
        last[c] = i
        best = max(best, i - start + 1)
    return best
def common_prefix(words):
    for i, column in enumerate(zip(*words)):
        if len(set(column)) > 1: return words[0][:i]
    return min(words, default='')
def word_counts(text):
    counts = {}
    for w in text.lower().translate(str.maketrans('', '', '.,!')).split(): counts[w] = counts.get(w, 0) + 1
    return sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
def table(rows):
    widths = [max(len(str(c)) for c in column) for column in zip(*rows)]
    return '\n'.join(' | '.join(str(c).ljust(w) if isinstance(c, str) else f'{c:>{w}}' for c, w in zip(row, widths)).rstrip() for row in rows)
def look_and_say(n):
    s = '1'
    for _ in range(n - 1):
        out, i = '', 0
        while i < len(s):
            j = i
            while j < len(s) and s[j] == s[i]: j += 1
            out, i = out + str(j - i) + s[i], j
        s = out
    return s
def multiply(a, b):
    cells = [0] * (len(a) + len(b))
    for i, x in enumerate(reversed(a)):
        for j, y in enumerate(reversed(b)):
            cells[i + j] += int(x) * int(y)
            cells[i + j + 1] += cells[i + j] // 10
            cells[i + j] %= 10
    return ''.join(map(str, reversed(cells))).lstrip('0') or '0'
print(table([('name', 'n'), ('apple', 12), ('fig', 3.5)]))
caesar('Hello, World!', 3), caesar(caesar('abcXYZ', 5), -5), pig_latin('hello'), title('the quick OF fox'), snake('someName'), camel('some_long_name'), wrap('the quick brown fox jumps', 10), acronym('portable network-graphics'), is_pangram('The quick brown fox jumps over the lazy dog'), luhn('4539578763621486'), from_roman('MCMXCIV'), longest_palindrome('babad'), longest_distinct('abcabcbb'), common_prefix(['flower', 'flow', 'flight']), word_counts('The cat. The dog, the end!'), look_and_say(6), multiply('123', '4567')
# --- numbers as puzzles
import math
def perfect(n): return n == sum(d for d in range(1, n) if n % d == 0)
def armstrong(n): return n == sum(int(d) ** len(str(n)) for d in str(n))
def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[:2] = b'\0\0'
    for p in range(2, math.isqrt(n) + 1):
        if flags[p]: flags[p * p::p] = bytes(len(range(p * p, n + 1, p)))
    return [i for i, f in enumerate(flags) if f]
def happy(n):
    seen = set()
    while n != 1 and n not in seen:
        seen.add(n)
        n = sum(int(d) ** 2 for d in str(n))
    return n == 1
def digital_root(n): return 0 if n == 0 else 1 + (n - 1) % 9
def lcm(*ns):
    out = 1
    for n in ns: out = out * n // math.gcd(out, n)
    return out
def extended_gcd(a, b):
    if b == 0: return a, 1, 0
    g, x, y = extended_gcd(b, a % b)
    return g, y, x - a // b * y
def newton(n, steps=30):
    x = float(n)
    for _ in range(steps): x = (x + n / x) / 2
    return x
def pi_digits(n):
    out, q, r, t, k, m, x = [], 1, 0, 1, 1, 3, 3
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return ''.join(map(str, out))
def trailing_zeros(n): return sum(n // 5 ** k for k in range(1, 15))
def power_mod(b, e, m):
    out = 1
    while e:
        if e & 1: out = out * b % m
        b, e = b * b % m, e >> 1
    return out
def statistics(xs):
    mean = math.fsum(xs) / len(xs)
    return mean, math.sqrt(math.fsum((x - mean) ** 2 for x in xs) / len(xs)), sorted(xs)[len(xs) // 2]
def leap(y): return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
def weekday(y, m, d):
    y -= m < 3
    return ('Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat')[(y + y // 4 - y // 100 + y // 400 + (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)[m - 1] + d) % 7]
def change(cents):
    out = {}
    for coin in (25, 10, 5, 1): out[coin], cents = divmod(cents, coin)
    return out
[n for n in range(2, 500) if perfect(n)], [n for n in range(100, 1000) if armstrong(n)], sieve(50), [n for n in range(1, 30) if happy(n)], digital_root(493193), lcm(4, 6, 10), math.lcm(4, 6, 10), extended_gcd(240, 46), newton(2), pi_digits(30), trailing_zeros(1000), power_mod(3, 200, 13), pow(3, 200, 13), statistics([1.5, 2.5, 10]), [y for y in (1900, 2000, 2023, 2024) if leap(y)], weekday(2024, 2, 29), change(41)
