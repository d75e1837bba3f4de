"""The read-eval-print loop of `monty-tools repl`: Python's own prompt over a `MontyRepl`."""

from __future__ import annotations

import io
import sys
import tokenize

from monty_tools import MontyError, MontyRepl

from .display import ExitCode, print_as_it_comes, represent, show_problem, write

UNFINISHED = ('EOF in multi-line', 'unterminated triple-quoted')
OPENING = frozenset('([{')
CLOSING = frozenset(')]}')
LAYOUT = frozenset(
    {tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
)


def is_incomplete(source: str) -> bool:
    """Whether the prompt must read on, as Python's does: open brackets or strings, or a block without its empty line.

    Looks at tokens only: nothing is compiled, so no source is too hostile to be looked at.
    """
    if source.rstrip('\n').endswith('\\'):
        return True
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except tokenize.TokenError as error:
        return str(error.args[0]).removeprefix('unexpected ').startswith(UNFINISHED) and not closes_too_much(source)
    except SyntaxError:
        return False
    return opens_block(tokens) and not source.endswith('\n\n')


def closes_too_much(source: str) -> bool:
    """Whether a bracket closes that never opened, which the tokenizer of Python 3.11 takes for an open one."""
    depth = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            depth += (token.string in OPENING) - (token.string in CLOSING) if token.type == tokenize.OP else 0
            if depth < 0:
                return True
    except tokenize.TokenError:
        pass
    return False


def opens_block(tokens: list[tokenize.TokenInfo]) -> bool:
    """Whether an indented block is there or must follow: a line ended in a colon, or the first one is a decorator."""
    if any(token.type == tokenize.INDENT for token in tokens):
        return True
    told = [token for token in tokens if token.type not in LAYOUT]
    return bool(told) and (told[-1].string == ':' or told[0].string == '@')


class Prompt:
    """Reads programs line by line from stdin and feeds them to one session."""

    def __init__(self, repl: MontyRepl) -> None:
        self.repl = repl
        self.interactive = sys.stdin.isatty()
        self.exit_code = ExitCode.OK

    def loop(self) -> ExitCode:
        """Read until the end of the input. From a terminal the exit code is 0, else the first problem's."""
        if self.interactive:
            enable_history()
        while True:
            try:
                source = self.read()
            except KeyboardInterrupt:
                print('\nKeyboardInterrupt')
                continue
            if source is None:
                return ExitCode.OK if self.interactive else self.exit_code
            if source.strip():
                self.evaluate(source)

    def read(self) -> str | None:
        """One complete program, or None at the end of the input. What stands there unfinished is fed as it is."""
        source = ''
        while not source or is_incomplete(source):
            line = self.read_line('... ' if source else '>>> ')
            if line is None:
                return source or None
            source += line + '\n'
        return source

    def read_line(self, prompt: str) -> str | None:
        """The next line without its end, asking for it if someone is there to read the prompt."""
        try:
            return input(prompt if self.interactive else '')
        except EOFError:
            if self.interactive:
                print()
            return None

    def evaluate(self, source: str) -> None:
        """Feed one program; show its value unless it is None, or what went wrong."""
        try:
            value = self.repl.feed(source, print_callback=print_as_it_comes)
        except MontyError as error:
            code = show_problem(error)
            self.exit_code = self.exit_code or code
        except KeyboardInterrupt:
            print('\nKeyboardInterrupt')
        else:
            if value is not None:
                write(sys.stdout, represent(value) + '\n')


def enable_history() -> None:
    """Line editing for `input`, where the platform has it."""
    try:
        import readline  # noqa: F401  # importing it is what switches it on
    except ImportError:
        return
