"""``collections``. Subclasses of dict work on the dict that they are, ``_payload(self)``, where C code does."""


class deque:
    """``_items`` from ``_start`` on are the items; what is before them is room for ``appendleft``."""

    __module__ = 'collections'
    __slots__ = ('_items', '_start', '_maxlen', '_state')
    __hash__ = None

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._items = []
        self._start = self._state = 0
        self._maxlen = None
        return self

    def __init__(self, *args, **kwargs):
        iterable, maxlen = _arguments('deque', args, kwargs)
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError('an integer is required')
            maxlen = _payload(maxlen) + 0
            if maxlen > 9223372036854775807:
                raise OverflowError('Python int too large to convert to C ssize_t')
            if maxlen < 0:
                raise ValueError('maxlen must be non-negative')
        self._maxlen = maxlen
        self._items = []
        self._start = 0
        if iterable is not _nothing:
            self.extend(iterable)

    @property
    def maxlen(self):
        return self._maxlen

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def append(self, item, /):
        self._items.append(item)
        self._state += 1
        if self._maxlen is not None and len(self._items) - self._start > self._maxlen:
            drop_first(self)

    def appendleft(self, item, /):
        items = self._items
        if self._start == 0:
            room = len(items) + 8
            items[:0] = [None] * room
            self._start = room
        self._start -= 1
        items[self._start] = item
        self._state += 1
        if self._maxlen is not None and len(items) - self._start > self._maxlen:
            items.pop()

    def pop(self, /):
        if len(self._items) == self._start:
            raise IndexError('pop from an empty deque')
        self._state += 1
        return self._items.pop()

    def popleft(self, /):
        if len(self._items) == self._start:
            raise IndexError('pop from an empty deque')
        self._state += 1
        return drop_first(self)

    def clear(self, /):
        self._items = []
        self._start = 0
        self._state += 1

    def copy(self, /):
        if type(self) is deque:
            return deque(self, self._maxlen)
        return type(self)(self) if self._maxlen is None else type(self)(self, self._maxlen)

    __copy__ = copy

    def extend(self, iterable, /):
        if iterable is self:
            iterable = listed(self)
        if self._maxlen is None and type(iterable) in (list, tuple):
            self._items.extend(iterable)
            self._state += 1
            return
        for item in iterable:
            self.append(item)

    def extendleft(self, iterable, /):
        if iterable is self:
            iterable = listed(self)
        for item in iterable:
            self.appendleft(item)

    def count(self, value, /):
        total = 0
        for item in deque_iterator_of(self):
            if item is value or item == value:
                total += 1
        return total

    def __contains__(self, value):
        for item in deque_iterator_of(self):
            if item is value or item == value:
                return True
        return False

    def index(self, value, start=0, stop=9223372036854775807, /):
        first, last, _ = slice(as_index(start), as_index(stop)).indices(len(self))
        state = self._state
        at = first
        while at < last:
            item = self._items[self._start + at]
            if item is value or item == value:
                return at
            if self._state != state:
                raise RuntimeError('deque mutated during iteration')
            at += 1
        if _index_names_item():
            raise ValueError(f'{value!r} is not in deque')
        raise ValueError('deque.index(x): x not in deque')

    def remove(self, value, /):
        state = self._state
        for at in range(len(self)):
            item = self._items[self._start + at]
            found = item is value or item == value
            if self._state != state:
                raise IndexError('deque mutated during remove().')
            if found:
                del self._items[self._start + at]
                self._state += 1
                return
        if _index_names_item():
            raise ValueError(f'{value!r} is not in deque')
        raise ValueError('deque.remove(x): x not in deque')

    def insert(self, index, value, /):
        index = as_index(index)
        size = len(self)
        if size == self._maxlen:
            raise IndexError('deque already at its maximum size')
        index = max(index + size, 0) if index < 0 else min(index, size)
        self._items.insert(self._start + index, value)
        self._state += 1

    def reverse(self, /):
        self._items = listed(self)[::-1]
        self._start = 0

    def rotate(self, n=1, /):
        n = as_index(n)
        size = len(self)
        if size > 1:
            n = -n % size
            items = listed(self)
            self._items = items[n:] + items[:n]
            self._start = 0
            self._state += 1

    def __len__(self):
        return len(self._items) - self._start

    def __iter__(self):
        return deque_iterator_of(self)

    def __reversed__(self):
        source = object.__new__(_deque_reverse_iterator)
        source._deque = self
        source._left = len(self)
        source._state = self._state
        return source

    def __getitem__(self, index):
        return self._items[position_in(self, index)]

    def __setitem__(self, index, value):
        self._items[position_in(self, index)] = value

    def __delitem__(self, index):
        del self._items[position_in(self, index)]
        self._state += 1

    def __repr__(self):
        if _repr_running(self):
            return '[...]'
        shown = repr(listed(self))
        if self._maxlen is None:
            return f'{type(self).__name__}({shown})'
        return f'{type(self).__name__}({shown}, maxlen={self._maxlen})'

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{_type_name(other)}") to deque')
        made = self.copy()
        made.extend(other)
        return made

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        made = self.copy()
        made *= n
        return made

    __rmul__ = __mul__

    def __imul__(self, n):
        if not isinstance(n, int) and not _has_special(n, '__index__'):
            raise TypeError(f"can't multiply sequence by non-int of type '{_type_name(n)}'")
        n = as_index(n)
        items = listed(self)
        if self._maxlen is not None and items and n > 0:
            n = min(n, 2 + self._maxlen // len(items))
        items = items * n
        if self._maxlen is not None and len(items) > self._maxlen:
            items = items[len(items) - self._maxlen :]
        self._items = items
        self._start = 0
        self._state += 1
        return self

    def __eq__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self is other or len(self) == len(other) and listed(self) == listed(other)

    def __ne__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return not (self is other or len(self) == len(other) and listed(self) == listed(other))

    def __lt__(self, other):
        return listed(self) < listed(other) if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return listed(self) <= listed(other) if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return listed(self) > listed(other) if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return listed(self) >= listed(other) if isinstance(other, deque) else NotImplemented


def listed(self):
    return self._items[self._start :]


def drop_first(self):
    items = self._items
    start = self._start
    item = items[start]
    items[start] = None
    start += 1
    if start > 32 and start * 2 > len(items) or start == len(items):
        del items[:start]
        start = 0
    self._start = start
    return item


def position_in(self, index):
    """Where in ``_items`` the item with this index is."""
    if not isinstance(index, int):
        if isinstance(index, slice) or not _has_special(index, '__index__'):
            raise TypeError(f"sequence index must be integer, not '{_type_name(index)}'")
        index = as_index(index)
    size = len(self._items) - self._start
    if index < 0:
        index += size
    if not 0 <= index < size:
        raise IndexError('deque index out of range')
    return self._start + index


class _deque_iterator:
    __module__ = _iterators_module()
    __slots__ = ('_deque', '_left', '_state')

    def __new__(cls, source, index=0, /):
        self = deque_iterator_of(source)
        self._left = max(self._left - max(index, 0), 0)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        left = self._left
        source = self._deque
        if source._state != self._state:
            self._left = 0
            raise RuntimeError('deque mutated during iteration')
        if left <= 0:
            raise StopIteration
        self._left = left - 1
        return source._items[-left]

    def __length_hint__(self):
        return self._left


class _deque_reverse_iterator(_deque_iterator):
    __module__ = _iterators_module()
    __slots__ = ()

    def __next__(self):
        left = self._left
        source = self._deque
        if source._state != self._state:
            self._left = 0
            raise RuntimeError('deque mutated during iteration')
        if left <= 0:
            raise StopIteration
        self._left = left - 1
        return source._items[source._start + left - 1]


def deque_iterator_of(source):
    self = object.__new__(_deque_iterator)
    self._deque = source
    self._left = len(source._items) - source._start
    self._state = source._state
    return self


class defaultdict(dict):
    __module__ = 'collections'
    __slots__ = ('default_factory',)

    def __init__(self, *args, **kwargs):
        self.default_factory = None
        if args:
            factory = args[0]
            if factory is not None and not callable(factory):
                raise TypeError('first argument must be callable or None')
            self.default_factory = factory
        dict.__init__(self, *args[1:], **kwargs)

    def __missing__(self, key, /):
        if self.default_factory is None:
            raise KeyError(key)
        value = self.default_factory()
        self[key] = value
        return value

    def __repr__(self):
        return f'{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})'

    def copy(self, /):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self.default_factory, other)
        made.update(self)
        return made


class OrderedDict(dict):
    __module__ = 'collections'

    def move_to_end(self, /, key, last=True):
        items = _payload(self)
        value = items[key]
        if last:
            del items[key]
            items[key] = value
        else:
            rest = {key: value}
            for other in items:
                if other not in rest:
                    rest[other] = items[other]
            items.clear()
            items.update(rest)

    def popitem(self, /, last=True):
        items = _payload(self)
        if not items:
            raise KeyError('dictionary is empty')
        if last:
            return items.popitem()
        key = next(iter(items))
        return (key, items.pop(key))

    def pop(self, key, default=_nothing):
        if default is _nothing:
            value = dict.pop(self, key, NOTHING)
            if value is not NOTHING:
                return value
            if _has_special(self, '__missing__'):
                return type(self).__missing__(self, key)
            raise KeyError(key)
        return dict.pop(self, key, default)

    def setdefault(self, key, default=None):
        if key in self:
            return self[key]
        self[key] = default
        return default

    def __iter__(self):
        return ordered_iterator(dict.__iter__(self))

    def __reversed__(self):
        return ordered_iterator(dict.__reversed__(self))

    def keys(self, /):
        return ordered_view(odict_keys, dict.keys(self))

    def values(self, /):
        return ordered_view(odict_values, dict.values(self))

    def items(self, /):
        return ordered_view(odict_items, dict.items(self))

    def __eq__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        same = _payload(self) == _payload(other)
        if same and isinstance(other, OrderedDict):
            return [*_payload(self)] == [*_payload(other)]
        return same

    def __ne__(self, other):
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    def copy(self, /):
        made = type(self)()
        for key in self:
            made[key] = self[key]
        return made

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self)
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        name = type(self).__name__
        if not self:
            return f'{name}()'
        if _repr_running(self):
            return '...'
        items = dict(self.items())
        return f'{name}({items!r})' if _shows_dict() else f'{name}({[*items.items()]!r})'


NOTHING = object()


class odict_iterator:
    __module__ = 'builtins'
    __final_class__ = True
    __slots__ = ('_source',)

    def __iter__(self):
        return self

    def __next__(self):
        if self._source is None:
            raise StopIteration
        try:
            return next(self._source)
        except StopIteration:
            self._source = None
            raise
        except RuntimeError:
            self._source = None
        raise RuntimeError('OrderedDict mutated during iteration')

    def __length_hint__(self):
        return 0 if self._source is None else self._source.__length_hint__()


def ordered_iterator(source):
    self = object.__new__(odict_iterator)
    self._source = source
    return self


class OrderedView:
    """Base of the views of an ``OrderedDict``: those of its dict, but for how they are shown and iterated over."""

    __slots__ = ('_view',)

    def __len__(self):
        return len(self._view)

    def __iter__(self):
        return ordered_iterator(iter(self._view))

    def __reversed__(self):
        return ordered_iterator(reversed(self._view))

    def __repr__(self):
        return f'{type(self).__name__}({[*self._view]!r})'

    @property
    def mapping(self):
        return self._view.mapping


def plain_view(view):
    return view._view if isinstance(view, OrderedView) else view


class OrderedSetView(OrderedView):
    __slots__ = ()
    __hash__ = None

    def __contains__(self, item):
        return item in self._view

    def isdisjoint(self, other, /):
        return self._view.isdisjoint(plain_view(other))

    def __and__(self, other):
        return self._view & plain_view(other)

    def __rand__(self, other):
        return other & self._view

    def __or__(self, other):
        return self._view | plain_view(other)

    def __ror__(self, other):
        return other | self._view

    def __sub__(self, other):
        return self._view - plain_view(other)

    def __rsub__(self, other):
        return other - self._view

    def __xor__(self, other):
        return self._view ^ plain_view(other)

    def __rxor__(self, other):
        return other ^ self._view

    def __eq__(self, other):
        return self._view == plain_view(other)

    def __lt__(self, other):
        return self._view < plain_view(other)

    def __le__(self, other):
        return self._view <= plain_view(other)

    def __gt__(self, other):
        return self._view > plain_view(other)

    def __ge__(self, other):
        return self._view >= plain_view(other)


class odict_keys(OrderedSetView):
    __module__ = 'builtins'
    __slots__ = ()


class odict_items(OrderedSetView):
    __module__ = 'builtins'
    __slots__ = ()


class odict_values(OrderedView):
    __module__ = 'builtins'
    __slots__ = ()


def ordered_view(cls, view):
    self = object.__new__(cls)
    self._view = view
    return self


def tally(counter, iterable):
    """Count items in a plain dict, or by the methods of a subclass that has its own."""
    if type(counter).__getitem__ is dict.__getitem__ and type(counter).__setitem__ is dict.__setitem__:
        counts = _payload(counter)
        for item in iterable:
            counts[item] = counts.get(item, 0) + 1
    else:
        for item in iterable:
            counter[item] = counter.get(item, 0) + 1


def second(pair):
    return pair[1]


class Counter(dict):
    __module__ = 'collections'

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        ordered = sorted(self.items(), key=second, reverse=True)
        return ordered if n is None else ordered[: max(n, 0)]

    def elements(self):
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            if not isinstance(iterable, Mapping):
                tally(self, iterable)
            elif self:
                for item, number in iterable.items():
                    self[item] = number + self.get(item, 0)
            else:
                super().update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            if isinstance(iterable, Mapping):
                for item, number in iterable.items():
                    self[item] = self.get(item, 0) - number
            else:
                for item in iterable:
                    self[item] = self.get(item, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return self.__class__(self)

    def __delitem__(self, elem):
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return f'{name}()'
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f'{name}({shown!r})'

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[item] == other[item] for each in (self, other) for item in each)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[item] <= other[item] for each in (self, other) for item in each)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[item] >= other[item] for each in (self, other) for item in each)

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for item, number in self.items():
            keep_positive(result, item, number + other[item])
        for item, number in other.items():
            if item not in self:
                keep_positive(result, item, number)
        return result

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for item, number in self.items():
            keep_positive(result, item, number - other[item])
        for item, number in other.items():
            if item not in self and number < 0:
                result[item] = 0 - number
        return result

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for item, number in self.items():
            most = other[item]
            keep_positive(result, item, most if number < most else number)
        for item, number in other.items():
            if item not in self:
                keep_positive(result, item, number)
        return result

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for item, number in self.items():
            least = other[item]
            keep_positive(result, item, number if number < least else least)
        return result

    def __pos__(self):
        result = Counter()
        for item, number in self.items():
            keep_positive(result, item, number)
        return result

    def __neg__(self):
        result = Counter()
        for item, number in self.items():
            if number < 0:
                result[item] = 0 - number
        return result

    def _keep_positive(self):
        for item in [item for item, number in self.items() if not number > 0]:
            del self[item]
        return self

    def __iadd__(self, other):
        for item, number in other.items():
            self[item] += number
        return self._keep_positive()

    def __isub__(self, other):
        for item, number in other.items():
            self[item] -= number
        return self._keep_positive()

    def __ior__(self, other):
        for item, number in other.items():
            if number > self[item]:
                self[item] = number
        return self._keep_positive()

    def __iand__(self, other):
        for item, number in self.items():
            if other[item] < number:
                self[item] = other[item]
        return self._keep_positive()


def keep_positive(counter, item, number):
    if number > 0:
        counter[item] = number


class ChainMap(MutableMapping):
    __module__ = 'collections'

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        keys = set()
        for mapping in self.maps:
            keys.update(mapping)
        return len(keys)

    def __iter__(self):
        keys = {}
        for mapping in reversed(self.maps):
            for key in mapping:
                keys[key] = None
        return iter(keys)

    def __contains__(self, key):
        for mapping in self.maps:
            if key in mapping:
                return True
        return False

    def __bool__(self):
        for mapping in self.maps:
            if mapping:
                return True
        return False

    def __repr__(self):
        if _repr_running(self):
            return '...'
        return f'{self.__class__.__name__}({", ".join([repr(mapping) for mapping in self.maps])})'

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        return cls(dict.fromkeys(iterable, value))

    def copy(self):
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return self.__class__(m, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}')  # noqa: B904 - as CPython

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError('No keys found in the first mapping.')  # noqa: B904 - as CPython

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}')  # noqa: B904 - as CPython

    def clear(self):
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        made = self.copy()
        made.maps[0].update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        merged = dict(other)
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return self.__class__(merged)


class UserDict(MutableMapping):
    __module__ = 'collections'

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if _has_special(self, '__missing__'):
            return self.__class__.__missing__(self, key)
        raise KeyError(key)

    def get(self, key, default=None):
        if _gets_missing():
            return Mapping.get(self, key, default)
        return self[key] if key in self else default

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def __or__(self, other):
        if isinstance(other, UserDict):
            return self.__class__(self.data | other.data)
        return self.__class__(self.data | other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        if isinstance(other, UserDict):
            return self.__class__(other.data | self.data)
        return self.__class__(other | self.data) if isinstance(other, dict) else NotImplemented

    def __ior__(self, other):
        self.data |= other.data if isinstance(other, UserDict) else other
        return self

    def copy(self):
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        made = _copy_of_object(self)
        made.data = self.data.copy()
        return made

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


class UserList(MutableSequence):
    __module__ = 'collections'
    __hash__ = None

    def __init__(self, initlist=None):
        self.data = []
        if initlist is not None:
            if type(initlist) is list:
                self.data[:] = initlist
            elif isinstance(initlist, UserList):
                self.data[:] = initlist.data[:]
            else:
                self.data = list(initlist)

    def __repr__(self):
        return repr(self.data)

    def __lt__(self, other):
        return self.data < user_data(UserList, other)

    def __le__(self, other):
        return self.data <= user_data(UserList, other)

    def __eq__(self, other):
        return self.data == user_data(UserList, other)

    def __gt__(self, other):
        return self.data > user_data(UserList, other)

    def __ge__(self, other):
        return self.data >= user_data(UserList, other)

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        return self.__class__(self.data[i]) if isinstance(i, slice) else self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        if isinstance(other, UserList):
            return self.__class__(self.data + other.data)
        return self.__class__(self.data + (other if isinstance(other, type(self.data)) else list(other)))

    def __radd__(self, other):
        return self.__class__((other if isinstance(other, type(self.data)) else list(other)) + self.data)

    def __iadd__(self, other):
        self.data += other.data if isinstance(other, UserList) else list(other)
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        made = _copy_of_object(self)
        made.data = self.data[:]
        return made

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(user_data(UserList, other))


def user_data(cls, other):
    return other.data if isinstance(other, cls) else other


class UserString(Sequence):
    __module__ = 'collections'

    def __init__(self, seq):
        if isinstance(seq, str):
            self.data = seq
        else:
            self.data = seq.data[:] if isinstance(seq, UserString) else str(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __getnewargs__(self):
        return (self.data[:],)

    def __eq__(self, other):
        return self.data == user_data(UserString, other)

    def __lt__(self, other):
        return self.data < user_data(UserString, other)

    def __le__(self, other):
        return self.data <= user_data(UserString, other)

    def __gt__(self, other):
        return self.data > user_data(UserString, other)

    def __ge__(self, other):
        return self.data >= user_data(UserString, other)

    def __contains__(self, char):
        return user_data(UserString, char) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        if isinstance(other, UserString):
            return self.__class__(self.data + other.data)
        return self.__class__(self.data + (other if isinstance(other, str) else str(other)))

    def __radd__(self, other):
        return self.__class__((other if isinstance(other, str) else str(other)) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    def capitalize(self):
        return self.__class__(self.data.capitalize())

    def casefold(self):
        return self.__class__(self.data.casefold())

    def center(self, width, *args):
        return self.__class__(self.data.center(width, *args))

    def count(self, sub, start=0, end=9223372036854775807):
        return self.data.count(user_data(UserString, sub), start, end)

    def removeprefix(self, prefix, /):
        return self.__class__(self.data.removeprefix(user_data(UserString, prefix)))

    def removesuffix(self, suffix, /):
        return self.__class__(self.data.removesuffix(user_data(UserString, suffix)))

    def encode(self, encoding='utf-8', errors='strict'):
        return self.data.encode('utf-8' if encoding is None else encoding, 'strict' if errors is None else errors)

    def endswith(self, suffix, start=0, end=9223372036854775807):
        return self.data.endswith(suffix, start, end)

    def expandtabs(self, tabsize=8):
        return self.__class__(self.data.expandtabs(tabsize))

    def find(self, sub, start=0, end=9223372036854775807):
        return self.data.find(user_data(UserString, sub), start, end)

    def format(self, /, *args, **kwds):
        return self.data.format(*args, **kwds)

    def format_map(self, mapping):
        return self.data.format_map(mapping)

    def index(self, sub, start=0, end=9223372036854775807):
        return self.data.index(user_data(UserString, sub), start, end)

    def isalpha(self):
        return self.data.isalpha()

    def isalnum(self):
        return self.data.isalnum()

    def isascii(self):
        return self.data.isascii()

    def isdecimal(self):
        return self.data.isdecimal()

    def isdigit(self):
        return self.data.isdigit()

    def isidentifier(self):
        return self.data.isidentifier()

    def islower(self):
        return self.data.islower()

    def isnumeric(self):
        return self.data.isnumeric()

    def isprintable(self):
        return self.data.isprintable()

    def isspace(self):
        return self.data.isspace()

    def istitle(self):
        return self.data.istitle()

    def isupper(self):
        return self.data.isupper()

    def join(self, seq):
        return self.data.join(seq)

    def ljust(self, width, *args):
        return self.__class__(self.data.ljust(width, *args))

    def lower(self):
        return self.__class__(self.data.lower())

    def lstrip(self, chars=None):
        return self.__class__(self.data.lstrip(user_data(UserString, chars)))

    maketrans = str.maketrans

    def partition(self, sep):
        return self.data.partition(user_data(UserString, sep))

    def replace(self, old, new, maxsplit=-1):
        return self.__class__(self.data.replace(user_data(UserString, old), user_data(UserString, new), maxsplit))

    def rfind(self, sub, start=0, end=9223372036854775807):
        return self.data.rfind(user_data(UserString, sub), start, end)

    def rindex(self, sub, start=0, end=9223372036854775807):
        return self.data.rindex(user_data(UserString, sub), start, end)

    def rjust(self, width, *args):
        return self.__class__(self.data.rjust(width, *args))

    def rpartition(self, sep):
        return self.data.rpartition(user_data(UserString, sep))

    def rsplit(self, sep=None, maxsplit=-1):
        return self.data.rsplit(user_data(UserString, sep), maxsplit)

    def rstrip(self, chars=None):
        return self.__class__(self.data.rstrip(user_data(UserString, chars)))

    def split(self, sep=None, maxsplit=-1):
        return self.data.split(user_data(UserString, sep), maxsplit)

    def splitlines(self, keepends=False):
        return self.data.splitlines(keepends)

    def startswith(self, prefix, start=0, end=9223372036854775807):
        return self.data.startswith(prefix, start, end)

    def strip(self, chars=None):
        return self.__class__(self.data.strip(user_data(UserString, chars)))

    def swapcase(self):
        return self.__class__(self.data.swapcase())

    def title(self):
        return self.__class__(self.data.title())

    def translate(self, *args):
        return self.__class__(self.data.translate(*args))

    def upper(self):
        return self.__class__(self.data.upper())

    def zfill(self, width):
        return self.__class__(self.data.zfill(width))


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    fields = [str(name) for name in field_names]
    typename = str(typename)
    if rename:
        seen = set()
        for index, name in enumerate(fields):
            if not name.isidentifier() or name in KEYWORDS or name.startswith('_') or name in seen:
                fields[index] = f'_{index}'
            seen.add(name)
    for name in [typename, *fields]:
        if not name.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {name!r}')
        if name in KEYWORDS:
            raise ValueError(f'Type names and field names cannot be a keyword: {name!r}')
    seen = set()
    for name in fields:
        if name.startswith('_') and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {name!r}')
        if name in seen:
            raise ValueError(f'Encountered duplicate field name: {name!r}')
        seen.add(name)
    values = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(fields):
            raise TypeError('Got more default values than field names')
        for index, value in enumerate(defaults):
            values[fields[len(fields) - len(defaults) + index]] = value
    names = {'__module__': _caller() if module is None else module, '__qualname__': typename}
    return named_tuple_class(typename, [tuple], tuple(fields), values, names)


# Named tuples of other modules.


class NoDefaults:
    """``_field_defaults`` of a class that all runs share: a dict of its own for each who asks."""

    def __get__(self, obj, owner=None):
        return {}


def shared_named_tuple(typename, field_names, module):
    made = namedtuple(typename, field_names, module=module)
    made._field_defaults = NoDefaults()
    return made
