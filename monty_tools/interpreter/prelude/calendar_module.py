"""``calendar``. What its functions share, such as the first day of a week, belongs to the run."""

DAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
MONTHS = (
    *('January', 'February', 'March', 'April', 'May', 'June', 'July'),
    *('August', 'September', 'October', 'November', 'December'),
)
LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
EPOCH = 1970

error = ValueError


class IllegalMonthError(ValueError):
    __module__ = 'calendar'

    def __init__(self, month):
        self.month = month

    def __str__(self):
        return f'bad month number {self.month!r}; must be 1-12'


class IllegalWeekdayError(ValueError):
    __module__ = 'calendar'

    def __init__(self, weekday):
        self.weekday = weekday

    def __str__(self):
        return f'bad weekday number {self.weekday!r}; must be 0 (Monday) to 6 (Sunday)'


class _localized_month:
    __module__ = 'calendar'

    def __init__(self, format):
        self.format = format

    def __getitem__(self, i):
        return _names(('', *MONTHS), self.format, i)

    def __len__(self):
        return 13


class _localized_day:
    __module__ = 'calendar'

    def __init__(self, format):
        self.format = format

    def __getitem__(self, i):
        return _names(DAYS, self.format, i)

    def __len__(self):
        return 7


def _names(names, format, i):
    found = list(names)[i]
    if format in ('%A', '%B'):
        return found
    return [name[:3] for name in found] if isinstance(i, slice) else found[:3]


if _named_numbers():
    Month = global_enum(IntEnum('Month', [name.upper() for name in MONTHS], module='calendar'))
    Day = global_enum(IntEnum('Day', [name.upper() for name in DAYS], module='calendar', start=0))
    settle(Month)
    settle(Day)
else:
    Day = Month = int

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = [Day(number) for number in range(7)]
JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, *rest = [Month(number) for number in range(1, 13)]
AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = rest

month_name = _localized_month('%B')
month_abbr = _localized_month('%b')
day_name = _localized_day('%A')
day_abbr = _localized_day('%a')


def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    y1 -= 1
    y2 -= 1
    return (y2 // 4 - y1 // 4) - (y2 // 100 - y1 // 100) + (y2 // 400 - y1 // 400)


def weekday(year, month, day):
    if not 1 <= year <= 9999:
        year = 2000 + year % 400
    return Day(date(year, month, day).weekday())


def monthrange(year, month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), _monthlen(year, month)


def _monthlen(year, month):
    return LENGTHS[month] + (month == 2 and isleap(year))


class Calendar:
    __module__ = 'calendar'

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def getfirstweekday(self):
        return self._firstweekday % 7

    def setfirstweekday(self, firstweekday):
        self._firstweekday = firstweekday

    firstweekday = property(getfirstweekday, setfirstweekday)

    def iterweekdays(self):
        for i in range(self.firstweekday, self.firstweekday + 7):
            yield i % 7

    def itermonthdates(self, year, month):
        for y, m, d in self.itermonthdays3(year, month):
            yield date(y, m, d)

    def itermonthdays(self, year, month):
        before, length, after = _around(self, year, month)
        for _ in range(before):
            yield 0
        yield from range(1, length + 1)
        for _ in range(after):
            yield 0

    def itermonthdays2(self, year, month):
        for i, d in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield d, i % 7

    def itermonthdays3(self, year, month):
        before, length, after = _around(self, year, month)
        y, m = (year - 1, 12) if month == 1 else (year, month - 1)
        end = _monthlen(y, m) + 1
        for d in range(end - before, end):
            yield y, m, d
        for d in range(1, length + 1):
            yield year, month, d
        y, m = (year + 1, 1) if month == 12 else (year, month + 1)
        for d in range(1, after + 1):
            yield y, m, d

    def itermonthdays4(self, year, month):
        for i, (y, m, d) in enumerate(self.itermonthdays3(year, month)):
            yield y, m, d, (self.firstweekday + i) % 7

    def monthdatescalendar(self, year, month):
        return _rows(list(self.itermonthdates(year, month)), 7)

    def monthdays2calendar(self, year, month):
        return _rows(list(self.itermonthdays2(year, month)), 7)

    def monthdayscalendar(self, year, month):
        return _rows(list(self.itermonthdays(year, month)), 7)

    def yeardatescalendar(self, year, width=3):
        return _rows([self.monthdatescalendar(year, month) for month in range(1, 13)], width)

    def yeardays2calendar(self, year, width=3):
        return _rows([self.monthdays2calendar(year, month) for month in range(1, 13)], width)

    def yeardayscalendar(self, year, width=3):
        return _rows([self.monthdayscalendar(year, month) for month in range(1, 13)], width)


def _around(calendar, year, month):
    """The days of a month, and of its first and last week before and behind it."""
    day1, length = monthrange(year, month)
    first = calendar.firstweekday
    return (day1 - first) % 7, length, (first - day1 - length) % 7


def _rows(items, width):
    return [items[i : i + width] for i in range(0, len(items), width)]


class TextCalendar(Calendar):
    __module__ = 'calendar'

    def prweek(self, theweek, width):
        print(self.formatweek(theweek, width), end='')

    def formatday(self, day, weekday, width):
        s = '' if day == 0 else f'{day:2d}'
        return s.center(width)

    def formatweek(self, theweek, width):
        return ' '.join([self.formatday(d, wd, width) for d, wd in theweek])

    def formatweekday(self, day, width):
        names = day_name if width >= 9 else day_abbr
        return names[day][:width].center(width)

    def formatweekheader(self, width):
        return ' '.join([self.formatweekday(i, width) for i in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        s = month_name[themonth]
        if withyear:
            s = f'{s} {theyear!r}'
        return s.center(width)

    def prmonth(self, theyear, themonth, w=0, l=0):  # noqa: E741
        print(self.formatmonth(theyear, themonth, w, l), end='')

    def formatmonth(self, theyear, themonth, w=0, l=0):  # noqa: E741
        w = max(2, w)
        end = '\n' * max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1), self.formatweekheader(w)]
        for week in self.monthdays2calendar(theyear, themonth):
            lines.append(self.formatweek(week, w))
        return ''.join([line.rstrip() + end for line in lines])

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):  # noqa: E741
        w = max(2, w)
        end = '\n' * max(1, l)
        c = max(2, c)
        width = (w + 1) * 7 - 1
        parts = [repr(theyear).center(width * m + c * (m - 1)).rstrip(), end]
        header = self.formatweekheader(w)
        for i, row in enumerate(self.yeardays2calendar(theyear, m)):
            months = range(m * i + 1, min(m * (i + 1) + 1, 13))
            names = [self.formatmonthname(theyear, month, width, False) for month in months]
            parts += [end, formatstring(names, width, c).rstrip(), end]
            parts += [formatstring([header for _ in months], width, c).rstrip(), end]
            for j in range(max([len(weeks) for weeks in row])):
                line = ['' if j >= len(weeks) else self.formatweek(weeks[j], w) for weeks in row]
                parts += [formatstring(line, width, c).rstrip(), end]
        return ''.join(parts)

    def pryear(self, theyear, w=0, l=0, c=6, m=3):  # noqa: E741
        print(self.formatyear(theyear, w, l, c, m), end='')


class _DayClasses:
    """A list for each who asks: programs may change it."""

    def __get__(self, calendar, cls=None):
        return ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']


TABLE = '<table border="0" cellpadding="0" cellspacing="0" class="'
DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
)


class HTMLCalendar(Calendar):
    __module__ = 'calendar'
    cssclass_noday = 'noday'
    cssclass_month_head = 'month'
    cssclass_month = 'month'
    cssclass_year_head = 'year'
    cssclass_year = 'year'

    cssclasses = cssclasses_weekday_head = _DayClasses()

    def formatday(self, day, weekday):
        if day == 0:
            return f'<td class="{self.cssclass_noday}">&nbsp;</td>'
        return f'<td class="{self.cssclasses[weekday]}">{day:d}</td>'

    def formatweek(self, theweek):
        return f'<tr>{"".join([self.formatday(d, wd) for d, wd in theweek])}</tr>'

    def formatweekday(self, day):
        return f'<th class="{self.cssclasses_weekday_head[day]}">{day_abbr[day]}</th>'

    def formatweekheader(self):
        return f'<tr>{"".join([self.formatweekday(i) for i in self.iterweekdays()])}</tr>'

    def formatmonthname(self, theyear, themonth, withyear=True):
        s = f'{month_name[themonth]} {theyear}' if withyear else month_name[themonth]
        return f'<tr><th colspan="7" class="{self.cssclass_month_head}">{s}</th></tr>'

    def formatmonth(self, theyear, themonth, withyear=True):
        lines = [f'{TABLE}{self.cssclass_month}">', self.formatmonthname(theyear, themonth, withyear=withyear)]
        lines.append(self.formatweekheader())
        for week in self.monthdays2calendar(theyear, themonth):
            lines.append(self.formatweek(week))
        return '\n'.join([*lines, '</table>', ''])

    def formatyear(self, theyear, width=3):
        width = max(width, 1)
        parts = [f'{TABLE}{self.cssclass_year}">\n']
        parts.append(f'<tr><th colspan="{width:d}" class="{self.cssclass_year_head}">{theyear}</th></tr>')
        for i in range(1, 13, width):
            parts.append('<tr>')
            for month in range(i, min(i + width, 13)):
                parts += ['<td>', self.formatmonth(theyear, month, withyear=False), '</td>']
            parts.append('</tr>')
        parts.append('</table>')
        return ''.join(parts)

    def formatyearpage(self, theyear, width=3, css='calendar.css', encoding=None):
        if encoding is None:
            encoding = 'utf-8'
        parts = [f'<?xml version="1.0" encoding="{encoding}"?>\n', DOCTYPE, '<html>\n<head>\n']
        parts.append(f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}" />\n')
        if css is not None:
            parts.append(f'<link rel="stylesheet" type="text/css" href="{css}" />\n')
        parts.append(f'<title>Calendar for {theyear:d}</title>\n</head>\n<body>\n')
        parts += [self.formatyear(theyear, width), '</body>\n</html>\n']
        return ''.join(parts).encode(encoding, 'xmlcharrefreplace')


def _shared():
    """The calendar that the functions below work on."""
    return _kept('calendar.c') or _keep('calendar.c', TextCalendar())


def firstweekday():
    return _shared().getfirstweekday()


def setfirstweekday(firstweekday):
    if not 0 <= firstweekday <= 6:
        raise IllegalWeekdayError(firstweekday)
    _shared().firstweekday = firstweekday


def monthcalendar(year, month):
    return _shared().monthdayscalendar(year, month)


def prweek(theweek, width):
    _shared().prweek(theweek, width)


def week(theweek, width):
    return _shared().formatweek(theweek, width)


def weekheader(width):
    return _shared().formatweekheader(width)


def prmonth(theyear, themonth, w=0, l=0):  # noqa: E741
    _shared().prmonth(theyear, themonth, w, l)


def month(theyear, themonth, w=0, l=0):  # noqa: E741
    return _shared().formatmonth(theyear, themonth, w, l)


def calendar(theyear, w=2, l=1, c=6, m=3):  # noqa: E741
    return _shared().formatyear(theyear, w, l, c, m)


def prcal(theyear, w=0, l=0, c=6, m=3):  # noqa: E741
    _shared().pryear(theyear, w, l, c, m)


# CPython's are methods of its shared calendar, and errors about their arguments tell so.
firstweekday.__qualname__ = 'Calendar.getfirstweekday'
monthcalendar.__qualname__ = 'Calendar.monthdayscalendar'
prweek.__qualname__ = 'TextCalendar.prweek'
week.__qualname__ = 'TextCalendar.formatweek'
weekheader.__qualname__ = 'TextCalendar.formatweekheader'
prmonth.__qualname__ = 'TextCalendar.prmonth'
month.__qualname__ = 'TextCalendar.formatmonth'
calendar.__qualname__ = 'TextCalendar.formatyear'
prcal.__qualname__ = 'TextCalendar.pryear'


def format(cols, colwidth=20, spacing=6):
    print(formatstring(cols, colwidth, spacing))


def formatstring(cols, colwidth=20, spacing=6):
    spacing *= ' '
    return spacing.join([c.center(colwidth) for c in cols])


def timegm(tuple):
    year, month, day, hour, minute, second = tuple[:6]
    days = date(year, month, 1).toordinal() - 719163 + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second
