"""Builtin functions and iterators where they run sandbox code, with CPython's order of evaluation and messages."""


class zip:
    __slots__ = ('_iterators', '_strict')

    def __iter__(self):
        return self

    def __next__(self):
        if not self._iterators:
            raise StopIteration
        if self._strict:
            return next_strictly(self._iterators, 'zip')
        row = []
        for source in self._iterators:
            row.append(next(source))
        return tuple(row)


def make_zip(*iterables, strict=False):
    self = _bare(zip)
    self._strict = True if strict else False
    self._iterators = []
    for source in iterables:
        self._iterators.append(iter(source))
    return self


def next_strictly(iterators, name):
    row = []
    for source in iterators:
        try:
            row.append(next(source))
        except StopIteration:
            ended = len(row)
            break
    else:
        return tuple(row)
    if ended:
        earlier = ' 1' if ended == 1 else f's 1-{ended}'
        raise ValueError(f'{name}() argument {ended + 1} is shorter than argument{earlier}')
    for index in range(1, len(iterators)):
        try:
            next(iterators[index])
        except StopIteration:
            continue
        earlier = ' 1' if index == 1 else f's 1-{index}'
        raise ValueError(f'{name}() argument {index + 1} is longer than argument{earlier}')
    raise StopIteration


class map:
    __slots__ = ('_function', '_iterators', '_strict')

    def __iter__(self):
        return self

    def __next__(self):
        iterators = self._iterators
        if len(iterators) == 1:
            return self._function(next(iterators[0]))
        if self._strict:
            return self._function(*next_strictly(iterators, 'map'))
        row = []
        for source in iterators:
            row.append(next(source))
        return self._function(*row)


def make_map(function, /, *iterables, strict=False):
    self = _bare(map)
    self._function = function
    self._strict = True if strict else False
    self._iterators = []
    for source in iterables:
        self._iterators.append(iter(source))
    return self


class filter:
    __slots__ = ('_function', '_iterator')

    def __iter__(self):
        return self

    def __next__(self):
        function = self._function
        source = self._iterator
        while True:
            item = next(source)
            if item if function is None else function(item):
                return item


def make_filter(function, iterable):
    self = _bare(filter)
    self._function = None if function is bool else function
    self._iterator = iter(iterable)
    return self


class enumerate:
    __slots__ = ('_iterator', '_count')

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self._iterator)
        count = self._count
        self._count = count + 1
        return (count, item)


def make_enumerate(iterable, count):
    self = _bare(enumerate)
    self._iterator = iter(iterable)
    self._count = count
    return self


def make_derived(cls, maker, args, kwargs):
    """An instance of a subclass of ``zip``, ``map`` …"""
    return _recast(maker(*args, **kwargs), cls)


def enumerate_from(iterable, start=0):
    count = as_index(start)
    return make_enumerate(iterable, count)


class reversed:
    __slots__ = ('_sequence', '_index')

    def __iter__(self):
        return self

    def __next__(self):
        index = self._index
        if index >= 0:
            try:
                item = _call_special(self._sequence, '__getitem__', index)
            except (IndexError, StopIteration):
                pass
            else:
                self._index = index - 1
                return item
        self._index = -1
        self._sequence = None
        raise StopIteration

    def __length_hint__(self):
        if self._sequence is None:
            return 0
        position = self._index + 1
        return position if length_of(self._sequence) >= position else 0


def make_reversed(sequence):
    self = _bare(reversed)
    self._sequence = sequence
    self._index = len(sequence) - 1
    return self


class callable_iterator:
    __slots__ = ('_function', '_sentinel')

    def __iter__(self):
        return self

    def __next__(self):
        function = self._function
        if function is None:
            raise StopIteration
        try:
            result = function()
        except StopIteration:
            self._function = self._sentinel = None
            raise
        if self._sentinel is result or self._sentinel == result:
            self._function = self._sentinel = None
            raise StopIteration
        return result


def make_callable_iterator(function, sentinel):
    self = _bare(callable_iterator)
    self._function = function
    self._sentinel = sentinel
    return self


class iterator:
    __slots__ = ('_sequence', '_index')

    def __iter__(self):
        return self

    def __next__(self):
        if self._sequence is None:
            raise StopIteration
        index = self._index
        try:
            item = _call_special(self._sequence, '__getitem__', index)
        except (IndexError, StopIteration):
            self._sequence = None
        else:
            self._index = index + 1
            return item
        raise StopIteration


def make_iterator(sequence):
    """``iter()`` of an object that has ``__getitem__`` alone."""
    self = _bare(iterator)
    self._sequence = sequence
    self._index = 0
    return self


def next_or(source, default):
    try:
        return next(source)
    except StopIteration:
        return default


def async_iterator(iterable):
    result = type(iterable).__aiter__(iterable)
    if not hasattr(type(result), '__anext__'):
        raise TypeError(f"aiter() returned not an async iterator of type '{_type_name(result)}'")
    return result


def all_of(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def any_of(iterable):
    for item in iterable:
        if item:
            return True
    return False


def sum_of(iterable, start):
    """Exact numbers in batches, as the host adds them (floats with their lost digits); the rest one by one."""
    source = iter(iterable)
    total = start
    if _is_number(total):
        batch = []
        whole = type(total) is int
        for item in source:
            if not _is_number(item):
                total = _sum_batch(batch, total) + item
                break
            batch.append(item)
            if whole:
                whole = type(item) is int
                if whole and len(batch) == 1000:
                    total = _sum_batch(batch, total)
                    batch = []
        else:
            return _sum_batch(batch, total)
    for item in source:
        total = total + item
    return total


def min_of(iterable, **options):
    key = options.get('key')
    empty = True
    for item in iterable:
        value = item if key is None else key(item)
        if empty:
            best = item
            least = value
            empty = False
        elif value < least:
            best = item
            least = value
    if empty:
        return options['default'] if 'default' in options else min(())
    return best


def max_of(iterable, **options):
    key = options.get('key')
    empty = True
    for item in iterable:
        value = item if key is None else key(item)
        if empty:
            best = item
            most = value
            empty = False
        elif value > most:
            best = item
            most = value
    if empty:
        return options['default'] if 'default' in options else max(())
    return best


def attribute_or(obj, name, default):
    try:
        return getattr(obj, name)
    except AttributeError:
        return default


def has_attribute(obj, name):
    try:
        getattr(obj, name)
    except AttributeError:
        return False
    return True


def names_of(obj):
    return sorted(_call_special(obj, '__dir__'))


def length_of(obj):
    length = as_index(_call_special(obj, '__len__'))
    if length < 0:
        raise ValueError('__len__() should return >= 0')
    if length > 9223372036854775807:
        raise OverflowError("cannot fit 'int' into an index-sized integer")
    return int(length)


def hash_object(obj):
    return _hash_result(_call_special(obj, '__hash__'))


def truth(obj):
    return True if obj else False


def as_index(value):
    """``operator.index``; of a slice, one whose bounds are integers."""
    if isinstance(value, slice):
        return slice(bound_index(value.start), bound_index(value.stop), bound_index(value.step))
    if isinstance(value, int):
        return _payload(value)
    if not _special(value, '__index__'):
        raise TypeError(f"'{_type_name(value)}' object cannot be interpreted as an integer")
    result = _call_special(value, '__index__')
    if not isinstance(result, int):
        raise TypeError(f'__index__ returned non-int (type {_type_name(result)})')
    return _payload(result)


def bound_index(value):
    if value is None:
        return None
    if not isinstance(value, int) and not _special(value, '__index__'):
        raise TypeError('slice indices must be integers or None or have an __index__ method')
    return as_index(value)


def call_with_index(function, args, kwargs, position):
    args[position] = as_index(args[position])
    return function(*args, **kwargs)


def call_with_indexes(function, args, first=0):
    converted = [*args[:first]]
    for value in args[first:]:
        converted.append(as_index(value))
    return function(*converted)


def divmod_of(x, y):
    tried = False
    if type(x) is not type(y) and isinstance(y, type(x)) and _special(y, '__rdivmod__'):
        tried = True
        result = _call_special(y, '__rdivmod__', x)
        if result is not NotImplemented:
            return result
    if _special(x, '__divmod__'):
        result = _call_special(x, '__divmod__', y)
        if result is not NotImplemented:
            return result
    elif isinstance(x, (int, float)) and isinstance(y, (int, float)) and not _special(y, '__rdivmod__'):
        return divmod(_payload(x), _payload(y))
    elif _is_plain(x) and _is_plain(y) and _has_special(x, '__divmod__') and not _special(y, '__rdivmod__'):
        result = x.__divmod__(y)
        if result is NotImplemented and _has_special(y, '__rdivmod__'):
            result = y.__rdivmod__(x)
        if result is not NotImplemented:
            return result
    if not tried and type(x) is not type(y) and _special(y, '__rdivmod__'):
        result = _call_special(y, '__rdivmod__', x)
        if result is not NotImplemented:
            return result
    raise TypeError(f"unsupported operand type(s) for divmod(): '{_type_name(x)}' and '{_type_name(y)}'")


def power(base, exponent, modulus):
    if modulus is None:
        return base**exponent
    if _special(base, '__pow__'):
        result = _call_special(base, '__pow__', exponent, modulus)
        if result is not NotImplemented:
            return result
    elif _is_plain(base) and _is_plain(exponent) and _is_plain(modulus):
        return pow(_payload(base), _payload(exponent), _payload(modulus))
    names = f"'{_type_name(base)}', '{_type_name(exponent)}', '{_type_name(modulus)}'"
    raise TypeError(f'unsupported operand type(s) for ** or pow(): {names}')


def round_of(value, digits):
    if _special(value, '__round__'):
        return _call_special(value, '__round__') if digits is None else _call_special(value, '__round__', digits)
    return round(_payload(value), as_index(digits))


def int_new(value):
    for name in ('__int__', '__index__', '__trunc__'):
        if _special(value, name):
            result = _call_special(value, name)
            if isinstance(result, int):
                return _payload(result)
            if name == '__trunc__':
                return as_index(result)
            raise TypeError(f'{name} returned non-int (type {_type_name(result)})')
        if isinstance(value, int):
            return _payload(value)


def float_new(value):
    if _special(value, '__float__'):
        result = _call_special(value, '__float__')
        if not isinstance(result, float):
            raise TypeError(f'{_type_name(value)}.__float__ returned non-float (type {_type_name(result)})')
        return _payload(result)
    return float(as_index(value))


def complex_new(real=0, imag=0):
    if _special(real, '__complex__'):
        result = _call_special(real, '__complex__')
        if not isinstance(result, complex):
            raise TypeError(f'__complex__ returned non-complex (type {_type_name(result)})')
        real = _payload(result)
    return complex(complex_part(real), complex_part(imag))


def complex_part(value):
    return float_new(value) if _special(value, '__float__') or _special(value, '__index__') else _payload(value)


def int_from_bytes(cls, value, rest, options):
    if _special(value, '__bytes__'):
        data = _call_special(value, '__bytes__')
        if not isinstance(data, bytes):
            raise TypeError(f'__bytes__ returned non-bytes (type {_type_name(data)})')
    else:
        data = bytes([*value])
    return cls.from_bytes(data, *rest, **options)


def repr_of(obj):
    if _special(obj, '__repr__'):
        result = _call_special(obj, '__repr__')
        if not isinstance(result, str):
            raise TypeError(f'__repr__ returned non-string (type {_type_name(result)})')
        return result
    if _is_method(obj):
        return f'<bound method {obj.__func__.__qualname__} of {obj.__self__!r}>'
    if _is_plain(obj):
        return repr_container(_payload(obj), _type_name(obj))
    return type(obj).__repr__(obj)


def ascii_of(obj):
    return _escape(repr_of(obj))


def print_rest(values, sep, end):
    """The rest of a ``print`` to stdout."""
    first = True
    for value in values:
        if not first:
            _write(sep)
        first = False
        _write(str(value))
    _write(end)


def print_text(file, text, flush):
    file.write(text)
    if flush:
        file.flush()


def print_to(file, values, sep, end, flush):
    first = True
    for value in values:
        if not first:
            file.write(sep)
        first = False
        file.write(str(value))
    file.write(end)
    if flush:
        file.flush()
