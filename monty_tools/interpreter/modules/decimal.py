"""``decimal``: its numbers are the host's own, computed under the contexts of the run, never under the host thread's.

A context is a state of the host's that belongs to one run. Everything is computed within a ``contextvars.Context`` of
its own where it is the current one, since the host asks for that wherever it is not given one: the host's own contexts
are neither read nor marked.
"""

from __future__ import annotations

import contextvars
import decimal
import operator
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from ..natives import HOST_ERRORS, Native, payload_of
from ..objects import (
    HOST_CLASSES,
    Class,
    ExceptionValue,
    HeapObject,
    HostState,
    Instance,
    NativeFunction,
    NativeProperty,
)
from ..runtime import make_scalar_class
from ..scalars import RESTORERS, Scalar, define
from ..types.numbers import made_of_class
from ..types.tables import TypeTable, getters
from .decimal_costs import (
    Charge,
    charge_digits,
    charge_fma,
    charge_format,
    charge_integer,
    charge_integers,
    charge_linear,
    charge_nothing,
    charge_power,
    charge_precision,
    charge_product,
    charge_quotient,
    charge_ratio,
    charge_remainder,
    charge_rescaled,
    charge_root,
    charge_rounding,
    charge_series,
    charge_sum,
    spend,
)
from .entry import Entry

if TYPE_CHECKING:
    from ..arithmetic import HostOperator, HostUnary
    from ..machine import Machine
    from ..objects import Thrown

Kwargs = dict[str, object] | None
Host = Callable[..., object]

DECIMAL: Final[dict[str, Any]] = dict(vars(Decimal))
CONTEXT: Final[dict[str, Any]] = dict(vars(decimal.Context))
"""The host's methods and descriptors."""

SIGNALS: Final[dict[str, Any]] = {
    signal.__name__: signal
    for signal in (
        decimal.Clamped,
        decimal.InvalidOperation,
        decimal.DivisionByZero,
        decimal.Inexact,
        decimal.Rounded,
        decimal.Subnormal,
        decimal.Overflow,
        decimal.Underflow,
        decimal.FloatOperation,
    )
}
EXCEPTIONS: Final = (
    *('DecimalException', 'ConversionSyntax', 'DivisionImpossible', 'DivisionUndefined', 'InvalidContext'),
    *SIGNALS,
)
SETTINGS: Final = ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp')
"""What a context is made of besides its flags and traps, in the order of the constructor's parameters."""
PARAMETERS: Final = (*SETTINGS, 'flags', 'traps')

CURRENT: Final = 'decimal.context'
TEMPLATES: Final[dict[str, decimal.Context]] = {
    'DefaultContext': decimal.Context(
        prec=28,
        rounding=decimal.ROUND_HALF_EVEN,
        Emin=-999999,
        Emax=999999,
        capitals=1,
        clamp=0,
        flags=[],
        traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
    ),
    'BasicContext': decimal.Context(
        prec=9,
        rounding=decimal.ROUND_HALF_UP,
        Emin=-999999,
        Emax=999999,
        capitals=1,
        clamp=0,
        flags=[],
        traps=[
            decimal.Clamped,
            decimal.InvalidOperation,
            decimal.DivisionByZero,
            decimal.Overflow,
            decimal.Underflow,
        ],
    ),
    'ExtendedContext': decimal.Context(
        prec=9,
        rounding=decimal.ROUND_HALF_EVEN,
        Emin=-999999,
        Emax=999999,
        capitals=1,
        clamp=0,
        flags=[],
        traps=[],
    ),
}
"""The module's three contexts as CPython has them, whatever the host has made of its own."""
EXACT: Final = decimal.Context(
    prec=decimal.MAX_PREC, Emin=decimal.MIN_EMIN, Emax=decimal.MAX_EMAX, capitals=1, traps=[decimal.InvalidOperation]
)
"""For texts in snapshots. Its flags are never looked at."""


class Stranger:
    """Stands for a value that no function of ``decimal`` takes: the host must not see objects of the sandbox."""


# Contexts


def flags_of(context: Any) -> Any:
    """A host context's flags: they are a mapping, and compiled code would insist on a dict."""
    return context.flags


def traps_of(context: Any) -> Any:
    """Likewise."""
    return context.traps


class ContextState(HostState):
    """A context. ``space`` is where it is the current one."""

    def __init__(self, context: decimal.Context) -> None:
        super().__init__('decimal.Context')
        self.context = context
        self.template = ''  # the name, of one of the module's three: those are copied when they are made current
        self.space = contextvars.Context()
        self.space.run(decimal.setcontext, context)

    def save(self) -> bytes:
        context = self.context
        parts = [str(CONTEXT[name].__get__(context)) for name in SETTINGS]
        for signals in (flags_of(context), traps_of(context)):
            parts.append(''.join(['1' if signals[signal] else '0' for signal in SIGNALS.values()]))
        return ' '.join([*parts, self.template]).encode()

    def trace(self, out: list[object]) -> int:
        return 600


def restored_context(data: bytes) -> HostState:
    """A context of what ``save`` made of it. Raises ValueError, or TypeError, for anything else."""
    parts = data.decode('ascii').split(' ')
    if len(parts) != 9 or (parts[8] and parts[8] not in TEMPLATES):
        raise ValueError('no context')
    prec, rounding, least, most, capitals, clamp, flags, traps, template = parts
    made = decimal.Context(int(prec), rounding, int(least), int(most), int(capitals), int(clamp), [], [])
    for text, target in ((flags, flags_of(made)), (traps, traps_of(made))):
        if len(text) != len(SIGNALS) or not set(text) <= {'0', '1'}:
            raise ValueError('no signals')
        for signal, mark in zip(SIGNALS.values(), text, strict=True):
            target[signal] = mark == '1'
    state = ContextState(made)
    state.template = template
    return state


RESTORERS['decimal.Context'] = restored_context


def new_state(m: Machine, context: decimal.Context) -> ContextState:
    m.tracker.allocate(600)
    return ContextState(context)


def template_of(m: Machine, name: str) -> ContextState:
    """The run's own ``DefaultContext``, ``BasicContext`` or ``ExtendedContext``."""
    found = m.kept.get(f'decimal.{name}')
    if isinstance(found, ContextState):
        return found
    state = new_state(m, TEMPLATES[name].copy())
    state.template = name
    m.kept[f'decimal.{name}'] = state
    return state


def current(m: Machine) -> ContextState:
    """The context that the run works with."""
    found = payload_of(m.kept.get(CURRENT))
    if isinstance(found, ContextState):
        return found
    state = new_state(m, template_of(m, 'DefaultContext').context.copy())
    state.context.clear_flags()
    m.kept[CURRENT] = state
    return state


def enter(m: Machine, value: object) -> None:
    """Make a context the current one; one of the module's three is copied."""
    state = payload_of(value)
    if not isinstance(state, ContextState):
        raise m.fail('TypeError', 'argument must be a context')
    if state.template:
        value = new_state(m, state.context.copy())
        value.context.clear_flags()
    m.kept[CURRENT] = value


class Template(NativeProperty):
    """``DefaultContext`` and its kin: each run has its own."""

    def read(self, m: Machine, obj: object) -> object:
        return template_of(m, self.name)


# What goes to the host and comes back


def host_value(value: object) -> object:
    """An argument as the host may see it."""
    plain = payload_of(value)
    if isinstance(plain, ContextState):
        return plain.context
    return Stranger() if isinstance(plain, HeapObject) else plain


def host_options(kwargs: Kwargs) -> dict[str, object]:
    return {name: host_value(value) for name, value in (kwargs or {}).items()}


def host_number(m: Machine, value: object) -> object:
    """``host_value`` of what a decimal is made of: sequences are copied, with plain items."""
    plain = payload_of(value)
    if isinstance(plain, (list, tuple)) and len(plain) == 3:
        parts = [host_value(part) for part in plain]
        digits = parts[1]
        if isinstance(digits, (list, tuple)):
            m.tracker.reserve(9 * len(digits))
            m.tracker.work(len(digits) >> 1)
            parts[1] = tuple([host_value(digit) for digit in digits])
        elif isinstance(digits, (str, bytes, bytearray, range)):
            spend(m, 64 * len(digits))
        return tuple(parts)
    if isinstance(plain, (list, tuple)):
        return tuple([None] * min(len(plain), 4))  # the host refuses it for its length
    if isinstance(plain, str):
        m.tracker.work(len(plain) >> 5)
        m.tracker.memory(len(plain) >> 1)
    return host_value(plain)


def sandbox_class(name: str) -> Class:
    """An exception of the module's."""
    from . import defined

    found = defined(f'decimal.{name}')
    assert isinstance(found, Class)
    return found


def sandbox_value(value: object) -> object:
    """A condition that the host names, as the sandbox's class."""
    if isinstance(value, type) and issubclass(value, decimal.DecimalException):
        return sandbox_class(value.__name__)
    return value


def host_signal(value: object) -> object:
    """The host's signal for the sandbox's class; for anything else, what the host refuses."""
    if isinstance(value, Class) and value.module == 'decimal' and value.name in SIGNALS:
        if sandbox_class(value.name) is value:
            return SIGNALS[value.name]
    return host_value(value)


def thrown(m: Machine, error: BaseException, args: list[object]) -> Thrown:
    """An error of the host's as the sandbox's. ``args`` are those of the call, self first."""
    if isinstance(error, decimal.DecimalException):
        found: list[object] = []
        for arg in error.args:
            found.append([sandbox_value(each) for each in arg] if isinstance(arg, list) else arg)
        return m.throw(ExceptionValue(sandbox_class(type(error).__name__), tuple(found)))
    if isinstance(error, MemoryError):
        return m.fail('MemoryError', '')
    text = error.args[0] if len(error.args) == 1 else None
    if isinstance(text, str) and 'Stranger' in text:
        for arg in args:
            plain = payload_of(arg)
            if isinstance(plain, HeapObject) and not isinstance(plain, ContextState):
                text = text.replace('Stranger', m.type_name(arg))
        return m.fail(type(error).__name__, text)
    return m.host_error(error, [None, *args])


def run(m: Machine, state: ContextState, function: Host, plain: list[object], args: list[object]) -> object:
    """The host's function where ``state`` is the current context."""
    try:
        return state.space.run(function, *plain)
    except (*HOST_ERRORS, MemoryError) as error:
        failure: BaseException = error
    raise thrown(m, failure, args)


def run_named(
    m: Machine, state: ContextState, function: Host, plain: list[object], options: dict[str, object], args: list[object]
) -> object:
    try:
        return state.space.run(function, *plain, **options)
    except (*HOST_ERRORS, MemoryError) as error:
        failure: BaseException = error
    raise thrown(m, failure, args)


KEYWORDS: Final = ('a', 'b', 'other', 'third', 'exp', 'modulo', 'ndigits')
"""Names of parameters that take numbers, in their order."""


def operands(plain: list[object], options: dict[str, object]) -> list[object]:
    """What a charge looks at: the numbers, named ones in their order."""
    return [*plain, *[options[name] for name in KEYWORDS if name in options]] if options else plain


class DecimalMethod(NativeFunction):
    """A method of the host's ``Decimal``."""

    def __init__(self, name: str, charge: Charge) -> None:
        super().__init__(name)
        self.charge = charge
        self.function: Host = DECIMAL[name]

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        plain = [host_value(arg) for arg in args]
        options = host_options(kwargs)
        state = current(m)
        context = state.context
        for value in (*plain, *options.values()):
            if isinstance(value, decimal.Context):
                context = value
        if plain and type(plain[0]) is Decimal:
            numbers = operands(plain, options)
            charge_integers(m, numbers)
            self.charge(m, context, numbers)
        if options:
            return run_named(m, state, self.function, plain, options, args)
        return run(m, state, self.function, plain, args)


class ContextMethod(NativeFunction):
    """A method of the host's ``Context``."""

    def __init__(self, name: str, charge: Charge) -> None:
        super().__init__(name)
        self.charge = charge
        self.function: Host = CONTEXT[name]

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if self.name == 'create_decimal':
            plain = [host_value(args[0]), *[host_number(m, arg) for arg in args[1:]]]
        else:
            plain = [host_value(arg) for arg in args]
        options = host_options(kwargs)
        state = payload_of(args[0]) if args else None
        if not isinstance(state, ContextState):
            return run_named(m, current(m), self.function, plain, options, args)
        numbers = operands(plain[1:], options)
        charge_integers(m, numbers)
        self.charge(m, state.context, numbers)
        return run_named(m, state, self.function, plain, options, args)


# Natives of Decimal


def decimal_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``Decimal(value='0', context=None)``."""
    plain = [host_number(m, args[0]), *[host_value(arg) for arg in args[1:]]] if args else []
    options = host_options(kwargs)
    if 'value' in options:
        options['value'] = host_number(m, (kwargs or {})['value'])
    charge_integers(m, [*plain, *options.values()])
    return run_named(m, current(m), Decimal, plain, options, [*args, *(kwargs or {}).values()])


def from_float(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``Decimal.from_float(f)``; a class method: ``args[0]`` is the class."""
    plain = [host_value(arg) for arg in args[1:]]
    charge_integers(m, plain)
    value = run_named(m, current(m), Decimal.from_float, plain, host_options(kwargs), args[1:])
    return made_of_class(m, args[0], value)


def from_number(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``Decimal.from_number(number)``; a class method: ``args[0]`` is the class."""
    plain = [host_value(arg) for arg in args[1:]]
    charge_integers(m, plain)
    function: Host = DECIMAL['from_number'].__get__(None, Decimal)
    value = run_named(m, current(m), function, plain, host_options(kwargs), args[1:])
    return made_of_class(m, args[0], value)


AS_TUPLE: Final[NativeFunction] = DecimalMethod('as_tuple', charge_digits)


def as_tuple(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    found = AS_TUPLE.invoke(m, args, kwargs)
    assert isinstance(found, tuple)
    m.tracker.allocate(150)
    made = Instance(sandbox_class('DecimalTuple'))
    made.payload = (found[0], found[1], found[2])
    return made


def formatted(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``__format__(spec)``."""
    plain = [host_value(arg) for arg in args]
    if len(plain) == 2 and type(plain[0]) is Decimal and type(plain[1]) is str:
        charge_format(m, plain[0], plain[1])
        plain = plain[:2]  # the third is an override of the locale
    return run_named(m, current(m), DECIMAL['__format__'], plain, host_options(kwargs), args)


def itself(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``__copy__`` and ``__deepcopy__``."""
    return payload_of(args[0])


def real_part(m: Machine, obj: object) -> object:
    return payload_of(obj)


def imaginary_part(m: Machine, obj: object) -> object:
    return Decimal(0)


# Natives of Context


def context_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``Context(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)``,
    with the run's ``DefaultContext`` for what is None."""
    given: dict[str, object] = dict(zip(PARAMETERS, args, strict=False))
    if len(args) > len(PARAMETERS) or any(name in given or name not in PARAMETERS for name in kwargs or {}):
        return run_named(m, current(m), decimal.Context, [None] * len(args), dict.fromkeys(kwargs or {}), args)
    given.update(kwargs or {})
    default = template_of(m, 'DefaultContext').context
    options: dict[str, object] = {}
    for name in SETTINGS:
        value = given.get(name)
        options[name] = CONTEXT[name].__get__(default) if value is None else host_value(value)
    options['traps'] = host_signals(traps_of(default)) if given.get('traps') is None else signals_of(m, given['traps'])
    options['flags'] = [] if given.get('flags') is None else signals_of(m, given['flags'])
    made = run_named(m, current(m), decimal.Context, [], options, args)
    assert isinstance(made, decimal.Context)
    return new_state(m, made)


def host_signals(marked: Any) -> list[object]:
    """The signals that are set among a host context's flags or traps."""
    return [signal for signal in SIGNALS.values() if marked[signal]]


def signals_of(m: Machine, value: object) -> object:
    """Flags or traps that a program gives, as the host takes them: a list of signals, or a dict with all of them."""
    plain = payload_of(value)
    if isinstance(plain, list):
        m.tracker.work(len(plain))
        return [host_signal(item) for item in plain]
    if isinstance(plain, dict):
        if len(plain) != len(SIGNALS):
            return {}
        return {host_signal(key): m.truth(item) is not False for key, item in plain.items()}
    if isinstance(plain, Instance) and plain.cls is sandbox_class('SignalDict'):
        signals = signals_in(m, plain.slots or {})
        return {signal: signals[signal] for signal in SIGNALS.values()}
    return Stranger() if isinstance(plain, HeapObject) else plain


def signals_in(m: Machine, slots: dict[str, object]) -> Any:
    """The host's flags or traps that an object of the prelude stands for."""
    return signals_at(m, slots.get('_context'), slots.get('_kind'))


def signals_at(m: Machine, state: object, kind: object) -> Any:
    if not isinstance(state, ContextState):
        raise m.fail('TypeError', 'argument must be a context')
    return traps_of(state.context) if kind == 'traps' else flags_of(state.context)


def signal(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_signal(context, kind, key)``: one of the flags or traps."""
    return bool(signals_at(m, args[0], args[1])[host_signal(args[2])])


def set_signal(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_set_signal(context, kind, key, value)``."""
    signals_at(m, args[0], args[1])[host_signal(args[2])] = args[3] is True
    return None


def enter_context(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_enter_context(context)``."""
    enter(m, args[0])
    return None


class Setting(NativeProperty):
    """One of ``SETTINGS`` of a context."""

    def read(self, m: Machine, obj: object) -> object:
        state = payload_of(obj)
        assert isinstance(state, ContextState)
        value: object = CONTEXT[self.name].__get__(state.context)
        return value

    def write(self, m: Machine, obj: object, value: object) -> bool:
        state = payload_of(obj)
        assert isinstance(state, ContextState)
        try:
            CONTEXT[self.name].__set__(state.context, host_value(value))
        except HOST_ERRORS as error:
            raise thrown(m, error, [value]) from None
        return True

    def remove(self, m: Machine, obj: object) -> None:
        raise m.fail('AttributeError', 'context attributes cannot be deleted')


class Signals(NativeProperty):
    """``flags`` or ``traps`` of a context: the prelude's object that stands for them."""

    def read(self, m: Machine, obj: object) -> object:
        m.tracker.allocate(200)
        made = Instance(sandbox_class('SignalDict'))
        made.slots = {'_context': payload_of(obj), '_kind': self.name}
        return made

    def write(self, m: Machine, obj: object, value: object) -> bool:
        state = payload_of(obj)
        assert isinstance(state, ContextState)
        if isinstance(payload_of(value), list):
            raise m.fail('TypeError', 'argument must be a signal dict')
        self.assign(m, state, value)
        return True

    def assign(self, m: Machine, state: ContextState, value: object) -> None:
        """Set them as a program gives them."""
        given = signals_of(m, value)
        try:
            if self.name == 'flags':
                probe = decimal.Context(flags=given)  # type: ignore[arg-type]  # the host refuses what is wrong
                chosen = host_signals(flags_of(probe))
            else:
                probe = decimal.Context(traps=given)  # type: ignore[arg-type]  # likewise
                chosen = host_signals(traps_of(probe))
        except HOST_ERRORS as error:
            raise thrown(m, error, [value]) from None
        target: Any = flags_of(state.context) if self.name == 'flags' else traps_of(state.context)
        for each in SIGNALS.values():
            target[each] = each in chosen

    def remove(self, m: Machine, obj: object) -> None:
        raise m.fail('AttributeError', 'context attributes cannot be deleted')


def context_copy(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``copy()``."""
    state = payload_of(args[0])
    if not isinstance(state, ContextState) or len(args) > 1 or kwargs:
        return run_named(m, current(m), CONTEXT['copy'], list(map(host_value, args)), host_options(kwargs), args)
    return new_state(m, state.context.copy())


def context_deepcopy(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return context_copy(m, args[:1], None)


def context_repr(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    state = payload_of(args[0])
    if not isinstance(state, ContextState):
        raise m.fail('TypeError', "descriptor '__repr__' requires a 'decimal.Context' object")
    return repr(state.context)


def get_context(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``getcontext()``."""
    if args or kwargs:
        return decimal.getcontext(*map(host_value, args), **host_options(kwargs))  # which raises
    state = current(m)
    return m.kept.get(CURRENT, state)


def set_context(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``setcontext(context)``."""
    if len(args) != 1 or kwargs:
        stand_ins: list[object] = [None] * len(args)
        run_named(m, current(m), decimal.setcontext, stand_ins, dict.fromkeys(kwargs or {}), args)
    enter(m, args[0])
    return None


def local_context(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``localcontext(ctx=None, **settings)``: a copy with other settings, as the prelude's context manager."""
    options = dict(kwargs or {})
    if len(args) > 1 or any(name != 'ctx' and name not in PARAMETERS for name in options) or args and 'ctx' in options:
        stand_ins: list[object] = [None] * len(args)
        return run_named(m, current(m), decimal.localcontext, stand_ins, dict.fromkeys(options), args)
    outer = get_context(m, [], None)
    given = args[0] if args else options.pop('ctx', None)
    source = payload_of(outer if given is None else given)
    if not isinstance(source, ContextState):
        raise m.fail('TypeError', 'optional argument must be a context')
    inner = new_state(m, source.context.copy())
    for name in PARAMETERS:
        value = options.get(name)
        if value is None:
            continue
        member = CONTEXT_GETTERS[name]
        if isinstance(member, Signals):
            member.assign(m, inner, value)
        else:
            member.write(m, inner, value)
    return m.call_prelude('decimal_localcontext', [outer, inner])


# The scalar


class DecimalScalar(Scalar):
    """``Decimal``: every operation under the run's current context."""

    def save(self, value: object) -> str:
        assert isinstance(value, Decimal)
        return EXACT.copy().to_sci_string(value)

    def restore(self, text: str) -> object:
        value = Decimal(text, EXACT.copy())
        if EXACT.copy().to_sci_string(value) != text:
            raise ValueError('not the text of a decimal')
        return value

    def thrown(self, m: Machine, error: BaseException, values: list[object]) -> Exception:
        return thrown(m, error, values)

    def repr_of(self, m: Machine, value: object) -> str:
        return self.text(m, repr, value)

    def text_of(self, m: Machine, value: object) -> str:
        return self.text(m, str, value)

    def text(self, m: Machine, function: Host, value: object) -> str:
        state = current(m)
        charge_linear(m, state.context, [value, value, value])
        found = run(m, state, function, [value], [value])
        assert isinstance(found, str)
        return found

    def formatted(self, m: Machine, value: object, spec: str) -> str:
        assert isinstance(value, Decimal)
        charge_format(m, value, spec)
        found = run(m, current(m), DECIMAL['__format__'], [value, spec], [value])
        assert isinstance(found, str)
        return found

    def check_key(self, m: Machine, value: object) -> None:
        assert isinstance(value, Decimal)
        m.tracker.work(10)
        charge_linear(m, EXACT, [value])
        if value.is_snan():
            raise m.fail('TypeError', 'Cannot hash a signaling NaN value')

    def binary(self, m: Machine, operator: HostOperator, op: int, x: object, y: object) -> object:
        state = current(m)
        if is_operand(x) and is_operand(y):
            charge_integers(m, [x, y])
            BINARY[op](m, state.context, [x, y])
        return run(m, state, operator, [x, y], [x, y])

    def powered(self, m: Machine, base: object, exponent: object, modulus: object) -> object:
        state = current(m)
        if is_operand(base) and is_operand(exponent) and is_operand(modulus):
            charge_integers(m, [base, exponent, modulus])
            charge_power(m, state.context, [base, exponent, modulus])
        if type(base) is not Decimal and type(exponent) is not Decimal:
            # CPython 3.12 and 3.13 look for a decimal's type among these two, and crash.
            if not isinstance(base, int) or not isinstance(exponent, int):
                raise unsupported_power(m, base, exponent, modulus)
            base = Decimal(base)
        return run(m, state, pow, [base, exponent, modulus], [base, exponent, modulus])

    def unary(self, m: Machine, operator: HostUnary, op: int, x: object) -> object:
        state = current(m)
        charge_linear(m, state.context, [x])
        return run(m, state, operator, [x], [x])

    def equal(self, m: Machine, x: object, y: object) -> bool:
        return self.compare(m, operator.eq, 2, x, y) is True

    def compare(self, m: Machine, operator: HostOperator, op: int, x: object, y: object) -> object:
        state = current(m)
        m.tracker.work(1)
        if is_operand(x) and is_operand(y):
            charge_integers(m, [x, y])
            charge_linear(m, state.context, [x, y])
        elif not isinstance(x, (float, complex)) and not isinstance(y, (float, complex)):
            x = x if is_operand(x) else Stranger() if op in (2, 3) else x
            y = y if is_operand(y) else Stranger() if op in (2, 3) else y
        return run(m, state, operator, [x, y], [x, y])


def unsupported_power(m: Machine, base: object, exponent: object, modulus: object) -> Thrown:
    if isinstance(base, float) or isinstance(exponent, float):
        return m.fail('TypeError', 'pow() 3rd argument not allowed unless all arguments are integers')
    names = ', '.join([f"'{m.type_name(value)}'" for value in (base, exponent, modulus)])
    return m.fail('TypeError', f'unsupported operand type(s) for ** or pow(): {names}')


def is_operand(value: object) -> bool:
    return isinstance(value, (Decimal, int))


BINARY: Final[list[Charge]] = [
    charge_sum,
    charge_sum,
    charge_product,
    charge_nothing,
    charge_quotient,
    charge_remainder,
    charge_remainder,
    charge_power,
    *[charge_nothing] * 5,
]
"""What an operator costs, by its number in ``arithmetic.OPERATORS``."""


# The tables


def charges(groups: dict[str, Charge]) -> dict[str, Charge]:
    return {name: charge for names, charge in groups.items() for name in names.split()}


SHARED_CHARGES: Final = charges(
    {
        'canonical is_canonical is_finite is_infinite is_nan is_normal is_qnan is_signed is_snan is_subnormal is_zero '
        'radix': charge_nothing,
        'compare compare_signal compare_total compare_total_mag copy_abs copy_negate copy_sign logb logical_and '
        'logical_or logical_xor max max_mag min min_mag normalize number_class same_quantum scaleb to_eng_string '
        'to_integral to_integral_exact to_integral_value': charge_linear,
        'logical_invert next_minus next_plus next_toward rotate shift': charge_precision,
        'exp ln log10': charge_series,
        'fma': charge_fma,
        'quantize': charge_rescaled,
        'remainder_near': charge_remainder,
        'sqrt': charge_root,
    }
)
DECIMAL_CHARGES: Final = {
    **SHARED_CHARGES,
    **charges(
        {
            'adjusted conjugate __bool__': charge_nothing,
            '__abs__ __neg__ __pos__ __hash__ __repr__ __str__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __float__ '
            '__complex__': charge_linear,
            '__add__ __radd__ __sub__ __rsub__': charge_sum,
            '__mul__ __rmul__': charge_product,
            '__truediv__': charge_quotient,
            '__floordiv__ __mod__ __divmod__': charge_remainder,
            '__pow__': charge_power,
            '__int__ __trunc__ __floor__ __ceil__': charge_integer,
            '__round__': charge_rounding,
            'as_integer_ratio': charge_ratio,
        }
    ),
}
"""The methods of ``Decimal`` that are the host's own."""


def charge_quotient_reflected(m: Machine, context: decimal.Context, args: list[object]) -> None:
    charge_quotient(m, context, args[::-1])


def charge_remainder_reflected(m: Machine, context: decimal.Context, args: list[object]) -> None:
    charge_remainder(m, context, args[::-1])


def charge_power_reflected(m: Machine, context: decimal.Context, args: list[object]) -> None:
    charge_power(m, context, args[:2][::-1])


REFLECTED_CHARGES: Final = charges(
    {
        '__rtruediv__': charge_quotient_reflected,
        '__rfloordiv__ __rmod__ __rdivmod__': charge_remainder_reflected,
        '__rpow__': charge_power_reflected,
    }
)

CONTEXT_CHARGES: Final = {
    **SHARED_CHARGES,
    **charges(
        {
            'Etiny Etop clear_flags clear_traps': charge_nothing,
            'abs plus minus copy_decimal create_decimal create_decimal_from_float to_sci_string': charge_linear,
            'add subtract': charge_sum,
            'multiply': charge_product,
            'divide': charge_quotient,
            'divide_int divmod remainder': charge_remainder,
            'power': charge_power,
        }
    ),
}
"""The methods of ``Context`` that are the host's own."""


def decimal_methods() -> dict[str, NativeFunction]:
    made: dict[str, NativeFunction] = {}
    for name, charge in {**DECIMAL_CHARGES, **REFLECTED_CHARGES}.items():
        made[name] = DecimalMethod(name, charge)
    made['as_tuple'] = Native('as_tuple', as_tuple)
    made['__format__'] = Native('__format__', formatted)
    made['__copy__'] = Native('__copy__', itself)
    made['__deepcopy__'] = Native('__deepcopy__', itself)
    made['from_float'] = Native('from_float', from_float)
    made['from_float'].classmethod = True
    if 'from_number' in DECIMAL:
        made['from_number'] = Native('from_number', from_number)
        made['from_number'].classmethod = True
    return made


def context_methods() -> dict[str, NativeFunction]:
    made: dict[str, NativeFunction] = {name: ContextMethod(name, charge) for name, charge in CONTEXT_CHARGES.items()}
    made['copy'] = Native('copy', context_copy)
    made['__copy__'] = Native('__copy__', context_copy)
    made['__deepcopy__'] = Native('__deepcopy__', context_deepcopy)
    made['__repr__'] = Native('__repr__', context_repr)
    return made


CONTEXT_GETTERS: Final[dict[str, NativeProperty]] = {
    **{name: Setting(name) for name in SETTINGS},
    'flags': Signals('flags'),
    'traps': Signals('traps'),
}
DECIMAL_CLASS: Final = make_scalar_class(
    'Decimal',
    'decimal',
    TypeTable(decimal_methods(), getters({'real': real_part, 'imag': imaginary_part}), decimal_new),
)
CONTEXT_CLASS: Final = make_scalar_class(
    'Context', 'decimal', TypeTable(context_methods(), CONTEXT_GETTERS, context_new)
)
HOST_CLASSES[ContextState] = CONTEXT_CLASS
SCALAR: Final = DecimalScalar('decimal.Decimal', Decimal, DECIMAL_CLASS)
define(SCALAR)

CONSTANTS: Final = (
    'HAVE_CONTEXTVAR HAVE_THREADS MAX_EMAX MAX_PREC MIN_EMIN MIN_ETINY ROUND_05UP ROUND_CEILING ROUND_DOWN ROUND_FLOOR '
    'ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UP'
).split()

NAMES: Final[dict[str, object]] = {
    'Decimal': DECIMAL_CLASS,
    'Context': CONTEXT_CLASS,
    'getcontext': Native('getcontext', get_context),
    'setcontext': Native('setcontext', set_context),
    'localcontext': Native('localcontext', local_context),
    **{name: Template(name) for name in TEMPLATES},
    **{name: vars(decimal)[name] for name in CONSTANTS},
}
PRELUDE: Final = ('DecimalTuple', *EXCEPTIONS)
HELPERS: Final = ('decimal_localcontext',)
NEEDS: Final = {
    'MutableMapping': 'collections.abc.MutableMapping',
    'shared_named_tuple': 'collections.shared_named_tuple',
}
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_enter_context': Native('_enter_context', enter_context),
    '_set_signal': Native('_set_signal', set_signal),
    '_signal': Native('_signal', signal),
}
DIFFERENT: Final = {
    'getcontext localcontext setcontext': 'all tasks of a program share one current context',
}

ENTRY: Final = Entry(
    NAMES,
    PRELUDE,
    INTRINSICS,
    HELPERS,
    NEEDS,
    different={name: how for names, how in DIFFERENT.items() for name in names.split()},
)
