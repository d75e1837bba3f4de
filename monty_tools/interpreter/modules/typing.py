"""``typing``: what its prelude file, ``prelude/typing_module.py``, needs of the machine.

Subscripted builtin and abstract classes are ``GenericAlias`` objects; special forms, type variables and what is made
from them are instances of the prelude's classes that carry a tuple: those which programs share can't be changed.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ..binding import (
    missing_arguments_message,
    multiple_values_message,
    too_many_positional_message,
    unexpected_keyword_message,
)
from ..classmaker import make_class, resolve_bases
from ..machine import SHARED
from ..natives import Native
from ..objects import (
    ABSENT,
    FROZEN,
    UNBOUND,
    BoundMethod,
    Class,
    Function,
    GenericAlias,
    Instance,
    NativeFunction,
    Union,
)
from .entry import Entry
from .signatures import COMMON

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def alias(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_alias(origin, args, name)``: ``name[args]``."""
    origin, parameters, name = args
    assert isinstance(parameters, tuple) and isinstance(name, str)
    m.tracker.allocate(100)
    return GenericAlias(origin, parameters, name)


def alias_parts(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_parts(value)``: ``(origin, args, name)`` of a subscripted class, else None."""
    value = args[0]
    if isinstance(value, GenericAlias):
        return value.origin, value.args, value.name
    return None


def union_members(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_members(value)``: the members of ``X | Y`` with NoneType for None, else None."""
    value = args[0]
    if not isinstance(value, Union):
        return None
    return tuple([m.class_named('NoneType') if member is None else member for member in value.members])


def make(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_class(name, bases, names)``: a new class, without the hooks that run sandbox code."""
    name, bases, names = args
    assert isinstance(name, str) and isinstance(names, dict)
    assert isinstance(bases, (list, tuple))
    m.tracker.allocate(400)
    return make_class(m, name, resolve_bases(m, list(bases)), names)


def own_attribute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_own(cls, name)``: the attribute of the class itself, unbound; None where there is none."""
    cls, name = args
    assert isinstance(cls, Class) and isinstance(name, str)
    return cls.attrs.get(name)


def own_names(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_names(cls)``: the names of the class's own attributes and annotations."""
    cls = args[0]
    assert isinstance(cls, Class)
    names = list(cls.attrs)
    annotations = cls.attrs.get('__annotations__')
    if isinstance(annotations, dict):
        names.extend([name for name in annotations if isinstance(name, str) and name not in cls.attrs])
    m.tracker.allocate(56 + 8 * len(names))
    return names


def annotations_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_annotations(obj)``: a copy of the own annotations of a class, function or bound method; else None."""
    value = args[0]
    if isinstance(value, BoundMethod):
        value = value.func
    if isinstance(value, Class):
        found = value.attrs.get('__annotations__')
    elif isinstance(value, Function):
        found = None if value.attrs is None else value.attrs.get('__annotations__')
    else:
        return None
    if not isinstance(found, dict):
        return {}
    m.tracker.allocate(64 + 100 * len(found))
    return dict(found)


def resolve_name(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_lookup(obj, name)``: what a name means where ``obj`` was defined, in a list; None where nothing."""
    obj, name = args
    assert isinstance(name, str)
    namespace = obj.namespace if isinstance(obj, Function) else m.namespace
    slot = namespace.slots.get(name)
    if slot is not None and slot < len(namespace.values) and namespace.values[slot] is not UNBOUND:
        return [namespace.values[slot]]
    if name in SHARED.builtins:
        return [SHARED.builtins[name]]
    return None


def caller_module(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_caller()``: the name of the module that called into this one."""
    frame = m.frame
    while frame is not None and frame.code.hidden:
        frame = frame.back
    return m.namespace.name if frame is None else frame.namespace.name


def first_line(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_line(function)``: the line where its definition begins."""
    func = args[0]
    assert isinstance(func, Function)
    return min((position[0] for position in func.code.positions), default=0) if func.code.positions else 0


def set_parameters(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_set_params(obj, params)``: of a function or class that was just made."""
    obj, params = args
    assert isinstance(params, tuple)
    if isinstance(obj, Function) and id(obj) not in FROZEN:
        obj.type_params = params
    elif isinstance(obj, Class) and not obj.builtin:
        obj.set('__type_params__', params)
    return obj


def bind_fields(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_bind(cls, values, keywords)``: the items of a new instance of a named tuple, in a tuple."""
    cls, values, keywords = args
    assert isinstance(cls, Class) and isinstance(values, tuple) and isinstance(keywords, dict)
    owner = cls
    for base in cls.mro:
        if '_fields' in base.attrs:
            owner = base
            break
    fields = owner.attrs.get('_fields')
    given = owner.attrs.get('_field_defaults')
    defaults: dict[str, object] = given if isinstance(given, dict) else {}  # those of a module have none
    assert isinstance(fields, tuple)
    if len(values) == len(fields) and not keywords:
        return values
    return bind_named(m, f'{owner.name}.__new__', [str(field) for field in fields], defaults, values, keywords)


def bind_named(
    m: Machine,
    qualname: str,
    fields: list[str],
    defaults: dict[str, object],
    values: tuple[object, ...],
    keywords: dict[str, object],
) -> object:
    """The values of ``fields``, with CPython's errors for a function whose first parameter is ``_cls``."""
    m.tracker.work(len(fields))
    given: list[object] = [*values[: len(fields)], *[ABSENT] * (len(fields) - len(values))]
    for name, value in keywords.items():
        if name not in fields:
            raise m.fail('TypeError', unexpected_keyword_message(qualname, name, fields))
        at = fields.index(name)
        if given[at] is not ABSENT:
            raise m.fail('TypeError', multiple_values_message(qualname, name))
        given[at] = value
    if len(values) > len(fields):
        message = too_many_positional_message(qualname, len(fields) + 1, len(defaults), len(values) + 1, 0)
        raise m.fail('TypeError', message)
    for at, name in enumerate(fields):
        if given[at] is ABSENT:
            given[at] = defaults.get(name, ABSENT)
    missing = [name for at, name in enumerate(fields) if given[at] is ABSENT]
    if missing:
        raise m.fail('TypeError', missing_arguments_message(qualname, 'positional', missing))
    m.tracker.allocate(56 + 8 * len(given))
    return tuple(given)


def adopt(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_adopt(alias_repr, union_repr)``: how subscripted classes and unions are shown where an argument is an
    object of the prelude. Called once, when the module is loaded."""
    if 'typing' in SHARED.modules:
        raise m.fail('RuntimeError', 'the module is loaded')
    for name, method in zip(('GenericAlias', 'UnionType'), args, strict=True):
        SHARED.classes[name].attrs['__repr__'] = method
        SHARED.classes[name].cache = {}
    return None


def instance(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_object(cls, items)``: an instance of a prelude class that is a tuple of ``items``."""
    cls, items = args
    assert isinstance(cls, Class) and isinstance(items, tuple)
    m.tracker.allocate(120)
    made = Instance(cls)
    made.payload = items
    return made


def write_error(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_write_error(text)``: to stderr."""
    text = args[0]
    assert isinstance(text, str)
    m.write('stderr', text)
    return None


def version(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_typing_version()``: the host's version, as 311 … 314."""
    return sys.version_info.major * 100 + sys.version_info.minor


NAMES: Final[dict[str, object]] = {'TYPE_CHECKING': False}

EVER: Final = (
    'AbstractSet Annotated Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable '
    'BinaryIO ByteString Callable ChainMap ClassVar Collection Concatenate Container ContextManager Coroutine '
    'Counter DefaultDict Deque Dict Final ForwardRef FrozenSet Generator Generic Hashable IO ItemsView Iterable '
    'Iterator KeysView List Literal LiteralString Mapping MappingView Match MutableMapping MutableSequence '
    'MutableSet NamedTuple Never NewType NoReturn NotRequired Optional OrderedDict ParamSpec ParamSpecArgs '
    'ParamSpecKwargs Pattern Protocol Required Reversible Self Sequence Set Sized SupportsAbs SupportsBytes '
    'SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound Text TextIO Tuple Type TypeAlias '
    'TypeGuard TypeVar TypeVarTuple TypedDict Union Unpack ValuesView assert_never assert_type cast '
    'clear_overloads dataclass_transform final get_args get_origin get_overloads get_type_hints is_typeddict '
    'no_type_check no_type_check_decorator overload reveal_type runtime_checkable'
).split()
SINCE: Final[dict[str, int]] = {
    'TypeAliasType': 12,
    'override': 12,
    'NoDefault': 13,
    'ReadOnly': 13,
    'TypeIs': 13,
    'get_protocol_members': 13,
    'is_protocol': 13,
}
"""Names that newer versions of Python 3 have, and since which."""

PRELUDE: Final = (*EVER, *[name for name, minor in SINCE.items() if sys.version_info.minor >= minor])
HELPERS: Final = (
    'make_type_alias',
    'make_type_param',
    'set_type_params',
    'parameters_of',
    'subscribe_alias',
    'type_params_base',
)
INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_typing_adopt': Native('_typing_adopt', adopt),
    '_typing_alias': Native('_typing_alias', alias),
    '_typing_annotations': Native('_typing_annotations', annotations_of),
    '_typing_bind': Native('_typing_bind', bind_fields),
    '_typing_caller': Native('_typing_caller', caller_module),
    '_typing_class': Native('_typing_class', make),
    '_typing_line': Native('_typing_line', first_line),
    '_typing_lookup': Native('_typing_lookup', resolve_name),
    '_typing_members': Native('_typing_members', union_members),
    '_typing_names': Native('_typing_names', own_names),
    '_typing_object': Native('_typing_object', instance),
    '_typing_own': Native('_typing_own', own_attribute),
    '_typing_parts': Native('_typing_parts', alias_parts),
    '_typing_set_params': Native('_typing_set_params', set_parameters),
    '_typing_version': Native('_typing_version', version),
    '_write_error': Native('_write_error', write_error),
}

NEEDS: Final[dict[str, str]] = {'ABCMeta': 'abc.ABCMeta', 'virtual_subclass': 'abc.virtual_subclass'}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, HELPERS, NEEDS)
