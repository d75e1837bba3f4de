# --- heaps
import heapq
from heapq import heappush, heappop, heapify, heapreplace, heappushpop, nlargest, nsmallest, merge
h = []
for x in [5, 3, 8, 1, 9, 2, 7]: heappush(h, x)
print(h, heappop(h), h, heapreplace(h, 4), h, heappushpop(h, 0), heappushpop(h, 6), h, heappushpop([], 1))
data = [(i * 7919) % 101 for i in range(200)]
heapify(data); print(data); print([heappop(data) for _ in range(50)], data)
print(nlargest(3, [1, 8, 2, 23, 7]), nsmallest(3, [1, 8, 2, 23, 7]), nlargest(2, 'abc', key=lambda c: -ord(c)), nsmallest(0, [1]), nlargest(-1, [1]), nlargest(9, [1, 2]), nsmallest(1, [3, 1], key=lambda x: -x), nlargest(1, []), nsmallest(2, iter([3, 1, 2])), nlargest(2, [(1, 'a'), (1, 'b'), (0, 'c')], key=lambda t: t[0]), nsmallest(n=1, iterable=[2, 1]))
print(list(merge([1, 4, 7], [2, 5], [3, 6, 8])), list(merge()), list(merge([1])), list(merge([3, 1], [4, 2], reverse=True)), list(merge(['a', 'ccc'], ['bb'], key=len)), list(merge([], [1], [])), list(merge([1, 1], [1])), type(merge()).__name__, list(zip(merge(iter([1, 3]), iter([2])), 'ab')))
q = []
for item in [(2, 'b'), (1, 'a'), (2, 'a')]: heappush(q, item)
print([heappop(q) for _ in range(3)], heapq.heappush, heapq.__name__)
class T:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return f'T{self.n}'
t = [T(3), T(1), T(2), T(0)]; heapify(t); heappush(t, T(-1)); print(t, heappop(t), nsmallest(2, t), nlargest(2, t), heapreplace(t, T(9)), t)
for f in (lambda: heappop([]), lambda: heapreplace([], 1), lambda: heappush((), 1), lambda: heapify('a'), lambda: heappop({}), lambda: heappush([]), lambda: heappush([1], 'a'), lambda: nlargest('a', [1, 2]), lambda: nlargest(1.5, [1, 2, 3]), lambda: nsmallest(2, 5), lambda: heappushpop(5, 1), lambda: heapreplace(5, 1), lambda: heapify(), lambda: list(merge(5)), lambda: heapify(heap=[])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- shortest paths
from heapq import heappush, heappop
graph = {i: [((i * 3 + 1) % 40, i % 7 + 1), ((i * 5 + 2) % 40, i % 5 + 2)] for i in range(40)}
dist, heap = {}, [(0, 0)]
while heap:
    d, n = heappop(heap)
    if n in dist: continue
    dist[n] = d
    for m, w in graph[n]: heappush(heap, (d + w, m))
print(dist)
# --- bisection
import bisect
from bisect import bisect_left, bisect_right, insort, insort_left, insort_right
a = [1, 2, 2, 2, 5]
print([bisect_left(a, x) for x in range(7)], [bisect_right(a, x) for x in range(7)], bisect.bisect(a, 2), bisect_left(a, 2, 2), bisect_left(a, 2, 0, 1), bisect_left(a, 2, lo=1, hi=3), bisect_right(a, x=3), bisect_left([5, 3, 1], -3, key=lambda v: -v), bisect_right('abc', 'b'), bisect_left(range(10 ** 9), 12345))
insort(a, 2.0); insort_left(a, 5); insort_right(a, 0); insort(a, -5, key=lambda v: abs(v)); print(a, bisect.insort is bisect.insort_right, bisect.bisect, bisect.bisect.__name__)
print([('F', 'D', 'C', 'B', 'A')[bisect.bisect([60, 70, 80, 90], s)] for s in [33, 99, 77, 70, 89, 90, 100]])
for f in (lambda: bisect_left(a, 1, -1), lambda: bisect_left(5, 1), lambda: bisect_left([1], 'a'), lambda: bisect_left(a), lambda: bisect_left(a, 1, 0, 99), lambda: bisect_left(a, 1, 0, 1, abs), lambda: insort((), 1), lambda: bisect_left(a, 1, 'x'), lambda: insort(5, 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class L:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 10
    def insert(self, i, x): print('insert', i, x)
print(bisect_left(L(), 15)); insort(L(), 5)
# --- suspended within
# externals: add, less
from heapq import heappush, heappop, heapify, nlargest, merge, heapreplace
from bisect import bisect_left, insort
class T:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return less(self.n, o.n)
    def __repr__(self): return f'T{self.n}'
h = [T(i) for i in (3, 1, 2, 0)]
heapify(h); heappush(h, T(-1)); print(h, heappop(h), heapreplace(h, T(5)), h, nlargest(2, h, key=lambda t: add(t.n)))
def source(n):
    for i in range(n): yield add(i, n)
m = merge(source(3), source(2), key=lambda x: add(x))
print(next(m), add(1), list(m), bisect_left(h, T(2)), bisect_left([1, 2, 3], 2, key=lambda v: add(v)))
insort(h, T(2)); print(h)
