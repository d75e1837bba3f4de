"""``json``: the module's functions and classes. Plain values are encoded and decoded by the natives of
``modules/json.py``; here is what calls back: ``default``, hooks, methods of subclasses of dict and list.

Encoding and decoding here follow ``Lib/json/encoder.py`` and ``Lib/json/decoder.py``.
"""


class JSONDecodeError(ValueError):
    __module__ = 'json.decoder'

    def __init__(self, msg, doc, pos):
        lineno, colno = _json_position(doc, pos)
        ValueError.__init__(self, f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


class JSONEncoder:
    __module__ = 'json.encoder'
    item_separator = ', '
    key_separator = ': '

    def __init__(
        self,
        *,
        skipkeys=False,
        ensure_ascii=True,
        check_circular=True,
        allow_nan=True,
        sort_keys=False,
        indent=None,
        separators=None,
        default=None,
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        default = self.default
        own = _is_method(default) and default.__func__ is JSONEncoder.default
        indent = None if isinstance(o, str) else self.indent
        return json_dump(o, json_options(self, indent, not own), default, [], 0)

    def iterencode(self, o, _one_shot=False):
        return json_chunks(o, json_options(self, self.indent, True), self.default, [], 0)


def json_options(encoder, indent, has_default):
    """The settings of an encoder as the natives take them: exact values."""
    if indent is not None and not isinstance(indent, str):
        indent = ' ' * indent
    item_separator = _payload(encoder.item_separator)
    key_separator = _payload(encoder.key_separator)
    for position, separator in ((5, key_separator), (6, item_separator)):
        if not isinstance(separator, str):
            raise TypeError(f'make_encoder() argument {position} must be str, not {_type_name(separator)}')
    return (
        True if encoder.skipkeys else False,
        True if encoder.ensure_ascii else False,
        True if encoder.check_circular else False,
        True if encoder.allow_nan else False,
        _payload(indent),
        item_separator,
        key_separator,
        True if encoder.sort_keys else False,
        has_default,
    )


def json_dump(value, options, default, outer, level):
    """The text of ``value``, which stands ``level`` levels deep in the objects ``outer``."""
    text = _json_encode(value, options, outer, level)
    if text is not None:
        return text
    if options[2]:
        for seen in outer:
            if seen is value:
                raise ValueError('Circular reference detected')
    if len(outer) > 200:
        raise RecursionError('maximum recursion depth exceeded while encoding a JSON object')
    kind = _json_kind(value)
    outer.append(value)
    if kind == 0:
        text = json_dump(default(value), options, default, outer, level)
    else:
        parts = []
        if kind == 1:
            items = value if type(value) is list else [*value]  # an exact list may be changed by ``default``
            index = 0
            while index < len(items):
                parts.append(json_dump(items[index], options, default, outer, level + 1))
                index += 1
        else:
            items = [*value.items()]
            if options[7]:
                items.sort()
            for key, item in items:
                name = _json_key(key, options)
                if name is not None:
                    parts.append(name + options[6] + json_dump(item, options, default, outer, level + 1))
        empty = not parts and not (items and _json_breaks_empty())
        text = json_enclose(parts, '[]' if kind == 1 else '{}', options, level, empty)
    outer.pop()
    return text


def json_chunks(value, options, default, outer, level):
    """The text of ``value`` as ``json_dump`` makes it, in the pieces in which CPython yields it."""
    kind = _json_kind(value)
    if kind == 0:
        text = _json_encode(value, options, outer, level)
        if text is not None:
            yield text
            return
    if options[2]:
        for seen in outer:
            if seen is value:
                raise ValueError('Circular reference detected')
    outer.append(value)
    if kind == 0:
        yield from json_chunks(default(value), options, default, outer, level)
    elif not value:
        yield '[]' if kind == 1 else '{}'
    else:
        inner = '' if options[4] is None else '\n' + options[4] * (level + 1)
        separator = options[5] + inner
        if kind == 1:
            ahead = '[' + inner
            for item in value:
                if _json_kind(item) == 0 and (text := _json_encode(item, options, outer, level)) is not None:
                    yield ahead + text
                else:
                    yield ahead
                    yield from json_chunks(item, options, default, outer, level + 1)
                ahead = separator
        else:
            yield '{'
            ahead = inner
            items = [*value.items()]
            if options[7]:
                items.sort()
            for key, item in items:
                name = _json_key(key, options)
                if name is not None:
                    if ahead:
                        yield ahead
                    yield name
                    yield options[6]
                    yield from json_chunks(item, options, default, outer, level + 1)
                    ahead = separator
        if inner:
            yield '\n' + options[4] * level
        yield ']' if kind == 1 else '}'
    outer.pop()


def json_enclose(parts, brackets, options, level, empty):
    if empty:
        return brackets
    indent = options[4]
    if indent is None:
        return brackets[0] + options[5].join(parts) + brackets[1]
    inner = '\n' + indent * (level + 1)
    return brackets[0] + inner + (options[5] + inner).join(parts) + '\n' + indent * level + brackets[1]


def dumps(
    obj,
    *,
    skipkeys=False,
    ensure_ascii=True,
    check_circular=True,
    allow_nan=True,
    cls=None,
    indent=None,
    separators=None,
    default=None,
    sort_keys=False,
    **kw,
):
    if cls is None:
        cls = JSONEncoder
    return cls(
        skipkeys=skipkeys,
        ensure_ascii=ensure_ascii,
        check_circular=check_circular,
        allow_nan=allow_nan,
        indent=indent,
        separators=separators,
        default=default,
        sort_keys=sort_keys,
        **kw,
    ).encode(obj)


def dump(
    obj,
    fp,
    *,
    skipkeys=False,
    ensure_ascii=True,
    check_circular=True,
    allow_nan=True,
    cls=None,
    indent=None,
    separators=None,
    default=None,
    sort_keys=False,
    **kw,
):
    if cls is None:
        cls = JSONEncoder
    encoder = cls(
        skipkeys=skipkeys,
        ensure_ascii=ensure_ascii,
        check_circular=check_circular,
        allow_nan=allow_nan,
        indent=indent,
        separators=separators,
        default=default,
        sort_keys=sort_keys,
        **kw,
    )
    for chunk in encoder.iterencode(obj):
        fp.write(chunk)


class JSONDecoder:
    __module__ = 'json.decoder'

    def __init__(
        self,
        *,
        object_hook=None,
        parse_float=None,
        parse_int=None,
        parse_constant=None,
        strict=True,
        object_pairs_hook=None,
    ):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or json_constant
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        text = _payload(s)
        if not isinstance(text, str):
            raise TypeError('expected string or bytes-like object, got ' + repr(_type_name(text)))
        strict = True if self.strict else False
        if json_is_plain(self):
            value, message, position = _json_decode(text, strict)
            if message is not None:
                raise JSONDecodeError(message, s, position)
            return value
        _json_check(text)
        value, end = json_scan(self, text, _json_space(text, 0), strict)
        end = _json_space(text, end)
        if end != len(text):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        text = _payload(s)
        if not isinstance(text, str):
            raise TypeError(f'first argument must be a string, not {_type_name(text)}')
        start = as_index(idx)
        if start < 0:
            raise ValueError('idx cannot be negative')
        strict = True if self.strict else False
        if json_is_plain(self):
            value, message, position = _json_raw_decode(text, start, strict)
            if message is not None:
                raise JSONDecodeError(message, s, position)
            return value, position
        _json_check(text)
        return json_scan(self, text, start, strict)


def json_constant(name):
    return float('-inf') if name == '-Infinity' else float('inf') if name == 'Infinity' else float('nan')


def json_is_plain(decoder):
    """Whether the decoder calls no function of the program's."""
    return (
        decoder.object_hook is None
        and decoder.object_pairs_hook is None
        and decoder.parse_float is float
        and decoder.parse_int is int
        and decoder.parse_constant is json_constant
    )


def json_scan(decoder, text, index, strict):
    """The value that begins at ``index`` and the index behind it."""
    char = text[index : index + 1]
    if char == '"':
        return json_string(text, index + 1, strict)
    if char == '{':
        pairs, end = json_pairs(decoder, text, index + 1, strict)
        if decoder.object_pairs_hook is not None:
            return decoder.object_pairs_hook(pairs), end
        value = dict(pairs)
        if decoder.object_hook is not None:
            value = decoder.object_hook(value)
        return value, end
    if char == '[':
        return json_items(decoder, text, index + 1, strict)
    if char == 'n' and text[index : index + 4] == 'null':
        return None, index + 4
    if char == 't' and text[index : index + 4] == 'true':
        return True, index + 4
    if char == 'f' and text[index : index + 5] == 'false':
        return False, index + 5
    number = _json_number(text, index)
    if number is not None:
        integer, fraction, exponent, end = number
        if fraction or exponent:
            return decoder.parse_float(integer + fraction + exponent), end
        return decoder.parse_int(integer), end
    for name in ('NaN', 'Infinity', '-Infinity'):
        if text[index : index + len(name)] == name:
            return decoder.parse_constant(name), index + len(name)
    raise JSONDecodeError('Expecting value', text, index)


def json_string(text, index, strict):
    found = _json_string(text, index, strict)
    if len(found) == 3:
        raise JSONDecodeError(found[1], text, found[2])
    return found


def json_pairs(decoder, text, index, strict):
    """The keys and values of an object, behind its opening brace."""
    pairs = []
    end = _json_space(text, index)
    char = text[end : end + 1]
    if char == '}':
        return pairs, end + 1
    comma = -1
    while True:
        if char != '"':
            if comma >= 0 and char == '}' and _json_names_trailing_comma():
                raise JSONDecodeError('Illegal trailing comma before end of object', text, comma)
            raise JSONDecodeError('Expecting property name enclosed in double quotes', text, end)
        key, end = json_string(text, end + 1, strict)
        end = _json_space(text, end)
        if text[end : end + 1] != ':':
            raise JSONDecodeError("Expecting ':' delimiter", text, end)
        value, end = json_scan(decoder, text, _json_space(text, end + 1), strict)
        pairs.append((key, value))
        end = _json_space(text, end)
        char = text[end : end + 1]
        if char == '}':
            return pairs, end + 1
        if char != ',':
            raise JSONDecodeError("Expecting ',' delimiter", text, end)
        comma = end
        end = _json_space(text, end + 1)
        char = text[end : end + 1]


def json_items(decoder, text, index, strict):
    """The items of an array, behind its opening bracket."""
    items = []
    end = _json_space(text, index)
    if text[end : end + 1] == ']':
        return items, end + 1
    while True:
        value, end = json_scan(decoder, text, end, strict)
        items.append(value)
        end = _json_space(text, end)
        char = text[end : end + 1]
        if char == ']':
            return items, end + 1
        if char != ',':
            raise JSONDecodeError("Expecting ',' delimiter", text, end)
        comma = end
        end = _json_space(text, end + 1)
        if text[end : end + 1] == ']' and _json_names_trailing_comma():
            raise JSONDecodeError('Illegal trailing comma before end of array', text, comma)


def load(
    fp,
    *,
    cls=None,
    object_hook=None,
    parse_float=None,
    parse_int=None,
    parse_constant=None,
    object_pairs_hook=None,
    **kw,
):
    return loads(
        fp.read(),
        cls=cls,
        object_hook=object_hook,
        parse_float=parse_float,
        parse_int=parse_int,
        parse_constant=parse_constant,
        object_pairs_hook=object_pairs_hook,
        **kw,
    )


def loads(
    s,
    *,
    cls=None,
    object_hook=None,
    parse_float=None,
    parse_int=None,
    parse_constant=None,
    object_pairs_hook=None,
    **kw,
):
    if isinstance(s, str):
        if s.startswith('\ufeff'):
            raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
    else:
        if not isinstance(s, (bytes, bytearray)):
            raise TypeError(f'the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}')
        s = _json_text(s)
    if cls is None:
        cls = JSONDecoder
    if object_hook is not None:
        kw['object_hook'] = object_hook
    if object_pairs_hook is not None:
        kw['object_pairs_hook'] = object_pairs_hook
    if parse_float is not None:
        kw['parse_float'] = parse_float
    if parse_int is not None:
        kw['parse_int'] = parse_int
    if parse_constant is not None:
        kw['parse_constant'] = parse_constant
    return cls(**kw).decode(s)
