"""``dataclasses``: a port of CPython's module in ``prelude/dataclasses_module.py``, over the natives here.

The methods of a dataclass are generated as CPython generates them: source text, which our own compiler compiles.
Nothing of the host's ``exec`` is involved, and what goes into the text are names that were checked to be identifiers.
The functions are hidden: like the rest of the prelude, they don't show in tracebacks.
"""

from __future__ import annotations

import sys
import threading
from hashlib import sha256
from keyword import iskeyword
from typing import TYPE_CHECKING, Final

from ..classmaker import make_class, resolve_bases
from ..errors import MontyError
from ..machine import SHARED
from ..natives import Implementation, Native
from ..objects import (
    ABSENT,
    FROZEN,
    Class,
    Code,
    ExceptionValue,
    Function,
    Instance,
    Module,
    NativeFunction,
    Program,
    SlotMember,
    class_of,
)
from .entry import Entry

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

MAKER: Final = '__create_fn__'
"""The function of the generated text that makes and returns the methods."""
CACHED: Final = 512
"""Generated programs that the process keeps: their codes never change, and the same class is often made again."""
COMPILE_UNITS: Final = 40
"""Work units for compiling one character."""
COMPILED_BYTES: Final = 60
"""Bytes of code for one character."""

_cache: Final[dict[str, Program]] = {}
_lock: Final = threading.Lock()


def compile_methods(source: str) -> Program:
    """The program of generated source text, whose code 1 is the function ``__create_fn__``. Also compiles what a
    snapshot names ``made:<number>``: the same text has the same codes and the same key."""
    program = _cache.get(source)
    if program is None:
        program = _compile(source)
        with _lock:
            if len(_cache) >= CACHED:
                _cache.clear()
            _cache[source] = program
    return program


def _compile(source: str) -> Program:
    from ..compile import compile_tree
    from ..parse import parse
    from ..resolve import resolve

    number = int.from_bytes(sha256(source.encode('utf-8')).digest()[:8], 'big')
    program = Program(source, '<string>', f'made:{number}')
    tree = parse(source, program.filename, source_limit=None)
    visible = {**SHARED.builtins, **SHARED.runtime}
    resolution = resolve(tree, builtins=frozenset(visible), source=source, filename=program.filename)
    compile_tree(tree, resolution, program, {MAKER: 0}, visible, hidden=True)
    return program


def make_methods(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_make_methods(source, values)``: what the generated ``__create_fn__`` returns for these arguments."""
    source, values = args
    assert isinstance(source, str) and isinstance(values, dict)
    m.tracker.work(len(source) * COMPILE_UNITS)
    m.tracker.memory(len(source) * COMPILED_BYTES)
    try:
        program = compile_methods(source)
    except MontyError as error:
        raise m.fail('TypeError', f'the methods of a dataclass cannot be made: {error}') from None
    m.made[program.key] = program
    maker = Function(program.codes[1], m.namespace, MAKER)
    return m.call(maker, [], dict(values))


def name_method(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_name_method(function, class)``: give a generated method its qualified name."""
    function, cls = args
    assert isinstance(function, Function) and isinstance(cls, Class)
    if id(function) in FROZEN:
        raise m.fail('TypeError', 'a shared function keeps its name')
    function.qualname = f'{cls.qualname}.{function.name}'
    return None


def is_name(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_is_name(value)``: whether it is a str that can be a parameter's name."""
    name = args[0]
    return isinstance(name, str) and name.isidentifier() and not iskeyword(name) and name != '__debug__'


def is_keyword(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    name = args[0]
    return isinstance(name, str) and iskeyword(name)


def class_value(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_class_value(cls, name, default)``: what the class has under a name, found along its mro, unbound. The
    descriptors of ``__slots__`` count as nothing."""
    cls, name, default = args
    assert isinstance(cls, Class) and isinstance(name, str)
    found = cls.lookup(name)
    return default if found is ABSENT or isinstance(found, SlotMember) else found


def own_names(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_own_names(cls)``: a copy of the class's own namespace."""
    cls = args[0]
    assert isinstance(cls, Class)
    m.tracker.allocate(64 + 64 * len(cls.attrs))
    return dict(cls.attrs)


def own_slots(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_own_slots(cls)``: the names that instances have slots for."""
    cls = args[0]
    assert isinstance(cls, Class)
    return cls.slots


def annotations_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_annotations_of(cls)``: the class's own ``__annotations__``."""
    cls = args[0]
    assert isinstance(cls, Class)
    found = cls.attrs.get('__annotations__', ABSENT)
    if found is ABSENT:
        return {}
    if not isinstance(found, dict):
        raise m.fail('ValueError', f'{cls.name}.__annotations__ is neither a dict nor None')
    return found


def is_class_variable(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_is_class_variable(annotation)``: whether it is ``typing.ClassVar``, subscripted or not."""
    found = args[0]
    module = SHARED.modules.get('typing')
    if not isinstance(module, Module):
        return False
    marker = module.attrs.get('ClassVar')
    if found is marker:
        return True
    parts = found.payload if isinstance(found, Instance) and found.cls.builtin else None
    return isinstance(parts, tuple) and any(part is marker for part in parts)


def named_by(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_named_by(annotation)``: what the first name, or ``module.name``, of an annotation's text means in the
    program; None for nothing."""
    text = args[0]
    assert isinstance(text, str)
    names: list[str] = []
    for part in text.split('.', 2)[:2]:
        part = part.strip()
        end = 0
        while end < len(part) and (part[end].isalnum() or part[end] == '_'):
            end += 1
        names.append(part[:end])
        if end < len(part):
            break
    slot = m.namespace.slots.get(names[0], -1)
    value = m.namespace.values[slot] if 0 <= slot < len(m.namespace.values) else None
    if len(names) == 1:
        return value if isinstance(value, (Class, Instance)) else None
    return value.attrs.get(names[1]) if isinstance(value, Module) else None


def remake_class(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_remake_class(name, bases, names)``: ``type(name, bases, names)``, without the hooks."""
    name, bases, names = args
    assert isinstance(name, str) and isinstance(bases, (list, tuple)) and isinstance(names, dict)
    m.tracker.allocate(400)
    given: dict[str, object] = {'__module__': m.namespace.name, **names}
    return make_class(m, name, resolve_bases(m, list(bases)), given)


def repr_running(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_repr_running(self)``: whether the calling ``__repr__`` runs for the same object further out already."""
    frame = m.frame
    assert frame is not None
    code: Code = frame.code
    outer = frame.back
    while outer is not None:
        m.tracker.work(1)
        if outer.code is code and outer.regs[0] is args[0]:
            return True
        outer = outer.back
    return False


def copied_state(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_copied_state(value)``: ``(copy, attributes, payload)`` of an instance, its copy still being empty; None for
    what is copied by reference."""
    value = args[0]
    if not isinstance(value, Instance) or isinstance(value, ExceptionValue) or value.cls.builtin:
        return None
    m.tracker.allocate(240)
    return Instance(value.cls), dict(value.attrs or {}), value.payload


def fill_copy(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_fill_copy(copy, attributes, payload)``."""
    copy, attributes, payload = args
    assert isinstance(copy, Instance) and isinstance(attributes, dict)
    if copy.cls.builtin or not (payload is None or class_of(payload) is copy.cls.payload):
        raise m.fail('TypeError', 'no copy of an instance of a class of the program')
    copy.attrs = attributes
    copy.payload = payload
    return copy


def python_minor(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_minor()``: the second number of the hosting Python's version."""
    return sys.version_info[1]


def functions(entries: dict[str, Implementation]) -> dict[str, NativeFunction]:
    return {name: Native(name, implementation) for name, implementation in entries.items()}


NAMES: Final[dict[str, object]] = {}

PRELUDE: Final = (
    *('dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING'),
    *('fields', 'asdict', 'astuple', 'make_dataclass', 'replace', 'is_dataclass'),
)

INTRINSICS: Final[dict[str, NativeFunction]] = functions(
    {
        '_make_methods': make_methods,
        '_name_method': name_method,
        '_is_name': is_name,
        '_is_keyword': is_keyword,
        '_class_value': class_value,
        '_own_names': own_names,
        '_own_slots': own_slots,
        '_annotations_of': annotations_of,
        '_is_class_variable': is_class_variable,
        '_named_by': named_by,
        '_remake_class': remake_class,
        '_repr_running': repr_running,
        '_copied_state': copied_state,
        '_fill_copy': fill_copy,
        '_minor': python_minor,
    }
)

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS)
