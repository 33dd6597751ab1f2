"""What a calendar of a selection holds: the dated things of its rows, and what falls due again and again.

Of records and themes: their own dates, phases, activations, events and deadlines, not the single acts of states. Of
actors: all that names them.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q

from tracker.catalogue import LISTINGS, TYPE_OF_CODE
from tracker.derived.recurrence import Recurrence
from tracker.models import CalendarEntry, Change, Commitment, Entry, Life, PartialDate
from tracker.models.vocabulary import CalendarKind, EntryKind

from .pieces import PIECE

SINGLE_ACTS = (EntryKind.CONSENT, EntryKind.PARTICIPATION, EntryKind.STATEMENT, EntryKind.ASSESSMENT)
KINDS = {Entry: EntryKind, CalendarEntry: CalendarKind}  # rows that are dated things themselves, with the codes of their kinds
LONGEST = 20  # years within which a rule must name its first day
EVENTS = "event."  # how the uid of an entry begins that was entered by hand


@dataclass(frozen=True)
class Dated:
    """`rule` is an RRULE where it comes back, until `until`; `at` when it was last changed, None where not known."""

    uid: str
    title: str
    text: str
    on: object  # a PartialDate
    page: str
    kind: str
    planned: bool = False
    rule: str = ""
    until: date | None = None
    at: datetime | None = None


def dated(selection):
    """(how many dated things, them) of a selection, in its order."""
    listing = selection.listing
    if listing.model in KINDS:
        pks = selection.keys()
        return len(pks), _entries(pks, listing.model)
    if listing.name == "commitments":
        pks = list(selection.queryset.filter(~Q(due=None) | ~Q(recurrence="")).values_list("pk", flat=True))
        return len(pks), _due(pks)
    return _of_rows(listing, selection.queryset.order_by().values("pk"))


def dated_of(listing, pk):
    """The same of one row."""
    if listing.name == "commitments":
        pks = list(Commitment.objects.public().filter(Q(pk=pk) & (~Q(due=None) | ~Q(recurrence=""))).values_list("pk", flat=True))
        return len(pks), _due(pks)
    return _of_rows(listing, listing.model.objects.public().filter(pk=pk).values("pk"))


def _of_rows(listing, rows):
    entries, commitments = Entry.objects.all(), Commitment.objects.public().exclude(recurrence="")
    if listing.name == "actors":
        keys = list(listing.model.objects.public().filter(pk__in=rows).values_list("key", flat=True))
        entries = entries.filter(actors__in=rows)
        commitments = commitments.filter(pk__in=_owed_by(commitments, keys))
    elif listing.name == "events":
        keys = listing.model.objects.public().filter(pk__in=rows).values_list("key", flat=True)
        entries, commitments = entries.filter(uid__in=[f"{EVENTS}{key}" for key in keys]), commitments.none()
    else:
        path = "records__themes" if listing.name == "themes" else "records"
        entries = entries.filter(**{f"{path}__in": rows}).exclude(kind__in=SINGLE_ACTS)
        commitments = commitments.filter(**{f"{path.replace('records', 'record')}__in": rows})
    held = list(entries.order_by("day", "uid").values_list("pk", flat=True).distinct())
    again = [one for one in _due(list(commitments.order_by("pk").values_list("pk", flat=True).distinct())) if one.rule]
    return len(held) + len(again), _both(held, again)


def _both(held, again):
    yield from _entries(held, Entry)
    yield from again


def _owed_by(commitments, keys):
    """Primary keys of those that name one of these actors as who owes them."""
    keys = set(keys)
    return [pk for pk, owed_by in commitments.values_list("pk", "owed_by") if keys & set(owed_by)]


def _entries(pks, model):
    for start in range(0, len(pks), PIECE):
        piece = pks[start : start + PIECE]
        rows = {entry.pk: entry for entry in model.objects.filter(pk__in=piece)}
        changed = _changed("record", record__in={entry.record_id for entry in rows.values()} - {None})
        for pk in piece:
            if entry := rows.get(pk):
                yield Dated(
                    uid=entry.uid,
                    title=entry.title,
                    text=entry.text,
                    on=entry.date,
                    page=entry.anchor,
                    kind=str(KINDS[model](entry.kind).label),
                    planned=getattr(entry, "planned", False),
                    at=changed.get(entry.record_id),
                )


def _due(pks):
    """Commitments that are due once or again and again; what comes back begins with its record and ends with it."""
    of_record = ("record", "record__key", "record__short_title", "record__title")
    fields = ("pk", "uid", "reference", "title", "text", "due", "recurrence", *of_record)
    for start in range(0, len(pks), PIECE):
        piece = pks[start : start + PIECE]
        rows = {row["pk"]: row for row in Commitment.objects.public().filter(pk__in=piece).values(*fields)}
        changed = _changed("record", record__in={row["record"] for row in rows.values()})
        lives = {life.record_id: life for life in Life.objects.filter(record__in={row["record"] for row in rows.values()})}
        for pk in piece:
            row = rows.get(pk)
            if row is None:
                continue
            life = lives.get(row["record"])
            first, rule, until = _first(row, life)
            if first is None:
                continue
            name = row["record__short_title"] or row["record__title"]
            yield Dated(
                uid=f"{row['record__key']}.{'each' if rule else 'due'}-{row['uid']}",
                title=f"{name}, {row['reference']}: {row['title']} ({'due each time' if rule else 'deadline'})",
                text=row["text"],
                on=first,
                page=LISTINGS["commitments"].address(row["uid"]),
                kind=str(EntryKind.DEADLINE.label),
                rule=rule,
                until=until,
                at=changed.get(row["record"]),
            )


def _first(row, life):
    """(first day, rule, last day) of what is due. A rule that says only how often has no days: its deadline counts alone."""
    over = life.over if life and life.over != date.max else None
    begun = life.begun if life and life.begun != date.min else None
    try:
        rule = Recurrence.parse(row["recurrence"]) if row["recurrence"] else None
    except ValueError:
        rule = None
    start = rule and (rule.start or (row["due"].first if row["due"] else begun))
    days = rule.days(start, over or start.replace(year=min(start.year + LONGEST, date.max.year), day=1)) if start else []
    if not days:
        return row["due"], "", None
    return PartialDate.of(days[0]), ";".join(f"{name}={value}" for name, value in rule.parts.items()), over


def _changed(by, **rows):
    """{primary key: when it last changed}, of records."""
    return dict(Change.objects.filter(public=True, **rows).order_by().values_list(by).annotate(last=Max("at")))


DATED = ("timeline", "calendar", "commitments", "actors", "themes", "events", *(kind.name for kind in TYPE_OF_CODE.values()))
