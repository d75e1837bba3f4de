"""``os`` over the run's own files, and the files that ``open`` gives."""

error = OSError
PathLike = path_PathLike
fspath = path_fspath
getcwd = path_getcwd


class File(BufferedIOBase):
    """An open file: its path, where it stands, and a piece that was read ahead for lines. Nothing is held open, so that
    it goes on wherever the run does."""

    __module__ = '_io'
    _reads = _writes = _appends = False

    def __init__(self, name, mode, path, flags):
        self.name = name
        self.mode = mode
        self._file = path
        self._reads, self._writes, self._appends = flags
        self._at = 0
        self._ahead = b''
        self._ahead_at = 0

    def _open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def __repr__(self):
        return f'<_io.{type(self).__name__} name={self.name!r}>'

    def readable(self, /):
        self._open()
        return self._reads

    def writable(self, /):
        self._open()
        return self._writes

    def seekable(self, /):
        self._open()
        return True

    def _need_reading(self):
        self._open()
        if not self._reads:
            raise UnsupportedOperation('read')

    def _need_writing(self):
        self._open()
        if not self._writes:
            raise UnsupportedOperation('write')

    def read(self, size=-1, /):
        self._need_reading()
        data = _file_read(self._file, self._at, -1 if size is None else size)
        self._at += len(data)
        return data

    def read1(self, size=-1, /):
        return self.read(size)

    def peek(self, size=0, /):
        self._need_reading()
        return _file_read(self._file, self._at, 8192)

    def readall(self, /):
        return self.read()

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _piece(self):
        """What was read ahead, from where the file stands on; read now where that is nothing."""
        start = self._at - self._ahead_at
        if 0 <= start < len(self._ahead):
            return self._ahead, start
        self._ahead = _file_read(self._file, self._at, 65536)
        self._ahead_at = self._at
        return self._ahead, 0

    def readline(self, size=-1, /):
        self._need_reading()
        size = -1 if size is None else size
        parts = []
        while size:
            piece, start = self._piece()
            end = piece.find(b'\n', start) + 1
            part = piece[start : end or len(piece)]
            if 0 < size < len(part):
                part = part[:size]
                end = 1
            self._at += len(part)
            parts.append(part)
            if end or not part:
                break
            if size > 0:
                size -= len(part)
        return parts[0] if len(parts) == 1 else b''.join(parts)

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data, /):
        self._need_writing()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._ahead = b''
        self._at = _file_write(self._file, -1 if self._appends else self._at, data)
        return len(data)

    def flush(self, /):
        self._open()

    def tell(self, /):
        self._open()
        return self._at

    def seek(self, offset, whence=0, /):
        self._open()
        if not isinstance(offset, int):
            raise TypeError(f"'{type(offset).__name__}' object cannot be interpreted as an integer")
        if whence == 1:
            offset += self._at
        elif whence == 2:
            offset += _file_status('seek()', self._file)[1]
        elif whence != 0:
            raise ValueError(f'whence value {whence} unsupported')
        if offset < 0:
            raise OSError(22, 'Invalid argument') if whence else ValueError(f'negative seek value {offset}')
        self._at = offset
        return offset

    def truncate(self, size=None, /):
        self._open()
        if not self._writes:
            raise UnsupportedOperation('truncate')
        size = self._at if size is None else size
        if size < 0:
            raise OSError(22, 'Invalid argument')
        self._ahead = b''
        _file_truncate(self._file, size)
        return size


class BufferedReader(File):
    __module__ = '_io'


class BufferedWriter(File):
    __module__ = '_io'


class BufferedRandom(File):
    __module__ = '_io'


class FileIO(File, RawIOBase):
    __module__ = '_io'

    def __repr__(self):
        return f'<_io.FileIO name={self.name!r} mode={self.mode!r} closefd=True>'


def os_open_file(file, mode, buffering, encoding, errors, newline, closefd, opener):
    mode = 'r' if mode is _nothing else mode
    buffering = -1 if buffering is _nothing else buffering
    if isinstance(file, int):
        _files_granted('open()')
        raise OSError(9, 'Bad file descriptor')
    path = fspath(file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    for option, value in (('encoding', encoding), ('errors', errors), ('newline', newline)):
        if value is not None and not isinstance(value, str):
            raise TypeError(f"open() argument '{option}' must be str or None, not {type(value).__name__}")
    if len(set(mode)) < len(mode) or not set(mode) <= set('rwxabt+'):
        raise ValueError(f'invalid mode: {mode!r}')
    binary = 'b' in mode
    if binary and 't' in mode:
        raise ValueError("can't have text and binary mode at once")
    kinds = [kind for kind in mode if kind in 'rwxa']
    if len(kinds) > 1:
        raise ValueError('must have exactly one of create/read/write/append mode')
    if not kinds:
        raise ValueError('Must have exactly one of create/read/write/append mode and at most one plus')
    if binary:
        for option, value in (('an encoding', encoding), ('an errors', errors), ('a newline', newline)):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {option} argument")
    elif buffering == 0:
        raise ValueError("can't have unbuffered text I/O")
    if newline not in (None, '', '\n', '\r', '\r\n'):
        raise ValueError(f'illegal newline value: {newline}')
    if opener is not None:
        raise ValueError('there are no openers in the sandbox')
    if not closefd:
        raise ValueError('Cannot use closefd=False with file name')
    if not binary and encoding is not None:
        'x'.encode(encoding)
    kind = kinds[0]
    both = '+' in mode
    size = _file_open('open()', path, 'r+' if kind == 'r' and both else kind)
    reads = kind == 'r' or both
    writes = kind != 'r' or both
    cls = FileIO if buffering == 0 else BufferedRandom if both else BufferedReader if reads else BufferedWriter
    raw_mode = {'r': 'rb', 'w': 'wb', 'x': 'xb', 'a': 'ab'}[kind] + ('+' if both else '')
    stream = cls(file if isinstance(file, (str, bytes)) else path, raw_mode, path, (reads, writes, kind == 'a'))
    if kind == 'a':
        stream._at = size
    if binary:
        return stream
    text = TextIOWrapper(stream, encoding, errors, newline, buffering == 1, True)
    text.mode = mode
    return text


class stat_result(tuple):
    __module__ = 'os'
    n_fields = 19
    n_sequence_fields = 10
    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = property(lambda self: float(self[7]))
    st_mtime = property(lambda self: float(self[8]))
    st_ctime = property(lambda self: float(self[9]))

    def __repr__(self):
        fields = 'mode ino dev nlink uid gid size atime mtime ctime'.split()
        return f'os.stat_result({", ".join([f"st_{name}={value}" for name, value in zip(fields, self)])})'


def _stat(asked, path):
    is_folder, size, writable = _file_status(asked, path)
    kind = 0o40555 if is_folder else 0o100444
    return stat_result((kind | (0o200 if writable else 0), 0, 0, 1, 0, 0, size, 0, 0, 0))


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return _stat('os.stat()', fspath(path))


def lstat(path, *, dir_fd=None):
    return _stat('os.lstat()', fspath(path))


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    try:
        is_folder, _, writable = _file_status('os.access()', fspath(path))
    except OSError as error:
        if error.errno is None:
            raise
        return False
    return not (mode & 2 and not writable or mode & 1 and not is_folder)


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


def getcwdb():
    return getcwd().encode()


def strerror(code, /):
    return _strerror(code)


def urandom(size, /):
    if size < 0:
        raise ValueError('negative argument not allowed')
    return _urandom(size)


def listdir(path=None):
    path = '.' if path is None else fspath(path)
    names = [name for name, _ in _file_names('os.listdir()', path)]
    return [fsencode(name) for name in names] if isinstance(path, bytes) else names


class DirEntry:
    __module__ = 'posix'

    def __init__(self, name, path, is_folder):
        self.name = name
        self.path = path
        self._is_folder = is_folder

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'

    def __fspath__(self):
        return self.path

    def is_dir(self, *, follow_symlinks=True):
        return self._is_folder

    def is_file(self, *, follow_symlinks=True):
        return not self._is_folder

    def is_symlink(self):
        return False

    def is_junction(self):
        return False

    def inode(self):
        return 0

    def stat(self, *, follow_symlinks=True):
        return _stat('os.DirEntry.stat()', self.path)


class ScandirIterator:
    __module__ = 'posix'

    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())


def _entries(asked, path):
    found = _file_names(asked, path)
    if isinstance(path, bytes):
        found = [(fsencode(name), is_folder) for name, is_folder in found]
    return [DirEntry(name, join(path, name), is_folder) for name, is_folder in found]


def scandir(path=None):
    return ScandirIterator(_entries('os.scandir()', '.' if path is None else fspath(path)))


def mkdir(path, mode=0o777, *, dir_fd=None):
    _file_change('os.mkdir()', 'mkdir', fspath(path))


def makedirs(name, mode=0o777, exist_ok=False):
    name = fspath(name)
    missing = [name]
    head, tail = split(name)
    if not tail:
        head, tail = split(head)
    while head and tail:
        try:
            _file_status('os.makedirs()', head)
            break
        except FileNotFoundError:
            missing.append(head)
        except NotADirectoryError:
            break
        head, tail = split(head)
        if not tail:
            head, tail = split(head)
    while missing:
        path = missing.pop()
        try:
            _file_change('os.makedirs()', 'mkdir', path)
        except OSError:
            if missing:
                continue
            if not exist_ok or not _file_status('os.makedirs()', path)[0]:
                raise


def remove(path, *, dir_fd=None):
    _file_change('os.remove()', 'remove', fspath(path))


def unlink(path, *, dir_fd=None):
    _file_change('os.unlink()', 'remove', fspath(path))


def rmdir(path, *, dir_fd=None):
    _file_change('os.rmdir()', 'rmdir', fspath(path))


def removedirs(name):
    rmdir(name)
    head, tail = split(fspath(name))
    if not tail:
        head, tail = split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = split(head)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _file_rename('os.rename()', fspath(src), fspath(dst))


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _file_rename('os.replace()', fspath(src), fspath(dst))


def renames(old, new):
    head, tail = split(new)
    if head and tail:
        makedirs(head, exist_ok=True)
    rename(old, new)
    head, tail = split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def truncate(path, length):
    path = fspath(path)
    _file_open('os.truncate()', path, 'r+')
    _file_truncate(path, length)


def walk(top, topdown=True, onerror=None, followlinks=False):
    _files_granted('os.walk()')
    todo = [fspath(top)]
    while todo:
        top = todo.pop()
        if isinstance(top, tuple):
            yield top
            continue
        try:
            entries = _entries('os.walk()', top)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        folders = [entry.name for entry in entries if entry._is_folder]
        files = [entry.name for entry in entries if not entry._is_folder]
        if topdown:
            yield top, folders, files
        else:
            todo.append((top, folders, files))
        for name in reversed(folders):
            todo.append(join(top, name))
