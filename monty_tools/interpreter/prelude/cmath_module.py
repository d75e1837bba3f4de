"""What of ``cmath`` runs sandbox code: numbers that are made by ``__complex__``, ``__float__`` or ``__index__``."""


def cmath_converted(function, real, args, options):
    made = [cmath_number(value, real) for value in args]
    tolerances = {}
    for name, value in options.items():
        tolerances[name] = cmath_number(value, real or name.endswith('_tol'))
    return function(*made, **tolerances)


def cmath_number(value, real):
    if _special(value, '__complex__') and not real:
        return complex(value)
    if _special(value, '__float__') or not isinstance(value, int) and _special(value, '__index__'):
        return float_new(value)
    return value
