"""The builtin exceptions: the classes as data, their construction, their attributes, and their text.

An exception's particular attributes (``StopIteration.value``, ``OSError.errno`` …) follow from ``args`` and are
computed when they are read. Those that don't, or were assigned, are *fields*: a dict in a cell that is the exception's
``payload``. Three fields are no attributes and serve the traceback's suggestions: ``'obj'`` (whose attribute an
AttributeError missed), ``'in_method'`` (True where that is the frame's ``self``) and ``'candidates'`` (a list of the
names that a NameError or ImportError could have meant, ``'self.x'`` for an attribute of the frame's ``self``).
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..natives import HOST_ERRORS, Implementation, Native, payload_of
from ..objects import (
    ABSENT,
    BoundMethod,
    Cell,
    Class,
    ExceptionValue,
    ExternalRef,
    Function,
    Instance,
    NativeFunction,
    NativeProperty,
    Traceback,
    TracebackEntry,
)

if TYPE_CHECKING:
    from ..machine import Machine

BASES: Final[dict[str, tuple[str, ...]]] = {
    'BaseException': (),
    'BaseExceptionGroup': ('BaseException',),
    'GeneratorExit': ('BaseException',),
    'KeyboardInterrupt': ('BaseException',),
    'SystemExit': ('BaseException',),
    'Exception': ('BaseException',),
    'ExceptionGroup': ('BaseExceptionGroup', 'Exception'),
    'ArithmeticError': ('Exception',),
    'FloatingPointError': ('ArithmeticError',),
    'OverflowError': ('ArithmeticError',),
    'ZeroDivisionError': ('ArithmeticError',),
    'AssertionError': ('Exception',),
    'AttributeError': ('Exception',),
    'BufferError': ('Exception',),
    'EOFError': ('Exception',),
    'ImportError': ('Exception',),
    'ModuleNotFoundError': ('ImportError',),
    'LookupError': ('Exception',),
    'IndexError': ('LookupError',),
    'KeyError': ('LookupError',),
    'MemoryError': ('Exception',),
    'NameError': ('Exception',),
    'UnboundLocalError': ('NameError',),
    'OSError': ('Exception',),
    'BlockingIOError': ('OSError',),
    'ChildProcessError': ('OSError',),
    'ConnectionError': ('OSError',),
    'BrokenPipeError': ('ConnectionError',),
    'ConnectionAbortedError': ('ConnectionError',),
    'ConnectionRefusedError': ('ConnectionError',),
    'ConnectionResetError': ('ConnectionError',),
    'FileExistsError': ('OSError',),
    'FileNotFoundError': ('OSError',),
    'InterruptedError': ('OSError',),
    'IsADirectoryError': ('OSError',),
    'NotADirectoryError': ('OSError',),
    'PermissionError': ('OSError',),
    'ProcessLookupError': ('OSError',),
    'TimeoutError': ('OSError',),
    'ReferenceError': ('Exception',),
    'RuntimeError': ('Exception',),
    'NotImplementedError': ('RuntimeError',),
    'PythonFinalizationError': ('RuntimeError',),
    'RecursionError': ('RuntimeError',),
    'StopAsyncIteration': ('Exception',),
    'StopIteration': ('Exception',),
    'SyntaxError': ('Exception',),
    'IndentationError': ('SyntaxError',),
    '_IncompleteInputError': ('SyntaxError',),
    'TabError': ('IndentationError',),
    'SystemError': ('Exception',),
    'TypeError': ('Exception',),
    'ValueError': ('Exception',),
    'UnicodeError': ('ValueError',),
    'UnicodeDecodeError': ('UnicodeError',),
    'UnicodeEncodeError': ('UnicodeError',),
    'UnicodeTranslateError': ('UnicodeError',),
    'Warning': ('Exception',),
    'BytesWarning': ('Warning',),
    'DeprecationWarning': ('Warning',),
    'EncodingWarning': ('Warning',),
    'FutureWarning': ('Warning',),
    'ImportWarning': ('Warning',),
    'PendingDeprecationWarning': ('Warning',),
    'ResourceWarning': ('Warning',),
    'RuntimeWarning': ('Warning',),
    'SyntaxWarning': ('Warning',),
    'UnicodeWarning': ('Warning',),
    'UserWarning': ('Warning',),
}
"""Every builtin exception of CPython 3.11 to 3.14 and its bases, bases first."""

ALIASES: Final = {'EnvironmentError': 'OSError', 'IOError': 'OSError'}
"""Other names of the same classes."""

HOST_TYPES: Final[dict[str, type[BaseException]]] = {
    name: found for name, found in vars(builtins).items() if name in BASES and isinstance(found, type)
}
"""The hosting Python's own classes, of those that it has."""

CLASSES: Final[dict[str, Class]] = {}
"""The sandbox's classes, which all runs share. Filled by ``make_classes``."""

Text = Callable[['Machine', ExceptionValue], 'str | None']


def make_classes(object_class: Class) -> dict[str, Class]:
    """The classes that the hosting Python has, and their aliases. ``object_class`` is the sandbox's ``object``."""
    for name, base_names in BASES.items():
        if name in HOST_TYPES:
            bases = tuple(CLASSES[base] for base in base_names) or (object_class,)
            CLASSES[name] = make_class(name, bases, 'builtins')
    for alias, name in ALIASES.items():
        CLASSES[alias] = CLASSES[name]
    return dict(CLASSES)


def make_class(name: str, bases: tuple[Class, ...], module: str) -> Class:
    """A builtin exception class, with what ``ATTRIBUTES`` lists for its name."""
    cls = Class(name, bases, {'__doc__': None}, module)
    cls.builtin = True
    cls.is_exception = True
    cls.mro = [cls, *_linearised(bases)]
    for attribute in ATTRIBUTES.get(name, ()):
        attribute.bind(cls)
    cls.inherit()
    return cls


def _linearised(bases: tuple[Class, ...]) -> list[Class]:
    """The mro behind a class: all bases' mros, a class that occurs in several at its last place."""
    found: list[Class] = []
    for base in bases:
        for cls in base.mro:
            if cls in found:
                found.remove(cls)
            found.append(cls)
    return found


class Attribute:
    """One entry of ``ATTRIBUTES``: makes the function or field for a class."""

    def __init__(self, name: str) -> None:
        self.name = name

    def bind(self, cls: Class) -> None:
        """Put what the entry declares into ``cls.attrs``."""
        raise NotImplementedError


class Method(Attribute):
    """A native method."""

    def __init__(self, name: str, implementation: Implementation) -> None:
        super().__init__(name)
        self.implementation = implementation

    def bind(self, cls: Class) -> None:
        _own(Native(self.name, self.implementation), cls)


class TextMethod(Attribute):
    """``__str__`` or ``__repr__``; ``fallback`` is the prelude function for arguments whose text needs sandbox code."""

    def __init__(self, name: str, text: Text, fallback: str) -> None:
        super().__init__(name)
        self.text = text
        self.fallback = fallback

    def bind(self, cls: Class) -> None:
        _own(ExceptionText(self.name, self.text, self.fallback), cls)


class Field(Attribute):
    """An attribute that can be assigned, and is None after ``del``, unless it is ``readonly``."""

    def __init__(self, name: str, readonly: bool = False) -> None:
        super().__init__(name)
        self.readonly = readonly

    def bind(self, cls: Class) -> None:
        cls.attrs[self.name] = ExceptionField(self.name, self.readonly)


def _own(function: NativeFunction, cls: Class) -> None:
    function.owner = cls
    function.qualname = f'{cls.name}.{function.name}'
    function.static = function.name == '__new__'
    cls.attrs[function.name] = function


class ExceptionText(NativeFunction):
    """``__str__`` or ``__repr__`` of a builtin exception. ``text`` gives None where sandbox code is needed."""

    def __init__(self, name: str, text: Text, fallback: str) -> None:
        super().__init__(name)
        self.text = text
        self.fallback = fallback

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        exc = _self(m, args, self.name)
        if len(args) > 1 or kwargs:
            raise m.fail('TypeError', f'expected 0 arguments, got {len(args) - 1 + len(kwargs or {})}')
        text = self.text(m, exc)
        return m.call_prelude(self.fallback, [exc.cls.name, exc.args]) if text is None else text


class ExceptionField(NativeProperty):
    """An attribute of a builtin exception. Unlike other native properties it can be assigned: see ``write``."""

    def __init__(self, name: str, readonly: bool) -> None:
        super().__init__(name)
        self.readonly = readonly

    def read(self, m: Machine, obj: object) -> object:
        exc = _expect(m, obj, self.name)
        reader = _READERS.get(self.name)
        return get_field(exc, self.name) if reader is None else reader(exc)

    def write(self, m: Machine, obj: object, value: object) -> bool:
        """``obj.name = value``; True, or raises."""
        exc = _expect(m, obj, self.name)
        writer = _WRITERS.get(self.name)
        if self.readonly:
            raise m.fail('AttributeError', 'readonly attribute')
        if writer is None:
            set_field(exc, self.name, value)
        else:
            writer(m, exc, value)
        return True

    def remove(self, m: Machine, obj: object) -> None:
        """``del obj.name``."""
        exc = _expect(m, obj, self.name)
        if self.readonly:
            raise m.fail('AttributeError', 'readonly attribute')
        if self.name in _WRITERS:
            suppress = self.name == '__suppress_context__'
            message = "can't delete numeric/char attribute" if suppress else f'{self.name} may not be deleted'
            raise m.fail('TypeError', message)
        set_field(exc, self.name, None)


def _expect(m: Machine, obj: object, name: str) -> ExceptionValue:
    if isinstance(obj, ExceptionValue):
        return obj
    raise m.fail(
        'TypeError', f"descriptor '{name}' for 'BaseException' objects doesn't apply to a '{m.type_name(obj)}' object"
    )


def _self(m: Machine, args: list[object], name: str) -> ExceptionValue:
    if not args:
        raise m.fail('TypeError', f'unbound method BaseException.{name}() needs an argument')
    return _expect(m, args[0], name)


# Fields.


def set_field(exc: ExceptionValue, name: str, value: object) -> None:
    """Give ``exc`` a field: an attribute that does not follow from ``args``, or data for suggestions."""
    cell = exc.payload
    if isinstance(cell, Cell) and isinstance(cell.value, dict):
        cell.value[name] = value
    else:
        exc.payload = Cell({name: value})


def add_context(exc: ExceptionValue, obj: object, name: str) -> None:
    """``exc`` left an access to ``obj.name``: an AttributeError that tells of none yet tells of this one."""
    if family(exc.cls) == 'AttributeError' and get_field(exc, 'name') is None and get_field(exc, 'obj') is None:
        set_field(exc, 'name', name)
        set_field(exc, 'obj', obj)


def get_field(exc: ExceptionValue, name: str) -> object:
    """A field, or what follows from ``args`` for it, else None."""
    cell = exc.payload
    if isinstance(cell, Cell) and isinstance(cell.value, dict):
        value: object = cell.value.get(name, ABSENT)
        if value is not ABSENT:
            return value
    return derived_fields(exc.cls, exc.args).get(name)


def family(cls: Class) -> str:
    """The nearest builtin class in the mro that has fields of its own, ``'BaseException'`` for most."""
    for base in cls.mro:
        if base.builtin and base.name in _FIELDS:
            return base.name
    return 'BaseException'


def derived_fields(cls: Class, args: tuple[object, ...]) -> dict[str, object]:
    """The fields that follow from the arguments an exception was made with."""
    name = family(cls)
    count = len(args)
    if name == 'StopIteration':
        return {'value': args[0] if args else None}
    if name == 'SystemExit':
        return {'code': (args[0] if count == 1 else args) if args else None}
    if name == 'ImportError':
        return {'msg': args[0] if count == 1 else None}
    if name == 'OSError':
        return dict(zip(('errno', 'strerror', 'filename'), args, strict=False)) if 2 <= count <= 5 else {}
    if name == 'SyntaxError':
        return _syntax_fields(args)
    if name == 'BaseExceptionGroup':
        members = args[1] if count == 2 else ()
        exceptions = tuple(members) if isinstance(members, (list, tuple)) else ()
        return {'message': args[0] if args else '', 'exceptions': exceptions}
    names = _FIELDS[name]
    return dict(zip(names, args, strict=True)) if count == len(names) else {}


def _syntax_fields(args: tuple[object, ...]) -> dict[str, object]:
    fields: dict[str, object] = {'msg': args[0] if args else None}
    if len(args) == 2:
        details = args[1]
        if isinstance(details, (list, tuple)):
            fields.update(zip(_FIELDS['SyntaxError'][1:], details, strict=False))
    return fields


def _freeze(exc: ExceptionValue) -> None:
    """Keep the fields as they are although ``args`` is about to change."""
    for name, value in derived_fields(exc.cls, exc.args).items():
        cell = exc.payload
        if not (isinstance(cell, Cell) and isinstance(cell.value, dict) and name in cell.value):
            set_field(exc, name, value)


_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    'BaseException': (),
    'StopIteration': ('value',),
    'SystemExit': ('code',),
    'NameError': (),
    'AttributeError': (),
    'ImportError': ('msg',),
    'OSError': ('errno', 'strerror', 'filename', 'filename2'),
    'SyntaxError': ('msg', 'filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset'),
    'UnicodeEncodeError': ('encoding', 'object', 'start', 'end', 'reason'),
    'UnicodeDecodeError': ('encoding', 'object', 'start', 'end', 'reason'),
    'UnicodeTranslateError': ('object', 'start', 'end', 'reason'),
    'BaseExceptionGroup': ('message', 'exceptions'),
}
"""What follows from ``args``, in the order of the arguments. (What comes by keyword only is in ``_KEYWORDS``.)"""

_KEYWORDS: Final[dict[str, tuple[str, ...]]] = {
    'NameError': ('name',),
    'AttributeError': ('name', 'obj'),
    'ImportError': ('name', 'path', 'name_from') if sys.version_info >= (3, 12) else ('name', 'path'),
}


def _read_args(exc: ExceptionValue) -> object:
    return exc.args


def _read_cause(exc: ExceptionValue) -> object:
    return exc.cause


def _read_context(exc: ExceptionValue) -> object:
    return exc.context


def _read_suppress(exc: ExceptionValue) -> object:
    return exc.suppress_context


def _read_traceback(exc: ExceptionValue) -> object:
    return traceback_of(exc) if exc.entries else None


def traceback_of(exc: ExceptionValue) -> Traceback:
    """What stands for the traceback object of ``exc``: the same one until the exception passes another frame."""
    cell = exc.payload
    if isinstance(cell, Cell) and isinstance(cell.value, dict):
        known = cell.value.get('__traceback__')
        if isinstance(known, Traceback) and _same_entries(known.entries, exc.entries):
            return known
    made = Traceback(exc.entries.copy())
    set_field(exc, '__traceback__', made)
    return made


def _same_entries(first: list[TracebackEntry], second: list[TracebackEntry]) -> bool:
    return len(first) == len(second) and all(
        a.code is b.code and a.pc == b.pc for a, b in zip(first, second, strict=True)
    )


def _write_args(m: Machine, exc: ExceptionValue, value: object) -> None:
    items = m.listed(value)
    if items is None:
        raise m.fail('TypeError', 'args must be a tuple, list or other builtin iterable')
    _freeze(exc)
    exc.args = tuple(items)


def _write_cause(m: Machine, exc: ExceptionValue, value: object) -> None:
    if value is not None and not isinstance(value, ExceptionValue):
        raise m.fail('TypeError', 'exception cause must be None or derive from BaseException')
    exc.cause = value
    exc.suppress_context = True


def _write_context(m: Machine, exc: ExceptionValue, value: object) -> None:
    if value is not None and not isinstance(value, ExceptionValue):
        raise m.fail('TypeError', 'exception context must be None or derive from BaseException')
    exc.context = value


def _write_suppress(m: Machine, exc: ExceptionValue, value: object) -> None:
    if value is not True and value is not False:
        raise m.fail('TypeError', 'attribute value type must be bool')
    exc.suppress_context = bool(value)


def _write_traceback(m: Machine, exc: ExceptionValue, value: object) -> None:
    if value is None:
        exc.entries = []
    elif isinstance(value, Traceback):
        exc.entries = value.entries.copy()
        set_field(exc, '__traceback__', value)
    else:
        raise m.fail('TypeError', '__traceback__ must be a traceback or None')


_READERS: Final[dict[str, Callable[[ExceptionValue], object]]] = {
    'args': _read_args,
    '__cause__': _read_cause,
    '__context__': _read_context,
    '__suppress_context__': _read_suppress,
    '__traceback__': _read_traceback,
}
_WRITERS: Final[dict[str, Callable[[Machine, ExceptionValue, object], None]]] = {
    'args': _write_args,
    '__cause__': _write_cause,
    '__context__': _write_context,
    '__suppress_context__': _write_suppress,
    '__traceback__': _write_traceback,
}


# Construction.


def construct(m: Machine, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> ExceptionValue:
    """``cls(*args, **kwargs)`` as the builtin constructors do it: ``__new__`` and the builtin ``__init__``."""
    exc = new_exception(m, cls, args, kwargs)
    initialise(m, exc, args, kwargs)
    return exc


def new_exception(m: Machine, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> ExceptionValue:
    """What ``cls.__new__`` of a builtin exception makes: ``args`` set, no keyword looked at."""
    kind = family(cls)
    if kind == 'BaseExceptionGroup':
        return _new_group(m, cls, args)
    if kind == 'OSError':
        cls = _os_error_class(cls, args)
    m.tracker.allocate(200)
    exc = ExceptionValue(cls, tuple(args))
    if not cls.builtin and not isinstance(cls.lookup('__init__'), NativeFunction):
        if kind == 'OSError':
            exc.args = ()
        elif _FIELDS[kind]:
            # Only the builtin __init__ sets these, and it may never be called.
            blank: dict[str, object] = dict.fromkeys(_FIELDS[kind])
            if kind.startswith('Unicode'):
                blank['start'] = blank['end'] = 0
            exc.payload = Cell(blank)
    return exc


def initialise(m: Machine, exc: ExceptionValue, args: list[object], kwargs: dict[str, object] | None) -> None:
    """The builtin ``__init__`` of the exception's class."""
    kind = family(exc.cls)
    if kind == 'BaseExceptionGroup':
        _check_keywords(m, exc.cls, (), 'BaseException', kwargs)
        return
    keywords = _KEYWORDS.get(kind, ())
    _check_keywords(m, exc.cls, keywords, kind, kwargs)
    exc.args = tuple(args)
    if exc.payload is not None:
        exc.payload = None
    if kind == 'SyntaxError':
        _check_syntax_details(m, args)
    elif kind == 'OSError':
        _init_os_error(exc)
    elif kind.startswith('Unicode'):
        _check_unicode(m, kind, args)
    if kwargs:
        for name, value in kwargs.items():
            set_field(exc, name, value)


def _check_keywords(
    m: Machine, cls: Class, allowed: tuple[str, ...], kind: str, kwargs: dict[str, object] | None
) -> None:
    if not kwargs:
        return
    if not allowed:
        raise m.fail('TypeError', f'{cls.name}() takes no keyword arguments')
    if any(name not in allowed for name in kwargs):
        # The wording differs between versions: the host's own class says it.
        try:
            HOST_TYPES[kind](**dict.fromkeys(kwargs))
        except TypeError as error:
            raise m.fail('TypeError', str(error)) from None


def _os_error_class(cls: Class, args: list[object]) -> Class:
    """The subclass that ``OSError(errno, ...)`` makes: FileNotFoundError for ENOENT and so on."""
    if not (cls.builtin and cls.name == 'OSError' and 2 <= len(args) <= 5):
        return cls
    errno = payload_of(args[0])
    if type(errno) is not int:
        return cls
    return CLASSES.get(type(OSError(errno, '')).__name__, cls)


def _init_os_error(exc: ExceptionValue) -> None:
    args = exc.args
    if 3 <= len(args) <= 5 and args[2] is not None:
        names = ('errno', 'strerror', 'filename', 'winerror', 'filename2')
        for name, value in zip(names, args, strict=False):
            if name != 'winerror':
                set_field(exc, name, value)
        exc.args = args[:2]


def _check_syntax_details(m: Machine, args: list[object]) -> None:
    if len(args) != 2:
        return
    details = m.listed(payload_of(args[1]))
    if details is None:
        raise m.fail('TypeError', 'the details of a SyntaxError must be a tuple')
    try:
        SyntaxError('', (None,) * min(len(details), 10))  # type: ignore[arg-type]  # any length: it is what is checked
    except HOST_ERRORS as error:
        raise m.host_error(error, args) from None


def _check_unicode(m: Machine, kind: str, args: list[object]) -> None:
    plain = [payload_of(value) for value in args]
    try:
        HOST_TYPES[kind](*plain)
    except HOST_ERRORS as error:
        raise m.host_error(error, plain) from None


def _new_group(m: Machine, cls: Class, args: list[object]) -> ExceptionValue:
    if len(args) != 2:
        raise m.fail('TypeError', f'BaseExceptionGroup.__new__() takes exactly 2 arguments ({len(args)} given)')
    message = payload_of(args[0])
    if type(message) is not str:
        type_name = m.type_name(args[0])
        shown = 'None' if message is None else type_name
        raise m.fail('TypeError', f'BaseExceptionGroup.__new__() argument 1 must be str, not {shown}')
    members = payload_of(args[1])
    if type(members) not in (list, tuple, str, bytes, bytearray, range):
        raise m.fail('TypeError', 'second argument (exceptions) must be a sequence')
    found = m.listed(members)
    if not found:
        raise m.fail('ValueError', 'second argument (exceptions) must be a non-empty sequence')
    m.tracker.work(len(found) >> 3)
    plain = True
    for index, member in enumerate(found):
        if not isinstance(member, ExceptionValue):
            raise m.fail('ValueError', f'Item {index} of second argument (exceptions) is not an exception')
        plain = plain and _is_plain(member.cls)
    if cls.builtin and cls.name == 'BaseExceptionGroup' and plain:
        cls = CLASSES['ExceptionGroup']
    elif not plain and _is_plain(cls):
        where = 'an ExceptionGroup' if cls.builtin else f"'{cls.name}'"
        raise m.fail('TypeError', f'Cannot nest BaseExceptions in {where}')
    m.tracker.allocate(250 + 8 * len(found))
    exc = ExceptionValue(cls, tuple(args))
    set_field(exc, 'message', args[0])
    set_field(exc, 'exceptions', tuple(found))
    return exc


def _is_plain(cls: Class) -> bool:
    """Whether it derives from Exception, not from BaseException alone."""
    return any(base.builtin and base.name == 'Exception' for base in cls.mro)


def _native_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    cls = args[0] if args else None
    if not isinstance(cls, Class):
        raise m.fail('TypeError', f'BaseException.__new__(X): X is not a type object ({m.type_name(cls)})')
    if not cls.is_exception:
        raise m.fail('TypeError', f'BaseException.__new__({cls.name}): {cls.name} is not a subtype of BaseException')
    if cls.builtin and not (len(args) == 1 and family(cls).startswith('Unicode')):
        return construct(m, cls, args[1:], kwargs)
    return new_exception(m, cls, args[1:], kwargs)


def _native_init(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    initialise(m, _self(m, args, '__init__'), args[1:], kwargs)
    return None


# Methods.


def _add_note(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    exc = _self(m, args, 'add_note')
    note = _only_argument(m, 'BaseException.add_note', args, kwargs)
    if type(payload_of(note)) is not str:
        raise m.fail('TypeError', f"note must be a str, not '{m.type_name(note)}'")
    attrs = exc.attrs
    if attrs is None:
        attrs = exc.attrs = {}
    notes = attrs.get('__notes__')
    if notes is None:
        m.tracker.allocate(120)
        notes = []
        attrs['__notes__'] = notes
    if type(notes) is not list:
        raise m.fail('TypeError', 'Cannot add note: __notes__ is not a list')
    m.tracker.memory(16)
    notes.append(note)
    return None


def _with_traceback(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    exc = _self(m, args, 'with_traceback')
    _write_traceback(m, exc, _only_argument(m, 'BaseException.with_traceback', args, kwargs))
    return exc


def _only_argument(m: Machine, name: str, args: list[object], kwargs: dict[str, object] | None) -> object:
    if kwargs:
        raise m.fail('TypeError', f'{name}() takes no keyword arguments')
    if len(args) != 2:
        raise m.fail('TypeError', f'{name}() takes exactly one argument ({len(args) - 1} given)')
    return args[1]


def _derive(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    exc = _self(m, args, 'derive')
    members = _only_argument(m, 'BaseExceptionGroup.derive', args, kwargs)
    return _new_group(m, CLASSES['BaseExceptionGroup'], [get_field(exc, 'message'), members])


def _split(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    exc = _self(m, args, 'split')
    matcher = _only_argument(m, 'BaseExceptionGroup.split', args, kwargs)
    return m.call_prelude('exception_group_split', [exc, matcher, _is_type_matcher(m, matcher)])


def _subgroup(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    exc = _self(m, args, 'subgroup')
    matcher = _only_argument(m, 'BaseExceptionGroup.subgroup', args, kwargs)
    return m.call_prelude('exception_group_subgroup', [exc, matcher, _is_type_matcher(m, matcher)])


def _matcher_error() -> str:
    try:
        BaseExceptionGroup('', [ValueError()]).split(0)  # type: ignore[call-overload]
    except TypeError as error:
        return str(error)
    return ''


_MATCHER_ERROR: Final = _matcher_error()
"""How the hosting version refuses a condition."""


def _is_type_matcher(m: Machine, matcher: object) -> bool:
    """Whether a condition is an exception class or a tuple of them; TypeError where it is no callable either."""
    classes = matcher if type(matcher) is tuple else (matcher,)
    if all(isinstance(cls, Class) and cls.is_exception for cls in classes):
        return True
    if type(matcher) is tuple or isinstance(matcher, Class) or not _is_callable(matcher):
        raise m.fail('TypeError', _MATCHER_ERROR)
    return False


def _is_callable(value: object) -> bool:
    if isinstance(value, Instance):
        return value.cls.lookup('__call__') is not ABSENT
    return isinstance(value, (Function, NativeFunction, BoundMethod, ExternalRef))


def _members(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """Intrinsic: the exceptions of a group, whatever its class defines."""
    return get_field(_self(m, args, 'exceptions'), 'exceptions')


def _copy_metadata(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """Intrinsic ``(made, group)``: what ``derive`` made takes the traceback, cause, context and notes of ``group``."""
    made, group = args
    if not isinstance(made, ExceptionValue) or family(made.cls) != 'BaseExceptionGroup':
        raise m.fail('TypeError', 'derive must return an instance of BaseExceptionGroup')
    assert isinstance(group, ExceptionValue)
    m.tracker.memory(40 * len(group.entries))
    if group.entries:
        _write_traceback(m, made, traceback_of(group))
    made.context = group.context
    made.cause = group.cause
    made.suppress_context = True  # as setting a cause does, a missing one too
    notes = (group.attrs or {}).get('__notes__')
    if type(notes) is list or type(notes) is tuple:
        m.tracker.allocate(80 + 8 * len(notes))
        if made.attrs is None:
            made.attrs = {}
        made.attrs['__notes__'] = list(notes)
    return made


def _leaves(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """Intrinsic ``(exceptions)``: a list of those that are no groups, inside groups at any depth too."""
    pending: list[object] = list(m.listed(args[0]) or ())
    found: list[object] = []
    while pending:
        m.tracker.work(1)
        exc = pending.pop()
        if isinstance(exc, ExceptionValue) and family(exc.cls) == 'BaseExceptionGroup':
            members = get_field(exc, 'exceptions')
            if isinstance(members, tuple):
                m.tracker.memory(8 * len(members))
                pending.extend(members)
        else:
            found.append(exc)
    m.tracker.allocate(56 + 8 * len(found))
    return found


def _is_one_of(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """Intrinsic ``(exception, exceptions)``: whether that very one is among them."""
    exc, exceptions = args
    assert isinstance(exceptions, list)
    m.tracker.work(1 + (len(exceptions) >> 3))
    return any(exc is other for other in exceptions)


def _same_metadata(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """Intrinsic ``(group, original)``: whether ``except*`` may put parts of both together again: neither was raised
    anew, nor given a cause, context or notes, since the one was split off the other."""
    group, original = args
    if not isinstance(group, ExceptionValue) or not isinstance(original, ExceptionValue):
        return False
    if family(group.cls) != 'BaseExceptionGroup' or len(group.entries) != len(original.entries):
        return False
    m.tracker.work(1 + (len(group.entries) >> 3))
    return (
        group.cause is original.cause
        and group.context is original.context
        and (group.attrs or {}).get('__notes__') is (original.attrs or {}).get('__notes__')
        and all(mine is theirs for mine, theirs in zip(group.entries, original.entries, strict=True))
    )


def _check_except_star(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """Intrinsic ``(kinds)``: TypeError for what ``except*`` can't catch."""
    kinds = args[0]
    classes = kinds if type(kinds) is tuple else (kinds,)
    for cls in classes:
        if not isinstance(cls, Class) or not cls.is_exception:
            raise m.fail('TypeError', 'catching classes that do not inherit from BaseException is not allowed')
    for cls in classes:
        assert isinstance(cls, Class)
        if cls.is_subclass(CLASSES['BaseExceptionGroup']):
            raise m.fail('TypeError', 'catching ExceptionGroup with except* is not allowed. Use except instead.')
    return None


INTRINSICS: Final[dict[str, NativeFunction]] = {
    'exception_group_members': Native('exception_group_members', _members),
    'copy_exception_metadata': Native('copy_exception_metadata', _copy_metadata),
    'exception_leaves': Native('exception_leaves', _leaves),
    'is_one_of': Native('is_one_of', _is_one_of),
    'same_exception_metadata': Native('same_exception_metadata', _same_metadata),
    'check_except_star': Native('check_except_star', _check_except_star),
}
"""For ``prelude/exceptions.py``."""


# Text.


def message_of(m: Machine, exc: ExceptionValue) -> str | None:
    """``str(exc)``, or None where sandbox code is needed for it. Exceptions that wrap exceptions take no host stack."""
    while True:
        method = exc.cls.lookup('__str__')
        if not isinstance(method, ExceptionText):
            return None
        inner = exc.args[0] if method.text is _base_text and len(exc.args) == 1 else None
        if not isinstance(inner, ExceptionValue):
            return method.text(m, exc)
        m.tracker.work(2)
        if inner is exc:
            return None
        exc = inner


def repr_of(m: Machine, exc: ExceptionValue) -> str | None:
    """``repr(exc)``, or None where sandbox code is needed for it."""
    method = exc.cls.lookup('__repr__')
    return method.text(m, exc) if isinstance(method, ExceptionText) else None


def _base_text(m: Machine, exc: ExceptionValue) -> str | None:
    args = exc.args
    if not args:
        return ''
    return m.plain_str(args[0]) if len(args) == 1 else m.plain_repr(args)


def _base_repr(m: Machine, exc: ExceptionValue) -> str | None:
    args = exc.args
    if len(args) != 1:
        shown = m.plain_repr(args)
        return None if shown is None else exc.cls.name + shown
    shown = m.plain_repr(args[0])
    return None if shown is None else f'{exc.cls.name}({shown})'


def _key_error_text(m: Machine, exc: ExceptionValue) -> str | None:
    return m.plain_repr(exc.args[0]) if len(exc.args) == 1 else _base_text(m, exc)


def _import_error_text(m: Machine, exc: ExceptionValue) -> str | None:
    message = get_field(exc, 'msg')
    return message if type(message) is str else _base_text(m, exc)


def _os_error_text(m: Machine, exc: ExceptionValue) -> str | None:
    fields = [get_field(exc, name) for name in _FIELDS['OSError']]
    errno, strerror, filename, filename2 = fields
    if filename is None and (errno is None or strerror is None):
        return _base_text(m, exc)
    shown = [m.plain_str(errno), m.plain_str(strerror), m.plain_repr(filename), m.plain_repr(filename2)]
    if None in shown:
        return None
    head = f'[Errno {shown[0]}] {shown[1]}'
    if filename is None:
        return head
    return f'{head}: {shown[2]}' if filename2 is None else f'{head}: {shown[2]} -> {shown[3]}'


def _syntax_error_text(m: Machine, exc: ExceptionValue) -> str | None:
    message = m.plain_str(get_field(exc, 'msg'))
    filename = get_field(exc, 'filename')
    line = get_field(exc, 'lineno')
    if message is None:
        return None
    base = filename.rpartition('/')[2] if isinstance(filename, str) else None
    if base is not None and type(line) is int:
        return f'{message} ({base}, line {line})'
    if base is not None:
        return f'{message} ({base})'
    return f'{message} (line {line})' if type(line) is int else message


def _unicode_text(m: Machine, exc: ExceptionValue) -> str | None:
    kind = family(exc.cls)
    if not kind.startswith('Unicode'):
        return _base_text(m, exc)
    fields = [payload_of(get_field(exc, name)) for name in _FIELDS[kind]]
    try:
        return str(HOST_TYPES[kind](*fields))
    except (TypeError, ValueError, OverflowError):
        return ''


def _group_text(m: Machine, exc: ExceptionValue) -> str | None:
    message = m.plain_str(get_field(exc, 'message'))
    members = get_field(exc, 'exceptions')
    count = len(members) if isinstance(members, tuple) else 0
    return None if message is None else f'{message} ({count} sub-exception{"" if count == 1 else "s"})'


ATTRIBUTES: Final[dict[str, tuple[Attribute, ...]]] = {
    'BaseException': (
        Method('__new__', _native_new),
        Method('__init__', _native_init),
        TextMethod('__str__', _base_text, 'exception_str'),
        TextMethod('__repr__', _base_repr, 'exception_repr'),
        Method('add_note', _add_note),
        Method('with_traceback', _with_traceback),
        Field('args'),
        Field('__cause__'),
        Field('__context__'),
        Field('__suppress_context__'),
        Field('__traceback__'),
    ),
    'BaseExceptionGroup': (
        TextMethod('__str__', _group_text, 'exception_group_str'),
        Method('derive', _derive),
        Method('split', _split),
        Method('subgroup', _subgroup),
        Field('message', readonly=True),
        Field('exceptions', readonly=True),
    ),
    'StopIteration': (Field('value'),),
    'SystemExit': (Field('code'),),
    'NameError': (Field('name'),),
    'AttributeError': (Field('name'), Field('obj')),
    'KeyError': (TextMethod('__str__', _key_error_text, 'key_error_str'),),
    'ImportError': (
        TextMethod('__str__', _import_error_text, 'exception_str'),
        Field('msg'),
        *(Field(name) for name in _KEYWORDS['ImportError']),
    ),
    'OSError': (
        TextMethod('__str__', _os_error_text, 'exception_str'),
        *(Field(name) for name in _FIELDS['OSError']),
    ),
    'SyntaxError': (
        TextMethod('__str__', _syntax_error_text, 'exception_str'),
        *(Field(name) for name in _FIELDS['SyntaxError']),
        Field('print_file_and_line'),
    ),
    **{
        name: (TextMethod('__str__', _unicode_text, 'exception_str'), *(Field(field) for field in _FIELDS[name]))
        for name in ('UnicodeEncodeError', 'UnicodeDecodeError', 'UnicodeTranslateError')
    },
}
"""What each builtin exception class has that its bases do not."""
