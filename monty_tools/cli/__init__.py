"""The command line: `monty-tools run | check | repl | inspect | snapshots | version`.

Needs the extra `cli`; `main` says so where it is missing, and nothing else of the package imports this.
"""

from __future__ import annotations

import sys

EXTRA = ('click', 'rich')


def main() -> None:
    """Entry point of the `monty-tools` script; ends the process with one of `ExitCode`."""
    try:
        from monty_tools.cli.commands import monty_tools
    except ModuleNotFoundError as error:
        missing = (error.name or '').partition('.')[0]
        if missing not in EXTRA:
            raise
        print(f"monty-tools: {missing} is missing; install the extra: pip install 'monty-tools[cli]'", file=sys.stderr)
        raise SystemExit(2) from None
    monty_tools.main(prog_name='monty-tools')
