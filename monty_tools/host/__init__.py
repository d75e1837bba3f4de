"""Ready-made tools for what code asks for most, each with no more authority than its factory was given.

``read_text`` and ``list_files`` see one folder, ``http_get`` the hosts that are listed, ``sql_query`` one database.
Each factory returns a Tool; ``dataclasses.replace(read_text(root), max_calls=9)`` sets what any tool can have.
``http_get`` needs httpx and ``sql_query`` SQLAlchemy: the extra ``host`` has both.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .database import sql_query
    from .files import list_files, read_text
    from .web import http_get

__all__ = ['http_get', 'list_files', 'read_text', 'sql_query']

_MODULES: Final = {'http_get': 'web', 'list_files': 'files', 'read_text': 'files', 'sql_query': 'database'}


def __getattr__(name: str) -> Any:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    try:
        return getattr(import_module(f'.{module}', __name__), name)
    except ImportError as error:
        if error.name is None or error.name.partition('.')[0] not in ('httpx', 'sqlalchemy'):
            raise
        raise ImportError(f"{name} needs {error.name}: pip install 'monty-tools[host]'", name=error.name) from error
