# --- for else
for target in (3, 9):
    for n in range(5):
        if n == target:
            print('found', n)
            break
    else:
        print('not found', target)
# --- while else with continue
n = 0
while n < 6:
    n += 1
    if n % 2:
        continue
    if n == 10:
        break
    print(n)
else:
    print('done', n)
# --- loop targets
class Box: pass
box, items = Box(), [0, 0]
for box.value in range(3): pass
for items[1] in 'ab': pass
for i, (a, *b) in enumerate([(1, 2, 3), 'xyz']):
    print(i, a, b)
for [p, q] in {'k': 'v'}.items(): print(p, q)
for x in 1, 2, *[3]: print(x, end=';')
box.value, items, i
# --- changing a list while iterating it
xs = [1, 2, 3, 4]
seen = []
for x in xs:
    seen.append(x)
    if x == 2: xs.remove(1)
    if x == 4 and len(seen) < 8: xs.append(9)
seen, xs
# --- changing a dict while iterating it
d = {1: 1, 2: 2}
try:
    for k in d:
        d[k + 10] = 0
except RuntimeError as error:
    print(error)
s = {1}
try:
    for k in s: s.add(k + 1)
except RuntimeError as error:
    print(error)
try:
    for k in (d := {1: 1, 2: 2}): del d[k]; d[k + 5] = 1
except RuntimeError as error:
    print(error)
# --- nested loops with break and continue
out = []
for i in range(4):
    if i == 1: continue
    for j in range(4):
        if j == 2: break
        out.append((i, j))
    else:
        out.append('never')
out
# --- iterating what cannot be iterated
for value in (1, None, 2.5, len):
    try:
        for _ in value: pass
    except TypeError as error:
        print(error)
# --- loop variable survives
for i in range(3): pass
for j in []: pass
try:
    j
except NameError as error:
    print(error)
i
# --- conditional expressions and boolean operators
print(1 if [] else 2, [] or 'x', 0 and 1, 1 and 'y', not '', None or 0 or ())
def say(v):
    print(v, end=' ')
    return v
print(say(0) or say(2) and say(3) or say(4))
print(say(1) if say(0) else say(5))
x = 3
'small' if x < 2 else 'medium' if x < 5 else 'large'
# --- chained comparisons evaluate once
def v(x):
    print('v', x)
    return x
print(v(1) < v(2) < v(3))
print(v(1) < v(0) < v(9))
print(1 < 2 > 1 != 3 in [3] is not None)
1 == 1.0 == True, 'a' < 'b' <= 'b', 3 > 2 > 1 > 1
# --- augmented assignment to every target
class C: n = 1
c = C()
c.n += 4
xs = [1, 2, 3]
xs[0] -= 5
xs[1:] *= 2
t = alias = [1]
t += (2,)
d = {'k': 'a'}
d['k'] *= 3
n = 7
n //= 2; n **= 3; n %= 10; n <<= 2; n |= 1; n ^= 3; n &= 14; n >>= 1
f = 1; f /= 4
print(C.n, c.n, xs, alias, d, n, f)
tup = ([1],)
try:
    tup[0] += [2]
except TypeError as error:
    print(error, tup)
# --- augmented target is evaluated once
def index():
    print('index')
    return 0
xs = [10]
xs[index()] += 1
xs
# --- unpacking
a, b = b, a = 1, 2
[c, d], e = 'xy', 3
*f, g = range(4)
h, *i, j = 'hi'
(k), = [9]
print(a, b, c, d, e, f, g, h, i, j, k)
first, (second, *third), *fourth = 1, (2, 3, 4), 5, 6
x = y = z = []
x.append(1)
first, second, third, fourth, z
# --- unpacking errors
tests = [
    lambda: exec_two([1]), lambda: exec_two([1, 2, 3]), lambda: exec_two(5), lambda: exec_star([]),
    lambda: exec_two(''), lambda: exec_two({1: 2, 3: 4, 5: 6}), lambda: exec_two(iter('abc')), lambda: exec_none(),
]
def exec_two(v): a, b = v
def exec_star(v): a, *b, c = v
def exec_none(): [] = 'x'
for t in tests:
    try:
        t()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
# --- star expressions
a = [1, 2]
b = *a, 3
print(b, [*a, *b], {*a, *b}, (*a,), {**{'x': 1}, 'y': 2, **{'x': 3}})
print(*a, sep='-')
def f(*args): return args
f(*a, *'xy'), a[slice(*a)]
# --- subscript with star
# min_python: 3.11
class Grid:
    def __getitem__(self, key): return key
g = Grid()
rest = (2, 3)
print(g[1, *rest], g[*rest], g[1:2, ::3], g[()], g[...], g[1,])
# --- pass, ellipsis and bare expressions
def f(): ...
class C: ...
if True: pass
'ignored'
42
print(..., type(...).__name__, f(), Ellipsis is ...)
# --- long if chain
def grade(n):
    if n >= 90: return 'A'
    elif n >= 80: return 'B'
    elif n >= 70: return 'C'
    else: return 'F'
[grade(n) for n in (95, 85, 75, 10)]
# --- identity
a = [1]; b = a; c = [1]
print(a is b, a is c, a == c, a is not c, None is None)
x = 1
x is x, () == (), not a is b
