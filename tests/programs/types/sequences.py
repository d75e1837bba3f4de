# --- list methods
xs = [3, 1, 2]
xs.append(5); xs.extend('ab'); xs.insert(1, 'i'); xs.insert(100, 'end'); xs.insert(-1, 'pen')
print(xs, xs.pop(), xs.pop(0), xs.pop(-2), xs.index(2), xs.count('a'), xs.remove('a'), len(xs))
ys = xs.copy(); ys.reverse(); print(xs, ys, xs.clear(), xs, ys.index(ys[1], 0, 9))
zs = [5, 2, 8]; print(zs.sort(), zs, zs.sort(reverse=True), zs, zs.sort(key=lambda v: v % 5), zs)
zs.extend(zs); zs += (1,); zs += 'x'; zs *= 2; zs
# --- list slices
xs = list(range(10))
print(xs[2:5], xs[:3], xs[-3:], xs[::3], xs[::-1], xs[8:2:-2], xs[5:100], xs[100:], xs[-100:2], xs[:], xs[3:3], xs[slice(None, None, 4)])
# --- slice assignment
xs = list(range(8))
xs[1:3] = ['a', 'b', 'c']; print(xs)
xs[2:2] = [0, 0]; print(xs)
xs[:2] = []; print(xs)
xs[::2] = 'pqrst'[:len(xs[::2])]; print(xs)
xs[-2:] = (i for i in 'z'); print(xs)
xs[100:] = [9]; xs[5:2] = ['ins']; print(xs)
xs[::-1] = list(range(len(xs))); print(xs)
for bad in (lambda: xs.__setitem__(slice(None, None, 2), [1]), lambda: xs.__setitem__(slice(0, 1), 5)):
    try: bad()
    except (ValueError, TypeError) as e: print(e)
xs[:] = xs[:2] * 2
xs
# --- slice deletion
xs = list(range(10))
del xs[1:3]; print(xs)
del xs[::2]; print(xs)
del xs[-1], xs[0]; print(xs)
del xs[5:]; del xs[::-1]
xs
# --- list comparison and arithmetic
print([1, 2] + [3], [0] * 3, 2 * [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [1, 2] == [1, 2.0], [[1]] == [[1]], [1, 2] != [2, 1], 2 in [1, 2], [1] in [[1]])
grid = [[0] * 2] * 2
grid[0][0] = 1
rows = [[0] * 2 for _ in range(2)]
rows[0][0] = 1
grid, rows
# --- list errors
xs = [1, 2, 3]
def set_out(): xs[5] = 1
def del_out(): del xs[9]
for f in (lambda: xs[3], set_out, del_out, lambda: xs['a'], lambda: xs.pop(7), lambda: xs.remove(9), lambda: xs.index(1, 1), lambda: [].pop(), lambda: xs + (1,), lambda: xs * 1.5, lambda: xs[::0],
          lambda: xs + None, lambda: xs.insert(1), lambda: xs.extend(5), lambda: xs[1, 2], lambda: xs[None], lambda: [1, 'a'].sort()):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# --- self-referencing containers
xs = [1]; xs.append(xs)
d = {}; d['me'] = d
t = ([],); t[0].append(t)
s = [d, xs]
print(xs, d, t, s)
xs[1][1][0]
# --- sorting is stable and keys are called in order
calls = []
def key(p): calls.append(p[1]); return p[0]
pairs = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')]
print(sorted(pairs, key=key), calls)
print(sorted(pairs, key=lambda p: p[0], reverse=True), sorted('bAcB', key=str.lower), sorted([3, 1, 2], key=lambda x: -x), sorted({'b': 1, 'a': 2}), sorted([(1, 'b'), (1, 'a')]))
compared = []
class K:
    def __init__(self, n): self.n = n
    def __lt__(self, o): compared.append((self.n, o.n)); return self.n < o.n
print([k.n for k in sorted([K(3), K(1), K(2)])], compared)
sorted([[2, 'x'], [1, 'y']]), sorted([True, False, 0.5]), sorted([None], key=lambda x: 0)
# --- sort errors and mutation
try: sorted([1, None])
except TypeError as e: print(e)
xs = [3, 2, 1]
def key(x): xs.append(x); return x
try: xs.sort(key=key)
except ValueError as e: print(e)
try: xs.sort(5)
except TypeError as e: print(e)
def boom(x): raise KeyError(x)
ys = [2, 1]
try: ys.sort(key=boom)
except KeyError as e: print(e, ys)
# --- tuples
t = (1, 2, 3, 2)
print(t[0], t[-1], t[1:3], t + (4,), t * 2, t.count(2), t.index(3), len(t), 2 in t, (1,), (), 1,)
print(t < (1, 2, 4), (1, 'a') == (1, 'a'), hash((1, 2)) == hash((1, 2)), tuple('ab'), tuple([1]), tuple({'k': 1}), ((1, 2), 3), (1, [2]) == (1, [2]))
for f in (lambda: t[9], lambda: t.index(9), lambda: hash(([],)), lambda: t + [1], lambda: t['x'], lambda: t.append(1), lambda: tuple(1, 2)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
a = (x for x in t)
tuple(a), tuple(), t[::-1], t is tuple(t), (*t, 5)
# --- range operations
r = range(2, 20, 3)
print(r, list(r), len(r), r[1], r[-1], r[1:3], r[::-1], r[::2], 5 in r, 6 in r, r.index(8), r.count(5), r.count(4), r.start, r.stop, r.step)
print(range(5) == range(0, 5, 1), range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(0, 3)), bool(range(0)), list(range(5, 0, -2)), list(range(3, 3)), range(10)[2:5], list(reversed(range(0, 9, 4))))
print(range(10 ** 20)[-1], len(range(10 ** 15)), 10 ** 18 in range(10 ** 19), 3.0 in range(5), 2.5 in range(5), 'a' in range(3), max(range(5)), sum(range(4)), [*range(3)], repr(range(1, 5)), repr(range(1, 9, 2)))
for f in (lambda: r[9], lambda: range(1, 2, 0), lambda: range('a'), lambda: range(1.0), lambda: r.index(3), lambda: range(), lambda: r['x'], lambda: range(1, 2, 3, 4)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# --- slice objects
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(6), slice(5), slice(None, -1).indices(4), slice(1, 2) == slice(1, 2), 'abcdefgh'[s], slice(1, None))
class G:
    def __getitem__(self, k): return k
g = G()
print(g[1:2], g[:], g[::2], g[1:2, 3], g['a':'b'], g[None:...])
for f in (lambda: slice(1, 2, 0).indices(5), lambda: [1][slice('a')], lambda: slice(None).indices(-1)):
    try: f()
    except (ValueError, TypeError) as e: print(e)
# --- bytes
b = b'hello\x00\xff'
print(b, b[0], b[-1], b[1:3], b[::-1], len(b), list(b'ab'), b + b'!', b'ab' * 2, b'l' in b, 104 in b, b.hex(), b.hex(' '), bytes.fromhex('00 ff'), bytes(3), bytes([65, 66]), bytes('é', 'utf-8'), b'a' < b'b', b'a' == 'a')
print(b'a,b'.split(b','), b'-'.join([b'a', b'b']), b'Hello'.upper(), b'Hello'.lower(), b' x '.strip(), b'abc'.replace(b'b', b'X'), b'abc'.find(b'c'), b'abc'.index(b'b'), b'abcabc'.count(b'bc'), b'abc'.startswith(b'ab'), b'abc'.endswith((b'x', b'c')))
print(b'ab'.center(6, b'*'), b'ab'.ljust(4), b'ab'.rjust(4), b'7'.zfill(3), b'a-b-c'.partition(b'-'), b'a-b-c'.rpartition(b'-'), b'a\nb'.splitlines(), b'abc'.isalpha(), b'12'.isdigit(), b'a b'.title(), b'ab'.capitalize(), b'aB'.swapcase(), b'\t'.expandtabs(4), b'xay'.translate(None, b'x'), b'ab'.translate(bytes.maketrans(b'a', b'z')))
print(b"it's", b'"', repr(b'\n\t\\'), hash(b'a') == hash(bytes(bytearray(b'a'))), b'abc'.removeprefix(b'a'), b'abc'.removesuffix(b'c'), b'a b'.rsplit(None, 1), b'aXbX'.rfind(b'X'), b'x'.rindex(b'x'), b'ABC'.isupper(), b'abc'.islower(), b' '.isspace(), b'a1'.isalnum(), b'Ab'.istitle(), b'a'.isascii())
for f in (lambda: b[10], lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes('x'), lambda: b'a' + 'b', lambda: bytes.fromhex('0'), lambda: 'a' in b, lambda: b'x'.join(['a']), lambda: 300 in b, lambda: b'abc'.index(b'z'), lambda: bytes(1.5), lambda: b'a'.split(b'')):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# --- bytearray
b = bytearray(b'abc')
alias = b
b.append(100); b.extend(b'ef'); b.insert(0, 90); b[1] = 65; b[2:4] = b'--'; b += b'!'
print(b, b.pop(), b.pop(0), b.remove(ord('-')), b, b.reverse(), b, b.copy() == b, alias is b, b == bytes(b), len(b))
del b[0]; del b[:1]
print(b, bytearray(2), bytearray('é', 'utf-8'), bytearray([1, 2]), b.find(b'A'), b.decode(), b.upper(), b.hex(), b * 2, b + b'x', b'x' + b, [*b], b.clear(), b, bool(b))
for f in (lambda: bytearray(b'a').append(256), lambda: bytearray(b'a')[5], lambda: bytearray().pop(), lambda: hash(bytearray()), lambda: bytearray(b'a').remove(5), lambda: bytearray(b'a').__setitem__(0, 'x')):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# --- copying semantics
a = [1, [2, 3]]
b, c, d = a, a[:], list(a)
a[0] = 9; a[1].append(4)
print(b, c, d, b is a, c is a, c[1] is a[1])
x = {'k': [1]}
y, z = x.copy(), {**x}
x['k'].append(2); x['n'] = 0
print(y, z, x)
def change(v): v.append('seen'); v = ['rebound']
p = []; change(p)
q = r = 0; q += 1
p, q, r
