"""``tomllib``."""


class TOMLDecodeError(ValueError):
    __module__ = 'tomllib'


def checked(found, text):
    """What was read, unless it tells what is wrong."""
    if not isinstance(found, tuple):
        return found
    error = TOMLDecodeError(found[0])
    if len(found) > 1:
        error.msg, error.pos = found[1:]
        error.doc = text
        error.lineno = text.count('\n', 0, error.pos) + 1
        error.colno = error.pos - text.rfind('\n', 0, error.pos)
    raise error


def load(fp, /, *, parse_float=float):
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        text = None
    if text is None:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`")
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    if _names_type() and not isinstance(s, str):
        raise TypeError(f"Expected str object, not '{type(s).__qualname__}'")
    text = s.replace('\r\n', '\n')
    if parse_float is float:
        return checked(_toml_parse(text, None), text)
    values = []
    for number in checked(_toml_floats(text), text):
        value = parse_float(number)
        if isinstance(value, (dict, list)):
            raise ValueError('parse_float must not return dicts or lists')
        values.append(value)
    return checked(_toml_parse(text, values), text)
