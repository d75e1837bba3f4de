"""Files below one folder, and nothing else.

A path is walked one name at a time from the folder's own descriptor, and no link is followed at any step, so that
nothing that happens to the tree meanwhile leads out of it. What is opened is looked at once it is open. Mounted file
systems below the folder are closed: what is in ``/proc`` looks like files, too.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from typing_extensions import TypedDict

from ..tools import Tool, ToolError, tool

DEFAULT_MAX_BYTES: Final = 1_000_000
DEFAULT_MAX_FILES: Final = 1_000
MAX_PATH: Final = 1_000
"""Characters of a path."""
MAX_DEPTH: Final = 32
"""Folders that a path may lead through."""
ENTRIES_PER_FILE: Final = 20
"""How many entries are looked at, at most, for each file that may be listed."""
FOLDERS_TOLD: Final = 20
FOLDERS_LOOKED_FOR: Final = 1_000
"""Entries that are looked at for those."""

_FOLDER: Final = os.O_RDONLY | getattr(os, 'O_DIRECTORY', 0) | getattr(os, 'O_CLOEXEC', 0)
_NO_LINK: Final = getattr(os, 'O_NOFOLLOW', 0)
_FILE: Final = (
    os.O_RDONLY | _NO_LINK | getattr(os, 'O_NONBLOCK', 0) | getattr(os, 'O_NOCTTY', 0) | getattr(os, 'O_CLOEXEC', 0)
)


class ListedFile(TypedDict):
    """One file of ``list_files``."""

    path: str
    size: int


@dataclass(frozen=True)
class Root:
    """The one folder that a tool sees. Its own path may have links: it is the host's."""

    path: Path
    hidden: bool
    """Whether names that begin with a dot exist."""
    hard_links: bool
    """Whether files that have other names, perhaps elsewhere, may be read."""

    @contextmanager
    def folder(self, parts: list[str]) -> Iterator[int]:
        """A descriptor of the folder that ``parts`` lead to. FileNotFoundError or PermissionError."""
        try:
            fd = os.open(self.path, _FOLDER)
        except OSError:
            fd = -1
        if fd < 0:
            raise FileNotFoundError('the folder of this tool is not there')
        try:
            device = os.fstat(fd).st_dev
            for number, part in enumerate(parts):
                below = opened(part, _FOLDER | _NO_LINK, fd, '/'.join(parts[: number + 1]))
                os.close(fd)
                fd = below
                if os.fstat(fd).st_dev != device:
                    raise PermissionError(f'{"/".join(parts[: number + 1])!r} is another file system')
            yield fd
        finally:
            os.close(fd)

    def parts(self, path: str) -> list[str]:
        """The names in a path that the code gave. Raises ValueError, PermissionError or FileNotFoundError."""
        if len(path) > MAX_PATH:
            raise ValueError(f'a path has at most {MAX_PATH:,} characters')
        if any(unicodedata.category(character) in ('Cc', 'Cs') for character in path):
            raise ValueError('a path has no control characters and no unpaired surrogates')
        if path.startswith('/'):
            raise PermissionError(f'paths are relative to the folder of this tool, without a / in front: not {path!r}')
        parts = [part for part in path.split('/') if part not in ('', '.')]
        if '..' in parts:
            raise PermissionError(f"paths don't go up, as '..' does: {path!r}")
        if len(parts) > MAX_DEPTH:
            raise ValueError(f'a path leads through at most {MAX_DEPTH} folders')
        for part in parts:
            if not self.hidden and is_hidden(part):
                raise FileNotFoundError(f'no file {path!r}')
        return parts

    def shows(self, found: os.stat_result) -> bool:
        """Whether a file with this status can be read."""
        return stat.S_ISREG(found.st_mode) and (self.hard_links or found.st_nlink <= 1)

    @contextmanager
    def file(self, path: str) -> Iterator[int]:
        """A descriptor of the regular file at ``path``."""
        parts = self.parts(path)
        if not parts:
            raise IsADirectoryError('a path to a file is needed; this is the folder itself')
        with self.folder(parts[:-1]) as folder:
            # Looked at before it is opened, too: opening a device is an act of its own.
            self.check(path, status(parts[-1], folder, path))
            fd = opened(parts[-1], _FILE, folder, path)
        try:
            self.check(path, os.fstat(fd))
            yield fd
        finally:
            os.close(fd)

    def check(self, path: str, found: os.stat_result) -> None:
        """Raise for anything but a file that may be read."""
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(f'{path!r} is a folder')
        if stat.S_ISLNK(found.st_mode):
            raise PermissionError(f'{path!r} is a link, which is not followed')
        if not stat.S_ISREG(found.st_mode):
            raise PermissionError(f'{path!r} is no regular file')
        if not self.shows(found):
            raise PermissionError(f'{path!r} has other names (hard links), perhaps elsewhere')


def root_of(root: str | os.PathLike[str], hidden: bool, hard_links: bool) -> Root:
    """``root`` as a folder that tools can be given. Raises ToolError."""
    if not _NO_LINK or os.open not in os.supports_dir_fd or os.scandir not in os.supports_fd:
        raise ToolError('files can be offered only where the system opens them relative to a folder (openat)')
    path = Path(root).absolute()
    if not path.is_dir():
        raise ToolError(f'not a folder: {path}')
    return Root(path, hidden, hard_links)


def read_text(
    root: str | os.PathLike[str],
    max_bytes: int = DEFAULT_MAX_BYTES,
    *,
    encoding: str = 'utf-8',
    hidden: bool = False,
    hard_links: bool = False,
    name: str = 'read_text',
) -> Tool:
    """A tool that reads text files below ``root``, of at most ``max_bytes`` bytes each.

    Names that begin with a dot (``.env``, ``.git``) do not exist for it, unless ``hidden``. Files that have several
    names are refused, unless ``hard_links``: one of them may be outside. Links are never followed, and only regular
    files are opened. Raises ToolError where ``root`` is no folder or the system can't open files safely.
    """
    folder = root_of(root, hidden, hard_links)
    at_least_one('max_bytes', max_bytes)
    ''.encode(encoding)  # LookupError here, not at the first call

    def read(path: str) -> str:
        """The text of a file. Paths are relative and use `/`."""
        with folder.file(path) as fd:
            size = os.fstat(fd).st_size
            if size > max_bytes:
                raise ValueError(f'{path!r} has {size:,} bytes; at most {max_bytes:,} can be read')
            data = content(fd, max_bytes + 1)
        if len(data) > max_bytes:
            raise ValueError(f'{path!r} has more than the {max_bytes:,} bytes that can be read')
        try:
            return data.decode(encoding)
        except UnicodeError:
            pass
        raise ValueError(f'{path!r} is no text in {encoding}')

    return tool(read, name=name)


def list_files(
    root: str | os.PathLike[str],
    max_files: int = DEFAULT_MAX_FILES,
    *,
    hidden: bool = False,
    hard_links: bool = False,
    name: str = 'list_files',
) -> Tool:
    """A tool that lists the files below ``root`` which ``read_text`` with the same options would open.

    More than ``max_files`` are a ValueError that names the folders to look into instead. Raises ToolError as
    ``read_text`` does.
    """
    top = root_of(root, hidden, hard_links)
    at_least_one('max_files', max_files)

    def listed(folder: str = '') -> list[ListedFile]:
        """The files of a folder and of all folders below it, sorted by path. Paths are relative to the top."""
        start = top.parts(folder)
        budget = Budget(max_files * ENTRIES_PER_FILE)
        found: list[ListedFile] = []
        try:
            for file in walk(top, start, budget):
                found.append(file)
                if len(found) > max_files:
                    raise OverflowError
        except OverflowError:
            pass
        else:
            return sorted(found, key=lambda file: file['path'])
        raise ValueError(f'more than {max_files:,} files; ask for one folder: {folders_told(top, start)}')

    return tool(listed, name=name)


@dataclass
class Budget:
    """How many entries may still be looked at."""

    left: int

    def spend(self) -> None:
        if self.left == 0:
            raise OverflowError
        self.left -= 1


def walk(root: Root, start: list[str], budget: Budget) -> Iterator[ListedFile]:
    """The files below a folder. OverflowError where the budget is spent."""
    todo = [start]
    while todo:
        parts = todo.pop()
        with root.folder(parts) as fd:
            device = os.fstat(fd).st_dev
            entries = list(visible(root, fd, budget))
        for name, found in entries:
            if stat.S_ISDIR(found.st_mode):
                if found.st_dev == device and len(parts) < MAX_DEPTH:
                    todo.append([*parts, name])
            elif root.shows(found):
                yield {'path': '/'.join([*parts, name]), 'size': found.st_size}


def visible(root: Root, fd: int, budget: Budget) -> Iterator[tuple[str, os.stat_result]]:
    """The entries of a folder that a path could name."""
    with os.scandir(fd) as entries:
        for entry in entries:
            budget.spend()
            try:
                root.parts(entry.name)
                yield entry.name, entry.stat(follow_symlinks=False)
            except (OSError, ValueError):
                continue  # gone by now, or not to be named


def folders_told(root: Root, start: list[str]) -> str:
    names: list[str] = []
    with suppress(OverflowError), root.folder(start) as fd:
        for name, found in visible(root, fd, Budget(FOLDERS_LOOKED_FOR)):
            if stat.S_ISDIR(found.st_mode):
                names.append('/'.join([*start, name]))
    rest = ', …' if len(names) > FOLDERS_TOLD else ''
    return f'{", ".join(sorted(names)[:FOLDERS_TOLD])}{rest}' if names else 'there is none below this one'


def opened(name: str, flags: int, folder: int, told: str) -> int:
    """``os.open`` within a folder, with errors that tell the code's own path and nothing else."""
    try:
        return os.open(name, flags, dir_fd=folder)
    except OSError as error:
        raise denied(error, name, folder, told) from None


def status(name: str, folder: int, told: str) -> os.stat_result:
    try:
        return os.stat(name, dir_fd=folder, follow_symlinks=False)
    except OSError as error:
        raise denied(error, name, folder, told) from None


def denied(error: OSError, name: str, folder: int, told: str) -> OSError:
    """What the code is told of ``error``."""
    if error.errno in (errno.ELOOP, errno.EMLINK, errno.ENOTDIR) and is_link(name, folder):
        return PermissionError(f'{told!r} is a link, which is not followed')
    if error.errno == errno.ENOTDIR:
        return NotADirectoryError(f'{told!r} is no folder')
    if error.errno in (errno.ENOENT, errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ):
        return FileNotFoundError(f'no file {told!r}')
    return PermissionError(f'{told!r} can not be opened')


def is_link(name: str, folder: int) -> bool:
    try:
        return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    except OSError:
        return False


def is_hidden(name: str) -> bool:
    """Whether the name begins with a dot. Some file systems take no notice of format characters in names."""
    return next((each for each in name if unicodedata.category(each) != 'Cf'), '') == '.'


def content(fd: int, most: int) -> bytes:
    """At most ``most`` bytes of a file, whatever it says of its size."""
    parts: list[bytes] = []
    while most > 0 and (part := os.read(fd, min(most, 1 << 16))):
        parts.append(part)
        most -= len(part)
    return b''.join(parts)


def at_least_one(option: str, value: object) -> None:
    """Raise ToolError unless ``value`` is a whole number of at least 1."""
    if type(value) is not int or value < 1:
        raise ToolError(f'{option} must be an int of at least 1, not {value!r}')
