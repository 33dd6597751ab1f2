"""The entries of a selection by lane, as numbers of days in order: read once, so that any window of them is counted at once.

An entry stands in every lane that it belongs to, and in `Others` where it belongs to none that is shown.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf

from tracker.catalogue import TYPE_OF_CODE
from tracker.models import Actor, Entry, Record, Theme

MOST_LANES = 10
A_YEAR = 366  # days
MOST_TOLD = 480  # records whose course a chart may show: more could not be seen
OTHERS = ""
NONE = (None,)
PIECE = 5000  # rows read at once
OTHERS_LABELS = {"type": "Of no record", "theme": "Other themes", "actor": "Other actors", "record": "Other records"}
# What lanes are of, and what it is called. Entries are of published records and name published actors alone.
CALLED = {
    "theme": (Theme, F("title")),
    "actor": (Actor, F("name")),
    "record": (Record, Coalesce(NullIf(F("short_title"), Value("")), F("title"))),
}


@dataclass
class Run:
    """Entries in order: the number of each one's day and its primary key; apart, from when to when those last that do.

    Of these the first `long` last more than a year; both parts are in order.
    """

    days: array
    pks: array
    since: array
    until: array
    lasting: array
    long: int

    def carried(self, first, last):
        """[(day, primary key)] of those that began before `first` and last into it, and began by `last`."""
        near = range(*(bisect_left(self.since, day, self.long) for day in (first - A_YEAR, first)))
        some = [at for part in (range(self.long), near) for at in part]
        return [(self.since[at], self.lasting[at]) for at in some if self.since[at] < first <= self.until[at] and self.since[at] <= last]

    def years(self, first, last):
        """{year: entries of a window that stand in it}, oldest first."""
        found = Counter(date.fromordinal(day).year for day, _pk in self.carried(first, last))
        at, end = bisect_left(self.days, first), bisect_right(self.days, last)
        while at < end:
            year = date.fromordinal(self.days[at]).year
            over = bisect_right(self.days, date(year, 12, 31).toordinal(), at, end)
            found[year] += over - at
            at = over
        return dict(sorted(found.items()))

    def columns(self, start, days, first, last):
        """(number, first day, last day, primary keys) of each column of so many days that holds entries of a window.

        Columns are counted from 0001-01-01, so that they stay as they are while the window moves. What began before the
        window stands on `start`.
        """
        at, end = bisect_left(self.days, first), bisect_right(self.days, last)
        if carried := [pk for _day, pk in self.carried(first, last)]:
            column = start // days
            over = bisect_left(self.days, (column + 1) * days, at, max(at, end))
            yield column, start, self.days[over - 1] if over > at else start, [*carried, *self.pks[at:over]]
            at = over
        while at < end:
            column = self.days[at] // days
            over = bisect_left(self.days, (column + 1) * days, at, end)
            yield column, self.days[at], self.days[over - 1], self.pks[at:over]
            at = over


@dataclass
class Stream:
    """`every` entry; the run of each lane, as [((key, label), Run)]; how many a year, and how many tell of a record first."""

    every: Run
    lanes: list
    years: dict
    told: dict


def stream(entries, by, chosen, *, narrowed):
    """The Stream of a queryset of entries in lanes of a kind: those `chosen`, in that order; else those with most entries.

    `narrowed` tells whether the queryset leaves entries out.
    """
    pks, days, records, types = array("q"), array("i"), [], []
    # Appended one by one: a hundred thousand tuples held at once cost more to collect than to read.
    for pk, day, record, kind in entries.order_by("day").values_list("pk", "at", "record", "type").iterator(PIECE):
        pks.append(pk)
        days.append(day)
        records.append(record)
        types.append(kind)
    lasting = entries.order_by().exclude(date_last=F("day")).values_list("pk", "date_last")
    until = {pk: last.toordinal() for pk, last in lasting.iterator(PIECE)}

    def run(places):
        spans = [(days[at], until[pks[at]], pks[at]) for at in places if pks[at] in until]
        long = [span for span in spans if span[1] - span[0] > A_YEAR]
        spans = [*long, *(span for span in spans if span[1] - span[0] <= A_YEAR)]
        return Run(
            days=array("i", [days[at] for at in places]),
            pks=array("q", [pks[at] for at in places]),
            since=array("i", [since for since, _until, _pk in spans]),
            until=array("i", [until for _since, until, _pk in spans]),
            lasting=array("q", [pk for _since, _until, pk in spans]),
            long=len(long),
        )

    belongs = _alone(types) if by == "type" else _belongs(by, pks, entries if narrowed else None)
    lanes = _types(types, chosen) if by == "type" else _lanes(by, belongs, chosen)
    places = {lane: [] for lane in [*lanes, None]}
    for at, within in enumerate(belongs):
        shown = [lane for lane in within if lane in places]
        for lane in shown or NONE:
            places[lane].append(at)
    every = run(range(len(pks)))
    years = every.years(days[0], days[-1]) if days else {}
    told = Counter(record for record in records if record is not None).most_common(MOST_TOLD)
    return Stream(every, [(called, run(places[lane])) for lane, called in lanes.items()], years, dict(told))


def named(by, keys=None):
    """[(key, label)] of what lanes of a kind are of: of those published, or of these among them; by label."""
    model, called = CALLED[by]
    rows = model.objects.public() if keys is None else model.objects.public().filter(key__in=keys)
    return sorted(rows.values_list("key", called), key=lambda row: row[1])


def _types(types, chosen):
    """{type: (key, label)}; what is of no record has the type ''."""
    present = set(types)
    codes = chosen or [code for code in TYPE_OF_CODE if code in present]
    lanes = {str(code): (str(code), TYPE_OF_CODE[code].title) for code in codes}
    return lanes if chosen or OTHERS not in present else lanes | {OTHERS: (OTHERS, OTHERS_LABELS["type"])}


def _lanes(by, belongs, chosen):
    """{primary key: (key, label)}; what stands in none of the lanes stands under None."""
    model, called = CALLED[by]
    counts = Counter(chain.from_iterable(belongs))
    fullest = sorted(counts, key=lambda pk: (-counts[pk], pk))[: 2 * MOST_LANES]
    rows = model.objects.public().filter(**({"key__in": chosen} if chosen else {"pk__in": fullest}))
    named = {pk: (key, label) for pk, key, label in rows.values_list("pk", "key", called)}
    place = {key: at for at, key in enumerate(chosen)}
    order = sorted(named, key=lambda pk: place[named[pk][0]]) if chosen else [pk for pk in fullest if pk in named]
    apart = not chosen or len(chosen) > MOST_LANES
    return {pk: named[pk] for pk in order[:MOST_LANES]} | ({None: (OTHERS, OTHERS_LABELS[by])} if apart else {})


def _belongs(by, pks, some):
    """[the primary keys of its lanes] of each entry; `some` are the entries, where they are not all."""
    through, far = (Entry.actors.through, "actor") if by == "actor" else (Entry.records.through, "record")
    links = through.objects.all() if some is None else through.objects.filter(entry__in=some.order_by().values("pk"))
    lanes_of = _themes() if by == "theme" else None
    found, alone = {}, {}
    for entry, other in links.values_list("entry", far).iterator(PIECE):
        lanes = alone.setdefault(other, (other,)) if lanes_of is None else lanes_of.get(other, ())
        found[entry] = {*found[entry], *lanes} if entry in found else lanes
    return [found.get(pk, ()) for pk in pks]


def _alone(types):
    one = {kind: (kind,) for kind in set(types)}
    return [one[kind] for kind in types]


def _themes():
    """{primary key of a record: those of its themes}."""
    found = {}
    for record, theme in Record.themes.through.objects.filter(Theme.public_q("theme__")).values_list("record", "theme"):
        found.setdefault(record, []).append(theme)
    return found
