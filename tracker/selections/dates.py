"""Dates of the calendar, read and grouped by month; and agreements that wait for their entry into force."""

from dataclasses import dataclass

from tracker.catalogue import Ref
from tracker.models import CalendarEntry, Record, RecordStatus
from tracker.models.vocabulary import AGREEMENTS, CalendarKind, RecordStatusCode

from .entry import entries
from .linked import linked_actors, linked_records
from .standing import covering


@dataclass
class DateRow:
    uid: str
    kind: str
    kind_label: str
    date: object
    day: object
    title: str
    text: str
    anchor: str
    type: str
    owed_by: int | None
    commitment: Ref | None
    record: Ref | None
    records: tuple
    actors: tuple


def date_rows(found):
    """DateRows of a list of CalendarEntry instances, in three queries."""
    pks = [one.pk for one in found]
    records, actors, commitments = linked_records(CalendarEntry.records, pks), linked_actors(CalendarEntry.actors, pks), {}
    owed = CalendarEntry.objects.filter(pk__in=pks, commitment__isnull=False)
    for pk, uid, title in owed.values_list("pk", "commitment__uid", "commitment__title"):
        commitments[pk] = Ref(uid, title, "commitment")
    return [
        DateRow(
            uid=one.uid,
            kind=one.kind,
            kind_label=str(CalendarKind(one.kind).label),
            date=one.date,
            day=one.day,
            title=one.title,
            text=one.text,
            anchor=one.anchor,
            type=one.type,
            owed_by=one.owed_by,
            commitment=commitments.get(one.pk),
            record=next(iter(records.get(one.pk, ())), None),
            records=tuple(records.get(one.pk, ())),
            actors=tuple(actors.get(one.pk, ())),
        )
        for one in found
    ]


def by_month(rows):
    """[(first day of a month, [DateRow])] in the order of the rows."""
    months = []
    for row in rows:
        month = row.day.replace(day=1)
        if not months or months[-1][0] != month:
            months.append((month, []))
        months[-1][1].append(row)
    return months


def watch(day, *, keys=(), themes=(), types=()):
    """[(Ref, Entry)] of agreements with a rule of entry into force that were not in force on the day."""
    waiting = covering(RecordStatus.objects.filter(status=RecordStatusCode.NOT_IN_FORCE), day)
    found = Record.objects.public().filter(type__in=AGREEMENTS, pk__in=waiting.values("record")).exclude(entry_rule="")
    if keys:
        found = found.filter(key__in=keys)
    if themes:
        found = found.filter(themes__key__in=themes).distinct()
    if types:
        found = found.filter(type__in=types)
    named = {
        pk: Ref(key, short or title, kind)
        for pk, key, short, title, kind in found.order_by("key").values_list("pk", "key", "short_title", "title", "type")
    }
    made = entries(list(named), day)
    return [(ref, made[pk]) for pk, ref in named.items() if pk in made and not made[pk].in_force]
