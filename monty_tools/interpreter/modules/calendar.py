"""``calendar``: written in ``prelude/calendar_module.py``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ..natives import Getter, Native
from ..objects import NativeFunction
from .datetime import DATE
from .entry import Entry, why
from .signatures import COMMON

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

NAMED: Final = sys.version_info >= (3, 12)
"""Whether CPython's days and months are members of enumerations."""


def named_numbers(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_named_numbers()``: whether days and months show their names."""
    return NAMED


def lengths(m: Machine, module: object) -> object:
    """``mdays``: a list of the run's own."""
    found = m.kept.get('calendar.mdays')
    if found is None:
        m.tracker.allocate(160)
        found = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        m.kept['calendar.mdays'] = found
    return found


NAMES: Final[dict[str, object]] = {'January': 1, 'February': 2, 'mdays': Getter('mdays', lengths)}

ENUMERATED: Final = (
    'Day Month JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER' if NAMED else ''
)

PRELUDE: Final[tuple[str, ...]] = tuple(
    (
        'EPOCH error IllegalMonthError IllegalWeekdayError MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY '
        'month_name month_abbr day_name day_abbr isleap leapdays weekday monthrange Calendar TextCalendar HTMLCalendar '
        'firstweekday setfirstweekday monthcalendar prweek week weekheader prmonth month calendar prcal format '
        'formatstring timegm ' + ENUMERATED
    ).split()
)

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_named_numbers': Native('_named_numbers', named_numbers),
    'date': DATE,  # type: ignore[dict-item]  # a class, which the file sees by this name
}

ENTRY: Final = Entry(
    NAMES,
    PRELUDE,
    INTRINSICS,
    needs={name: f'enum.{name}' for name in ('IntEnum', 'global_enum', 'settle')},
    absent=why(
        {
            'LocaleTextCalendar LocaleHTMLCalendar different_locale': "the host's locale",
            'c': 'its methods are functions of the module',
            'main': 'a command',
        }
    ),
    different={'HTMLCalendar': 'each access to cssclasses gives a new list'},
)
