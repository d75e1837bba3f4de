"""``enum``."""


class Table(tuple):
    """A mapping that can't be changed, for the classes that all programs share: a tuple of pairs."""

    __slots__ = ()

    def __getitem__(self, key):
        for name, value in _payload(self):
            if name == key:
                return value
        raise KeyError(key)

    def get(self, key, default=None, /):
        return self[key] if key in self else default

    def __contains__(self, key):
        return any(name == key for name, _ in _payload(self))

    def __iter__(self):
        return iter([name for name, _ in _payload(self)])

    def keys(self):
        return dict(_payload(self)).keys()

    def values(self):
        return dict(_payload(self)).values()

    def items(self):
        return dict(_payload(self)).items()

    def copy(self):
        return dict(_payload(self))

    def setdefault(self, key, value):
        return self[key] if key in self else value

    def __repr__(self):
        return repr(dict(_payload(self)))

    def __eq__(self, other):
        return dict(_payload(self)) == other

    __hash__ = None


class Unset:
    def __repr__(self):
        return '<not given>'


unset = Unset()
auto_null = object()


class nonmember:
    __module__ = 'enum'

    def __init__(self, value):
        self.value = value


class member:
    __module__ = 'enum'

    def __init__(self, value):
        self.value = value


class auto:
    __module__ = 'enum'

    def __init__(self, value=auto_null):
        self.value = value

    def __repr__(self):
        return f'auto({self.value!r})'


class enum_property(DynamicClassAttribute):
    """A property of members; on the class, the member of this name."""

    __module__ = 'enum'
    __qualname__ = 'property'
    member = None
    name = clsname = None
    _behind = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError(self.name if _version() < 312 else f'{ownerclass!r} has no attribute {self.name!r}')
        if self._behind is not None:
            return _bind(self._behind[0], instance)
        if self.fget is not None:
            return self.fget(instance)
        members = type(instance)._member_map_
        if self.name in members:
            return members[self.name]
        raise AttributeError(f'{ownerclass!r} has no attribute {self.name!r}')

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError(f'<enum {self.clsname!r}> cannot set attribute {self.name!r}')

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError(f'<enum {self.clsname!r}> cannot delete attribute {self.name!r}')

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


def is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def is_private(cls_name, name):
    start = f'_{cls_name}__'
    return len(name) > len(start) and name.startswith(start) and (name[-1] != '_' or name[-2] != '_')


def is_single_bit(number):
    return number > 0 and number & (number - 1) == 0


def bits_of(number):
    """The single bits of a number, the lowest first."""
    original = number
    if isinstance(number, Enum):
        number = number.value
    if number < 0:
        raise ValueError(f'{original!r} is not a positive integer')
    while number:
        bit = number & (~number + 1)
        yield bit
        number ^= bit


def show_flag_values(value):
    return list(bits_of(value))


def signed_bin(number, max_bits=None):
    """``bin`` with the sign as the first bit."""
    ceiling = 2 ** number.bit_length()
    if number >= 0:
        text = bin(number + ceiling).replace('1', '0', 1)
    else:
        text = bin(~number ^ (ceiling - 1) + ceiling)
    sign = text[:3]
    digits = text[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return f'{sign} {digits}'


SUNDERS = (
    *('_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_'),
    *('_iter_member_', '_iter_member_by_value_', '_iter_member_by_def_'),
    *(('_add_alias_', '_add_value_alias_') if _version() >= 313 else ()),
)


class Body:
    """What is known of a class body so far: the names of members, their values, what is ignored."""

    def __init__(self, cls_name, bases):
        self.cls_name = cls_name
        self.members = {}
        self.last_values = []
        self.ignored = []
        self.auto_called = False
        first = bases[-1] if bases else None
        self.generate = getattr(first, '_generate_next_value_', None)


def store(names, key, value, bases):
    """Bind a name in a class body."""
    body = names.get('.body')
    if body is None:
        if is_dunder(key):
            names[key] = value
            return
        body = names['.body'] = Body(names['__qualname__'].rpartition('.')[2], bases)
    if is_private(body.cls_name, key):
        pass
    elif is_sunder(key):
        if key not in SUNDERS and not (_version() >= 313 and key.startswith('_repr_')):
            raise ValueError(f'_sunder_ names, such as {key!r}, are reserved for future Enum use')
        if key == '_generate_next_value_':
            if body.auto_called:
                raise TypeError('_generate_next_value_ must be defined before members')
            body.generate = value.__func__ if _is_static(value) else value
        elif key == '_ignore_':
            value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
            body.ignored = value
            already = set(value) & set(body.members)
            if already:
                raise ValueError(f'_ignore_ cannot specify already set names: {already!r}')
    elif is_dunder(key):
        if key == '__order__':
            key = '_order_'
    elif key in body.members:
        raise TypeError(f'{key!r} already defined as {names[key]!r}')
    elif key in body.ignored:
        pass
    elif isinstance(value, nonmember):
        value = value.value
    elif _is_descriptor(value) or _version() >= 313 and is_inner(body, value):
        pass
    else:
        if key in names:
            raise TypeError(f'{key!r} already defined as {names[key]!r}')
        value = member_value(body, key, value.value if isinstance(value, member) else value)
    names[key] = value


def is_inner(body, value):
    """Whether a value is a class that was defined in the class body."""
    return _is_class(value) and value.__qualname__.endswith(f'{body.cls_name}.{value.__name__}')


def member_value(body, key, value):
    """The value of a new member, with what ``auto()`` stands for."""
    if isinstance(value, auto):
        value = automatic(body, key, value)
    elif isinstance(value, tuple) and any(isinstance(item, auto) for item in value):
        items = [automatic(body, key, item) if isinstance(item, auto) else item for item in value]
        try:
            value = type(value)(items)
        except TypeError:
            value = type(value)(*items)
    else:
        body.last_values.append(value)
    body.members[key] = None
    return value


def automatic(body, key, value):
    if value.value is auto_null:
        value.value = body.generate(key, 1, len(body.members), body.last_values[:])
        body.auto_called = True
    body.last_values.append(value.value)
    return value.value


def check_bases(cls_name, bases):
    """The data type of members and the enumeration that comes first among the bases."""
    for chain in bases:
        for base in chain.__mro__:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f'<enum {cls_name!r}> cannot extend {base!r}')
    if not bases:
        return object, None
    if not isinstance(bases[-1], EnumType):
        raise TypeError('new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`')
    return data_type(cls_name, bases) or object, bases[-1]


def data_type(cls_name, bases):
    """What members are besides members of an enumeration: the class that makes them."""
    found = []
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                if base._member_type_ is not object:
                    if base._member_type_ not in found:
                        found.append(base._member_type_)
                    break
            elif _own(base, '__new__') is not None or _own(base, '__dataclass_fields__') is not None:
                if (candidate or base) not in found:
                    found.append(candidate or base)
                break
            else:
                candidate = candidate or base
    if len(found) > 1:
        raise TypeError(f'too many data types for {cls_name!r}: {set(found)!r}')
    return found[0] if found else None


def data_repr(bases):
    """How values are shown."""
    for chain in bases:
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                return base._value_repr_
            if _own(base, '__repr__') is not None:
                if _version() >= 312 and _own(base, '__dataclass_fields__') is not None:
                    params = _own(base, '__dataclass_params__')
                    if params is not None and params.repr:
                        return dataclass_repr
                return _own(base, '__repr__')
    return None


def dataclass_repr(self):
    fields = self.__dataclass_fields__
    return ', '.join([f'{name}={getattr(self, name)!r}' for name in fields if fields[name].repr])


def find_new(names, member_type, first_enum):
    """The function that makes members, and whether it takes their values."""
    new = names.get('__new__')
    if new is None:
        for method in ('__new_member__', '__new__'):
            for possible in (member_type, first_enum):
                target = getattr(possible, method, None)
                if target is not None and target is not object.__new__ and target is not FIRST['new']:
                    return target, True
        return object.__new__, False
    return new, first_enum is not None


FIRST = {'new': None, 'Flag': (), 'ReprEnum': None}
"""``Enum.__new__`` and the classes with rules of their own, once there are some."""

ALWAYS = ('__repr__', '__str__', '__format__')
OPERATORS = ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__')


def is_flag(cls):
    return issubclass(cls, FIRST['Flag'])


def make(meta, cls_name, bases, names, keywords):
    """The class of an enumeration, from what its body bound."""
    bases = tuple(bases)
    body = names.pop('.body', None)
    if body is None:
        body = Body(cls_name, bases)
    boundary = keywords.pop('boundary', None)
    names.setdefault('_ignore_', []).append('_ignore_')
    for key in names['_ignore_']:
        names.pop(key, None)
    invalid = [name for name in body.members if name == 'mro']
    if invalid:
        raise ValueError("invalid enum member name(s) 'mro'")
    order = names.pop('_order_', None)
    generate = names.get('_generate_next_value_')
    if generate is not None and not _is_static(generate) and (_version() >= 312 or _is_function(generate)):
        names['_generate_next_value_'] = staticmethod(generate)
    member_type, first_enum = check_bases(cls_name, bases)
    own_new = names.get('__new__')
    if _is_static(own_new):
        names['__new__'] = own_new = own_new.__func__
    new, use_args = find_new(names, member_type, first_enum)
    values = [(name, names.pop(name)) for name in body.members if name in names]
    names['_new_member_'] = new
    names['_use_args_'] = use_args
    names['_member_names_'] = []
    names['_member_map_'] = {}
    names['_value2member_map_'] = {}
    names['_unhashable_values_'] = []
    names['_member_type_'] = member_type
    names['_value_repr_'] = data_repr(bases)
    flag = any(is_flag(base) for base in bases)
    if flag or cls_name == 'Flag' and not FIRST['Flag']:
        names['_boundary_'] = boundary or getattr(first_enum, '_boundary_', None)
        names['_flag_mask_'] = names['_singles_mask_'] = names['_all_bits_'] = 0
        names['_inverted_'] = None
    defined = set(names)
    cls = _new_class(meta, cls_name, bases, names)
    for name, value in values:
        add_value(cls, name, value, flag)
    class_hooks(cls, names, keywords)
    finish(cls, bases, defined, first_enum, member_type, flag)
    if first_enum is not None:
        if own_new is not None:
            _set_class_attribute(cls, '__new_member__', own_new)
        _set_class_attribute(cls, '__new__', FIRST['new'])
    if flag:
        sizes = [each._value_ for each in cls]
        if sizes != sorted(sizes):
            _set_class_attribute(cls, '_iter_member_', classmethod(Flag._iter_member_by_def_.__func__))
    if order is not None:
        check_order(cls, order.replace(',', ' ').split() if isinstance(order, str) else order, flag)
    return cls


def finish(cls, bases, defined, first_enum, member_type, flag):
    """Methods that mixed-in classes must not take from the enumeration."""
    if FIRST['ReprEnum'] in bases:
        if member_type is object:
            raise TypeError('ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)')
        if '__format__' not in defined:
            _set_class_attribute(cls, '__format__', _class_attribute(member_type, '__format__'))
            defined.add('__format__')
        if '__str__' not in defined:
            method = _class_attribute(member_type, '__str__')
            if method is _class_attribute(object, '__str__'):
                method = _class_attribute(member_type, '__repr__')
            _set_class_attribute(cls, '__str__', method)
            defined.add('__str__')
    if first_enum is None:
        return
    for name in ALWAYS:
        if name not in defined:
            found = _class_attribute(cls, name)
            if found is _class_attribute(member_type, name) or found is _class_attribute(object, name):
                _set_class_attribute(cls, name, _class_attribute(first_enum, name))
    if flag:
        for name in OPERATORS:
            if name not in defined:
                _set_class_attribute(cls, name, _class_attribute(Flag, name))


def check_order(cls, order, flag):
    members = cls._member_map_
    if flag:
        order = [name for name in order if name not in members or is_single_bit(members[name]._value_)]
    order = [name for name in order if name not in members or name in cls._member_names_]
    if order != cls._member_names_:
        raise TypeError(f'member order does not match _order_:\n  {cls._member_names_!r}\n  {order!r}')


def add_value(cls, name, value, flag):
    """Make the member ``name``, or an alias of one that has the value already."""
    args = value if isinstance(value, tuple) else (value,)
    if cls._member_type_ is tuple:
        args = (args,)
    new = cls._new_member_
    made = new(cls, *args) if cls._use_args_ else new(cls)
    if not hasattr(made, '_value_'):
        if cls._member_type_ is object:
            made._value_ = value
        else:
            try:
                made._value_ = cls._member_type_(*args)
            except Exception as exc:
                raise TypeError('_value_ not set in __new__, unable to create it') from exc
    value = made._value_
    made._name_ = name
    made.__objclass__ = cls
    made.__init__(*args)
    made._sort_order_ = len(cls._member_names_)
    if flag and isinstance(value, int):
        _set_class_attribute(cls, '_flag_mask_', cls._flag_mask_ | value)
        if is_single_bit(value):
            _set_class_attribute(cls, '_singles_mask_', cls._singles_mask_ | value)
        _set_class_attribute(cls, '_all_bits_', 2 ** cls._flag_mask_.bit_length() - 1)
    known = None
    try:
        known = cls._value2member_map_.get(value)
    except TypeError:
        for each in cls._member_map_.values():
            if each._value_ == value:
                known = each
                break
    if known is not None:
        made = known
    elif not flag or isinstance(value, int) and is_single_bit(value):
        cls._member_names_.append(name)
    add_member(cls, name, made)
    try:
        cls._value2member_map_.setdefault(value, made)
    except TypeError:
        cls._unhashable_values_.append(value)


def add_member(cls, name, made):
    """Bind a member's name, behind a property where the bases have one."""
    if name in cls._member_map_:
        if cls._member_map_[name] is not made:
            raise NameError(f'{name!r} is already bound: {cls._member_map_[name]!r}')
        return
    behind = None
    for base in cls.__mro__[1:]:
        found = _own(base, name)
        if found is not None and _is_descriptor(found) and (_version() >= 312 or has_getter(found)):
            behind = found
            break
    if behind is None:
        _set_class_attribute(cls, name, made)
    else:
        redirect = enum_property()
        redirect.member = made
        redirect.__set_name__(cls, name)
        redirect._behind = (behind,)
        _set_class_attribute(cls, name, redirect)
    cls._member_map_[name] = made


def has_getter(descriptor):
    return not _is_function(descriptor) and hasattr(descriptor, 'fget') or name_of_field(descriptor)


def name_of_field(descriptor):
    return descriptor is _field('name') or descriptor is _field('value')


class EnumType(type):
    __module__ = 'enum'
    __final_class__ = True
    __class_maker__ = make
    __body_store__ = store

    def __call__(cls, value, names=unset, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            if names is not unset and (names is not None or _version() >= 312):
                value = (value, names) + values
            return FIRST['new'](cls, value)
        if names is unset and type is None:
            if _version() < 312:
                return FIRST['new'](cls, value)
            raise TypeError(f'{cls} has no members; specify `names=()` if you meant to create a new, empty, enum')
        if names is unset:
            names = None
        return create(cls, value, names, module or _caller(), qualname, type, start, boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return value._name_ in cls._member_map_ if _version() < 312 else True
        if _version() < 312:
            if isinstance(value, Enum):
                return False
            raise TypeError(
                f"unsupported operand type(s) for 'in': '{type(value).__qualname__}' and '{type(cls).__qualname__}'"
            )
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f'{cls.__name__!r} cannot delete member {attr!r}.')
        _delete_class_attribute(cls, attr)

    def __setattr__(cls, name, value):
        if name in (_own(cls, '_member_map_') or ()):
            raise AttributeError(f'cannot reassign member {name!r}')
        _set_class_attribute(cls, name, value)

    def __dir__(cls):
        shown = {'__class__', '__contains__', '__doc__', '__getitem__', '__iter__', '__len__', '__members__'}
        shown.update(('__module__', '__name__', '__qualname__'), cls._member_names_)
        if cls._new_member_ is not object.__new__:
            shown.add('__new__')
        if _class_attribute(cls, '__init_subclass__') is not _class_attribute(object, '__init_subclass__'):
            shown.add('__init_subclass__')
        if cls._member_type_ is not object:
            shown.update(dir(cls._member_type_))
        return sorted(shown)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        members = cls._member_map_
        return iter([members[name] for name in cls._member_names_])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return f'<flag {cls.__name__!r}>' if is_flag(cls) else f'<enum {cls.__name__!r}>'

    def __reversed__(cls):
        members = cls._member_map_
        return iter([members[name] for name in reversed(cls._member_names_)])


def create(cls, class_name, names, module, qualname, kind, start, boundary):
    """An enumeration from a list of names, of pairs, or a mapping."""
    bases = (cls,) if kind is None else (kind, cls)
    check_bases(class_name, bases)
    body = {'__module__': module, '__qualname__': class_name if qualname is None else qualname}
    body['.body'] = Body(class_name, bases)
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
        pairs = []
        last_values = []
        for count, name in enumerate(names):
            value = cls._generate_next_value_(name, start, count, last_values[:])
            last_values.append(value)
            pairs.append((name, value))
        names = pairs
    for item in names or ():
        name, value = (item, names[item]) if isinstance(item, str) else item
        store(body, name, value, bases)
    return make(EnumType, class_name, bases, body, {'boundary': boundary})


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    __module__ = 'enum'

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        if not cls._member_map_:
            raise TypeError(f'{cls!r} has no members defined')
        return missing(cls, value)

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        if _version() < 313:
            return increment_any(last_values, start)
        try:
            last_value = sorted(last_values).pop()
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None
        try:
            return last_value + 1
        except TypeError:
            raise TypeError(f'unable to increment {last_value!r}') from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        shown = type(self)._value_repr_ or repr
        return f'<{type(self).__name__}.{self._name_}: {shown(self._value_)}>'

    def __str__(self):
        return f'{type(self).__name__}.{self._name_}'

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __dir__(self):
        shown = {'__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value'}
        members = type(self)._member_map_
        if type(self)._member_type_ is not object:
            shown.update(object.__dir__(self))
        shown.update([name for name in self.__dict__ if name[0] != '_' and name not in members])
        for cls in type(self).__mro__:
            if isinstance(cls, EnumType) and cls is not Enum:
                shown.update([name for name in _attribute_names(cls) if name[0] != '_' and name not in members])
        return sorted(shown)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    if _version() >= 313:

        def _add_alias_(self, name):
            add_member(type(self), name, self)

        def _add_value_alias_(self, value):
            add_value_alias(type(self), self, value)

    name = _field('name')
    value = _field('value')


FIRST['new'] = Enum.__new__


def increment_any(last_values, start):
    """Before 3.13: the last value and one, or one more than the last that has a next one."""
    last = last_values[-1]
    try:
        last_values.sort()
        if last == last_values[-1]:
            return last + 1
    except TypeError:
        pass
    for value in reversed(last_values):
        try:
            return value + 1
        except TypeError:
            pass
    return start


def missing(cls, value):
    """What a value that no member has stands for."""
    failure = None
    try:
        result = cls._missing_(value)
    except Exception as exc:
        failure = exc
        result = None
    if isinstance(result, cls):
        return result
    if is_flag(cls) and cls._boundary_ is EJECT and isinstance(result, int):
        return result
    invalid = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
    if result is None and failure is None:
        raise invalid
    if failure is None:
        text = f'error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member'
        failure = TypeError(text)
    if not isinstance(failure, ValueError):
        failure.__context__ = invalid
    raise failure


def add_value_alias(cls, self, value):
    try:
        known = cls._value2member_map_.get(value)
        if known is None:
            cls._value2member_map_[value] = self
    except TypeError:
        known = None
        for each in cls._member_map_.values():
            if each._value_ == value:
                known = each
        if known is None:
            cls._unhashable_values_.append(value)
    if known is not None and known is not self:
        raise ValueError(f'{value!r} is already bound: {known!r}')


class ReprEnum(Enum):
    __module__ = 'enum'


FIRST['ReprEnum'] = ReprEnum


class IntEnum(int, ReprEnum):
    __module__ = 'enum'


class StrEnum(str, ReprEnum):
    __module__ = 'enum'

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f'too many arguments for str(): {values!r}')
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f'{values[0]!r} is not a string')
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f'encoding must be a string, not {values[1]!r}')
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f'errors must be a string, not {values[2]!r}')
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    __module__ = 'enum'
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def flag_operation(name, symbol):
    """``|``, ``&`` or ``^`` of flags."""
    calculate = {'or': lambda a, b: a | b, 'and': lambda a, b: a & b, 'xor': lambda a, b: a ^ b}[name]

    def operation(self, other):
        cls = type(self)
        if isinstance(other, cls):
            value = other._value_
        elif cls._member_type_ is not object and isinstance(other, cls._member_type_):
            value = other
        else:
            return NotImplemented
        if _version() >= 312:
            for flag, each in ((self, self._value_), (other, value)):
                if each is None:
                    raise TypeError(f"'{flag}' cannot be combined with other flags with {symbol}")
        return cls(calculate(self._value_, value))

    operation.__name__ = f'__{name}__'
    operation.__qualname__ = f'Flag.__{name}__'
    return operation


class Flag(Enum, boundary=STRICT):
    __module__ = 'enum'
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return start if start is not None else 1
        last_value = max(last_values)
        try:
            return 2 ** last_value.bit_length()
        except Exception:
            raise TypeError(f'invalid flag value {last_value!r}') from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        members = cls._value2member_map_
        for bit in bits_of(value & cls._flag_mask_):
            yield members.get(bit)

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda each: each._sort_order_)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        return composite(cls, value)

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            kinds = (type(other).__qualname__, type(self).__qualname__)
            raise TypeError(f"unsupported operand type(s) for 'in': {kinds[0]!r} and {kinds[1]!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        cls = type(self)
        shown = (cls._value_repr_ or repr)(self._value_)
        return f'<{cls.__name__}: {shown}>' if self._name_ is None else f'<{cls.__name__}.{self._name_}: {shown}>'

    def __str__(self):
        name = type(self).__name__
        return f'{name}({self._value_!r})' if self._name_ is None else f'{name}.{self._name_}'

    def __bool__(self):
        return bool(self._value_)

    __or__ = __ror__ = flag_operation('or', '|')
    __and__ = __rand__ = flag_operation('and', '&')
    __xor__ = __rxor__ = flag_operation('xor', '^')

    def __invert__(self):
        if self._value_ is None and _version() >= 312:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            cls = type(self)
            if cls._boundary_ in (EJECT, KEEP):
                self._inverted_ = cls(~self._value_)
            else:
                self._inverted_ = cls(cls._singles_mask_ & ~self._value_)
        return self._inverted_


FIRST['Flag'] = Flag


def composite(cls, value):
    """The member that has several flags, or bits that are no flag, as the boundary says."""
    mask = cls._flag_mask_
    singles = cls._singles_mask_
    all_bits = cls._all_bits_
    boundary = cls._boundary_
    negative = None
    if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
        if boundary is STRICT:
            width = max(value.bit_length(), mask.bit_length())
            given = f'    given {signed_bin(value, width)}\n  allowed {signed_bin(mask, width)}'
            raise ValueError(f'{cls!r} invalid value {value!r}\n{given}')
        if boundary is CONFORM:
            value = value & mask
        elif boundary is EJECT:
            return value
        elif boundary is KEEP:
            if value < 0:
                value = max(all_bits + 1, 2 ** value.bit_length()) + value
        else:
            raise ValueError(f'{cls!r} unknown flag boundary {boundary!r}')
    if value < 0:
        negative = value
        value = all_bits + 1 + value
    unknown = value & ~mask
    aliases = value & ~singles
    single = value & singles
    if unknown and boundary is not KEEP:
        raise ValueError(f'{cls.__name__}({value!r}) -->  unknown values {unknown!r} [{signed_bin(unknown)}]')
    made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
    if not hasattr(made, '_value_'):
        made._value_ = value
    made._name_ = None
    if single or aliases:
        members = [*cls._iter_member_(single)]
        combined = 0
        for each in members:
            combined |= each._value_
        if aliases:
            value = single | aliases
            for each in cls._member_map_.values():
                if each not in members and each._value_ and each._value_ & value == each._value_:
                    members.append(each)
                    combined |= each._value_
        unknown = value ^ combined
        if combined:
            made._name_ = '|'.join([each._name_ for each in members])
            if unknown and boundary is STRICT:
                raise ValueError(f'{cls!r}: no members with value {unknown!r}')
            if unknown:
                made._name_ += f'|{cls._numeric_repr_(unknown)}'
    made = cls._value2member_map_.setdefault(value, made)
    if negative is not None:
        cls._value2member_map_[negative] = made
    return made


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    __module__ = 'enum'


class EnumCheck(StrEnum):
    __module__ = 'enum'
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def aliases_of(enumeration):
    """``alias -> name`` of all aliases."""
    members = enumeration.__members__.items()
    return ', '.join([f'{name} -> {each.name}' for name, each in members if name != each.name])


def unique(enumeration):
    found = aliases_of(enumeration)
    if found:
        raise ValueError(f'duplicate values found in {enumeration!r}: {found}')
    return enumeration


class verify:
    __module__ = 'enum'

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                found = aliases_of(enumeration)
                if found:
                    raise ValueError(f'aliases found in {enumeration!r}: {found}')
            elif check is CONTINUOUS:
                check_continuous(enumeration)
            elif check is NAMED_FLAGS:
                check_named_flags(enumeration)
        return enumeration


def check_continuous(enumeration):
    values = {each.value for each in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if is_flag(enumeration):
        kind = 'flag'
        wanted = (2**bit for bit in range(low.bit_length(), high.bit_length() - 1))
    else:
        kind = 'enum'
        wanted = range(low + 1, high)
    lost = []
    for value in wanted:
        if value not in values and len(lost) < 256:
            lost.append(str(value))
    if lost:
        raise ValueError(f'invalid {kind} {enumeration.__name__!r}: missing values {", ".join(lost)}'[:256])


def check_named_flags(enumeration):
    names = enumeration._member_names_
    values = [each.value for each in enumeration]
    lost_names = []
    lost_value = 0
    for name, alias in enumeration._member_map_.items():
        if name in names or alias.value < 0:
            continue
        lost = [bit for bit in bits_of(alias.value) if bit not in values]
        if lost:
            lost_names.append(name)
            for bit in lost:
                lost_value |= bit
    if lost_names:
        if len(lost_names) == 1:
            text = f'alias {lost_names[0]} is missing'
        else:
            text = f'aliases {", ".join(lost_names[:-1])} and {lost_names[-1]} are missing'
        what = f'{"value" if is_single_bit(lost_value) else "combined values of"} 0x{lost_value:x}'
        details = '[use enum.show_flag_values(value) for details]'
        raise ValueError(f'invalid Flag {enumeration.__name__!r}: {text} {what} {details}')


def global_enum_repr(self):
    return f'{type(self).__module__.split(".")[-1]}.{self._name_}'


def global_flag_repr(self):
    cls = type(self)
    module = cls.__module__.split('.')[-1]
    if self._name_ is None:
        return f'{module}.{cls.__name__}({self._value_!r})'
    if is_single_bit(self._value_):
        return f'{module}.{self._name_}'
    keeps = cls._boundary_ is KEEP
    return '|'.join([part if keeps and part[0].isdigit() else f'{module}.{part}' for part in self._name_.split('|')])


def global_str(self):
    return f'{type(self).__name__}({self._value_!r})' if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    return cls


def settle(cls):
    """Put tables that can't be changed in the place of those of a class that all programs share."""
    for name in ('_member_map_', '_value2member_map_'):
        _set_class_attribute(cls, name, tuple.__new__(Table, [*getattr(cls, name).items()]))
    for name in ('_member_names_', '_unhashable_values_'):
        _set_class_attribute(cls, name, (*getattr(cls, name),))


for cls in (Enum, ReprEnum, IntEnum, StrEnum, FlagBoundary, Flag, IntFlag, EnumCheck):
    settle(cls)
for cls in (nonmember, member, auto, enum_property, verify):
    cls.__name__ = cls.__qualname__
property = enum_property
