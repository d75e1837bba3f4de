"""``urllib.parse``: the functions' arguments, and the results as named tuples."""


def can_not_set(self, value):
    raise AttributeError("can't set attribute")


def field(index):
    return property(lambda self: self[index], can_not_set)


class NoDefaults:
    """``_field_defaults``: an own dict for each who asks."""

    def __get__(self, obj, owner=None):
        return {}


class Result(tuple):
    """A named tuple."""

    __slots__ = ()
    _field_defaults = NoDefaults()

    @classmethod
    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) != len(cls._fields):
            raise TypeError(f'Expected {len(cls._fields)} arguments, got {len(made)}')
        return made

    def _replace(self, /, **kwds):
        made = self._make([kwds.pop(name, value) for name, value in zip(self._fields, self)])
        if kwds:
            message = f'Got unexpected field names: {list(kwds)!r}'
            raise TypeError(message) if _minor() >= 13 else ValueError(message)
        return made

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        return tuple(self)

    def __repr__(self):
        shown = ', '.join([f'{name}={value!r}' for name, value in zip(self._fields, self)])
        return f'{self.__class__.__name__}({shown})'


if _minor() >= 13:
    Result.__replace__ = Result._replace


class Text:
    __slots__ = ()

    def encode(self, encoding='ascii', errors='strict'):
        return COUNTERPARTS[counterpart(self)](*[part.encode(encoding, errors) for part in self])


class Data:
    __slots__ = ()

    def decode(self, encoding='ascii', errors='strict'):
        return COUNTERPARTS[counterpart(self)](*[part.decode(encoding, errors) for part in self])


def counterpart(result):
    """The class of this module that a result is of."""
    for cls in type(result).__mro__:
        if cls in COUNTERPARTS:
            return cls


class Netloc:
    """What the part of an address that names a host tells."""

    __slots__ = ()

    @property
    def username(self):
        return self._userinfo[0]

    @property
    def password(self):
        return self._userinfo[1]

    @property
    def hostname(self):
        hostname = self._hostinfo[0]
        if not hostname:
            return None
        hostname, percent, zone = hostname.partition('%' if isinstance(hostname, str) else b'%')
        return hostname.lower() + percent + zone

    @property
    def port(self):
        port = self._hostinfo[1]
        if port is not None:
            if not (port.isdigit() and port.isascii()):
                raise ValueError(f'Port could not be cast to integer value as {port!r}')
            port = int(port)
            if not 0 <= port <= 65535:
                raise ValueError('Port out of range 0-65535')
        return port

    @property
    def _userinfo(self):
        at, colon = ('@', ':') if isinstance(self.netloc, str) else (b'@', b':')
        userinfo, found, _ = self.netloc.rpartition(at)
        if not found:
            return None, None
        username, found, password = userinfo.partition(colon)
        return username, password if found else None

    @property
    def _hostinfo(self):
        at, opening, closing, colon = '@[]:' if isinstance(self.netloc, str) else (b'@', b'[', b']', b':')
        hostinfo = self.netloc.rpartition(at)[2]
        _, found, bracketed = hostinfo.partition(opening)
        if found:
            hostname, _, port = bracketed.partition(closing)
            port = port.partition(colon)[2]
        else:
            hostname, _, port = hostinfo.partition(colon)
        return hostname, port or None


class DefragBase(Result):
    __slots__ = ()
    _fields = __match_args__ = ('url', 'fragment')
    url, fragment = field(0), field(1)

    def __new__(_cls, url, fragment):
        return tuple.__new__(_cls, (url, fragment))

    __new__.__qualname__ = 'DefragResult.__new__'

    def geturl(self):
        if self.fragment:
            return self.url + ('#' if isinstance(self.url, str) else b'#') + self.fragment
        return self.url


class SplitBase(Result):
    __slots__ = ()
    _fields = __match_args__ = ('scheme', 'netloc', 'path', 'query', 'fragment')
    scheme, netloc, path, query, fragment = [field(index) for index in range(5)]

    def __new__(_cls, scheme, netloc, path, query, fragment):
        return tuple.__new__(_cls, (scheme, netloc, path, query, fragment))

    __new__.__qualname__ = 'SplitResult.__new__'

    def geturl(self):
        return urlunsplit(self)


class ParseBase(Result):
    __slots__ = ()
    _fields = __match_args__ = ('scheme', 'netloc', 'path', 'params', 'query', 'fragment')
    scheme, netloc, path, params, query, fragment = [field(index) for index in range(6)]

    def __new__(_cls, scheme, netloc, path, params, query, fragment):
        return tuple.__new__(_cls, (scheme, netloc, path, params, query, fragment))

    __new__.__qualname__ = 'ParseResult.__new__'

    def geturl(self):
        return urlunparse(self)


class DefragResult(DefragBase, Text):
    __module__ = 'urllib.parse'
    __slots__ = ()


class DefragResultBytes(DefragBase, Data):
    __module__ = 'urllib.parse'
    __slots__ = ()


class SplitResult(SplitBase, Netloc, Text):
    __module__ = 'urllib.parse'
    __slots__ = ()


class SplitResultBytes(SplitBase, Netloc, Data):
    __module__ = 'urllib.parse'
    __slots__ = ()


class ParseResult(ParseBase, Netloc, Text):
    __module__ = 'urllib.parse'
    __slots__ = ()


class ParseResultBytes(ParseBase, Netloc, Data):
    __module__ = 'urllib.parse'
    __slots__ = ()


COUNTERPARTS = {
    DefragResult: DefragResultBytes,
    SplitResult: SplitResultBytes,
    ParseResult: ParseResultBytes,
    DefragResultBytes: DefragResult,
    SplitResultBytes: SplitResult,
    ParseResultBytes: ParseResult,
}


def coerced(*args):
    """The arguments as text, and what makes of a result what it has to be: text, or bytes."""
    text = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != text:
            raise TypeError('Cannot mix str and non-str arguments')
    if text:
        return (*args, as_text)
    return (*[arg.decode('ascii', 'strict') if arg else '' for arg in args], as_bytes)


def as_text(result):
    return result


def as_bytes(result):
    return result.encode('ascii', 'strict')


def urlparse(url, scheme='', allow_fragments=True):
    url, scheme, result = coerced(url, scheme)
    return result(ParseResult(*_url_parse(url, scheme, True if allow_fragments else False)))


def urlsplit(url, scheme='', allow_fragments=True):
    hash((url, scheme))  # as the cache of CPython's does
    url, scheme, result = coerced(url, scheme)
    return result(SplitResult(*_url_split(url, scheme, True if allow_fragments else False)))


def urlunparse(components):
    scheme, netloc, url, params, query, fragment, result = coerced(*components)
    return result(_url_unsplit((scheme, netloc, url, params, query, fragment)))


def urlunsplit(components):
    scheme, netloc, url, query, fragment, result = coerced(*components)
    return result(_url_unsplit((scheme, netloc, url, query, fragment)))


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    base, url, result = coerced(base, url)
    return result(_url_join(base, url, True if allow_fragments else False))


def urldefrag(url):
    url, result = coerced(url)
    return result(DefragResult(*_url_defrag(url)))


def quote(string, safe='/', encoding=None, errors=None):
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode('utf-8' if encoding is None else encoding, 'strict' if errors is None else errors)
    elif encoding is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    elif errors is not None:
        raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    if isinstance(string, str) and ' ' not in string or isinstance(string, bytes) and b' ' not in string:
        return quote(string, safe, encoding, errors)
    space = ' ' if isinstance(safe, str) else b' '
    return quote(string, safe + space, encoding, errors).replace(' ', '+')


def quote_from_bytes(bs, safe='/'):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    if not bs:
        return ''
    if isinstance(safe, str):
        safe = safe.encode('ascii', 'ignore')
    else:
        safe = bytes([char for char in safe if char < 128])
    return _url_quote(bs, safe)


def unquote_to_bytes(string):
    if not string:
        string.split
        return b''
    if isinstance(string, str):
        string = string.encode('utf-8')
    if not isinstance(string, (bytes, bytearray)):
        string = b'%'.join(string.split(b'%'))
    return _url_unquote_bytes(string)


def unquote(string, encoding='utf-8', errors='replace'):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if '%' not in string:
        string.split
        return string
    if encoding is None:
        encoding = 'utf-8'
    if errors is None:
        errors = 'replace'
    if encoding == 'utf-8' and errors == 'replace' and isinstance(string, str):
        return _url_unquote(string)
    parts = _url_parts(string)
    for index in range(1, len(parts), 2):
        parts[index] = unquote_to_bytes(parts[index]).decode(encoding, errors)
    return ''.join(parts)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def parse_qs(
    qs,
    keep_blank_values=False,
    strict_parsing=False,
    encoding='utf-8',
    errors='replace',
    max_num_fields=None,
    separator='&',
):
    found = {}
    for name, value in parse_qsl(
        qs,
        keep_blank_values,
        strict_parsing,
        encoding=encoding,
        errors=errors,
        max_num_fields=max_num_fields,
        separator=separator,
    ):
        if name in found:
            found[name].append(value)
        else:
            found[name] = [value]
    return found


def parse_qsl(
    qs,
    keep_blank_values=False,
    strict_parsing=False,
    encoding='utf-8',
    errors='replace',
    max_num_fields=None,
    separator='&',
):
    keep = True if keep_blank_values else False
    strict = True if strict_parsing else False
    if not qs:
        qs = '' if isinstance(qs, str) else b''
    if not isinstance(qs, str) or encoding in ('utf-8', None) and errors in ('replace', None):
        return _url_parse_qsl(qs, keep, strict, max_num_fields, separator)
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError('Separator must be of type string or bytes.')
    if not isinstance(separator, str):
        separator = str(separator, 'ascii')
    if not qs:
        return []
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError('Max number of fields exceeded')
    pairs = []
    for part in qs.split(separator):
        if part or strict:
            name, equals, value = part.partition('=')
            if not equals and strict:
                raise ValueError(f'bad query field: {part!r}')
            if value or keep:
                pairs.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return pairs


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, 'items'):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as error:
            raise TypeError('not a valid non-string sequence or mapping object') from error

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    parts = []
    for name, value in query:
        name = quoted(name)
        if not doseq or isinstance(value, (bytes, str)):
            parts.append(name + '=' + quoted(value))
            continue
        try:
            len(value)
        except TypeError:
            parts.append(name + '=' + quoted(value))
            continue
        for item in value:
            parts.append(name + '=' + quoted(item))
    return '&'.join(parts)
