"""``numbers``: ``_registered`` are the types that count as subclasses besides those that derive."""


def required(*names):
    """Abstract methods of these names."""
    made = {}
    for name in names:

        def method(self, *args):
            raise NotImplementedError

        method.__name__ = method.__qualname__ = name
        made[name] = abstractmethod(method)
    return made


class Number(metaclass=ABCMeta):
    __module__ = 'numbers'
    __slots__ = ()
    __hash__ = None
    _registered = ('int', 'float', 'complex', 'Decimal')


class Complex(Number):
    __module__ = 'numbers'
    __slots__ = ()
    _registered = ('int', 'float', 'complex')

    @abstractmethod
    def __complex__(self):
        raise NotImplementedError

    def __bool__(self):
        return self != 0

    @property
    @abstractmethod
    def real(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def imag(self):
        raise NotImplementedError

    __add__, __radd__, __neg__, __pos__ = required('__add__', '__radd__', '__neg__', '__pos__').values()
    __mul__, __rmul__, __truediv__ = required('__mul__', '__rmul__', '__truediv__').values()
    __rtruediv__, __pow__, __rpow__ = required('__rtruediv__', '__pow__', '__rpow__').values()
    __abs__, conjugate, __eq__ = required('__abs__', 'conjugate', '__eq__').values()

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


class Real(Complex):
    __module__ = 'numbers'
    __slots__ = ()
    _registered = ('int', 'float')
    __float__, __trunc__, __floor__ = required('__float__', '__trunc__', '__floor__').values()
    __ceil__, __round__, __floordiv__ = required('__ceil__', '__round__', '__floordiv__').values()
    __rfloordiv__, __mod__, __rmod__ = required('__rfloordiv__', '__mod__', '__rmod__').values()
    __lt__, __le__ = required('__lt__', '__le__').values()

    def __divmod__(self, other):
        return (self // other, self % other)

    def __rdivmod__(self, other):
        return (other // self, other % self)

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self


class Rational(Real):
    __module__ = 'numbers'
    __slots__ = ()
    _registered = ('int',)

    @property
    @abstractmethod
    def numerator(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def denominator(self):
        raise NotImplementedError

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    __module__ = 'numbers'
    __slots__ = ()
    _registered = ('int',)
    __int__, __lshift__, __rlshift__ = required('__int__', '__lshift__', '__rlshift__').values()
    __rshift__, __rrshift__, __and__ = required('__rshift__', '__rrshift__', '__and__').values()
    __rand__, __xor__, __rxor__ = required('__rand__', '__xor__', '__rxor__').values()
    __or__, __ror__, __invert__, __pow__ = required('__or__', '__ror__', '__invert__', '__pow__').values()

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(int(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1
