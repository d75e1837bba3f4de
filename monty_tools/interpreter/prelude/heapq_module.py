"""``heapq``: the comparisons are those of ``Modules/_heapqmodule.c``, in its order."""


def check_heap(name, heap):
    if not isinstance(heap, list):
        raise TypeError(_heap_error(name, _type_name(heap)))


def sift_down(heap, start, position):
    """Move the item at ``position`` towards the root ``start`` until its parent is not greater."""
    item = heap[position]
    size = len(heap)
    while position > start:
        parent = (position - 1) >> 1
        above = heap[parent]
        smaller = item < above
        check_size(heap, size)
        if not smaller:
            break
        heap[position] = above
        heap[parent] = item
        position = parent


def sift_up(heap, position):
    """Move the smaller children up from ``position`` to a leaf, then the item that was there down from that leaf."""
    size = len(heap)
    start = position
    while position < size >> 1:
        child = 2 * position + 1
        if child + 1 < size:
            smaller = heap[child] < heap[child + 1]
            check_size(heap, size)
            if not smaller:
                child += 1
        heap[child], heap[position] = heap[position], heap[child]
        position = child
    sift_down(heap, start, position)


def check_size(heap, size):
    if len(heap) != size:
        raise RuntimeError('list changed size during iteration')


def heapq_heappush(heap, item):
    check_heap('heappush', heap)
    heap = _payload(heap)
    heap.append(item)
    sift_down(heap, 0, len(heap) - 1)


def heapq_heappop(heap):
    check_heap('heappop', heap)
    heap = _payload(heap)
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    if not heap:
        return last
    item = heap[0]
    heap[0] = last
    sift_up(heap, 0)
    return item


def heapq_heapreplace(heap, item):
    check_heap('heapreplace', heap)
    heap = _payload(heap)
    if not heap:
        raise IndexError('index out of range')
    first = heap[0]
    heap[0] = item
    sift_up(heap, 0)
    return first


def heapq_heappushpop(heap, item):
    check_heap('heappushpop', heap)
    heap = _payload(heap)
    if not heap:
        return item
    smaller = heap[0] < item
    if not smaller:
        return item
    if not heap:
        raise IndexError('index out of range')
    first = heap[0]
    heap[0] = item
    sift_up(heap, 0)
    return first


def heapq_heapify(heap):
    check_heap('heapify', heap)
    heap = _payload(heap)
    for position in reversed(range(len(heap) // 2)):
        sift_up(heap, position)


def nsmallest(n, iterable, key=None):
    items = sorted(iterable, key=key)
    return items if n >= len(items) else [items[index] for index in range(n)]


def nlargest(n, iterable, key=None):
    items = sorted(iterable, key=key, reverse=True)
    return items if n >= len(items) else [items[index] for index in range(n)]


def merge(*iterables, key=None, reverse=False):
    heads = []
    for iterable in iterables:
        source = iter(iterable)
        try:
            value = next(source)
        except StopIteration:
            continue
        heads.append([value if key is None else key(value), value, source])
    while len(heads) > 1:
        best = heads[0]
        for head in heads:
            if head is not best and (best[0] < head[0] if reverse else head[0] < best[0]):
                best = head
        yield best[1]
        try:
            value = next(best[2])
        except StopIteration:
            heads = [head for head in heads if head is not best]
            continue
        best[0] = value if key is None else key(value)
        best[1] = value
    if heads:
        yield heads[0][1]
        yield from heads[0][2]
