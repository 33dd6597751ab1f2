"""Days by which something is due or on which something is to come, from published rows: one for each.

A due date stands once a day for all who owe it, those left out for whom the record is suspended; it names them where it
counts from the day on which each was bound. Whether a day is ahead depends on the reader's own and is not kept here.
"""

from dataclasses import dataclass
from datetime import date

from tracker.models import PartialDate
from tracker.models.vocabulary import CalendarKind, EventKind

from .duties import duties
from .owing import HORIZON
from .published import name_of

MOMENTS = {
    "in_force": (CalendarKind.ENTRY_INTO_FORCE, "{name} enters into force"),
    "ended": (CalendarKind.EXPIRY, "{name} ends"),
    "ends": (CalendarKind.EXPIRY, "{name}: last day"),
    "review_date": (CalendarKind.REVIEW, "{name}: review due"),
}
EVENTS = {
    EventKind.REVIEW_CONFERENCE: CalendarKind.REVIEW_CONFERENCE,
    EventKind.MEETING_OF_PARTIES: CalendarKind.MEETING_OF_PARTIES,
    EventKind.SUMMIT: CalendarKind.SUMMIT,
    EventKind.DEADLINE: CalendarKind.DEADLINE,
    EventKind.END: CalendarKind.EXPIRY,
    EventKind.ENTRY_INTO_FORCE: CalendarKind.ENTRY_INTO_FORCE,
    EventKind.MILESTONE: CalendarKind.MILESTONE,
}


@dataclass(frozen=True)
class Plain:
    """An entry before it is stored. `records` are primary keys, `actors` keys; `origin` is what it is derived with."""

    uid: str
    kind: str
    date: object
    title: str
    text: str = ""
    anchor: str = ""
    origin: str = ""
    record: int | None = None
    type: str = ""
    commitment: int | None = None
    owed_by: int | None = None
    records: tuple = ()
    actors: tuple = ()

    @property
    def day(self):
        """The last day that it can be; the first where the last is open."""
        return self.date.first if self.date.last == date.max else self.date.last


def of_record(published, pk, promised):
    """Entries of one record and its commitments, events left out; `promised` are its commitments that name a date."""
    row = published.records[pk]
    about = {"origin": f"record:{pk}", "record": pk, "type": str(row["type"].code), "records": (pk,)}
    name, address = name_of(row), row["type"].address(row["key"])
    for column, (kind, words) in MOMENTS.items():
        if row.get(column):
            yield Plain(f"{row['key']}.{column}", str(kind), row[column], words.format(name=name)[:500], anchor=address, **about)
    if row.get("planned") and row.get("begins") and row["begins"].first != date.min:
        title = f"{name}: planned"[:500]
        yield Plain(f"{row['key']}.planned", str(CalendarKind.PLANNED), row["begins"], title, row["summary"], address, **about)
    for promise in promised:
        yield from _due_dates(promise, f"{name}, {promise.row['reference']}: {promise.row['title']}"[:500], row["key"], about)


def _due_dates(promise, title, key, about):
    row, owing = promise.row, {}
    for duty in duties(promise.terms, promise.owed, HORIZON):
        if not duty.suspended:
            owing.setdefault(duty.day, set()).add(duty.actor)
    if row["due"]:
        owing.setdefault(row["due"].last, set())
    rule = promise.terms.rule
    for day, actors in owing.items():
        fixed = row["due"] and day == row["due"].last
        yield Plain(
            uid=f"{key}.due-{row['id']}-{day}",
            kind=str(CalendarKind.DUTY if rule and not fixed else CalendarKind.DEADLINE),
            date=row["due"] if fixed else PartialDate.of(day),
            title=title,
            text=row["text"],
            anchor=f"/commitments/{row['id']}/",
            commitment=promise.pk,
            owed_by=len(actors) or None,
            actors=tuple(sorted(actors)) if promise.terms.once_each else (),
            **about,
        )


def of_event(event, records):
    """The entry of an event of a kind that calendars hold; None for others. `records` are (pk, type code)."""
    kind = EVENTS.get(EventKind(event["kind"]))
    if kind is None:
        return None
    first = records[0] if records else (None, "")
    return Plain(
        uid=f"event.{event['key']}",
        kind=str(kind),
        date=event["date"],
        title=event["title"],
        text=event["summary"],
        anchor=f"/timeline/?record={event['records'][0]}" if event["records"] else f"/timeline/?q={event['key']}",
        origin=f"event:{event['pk']}",
        record=first[0],
        type=first[1],
        records=tuple(pk for pk, _type in records),
        actors=tuple(sorted(event["actors"])),
    )
