"""``pathlib`` for POSIX paths. A path is its parts; everything else is made from them."""


class UnsupportedOperation(NotImplementedError):
    __module__ = 'pathlib._abc'


MODULE = 'pathlib._local' if _minor() == 13 else 'pathlib'


def parsed(texts):
    """The root and the names of joined paths."""
    path = ''
    for text in texts:
        path = text if text.startswith('/') else f'{path}/{text}' if path and not path.endswith('/') else path + text
    root = '' if not path.startswith('/') else '//' if path.startswith('//') and not path.startswith('///') else '/'
    return root, [part for part in path.split('/') if part and part != '.']


def segments(args):
    texts = []
    for arg in args:
        if isinstance(arg, PurePath):
            texts.append(str(arg))
            continue
        text = fspath(arg) if hasattr(type(arg), '__fspath__') or _minor() < 12 else arg
        if not isinstance(text, str):
            kind = type(text).__name__
            if _minor() < 12:
                raise TypeError(
                    f'argument should be a str object or an os.PathLike object returning str, not {type(text)!r}'
                )
            raise TypeError(
                f'argument should be a str or an os.PathLike object where __fspath__ returns a str, not {kind!r}'
            )
        texts.append(text)
    return texts


def _made(cls, root, names):
    path = object.__new__(cls)
    path._root = root
    path._names = names
    return path


class PurePath:
    __module__ = MODULE
    __slots__ = ('_root', '_names')

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        self._root, self._names = parsed(segments(args))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def with_segments(self, *args):
        return type(self)(*args)

    def _same(self, root, names):
        return _made(type(self), root, names)

    def __str__(self):
        return self._root + '/'.join(self._names) or '.'

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return str(self).encode('utf-8', 'surrogateescape')

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def as_posix(self):
        return str(self)

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        return 'file://' + _quoted(bytes(self))

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._root == other._root and self._names == other._names

    def __hash__(self):
        return hash((self._root, *self._names))

    def _key(self):
        return [self._root, *self._names] if self._root else self._names

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._key() < other._key()

    def __le__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._key() <= other._key()

    def __gt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._key() > other._key()

    def __ge__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._key() >= other._key()

    @property
    def drive(self):
        return ''

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def parts(self):
        return (self._root, *self._names) if self._root else tuple(self._names)

    @property
    def name(self):
        return self._names[-1] if self._names else ''

    @property
    def suffix(self):
        name = self.name
        at = name.rfind('.')
        return name[at:] if 0 < at < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + suffix for suffix in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        name = self.name
        suffix = self.suffix
        return name[: -len(suffix)] if suffix else name

    @property
    def parent(self):
        return self._same(self._root, self._names[:-1]) if self._names else self

    @property
    def parents(self):
        return tuple([self._same(self._root, self._names[:count]) for count in range(len(self._names) - 1, -1, -1)])

    def is_absolute(self):
        return self._root != ''

    def is_reserved(self):
        return False

    def joinpath(self, *args):
        return self.with_segments(self, *args)

    def __truediv__(self, key):
        if not isinstance(key, str) and not hasattr(type(key), '__fspath__'):
            return NotImplemented
        return self.with_segments(self, key)

    def __rtruediv__(self, key):
        if not isinstance(key, str) and not hasattr(type(key), '__fspath__'):
            return NotImplemented
        return self.with_segments(key, self)

    def with_name(self, name):
        if not self._names:
            raise ValueError(f'{self!r} has an empty name')
        if not name or '/' in name or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        return self._same(self._root, [*self._names[:-1], name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if '/' in suffix or suffix and (not suffix.startswith('.') or suffix == '.'):
            raise ValueError(f'Invalid suffix {suffix!r}')
        if not self._names:
            raise ValueError(f'{self!r} has an empty name')
        return self.with_name(self.stem + suffix)

    def relative_to(self, other, /, *others, walk_up=False):
        base = self.with_segments(other, *others)
        count = len(base._names)
        steps = 0
        if base._root == self._root:
            while self._names[:count] != base._names[:count]:
                if not walk_up:
                    break
                if base._names[count - 1] == '..':
                    raise ValueError(f"'..' segment in {str(base)!r} cannot be walked")
                count -= 1
                steps += 1
            else:
                return self._same('', ['..'] * steps + self._names[count:])
        if walk_up:
            raise ValueError(f'{str(self)!r} and {str(base)!r} have different anchors')
        tail = ' OR one path is relative and the other is absolute.' if _minor() < 12 else ''
        raise ValueError(f'{str(self)!r} is not in the subpath of {str(base)!r}{tail}')

    def is_relative_to(self, other, /, *others):
        base = self.with_segments(other, *others)
        return base._root == self._root and self._names[: len(base._names)] == base._names

    def match(self, path_pattern, *, case_sensitive=None):
        root, patterns = parsed(segments([path_pattern]))
        if not patterns and not root:
            raise ValueError('empty pattern')
        if len(patterns) > len(self._names) or root and (not self._root or len(patterns) < len(self._names)):
            return False
        names = self._names[len(self._names) - len(patterns) :]
        return all(_fits(name, pattern, case_sensitive) for name, pattern in zip(names, patterns))

    def full_match(self, pattern, *, case_sensitive=None):
        root, patterns = parsed(segments([pattern]))
        return root == self._root and _full_match(self._names, patterns, case_sensitive)


def _fits(name, pattern, case_sensitive=None):
    if case_sensitive is False:
        return _name_matches(name.lower(), pattern.lower())
    return _name_matches(name, pattern)


def _full_match(names, patterns, case_sensitive):
    """Whether the names fit the patterns, of which ``**`` stands for any number of them."""
    reached = {0}
    for pattern in patterns:
        if pattern == '**':
            reached = set(range(min(reached), len(names) + 1)) if reached else reached
        else:
            reached = {at + 1 for at in reached if at < len(names) and _fits(names[at], pattern, case_sensitive)}
    return len(names) in reached


class PurePosixPath(PurePath):
    __module__ = MODULE
    __slots__ = ()


class Path(PurePath):
    __module__ = MODULE
    __slots__ = ()

    @classmethod
    def cwd(cls):
        return cls(getcwd())

    @classmethod
    def home(cls):
        raise RuntimeError('Could not determine home directory.')

    def expanduser(self):
        if self._names and not self._root and self._names[0].startswith('~'):
            raise RuntimeError('Could not determine home directory.')
        return self

    def absolute(self):
        return self if self._root else self.with_segments(getcwd(), self)

    def resolve(self, strict=False):
        found = self.with_segments(normal_path(str(self.absolute())))
        if strict:
            found.stat()
        return found

    def samefile(self, other_path):
        self.stat()
        other = self.with_segments(other_path)
        other.stat()
        return self.resolve() == other.resolve()

    def stat(self, *, follow_symlinks=True):
        return stat(str(self))

    def lstat(self):
        return stat(str(self))

    def exists(self, *, follow_symlinks=True):
        return exists_at(str(self))

    def is_file(self, *, follow_symlinks=True):
        return is_file_at(str(self))

    def is_dir(self, *, follow_symlinks=True):
        return is_folder_at(str(self))

    def is_symlink(self):
        exists_at(str(self))
        return False

    is_junction = is_mount = is_socket = is_fifo = is_block_device = is_char_device = is_symlink

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return open_file(self, mode, buffering, encoding, errors, newline, True, None)

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open('r', -1, encoding, errors, newline) as file:
            return file.read()

    def read_bytes(self):
        with self.open('rb') as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open('w', -1, encoding, errors, newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError(f"memoryview: a bytes-like object is required, not '{type(data).__name__}'")
        with self.open('wb') as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if self.is_dir() and exist_ok:
            return
        self.open('a' if exist_ok else 'x').close()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            _file_change('Path.mkdir()', 'mkdir', str(self))
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, exist_ok=exist_ok)
        except OSError as error:
            if error.errno is None or not exist_ok or not self.is_dir():
                raise

    def unlink(self, missing_ok=False):
        try:
            _file_change('Path.unlink()', 'remove', str(self))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        _file_change('Path.rmdir()', 'rmdir', str(self))

    def rename(self, target):
        target = self.with_segments(target)
        _file_rename('Path.rename()', str(self), str(target))
        return target

    def replace(self, target):
        return self.rename(target)

    def iterdir(self):
        _files_granted('Path.iterdir()')
        for name, _ in _file_names('Path.iterdir()', str(self)):
            yield self._same(self._root, [*self._names, name])

    def _below(self):
        """What is in the folder, folders or not; nothing where it is none."""
        try:
            return _file_names('Path.glob()', str(self))
        except OSError as error:
            if error.errno is None:
                raise
            return []

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        root, patterns = parsed(segments([pattern]))
        if not patterns and not root:
            raise ValueError(f'Unacceptable pattern: {str(pattern)!r}')
        if root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        _files_granted('Path.glob()')
        only_folders = str(pattern).endswith('/')
        seen = set()
        todo = [(self, 0)]
        while todo:
            path, at = todo.pop()
            if at == len(patterns):
                if path not in seen:
                    seen.add(path)
                    if not only_folders or path.is_dir():
                        yield path
                continue
            part = patterns[at]
            found = []
            if part == '**':
                found.append((path, at + 1))
                for name, is_folder in path._below():
                    child = path._same(path._root, [*path._names, name])
                    if is_folder:
                        found.append((child, at))
                    elif at + 1 == len(patterns) and _minor() >= 13:
                        found.append((child, at + 1))
            elif part == '..':
                found.append((path._same(path._root, [*path._names, part]), at + 1))
            else:
                last = at + 1 == len(patterns)
                for name, is_folder in path._below():
                    if (last or is_folder) and _fits(name, part, case_sensitive):
                        found.append((path._same(path._root, [*path._names, name]), at + 1))
            todo.extend(reversed(found))

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        text = segments([pattern])[0]
        if text.startswith('/'):
            raise NotImplementedError('Non-relative patterns are unsupported')
        return self.glob('**/' + text, case_sensitive=case_sensitive)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for folder, folders, files in walk(str(self), top_down, on_error):
            yield self.with_segments(folder), folders, files


class PosixPath(Path, PurePosixPath):
    __module__ = MODULE
    __slots__ = ()
