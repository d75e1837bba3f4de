"""What both programs of this folder work with: tools, a piece of code, a store, and decisions as people type them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from monty_tools.snapshots import SnapshotStore, new_key

CODE = """
import asyncio

async def settle(invoice):
    try:
        return await pay(to=invoice['sender'], amount=invoice['amount'])
    except PermissionError as error:
        return f'not paid: {error}'

invoices = await open_invoices()
print(*await asyncio.gather(*[settle(invoice) for invoice in invoices]), sep='\\n')
"""
"""What a model might write when it is asked to pay what is due."""


async def open_invoices() -> list[dict[str, Any]]:
    """The invoices that nobody has paid."""
    print('(reading the invoices)')
    return [{'sender': 'ann', 'amount': 12}, {'sender': 'bob', 'amount': 900}, {'sender': 'cid', 'amount': 70}]


async def pay(to: str, amount: int) -> str:
    """Pay somebody."""
    print(f'(paying {amount} to {to})')
    return f'paid {amount} to {to}'


def store_in(directory: Path) -> SnapshotStore:
    """The store of waiting code. A service has the key among its secrets, and not beside what it opens."""
    directory.mkdir(parents=True, exist_ok=True)
    key = directory / 'key'
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(new_key(), encoding='ascii')
    return SnapshotStore(f'sqlite:///{directory / "snapshots.db"}', keys=[key.read_text(encoding='ascii')])


def show(calls: Iterable[tuple[str, str, Mapping[str, Any], int]]) -> None:
    """Print what waits: id, tool, arguments, line of the code."""
    for call_id, name, arguments, line in calls:
        print(f'{call_id}: {name}({", ".join(f"{key}={value!r}" for key, value in arguments.items())}) in line {line}')


def decisions(texts: Iterable[str]) -> dict[str, Any]:
    """``ID=yes``, ``ID=no``, ``ID=no:reason`` or ``ID={"argument": …}`` as ``{id: decision}``, for Pydantic AI."""
    found: dict[str, Any] = {}
    for text in texts:
        call_id, _equals, answer = text.partition('=')
        word, _colon, reason = answer.partition(':')
        if answer.startswith('{'):
            found[call_id] = {'arguments': json.loads(answer)}
        elif word in ('yes', 'no'):
            found[call_id] = {'reason': reason} if word == 'no' and reason else word == 'yes'
        else:
            raise SystemExit(f'{text!r} is none of ID=yes, ID=no, ID=no:reason, ID={{"argument": ...}}')
    return found
