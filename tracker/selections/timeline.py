"""Timeline entries of a selection, read and grouped by year for the chronicle."""

from dataclasses import dataclass

from tracker.catalogue import TYPE_OF_CODE, Ref
from tracker.models import Entry
from tracker.models.vocabulary import EntryKind


@dataclass
class EntryRow:
    uid: str
    kind: str
    kind_label: str
    date: object
    day: object
    title: str
    text: str
    anchor: str
    type: str
    ahead: bool
    planned: bool
    record: Ref | None
    records: tuple
    actors: tuple

    @property
    def year(self):
        return self.day.year


def entry_rows(entries, day):
    """EntryRows of a list of Entry instances, in three queries; `ahead` are those after the day or recorded as planned."""
    pks = [entry.pk for entry in entries]
    records, actors = {}, {}
    links = Entry.records.through.objects.filter(entry__in=pks).order_by("record__key")
    for pk, key, short, title, kind in links.values_list("entry", "record__key", "record__short_title", "record__title", "record__type"):
        records.setdefault(pk, []).append(Ref(key, short or title, kind))
    links = Entry.actors.through.objects.filter(entry__in=pks).order_by("actor__name")
    for pk, key, name in links.values_list("entry", "actor__key", "actor__name"):
        actors.setdefault(pk, []).append(Ref(key, name, "actor"))
    return [
        EntryRow(
            uid=entry.uid,
            kind=entry.kind,
            kind_label=str(EntryKind(entry.kind).label),
            date=entry.date,
            day=entry.day,
            title=entry.title,
            text=entry.text,
            anchor=entry.anchor,
            type=entry.type,
            ahead=entry.day > day,
            planned=entry.planned,
            record=next(iter(records.get(entry.pk, ())), None),
            records=tuple(records.get(entry.pk, ())),
            actors=tuple(actors.get(entry.pk, ())),
        )
        for entry in entries
    ]


def by_decade(rows):
    """[(decade, [(year, [EntryRow])])] in the order of the rows."""
    decades = []
    for row in rows:
        decade = row.year // 10 * 10
        if not decades or decades[-1][0] != decade:
            decades.append((decade, []))
        years = decades[-1][1]
        if not years or years[-1][0] != row.year:
            years.append((row.year, []))
        years[-1][1].append(row)
    return decades


def is_law(kind):
    """Whether entries of this type are drawn as law (round) or as politics (square)."""
    return kind in TYPE_OF_CODE and kind == "treaty"
