"""Code that waits for approvals from one process to the next, without a framework.

python core.py <directory> ask
python core.py <directory> answer ID=yes ID=no:reason ID={"argument": ...}
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from payments import CODE, decisions, open_invoices, pay, show, store_in

from monty_tools import Approve, CodeMode, CodeResult, Deny, tool
from monty_tools.suspension import Decision

LABEL = ('example', 'core')
"""Whom the waiting code belongs to: a tenant, a conversation."""


def tell(result: CodeResult) -> None:
    if result.suspended is None:
        print(result.to_model())
    else:
        show((call.id, call.name, call.arguments, call.line) for call in result.suspended.pending)


def ask(directory: Path, mode: CodeMode) -> None:
    """Run the code up to where it waits, store it, and say what for."""
    result = mode.run_sync(CODE)
    tell(result)
    if result.suspended is not None:
        key = store_in(directory).save(result.suspended, label=LABEL)
        (directory / 'waiting').write_text(key, encoding='ascii')


def answer(directory: Path, mode: CodeMode, given: dict[str, Any]) -> None:
    """Go on with what was stored; where it waits again, the store keeps it under the same key."""
    key = (directory / 'waiting').read_text(encoding='ascii')
    run = store_in(directory).open(mode, key, label=LABEL)
    tell(run.resume_sync({call_id: decision(value) for call_id, value in given.items()}))


def decision(value: Any) -> Decision | bool:
    if isinstance(value, bool):
        return value
    return Deny(value['reason']) if 'reason' in value else Approve(value['arguments'])


if __name__ == '__main__':
    directory, action, *texts = sys.argv[1:]
    mode = CodeMode([open_invoices, tool(pay, requires_approval=True)])
    if action == 'ask':
        ask(Path(directory), mode)
    else:
        answer(Path(directory), mode, decisions(texts))
