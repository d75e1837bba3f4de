"""``functools``."""


def functools_reduce(function, iterable, initial):
    try:
        source = iter(iterable)
    except TypeError:
        source = None
    if source is None:
        raise TypeError('reduce() arg 2 must support iteration')
    if initial is _nothing:
        try:
            result = next(source)
        except StopIteration:
            source = None
        if source is None:
            raise TypeError('reduce() of empty iterable with no initial value')
    else:
        result = initial
    for item in source:
        result = function(result, item)
    return result


class KeyWrapper:
    __module__ = 'functools'
    __slots__ = ('_compare', 'obj')
    __final_class__ = True
    __hash__ = None

    def __call__(self, *args, **kwargs):
        (obj,) = _arguments('KeyWrapper', args, kwargs)
        made = object.__new__(KeyWrapper)
        made._compare = self._compare
        made.obj = obj
        return made

    def __lt__(self, other):
        return compared(self, other) < 0

    def __le__(self, other):
        return compared(self, other) <= 0

    def __eq__(self, other):
        return compared(self, other) == 0

    def __ne__(self, other):
        return compared(self, other) != 0

    def __gt__(self, other):
        return compared(self, other) > 0

    def __ge__(self, other):
        return compared(self, other) >= 0


def compared(key, other):
    if not isinstance(other, KeyWrapper):
        raise TypeError('other argument must be K instance')
    return key._compare(key.obj, other.obj)


def functools_cmp_to_key(mycmp):
    made = object.__new__(KeyWrapper)
    made._compare = mycmp
    made.obj = None
    return made


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            pass
        else:
            setattr(wrapper, name, value)
    for name in updated:
        if name == '__dict__':
            for key, value in getattr(wrapped, name, {}).items():
                setattr(wrapper, key, value)
        else:
            getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


class partial:
    __module__ = 'functools'

    def __new__(cls, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func = args[0]
        if not callable(func):
            raise TypeError('the first argument must be callable')
        args = args[1:]
        if isinstance(func, partial) and type(func) is cls is partial:
            args = func._args + args
            keywords = {**func._keywords, **keywords}
            func = func._func
        self = object.__new__(cls)
        self._func = func
        self._args = args
        self._keywords = keywords
        return self

    @property
    def func(self):
        return self._func

    @property
    def args(self):
        return self._args

    @property
    def keywords(self):
        return self._keywords

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def __call__(self, /, *args, **keywords):
        return self._func(*self._args, *args, **{**self._keywords, **keywords})

    def __repr__(self):
        cls = type(self)
        name = f'{cls.__module__}.{cls.__qualname__}'
        if _repr_running(self):
            return '...'
        shown = [repr(self._func)]
        for value in self._args:
            shown.append(repr(value))
        for key, value in self._keywords.items():
            shown.append(f'{key}={value!r}')
        return f'{name}({", ".join(shown)})'


class partialmethod:
    __module__ = 'functools'

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def __repr__(self):
        cls = type(self)
        shown = [repr(self.func)]
        for value in self.args:
            shown.append(repr(value))
        for key, value in self.keywords.items():
            shown.append(f'{key}={value!r}')
        return f'{cls.__module__}.{cls.__qualname__}({", ".join(shown)})'

    def __get__(self, obj, cls=None):
        getter = getattr(self.func, '__get__', None)
        if getter is not None:
            bound = getter(obj, cls)
            if bound is not self.func:
                made = partial(bound, *self.args, **self.keywords)
                if hasattr(bound, '__self__'):
                    made.__self__ = bound.__self__
                return made

        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        return _method.__get__(obj, cls) if obj is not None else _method


KEYWORDS_FOLLOW = object()


class _lru_cache_wrapper:
    __module__ = 'functools'
    __final_class__ = True

    def __call__(self, /, *args, **kwargs):
        maxsize = self._maxsize
        if maxsize == 0:
            self._misses += 1
            return self.__wrapped__(*args, **kwargs)
        key = args
        if kwargs:
            key = (*args, KEYWORDS_FOLLOW)
            for name, value in kwargs.items():
                key = (*key, name, value)
        if self._typed:
            key = (*key, *[type(value) for value in args], *[type(value) for value in kwargs.values()])
        elif len(key) == 1 and type(key[0]) in (int, str):
            key = key[0]
        found = self._found
        if key in found:
            self._hits += 1
            result = found[key]
            if maxsize is not None:
                del found[key]
                found[key] = result
            return result
        self._misses += 1
        result = self.__wrapped__(*args, **kwargs)
        found = self._found
        if key not in found:
            if maxsize is not None and len(found) >= maxsize:
                del found[next(iter(found))]
            found[key] = result
        return result

    def __get__(self, obj, cls=None):
        return self if obj is None else _method(self, obj)

    def __repr__(self):
        return object.__repr__(self)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def cache_info(self):
        if self._info is None:  # a class of the program's own: the dicts of a shared one could be changed
            self._info = namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'], module='functools')
        return self._info(self._hits, self._misses, self._maxsize, len(self._found))

    def cache_clear(self):
        self._found = {}
        self._hits = self._misses = 0

    def cache_parameters(self):
        return {'maxsize': self._maxsize, 'typed': self._typed}


def cached(function, maxsize, typed):
    if not callable(function):
        raise TypeError('the first argument must be callable')
    made = object.__new__(_lru_cache_wrapper)
    made._found = {}
    made._hits = made._misses = 0
    made._maxsize = maxsize
    made._typed = typed
    made._info = None
    return update_wrapper(made, function)


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorating_function(user_function):
        return cached(user_function, maxsize, typed)

    return decorating_function


def cache(user_function, /):
    return cached(user_function, None, False)


class cached_property:
    __module__ = 'functools'

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            names = f'{self.attrname!r} and {name!r}'
            raise TypeError(f'Cannot assign the same cached_property to two different names ({names}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            attributes = instance.__dict__
        except AttributeError:
            attributes = None
        if attributes is None:
            kind = type(instance).__name__
            raise TypeError(f"No '__dict__' attribute on {kind!r} instance to cache {self.attrname!r} property.")
        value = attributes.get(self.attrname, NOT_FOUND)
        if value is NOT_FOUND:
            value = self.func(instance)
            attributes[self.attrname] = value
        return value


NOT_FOUND = object()

# For each operation that a class may define: the others, as whether they negate it, and how they ask for equality.
DERIVED = {
    '__lt__': (('__gt__', True, 'and not equal'), ('__le__', False, 'or equal'), ('__ge__', True, '')),
    '__le__': (('__ge__', True, 'or equal'), ('__lt__', False, 'and not equal'), ('__gt__', True, '')),
    '__gt__': (('__lt__', True, 'and not equal'), ('__ge__', False, 'or equal'), ('__le__', True, '')),
    '__ge__': (('__le__', True, 'or equal'), ('__gt__', False, 'and not equal'), ('__lt__', True, '')),
}


def derived(root, name, negated, equality):
    def operation(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if negated:
            result = not result
        if equality == 'and not equal':
            return result and self != other
        return result or self == other if equality else result

    operation.__name__ = name
    return operation


def total_ordering(cls):
    for root in DERIVED:
        if getattr(cls, root, None) is not getattr(object, root, None):
            break
    else:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    for name, negated, equality in DERIVED[root]:
        if getattr(cls, name, None) is getattr(object, name, None):
            setattr(cls, name, derived(root, name, negated, equality))
    return cls


def find_implementation(cls, registry):
    """The implementation for a class: along its mro, behind each class the abstract ones that it is the first to be."""
    for base in cls.__mro__:
        if base in registry:
            if base is not object:
                return registry[base]
        candidates = []
        for kind in registry:
            if kind not in cls.__mro__ and is_kind(base, kind):
                if not any(is_kind(parent, kind) for parent in base.__bases__):
                    candidates.append(kind)
        best = [kind for kind in candidates if not any(o is not kind and is_kind(o, kind) for o in candidates)]
        if len(best) > 1:
            raise RuntimeError(f'Ambiguous dispatch: {best[0]} or {best[1]}')
        if best:
            return registry[best[0]]
    return registry.get(object)


def is_kind(cls, kind):
    try:
        return issubclass(cls, kind)
    except TypeError:
        return False


def union_members(cls):
    """The classes of a union; None for what is none."""
    if _is_class(cls):
        return None
    members = get_args(cls)
    return members if members and all(_is_class(member) for member in members) and '|' in repr(int | cls) else None


def singledispatch(func):
    registry = {object: func}
    funcname = getattr(func, '__name__', 'singledispatch function')

    def dispatch(cls):
        return find_implementation(cls, registry)

    def register(cls, func=None):
        members = union_members(cls)
        if _is_class(cls) or members:
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class or union type.')
            func = cls
            if not getattr(func, '__annotations__', None):
                raise TypeError(
                    f'Invalid first argument to `register()`: {func!r}. '
                    'Use either `@register(some_class)` or plain `@register` on an annotated function.'
                )
            argname, cls = next(iter(get_type_hints(func).items()))
            members = union_members(cls)
            if not _is_class(cls) and not members:
                raise TypeError(f'Invalid annotation for {argname!r}. {cls!r} is not a class.')
        for member in members or (cls,):
            registry[member] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{funcname} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = lambda: None
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    __module__ = 'functools'

    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            if not args:
                name = getattr(self.func, '__name__', 'singledispatchmethod method')
                raise TypeError(f'{name} requires at least 1 positional argument')
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        _method.register = self.register
        return update_wrapper(_method, self.func)
