"""Why a stored snapshot is refused: one tree under ``SnapshotError``. No error tells anything of what is stored."""

from __future__ import annotations

from ..interpreter import SnapshotError


class SnapshotKeyError(SnapshotError):
    """The encryption keys: none is given, one is malformed, or the one that a snapshot was sealed with is not there."""


class SnapshotAltered(SnapshotError):
    """The bytes are not what was sealed: altered, cut, put elsewhere, or sealed with another key."""


class SnapshotLabelMismatch(SnapshotError):
    """The snapshot belongs to another label."""


class SnapshotProgramMismatch(SnapshotError):
    """The snapshot was made by another program."""


class SnapshotExpired(SnapshotError):
    """The snapshot's time to live is over."""


class SnapshotUnknown(SnapshotError):
    """Nothing is stored under the key: it never was, was deleted, or was swept away."""


class SnapshotAlreadyResumed(SnapshotError):
    """The snapshot was resumed already, or another process is resuming it."""


class SnapshotStoreError(SnapshotError):
    """The database can't be reached or does not do what it is asked."""
