"""What the preludes of ``os``, ``os.path`` and ``pathlib`` have of a run's files: natives over ``files.Tree``, and the
builtin ``open``.

Each takes the name of what the program called, and paths as exact text or bytes. Errors are CPython's OSErrors.
"""

from __future__ import annotations

import fnmatch
import io
import os
import posixpath
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote_from_bytes

from ..capabilities import entropy
from ..files import Files, Place, Tree
from ..machine import SHARED
from ..natives import Native, payload_of
from ..objects import NativeFunction, Thrown
from ..types.exceptions import initialise, new_exception
from .signatures import Prelude, Signature

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def tree(m: Machine, asked: object) -> Tree:
    files = m.capabilities.grants.files
    if files is None:
        text = f'{asked} needs files, which this sandbox was not given: pass files=Files(…)'
        raise m.fail('PermissionError', text)
    return Tree(m, files)


def place(files: Files, path: object) -> Place:
    value = payload_of(path)
    if not isinstance(value, (str, bytes)):
        raise TypeError('a path is a str or bytes')
    return files.place(os.fsdecode(value), value)


def number(m: Machine, value: object) -> int:
    """A position or size: the objects that hold them are the program's, who may have put anything there."""
    plain = payload_of(value)
    if not isinstance(plain, int):
        raise m.fail('TypeError', f"'{m.type_name(value)}' object cannot be interpreted as an integer")
    return int(plain)


def raised(m: Machine, error: OSError) -> Thrown:
    """``error``, which ``files`` made, as the program gets it."""
    args: list[object] = [error.errno, error.strerror, error.filename]
    if error.filename2 is not None:
        args += [None, error.filename2]
    exc = new_exception(m, SHARED.classes['OSError'], args, None)
    initialise(m, exc, args, None)
    return m.throw(exc)


class FileNative(Native):
    """A native whose OSErrors, all of ``files``' making, become the program's."""

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        failure: OSError | None = None
        try:
            return Native.invoke(self, m, args, kwargs)
        except OSError as error:
            failure = error
        assert failure is not None
        raise raised(m, failure)


def granted(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_files_granted(asked)``: PermissionError without files."""
    tree(m, args[0])
    return None


def file_open(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_file_open(asked, path, how)``: the file's size; ``how`` is ``'r'``, ``'r+'``, ``'w'``, ``'a'`` or ``'x'``."""
    asked, path, how = args
    assert isinstance(how, str)
    found = tree(m, asked)
    return found.open(place(found.files, path), how)


def file_read(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_file_read(path, at, size)``: bytes, all that follow if ``size`` is negative."""
    path, at, size = args
    found = tree(m, 'read()')
    m.tracker.allocate(64)
    return found.read(place(found.files, path), max(0, number(m, at)), number(m, size))


def file_write(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_file_write(path, at, data)``: where it ends; ``at`` is -1 for the end of the file."""
    path, at, data = args
    plain = payload_of(data)
    if not isinstance(plain, (bytes, bytearray)):
        raise m.fail('TypeError', f"a bytes-like object is required, not '{m.type_name(data)}'")
    found = tree(m, 'write()')
    return found.write(place(found.files, path), number(m, at), plain)


def file_truncate(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_file_truncate(path, size)``."""
    path, size = args
    found = tree(m, 'truncate()')
    found.truncate(place(found.files, path), max(0, number(m, size)))
    return None


def file_status(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_file_status(asked, path)``: ``(is_folder, size, writable)``."""
    asked, path = args
    found = tree(m, asked)
    where = place(found.files, path)
    status = found.status(where)
    m.tracker.allocate(80)
    return status.is_folder, status.size, where.mount is not None and where.mount.writable


def file_names(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_file_names(asked, path)``: what is in a folder, sorted, as pairs of names and whether they are folders."""
    asked, path = args
    found = tree(m, asked)
    names = found.names(place(found.files, path))
    m.tracker.reserve(150 * len(names))
    return list(names)


def file_change(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_file_change(asked, how, path)``: ``how`` is ``'mkdir'``, ``'remove'`` or ``'rmdir'``."""
    asked, how, path = args
    found = tree(m, asked)
    where = place(found.files, path)
    if how == 'mkdir':
        found.make_folder(where)
    else:
        found.remove(where, how == 'rmdir')
    return None


def file_rename(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_file_rename(asked, source, target)``."""
    asked, source, target = args
    found = tree(m, asked)
    found.rename(place(found.files, source), place(found.files, target))
    return None


def working_folder(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_working_folder()``: where relative paths begin."""
    files = m.capabilities.grants.files
    return '/' if files is None else files.cwd


PURE: Final[dict[str, Callable[..., Any]]] = {
    name: getattr(posixpath, name)
    for name in (
        *('basename', 'commonpath', 'dirname', 'isabs', 'join', 'normcase', 'normpath', 'relpath', 'split'),
        *('splitdrive', 'splitext', 'splitroot'),
    )
    if hasattr(posixpath, name)
}
"""The functions of ``posixpath`` that look at nothing but their arguments (``relpath``: where these are absolute)."""


def pure(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_path(name, *arguments)``: a function of PURE, of texts, bytes, or one list of them."""
    name = args[0]
    assert isinstance(name, str)
    plain = [payload_of(arg) for arg in args[1:]]
    size = 0
    for position, value in enumerate(plain):
        if type(value) is list:
            value = [payload_of(item) for item in value]
            plain[position] = value
            size += sum([len(item) + 50 for item in value if isinstance(item, (str, bytes))])
        elif isinstance(value, (str, bytes)):
            size += len(value) + 50
    m.tracker.work(size)
    m.tracker.reserve(4 * size)
    found: object = PURE[name](*plain)
    return found


MAX_PATTERN: Final = 255


def matches(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_name_matches(name, pattern)``: as a part of a path does in ``glob``, of a shell's pattern."""
    name, pattern = args
    assert isinstance(name, str) and isinstance(pattern, str)
    if len(name) > MAX_PATTERN or len(pattern) > MAX_PATTERN:
        raise ValueError(f'a name, and a pattern for it, has at most {MAX_PATTERN} characters')
    m.tracker.work(100 + len(name) * (1 + pattern.count('*')))
    return fnmatch.fnmatchcase(name, pattern)


def minor(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_minor()``: of the hosting CPython's version."""
    return sys.version_info[1]


def quoted(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_quoted(data)``: bytes as a part of a URI."""
    data = payload_of(args[0])
    assert isinstance(data, bytes)
    m.tracker.reserve(3 * len(data))
    m.tracker.work(len(data))
    return quote_from_bytes(data)


def urandom(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_urandom(count)``."""
    count = args[0]
    assert isinstance(count, int)
    return entropy(m, 'os.urandom()', int(count))


def strerror(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_strerror(code)``."""
    return os.strerror(payload_of(args[0]))  # type: ignore[arg-type]  # refused by the host


class Open(Prelude):
    """The builtin ``open``, whose body is in the prelude of ``os``."""

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        from . import find_module

        find_module('os')
        return Prelude.invoke(self, m, args, kwargs)


OPEN: Final = Open(
    'open',
    Signature(
        io.open,
        'file, mode=NOTHING, buffering=NOTHING, encoding=None, errors=None, newline=None, closefd=True, opener=None',
    ),
    'os_open_file',
)

FILES: Final[dict[str, NativeFunction]] = {
    '_file_change': FileNative('_file_change', file_change),
    '_file_names': FileNative('_file_names', file_names),
    '_file_open': FileNative('_file_open', file_open),
    '_file_read': FileNative('_file_read', file_read),
    '_file_rename': FileNative('_file_rename', file_rename),
    '_file_status': FileNative('_file_status', file_status),
    '_file_truncate': FileNative('_file_truncate', file_truncate),
    '_file_write': FileNative('_file_write', file_write),
    '_files_granted': Native('_files_granted', granted),
    '_minor': Native('_minor', minor),
    '_name_matches': Native('_name_matches', matches),
    '_path': Native('_path', pure),
    '_quoted': Native('_quoted', quoted),
    '_strerror': Native('_strerror', strerror),
    '_urandom': Native('_urandom', urandom),
    '_working_folder': Native('_working_folder', working_folder),
}
