"""``sys``: what a program may know about its interpreter. Nothing of the host's process, paths or environment.

The recursion limit is what the program's own ``stack_depth_limit`` says, and asking for another is accepted as long as
it would be a sensible one: it changes nothing, since a program can't lift its limits.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from ..limits import NO_LIMIT
from ..machine import SHARED, Machine
from ..memory import sum_sizes
from ..natives import Getter, Implementation, Native, payload_of
from ..objects import ABSENT, ExceptionValue, HeapObject, Module, NativeFunction, NativeProperty, class_of
from ..types.tables import needs_index
from .entry import Entry, why, why_of

Kwargs = dict[str, object] | None

CPYTHON_RECURSION_LIMIT: Final = 1000
MAX_RECURSION_LIMIT: Final = (1 << 31) - 1


def no_arguments(m: Machine, name: str, args: list[object], kwargs: Kwargs) -> None:
    if kwargs:
        raise m.fail('TypeError', f'sys.{name}() takes no keyword arguments')
    if args:
        raise m.fail('TypeError', f'sys.{name}() takes no arguments ({len(args)} given)')


def one_argument(m: Machine, name: str, args: list[object], kwargs: Kwargs) -> object:
    if kwargs:
        raise m.fail('TypeError', f'sys.{name}() takes no keyword arguments')
    if len(args) != 1:
        raise m.fail('TypeError', f'sys.{name}() takes exactly one argument ({len(args)} given)')
    return args[0]


def recursion_limit(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``getrecursionlimit()``: the frames that this run may have, CPython's default where that is not limited."""
    no_arguments(m, 'getrecursionlimit', args, kwargs)
    limit = m.tracker.depth_limit
    return CPYTHON_RECURSION_LIMIT if limit >= NO_LIMIT else int(limit)


def set_recursion_limit(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``setrecursionlimit(limit)``: checked as CPython does, without effect."""
    value = one_argument(m, 'setrecursionlimit', args, kwargs)
    if needs_index(value):
        return m.call_prelude('call_with_index', [FUNCTIONS['setrecursionlimit'], list(args), {}, 0])
    limit = payload_of(value)
    if not isinstance(limit, int):
        raise m.fail('TypeError', f"'{m.type_name(value)}' object cannot be interpreted as an integer")
    if limit > MAX_RECURSION_LIMIT:
        raise m.fail('OverflowError', 'Python int too large to convert to C int')
    if limit < -MAX_RECURSION_LIMIT - 1:
        raise m.fail('OverflowError', 'Python int too large to convert to C int')
    if limit < 1:
        raise m.fail('ValueError', 'recursion limit must be greater or equal than 1')
    if limit <= m.tracker.depth:
        raise m.fail(
            'RecursionError',
            f'cannot set the recursion limit to {limit} at the recursion depth {m.tracker.depth}: the limit is too low',
        )
    return None


def exception_info(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``exc_info()``: the exception being handled; there are no traceback objects."""
    no_arguments(m, 'exc_info', args, kwargs)
    handled = m.current_handled()
    m.tracker.allocate(64)
    if handled is None:
        return None, None, None
    return class_of(handled), handled, m.traceback_of(handled)


def exception(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``exception()``: the exception being handled, or None."""
    no_arguments(m, 'exception', args, kwargs)
    return m.current_handled()


def size_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``getsizeof(object[, default])``: of builtin values what CPython says, of others what they count as here."""
    options = kwargs or {}
    if not 1 <= len(args) + len(options) <= 2 or any(name not in ('object', 'default') for name in options):
        host_sizeof: Callable[..., object] = sys.getsizeof
        return host_sizeof(*[0 for _ in args], **dict.fromkeys(options, 0))  # which raises
    value = args[0] if args else options['object']
    if isinstance(value, ExceptionValue):
        return 72
    if isinstance(value, HeapObject):
        return value.trace([])
    if value is None or isinstance(value, (bool, range, slice)):
        return sys.getsizeof(value)
    if isinstance(value, (int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset)):
        return sys.getsizeof(value)
    return sum_sizes(m.tracker, [value])


def interned(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``intern(string)``: the string; the host's table of interned strings is not the sandbox's to fill."""
    value = one_argument(m, 'intern', args, kwargs)
    if type(value) is str:
        return value
    if isinstance(payload_of(value), str):
        raise m.fail('TypeError', f"can't intern {m.type_name(value)}")
    raise m.fail('TypeError', f'intern() argument must be str, not {m.type_name(value)}')


def default_encoding(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    no_arguments(m, 'getdefaultencoding', args, kwargs)
    return 'utf-8'


def max_str_digits(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    no_arguments(m, 'get_int_max_str_digits', args, kwargs)
    return sys.get_int_max_str_digits()


FUNCTIONS: Final[dict[str, NativeFunction]] = {}

IMPLEMENTATIONS: Final[dict[str, Implementation]] = {
    'exc_info': exception_info,
    'exception': exception,
    'get_int_max_str_digits': max_str_digits,
    'getdefaultencoding': default_encoding,
    'getrecursionlimit': recursion_limit,
    'getsizeof': size_of,
    'intern': interned,
    'setrecursionlimit': set_recursion_limit,
}


def version_text() -> str:
    """``sys.version``: the language's version, without the host's build."""
    numbers = '.'.join(map(str, sys.version_info[:3]))
    return f'{numbers} (main) [monty-tools]'


VALUES: Final[dict[str, object]] = {
    'version_info': tuple(sys.version_info),
    'float_info': tuple(sys.float_info),
    'int_info': tuple(sys.int_info),
    'hash_info': tuple(sys.hash_info),
    'hexversion': sys.hexversion,
}


def values(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_sys_values(name)``: the host's numbers that the named tuples show."""
    name = args[0]
    assert isinstance(name, str)
    return VALUES[name]


def write(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_sys_write(stream, text)``: print, and answer the number of characters."""
    stream, text = args
    assert isinstance(stream, str) and isinstance(text, str)
    if text:
        m.write(stream, text)
    return len(text)


def arguments(m: Machine, module: object) -> object:
    """``argv``: a list of the run's own, with the name of its script."""
    found = m.kept.get('sys.argv')
    if found is None:
        m.tracker.allocate(80)
        found = [m.programs[-1].filename if m.programs else '']
        m.kept['sys.argv'] = found
    return found


class Stream(NativeProperty):
    """``sys.stdout`` or ``sys.stderr``: the run's own, or what this program has put in its place."""

    def read(self, m: Machine, obj: object) -> object:
        found = m.kept.get(f'sys.{self.name}', ABSENT)
        if found is not ABSENT:
            return found
        module = SHARED.modules['sys']
        assert isinstance(module, Module)
        return module.attrs[f'__{self.name}__']

    def write(self, m: Machine, obj: object, value: object) -> bool:
        if value is m.kept.get(f'sys.{self.name}', ABSENT):
            return True
        module = SHARED.modules['sys']
        assert isinstance(module, Module)
        if value is module.attrs[f'__{self.name}__']:
            m.kept.pop(f'sys.{self.name}', None)
        else:
            m.tracker.memory(100)
            m.kept[f'sys.{self.name}'] = value
        return True


STREAMS: Final = {'stdout': Stream('stdout'), 'stderr': Stream('stderr')}


def redirect(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_redirect(stream, target)``: put an object in the place of ``sys.stdout`` or ``sys.stderr``; what was there."""
    name, target = args
    assert isinstance(name, str)
    from ..runtime import module

    module('sys')
    stream = STREAMS[name]
    previous = stream.read(m, None)
    stream.write(m, None, target)
    return previous


def make_names() -> dict[str, object]:
    for name, implementation in IMPLEMENTATIONS.items():
        FUNCTIONS[name] = Native(name, implementation)
    return {
        **FUNCTIONS,
        **STREAMS,
        'argv': Getter('argv', arguments),
        'byteorder': sys.byteorder,
        'copyright': 'Copyright (c) Python Software Foundation.',
        'float_repr_style': 'short',
        'hexversion': sys.hexversion,
        'maxsize': sys.maxsize,
        'maxunicode': sys.maxunicode,
        'platform': 'linux',
        'version': version_text(),
    }


NAMES: Final[dict[str, object]] = make_names()
PRELUDE: Final[tuple[str, ...]] = tuple(
    '__stderr__ __stdout__ exit float_info hash_info implementation int_info version_info'.split()
)
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_sys_values': Native('_sys_values', values),
    '_sys_write': Native('_sys_write', write),
}

ABSENT_NAMES: Final[dict[str, str]] = {
    'base_exec_prefix base_prefix dont_write_bytecode exec_prefix executable getfilesystemencodeerrors '
    'getfilesystemencoding orig_argv path platlibdir prefix pycache_prefix': 'there are no files of an interpreter',
    'builtin_module_names meta_path modules path_hooks path_importer_cache stdlib_module_names': (
        'modules are those that the sandbox offers'
    ),
    'abiflags api_version flags getallocatedblocks getdlopenflags getrefcount getswitchinterval '
    'getunicodeinternedsize is_finalizing setdlopenflags setswitchinterval thread_info warnoptions _git': (
        "a matter of the host's process"
    ),
    'activate_stack_trampoline addaudithook audit breakpointhook call_tracing deactivate_stack_trampoline displayhook '
    'excepthook get_asyncgen_hooks get_coroutine_origin_tracking_depth getprofile gettrace is_stack_trampoline_active '
    'monitoring set_asyncgen_hooks set_coroutine_origin_tracking_depth setprofile settrace unraisablehook '
    'last_exc last_type last_traceback last_value': 'hooks and introspection of the interpreter',
    'set_int_max_str_digits': 'a limit of the sandbox',
    'stdin': 'there is no input',
}

ENTRY: Final = Entry(
    NAMES,
    PRELUDE,
    INTRINSICS,
    absent=why_of('sys', ABSENT_NAMES),
    different=why(
        {
            'setrecursionlimit': 'checked, and without effect',
            'getsizeof': 'of objects that programs make, what they count as in the sandbox',
            'intern': 'gives the string itself',
            'exc_info': 'the traceback shows that there is one, and nothing of it',
        }
    ),
)
