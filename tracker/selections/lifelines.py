"""What lasts: the course of a record, or of an actor's standing under it, as stretches of time for a chart."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from tracker.models import Basis, Participation, Record, RecordStatus, Theme
from tracker.models.vocabulary import ActorStatusCode, RecordStatusCode

MOST = 240  # records whose course a chart may show: more could not be seen
WORDS = dict([*RecordStatusCode.choices, *ActorStatusCode.choices])


@dataclass(frozen=True)
class Stretch:
    """One status from `first` to `last` (None: it goes on); certain only from `sure_first` to `sure_last`."""

    status: str
    since: object
    until: object
    first: date
    sure_first: date
    sure_last: date
    last: date | None

    @property
    def word(self):
        return str(WORDS[self.status])


@dataclass(frozen=True)
class Lifeline:
    """The course of a record of a type; `of` is its lane's key, `entries` how many the selection has of it."""

    key: str
    name: str
    type: str
    of: str
    entries: int
    stretches: tuple


def told_records(entries):
    """{primary key: entries} of the records that a queryset of entries tells of first, those with most entries first."""
    counts = entries.filter(record__isnull=False).order_by().values_list("record").annotate(n=Count("pk"))
    return dict(counts.order_by("-n", "record")[: 2 * MOST])


def courses(pks, first, last):
    """Lifelines of records by themselves: the course of each, whatever happened beside it."""
    known = {pk: values for pk, *values in Record.objects.filter(pk__in=pks).values_list("pk", "key", "short_title", "title", "type")}
    return [
        Lifeline(known[pk][0], known[pk][1] or known[pk][2], known[pk][3], "", 0, tuple(stretches))
        for (pk, _actor), stretches in _courses(known, first, last).items()
    ]


def lifelines(counts, by, keys, first, last, *, actors=()):
    """Lifelines of records, `counts` of whose entries are told, those with most first.

    `by` and `keys` are the lanes. Between actors, and where one actor is asked for, they are the actor's own standing.
    """
    records = Record.objects.filter(pk__in=counts)
    if by == "record":
        records = Record.objects.filter(key__in=keys)
    if by == "type":
        records = records.filter(type__in=keys)
    known = {pk: values for pk, *values in records.values_list("pk", "key", "short_title", "title", "type")}
    lanes = _lanes(by, keys, known)
    standing = actors if len(actors) == 1 and by != "actor" else keys if by == "actor" else ()
    found = _standing(known, standing, first, last) if standing else _courses(known, first, last)
    made = [
        Lifeline(key, short or title, kind, lane, counts.get(pk, 0), tuple(stretches))
        for (pk, actor), stretches in found.items()
        for key, short, title, kind in [known[pk]]
        for lane in ([actor] if by == "actor" else lanes.get(pk, ()))
    ]
    return sorted(made, key=lambda line: (-line.entries, line.stretches[0].first, line.key))


def _lanes(by, keys, known):
    """{primary key: lanes in which the record stands}."""
    if by == "type":
        return {pk: [kind] for pk, (_key, _short, _title, kind) in known.items()}
    if by == "record":
        return {pk: [key] for pk, (key, *_rest) in known.items()}
    lanes = {}
    if by == "theme":
        links = Record.themes.through.objects.filter(Theme.public_q("theme__"), record__in=known, theme__key__in=keys)
        for pk, theme in links.values_list("record", "theme__key"):
            lanes.setdefault(pk, []).append(theme)
    return lanes


def _courses(known, first, last):
    spans = RecordStatus.objects.filter(record__in=known, from_day__lte=last, to_day__gt=first).order_by("record", "from_day")
    return _gathered(spans.values_list("record", *SPAN), lambda record: (record, ""))


def _standing(known, actors, first, last):
    spans = Participation.objects.filter(
        ~Q(status=ActorStatusCode.NONE),
        record__in=known,
        actor__key__in=actors,
        basis=Basis.EFFECT,
        from_day__lte=last,
        to_day__gt=first,
    ).order_by("record", "actor", "role", "from_day")
    rows = ((tuple(values[:2]), *values[2:]) for values in spans.values_list("record", "actor__key", *SPAN))
    return _gathered(rows, lambda pair: pair)


SPAN = ("status", "since", "until", "from_day", "sure_from", "sure_to", "to_day")


def _gathered(rows, name):
    found = {}
    for whose, status, since, until, from_day, sure_from, sure_to, to_day in rows:
        open_end = to_day == date.max
        stretch = Stretch(status, since, until, from_day, sure_from, sure_to, None if open_end else to_day)
        found.setdefault(name(whose), []).append(stretch)
    return found
