"""Operations of the machine that run sandbox code: the slow paths of instructions, written in the sandbox's
own Python."""


def collect(iterable):
    result = []
    for item in iterable:
        result.append(item)
    return result


def fill(target, iterable):
    """Append the items, after asking for their number as lists and tuples do when they are filled."""
    source = iter(iterable)
    ask_length(iterable)
    if _special(source, '__next__'):
        while True:
            try:
                item = next(source)
            except StopIteration:
                return target
            target.append(item)
    for item in source:
        target.append(item)
    return target


def fill_new(iterable):
    return fill([], iterable)


def ask_length(obj):
    if _special(obj, '__len__') or _special(obj, '__length_hint__'):
        length_hint(obj)


def length_hint(obj):
    try:
        if _special(obj, '__len__'):
            return length_of(obj)
        hint = _call_special(obj, '__length_hint__')
    except TypeError:
        return 0
    if hint is NotImplemented:
        return 0
    if not isinstance(hint, int):
        raise TypeError(f'__length_hint__ must be an integer, not {_type_name(hint)}')
    if hint < 0:
        raise ValueError('__length_hint__() should return >= 0')
    return hint


def collect_exactly(iterable, count):
    """The items to unpack into ``count`` targets; asks for one more to know that there is none."""
    result = []
    for item in iterable:
        if len(result) == count:
            raise ValueError(f'too many values to unpack (expected {count})')
        result.append(item)
    return result


def call_descriptor(method, obj, *args):
    """Call a special method that is no plain function: bind it first."""
    return _bind(method, obj)(*args)


def call_bound(method, obj, args, kwargs):
    """Call an object whose ``__call__`` is a property or another descriptor."""
    return _bind(method, obj)(*args, **kwargs)


def compare_by_descriptor(method, obj, other):
    """A comparison's special method that is a property or descriptor: where it has no value, there is no method."""
    try:
        bound = _bind(method, obj)
    except BaseException:
        return NotImplemented
    return bound(other)


def iter_by_descriptor(obj, method):
    """``iter(obj)`` by an ``__iter__`` that is a property or descriptor: where it has no value, there is no method."""
    try:
        bound = _bind(method, obj)
    except BaseException:
        bound = None
    if bound is not None:
        return iter_checked(obj, bound)
    if _has_special(obj, '__getitem__'):
        return make_iterator(obj)
    raise TypeError(f"'{_type_name(obj)}' object is not iterable")


def check_claimed_class(obj, info):
    """``isinstance(obj, info)`` by the class that ``obj.__class__`` claims."""
    if type(info) is tuple:
        for member in info:
            if isinstance(obj, member):
                return True
        return False
    try:
        cls = obj.__class__
    except AttributeError:
        return False
    return _is_class(cls) and cls is not type(obj) and issubclass(cls, info)


def attribute_or_fallback(obj, name, attr, cls):
    """A property or descriptor of a class with ``__getattr__``, which its AttributeError falls back to."""
    try:
        return _bind(attr, obj)
    except AttributeError:
        return _bind(_class_attribute(cls, '__getattr__'), obj)(name)


def getattribute(obj, name):
    """``obj.name`` where the class has a ``__getattribute__`` of its own."""
    cls = type(obj)
    try:
        return _class_attribute(cls, '__getattribute__')(obj, name)
    except AttributeError:
        fallback = _class_attribute(cls, '__getattr__')
        if fallback is None:
            raise
    return _bind(fallback, obj)(name)


def class_hooks(cls, names, kwargs):
    """What making a class calls: ``__set_name__`` of its attributes, then ``__init_subclass__`` of its parent."""
    for name, value in list(names.items()):
        hook = _set_name_hook(value)
        if hook is not None:
            try:
                hook(value, cls, name)
            except BaseException as error:
                text = f'Error calling __set_name__ on {type(value).__name__!r} instance {name!r} in {cls.__name__!r}'
                if not _notes_set_name():
                    raise RuntimeError(text) from error
                error.add_note(text)
                raise
    _init_subclass(cls)(**kwargs)


def construct(cls, args, kwargs):
    """``cls(*args, **kwargs)`` where the class has a ``__new__`` of its own."""
    obj = _constructor(cls)(cls, *args, **kwargs)
    if _is_instance(obj, cls):
        _initialize(obj, args, kwargs)
    return obj


def initialize(obj, init, args, kwargs):
    """Call an ``__init__`` that is no plain function."""
    result = _bind(init, obj)(*args, **kwargs)
    if result is not None:
        raise TypeError(f"__init__() should return None, not '{type(result).__name__}'")
    return obj


def mapping_items(mapping):
    """A mapping that is no dict, as a dict."""
    result = {}
    for key in mapping.keys():
        result[key] = mapping[key]
    return result


def check_instance(obj, info):
    """``isinstance(obj, info)`` where a class of ``info`` decides itself."""
    for member in _alternatives(info):
        hook = _check_hook(member, 'isinstance')
        if hook is None:
            if isinstance(obj, member):
                return True
        elif hook(member, obj) or _is_subclass(type(obj), member):
            return True
    return False


def check_subclass(cls, info):
    """``issubclass(cls, info)`` where a class of ``info`` decides itself."""
    for member in _alternatives(info):
        hook = _check_hook(member, 'issubclass')
        if hook is None:
            if issubclass(cls, member):
                return True
        elif hook(member, cls) or _is_subclass(cls, member):
            return True
    return False


def _alternatives(info):
    """The classes of a tuple or union, one after the other; only the outermost level."""
    if type(info) is tuple:
        return info
    if _check_hook(info, 'isinstance') is None and _check_hook(info, 'issubclass') is None:
        return info.__args__
    return (info,)


def match_class(subject, cls, count, names):
    """The values of a class pattern's sub-patterns, or None where the subject doesn't match."""
    if not _is_class(cls):
        raise TypeError(_class_pattern_error())
    if not isinstance(subject, cls):
        return None
    values = []
    if count:
        found = _match_args(cls)
        if found is None:
            allowed = 1 if _matches_itself(cls) else 0
            if count > allowed:
                plural = '' if allowed == 1 else 's'
                raise TypeError(f'{cls.__name__}() accepts {allowed} positional sub-pattern{plural} ({count} given)')
            values.append(subject)
        else:
            (positional,) = found
            if type(positional) is not tuple:
                raise TypeError(f'{cls.__name__}.__match_args__ must be a tuple (got {type(positional).__name__})')
            allowed = len(positional)
            if count > allowed:
                plural = '' if allowed == 1 else 's'
                raise TypeError(f'{cls.__name__}() accepts {allowed} positional sub-pattern{plural} ({count} given)')
            seen = set()
            for name in positional[:count]:
                if type(name) is not str:
                    raise TypeError(f'__match_args__ elements must be strings (got {type(name).__name__})')
                if name in seen or name in names:
                    raise TypeError(f'{cls.__name__}() got multiple sub-patterns for attribute {name!r}')
                seen.add(name)
                try:
                    values.append(getattr(subject, name))
                except AttributeError:
                    return None
    for name in names:
        try:
            values.append(getattr(subject, name))
        except AttributeError:
            return None
    return values


def await_value(awaitable):
    return await awaitable


def close_delegate(iterator, exc):
    """GeneratorExit was thrown into a generator that delegates to another: that one is closed first."""
    iterator.close()
    raise exc


def throw_to(iterator, exc):
    return iterator.throw(exc)


def send_to(iterator, value):
    return iterator.send(value)


def iter_checked(obj, method):
    """``iter(obj)``; what ``__iter__`` gives must be an iterator."""
    result = method(obj) if _is_function(method) else method()
    if not _is_iterator(result):
        raise TypeError(f"iter() returned non-iterator of type '{type(result).__name__}'")
    return result


def iter_by_index(obj):
    """``iter(obj)`` of an object that only has ``__getitem__``."""
    return make_iterator(obj)


def contains(container, item):
    """``item in container``, by ``==`` of each element in turn."""
    for element in container:
        if element is item or element == item:
            return True
    return False


def get_indexed(sequence, key):
    return sequence[sequence_key(sequence, key)]


def set_indexed(sequence, key, value):
    sequence[sequence_key(sequence, key)] = value


def del_indexed(sequence, key):
    del sequence[sequence_key(sequence, key)]


def sequence_key(sequence, key):
    """The int that an instance used as an index stands for."""
    plain = _payload(key)
    if isinstance(plain, int):
        return plain
    if not _has_special(key, '__index__'):
        name = type(sequence).__name__
        kind = type(key).__name__
        if name == 'str':
            raise TypeError(f"string indices must be integers, not '{kind}'")
        if name == 'bytes':
            raise TypeError(f'byte indices must be integers or slices, not {kind}')
        raise TypeError(f'{name} indices must be integers or slices, not {kind}')
    return as_index(key)


def get_sliced(sequence, key):
    return sequence[slice(slice_part(key.start), slice_part(key.stop), slice_part(key.step))]


def slice_part(value):
    if value is None or isinstance(value, int):
        return value
    if not _has_special(value, '__index__'):
        raise TypeError('slice indices must be integers or None or have an __index__ method')
    return as_index(value)


def not_equal_by_eq(x, y):
    """The default ``__ne__``: the opposite of what ``__eq__`` answers."""
    result = _call_special(x, '__eq__', y)
    if result is NotImplemented:
        return NotImplemented
    return not result


def pattern_item(sequence, index):
    """The item that a sequence pattern with ``*_`` asks a subclass for, counted from the end where ``index`` < 0."""
    return sequence[index if index >= 0 else length_of(sequence) + index]


def match_keys(mapping, keys, wants_rest):
    """The values that a mapping pattern's keys have in a dict's subclass, and behind them the rest where that is
    wanted; None where one is missing."""
    absent = object()
    seen = set()
    values = []
    get = mapping.get
    for key in keys:
        if key in seen:
            raise ValueError(f'mapping pattern checks duplicate key ({key!r})')
        seen.add(key)
        value = get(key, absent)
        if value is absent:
            return None
        values.append(value)
    if wants_rest:
        rest = {**mapping}
        for key in keys:
            del rest[key]
        values.append(rest)
    return values


async def async_next_or(iterator, default):
    """``anext(iterator, default)``."""
    try:
        return await _call_special(iterator, '__anext__')
    except StopAsyncIteration:
        return default


def generator_throw(generator, kind, value=None, traceback=None):
    """``generator.throw(…)`` in all its forms."""
    if traceback is not None and not _is_traceback(traceback):
        raise TypeError('throw() third argument must be a traceback object')
    if isinstance(kind, BaseException):
        if value is not None:
            raise TypeError('instance exception may not have a separate value')
        return _throw(generator, kind if traceback is None else kind.with_traceback(traceback))
    if not _is_exception_class(kind):
        name = type(kind).__name__
        raise TypeError(f'exceptions must be classes or instances deriving from BaseException, not {name}')
    if isinstance(value, kind):
        made = value
    else:
        made = _made_exception(kind, value)
    return _throw(generator, made if traceback is None else made.with_traceback(traceback))


def _made_exception(kind, value):
    """The exception of class ``kind`` with ``value``, or the one that making it raises, which takes its place."""
    try:
        if value is None:
            made = kind()
        elif isinstance(value, tuple):
            made = kind(*value)
        else:
            made = kind(value)
    except BaseException as error:
        return error
    if isinstance(made, BaseException):
        return made
    name = type(made).__name__
    return TypeError(f'calling {kind} should have returned an instance of BaseException, not {name}')


def generator_close(generator):
    try:
        _throw(generator, GeneratorExit())
    except GeneratorExit:
        return None
    except StopIteration as stopped:
        return stopped.value if _close_returns_value() else None
    raise RuntimeError(f'{_kind_of(generator)} ignored GeneratorExit')


def close_dropped(generator):
    """Close a generator that nobody knows any more; its errors go nowhere."""
    try:
        generator_close(generator)
    except BaseException:
        pass


async def async_generator_close(generator):
    try:
        await _athrow(generator, GeneratorExit())
    except (GeneratorExit, StopAsyncIteration):
        return None
    raise RuntimeError('async generator ignored GeneratorExit')


async def close_async_generator(generator):
    """Close an async generator that nobody knows any more; asyncio only logs its errors."""
    try:
        await async_generator_close(generator)
    except BaseException:
        pass


async def async_generator_throw(generator, kind, value=None, traceback=None):
    if _is_exception_class(kind):
        exc = value if isinstance(value, kind) else kind() if value is None else kind(value)
    else:
        exc = kind
    return await _athrow(generator, exc)


async def async_generator_close_or_none(generator):
    """``agen.aclose()``: nothing happens where the generator has finished or never started."""
    if _is_finished(generator):
        return None
    return await async_generator_close(generator)
