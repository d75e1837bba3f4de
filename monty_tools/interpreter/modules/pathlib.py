"""``pathlib``: POSIX paths, written in ``prelude/pathlib_module.py`` over what ``os`` has."""

from __future__ import annotations

import pathlib
from typing import Final

from .entry import Entry, why
from .file_access import FILES
from .signatures import COMMON

PRELUDE: Final = ('Path', 'PosixPath', 'PurePath', 'PurePosixPath')
NEEDS: Final[dict[str, str]] = {
    'open_file': 'os.os_open_file',
    **{name: f'os.{name}' for name in ('fspath', 'getcwd', 'makedirs', 'stat', 'walk')},
    'exists_at': 'os.path.exists',
    'is_file_at': 'os.path.isfile',
    'is_folder_at': 'os.path.isdir',
    'normal_path': 'os.path.normpath',
}
THERE: Final = ('UnsupportedOperation',) if 'UnsupportedOperation' in pathlib.__all__ else ()

ENTRY: Final = Entry(
    {},
    (*PRELUDE, *THERE),
    {**COMMON, **FILES},
    (),
    NEEDS,
    why({'PureWindowsPath WindowsPath': 'paths are POSIX paths'}),
    {
        'Path': 'without links, owners, times and modes; a tree of its own: see the documentation of files',
        'PosixPath': 'as Path',
    },
)
