"""What of a program's data goes into telemetry, in a form that no program can spoil.

Whatever comes from a program is bounded, and is text and numbers that every exporter can encode: a lone surrogate or an
integer of more than 64 bits would otherwise cost the whole batch of spans that it is exported with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from ..interpreter.errors import MontyError

NAME_LIMIT: Final = 200
"""Characters of a name or message that are kept where content is not captured."""
TEXT_LIMIT: Final = 20_000
"""Characters of code, printed text, a traceback, or a value as JSON that are kept."""
MOST: Final = 2**63 - 1
CONTAINERS: Final = (dict, list, tuple, set, frozenset)
"""What is shown as JSON rather than as text."""


def clean(text: str, limit: int = NAME_LIMIT) -> str:
    """``text`` as valid Unicode of at most ``limit`` characters, an ellipsis included where some are left out."""
    if len(text) > limit:
        text = text[: limit - 1] + '…'
    return text if text.isascii() else text.encode('utf-8', 'replace').decode()


def number(value: int | float) -> int | float:
    """``value`` within 64 bits."""
    return max(-MOST, min(value, MOST)) if isinstance(value, int) else value


def json_text(value: object) -> tuple[str, bool]:
    """``value`` as JSON, and whether that is whole. What JSON has no form for is shown by its own text."""
    parts: list[str] = []
    size = 0
    try:
        for part in _encoder.iterencode(value):
            parts.append(part)
            size += len(part)
            if size > TEXT_LIMIT:
                break
    except Exception as error:  # too deep, circular, or an object of the host whose text fails
        return f'<{type(value).__name__}: {type(error).__name__}>', False
    return clean(''.join(parts), TEXT_LIMIT), size <= TEXT_LIMIT


def _shown(value: object) -> object:
    if isinstance(value, (set, frozenset)):
        return list(value)
    return clean(str(value), TEXT_LIMIT)


_encoder: Final = json.JSONEncoder(ensure_ascii=False, default=_shown)


def json_schema(types: Mapping[str, str]) -> str:
    """What tells Logfire which attributes hold JSON, and of which type."""
    return json.dumps({'type': 'object', 'properties': {name: {'type': kind} for name, kind in types.items()}})


def json_type(value: object) -> str:
    """The JSON type of one of ``CONTAINERS``."""
    return 'object' if isinstance(value, dict) else 'array'


def message_of(error: BaseException) -> str:
    """The text of an error: of ours without a traceback, of a host exception whose text fails none at all."""
    if isinstance(error, MontyError):
        return error.message
    try:
        return str(error)
    except Exception:
        return ''


def error_type(error: BaseException) -> str:
    """The class of an exception of the host, with its module unless it is a builtin."""
    cls = type(error)
    return cls.__qualname__ if cls.__module__ == 'builtins' else f'{cls.__module__}.{cls.__qualname__}'
