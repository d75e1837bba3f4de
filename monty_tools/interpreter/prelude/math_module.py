"""What of ``math`` runs sandbox code: numbers that are made by ``__float__`` or ``__index__``, lazy iterables.

The natives of ``modules/math.py`` come here with themselves and what they were called with.
"""


def math_float(value):
    """What the host's ``PyFloat_AsDouble`` does: any float as it is, else ``__float__``, else ``__index__``."""
    if isinstance(value, float):
        return _payload(value)
    if _special(value, '__float__') or not isinstance(value, int) and _special(value, '__index__'):
        return float_new(value)
    if not isinstance(value, int):
        if _has_special(value, '__float__'):
            return float(value)
        raise TypeError(f'must be real number, not {_type_name(value)}')
    return _payload(value)


def math_with_floats(function, args, options):
    converted = [math_float(value) for value in args]
    return function(*converted, **{name: math_float(options[name]) for name in options})


def math_with_indexes(function, args, options):
    converted = [as_index(value) for value in args]
    return function(*converted, **options)


def math_ldexp(function, x, i):
    return function(math_float(x), i)


def math_with_lists(function, args, options):
    lists = []
    for source in args:
        lists.append(collect(source))
    return function(*lists, **options)


def math_with_tuples(function, points):
    first = tuple(collect(points[0]))
    return function(first, tuple(collect(points[1])))


def math_dist(function, points):
    first = tuple([math_float(value) for value in points[0]])
    second = tuple([math_float(value) for value in points[1]])
    return function(first, second)


def math_fsum(function, items):
    return function([math_float(value) for value in items])


def math_prod(items, start):
    result = start
    for item in items:
        result = result * item
    return result


def math_sumprod(function, p, q):
    total = 0
    if len(p) != len(q):
        raise ValueError('Inputs are not the same length')
    for index in range(len(p)):
        total = total + p[index] * q[index]
    return total
