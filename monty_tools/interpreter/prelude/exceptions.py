"""What of exceptions calls back: ``ExceptionGroup.split``, ``subgroup``, ``except*``, and texts of
user-made arguments."""


def exception_str(name, args):
    return str(args[0]) if len(args) == 1 else str(args)


def exception_repr(name, args):
    return f'{name}({args[0]!r})' if len(args) == 1 else name + repr(args)


def key_error_str(name, args):
    return repr(args[0]) if len(args) == 1 else str(args)


def exception_group_str(name, args):
    message, members = args
    return f'{message} ({len(members)} sub-exception{"" if len(members) == 1 else "s"})'


def exception_group_split(group, condition, by_type):
    """``(match, rest)``, either of them None where it would be empty; ``by_type``: ``condition`` is no function."""
    return _split(group, condition, by_type, True)


def exception_group_subgroup(group, condition, by_type):
    return _split(group, condition, by_type, False)[0]


def _split(exc, condition, by_type, with_rest):
    if isinstance(exc, condition) if by_type else condition(exc):
        return exc, None
    if not isinstance(exc, BaseExceptionGroup):
        return None, exc
    matches = []
    rests = []
    for member in exception_group_members(exc):
        match, rest = _split(member, condition, by_type, with_rest)
        if match is not None:
            matches.append(match)
        if rest is not None:
            rests.append(rest)
    return _part(exc, matches), _part(exc, rests) if with_rest else None


def _part(group, members):
    """A group like ``group`` of some of its exceptions, or None for none."""
    if not members:
        return None
    return copy_exception_metadata(group.derive(members), group)


def match_group(exc, kinds):
    """``except* kinds``: the part of ``exc`` that is handled and the part that is left, None for an empty one."""
    check_except_star(kinds)
    if isinstance(exc, kinds):
        return exc if isinstance(exc, BaseExceptionGroup) else BaseExceptionGroup('', (exc,)), None
    if not isinstance(exc, BaseExceptionGroup):
        return None, exc
    pair = exc.split(kinds)
    if type(pair) is not tuple:
        raise TypeError(f'{type(exc).__name__}.split must return a tuple, not {type(pair).__name__}')
    if len(pair) < 2:
        raise TypeError(f'{type(exc).__name__}.split must return a 2-tuple, got tuple of size {len(pair)}')
    return pair[0], pair[1]


def combine_group(original, raised_in_clauses, rest):
    """What a ``try`` with ``except*`` clauses ends with: None, or what to raise.

    What was raised again and what no clause handled keep their places in ``original``; new exceptions stand beside it.
    """
    outcomes = [exc for exc in (*raised_in_clauses, rest) if exc is not None]
    if not outcomes:
        return None
    if not isinstance(original, BaseExceptionGroup):
        return outcomes[0]
    raised = []
    kept = []
    for exc in outcomes:
        if exc is original or same_exception_metadata(exc, original):
            kept.append(exc)
        else:
            raised.append(exc)
    if kept:
        leaves = exception_leaves(kept)
        part = _split(original, lambda exc: is_one_of(exc, leaves), False, False)[0]
        if part is not None:
            raised.append(part)
    if not raised:
        return None
    return raised[0] if len(raised) == 1 else BaseExceptionGroup('', raised)
