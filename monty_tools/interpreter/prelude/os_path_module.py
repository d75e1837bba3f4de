"""``os.path``, and of ``os`` what paths are."""


class PathLike(ABC):
    __module__ = 'os'
    __slots__ = ()

    @abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return hasattr(subclass, '__fspath__') or NotImplemented
        return NotImplemented


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    method = getattr(kind, '__fspath__', None)
    if method is None:
        raise TypeError(f'expected str, bytes or os.PathLike object, not {kind.__name__}')
    found = method(path)
    if isinstance(found, (str, bytes)):
        return found
    raise TypeError(f'expected {kind.__name__}.__fspath__() to return str or bytes, not {type(found).__name__}')


def getcwd():
    return _working_folder()


def basename(p):
    return _path('basename', fspath(p))


def dirname(p):
    return _path('dirname', fspath(p))


def isabs(s):
    return _path('isabs', fspath(s))


def join(a, /, *p):
    for part in p:
        if not isinstance(part, (str, bytes)) and not hasattr(type(part), '__fspath__'):
            raise TypeError(f'join() argument must be str, bytes, or os.PathLike object, not {type(part).__name__!r}')
    return _path('join', fspath(a), *[fspath(part) for part in p])


def normcase(s):
    return _path('normcase', fspath(s))


def normpath(path):
    return _path('normpath', fspath(path))


def split(p):
    return _path('split', fspath(p))


def splitdrive(p):
    return _path('splitdrive', fspath(p))


def splitroot(p):
    return _path('splitroot', fspath(p))


def splitext(p):
    return _path('splitext', fspath(p))


def commonpath(paths):
    return _path('commonpath', [fspath(path) for path in paths])


def commonprefix(m):
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = tuple([fspath(path) for path in m])
    first = min(m)
    last = max(m)
    for position, part in enumerate(first):
        if part != last[position]:
            return first[:position]
    return first


def abspath(path):
    path = fspath(path)
    cwd = getcwd().encode() if isinstance(path, bytes) else getcwd()
    return _path('normpath', _path('join', cwd, path))


def realpath(filename, *, strict=False):
    found = abspath(filename)
    if strict:
        _file_status('os.path.realpath()', found)
    return found


def relpath(path, start=None):
    path = fspath(path)
    if not path:
        raise ValueError('no path specified')
    start = ('.' if isinstance(path, str) else b'.') if start is None else fspath(start)
    return _path('relpath', abspath(path), abspath(start))


def expanduser(path):
    return fspath(path)


def expandvars(path):
    return fspath(path)


def _looked_at(asked, path):
    """What is at ``path``: None for nothing."""
    try:
        return _file_status(asked, fspath(path))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except OSError as error:
        if error.errno is None:
            raise
        return None


def exists(path):
    return _looked_at('os.path.exists()', path) is not None


def lexists(path):
    return _looked_at('os.path.lexists()', path) is not None


def isfile(path):
    found = _looked_at('os.path.isfile()', path)
    return found is not None and not found[0]


def isdir(s):
    found = _looked_at('os.path.isdir()', s)
    return found is not None and found[0]


def islink(path):
    _looked_at('os.path.islink()', path)
    return False


def isjunction(path):
    fspath(path)
    return False


def isdevdrive(path):
    fspath(path)
    return False


def ismount(path):
    _looked_at('os.path.ismount()', path)
    return abspath(path) in ('/', b'/')


def getsize(filename):
    return _file_status('os.path.getsize()', fspath(filename))[1]


def samefile(f1, f2):
    for path in (f1, f2):
        _file_status('os.path.samefile()', fspath(path))
    return abspath(f1) == abspath(f2)
