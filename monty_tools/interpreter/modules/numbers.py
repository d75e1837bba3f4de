"""``numbers``: the abstract classes of ``prelude/numbers_module.py``."""

from __future__ import annotations

from typing import Final

from .entry import Entry

ENTRY: Final = Entry(
    {},
    ('Complex', 'Integral', 'Number', 'Rational', 'Real'),
    {},
    needs={'ABCMeta': 'abc.ABCMeta', 'abstractmethod': 'abc.abstractmethod'},
)
