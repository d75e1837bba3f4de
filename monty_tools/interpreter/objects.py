"""The interpreter's own objects: code, frames, and the sandbox values that no host object may stand for.

Sandbox values are either host objects of a closed set of exact types (``int``, ``str``, ``list`` …) or instances of the
classes below. Everything here is data; what the machine does with it is in ``machine.py`` and ``instructions/``.

Each heap object can ``trace``: it reports its own size in bytes and appends what it refers to. Memory limits are
computed from nothing else, so a field that holds a value and is not traced is a hole in the memory limit.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from mypy_extensions import i64

if TYPE_CHECKING:
    from .machine import Machine

SWITCH: Final[i64] = -1
"""``step`` result: the current frame changed (or its ``pc`` was set); look at ``machine.frame`` again."""
STOP: Final[i64] = -2
"""``step`` result: leave the loop; ``machine.event`` says why (finished, suspended, blocked, time slice over)."""
UNCAUGHT: Final[i64] = -3
"""``catch`` result: this instruction does not handle the exception."""


class Sentinel:
    """A marker that is never a sandbox value."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


UNBOUND: Final = Sentinel('UNBOUND')
"""What a variable holds before it is assigned and after ``del``."""
PUSHED: Final = Sentinel('PUSHED')
"""Returned by an operation that pushed a frame: its result arrives when that frame returns."""
ABSENT: Final = Sentinel('ABSENT')
"""Returned by look-ups that found nothing and by iterators that are at their end."""


LONG_NAME: Final = 64


FROZEN: Final[dict[int, object]] = {}
"""Functions, properties and instances that all runs of the process share, by identity: no program may change them.
Filled by ``runtime.py``."""


class HeapObject:
    """Base of every object of ours that sandbox code can hold."""

    def __init__(self) -> None:
        self.ident: i64 = 0  # what id() answered, 0 if it was never asked

    def trace(self, out: list[object]) -> int:
        """Append the objects referred to and return the size of this one alone, in bytes."""
        return 64


def trace_names(out: list[object], name: str, qualname: str) -> None:
    """Append names that the program may have made, for ``trace``; those of ordinary length are its source's."""
    if len(name) > LONG_NAME:
        out.append(name)
    if len(qualname) > LONG_NAME:
        out.append(qualname)


class Thrown(Exception):
    """Carries a sandbox exception through host code to the machine's loop. Never a sandbox value itself."""

    def __init__(self, value: ExceptionValue, again: bool = False) -> None:
        super().__init__()
        self.value = value
        self.again = again  # re-raised in the frame where it is: no second traceback entry for that frame


class Instr:
    """One operation: typed operands and ``step``. ``next`` is the index of the instruction that follows."""

    def __init__(self) -> None:
        self.next: i64 = 0
        self.dest: i64 = 0
        self.target: i64 = 0  # where to jump, for those that jump

    def step(self, m: Machine, f: Frame) -> i64:
        """Run in ``f`` and return the next ``pc``, or ``SWITCH`` or ``STOP``."""
        raise NotImplementedError

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        """Go on in ``f`` after ``callee``, which this instruction pushed, returned or yielded ``value``."""
        f.regs[self.dest] = value
        return self.next

    def exhausted(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        """Go on in ``f`` after the generator frame ``callee``, which this instruction resumed, returned ``value``."""
        m.raise_stop_iteration(value)
        return UNCAUGHT

    def catch(self, m: Machine, f: Frame, callee: Frame, exc: ExceptionValue) -> i64:
        """Offered an exception that left ``callee``, which this instruction pushed. ``UNCAUGHT``, or the next pc."""
        return UNCAUGHT

    def throw(self, m: Machine, f: Frame, exc: ExceptionValue) -> i64:
        """``throw()`` into a generator suspended here. ``UNCAUGHT`` raises at this instruction."""
        return UNCAUGHT

    def sent(self, m: Machine, f: Frame, value: object) -> i64:
        """Go on in ``f``, which was suspended here, with what was sent or awaited."""
        f.regs[self.dest] = value
        return self.next


class Handler:
    """One entry of a code's exception table: exceptions at ``start <= pc < end`` go to ``target`` with the
    exception in register ``reg``. Inner entries come before outer ones."""

    def __init__(self, start: i64, end: i64, target: i64, reg: i64) -> None:
        self.start = start
        self.end = end
        self.target = target
        self.reg = reg


LENGTH_BITS: Final = 6
"""A unit of work is charged for so many instructions, as a power of two, of what is entered or repeated."""


class Code:
    """A compiled function, class body, comprehension or module: instructions over numbered registers.

    Registers 0..len(varnames)-1 are the locals (arguments first), then cells and free variables, then constants, then
    temporaries. ``template`` is what a new frame's registers start as.
    """

    def __init__(self, program: Program, name: str, qualname: str, firstlineno: i64) -> None:
        self.program = program
        self.index: i64 = 0  # position in program.codes
        self.name = name
        self.qualname = qualname
        self.firstlineno: i64 = firstlineno
        self.ins: list[Instr] = []
        self.positions: list[tuple[int, int, int, int]] = []  # lineno, end_lineno, col, end_col (UTF-8 bytes)
        self.handlers: list[Handler] = []
        self.template: list[object] = []
        self.varnames: list[str] = []  # CPython's co_varnames: posonly + positional, kwonly, *args, **kwargs, others
        self.argcount: i64 = 0  # positional parameters, positional-only included
        self.posonlycount: i64 = 0
        self.kwonlycount: i64 = 0
        self.has_varargs = False
        self.has_varkw = False
        self.simple = False  # plain positional parameters only, none of them a cell: bound by copying
        self.cell_params: list[i64] = []  # registers of parameters that are cells: wrapped at entry
        self.cells: list[i64] = []  # registers of other local cells: a fresh cell at entry
        self.cellnames: list[str] = []  # names, in the order of cell_params + cells + free variables (for inspection)
        self.free_start: i64 = 0  # register of the first free variable's cell
        self.freenames: list[str] = []
        self.is_generator = False  # any of generator, coroutine, async generator: calling makes an object
        self.kind = 0  # 0 generator, 1 coroutine, 2 async generator (where is_generator)
        self.hidden = False  # prelude: not in tracebacks, not counted as stack depth
        self.cost: i64 = 1  # units of work charged for entering it, by its length
        self.doc: str | None = None


class Program:
    """A source text and its codes, in the deterministic order in which the compiler made them."""

    def __init__(self, source: str, filename: str, key: str) -> None:
        self.source = source
        self.filename = filename
        self.key = key  # how a snapshot names it: 'main', 'feed:3', 'prelude:asyncio', 'made:<n>'
        self.modules: tuple[str, ...] | None = None  # those that it may import, None for all that there are
        self.externals: tuple[str, ...] = ()  # the external functions that were declared for it
        self.opens = False  # it has ``open``
        self.codes: list[Code] = []
        self.lines: list[str] | None = None


class Namespace:
    """Global variables: a name owns a slot for ever. A module's frame uses ``values`` as its registers."""

    def __init__(self, name: str) -> None:
        self.name = name  # the value of __name__
        self.values: list[object] = []
        self.slots: dict[str, int] = {}
        self.names: list[str] = []  # those of ``slots`` that ``values`` has a place for

    def slot(self, name: str) -> int:
        """The slot of ``name``, made if need be; ``lay_out`` gives it a place."""
        index = self.slots.get(name)
        if index is None:
            index = len(self.slots)
            self.slots[name] = index
        return index

    def is_unbound(self, name: str) -> bool:
        """Whether ``name`` has no value now."""
        index = self.slots.get(name)
        return index is None or index >= len(self.names) or self.values[index] is UNBOUND

    def lay_out(self, code: Code) -> list[object]:
        """``values`` as the registers of the module ``code``: the globals, then what its template has behind them."""
        count = len(self.slots)
        known = len(self.names)
        values = self.values[:known]
        values.extend([UNBOUND] * (count - known))
        values.extend(code.template[count:])
        self.names = list(self.slots)
        self.values[:] = values
        return self.values


META: Final = '.meta'
"""Under this name, which no program can write, the names of a class body hold the metaclass that is told of each of
them as it is bound."""

BASES: Final = '.bases'
"""Likewise the bases of that class."""

CLASS_NAMES: Final = '__classdict__'
"""The attribute of a function that keeps the names of a class body for what it evaluates later."""


def call_mark(code: Code, pc: i64) -> i64:
    """What the frame of a generator that was not started yet has as its ``tag``: the call that made it."""
    return (1 << 48) + (code.index << 24) + pc


class Frame:
    """One activation. A heap object: nothing of the sandbox's state lives on the host's stack."""

    def __init__(self, code: Code, regs: list[object], namespace: Namespace, back: Frame | None) -> None:
        self.code = code
        self.regs = regs
        self.namespace = namespace
        self.pc: i64 = 0  # the instruction being run
        self.back = back  # the caller, None for the outermost frame of a task
        self.tag: i64 = 0  # set by the instruction that pushed this frame, for its own resume/catch
        self.carry: object = None  # likewise
        self.handled: ExceptionValue | None = None  # the exception whose handler runs in this frame
        self.gen: Generator | None = None  # the generator whose body this is
        self.names: dict[str, object] | None = None  # a class body's namespace
        self.func: Function | None = None

    def trace(self, out: list[object]) -> int:
        out.append(self.regs)
        if self.back is not None:
            out.append(self.back)
        out.append(self.carry)
        if self.handled is not None:
            out.append(self.handled)
        if self.gen is not None:
            out.append(self.gen)
        if self.names is not None:
            out.append(self.names)
        return 160


class Cell(HeapObject):
    """A variable shared between a function and the functions defined in it."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value

    def trace(self, out: list[object]) -> int:
        out.append(self.value)
        return 40


class Function(HeapObject):
    """A function defined by sandbox code (or by the prelude, which is sandbox code of ours)."""

    def __init__(self, code: Code, namespace: Namespace, qualname: str) -> None:
        super().__init__()
        self.code = code
        self.namespace = namespace
        self.name = code.name
        self.qualname = qualname
        self.defaults: tuple[object, ...] = ()
        self.kwdefaults: dict[str, object] | None = None
        self.closure: list[Cell] = []
        self.attrs: dict[str, object] | None = None  # __dict__, __doc__, __annotations__, __module__ … where set
        self.type_params: tuple[object, ...] = ()

    def trace(self, out: list[object]) -> int:
        out.append(self.defaults)
        if self.kwdefaults is not None:
            out.append(self.kwdefaults)
        for cell in self.closure:
            out.append(cell)
        if self.attrs is not None:
            out.append(self.attrs)
        trace_names(out, self.name, self.qualname)
        return 160


class NativeFunction(HeapObject):
    """A function of ours that sandbox code can call: a builtin or a method of a builtin type.

    Immutable and shared between runs. A method is a NativeFunction in its class's ``attrs``; its first argument is
    self.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.qualname = name  # 'list.append' for methods
        self.owner: Class | None = None  # the class it is a method of
        self.static = False  # a static method (str.maketrans) or class method (dict.fromkeys) does not bind self
        self.classmethod = False

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        """Call it. ``kwargs`` is None where there are none. Returns a value or PUSHED; raises Thrown."""
        raise NotImplementedError


class NativeProperty(HeapObject):
    """A read-only attribute of a builtin type: ``(1).real``, ``range(3).start``."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.owner_name = ''  # the name of the class that has it
        self.is_member = False  # CPython has it as a field of the object, not as a function: ``range(3).start``

    def read(self, m: Machine, obj: object) -> object:
        raise NotImplementedError

    def read_from_class(self, m: Machine, cls: Class) -> object:
        """What asking the class for it gives."""
        return self

    def write(self, m: Machine, obj: object, value: object) -> bool:
        """Set it and return True, where sandbox code may; False where it is read-only."""
        return False

    def remove(self, m: Machine, obj: object) -> None:
        """``del obj.name``."""
        raise self.unwritable(m, class_of(obj).name)

    def unwritable(self, m: Machine, owner: str) -> Thrown:
        """The error of setting it, for the name of the class that has it."""
        if self.is_member:
            return m.fail('AttributeError', 'readonly attribute')
        return m.fail('AttributeError', f"attribute '{self.name}' of '{owner}' objects is not writable")


class BoundMethod(HeapObject):
    """A callable with its first argument."""

    def __init__(self, func: object, obj: object) -> None:
        super().__init__()
        self.func = func  # Function, NativeFunction, or any callable value
        self.obj = obj

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BoundMethod) and self.func is other.func and self.obj is other.obj

    def __hash__(self) -> int:
        return id(self.func) ^ (id(self.obj) >> 4)

    def trace(self, out: list[object]) -> int:
        out.append(self.func)
        out.append(self.obj)
        return 64


class ExternalRef(HeapObject):
    """What a declared external function is inside the sandbox: a name. It holds nothing of the host."""

    def __init__(self, name: str, is_async: bool) -> None:
        super().__init__()
        self.name = name
        self.is_async = is_async


class Class(HeapObject):
    """A type. Builtin ones are immutable and shared between runs; those that sandbox code makes belong to one run."""

    def __init__(self, name: str, bases: tuple[Class, ...], attrs: dict[str, object], module: str) -> None:
        super().__init__()
        self.name = name
        self.qualname = name
        self.module = module
        self.bases = bases
        self.attrs = attrs
        self.mro: list[Class] = []
        self.builtin = False  # immutable, shared, named in snapshots by its path
        self.base_allowed = True  # may be subclassed
        self.meta: Class | None = None  # its metaclass, one of the prelude's, where that is not ``type``
        self.payload: Class | None = None  # the builtin type (int, str, list, dict …) whose value instances carry
        self.is_exception = False
        self.has_dict = True  # instances take any attribute (no __slots__ in the whole mro)
        self.slots: frozenset[str] = frozenset()  # names allowed by __slots__ along the mro
        self.cache: dict[str, object] = {}  # look-ups along the mro
        self.children: list[Class] = []  # user-made subclasses, whose caches depend on this one
        self.custom_eq = False  # instances need sandbox code for == (a __eq__ that is not ours)
        self.custom_hash = False  # … for hash()
        self.custom_getattribute = False
        self.custom_setattr = False

    def lookup(self, name: str) -> object:
        """The attribute along the mro, without binding, or ABSENT."""
        found = self.cache.get(name)
        if found is not None:
            return found
        for cls in self.mro:
            value = cls.attrs.get(name, ABSENT)
            if value is not ABSENT:
                self.cache[name] = value
                return value
        if not self.builtin:
            self.cache[name] = ABSENT
        return ABSENT

    def set(self, name: str, value: object) -> None:
        self.attrs[name] = value
        self.changed()

    def changed(self) -> None:
        """Forget look-ups here and in subclasses, after ``attrs`` changed."""
        pending: list[Class] = [self]
        while pending:
            cls = pending.pop()
            cls.cache = {}
            cls.inherit()
            pending.extend(cls.children)

    def inherit(self) -> None:
        """Compute what depends on the mro's attributes."""
        eq = self.find('__eq__')
        hash_ = self.find('__hash__')
        self.custom_eq = eq is not ABSENT and not isinstance(eq, NativeFunction)
        self.custom_hash = hash_ is not ABSENT and not isinstance(hash_, NativeFunction)
        self.custom_getattribute = isinstance(self.find('__getattribute__'), Function)
        self.custom_setattr = isinstance(self.find('__setattr__'), Function)

    def find(self, name: str) -> object:
        """Like ``lookup``, past the cache."""
        for cls in self.mro:
            value = cls.attrs.get(name, ABSENT)
            if value is not ABSENT:
                return value
        return ABSENT

    def is_subclass(self, other: Class) -> bool:
        return other is self or other in self.mro

    def trace(self, out: list[object]) -> int:
        if not self.builtin:
            out.append(self.attrs)
            out.extend(self.bases)
        trace_names(out, self.name, self.qualname)
        return 400


class Instance(HeapObject):
    """An instance of a class that sandbox code (or the prelude) made.

    ``payload`` is the exact builtin value that an instance of a subclass of int, str, list, dict … carries.
    The host's ``hash`` and ``==`` on it are what a native dict or set needs; see ``Machine.nested_hash``.
    """

    def __init__(self, cls: Class) -> None:
        super().__init__()
        self.cls = cls
        self.attrs: dict[str, object] | None = None
        self.slots: dict[str, object] | None = None  # the values of ``__slots__``
        self.payload: object = None
        self.hashed: i64 = (
            0  # what a ``__hash__`` of the sandbox answered last: dicts and sets hold it under this number
        )

    def __hash__(self) -> int:
        return instance_hash(self)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return instance_eq(self, other)

    def trace(self, out: list[object]) -> int:
        if self.attrs is not None:
            out.append(self.attrs)
        if self.slots is not None:
            out.append(self.slots)
        out.append(self.payload)
        if not self.cls.builtin:
            out.append(self.cls)
        return 56


class TracebackEntry:
    """Where an exception passed: a code and the instruction."""

    def __init__(self, code: Code, pc: i64) -> None:
        self.code = code
        self.pc: i64 = pc


class ExceptionValue(Instance):
    """An exception. ``entries`` are in the order of unwinding: innermost frame first."""

    def __init__(self, cls: Class, args: tuple[object, ...]) -> None:
        super().__init__(cls)
        self.args = args
        self.cause: ExceptionValue | None = None
        self.context: ExceptionValue | None = None
        self.suppress_context = False
        self.entries: list[TracebackEntry] = []
        # attributes of particular exceptions (StopIteration.value, KeyError has none, NameError.name,
        # ExceptionGroup.exceptions …) are computed by types/exceptions.py from args, or held in attrs

    def trace(self, out: list[object]) -> int:
        out.append(self.args)
        if self.cause is not None:
            out.append(self.cause)
        if self.context is not None:
            out.append(self.context)
        return 120 + 40 * len(self.entries) + Instance.trace(self, out)


class Traceback(HeapObject):
    """What ``__traceback__`` and ``__exit__`` get: it shows that there is a traceback, and nothing of it."""

    def __init__(self, entries: list[TracebackEntry]) -> None:
        super().__init__()
        self.entries = entries

    def trace(self, out: list[object]) -> int:
        return 64 + 40 * len(self.entries)


class Module(HeapObject):
    """An importable module: a fixed table of names. Immutable and shared."""

    def __init__(self, name: str, attrs: dict[str, object]) -> None:
        super().__init__()
        self.name = name
        self.attrs = attrs


class Property(HeapObject):
    def __init__(self, fget: object, fset: object, fdel: object, doc: object) -> None:
        super().__init__()
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.doc = doc
        self.name: object = None

    def trace(self, out: list[object]) -> int:
        out.append(self.fget)
        out.append(self.fset)
        out.append(self.fdel)
        out.append(self.doc)
        return 72


class ClassMethod(HeapObject):
    def __init__(self, func: object) -> None:
        super().__init__()
        self.func = func

    def trace(self, out: list[object]) -> int:
        out.append(self.func)
        return 48


class StaticMethod(HeapObject):
    def __init__(self, func: object) -> None:
        super().__init__()
        self.func = func

    def trace(self, out: list[object]) -> int:
        out.append(self.func)
        return 48


class Super(HeapObject):
    """``super(cls, obj)``: look-ups on ``obj`` start behind ``cls`` in ``start``'s mro."""

    def __init__(self, cls: Class, obj: object, start: Class) -> None:
        super().__init__()
        self.cls = cls
        self.obj = obj
        self.start = start

    def trace(self, out: list[object]) -> int:
        out.append(self.obj)
        return 56


class SlotMember(HeapObject):
    """The descriptor of one name of ``__slots__``."""

    def __init__(self, cls_name: str, name: str) -> None:
        super().__init__()
        self.cls_name = cls_name
        self.name = name


class Generator(HeapObject):
    """A generator, coroutine or async generator: a frame that waits.

    ``kind``: 0 generator, 1 coroutine, 2 async generator. ``frame`` is None once it has finished.
    """

    def __init__(self, frame: Frame, name: str, qualname: str, kind: int) -> None:
        super().__init__()
        self.frame: Frame | None = frame
        self.name = name
        self.qualname = qualname
        self.kind = kind
        self.running = False
        self.started = False
        self.awaited = False  # a coroutine that was awaited or made into a task

    def trace(self, out: list[object]) -> int:
        if self.frame is not None:
            out.append(self.frame)
        trace_names(out, self.name, self.qualname)
        return 96


class NativeIterator(HeapObject):
    """An iterator that runs no sandbox code: over a list, a dict's items, a range, … or other native iterators."""

    def advance(self, m: Machine) -> object:
        """The next value, or ABSENT at the end (and from then on)."""
        raise NotImplementedError

    def remaining(self) -> int:
        """A lower bound of how many values are left (``__length_hint__``)."""
        return 0


class HostState(HeapObject):
    """A state of the host's that an object of a module is made of, such as that of a random generator. It belongs to
    one run, and a snapshot keeps it as bytes."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path  # ``module.name``: whose it is

    def save(self) -> bytes:
        """What ``scalars.RESTORERS[path]`` makes it of again."""
        raise NotImplementedError


class Union(HeapObject):
    """``int | str``: the members are Class values, None stands for NoneType's."""

    def __init__(self, members: tuple[object, ...]) -> None:
        super().__init__()
        self.members = members

    def trace(self, out: list[object]) -> int:
        out.append(self.members)
        return 48


class GenericAlias(HeapObject):
    """``list[int]``, ``Optional[X]``, ``Callable[[int], str]`` …: a subscripted type, for annotations
    and isinstance."""

    def __init__(self, origin: object, args: tuple[object, ...], name: str) -> None:
        super().__init__()
        self.origin = origin
        self.args = args
        self.name = name  # as shown by repr: 'list', 'typing.Optional'

    def trace(self, out: list[object]) -> int:
        out.append(self.origin)
        out.append(self.args)
        return 56


HOST_CLASSES: Final[dict[type, Class]] = {}
"""The class of every value whose host type alone tells it: host types and the types of this module."""


GENERATOR_CLASSES: Final[list[Class]] = []
"""The classes of generators, by their ``kind``."""


def class_of(value: object) -> Class:
    """The sandbox's ``type(value)``. KeyError for what is no sandbox value, which is a bug of ours."""
    if isinstance(value, Instance):
        return value.cls
    if isinstance(value, Generator):
        return GENERATOR_CLASSES[value.kind]
    if isinstance(value, Class) and value.meta is not None:
        return value.meta
    cls = HOST_CLASSES.get(type(value))
    if cls is None:
        if isinstance(value, NativeFunction):
            if value.owner is None or value.static or value.classmethod:
                return HOST_CLASSES[NativeFunction]
            return HOST_CLASSES[SlotKind if is_slot(value) else MethodKind]
        if isinstance(value, NativeProperty):
            return HOST_CLASSES[SlotMember if value.is_member else NativeProperty]
        return HOST_CLASSES[type(value)]
    if isinstance(value, BoundMethod) and isinstance(value.func, NativeFunction):
        return HOST_CLASSES[BoundSlotKind if is_slot(value.func) else NativeFunction]
    return cls


class MethodKind:
    """Stands in HOST_CLASSES for methods of builtin types, which are NativeFunctions with an owner."""


class SlotKind:
    """Stands in HOST_CLASSES for special methods of builtin types."""


class BoundSlotKind:
    """Stands in HOST_CLASSES for special methods of builtin types that are bound to a value."""


PLAIN_DUNDERS: Final = frozenset(
    """__bytes__ __ceil__ __complex__ __dir__ __enter__ __exit__ __floor__ __format__ __init_subclass__
    __length_hint__ __new__ __reversed__ __set_name__ __round__ __trunc__ __class_getitem__""".split()
)
"""Special methods of builtin types that are plain methods, as types and error messages tell them from slots."""
PLAIN_ITEMS: Final = frozenset(
    'list.__getitem__ dict.__getitem__ dict.__contains__ set.__contains__ frozenset.__contains__'.split()
)
"""Slots that CPython has as plain methods too."""


def is_slot(func: NativeFunction) -> bool:
    """Whether a method of a builtin type is a slot, such as ``__len__``, rather than a plain method."""
    name = func.name
    if name[:2] != '__' or name in PLAIN_DUNDERS or func.static or func.classmethod:
        return False
    return name[-2:] == '__' and func.qualname not in PLAIN_ITEMS


_restoring: Final = threading.local()


def is_restoring() -> bool:
    """Whether this thread fills dicts and sets from a snapshot: then no sandbox code is asked for hashes and equality,
    an instance's hash is the number it had, and it equals only itself."""
    return getattr(_restoring, 'on', False) is True


def set_restoring(on: bool) -> None:
    _restoring.on = on


def instance_hash(value: Instance) -> int:
    """What the host's ``hash`` of an instance answers while a native dict or set works on it."""
    if value.cls.custom_hash or value.cls.custom_eq:
        if is_restoring():
            return value.hashed
        number = current_machine().nested_hash(value)
        value.hashed = number
        return number
    payload = value.payload
    if payload is not None:
        return hash(payload)
    return object.__hash__(value)


def instance_eq(value: Instance, other: object) -> bool:
    """What the host's ``==`` of an instance answers while a native dict or set works on it."""
    if value.cls.custom_eq or (isinstance(other, Instance) and other.cls.custom_eq):
        if is_restoring():
            return False
        return current_machine().nested_eq(value, other)
    mine = value.payload
    if mine is None:
        return False
    theirs: object = other.payload if isinstance(other, Instance) else other
    return bool(mine == theirs)


def current_machine() -> Machine:
    """The machine that runs in this thread."""
    from .machine import running_machine

    return running_machine()
