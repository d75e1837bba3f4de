"""``os``: paths and the run's own files, written in ``prelude/os_module.py``. Nothing of the operating system."""

from __future__ import annotations

import os
from typing import Final

from .entry import Entry, why
from .file_access import FILES
from .signatures import COMMON

NAMES: Final[dict[str, object]] = {
    'F_OK': 0,
    'R_OK': 4,
    'W_OK': 2,
    'X_OK': 1,
    'altsep': None,
    'curdir': '.',
    'devnull': '/dev/null',
    'extsep': '.',
    'linesep': '\n',
    'name': 'posix',
    'pardir': '..',
    'pathsep': ':',
    'sep': '/',
}
PRELUDE: Final[tuple[str, ...]] = tuple(
    (
        'DirEntry PathLike access fsdecode fsencode fspath getcwd getcwdb listdir lstat makedirs mkdir remove '
        'removedirs rename renames replace rmdir scandir stat stat_result strerror truncate unlink urandom walk'
    ).split()
)
NEEDS: Final[dict[str, str]] = {
    **{f'path_{name}': f'os.path.{name}' for name in ('PathLike', 'fspath', 'getcwd')},
    **{name: f'os.path.{name}' for name in ('join', 'split')},
    'TextIOWrapper': 'io.TextIOWrapper',
    'BufferedIOBase': 'io.BufferedIOBase',
    'RawIOBase': 'io.RawIOBase',
    'UnsupportedOperation': 'io.UnsupportedOperation',
}
OF_THE_SYSTEM: Final = ' '.join(sorted({*os.__all__} - {*NAMES, *PRELUDE, 'path', 'error'}))

ENTRY: Final = Entry(
    NAMES,
    (*PRELUDE, 'error'),
    {**COMMON, **FILES},
    ('os_open_file',),
    NEEDS,
    why({OF_THE_SYSTEM: "the operating system's"}),
    {
        **dict.fromkeys(('stat', 'stat_result', 'lstat'), 'files have a size and a kind; all times and numbers are 0'),
        **dict.fromkeys(('rename', 'renames', 'replace'), 'within one mount'),
        **dict.fromkeys(('listdir', 'scandir', 'walk'), 'names are sorted; links and special files do not exist'),
    },
)
