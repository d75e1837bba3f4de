"""``decimal``: its exceptions, and the objects around contexts. Numbers and contexts are natives."""

DecimalTuple = shared_named_tuple('DecimalTuple', 'sign digits exponent', module='decimal')


class DecimalException(ArithmeticError):
    __module__ = 'decimal'


class Clamped(DecimalException):
    __module__ = 'decimal'


class InvalidOperation(DecimalException):
    __module__ = 'decimal'


class ConversionSyntax(InvalidOperation):
    __module__ = 'decimal'


class DivisionByZero(DecimalException, ZeroDivisionError):
    __module__ = 'decimal'


class DivisionImpossible(InvalidOperation):
    __module__ = 'decimal'


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    __module__ = 'decimal'


class Inexact(DecimalException):
    __module__ = 'decimal'


class InvalidContext(InvalidOperation):
    __module__ = 'decimal'


class Rounded(DecimalException):
    __module__ = 'decimal'


class Subnormal(DecimalException):
    __module__ = 'decimal'


class Overflow(Inexact, Rounded):
    __module__ = 'decimal'


class Underflow(Inexact, Rounded, Subnormal):
    __module__ = 'decimal'


class FloatOperation(DecimalException, TypeError):
    __module__ = 'decimal'


class SignalDict(MutableMapping):
    """The flags or the traps of a context, read and set there."""

    __module__ = 'abc'
    __slots__ = ('_context', '_kind')
    __final_class__ = True
    __hash__ = None

    def __getitem__(self, key):
        return _signal(self._context, self._kind, key)

    def __setitem__(self, key, value):
        _set_signal(self._context, self._kind, key, True if value else False)

    def __delitem__(self, key):
        raise ValueError('signal keys cannot be deleted')

    def __iter__(self):
        return iter(SIGNALS)

    def __len__(self):
        return len(SIGNALS)

    def __eq__(self, other):
        if isinstance(other, SignalDict):
            return self.copy() == other.copy()
        if isinstance(other, dict):
            if len(other) != len(SIGNALS):
                raise ValueError('invalid signal dict')
            return self.copy() == {key: True if other[key] else False for key in other}
        return NotImplemented

    def __repr__(self):
        return '{' + ', '.join([f'{key!r}:{value!r}' for key, value in self.items()]) + '}'

    def copy(self):
        return {key: self[key] for key in SIGNALS}


SIGNALS = (
    InvalidOperation,
    FloatOperation,
    DivisionByZero,
    Overflow,
    Underflow,
    Subnormal,
    Inexact,
    Rounded,
    Clamped,
)


class ContextManager:
    """What ``localcontext`` gives: a context of its own for a block."""

    __module__ = 'decimal'
    __slots__ = ('_outer', '_inner')
    __final_class__ = True

    def __enter__(self):
        _enter_context(self._inner)
        return self._inner

    def __exit__(self, *error):
        _enter_context(self._outer)
        return False


def decimal_localcontext(outer, inner):
    made = object.__new__(ContextManager)
    made._outer = outer
    made._inner = inner
    return made
