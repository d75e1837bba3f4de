"""``urllib``: the package of ``urllib.parse``."""

from __future__ import annotations

from typing import Final

from .entry import Entry, why

ENTRY: Final = Entry({}, (), {}, absent=why({'error request response robotparser': 'needs the network'}))
