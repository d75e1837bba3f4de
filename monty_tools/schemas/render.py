"""Type nodes as Python text: annotations, the definitions above the functions, the functions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final

from monty_tools.schemas.merge import encodable
from monty_tools.schemas.naming import RESERVED, fresh, identifier
from monty_tools.schemas.nodes import (
    Anything,
    Boolean,
    Choice,
    Field,
    Integer,
    Mapping,
    Node,
    Nothing,
    Null,
    Number,
    Record,
    Reference,
    Registry,
    Remarks,
    Sequence,
    Text,
    Tuple,
    Union,
    children,
)
from monty_tools.schemas.phrases import (
    comment,
    constraints,
    described,
    docstring,
    literal,
    of_record,
    python,
    sentence,
)

MOST_LINE: Final = 120
# An annotation that is longer tells a reader nothing.
MOST_ANNOTATION: Final = 2_000
MOST_DEFAULT: Final = 80
INDENT: Final = '    '
TYPING: Final = ('Any', 'Literal', 'Never', 'NotRequired', 'TypeAlias', 'TypedDict')

_WORD: Final = re.compile(r'\w+')
_QUOTED: Final = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
_KIND_TEXTS: Final[dict[type, str]] = {
    Anything: 'Any',
    Nothing: 'Never',
    Null: 'None',
    Boolean: 'bool',
    Integer: 'int',
    Number: 'float',
    Text: 'str',
}
_JSON_TEXTS: Final[dict[type, str]] = {
    str: 'str',
    bool: 'bool',
    int: 'int',
    float: 'float',
    list: 'list[Any]',
    dict: 'dict[str, Any]',
    type(None): 'None',
}


class Renderer:
    """Writes the types of one set of tools. Equal definitions share a name; names go to who comes first.

    `first` tells for each definition which one stands for it (`nodes.merge_equal`), `taken` the names that are gone.
    """

    def __init__(self, registry: Registry, first: list[int], taken: Iterable[str]) -> None:
        self.registry = registry
        self.first = first
        self.taken = {*RESERVED, *taken}
        self.names: dict[int, str] = {}
        # Definitions whose text is written, in order, and those before whose text a use must be quoted.
        self.blocks: list[str] = []
        self.written: set[int] = set()
        self.typing: set[str] = set()

    def define(self, node: Node) -> None:
        """Writes the definitions that `node` refers to, each after those it needs, but for cycles."""
        for below in children(node):
            self.define(below)
        if not isinstance(node, Reference):
            return
        index = self.first[node.index]
        if index in self.names:
            return
        # Of equal definitions the one that is used first tells the name: others may stand for what isn't shown.
        used = self.registry.definitions[node.index]
        self.names[index] = fresh(used.title or used.hint or 'Type', self.taken)
        definition = self.registry.definitions[index]
        self.define(definition.node)
        self.blocks.append(self.definition(index, definition.node))
        self.written.add(index)

    def definition(self, index: int, node: Node) -> str:
        if isinstance(node, Record):
            return self.record(self.names[index], node)
        quoted = not self.complete(node)
        text = self.annotation(node)
        said = comment(constraints(node))
        if quoted or text in ('Any', 'None'):
            self.typing.add('TypeAlias')
            return f'{self.names[index]}: TypeAlias = {repr(text) if quoted else text}{said}'
        return f'{self.names[index]} = {text}{said}'

    def record(self, name: str, record: Record) -> str:
        """A TypedDict; in functional syntax where a key can't be an attribute or would hide a type in its class."""
        self.typing.add('TypedDict')
        others = '' if record.others is None else self.shown(record.others)
        head = comment(of_record(record, others))
        types = [self.field_type(field) for field in record.fields]
        used = {name for field in record.fields for name in names_in(self.shown(field.node))} | {'NotRequired'}
        if all(identifier(field.key, '') == field.key and field.key not in used for field in record.fields):
            lines = [f'class {name}(TypedDict):{head}']
            doc = docstring(record.description, INDENT)
            lines.extend([INDENT + doc] if doc else [])
            lines.extend(
                f'{INDENT}{field.key}: {text}{self.field_comment(field)}'
                for field, text in zip(record.fields, types, strict=True)
            )
            return '\n'.join(lines)
        said = sentence(record.description, MOST_DEFAULT)
        lines = [f'# {said}'] if said else []
        lines.append(f"{name} = TypedDict('{name}', {{{head}")
        lines.extend(
            f'{INDENT}{ascii_text(field.key)}: {text},{self.field_comment(field)}'
            for field, text in zip(record.fields, types, strict=True)
        )
        return '\n'.join([*lines, '})'])

    def field_type(self, field: Field) -> str:
        text = self.annotation(field.node)
        if not field.required:
            self.typing.add('NotRequired')
            text = f'NotRequired[{text}]'
        return text if self.complete(field.node) else repr(text)

    def field_comment(self, field: Field) -> str:
        return comment([*self.constraints(field.node), *described(field.remarks, True)])

    def complete(self, node: Node) -> bool:
        """Whether all definitions it refers to stand above already."""
        if isinstance(node, Reference):
            return self.first[node.index] in self.written
        return all(self.complete(below) for below in children(node))

    def annotation(self, node: Node) -> str:
        """The Python type of `node`, whose definitions must have names."""
        text = self.shown(node)
        if len(text) > MOST_ANNOTATION:
            text = 'Any'
        self.typing.update(name for name in TYPING if name in text)
        return text

    def constraints(self, node: Node) -> list[str]:
        """What a comment says of a value; a type that was too long to show is said to be."""
        if len(self.shown(node)) > MOST_ANNOTATION:
            return ['a type too long to show']
        return constraints(node)

    def shown(self, node: Node) -> str:
        """The Python type of `node` as text, however long."""
        match node:
            case Reference():
                return self.names[self.first[node.index]]
            case Choice():
                if literal(node):
                    return f'Literal[{", ".join(python(text) for text in node.values)}]'
                return ' | '.join(dict.fromkeys(_JSON_TEXTS[type(json.loads(text))] for text in node.values))
            case Sequence():
                return f'list[{self.shown(node.items)}]'
            case Tuple():
                places = [self.shown(place) for place in node.places]
                if node.rest is not None:
                    places.append(f'*tuple[{self.shown(node.rest)}, ...]')
                return f'tuple[{", ".join(places)}]'
            case Mapping():
                return f'dict[{self.shown(node.key)}, {self.shown(node.value)}]'
            case Union():
                texts = [part for member in node.members for part in alternatives(self.shown(member))]
                texts = list(dict.fromkeys(text for text in texts if text != 'int' or 'float' not in texts))
                texts = [text for text in texts if text != 'None'] + ['None'] * ('None' in texts)
                return ' | '.join(texts)
            case _:
                return _KIND_TEXTS[type(node)]

    def default(self, node: Node, remarks: Remarks) -> str | None:
        """The default as Python text where it is short and of the type, `...` where one must look elsewhere."""
        if remarks.default is None:
            return '...'
        value = json.loads(remarks.default)
        if not self.fits(node, value) or len(remarks.default) > MOST_DEFAULT:
            return '...'
        text = ascii_text(value) if isinstance(value, str) else repr(value)
        return text if text not in ('inf', '-inf', 'nan') else '...'

    def fits(self, node: Node, value: object) -> bool:
        """Whether `value` can be written as a default: scalars of the type, flat lists of them, an empty dict."""
        node = self.registry.resolve(node)
        match node:
            case Anything():
                return not isinstance(value, float) or abs(value) < 1e300
            case Union():
                return any(self.fits(member, value) for member in node.members)
            case Null():
                return value is None
            case Boolean():
                return isinstance(value, bool)
            case Integer():
                return isinstance(value, int) and not isinstance(value, bool)
            case Number():
                return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
            case Text():
                return isinstance(value, str)
            case Choice():
                return any(type(one) is type(value) and one == value for one in map(json.loads, node.values))
            case Sequence():
                return isinstance(value, list) and all(
                    not isinstance(each, list | dict) and self.fits(node.items, each) for each in value
                )
            case Tuple():
                return False
            case Mapping():
                return value == {}
            case _:
                return False

    def module_head(self) -> str:
        """The imports of the text, '' for none."""
        names = sorted(self.typing)
        return f'from typing import {", ".join(names)}' if names else ''


def function(name: str, parameters: list[tuple[str, str]], returns: str, said: str, doc: str) -> str:
    """An `async def` with keyword-only parameters, each given as its text and its comment, in one line where that fits.

    `returns` is the return type, `said` its comment, `doc` the docstring with its quotes or ''.
    """
    tail = f') -> {returns}:'
    # Nothing but `**arguments` needs no star.
    star = ['*'] if any(not text.startswith('**') for text, _ in parameters) else []
    line = f'async def {name}({", ".join(star + [text for text, _ in parameters])}{tail}'
    if any(remark for _, remark in parameters) or len(line) > MOST_LINE:
        lines = [f'async def {name}(', *(f'{INDENT}{each},' for each in star)]
        lines.extend(f'{INDENT}{text},{remark}' for text, remark in parameters)
        line = '\n'.join([*lines, tail])
    if not doc:
        return f'{line} ...{said}'
    return f'{line}{said}\n{INDENT}{doc}'


def names_in(annotation: str) -> set[str]:
    """The names that an annotation uses."""
    return set(_WORD.findall(_QUOTED.sub('', annotation)))


def ascii_text(value: str) -> str:
    """A string literal without characters that can't be written to a file."""
    return repr(value) if encodable(value) else ascii(value)


def alternatives(text: str) -> list[str]:
    """The members of a union's text: split at each `|` that isn't within brackets or quotes."""
    parts: list[str] = []
    start = depth = 0
    quote = ''
    position = 0
    while position < len(text):
        character = text[position]
        if quote:
            if character == '\\':
                position += 1
            elif character == quote:
                quote = ''
        elif character in '\'"':
            quote = character
        elif character in '[]':
            depth += 1 if character == '[' else -1
        elif character == '|' and depth == 0:
            parts.append(text[start:position].strip())
            start = position + 1
        position += 1
    return [*parts, text[start:].strip()]
