# --- everything
import calendar, sys
from datetime import date
C=calendar.Calendar(); T=calendar.TextCalendar(6); H=calendar.HTMLCalendar(firstweekday=6)
class MyH(calendar.HTMLCalendar):
    cssclasses = [style + " x" for style in calendar.HTMLCalendar.cssclasses]
    def formatday(self, day, weekday):
        return 'D' + super().formatday(day, weekday)
for f in (
    lambda: (calendar.MONDAY, calendar.SUNDAY, int(calendar.TUESDAY), f'{calendar.MONDAY}', str(calendar.MONDAY), calendar.MONDAY == 0, calendar.MONDAY + 1),
    lambda: (calendar.isleap(2000),calendar.isleap(1900),calendar.isleap(2024),calendar.leapdays(1900,2024)),
    lambda: (calendar.weekday(2024,2,29), calendar.weekday(20240,2,29), calendar.weekday(-5,1,1)),
    lambda: calendar.weekday(2024,13,1),
    lambda: (calendar.monthrange(2024,2), calendar.monthrange(0,1)),
    lambda: calendar.monthrange(2024,13),
    lambda: calendar.monthrange(2024,'a'),
    lambda: calendar.monthcalendar(2024,2),
    lambda: calendar.month(2024,2),
    lambda: calendar.month(2024,2,w=4,l=2),
    lambda: calendar.month(),
    lambda: calendar.month(2024,0),
    lambda: calendar.calendar(2024),
    lambda: calendar.calendar(2024,3,2,4,4),
    lambda: calendar.calendar(2024,m=1),
    lambda: calendar.calendar(2024,m=0),
    lambda: calendar.prmonth(2024,2),
    lambda: calendar.prcal(2024),
    lambda: calendar.week([(1,0),(2,1)],3),
    lambda: calendar.prweek([(1,0),(2,1)],3),
    lambda: (calendar.weekheader(2),calendar.weekheader(10),calendar.weekheader(0)),
    lambda: calendar.firstweekday(),
    lambda: calendar.setfirstweekday(6),
    lambda: calendar.firstweekday(),
    lambda: calendar.month(2024,2),
    lambda: calendar.setfirstweekday(7),
    lambda: calendar.setfirstweekday(calendar.SUNDAY),
    lambda: calendar.setfirstweekday(0),
    lambda: (list(calendar.month_name),list(calendar.month_abbr),list(calendar.day_name),list(calendar.day_abbr),len(calendar.month_name),len(calendar.day_name)),
    lambda: (calendar.month_name[2],calendar.month_name[-1],calendar.month_name[1:3],calendar.day_abbr[0:2],calendar.month_abbr[1:3]),
    lambda: calendar.month_name[13],
    lambda: calendar.month_name['a'],
    lambda: ('Monday' in calendar.day_name, list(enumerate(calendar.month_abbr))[1], {n:i for i,n in enumerate(calendar.month_name)}),
    lambda: (calendar.timegm((1970,1,2,0,0,0)),calendar.timegm((2024,2,29,12,30,15,0,0,0))),
    lambda: calendar.timegm((1,2)),
    lambda: calendar.timegm((2024,13,1,0,0,0)),
    lambda: (calendar.EPOCH, calendar.error, calendar.mdays),
    lambda: calendar.January if sys.version_info < (3,12) else 1,
    lambda: (calendar.format(['a','b']),calendar.formatstring(['a','b'],5,2)),
    lambda: (C.firstweekday, C.getfirstweekday(), list(C.iterweekdays()), T.firstweekday, list(T.iterweekdays())),
    lambda: list(C.itermonthdates(2024,2))[:3],
    lambda: (list(C.itermonthdays(2024,2)),list(C.itermonthdays2(2024,2))[:5],list(C.itermonthdays3(2024,2))[-4:],list(C.itermonthdays4(2024,1))[:3]),
    lambda: list(C.itermonthdates(2024,13)),
    lambda: C.itermonthdays(2024,13),
    lambda: (C.monthdatescalendar(2024,2)[0],C.monthdays2calendar(2024,2)[0],C.monthdayscalendar(2024,2)),
    lambda: (C.yeardatescalendar(2024)[0][0][0],C.yeardays2calendar(2024,2)[5][1][0],len(C.yeardayscalendar(2024,5))),
    lambda: (T.formatmonth(2024,2),T.formatyear(2024,m=2),T.formatday(5,0,4),T.formatday(0,0,4),T.formatweek([(1,1)],5),T.formatweekday(0,12),T.formatweekheader(5),T.formatmonthname(2024,5,30),T.formatmonthname(2024,5,30,False)),
    lambda: T.prmonth(2024,2),
    lambda: T.pryear(2024),
    lambda: T.prweek([(1,1)],3),
    lambda: H.formatmonth(2024,2),
    lambda: H.formatyear(2024,4),
    lambda: H.formatyearpage(2024),
    lambda: H.formatyearpage(2024,css=None,encoding='ascii'),
    lambda: H.formatyearpage(2024,encoding='foo'),
    lambda: (H.formatday(1,1),H.formatday(0,0),H.formatweek([(1,1)]),H.formatweekday(3),H.formatweekheader(),H.formatmonthname(2024,2),H.formatmonthname(2024,2,False),H.cssclasses,H.cssclass_noday),
    lambda: MyH().formatmonth(2024,2),
    lambda: calendar.HTMLCalendar.cssclasses,
    lambda: (calendar.IllegalMonthError(5), str(calendar.IllegalMonthError(5)), calendar.IllegalWeekdayError(9).weekday, calendar.IllegalMonthError.__mro__),
    lambda: (repr(C).split(' at')[0], repr(calendar.month_name).split(' at')[0], calendar.Calendar.__module__),
    lambda: calendar.Calendar('a').firstweekday,
    lambda: (C.setfirstweekday(8),C.firstweekday,C.setfirstweekday(0)),
):
    try: r = f(); print(type(r).__name__, repr(r))
    except Exception as e: print(type(e).__name__, e)
# --- days and months by name
# min_python: 3.12
import calendar
print([int(d) for d in (calendar.MONDAY, calendar.TUESDAY, calendar.WEDNESDAY, calendar.THURSDAY, calendar.FRIDAY, calendar.SATURDAY, calendar.SUNDAY)])
print([repr(m) for m in (calendar.JANUARY, calendar.FEBRUARY, calendar.MARCH, calendar.APRIL, calendar.MAY, calendar.JUNE, calendar.JULY, calendar.AUGUST, calendar.SEPTEMBER, calendar.OCTOBER, calendar.NOVEMBER, calendar.DECEMBER)])
print(calendar.MAY.name, calendar.MAY.value, calendar.weekday(2024, 1, 1).name, hash(calendar.MAY) == hash(5), {5: 'x'}[calendar.MAY], sorted([calendar.MAY, calendar.APRIL]))
# --- subclasses
import calendar
class Short(calendar.TextCalendar):
    def formatday(self, day, weekday, width): return ('.' if not day else str(day)).rjust(width)
    def formatweekday(self, day, width): return calendar.day_abbr[day][0].rjust(width)
print(Short(6).formatmonth(2024, 2))
class Weeks(calendar.Calendar):
    def getfirstweekday(self): return 2
print(list(Weeks().iterweekdays()), Weeks(3).firstweekday)
try: calendar.monthrange(2024, 0)
except calendar.IllegalMonthError as e: print(e, e.month, isinstance(e, ValueError))
calendar.TextCalendar(firstweekday='x').formatmonth(2024, 1)
# --- across a call
# externals: add
import calendar
calendar.setfirstweekday(add(2, 1))
weeks = calendar.Calendar(6).itermonthdates(2024, 2)
print(next(weeks), next(weeks), add(1, 1), next(weeks), calendar.firstweekday(), calendar.weekheader(2))
calendar.setfirstweekday(add(0))
print(calendar.mdays, calendar.month_name[add(1, 1)], add(calendar.MONDAY, 1), calendar.HTMLCalendar().formatday(add(2, 3), 4))
page = calendar.TextCalendar(calendar.SUNDAY)
print(add(0), page.formatmonth(2024, 2), list(weeks)[-1])
# --- who has changed nothing
import calendar
print(calendar.firstweekday(), calendar.mdays)
# --- months as an enumeration
# min_python: 3.12
import calendar
from calendar import Day, Month
print(list(Day), list(Month), Day(3), Month['MAY'], Day.MONDAY is calendar.MONDAY, repr(Month), isinstance(calendar.MAY, Month), isinstance(calendar.MAY, int), Month.MAY.name, calendar.weekday(2024, 2, 29) is Day.THURSDAY)
print(f'{Month.MAY}', str(Day.MONDAY), '%d' % Month.MAY, Month.MAY + 1, {Month.MAY: 1}[5], calendar.monthrange(2024, Month.FEBRUARY), len(Day))
for f in (lambda: Day(7), lambda: Month['x'], lambda: calendar.monthrange(2024, Day.MONDAY)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- months as numbers
import calendar, sys
print(calendar.January if sys.version_info < (3, 12) else 1, calendar.February if sys.version_info < (3, 12) else 2)
