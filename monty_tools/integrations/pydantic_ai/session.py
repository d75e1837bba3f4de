"""Sessions: what code leaves behind for the code after it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from ...code_mode import CodeMode as CoreCodeMode
from ...interpreter import SnapshotError
from ...session import CodeSession
from .shelves import Shelf


@dataclass(frozen=True)
class Ticket:
    """What waiting code can be gone on with."""

    token: str
    label: tuple[str, ...]
    shelf: Shelf


class CodeModeSession:
    """The names and values that code has bound, kept from one ``run_code`` to the next.

    An agent run has a session of its own unless one is passed. Pass the same one to several runs and the code of each
    finds the names of those before; ``dump`` it for another process or another day. One code runs at a time, others
    wait. Tools and functions of the host are not part of it: each run brings its own.
    """

    def __init__(self, data: bytes = b'') -> None:
        """``data`` is what ``dump`` gave. Bytes that are no session are a SnapshotError at the first use."""
        self._data = data
        self._session: CodeSession | None = None
        self.ticket: Ticket | None = None
        """Under what its code waits, where it does and was suspended in this process."""

    def dump(self) -> bytes:
        """The session as bytes, empty if no code has run. SnapshotError while code runs."""
        return self._data if self._session is None else self._session.dump()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that code has bound; none before the first use."""
        return () if self._session is None else self._session.names

    def opened(self, mode: CoreCodeMode) -> CodeSession:
        """The core's session, made with ``mode`` at the first use."""
        if self._session is None:
            self._session = mode.session(self._data or None)
        return self._session

    def replace(self, session: CodeSession | None) -> CodeSession | None:
        """Go on with another of the core's sessions; the one before."""
        before, self._session = self._session, session
        return before

    async def give_up(self) -> None:
        """Forget the code that waits, and keep the names."""
        if self._session is not None:
            self._session.give_up()
        ticket, self.ticket = self.ticket, None
        if ticket is not None:
            with suppress(SnapshotError):  # it is not there any more
                await ticket.shelf.drop(ticket.token, ticket.label)
