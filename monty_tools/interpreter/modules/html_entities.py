"""``html.entities``: the host's tables, a copy of each for each run that asks for it."""

from __future__ import annotations

import html.entities
from typing import TYPE_CHECKING, Final

from ..natives import Getter
from ..objects import ABSENT
from .entry import Entry

if TYPE_CHECKING:
    from ..machine import Machine


def table(m: Machine, name: str) -> object:
    found = m.kept.get(f'html.entities.{name}', ABSENT)
    if found is ABSENT:
        host = vars(html.entities)[name]
        m.tracker.reserve(100 + 150 * len(host))
        found = dict(host)
        m.kept[f'html.entities.{name}'] = found
    return found


NAMES: Final[dict[str, object]] = {
    'codepoint2name': Getter('codepoint2name', lambda m, obj: table(m, 'codepoint2name')),
    'entitydefs': Getter('entitydefs', lambda m, obj: table(m, 'entitydefs')),
    'html5': Getter('html5', lambda m, obj: table(m, 'html5')),
    'name2codepoint': Getter('name2codepoint', lambda m, obj: table(m, 'name2codepoint')),
}

ENTRY: Final = Entry(NAMES, (), {})
