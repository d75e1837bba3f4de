"""What str, bytes and formatting do where sandbox code has to be asked.

Sandbox Python. The functions are called by ``types/text.py``, ``types/binary.py`` and ``formatting.py`` when their own
way meets an object with a special method; names that begin with '_' are intrinsics of those modules.
"""


def str_new(value):
    if _special(value, '__str__'):
        text = _call_special(value, '__str__')
        if not isinstance(text, str):
            raise TypeError(f'__str__ returned non-string (type {_type_name(text)})')
        return text
    return repr(value)


def format_value(value, conversion, spec):
    if conversion == 115:
        value = str(value)
    elif conversion == 114:
        value = repr(value)
    elif conversion == 97:
        value = ascii(value)
    return format(value, spec)


def text_of(value):
    return str(value)


def format_special(value, spec):
    if not _special(value, '__format__'):
        return _format_native(value, spec) if spec else str(value)
    text = _call_special(value, '__format__', spec)
    if not isinstance(text, str):
        raise TypeError(f'__format__ must return a str, not {_type_name(text)}')
    return text


def str_format(template, args, mapping):
    return format_pieces(_format_parse(template), args, mapping)


def format_pieces(pieces, args, mapping):
    parts = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
            continue
        first, path, conversion, spec, error = piece
        if error:
            raise ValueError(error)
        value = format_argument(first, args, mapping)
        refused = refused_name(path)
        for operator, key in path:
            if operator == '.':
                if key == refused:
                    _refuse_field(value, key)
                value = getattr(value, key)
            elif operator == '[':
                value = value[key]
            else:
                raise ValueError(key)
        if len(conversion) > 1:
            raise ValueError(conversion)
        if conversion == 's':
            value = str(value)
        elif conversion == 'r':
            value = repr(value)
        elif conversion == 'a':
            value = ascii(value)
        if not isinstance(spec, str):
            spec = format_pieces(spec, args, mapping)
        parts.append(format(value, spec))
    return ''.join(parts)


def refused_name(path):
    """The first special name that a field must not look up: a template only needs those that name things."""
    for index, (operator, key) in enumerate(path):
        if operator != '.' or not key.startswith('__') or key in NAMING:
            continue
        following = path[index + 1] if index + 1 < len(path) else ('', '')
        if key != '__class__' or following[0] != '.' or following[1] not in NAMING:
            return key
    return None


NAMING = ('__name__', '__qualname__', '__module__', '__doc__')


def format_argument(first, args, mapping):
    if isinstance(first, str):
        return mapping[first]
    if args is None:
        raise ValueError('Format string contains positional fields')
    if first >= len(args):
        raise IndexError(f'Replacement index {first} out of range for positional args tuple')
    return args[first]


def percent_format(template, values):
    binary = not isinstance(template, str)
    items, is_mapping = _percent_arguments(values, binary)
    taken = 0
    parts = []
    for piece in _percent_parse(template):
        if isinstance(piece, str):
            parts.append(piece)
            continue
        key, keyed, flags, width, precision, char, index, error = piece
        if keyed:
            if not is_mapping:
                raise TypeError('format requires a mapping')
            if key is not None:
                items = (values[key.encode('latin-1') if binary else key],)
                taken = 0
        if width == -2:
            width = _percent_size(percent_next(items, taken), False)
            taken += 1
            if width < 0:
                width = -width
                flags += '-'
        if precision == -2:
            precision = _percent_size(percent_next(items, taken), True)
            taken += 1
        if error:
            raise ValueError(error)
        value = percent_ready(percent_next(items, taken), char, binary)
        taken += 1
        parts.append(_percent_convert(flags, width, precision, char, index, value, binary))
    if taken < len(items) and not is_mapping:
        raise TypeError(f'not all arguments converted during {"bytes" if binary else "string"} formatting')
    return _percent_result(template, parts)


def percent_next(items, taken):
    if taken >= len(items):
        raise TypeError('not enough arguments for format string')
    return items[taken]


def percent_ready(value, char, binary):
    if char == 'a' or char == 'r' and binary:
        return ascii(value)
    if char == 'r':
        return repr(value)
    if char == 's' and not binary:
        return str(value)
    if not _percent_needs(value, char, binary):
        return value
    if char == 's' or char == 'b':
        return bytes_special(value)
    return percent_number(value, char)


def percent_number(value, char):
    if char in 'eEfFgG':
        return float(value)
    try:
        return int(value) if char in 'diu' else index_of(value)
    except TypeError:
        if char == 'c':
            return value
        wanted = 'a real number' if char in 'diu' else 'an integer'
        raise TypeError(f'%{char} format: {wanted} is required, not {_type_name(value)}') from None


def index_of(value):
    return as_index(value) if _special(value, '__index__') else value


def indexed(value):
    if isinstance(value, slice):
        return slice(index_of(value.start), index_of(value.stop), index_of(value.step))
    return index_of(value)


def with_indexes(function, args, first):
    return function(*args[:first], *[indexed(value) for value in args[first:]])


def str_join(separator, values):
    try:
        iterator = iter(values)
    except TypeError:
        raise TypeError('can only join an iterable') from None
    return separator.join(list(iterator))


def str_translate(text, table):
    parts = []
    for char in text:
        try:
            found = table[ord(char)]
        except LookupError:
            parts.append(char)
            continue
        if isinstance(found, str):
            parts.append(found)
        elif isinstance(found, int):
            if not 0 <= found <= 0x10FFFF:
                raise ValueError('character mapping must be in range(0x110000)')
            parts.append(chr(found))
        elif found is not None:
            raise TypeError('character mapping must return integer, None or str')
    return ''.join(parts)


def bytes_special(value):
    data = _call_special(value, '__bytes__')
    if not isinstance(data, bytes):
        raise TypeError(f'__bytes__ returned non-bytes (type {_type_name(data)})')
    return data


def bytes_new(value):
    if _special(value, '__bytes__'):
        return bytes_special(value)
    if _special(value, '__index__'):
        try:
            return bytes(index_of(value))
        except TypeError:
            if not _special(value, '__iter__'):
                raise
    return bytes(byte_values(value, 'bytes'))


def bytearray_init(array, value):
    array[:] = bytearray_new(value)


def bytearray_new(value):
    if _special(value, '__index__'):
        try:
            return bytearray(index_of(value))
        except TypeError:
            if not _special(value, '__iter__'):
                raise
    return bytearray(byte_values(value, 'bytearray'))


def byte_values(values, kind):
    try:
        iterator = iter(values)
    except TypeError:
        raise TypeError(f"cannot convert '{_type_name(values)}' object to {kind}") from None
    if kind == 'bytes':
        ask_length(values)
    return [index_of(value) for value in iterator]


def bytearray_extend(array, values):
    array.extend([index_of(value) for value in values])


def bytearray_assign(array, key, values):
    if isinstance(key, slice):
        array[indexed(key)] = bytearray_new(values)
    else:
        array[index_of(key)] = index_of(values)


def bytes_join(separator, values):
    try:
        iterator = iter(values)
    except TypeError:
        raise TypeError('can only join an iterable') from None
    return separator.join(list(iterator))
