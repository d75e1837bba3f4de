"""What CPython says about a call whose arguments don't fit, word for word.

``name`` is the function's qualified name, as CPython shows it, without parentheses.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from .suggestions import closest_name


def missing_arguments_message(name: str, kind: str, missing: Sequence[str]) -> str:
    """``kind`` is ``'positional'`` or ``'keyword-only'``; ``missing`` holds at least one parameter, in order."""
    quoted = [f"'{parameter}'" for parameter in missing]
    if len(quoted) == 1:
        listed = quoted[0]
    elif len(quoted) == 2:
        listed = ' and '.join(quoted)
    else:
        listed = ', '.join(quoted[:-1]) + ', and ' + quoted[-1]
    return f'{name}() missing {len(quoted)} required {kind} argument{_s(len(quoted))}: {listed}'


def too_many_positional_message(name: str, taken: int, defaults: int, given: int, keyword_only_given: int) -> str:
    """``taken`` positional parameters, the last ``defaults`` of them optional; ``given`` positional arguments, and
    ``keyword_only_given`` arguments for keyword-only parameters."""
    accepted = f'from {taken - defaults} to {taken}' if defaults else str(taken)
    plural = 's' if defaults or taken != 1 else ''
    extra = ''
    if keyword_only_given:
        keyword_only = f'{keyword_only_given} keyword-only argument{_s(keyword_only_given)}'
        extra = f' positional argument{_s(given)} (and {keyword_only})'
    verb = 'was' if given == 1 and not keyword_only_given else 'were'
    return f'{name}() takes {accepted} positional argument{plural} but {given}{extra} {verb} given'


def multiple_values_message(name: str, parameter: str) -> str:
    return f"{name}() got multiple values for argument '{parameter}'"


def positional_only_message(name: str, parameters: Sequence[str]) -> str:
    """``parameters``: the positional-only ones that were passed by keyword, in the order of the signature."""
    return f"{name}() got some positional-only arguments passed as keyword arguments: '{', '.join(parameters)}'"


def unexpected_keyword_message(name: str, keyword: str, parameters: Sequence[str]) -> str:
    """``parameters``: the names that can be passed by keyword, in order; from 3.13 on CPython suggests one of them."""
    message = f"{name}() got an unexpected keyword argument '{keyword}'"
    if sys.version_info >= (3, 13):
        meant = closest_name(keyword, parameters)
        if meant is not None:
            return f"{message}. Did you mean '{meant}'?"
    return message


def _s(count: int) -> str:
    return '' if count == 1 else 's'
