"""The worst of four March days, who left most on the ground, and the weather."""

import asyncio


class Grounded:
    """What one airline did not fly on one day."""

    def __init__(self, carrier):
        self.carrier = carrier
        self.flights = []
        self.seat_miles = 0

    def __lt__(self, other):
        return self.seat_miles < other.seat_miles

    def add(self, flight, seats, miles):
        self.flights.append(flight)
        self.seat_miles += seats.get(flight['tailnum'], 0) * miles[flight['origin'], flight['dest']]


async def flights_of(day):
    page = 0
    while rows := await search_flights(day=day, page=page, size=250):
        for row in rows:
            yield row
        page += 1


async def seats_in(flights):
    """Seats by tail number of the aircraft that are known, and how many flights had another one or none."""
    tails = sorted({flight['tailnum'] for flight in flights} - {None})

    async def seats(tail):
        try:
            return (await get_plane(tailnum=tail))['seats']
        except LookupError:
            return None

    found = dict(zip(tails, await asyncio.gather(*(seats(tail) for tail in tails)), strict=True))
    known = {tail: count for tail, count in found.items() if count is not None}
    return known, sum(flight['tailnum'] not in known for flight in flights)


async def weather_when(flights):
    """The weather at each airport in the hour in which most of the flights should have left."""
    hours = {}
    for flight in flights:
        hours.setdefault(flight['origin'], []).append(flight['sched_dep_time'] // 100)
    worst = {origin: max(sorted(set(found)), key=found.count) for origin, found in sorted(hours.items())}
    reports = await asyncio.gather(*(weather_at(origin=at, day=day, hour=hour) for at, hour in worst.items()))
    places = [f'{origin} {hour:02}:00' for origin, hour in worst.items()]
    return dict(zip(places, map(in_words, reports), strict=True))


def in_words(report):
    return f'{report["temp"]:.0f} F, wind {report["wind_speed"]:.0f} mph, sight {report["visib"]:g} miles'


days = {day: [flight async for flight in flights_of(day)] for day in range(6, 10)}
lost = {day: sum(max(flight['dep_delay'] or 0, 0) for flight in flights) / 60 for day, flights in days.items()}
day = max(lost, key=lost.get)
print(f'{day} March: {lost[day]:.0f} of {sum(lost.values()):.0f} hours lost')
cancelled = [flight for flight in days[day] if flight['dep_delay'] is None]
seats, unknown = await seats_in(cancelled)
routes = sorted({(flight['origin'], flight['dest']) for flight in cancelled})
lengths = await asyncio.gather(*(distance(origin=origin, dest=dest) for origin, dest in routes))
miles = dict(zip(routes, lengths, strict=True))
airlines = {}
for flight in cancelled:
    airlines.setdefault(flight['carrier'], Grounded(flight['carrier'])).add(flight, seats, miles)
worst = max(airlines.values())
{
    'day': f'2013-03-{day:02}',
    'hours lost': round(lost[day]),
    'airline': await airline_name(carrier=worst.carrier),
    'cancelled': f'{len(worst.flights)} of {len(cancelled)} flights, {worst.seat_miles:,} seat-miles',
    'not counted': f'{unknown} flights whose aircraft is not known',
    'weather': await weather_when(worst.flights),
}
