"""An MCP server over the flights in `examples/data`. Run it on its own to serve any MCP client over stdio."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from mcp.server.mcpserver import MCPServer
from pydantic import BaseModel

DATA = Path(__file__).resolve().parent.parent / 'data'

server = MCPServer('flights')


class Airline(BaseModel):
    carrier: str
    name: str


class Flight(BaseModel):
    carrier: str
    flight: int
    origin: str
    dest: str
    arr_delay: int | None
    """Minutes; None where the flight was cancelled or diverted."""


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f'{name}.csv').open(newline='', encoding='utf-8') as file:
        return list(csv.DictReader(file))


@server.tool()
def list_airlines() -> list[Airline]:
    """All airlines with their carrier codes."""
    return [Airline(carrier=row['carrier'], name=row['name']) for row in rows('airlines')]


@server.tool()
def list_flights(day: int, carrier: str) -> list[Flight]:
    """The flights of one airline on a day of March 2013 (6 to 9)."""
    return [
        Flight(
            carrier=row['carrier'],
            flight=int(row['flight']),
            origin=row['origin'],
            dest=row['dest'],
            arr_delay=int(row['arr_delay']) if row['arr_delay'] else None,
        )
        for row in rows('flights')
        if row['day'] == str(day) and row['carrier'] == carrier
    ]


@server.tool(structured_output=False)
def describe_airport(code: str) -> str:
    """What there is to know of an airport; a tool without an output schema."""
    names = {'EWR': 'Newark Liberty', 'JFK': 'John F. Kennedy', 'LGA': 'LaGuardia'}
    return names.get(code, 'unknown')


if __name__ == '__main__':
    server.run()
