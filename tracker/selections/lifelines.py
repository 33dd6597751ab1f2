"""What lasts: the course of a record, or of an actor's standing under it, as stretches of time for a chart."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from tracker.models import Basis, Participation, Record, RecordStatus, Theme
from tracker.models.vocabulary import ActorStatusCode, RecordStatusCode

GONE = {
    RecordStatusCode.ENDED,
    RecordStatusCode.NEVER_IN_FORCE,
    RecordStatusCode.DEPARTED,
    RecordStatusCode.SUPERSEDED,
    RecordStatusCode.CANCELLED,
    ActorStatusCode.FORMER_PARTY,
    ActorStatusCode.FORMER_SIGNATORY,
    ActorStatusCode.FORMER_PARTICIPANT,
}
DONE = {RecordStatusCode.COMPLETED, RecordStatusCode.CLOSED, RecordStatusCode.EASED}
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

    @property
    def gone(self):
        return self.status in GONE

    @property
    def over(self):
        """It has come to an end, one way or another."""
        return self.gone or self.status in DONE


@dataclass(frozen=True)
class Lifeline:
    """The course of a record of a type; `of` is its lane's key, `entries` how many the selection has of it.

    `began` says how it came to be, where its own dates tell.
    """

    key: str
    name: str
    type: str
    of: str
    entries: int
    stretches: tuple
    began: str = ""

    def over_before(self, day):
        return all(one.over and one.first < day for one in self.stretches)


def within(lines, first, last):
    """Lifelines as far as they reach into a window, those with most entries first."""
    found = []
    for line in lines:
        stretches = tuple(one for one in line.stretches if one.first <= last and (one.last is None or one.last > first))
        if stretches:
            found.append(line if len(stretches) == len(line.stretches) else replace(line, stretches=stretches))
    return sorted(found, key=lambda line: (-line.entries, line.stretches[0].first, line.key))


BEGAN = {"signed": "signed", "opened": "open for signature", "adopted": "adopted"}


def courses(records):
    """{primary key: Lifeline} of a queryset of records: the course of each, whatever happened beside it."""
    known = _called(records)
    return {pk: _line(known[pk], stretches) for (pk, _actor), stretches in _courses(known).items()}


def _called(records):
    return {pk: values for pk, *values in records.values_list("pk", "key", "short_title", "title", "type", *BEGAN)}


def _line(called, stretches):
    key, short, title, kind, *dates = called
    began = (word for word, date in zip(BEGAN.values(), dates, strict=True) if date and date == stretches[0].since)
    said = next(began, "") if stretches[0].status == RecordStatusCode.NOT_IN_FORCE else ""
    return Lifeline(key, short or title, kind, key, 0, tuple(stretches), said)


def lifelines(counts, by, keys, *, actors=()):
    """Lifelines of records, `counts` of whose entries are told.

    `by` and `keys` are the lanes. Between actors, and where one actor is asked for, they are the actor's own standing.
    """
    records = Record.objects.filter(pk__in=counts)
    if by == "record":
        records = Record.objects.filter(key__in=keys)
    if by == "type":
        records = records.filter(type__in=keys)
    known = _called(records)
    lanes = _lanes(by, keys, known)
    standing = actors if len(actors) == 1 and by != "actor" else keys if by == "actor" else ()
    found = _standing(known, standing) if standing else _courses(known)
    return [
        replace(_line(known[pk], stretches), of=lane, entries=counts.get(pk, 0))
        for (pk, actor), stretches in found.items()
        for lane in ([actor] if by == "actor" else lanes.get(pk, ()))
    ]


def _lanes(by, keys, known):
    """{primary key: lanes in which the record stands}."""
    if by == "type":
        return {pk: [kind] for pk, (_key, _short, _title, kind, *_dates) in known.items()}
    if by == "record":
        return {pk: [key] for pk, (key, *_rest) in known.items()}
    lanes = {}
    if by == "theme":
        links = Record.themes.through.objects.filter(Theme.public_q("theme__"), record__in=known, theme__key__in=keys)
        for pk, theme in links.values_list("record", "theme__key"):
            lanes.setdefault(pk, []).append(theme)
    return lanes


def _courses(known):
    spans = RecordStatus.objects.filter(record__in=known).order_by("record", "from_day")
    return _gathered(spans.values_list("record", *SPAN), lambda record: (record, ""))


def _standing(known, actors):
    spans = Participation.objects.filter(
        ~Q(status=ActorStatusCode.NONE),
        record__in=known,
        actor__key__in=actors,
        basis=Basis.EFFECT,
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
