"""Which airline lost the most time on the worst of four March days in New York, and why?"""

import asyncio

PAGE = 250
LATE = 180


class Tally:
    """What one airline lost on one day."""

    def __init__(self, carrier):
        self.carrier = carrier
        self.flown = []
        self.cancelled = 0

    def add(self, flight):
        if flight['dep_delay'] is None:
            self.cancelled += 1
        else:
            self.flown.append(flight)

    @property
    def hours_lost(self):
        return sum(max(flight['dep_delay'], 0) for flight in self.flown) / 60

    def __lt__(self, other):
        return self.hours_lost < other.hours_lost


def flights_of(day):
    page = 0
    while rows := search_flights(day, page=page, size=PAGE):
        yield from rows
        page += 1


def tallies_of(day):
    tallies = {}
    for flight in flights_of(day):
        tallies.setdefault(flight['carrier'], Tally(flight['carrier'])).add(flight)
    return tallies


def age_of(tailnum, unregistered):
    try:
        return 2013 - get_plane(tailnum)['year']
    except (KeyError, TypeError) as error:
        unregistered.append((tailnum, repr(error)))
        return None


async def weather_at_worst(flights):
    """The weather at each airport in the hour of its longest delay."""
    worst = {}
    for flight in sorted(flights, key=lambda flight: flight['dep_delay']):
        worst[flight['origin']] = flight['sched_dep_time'] // 100
    reports = await asyncio.gather(*(weather_at(origin, day, hour) for origin, hour in worst.items()))
    return {f'{report["origin"]} {report["hour"]:02}:00': report for report in reports}


days = {day: tallies_of(day) for day in range(first_day, last_day + 1)}
lost = {day: sum(tally.hours_lost for tally in tallies.values()) for day, tallies in days.items()}
day = max(lost, key=lost.get)
print(f'{day} March: {lost[day]:.0f} of {sum(lost.values()):.0f} hours lost')

loser = max(days[day].values())
late = [flight for tally in days[day].values() for flight in tally.flown if flight['dep_delay'] >= LATE]
unregistered = []
ages = [age for tail in sorted({flight['tailnum'] for flight in late}) if (age := age_of(tail, unregistered))]
weather = await weather_at_worst(late)
{
    'day': f'2013-03-{day:02}',
    'airline': f'{loser.carrier}: {loser.hours_lost:.0f} hours lost, {loser.cancelled} flights cancelled',
    'late planes': f'{len(ages)} of {sum(ages) / len(ages):.1f} years on average, {len(unregistered)} not registered',
    'weather': {
        place: f'{report["temp"]:.0f} F, wind {report["wind_speed"]:.0f} mph, sight {report["visib"]:g} miles'
        for place, report in weather.items()
    },
}
