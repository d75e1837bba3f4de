"""Methods of exceptions that call back: ``ExceptionGroup.split`` and ``subgroup``, and texts of user-made arguments."""


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
