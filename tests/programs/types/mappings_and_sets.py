# --- dict methods
d = {'a': 1, 'b': 2}
d['c'] = 3; d.update({'d': 4}, e=5); d.update([('f', 6)])
print(d, d.get('z'), d.get('z', 0), d.pop('a'), d.pop('zz', 'none'), d.popitem(), d.setdefault('b', 9), d.setdefault('n', []), len(d), 'b' in d, list(d))
print(d.copy() == d, dict.fromkeys('ab'), dict.fromkeys([1, 2], 'x'), dict(a=1), dict([(1, 2)]), dict({'k': 1}, z=2), dict(zip('ab', [1, 2])), {}.keys())
d.clear()
d, d == {}, dict(), {1: 'a', 1.0: 'b'}
# --- dict order
d = {'b': 1, 'a': 2}
d['b'] = 3
del d['a']; d['a'] = 4
print(d, list(d.items()), {**d, 'b': 0, 'z': 1}, {'x': 1, **d, 'x': 2}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, list(reversed(d)))
d |= {'q': 1}
d | {'b': 'new'}, {'first': 0} | d, d
# --- dict views
d = {'a': 1, 'b': 2}
k, v, i = d.keys(), d.values(), d.items()
d['c'] = 3
print(k, v, i, len(k), 'c' in k, 3 in v, ('a', 1) in i, sorted(k & {'a', 'z'}), sorted(k | {'z'}), sorted(k - {'a'}), sorted(k ^ {'a', 'z'}), k == {'a', 'b', 'c'}, k.isdisjoint({'q'}), {'a'} < k)
print(sorted(i & {('a', 1), ('b', 9)}), v == d.values(), list(reversed(i)), type(k).__name__, i >= {('a', 1)}, k == d.keys())
[x * 2 for x in v], {y: x for x, y in i}
# --- dict errors
d = {'a': 1}
def missing(): del d['q']
for f in (lambda: d['q'], missing, lambda: d.pop('q'), lambda: {}.popitem(), lambda: {[]: 1}, lambda: d[{}], lambda: dict([1]), lambda: dict(['abc']), lambda: dict(5), lambda: d | [1], lambda: d + d, lambda: d < d, lambda: {}.fromkeys(5), lambda: d.update(5), lambda: d.get([]), lambda: [] in d, lambda: hash({}), lambda: {(1, []): 2}):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# --- dict keys of many types
d = {1: 'int', 'a': 'str', (1, 2): 'tuple', None: 'none', True: 'true', 2.5: 'float', frozenset({1}): 'fs', b'x': 'bytes', int: 'type', len: 'fn'}
print(d[1], d[1.0], d[(1, 2)], d[None], d[frozenset([1])], d[int], d[len], d[b'x'], len(d))
float('nan') in {float('nan'): 1}, d.get('1'), {0: 'a', False: 'b', -0.0: 'c'}
# --- set methods
s = {1, 2, 3}
s.add(4); s.discard(9); s.discard(1); s.remove(2); s.update([5, 6], (7,))
print(sorted(s), len(s), 3 in s, s.pop() in range(10), s.copy() == s, s.issubset(range(10)), s.issuperset([]), s.isdisjoint({100}), s.union([1], {0}) == s | {0, 1})
a, b = {1, 2, 3}, {3, 4}
print(a & b, a - b, sorted(a | b), sorted(a ^ b), a.intersection(b, [3]), a.difference([1], [2]), sorted(a.symmetric_difference(b)), {1} < a, a <= a, a < a, a > {1}, a >= b, a != b, {1} <= {1, 2} <= {1, 2, 3})
a.intersection_update([1, 3]); b.difference_update([3]); c = {1}; c.symmetric_difference_update([1, 2])
a |= {9}; a &= {9, 1}; a -= {1}; a ^= {5}
sorted(a), b, c, a.clear(), a, set('aab') == {'a', 'b'}
# --- frozenset
f = frozenset([1, 2])
print(f, frozenset(), f | {3}, type(f | {3}).__name__, type({3} | f).__name__, f == {1, 2}, hash(f) == hash(frozenset({2, 1})), {f: 'k'}[frozenset([2, 1])], f & {1}, f - {1}, f < {1, 2, 3}, 1 in f, f.union([5]), {1, 2} in [f], {1} in {frozenset({1})})
for g in (lambda: f.add(1), lambda: hash({1}), lambda: {{1}}, lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} | [2], lambda: {1} + {2}, lambda: {1} < [1], lambda: set(5), lambda: {[1]}, lambda: {1}.update(5), lambda: {1}[0]):
    try: g()
    except Exception as e: print(type(e).__name__, e)
# --- set repr and truth
print(set(), {1}, frozenset(), frozenset({1}), bool(set()), bool({0}), {1, 1.0, True}, len({1, '1', 1.5}), {*()}, {*[1], *(1, 2)})
class S(set): pass
print(S(), S([1]), S([1]) == {1}, type(S([1]) | {2}).__name__)
{x % 3 for x in range(10)}, set(range(5)) - set(range(3)), max({3, 1, 2}), sum({1, 2})
# --- removing duplicates in order
words = 'the cat the dog a cat'.split()
list(dict.fromkeys(words)), {w: words.count(w) for w in words}, sorted(set(words)), [w for i, w in enumerate(words) if w not in words[:i]]
# --- grouping with dicts
pairs = [('a', 1), ('b', 2), ('a', 3), ('c', 4), ('b', 5)]
groups = {}
for k, v in pairs: groups.setdefault(k, []).append(v)
totals = {}
for k, v in pairs: totals[k] = totals.get(k, 0) + v
print(groups, totals, max(totals, key=totals.get), sorted(totals.items(), key=lambda kv: (-kv[1], kv[0])))
{v: [k for k in totals if totals[k] == v] for v in set(totals.values())}
# --- nested structures
data = {'users': [{'name': 'a', 'langs': {'py', 'c'}}, {'name': 'b', 'langs': {'py'}}], 'meta': {'n': 2, 'tags': ('x', [1])}}
data['users'][0]['name'] += '!'
data['meta']['tags'][1].append(2)
data['users'].append({**data['users'][1], 'name': 'c'})
[u['name'] for u in data['users'] if 'py' in u['langs']], data['meta'], set.intersection(*(u['langs'] for u in data['users'])), len(data)
# --- deletion while iterating a copy
d = {i: i * i for i in range(6)}
for k in list(d):
    if k % 2: del d[k]
s = set(range(6))
for x in s.copy():
    if x > 2: s.remove(x)
d, s
