"""Names: a safe Python spelling for whatever tools call themselves, their parameters and their types.

A spelling depends on the names of one set of tools and their order alone, never on the host or on hashes.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final


class ToolNameError(ValueError):
    """Two tools have the same name in Python. `names` are the tools' own names."""

    def __init__(self, spelling: str, names: tuple[str, str]) -> None:
        first, second = names
        same = (
            f'two tools are called {first!r}' if first == second else f'the tools {first!r} and {second!r} would both'
        )
        super().__init__(f'{same}{"" if first == second else f" be called {spelling}"}; rename one of them')
        self.spelling = spelling
        self.names = names


# What the text itself needs under its own name, and what programs expect there: builtins of every Python from 3.11 on
# and the modules that nearly every program for tools imports.
RESERVED: Final = frozenset(
    """
    Any Literal Never NotRequired TypeAlias TypedDict asyncio json typing
    abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr
    dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int
    isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property range
    repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
    BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
    ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup
    FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
    IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
    ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError
    PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning
    RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit
    TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
    UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError
    """.split()
)
MOST_NAME: Final = 60

_NO_WORD: Final = re.compile(r'\W+')
_WORDS: Final = re.compile(r'[^\W_]+')


def identifier(name: str, empty: str) -> str:
    """`name` as a Python identifier: `from` is `from_`, `user-id` `user_id`, `2fa` `_2fa`, `__class__` `class_`.

    Leading double underscores go, since they are mangled in classes and mean something elsewhere. `empty` stands for a
    name of which nothing is left.
    """
    spelling = _NO_WORD.sub('_', unicodedata.normalize('NFKC', name)[:MOST_NAME])
    if spelling.startswith('__'):
        spelling = spelling.strip('_')
    if not spelling.strip('_'):
        spelling = empty
    if not spelling.isidentifier():
        spelling = f'_{spelling}'
    if not spelling.isidentifier():
        spelling = empty
    return f'{spelling}_' if keyword.iskeyword(spelling) else spelling


def parameter_names(keys: Iterable[str]) -> dict[str, str]:
    """The spelling of each key. A key that is itself a fine name keeps it; of the others the earlier one."""
    keys = list(keys)
    spellings = {key: key for key in keys if identifier(key, 'arg') == key}
    taken = set(spellings)
    for key in keys:
        if key not in spellings:
            spellings[key] = fresh(identifier(key, 'arg'), taken)
    return spellings


def tool_name(name: str) -> str:
    """The Python name of a tool. A builtin's name gets an underscore, so that programs still find the builtin."""
    spelling = identifier(name, 'tool')
    return f'{spelling}_' if spelling in RESERVED else spelling


@lru_cache(maxsize=2_000)
def type_name(title: str) -> str:
    """`title` in the form of a class name: `page of orders` is `PageOfOrders`; '' if nothing of it can be used."""
    words = _WORDS.findall(unicodedata.normalize('NFKC', title)[: 2 * MOST_NAME])
    name = ''.join(word[:1].upper() + word[1:] for word in words)[:MOST_NAME]
    while name and not name.isidentifier():
        name = name[1:]
    if not name:
        return ''
    return f'{name}_' if name in RESERVED or keyword.iskeyword(name) else name


def fresh(name: str, taken: set[str]) -> str:
    """`name`, or `name_2`, `name_3` … where that is taken. It is taken afterwards."""
    spelling, number = name, 1
    while spelling in taken:
        number += 1
        spelling = f'{name.rstrip("_")}_{number}'
    taken.add(spelling)
    return spelling
