"""What the text says in comments and docstrings: constraints in a few characters, descriptions made harmless."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

from monty_tools.schemas.merge import encodable
from monty_tools.schemas.nodes import (
    Anything,
    Choice,
    Integer,
    Limits,
    Mapping,
    Node,
    Number,
    Record,
    Remarks,
    Sequence,
    Text,
    Tuple,
    Union,
)

MOST_COMMENT: Final = 160
MOST_DOCSTRING: Final = 1_500
# Of a parameter's or field's description.
MOST_DESCRIPTION: Final = 200
MOST_PATTERN: Final = 40
MOST_DEFAULT: Final = 40
# Defaults that nobody needs to be told: JSON texts, None where there is no default.
UNINFORMATIVE: Final = (None, 'null', '[]', '{}', '""')

# JSON texts, strings apart, that `Literal` takes.
_EXACT: Final = re.compile(r'true|false|-?\d{1,18}')


def harmless(text: str, keep_lines: bool = False) -> str:
    """`text` without control, direction and unpaired surrogate characters; spaces for all white space."""
    text = text.replace('\r\n', '\n').replace('\r', '\n').expandtabs(4)
    kept: list[str] = []
    for character in text:
        category = unicodedata.category(character)
        if character == '\n' and keep_lines:
            kept.append(character)
        elif category in ('Zs', 'Zl', 'Zp') or character in '\n\f\v\x85':
            kept.append(' ')
        elif category not in ('Cc', 'Cf', 'Cs', 'Cn', 'Co'):
            kept.append(character)
    return ''.join(kept)


def shorten(text: str, most: int) -> str:
    """At most `most` characters of `text`, with the count of what was left out."""
    if len(text) <= most:
        return text
    return f'{text[:most].rstrip()}… ({len(text) - most} characters more)'


def sentence(text: str, most: int) -> str:
    """A description in one line."""
    return (
        shorten(' '.join(harmless(text[: 50 * most]).split()), most)
        if len(text) <= 50 * most
        else shorten(' '.join(harmless(text[:most]).split()) + text[most:], most)
    )


def docstring(text: str, indent: str) -> str:
    """A docstring with its quotes, '' for no text. Lines are kept, blank ones at the ends and repeated ones aren't."""
    left_out = max(0, len(text) - MOST_DOCSTRING)
    lines: list[str] = []
    for line in harmless(text[:MOST_DOCSTRING], keep_lines=True).strip().split('\n'):
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line), default=0)
    lines = lines[:1] + [line[margin:] for line in lines[1:]]
    body = '\n'.join(f'{indent}{line}' if line else '' for line in lines).strip()
    if not body:
        return ''
    if left_out:
        body = f'{body}… ({left_out} characters more)'
    inner = body.rstrip('"')
    quotes = len(body) - len(inner)
    body = inner.replace('\\', '\\\\').replace('"""', '\\"\\"\\"') + '\\"' * quotes
    return f'"""{body}\n{indent}"""' if '\n' in body else f'"""{body}"""'


def comment(parts: list[str]) -> str:
    """`  # one; two`, or '' for no parts."""
    said = '; '.join(dict.fromkeys(part for part in parts if part))
    return f'  # {said}' if said else ''


def between(least: object, most: object, unit: str) -> str:
    """`1..5 items`, `1+ items`, `up to 5 items`, `3 items`; '' without bounds."""
    if least is None and most is None:
        return ''
    if most is None:
        return f'{least}+{unit}'
    if least is None:
        return f'up to {most}{unit}'
    return f'{least}{unit}' if least == most else f'{least}..{most}{unit}'


def of_limits(limits: Limits) -> list[str]:
    parts: list[str] = []
    if limits.ge is not None and limits.le is not None and limits.gt is None and limits.lt is None:
        parts.append(f'{limits.ge}..{limits.le}')
    else:
        bounds = (('>=', limits.ge), ('>', limits.gt), ('<=', limits.le), ('<', limits.lt))
        parts.extend(f'{sign} {bound}' for sign, bound in bounds if bound is not None)
    if limits.multiple_of is not None:
        parts.append(f'multiple of {limits.multiple_of}')
    return parts


def of_text(node: Text) -> list[str]:
    parts = [sentence(node.format, MOST_PATTERN)] if node.format else []
    parts.append(between(node.min_length, node.max_length, ' chars'))
    if node.pattern is not None:
        parts.append(sentence(f'matches {node.pattern}', MOST_PATTERN + 8))
    parts.extend(sentence(each, MOST_PATTERN + 8) for each in node.unchecked)
    return parts


def constraints(node: Node) -> list[str]:
    """What holds for a value of `node` and isn't in its Python type."""
    match node:
        case Anything():
            return [f'unknown: {sentence(node.note, MOST_COMMENT)}'] if node.note else []
        case Integer() | Number():
            return of_limits(node.limits)
        case Text():
            return of_text(node)
        case Choice():
            return of_choice(node) if not literal(node) else []
        case Sequence():
            parts = [between(node.min_items, node.max_items, ' items'), 'no item twice' if node.unique else '']
            return [*parts, *node.unchecked, *nested('each', [node.items])]
        case Tuple():
            parts = list(node.unchecked)
            for index, place in enumerate(node.places):
                parts.extend(nested(f'[{index}]:', [place]))
            return parts if node.rest is None else [*parts, *nested(f'[{len(node.places)}:]: each', [node.rest])]
        case Mapping():
            parts = [between(node.min_items, node.max_items, ' keys'), *node.unchecked]
            return [*parts, *nested('keys:', [node.key]), *nested('values:', [node.value])]
        case Union():
            return nested('', list(node.members))
        case _:
            return []


def nested(label: str, nodes: list[Node]) -> list[str]:
    inner = [part for node in nodes for part in constraints(node) if part]
    if not inner:
        return []
    return [f'{label} {", ".join(inner)}'] if label else list(dict.fromkeys(inner))


def literal(node: Choice) -> bool:
    """Whether `Literal` can list the values, and in a reasonable length."""
    return (
        len(node.values) <= 50
        and sum(map(len, node.values)) <= 800
        and all(text[0] == '"' or _EXACT.fullmatch(text) for text in node.values)
        and all(map(encodable, node.values))
    )


def of_choice(node: Choice) -> list[str]:
    shown: list[str] = []
    for text in node.values[:20]:
        shown.append(shorten(python(text), 30))
        if sum(map(len, shown)) > MOST_COMMENT:
            break
    more = len(node.values) - len(shown)
    return [f'one of {len(node.values)}: ' * (more > 0) + ' | '.join(shown) + ' | …' * (more > 0)]


def python(text: str) -> str:
    """A JSON text as a Python expression in ASCII where it isn't printable."""
    return repr(json.loads(text))


def of_record(record: Record, others_text: str) -> list[str]:
    """What a record's class says about keys beyond those that it lists."""
    parts = [between(record.min_items, record.max_items, ' keys'), *record.unchecked]
    if record.others is not None and record.declared:
        parts.append('other keys allowed' if others_text == 'Any' else f'other keys: {others_text}')
    return parts


def described(remarks: Remarks, default: bool) -> list[str]:
    """The parts of a comment that come from what a schema says about a parameter or field."""
    parts: list[str] = []
    if default and remarks.default not in UNINFORMATIVE and len(remarks.default) <= MOST_DEFAULT:
        parts.append(harmless(f'default {python(remarks.default)}'))
    if remarks.deprecated:
        parts.append('deprecated')
    parts.append(sentence(remarks.description, MOST_DESCRIPTION))
    return parts
