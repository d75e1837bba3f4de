"""``graphlib``."""

OUT = -1
DONE = -2


class CycleError(ValueError):
    __module__ = 'graphlib'


class TopologicalSorter:
    """``_waiting`` has for each node how many predecessors are not done, OUT once it was handed out, or DONE."""

    __module__ = 'graphlib'

    def __init__(self, graph=None):
        self._waiting = {}
        self._successors = {}
        self._ready = None
        self._passed_out = self._finished = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        known(self, node)
        self._waiting[node] += len(predecessors)
        for predecessor in predecessors:
            known(self, predecessor).append(node)

    def prepare(self):
        if _prepares_again():
            if self._passed_out > 0:
                raise ValueError('cannot prepare() after starting iteration')
        elif self._ready is not None:
            raise ValueError('cannot prepare() more than once')
        if self._ready is None:
            self._ready = [node for node, count in self._waiting.items() if count == 0]
        cycle = find_cycle(self._successors)
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)

    def get_ready(self):
        result = tuple(started(self))
        for node in result:
            self._waiting[node] = OUT
        self._ready.clear()
        self._passed_out += len(result)
        return result

    def is_active(self):
        return self._finished < self._passed_out or bool(started(self))

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        ready = started(self)
        waiting = self._waiting
        for node in nodes:
            count = waiting.get(node)
            if count is None:
                raise ValueError(f'node {node!r} was not added using add()')
            if count >= 0:
                raise ValueError(f'node {node!r} was not passed out (still not ready)')
            if count == DONE:
                raise ValueError(f'node {node!r} was already marked done')
            waiting[node] = DONE
            for successor in self._successors[node]:
                left = waiting[successor] - 1
                waiting[successor] = left
                if left == 0:
                    ready.append(successor)
            self._finished += 1

    def static_order(self):
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)


def known(sorter, node):
    """The successors of a node, which is added if it is new."""
    successors = sorter._successors.get(node)
    if successors is None:
        successors = sorter._successors[node] = []
        sorter._waiting[node] = 0
    return successors


def started(sorter):
    if sorter._ready is None:
        raise ValueError('prepare() must be called first')
    return sorter._ready


def find_cycle(graph):
    """The nodes of a cycle, the first again at the end: what a search in depth finds first."""
    seen = set()
    for root in graph:
        if root in seen:
            continue
        seen.add(root)
        path = [root]
        places = {root: 0}
        left = [iter(graph[root])]
        while left:
            for node in left[-1]:
                if node not in seen:
                    seen.add(node)
                    places[node] = len(path)
                    path.append(node)
                    left.append(iter(graph[node]))
                    break
                if node in places:
                    return path[places[node] :] + [node]
            else:
                del places[path.pop()]
                left.pop()
    return None
