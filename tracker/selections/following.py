"""What changed last in the rows of a selection, newest first: a feed of it tells of a row again each time it changes.

A row has changed when it was, or when what hangs on it was: a record by its actions, an actor by what it did, a theme
by its records.
"""

from dataclasses import dataclass

from django.db.models import Max

from tracker.catalogue import LISTINGS
from tracker.models import Action, Assessment, CalendarEntry, Change, Entry, Position, Record, Verb

from .cell_words import called
from .history import open_changes, read_changes
from .pieces import PIECE, page_of_change, rows_of

# What hangs on rows that are no records: table, model, and the field that leads to the row.
HANGING = {
    "actors": (("actions", Action, "actor"), ("positions", Position, "actor"), ("assessments", Assessment, "actor")),
    "commitments": (("assessments", Assessment, "commitment"),),
}
MOST_OF_ONE = 2000  # changes of one row that its feed looks back to


@dataclass(frozen=True)
class Followed:
    """A row and a change of it. `key` and `number` together name the change for good."""

    key: str
    title: str
    page: str
    number: int
    at: object
    changes: list


def followed(selection):
    """(how many rows, a Followed for each): its last published change, the rows that changed last first."""
    listing = selection.listing
    pks, last = selection.keys(), {}
    for start in range(0, len(pks), PIECE):
        last |= _last_changes(listing, pks[start : start + PIECE])
    pks.sort(key=lambda pk: -last.get(pk, 0))
    return len(pks), _followed(selection, pks, last)


def _followed(selection, pks, last):
    for start in range(0, len(pks), PIECE):
        piece = pks[start : start + PIECE]
        rows = {row["pk"]: row for row in rows_of(selection, selection.some(piece))}
        changes = _read({last[pk] for pk in piece if pk in last})
        for pk in piece:
            if pk in rows:
                yield _of_row(rows[pk], changes.get(last.get(pk)))


def _of_row(row, change):
    key = str(row.get("key") or row["id"])
    title = row.get("short_title") or row.get("title") or row.get("name") or key
    if row["type"] == "change":
        title = row["record"].label if row["record"] else row["row"]
    elif "record_type" in row:  # of the calendar or a timeline
        title = f"{row['date']}: {title}"
    if change is None:  # published before changes were kept: it has no day of its own
        return Followed(key, str(title), row["page"], 0, None, [])
    return Followed(key, str(title), row["page"], change["number"], change["at"], [change])


def _read(numbers):
    return {change["number"]: change for change in _named(read_changes(Change.objects.filter(number__in=numbers)))}


def _named(changes):
    """With what people call the row, where the cells that changed do not say it: a row that was published, retracted or restored."""
    silent = [change for change in changes if change["verb"] != Verb.UPDATE and change["after"].keys() <= {"(state)"}]
    for change, name in zip(silent, called(silent), strict=True):
        change["called"] = name
    return changes


def _last_changes(listing, pks):
    """{primary key: number of its last published change}."""
    if listing.name == "changes":
        return {pk: pk for pk in pks}
    if listing.model in (Entry, CalendarEntry):
        return _of_entries(listing.model, pks)
    if listing.is_record:
        return _last("record", record__in=pks)
    last = _last("row", table=listing.name, row__in=pks)
    for table, model, field in HANGING.get(listing.name, ()):
        parents = dict(model.objects.public().filter(**{f"{field}__in": pks}).values_list("pk", field))
        _later(last, _last("row", table=table, row__in=parents), lambda row, parents=parents: [parents[row]])
    if listing.name == "themes":
        under = {}
        for record, theme in Record.objects.public().filter(themes__in=pks).values_list("pk", "themes"):
            under.setdefault(record, []).append(theme)
        _later(last, _last("record", record__in=under), lambda record: under[record])
    return last


def _of_entries(model, pks):
    """An entry changes with the record or the event that it is derived from."""
    origins = dict(model.objects.filter(pk__in=pks).values_list("pk", "origin"))
    wanted = {"record": set(), "event": set()}
    for origin in origins.values():
        kind, _, row = origin.partition(":")
        wanted[kind].add(int(row))
    last = {f"record:{pk}": number for pk, number in _last("record", record__in=wanted["record"]).items()}
    last |= {f"event:{pk}": number for pk, number in _last("row", table="events", row__in=wanted["event"]).items()}
    return {pk: last[origin] for pk, origin in origins.items() if origin in last}


def _last(by, **rows):
    if not next(value for name, value in rows.items() if name.endswith("__in")):
        return {}
    return dict(_told().filter(**rows).order_by().values_list(by).annotate(last=Max("number")))


def _told():
    """The changes that a record is followed for: that a story tells of it is none."""
    return open_changes().exclude(table="stories")


def _later(last, found, parents_of):
    for row, number in found.items():
        for parent in parents_of(row):
            last[parent] = max(last.get(parent, 0), number)


def changes_of_row(listing, pk, key):
    """[Followed] of one row and what hangs on it, newest first: changes of one day, verb and reason are told together."""
    steps = {}
    for change in _named(read_changes(_about(listing, pk).order_by("-number")[:MOST_OF_ONE])):
        steps.setdefault((change["at"].date(), change["verb"], change["why"]), []).append(change)
    return [Followed(key, "", page_of_change(changes[0]), changes[-1]["number"], changes[0]["at"], changes) for changes in steps.values()]


def _about(listing, pk):
    if listing.is_record:
        return _told().filter(record=pk)
    if listing.name == "themes":
        under = Record.objects.public().filter(themes=pk).values("pk")
        return open_changes().filter(table="themes", row=pk) | _told().filter(record__in=under)
    found = open_changes().filter(table=listing.name, row=pk)
    for table, model, field in HANGING.get(listing.name, ()):
        found |= open_changes().filter(table=table, row__in=model.objects.public().filter(**{field: pk}).values("pk"))
    return found


def public_pk(listing, key):
    """Primary key of the published row that this key or id names; None where there is none."""
    rows = listing.model.objects.public().filter(**{listing.table.key: key}, **listing.table.fixed)
    return rows.values_list("pk", flat=True).first()


FOLLOWED = ("timeline", "calendar", "changes", "events", *(name for name, listing in LISTINGS.items() if "page" in listing.derived))
