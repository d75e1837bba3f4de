"""``copy``."""


class Error(Exception):
    __module__ = 'copy'


error = Error


def copy(x):
    cls = type(x)
    kind = _kind_of_value(x)
    if kind == 'atom' or cls is tuple or cls is frozenset or cls is slice:
        return x
    if kind == 'bound':
        return _rebound(x, x.__self__)
    if cls in (list, dict, set, bytearray):
        return x.copy()
    method = getattr(cls, '__copy__', None)
    if method is not None:
        return method(x)
    return rebuilt(x, None)


def deepcopy(x, memo=None):
    kind = _kind_of_value(x)
    if kind == 'atom':
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x))
    if known is not None:
        return known
    cls = type(x)
    if cls is list:
        made = memo[id(x)] = []
        for item in x:
            made.append(deepcopy(item, memo))
    elif cls is dict:
        made = memo[id(x)] = {}
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        made = deepcopy_tuple(x, memo)
    elif cls is set:
        made = memo[id(x)] = set()
        made.update([deepcopy(item, memo) for item in x])
    elif cls is frozenset:
        made = frozenset([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        made = bytearray(x)
    elif cls is slice:
        made = slice(deepcopy(x.start, memo), deepcopy(x.stop, memo), deepcopy(x.step, memo))
    elif kind == 'bound':
        made = _rebound(x, deepcopy(x.__self__, memo))
    else:
        method = getattr(x, '__deepcopy__', None)
        made = method(memo) if method is not None else rebuilt(x, memo)
    if made is not x:
        memo[id(x)] = made
        memo.setdefault(id(memo), []).append(x)
    return made


def deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:
        return memo[id(x)]
    for index in range(len(items)):
        if items[index] is not x[index]:
            return tuple(items)
    return x


def rebuilt(x, memo):
    """What ``__reduce_ex__`` describes, or else an object of the same class with the same state."""
    for name in ('__reduce_ex__', '__reduce__'):
        reduce = getattr(x, name, None)
        if reduce is not None and _is_function(getattr(type(x), name, None)):
            description = reduce(4) if name == '__reduce_ex__' else reduce()
            if isinstance(description, str):
                return x
            return reconstructed(x, memo, *description)
    if _kind_of_value(x) != 'object':
        raise TypeError(f"cannot pickle '{_type_name(x)}' object")
    args = options = None
    if isinstance(x, BaseException):
        made = type(x)(*(x.args if memo is None else deepcopy(x.args, memo)))
    elif hasattr(x, '__getnewargs_ex__') or hasattr(x, '__getnewargs__'):
        args, options = x.__getnewargs_ex__() if hasattr(x, '__getnewargs_ex__') else (x.__getnewargs__(), {})
        if memo is not None:
            args = [deepcopy(arg, memo) for arg in args]
            options = {name: deepcopy(value, memo) for name, value in options.items()}
        made = type(x).__new__(type(x), *args, **options)
    elif isinstance(x, (tuple, frozenset)) and memo is not None:
        made = type(x).__new__(type(x), deepcopy(_payload(x), memo))
    else:
        made = _empty_copy(x)
    if memo is not None:
        memo[id(x)] = made
    if _is_function(getattr(type(x), '__getstate__', None)):
        state = x.__getstate__()
        state = state if memo is None else deepcopy(state, memo)
        set_state(made, state)
    else:
        attributes, slots = _state_of(x)
        if memo is not None:
            attributes = deepcopy(attributes, memo)
            slots = deepcopy(slots, memo)
        if hasattr(made, '__setstate__'):
            if attributes or slots:
                made.__setstate__((attributes or None, slots) if slots else attributes)
        else:
            _fill_state(made, attributes, slots)
    if args is None:
        add_items(made, x, memo)
    return made


def set_state(made, state):
    if state is None:
        return
    if hasattr(made, '__setstate__'):
        made.__setstate__(state)
    elif type(state) is tuple and len(state) == 2:
        _fill_state(made, state[0] or {}, state[1] or {})
    else:
        _fill_state(made, state, {})


def add_items(made, x, memo):
    """The items of a subclass of list, dict or set, by the methods that it has for them."""
    if isinstance(x, list):
        for item in x:
            made.append(item if memo is None else deepcopy(item, memo))
    elif isinstance(x, dict):
        for key, value in x.items():
            made[key if memo is None else deepcopy(key, memo)] = value if memo is None else deepcopy(value, memo)


def reconstructed(x, memo, function, args, state=None, items=None, pairs=None, *rest):
    if memo is not None:
        args = [deepcopy(arg, memo) for arg in args]
    made = function(*args)
    if memo is not None:
        memo[id(x)] = made
        state = deepcopy(state, memo)
    if state is not None:
        set_state(made, state)
    for item in items or ():
        made.append(item if memo is None else deepcopy(item, memo))
    for key, value in pairs or ():
        made[key if memo is None else deepcopy(key, memo)] = value if memo is None else deepcopy(value, memo)
    return made


def replace(obj, /, **changes):
    method = getattr(type(obj), '__replace__', None)
    if method is None:
        raise TypeError(f'replace() does not support {type(obj).__name__} objects')
    return method(obj, **changes)
