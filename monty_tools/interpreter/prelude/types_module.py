"""``types``."""

FunctionType = LambdaType = type(lambda: None)
GeneratorType = type(_ for _ in ())
CoroutineType = _class_named('coroutine')
AsyncGeneratorType = _class_named('async_generator')
BuiltinFunctionType = BuiltinMethodType = type(len)
MethodType = _class_named('method')
WrapperDescriptorType = _class_named('wrapper_descriptor')
MethodWrapperType = _class_named('method-wrapper')
MethodDescriptorType = _class_named('method_descriptor')
GetSetDescriptorType = _class_named('getset_descriptor')
MemberDescriptorType = _class_named('member_descriptor')
ModuleType = _class_named('module')
TracebackType = _class_named('traceback')
CellType = _class_named('cell')
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)
UnionType = type(int | str)
GenericAlias = type(list[int])


class SimpleNamespace:
    __module__ = 'types'
    __dict__ = _attributes_field()

    def __init__(self, /, *args, **kwargs):
        if args:
            if _version() < 313:
                raise TypeError('no positional arguments expected')
            if len(args) > 1:
                raise TypeError(f'{type(self).__name__} expected at most 1 argument, got {len(args)}')
            given = dict(args[0])
            for name in given:
                if not isinstance(name, str):
                    raise TypeError('keywords must be strings')
            self.__dict__.update(given)
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = 'namespace' if type(self) is SimpleNamespace else type(self).__name__
        if _repr_running(self):
            return f'{name}(...)'
        return f'{name}({", ".join([f"{key}={value!r}" for key, value in self.__dict__.items()])})'

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __lt__(self, other):
        return self.__dict__ < other.__dict__ if isinstance(other, SimpleNamespace) else NotImplemented

    def __le__(self, other):
        return self.__dict__ <= other.__dict__ if isinstance(other, SimpleNamespace) else NotImplemented

    def __gt__(self, other):
        return self.__dict__ > other.__dict__ if isinstance(other, SimpleNamespace) else NotImplemented

    def __ge__(self, other):
        return self.__dict__ >= other.__dict__ if isinstance(other, SimpleNamespace) else NotImplemented

    def __replace__(self, /, **changes):
        made = type(self)()
        made.__dict__.update(self.__dict__)
        made.__dict__.update(changes)
        return made

    if _version() < 313:
        del __replace__


class mappingproxy:
    __module__ = 'builtins'
    __slots__ = ('_mapping',)
    __final_class__ = True

    def __new__(cls, mapping=_nothing):
        if mapping is _nothing:
            raise TypeError("mappingproxy() missing required argument 'mapping' (pos 1)")
        if isinstance(mapping, (list, tuple)) or not _has_special(mapping, '__getitem__'):
            raise TypeError(f'mappingproxy() argument must be a mapping, not {_type_name(mapping)}')
        made = object.__new__(cls)
        made._mapping = mapping
        return made

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def __getitem__(self, key):
        return self._mapping[key]

    def __delitem__(self, key):
        raise TypeError("'mappingproxy' object does not support item deletion")

    def __contains__(self, key):
        return key in self._mapping

    def __len__(self):
        return len(self._mapping)

    def __iter__(self):
        return iter(self._mapping)

    def __reversed__(self):
        return reversed(self._mapping)

    def get(self, key, default=None, /):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()

    def __repr__(self):
        return f'mappingproxy({self._mapping!r})'

    def __str__(self):
        return str(self._mapping)

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, mappingproxy) else other)

    def __hash__(self):
        if _version() < 312:
            raise TypeError("unhashable type: 'mappingproxy'")
        return hash(self._mapping)

    def __or__(self, other):
        other = other._mapping if isinstance(other, mappingproxy) else other
        return self._mapping | other

    def __ror__(self, other):
        return other | self._mapping

    def __ior__(self, other):
        raise TypeError(f"'|=' is not supported by {type(self).__name__}; use '|' instead")


MappingProxyType = mappingproxy


class DynamicClassAttribute:
    __module__ = 'types'

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = getattr(fget, '__doc__', None) if doc is None else doc
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, '__isabstractmethod__', False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError('unreadable attribute')
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        doc = fget.__doc__ if self.overwrite_doc else None
        result = type(self)(fget, self.fset, self.fdel, doc or self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result

    def setter(self, fset):
        result = type(self)(self.fget, fset, self.fdel, self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result

    def deleter(self, fdel):
        result = type(self)(self.fget, self.fset, fdel, self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result


def resolve_bases(bases):
    new_bases = []
    changed = False
    for base in bases:
        if isinstance(base, GenericAlias):
            base = (base.__origin__,)
        elif not _is_class(base) and hasattr(base, '__mro_entries__'):
            base = base.__mro_entries__(bases)
            if not isinstance(base, tuple):
                raise TypeError('__mro_entries__ must return a tuple')
        else:
            new_bases.append(base)
            continue
        new_bases.extend(base)
        changed = True
    return tuple(new_bases) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    kwds = {} if kwds is None else dict(kwds)
    meta = _metaclass_of(bases, kwds.pop('metaclass', None))
    return meta, {}, kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    meta, names, kwds = prepare_class(name, resolved, kwds)
    if meta.__name__ == 'EnumType':
        raise TypeError('enumerations need a class statement in the sandbox')
    if not isinstance(name, str):
        raise TypeError(f'type.__new__() argument 1 must be str, not {type(name).__name__}')
    if exec_body is not None:
        exec_body(names)
    if resolved is not bases:
        names['__orig_bases__'] = bases
    names = {'__module__': 'types', **names}
    cls = _new_class(meta if meta is not type else None, name, resolved, names)
    class_hooks(cls, names, kwds)
    return cls


def get_original_bases(cls, /):
    if not _is_class(cls):
        raise TypeError(f'Expected an instance of type, not {type(cls).__name__!r}')
    bases = _own(cls, '__orig_bases__')
    return cls.__bases__ if bases is None else bases


mappingproxy.__qualname__ = 'mappingproxy'
