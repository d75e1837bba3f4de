"""``collections.abc``: the abstract classes of ``prelude/typing_module.py``, under their own names."""

from __future__ import annotations

from typing import Final

from .entry import Entry, why_of

PRELUDE: Final[tuple[str, ...]] = tuple(
    (
        'AsyncGenerator AsyncIterable AsyncIterator Awaitable ByteString Callable Collection Container Coroutine '
        'Generator Hashable ItemsView Iterable Iterator KeysView Mapping MappingView MutableMapping MutableSequence '
        'MutableSet Reversible Sequence Set Sized ValuesView'
    ).split()
)

NEEDS: Final[dict[str, str]] = {f'{name}Class': f'typing.{name}Class' for name in PRELUDE}

ENTRY: Final = Entry(
    {}, PRELUDE, {}, (), NEEDS, absent=why_of('collections.abc', {'Buffer': 'there is no buffer protocol'})
)
