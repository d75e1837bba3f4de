"""JSON Schema, drafts 7 to 2020-12 and the dialects of pydantic, OpenAPI and MCP, read into type nodes.

Reading never raises, whatever it is given: what can't be read becomes `Anything` with a note, and so does what is too
deep or too large. Where a schema has no `type`, its keywords tell it. Places of a tuple are required and no more may
follow, unless the schema says otherwise: that is what authors mean, if not what the standard says.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from monty_tools.schemas.merge import Contradiction, Schema, canonical, encodable, is_number, merge, strings, types_of
from monty_tools.schemas.naming import type_name
from monty_tools.schemas.nodes import (
    NO_REMARKS,
    Anything,
    Boolean,
    Choice,
    Field,
    Integer,
    Limits,
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
    union,
)
from monty_tools.schemas.patterns import supported

# Schemas within schemas, references followed included. Each level takes a few frames of the host's stack.
MOST_LEVELS: Final = 32
# Schemas looked at for one root, each reference followed counting again.
MOST_VISITS: Final = 4_000
MOST_FIELDS: Final = 400
MOST_MEMBERS: Final = 40
MOST_CHOICES: Final = 20_000
# An enum that was declared on its own gets a name where its text would be longer than this.
SHORT_CHOICE: Final = 60
# Larger bounds mean none, and may not fit into the validator's machine words.
MOST_LENGTH: Final = 2**31

# Keywords that tell the type where there is no `type`.
TELLTALES: Final[dict[str, str]] = {
    'properties': 'object',
    'additionalProperties': 'object',
    'patternProperties': 'object',
    'propertyNames': 'object',
    'required': 'object',
    'minProperties': 'object',
    'maxProperties': 'object',
    'items': 'array',
    'prefixItems': 'array',
    'minItems': 'array',
    'maxItems': 'array',
    'uniqueItems': 'array',
    'minLength': 'string',
    'maxLength': 'string',
    'pattern': 'string',
    'format': 'string',
    'minimum': 'number',
    'maximum': 'number',
    'exclusiveMinimum': 'number',
    'exclusiveMaximum': 'number',
    'multipleOf': 'number',
}
# Keywords that are neither shown as a type nor validated. Where they stand, the text says so.
UNCHECKED: Final = (
    'not',
    'if',
    'dependentRequired',
    'dependentSchemas',
    'dependencies',
    'contains',
    'unevaluatedProperties',
    'unevaluatedItems',
)


class Reader:
    """Reads the schemas of one root (its references are looked up there) into a registry."""

    def __init__(self, registry: Registry, root: object) -> None:
        self.registry = registry
        self.root = root
        self.visits = 0
        # What a pointer was read as, once it was read as a definition.
        self.known: dict[str, Reference] = {}
        # The pointers being read, with the definition that was reserved where one was met again.
        self.open: dict[str, Reference | None] = {}
        self.notes: list[str] = []

    def read(self, schema: object, hint: str, level: int = 0) -> Node:
        """The node for `schema`. `hint` names it where it needs a name and has none of its own."""
        self.visits += 1
        if isinstance(schema, bool):
            return Anything() if schema else Nothing()
        if not isinstance(schema, dict):
            return self.unknown(f'a schema is an object, not {type(schema).__name__}')
        if level > MOST_LEVELS:
            return self.unknown('nested too deep')
        if self.visits > MOST_VISITS:
            return self.unknown('schema too large')
        try:
            return self.combined(schema, hint, level)
        except Contradiction as error:
            return self.unknown(f'contradictory: {error}')
        except ValueError as error:
            return self.unknown(str(error))

    def parameters(self, schema: object, hint: str) -> tuple[tuple[Field, ...], Node | None, str]:
        """The parameters that a tool's schema describes, the type of further ones (None: there are none), a remark.

        A schema that isn't an object's is one of any parameters, and the remark says why.
        """
        node = self.registry.resolve(self.read(schema, hint))
        explicit = self.speaks_of_others(schema)
        match node:
            case Record():
                fields = tuple(field for field in node.fields if not isinstance(field.node, Nothing))
                return fields, node.others if explicit else None, ''
            case Mapping():
                others = None if not explicit or isinstance(node.value, Nothing) else node.value
                return (), others, ''
            case Union():
                return self.either(node)
            case Anything():
                return (
                    (),
                    Anything(),
                    f'parameters unknown: {node.note}' if node.note else 'no schema of the parameters',
                )
            case _:
                self.unknown('the schema is not one of an object')
                return (), Anything(), 'parameters unknown: the schema is not one of an object'

    def speaks_of_others(self, schema: object) -> bool:
        """Whether it says that there may be further parameters, which JSON Schema allows where nothing is said."""
        try:
            flat = self.flat(schema, 0)
        except (Contradiction, ValueError):
            return False
        return flat.get('additionalProperties', False) is not False or bool(flat.get('patternProperties'))

    def either(self, node: Union) -> tuple[tuple[Field, ...], Node | None, str]:
        """Parameters of one of several shapes: what is required in each of them is required."""
        shapes = [self.registry.resolve(member) for member in node.members]
        records = [shape for shape in shapes if isinstance(shape, Record)]
        if len(records) < len(shapes):
            self.unknown('not one object')
            return (), Anything(), 'parameters unknown: the schema is not one of an object'
        fields: dict[str, list[Field]] = {}
        for record in records:
            for field in record.fields:
                fields.setdefault(field.key, []).append(field)
        self.unknown('one of several shapes')
        return (
            tuple(
                Field(
                    key,
                    union([field.node for field in found]),
                    len(found) == len(records) and all(field.required for field in found),
                    found[0].remarks,
                )
                for key, found in fields.items()
            ),
            None,
            f'{len(records)} alternative shapes, put together',
        )

    def unknown(self, note: str) -> Anything:
        """`Anything`, put on record."""
        if note not in self.notes:
            self.notes.append(note)
        return Anything(note)

    def combined(self, schema: Schema, hint: str, level: int) -> Node:
        """`$ref`, `allOf`, `anyOf` and `oneOf` with what stands beside them."""
        if '$ref' in schema:
            beside = {key: value for key, value in schema.items() if key != '$ref'}
            if not asserts(beside):
                return self.nullable(schema, self.referred(schema['$ref'], hint, level))
            return self.read(merge(self.followed(schema['$ref']), beside), hint, level + 1)
        if isinstance(schema.get('allOf'), list) and schema['allOf']:
            return self.read_all(schema, hint, level)
        for keyword in ('anyOf', 'oneOf'):
            if isinstance(schema.get(keyword), list) and schema[keyword]:
                return self.read_any(schema, keyword, hint, level)
        return self.nullable(schema, self.plain(schema, hint, level))

    def nullable(self, schema: Schema, node: Node) -> Node:
        return union([node, Null()]) if schema.get('nullable') is True else node

    def read_all(self, schema: Schema, hint: str, level: int) -> Node:
        """`allOf`: one part alone is itself; more are merged."""
        base = {key: value for key, value in schema.items() if key != 'allOf'}
        parts = schema['allOf']
        if len(parts) == 1 and not asserts(base):
            return self.nullable(schema, self.read(parts[0], own_title(schema) or hint, level + 1))
        if len(parts) > MOST_MEMBERS:
            return self.unknown(f'allOf of {len(parts)} schemas')
        for part in parts:
            self.visits += 1
            if part is False:
                return Nothing()
            base = merge(base, self.flat(part, level + 1))
        return self.read(base, hint, level + 1)

    def flat(self, part: object, level: int) -> Schema:
        """A part of `allOf` with its own references and `allOf` merged in."""
        if level > MOST_LEVELS or self.visits > MOST_VISITS:
            raise ValueError('nested too deep')
        if part is True or not isinstance(part, dict):
            return {}
        flat = {key: value for key, value in part.items() if key not in ('$ref', 'allOf')}
        inner: list[object] = [self.followed(part['$ref'])] if '$ref' in part else []
        if isinstance(part.get('allOf'), list):
            inner.extend(part['allOf'])
        for each in inner:
            self.visits += 1
            if each is False:
                raise Contradiction('allOf with false')
            flat = merge(flat, self.flat(each, level + 1))
        return flat

    def read_any(self, schema: Schema, keyword: str, hint: str, level: int) -> Node:
        """`anyOf`, and `oneOf` as if it were `anyOf`. What stands beside it holds for each member."""
        members = schema[keyword]
        if len(members) > MOST_MEMBERS and not all(isinstance(each, dict) and 'const' in each for each in members):
            return self.unknown(f'{keyword} of {len(members)} schemas')
        beside = {key: value for key, value in schema.items() if key not in (keyword, 'discriminator', 'nullable')}
        if not asserts(beside):
            nodes = [self.read(each, hint, level + 1) for each in members]
        else:
            beside = {key: value for key, value in beside.items() if key not in ('description', 'default')}
            nodes = [self.member(beside, each, hint, level) for each in members]
            if all(isinstance(node, Anything) for node in nodes):
                return self.nullable(schema, self.read(beside, hint, level + 1))
        return self.nullable(schema, union([node for node in nodes if not isinstance(node, Nothing)]))

    def member(self, beside: Schema, member: object, hint: str, level: int) -> Node:
        try:
            return self.read(merge(beside, self.flat(member, level + 1)), hint, level + 1)
        except Contradiction:
            return Nothing()

    def followed(self, ref: object) -> Schema:
        """The schema at a pointer. ValueError if there is none here."""
        if not isinstance(ref, str) or not (ref == '#' or ref.startswith('#/')):
            raise ValueError(f'$ref to {shown(ref)} is outside of the schema')
        found = self.root
        for step in unquote(ref[1:]).split('/')[1:]:
            step = step.replace('~1', '/').replace('~0', '~')
            if isinstance(found, dict) and step in found:
                found = found[step]
            elif isinstance(found, list) and step.isdecimal() and len(step) < 6 and int(step) < len(found):
                found = found[int(step)]
            else:
                raise ValueError(f'$ref to {shown(ref)}, which is not there')
        if isinstance(found, bool):
            return {} if found else {'not': {}}
        if not isinstance(found, dict):
            raise ValueError(f'$ref to {shown(ref)}, which is no schema')
        return found

    def referred(self, ref: object, hint: str, level: int) -> Node:
        """What `$ref` stands for: a definition of its own where it is a record, a long enum, or refers to itself."""
        target = self.followed(ref)
        assert isinstance(ref, str)
        if ref in self.known:
            return self.known[ref]
        if ref in self.open:
            met = self.open[ref] or self.registry.add(Anything(), '', '')
            self.open[ref] = met
            return met
        name = type_name(own_title(target) or unquote(ref).rsplit('/', 1)[-1].replace('~1', '/').replace('~0', '~'))
        self.open[ref] = None
        node = self.read(target, name or hint, level + 1)
        reserved = self.open.pop(ref)
        if reserved is not None:
            if isinstance(node, Reference) and node != reserved:
                # A record that refers to itself: the reserved number becomes the record's.
                node = self.registry.definitions[node.index].node
            definition = self.registry.definitions[reserved.index]
            definition.node, definition.hint = self.founded(node, reserved), hint
            node = definition.node if isinstance(definition.node, Anything) else reserved
        elif isinstance(node, Choice) and len(node.values) > 1 and sum(map(len, node.values)) > SHORT_CHOICE:
            node = self.registry.add(node, name, hint)
        if isinstance(node, Reference):
            self.known[ref] = node
            definition = self.registry.definitions[node.index]
            definition.title = definition.title or name
        return node

    def founded(self, node: Node, name: Reference) -> Node:
        """The node of a definition without itself as an alternative, which would say nothing."""
        members: list[Node] = [node]
        kept: list[Node] = []
        seen = {name.index}
        while members:
            member = members.pop(0)
            if isinstance(member, Union):
                members = [*member.members, *members]
                continue
            inner = self.registry.definitions[member.index].node if isinstance(member, Reference) else member
            if not isinstance(member, Reference) or isinstance(inner, Record):
                kept.append(member)
            elif member.index not in seen:
                seen.add(member.index)
                members.insert(0, inner)
        return union(kept) if kept else self.unknown('refers to nothing but itself')

    def plain(self, schema: Schema, hint: str, level: int) -> Node:
        """A schema of `type`, `enum` and `const`."""
        types = types_of(schema)
        if 'const' in schema or isinstance(schema.get('enum'), list):
            return self.choice(schema, types)
        if schema.get('not') in ({}, True) and types is None:
            return Nothing()
        if types is None:
            told = list(dict.fromkeys(TELLTALES[key] for key in schema if key in TELLTALES))
            if not told:
                unchecked = [key for key in UNCHECKED if key in schema]
                return self.unknown(f'{", ".join(unchecked)} without a type') if unchecked else Anything()
            types = told
        nodes: list[Node] = []
        for name in dict.fromkeys(types):
            reader = BY_TYPE.get(name)
            if reader is None:
                return self.unknown(f'unknown type {shown(name)}')
            nodes.append(reader(self, schema, hint, level))
        return union(nodes)

    def choice(self, schema: Schema, types: list[str] | None) -> Node:
        values = schema['enum'] if isinstance(schema.get('enum'), list) else [schema['const']]
        if 'const' in schema and 'enum' in schema:
            values = [schema['const']] if canonical(schema['const']) in {canonical(each) for each in values} else []
        if len(values) > MOST_CHOICES:
            return self.unknown(f'an enum of {len(values)} values')
        texts = list(dict.fromkeys(canonical(each) for each in values if types is None or has_type(each, types)))
        if not texts:
            raise Contradiction('an enum without a value of its type')
        others = tuple(each for each in texts if each != 'null')
        nodes: list[Node] = [Choice(others)] if others else []
        return union(nodes + [Null()] if 'null' in texts else nodes)

    def text(self, schema: Schema, hint: str, level: int) -> Node:
        pattern, format = schema.get('pattern'), schema.get('format')
        unchecked: list[str] = []
        if isinstance(pattern, str) and pattern.startswith(DECIMAL_PATTERN):
            pattern, format = None, 'decimal number'
        elif isinstance(pattern, str) and not supported(pattern):
            unchecked.append(f'matches {pattern}')
            pattern = None
        return Text(
            length(schema, 'minLength'),
            length(schema, 'maxLength'),
            pattern if isinstance(pattern, str) else None,
            format if isinstance(format, str) and format else None,
            (*unchecked, *self.unchecked(schema)),
        )

    def unchecked(self, schema: Schema) -> tuple[str, ...]:
        found = tuple(f'{key}: not checked here' for key in UNCHECKED if key in schema)
        return found

    def integer(self, schema: Schema, hint: str, level: int) -> Node:
        return Integer(limits(schema))

    def number(self, schema: Schema, hint: str, level: int) -> Node:
        return Number(limits(schema))

    def array(self, schema: Schema, hint: str, level: int) -> Node:
        places, rest = schema.get('prefixItems'), schema.get('items')
        if isinstance(rest, list):
            places, rest = rest, schema.get('additionalItems')
        least, most = length(schema, 'minItems'), length(schema, 'maxItems')
        unchecked = self.unchecked(schema)
        if not isinstance(places, list) or not places:
            items = Anything() if rest is None else self.read(rest, item_hint(hint), level + 1)
            unique = schema.get('uniqueItems') is True
            if isinstance(items, Nothing):
                items, most = Anything(), 0
            return Sequence(items, least, most, unique, unchecked)
        if len(places) > MOST_MEMBERS:
            return Sequence(self.unknown(f'a tuple of {len(places)} places'), least, most)
        nodes = tuple(self.read(each, f'{hint}{index}', level + 1) for index, each in enumerate(places, 1))
        tail = None if rest is None or rest is False else self.read(rest, item_hint(hint), level + 1)
        if most is not None and most <= len(nodes):
            tail = None
        if schema.get('uniqueItems') is True:
            unchecked = (*unchecked, 'uniqueItems: not checked here')
        regular = (least is None or least == len(nodes)) and (most is None or most == len(nodes))
        if regular and not any(isinstance(node, Nothing) for node in nodes):
            return Tuple(nodes, tail, unchecked)
        either = union([*nodes, *([] if tail is None else [tail])])
        if tail is None and most is None:
            most = len(nodes)
        return Sequence(either, least, most, False, (*unchecked, 'the order of types: not checked here'))

    def keyed(self, schema: Schema, hint: str, level: int) -> Node:
        properties = schema.get('properties')
        required = strings(schema.get('required'))
        least, most = length(schema, 'minProperties'), length(schema, 'maxProperties')
        keys = dict.fromkeys([*(properties if isinstance(properties, dict) else {}), *required])
        if len(keys) > MOST_FIELDS:
            return Mapping(Text(), self.unknown(f'an object of {len(keys)} keys'), least, most)
        if not all(isinstance(key, str) and encodable(key) for key in keys):
            raise ValueError('a key that is no text')
        name = type_name(own_title(schema)) or hint
        key, others, unchecked = self.others(schema, name, level)
        if not keys:
            value = Nothing() if others is None else others
            return Mapping(key, value, least, most, unchecked)
        fields = self.fields(schema, list(keys), required, others, name, level)
        if 'propertyNames' in schema:
            unchecked = (*unchecked, 'propertyNames: not checked here')
        record = Record(
            fields,
            others,
            'additionalProperties' in schema or 'patternProperties' in schema,
            least,
            most,
            unchecked,
            prose(schema.get('description')),
        )
        return self.registry.add(record, type_name(own_title(schema)), name)

    def fields(
        self, schema: Schema, keys: list[str], required: list[str], others: Node | None, name: str, level: int
    ) -> tuple[Field, ...]:
        properties = schema.get('properties')
        by_key = properties if isinstance(properties, dict) else {}
        found: list[Field] = []
        for key in keys:
            if key in by_key:
                node = self.read(by_key[key], f'{name}{type_name(key)}', level + 1)
            else:
                node = Nothing() if others is None else others
            if isinstance(node, Nothing) and key in required:
                raise Contradiction(f'key {shown(key)} is required and forbidden')
            said = remarks(by_key.get(key))
            inner = self.registry.resolve(node)
            if isinstance(inner, Record) and inner.description == said.description:
                said = replace(said, description='')
            found.append(Field(key, node, key in required, said))
        return tuple(found)

    def others(self, schema: Schema, hint: str, level: int) -> tuple[Node, Node | None, tuple[str, ...]]:
        """The type of keys that `properties` doesn't name, of their values (None: forbidden), what goes unchecked."""
        unchecked = self.unchecked(schema)
        key: Node = Text()
        if 'propertyNames' in schema:
            key = self.key_type(schema['propertyNames'], hint, level)
        rest = schema.get('additionalProperties', True)
        patterns = schema.get('patternProperties')
        if not isinstance(patterns, dict) or not patterns:
            node = self.read(rest, f'{hint}Value', level + 1)
            return key, None if isinstance(node, Nothing) else node, unchecked
        by_pattern = {str(pattern): self.read(each, f'{hint}Value', level + 1) for pattern, each in patterns.items()}
        named = schema.get('properties') or schema.get('required') or 'propertyNames' in schema
        (pattern, value), *more = by_pattern.items()
        if rest is False and not named and not more and supported(pattern):
            return Text(pattern=pattern), value, unchecked
        # Which pattern goes with which value is not told: each value has one of the types.
        unchecked = (*unchecked, 'patternProperties: keys not checked here')
        members = list(by_pattern.values())
        if rest is not False:
            members.append(self.read(rest, f'{hint}Value', level + 1))
        return key, union(members), unchecked

    def key_type(self, schema: object, hint: str, level: int) -> Node:
        """The type of an object's keys, which are strings anyway."""
        if isinstance(schema, dict) and not asserts(schema):
            return Text()
        if isinstance(schema, dict) and types_of(schema) is None and '$ref' not in schema:
            schema = {'type': 'string', **schema}
        node = self.read(schema, f'{hint}Key', level + 1)
        if isinstance(self.registry.resolve(node), Text | Choice | Nothing):
            return node
        return Text()


def _boolean(reader: Reader, schema: Schema, hint: str, level: int) -> Node:
    return Boolean()


def _null(reader: Reader, schema: Schema, hint: str, level: int) -> Node:
    return Null()


BY_TYPE: Final[dict[str, Callable[[Reader, Schema, str, int], Node]]] = {
    'string': Reader.text,
    'integer': Reader.integer,
    'number': Reader.number,
    'array': Reader.array,
    'object': Reader.keyed,
    'boolean': _boolean,
    'null': _null,
}
# How the pattern begins that pydantic gives a Decimal that is sent as a string.
DECIMAL_PATTERN: Final = r'^(?!^[-+.]*$)[+-]?0*\d*'
# Keywords that say something about values, beside those of TELLTALES.
ASSERTIONS: Final = frozenset({'type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', '$ref', *TELLTALES, *UNCHECKED})


def asserts(schema: Schema) -> bool:
    """Whether it says anything about values, or only describes."""
    return not ASSERTIONS.isdisjoint(schema)


def remarks(schema: object) -> Remarks:
    """What a property's schema says beside the type."""
    if not isinstance(schema, dict):
        return NO_REMARKS
    default = None
    if 'default' in schema:
        try:
            default = json.dumps(schema['default'], ensure_ascii=False)
        except (TypeError, ValueError, RecursionError):
            default = None
    return Remarks(prose(schema.get('description')), default, schema.get('deprecated') is True)


def prose(value: object) -> str:
    return value if isinstance(value, str) else ''


def own_title(schema: Schema) -> str:
    return prose(schema.get('title'))


def item_hint(hint: str) -> str:
    return f'{hint}Item'


def shown(value: object) -> str:
    """A value of the schema, short enough for a note."""
    text = repr(value) if isinstance(value, str | int | float | bool | None) else type(value).__name__
    return text if len(text) <= 60 else f'{text[:57]}…'


def has_type(value: object, types: list[str]) -> bool:
    """Whether a JSON value is of one of the types."""
    if value is None:
        return 'null' in types
    if isinstance(value, bool):
        return 'boolean' in types
    if isinstance(value, int | float):
        return 'number' in types or ('integer' in types and (isinstance(value, int) or value.is_integer()))
    name = 'string' if isinstance(value, str) else 'array' if isinstance(value, list) else 'object'
    return name in types


def length(schema: Schema, keyword: str) -> int | None:
    """A bound of a size; None if there is none, or none that means anything."""
    value = schema.get(keyword)
    if not is_number(value):
        return None
    if keyword.startswith('min') and value <= 0:
        return None
    return max(0, int(value)) if value < MOST_LENGTH else None


def limits(schema: Schema) -> Limits:
    """The bounds of a number. Draft 4's boolean `exclusiveMinimum` is understood too."""
    bounds = {key: schema[key] for key in ('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')
              if is_number(schema.get(key)) and abs(schema[key]) < 1e300}  # fmt: skip
    low, high = bounds.get('minimum'), bounds.get('maximum')
    above, below = bounds.get('exclusiveMinimum'), bounds.get('exclusiveMaximum')
    if schema.get('exclusiveMinimum') is True:
        low, above = None, low
    if schema.get('exclusiveMaximum') is True:
        high, below = None, high
    step = bounds.get('multipleOf')
    return Limits(low, above, high, below, step if step is not None and step > 0 else None)
