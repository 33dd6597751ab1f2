"""What a chart of a selection shows in a window of time: entries counted by lane and column of days.

A column that holds few entries names them, one that holds many only counts them; so what is read and sent grows with
what can be seen, never with what there is.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from tracker.models import Actor, Entry, Record, Source

from .lifelines import courses, lifelines, within
from .remembered import remembered
from .stream import stream
from .timeline import entry_marks

LANES = ("type", "theme", "actor", "record")
FEW = 400  # entries in a window; up to here a column may show more of them
MOST_MARKS = 120  # that stand for one entry
MOST_LINES = 40  # courses of a lane: more could not be seen
# Entries that a column may show one above the other, by the number of lanes; beyond, they are counted.
STACKED = {1: 6, 2: 5, 3: 4, 4: 3}
STACKED_ELSE = 2
WIDE = {"from", "to", "lanes"}  # filters that leave no entry of the whole out
ERAS = ("warsaw-pact",)  # actors whose existence frames a time; their pages say from when to when


@dataclass
class Column:
    """The entries of a lane within some days: the first and last of these, and the entries where they are few."""

    count: int
    first: date
    last: date
    entries: list = field(default_factory=list)


@dataclass
class Lane:
    key: str
    label: str
    columns: dict = field(default_factory=dict)
    lines: list = field(default_factory=list)
    courses: int = 0

    @property
    def count(self):
        """Entries in the window."""
        return sum(column.count for column in self.columns.values())


@dataclass
class Chart:
    """`first` to `last` is the window, `begins` to `ends` all that the selection holds without one; `days` those of a column.

    `years` count the entries of each year of all, `told` those of the window. `lives` are the courses of records whose
    life the chart shows behind the entries, by key: of the one that it is `about`, or of each that has a lane.
    """

    by: str
    first: date
    last: date
    begins: date
    ends: date
    today: date
    years: dict
    told: dict
    days: int
    count: int
    lives: dict
    about: str
    lanes: list


def whole(selection):
    """The entries of a selection without its window."""
    return selection.filters.without("from", "to")


def chart(selection, *, by, columns):
    """The Chart of a selection with at most so many columns; None where it holds nothing, or nothing can be answered."""
    if selection.errors:
        return None
    held = remembered(f"entries by {by}", selection, lambda: _stream(selection, by))
    if not held.years:
        return None
    begins, ends = date(min(held.years), 1, 1), date(max(held.years), 12, 31)
    asked = selection.filters.form.cleaned_data
    first = asked["from"].first if asked.get("from") else begins
    last = asked["to"].last if asked.get("to") else ends
    shown = (min(first, last), last) if asked.get("to") else (first, max(first, last))
    window = first.toordinal(), last.toordinal()
    days = max(1, -(-((shown[1] - shown[0]).days + 1) // columns))
    told = held.every.years(*window)
    found = Chart(by, *shown, begins, ends, selection.today, held.years, told, days, sum(told.values()), {}, "", [])
    lanes, pks = {}, {}
    for (key, label), run in held.lanes:
        lanes[key] = Lane(key, label)
        for column, low, high, pks[key, column] in run.columns(shown[0].toordinal(), days, *window):
            lanes[key].columns[column] = Column(len(pks[key, column]), date.fromordinal(low), date.fromordinal(high))
    _name(found, lanes, pks)
    actors = selection.filters.chosen("actor")
    lines = remembered(f"courses by {by}", selection, lambda: lifelines(held.told, by, list(lanes), actors=actors))
    for line in within(lines, *shown):
        if line.over_before(shown[0]):
            continue
        lane = lanes[line.of]
        lane.courses += 1
        if len(lane.lines) < MOST_LINES:
            lane.lines.append(line)
    chosen = [str(key) for key in selection.filters.chosen("record")]
    found.about = chosen[0] if len(chosen) == 1 else ""
    keys = chosen if found.about else [key for key in lanes if key] if by == "record" else []
    lives = remembered(f"lives by {by}", selection, lambda: courses(Record.objects.public().filter(key__in=keys)))
    found.lives = {life.key: life for life in within(lives.values(), *shown)}
    found.lanes = [lane for lane in lanes.values() if lane.columns or lane.lines]
    return found


def _stream(selection, by):
    chosen = list(dict.fromkeys(str(key) for key in selection.filters.chosen(by)))
    narrowed = any(value for name, value in selection.filters.form.cleaned_data.items() if name not in WIDE)
    return stream(whole(selection), by, chosen, narrowed=narrowed)


def _name(found, lanes, held):
    """Read the entries of columns that hold few: as many a column as keeps the drawing light."""
    stacked = STACKED.get(len(lanes), STACKED_ELSE) if found.count <= FEW else STACKED_ELSE
    counts = [column.count for lane in lanes.values() for column in lane.columns.values()]
    while stacked > 1 and sum(count for count in counts if count <= stacked) > MOST_MARKS:
        stacked -= 1
    shown = {place: set(pks) for place, pks in held.items() if len(pks) <= stacked}
    pks = set().union(*shown.values())
    entries = list(Entry.objects.filter(pk__in=pks).order_by("day", "uid")) if pks else []
    rows = dict(zip((entry.pk for entry in entries), entry_marks(entries, found.today), strict=True))
    for (lane, column), own in shown.items():
        lanes[lane].columns[column].entries = [rows[pk] for pk in rows if pk in own]


def eras():
    """[(name, first day, last day, address)] of what frames the time of a chart: the organisations named as eras."""
    rows = Actor.objects.public().filter(key__in=ERAS).order_by("exists_from_first")
    return [
        (name, first, last, f"/actors/{key}/")
        for key, name, first, last in rows.values_list("key", "name", "exists_from_first", "exists_to_last")
    ]


def publishers(selection, most=6):
    """([publishers of the sources of a selection's entries, those of most entries first], how many more there are)."""
    cited = Source.objects.public().filter(entries__in=selection.queryset.order_by().values("pk"))
    names = list(cited.order_by().values_list("publisher").annotate(n=Count("entries", distinct=True)).order_by("-n", "publisher"))
    return [name for name, _n in names[:most]], max(0, len(names) - most)
