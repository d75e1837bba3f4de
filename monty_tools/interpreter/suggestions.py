"""The name that a misspelt one probably meant, by the same measure as CPython's ``Python/suggestions.c``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

MAX_CANDIDATES: Final = 750
MAX_LENGTH: Final = 40
MOVE_COST: Final = 2
CASE_COST: Final = 1


def closest_name(wrong: str, candidates: Sequence[str], farthest: int = MOVE_COST * MAX_LENGTH) -> str | None:
    """The first of the nearest ``candidates``, None where none is near enough or there are more than 750.

    ``farthest`` is the largest distance to accept.
    """
    if len(candidates) > MAX_CANDIDATES or len(wrong) > MAX_LENGTH:
        return None
    best: str | None = None
    best_distance = farthest + 1
    for candidate in candidates:
        if candidate == wrong:
            continue
        # No more than a third of the characters involved should need a change.
        allowed = min((len(candidate) + len(wrong) + 3) * MOVE_COST // 6, best_distance - 1)
        distance = edit_distance(wrong, candidate, allowed)
        if distance <= allowed:
            best = candidate
            best_distance = distance
    return best


def edit_distance(a: str, b: str, limit: int) -> int:
    """Levenshtein distance with cost 2 for each change, 1 where only the case differs; ``limit + 1`` for any above."""
    start = 0
    shorter = min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    end = 0
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    a = a[start : len(a) - end]
    b = b[start : len(b) - end]
    if not a or not b:
        return MOVE_COST * (len(a) + len(b))
    if len(a) > MAX_LENGTH or len(b) > MAX_LENGTH:
        return limit + 1
    if len(b) < len(a):
        a, b = b, a
    if (len(b) - len(a)) * MOVE_COST > limit:
        return limit + 1
    row = list(range(MOVE_COST, MOVE_COST * (len(a) + 1), MOVE_COST))
    result = 0
    for at, char in enumerate(b):
        distance = result = at * MOVE_COST
        minimum = limit + 1
        for index in range(len(a)):
            substituted = distance + _substitution_cost(char, a[index])
            distance = row[index]
            result = min(min(result, distance) + MOVE_COST, substituted)
            row[index] = result
            minimum = min(minimum, result)
        if minimum > limit:
            return limit + 1
    return result


def _substitution_cost(a: str, b: str) -> int:
    if a == b:
        return 0
    return CASE_COST if a.lower() == b.lower() else MOVE_COST
