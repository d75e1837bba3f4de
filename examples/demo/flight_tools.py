"""The five tools of the demo's agent, over the tables in `examples/data`.

Flights and aircraft are asked of a SQLite file, weather of a service that takes its time, airlines of a short table.
"""

from __future__ import annotations

import asyncio
import csv
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

DATA = Path(__file__).resolve().parent.parent / 'data'
WEATHER_LATENCY_S = 0.15
TEXT_COLUMNS = frozenset({'carrier', 'name', 'tailnum', 'origin', 'dest', 'manufacturer', 'model', 'engine'})
MAX_PAGE = 250

Airport = Literal['EWR', 'JFK', 'LGA']
Day = Annotated[int, Field(ge=6, le=9, description='day of March 2013')]


class Flight(TypedDict):
    """A departure."""

    carrier: str
    tailnum: str | None
    origin: Airport
    dest: str
    sched_dep_time: Annotated[int, Field(description='hhmm')]
    dep_delay: Annotated[int | None, Field(description='minutes; None if cancelled')]


class Plane(TypedDict):
    """An aircraft of the register."""

    tailnum: str
    year: int | None
    model: str
    seats: int


class Weather(TypedDict):
    """The weather at an airport in one hour."""

    temp: Annotated[float, Field(description='F')]
    wind_speed: Annotated[float, Field(description='mph')]
    visib: Annotated[float, Field(description='miles')]


def rows_of(name: str) -> list[dict[str, str | None]]:
    """The rows of a table of `examples/data` as text, an empty field as None."""
    with (DATA / f'{name}.csv').open(newline='', encoding='utf-8') as file:
        return [{column: text or None for column, text in row.items()} for row in csv.DictReader(file)]


def build_database(file: Path) -> None:
    """Put all tables into a new SQLite file, whose column types make numbers of the text."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for name in ('flights', 'planes', 'weather', 'airlines'):
            rows = rows_of(name)
            columns = ', '.join(f'{column} {"TEXT" if column in TEXT_COLUMNS else "NUMERIC"}' for column in rows[0])
            connection.execute(f'CREATE TABLE {name} ({columns})')
            places = ', '.join('?' * len(rows[0]))
            connection.executemany(f'INSERT INTO {name} VALUES ({places})', [[*row.values()] for row in rows])
        connection.execute('CREATE INDEX departures ON flights (day, sched_dep_time)')
        connection.execute('CREATE INDEX routes ON flights (origin, dest)')
        connection.execute('CREATE UNIQUE INDEX register ON planes (tailnum)')


class FlightTools:
    """The tools, over the file that `build_database` made."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.airlines = {row['carrier']: row['name'] for row in rows_of('airlines')}

    @property
    def tools(self) -> list[Callable[..., Any]]:
        """What an agent gets, or a bare program as its external functions."""
        return [self.search_flights, self.get_plane, self.distance, self.airline_name, self.weather_at]

    def rows(self, query: str, *parameters: object) -> list[Any]:
        """The rows that a query finds, each as a dict. The file is opened for reading only."""
        with closing(sqlite3.connect(f'{self.database.as_uri()}?mode=ro', uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query, parameters)]

    def search_flights(
        self, day: Day, *, page: int = 0, size: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 100
    ) -> list[Flight]:
        """One page of the departures from New York in the order of their schedule; past the last one it is empty."""
        return self.rows(
            'SELECT carrier, tailnum, origin, dest, sched_dep_time, dep_delay FROM flights WHERE day = ?'
            ' ORDER BY sched_dep_time, carrier, flight LIMIT ? OFFSET ?',
            *(day, size, page * size),
        )

    def get_plane(self, tailnum: str) -> Plane:
        """An aircraft's entry in the register. Raises LookupError if it has none."""
        for row in self.rows('SELECT tailnum, year, model, seats FROM planes WHERE tailnum = ?', tailnum):
            plane: Plane = row
            return plane
        raise LookupError(f'{tailnum} is not in the register')

    def distance(self, origin: Airport, dest: str) -> int:
        """Miles from one of New York's airports to another airport. Raises LookupError if nobody flies there."""
        for row in self.rows('SELECT distance FROM flights WHERE origin = ? AND dest = ? LIMIT 1', origin, dest):
            return int(row['distance'])
        raise LookupError(f'no flights from {origin} to {dest}')

    def airline_name(self, carrier: str) -> str:
        """The name that belongs to a carrier's code. Raises LookupError for an unknown code."""
        name = self.airlines.get(carrier)
        if name is None:
            raise LookupError(f'no airline has the code {carrier!r}')
        return name

    async def weather_at(self, origin: Airport, day: Day, hour: Annotated[int, Field(ge=0, le=23)]) -> Weather:
        """The weather at an airport. Slow: ask for several at once."""
        await asyncio.sleep(WEATHER_LATENCY_S)
        query = 'SELECT temp, wind_speed, visib FROM weather WHERE origin = ? AND day = ? AND hour = ?'
        for row in self.rows(query, origin, day, hour):
            report: Weather = row
            return report
        raise LookupError(f'no report from {origin} for {day} March, {hour}:00')
