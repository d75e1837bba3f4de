"""Operators on exact builtin values: what they may cost is charged, then the host computes.

Operands here are exact builtin values or objects of the interpreter that define no operator; whatever has a user-made
dunder was sent to the prelude before. Costs follow CPython's ``Objects/longobject.c``: schoolbook below 70 digits of 30
bits and Karatsuba above for products, quadratic division. A schoolbook step takes about 1.5 ns, 1/32 of a unit.
"""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from .natives import HOST_ERRORS, payload_of, user_method
from .objects import ABSENT, Class, GenericAlias, HeapObject, Instance, NativeFunction, Union, class_of
from .scalars import SCALARS, Scalar

if TYPE_CHECKING:
    from .machine import Machine

HostOperator = Callable[[Any, Any], object]  # what operands an operator takes, only the host knows
HostUnary = Callable[[Any], object]

OPERATORS: Final[list[tuple[str, str, str, str, HostOperator]]] = [
    ('+', '__add__', '__radd__', '__iadd__', operator.add),
    ('-', '__sub__', '__rsub__', '__isub__', operator.sub),
    ('*', '__mul__', '__rmul__', '__imul__', operator.mul),
    ('@', '__matmul__', '__rmatmul__', '__imatmul__', operator.matmul),
    ('/', '__truediv__', '__rtruediv__', '__itruediv__', operator.truediv),
    ('//', '__floordiv__', '__rfloordiv__', '__ifloordiv__', operator.floordiv),
    ('%', '__mod__', '__rmod__', '__imod__', operator.mod),
    ('**', '__pow__', '__rpow__', '__ipow__', operator.pow),
    ('<<', '__lshift__', '__rlshift__', '__ilshift__', operator.lshift),
    ('>>', '__rshift__', '__rrshift__', '__irshift__', operator.rshift),
    ('&', '__and__', '__rand__', '__iand__', operator.and_),
    ('|', '__or__', '__ror__', '__ior__', operator.or_),
    ('^', '__xor__', '__rxor__', '__ixor__', operator.xor),
]
"""(symbol, dunder, reflected dunder, inplace dunder, host function), by operator number."""

ADD: Final = 0
SUB: Final = 1
MUL: Final = 2
MATMUL: Final = 3
TRUEDIV: Final = 4
FLOORDIV: Final = 5
MOD: Final = 6
POW: Final = 7
LSHIFT: Final = 8
RSHIFT: Final = 9
AND: Final = 10
OR: Final = 11
XOR: Final = 12

UNARY: Final[list[tuple[str, str, HostUnary]]] = [
    ('-', '__neg__', operator.neg),
    ('+', '__pos__', operator.pos),
    ('~', '__invert__', operator.invert),
]

COMPARISONS: Final[list[tuple[str, str, str, HostOperator]]] = [
    ('<', '__lt__', '__gt__', operator.lt),
    ('<=', '__le__', '__ge__', operator.le),
    ('==', '__eq__', '__eq__', operator.eq),
    ('!=', '__ne__', '__ne__', operator.ne),
    ('>', '__gt__', '__lt__', operator.gt),
    ('>=', '__ge__', '__le__', operator.ge),
]
"""(symbol, dunder, reflected dunder, host function), by comparison number."""
LT: Final = 0
LE: Final = 1
EQ: Final = 2
NE: Final = 3
GT: Final = 4
GE: Final = 5

SMALL_BITS: Final = 256
"""Integers up to here cost no more than any other operation."""
Sequence = str | bytes | bytearray | list[object] | tuple[object, ...]
SEQUENCES: Final = (str, bytes, bytearray, list, tuple)
NO_ENTRIES: Final[dict[object, object]] = {}
VIEWS: Final = (type(NO_ENTRIES.keys()), type(NO_ENTRIES.items()))


def multiplication_cost(bits: int, other: int) -> int:
    """Units of work of a product of numbers of ``bits`` and ``other`` bits."""
    big = max(bits, other) // 30 + 1
    small = min(bits, other) // 30 + 1
    if small < 70:
        return big * small >> 5
    if big > 1 << 60:
        return 1 << 60
    return int(big / small * small**1.585) >> 3


def division_cost(bits: int, divisor: int) -> int:
    """Units of work of a quotient or remainder of numbers of ``bits`` and ``divisor`` bits."""
    big = bits // 30 + 1
    small = divisor // 30 + 1
    return (big - small + 1) * small >> 5 if big > small else 1


def charge_power(m: Machine, base: int, exponent: int) -> None:
    """Charge ``base ** exponent``."""
    bits = base.bit_length()
    if exponent <= 0 or bits < 2:
        return
    size = bits * exponent
    if size > SMALL_BITS:
        # The size is known to within a factor of two: a base of n bits is at least 2**(n-1).
        m.tracker.reserve((bits - 1) * exponent >> 3)
        m.tracker.work(2 * multiplication_cost(size >> 1, size >> 1))


def charge_modular_power(m: Machine, base: int, exponent: int, modulus: int) -> None:
    """Charge ``pow(base, exponent, modulus)``: a product and a remainder for each bit of the exponent, at least."""
    bits = modulus.bit_length()
    steps = 3 * exponent.bit_length() // 2 + 1
    step = 1 + multiplication_cost(bits, bits) + division_cost(2 * bits, bits)
    m.tracker.work(division_cost(base.bit_length(), bits) + steps * step)


def charge_int(m: Machine, op: int, x: int, y: int) -> None:
    """Charge an operator on two integers."""
    if op == POW:
        charge_power(m, x, y)
        return
    if op == LSHIFT:
        if SMALL_BITS < y < 1 << 69 and x:  # the host refuses more than that
            m.tracker.reserve((x.bit_length() + y) >> 3)
        return
    bits = x.bit_length()
    other = y.bit_length()
    if bits <= SMALL_BITS and other <= SMALL_BITS:
        return
    if op == MUL:
        m.tracker.reserve((bits + other) >> 3)
        m.tracker.work(multiplication_cost(bits, other))
    elif op == FLOORDIV or op == MOD:
        m.tracker.memory(max(bits, other) >> 3)
        m.tracker.work(division_cost(bits, other))
    else:
        m.tracker.memory(max(bits, other) >> 3)
        m.tracker.work((bits + other) >> 10)


INPLACE: Final[list[HostOperator]] = [
    operator.iadd,
    operator.isub,
    operator.imul,
    operator.imatmul,
    operator.itruediv,
    operator.ifloordiv,
    operator.imod,
    operator.ipow,
    operator.ilshift,
    operator.irshift,
    operator.iand,
    operator.ior,
    operator.ixor,
]
"""The host's augmented operators: for immutable operands, they only differ in the text of their errors."""


def binary(m: Machine, op: int, x: object, y: object, augmented: bool = False) -> object:
    """``x op y`` for operands without operators of sandbox code. A value, or PUSHED; raises Thrown.

    ``augmented``: it stands for ``x op= y`` of an operand that has no such operator of its own.
    """
    if isinstance(x, int) and isinstance(y, int):
        charge_int(m, op, x, y)
    elif not isinstance(x, (float, complex)) or not isinstance(y, (int, float, complex)):
        if isinstance(x, HeapObject) or isinstance(y, HeapObject):
            return binary_objects(m, op, x, y, augmented)
        if op == MOD and isinstance(x, (str, bytes, bytearray)):
            from .formatting import percent

            return percent(m, x, y)
        if isinstance(x, VIEWS) or isinstance(y, VIEWS):
            if op >= AND or op == SUB:
                from .types.mappings import view_operation

                return view_operation(m, op, x, y)
        scalar = scalar_among(x, y)
        if scalar is not None:
            return scalar.binary(m, INPLACE[op] if augmented else OPERATORS[op][4], op, x, y)
        charge_containers(m, op, x, y)
    try:
        return INPLACE[op](x, y) if augmented else OPERATORS[op][4](x, y)
    except HOST_ERRORS as error:
        raise m.host_error(error, [x, y]) from None


def binary_objects(m: Machine, op: int, x: object, y: object, augmented: bool) -> object:
    """``binary`` where an operand is an object of the interpreter: a payload, a type in a union, or a TypeError."""
    if op == OR and is_type(x) and is_type(y):
        return union(m, x, y)
    plain = payload_of(x)
    other = payload_of(y)
    if (plain is not x or other is not y) and not (isinstance(plain, Instance) or isinstance(other, Instance)):
        value = binary(m, op, plain, other)
        return value if not SCALARS else derived(m, x if plain is not x else y, value)
    if op == MOD and isinstance(plain, (str, bytes, bytearray)):
        from .formatting import percent

        return percent(m, plain, y)
    if isinstance(plain, VIEWS) and (op >= AND or op == SUB):
        from .types.mappings import view_operation

        return view_operation(m, op, plain, y)
    raise unsupported(m, OPERATORS[op][0] + ('=' if augmented else ''), x, y)


def derived(m: Machine, obj: object, value: object) -> object:
    """What an operator on ``obj``, an instance of a class that was derived from a builtin one, makes of ``value``."""
    scalar = SCALARS.get(type(payload_of(obj)))
    return scalar.derived(m, obj, value) if scalar is not None and isinstance(obj, Instance) else value


def concatenation_error(m: Machine, x: object, y: object) -> Exception:
    """The TypeError of a sequence that something else was added to."""
    name = class_of(y).name
    if isinstance(x, (bytes, bytearray)):
        return m.fail('TypeError', f"can't concat {name} to {m.type_name(x)}")
    kind = m.type_name(x)
    return m.fail('TypeError', f'can only concatenate {kind} (not "{name}") to {kind}')


def unsupported(m: Machine, symbol: str, x: object, y: object) -> Exception:
    """The TypeError of a binary operator that neither operand has; sequences have their own words for it."""
    left = payload_of(x)
    right = payload_of(y)
    if symbol in ('+', '+=') and isinstance(left, SEQUENCES):
        return concatenation_error(m, left, y)
    if symbol in ('*', '*=') and (isinstance(left, SEQUENCES) or isinstance(right, SEQUENCES)):
        other = y if isinstance(left, SEQUENCES) else x
        return m.fail('TypeError', f"can't multiply sequence by non-int of type '{m.type_name(other)}'")
    hint = ''
    if symbol == '**':
        symbol = '** or pow()'
    elif symbol == '>>' and isinstance(x, NativeFunction) and x.owner is None and x.name == 'print':
        hint = '. Did you mean "print(<message>, file=<output_stream>)"?'
    names = f"'{m.type_name(x)}' and '{m.type_name(y)}'"
    return m.fail('TypeError', f'unsupported operand type(s) for {symbol}: {names}{hint}')


def is_type(value: object) -> bool:
    """Whether it can be a member of a union."""
    return value is None or isinstance(value, (Class, Union, GenericAlias))


def union(m: Machine, x: object, y: object) -> object:
    """``x | y`` of types: members flattened, each once, in order."""
    members: list[object] = []
    for value in (x, y):
        for member in value.members if isinstance(value, Union) else (value,):
            if isinstance(member, Class) and member.builtin and member.name == 'NoneType':
                member = None
            if not any(same_type(member, seen) for seen in members):
                members.append(member)
    if len(members) == 1:
        return members[0]
    m.tracker.allocate(56 + 8 * len(members))
    m.tracker.work(len(members) * len(members) >> 2)
    return Union(tuple(members))


def same_type(x: object, y: object) -> bool:
    """Equality of two members of unions."""
    if x is y:
        return True
    if isinstance(x, GenericAlias) and isinstance(y, GenericAlias):
        return x.origin is y.origin and len(x.args) == len(y.args) and all(map(operator.is_, x.args, y.args))
    return False


def charge_containers(m: Machine, op: int, x: object, y: object) -> None:
    """Charge an operator on strings, sequences, sets and dicts; anything else costs nothing."""
    if op == ADD:
        if isinstance(x, SEQUENCES) and isinstance(y, SEQUENCES):
            charge_sequence(m, y if type(x) is str and x.isascii() else x, len(x) + len(y))
    elif op == MUL:
        if isinstance(x, SEQUENCES) and isinstance(y, int):
            charge_repeat(m, x, y)
        elif isinstance(y, SEQUENCES) and isinstance(x, int):
            charge_repeat(m, y, x)
    elif op == SUB or op >= AND:
        if isinstance(x, (set, frozenset)) and isinstance(y, (set, frozenset)):
            charge_sets(m, x, y)
        elif op == OR and isinstance(x, dict) and isinstance(y, dict):
            from .types.mappings import charge_dict

            charge_dict(m, len(x) + len(y))


def charge_sets(m: Machine, x: set[object] | frozenset[object], y: set[object] | frozenset[object]) -> None:
    """Charge a set made from two sets."""
    from .types.sets import charge_collisions

    size = len(x) + len(y)
    m.tracker.reserve(216 + 72 * size)
    m.tracker.allocate(0)
    m.tracker.work(size >> 1)
    charge_collisions(m, x)
    charge_collisions(m, y)


def charge_repeat(m: Machine, items: Sequence, count: int) -> None:
    """Charge ``items * count``; a count that no index can be is the host's to refuse."""
    if count <= sys.maxsize:
        charge_sequence(m, items, len(items) * max(count, 0))


def charge_sequence(m: Machine, like: object, length: int) -> None:
    """Charge a new sequence of ``length`` items of the type of ``like``."""
    if isinstance(like, (list, tuple)):
        m.tracker.reserve(56 + 8 * length)
        m.tracker.allocate(0)
    elif length > 16:
        size = length * 4 if isinstance(like, str) and not like.isascii() else length
        if size > 64:
            m.tracker.reserve(size + 64)


def inplace(m: Machine, op: int, x: object, y: object) -> object:
    """``x op= y`` for operands without operators of sandbox code: mutable containers change in place."""
    target = payload_of(x)
    if isinstance(target, (list, set, dict, bytearray)) and not isinstance(y, HeapObject) or isinstance(target, list):
        method = class_of(target).lookup(OPERATORS[op][3])
        if method is not ABSENT:
            result = m.call(method, [x, y], None)
            if result is not NotImplemented:
                return result
    return binary(m, op, x, y, True)


def unary(m: Machine, op: int, x: object) -> object:
    """``-x``, ``+x`` or ``~x`` (``op`` indexes ``UNARY``) for an operand without operators of sandbox code."""
    value = payload_of(x)
    if isinstance(value, int):
        bits = value.bit_length()
        if bits > SMALL_BITS:
            m.tracker.memory(bits >> 3)
            m.tracker.work(bits >> 9)
        value = int(value)  # ~ of a bool makes newer hosts print a warning
    scalar = SCALARS.get(type(value))
    if scalar is not None:
        return scalar.unary(m, UNARY[op][2], op, value)
    try:
        return UNARY[op][2](value)
    except HOST_ERRORS as error:
        raise m.host_error(error, [value]) from None


def compare(m: Machine, op: int, x: object, y: object, depth: int = 0) -> object:
    """A comparison by its number. A bool, or ABSENT where sandbox code (or the prelude) must decide.

    Raises Thrown TypeError for an ordering that the types don't have. Unlike ``walk.equal``, which compares as
    containers compare their items, it takes nothing as equal to itself unasked.
    """
    from . import walk

    x = payload_if_plain(x, op)
    y = payload_if_plain(y, op)
    if isinstance(x, (Instance, float, complex)) or isinstance(y, (Instance, float, complex)):
        if isinstance(x, Instance) or isinstance(y, Instance):
            return compare_instances(m, op, x, y)
        scalar = scalar_among(x, y)
        if scalar is not None:
            return scalar.compare(m, COMPARISONS[op][3], op, x, y)
        return COMPARISONS[op][3](x, y) if op == EQ or op == NE else host_order(m, op, x, y)
    scalar = scalar_among(x, y)
    if scalar is not None and not isinstance(x, HeapObject) and not isinstance(y, HeapObject):
        return scalar.compare(m, COMPARISONS[op][3], op, x, y)
    if op == EQ or op == NE:
        answer = walk.equal(m, x, y, depth)
        if answer == 2:
            return ABSENT
        return (answer == 1) is (op == EQ)
    if isinstance(x, slice) and isinstance(y, slice):
        x = (x.start, x.stop, x.step)
        y = (y.start, y.stop, y.step)
    if isinstance(x, (list, tuple)) and type(x) is type(y):
        return order_sequences(m, op, x, cast('list[object] | tuple[object, ...]', y), depth)
    if isinstance(x, VIEWS) or isinstance(y, VIEWS) and isinstance(x, (set, frozenset)):
        from .types.mappings import order_views

        return order_views(m, op, x, y)
    walk.charge_comparison(m, x, y)
    return host_order(m, op, x, y)


def scalar_among(x: object, y: object) -> Scalar | None:
    """What knows of one of two values that is of no type of the language's own."""
    if not SCALARS:
        return None
    return SCALARS.get(type(x)) or SCALARS.get(type(y))


def host_order(m: Machine, op: int, x: object, y: object) -> object:
    """The host's answer for values whose comparison is shallow."""
    try:
        return COMPARISONS[op][3](x, y)
    except TypeError:
        raise not_ordered(m, op, x, y) from None


def not_ordered(m: Machine, op: int, x: object, y: object) -> Exception:
    """The TypeError of an ordering that neither operand has."""
    symbol = COMPARISONS[op][0]
    return m.fail(
        'TypeError', f"'{symbol}' not supported between instances of '{m.type_name(x)}' and '{m.type_name(y)}'"
    )


def payload_if_plain(value: object, op: int) -> object:
    """The payload of an instance whose class leaves this comparison to the builtin type."""
    if not isinstance(value, Instance) or payload_of(value) is value:
        return value
    _, dunder, reflected, _ = COMPARISONS[op]
    if user_method(value, dunder) or user_method(value, reflected) or op == NE and user_method(value, '__eq__'):
        return value
    return value.payload


def compare_instances(m: Machine, op: int, x: object, y: object) -> object:
    """``compare`` where an operand is an instance that doesn't compare as its payload."""
    _, dunder, reflected, _ = COMPARISONS[op]
    if user_method(x, dunder) or user_method(y, reflected):
        return ABSENT
    if op == NE and (user_method(x, '__eq__') or user_method(y, '__eq__')):
        return ABSENT
    if op == EQ or op == NE:
        return (x is y) is (op == EQ)
    raise not_ordered(m, op, x, y)


def order_sequences(
    m: Machine,
    op: int,
    x: list[object] | tuple[object, ...],
    y: list[object] | tuple[object, ...],
    depth: int,
) -> object:
    """An ordering of two lists or two tuples: that of the first items that differ, else of the lengths."""
    from . import walk

    if depth > walk.MAX_DEPTH:
        return ABSENT
    length = min(len(x), len(y))
    m.tracker.work(1 + (length >> 3))
    for index in range(length):
        answer = walk.equal(m, x[index], y[index], depth + 1)
        if answer == 2:
            return ABSENT
        if answer == 0:
            return compare(m, op, x[index], y[index], depth + 1)
    return COMPARISONS[op][3](len(x), len(y))


def power(m: Machine, base: object, exponent: object, modulus: object) -> object:
    """``pow`` with three arguments, on exact values."""
    if isinstance(base, int) and isinstance(exponent, int) and isinstance(modulus, int):
        charge_modular_power(m, base, exponent, modulus)
    scalar = scalar_among(base, exponent) or scalar_among(modulus, None)
    if scalar is not None:
        return scalar.powered(m, base, exponent, modulus)
    try:
        return pow(base, exponent, modulus)  # type: ignore[call-overload]  # the host refuses other types
    except HOST_ERRORS as error:
        raise m.host_error(error, [base, exponent, modulus]) from None
