# --- puzzles 1
from typing import List, Tuple, Optional, Any, Dict
def has_close_elements(numbers: List[float], threshold: float) -> bool:
    for i, a in enumerate(numbers):
        for j, b in enumerate(numbers):
            if i != j and abs(a - b) < threshold: return True
    return False
assert has_close_elements([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.3) == True
assert has_close_elements([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.05) == False
def separate_paren_groups(s: str) -> List[str]:
    res, cur, d = [], [], 0
    for c in s:
        if c == '(':
            d += 1; cur.append(c)
        elif c == ')':
            d -= 1; cur.append(c)
            if d == 0:
                res.append(''.join(cur)); cur.clear()
    return res
assert separate_paren_groups('(()()) ((())) () ((())()())') == ['(()())', '((()))', '()', '((())()())']
def truncate_number(n): return n % 1.0
assert truncate_number(3.5) == 0.5 and abs(truncate_number(1.33) - 0.33) < 1e-6
def below_zero(ops):
    b = 0
    for o in ops:
        b += o
        if b < 0: return True
    return False
assert below_zero([1, 2, -4, 5, 6]) and not below_zero([])
def mean_absolute_deviation(n):
    m = sum(n) / len(n)
    return sum(abs(x - m) for x in n) / len(n)
assert abs(mean_absolute_deviation([1.0, 2.0, 3.0, 4.0]) - 1.0) < 1e-6
def intersperse(numbers, d):
    if not numbers: return []
    r = []
    for n in numbers[:-1]: r += [n, d]
    r.append(numbers[-1])
    return r
assert intersperse([5, 6, 3, 2], 8) == [5, 8, 6, 8, 3, 8, 2]
def parse_nested_parens(s):
    def depth(x):
        d = m = 0
        for c in x:
            if c == '(': d += 1; m = max(d, m)
            else: d -= 1
        return m
    return [depth(x) for x in s.split(' ') if x]
assert parse_nested_parens('(()()) ((())) () ((())()())') == [2, 3, 1, 3]
def is_palindrome(s): return s == s[::-1]
def make_palindrome(s):
    if not s: return ''
    b = 0
    while not is_palindrome(s[b:]): b += 1
    return s + s[:b][::-1]
assert make_palindrome('xyz') == 'xyzyx' and make_palindrome('jerry') == 'jerryrrej'
def string_xor(a, b): return ''.join('0' if i == j else '1' for i, j in zip(a, b))
assert string_xor('111000', '101010') == '010010'
def longest(strings) -> Optional[str]:
    if not strings: return None
    maxlen = max(len(x) for x in strings)
    for s in strings:
        if len(s) == maxlen: return s
assert longest([]) is None and longest(['x', 'yyy', 'zzzz', 'www', 'kkkk', 'abc']) == 'zzzz'
def gcd(a, b):
    while b: a, b = b, a % b
    return a
assert gcd(144, 60) == 12
def all_prefixes(s): return [s[:i + 1] for i in range(len(s))]
assert all_prefixes('WWW') == ['W', 'WW', 'WWW']
def how_many_times(string, substring):
    times = 0
    for i in range(len(string) - len(substring) + 1):
        if string[i:i + len(substring)] == substring: times += 1
    return times
assert how_many_times('cacacacac', 'cac') == 4
def sort_numbers(numbers):
    m = {'zero': 0, 'one': 1, 'two': 2, 'three': 3, 'four': 4, 'five': 5, 'six': 6, 'seven': 7, 'eight': 8, 'nine': 9}
    return ' '.join(sorted([x for x in numbers.split(' ') if x], key=lambda x: m[x]))
assert sort_numbers('six five four three two one zero') == 'zero one two three four five six'
def find_closest(numbers):
    best = None; dist = None
    for i, a in enumerate(numbers):
        for j, b in enumerate(numbers):
            if i != j:
                nd = abs(a - b)
                if dist is None or nd < dist: dist = nd; best = tuple(sorted([a, b]))
    return best
assert find_closest([1.0, 2.0, 5.9, 4.0, 5.0]) == (5.0, 5.9)
def rescale(n):
    lo, hi = min(n), max(n)
    return [(x - lo) / (hi - lo) for x in n]
assert rescale([12.0, 11.0, 15.0, 13.0, 14.0]) == [0.25, 0.0, 1.0, 0.5, 0.75]
def filter_integers(values: List[Any]): return [x for x in values if isinstance(x, int)]
assert filter_integers([4, {}, [], 23.2, 9, 'adasd']) == [4, 9]
def largest_divisor(n):
    for i in reversed(range(n)):
        if n % i == 0: return i
assert largest_divisor(49) == 7
def factorize(n):
    import math
    fact = []; i = 2
    while i <= int(math.sqrt(n) + 1):
        if n % i == 0: fact.append(i); n //= i
        else: i += 1
    if n > 1: fact.append(n)
    return fact
assert factorize(3 * 2 * 3 * 3) == [2, 3, 3, 3] and factorize(3 * 19 * 3 * 19 * 3 * 19) == [3, 3, 3, 19, 19, 19]
def flip_case(s): return s.swapcase()
assert flip_case('These violent delights') == 'tHESE VIOLENT DELIGHTS'
import math
def poly(xs, x): return sum([c * math.pow(x, i) for i, c in enumerate(xs)])
def find_zero(xs):
    begin, end = -1., 1.
    while poly(xs, begin) * poly(xs, end) > 0: begin *= 2.0; end *= 2.0
    while end - begin > 1e-10:
        center = (begin + end) / 2.0
        if poly(xs, center) * poly(xs, begin) > 0: begin = center
        else: end = center
    return begin
assert round(find_zero([1, 2]), 2) == -0.5 and round(find_zero([-6, 11, -6, 1]), 2) == 1.0
def sort_third(l):
    l = list(l); l[::3] = sorted(l[::3]); return l
assert tuple(sort_third([5, 6, 3, 4, 8, 9, 2])) == tuple([2, 6, 3, 4, 8, 9, 5])
def fizz_buzz(n):
    s = ''.join(map(str, [i for i in range(n) if i % 11 == 0 or i % 13 == 0]))
    return sum(c == '7' for c in s)
assert fizz_buzz(4000) == 192
def sort_even(l):
    evens = l[::2]; odds = l[1::2]; evens.sort(); ans = []
    for e, o in zip(evens, odds): ans.extend([e, o])
    if len(evens) > len(odds): ans.append(evens[-1])
    return ans
assert sort_even([5, 3, -5, 2, -3, 3, 9, 0, 123, 1, -10]) == [-10, 3, -5, 2, -3, 3, 5, 0, 9, 1, 123]
def encode_cyclic(s):
    groups = [s[(3 * i):min((3 * i + 3), len(s))] for i in range((len(s) + 2) // 3)]
    return ''.join([(g[1:] + g[0]) if len(g) == 3 else g for g in groups])
print('solved')
# --- puzzles 2
from typing import List, Tuple, Optional, Any, Dict
import math
def decode_cyclic(s): return encode_cyclic(encode_cyclic(s))
assert decode_cyclic(encode_cyclic('lkjhgfdsapoiuy')) == 'lkjhgfdsapoiuy'
def prime_fib(n):
    def is_prime(p):
        if p < 2: return False
        for k in range(2, min(int(math.sqrt(p)) + 1, p - 1)):
            if p % k == 0: return False
        return True
    f = [0, 1]
    while True:
        f.append(f[-1] + f[-2])
        if is_prime(f[-1]): n -= 1
        if n == 0: return f[-1]
assert [prime_fib(i) for i in range(1, 9)] == [2, 3, 5, 13, 89, 233, 1597, 28657]
def triples_sum_to_zero(l):
    return any(l[i] + l[j] + l[k] == 0 for i in range(len(l)) for j in range(i + 1, len(l)) for k in range(j + 1, len(l)))
assert triples_sum_to_zero([2, 4, -5, 3, 9, 7]) and not triples_sum_to_zero([1])
def change_base(x, base):
    ret = ''
    while x > 0: ret = str(x % base) + ret; x //= base
    return ret
assert change_base(234, 2) == '11101010'
def fib4(n):
    r = [0, 0, 2, 0]
    if n < 4: return r[n]
    for _ in range(4, n + 1): r.append(r[-1] + r[-2] + r[-3] + r[-4]); r.pop(0)
    return r[-1]
assert fib4(12) == 386
def median(l):
    l = sorted(l)
    return l[len(l) // 2] if len(l) % 2 else (l[len(l) // 2 - 1] + l[len(l) // 2]) / 2.0
assert median([-10, 4, 6, 1000, 10, 20]) == 8.0
def modp(n, p):
    ret = 1
    for _ in range(n): ret = (2 * ret) % p
    return ret
assert modp(1101, 101) == 2
def encode_shift(s): return ''.join([chr(((ord(ch) + 5 - ord('a')) % 26) + ord('a')) for ch in s])
def decode_shift(s): return ''.join([chr(((ord(ch) - 5 - ord('a')) % 26) + ord('a')) for ch in s])
assert decode_shift(encode_shift('hello')) == 'hello'
def remove_vowels(t): return ''.join([s for s in t if s.lower() not in ['a', 'e', 'i', 'o', 'u']])
assert remove_vowels('abcdef\nghijklm') == 'bcdf\nghjklm'
def same_chars(a, b): return set(a) == set(b)
assert same_chars('eabcdzzzz', 'dddzzzzzzzddeddabc')
def correct_bracketing(b, o='<', c='>'):
    d = 0
    for x in b:
        d += 1 if x == o else -1
        if d < 0: return False
    return d == 0
assert correct_bracketing('<<><>>') and not correct_bracketing('><<>')
def monotonic(l): return l == sorted(l) or l == sorted(l, reverse=True)
assert monotonic([4, 1, 0, -10]) and not monotonic([1, 20, 4, 10])
def largest_prime_factor(n):
    isprime = lambda n: n > 1 and all(n % i for i in range(2, int(n ** .5) + 1))
    return max(i for i in range(2, n + 1) if n % i == 0 and isprime(i))
assert largest_prime_factor(13195) == 29
def derivative(xs): return [(i * x) for i, x in enumerate(xs)][1:]
assert derivative([3, 1, 2, 4, 5]) == [1, 4, 12, 20]
VOWELS = 'aeiouAEIOU'
def vowels_count(s):
    n = sum(c in VOWELS for c in s)
    if s[-1] in 'yY': n += 1
    return n
assert vowels_count('ACEDY') == 3
def circular_shift(x, shift):
    s = str(x)
    return s[::-1] if shift > len(s) else s[len(s) - shift:] + s[:len(s) - shift]
assert circular_shift(12, 1) == '21' and circular_shift(100, 2) == '001'
def digitSum(s): return sum(ord(c) if c.isupper() else 0 for c in s)
assert digitSum('woArBld') == 131
def fruit_distribution(s, n):
    lis = [int(i) for i in s.split(' ') if i.isdigit()]
    return n - sum(lis)
assert fruit_distribution('5 apples and 6 oranges', 19) == 8
def pluck(arr):
    evens = list(filter(lambda x: x % 2 == 0, arr))
    return [] if not evens else [min(evens), arr.index(min(evens))]
assert pluck([4, 2, 3]) == [2, 1]
def search(lst):
    frq = [0] * (max(lst) + 1)
    for i in lst: frq[i] += 1
    ans = -1
    for i in range(1, len(frq)):
        if frq[i] >= i: ans = i
    return ans
assert search([5, 5, 5, 5, 1]) == 1
def strange_sort_list(lst):
    res, switch = [], True
    while lst:
        res.append(min(lst) if switch else max(lst)); lst.remove(res[-1]); switch = not switch
    return res
assert strange_sort_list([1, 2, 3, 4]) == [1, 4, 2, 3]
def triangle_area(a, b, c):
    if a + b <= c or a + c <= b or b + c <= a: return -1
    s = (a + b + c) / 2
    return round((s * (s - a) * (s - b) * (s - c)) ** 0.5, 2)
assert triangle_area(3, 4, 5) == 6.00 and triangle_area(1, 2, 10) == -1
def will_it_fly(q, w):
    if sum(q) > w: return False
    i, j = 0, len(q) - 1
    while i < j:
        if q[i] != q[j]: return False
        i += 1; j -= 1
    return True
assert will_it_fly([3, 2, 3], 9)
def is_multiply_prime(a):
    def is_prime(n):
        for j in range(2, n):
            if n % j == 0: return False
        return True
    for i in range(2, 40):
        if not is_prime(i): continue
        for j in range(2, 40):
            if not is_prime(j): continue
            for k in range(2, 40):
                if not is_prime(k): continue
                if i * j * k == a: return True
    return False
assert is_multiply_prime(30)
def iscube(a): a = abs(a); return int(round(a ** (1. / 3))) ** 3 == a
assert iscube(-1) and iscube(64) and not iscube(180)
def hex_key(num): return sum(1 for c in num if c in ('2', '3', '5', '7', 'B', 'D'))
assert hex_key('ABED1A33') == 4
print('solved')
# --- puzzles 3
from typing import List, Tuple, Optional, Any, Dict
import math
def decimal_to_binary(d): return 'db' + bin(d)[2:] + 'db'
assert decimal_to_binary(103) == 'db1100111db'
def is_happy(s): return len(s) >= 3 and all(len({s[i], s[i+1], s[i+2]}) == 3 for i in range(len(s) - 2))
assert is_happy('adb') and not is_happy('xyy')
def numerical_letter_grade(grades):
    table = [(3.7, 'A'), (3.3, 'A-'), (3.0, 'B+'), (2.7, 'B'), (2.3, 'B-'), (2.0, 'C+'), (1.7, 'C'), (1.3, 'C-'), (1.0, 'D+'), (0.7, 'D'), (0.0, 'D-')]
    return ['A+' if g == 4.0 else next((l for t, l in table if g > t), 'E') for g in grades]
assert numerical_letter_grade([4.0, 3, 1.7, 2, 3.5]) == ['A+', 'B', 'C-', 'C', 'A-']
def starts_one_ends(n): return 1 if n == 1 else 18 * (10 ** (n - 2))
assert starts_one_ends(4) == 1800
def solve(N): return bin(sum(int(i) for i in str(N)))[2:]
assert solve(963) == '10010'
def anti_shuffle(s): return ' '.join([''.join(sorted(list(i))) for i in s.split(' ')])
assert anti_shuffle('Hello World!!!') == 'Hello !!!Wdlor'
def get_row(lst, x):
    coords = [(i, j) for i in range(len(lst)) for j in range(len(lst[i])) if lst[i][j] == x]
    return sorted(sorted(coords, key=lambda x: x[1], reverse=True), key=lambda x: x[0])
assert get_row([[1,2,3,4,5,6],[1,2,3,4,1,6],[1,2,3,4,5,1]], 1) == [(0, 0), (1, 4), (1, 0), (2, 5), (2, 0)]
def next_smallest(lst):
    lst = sorted(set(lst))
    return None if len(lst) < 2 else lst[1]
assert next_smallest([5, 1, 4, 3, 2]) == 2 and next_smallest([1, 1]) is None
def encode(message):
    vowels_replace = dict([(i, chr(ord(i) + 2)) for i in 'aeiouAEIOU'])
    return ''.join([vowels_replace[i] if i in vowels_replace else i for i in message.swapcase()])
assert encode('This is a message') == 'tHKS KS C MGSSCGG'
def check_dict_case(d):
    if len(d.keys()) == 0: return False
    state = 'start'
    for key in d.keys():
        if isinstance(key, str) == False: state = 'mixed'; break
        if state == 'start':
            if key.isupper(): state = 'upper'
            elif key.islower(): state = 'lower'
            else: break
        elif (state == 'upper' and not key.isupper()) or (state == 'lower' and not key.islower()): state = 'mixed'; break
        else: break
    return state == 'upper' or state == 'lower'
assert check_dict_case({'p': 'pineapple', 'b': 'banana'}) and not check_dict_case({'p': 1, 5: 2})
def count_up_to(n):
    primes = []
    for i in range(2, n):
        for j in range(2, i):
            if i % j == 0: break
        else: primes.append(i)
    return primes
assert count_up_to(22) == [2, 3, 5, 7, 11, 13, 17, 19]
def closest_integer(value):
    from math import floor, ceil
    if value.count('.') == 1:
        while value[-1] == '0': value = value[:-1]
    num = float(value)
    if value[-2:] == '.5': return ceil(num) if num > 0 else floor(num)
    return int(round(num)) if len(value) > 0 else 0
assert closest_integer('14.5') == 15 and closest_integer('-15.5') == -16 and closest_integer('15.3') == 15
def words_string(s):
    return ''.join(' ' if c == ',' else c for c in s).split()
assert words_string('Hi, my name is John') == ['Hi', 'my', 'name', 'is', 'John']
def by_length(arr):
    dic = {1: 'One', 2: 'Two', 3: 'Three', 4: 'Four', 5: 'Five', 6: 'Six', 7: 'Seven', 8: 'Eight', 9: 'Nine'}
    out = []
    for v in sorted(arr, reverse=True):
        try: out.append(dic[v])
        except: pass
    return out
assert by_length([1, -1, 55]) == ['One']
def f(n):
    ret = []
    for i in range(1, n + 1):
        if i % 2 == 0:
            x = 1
            for j in range(1, i + 1): x *= j
            ret.append(x)
        else: ret.append(sum(range(1, i + 1)))
    return ret
assert f(7) == [1, 2, 6, 24, 15, 720, 28]
def count_nums(arr):
    def digits_sum(n):
        neg = 1
        if n < 0: n, neg = -1 * n, -1
        n = [int(i) for i in str(n)]
        n[0] = n[0] * neg
        return sum(n)
    return len(list(filter(lambda x: x > 0, [digits_sum(i) for i in arr])))
assert count_nums([1, 6, 9, -6, 0, 1, 5]) == 5
def move_one_ball(arr):
    if len(arr) == 0: return True
    m = arr.index(min(arr))
    return arr[m:] + arr[:m] == sorted(arr)
assert move_one_ball([3, 4, 5, 1, 2]) and not move_one_ball([3, 5, 4, 1, 2])
def exchange(a, b): return 'YES' if sum(i % 2 == 0 for i in a + b) >= len(a) else 'NO'
assert exchange([1, 2, 3, 4], [1, 5, 3, 4]) == 'NO'
def histogram(test):
    d = {}
    for w in test.split(' '):
        if w: d[w] = d.get(w, 0) + 1
    t = max(d.values(), default=0)
    return {k: v for k, v in d.items() if v == t}
assert histogram('a b b a') == {'a': 2, 'b': 2} and histogram('') == {}
def reverse_delete(s, c):
    s = ''.join([char for char in s if char not in c])
    return (s, s[::-1] == s)
assert reverse_delete('abcdedcba', 'ab') == ('cdedc', True)
def odd_count(lst):
    res = []
    for arr in lst:
        n = sum(int(d) % 2 == 1 for d in arr)
        res.append('the number of odd elements ' + str(n) + 'n the str' + str(n) + 'ng ' + str(n) + ' of the ' + str(n) + 'nput.')
    return res
assert odd_count(['1234567'])[0].startswith('the number of odd elements 4n')
def min_sub(nums):
    max_sum = s = 0
    for num in nums:
        s += -num
        if s < 0: s = 0
        max_sum = max(s, max_sum)
    if max_sum == 0: max_sum = max(-i for i in nums)
    return -max_sum
assert min_sub([2, 3, 4, 1, 2, 4]) == 1
def max_fill(grid, capacity): return sum([math.ceil(sum(arr) / capacity) for arr in grid])
assert max_fill([[0,0,1,0], [0,1,0,0], [1,1,1,1]], 1) == 6
def sort_array(arr): return sorted(sorted(arr), key=lambda x: bin(x)[2:].count('1'))
assert sort_array([1,5,2,3,4]) == [1, 2, 4, 3, 5]
def select_words(s, n):
    return [w for w in s.split() if sum(c.lower() not in 'aeiou' for c in w) == n]
assert select_words('Mary had a little lamb', 4) == ['little']
def get_closest_vowel(word):
    if len(word) < 3: return ''
    vowels = set('aeiouAEIOU')
    for i in range(len(word) - 2, 0, -1):
        if word[i] in vowels:
            if (word[i + 1] not in vowels) and (word[i - 1] not in vowels): return word[i]
    return ''
assert get_closest_vowel('yogurt') == 'u'
def sum_odd_pos(lst): return sum([x for idx, x in enumerate(lst) if idx % 2 == 0 and x % 2 == 1])
assert sum_odd_pos([5, 8, 7, 1]) == 12
print('solved')
# --- puzzles 4
from typing import List, Tuple, Optional, Any, Dict
import math
def get_odd_collatz(n):
    odd = [] if n % 2 == 0 else [n]
    while n > 1:
        n = n / 2 if n % 2 == 0 else n * 3 + 1
        if n % 2 == 1: odd.append(int(n))
    return sorted(odd)
assert get_odd_collatz(5) == [1, 5]
def valid_date(date):
    try:
        date = date.strip()
        month, day, year = date.split('-')
        month, day, year = int(month), int(day), int(year)
        if month < 1 or month > 12: return False
        if month in [1,3,5,7,8,10,12] and (day < 1 or day > 31): return False
        if month in [4,6,9,11] and (day < 1 or day > 30): return False
        if month == 2 and (day < 1 or day > 29): return False
    except: return False
    return True
assert valid_date('03-11-2000') and not valid_date('15-01-2012') and not valid_date('06/04/2020')
def split_words(txt):
    if ' ' in txt: return txt.split()
    elif ',' in txt: return txt.replace(',', ' ').split()
    return len([i for i in txt if i.islower() and ord(i) % 2 == 0])
assert split_words('abcdef') == 3
def is_sorted(lst):
    count_digit = dict([(i, 0) for i in lst])
    for i in lst: count_digit[i] += 1
    if any(count_digit[i] > 2 for i in lst): return False
    return all(lst[i - 1] <= lst[i] for i in range(1, len(lst)))
assert is_sorted([1, 2, 2, 3, 3, 4]) and not is_sorted([1, 2, 2, 2, 3, 4])
def minPath(grid, k):
    n = len(grid); val = n * n + 1
    for i in range(n):
        for j in range(n):
            if grid[i][j] == 1:
                temp = []
                if i != 0: temp.append(grid[i - 1][j])
                if j != 0: temp.append(grid[i][j - 1])
                if i != n - 1: temp.append(grid[i + 1][j])
                if j != n - 1: temp.append(grid[i][j + 1])
                val = min(temp)
    return [1 if i % 2 == 0 else val for i in range(k)]
assert minPath([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 3) == [1, 2, 1]
def tri(n):
    if n == 0: return [1]
    my = [1, 3]
    for i in range(2, n + 1):
        my.append(i / 2 + 1 if i % 2 == 0 else my[i - 1] + my[i - 2] + (i + 3) / 2)
    return my
assert tri(3) == [1, 3, 2.0, 8.0]
def prod_odd_digits(n):
    p, oc = 1, 0
    for d in str(n):
        i = int(d)
        if i % 2 == 1: p *= i; oc += 1
    return 0 if oc == 0 else p
assert prod_odd_digits(235) == 15
def is_nested(string):
    o, c = [], []
    for i, ch in enumerate(string): (o if ch == '[' else c).append(i)
    c.reverse(); cnt = i = 0
    for idx in o:
        if i < len(c) and idx < c[i]: cnt += 1; i += 1
    return cnt >= 2
assert is_nested('[[]]') and not is_nested('[]]]]]]][[[[[]')
def check_last(txt):
    check = txt.split(' ')[-1]
    return True if len(check) == 1 and (97 <= ord(check.lower()) <= 122) else False
assert check_last('apple pi e') and not check_last('apple pie')
def can_arrange(arr):
    ind, i = -1, 1
    while i < len(arr):
        if arr[i] < arr[i - 1]: ind = i
        i += 1
    return ind
assert can_arrange([1, 2, 4, 3, 5]) == 3
def lsi(lst):
    smallest = list(filter(lambda x: x < 0, lst)); largest = list(filter(lambda x: x > 0, lst))
    return (max(smallest) if smallest else None, min(largest) if largest else None)
assert lsi([2, 4, 1, 3, 5, 7]) == (None, 1)
def compare_one(a, b):
    ta, tb = a, b
    if isinstance(ta, str): ta = ta.replace(',', '.')
    if isinstance(tb, str): tb = tb.replace(',', '.')
    if float(ta) == float(tb): return None
    return a if float(ta) > float(tb) else b
assert compare_one(1, '2,3') == '2,3' and compare_one('1', 1) is None
def special_factorial(n):
    fi, sf = 1, 1
    for i in range(1, n + 1): fi *= i; sf *= fi
    return sf
assert special_factorial(7) == 125411328000
def fix_spaces(text):
    new, i, start, end = '', 0, 0, 0
    while i < len(text):
        if text[i] == ' ': end += 1
        else:
            if end - start > 2: new += '-' + text[i]
            elif end - start > 0: new += '_' * (end - start) + text[i]
            else: new += text[i]
            start, end = i + 1, i + 1
        i += 1
    if end - start > 2: new += '-'
    elif end - start > 0: new += '_'
    return new
assert fix_spaces(' Exa 1 2 2 mple') == '_Exa_1_2_2_mple'
def file_name_check(n):
    lst = n.split('.')
    if len(lst) != 2 or lst[1] not in ['txt', 'exe', 'dll'] or len(lst[0]) == 0 or not lst[0][0].isalpha(): return 'No'
    return 'No' if len([x for x in lst[0] if x.isdigit()]) > 3 else 'Yes'
assert file_name_check('example.txt') == 'Yes' and file_name_check('1example.dll') == 'No'
def words_in_sentence(s):
    new = []
    for w in s.split():
        flg = 1 if len(w) == 1 else 0
        for i in range(2, len(w)):
            if len(w) % i == 0: flg = 1
        if flg == 0 or len(w) == 2: new.append(w)
    return ' '.join(new)
assert words_in_sentence('This is a test') == 'is'
def simplify(x, n):
    a, b = x.split('/'); c, d = n.split('/')
    numerator = int(a) * int(c); denom = int(b) * int(d)
    return numerator / denom == int(numerator / denom)
assert simplify('1/5', '5/1') and not simplify('7/10', '10/2')
def order_by_points(nums):
    def digits_sum(n):
        neg = 1
        if n < 0: n, neg = -1 * n, -1
        n = [int(i) for i in str(n)]
        n[0] = n[0] * neg
        return sum(n)
    return sorted(nums, key=digits_sum)
assert order_by_points([1, 11, -1, -11, -12]) == [-1, -11, 1, -12, 11]
def bf(p1, p2):
    names = ('Mercury', 'Venus', 'Earth', 'Mars', 'Jupiter', 'Saturn', 'Uranus', 'Neptune')
    if p1 not in names or p2 not in names or p1 == p2: return ()
    i, j = names.index(p1), names.index(p2)
    return names[i + 1: j] if i < j else names[j + 1: i]
assert bf('Earth', 'Mercury') == ('Venus',)
def sorted_list_sum(lst):
    lst.sort()
    return sorted([i for i in lst if len(i) % 2 == 0], key=len)
assert sorted_list_sum(['school', 'AI', 'asdf', 'b']) == ['AI', 'asdf', 'school']
def Strongest_Extension(class_name, extensions):
    strong = max(extensions, key=lambda e: sum(c.isupper() for c in e) - sum(c.islower() for c in e))
    return class_name + '.' + strong
assert Strongest_Extension('Slices', ['SErviNGSliCes', 'Cheese', 'StuFfed']) == 'Slices.SErviNGSliCes'
def cycpattern(a, b):
    l = len(b); pat = b + b
    return any(a[i:i+l] == pat[j:j+l] for i in range(len(a) - l + 1) for j in range(l + 1))
assert cycpattern('himenss', 'simen')
def even_odd_count(num):
    e = o = 0
    for i in str(abs(num)):
        if int(i) % 2 == 0: e += 1
        else: o += 1
    return (e, o)
assert even_odd_count(-78) == (1, 1)
def int_to_mini_roman(number):
    num = [1, 4, 5, 9, 10, 40, 50, 90, 100, 400, 500, 900, 1000]
    sym = ['I', 'IV', 'V', 'IX', 'X', 'XL', 'L', 'XC', 'C', 'CD', 'D', 'CM', 'M']
    i, res = 12, ''
    while number:
        div = number // num[i]; number %= num[i]
        while div: res += sym[i]; div -= 1
        i -= 1
    return res.lower()
assert int_to_mini_roman(152) == 'clii'
def find_max(words): return sorted(words, key=lambda x: (-len(set(x)), x))[0]
assert find_max(['name', 'enam', 'game']) == 'enam'
def do_algebra(operator, operand):
    prec = lambda o: {'**': 3, '*': 2, '//': 2, '+': 1, '-': 1}[o]
    nums, ops = list(operand), list(operator)
    i = len(ops) - 1
    while i >= 0:
        if ops[i] == '**': nums[i] = nums[i] ** nums.pop(i + 1); ops.pop(i)
        i -= 1
    for level in (2, 1):
        i = 0
        while i < len(ops):
            if prec(ops[i]) == level:
                b = nums.pop(i + 1); o = ops.pop(i)
                nums[i] = {'*': lambda a, b: a * b, '//': lambda a, b: a // b, '+': lambda a, b: a + b, '-': lambda a, b: a - b}[o](nums[i], b)
            else: i += 1
    return nums[0]
assert do_algebra(['+', '*', '-'], [2, 3, 4, 5]) == 9
def solve2(s):
    flg, idx, new = 0, 0, list(s)
    for i in s:
        if i.isalpha(): new[idx] = i.swapcase(); flg = 1
        idx += 1
    return ''.join(new) if flg else s[::-1]
assert solve2('#a@C') == '#A@c' and solve2('1234') == '4321'
def generate_integers(a, b):
    lower, upper = max(2, min(a, b)), min(8, max(a, b))
    return [i for i in range(lower, upper + 1) if i % 2 == 0]
assert generate_integers(2, 10) == [2, 4, 6, 8]
print('all')
