"""Files that a host gives to programs: a tree of mounts, outside of which nothing exists.

A path of the program's is text about this tree only: ``..`` is taken away before anything is looked for, and what is
left is one mount and the names below it. In a folder of the host's, these are walked one at a time from the folder's
own descriptor, and no link is followed at any step, so that nothing that happens to it meanwhile leads out of it.
Links, devices, pipes and other file systems mounted below it do not exist. Nothing of the host's own paths gets in:
errors show what the program asked for.

The contents of files in memory are values of the run (``machine.kept``): they count as its memory and are dumped. No
descriptor of the host stays open between two operations.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from .errors import InputError

if TYPE_CHECKING:
    from .machine import Machine

OPEN: Final = 'open'
"""The name that programs with files have beside those of all programs."""
MAX_PATH: Final = 4096
MAX_NAME: Final = 255
"""Characters of a path, and bytes of a name."""
MAX_DEPTH: Final = 64
DEFAULT_FILE_BYTES: Final = 10_000_000
DEFAULT_WRITTEN_BYTES: Final = 10_000_000
DEFAULT_MAX_FILES: Final = 1000
PIECE: Final = 1 << 20
OPERATION: Final = 400
"""Units of work that one operation on a folder of the host's costs, beside what it reads or writes."""
ENTRY_SIZE: Final = 150
"""Bytes that a file in memory takes besides its contents, and a name in a listing."""

FOLDER: Final = os.O_RDONLY | getattr(os, 'O_DIRECTORY', 0) | getattr(os, 'O_CLOEXEC', 0)
NO_LINK: Final = getattr(os, 'O_NOFOLLOW', 0)
SAFELY: Final = NO_LINK | getattr(os, 'O_NONBLOCK', 0) | getattr(os, 'O_NOCTTY', 0) | getattr(os, 'O_CLOEXEC', 0)
TOLD: Final = frozenset(
    {
        *(errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY, errno.EACCES, errno.EPERM),
        *(errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.ENAMETOOLONG, errno.EINVAL, errno.EXDEV, errno.EBUSY),
    }
)
"""What a program is told of the host's errors as it is; anything else is an input/output error to it."""
MEMORY: Final = 'os.files'
"""Under this name a machine keeps the files in memory, by their paths: a bytearray, or None for a folder."""
USED: Final = 'os.used'
"""And under this one, for each mount, how many bytes and files the run has made there."""


class Mount:
    """Something at a place in the tree."""

    def __init__(self, writable: bool) -> None:
        self.writable = writable


class HostFolder(Mount):
    """A folder of the host's. Its own path may have links: it is the host's."""

    def __init__(self, path: str | os.PathLike[str], writable: bool, max_file_bytes: int) -> None:
        super().__init__(writable)
        if not NO_LINK or os.open not in os.supports_dir_fd or os.scandir not in os.supports_fd:
            raise InputError('files can be given only where the system opens them relative to a folder (openat)')
        text = os.path.abspath(os.fspath(path))
        if not os.path.isdir(text):
            raise InputError(f'not a folder: {text}')
        self.path = text
        self.max_file_bytes = whole('max_file_bytes', max_file_bytes)
        self.limit_bytes = 0
        self.max_files = 0


class ReadOnly(HostFolder):
    """A folder of the host's that programs read. Files of more than ``max_file_bytes`` bytes are refused."""

    def __init__(self, path: str | os.PathLike[str], *, max_file_bytes: int = DEFAULT_FILE_BYTES) -> None:
        super().__init__(path, False, max_file_bytes)


class ReadWrite(HostFolder):
    """A folder of the host's that programs read and change. One run can write ``limit_bytes`` bytes into it and make
    ``max_files`` files and folders; no file in it can be read or become larger than ``max_file_bytes``."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        max_file_bytes: int = DEFAULT_FILE_BYTES,
        limit_bytes: int = DEFAULT_WRITTEN_BYTES,
        max_files: int = DEFAULT_MAX_FILES,
    ) -> None:
        super().__init__(path, True, max_file_bytes)
        self.limit_bytes = whole('limit_bytes', limit_bytes)
        self.max_files = whole('max_files', max_files)


class InMemory(Mount):
    """Files that are the run's own, at first none: at most ``limit_bytes`` bytes, and ``max_files`` files and folders.
    They count as the run's memory."""

    def __init__(self, limit_bytes: int = DEFAULT_WRITTEN_BYTES, *, max_files: int = DEFAULT_MAX_FILES) -> None:
        super().__init__(True)
        self.limit_bytes = whole('limit_bytes', limit_bytes)
        self.max_files = whole('max_files', max_files)


def whole(option: str, value: object) -> int:
    """``value`` if it is a whole number of at least 1. InputError."""
    if type(value) is not int or value < 1:
        raise InputError(f'{option} must be an int of at least 1, not {value!r}')
    return value


class Place:
    """Where a path leads: the mount and the names below it, or no mount. ``shown`` is what the program said."""

    def __init__(self, mount: Mount | None, root: str, parts: list[str], path: str, shown: object) -> None:
        self.mount = mount
        self.root = root
        self.parts = parts
        self.path = path
        self.shown = shown

    def error(self, number: int) -> OSError:
        return OSError(number, os.strerror(number), self.shown)


class Status:
    """What is at a place."""

    def __init__(self, is_folder: bool, size: int) -> None:
        self.is_folder = is_folder
        self.size = size


class Files:
    """The tree that a program sees: ``Files({'/data': ReadOnly('reports'), '/tmp': InMemory(1_000_000)})``.

    The keys are absolute paths; a mount may lie below another one and hides what is there. Relative paths of the
    program begin at ``cwd``. Raises InputError for what is no such tree.
    """

    def __init__(self, mounts: Mapping[str, Mount], *, cwd: str = '/') -> None:
        self.mounts: dict[str, Mount] = {}
        given: Any = mounts
        if not isinstance(given, Mapping):
            raise InputError(f'mounts must be a mapping of paths, not {type(mounts).__name__}')
        for path, mount in given.items():
            if not isinstance(mount, Mount):
                raise InputError(f'a mount is ReadOnly, ReadWrite or InMemory, not {type(mount).__name__}')
            root = rooted(path)
            if root in self.mounts:
                raise InputError(f'two mounts at {root}')
            self.mounts[root] = mount
        self.cwd = rooted(cwd)

    def place(self, path: str, shown: object) -> Place:
        """Where ``path`` leads. ValueError, or OSError, for what no path can be."""
        if '\0' in path:
            raise ValueError('embedded null byte')
        if not path:
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), shown)
        if len(path) > MAX_PATH:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), shown)
        parts = names_of(path if path.startswith('/') else f'{self.cwd}/{path}')
        if len(parts) > MAX_DEPTH or any(len(os.fsencode(part)) > MAX_NAME for part in parts):
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), shown)
        whole_path = '/' + '/'.join(parts)
        for count in range(len(parts), -1, -1):
            root = '/' + '/'.join(parts[:count])
            mount = self.mounts.get(root)
            if mount is not None:
                return Place(mount, root, parts[count:], whole_path, shown)
        return Place(None, '/', parts, whole_path, shown)

    def below(self, path: str) -> list[str]:
        """The names in the folder ``path`` that lead to mounts."""
        start = path if path == '/' else path + '/'
        return [root[len(start) :].partition('/')[0] for root in self.mounts if root.startswith(start) and root != path]


def rooted(path: object) -> str:
    """A mount's path in its one form. InputError."""
    if not isinstance(path, str) or not path.startswith('/') or '\0' in path or '..' in path.split('/'):
        raise InputError(f'a mount is at an absolute path without .., not {path!r}')
    return '/' + '/'.join(names_of(path))


def names_of(path: str) -> list[str]:
    """The names that an absolute path leads through."""
    parts: list[str] = []
    for part in path.split('/'):
        if part == '..':
            if parts:
                parts.pop()
        elif part not in ('', '.'):
            parts.append(part)
    return parts


class Tree:
    """The operations of one machine on its files. They raise OSError with the errno, text and path of CPython's, and
    LimitReached."""

    def __init__(self, m: Machine, files: Files) -> None:
        self.m = m
        self.files = files

    # What is there.

    def status(self, place: Place) -> Status:
        """What is at ``place``. FileNotFoundError, NotADirectoryError …"""
        mount = place.mount
        if mount is None or not place.parts:
            if mount is None and place.path != '/' and not self.files.below(place.path):
                raise place.error(errno.ENOENT)
            return Status(True, 0)
        if isinstance(mount, InMemory):
            return self.memory_status(place)
        if self.files.below(place.path):
            return Status(True, 0)
        assert isinstance(mount, HostFolder)
        folder = self.folder(place, mount, place.parts[:-1])
        try:
            found = self.host_status(place, folder, place.parts[-1])
        finally:
            os.close(folder)
        if found is None:
            raise place.error(errno.ENOENT)
        return Status(stat.S_ISDIR(found.st_mode), 0 if stat.S_ISDIR(found.st_mode) else found.st_size)

    def memory_status(self, place: Place) -> Status:
        memory = self.memory()
        found: object = memory.get(place.path, self)
        if isinstance(found, bytearray):
            return Status(False, len(found))
        if found is None or self.files.below(place.path):
            return Status(True, 0)
        self.check_above(place)
        raise place.error(errno.ENOENT)

    def check_above(self, place: Place) -> None:
        """The folder of a place in memory is there. FileNotFoundError or NotADirectoryError."""
        memory = self.memory()
        path = '' if place.root == '/' else place.root
        for part in place.parts[:-1]:
            path = f'{path}/{part}'
            found: object = memory.get(path, self)
            if isinstance(found, bytearray):
                raise place.error(errno.ENOTDIR)
            if found is self and not self.files.below(path):
                raise place.error(errno.ENOENT)

    def host_status(self, place: Place, folder: int, name: str) -> os.stat_result | None:
        """The status of a file or folder in an open folder; None for what does not exist for a program."""
        try:
            found = os.stat(name, dir_fd=folder, follow_symlinks=False)
        except OSError as error:
            if error.errno == errno.ENOENT:
                return None
            failure = told(error, place)
        else:
            regular = stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)
            return found if regular and found.st_dev == os.fstat(folder).st_dev else None
        raise failure

    def folder(self, place: Place, mount: HostFolder, parts: list[str]) -> int:
        """A descriptor of the folder below a mount that ``parts`` lead to, which the caller closes."""
        self.m.tracker.work(OPERATION)
        try:
            fd = os.open(mount.path, FOLDER)
        except OSError as error:
            failure = told(error, place)
        else:
            return self.walked(place, fd, parts)
        raise failure

    def walked(self, place: Place, fd: int, parts: list[str]) -> int:
        device = os.fstat(fd).st_dev
        failure: OSError | None = None
        for part in parts:
            try:
                below = os.open(part, FOLDER | NO_LINK, dir_fd=fd)
            except OSError as error:
                failure = told(error, place)
            except BaseException:
                os.close(fd)
                raise
            os.close(fd)
            if failure is not None:
                raise failure
            fd = below
            if os.fstat(fd).st_dev != device:
                os.close(fd)
                raise place.error(errno.EACCES)
        return fd

    def names(self, place: Place) -> list[tuple[str, bool]]:
        """What is in a folder, sorted: names, and whether they are folders."""
        if not self.status(place).is_folder:
            raise place.error(errno.ENOTDIR)
        found = dict.fromkeys(self.files.below(place.path), True)
        mount = place.mount
        if isinstance(mount, InMemory):
            start = place.path if place.path == '/' else place.path + '/'
            memory = self.memory()
            self.m.tracker.work(len(memory))
            for path, value in memory.items():
                if path.startswith(start) and '/' not in path[len(start) :]:
                    found.setdefault(path[len(start) :], value is None)
        elif isinstance(mount, HostFolder):
            self.host_names(place, mount, found)
        return sorted(found.items())

    def host_names(self, place: Place, mount: HostFolder, found: dict[str, bool]) -> None:
        try:
            folder = self.folder(place, mount, place.parts)
        except FileNotFoundError:
            if found:
                return
            raise
        try:
            device = os.fstat(folder).st_dev
            with os.scandir(folder) as entries:
                for entry in entries:
                    self.m.tracker.work(20)
                    self.m.tracker.memory(ENTRY_SIZE)
                    try:
                        status = entry.stat(follow_symlinks=False)
                    except OSError:
                        continue  # gone by now
                    if (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)) and status.st_dev == device:
                        found.setdefault(entry.name, stat.S_ISDIR(status.st_mode))
        finally:
            os.close(folder)

    # Files.

    def open(self, place: Place, how: str) -> int:
        """Make sure that a file can be used as ``how`` says (``'r'``, ``'r+'``, ``'w'``, ``'a'``, ``'x'``), make or
        empty it, and tell its size."""
        mount = place.mount
        if mount is None or not place.parts or self.files.below(place.path):
            self.status(place)
            raise place.error(errno.EISDIR)
        if how != 'r' and not mount.writable:
            if how == 'r+':
                self.status(place)
            raise place.error(errno.EROFS)
        if isinstance(mount, InMemory):
            return self.open_memory(place, mount, how)
        assert isinstance(mount, HostFolder)
        fd = self.host_file(place, mount, how)
        try:
            size = os.fstat(fd).st_size
            if how == 'w' and size:
                os.ftruncate(fd, 0)
                size = 0
            return size
        finally:
            os.close(fd)

    def exists(self, place: Place) -> bool:
        try:
            self.status(place)
        except OSError:
            return False
        return True

    def open_memory(self, place: Place, mount: InMemory, how: str) -> int:
        memory = self.memory()
        found: object = memory.get(place.path, self)
        if found is None:
            raise place.error(errno.EISDIR)
        if isinstance(found, bytearray):
            if how == 'x':
                raise place.error(errno.EEXIST)
            if how == 'w':
                self.count(place, -len(found), 0)
                found.clear()
            return len(found)
        self.check_above(place)
        if how in ('r', 'r+'):
            raise place.error(errno.ENOENT)
        self.count(place, 0, 1)
        memory[place.path] = bytearray()
        return 0

    def host_file(self, place: Place, mount: HostFolder, how: str) -> int:
        """A descriptor of a regular file below a mount, which the caller closes."""
        folder = self.folder(place, mount, place.parts[:-1])
        try:
            return self.host_file_in(place, mount, folder, how)
        finally:
            os.close(folder)

    def host_file_in(self, place: Place, mount: HostFolder, folder: int, how: str) -> int:
        name = place.parts[-1]
        found = self.host_status(place, folder, name)  # opening a device is an act of its own
        if found is not None and stat.S_ISDIR(found.st_mode):
            raise place.error(errno.EISDIR)
        if found is not None and how == 'x':
            raise place.error(errno.EEXIST)
        flags = SAFELY | (os.O_RDONLY if how == 'r' else os.O_RDWR)
        if found is None:
            if how in ('r', 'r+'):
                raise place.error(errno.ENOENT)
            flags |= os.O_CREAT | os.O_EXCL
        try:
            fd = os.open(name, flags, 0o644, dir_fd=folder)
        except OSError as error:
            link = error.errno == errno.EEXIST and how != 'x'
            failure = place.error(errno.EACCES) if link else told(error, place)
        else:
            status = os.fstat(fd)
            if stat.S_ISREG(status.st_mode) and (how == 'r' or status.st_nlink <= 1):
                try:
                    if found is None:
                        self.count(place, 0, 1)
                except BaseException:
                    os.close(fd)
                    os.unlink(name, dir_fd=folder)
                    raise
                return fd
            os.close(fd)
            failure = place.error(errno.EACCES)  # a link to a file elsewhere may be what is written
        raise failure

    def read(self, place: Place, at: int, size: int) -> bytes:
        """Up to ``size`` bytes of a file from ``at`` on (-1: all that follow)."""
        mount = place.mount
        if isinstance(mount, InMemory):
            data = self.contents(place)
            count = max(0, len(data) - at) if size < 0 else min(size, max(0, len(data) - at))
            self.m.tracker.reserve(count)
            return bytes(data[at : at + count]) if count else b''
        if not isinstance(mount, HostFolder) or not place.parts:
            raise place.error(errno.EISDIR)
        fd = self.host_file(place, mount, 'r')
        try:
            total = os.fstat(fd).st_size
            if total > mount.max_file_bytes:
                raise place.error(errno.EFBIG)
            count = max(0, total - at) if size < 0 else min(size, max(0, total - at))
            self.m.tracker.reserve(count)
            parts: list[bytes] = []
            while count > 0:
                part = os.pread(fd, min(count, PIECE), at)
                if not part:
                    break
                self.m.tracker.work(len(part) >> 6)
                parts.append(part)
                at += len(part)
                count -= len(part)
            return parts[0] if len(parts) == 1 else b''.join(parts)
        except OSError as error:
            failure = error if error.filename is place.shown else told(error, place)
        finally:
            os.close(fd)
        raise failure

    def write(self, place: Place, at: int, data: bytes | bytearray) -> int:
        """Put ``data`` into a file from ``at`` on (-1: at its end); where it ends then."""
        mount = place.mount
        self.m.tracker.work(8 + (len(data) >> 6))
        if isinstance(mount, InMemory):
            return self.write_memory(place, at, data)
        if not isinstance(mount, HostFolder) or not place.parts or not mount.writable:
            raise place.error(errno.EROFS)
        fd = self.host_file(place, mount, 'r+')
        try:
            at = os.fstat(fd).st_size if at < 0 else at
            if at + len(data) > mount.max_file_bytes:
                raise place.error(errno.EFBIG)
            self.m.tracker.printed(len(data))
            self.count(place, len(data), 0)
            done = 0
            while done < len(data):
                done += os.pwrite(fd, data[done : done + PIECE], at + done)
            return at + done
        except OSError as error:
            failure = error if error.filename is place.shown else told(error, place)
        finally:
            os.close(fd)
        raise failure

    def write_memory(self, place: Place, at: int, data: bytes | bytearray) -> int:
        contents = self.contents(place)
        at = len(contents) if at < 0 else at
        grown = max(0, at + len(data) - len(contents))
        self.count(place, grown, 0)
        self.m.tracker.reserve(grown + (len(contents) >> 3 if grown else 0))
        if at > len(contents):
            contents.extend(bytes(at - len(contents)))
        contents[at : at + len(data)] = data
        return at + len(data)

    def truncate(self, place: Place, size: int) -> None:
        mount = place.mount
        if isinstance(mount, InMemory):
            contents = self.contents(place)
            grown = size - len(contents)
            self.count(place, grown, 0)
            if grown > 0:
                self.m.tracker.reserve(grown)
                contents.extend(bytes(grown))
            else:
                del contents[size:]
            return
        if not isinstance(mount, HostFolder) or not place.parts or not mount.writable:
            raise place.error(errno.EROFS)
        fd = self.host_file(place, mount, 'r+')
        try:
            if size > mount.max_file_bytes:
                raise place.error(errno.EFBIG)
            grown = max(0, size - os.fstat(fd).st_size)
            self.m.tracker.printed(grown)
            self.count(place, grown, 0)
            os.ftruncate(fd, size)
        except OSError as error:
            failure = error if error.filename is place.shown else told(error, place)
        else:
            return
        finally:
            os.close(fd)
        raise failure

    # The tree.

    def make_folder(self, place: Place) -> None:
        if self.exists(place):
            raise place.error(errno.EEXIST)
        mount = self.changed(place)
        if isinstance(mount, InMemory):
            self.check_above(place)
            self.count(place, 0, 1)
            self.memory()[place.path] = None
            return
        assert isinstance(mount, HostFolder)
        folder = self.folder(place, mount, place.parts[:-1])
        try:
            self.count(place, 0, 1)
            os.mkdir(place.parts[-1], 0o755, dir_fd=folder)
        except OSError as error:
            failure = error if error.filename is place.shown else told(error, place)
        else:
            return
        finally:
            os.close(folder)
        raise failure

    def remove(self, place: Place, is_folder: bool) -> None:
        """Take away a file, or an empty folder."""
        found = self.status(place)
        if found.is_folder and not is_folder:
            raise place.error(errno.EISDIR)
        if is_folder and not found.is_folder:
            raise place.error(errno.ENOTDIR)
        mount = self.changed(place)
        if self.files.below(place.path):
            raise place.error(errno.EBUSY)
        if isinstance(mount, InMemory):
            if is_folder and self.names(place):
                raise place.error(errno.ENOTEMPTY)
            self.count(place, -found.size, -1)
            del self.memory()[place.path]
            return
        assert isinstance(mount, HostFolder)
        folder = self.folder(place, mount, place.parts[:-1])
        try:
            if is_folder:
                os.rmdir(place.parts[-1], dir_fd=folder)
            else:
                os.unlink(place.parts[-1], dir_fd=folder)
        except OSError as error:
            failure = told(error, place)
        else:
            return
        finally:
            os.close(folder)
        raise failure

    def rename(self, source: Place, target: Place) -> None:
        """Move a file or folder within one mount; a file takes the place of another."""
        try:
            found = self.status(source)
            mount = self.changed(source)
            self.changed(target)
        except OSError as error:
            failure = moved(source, target, error.errno or errno.EIO)
        else:
            return self.rename_found(source, target, found, mount)
        raise failure

    def rename_found(self, source: Place, target: Place, found: Status, mount: Mount) -> None:
        if target.mount is not mount:
            raise moved(source, target, errno.EXDEV)
        if self.files.below(source.path) or self.files.below(target.path):
            raise moved(source, target, errno.EBUSY)
        if target.path == source.path:
            return
        if target.path.startswith(source.path + '/'):
            raise moved(source, target, errno.EINVAL)
        if self.exists(target):
            there = self.status(target)
            if there.is_folder and not found.is_folder:
                raise moved(source, target, errno.EISDIR)
            if found.is_folder and not there.is_folder:
                raise moved(source, target, errno.ENOTDIR)
        if isinstance(mount, InMemory):
            self.rename_memory(source, target, found)
            return
        assert isinstance(mount, HostFolder)
        self.rename_host(source, target, mount)

    def rename_memory(self, source: Place, target: Place, found: Status) -> None:
        self.check_above(target)
        memory = self.memory()
        if self.exists(target):
            if found.is_folder and self.names(target):
                raise moved(source, target, errno.ENOTEMPTY)
            self.count(target, -self.status(target).size, -1)
        self.m.tracker.work(len(memory))
        paths = [path for path in memory if path == source.path or path.startswith(source.path + '/')]
        for path in paths:
            memory[target.path + path[len(source.path) :]] = memory.pop(path)

    def rename_host(self, source: Place, target: Place, mount: HostFolder) -> None:
        start = self.folder(source, mount, source.parts[:-1])
        try:
            end = self.folder(target, mount, target.parts[:-1])
            try:
                if self.host_status(source, start, source.parts[-1]) is None:
                    raise moved(source, target, errno.ENOENT)
                os.rename(source.parts[-1], target.parts[-1], src_dir_fd=start, dst_dir_fd=end)
            except OSError as error:
                failure = moved(source, target, told_number(error))
            else:
                return
            finally:
                os.close(end)
        finally:
            os.close(start)
        raise failure

    # Within.

    def changed(self, place: Place) -> Mount:
        """The mount of a place that is to be changed. OSError where it can't be."""
        mount = place.mount
        if mount is None:
            raise place.error(errno.EACCES)
        if not place.parts:
            raise place.error(errno.EBUSY)
        if not mount.writable:
            raise place.error(errno.EROFS)
        return mount

    def contents(self, place: Place) -> bytearray:
        found = self.memory().get(place.path, b'')
        if found is None:
            raise place.error(errno.EISDIR)
        if type(found) is not bytearray:
            raise place.error(errno.ENOENT)
        return found

    def memory(self) -> dict[str, object]:
        return self.kept(MEMORY)

    def kept(self, name: str) -> dict[str, object]:
        found = self.m.kept.get(name)
        if type(found) is not dict:
            found = {}
            self.m.kept[name] = found
        return found

    def count(self, place: Place, size: int, files: int) -> None:
        """``size`` bytes and ``files`` files more are in a mount. OSError where that is too much."""
        mount = place.mount
        assert isinstance(mount, (InMemory, HostFolder))
        used = self.kept(USED)
        total = self.number(used, place.root) + size
        number = self.number(used, place.root + '#') + files
        if (size > 0 and total > mount.limit_bytes) or (files > 0 and number > mount.max_files):
            raise place.error(errno.ENOSPC)
        if files > 0:
            self.m.tracker.memory(ENTRY_SIZE)
        used[place.root] = max(0, total)
        used[place.root + '#'] = max(0, number)

    def number(self, used: dict[str, object], key: str) -> int:
        found = used.get(key, 0)
        return found if type(found) is int else 0


def told(error: OSError, place: Place) -> OSError:
    """What the program is told of an error of the host's."""
    return place.error(told_number(error))


def told_number(error: OSError) -> int:
    number = error.errno or errno.EIO
    if number in (errno.ELOOP, errno.EMLINK):
        number = errno.EACCES
    return number if number in TOLD else errno.EIO


def moved(source: Place, target: Place, number: int) -> OSError:
    """The error of an operation on two places."""
    return OSError(number, os.strerror(number), source.shown, None, target.shown)
