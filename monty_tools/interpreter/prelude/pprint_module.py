"""``pprint``. The objects that are open, outermost first, are the values of ``context``."""


def pprint(
    object,
    stream=None,
    indent=1,
    width=80,
    depth=None,
    *,
    compact=False,
    sort_dicts=True,
    underscore_numbers=False,
):
    printer = PrettyPrinter(
        stream=stream,
        indent=indent,
        width=width,
        depth=depth,
        compact=compact,
        sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers,
    )
    printer.pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    printer = PrettyPrinter(
        indent=indent,
        width=width,
        depth=depth,
        compact=compact,
        sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers,
    )
    return printer.pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class SafeKey:
    """Sorts what has no order by the names of the types."""

    __slots__ = ('obj',)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            pass
        return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def sorted_items(mapping):
    for key in mapping:
        if type(key) is not str:
            return sorted(mapping.items(), key=lambda item: (SafeKey(item[0]), SafeKey(item[1])))
    return sorted(mapping.items(), key=lambda item: item[0])


def is_open(object, context):
    for other in context.values():
        if other is object:
            return True
    return False


def recursion(object):
    return f'<Recursion on {type(object).__name__} with id={id(object)}>'


class Text:
    """A stream that keeps what is written."""

    __slots__ = ('parts',)

    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)


SCALARS = frozenset((str, bytes, bytearray, float, complex, bool, type(None)))


class PrettyPrinter:
    __module__ = 'pprint'

    def __init__(
        self,
        indent=1,
        width=80,
        depth=None,
        stream=None,
        *,
        compact=False,
        sort_dicts=True,
        underscore_numbers=False,
    ):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is None:
            print(self.pformat(object))
            return
        self._format(object, self._stream, 0, 0, {}, 0)
        self._stream.write('\n')

    def pformat(self, object):
        text = Text()
        self._format(object, text, 0, 0, {}, 0)
        return ''.join(text.parts)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        if self._depth is None and not self._underscore_numbers and type(self).format is PrettyPrinter.format:
            shown = _pprint_plain(object, True if self._sort_dicts else False)
            if shown is not None:
                return shown
        shown, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return shown

    def _format(self, object, stream, indent, allowance, context, level):
        if type(object) not in SCALARS and is_open(object, context):
            stream.write(recursion(object))
            self._recursive = True
            self._readable = False
            return
        shown = self._repr(object, context, level)
        if len(shown) > self._width - indent - allowance:
            method = WAYS.get(_pprint_kind(object))
            if method is not None and (method is not pprint_dataclass or is_shown_dataclass(object)):
                opened = len(context)
                context[opened] = object
                method(self, object, stream, indent, allowance, context, level + 1)
                del context[opened]
                return
        stream.write(shown)

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        left = len(items)
        for key, value in items:
            left -= 1
            shown = self._repr(key, context, level)
            stream.write(shown)
            stream.write(': ')
            self._format(value, stream, indent + len(shown) + 2, 1 if left else allowance, context, level)
            if left:
                stream.write(',\n' + ' ' * indent)

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        left = len(items)
        for name, value in items:
            left -= 1
            stream.write(name)
            stream.write('=')
            if is_open(value, context):
                stream.write('...')
            else:
                self._format(value, stream, indent + len(name) + 1, 1 if left else allowance, context, level)
            if left:
                stream.write(',\n' + ' ' * indent)

    def _format_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * ' ')
        line_break = ',\n' + ' ' * indent
        separator = ''
        width = most = self._width - indent + 1
        left = len(items)
        for item in items:
            left -= 1
            if not left:
                most -= allowance
                width -= allowance
            if self._compact:
                shown = self._repr(item, context, level)
                size = len(shown) + 2
                if width < size:
                    width = most
                    if separator:
                        separator = line_break
                if width >= size:
                    width -= size
                    stream.write(separator)
                    separator = ', '
                    stream.write(shown)
                    continue
            stream.write(separator)
            separator = line_break
            self._format(item, stream, indent, 1 if left else allowance, context, level)

    def _safe_repr(self, object, context, maxlevels, level):
        """The text, whether it could be read back, and whether the object contains itself."""
        cls = type(object)
        if cls in SCALARS:
            return repr(object), True, False
        kind = _pprint_kind(object)
        if kind == 'int' and issubclass(cls, int):
            return f'{object:_d}' if self._underscore_numbers else repr(object), True, False
        if kind == 'dict' and issubclass(cls, dict):
            form = '{%s}'
        elif kind == 'list' and issubclass(cls, list):
            form = '[%s]'
        elif kind == 'tuple' and issubclass(cls, tuple):
            form = '(%s,)' if len(object) == 1 else '(%s)'
        else:
            shown = repr(object)
            return shown, shown and not shown.startswith('<'), False
        if not object:
            return form % '', True, False
        if maxlevels and level >= maxlevels:
            return form % '...', False, is_open(object, context)
        if is_open(object, context):
            return recursion(object), False, True
        opened = len(context)
        context[opened] = object
        readable = True
        recursive = False
        parts = []
        if kind == 'dict':
            for key, value in sorted_items(object) if self._sort_dicts else object.items():
                shown_key, key_readable, key_recursive = self.format(key, context, maxlevels, level + 1)
                shown, value_readable, value_recursive = self.format(value, context, maxlevels, level + 1)
                parts.append(f'{shown_key}: {shown}')
                readable = readable and key_readable and value_readable
                if key_recursive or value_recursive:
                    recursive = True
        else:
            for item in object:
                shown, item_readable, item_recursive = self.format(item, context, maxlevels, level + 1)
                parts.append(shown)
                if not item_readable:
                    readable = False
                if item_recursive:
                    recursive = True
        del context[opened]
        return form % ', '.join(parts), readable, recursive


def pprint_dict(self, object, stream, indent, allowance, context, level):
    stream.write('{')
    if self._indent_per_level > 1:
        stream.write((self._indent_per_level - 1) * ' ')
    if len(object):
        items = sorted_items(object) if self._sort_dicts else object.items()
        self._format_dict_items(items, stream, indent, allowance + 1, context, level)
    stream.write('}')


def pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    name = object.__class__.__name__
    stream.write(name + '(')
    self._format(list(object.items()), stream, indent + len(name) + 1, allowance + 1, context, level)
    stream.write(')')


def pprint_list(self, object, stream, indent, allowance, context, level):
    stream.write('[')
    self._format_items(object, stream, indent, allowance + 1, context, level)
    stream.write(']')


def pprint_tuple(self, object, stream, indent, allowance, context, level):
    end = ',)' if len(object) == 1 else ')'
    stream.write('(')
    self._format_items(object, stream, indent, allowance + len(end), context, level)
    stream.write(end)


def pprint_set(self, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    cls = object.__class__
    if cls is set:
        stream.write('{')
        end = '}'
    else:
        stream.write(cls.__name__ + '({')
        end = '})'
        indent += len(cls.__name__) + 1
    self._format_items(sorted(object, key=SafeKey), stream, indent, allowance + len(end), context, level)
    stream.write(end)


def pprint_str(self, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    if level == 1:
        indent += 1
        allowance += 1
    width = self._width - indent
    chunks = []
    lines = object.splitlines(True)
    for index, line in enumerate(lines):
        last = allowance if index == len(lines) - 1 else 0
        shown = repr(line)
        if len(shown) <= width - last:
            chunks.append(shown)
            continue
        current = ''
        words = _pprint_words(line)
        for at, word in enumerate(words):
            candidate = current + word
            if len(repr(candidate)) > width - (last if at == len(words) - 1 else 0):
                if current:
                    chunks.append(repr(current))
                current = word
            else:
                current = candidate
        if current:
            chunks.append(repr(current))
    if len(chunks) == 1:
        stream.write(shown)
        return
    if level == 1:
        stream.write('(')
    for index, chunk in enumerate(chunks):
        if index:
            stream.write('\n' + ' ' * indent)
        stream.write(chunk)
    if level == 1:
        stream.write(')')


def pprint_bytes(self, object, stream, indent, allowance, context, level):
    if len(object) <= 4:
        stream.write(repr(object))
        return
    if level == 1:
        indent += 1
        allowance += 1
        stream.write('(')
    separator = ''
    for shown in wrapped_bytes(object, self._width - indent, allowance):
        stream.write(separator)
        stream.write(shown)
        separator = '\n' + ' ' * indent
    if level == 1:
        stream.write(')')


def wrapped_bytes(data, width, allowance):
    current = b''
    last = len(data) // 4 * 4
    for at in range(0, len(data), 4):
        part = data[at : at + 4]
        candidate = current + part
        if at == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)


def pprint_bytearray(self, object, stream, indent, allowance, context, level):
    stream.write('bytearray(')
    pprint_bytes(self, bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
    stream.write(')')


def pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
    stream.write('mappingproxy(')
    self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
    stream.write(')')


def pprint_namespace(self, object, stream, indent, allowance, context, level):
    from types import SimpleNamespace

    name = 'namespace' if type(object) is SimpleNamespace else object.__class__.__name__
    stream.write(name + '(')
    items = object.__dict__.items()
    self._format_namespace_items(items, stream, indent + len(name) + 1, allowance, context, level)
    stream.write(')')


def is_shown_dataclass(object):
    parameters = getattr(object, '__dataclass_params__', None)
    return parameters is not None and parameters.repr


def pprint_dataclass(self, object, stream, indent, allowance, context, level):
    from dataclasses import fields

    name = object.__class__.__name__
    items = [(field.name, getattr(object, field.name)) for field in fields(object) if field.repr]
    stream.write(name + '(')
    self._format_namespace_items(items, stream, indent + len(name) + 1, allowance, context, level)
    stream.write(')')


def pprint_default_dict(self, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    factory = self._repr(object.default_factory, context, level)
    name = object.__class__.__name__
    indent += len(name) + 1
    stream.write(f'{name}({factory},\n{" " * indent}')
    pprint_dict(self, object, stream, indent, allowance + 1, context, level)
    stream.write(')')


def pprint_counter(self, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    name = object.__class__.__name__
    stream.write(name + '({')
    if self._indent_per_level > 1:
        stream.write((self._indent_per_level - 1) * ' ')
    items = object.most_common()
    self._format_dict_items(items, stream, indent + len(name) + 1, allowance + 2, context, level)
    stream.write('})')


def pprint_chain_map(self, object, stream, indent, allowance, context, level):
    left = len(object.maps)
    if not left:
        stream.write(repr(object))
        return
    name = object.__class__.__name__
    stream.write(name + '(')
    indent += len(name) + 1
    for mapping in object.maps:
        left -= 1
        self._format(mapping, stream, indent, 1 if left else allowance + 1, context, level)
        stream.write(',\n' + ' ' * indent if left else ')')


def pprint_deque(self, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    name = object.__class__.__name__
    indent += len(name) + 1
    stream.write(name + '(')
    stream.write('[')
    if object.maxlen is None:
        self._format_items(object, stream, indent, allowance + 2, context, level)
        stream.write('])')
    else:
        self._format_items(object, stream, indent, 2, context, level)
        shown = self._repr(object.maxlen, context, level)
        stream.write(f'],\n{" " * indent}maxlen={shown})')


def pprint_user_data(self, object, stream, indent, allowance, context, level):
    self._format(object.data, stream, indent, allowance, context, level - 1)


WAYS = {
    'ChainMap': pprint_chain_map,
    'Counter': pprint_counter,
    'OrderedDict': pprint_ordered_dict,
    'SimpleNamespace': pprint_namespace,
    'UserDict': pprint_user_data,
    'UserList': pprint_user_data,
    'UserString': pprint_user_data,
    'bytearray': pprint_bytearray,
    'bytes': pprint_bytes,
    'dataclass': pprint_dataclass,
    'defaultdict': pprint_default_dict,
    'deque': pprint_deque,
    'dict': pprint_dict,
    'frozenset': pprint_set,
    'list': pprint_list,
    'mappingproxy': pprint_mappingproxy,
    'set': pprint_set,
    'str': pprint_str,
    'tuple': pprint_tuple,
}
