"""``struct``: ``Struct``, lazy unpacking, and values that sandbox code makes numbers of."""


class error(Exception):
    __module__ = 'struct'


def struct_fail(message):
    raise error(message)


def struct_converted(function, args, first, codes):
    """Call ``pack`` or ``pack_into``, whose values begin at ``first``."""
    made = args[:first]
    if first == 3:
        made[2] = as_index(made[2])
    at = first
    for count, code in codes:
        for value in args[at : at + count]:
            made.append(packable(value, code))
        at += count
    return function(*made)


def packable(value, code):
    if code == '?':
        return bool(value)
    if code in 'efd':
        if _special(value, '__float__') or _special(value, '__index__'):
            return float(value)
    elif code not in 'csp' and _special(value, '__index__'):
        return as_index(value)
    return value


class Struct:
    __module__ = '_struct'
    __slots__ = ('_format', '_size')

    def __init__(self, format):
        self._format, self._size = _struct_format(format)

    @property
    def format(self):
        return self._format

    @property
    def size(self):
        return self._size

    def pack(self, /, *values):
        return pack(self._format, *values)

    def pack_into(self, /, *args):
        return pack_into(self._format, *args)

    def unpack(self, buffer, /):
        return unpack(self._format, buffer)

    def unpack_from(self, /, buffer, offset=0):
        return unpack_from(self._format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self._format, buffer)

    def __repr__(self):
        if not _shows_format():
            return object.__repr__(self)
        return f'{type(self).__name__}({self._format!r})'


class unpack_iterator:
    __module__ = '_struct'
    __slots__ = ('_buffer', '_end', '_format', '_offset', '_size')
    __final_class__ = True

    def __new__(cls, /, *args, **kwargs):
        raise TypeError("cannot create '_struct.unpack_iterator' instances")

    def __iter__(self):
        return self

    def __length_hint__(self):
        return (self._end - self._offset) // self._size

    def __next__(self):
        if self._offset == self._end:
            raise StopIteration
        offset = self._offset
        self._offset = offset + self._size
        return unpack_from(self._format, self._buffer, offset)


def iter_unpack(format, buffer, /):
    made = object.__new__(unpack_iterator)
    made._format, made._size = _struct_format(format)
    made._end = _struct_buffer(made._size, buffer)
    made._buffer = buffer
    made._offset = 0
    return made
