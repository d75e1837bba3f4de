"""``os.path``: POSIX paths, written in ``prelude/os_path_module.py``."""

from __future__ import annotations

import posixpath
from typing import Final

from .entry import Entry, why
from .file_access import FILES

NAMES: Final[dict[str, object]] = {
    'altsep': None,
    'curdir': '.',
    'defpath': posixpath.defpath,
    'devnull': '/dev/null',
    'extsep': '.',
    'pardir': '..',
    'pathsep': ':',
    'sep': '/',
    'supports_unicode_filenames': False,
}
PRELUDE: Final[tuple[str, ...]] = tuple(
    name
    for name in (
        'abspath basename commonpath commonprefix dirname exists expanduser expandvars getsize isabs isdevdrive isdir '
        'isfile isjunction islink ismount join lexists normcase normpath realpath relpath samefile split splitdrive '
        'splitext splitroot'
    ).split()
    if name in posixpath.__all__
)
ENTRY: Final = Entry(
    NAMES,
    PRELUDE,
    FILES,
    needs={'ABC': 'abc.ABC', 'abstractmethod': 'abc.abstractmethod'},
    absent=why(
        {
            'getatime getctime getmtime': 'files have no times',
            'sameopenfile samestat': "the operating system's",
            'ALLOW_MISSING': 'there are no links',
        }
    ),
    different=why(
        {
            'expanduser expandvars': 'there is no home and no environment',
            'realpath': 'there are no links: as abspath()',
        }
    ),
)
