"""Timeline entries of a selection, read and grouped by year for the chronicle."""

from dataclasses import dataclass

from tracker.catalogue import Ref
from tracker.models import Actor, Entry, Record, Source, Theme
from tracker.models.vocabulary import EntryKind

from .linked import linked, linked_actors, linked_records


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
    themes: tuple
    sources: tuple

    @property
    def year(self):
        return self.day.year

    @property
    def lasted(self):
        return lasted(self.uid)


def lasted(uid):
    """Whether the date of an entry is a stretch of time that it filled, not one within which its day lies."""
    return uid.startswith("event.") or ".activation-" in uid


def entry_rows(entries, day):
    """EntryRows of a list of Entry instances, in five queries; `ahead` are those after the day or recorded as planned."""
    pks = [entry.pk for entry in entries]
    records = linked_records(Entry.records, pks)
    fields, public = ("source__key", "source__title"), Source.public_q("source__")
    sources = linked(Entry.sources, pks, fields, lambda key, title: Ref(key, title, "source"), public)
    return _rows(entries, day, records, sources, _themes([ref for refs in records.values() for ref in refs]))


def entry_marks(entries, day):
    """The same without their records, themes and sources, in one query: what a mark of a chart says."""
    return _rows(entries, day, {}, {}, {})


def _rows(entries, day, records, sources, themes):
    actors = linked_actors(Entry.actors, [entry.pk for entry in entries])
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
            themes=tuple(dict.fromkeys(theme for ref in records.get(entry.pk, ()) for theme in themes.get(ref, ()))),
            sources=tuple(sources.get(entry.pk, ())),
        )
        for entry in entries
    ]


def _themes(records):
    found = {}
    links = Record.themes.through.objects.filter(Theme.public_q("theme__"), record__key__in=set(records)).order_by("theme__key")
    for record, key, title in links.values_list("record__key", "theme__key", "theme__title"):
        found.setdefault(record, []).append(Ref(key, title, "theme"))
    return found


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


def decade_pages(years, *, per_page, newest_first=False):
    """[(decade, page on which it starts)] of a chronicle that is cut into pages."""
    pages, before = {}, 0
    for year, count in sorted(years.items(), reverse=newest_first):
        pages.setdefault(year // 10 * 10, before // per_page + 1)
        before += count
    return list(pages.items())


def record_called(pk):
    """(name in a sentence, full title) of a published record."""
    short, title = Record.objects.public().values_list("short_title", "title").get(pk=pk)
    return short or title, title


def actor_called(pk):
    return Actor.objects.public().values_list("name", flat=True).get(pk=pk)


def actor_continued(pk):
    """What the published actor is called that continues another, whose acts are recorded with it; None where none does."""
    return Actor.objects.public().filter(Actor.public_q("continued_by__"), pk=pk).values_list("continued_by__name", flat=True).first()


def entry_called(uid, day):
    """The EntryRow of that uid; None where there is none."""
    return next(iter(entry_rows(list(Entry.objects.filter(uid=uid[:140])), day)), None)
