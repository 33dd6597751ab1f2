"""Time on a line: where a day lies, which days are marked, and how a window is named and moved."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from .values import MONTHS, date_text, period_text

MONTH_STEPS = (1, 3, 6)
YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
DAY_STEPS = (1, 2, 7, 14)
LABEL = 64  # px from one label to the next at least
SHORTEST = 14  # days that zooming goes down to


@dataclass(frozen=True)
class Tick:
    x: float
    label: str
    strong: bool = False


@dataclass(frozen=True)
class Axis:
    """Days from `first` to `last`, both inclusive, on `width` px."""

    first: date
    last: date
    width: int

    @property
    def days(self):
        return (self.last - self.first).days + 1

    @property
    def per_day(self):
        return self.width / self.days

    def x(self, day):
        """The middle of a day, within the window."""
        return self.at(day.toordinal() + 0.5)

    def edge(self, day):
        """Where a day begins, within the window."""
        return self.at(day.toordinal())

    def at(self, number):
        """Where a number of days counted from 0001-01-01 lies, within the window."""
        return min(max((number - self.first.toordinal()) * self.per_day, 0), self.width)

    def ticks(self):
        """As many marked days as have room for their labels, on round days, months or years."""
        room = max(2, self.width // LABEL)
        if self.days <= 3 * room * DAY_STEPS[-1] and self.days < 100:
            return self._days(next((step for step in DAY_STEPS if self.days / step <= room), DAY_STEPS[-1]))
        months = self.days / 30.44
        if months / MONTH_STEPS[-1] <= room and self.days < 366 * room / 2:
            return self._months(next(step for step in MONTH_STEPS if months / step <= room))
        years = self.days / 365.25
        return self._years(next((step for step in YEAR_STEPS if years / step <= room), YEAR_STEPS[-1]))

    def _days(self, step):
        count = (self.days - 1) // step + 1
        days = [self.first + timedelta(days=step * at) for at in range(count)]
        return [Tick(self.edge(day), f"{day.day} {MONTHS[day.month - 1][:3]}", day.day == 1) for day in days]

    def _months(self, step):
        months = range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month)
        days = [date(month // 12, month % 12 + 1, 1) for month in months if month % 12 % step == 0]
        return [
            Tick(self.edge(day), str(day.year) if day.month == 1 else MONTHS[day.month - 1][:3], day.month == 1)
            for day in days
            if day >= self.first
        ]

    def _years(self, step):
        first = -(-self.first.year // step) * step or step
        years = [year for year in range(first, self.last.year + 1, step) if date(year, 1, 1) >= self.first]
        return [Tick(self.edge(date(year, 1, 1)), str(year), year % (step * 2 if step < 10 else step * 5) == 0) for year in years]


def bound_text(day, last=False):
    """A day as a parameter, as short as it can be: 1968 where it begins that year, or with `last` ends it."""
    following = day + timedelta(days=1) if last and day < date.max else day
    if following.day == 1 and following.month == 1:
        return f"{day.year:04}"
    return f"{day.year:04}-{day.month:02}" if following.day == 1 else day.isoformat()


@lru_cache(4096)  # a chart names hundreds, most of them again for each lane
def window_text(first, last):
    """A window in words: 1968 to 2030, March 1990, 1 July 1968."""
    start, end = bound_text(first), bound_text(last, last=True)
    if first == last or start == end:
        return date_text(first if first == last else start, long=True)
    return period_text(start if len(start) == len(end) else first, end if len(start) == len(end) else last, long=True)


def moved(first, last, begins, ends, *, by=0.0, zoom=1.0):
    """The window moved by a share of its length and made `zoom` times as long, on round days, within what there is."""
    days = (last - first).days + 1
    wanted = min(max(round(days * zoom), SHORTEST), (ends - begins).days + 1)
    middle = first.toordinal() + days / 2 + by * days
    start = min(max(round(middle - wanted / 2), begins.toordinal()), ends.toordinal() - wanted + 1)
    return _rounded(date.fromordinal(start), date.fromordinal(start + wanted - 1), begins, ends)


def _rounded(first, last, begins, ends):
    days = (last - first).days
    if days > 4 * 365:
        first = date(first.year + (first.month > 6), 1, 1)
        last = date(last.year - (last.month < 7), 12, 31)
    elif days > 4 * 30:
        first = first.replace(day=1)
        last = (last.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1) if last < date(9999, 12, 1) else last
    return max(first, begins), min(last, ends)
