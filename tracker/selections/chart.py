"""What a chart of a selection shows in a window of time: entries counted by lane and column of days.

A column that holds few entries names them, one that holds many only counts them; so what is read and sent grows with
what can be seen, never with what there is. An entry stands in every lane that it belongs to, and in `Others` where it
belongs to none that is shown.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Value
from django.db.models.functions import Coalesce, Greatest, NullIf

from tracker.catalogue import TYPE_OF_CODE
from tracker.models import Actor, Entry, Record, Source, Theme

from .lifelines import lifelines, told_records
from .remembered import remembered
from .timeline import entry_rows, years_of

LANES = ("type", "theme", "actor", "record")
MOST_LANES = 10
FEW = 400  # entries in a window; up to here they are read one by one
MOST_MARKS = 120  # that stand for one entry
MOST_LINES = 40  # courses of a lane: more could not be seen
# Entries that a column may show one above the other, by the number of lanes; beyond, they are counted.
STACKED = {1: 6, 2: 5, 3: 4, 4: 3}
STACKED_ELSE = 2
OTHERS = ""
# Lanes by primary keys, so that no query reads more tables than it must. Entries are of published records alone.
LANE_MODELS = {"theme": Theme, "actor": Actor, "record": Record}
PATHS = {"type": "type", "theme": "records__themes", "actor": "actors", "record": "records"}
ERAS = ("warsaw-pact",)  # actors whose existence frames a time; their pages say from when to when
OTHERS_LABELS = {"type": "Of no record", "theme": "Other themes", "actor": "Other actors", "record": "Other records"}


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
    """`first` to `last` is the window, `begins` to `ends` all that the selection holds without one; `days` those of a column."""

    by: str
    first: date
    last: date
    begins: date
    ends: date
    today: date
    years: dict
    days: int
    count: int
    lanes: list


def whole(selection):
    """The entries of a selection without its window."""
    return selection.filters.without("from", "to")


def chart(selection, *, by, columns):
    """The Chart of a selection with at most so many columns; None where it holds nothing, or nothing can be answered."""
    if selection.errors:
        return None
    everything = whole(selection)
    years = remembered("years", selection, lambda: years_of(everything))
    if not years:
        return None
    begins, ends = date(min(years), 1, 1), date(max(years), 12, 31)
    first, last = _window(selection, begins, ends)
    days = max(1, -(-((last - first).days + 1) // columns))
    lanes = [Lane(key, label) for key, label in remembered(f"lanes {by}", selection, lambda: _lanes(selection, by, everything))]
    found = Chart(by, first, last, begins, ends, selection.today, years, days, selection.count, lanes)
    _fill(found, selection)
    actors = selection.filters.chosen("actor")
    by_key = {lane.key: lane for lane in lanes}
    counts = remembered("records", selection, lambda: told_records(everything))
    for line in lifelines(counts, by, list(by_key), first, last, actors=actors):
        lane = by_key[line.of]
        lane.courses += 1
        if len(lane.lines) < MOST_LINES:
            lane.lines.append(line)
    found.lanes = [lane for lane in lanes if lane.count or lane.lines]
    return found


def _window(selection, begins, ends):
    asked = selection.filters.form.cleaned_data
    first = asked["from"].first if asked.get("from") else begins
    last = asked["to"].last if asked.get("to") else ends
    if first > last:
        first, last = (last, last) if asked.get("to") else (first, first)
    return first, last


def _lanes(selection, by, everything):
    """[(key, label)]: those asked for, in that order; else those with most entries."""
    chosen = list(dict.fromkeys(str(key) for key in selection.filters.chosen(by)))
    if by == "type":
        present = set(everything.order_by().values_list("type", flat=True).distinct())
        codes = chosen or [code for code in TYPE_OF_CODE if code in present]
        lanes = [(str(code), TYPE_OF_CODE[code].title) for code in codes]
        return lanes if chosen or "" not in present else [*lanes, (OTHERS, OTHERS_LABELS[by])]
    keys = chosen or _fullest(by, everything)
    called = {"theme": F("title"), "actor": F("name"), "record": Coalesce(NullIf(F("short_title"), Value("")), F("title"))}
    labels = dict(LANE_MODELS[by].objects.public().filter(key__in=keys).values_list("key", called[by]))
    elsewhere = [] if chosen and len(chosen) <= MOST_LANES else [(OTHERS, OTHERS_LABELS[by])]
    return [*((key, labels[key]) for key in keys[:MOST_LANES] if key in labels), *elsewhere]


def _fullest(by, everything):
    count = Count("pk", distinct=by == "theme")
    counts = _with_lane(everything, by).exclude(lane=None).order_by().values_list("lane").annotate(n=count).order_by("-n", "lane")
    keys = dict(LANE_MODELS[by].objects.public().values_list("pk", "key"))
    return [keys[pk] for pk, _n in counts if pk in keys][:MOST_LANES]


def _with_lane(entries, by):
    """Entries once for each lane that they stand in, named by `lane`: a type, or the primary key of what it is of."""
    return entries.annotate(lane=F(PATHS[by]))


def _elsewhere(entries, by, pks):
    """Entries in none of these lanes."""
    return entries.filter(~Exists(Entry.objects.filter(pk=OuterRef("pk"), **{f"{PATHS[by]}__in": pks})))


def _fill(found, selection):
    """Columns into lanes; then the entries of those that hold few."""
    lanes = {lane.key: lane for lane in found.lanes}
    few = found.count <= FEW
    stacked = STACKED.get(len(lanes), STACKED_ELSE) if few else STACKED_ELSE
    named = {}
    of = f"columns {found.by} {found.first} {found.days}"
    for lane, column, n, low, high, pks in remembered(of, selection, lambda: _columns(found, selection, few), window=True):
        _count(lanes[lane], column, n, low, high)
        named.setdefault((lane, column), set()).update(pks)
    _name(found, lanes, named, stacked)


def _columns(found, selection, few):
    """[(lane, column, entries, first and last day, primary keys of some of them)]: of all where they are few."""
    start, days = Value(found.first.toordinal()), Value(found.days)
    at = Greatest(F("at"), start)
    entries = selection.queryset.order_by().annotate(column=at / days, _at=at)
    keys = _keys(found)
    inside = _with_lane(entries, found.by).filter(lane__in=[key for key in keys if key is not None])
    apart = OTHERS in keys.values() and found.by != "type"
    if few:
        read = [(keys[lane], *rest) for lane, *rest in inside.values_list("lane", "column", "_at", "pk").distinct()]
        if apart:
            read += [
                (OTHERS, *rest)
                for rest in _elsewhere(entries, found.by, [key for key in keys if key is not None]).values_list("column", "_at", "pk")
            ]
        return [(lane, column, 1, day, day, (pk,)) for lane, column, day, pk in read]
    count = Count("pk", distinct=found.by == "theme")
    grouped = inside.values_list("lane", "column").annotate(n=count, low=Min("_at"), high=Max("_at"), one=Min("pk"), other=Max("pk"))
    rows = [(keys[lane], column, n, low, high, (one, other)) for lane, column, n, low, high, one, other in grouped]
    return rows + (_others(entries, inside) if apart else [])


def _others(entries, inside):
    """Columns of what stands in no lane that is shown: all entries but those that do. They are counted, never named."""
    shown = dict(inside.order_by().values_list("column").annotate(n=Count("pk", distinct=True)))
    every = entries.values_list("column").annotate(n=Count("pk"), low=Min("_at"), high=Max("_at"))
    left = ((column, n - shown.get(column, 0), low, high) for column, n, low, high in every)
    return [(OTHERS, column, n, low, high, ()) for column, n, low, high in left if n]


def _keys(found):
    """{lane as it is stored: its key}."""
    keys = [lane.key for lane in found.lanes]
    if found.by == "type":
        return {key: key for key in keys}
    pks = dict(LANE_MODELS[found.by].objects.public().filter(key__in=keys).values_list("pk", "key"))
    return pks | ({None: OTHERS} if OTHERS in keys else {})


def _count(lane, column, n, low, high):
    low, high = date.fromordinal(low), date.fromordinal(high)
    held = lane.columns.setdefault(column, Column(0, low, high))
    held.count, held.first, held.last = held.count + n, min(held.first, low), max(held.last, high)


def _name(found, lanes, named, stacked):
    """Read the entries of columns that hold few: as many a column as keeps the drawing light."""
    counts = [column.count for lane in lanes.values() for column in lane.columns.values()]
    while stacked > 1 and sum(count for count in counts if count <= stacked) > MOST_MARKS:
        stacked -= 1
    shown = {place: pks for place, pks in named.items() if pks and lanes[place[0]].columns[place[1]].count <= stacked}
    pks = {pk for found_pks in shown.values() for pk in found_pks}
    entries = list(Entry.objects.filter(pk__in=pks).order_by("day", "uid")) if pks else []
    rows = dict(zip((entry.pk for entry in entries), entry_rows(entries, found.today), strict=True))
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
