"""``sys``: its named tuples and streams as classes of the sandbox. Their values come from ``modules/sys.py``."""


class StructSequence(tuple):
    """A tuple whose items have names, as CPython's structseq makes it."""

    __slots__ = ()

    def __repr__(self):
        cls = type(self)
        shown = ', '.join([f'{name}={self[index]!r}' for index, name in enumerate(cls.__match_args__)])
        return f'{cls.__module__}.{cls.__qualname__}({shown})'


def read_only(self, value):
    raise AttributeError('readonly attribute')


def field(index):
    return property(lambda self: self[index], read_only)


class version_info_class(StructSequence):
    __module__ = 'sys'
    __qualname__ = 'version_info'
    __slots__ = ()
    __match_args__ = ('major', 'minor', 'micro', 'releaselevel', 'serial')
    n_fields = n_sequence_fields = 5
    n_unnamed_fields = 0
    major, minor, micro, releaselevel, serial = [field(index) for index in range(5)]


class float_info_class(StructSequence):
    __module__ = 'sys'
    __qualname__ = 'float_info'
    __slots__ = ()
    __match_args__ = (
        *('max', 'max_exp', 'max_10_exp', 'min', 'min_exp', 'min_10_exp'),
        *('dig', 'mant_dig', 'epsilon', 'radix', 'rounds'),
    )
    n_fields = n_sequence_fields = 11
    n_unnamed_fields = 0
    max, max_exp, max_10_exp, min, min_exp, min_10_exp = [field(index) for index in range(6)]
    dig, mant_dig, epsilon, radix, rounds = [field(index) for index in range(6, 11)]


class int_info_class(StructSequence):
    __module__ = 'sys'
    __qualname__ = 'int_info'
    __slots__ = ()
    __match_args__ = ('bits_per_digit', 'sizeof_digit', 'default_max_str_digits', 'str_digits_check_threshold')
    n_fields = n_sequence_fields = 4
    n_unnamed_fields = 0
    bits_per_digit, sizeof_digit, default_max_str_digits, str_digits_check_threshold = [
        field(index) for index in range(4)
    ]


class hash_info_class(StructSequence):
    __module__ = 'sys'
    __qualname__ = 'hash_info'
    __slots__ = ()
    __match_args__ = (
        *('width', 'modulus', 'inf', 'nan', 'imag', 'algorithm'),
        *('hash_bits', 'seed_bits', 'cutoff'),
    )
    n_fields = n_sequence_fields = 9
    n_unnamed_fields = 0
    width, modulus, inf, nan, imag, algorithm, hash_bits, seed_bits, cutoff = [field(index) for index in range(9)]


version_info = version_info_class(_sys_values('version_info'))
float_info = float_info_class(_sys_values('float_info'))
int_info = int_info_class(_sys_values('int_info'))
hash_info = hash_info_class(_sys_values('hash_info'))


class implementation_class:
    """``sys.implementation``: what language this is, and nothing of where it runs."""

    __module__ = 'types'
    __qualname__ = 'SimpleNamespace'
    __slots__ = ()
    name = 'cpython'
    version = version_info
    hexversion = _sys_values('hexversion')
    cache_tag = None

    def __repr__(self):
        return f'namespace(name={self.name!r}, cache_tag=None, version={self.version!r}, hexversion={self.hexversion})'


implementation = implementation_class()


class TextStream:
    """A stream that programs can write to."""

    __slots__ = ()
    encoding = 'utf-8'
    errors = 'strict'
    newlines = None
    line_buffering = False
    closed = False

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f'write() argument must be str, not {_type_name(s)}')
        return self._put(_payload(s))

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def flush(self):
        return None

    def isatty(self):
        return False

    def writable(self):
        return True

    def readable(self):
        return False

    def seekable(self):
        return False

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='w' encoding='utf-8'>"


class StandardOutput(TextStream):
    __module__ = '_io'
    __qualname__ = 'TextIOWrapper'
    __slots__ = ()
    name = '<stdout>'
    mode = 'w'

    def _put(self, text):
        return _sys_write('stdout', text)


class StandardError(TextStream):
    __module__ = '_io'
    __qualname__ = 'TextIOWrapper'
    __slots__ = ()
    name = '<stderr>'
    mode = 'w'

    def _put(self, text):
        return _sys_write('stderr', text)


for cls in (
    *(version_info_class, float_info_class, int_info_class, hash_info_class, implementation_class),
    *(StandardOutput, StandardError),
):
    cls.__name__ = cls.__qualname__

__stdout__ = StandardOutput()
__stderr__ = StandardError()


def exit(status=None, /):
    if isinstance(status, BaseException):
        raise SystemExit(status)
    if isinstance(status, tuple):
        raise SystemExit(*status)
    raise SystemExit if status is None else SystemExit(status)
