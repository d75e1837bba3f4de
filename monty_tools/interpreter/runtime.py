"""What all machines share: the builtin classes put together from the types' tables, the builtins, modules, the prelude.

Built once per process, when the first program is compiled, and never changed afterwards.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Final, cast

from . import builtins, formatting, items, objects
from .exposure import Proxy
from .instructions.generators import AsyncStep, CoroutineWrapper
from .intrinsics import INTRINSICS
from .limits import ResourceLimits, Tracker
from .machine import SHARED, Host, Machine, full_name
from .natives import Counted, Implementation, Native
from .objects import (
    HOST_CLASSES,
    BoundMethod,
    Cell,
    Class,
    ClassMethod,
    ExternalRef,
    Function,
    GenericAlias,
    Module,
    Namespace,
    NativeFunction,
    NativeProperty,
    Program,
    Property,
    SlotMember,
    StaticMethod,
    Super,
    Union,
)
from .types import binary, classes, exceptions, generators, iterators, mappings, numbers, sequences, sets, text
from .types.tables import TypeTable

Kwargs = dict[str, object] | None

FINAL: Final = frozenset(
    """method_descriptor wrapper_descriptor method-wrapper
    bool NoneType ellipsis NotImplementedType function builtin_function_or_method method generator
    coroutine async_generator super range slice dict_keys dict_values dict_items module exposed member getset""".split()
)
"""Builtin classes that cannot be subclassed."""

PAYLOADS: Final = frozenset('int float complex str bytes bytearray list tuple dict set frozenset'.split())
"""Builtin classes whose value instances of subclasses carry."""


# Methods of types, functions, generators, properties.


OWN_CLASSES: Final[dict[str, tuple[type, ...]]] = {
    'type': (Class,),
    'function': (Function, ExternalRef),
    'builtin_function_or_method': (NativeFunction,),
    'method_descriptor': (objects.MethodKind,),
    'wrapper_descriptor': (objects.SlotKind,),
    'method-wrapper': (objects.BoundSlotKind,),
    'method': (BoundMethod,),
    'module': (Module,),
    'exposed': (Proxy,),
    'generator': (),
    'coroutine': (),
    'async_generator': (),
    'async_generator_asend': (AsyncStep,),
    'coroutine_wrapper': (CoroutineWrapper,),
    'property': (Property,),
    'classmethod': (ClassMethod,),
    'staticmethod': (StaticMethod,),
    'super': (Super,),
    'cell': (Cell,),
    'traceback': (objects.Traceback,),
    'member_descriptor': (SlotMember,),
    'getset_descriptor': (NativeProperty,),
    'UnionType': (Union,),
    'GenericAlias': (GenericAlias,),
    'NoneType': (type(None),),
    'ellipsis': (type(Ellipsis),),
    'NotImplementedType': (type(NotImplemented),),
}
"""Classes of the interpreter's own objects and of constants: name -> host types."""

NAMED_CLASSES: Final = frozenset(
    """object type int float complex bool str bytes bytearray list tuple range slice dict set frozenset property
    classmethod staticmethod super map filter zip enumerate reversed""".split()
)
"""Classes that are builtin names; the others can only be reached as the type of a value."""


def make_class(name: str, parent: Class | None, module: str = 'builtins') -> Class:
    cls = Class(name, (parent,) if parent is not None else (), {}, module)
    cls.builtin = True
    cls.mro = [cls] if parent is None else [cls, *parent.mro]
    cls.base_allowed = name not in FINAL
    cls.has_dict = False
    return cls


def add_methods(cls: Class, methods: dict[str, NativeFunction]) -> None:
    for name, method in methods.items():
        if method.owner is None:
            method.owner = cls
            method.qualname = f'{cls.name}.{name}'
        cls.attrs[name] = method


def owned(getter: NativeProperty, owner: str) -> NativeProperty:
    """``getter`` as an attribute of the class ``owner``; one that several classes share tells of the first."""
    getter.owner_name = getter.owner_name or owner
    return getter


def add_natives(cls: Class, implementations: dict[str, object]) -> None:
    made: dict[str, NativeFunction] = {}
    for name, implementation in implementations.items():
        method = own_method(name, cast(Implementation, implementation))
        method.static = name == '__new__'
        method.classmethod = name in ('__init_subclass__', '__class_getitem__')
        made[name] = method
    add_methods(cls, made)


SLOTS: Final[dict[str, tuple[int, int]]] = {
    **dict.fromkeys(
        '__iter__ __next__ __repr__ __str__ __hash__ __bool__ __await__ __aiter__ __anext__'.split(), (0, 0)
    ),
    **dict.fromkeys('__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __or__ __ror__'.split(), (1, 1)),
    **dict.fromkeys('__getattribute__ __delattr__ __delete__'.split(), (1, 1)),
    '__get__': (1, 2),
    '__set__': (2, 2),
    '__setattr__': (2, 2),
}
"""Slots among the methods of our own classes: the fewest and the most arguments."""

METHODS: Final = {'close': 0, 'send': 1, 'getter': 1, 'setter': 1, 'deleter': 1, '__format__': 1}
"""Methods of our own classes that take so many arguments."""


def own_method(name: str, implementation: Implementation) -> Native:
    """A method of one of our own classes."""
    if name in SLOTS:
        least, most = SLOTS[name]
        return Counted(name, implementation, least, most, True)
    if name in METHODS:
        return Counted(name, implementation, METHODS[name], METHODS[name], False)
    return Native(name, implementation)


def fill_class(cls: Class, table: TypeTable) -> None:
    add_methods(cls, table.methods)
    for name, getter in table.getters.items():
        cls.attrs[name] = owned(getter, full_name(cls))
    cls.attrs['__new__'] = classes.New(table, cls)


def make_scalar_class(
    name: str, module: str, table: TypeTable, parent: Class | None = None, *, final: bool = False
) -> Class:
    """The class of a module's immutable host values; instances of subclasses carry such a value, unless ``final``."""
    cls = make_class(name, SHARED.classes['object'] if parent is None else parent, module)
    fill_class(cls, table)
    cls.payload = None if final else cls
    cls.base_allowed = not final
    cls.inherit()
    return cls


def build_classes() -> dict[str, Class]:
    """Every builtin class, by name."""
    from .modules.asyncio import make_classes as make_scheduler_classes

    root = make_class('object', None)
    add_natives(root, dict(classes.OBJECT_METHODS))
    root.attrs['__doc__'] = 'The base class of the class hierarchy.'
    made: dict[str, Class] = {'object': root}
    tables: dict[str, tuple[TypeTable, tuple[type, ...]]] = {}
    for table in (numbers.TABLES, sequences.TABLES, mappings.TABLES, sets.TABLES):
        for name, entry in table.items():
            tables[name] = (entry, (HOST_TYPES[name],))
    tables['str'] = (TypeTable(text.METHODS, text.GETTERS, text.new), (str,))
    tables['bytes'] = (TypeTable(binary.BYTES_METHODS, binary.BYTES_GETTERS, binary.new_bytes), (bytes,))
    tables['bytearray'] = (
        TypeTable(binary.BYTEARRAY_METHODS, binary.BYTEARRAY_GETTERS, binary.new_bytearray),
        (bytearray,),
    )
    for name, (entry, host_types) in tables.items():
        cls = make_class(name, made['int'] if name == 'bool' else root)
        made[name] = cls
        fill_class(cls, entry)
        if name in PAYLOADS:
            cls.payload = cls
        if name in classes.CLASS_GET_ITEM:
            add_natives(cls, {'__class_getitem__': classes.class_get_item})
        if name in ('list', 'dict', 'set', 'bytearray', 'dict_keys', 'dict_items'):
            cls.attrs['__hash__'] = None
        for host_type in host_types:
            HOST_CLASSES[host_type] = cls
    made['bool'].payload = made['int']
    methods = {**classes.METHODS, **generators.METHODS}
    for name, types in OWN_CLASSES.items():
        module = 'types' if name in ('UnionType', 'GenericAlias') else 'builtins'
        cls = make_class(name, root, module)
        made[name] = cls
        add_natives(cls, methods.get(name, {}))
        for host_type in types:
            HOST_CLASSES[host_type] = cls
    add_natives(made['type'], {'__class_getitem__': classes.class_get_item})
    for name, implementation in builtins.OTHER_CLASSES.items():
        made[name].attrs['__new__'] = classes.NewIterator(implementation)
        made[name].payload = made[name]
    for name, new in (
        ('property', classes.property_new),
        ('classmethod', classes.classmethod_new),
        ('staticmethod', classes.staticmethod_new),
        ('method', classes.method_new),
    ):
        made[name].attrs['__new__'] = classes.NewDescriptor(made[name], new)
        made[name].payload = made[name]
    for name in ('generator', 'coroutine', 'async_generator'):
        objects.GENERATOR_CLASSES.append(made[name])
    made.update(exceptions.make_classes(root))
    add_natives(made['BaseExceptionGroup'], {'__class_getitem__': classes.class_get_item})
    made.update(make_scheduler_classes(root, made))
    for host, name in iterators.TYPE_NAMES.items():
        if name not in made:
            made[name] = make_class(name, root)
            add_natives(made[name], dict(iterators.ITERATOR_METHODS))
        HOST_CLASSES[host] = made[name]
    for name in (*OWN_CLASSES, *iterators.TYPE_NAMES.values()):
        made[name].attrs.setdefault('__new__', classes.NotMade(made[name]))
    for cls in made.values():
        cls.inherit()
    items.DICT_GETITEM['dict'] = made['dict'].attrs['__getitem__']  # type: ignore[assignment]  # a NativeFunction
    return made


HOST_TYPES: Final[dict[str, type]] = {
    'int': int,
    'float': float,
    'complex': complex,
    'bool': bool,
    'list': list,
    'tuple': tuple,
    'range': range,
    'slice': slice,
    'dict': dict,
    'dict_keys': type({}.keys()),
    'dict_values': type({}.values()),
    'dict_items': type({}.items()),
    'set': set,
    'frozenset': frozenset,
}


# The prelude.

CORE_FILES: Final = ('core', 'builtins', 'containers', 'text', 'exceptions')
PRELUDE: Final = Path(__file__).with_name('prelude')

_lock: Final = threading.RLock()
_state: Final[dict[str, bool]] = {}


def ready() -> None:
    """Build everything shared, once."""
    if 'ready' in _state:
        return
    with _lock:
        if 'ready' in _state:
            return
        from .parse import with_deep_stack

        with_deep_stack(build)
        _state['ready'] = True


def build() -> None:
    made_classes = build_classes()
    SHARED.classes.update(made_classes)
    names: dict[str, object] = dict(builtins.BUILTINS)
    for name in NAMED_CLASSES:
        if name in made_classes:
            names[name] = made_classes[name]
    for name, cls in made_classes.items():
        if cls.is_exception and cls.module == 'builtins':
            names[name] = cls
    for name in ('tuple', 'list'):
        SHARED.runtime['runtime:' + name] = made_classes[name]
    SHARED.builtins.update(names)
    SHARED.intrinsics.update(INTRINSICS)
    SHARED.intrinsics.update(formatting.INTRINSICS)
    SHARED.intrinsics.update(builtins.INTRINSICS)
    SHARED.intrinsics.update(exceptions.INTRINSICS)
    visible = {**names, **SHARED.intrinsics, **SHARED.runtime}
    made = load_prelude('core', CORE_FILES, visible)
    SHARED.prelude.update(made)
    adopt_iterators(made)
    for name in builtins.ITERATOR_CLASSES:
        SHARED.builtins[name] = SHARED.classes[name]


def adopt_iterators(made: dict[str, object]) -> None:
    """The prelude's ``map``, ``zip`` … are the builtin classes of these names."""
    for name in builtins.PRELUDE_CLASSES:
        cls = made[name]
        assert isinstance(cls, Class)
        cls.module = 'builtins'
        cls.base_allowed = True
        native = SHARED.classes.get(name)
        implementation = builtins.ITERATOR_CLASSES.get(name)
        if implementation is not None:
            cls.attrs['__new__'] = classes.NewIterator(implementation, builtins.MAKERS.get(name, ''))
            cls.payload = cls
        if native is not None:
            for host, host_name in iterators.TYPE_NAMES.items():
                if host_name == name:
                    HOST_CLASSES[host] = cls
            unify(cls)
        SHARED.classes[name] = cls
        cls.inherit()
        cls.cache = {}


def unify(cls: Class) -> None:
    """Methods of a class whose instances are either native iterators or instances of the prelude's class."""
    for name in ('__next__', '__iter__'):
        own = cls.attrs.get(name)
        if isinstance(own, Function):
            method = Unified(name, own)
            method.owner = cls
            cls.attrs[name] = method


class Unified(NativeFunction):
    """``__next__`` of ``zip`` and its likes: natively where the object is a native iterator."""

    def __init__(self, name: str, function: Function) -> None:
        super().__init__(name)
        self.function = function

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if args and isinstance(args[0], objects.NativeIterator):
            return args[0] if self.name == '__iter__' else iterators.iterator_next(m, args, kwargs)
        return m.call(self.function, args, kwargs)


def load_prelude(key: str, files: tuple[str, ...], visible: dict[str, object]) -> dict[str, object]:
    """Compile and run files of the prelude in one namespace; what they define, by name."""
    from .compile import compile_tree
    from .parse import parse
    from .resolve import resolve

    source = '\n'.join((PRELUDE / f'{name}.py').read_text('utf-8') for name in files)
    program = Program(source, f'<prelude {key}>', 'prelude:' + key)
    tree = parse(source, program.filename, source_limit=None)
    resolution = resolve(
        tree, builtins=frozenset(visible), source=source, filename=program.filename, awaits_anywhere=True
    )
    unknown = [found for found in resolution.diagnostics if found.kind != 'forbidden_import']
    if unknown:
        raise AssertionError(f'prelude {key}: {unknown[0].message} (line {unknown[0].line})')
    namespace = Namespace('builtins')
    for name in sorted(resolution.module_names):
        namespace.slot(name)
    code = compile_tree(tree, resolution, program, namespace.slots, visible, hidden=True)
    SHARED.programs[program.key] = program
    SHARED.namespaces[program.key] = namespace
    run_module(code, namespace)
    made: dict[str, object] = {}
    for name, slot in namespace.slots.items():
        value = namespace.values[slot]
        if value is not objects.UNBOUND:
            made[name] = value
            share(value)
    freeze(made.values())
    return made


SHARED_KINDS: Final = (Function, objects.Property, objects.ClassMethod, objects.StaticMethod, objects.Instance)


def freeze(values: Iterable[object]) -> None:
    """Note what can be reached from ``values`` as shared."""
    frozen = objects.FROZEN
    pending = list(values)
    seen: set[int] = set()
    while pending:
        value = pending.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, SHARED_KINDS):
            frozen[id(value)] = value
        if isinstance(value, (list, tuple, set, frozenset)):
            pending.extend(value)
        elif isinstance(value, dict):
            pending.extend(value)
            pending.extend(value.values())
        elif isinstance(value, Class):
            if value.builtin:
                pending.extend(value.attrs.values())
        elif isinstance(value, objects.HeapObject):
            value.trace(pending)


def run_module(code: objects.Code, namespace: Namespace) -> None:
    """Run a module's code to its end, without limits: only for code of ours."""
    limits = ResourceLimits(
        memory_limit_mb=None, allocation_limit=None, stack_depth_limit=None, execution_time_limit_ms=None
    )
    m = Machine(Tracker(limits), namespace, Host())
    m.begin(code, {})
    m.run_loop()
    if m.event != 1:
        failure = m.failure
        text = '' if failure is None else f'{failure.cls.name}{failure.args!r}'
        raise AssertionError(f'the prelude failed: {text}')


def share(value: object) -> None:
    """Make a class of the prelude immutable and part of the builtins."""
    if isinstance(value, Class) and not value.builtin:
        value.builtin = True
        value.base_allowed = value.attrs.pop('__final_class__', False) is not True
        for member in value.attrs.values():
            share(member)


def module(name: str) -> Module | None:
    """The importable module ``name``, loaded if it has not been; None where there is none."""
    from .modules import load

    found = SHARED.modules.get(name)
    if found is None:
        with _lock:
            found = SHARED.modules.get(name)
            if found is None:
                found = load(name, load_prelude)
                if found is not None:
                    freeze(found.attrs.values())
                    SHARED.modules[name] = found
    return found if isinstance(found, Module) else None
