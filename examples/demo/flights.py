"""The three host functions that the demo's script may call, over the tables in `examples/data`."""

from __future__ import annotations

import asyncio
import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / 'data'
WEATHER_LATENCY_S = 0.15
TEXT_COLUMNS = frozenset({'carrier', 'tailnum', 'origin', 'dest', 'manufacturer', 'model', 'engine'})

Row = dict[str, str | float | None]


@cache
def table(name: str) -> list[Row]:
    """The rows of one file: text and numbers as such, an empty field as None."""
    with (DATA / f'{name}.csv').open(newline='', encoding='utf-8') as file:
        return [{column: cell(column, text) for column, text in row.items()} for row in csv.DictReader(file)]


def cell(column: str, text: str) -> str | float | None:
    """One field as a Python value."""
    if not text:
        return None
    if column in TEXT_COLUMNS:
        return text
    return float(text) if '.' in text else int(text)


def search_flights(day: int, *, page: int = 0, size: int = 100) -> list[Row]:
    """The departures of one day of March 2013 in the order of their schedule, one page of `size` at a time."""
    rows = [row for row in table('flights') if row['day'] == day]
    return rows[page * size : (page + 1) * size]


def get_plane(tailnum: str) -> Row:
    """The register's entry of one aircraft. KeyError if it has none; `year` is None where it isn't known."""
    for row in table('planes'):
        if row['tailnum'] == tailnum:
            return row
    raise KeyError(tailnum)


async def weather_at(origin: str, day: int, hour: int) -> Row:
    """The weather at an airport in one hour of March 2013, from a service that takes its time."""
    await asyncio.sleep(WEATHER_LATENCY_S)
    for row in table('weather'):
        if (row['origin'], row['day'], row['hour']) == (origin, day, hour):
            return row
    raise LookupError(f'no report from {origin} for {day} March, {hour}:00')
