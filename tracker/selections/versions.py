"""Earlier states of a record, rebuilt from the change log alone: what was public then, as far as it is public now.

A version is the state after one save that changed something public of the record or of what hangs on it; its number is
that of the save's last change, the number that the data version had.
"""

from dataclasses import dataclass
from datetime import datetime

from tracker.catalogue import TABLES, table_of
from tracker.models import Change, Record, Verb
from tracker.models.vocabulary import Publication

from .cell_words import differences, in_words
from .history import open_changes, read_changes

STATE = "(state)"
SHOWN = 20  # of the changes that a version made


@dataclass(frozen=True)
class Saved:
    """One version among the others of its record."""

    number: int
    at: datetime
    why: str


@dataclass
class Version:
    """A record as it stood: `cells` its columns, `parts` [(table, rows)] what hung on it, `changed` what the save did."""

    saved: Saved
    place: int
    count: int
    previous: Saved | None
    next: Saved | None
    cells: dict
    parts: list
    changed: tuple  # the first of the changes, and what differs in each
    more: int  # how many more there are


def versions(pk):
    """({at: Saved} of a record, oldest first, saves before it was published left out; {number of a change: at})."""
    saves, numbers = {}, {}
    for number, at, why in open_changes().filter(record=pk).order_by("number").values_list("number", "at", "why"):
        saves[at] = Saved(number, at, why)
        numbers[number] = at
    own = Change.objects.filter(table=table_of_record(pk).name, row=pk, public=True)
    first = own.order_by("number").values_list("number", flat=True).first()
    return {at: saved for at, saved in saves.items() if first is not None and saved.number >= first}, numbers


def table_of_record(pk):
    return table_of(Record.objects.only("type").get(pk=pk))


def version(pk, number):
    """The Version that the save of this change made; None where the record has none, or was not public then."""
    saves, numbers = versions(pk)
    saved = saves.get(numbers.get(number))
    if saved is None:
        return None
    table = table_of_record(pk).name
    rows = _rows_at(pk, saved.number)
    own = rows.pop((table, pk), None)
    if own is None:
        return None
    known = list(saves.values())
    place = known.index(saved)
    changed = open_changes().filter(record=pk, at=saved.at).order_by("number")
    shown = read_changes(changed[:SHOWN])
    parts = _parts(rows)
    words = in_words([(table, own), *((name, cells) for name, found in parts for cells in found)])
    told = iter(words[1:])
    return Version(
        saved=saved,
        place=place + 1,
        count=len(known),
        previous=known[place - 1] if place else None,
        next=known[place + 1] if place + 1 < len(known) else None,
        cells=words[0],
        parts=[(table, [next(told) for _cells in found]) for table, found in parts],
        changed=(shown, differences(shown)),
        more=max(0, changed.count() - SHOWN),
    )


def _rows_at(pk, number):
    """{(table, pk): cells} of the record and of what hung on it, each published at that number and public now."""
    found = {}
    about = Change.objects.filter(record=pk, number__lte=number)
    for name in about.order_by().values_list("table", flat=True).distinct():
        if name not in TABLES:
            continue
        log = Change.objects.filter(table=name, number__lte=number, row__in=about.filter(table=name).order_by().values("row"))
        for row, cells in _folded(log, pk).items():
            found[name, row] = cells
    return _public_then(found, number)


def _folded(log, pk):
    """{row: cells} after the last of these changes, of rows that were then there and about the record."""
    rows = {}
    for row, record, verb, after in log.order_by("number").values_list("row", "record", "verb", "after"):
        cells, _record = rows.get(row, ({}, None))
        rows[row] = ({}, None) if verb == Verb.DELETE else (cells | after, record)
    return {row: cells for row, (cells, record) in rows.items() if record == pk and cells.get(STATE) == Publication.PUBLISHED}


def _public_then(found, number):
    """Without the rows that the public may not see now, or that hung on what was not published at that number."""
    standing = _published_at(_named(found), number)
    shown = {}
    for name in {name for name, _row in found}:
        rows = {row: cells for (table, row), cells in found.items() if table == name}
        public = TABLES[name].model.objects.public()
        kept = set((public.filter(pk__in=rows) if len(rows) <= 500 else public).values_list("pk", flat=True))
        near = _hangs_on(name)
        for row, cells in rows.items():
            if row in kept and all(cells.get(column, "") in ("", *standing[model]) for column, model in near):
                shown[name, row] = cells
    return shown


def _hangs_on(name):
    """[(column, model)] of what a row of the table hangs on."""
    table = TABLES[name]
    return [(column, bound.target) for column, bound in table.columns.items() if bound.field_name in table.model.hangs_on]


def _named(found):
    """{model: keys} of everything that these rows hang on."""
    named = {}
    for (name, _row), cells in found.items():
        for column, model in _hangs_on(name):
            named.setdefault(model, set()).add(cells.get(column, ""))
    return named


def _published_at(named, number):
    """{model: keys} of those that were published at that number."""
    standing = {}
    for model, keys in named.items():
        field = "key" if hasattr(model, "key") else "uid"
        rows = model._base_manager.all() if len(keys) > 500 else model._base_manager.filter(**{f"{field}__in": keys})
        key_of = dict(rows.values_list("pk", field))
        tables = [name for name, table in TABLES.items() if table.model is model]
        log = Change.objects.filter(table__in=tables, row__in=rows.values("pk"), number__lte=number, after__has_key=STATE)
        states = {row: after[STATE] for row, after in log.order_by("number").values_list("row", "after")}
        standing[model] = {key_of[row] for row, state in states.items() if state == Publication.PUBLISHED and row in key_of}
    return standing


def _parts(rows):
    """[(table, [cells])] in the order of the tables, dated rows by date."""
    parts = []
    for name in TABLES:
        cells = [found for (table, _row), found in sorted(rows.items()) if table == name]
        if cells:
            parts.append((name, sorted(cells, key=lambda one: one.get("date", ""))))
    return parts
