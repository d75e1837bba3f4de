"""``operator``: each function is the operator itself, so that it asks what the operator asks."""


def operator_add(a, b):
    return a + b


def operator_and_(a, b):
    return a & b


def operator_floordiv(a, b):
    return a // b


def operator_lshift(a, b):
    return a << b


def operator_matmul(a, b):
    return a @ b


def operator_mod(a, b):
    return a % b


def operator_mul(a, b):
    return a * b


def operator_or_(a, b):
    return a | b


def operator_pow(a, b):
    return a**b


def operator_rshift(a, b):
    return a >> b


def operator_sub(a, b):
    return a - b


def operator_truediv(a, b):
    return a / b


def operator_xor(a, b):
    return a ^ b


def operator_eq(a, b):
    return a == b


def operator_ne(a, b):
    return a != b


def operator_lt(a, b):
    return a < b


def operator_le(a, b):
    return a <= b


def operator_gt(a, b):
    return a > b


def operator_ge(a, b):
    return a >= b


def operator_iadd(a, b):
    a += b
    return a


def operator_iand(a, b):
    a &= b
    return a


def operator_ifloordiv(a, b):
    a //= b
    return a


def operator_ilshift(a, b):
    a <<= b
    return a


def operator_imatmul(a, b):
    a @= b
    return a


def operator_imod(a, b):
    a %= b
    return a


def operator_imul(a, b):
    a *= b
    return a


def operator_ior(a, b):
    a |= b
    return a


def operator_ipow(a, b):
    a **= b
    return a


def operator_irshift(a, b):
    a >>= b
    return a


def operator_isub(a, b):
    a -= b
    return a


def operator_itruediv(a, b):
    a /= b
    return a


def operator_ixor(a, b):
    a ^= b
    return a


def operator_is_(a, b):
    return a is b


def operator_is_not(a, b):
    return a is not b


def operator_is_none(a):
    return a is None


def operator_is_not_none(a):
    return a is not None


def operator_abs(a):
    return _abs(a)


def operator_index(a):
    return as_index(a)


def operator_inv(a):
    return ~a


operator_invert = operator_inv


def operator_neg(a):
    return -a


def operator_not_(a):
    return not a


def operator_pos(a):
    return +a


def operator_truth(a):
    return True if a else False


def operator_concat(a, b):
    if not _has_special(a, '__getitem__') or isinstance(a, dict):
        raise TypeError(f"'{_type_name(a)}' object can't be concatenated")
    return a + b


def operator_iconcat(a, b):
    if not _has_special(a, '__getitem__') or isinstance(a, dict):
        raise TypeError(f"'{_type_name(a)}' object can't be concatenated")
    a += b
    return a


def operator_contains(a, b):
    return b in a


def searched(a):
    try:
        return iter(a)
    except TypeError:
        pass
    raise TypeError(f"argument of type '{_type_name(a)}' is not iterable")


def operator_countOf(a, b):
    total = 0
    for item in searched(a):
        if item is b or item == b:
            total += 1
    return total


def operator_indexOf(a, b):
    at = 0
    for item in searched(a):
        if item is b or item == b:
            return at
        at += 1
    raise ValueError('sequence.index(x): x not in sequence')


def operator_getitem(a, b):
    return a[b]


def operator_setitem(a, b, c):
    a[b] = c


def operator_delitem(a, b):
    del a[b]


def operator_length_hint(obj, default):
    if not isinstance(default, int):
        raise TypeError(f"'{_type_name(default)}' object cannot be interpreted as an integer")
    if not _has_special(obj, '__len__') and not _has_special(obj, '__length_hint__'):
        return default
    if _has_special(obj, '__len__'):
        try:
            return length_of(obj)
        except TypeError:
            if not _has_special(obj, '__length_hint__'):
                return default
    try:
        hint = _call_special(obj, '__length_hint__')
    except TypeError:
        return default
    if hint is NotImplemented:
        return default
    if not isinstance(hint, int):
        raise TypeError(f'__length_hint__ must be an integer, not {_type_name(hint)}')
    if hint < 0:
        raise ValueError('__length_hint__() should return >= 0')
    return hint


class attrgetter:
    __module__ = 'operator'
    __slots__ = ('_names',)

    def __new__(cls, *args, **kwargs):
        name, names = _arguments('attrgetter', args, kwargs)
        for each in args:
            if not isinstance(each, str):
                raise TypeError('attribute name must be a string')
        self = object.__new__(cls)
        self._names = args
        return self

    def __call__(self, *args, **kwargs):
        (obj,) = _arguments('attrgetter call', args, kwargs)
        found = []
        for name in self._names:
            value = obj
            for part in name.split('.'):
                value = getattr(value, part)
            found.append(value)
        return found[0] if len(found) == 1 else tuple(found)

    def __repr__(self):
        return f'operator.attrgetter({", ".join([repr(name) for name in self._names])})'


class itemgetter:
    __module__ = 'operator'
    __slots__ = ('_items',)

    def __new__(cls, *args, **kwargs):
        _arguments('itemgetter', args, kwargs)
        self = object.__new__(cls)
        self._items = args
        return self

    def __call__(self, *args, **kwargs):
        (obj,) = _arguments('itemgetter call', args, kwargs)
        items = self._items
        if len(items) == 1:
            return obj[items[0]]
        return tuple([obj[item] for item in items])

    def __repr__(self):
        return f'operator.itemgetter({", ".join([repr(item) for item in self._items])})'


class methodcaller:
    __module__ = 'operator'
    __slots__ = ('_name', '_args', '_kwargs')

    def __new__(cls, *args, **kwargs):
        if not args:
            raise TypeError('methodcaller needs at least one argument, the method name')
        if not isinstance(args[0], str):
            raise TypeError('method name must be a string')
        self = object.__new__(cls)
        self._name = args[0]
        self._args = args[1:]
        self._kwargs = kwargs
        return self

    def __call__(self, *args, **kwargs):
        (obj,) = _arguments('methodcaller call', args, kwargs)
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        shown = [repr(self._name)]
        for value in self._args:
            shown.append(repr(value))
        for key, value in self._kwargs.items():
            shown.append(f'{key}={value!r}')
        return f'operator.methodcaller({", ".join(shown)})'
