"""Which regular expressions of a schema can be checked: those of the linear-time engine of pydantic-core."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pydantic_core import SchemaError, SchemaValidator, core_schema

MOST_CHARACTERS: Final = 1_000


@lru_cache(maxsize=1_000)
def supported(pattern: str) -> bool:
    """Whether values can be checked against it. Look-around and back references can't: they take unbounded time."""
    if len(pattern) > MOST_CHARACTERS:
        return False
    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine='rust-regex'))
    except (SchemaError, ValueError):
        return False
    return True
