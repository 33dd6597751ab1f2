"""The calendar as a derived table: entries with their records and actors in tables between."""

from django.db.models import Q

from tracker.catalogue import read_rows, tables
from tracker.models import Actor, CalendarEntry, Event, Record

from . import calendar
from .documents import stems

FIELDS = ("uid", "kind", "date", "day", "title", "text", "anchor", "type", "origin", "record_id", "commitment_id", "owed_by")


class CalendarPart:
    """A part of what is rebuilt. `promised` gives {record pk: its commitments that name a date}."""

    model = CalendarEntry
    links = ("records", "actors")

    def __init__(self, promised):
        self.promised = promised

    def made(self, scope, published):
        promised = self.promised(published)
        made = [one for pk in published.records for one in calendar.of_record(published, pk, promised.get(pk, ()))]
        events = Event.objects.public()
        if scope is not None:
            events = events.filter(Q(pk__in=scope.events) | Q(records__in=scope.records)).distinct()
        records = dict(Record.objects.public().filter(events__in=events).values_list("key", "type"))
        pks = dict(Record.objects.filter(key__in=records).values_list("key", "pk"))
        for row in read_rows(tables.EVENTS, events, public=True):
            one = calendar.of_event(row, [(pks[key], records[key]) for key in row["records"] if key in pks])
            made += [one] if one else []
        return made

    def stored(self, scope):
        rows = CalendarEntry.objects.all()
        if scope is None:
            return rows
        events = {*scope.events, *Event.objects.filter(records__in=scope.records).values_list("pk", flat=True)}
        return rows.filter(origin__in=[*(f"record:{pk}" for pk in scope.records), *(f"event:{pk}" for pk in events)])

    def signature(self, one):
        values = {"record_id": one.record, "commitment_id": one.commitment}
        return (*(str(values[name] if name in values else getattr(one, name)) for name in FIELDS), tuple(sorted(one.records)), one.actors)

    def stored_signature(self, row):
        records = tuple(sorted(record.pk for record in row.records.all()))
        return (*(str(getattr(row, name)) for name in FIELDS), records, tuple(sorted(actor.key for actor in row.actors.all())))

    def write(self, scope, published):
        made = self.made(scope, published)
        old = self.stored(scope)
        old.delete()
        stored = CalendarEntry.objects.bulk_create(
            [
                CalendarEntry(
                    words=f" {stems(one.title, one.text)} ",
                    record_id=one.record,
                    commitment_id=one.commitment,
                    **{name: getattr(one, name) for name in FIELDS if not name.endswith("_id")},
                )
                for one in made
            ],
            batch_size=500,
        )
        actors = dict(Actor.objects.values_list("key", "pk")) if any(one.actors for one in made) else {}
        _link("records", "record_id", zip(stored, (one.records for one in made), strict=True))
        _link("actors", "actor_id", zip(stored, ([actors[key] for key in one.actors] for one in made), strict=True))


def _link(field, far, rows):
    through = getattr(CalendarEntry, field).through
    links = [through(calendarentry_id=row.pk, **{far: pk}) for row, pks in rows for pk in pks]
    through.objects.bulk_create(links, batch_size=2000)
