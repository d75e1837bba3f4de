"""``dataclasses``: CPython's module, with natives where it looks into classes and where it compiles methods."""


class FrozenInstanceError(AttributeError):
    __module__ = 'dataclasses'


class _HAS_DEFAULT_FACTORY_CLASS:
    __module__ = 'dataclasses'

    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    __module__ = 'dataclasses'


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    __module__ = 'dataclasses'


KW_ONLY = _KW_ONLY_TYPE()


class _FIELD_BASE:
    __module__ = 'dataclasses'
    __slots__ = ('name',)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE('_FIELD')
_FIELD_CLASSVAR = _FIELD_BASE('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FIELD_BASE('_FIELD_INITVAR')
_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'


class InitVar:
    __module__ = 'dataclasses'
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        type_name = self.type.__name__ if _is_class(self.type) else repr(self.type)
        return f'dataclasses.InitVar[{type_name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __module__ = 'dataclasses'
    __slots__ = (
        'name',
        'type',
        'default',
        'default_factory',
        'repr',
        'hash',
        'init',
        'compare',
        'metadata',
        'kw_only',
        '_field_type',
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = make_proxy({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        if _repr_running(self):
            return '...'
        return (
            'Field('
            f'name={self.name!r},'
            f'type={self.type!r},'
            f'default={self.default!r},'
            f'default_factory={self.default_factory!r},'
            f'init={self.init!r},'
            f'repr={self.repr!r},'
            f'hash={self.hash!r},'
            f'compare={self.compare!r},'
            f'metadata={self.metadata!r},'
            f'kw_only={self.kw_only!r},'
            f'_field_type={self._field_type}'
            ')'
        )

    def __set_name__(self, owner, name):
        hook = _set_name_hook(self.default)
        if hook is not None:
            hook(self.default, owner, name)

    def __class_getitem__(cls, item):
        return cls


class _DataclassParams:
    __module__ = 'dataclasses'

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen
        self.match_args = match_args
        self.kw_only = kw_only
        self.slots = slots
        self.weakref_slot = weakref_slot

    def __repr__(self):
        text = (
            f'_DataclassParams(init={self.init!r},repr={self.repr!r},eq={self.eq!r},order={self.order!r},'
            f'unsafe_hash={self.unsafe_hash!r},frozen={self.frozen!r}'
        )
        if _minor() >= 12:
            text += (
                f',match_args={self.match_args!r},kw_only={self.kw_only!r},slots={self.slots!r},'
                f'weakref_slot={self.weakref_slot!r}'
            )
        return text + ')'


def field(
    *,
    default=MISSING,
    default_factory=MISSING,
    init=True,
    repr=True,
    hash=None,
    compare=True,
    metadata=None,
    kw_only=MISSING,
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _tuple_str(obj_name, fields):
    if not fields:
        return '()'
    return f'({",".join([f"{obj_name}.{f.name}" for f in fields])},)'


class _FuncBuilder:
    """Collects the source of a class's methods. Compiled together, as CPython does since 3.13."""

    def __init__(self):
        self.names = []
        self.src = []
        self.locals = {}
        self.overwrite_errors = {}
        self.unconditional_adds = {}

    def add_fn(self, name, args, body, locals=None, returns=False, overwrite_error=False, unconditional_add=False):
        if locals is not None:
            self.locals.update(locals)
        if overwrite_error:
            self.overwrite_errors[name] = overwrite_error
        if unconditional_add:
            self.unconditional_adds[name] = True
        self.names.append(name)
        annotation = ''
        if returns:
            self.locals[f'__dataclass_{name}_return_type__'] = None
            annotation = f'->__dataclass_{name}_return_type__'
        lines = '\n'.join(body)
        self.src.append(f' def {name}({",".join(args)}){annotation}:\n{lines}')

    def add_fns_to_class(self, cls):
        if not self.names:
            return
        source = '\n'.join(self.src)
        text = f'def __create_fn__({",".join(self.locals)}):\n{source}\n return ({",".join(self.names)},)'
        for name, fn in zip(self.names, _make_methods(text, self.locals)):
            _name_method(fn, cls)
            if name in self.unconditional_adds:
                setattr(cls, name, fn)
                continue
            extra = self.overwrite_errors.get(name)
            if _set_new_attribute(cls, name, fn) and extra:
                message = f'Cannot overwrite attribute {fn.__name__} in class {cls.__name__}'
                raise TypeError(message if extra is True else f'{message}{" " if _minor() >= 13 else ". "}{extra}')


def _field_assign(frozen, name, value, self_name):
    if frozen:
        return f'  __dataclass_builtins_object__.__setattr__({self_name},{name!r},{value})'
    return f'  {self_name}.{name}={value}'


def _field_init(f, frozen, locals, self_name, slots):
    default_name = f'__dataclass_dflt_{f.name}__'
    if f.default_factory is not MISSING:
        locals[default_name] = f.default_factory
        value = f'{default_name}()'
        if f.init:
            value += f' if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {f.name}'
    elif f.init:
        if f.default is not MISSING:
            locals[default_name] = f.default
        value = f.name
    elif slots and f.default is not MISSING:
        locals[default_name] = f.default
        value = default_name
    else:
        return None
    if f._field_type is _FIELD_INITVAR:
        return None
    return _field_assign(frozen, f.name, value, self_name)


def _init_param(f):
    if f.default is not MISSING:
        default = f'=__dataclass_dflt_{f.name}__'
    elif f.default_factory is not MISSING:
        default = '=__dataclass_HAS_DEFAULT_FACTORY__'
    else:
        default = ''
    return f'{f.name}:__dataclass_type_{f.name}__{default}'


def _init_fn(fields, std_fields, kw_only_fields, frozen, has_post_init, self_name, func_builder, slots):
    seen_default = None
    for f in std_fields:
        if not (f.default is MISSING and f.default_factory is MISSING):
            seen_default = f
        elif seen_default:
            message = f'non-default argument {f.name!r} follows default argument'
            raise TypeError(f'{message} {seen_default.name!r}' if _minor() >= 13 else message)
    locals = {f'__dataclass_type_{f.name}__': f.type for f in fields}
    locals['__dataclass_HAS_DEFAULT_FACTORY__'] = _HAS_DEFAULT_FACTORY
    locals['__dataclass_builtins_object__'] = object
    body = []
    for f in fields:
        line = _field_init(f, frozen, locals, self_name, slots)
        if line:
            body.append(line)
    if has_post_init:
        params = ','.join([f.name for f in fields if f._field_type is _FIELD_INITVAR])
        body.append(f'  {self_name}.__post_init__({params})')
    if not body:
        body.append('  pass')
    params = [_init_param(f) for f in std_fields]
    if kw_only_fields:
        params += ['*', *[_init_param(f) for f in kw_only_fields]]
    func_builder.add_fn('__init__', [self_name, *params], body, locals=locals, returns=True)


def _frozen_get_del_attr(cls, fields, func_builder):
    condition = 'type(self) is cls'
    if fields:
        condition += ' or name in {' + ', '.join([repr(f.name) for f in fields]) + '}'
    for method, params, action, rest in (
        ('__setattr__', ('self', 'name', 'value'), 'assign to', 'name, value'),
        ('__delattr__', ('self', 'name'), 'delete', 'name'),
    ):
        func_builder.add_fn(
            method,
            params,
            (
                f'  if {condition}:',
                f'   raise FrozenInstanceError(f"cannot {action} field {{name!r}}")',
                f'  super(cls, self).{method}({rest})',
            ),
            locals={'cls': cls, 'FrozenInstanceError': FrozenInstanceError},
            overwrite_error=True,
        )


def _means(annotation, test):
    """Whether an annotation, or what its text names, is something that ``test`` knows."""
    return test(annotation) or type(annotation) is str and test(_named_by(annotation))


def _is_initvar(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    return annotation is KW_ONLY


def _get_field(cls, name, type_, default_kw_only):
    if not _is_name(name):
        raise TypeError(f'Field names must be valid identifiers: {name!r}')
    default = _class_value(cls, name, MISSING)
    if type(default) is Field:
        f = default
    else:
        if default is not MISSING:
            default = getattr(cls, name)
        f = field(default=default)
    f.name = name
    f.type = type_
    f._field_type = _FIELD
    if _means(type_, _is_class_variable):
        f._field_type = _FIELD_CLASSVAR
    elif _means(type_, _is_initvar):
        f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f'field {f.name} cannot have a default factory')
    if f._field_type is not _FIELD_CLASSVAR:
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')
    if f._field_type is _FIELD and _class_value(type(f.default), '__hash__', MISSING) is None:
        raise ValueError(f'mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory')
    return f


def _set_new_attribute(cls, name, value):
    if name in _own_names(cls):
        return True
    setattr(cls, name, value)
    return False


def _hash_set_none(cls, fields, func_builder):
    cls.__hash__ = None


def _hash_add(cls, fields, func_builder):
    chosen = [f for f in fields if (f.compare if f.hash is None else f.hash)]
    func_builder.add_fn('__hash__', ('self',), [f'  return hash({_tuple_str("self", chosen)})'], unconditional_add=True)


def _hash_exception(cls, fields, func_builder):
    raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')


def _hash_action(unsafe_hash, eq, frozen, has_explicit_hash):
    """CPython's table of what becomes of ``__hash__``; None: it stays as it is."""
    if unsafe_hash:
        return _hash_exception if has_explicit_hash else _hash_add
    if not eq or has_explicit_hash:
        return None
    return _hash_add if frozen else _hash_set_none


def _annotation_text(annotation):
    if _is_class(annotation):
        if annotation.__module__ in ('builtins', 'NoneType'):
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation).replace('typing.', '')


def _signature(std_fields, kw_only_fields):
    params = []
    for fields in (std_fields, kw_only_fields):
        if fields is kw_only_fields and fields:
            params.append('*')
        for f in fields:
            text = f'{f.name}: {_annotation_text(f.type)}'
            if f.default is not MISSING:
                text += f' = {f.default!r}'
            elif f.default_factory is not MISSING:
                text += ' = <factory>'
            params.append(text)
    return f'({", ".join(params)})'


def _inherited(cls, frozen):
    """The fields of the bases that are dataclasses, which must agree with ``frozen``."""
    fields = {}
    frozen_bases = []
    for base in cls.__mro__[-1:0:-1]:
        base_fields = _class_value(base, _FIELDS, None)
        if base_fields is not None:
            for f in base_fields.values():
                fields[f.name] = f
            frozen_bases.append(_class_value(base, _PARAMS, None).frozen)
    return fields, frozen_bases


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    setattr(
        cls,
        _PARAMS,
        _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot),
    )
    fields, frozen_bases = _inherited(cls, frozen)
    annotations = _annotations_of(cls)
    cls_fields = []
    kw_only_seen = False
    for name, annotation in annotations.items():
        if _means(annotation, _is_kw_only):
            if kw_only_seen:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            kw_only_seen = True
            kw_only = True
        else:
            cls_fields.append(_get_field(cls, name, annotation, kw_only))
    for f in cls_fields:
        fields[f.name] = f
        if type(_class_value(cls, f.name, None)) is Field:
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    own = _own_names(cls)
    for name, value in own.items():
        if type(value) is Field and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if frozen_bases:
        if any(frozen_bases) and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if frozen and not all(frozen_bases):
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, fields)
    class_hash = own.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING or class_hash is None and '__eq__' in own)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    init_fields = [f for f in fields.values() if f._field_type is not _FIELD_CLASSVAR]
    std_fields = [f for f in init_fields if f.init and not f.kw_only]
    kw_only_fields = [f for f in init_fields if f.init and f.kw_only]
    builder = _FuncBuilder()
    if init:
        _init_fn(
            init_fields,
            std_fields,
            kw_only_fields,
            frozen,
            _class_value(cls, '__post_init__', None) is not None,
            '__dataclass_self__' if 'self' in fields else 'self',
            builder,
            slots,
        )
    field_list = [f for f in fields.values() if f._field_type is _FIELD]
    if _minor() >= 13:
        _set_new_attribute(cls, '__replace__', _replace)
    if repr:
        parts = ', '.join([f'{f.name}={{self.{f.name}!r}}' for f in field_list if f.repr])
        builder.add_fn(
            '__repr__',
            ('self',),
            [
                '  if __dataclasses_recursive_repr(self): return "..."',
                f'  return f"{{self.__class__.__qualname__}}({parts})"',
            ],
            locals={'__dataclasses_recursive_repr': _repr_running},
        )
    compared = [f for f in field_list if f.compare]
    if eq:
        builder.add_fn('__eq__', ('self', 'other'), _equality(compared))
    if order:
        self_tuple = _tuple_str('self', compared)
        other_tuple = _tuple_str('other', compared)
        for name, op in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
            builder.add_fn(
                name,
                ('self', 'other'),
                [
                    '  if other.__class__ is self.__class__:',
                    f'   return {self_tuple}{op}{other_tuple}',
                    '  return NotImplemented',
                ],
                overwrite_error='Consider using functools.total_ordering',
            )
    if frozen:
        _frozen_get_del_attr(cls, field_list, builder)
    hash_action = _hash_action(bool(unsafe_hash), bool(eq), bool(frozen), has_explicit_hash)
    if hash_action is not None:
        hash_action(cls, field_list, builder)
    builder.add_fns_to_class(cls)
    if not cls.__doc__:
        cls.__doc__ = cls.__name__ + (_signature(std_fields, kw_only_fields) if init else '()')
    if match_args:
        _set_new_attribute(cls, '__match_args__', tuple([f.name for f in std_fields]))
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    return cls


def _equality(compared):
    if _minor() < 13:
        this, that = _tuple_str('self', compared), _tuple_str('other', compared)
        return ['  if other.__class__ is self.__class__:', f'   return {this}=={that}', '  return NotImplemented']
    terms = ' and '.join([f'self.{f.name}==other.{f.name}' for f in compared])
    return [
        '  if self is other:',
        '   return True',
        '  if other.__class__ is self.__class__:',
        f'   return {terms or "True"}',
        '  return NotImplemented',
    ]


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _add_slots(cls, is_frozen, weakref_slot):
    names = _own_names(cls)
    if '__slots__' in names:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    field_names = [f.name for f in fields(cls)]
    inherited = _own_slots(cls)
    names['__slots__'] = tuple(
        [name for name in (*field_names, *(('__weakref__',) if weakref_slot else ())) if name not in inherited]
    )
    for name in field_names:
        names.pop(name, None)
    if is_frozen:
        names.setdefault('__getstate__', _dataclass_getstate)
        names.setdefault('__setstate__', _dataclass_setstate)
    names['__qualname__'] = cls.__qualname__
    made = _remake_class(cls.__name__, cls.__bases__, names)
    class_hooks(made, names, {})
    return made


def dataclass(
    cls=None,
    /,
    *,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False,
):
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    found = _class_value(_class_for(class_or_instance), _FIELDS, None)
    if found is None:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def _class_for(value):
    return value if _is_class(value) else type(value)


def _is_dataclass_instance(obj):
    return _class_value(type(obj), _FIELDS, None) is not None


def is_dataclass(obj):
    return _class_value(_class_for(obj), _FIELDS, None) is not None


def asdict(obj, *, dict_factory=dict):
    if not _is_dataclass_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _asdict_inner(obj, dict_factory)


def _asdict_inner(obj, dict_factory):
    kind = type(obj)
    if _class_value(kind, _FIELDS, None) is not None:
        pairs = [(f.name, _asdict_inner(getattr(obj, f.name), dict_factory)) for f in fields(obj)]
        return dict_factory(pairs)
    if isinstance(obj, tuple) and _class_value(kind, '_fields', None) is not None:
        return kind(*[_asdict_inner(v, dict_factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_asdict_inner(v, dict_factory) for v in obj])
    if isinstance(obj, dict):
        pairs = [(_asdict_inner(k, dict_factory), _asdict_inner(v, dict_factory)) for k, v in obj.items()]
        return _mapping_like(obj, pairs)
    return _deepcopy(obj, {})


def _mapping_like(obj, pairs):
    """``pairs`` as a dict of the type of ``obj``; a defaultdict keeps its factory."""
    kind = type(obj)
    if _class_value(kind, 'default_factory', None) is None:
        return kind(pairs)
    result = kind(obj.default_factory)
    for key, value in pairs:
        result[key] = value
    return result


def astuple(obj, *, tuple_factory=tuple):
    if not _is_dataclass_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    kind = type(obj)
    if _is_dataclass_instance(obj):
        return tuple_factory([_astuple_inner(getattr(obj, f.name), tuple_factory) for f in fields(obj)])
    if isinstance(obj, tuple) and _class_value(kind, '_fields', None) is not None:
        return kind(*[_astuple_inner(v, tuple_factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_astuple_inner(v, tuple_factory) for v in obj])
    if isinstance(obj, dict):
        pairs = [(_astuple_inner(k, tuple_factory), _astuple_inner(v, tuple_factory)) for k, v in obj.items()]
        return _mapping_like(obj, pairs)
    return _deepcopy(obj, {})


def _deepcopy(value, memo):
    """``copy.deepcopy``: containers and instances anew, sharing and cycles kept; everything else is itself."""
    kind = type(value)
    if kind in (int, str, float, bool, bytes, complex, range):
        return value
    key = id(value)
    if key in memo:
        return memo[key][0]
    if kind is list:
        made = []
        memo[key] = (made, value)
        for item in value:
            made.append(_deepcopy(item, memo))
        return made
    if kind is dict:
        made = {}
        memo[key] = (made, value)
        for k, v in value.items():
            made[_deepcopy(k, memo)] = _deepcopy(v, memo)
        return made
    if kind in (tuple, set, frozenset):
        items = [_deepcopy(item, memo) for item in value]
        if key in memo:
            return memo[key][0]
        if kind is tuple and _same_items(items, value):
            return value
        made = kind(items)
    elif kind is bytearray:
        made = bytearray(value)
    elif _special(value, '__deepcopy__'):
        made = _call_special(value, '__deepcopy__', memo)
    else:
        state = _copied_state(value)
        if state is None:
            return value
        made, attributes, payload = state
        memo[key] = (made, value)
        _fill_copy(made, _deepcopy(attributes, memo), _deepcopy(payload, memo))
    memo[key] = (made, value)
    return made


def _same_items(items, value):
    for index in range(len(items)):
        if items[index] is not value[index]:
            return False
    return True


def make_dataclass(
    cls_name,
    fields,
    *,
    bases=(),
    namespace=None,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False,
    module=None,
):
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name = item
            annotation = 'typing.Any'
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, spec = item
            defaults[name] = spec
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if _is_keyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = annotation
    names = {**({} if namespace is None else namespace), **defaults, '__annotations__': annotations}
    if module is not None:
        names['__module__'] = module
    elif _minor() < 12:
        names['__module__'] = 'types'
    cls = _remake_class(cls_name, bases, names)
    class_hooks(cls, names, {})
    return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)


def replace(obj, /, **changes):
    if not _is_dataclass_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in _class_value(type(self), _FIELDS, None).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                message = f'field {f.name} is declared with init=False, it cannot be specified with replace()'
                raise TypeError(message) if _minor() >= 13 else ValueError(message)
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                message = f'InitVar {f.name!r} must be specified with replace()'
                raise TypeError(message) if _minor() >= 13 else ValueError(message)
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
