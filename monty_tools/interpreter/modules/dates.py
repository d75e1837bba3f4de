"""What ``datetime`` and ``time`` share: formats of dates, charged."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ..runtime import module as find_module

if TYPE_CHECKING:
    from ..machine import Machine

Host = Callable[..., Any]  # the host's two ``strptime``, whose results are a datetime and a struct_time

EPOCH_DAY: Final = 719163
"""The ordinal of 1970-01-01."""
LONG: Final = 1000
MAX_FORMAT: Final = 2000
"""Characters of a format of ``strptime``: the host makes a regular expression of it."""


def charge_text(m: Machine, value: object) -> None:
    """Charge a text that an error may show."""
    if isinstance(value, (str, bytes)) and len(value) > LONG:
        m.tracker.work(len(value) >> 4)
        m.tracker.reserve(10 * len(value))


SECONDS_DIRECTIVE: Final = re.compile(r'%(?:%|[-_^#+0-9]*[EO]?s)')
WIDE_DIRECTIVE: Final = re.compile(r'%[-_^#+]*[0-9]')


def prepared_format(m: Machine, text: str, seconds: int, zone_name: int = 0) -> str:
    """A format for ``strftime``, its cost charged; ``%s`` is put in as it would ask the host for its zone.

    ``zone_name``: how long what ``%Z`` gives is. Some C libraries take a width in a directive: then a text may be as
    long as CPython lets it become, 256 times its format.
    """
    size = len(text) + 100 * text.count('%') + 2 * zone_name * text.count('%Z')
    if WIDE_DIRECTIVE.search(text) is not None:
        size *= 256
    if size > LONG:
        m.tracker.work(size >> 3)
        m.tracker.reserve(4 * size)
    if 's' in text and '%' in text:
        text = SECONDS_DIRECTIVE.sub(SecondsOf(seconds), text)
    return text


class SecondsOf:
    """What ``%s`` becomes."""

    def __init__(self, seconds: int) -> None:
        self.text = str(seconds)

    def __call__(self, match: re.Match[str]) -> str:
        return '%%' if match[0] == '%%' else self.text


def parsed(m: Machine, function: Host, args: list[object]) -> Any:
    """The host's ``strptime`` on exact values, if there are two; it refuses other arguments itself. PUSHED where the
    prelude is to raise an error."""
    for arg in args:
        charge_text(m, arg)
    if len(args) == 2 and isinstance(args[1], str):
        if len(args[1]) > MAX_FORMAT:
            raise ValueError(f'a format of strptime() has at most {MAX_FORMAT} characters in the sandbox')
        m.tracker.work(200 + 10 * len(args[1]))
    try:
        return with_warnings(function, args)
    except re.error as error:  # a directive that occurs twice
        refused: list[object] = [error.msg, error.pattern, error.pos]
    find_module('re')
    return m.call_prelude('re_refuse', refused)


def with_warnings(function: Host, args: list[object]) -> Any:
    """Call the host's ``strptime``, also where the host makes errors of its warnings."""
    try:
        return function(*args)
    except Warning:
        pass
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        return function(*args)
