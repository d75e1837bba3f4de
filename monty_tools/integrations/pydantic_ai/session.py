"""Sessions: what code leaves behind for the code after it."""

from __future__ import annotations

from ...code_mode import CodeMode as CoreCodeMode
from ...session import CodeSession


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
