"""Methods of builtin containers where they run sandbox code: an item's ``__eq__``, a lazy iterable, a sort's key …

Containers come here as exact builtin values, never as instances of subclasses with methods of their own.
"""


def list_new(iterable):
    return [*iterable]


def tuple_new(iterable):
    return (*iterable,)


def set_new(iterable):
    return {*iterable}


def frozenset_new(iterable):
    return frozenset(collect(iterable))


def set_init(target, iterable):
    target.clear()
    for item in iterable:
        target.add(item)


def list_init(target, iterable):
    target.clear()
    fill(target, iterable)


def list_extend(target, iterable):
    fill(target, iterable)


def list_extend_in_place(target, iterable):
    fill(_payload(target), iterable)
    return target


def list_assign(target, part, iterable):
    target[part] = [*iterable]


def call_with_lists(function, target, iterables):
    """Call a method of sets that takes iterables."""
    lists = []
    for source in iterables:
        lists.append(collect(source))
    return function(target, *lists)


def sequence_index_bounds(items, value, start, stop=9223372036854775807):
    first, last, _ = slice(as_index(start), as_index(stop)).indices(len(items))
    return sequence_index(items, value, first, last)


def sequence_index(items, value, start, stop):
    index = start
    while index < stop and index < len(items):
        item = items[index]
        if item is value or item == value:
            return index
        index += 1
    if isinstance(items, tuple):
        raise ValueError('tuple.index(x): x not in tuple')
    return not_in_list(value)


def not_in_list(value):
    if _index_names_list():
        raise ValueError('list.index(x): x not in list')
    raise ValueError(f'{value!r} is not in list')


def sequence_count(items, value):
    count = 0
    index = 0
    while index < len(items):
        item = items[index]
        if item is value or item == value:
            count += 1
        index += 1
    return count


def sequence_contains(items, value):
    index = 0
    while index < len(items):
        item = items[index]
        if item is value or item == value:
            return True
        index += 1
    return False


def list_remove(items, value):
    index = 0
    while index < len(items):
        item = items[index]
        if item is value or item == value:
            del items[index : index + 1]
            return
        index += 1
    raise ValueError('list.remove(x): x not in list')


def range_contains(numbers, value):
    for number in numbers:
        if number == value:
            return True
    return False


def range_index(numbers, value):
    index = 0
    for number in numbers:
        if number == value:
            return index
        index += 1
    raise ValueError('sequence.index(x): x not in sequence')


def range_count(numbers, value):
    count = 0
    for number in numbers:
        if number == value:
            count += 1
    return count


def slice_indices(part, length):
    return as_index(part).indices(as_index(length))


def dict_new(target, source, kwargs):
    dict_update(target, source, kwargs)
    return target


def dict_update(target, source, kwargs):
    if hasattr(source, 'keys'):
        for key in source.keys():
            target[key] = source[key]
    else:
        index = 0
        for pair in source:
            try:
                parts = [*iter(pair)]
            except TypeError:
                if hasattr(type(pair), '__iter__') or hasattr(type(pair), '__getitem__'):
                    raise
                message = f'cannot convert dictionary update sequence element #{index} to a sequence'
                raise TypeError(message) from None
            if len(parts) != 2:
                found = f'element #{index} has length {len(parts)}'
                raise ValueError(f'dictionary update sequence {found}; 2 is required')
            target[parts[0]] = parts[1]
            index += 1
    for name in kwargs:
        target[name] = kwargs[name]


def dict_update_in_place(target, source):
    dict_update(_payload(target), source, {})
    return target


def dict_from_keys(cls, iterable, value=None):
    made = cls()
    for key in iterable:
        made[key] = value
    return made


def view_operation(op, x, y):
    if op == 10:
        swapped = _type_name(x) != 'dict_keys' and _type_name(x) != 'dict_items'
        return common_items(y, x) if swapped else common_items(x, y)
    left = {*x}
    right = [*y]
    if op == 1:
        left.difference_update(right)
    elif op == 11:
        left.update(right)
    else:
        left.symmetric_difference_update(right)
    return left


def common_items(view, other):
    """What is in both, in the order of ``other``."""
    result = set()
    for item in other:
        if item in view:
            result.add(item)
    return result


def view_is_disjoint(view, other):
    for item in other:
        if item in view:
            return False
    return True


def equal(x, y):
    return x == y


def compare(op, x, y):
    """A comparison of containers whose items have comparisons of sandbox code, by its number."""
    if isinstance(x, (list, tuple)):
        return compare_sequences(op, x, y)
    if isinstance(x, dict):
        return equal_dicts(x, y) is (op == 2)
    if isinstance(x, slice):
        return compare_sequences(op, (x.start, x.stop, x.step), (y.start, y.stop, y.step))
    if op == 2 or op == 3:
        return equal_items(x, y) is (op == 2)
    if op == 4 or op == 5:
        return is_part(y, x, op == 4)
    return is_part(x, y, op == 0)


def is_part(x, y, proper):
    """Whether all of a set or view is in another one, which has more if it is a ``proper`` part."""
    if len(x) > len(y) or proper and len(x) == len(y):
        return False
    for item in x:
        if item not in y:
            return False
    return True


def compare_sequences(op, x, y):
    if (op == 2 or op == 3) and len(x) != len(y):
        return op == 3
    index = 0
    while index < len(x) and index < len(y):
        a = x[index]
        b = y[index]
        if a is not b and not (a == b):
            return compare_items(op, a, b)
        index += 1
    return _compare(op, len(x), len(y))


def compare_items(op, a, b):
    if op == 2 or op == 3:
        return op == 3
    if op == 0:
        return a < b
    if op == 1:
        return a <= b
    return a > b if op == 4 else a >= b


def equal_dicts(x, y):
    if len(x) != len(y):
        return False
    for key, value in list(x.items()):
        if key not in y:
            return False
        other = y[key]
        if value is not other and not (value == other):
            return False
    return True


def equal_items(x, y):
    """Equality of a dict's items with another view or set."""
    if len(x) != len(y):
        return False
    for item in list(x):
        if item not in y:
            return False
    return True


def repr_set(value):
    return repr_container(_payload(value), _type_name(value))


def repr_container(value, name=''):
    if isinstance(value, slice):
        return f'slice({value.start!r}, {value.stop!r}, {value.step!r})'
    if _repr_active(value):
        return recursive_repr(value, name)
    if isinstance(value, list):
        return '[' + joined_reprs(value) + ']'
    if isinstance(value, tuple):
        return '(' + joined_reprs(value) + (',)' if len(value) == 1 else ')')
    if isinstance(value, dict):
        parts = []
        for key, item in value.items():
            parts.append(f'{key!r}: {item!r}')
        return '{' + ', '.join(parts) + '}'
    name = name or _type_name(value)
    if not isinstance(value, (set, frozenset)):
        return f'{name}([{joined_reprs(list(value))}])'
    if not value:
        return f'{name}()'
    text = '{' + joined_reprs(list(value)) + '}'
    return text if name == 'set' else f'{name}({text})'


def recursive_repr(value, name):
    if isinstance(value, list):
        return '[...]'
    if isinstance(value, tuple):
        return '(...)'
    if isinstance(value, dict):
        return '{...}'
    return f'{name or _type_name(value)}(...)' if isinstance(value, (set, frozenset)) else '...'


def joined_reprs(items):
    parts = []
    index = 0
    while index < len(items):
        parts.append(repr(items[index]))
        index += 1
    return ', '.join(parts)


def sorted_list(iterable, key, reverse):
    items = [*iterable]
    list_sort(items, key, reverse)
    return items


def list_sort(target, key, reverse):
    backward = True if reverse else False
    items = _take(target)
    rows = None
    try:
        keys = None
        if key is not None:
            keys = []
            for item in items:
                keys.append(key(item))
        if backward:
            items.reverse()
            if keys is not None:
                keys.reverse()
        try:
            if not _sort_natively(items, keys):
                rows = []
                for index in range(len(items)):
                    rows.append((items[index] if keys is None else keys[index], items[index]))
                merge_sort(rows)
        finally:
            if rows is not None:
                items = [row[1] for row in rows]
            if backward:
                items.reverse()
    finally:
        modified = _put(target, items)
    if modified:
        raise ValueError('list modified during sort')


def merge_sort(rows):
    """Sort ``(key, item)`` rows by their keys with the comparisons that ``Objects/listobject.c`` makes, in
    its order."""
    size = len(rows)
    if size < 2:
        return
    least_run = shortest_run(size)
    gallop = [7]
    pending = []
    start = 0
    while start < size:
        length = count_run(rows, start, size)
        if length < least_run:
            forced = min(size - start, least_run)
            binary_sort(rows, start, start + forced, start + length)
            length = forced
        if pending:
            power = run_power(pending[-1][0], pending[-1][1], length, size)
            while len(pending) > 1 and pending[-2][2] > power:
                merge_at(rows, pending, len(pending) - 2, gallop)
            pending[-1][2] = power
        pending.append([start, length, 0])
        start += length
    while len(pending) > 1:
        at = len(pending) - 2
        if at > 0 and pending[at - 1][1] < pending[at + 1][1]:
            at -= 1
        merge_at(rows, pending, at, gallop)


def shortest_run(size):
    rest = 0
    while size >= 64:
        rest |= size & 1
        size >>= 1
    return size + rest


def run_power(start, length, following, size):
    a = 2 * start + length
    b = a + length + following
    power = 0
    while True:
        power += 1
        if a >= size:
            a -= size
            b -= size
        elif b >= size:
            return power
        a <<= 1
        b <<= 1


def count_run(rows, start, stop):
    """The length of the run at ``start``; a descending one is reversed."""
    if _sorts_equal_runs():
        return count_run_with_equals(rows, start, stop)
    if start + 1 == stop:
        return 1
    at = start + 2
    if rows[start + 1][0] < rows[start][0]:
        while at < stop and rows[at][0] < rows[at - 1][0]:
            at += 1
        _reverse(rows, start, at)
    else:
        while at < stop and not (rows[at][0] < rows[at - 1][0]):
            at += 1
    return at - start


def count_run_with_equals(rows, start, stop):
    at = start + 1
    while at < stop and not (rows[at][0] < rows[at - 1][0]):
        at += 1
    if at == stop:
        return at - start
    if at - start > 1:
        if rows[start][0] < rows[at - 1][0]:
            return at - start
        _reverse(rows, start, at)
    at += 1
    equals = 0
    while at < stop:
        if rows[at][0] < rows[at - 1][0]:
            if equals:
                _reverse(rows, at - equals - 1, at)
                equals = 0
        elif rows[at - 1][0] < rows[at][0]:
            break
        else:
            equals += 1
        at += 1
    if equals:
        _reverse(rows, at - equals - 1, at)
    _reverse(rows, start, at)
    while at < stop and not (rows[at][0] < rows[at - 1][0]):
        at += 1
    return at - start


def binary_sort(rows, low, high, start):
    """Sort rows ``low`` to ``high``, of which those before ``start`` are sorted already."""
    if start == low:
        start += 1
    while start < high:
        row = rows[start]
        pivot = row[0]
        left = low
        right = start
        while left < right:
            middle = (left + right) >> 1
            if pivot < rows[middle][0]:
                right = middle
            else:
                left = middle + 1
        del rows[start]
        rows.insert(left, row)
        start += 1


def merge_at(rows, pending, at, gallop):
    """Merge the runs numbered ``at`` and ``at + 1``."""
    base, length, _ = pending[at]
    other, following, power = pending[at + 1]
    pending[at][1] = length + following
    pending[at][2] = power
    del pending[at + 1]
    skip = gallop_right(rows[other][0], rows, base, length, 0)
    base += skip
    length -= skip
    if length == 0:
        return
    following = gallop_left(rows[base + length - 1][0], rows, other, following, following - 1)
    if following <= 0:
        return
    if length <= following:
        merge_low(rows, base, length, other, following, gallop)
    else:
        merge_high(rows, base, length, other, following, gallop)


def gallop_left(key, rows, base, size, hint):
    """How many of ``size`` rows at ``base`` have keys less than ``key``, looking from ``hint`` outwards."""
    last = 0
    offset = 1
    if rows[base + hint][0] < key:
        most = size - hint
        while offset < most and rows[base + hint + offset][0] < key:
            last = offset
            offset = (offset << 1) + 1
        if offset > most:
            offset = most
        last += hint
        offset += hint
    else:
        most = hint + 1
        while offset < most and not (rows[base + hint - offset][0] < key):
            last = offset
            offset = (offset << 1) + 1
        if offset > most:
            offset = most
        last, offset = hint - offset, hint - last
    last += 1
    while last < offset:
        middle = last + ((offset - last) >> 1)
        if rows[base + middle][0] < key:
            last = middle + 1
        else:
            offset = middle
    return offset


def gallop_right(key, rows, base, size, hint):
    """How many of ``size`` rows at ``base`` have keys not greater than ``key``, looking from ``hint`` outwards."""
    last = 0
    offset = 1
    if key < rows[base + hint][0]:
        most = hint + 1
        while offset < most and key < rows[base + hint - offset][0]:
            last = offset
            offset = (offset << 1) + 1
        if offset > most:
            offset = most
        last, offset = hint - offset, hint - last
    else:
        most = size - hint
        while offset < most and not (key < rows[base + hint + offset][0]):
            last = offset
            offset = (offset << 1) + 1
        if offset > most:
            offset = most
        last += hint
        offset += hint
    last += 1
    while last < offset:
        middle = last + ((offset - last) >> 1)
        if key < rows[base + middle][0]:
            offset = middle
        else:
            last = middle + 1
    return offset


def merge_low(rows, base, length, other, following, gallop):
    """Merge two adjacent runs, the first of them the shorter, from the left."""
    left = rows[base : base + length]
    a = 0
    stop = other + following
    b = other + 1
    dest = base + 1
    rows[base] = rows[other]
    size = length
    done = False
    try:
        if b == stop:
            return
        if size - a == 1:
            done = True
            return
        least = gallop[0]
        while True:
            a_count = 0
            b_count = 0
            while True:
                if rows[b][0] < left[a][0]:
                    rows[dest] = rows[b]
                    dest += 1
                    b += 1
                    b_count += 1
                    a_count = 0
                    if b == stop:
                        return
                    if b_count >= least:
                        break
                else:
                    rows[dest] = left[a]
                    dest += 1
                    a += 1
                    a_count += 1
                    b_count = 0
                    if size - a == 1:
                        done = True
                        return
                    if a_count >= least:
                        break
            least += 1
            while True:
                if least > 1:
                    least -= 1
                gallop[0] = least
                a_count = gallop_right(rows[b][0], left, a, size - a, 0)
                if a_count:
                    rows[dest : dest + a_count] = left[a : a + a_count]
                    dest += a_count
                    a += a_count
                    if size - a == 1:
                        done = True
                        return
                    if size == a:
                        return
                rows[dest] = rows[b]
                dest += 1
                b += 1
                if b == stop:
                    return
                b_count = gallop_left(left[a][0], rows, b, stop - b, 0)
                if b_count:
                    rows[dest : dest + b_count] = rows[b : b + b_count]
                    dest += b_count
                    b += b_count
                    if b == stop:
                        return
                rows[dest] = left[a]
                dest += 1
                a += 1
                if size - a == 1:
                    done = True
                    return
                if a_count < 7 and b_count < 7:
                    break
            least += 1
            gallop[0] = least
    finally:
        if done:
            rows[dest : dest + stop - b] = rows[b:stop]
            rows[stop - 1] = left[a]
        else:
            rows[dest : dest + size - a] = left[a:]


def merge_high(rows, base, length, other, following, gallop):
    """Merge two adjacent runs, the second of them the shorter, from the right."""
    right = rows[other : other + following]
    a = base + length - 1
    b = following - 1
    dest = other + following - 1
    rows[dest] = rows[a]
    dest -= 1
    a -= 1
    done = False
    try:
        if a < base:
            return
        if b == 0:
            done = True
            return
        least = gallop[0]
        while True:
            a_count = 0
            b_count = 0
            while True:
                if right[b][0] < rows[a][0]:
                    rows[dest] = rows[a]
                    dest -= 1
                    a -= 1
                    a_count += 1
                    b_count = 0
                    if a < base:
                        return
                    if a_count >= least:
                        break
                else:
                    rows[dest] = right[b]
                    dest -= 1
                    b -= 1
                    b_count += 1
                    a_count = 0
                    if b == 0:
                        done = True
                        return
                    if b_count >= least:
                        break
            least += 1
            while True:
                if least > 1:
                    least -= 1
                gallop[0] = least
                size = a - base + 1
                a_count = size - gallop_right(right[b][0], rows, base, size, size - 1)
                if a_count:
                    rows[dest - a_count + 1 : dest + 1] = rows[a - a_count + 1 : a + 1]
                    dest -= a_count
                    a -= a_count
                    if a < base:
                        return
                rows[dest] = right[b]
                dest -= 1
                b -= 1
                if b == 0:
                    done = True
                    return
                b_count = b + 1 - gallop_left(rows[a][0], right, 0, b + 1, b)
                if b_count:
                    rows[dest - b_count + 1 : dest + 1] = right[b - b_count + 1 : b + 1]
                    dest -= b_count
                    b -= b_count
                    if b == 0:
                        done = True
                        return
                    if b < 0:
                        return
                rows[dest] = rows[a]
                dest -= 1
                a -= 1
                if a < base:
                    return
                if a_count < 7 and b_count < 7:
                    break
            least += 1
            gallop[0] = least
    finally:
        if done:
            size = a - base + 1
            rows[dest - size + 1 : dest + 1] = rows[base : a + 1]
            rows[dest - size] = right[0]
        elif b >= 0:
            rows[dest - b : dest + 1] = right[: b + 1]


class mappingproxy:
    """A view of a mapping that can't be assigned to."""

    __slots__ = ('_mapping',)
    __module__ = 'builtins'

    def __getitem__(self, key):
        return self._mapping[key]

    def __iter__(self):
        return iter(self._mapping)

    def __len__(self):
        return len(self._mapping)

    def __contains__(self, key):
        return key in self._mapping

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, mappingproxy) else other)

    __hash__ = None

    def __or__(self, other):
        return self._mapping | (other._mapping if isinstance(other, mappingproxy) else other)

    def __repr__(self):
        return f'mappingproxy({self._mapping!r})'

    def __str__(self):
        return str(self._mapping)

    def get(self, key, default=None):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()


def make_proxy(mapping):
    if not isinstance(mapping, dict) and not _has_special(mapping, '__getitem__'):
        raise TypeError(f'mappingproxy() argument must be a mapping, not {type(mapping).__name__}')
    proxy = _bare(mappingproxy)
    proxy._mapping = mapping
    return proxy
