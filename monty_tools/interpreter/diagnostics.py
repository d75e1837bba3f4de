"""What can be said about a program before it runs, and where in its source.

A `Diagnostic` is one finding of `Monty.check()`. `SourceText` turns the positions of the syntax tree (UTF-8 byte
offsets) into the positions that people and `SyntaxError.offset` use (characters, from 1).
"""

import re
from dataclasses import dataclass
from typing import Final

KINDS: Final = (
    'syntax',
    'unsupported',
    'undefined_name',
    'forbidden_import',
    'unauthorized_call',
    'wrong_call',
    'never_awaited',
    'type_error',
)

_NEWLINE: Final = re.compile('\r\n|\r|\n')


@dataclass(frozen=True)
class Diagnostic:
    """One problem that is known before the program runs. Lines and columns count from 1, columns in characters."""

    kind: str
    """One of `KINDS`."""
    name: str
    """The name or construct the problem is about."""
    message: str
    """What is wrong and what is allowed instead, in one line."""
    line: int
    column: int
    end_line: int
    end_column: int
    required: bool = False
    """Whether the program must be refused: True for a refused import that nothing in the program would catch."""
    caught: bool = False
    """Whether the program may catch the exception that it stands for."""


def in_text_order(found: Diagnostic) -> tuple[int, int]:
    """The key that sorts diagnostics by their place."""
    return found.line, found.column


class SourceText:
    """The lines of a program, as Python's tokenizer counts them: only CR, LF and CRLF end a line."""

    def __init__(self, source: str) -> None:
        self.source: str = source
        self._lines: list[str] | None = None

    def line(self, number: int) -> str | None:
        """The text of line `number` (from 1) without its end, or None if there is no such line."""
        lines = self._split()
        return lines[number - 1] if 1 <= number <= len(lines) else None

    def count(self) -> int:
        """The number of lines; text after the last line end counts as one, empty or not."""
        return len(self._split())

    def _split(self) -> list[str]:
        if self._lines is None:
            self._lines = _NEWLINE.split(self.source)
        return self._lines

    def column(self, number: int, offset: int) -> int:
        """The column (characters, from 1) at UTF-8 byte `offset` (from 0) of line `number`."""
        text = self.line(number)
        if text is None or text.isascii():
            return offset + 1
        return len(text.encode('utf-8', 'surrogatepass')[:offset].decode('utf-8', 'ignore')) + 1
