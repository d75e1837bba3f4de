# --- orders
from graphlib import TopologicalSorter, CycleError
ts = TopologicalSorter({'D': {'B': 1, 'C': 1}, 'B': ['A'], 'C': ('A',)})
print(list(ts.static_order()), [*TopologicalSorter().static_order()], [*TopologicalSorter({1: []}).static_order()])
ts = TopologicalSorter(); ts.add('a', 'b', 'c'); ts.add('b', 'd'); ts.add('c', 'd'); ts.add('e'); ts.add('a', 'e')
ts.prepare()
while ts.is_active():
    ready = ts.get_ready(); print(ready, bool(ts)); ts.done(*ready)
print(ts.get_ready(), ts.is_active(), bool(ts), ts.done())
ts = TopologicalSorter({3: [2, 2, 1]}); ts.prepare(); print(ts.get_ready(), ts.get_ready(), ts.done(2), ts.get_ready(), ts.done(1), ts.get_ready())
ts = TopologicalSorter(graph={'x': 'yz'}); print([*ts.static_order()], TopologicalSorter[int])
class Sub(TopologicalSorter):
    def add(self, node, *more): super().add(str(node), *map(str, more))
print([*Sub({1: [2, 3], 2: [3]}).static_order()])
# --- cycles
from graphlib import TopologicalSorter, CycleError
for graph in ({1: [2], 2: [1]}, {1: [1]}, {'a': 'b', 'b': 'c', 'c': 'a', 'd': 'a'}, {1: [2, 3], 2: [4], 3: [4], 4: [5], 5: [3]}, {0: [], 1: [0], 2: [1, 4], 3: [2], 4: [3]}):
    ts = TopologicalSorter(graph)
    try: ts.prepare()
    except CycleError as e: print(e.args, e, isinstance(e, ValueError), ts.get_ready())
try: list(TopologicalSorter({1: [2], 2: [1]}).static_order())
except CycleError as e: print(repr(e))
# --- errors
from graphlib import TopologicalSorter
ts = TopologicalSorter({'a': ['b'], 'c': []})
for f in (lambda: ts.get_ready(), lambda: ts.is_active(), lambda: ts.done('a'), lambda: bool(ts), lambda: ts.add([]), lambda: ts.add('x', {}), lambda: TopologicalSorter(5), lambda: TopologicalSorter({1: 5}), lambda: ts.prepare(), lambda: ts.add('q'), lambda: ts.done('a'), lambda: ts.done('zz'), lambda: ts.done('b'), lambda: ts.get_ready(), lambda: ts.done('b'), lambda: ts.done('b'), lambda: ts.done([]), lambda: ts.get_ready(), lambda: ts.add(), lambda: ts.nope, lambda: TopologicalSorter(1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- an uncaught error
from graphlib import TopologicalSorter
TopologicalSorter({'a': 'b', 'b': 'a'}).prepare()
# --- as models write it
from graphlib import TopologicalSorter, CycleError
tasks = {'deploy': {'test', 'build'}, 'test': {'build'}, 'build': {'fetch'}, 'fetch': set()}
order = list(TopologicalSorter(tasks).static_order())
print(order, all(order.index(dep) < order.index(task) for task, deps in tasks.items() for dep in deps))
def levels(graph):
    ts = TopologicalSorter(graph); ts.prepare()
    while ts: yield (nodes := sorted(ts.get_ready())); ts.done(*nodes)
print(list(levels({i: [j for j in range(1, i) if i % j == 0] for i in range(1, 13)})))
# --- one that lives on
# externals: add
from graphlib import TopologicalSorter
ts = TopologicalSorter({'d': ['b', 'c'], 'b': ['a'], 'c': ['a']}); it = TopologicalSorter({2: [1], 3: [2]}).static_order()
ts.prepare(); print(next(it))
while ts:
    for node in ts.get_ready(): print(add(node, '!')); ts.done(node)
print(add(1, 1), list(it))
