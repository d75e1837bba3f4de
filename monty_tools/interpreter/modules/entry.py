"""What an importable module is made of."""

from __future__ import annotations

from importlib import import_module

from ..objects import NativeFunction


class Entry:
    """One module: native values by name, names that its prelude file defines, natives for that file.

    ``helpers`` are functions of the prelude file that the module's natives reach with ``machine.call_prelude``, or that
    compiled code calls. ``needs`` are what that file has from other modules: name -> ``module.name`` there.

    ``absent`` are the public names that CPython's module has and this one hasn't, ``different`` those that do not act
    as CPython's in every case, each with a few words on why, or how: what ``docs/library.md`` tells.
    """

    def __init__(
        self,
        names: dict[str, object],
        prelude: tuple[str, ...],
        intrinsics: dict[str, NativeFunction],
        helpers: tuple[str, ...] = (),
        needs: dict[str, str] | None = None,
        absent: dict[str, str] | None = None,
        different: dict[str, str] | None = None,
    ) -> None:
        self.names = names
        self.prelude = prelude
        self.intrinsics = intrinsics
        self.helpers = helpers
        self.needs = needs or {}
        self.absent = absent or {}
        self.different = different or {}


def why_of(host: str, reasons: dict[str, str]) -> dict[str, str]:
    """``why(reasons)`` for the names that the host's module ``host`` has in its version."""
    module = import_module(host)
    return {name: reason for name, reason in why(reasons).items() if hasattr(module, name)}


def why(reasons: dict[str, str]) -> dict[str, str]:
    """``{'a b': 'reason'}`` as ``{'a': 'reason', 'b': 'reason'}``."""
    return {name: reason for names, reason in reasons.items() for name in names.split()}
