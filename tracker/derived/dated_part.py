"""Entries of timelines and dates of the calendar as derived tables: each row follows from a record or from an event, and names
its records, actors and sources in tables between.
"""

from django.db.models import Q

from tracker.catalogue import read_rows, tables
from tracker.models import CalendarEntry, Entry, Event, Record

from . import calendar, documents, entries
from .edges import earliest

PIECE = 5000  # rows deleted at once


class DatedPart:
    """A part of what is rebuilt. `fields` are compared and stored as they are; `links` are {relation: what it is called by}."""

    fields = ("uid", "kind", "date", "title", "text", "anchor", "type", "origin")

    def of_records(self, published):
        """What follows from the records, events left out."""
        raise NotImplementedError

    def of_event(self, event, records):
        """What follows from an event; None where nothing does. `records` are (primary key, type code)."""
        raise NotImplementedError

    def stands(self, one):
        """The columns that say where it stands in time: they follow from its date."""
        raise NotImplementedError

    def made(self, scope, published):
        made = list(self.of_records(published))
        events = Event.objects.public()
        if scope is not None:
            events = events.filter(Q(pk__in=scope.events) | Q(records__in=scope.records)).distinct()
        named = Record.objects.public().filter(events__in=events)
        records = {key: (pk, kind) for pk, key, kind in named.values_list("pk", "key", "type")}
        for row in read_rows(tables.EVENTS, events, public=True):
            one = self.of_event(row, [records[key] for key in row["records"] if key in records])
            made += [one] if one else []
        return made

    def stored(self, scope):
        rows = self.model.objects.all()
        if scope is None:
            return rows
        events = {*scope.events, *Event.objects.filter(records__in=scope.records).values_list("pk", flat=True)}
        return rows.filter(origin__in=[*(f"record:{pk}" for pk in scope.records), *(f"event:{pk}" for pk in events)])

    def signature(self, one):
        own = (str(getattr(one, name)) for name in (*self.fields, *self.parents))
        return (*own, *(tuple(sorted(getattr(one, name))) for name in self.links))

    def stored_signature(self, row):
        own = (*(getattr(row, name) for name in self.fields), *(getattr(row, f"{name}_id") for name in self.parents))
        far = (tuple(sorted(getattr(other, by) for other in getattr(row, name).all())) for name, by in self.links.items())
        return (*map(str, own), *far)

    def write(self, scope, published):
        made = self.made(scope, published)
        self._clear(list(self.stored(scope).values_list("pk", flat=True)))
        rows = [
            self.model(
                **{name: getattr(one, name) for name in self.fields},
                **{f"{name}_id": getattr(one, name) for name in self.parents},
                words=f" {documents.stems(one.title, one.text)} ",
                **self.stands(one),
            )
            for one in made
        ]
        stored = self.model.objects.bulk_create(rows, batch_size=500)
        for name, by in self.links.items():
            self._link(getattr(self.model, name), by, zip(stored, (getattr(one, name) for one in made), strict=True))

    def _clear(self, old):
        for at in range(0, len(old), PIECE):
            pks = old[at : at + PIECE]
            for name in self.links:
                relation = getattr(self.model, name)
                through = relation.through.objects.filter(**{f"{relation.field.m2m_field_name()}__in": pks})
                through._raw_delete(through.db)
            rows = self.model.objects.filter(pk__in=pks)
            rows._raw_delete(rows.db)

    def _link(self, relation, by, rows):
        near, far = relation.field.m2m_column_name(), relation.field.m2m_reverse_name()
        pks = None if by == "pk" else dict(relation.field.related_model._base_manager.values_list(by, "pk"))
        links = [relation.through(**{near: row.pk, far: other if pks is None else pks[other]}) for row, others in rows for other in others]
        relation.through.objects.bulk_create(links, batch_size=2000)


class EntryPart(DatedPart):
    """What stands on timelines."""

    model, parents = Entry, ("record",)
    fields = (*DatedPart.fields, "planned")
    links = {"records": "pk", "actors": "key", "sources": "key"}

    def of_records(self, published):
        return (entry for pk in published.records for entry in entries.of_record(published, pk))

    def of_event(self, event, records):
        return entries.of_event(event, records)

    def stands(self, one):
        day = earliest(one.date)
        return {"day": day, "at": day.toordinal()}


class CalendarPart(DatedPart):
    """What stands in the calendar. `promised` gives {record pk: its commitments that name a date}."""

    model, parents = CalendarEntry, ("record", "commitment")
    fields = (*DatedPart.fields, "owed_by")
    links = {"records": "pk", "actors": "key"}

    def __init__(self, promised):
        self.promised = promised

    def of_records(self, published):
        promised = self.promised(published)
        return (one for pk in published.records for one in calendar.of_record(published, pk, promised.get(pk, ())))

    def of_event(self, event, records):
        return calendar.of_event(event, records)

    def stands(self, one):
        return {"day": one.day}
