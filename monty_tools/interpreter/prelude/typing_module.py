"""``typing``: special forms, type variables, named tuples, typed dicts, protocols, and the abstract classes behind it.

Objects that all programs share carry what they are in the tuple that they are instances of: it can't be assigned to.
"""

NoneType = type(None)


def type_text(obj):
    """How an argument of a subscripted type is shown."""
    if obj is ...:
        return '...'
    if _is_class(obj):
        return obj.__qualname__ if obj.__module__ == 'builtins' else f'{obj.__module__}.{obj.__qualname__}'
    if isinstance(obj, (list, tuple)) and _is_plain(obj) and not isinstance(obj, SpecialForm):
        return '[' + ', '.join([type_text(item) for item in obj]) + ']' if type(obj) in (list, tuple) else repr(obj)
    if _is_function(obj):
        return obj.__name__
    return repr(obj)


def alias_repr(alias):
    origin, args, name = _typing_parts(alias)
    shown = ', '.join([type_text(arg) for arg in args]) if args else '()'
    return f'{name or type_text(origin)}[{shown}]'


def union_repr(union):
    return ' | '.join(['None' if member is NoneType else type_text(member) for member in _typing_members(union)])


_typing_adopt(alias_repr, union_repr)


def converted(arg):
    """An argument as CPython keeps it: None as its class, a string as a forward reference."""
    if arg is None:
        return NoneType
    if type(arg) is str:
        return ForwardRef(arg)
    return arg


def checked(arg, message):
    """A type, or TypeError."""
    arg = converted(arg)
    if type(arg) is tuple:
        raise TypeError(f'{message} Got {arg!r:.100}.')
    if arg is Generic or arg is Protocol or isinstance(arg, SpecialForm) and _payload(arg)[0] in NO_ARGUMENTS:
        raise TypeError(f'Plain {arg!r} is not valid as type argument')
    return arg


def as_tuple(parameters):
    return parameters if type(parameters) is tuple else (parameters,)


class TypeObject(tuple):
    """Base of what can stand in an annotation beside classes."""

    __module__ = 'typing'
    __slots__ = ()
    __iter__ = None
    __add__ = None
    __mul__ = None
    __rmul__ = None

    def __or__(self, other):
        return union_of((self, other))

    def __ror__(self, other):
        return union_of((other, self))


class SpecialForm(TypeObject):
    """``Optional``, ``List`` …: a tuple of name, what it stands for, and how many parameters that takes (-1: any)."""

    __qualname__ = '_SpecialForm'
    __slots__ = ()

    def __repr__(self):
        return 'typing.' + _payload(self)[0]

    def __getitem__(self, parameters):
        name, origin, count = _payload(self)
        subscribe = SUBSCRIPTS.get(name)
        if subscribe is not None:
            return subscribe(parameters)
        if origin is None:
            raise TypeError(f'{self!r} is not subscriptable')
        args = tuple([checked(arg, 'Parameters to generic types must be types.') for arg in as_tuple(parameters)])
        if count >= 0 and len(args) != count:
            many = 'many' if len(args) > count else 'few'
            raise TypeError(f'Too {many} arguments for {self!r}; actual {len(args)}, expected {count}')
        return alias_of(origin, args, repr(self))

    def __call__(self, *args, **kwargs):
        if self is Any:
            raise TypeError('Any cannot be instantiated')
        origin = _payload(self)[1]
        if _is_class(origin):
            raise TypeError(f'Type {_payload(self)[0]} cannot be instantiated; use {origin.__name__}() instead')
        raise TypeError(f'Cannot instantiate {self!r}')

    @property
    def __name__(self):
        return _payload(self)[0]

    @property
    def __origin__(self):
        origin = _payload(self)[1]
        if origin is None:
            raise AttributeError("'_SpecialForm' object has no attribute '__origin__'")
        return origin

    def __instancecheck__(self, obj):
        origin = _payload(self)[1]
        if _is_class(origin):
            return isinstance(obj, origin)
        raise TypeError(f'{self!r} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        origin = _payload(self)[1]
        if self is Any:
            return False  # a class, which nothing inherits from here
        if _is_class(origin):
            return issubclass(cls, origin)
        raise TypeError(f'{self!r} cannot be used with issubclass()')


class Alias(TypeObject):
    """A subscripted special form: a tuple of what was subscripted, the arguments, and its name."""

    __qualname__ = '_GenericAlias'
    __slots__ = ()

    @property
    def __origin__(self):
        return _payload(self)[0]

    @property
    def __args__(self):
        return _payload(self)[1]

    @property
    def __metadata__(self):
        if _payload(self)[0] is not Annotated:
            raise AttributeError(f'{self!r} has no attribute __metadata__')
        return _payload(self)[1][1:]

    @property
    def __parameters__(self):
        return parameters_of(_payload(self)[1])

    def __repr__(self):
        origin, args, name = _payload(self)
        if origin is Union:
            if len(args) == 2 and NoneType in args:
                return f'typing.Optional[{type_text(args[0] if args[1] is NoneType else args[1])}]'
            return f'typing.Union[{", ".join([type_text(arg) for arg in args])}]'
        if origin is Literal:
            return f'typing.Literal[{", ".join([repr(arg) for arg in args])}]'
        if origin is Annotated:
            return f'typing.Annotated[{type_text(args[0])}, {", ".join([repr(arg) for arg in args[1:]])}]'
        if origin is CallableClass and args[0] is not ... and not isinstance(args[0], TypeObject):
            shown = ', '.join([type_text(arg) for arg in args[:-1]])
            return f'{name}[[{shown}], {type_text(args[-1])}]'
        return f'{name}[{", ".join([type_text(arg) for arg in args]) or "()"}]'

    def __eq__(self, other):
        if isinstance(other, Alias):
            if _payload(self)[0] is Union and _payload(other)[0] is Union:
                return same_members(_payload(self)[1], _payload(other)[1])
            if _payload(self)[0] is Literal and _payload(other)[0] is Literal:
                return same_members(typed_members(self), typed_members(other))
            return _payload(self)[:2] == _payload(other)[:2]
        members = _typing_members(other)
        if members is not None and _payload(self)[0] is Union:
            return same_members(members, _payload(self)[1])
        return NotImplemented

    def __hash__(self):
        origin, args, name = _payload(self)
        if origin is Literal:
            return hash(frozenset(typed_members(self)))
        return hash(frozenset(args)) if origin is Union else hash((origin, args))

    def __getitem__(self, parameters):
        origin, args, name = _payload(self)
        values = [converted(arg) for arg in as_tuple(parameters)]
        wanted = parameters_of(args)
        if not wanted:
            raise TypeError(f'{self!r} is not a generic class')
        check_count(self, values, wanted)
        args = tuple([substituted(arg, wanted, values) for arg in args])
        return union_of(args) if origin is Union else _typing_object(Alias, (origin, args, name))

    def __call__(self, *args, **kwargs):
        origin = _payload(self)[0]
        if _is_class(origin):
            return origin(*args, **kwargs)
        raise TypeError(f'Cannot instantiate {self!r}')

    def __instancecheck__(self, obj):
        if _payload(self)[0] is not Union:
            raise TypeError('Subscripted generics cannot be used with class and instance checks')
        for member in _payload(self)[1]:
            if isinstance(obj, member):
                return True
        return False

    def __subclasscheck__(self, cls):
        if _payload(self)[0] is not Union:
            raise TypeError('Subscripted generics cannot be used with class and instance checks')
        for member in _payload(self)[1]:
            if issubclass(cls, member):
                return True
        return False


def same_members(some, others):
    return len(some) == len(others) and all(member in others for member in some)


def typed_members(literal):
    """The values of a ``Literal`` with their types, which tell ``1`` from ``True``."""
    return [(value, type(value)) for value in _payload(literal)[1]]


def alias_of(origin, args, name):
    """A class subscripted through ``typing``: it can be called and be a base class."""
    return _typing_alias(origin, args, name)


def check_count(alias, values, wanted):
    if len(values) != len(wanted):
        many = 'many' if len(values) > len(wanted) else 'few'
        least = 'at least ' if many == 'few' and _typing_version() >= 313 else ''
        raise TypeError(f'Too {many} arguments for {alias!r}; actual {len(values)}, expected {least}{len(wanted)}')


def subscribe_alias(alias, parameters):
    """``list[T][int]``: a subscripted class subscripted again."""
    origin, args, name = _typing_parts(alias)
    values = [converted(arg) for arg in as_tuple(parameters)]
    wanted = parameters_of(args)
    if not wanted:
        raise TypeError(f'{alias!r} is not a generic class')
    check_count(alias, values, wanted)
    return _typing_alias(origin, tuple([substituted(arg, wanted, values) for arg in args]), name)


def parameters_of(args):
    """The type variables among the arguments, each once, in order."""
    found = []
    for arg in args:
        if isinstance(arg, TypeVariable):
            inner = (arg,)
        elif isinstance(arg, Alias):
            inner = parameters_of(_payload(arg)[1])
        else:
            parts = _typing_parts(arg)
            inner = () if parts is None else parameters_of(parts[1])
        for variable in inner:
            if variable not in found:
                found.append(variable)
    return tuple(found)


def substituted(arg, wanted, values):
    if isinstance(arg, TypeVariable):
        return values[wanted.index(arg)]
    if isinstance(arg, Alias):
        origin, args, name = _payload(arg)
        args = tuple([substituted(item, wanted, values) for item in args])
        return union_of(args) if origin is Union else _typing_object(Alias, (origin, args, name))
    parts = _typing_parts(arg)
    if parts is None:
        return arg
    return _typing_alias(parts[0], tuple([substituted(item, wanted, values) for item in parts[1]]), parts[2])


def union_of(parameters):
    """``Union[parameters]``: members of unions in their place, each type once."""
    members = []
    for parameter in parameters:
        parameter = checked(parameter, 'Union[arg, ...]: each arg must be a type.')
        inner = _typing_members(parameter)
        if inner is None:
            inner = (parameter,)
            if isinstance(parameter, Alias) and _payload(parameter)[0] is Union:
                inner = _payload(parameter)[1]
        for member in inner:
            if member not in members:
                members.append(member)
    if len(members) == 1:
        return members[0]
    return _typing_object(Alias, (Union, tuple(members), 'typing.Union'))


# What subscribing the forms of particular meaning does.


def subscribe_union(parameters):
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    return union_of(as_tuple(parameters))


def subscribe_optional(parameters):
    return union_of((checked(parameters, 'typing.Optional requires a single type.'), NoneType))


def subscribe_literal(parameters):
    values = []
    for value in as_tuple(parameters):
        inner = (value,)
        if isinstance(value, Alias) and _payload(value)[0] is Literal:
            inner = _payload(value)[1]
        for item in inner:
            if not any(item == seen and type(item) is type(seen) for seen in values):
                values.append(item)
    return _typing_object(Alias, (Literal, tuple(values), 'typing.Literal'))


def subscribe_annotated(parameters):
    if type(parameters) is not tuple or len(parameters) < 2:
        raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
    inner = checked(parameters[0], 'Annotated[t, ...]: t must be a type.')
    if isinstance(inner, Alias) and _payload(inner)[0] is Annotated:
        return _typing_object(Alias, (Annotated, _payload(inner)[1] + parameters[1:], 'typing.Annotated'))
    return _typing_object(Alias, (Annotated, (inner, *parameters[1:]), 'typing.Annotated'))


def subscribe_callable(parameters):
    if type(parameters) is not tuple or len(parameters) != 2:
        raise TypeError('Callable must be used as Callable[[arg, ...], result].')
    params, result = parameters
    result = checked(result, 'Callable[args, result]: result must be a type.')
    if params is ...:
        return _typing_object(Alias, (CallableClass, (..., result), 'typing.Callable'))
    if type(params) is list or type(params) is tuple:
        args = [checked(arg, 'Callable[[arg, ...], result]: each arg must be a type.') for arg in params]
        return _typing_object(Alias, (CallableClass, (*args, result), 'typing.Callable'))
    if isinstance(params, (ParamSpec, Alias)):
        return _typing_object(Alias, (CallableClass, (params, result), 'typing.Callable'))
    raise TypeError(f'Callable[args, result]: args must be a list. Got {params!r}')


def subscribe_tuple(parameters):
    parameters = as_tuple(parameters)
    if not parameters:
        return _typing_object(Alias, (tuple, (), 'typing.Tuple'))
    if len(parameters) >= 2 and parameters[-1] is ...:
        return alias_of(tuple, tuple([converted(arg) for arg in parameters]), 'typing.Tuple')
    args = tuple([checked(arg, 'Tuple[t0, t1, ...]: each t must be a type.') for arg in parameters])
    return alias_of(tuple, args, 'typing.Tuple')


def one_parameter(name):
    def subscribe(parameters):
        form = FORMS[name]
        if type(parameters) is tuple:
            raise TypeError(f'{form!r} accepts only single type. Got {parameters!r}.')
        arg = checked(parameters, f'{form!r} accepts only single type.')
        return _typing_object(Alias, (form, (arg,), f'typing.{name}'))

    return subscribe


def many_parameters(name):
    def subscribe(parameters):
        form = FORMS[name]
        args = [converted(arg) for arg in as_tuple(parameters)]
        if len(args) == 1 and name in WITH_RESULT and _typing_version() >= 313:
            args.append(bool | None)
        return _typing_object(Alias, (form, tuple(args), f'typing.{name}'))

    return subscribe


def form(name, origin=None, count=0):
    return SpecialForm((name, origin, count))


# The abstract classes.


def needed(*args, **kwargs):
    raise NotImplementedError


needed.__isabstractmethod__ = True


class AbstractClass(metaclass=ABCMeta):
    """Base of the classes of ``collections.abc``."""

    __slots__ = ()

    def __class_getitem__(cls, parameters):
        return _typing_alias(cls, as_tuple(parameters), type_text(cls))

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)

    def __instance_check__(cls, obj):
        return subclass_check(cls, type(obj))

    def __subclass_check__(cls, other):
        return subclass_check(cls, other)


def subclass_check(cls, other):
    """What CPython's abstract classes take for a subclass: those that are registered, or have the methods."""
    if virtual_subclass(cls, other):
        return True
    names = _typing_own(cls, '_structure')
    if names is None:
        return False
    for name in names:
        if _class_attribute(other, name) is None:
            return False
    return True


class HashableClass(AbstractClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Hashable'
    __slots__ = ()
    _structure = ('__hash__',)
    __hash__ = needed


class SizedClass(AbstractClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Sized'
    __slots__ = ()
    _structure = ('__len__',)
    __len__ = needed


class ContainerClass(AbstractClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Container'
    __slots__ = ()
    _structure = ('__contains__',)
    _registered = ('dict_values', 'odict_values')
    __contains__ = needed


class IterableClass(AbstractClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Iterable'
    __slots__ = ()
    _structure = ('__iter__',)
    __iter__ = needed


class IteratorClass(IterableClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Iterator'
    __slots__ = ()
    _structure = ('__iter__', '__next__')
    __next__ = needed

    def __iter__(self):
        return self


class ReversibleClass(IterableClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Reversible'
    __slots__ = ()
    _registered = ('tuple', 'str', 'bytes', 'bytearray')
    _structure = ('__iter__', '__reversed__')
    __reversed__ = needed


class GeneratorClass(IteratorClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Generator'
    __slots__ = ()
    _structure = ('__iter__', '__next__', 'send', 'throw', 'close')
    send = throw = needed

    def __next__(self):
        return self.send(None)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError('generator ignored GeneratorExit')


class CollectionClass(SizedClass, IterableClass, ContainerClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Collection'
    __slots__ = ()
    _structure = ('__len__', '__iter__', '__contains__')
    _registered = ('dict_values', 'odict_values')


class CallableClass(AbstractClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Callable'
    __slots__ = ()
    _structure = ('__call__',)
    __call__ = needed

    def __class_getitem__(cls, parameters):
        origin, args, _ = _payload(subscribe_callable(parameters))
        return _typing_object(Alias, (origin, args, 'collections.abc.Callable'))

    def __instance_check__(cls, obj):
        return callable(obj)


class AwaitableClass(AbstractClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Awaitable'
    __slots__ = ()
    _structure = ('__await__',)
    __await__ = needed


class CoroutineClass(AwaitableClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Coroutine'
    __slots__ = ()
    _structure = ('__await__', 'send', 'throw', 'close')
    send = throw = needed


class AsyncIterableClass(AbstractClass):
    __module__ = 'collections.abc'
    __qualname__ = 'AsyncIterable'
    __slots__ = ()
    _structure = ('__aiter__',)
    __aiter__ = needed


class AsyncIteratorClass(AsyncIterableClass):
    __module__ = 'collections.abc'
    __qualname__ = 'AsyncIterator'
    __slots__ = ()
    _structure = ('__anext__', '__aiter__')
    __anext__ = needed

    def __aiter__(self):
        return self


class AsyncGeneratorClass(AsyncIteratorClass):
    __module__ = 'collections.abc'
    __qualname__ = 'AsyncGenerator'
    __slots__ = ()
    _structure = ('__aiter__', '__anext__', 'asend', 'athrow', 'aclose')
    asend = athrow = needed

    async def __anext__(self):
        return await self.asend(None)


class SequenceClass(ReversibleClass, CollectionClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Sequence'
    __slots__ = ()
    _structure = None
    _registered = ('tuple', 'list', 'str', 'bytes', 'bytearray', 'range', 'memoryview', 'deque')
    __getitem__ = needed

    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return

    def __contains__(self, value):
        for item in self:
            if item is value or item == value:
                return True
        return False

    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]

    def index(self, value, start=0, stop=None):
        if start is not None and start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        i = start
        while stop is None or i < stop:
            try:
                item = self[i]
            except IndexError:
                break
            if item is value or item == value:
                return i
            i += 1
        raise ValueError

    def count(self, value):
        total = 0
        for item in self:
            if item is value or item == value:
                total += 1
        return total


class MutableSequenceClass(SequenceClass):
    __module__ = 'collections.abc'
    __qualname__ = 'MutableSequence'
    __slots__ = ()
    _registered = ('list', 'bytearray', 'deque')
    __setitem__ = __delitem__ = insert = needed

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        try:
            while True:
                self.pop()
        except IndexError:
            pass

    def reverse(self):
        n = len(self)
        for i in range(n // 2):
            self[i], self[n - i - 1] = self[n - i - 1], self[i]

    def extend(self, values):
        if values is self:
            values = list(values)
        for value in values:
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class SetClass(CollectionClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Set'
    __slots__ = ()
    _structure = None
    _registered = ('set', 'frozenset', 'dict_keys', 'dict_items', 'odict_keys', 'odict_items')
    __hash__ = None

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __le__(self, other):
        if not isinstance(other, SetClass):
            return NotImplemented
        return len(self) <= len(other) and all(item in other for item in self)

    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other) if isinstance(other, SetClass) else NotImplemented

    def __ge__(self, other):
        if not isinstance(other, SetClass):
            return NotImplemented
        return len(self) >= len(other) and all(item in self for item in other)

    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other) if isinstance(other, SetClass) else NotImplemented

    def __eq__(self, other):
        return len(self) == len(other) and self.__le__(other) if isinstance(other, SetClass) else NotImplemented

    def __and__(self, other):
        if not isinstance(other, IterableClass):
            return NotImplemented
        return self._from_iterable(item for item in other if item in self)

    __rand__ = __and__

    def isdisjoint(self, other):
        for item in other:
            if item in self:
                return False
        return True

    def __or__(self, other):
        if not isinstance(other, IterableClass):
            return NotImplemented
        return self._from_iterable(item for part in (self, other) for item in part)

    __ror__ = __or__

    def __sub__(self, other):
        if not isinstance(other, SetClass):
            if not isinstance(other, IterableClass):
                return NotImplemented
            other = self._from_iterable(other)
        return self._from_iterable(item for item in self if item not in other)

    def __rsub__(self, other):
        if not isinstance(other, SetClass):
            if not isinstance(other, IterableClass):
                return NotImplemented
            other = self._from_iterable(other)
        return self._from_iterable(item for item in other if item not in self)

    def __xor__(self, other):
        if not isinstance(other, SetClass):
            if not isinstance(other, IterableClass):
                return NotImplemented
            other = self._from_iterable(other)
        return (self - other) | (other - self)

    __rxor__ = __xor__

    def _hash(self):
        return hash(frozenset(self))


class MutableSetClass(SetClass):
    __module__ = 'collections.abc'
    __qualname__ = 'MutableSet'
    __slots__ = ()
    _registered = ('set',)
    add = discard = needed

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        try:
            value = next(iter(self))
        except StopIteration:
            raise KeyError from None
        self.discard(value)
        return value

    def clear(self):
        try:
            while True:
                self.pop()
        except KeyError:
            pass

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
        else:
            if not isinstance(it, SetClass):
                it = self._from_iterable(it)
            for value in it:
                if value in self:
                    self.discard(value)
                else:
                    self.add(value)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
        else:
            for value in it:
                self.discard(value)
        return self


class ByteStringClass(SequenceClass):
    __module__ = 'collections.abc'
    __qualname__ = 'ByteString'
    __slots__ = ()
    _registered = ('bytes', 'bytearray')


class MappingViewClass(SizedClass):
    __module__ = 'collections.abc'
    __qualname__ = 'MappingView'
    __slots__ = ('_mapping',)
    _structure = None
    _registered = ('dict_keys', 'dict_values', 'dict_items', 'odict_keys', 'odict_values', 'odict_items')

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._mapping!r})'


class KeysViewClass(MappingViewClass, SetClass):
    __module__ = 'collections.abc'
    __qualname__ = 'KeysView'
    __slots__ = ()
    _registered = ('dict_keys', 'odict_keys')

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsViewClass(MappingViewClass, SetClass):
    __module__ = 'collections.abc'
    __qualname__ = 'ItemsView'
    __slots__ = ()
    _registered = ('dict_items', 'odict_items')

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is value or found == value

    def __iter__(self):
        for key in self._mapping:
            yield (key, self._mapping[key])


class ValuesViewClass(MappingViewClass, CollectionClass):
    __module__ = 'collections.abc'
    __qualname__ = 'ValuesView'
    __slots__ = ()
    _registered = ('dict_values', 'odict_values')

    def __contains__(self, value):
        for key in self._mapping:
            found = self._mapping[key]
            if found is value or found == value:
                return True
        return False

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class MappingClass(CollectionClass):
    __module__ = 'collections.abc'
    __qualname__ = 'Mapping'
    __slots__ = ()
    _structure = None
    _registered = ('dict', 'mappingproxy')
    __getitem__ = needed
    __reversed__ = None
    __hash__ = None

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysViewClass(self)

    def items(self):
        return ItemsViewClass(self)

    def values(self):
        return ValuesViewClass(self)

    def __eq__(self, other):
        if not isinstance(other, dict) and not _is_instance(other, MappingClass):
            return NotImplemented
        return dict(self.items()) == dict(other.items())


class MutableMappingClass(MappingClass):
    __module__ = 'collections.abc'
    __qualname__ = 'MutableMapping'
    __slots__ = ()
    _registered = ('dict',)
    __setitem__ = __delitem__ = needed

    def pop(self, key, *default):
        if len(default) > 1:
            raise TypeError(
                f'MutableMapping.pop() takes from 2 to 3 positional arguments but {2 + len(default)} were given'
            )
        try:
            value = self[key]
        except KeyError:
            if not default:
                raise
            return default[0]
        del self[key]
        return value

    def popitem(self):
        try:
            key = next(iter(self))
        except StopIteration:
            raise KeyError from None
        value = self[key]
        del self[key]
        return key, value

    def clear(self):
        try:
            while True:
                self.popitem()
        except KeyError:
            pass

    def update(self, other=(), /, **kwds):
        if hasattr(other, 'keys'):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key in kwds:
            self[key] = kwds[key]

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


# Classes of typing's own.


class Generic:
    __module__ = 'typing'
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        args = tuple([converted(arg) for arg in as_tuple(parameters)])
        if cls is Generic or cls is Protocol:
            name = cls.__name__
            if not args:
                raise TypeError(f'Parameter list to {name}[...] cannot be empty')
            for arg in args:
                if not isinstance(arg, (TypeVariable, Alias)):
                    raise TypeError(
                        f'Parameters to {name}[...] must all be type variables or parameter specification variables.'
                    )
            if len(set(args)) < len(args):
                raise TypeError(f'Parameters to {name}[...] must all be unique')
        else:
            args = class_arguments(cls, args)
        return _typing_alias(cls, args, type_text(cls))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        cls.__parameters__ = class_parameters(cls)


def class_arguments(cls, args):
    """The arguments of a subscripted generic class: as many as it has type variables, those left out by default."""
    wanted = cls.__parameters__
    if not wanted:
        raise TypeError(f'{cls} is not a generic class')
    for variable in wanted:
        if isinstance(variable, TypeVarTuple):
            return args
    if len(wanted) == 1 and isinstance(wanted[0], ParamSpec) and not (args and is_parameter_list(args[0])):
        args = (args,)
    given = len(args)
    for variable in wanted[given:]:
        if isinstance(variable, ParamSpec) and not variable.has_default():
            raise TypeError(f'Too few arguments for {cls}')
    if given < len(wanted):
        args = (*args, *[variable.__default__ for variable in wanted[given:] if variable.has_default()])
    if len(args) != len(wanted):
        needed = len([variable for variable in wanted if not variable.has_default()])
        many = 'many' if given > len(wanted) else 'few'
        least = 'at least ' if many == 'few' and _typing_version() >= 313 else ''
        expected = f'{least}{needed if least else len(wanted)}'
        raise TypeError(f'Too {many} arguments for {cls}; actual {given}, expected {expected}')
    pairs = zip(wanted, args)
    return tuple([tuple(arg) if isinstance(each, ParamSpec) and type(arg) is list else arg for each, arg in pairs])


def is_parameter_list(arg):
    """Whether an argument can stand for a ParamSpec."""
    if arg is ... or type(arg) is tuple or type(arg) is list or isinstance(arg, ParamSpec):
        return True
    return isinstance(arg, Alias) and arg.__origin__ is Concatenate


def class_parameters(cls):
    """The type variables of a generic class: what ``Generic[…]`` lists among its bases, else all that they mention."""
    bases = _typing_own(cls, '__orig_bases__')
    if cls.__module__ != 'typing' and Generic in (cls.__bases__ if bases is None else bases):
        raise TypeError('Cannot inherit from plain Generic')
    listed = None
    for base in bases or ():
        if getattr(base, '__origin__', None) is Generic:
            if listed is not None:
                raise TypeError('Cannot inherit from Generic[...] multiple times.')
            listed = parameters_of(base.__args__)
    mentioned = parameters_of([arg for base in bases or () for arg in getattr(base, '__args__', ())])
    if listed is None:
        return mentioned
    missing = [variable for variable in mentioned if variable not in listed]
    if missing:
        names = ', '.join([str(variable) for variable in missing])
        wanted = ', '.join([str(variable) for variable in listed])
        raise TypeError(f'Some type variables ({names}) are not listed in Generic[{wanted}]')
    return listed


def protocol_init(self, *args, **kwargs):
    """``__init__`` of protocols: they have no instances; classes that implement one have another ``__init__``."""
    cls = type(self)
    if _typing_own(cls, '_is_protocol'):
        raise TypeError('Protocols cannot be instantiated')
    for base in cls.__mro__:
        init = _typing_own(base, '__init__')
        if init is not None and init is not protocol_init:
            if base is object and (args or kwargs):
                raise TypeError(f'{cls.__name__}() takes no arguments')
            init(self, *args, **kwargs)
            return


def protocol_maker(name, bases, names, keywords):
    for base in bases:
        if base is not Generic and base is not Protocol and not _typing_own(base, '_is_protocol'):
            if not (base.__module__ == 'collections.abc' or base is object):
                raise TypeError(f'Protocols can only inherit from other protocols, got {base!r}')
    names['_is_protocol'] = True
    if '__init__' not in names:
        names['__init__'] = protocol_init
    cls = _typing_class(name, bases, names)
    class_hooks(cls, names, keywords)
    return cls


class Protocol(Generic, metaclass=ABCMeta):
    __module__ = 'typing'
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False
    __class_maker__ = protocol_maker
    __init__ = protocol_init

    def __instance_check__(cls, obj):
        if not _typing_own(cls, '_is_protocol'):
            return False
        if not cls._is_runtime_protocol:
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        for name in protocol_members(cls):
            if name[:2] == '__' and not isinstance(obj, type):
                # Asked of the class: a program that asks for such a name of a value would be told of a violation.
                if _class_attribute(type(obj), name) is None:
                    return False
            elif not hasattr(obj, name) or getattr(obj, name) is None and callable(_class_attribute(cls, name)):
                return False
        return True

    def __subclass_check__(cls, other):
        if not _typing_own(cls, '_is_protocol'):
            return False
        if not cls._is_runtime_protocol:
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        others = [name for name in protocol_members(cls) if not callable(_class_attribute(cls, name))]
        if others:
            raise TypeError(_data_protocol_error(others))
        for name in protocol_members(cls):
            if _class_attribute(other, name) is None:
                return False
        return True


def _data_protocol_error(names):
    text = "Protocols with non-method members don't support issubclass()"
    if _typing_version() < 313:
        return text
    return f'{text}. Non-method members: {str(sorted(names))[1:-1]}.'


def protocol_members(cls):
    """The names that a protocol asks for."""
    found = []
    for base in cls.__mro__:
        if base is object or base is Generic or base is Protocol or not _typing_own(base, '_is_protocol'):
            continue
        for name in _typing_names(base):
            if name in found or name in NOT_MEMBERS:
                continue
            found.append(name)
    return found


NOT_MEMBERS = (
    *('_is_protocol', '_is_runtime_protocol', '__init__', '__module__', '__qualname__', '__doc__', '__annotations__'),
    *('__slots__', '__dict__', '__weakref__', '__parameters__', '__orig_bases__', '__type_params__', '__new__'),
    *(
        '__class_getitem__',
        '__match_args__',
        '__init_subclass__',
        '__hash__',
        '__firstlineno__',
        '__static_attributes__',
    ),
    *('__abstractmethods__', '__subclasshook__', '__class_maker__'),
)


def runtime_checkable(cls):
    if not _is_class(cls) or not _typing_own(cls, '_is_protocol'):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    return cls


def get_protocol_members(tp, /):
    if not is_protocol(tp):
        raise TypeError(f'{tp!r} is not a Protocol')
    return frozenset(protocol_members(tp))


def is_protocol(tp, /):
    return _is_class(tp) and bool(_typing_own(tp, '_is_protocol')) and tp is not Protocol


LAZY = object()


def evaluated(value):
    """A bound or default as it is, or, where it was given as ``(LAZY, function)``, as the function gives it."""
    if type(value) is tuple and len(value) == 2 and value[0] is LAZY:
        return once(value[1])
    return value


def once(function):
    """What the function gives, asked for once."""
    try:
        return function.evaluated
    except AttributeError:
        pass
    function.evaluated = value = function()
    return value


class TypeVariable(TypeObject):
    """Base of type variables: a tuple of name, constraints, bound, variance ('+', '-', '~' or ''), default, and
    something that makes it equal to itself alone."""

    __slots__ = ()

    @property
    def __name__(self):
        return _payload(self)[0]

    @property
    def __bound__(self):
        return evaluated(_payload(self)[2])

    @property
    def __covariant__(self):
        return _payload(self)[3] == '+'

    @property
    def __contravariant__(self):
        return _payload(self)[3] == '-'

    @property
    def __infer_variance__(self):
        return _payload(self)[3] == ''

    @property
    def __default__(self):
        return evaluated(_payload(self)[4])

    def has_default(self):
        return _payload(self)[4] is not NoDefault

    def __repr__(self):
        return _payload(self)[3] + _payload(self)[0]


def type_variable(cls, name, types, bound, sign, default):
    return _typing_object(cls, (name, types, bound, sign, default, object()))


def variance(covariant, contravariant, infer_variance):
    if covariant and contravariant:
        raise ValueError('Bivariant types are not supported.')
    if infer_variance and (covariant or contravariant):
        raise ValueError('Variance cannot be specified with infer_variance.')
    return '+' if covariant else '-' if contravariant else '' if infer_variance else '~'


class NoDefaultType:
    __module__ = 'typing'
    __slots__ = ()

    def __repr__(self):
        return 'typing.NoDefault'


NoDefault = NoDefaultType()


class TypeVar(TypeVariable):
    __final_class__ = True
    __module__ = 'typing'
    __slots__ = ()

    def __new__(
        cls,
        name,
        *constraints,
        bound=None,
        covariant=False,
        contravariant=False,
        infer_variance=False,
        default=NoDefault,
    ):
        if not isinstance(name, str):
            raise TypeError(f"TypeVar() argument 'name' must be str, not {_type_name(name)}")
        sign = variance(covariant, contravariant, infer_variance)
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        types = tuple(
            [checked(item, 'TypeVar(name, constraint, ...): constraints must be types.') for item in constraints]
        )
        if bound is not None:
            bound = checked(bound, 'Bound must be a type.')
        return type_variable(cls, name, types, bound, sign, default)

    @property
    def __constraints__(self):
        return evaluated(_payload(self)[1])


class ParamSpec(TypeVariable):
    __final_class__ = True
    __module__ = 'typing'
    __slots__ = ()

    def __new__(
        cls, name, *, bound=None, covariant=False, contravariant=False, infer_variance=False, default=NoDefault
    ):
        return type_variable(cls, name, (), bound, variance(covariant, contravariant, infer_variance), default)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class ParamSpecArgs(TypeObject):
    __final_class__ = True
    __module__ = 'typing'
    __slots__ = ()

    def __new__(cls, origin):
        return _typing_object(cls, (origin,))

    @property
    def __origin__(self):
        return _payload(self)[0]

    def __repr__(self):
        return f'{_payload(self)[0].__name__}.args'


class ParamSpecKwargs(TypeObject):
    __final_class__ = True
    __module__ = 'typing'
    __slots__ = ()

    def __new__(cls, origin):
        return _typing_object(cls, (origin,))

    @property
    def __origin__(self):
        return _payload(self)[0]

    def __repr__(self):
        return f'{_payload(self)[0].__name__}.kwargs'


class TypeVarTuple(TypeVariable):
    __final_class__ = True
    __module__ = 'typing'
    __slots__ = ()

    def __new__(cls, name, *, default=NoDefault):
        return type_variable(cls, name, (), None, '', default)

    def __iter__(self):
        yield Unpack[self]


class ForwardRef(TypeObject):
    __module__ = 'typing'
    __slots__ = ()

    def __new__(cls, arg):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        return _typing_object(cls, (arg,))

    @property
    def __forward_arg__(self):
        return _payload(self)[0]

    def __repr__(self):
        return f'ForwardRef({_payload(self)[0]!r})'


class NewType(TypeObject):
    __module__ = 'typing'
    __slots__ = ()

    def __new__(cls, name, tp):
        return _typing_object(cls, (name, tp, _typing_caller()))

    def __call__(self, x, /):
        return x

    @property
    def __name__(self):
        return _payload(self)[0].rpartition('.')[2]

    @property
    def __qualname__(self):
        return _payload(self)[0]

    @property
    def __supertype__(self):
        return _payload(self)[1]

    def __repr__(self):
        return f'{_payload(self)[2]}.{_payload(self)[0]}'


class TypeAliasType(TypeObject):
    """``type X = …``: a tuple of name, parameters, and the function that makes the value when it is asked for."""

    __final_class__ = True

    __module__ = 'typing'
    __slots__ = ()

    def __new__(cls, name, value, *, type_params=()):
        return _typing_object(cls, (name, type_params, lambda: value))

    @property
    def __name__(self):
        return _payload(self)[0]

    @property
    def __type_params__(self):
        return _payload(self)[1]

    @property
    def __parameters__(self):
        return _payload(self)[1]

    @property
    def __value__(self):
        return once(_payload(self)[2])

    def __getitem__(self, parameters):
        if not _payload(self)[1]:
            raise TypeError('Only generic type aliases are subscriptable')
        return _typing_alias(self, as_tuple(parameters), _payload(self)[0])

    def __repr__(self):
        return _payload(self)[0]


# What compiled code calls for PEP 695.


def make_type_param(name, kind, bound, default):
    """A type parameter; ``bound`` and ``default`` are functions that give them, or None."""
    default = NoDefault if default is None else (LAZY, default)
    bound = None if bound is None else (LAZY, bound)
    if kind == 'constrained':
        return type_variable(TypeVar, name, bound, None, '', default)
    if kind == 'TypeVar':
        return type_variable(TypeVar, name, (), bound, '', default)
    return type_variable(ParamSpec if kind == 'ParamSpec' else TypeVarTuple, name, (), None, '', default)


def make_type_alias(name, params, thunk):
    return _typing_object(TypeAliasType, (name, params, thunk))


def type_params_base(params):
    return _typing_alias(Generic, params, 'typing.Generic')


def set_type_params(obj, params):
    return _typing_set_params(obj, params)


# Named tuples and typed dicts.


def cannot_set(self, value):
    raise AttributeError("can't set attribute")


def cannot_delete(self):
    raise AttributeError("can't delete attribute")


def tuple_field(index):
    return property(lambda self: _payload(self)[index], cannot_set, cannot_delete, f'Alias for field number {index}')


def named_tuple_new(cls, /, *args, **kwargs):
    return tuple.__new__(cls, _typing_bind(cls, args, kwargs))


def named_tuple_make(cls, iterable):
    items = tuple(iterable)
    if len(items) != len(cls._fields):
        raise TypeError(f'Expected {len(cls._fields)} arguments, got {len(items)}')
    return tuple.__new__(cls, items)


def named_tuple_replace(self, /, **kwds):
    values = []
    for index, name in enumerate(self._fields):
        values.append(kwds.pop(name) if name in kwds else _payload(self)[index])
    if kwds:
        kind = TypeError if _typing_version() >= 313 else ValueError
        raise kind(f'Got unexpected field names: {list(kwds)!r}')
    return self._make(values)


def named_tuple_asdict(self):
    return dict(zip(self._fields, _payload(self), strict=True))


def named_tuple_repr(self):
    shown = ', '.join([f'{name}={_payload(self)[index]!r}' for index, name in enumerate(self._fields)])
    return f'{self.__class__.__name__}({shown})'


def named_tuple_getnewargs(self):
    return _payload(self)


PROHIBITED = (
    '__new__',
    '__init__',
    '__slots__',
    '__getnewargs__',
    '_fields',
    '_field_defaults',
    '_field_types',
    '_make',
    '_replace',
    '_asdict',
    '_source',
)
SPECIAL = ('__module__', '__name__', '__annotations__', '__qualname__', '__firstlineno__', '__static_attributes__')


def named_tuple_class(name, bases, fields, defaults, names):
    """The class of a named tuple; ``names`` are the namespace of its body."""
    names['__slots__'] = ()
    names['_fields'] = names['__match_args__'] = fields
    names['_field_defaults'] = defaults
    names['__new__'] = named_tuple_new
    names['_make'] = classmethod(named_tuple_make)
    names['_replace'] = named_tuple_replace
    names['_asdict'] = named_tuple_asdict
    names['__getnewargs__'] = named_tuple_getnewargs
    names.setdefault('__repr__', named_tuple_repr)
    if _typing_version() >= 313:
        names.setdefault('__replace__', named_tuple_replace)
    if names.get('__doc__') is None:
        names['__doc__'] = f'{name}({", ".join(fields)})'
    for index, field in enumerate(fields):
        names[field] = tuple_field(index)
    return _typing_class(name, bases, names)


def check_fields(name, fields):
    seen = set()
    for field in (name, *fields):
        if not field.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {field!r}')
        if field in KEYWORDS:
            raise ValueError(f'Type names and field names cannot be a keyword: {field!r}')
    for field in fields:
        if field.startswith('_'):
            raise ValueError(f'Field names cannot start with an underscore: {field!r}')
        if field in seen:
            raise ValueError(f'Encountered duplicate field name: {field!r}')
        seen.add(field)


KEYWORDS = (
    'False None True and as assert async await break class continue def del elif else except finally for from global '
    'if import in is lambda nonlocal not or pass raise return try while with yield'
).split()


def named_tuple_maker(name, bases, names, keywords):
    parents = [tuple]
    for base in bases:
        if base is Generic:
            parents.append(base)
        elif base is not NamedTuple:
            raise TypeError('can only inherit from a NamedTuple type and Generic')
    annotations = names.get('__annotations__', {})
    defaults = {}
    for field in annotations:
        if field in names:
            defaults[field] = names[field]
        elif defaults:
            plural = 's' if len(defaults) > 1 else ''
            raise TypeError(
                f'Non-default namedtuple field {field} cannot follow default field{plural} {", ".join(defaults)}'
            )
    for key in names:
        if key in PROHIBITED:
            raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
    fields = tuple(annotations)
    check_fields(name, fields)
    names['__annotations__'] = {field: converted(annotations[field]) for field in annotations}
    cls = named_tuple_class(name, parents, fields, defaults, names)
    class_hooks(cls, names, keywords)
    return cls


class NamedTuple:
    __module__ = 'typing'
    __class_maker__ = named_tuple_maker

    def __new__(cls, typename, fields=None, /, **kwargs):
        if fields is None:
            fields = kwargs.items()
        elif kwargs:
            raise TypeError('Either list of fields or keywords can be provided to NamedTuple, not both')
        types = {}
        for field, kind in fields:
            if field in types:
                raise ValueError(f'Encountered duplicate field name: {field!r}')
            types[field] = checked(kind, f'field {field} annotation must be a type')
        check_fields(typename, tuple(types))
        names = {'__module__': _typing_caller(), '__qualname__': typename, '__annotations__': types}
        return named_tuple_class(typename, [tuple], tuple(types), {}, names)


def typed_dict_new(cls, /, *args, **kwargs):
    return dict(*args, **kwargs)


def typed_dict_check(cls, other):
    raise TypeError('TypedDict does not support instance and class checks')


def typed_dict_maker(name, bases, names, keywords):
    total = keywords.pop('total', True)
    if keywords:
        raise TypeError(f"_TypedDictMeta.__new__() got an unexpected keyword argument '{list(keywords)[0]}'")
    annotations = {}
    required = set()
    optional = set()
    fixed = set()
    generic = []
    for base in bases:
        if base is Generic:
            generic.append(base)
        elif base is not TypedDict:
            if _typing_own(base, '__required_keys__') is None:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
            annotations.update(base.__annotations__)
            required |= base.__required_keys__
            optional |= base.__optional_keys__
            fixed |= getattr(base, '__readonly_keys__', set())
    own = names.get('__annotations__', {})
    for key in own:
        kind = converted(own[key])
        annotations[key] = kind
        needed_key = bool(total)
        fixed.discard(key)
        while isinstance(kind, Alias):
            origin = _payload(kind)[0]
            if origin is Required:
                needed_key = True
            elif origin is NotRequired:
                needed_key = False
            elif origin is ReadOnly:
                fixed.add(key)
            elif origin is not Annotated:
                break
            kind = _payload(kind)[1][0]
        required.discard(key)
        optional.discard(key)
        if needed_key:
            required.add(key)
        else:
            optional.add(key)
    names['__annotations__'] = annotations
    names['__required_keys__'] = frozenset(required)
    names['__optional_keys__'] = frozenset(optional)
    if _typing_version() >= 313:
        names['__readonly_keys__'] = frozenset(fixed)
        names['__mutable_keys__'] = frozenset(annotations) - fixed
    names['__total__'] = total
    names['__new__'] = typed_dict_new
    names['__class_maker__'] = typed_dict_maker
    names['__instance_check__'] = names['__subclass_check__'] = typed_dict_check
    return _typing_class(name, [*generic, dict], names)


class TypedDict:
    __module__ = 'typing'
    __class_maker__ = typed_dict_maker

    def __new__(cls, typename, fields=None, /, *, total=True, **kwargs):
        if fields is None:
            fields = kwargs
        names = {'__module__': _typing_caller(), '__qualname__': typename, '__annotations__': dict(fields)}
        return typed_dict_maker(typename, [TypedDict], names, {'total': total})


def is_typeddict(tp):
    return _is_class(tp) and _typing_own(tp, '__required_keys__') is not None


# The forms.

Any = form('Any')
Optional = form('Optional')
Union = form('Union')
Literal = form('Literal')
Annotated = form('Annotated')
ClassVar = form('ClassVar')
Final = form('Final')
Required = form('Required')
NotRequired = form('NotRequired')
ReadOnly = form('ReadOnly')
TypeGuard = form('TypeGuard')
TypeIs = form('TypeIs')
Unpack = form('Unpack')
Concatenate = form('Concatenate')
NoReturn = form('NoReturn')
Never = form('Never')
Self = form('Self')
LiteralString = form('LiteralString')
TypeAlias = form('TypeAlias')

Callable = form('Callable', CallableClass, 2)
Tuple = form('Tuple', tuple, -1)
Type = form('Type', type, 1)
List = form('List', list, 1)
Dict = form('Dict', dict, 2)
Set = form('Set', set, 1)
FrozenSet = form('FrozenSet', frozenset, 1)
Hashable = form('Hashable', HashableClass, 0)
Sized = form('Sized', SizedClass, 0)
Container = form('Container', ContainerClass, 1)
Iterable = form('Iterable', IterableClass, 1)
Iterator = form('Iterator', IteratorClass, 1)
Reversible = form('Reversible', ReversibleClass, 1)
Collection = form('Collection', CollectionClass, 1)
Generator = form('Generator', GeneratorClass, -1 if _typing_version() >= 313 else 3)
Awaitable = form('Awaitable', AwaitableClass, 1)
Coroutine = form('Coroutine', CoroutineClass, 3)
AsyncIterable = form('AsyncIterable', AsyncIterableClass, 1)
AsyncIterator = form('AsyncIterator', AsyncIteratorClass, 1)
AsyncGenerator = form('AsyncGenerator', AsyncGeneratorClass, -1 if _typing_version() >= 313 else 2)
Sequence = form('Sequence', SequenceClass, 1)
MutableSequence = form('MutableSequence', MutableSequenceClass, 1)
AbstractSet = form('AbstractSet', SetClass, 1)
MutableSet = form('MutableSet', MutableSetClass, 1)
Mapping = form('Mapping', MappingClass, 2)
MutableMapping = form('MutableMapping', MutableMappingClass, 2)
ByteString = form('ByteString', ByteStringClass, 0)
MappingView = form('MappingView', MappingViewClass, 1)
KeysView = form('KeysView', KeysViewClass, 1)
ItemsView = form('ItemsView', ItemsViewClass, 2)
ValuesView = form('ValuesView', ValuesViewClass, 1)

# Classes of modules that a program may not have: names for annotations.
Deque = form('Deque')
DefaultDict = form('DefaultDict')
OrderedDict = form('OrderedDict')
Counter = form('Counter')
ChainMap = form('ChainMap')
ContextManager = form('ContextManager')
AsyncContextManager = form('AsyncContextManager')
Pattern = form('Pattern')
Match = form('Match')


FORMS = dict(
    (
        *(('ClassVar', ClassVar), ('Final', Final), ('Required', Required), ('NotRequired', NotRequired)),
        *(('ReadOnly', ReadOnly), ('TypeGuard', TypeGuard), ('TypeIs', TypeIs), ('Unpack', Unpack)),
        *(('Concatenate', Concatenate), ('MappingView', MappingView), ('KeysView', KeysView), ('Deque', Deque)),
        *(('ItemsView', ItemsView), ('ValuesView', ValuesView), ('DefaultDict', DefaultDict), ('Counter', Counter)),
        *(('OrderedDict', OrderedDict), ('ChainMap', ChainMap), ('ContextManager', ContextManager)),
        *(('AsyncContextManager', AsyncContextManager), ('Pattern', Pattern), ('Match', Match)),
    )
)
WITH_RESULT = ('ContextManager', 'AsyncContextManager')
NO_ARGUMENTS = ('Optional', 'Union', 'Literal', 'Annotated', 'ClassVar', 'Final', 'Required', 'NotRequired', 'ReadOnly')
SINGLE = ('ClassVar', 'Final', 'Required', 'NotRequired', 'ReadOnly', 'TypeGuard', 'TypeIs', 'Unpack')
SUBSCRIPTS = {
    'Optional': subscribe_optional,
    'Union': subscribe_union,
    'Literal': subscribe_literal,
    'Annotated': subscribe_annotated,
    'Callable': subscribe_callable,
    'Tuple': subscribe_tuple,
    **{name: one_parameter(name) if name in SINGLE else many_parameters(name) for name in FORMS},
}

for cls in (
    *(SpecialForm, Alias, HashableClass, SizedClass, ContainerClass, IterableClass, IteratorClass, ReversibleClass),
    *(GeneratorClass, CollectionClass, CallableClass, AwaitableClass, CoroutineClass, AsyncIterableClass),
    *(AsyncIteratorClass, AsyncGeneratorClass, SequenceClass, MutableSequenceClass, SetClass, MutableSetClass),
    *(MappingClass, MutableMappingClass, ByteStringClass, MappingViewClass, KeysViewClass, ItemsViewClass),
    ValuesViewClass,
):
    cls.__name__ = cls.__qualname__

AnyStr = TypeVar('AnyStr', bytes, str)


class IO(Generic[AnyStr]):
    __module__ = 'typing'
    __slots__ = ()


class TextIO(IO[str]):
    __module__ = 'typing'
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __module__ = 'typing'
    __slots__ = ()


Text = str


def supports(method):
    """A protocol with one method, for instance checks."""
    name = 'Supports' + {'index': 'Index', 'complex': 'Complex'}.get(method[2:-2], method[2:-2].capitalize())
    names = {
        '__module__': 'typing',
        '__qualname__': name,
        '__slots__': (),
        '_is_protocol': True,
        '_is_runtime_protocol': True,
        '__init__': protocol_init,
        method: needed,
    }
    return _typing_class(name, [Protocol], names)


SupportsAbs = supports('__abs__')
SupportsBytes = supports('__bytes__')
SupportsComplex = supports('__complex__')
SupportsFloat = supports('__float__')
SupportsIndex = supports('__index__')
SupportsInt = supports('__int__')
SupportsRound = supports('__round__')


# Functions.


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + '...'
    raise AssertionError(f'Expected code to be unreachable, but got: {value}')


def reveal_type(obj, /):
    _write_error(f'Runtime type is {type(obj).__name__!r}\n')
    return obj


def overload_dummy(*args, **kwds):
    raise NotImplementedError(
        'You should not call an overloaded function. '
        'A series of @overload-decorated functions '
        'outside a stub module should always be followed '
        'by an implementation that is not @overload-ed.'
    )


def overloads():
    """The overloads that this run has defined, by module and qualified name: a dict of line -> function."""
    found = _kept('typing.overloads')
    return _keep('typing.overloads', {}) if found is None else found


def overload(func):
    function = getattr(func, '__func__', func)
    if _is_function(function):
        key = (function.__module__, function.__qualname__)
        overloads().setdefault(key, {})[_typing_line(function)] = func
    return overload_dummy


def get_overloads(func):
    function = getattr(func, '__func__', func)
    return list(overloads().get((function.__module__, function.__qualname__), {}).values())


def clear_overloads():
    overloads().clear()


def no_type_check_decorator(decorator):
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    for name in ('__module__', '__name__', '__qualname__', '__doc__'):
        setattr(wrapped_decorator, name, getattr(decorator, name))
    wrapped_decorator.__wrapped__ = decorator
    return wrapped_decorator


def mark(obj, name):
    try:
        setattr(obj, name, True)
    except (AttributeError, TypeError):
        pass
    return obj


def final(f):
    return mark(f, '__final__')


def override(method, /):
    return mark(method, '__override__')


def no_type_check(arg):
    return mark(arg, '__no_type_check__')


def dataclass_transform(
    *, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False, field_specifiers=(), **kwargs
):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            'eq_default': eq_default,
            'order_default': order_default,
            'kw_only_default': kw_only_default,
            'frozen_default': frozen_default,
            'field_specifiers': field_specifiers,
            'kwargs': kwargs,
        }
        return cls_or_fn

    return decorator


def get_origin(tp):
    if isinstance(tp, (Alias, ParamSpecArgs, ParamSpecKwargs)):
        return _payload(tp)[0]
    if isinstance(tp, SpecialForm):
        return _payload(tp)[1]
    if tp is Generic:
        return Generic
    parts = _typing_parts(tp)
    if parts is not None:
        return parts[0]
    return type(tp) if _typing_members(tp) is not None else None


def get_args(tp):
    if isinstance(tp, Alias):
        origin, args, name = _payload(tp)
        if origin is CallableClass and not (
            len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, Alias)))
        ):
            return (list(args[:-1]), args[-1])
        return args
    parts = _typing_parts(tp)
    if parts is not None:
        return parts[1]
    return _typing_members(tp) or ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if getattr(obj, '__no_type_check__', None):
        return {}
    hints = {}
    if _is_class(obj):
        for base in reversed(obj.__mro__):
            for name, value in _typing_annotations(base).items():
                hints[name] = hint(value, base, globalns, localns, include_extras)
        return hints
    annotations = _typing_annotations(obj)
    if annotations is None:
        annotations = getattr(obj, '__annotations__', None)
        if not isinstance(annotations, dict):
            raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    for name, value in annotations.items():
        hints[name] = hint(value, obj, globalns, localns, include_extras)
    return hints


def hint(value, obj, globalns, localns, include_extras):
    value = converted(value)
    if isinstance(value, ForwardRef):
        text = _payload(value)[0]
        value, end = read_union(text, 0, obj, globalns, localns)
        if end != len(text):
            raise SyntaxError(f'Forward reference must be an expression -- got {text!r}')
        value = converted(value)
    value = resolved(value, obj, globalns, localns)
    return value if include_extras else without_extras(value)


def resolved(value, obj, globalns, localns):
    """A type with the forward references in its arguments replaced."""
    if isinstance(value, ForwardRef):
        return hint(value, obj, globalns, localns, True)
    if isinstance(value, Alias):
        origin, args, name = _payload(value)
        if origin is Literal:
            return value
        args = tuple([resolved(arg, obj, globalns, localns) for arg in args])
        return union_of(args) if origin is Union else _typing_object(Alias, (origin, args, name))
    parts = _typing_parts(value)
    if parts is not None:
        args = tuple([resolved(converted(arg), obj, globalns, localns) for arg in parts[1]])
        return _typing_alias(parts[0], args, parts[2])
    return value


def without_extras(value):
    """A type without ``Annotated``, ``Required`` and ``NotRequired``."""
    if isinstance(value, Alias):
        origin, args, name = _payload(value)
        if origin is Annotated or origin is Required or origin is NotRequired or origin is ReadOnly:
            return without_extras(args[0])
        if origin is Literal:
            return value
        args = tuple([without_extras(arg) for arg in args])
        return union_of(args) if origin is Union else _typing_object(Alias, (origin, args, name))
    parts = _typing_parts(value)
    if parts is not None:
        return _typing_alias(parts[0], tuple([without_extras(arg) for arg in parts[1]]), parts[2])
    return value


# The grammar of annotations given as text: unions, subscripts, dotted names, literals, lists.


def space(text, at):
    while at < len(text) and text[at] in ' \t\n':
        at += 1
    return at


def read_union(text, at, obj, globalns, localns):
    value, at = read_type(text, at, obj, globalns, localns)
    at = space(text, at)
    while text[at : at + 1] == '|':
        other, at = read_type(text, at + 1, obj, globalns, localns)
        at = space(text, at)
        value = value | other
    return value, at


def read_type(text, at, obj, globalns, localns):
    at = space(text, at)
    start = text[at : at + 1]
    if start == '(' or start == '[':
        items, at = read_items(text, at + 1, ')' if start == '(' else ']', obj, globalns, localns)
        value = items if start == '[' else items[0] if len(items) == 1 else tuple(items)
    elif start == '"' or start == "'":
        end = text.find(start, at + 1)
        if end < 0:
            raise SyntaxError(f'Forward reference must be an expression -- got {text!r}')
        value = text[at + 1 : end]
        at = end + 1
    elif text[at : at + 3] == '...':
        return ..., at + 3
    elif start.isdigit() or start == '-':
        end = at + 1
        while text[end : end + 1].isdigit():
            end += 1
        return int(text[at:end]), end
    else:
        value, at = read_name(text, at, obj, globalns, localns)
    at = space(text, at)
    while text[at : at + 1] == '[' or text[at : at + 1] == '.':
        if text[at] == '.':
            name, at = identifier(text, at + 1)
            value = getattr(value, name)
        else:
            items, at = read_items(text, at + 1, ']', obj, globalns, localns)
            value = value[items[0] if len(items) == 1 else tuple(items)]
        at = space(text, at)
    return value, at


def read_items(text, at, closing, obj, globalns, localns):
    items = []
    at = space(text, at)
    while text[at : at + 1] != closing:
        item, at = read_union(text, at, obj, globalns, localns)
        items.append(item)
        at = space(text, at)
        if text[at : at + 1] == ',':
            at = space(text, at + 1)
        elif text[at : at + 1] != closing:
            raise SyntaxError(f'Forward reference must be an expression -- got {text!r}')
    return items, at + 1


def identifier(text, at):
    end = at
    while end < len(text) and (text[end] == '_' or text[end].isalnum()):
        end += 1
    if not text[at:end].isidentifier():
        raise SyntaxError(f'Forward reference must be an expression -- got {text!r}')
    return text[at:end], end


CONSTANTS = {'None': None, 'True': True, 'False': False}


def read_name(text, at, obj, globalns, localns):
    name, at = identifier(text, at)
    if name in CONSTANTS:
        return CONSTANTS[name], at
    for names in (localns, globalns):
        if names is not None and name in names:
            return names[name], at
    found = _typing_lookup(obj, name)
    if found is None:
        raise NameError(f"name '{name}' is not defined")
    return found[0], at
