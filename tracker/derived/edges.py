"""The day of a step, with its doubt: what partial dates become when statuses are worked out from them."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from tracker.models.dates import PartialDate

DAY = timedelta(days=1)


class Edge(NamedTuple):
    """The step was taken on a day from `first` to `last`; on `sure` it has certainly been taken.

    `sure` is `last`, or the day after it where the date is approximate: `1974~` leaves all of 1974 in doubt, and
    `1974-05-03~` that one day. `said` is the date as the source states it. Edges compare by their days.
    """

    first: date
    last: date
    sure: date
    said: PartialDate

    @property
    def doubtful(self):
        return self.first != self.sure


# Of what has been so from the beginning of time, as far as anyone knows.
ALWAYS = Edge(date.min, date.min, date.min, PartialDate("", date.min, date.min))


class Reading(NamedTuple):
    """Which day of an edge is taken for the beginning of a tenure, and which for its end (indexes into Edge)."""

    begin: int
    end: int


# What adds takes hold on the first day it may have been done, what takes away on the last: that is the status given.
# It is certain where the two other readings give the same.
GIVEN = Reading(begin=0, end=1)
NARROWEST = Reading(begin=2, end=0)
LONGEST = Reading(begin=0, end=2)


@lru_cache(maxsize=20_000)
def edge(said):
    """The edge of a PartialDate."""
    return Edge(said.first, said.last, next_day(said.last) if said.approximate else said.last, said)


@lru_cache(maxsize=20_000)
def between(first, last, approximate=False):
    """The partial date from `first` to `last`: one day where they are the same, open where one is date.min or max."""
    mark = "~" if approximate else ""
    if first == last and date.min < first < date.max:
        return PartialDate.parse(f"{first}{mark}")
    start = ".." if first == date.min else f"{first}{mark}"
    end = ".." if last == date.max else f"{last}{mark}"
    return PartialDate.parse(f"{start}/{end}")


def moved(said, move):
    """`said`, both bounds moved by the function `move`; open bounds stay open."""
    first = said.first if said.first == date.min else move(said.first)
    last = said.last if said.last == date.max else move(said.last)
    return said if (first, last) == (said.first, said.last) else between(first, last, said.approximate)


def later(one, other):
    """The later of two partial dates, where both must have come: bound by bound where neither is later throughout."""
    if one.first >= other.first and one.last >= other.last:
        return one
    if other.first >= one.first and other.last >= one.last:
        return other
    return between(max(one.first, other.first), max(one.last, other.last), one.approximate or other.approximate)


def earliest(said):
    """The first day that a partial date may mean; its last where no first is known."""
    return said.last if said.first == date.min else said.first


def next_day(day):
    return day if day == date.max else day + DAY


def previous_day(day):
    return day if day == date.min else day - DAY
