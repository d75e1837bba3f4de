# --- deques
from collections import deque
d = deque('abc')
d.append('d'); d.appendleft('z'); d.extend([1, 2]); d.extendleft([3, 4])
print(d, len(d), d[0], d[-1], d[2], d.pop(), d.popleft(), d, 'a' in d, 9 in d, d.index('b'), d.count('a'), bool(d), bool(deque()))
d.rotate(2); print(d); d.rotate(-3); print(d); d.rotate(); print(d); d.rotate(100); print(d)
d.reverse(); print(d); d.insert(1, 'i'); d.insert(-1, 'j'); d.insert(99, 'k'); d.insert(-99, 'l'); print(d)
d.remove('i'); del d[0]; d[0] = 'x'; d[-1] = 'y'; print(d, list(reversed(d)), sorted(d, key=str), d.copy() == d, d.copy() is d)
e = deque([1, 2, 3], maxlen=3)
e.append(4); print(e); e.appendleft(0); print(e, e.maxlen, deque().maxlen); e.extend([7, 8]); print(e); e.extendleft('ab'); print(e, e.copy(), e + deque([5]), e * 2)
print(deque([1]) + deque([2]), deque([1, 2]) * 2, 2 * deque([1]), deque([1]) * 0, deque([1]) * -1, deque(range(5), 3), deque(maxlen=0), deque([1], 0), deque(), deque([], None), deque(iterable='ab', maxlen=1))
print(deque([1, 2]) == deque([1, 2]), deque([1]) == [1], deque([1]) != deque([2]), deque([1]) < deque([2]), deque([1, 2]) <= deque([1, 2]), deque([2]) > deque([1, 9]), deque([1]) >= deque([1]), deque([1], 3) == deque([1], 5))
f = deque([1]); f += [2]; f *= 2; f.extend(f); f.extendleft(f); print(f, f.clear(), f)
d = deque([1]); d.append(d); print(d, str(d), deque[int], d.copy())
a, *b = deque([1, 2, 3]); print(a, b, type(iter(d)), type(reversed(d)), type(d), iter(d).__length_hint__())
print([*deque([1, 2])], sum(deque([1, 2])), max(deque([1, 2])), list(enumerate(deque('ab'))), list(map(str, deque([1]))), dict(deque([(1, 2)])), '%s' % (deque([1]),), f'{deque([1])}')
# --- deque as a queue
from collections import deque
graph = {i: [(i * 7 + 1) % 50, (i * 3 + 2) % 50] for i in range(50)}
seen, queue, order = {0}, deque([0]), []
while queue:
    node = queue.popleft()
    order.append(node)
    for other in graph[node]:
        if other not in seen:
            seen.add(other); queue.append(other)
print(order)
d = deque()
for i in range(500):
    d.append(i)
    if i % 3: d.appendleft(-i)
    if i % 5 == 0: d.popleft(); d.pop() if d else None
    if i % 50 == 0: d.rotate(i)
print(len(d), sum(d), list(d)[:20], d[100], d[-100], d.index(d[50]))
while d: x = d.popleft()
print(x, d)
# --- deque errors
from collections import deque
d = deque([1, 2, 3])
class I:
    def __index__(self): return 1
print(d[I()], d.index(2, 1), d.index(2, 0, 5), d.index(3, -1), deque(maxlen=True))
def mutate():
    for x in d: d.append(x)
def mutate_in():
    class E:
        def __eq__(self, o): d.append(1); return False
    return E() in d
for f in (lambda: d.index(9), lambda: d.remove(9), lambda: d['x'], lambda: d[9], lambda: d[-9], lambda: d[1:2], lambda: d.__setitem__(9, 1), lambda: d + [1], lambda: deque(1), lambda: deque(1, 2, 3), lambda: deque(x=1), lambda: deque(maxlen=-1), lambda: deque(maxlen='x'), lambda: d.rotate('x'), lambda: d.extend(4), lambda: d < [1], lambda: d * 'a', lambda: hash(d), lambda: d.x, lambda: setattr(d, 'x', 1), lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1], 1).insert(0, 2), mutate, mutate_in, lambda: d.insert('a', 1), lambda: d.index(1, 5), lambda: len(d), lambda: deque(maxlen=10 ** 30), lambda: d.__delitem__(99)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
it = iter(d); next(it); d.append(5)
for _ in range(2):
    try: print(next(it))
    except (RuntimeError, StopIteration) as e: print(type(e).__name__, e)
# --- deque subclasses
from collections import deque
class Window(deque):
    def __init__(self, size): super().__init__(maxlen=size)
    def mean(self): return sum(self) / len(self)
w = Window(3)
for i in range(10): w.append(i)
w.note = 'n'
print(w, w.mean(), w.note, isinstance(w, deque), len(w))
class Plain(deque): pass
p = Plain([1, 2])
print(p, p.copy(), type(p.copy()), p + p, type(p + p), p == deque([1, 2]))
# --- defaultdict
from collections import defaultdict
d = defaultdict(list)
d['a'].append(1); d['b'].append(2); d['a'].append(3)
print(d, d['zz'], 'q' in d, d.get('q'), len(d), d.default_factory, dict(d), d.copy(), type(d.copy()), d == {'a': [1, 3], 'b': [2], 'zz': []})
c = defaultdict(int)
for ch in 'mississippi': c[ch] += 1
print(sorted(c.items()), c, max(c, key=c.get), list(c), c.pop('m'), c | {'x': 1}, type(c | {}), {'y': 2} | c, type({} | c))
n = defaultdict(lambda: defaultdict(int)); n['a']['b'] += 1; n['a']['c'] += 2
print({k: dict(v) for k, v in n.items()}, n['a'])
print(defaultdict(), defaultdict(None, {'a': 1}), defaultdict(int, a=1), defaultdict(int, [('k', 'v')]), defaultdict(int, {'a': 1}, b=2), defaultdict[str, int])
e = defaultdict(); e.default_factory = lambda: 5
print(e['x'], e.__missing__('y'), e['y'], e.setdefault('z', 1))
c |= {'w': 3}; print(c['w'], type(c))
for f in (lambda: defaultdict(5), lambda: defaultdict()['x'], lambda: defaultdict(list, 5), lambda: defaultdict(lambda: 1 / 0)['x'], lambda: hash(d), lambda: d.nope, lambda: setattr(d, 'nope', 1), lambda: d | 5, lambda: defaultdict(int)[[]]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
r = defaultdict(list); r['self'] = r; print(r)
class D(defaultdict):
    def __missing__(self, key): return key * 2
print(D()['ab'], D(list, a=1), D(int).copy())
class K(defaultdict):
    def __repr__(self): return 'K!'
print(K(int), [K(int)], defaultdict(K, {1: 2}) == {1: 2})
# --- OrderedDict
from collections import OrderedDict
o = OrderedDict([('a', 1), ('b', 2), ('c', 3)])
print(o, list(o), o['a'], len(o), OrderedDict(), OrderedDict(x=1), OrderedDict({'k': 1}, z=2))
o.move_to_end('a'); print(list(o)); o.move_to_end('c', last=False); print(list(o), o.popitem(), o.popitem(last=False), list(o.items()))
o = OrderedDict.fromkeys('abc', 0)
o['d'] = 1; del o['a']; o['a'] = 9; o.update(b=5); print(o, o.pop('b'), o.pop('zz', None), o.setdefault('q', 7), o.setdefault('q', 8), o.get('nope'))
p, q = OrderedDict(a=1, b=2), OrderedDict(b=2, a=1)
print(p == q, p != q, p == {'b': 2, 'a': 1}, {'b': 2, 'a': 1} == p, p == OrderedDict(a=1, b=2), list(reversed(p)), p.copy(), type(p.copy()), p | {'c': 3}, {'z': 0} | p, p == 5)
print(p.keys(), p.values(), p.items(), type(p.keys()).__name__, 'a' in p.keys(), ('a', 1) in p.items(), len(p.values()), list(reversed(p.keys())), list(p.keys()), list(p.items()), p.keys() & {'a'}, p.keys() | {'z'}, p.keys() - {'a'}, p.keys() == {'a', 'b'}, p.keys() == q.keys(), p.items() == q.items(), p.keys().isdisjoint('xy'), p.keys() < {'a', 'b', 'c'})
for k, v in p.items(): print(k, v)
for f in (lambda: OrderedDict().popitem(), lambda: p.move_to_end('zz'), lambda: p['zz'], lambda: p.pop('zz'), lambda: hash(p), lambda: OrderedDict(5), lambda: p | 5):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class LRU(OrderedDict):
    def __init__(self, size):
        super().__init__(); self.size = size
    def __getitem__(self, key):
        value = super().__getitem__(key); self.move_to_end(key); return value
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size: del self[next(iter(self))]
l = LRU(2); l['a'] = 1; l['b'] = 2; l['a']; l['c'] = 3
print(list(l), l, isinstance(l, dict))
p |= {'n': 1}; print(p, {**p}, dict(p), list(zip(p, p.values())))
try:
    for k in p: p['new' + k] = 1
except RuntimeError as e: print(e)
# --- Counter
from collections import Counter
c = Counter('abracadabra')
print(c, c['a'], c['zz'], len(c), c.most_common(2), c.most_common(), c.most_common(0), c.most_common(100), c.total(), sorted(c.elements()), list(c), Counter(), Counter(a=1, b=2), Counter({'x': 3}), Counter({'x': 3}, y=1), Counter(None), Counter([1, 1, 2]))
c.update('aaz'); print(c); c.update({'a': -10}, q=2); print(c); c.subtract('bb'); c.subtract({'r': 5}, d=1); print(c, +c, -c, c.copy() == c, type(c.copy()))
del c['nope']; del c['a']; print(c, 'a' in c, c.get('a'), dict(c))
a, b = Counter(x=3, y=1, z=-1), Counter(x=1, y=2, w=1)
print(a + b, a - b, a & b, a | b, b - a, a == b, a != b, a <= b, a < b, a >= b, a > b, Counter(a=1) <= Counter(a=1, b=1), Counter(a=1, b=0) == Counter(a=1), Counter(a=1) == {'a': 1}, Counter(a=1) < Counter(a=2))
a += b; print(a); a -= Counter(x=1); print(a); a |= Counter(k=9); print(a); a &= Counter(k=2, x=1); print(a)
print(Counter(a=1.5, b=0.5).total(), Counter(w for w in 'a b a'.split()), Counter({1: 'x', 2: 3}), max(Counter('aab').items(), key=lambda kv: kv[1]), sum([Counter('ab'), Counter('b')], Counter()), Counter('ab') | {'z'} if False else 0, type(Counter('a').elements()), Counter[str])
for f in (lambda: Counter.fromkeys('ab'), lambda: Counter(5), lambda: Counter(1, 2), lambda: Counter([[]]), lambda: Counter('a') + {'a': 1}, lambda: Counter('a') < 5, lambda: hash(Counter())):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class W(Counter):
    def __missing__(self, k): return 100
    def __setitem__(self, k, v): super().__setitem__(k, v)
w = W('ab'); print(w, w['q'], w + w, isinstance(w, dict), w.most_common(1))
# --- ChainMap
from collections import ChainMap
base, over = {'a': 1, 'b': 2}, {'b': 20}
c = ChainMap(over, base)
print(c, c['a'], c['b'], len(c), list(c), dict(c), 'a' in c, 'z' in c, c.get('z', 0), c.maps, sorted(c.items()), list(c.keys()), list(c.values()), bool(ChainMap()), ChainMap(), c.parents, c.new_child(), c.new_child({'n': 1}), c.new_child(k=2))
c['new'] = 5; print(over, base); del c['b']; print(c, c['b'], c.pop('new'), c.popitem if False else 0)
for f in (lambda: c['zz'], lambda: c.__delitem__('a'), lambda: c.pop('a'), lambda: ChainMap().popitem(), lambda: hash(c)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
d = c.copy(); d['q'] = 1; print(c, d, c | {'m': 1}, {'m': 1} | c, type({'m': 1} | c), c == dict(c), ChainMap.fromkeys('ab', 0), c == ChainMap(dict(c)), ChainMap[str, int])
c |= {'i': 1}; c.update(z=3); print(c, c.setdefault('s', 4), c.popitem(), c.clear(), c)
# --- named tuples
from collections import namedtuple
P = namedtuple('P', 'x y')
p = P(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=9), P._make([3, 4]), P._fields, P._field_defaults, P.__doc__, P.x.__doc__, p == (1, 2), hash(p) == hash((1, 2)), *p, isinstance(p, tuple), P.__name__, P.__match_args__, P.__module__)
Q = namedtuple('Q', ['a', 'b', 'c'], defaults=[5, 6])
print(Q(1), Q(1, 2), Q._field_defaults, namedtuple('R', 'a, b,c')(1, 2, 3), namedtuple('S', 'a class _x a', rename=True)._fields, namedtuple('E', '')(), namedtuple('M', 'x', module='mod').__module__, namedtuple('T', ('a' for _ in range(1)))._fields)
for f in (lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: P._make([1]), lambda: p._replace(z=1), lambda: namedtuple('B', 'a a'), lambda: namedtuple('B', 'class'), lambda: namedtuple('B', '_a'), lambda: namedtuple('1B', 'a'), lambda: namedtuple('B', 'a-b'), lambda: namedtuple('class', 'a'), lambda: namedtuple('B', 'a', defaults=[1, 2]), lambda: setattr(p, 'x', 1), lambda: setattr(p, 'q', 1), lambda: p.nope, lambda: namedtuple('B', 5), lambda: namedtuple()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Point(namedtuple('Point', 'x y')):
    __slots__ = ()
    @property
    def norm(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __str__(self): return f'<{self.x}, {self.y}>'
print(Point(3, 4).norm, Point(3, 4), repr(Point(3, 4)), Point(1, 2)._replace(y=5), sorted([Point(2, 1), Point(1, 2)]))
match p:
    case P(x=1, y=b): print('b', b)
x, y = p
print(x + y, max(p), list(zip(P._fields, p)), {p: 1}[(1, 2)])
# --- UserDict, UserList, UserString
from collections import UserDict, UserList, UserString
class Lower(UserDict):
    def __setitem__(self, key, value): super().__setitem__(key.lower(), value)
    def __missing__(self, key): return f'no {key}'
u = Lower({'A': 1}, B=2)
u['C'] = 3
print(u, u['a'], u['zz'], 'a' in u, 'A' in u, len(u), u.get('a'), u.get('zz'), list(u), u.data, u.keys(), u.values(), u.items(), dict(u), u.pop('a'), u.setdefault('Q', 1), u == {'b': 2, 'c': 3, 'q': 1}, u | {'Z': 1}, u.copy(), type(u.copy()), Lower.fromkeys('XY', 0))
u.update(Z=5); del u['z']; u |= {'W': 1}; print(u, bool(UserDict()), UserDict(), u.popitem(), sorted(u.items()))
try: UserDict()['x']
except KeyError as e: print(repr(e))
l = UserList([3, 1, 2])
l.append(0); l.extend([5]); l.insert(0, 9); l += [7]; l.sort(); print(l, l[0], l[1:3], type(l[1:3]), len(l), l.index(3), l.count(1), 3 in l, l + [1], [1] + l, l * 2, l == [0, 1, 2, 3, 5, 7, 9], l < [5], l.pop(), l.copy(), UserList('ab'), UserList(l), UserList())
l.remove(0); l.reverse(); l[0] = 'z'; del l[1]; print(l, list(reversed(l)), l.data, bool(l), l.clear(), l)
s = UserString('hello')
print(s, repr(s), s.upper(), type(s.upper()), s + ' you', 'oh ' + s, s * 2, len(s), s[1], s[1:3], s == 'hello', s < 'z', 'ell' in s, s.replace('l', 'L'), s.split('l'), s.center(11, '*'), s.find('l'), s.index('o'), s.count('l'), s.startswith('he'), s.endswith('o'), s.title(), s.capitalize(), s.strip('h'), s.zfill(8), s.encode(), hash(s) == hash('hello'), s.partition('l'), int(UserString('5')), float(UserString('1.5')), UserString(5), UserString('%s!') % 'a', s.isalpha(), s.join('ab'), UserString('{}-{x}').format(1, x=2), s.rjust(7), s.ljust(7, '.'), s.swapcase(), s.removeprefix('he'), s.removesuffix('lo'), s.islower(), s.translate({104: 'J'}), s.splitlines(), s.rfind('l'), s.rsplit('l', 1), s.lstrip('h'), s.expandtabs(), list(s), s.casefold())
# --- abstract checks
from collections.abc import Hashable, Iterable, Iterator, Sized, Container, Callable, Sequence, MutableSequence, Set, MutableSet, Mapping, MutableMapping, KeysView, ItemsView, ValuesView, MappingView, Collection, Reversible, Generator, Awaitable, Coroutine
import collections.abc, collections
from collections import abc, deque, Counter, OrderedDict, ChainMap, UserDict, UserList, UserString
print(abc is collections.abc, abc.Mapping is Mapping, Mapping, collections.abc.__name__)
values = [1, 'a', b'', [], (), {}, set(), frozenset(), range(3), {}.keys(), {}.values(), {}.items(), iter([]), (x for x in ()), len, deque(), Counter(), OrderedDict(), OrderedDict().keys(), OrderedDict().items(), ChainMap(), UserDict(), UserList(), UserString(''), None]
for c in (Hashable, Iterable, Iterator, Sized, Container, Callable, Sequence, MutableSequence, Set, MutableSet, Mapping, MutableMapping, KeysView, ItemsView, ValuesView, MappingView, Collection, Reversible, Generator):
    print(c.__name__, [int(isinstance(v, c)) for v in values])
print(issubclass(dict, Mapping), issubclass(list, Sequence), issubclass(Counter, MutableMapping), Mapping[str, int], Callable[[int], str], Iterable[int])
# --- abstract subclasses
from collections.abc import Set, MutableSet, Mapping, MutableMapping, Sequence, MutableSequence, Iterator
class S(MutableSet):
    def __init__(self, it=()): self.items = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.items
    def __iter__(self): return iter(self.items)
    def __len__(self): return len(self.items)
    def add(self, x):
        if x not in self.items: self.items.append(x)
    def discard(self, x):
        if x in self.items: self.items.remove(x)
    def __repr__(self): return f'S({self.items})'
s = S('abc')
print(s & 'bcd', s | 'd', s - {'a'}, s ^ {'a', 'z'}, {'a', 'q'} - s, s == S('cba'), s == {'a', 'b', 'c'}, s <= S('abcd'), s < s, s >= {'a'}, s > {'a'}, s.isdisjoint('xyz'), s != S(), s._hash() == S('cab')._hash(), {'a'} & s)
s.remove('a'); s |= {'q'}; s &= {'q', 'b'}; s ^= {'b', 'n'}; s -= {'n'}; print(s, s.pop(), s, len(s))
for f in (lambda: s.remove('zz'), lambda: s.pop(), lambda: hash(s), lambda: MutableSet(), lambda: Mapping(), lambda: s & 5):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class M(Mapping):
    def __init__(self, d): self.d = d
    def __getitem__(self, k): return self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def __repr__(self): return f'M({self.d})'
m = M({'a': 1, 'b': 2})
print(m.keys(), m.items(), m.values(), list(m.keys()), m.keys() & {'a'}, m.items() | {('z', 1)}, 1 in m.values(), ('a', 1) in m.items(), len(m.items()), m == {'a': 1, 'b': 2}, m != {}, m.get('q', 5), {**m}, 'a' in m, m.keys() == {'a', 'b'}, type(m.keys()))
# --- suspended within
# externals: add, less, upper
from collections import defaultdict, Counter, deque, OrderedDict, ChainMap, UserDict, namedtuple
d = defaultdict(lambda: add(5))
d['a'] += 1; d['b']
q = deque((add(i) for i in range(4)), maxlen=3)
it = iter(q); next(it)
c = Counter(upper(x) for x in 'abca')
o = OrderedDict((upper(k), add(i)) for i, k in enumerate('xyz'))
oit, kit = iter(o), reversed(o.items()); next(oit); next(kit)
P = namedtuple('P', 'x y')
p = P(add(1), add(2))
u = UserDict({add(1): 2})
m = ChainMap({}, o)
print(add(1), d, q, next(it), add(2), c, c.most_common(1), list(c.elements()), o, next(oit), next(kit), p._replace(x=add(3)), u, m)
class E:
    def __eq__(self, other): return add(other) == 2
q.append(9)
print(q.index(E()), E() in q, q.count(E()), P(1, 2) == (1, E()) if False else 0, list(it) if False else add(3))
print(sorted(o.items(), key=lambda kv: -add(kv[1])), m['X'], type(o), add(4), p)
