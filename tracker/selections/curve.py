"""How many actors stood under a record as time went on: the steps of the curve, those to tell of, and year ends."""

from dataclasses import dataclass, field
from datetime import date

from tracker.derived.acts import Act, Life
from tracker.derived.counts import SIGNATURES, Counts
from tracker.derived.counts import curve as steps_of
from tracker.derived.participation import Span
from tracker.models import Action, Actor, Basis, PartialDate, Participation, Record
from tracker.models.vocabulary import RecordTypeCode

LABELS = {"parties": "Parties", "consents": "Consents to be bound", "participants": "Participants"}
COLUMNS = {
    "parties": ("signatures", "consents", "parties", "former", "contested"),
    "consents": ("signatures", "consents", "former", "contested"),
    "participants": ("participants", "former", "contested"),
}
DISPUTES = 3  # contested acts told on the curve


@dataclass(frozen=True)
class Note:
    """A step to tell of: the day, what happened, and the number from then on."""

    day: date
    text: str
    value: int


@dataclass
class Curve:
    """`number` names the count that is drawn; `points` are (first day, Counts) up to today, `ends` (year, Counts)."""

    number: str
    name: str
    day: date
    today: date
    points: list
    notes: list = field(default_factory=list)
    ends: list = field(default_factory=list)

    @property
    def label(self):
        return LABELS[self.number]

    @property
    def columns(self):
        return COLUMNS[self.number]

    def at(self, day):
        """The Counts of a day."""
        return next((counts for first, counts in reversed(self.points) if first <= day), Counts())

    def value(self, day):
        return getattr(self.at(day), self.number)

    @property
    def most(self):
        return max(getattr(counts, self.number) for _day, counts in self.points)


def curve(pk, *, day, today):
    """The Curve of a published record, in four queries; None where there are fewer than three steps to draw."""
    row = Record.objects.public().filter(pk=pk).values("type", "short_title", "title", "in_force", "ended").first()
    spans = list(_spans(pk))
    signings = [
        Act(uid, actor, action, when)
        for uid, actor, action, when in Action.objects.public()
        .filter(record=pk, action__in=SIGNATURES)
        .values_list("uid", "actor__key", "action", "date")
    ]
    actors = list(Actor.objects.public().values_list("key", "name", "exists_from_first", "exists_to_last"))
    lives = {key: Life(first, last) for key, _name, first, last in actors}
    points = [(first, counts) for first, counts in steps_of(spans, signings, lives) if first <= today]
    found = Curve(_number(row, points), row["short_title"] or row["title"], day, today, points)
    if len({getattr(counts, found.number) for _first, counts in points}) < 3:
        return None
    found.notes = _notes(found, row, spans, {key: name for key, name, *_life in actors})
    found.ends = _year_ends(found)
    return found


def _spans(pk):
    """The stored participations as the engine's spans, as far as counting needs."""
    rows = Participation.objects.filter(record=pk, basis=Basis.EFFECT)
    columns = ("actor__key", "role", "status", "from_day", "to_day", "sure_from", "sure_to", "contested", "since", "until", "dates")
    for actor, role, status, start, end, sure_from, sure_to, contested, since, until, dates in rows.values_list(*columns):
        consented = PartialDate.parse(dates["consented"]) if "consented" in dates else None
        over, sure = (None if last == date.max else last for last in (end, sure_to))
        yield Span(actor, role, status, start, over, sure_from, sure, contested, since, until, (), consented=consented)


def _number(row, points):
    """What to draw: parties of a treaty that has had some, consents to one not in force, else participants."""
    if row["type"] != RecordTypeCode.TREATY:
        return "participants"
    return "parties" if any(counts.parties for _first, counts in points) else "consents"


def _notes(found, row, spans, names):
    notes = []
    in_force, ended = row["in_force"], row["ended"]
    law = row["type"] == RecordTypeCode.TREATY
    if in_force and in_force.first > date.min and in_force.first <= found.today:
        notes.append(Note(in_force.first, "In force" if law else "In effect", found.value(in_force.first)))
    if ended and ended.first <= found.today:
        notes.append(Note(ended.first, "Ended", found.value(ended.first)))
    disputes = sorted({(span.start, span.actor) for span in spans if span.contested and span.start <= found.today})[:DISPUTES]
    notes += [Note(start, f"{names[actor]}: contested", found.value(start)) for start, actor in disputes]
    return sorted(notes, key=lambda note: note.day)


def _year_ends(found):
    first = found.points[0][0].year if found.points[0][0] > date.min else found.points[1][0].year
    years = range(first, found.today.year)
    return [(year, found.at(date(year, 12, 31))) for year in years] + [(found.today.year, found.at(found.today))]
