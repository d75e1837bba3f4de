"""``binascii``: its exceptions, and arguments that sandbox code makes numbers of."""


class Error(ValueError):
    __module__ = 'binascii'


class Incomplete(Exception):
    __module__ = 'binascii'


def binascii_fail(message):
    raise Error(message)


def binascii_converted(key, names, values, kinds):
    return _call_converted(key, names, converted_values(values, kinds))


def converted_values(values, kinds):
    """The values as what their kinds say: an integer, a truth value, a container of byte values as bytes."""
    made = []
    for index, kind in enumerate(kinds):
        value = values[index]
        if kind == 'i':
            value = as_index(value)
        elif kind == 't':
            value = bool(value)
        elif kind == 'c' and not isinstance(value, (bytes, bytearray)):
            value = bytes([number for number in range(256) if number in value])
        made.append(value)
    return made
