"""``itertools``: each iterator is an object that holds its state in slots, so that it can be paused within any call."""

MOST = 9223372036854775807
NOTHING = object()


def to_size(value):
    """A number of items, as C code takes it."""
    number = as_index(value)
    if not -MOST - 1 <= number <= MOST:
        raise OverflowError('Python int too large to convert to C ssize_t')
    return number


class accumulate:
    __module__ = 'itertools'
    __slots__ = ('_source', '_function', '_initial', '_total', '_started')

    def __new__(cls, *args, **kwargs):
        iterable, function, initial = _arguments('accumulate', args, kwargs)
        self = object.__new__(cls)
        self._source = iter(iterable)
        self._function = function
        self._initial = initial
        self._total = None
        self._started = False
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if self._initial is not None:
            self._total = self._initial
            self._initial = None
            self._started = True
            return self._total
        value = next(self._source)
        if not self._started:
            self._started = True
            self._total = value
        elif self._function is None:
            self._total = self._total + value
        else:
            self._total = self._function(self._total, value)
        return self._total


class batched:
    __module__ = 'itertools'
    __slots__ = ('_source', '_size', '_strict')

    def __new__(cls, *args, **kwargs):
        iterable, n, *strict = _arguments('batched', args, kwargs)
        n = to_size(n)
        if n < 1:
            raise ValueError('n must be at least one')
        self = object.__new__(cls)
        self._strict = True if strict and strict[0] else False
        self._source = iter(iterable)
        self._size = n
        return self

    def __iter__(self):
        return self

    def __next__(self):
        source = self._source
        if source is None:
            raise StopIteration
        row = []
        size = self._size
        try:
            while len(row) < size:
                row.append(next(source))
        except StopIteration:
            if row and not self._strict:
                return tuple(row)
            self._source = None
        except BaseException:
            self._source = None
            raise
        else:
            return tuple(row)
        if row:
            raise ValueError('batched(): incomplete batch')
        raise StopIteration


class chain:
    __module__ = 'itertools'
    __slots__ = ('_sources', '_active')

    def __new__(cls, *args, **kwargs):
        if cls is chain:
            _arguments('chain', args, kwargs)
        return chain_of(cls, iter(args))

    @classmethod
    def from_iterable(cls, *args, **kwargs):
        (iterable,) = _arguments('chain.from_iterable', args, kwargs)
        return chain_of(cls, iter(iterable))

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def __iter__(self):
        return self

    def __next__(self):
        while self._sources is not None:
            if self._active is None:
                try:
                    self._active = iter(next(self._sources))
                except BaseException:
                    self._sources = None
                    raise
            try:
                return next(self._active)
            except StopIteration:
                self._active = None
        raise StopIteration


def chain_of(cls, sources):
    self = object.__new__(cls)
    self._sources = sources
    self._active = None
    return self


def indices_of(pool, r):
    if r < 0:
        raise ValueError('r must be non-negative')
    return [*range(r)] if r <= len(pool) else None


class combinations:
    __module__ = 'itertools'
    __slots__ = ('_pool', '_indices', '_row')

    def __new__(cls, *args, **kwargs):
        iterable, r = _arguments('combinations', args, kwargs)
        r = to_size(r)
        self = object.__new__(cls)
        self._pool = tuple(iterable)
        self._indices = indices_of(self._pool, r)
        self._row = None
        return self

    def __iter__(self):
        return self

    def __next__(self):
        indices = self._indices
        if indices is None:
            raise StopIteration
        pool = self._pool
        row = self._row
        if row is None:
            row = [pool[index] for index in indices]
        else:
            r = len(indices)
            spare = len(pool) - r
            at = r - 1
            while at >= 0 and indices[at] == at + spare:
                at -= 1
            if at < 0:
                self._indices = None
                raise StopIteration
            index = indices[at] + 1
            while at < r:
                indices[at] = index
                row[at] = pool[index]
                index += 1
                at += 1
        self._row = row
        return tuple(row)


class combinations_with_replacement:
    __module__ = 'itertools'
    __slots__ = ('_pool', '_indices', '_row')

    def __new__(cls, *args, **kwargs):
        iterable, r = _arguments('combinations_with_replacement', args, kwargs)
        r = to_size(r)
        self = object.__new__(cls)
        self._pool = tuple(iterable)
        if r < 0:
            raise ValueError('r must be non-negative')
        self._indices = [0] * r if self._pool or not r else None
        self._row = None
        return self

    def __iter__(self):
        return self

    def __next__(self):
        indices = self._indices
        if indices is None:
            raise StopIteration
        pool = self._pool
        row = self._row
        if row is None:
            row = [pool[0]] * len(indices) if indices else []
        else:
            last = len(pool) - 1
            at = len(indices) - 1
            while at >= 0 and indices[at] == last:
                at -= 1
            if at < 0:
                self._indices = None
                raise StopIteration
            index = indices[at] + 1
            count = len(indices) - at
            indices[at:] = [index] * count
            row[at:] = [pool[index]] * count
        self._row = row
        return tuple(row)


class compress:
    __module__ = 'itertools'
    __slots__ = ('_data', '_selectors')

    def __new__(cls, *args, **kwargs):
        data, selectors = _arguments('compress', args, kwargs)
        self = object.__new__(cls)
        self._data = iter(data)
        self._selectors = iter(selectors)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            value = next(self._data)
            if next(self._selectors):
                return value


def is_number(value):
    if isinstance(value, (int, float, complex)):
        return True
    return _has_special(value, '__index__') or _has_special(value, '__int__') or _has_special(value, '__float__')


class count:
    __module__ = 'itertools'
    __slots__ = ('_next', '_step')

    def __new__(cls, *args, **kwargs):
        start, step = _arguments('count', args, kwargs)
        if not is_number(start) or not is_number(step):
            raise TypeError('a number is required')
        if isinstance(start, int) and isinstance(step, int) and step == 1:
            start = _payload(start) + 0
            step = 1
        self = object.__new__(cls)
        self._next = start
        self._step = step
        return self

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        name = type(self).__name__
        if isinstance(self._step, int) and self._step == 1:
            return f'{name}({self._next!r})'
        return f'{name}({self._next!r}, {self._step!r})'


class cycle:
    __module__ = 'itertools'
    __slots__ = ('_source', '_saved', '_index')

    def __new__(cls, *args, **kwargs):
        (iterable,) = _arguments('cycle', args, kwargs if cls is cycle else {})
        self = object.__new__(cls)
        self._source = iter(iterable)
        self._saved = []
        self._index = 0
        return self

    def __iter__(self):
        return self

    def __next__(self):
        saved = self._saved
        if self._source is not None:
            try:
                value = next(self._source)
            except StopIteration:
                self._source = None
            else:
                saved.append(value)
                return value
        if not saved:
            raise StopIteration
        index = self._index
        self._index = index + 1 if index + 1 < len(saved) else 0
        return saved[index]


class dropwhile:
    __module__ = 'itertools'
    __slots__ = ('_predicate', '_source', '_started')

    def __new__(cls, *args, **kwargs):
        predicate, iterable = _arguments('dropwhile', args, kwargs if cls is dropwhile else {})
        self = object.__new__(cls)
        self._predicate = predicate
        self._source = iter(iterable)
        self._started = False
        return self

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            value = next(self._source)
            if self._started:
                return value
            if not self._predicate(value):
                self._started = True
                return value


class filterfalse:
    __module__ = 'itertools'
    __slots__ = ('_predicate', '_source')

    def __new__(cls, *args, **kwargs):
        predicate, iterable = _arguments('filterfalse', args, kwargs if cls is filterfalse else {})
        self = object.__new__(cls)
        self._predicate = None if predicate is bool else predicate
        self._source = iter(iterable)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        predicate = self._predicate
        while True:
            value = next(self._source)
            if not (value if predicate is None else predicate(value)):
                return value


class groupby:
    __module__ = 'itertools'
    __slots__ = ('_source', '_key', '_target', '_current_key', '_current_value', '_group')

    def __new__(cls, *args, **kwargs):
        iterable, key = _arguments('groupby', args, kwargs)
        self = object.__new__(cls)
        self._source = iter(iterable)
        self._key = key
        self._target = self._current_key = self._current_value = NOTHING
        self._group = None
        return self

    def __iter__(self):
        return self

    def __next__(self):
        self._group = None
        while True:
            key = self._current_key
            if key is not NOTHING:
                target = self._target
                if target is NOTHING or not (target is key or target == key):
                    break
            step_group(self)
        self._target = self._current_key
        group = object.__new__(_grouper)
        group._parent = self
        group._target = self._target
        self._group = group
        return (self._current_key, group)


def step_group(parent):
    value = next(parent._source)
    key = value if parent._key is None else parent._key(value)
    parent._current_value = value
    parent._current_key = key


class _grouper:
    __module__ = 'itertools'
    __final_class__ = True
    __slots__ = ('_parent', '_target')

    def __new__(cls, parent, target, /):
        self = object.__new__(cls)
        if not isinstance(parent, groupby):
            raise TypeError(f'_grouper() argument 1 must be itertools.groupby, not {_type_name(parent)}')
        self._parent = parent
        self._target = target
        parent._group = self
        return self

    def __iter__(self):
        return self

    def __next__(self):
        parent = self._parent
        if parent._group is not self:
            raise StopIteration
        if parent._current_value is NOTHING:
            step_group(parent)
        target = self._target
        key = parent._current_key
        if not (target is key or target == key):
            raise StopIteration
        value = parent._current_value
        parent._current_value = NOTHING
        return value


def slice_bound(value, default):
    """A number for ``islice``; ``default`` where it was left out, -1 where it is none that C code can count to."""
    if value is None:
        return default
    try:
        number = as_index(value)
    except BaseException:
        return -1
    return number if number <= MOST else -1


class islice:
    __module__ = 'itertools'
    __slots__ = ('_source', '_next', '_stop', '_step', '_count')

    def __new__(cls, *args, **kwargs):
        iterable, start, rest = _arguments('islice', args, kwargs if cls is islice else {})
        if len(rest) > 2:
            raise TypeError(f'islice expected at most 4 arguments, got {len(rest) + 2}')
        stop = slice_bound(rest[0] if rest else start, None)
        if stop == -1:
            raise ValueError(STOP_ERROR)
        start = slice_bound(start, 0) if rest else 0
        if start < 0 or stop is not None and stop < 0:
            raise ValueError(INDICES_ERROR)
        step = slice_bound(rest[1], 1) if len(rest) > 1 else 1
        if step < 1:
            raise ValueError(STEP_ERROR)
        source = iter(iterable)
        self = object.__new__(cls)
        self._source = source
        self._next = start
        self._stop = stop
        self._step = step
        self._count = 0
        return self

    def __iter__(self):
        return self

    def __next__(self):
        source = self._source
        if source is None:
            raise StopIteration
        stop = self._stop
        try:
            while self._count < self._next:
                next(source)
                self._count += 1
            if stop is not None and self._count >= stop:
                raise StopIteration
            value = next(source)
        except BaseException:
            self._source = None
            raise
        self._count += 1
        following = self._next + self._step
        self._next = following if stop is None or following <= stop else stop
        return value


STOP_ERROR = 'Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.'
INDICES_ERROR = 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.'
STEP_ERROR = 'Step for islice() must be a positive integer or None.'


class pairwise:
    __module__ = 'itertools'
    __slots__ = ('_source', '_old')

    def __new__(cls, *args, **kwargs):
        (iterable,) = _arguments('pairwise', args, kwargs)
        self = object.__new__(cls)
        self._source = iter(iterable)
        self._old = NOTHING
        return self

    def __iter__(self):
        return self

    def __next__(self):
        source = self._source
        if source is None:
            raise StopIteration
        try:
            if self._old is NOTHING:
                self._old = next(source)
            new = next(source)
        except BaseException:
            self._source = None
            self._old = NOTHING
            raise
        old = self._old
        self._old = new
        return (old, new)


class permutations:
    __module__ = 'itertools'
    __slots__ = ('_pool', '_indices', '_cycles', '_row')

    def __new__(cls, *args, **kwargs):
        iterable, r = _arguments('permutations', args, kwargs)
        pool = tuple(iterable)
        if r is None:
            r = len(pool)
        elif not isinstance(r, int):
            raise TypeError('Expected int as r')
        else:
            r = to_size(r)
            if r < 0:
                raise ValueError('r must be non-negative')
        self = object.__new__(cls)
        self._pool = pool
        self._indices = [*range(len(pool))] if r <= len(pool) else None
        self._cycles = None if self._indices is None else [*range(len(pool), len(pool) - r, -1)]
        self._row = None
        return self

    def __iter__(self):
        return self

    def __next__(self):
        indices = self._indices
        if indices is None:
            raise StopIteration
        pool = self._pool
        cycles = self._cycles
        r = len(cycles)
        if self._row is None:
            self._row = [*pool[:r]]
            return tuple(self._row)
        row = self._row
        at = r - 1
        while at >= 0:
            cycles[at] -= 1
            if cycles[at] == 0:
                indices.append(indices.pop(at))
                cycles[at] = len(pool) - at
            else:
                other = -cycles[at]
                indices[at], indices[other] = indices[other], indices[at]
                while at < r:
                    row[at] = pool[indices[at]]
                    at += 1
                return tuple(row)
            at -= 1
        self._indices = None
        raise StopIteration


class product:
    __module__ = 'itertools'
    __slots__ = ('_pools', '_indices', '_row')

    def __new__(cls, *args, **kwargs):
        repeat, iterables = _arguments('product', args, kwargs)
        repeat = to_size(repeat)
        if repeat < 0:
            raise ValueError('repeat argument cannot be negative')
        pools = []
        if repeat:
            if len(iterables) * repeat > MOST // 8:
                raise OverflowError('repeat argument too large')
            for iterable in iterables:
                pools.append(tuple(iterable))
        pools = pools * repeat
        self = object.__new__(cls)
        self._pools = pools
        self._indices = [0] * len(pools)
        self._row = None
        return self

    def __iter__(self):
        return self

    def __next__(self):
        pools = self._pools
        if pools is None:
            raise StopIteration
        row = self._row
        if row is None:
            if not all(pools):
                self._pools = None
                raise StopIteration
            self._row = [pool[0] for pool in pools]
            return tuple(self._row)
        indices = self._indices
        at = len(pools) - 1
        while at >= 0:
            index = indices[at] + 1
            if index < len(pools[at]):
                indices[at] = index
                row[at] = pools[at][index]
                return tuple(row)
            indices[at] = 0
            row[at] = pools[at][0]
            at -= 1
        self._pools = None
        raise StopIteration


class repeat:
    __module__ = 'itertools'
    __slots__ = ('_value', '_left')

    def __new__(cls, *args, **kwargs):
        value, times = _arguments('repeat', args, kwargs)
        self = object.__new__(cls)
        self._value = value
        self._left = None if times is _nothing else max(to_size(times), 0)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        left = self._left
        if left is not None:
            if left == 0:
                raise StopIteration
            self._left = left - 1
        return self._value

    def __length_hint__(self):
        if self._left is None:
            raise TypeError('len() of unsized object')
        return self._left

    def __repr__(self):
        name = type(self).__name__
        if self._left is None:
            return f'{name}({self._value!r})'
        return f'{name}({self._value!r}, {self._left})'


class starmap:
    __module__ = 'itertools'
    __slots__ = ('_function', '_source')

    def __new__(cls, *args, **kwargs):
        function, iterable = _arguments('starmap', args, kwargs if cls is starmap else {})
        self = object.__new__(cls)
        self._function = function
        self._source = iter(iterable)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        row = next(self._source)
        if not isinstance(row, tuple):
            row = tuple(row)
        return self._function(*row)


class takewhile:
    __module__ = 'itertools'
    __slots__ = ('_predicate', '_source', '_stopped')

    def __new__(cls, *args, **kwargs):
        predicate, iterable = _arguments('takewhile', args, kwargs if cls is takewhile else {})
        self = object.__new__(cls)
        self._predicate = predicate
        self._source = iter(iterable)
        self._stopped = False
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if self._stopped:
            raise StopIteration
        value = next(self._source)
        if self._predicate(value):
            return value
        self._stopped = True
        raise StopIteration


class _tee:
    """One of several readers of the same items. ``_link`` is a list of an item and the link behind it, or empty where
    nobody has read on yet; each reader keeps alive only what it has not read."""

    __module__ = 'itertools'
    __final_class__ = True
    __slots__ = ('_source', '_link')

    def __new__(cls, iterable, /):
        if isinstance(iterable, _tee):
            return tee_from(iterable._source, iterable._link)
        return tee_from(iter(iterable), [])

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if not link:
            value = next(self._source)
            link.append(value)
            link.append([])
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return tee_from(self._source, self._link)


def tee_from(source, link):
    self = object.__new__(_tee)
    self._source = source
    self._link = link
    return self


def itertools_tee(iterable, n):
    n = to_size(n)
    if n < 0:
        raise ValueError('n must be >= 0')
    if n == 0:
        return ()
    source = iter(iterable)
    if _has_special(source, '__copy__') and (_tee_keeps() or not isinstance(source, _tee)):
        first = source
    else:
        first = _tee(source)
    made = [first]
    while len(made) < n:
        made.append(first.__copy__())
    return tuple(made)


class zip_longest:
    __module__ = 'itertools'
    __slots__ = ('_sources', '_active', '_fill')

    def __new__(cls, *args, **kwargs):
        fill, iterables = _arguments('zip_longest', args, kwargs)
        self = object.__new__(cls)
        self._sources = [iter(iterable) for iterable in iterables]
        self._active = len(self._sources)
        self._fill = fill
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if not self._active:
            raise StopIteration
        sources = self._sources
        row = []
        for index in range(len(sources)):
            source = sources[index]
            if source is None:
                row.append(self._fill)
                continue
            try:
                value = next(source)
            except StopIteration:
                self._active -= 1
                if not self._active:
                    raise
                sources[index] = None
                value = self._fill
            except BaseException:
                self._active = 0
                raise
            row.append(value)
        return tuple(row)
