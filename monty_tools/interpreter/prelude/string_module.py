"""``string``: ``Template`` over the scanner of ``modules/string.py``, and ``Formatter``."""


def capwords(s, sep=None):
    return (sep or ' ').join([str.capitalize(word) for word in s.split(sep)])


NO_MAPPING = object()


class TemplatePattern:
    """``Template.pattern`` where the scanner does without: compiled when it is asked for."""

    def __get__(self, obj, owner=None):
        return compiled_pattern(*(type(obj) if owner is None else owner)._parts)


class TemplateFlags:
    """``Template.flags``: ``re`` is only imported for who asks."""

    def __get__(self, obj, owner=None):
        from re import IGNORECASE

        return IGNORECASE


def compiled_pattern(delimiter, name, braced, flags, pattern):
    import re

    if pattern is None:
        quoted = re.escape(delimiter)
        pattern = rf"""
            {quoted}(?:
              (?P<escaped>{quoted})  |
              (?P<named>{name})      |
              {{(?P<braced>{braced or name})}} |
              (?P<invalid>)
            )
            """
    return re.compile(pattern, flags | re.VERBOSE)


class Template:
    __module__ = 'string'
    delimiter = '$'
    idpattern = '(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = TemplateFlags()
    pattern = TemplatePattern()
    _parts = ('$', '(?a:[_a-z][_a-z0-9]*)', None, 2, None)
    _simple = True

    def __init_subclass__(cls):
        super().__init_subclass__()
        own = cls.__dict__.get('pattern')
        flags = 2 if _class_attribute(cls, 'flags') is FLAGS else cls.flags
        parts = (cls.delimiter, cls.idpattern, cls.braceidpattern, flags)
        cls._parts = (*parts, own)
        cls._simple = own is None and _template_is_simple(*parts)
        if not cls._simple:
            cls.pattern = compiled_pattern(*cls._parts)
        elif _class_attribute(cls, 'pattern') is not PATTERN:
            cls.pattern = PATTERN

    def __init__(self, template):
        self.template = template

    def substitute(self, mapping=NO_MAPPING, /, **kws):
        parts = []
        for token in template_tokens(self):
            if isinstance(token, str):
                parts.append(token)
                continue
            kind, text, name, end = token
            if kind == 'named':
                parts.append(str(template_value(name, mapping, kws)))
            elif kind == 'escaped':
                parts.append(self.delimiter)
            else:
                invalid_placeholder(self.template, end)
        return ''.join(parts)

    def safe_substitute(self, mapping=NO_MAPPING, /, **kws):
        parts = []
        for token in template_tokens(self):
            if isinstance(token, str):
                parts.append(token)
                continue
            kind, text, name, end = token
            if kind == 'named':
                try:
                    parts.append(str(template_value(name, mapping, kws)))
                except KeyError:
                    parts.append(text)
            else:
                parts.append(self.delimiter if kind == 'escaped' else text)
        return ''.join(parts)

    def is_valid(self):
        for token in template_tokens(self):
            if not isinstance(token, str) and token[0] == 'invalid':
                return False
        return True

    def get_identifiers(self):
        names = {}
        for token in template_tokens(self):
            if not isinstance(token, str) and token[0] == 'named':
                names[token[2]] = True
        return list(names)


PATTERN = _class_attribute(Template, 'pattern')
FLAGS = _class_attribute(Template, 'flags')


def template_value(name, mapping, kws):
    """The value of a placeholder: keywords come first."""
    if mapping is NO_MAPPING:
        return kws[name]
    if not kws:
        return mapping[name]
    if name in kws:
        return kws[name]
    try:
        return mapping[name]
    except KeyError:
        pass
    raise KeyError(name)


def template_tokens(template):
    """Texts and placeholders of a template, as ``_template_tokens`` gives them."""
    cls = type(template)
    if cls._simple:
        return _template_tokens(template.template, *cls._parts[:4])
    return pattern_tokens(cls.pattern, template.template)


def pattern_tokens(pattern, text):
    end = 0
    for match in pattern.finditer(text):
        yield text[end : match.start()]
        end = match.end()
        groups = match.groupdict()
        name = groups['named'] or groups['braced']
        if name is not None:
            yield ('named', match.group(), name, end)
        elif groups['escaped'] is not None:
            yield ('escaped', match.group(), '', end)
        elif groups['invalid'] is not None:
            yield ('invalid', match.group(), '', match.start('invalid'))
        else:
            raise ValueError('Unrecognized named group in pattern', pattern)
    yield text[end:]


def invalid_placeholder(text, end):
    lines = text[:end].splitlines(keepends=True)
    line = len(lines) or 1
    column = end - len(''.join(lines[:-1])) if lines else 1
    raise ValueError(f'Invalid placeholder in string: line {line}, col {column}')


class Formatter:
    __module__ = 'string'

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        parts = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                parts.append(literal_text)
            if field_name is None:
                continue
            if field_name == '':
                if auto_arg_index is False:
                    raise ValueError(SWITCHES)
                field_name = str(auto_arg_index)
                auto_arg_index += 1
            elif field_name.isdigit():
                if auto_arg_index:
                    raise ValueError(SWITCHES)
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(
                format_spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index=auto_arg_index
            )
            parts.append(self.format_field(obj, spec))
        return ''.join(parts), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == 's':
            return str(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'a':
            return ascii(value)
        raise ValueError(f'Unknown conversion specifier {conversion!s}')

    def parse(self, format_string):
        fields, error = _string_parse(format_string)
        return iter(fields) if error is None else failing_fields(fields, error)

    def get_field(self, field_name, args, kwargs):
        first, path = _string_split(field_name)
        obj = self.get_value(first, args, kwargs)
        refused = refused_name(path)
        for operator, key in path:
            if operator == '.':
                if key == refused:
                    _refuse_field(obj, key)
                obj = getattr(obj, key)
            elif operator == '[':
                obj = obj[key]
            else:
                raise ValueError(key)
        return obj, first


SWITCHES = 'cannot switch from manual field specification to automatic field numbering'


def failing_fields(fields, error):
    yield from fields
    raise ValueError(error)
