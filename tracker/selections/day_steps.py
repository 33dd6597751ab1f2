"""What changed on a day under a record or for an actor, and the changes before and after it: a few queries, however many."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Min, Q

from tracker.catalogue import Ref
from tracker.models import Basis, Participation, RecordStatus
from tracker.models.vocabulary import RecordStatusCode

from .places import LABELS

NAMED = 6  # told by name; the others are counted


@dataclass
class Change:
    """All that went from one status (a code, `none` or empty where nothing stood) to another on one day: actors under
    a record, records for an actor; `whom` is empty where the record itself did. `contested` where that alone began,
    `settled` where that alone ended."""

    was: str
    now: str
    type: str = ""
    contested: bool = False
    settled: bool = False
    whom: list = field(default_factory=list)

    @property
    def named(self):
        return self.whom[:NAMED]

    @property
    def others(self):
        return max(0, len(self.whom) - NAMED)


@dataclass
class Step:
    """A day on which something changed; `dates` are what the sources say of when."""

    day: date
    changes: list = field(default_factory=list)
    dates: list = field(default_factory=list)

    @property
    def said(self):
        """The day, or the date as the source has it where none of the changes is known to the day."""
        told = [said for said in self.dates if said]
        return self.day if not told or any(said.is_day for said in told) else told[0]


@dataclass(frozen=True)
class DaySteps:
    """The change before the day, on the day and after it; None where there is none."""

    day: date
    before: Step | None
    on: Step | None
    after: Step | None


def steps_of_record(pk, day):
    """The changes of a record: of its own status, and of the actors under it."""
    return _steps(day, Participation.objects.filter(record=pk, basis=Basis.EFFECT), RecordStatus.objects.filter(record=pk), "actor")


def steps_of_actor(pk, day):
    """The changes of an actor's standing, whatever the record."""
    return _steps(day, Participation.objects.filter(actor=pk, basis=Basis.EFFECT), RecordStatus.objects.none(), "record")


def _steps(day, standing, statuses, other):
    days = [_around(rows, day) for rows in (standing, statuses)]
    before = max((found["before"] for found in days if found["before"]), default=None)
    after = min((found["after"] for found in days if found["after"]), default=None)
    steps = {one: Step(one) for one in (before, day, after) if one}
    _fill_own(steps, statuses)
    _fill(steps, standing, other)
    return DaySteps(day, *(steps[one] if one and steps[one].changes else None for one in (before, day, after)))


def _around(rows, day):
    """The nearest days of change before and after a day."""
    ends = rows.aggregate(
        began=Max("from_day", filter=Q(from_day__lt=day, from_day__gt=date.min)),
        over=Max("to_day", filter=Q(to_day__lt=day)),
        begins=Min("from_day", filter=Q(from_day__gt=day)),
        ends=Min("to_day", filter=Q(to_day__gt=day, to_day__lt=date.max)),
    )
    before = [ends[name] for name in ("began", "over") if ends[name]]
    after = [ends[name] for name in ("begins", "ends") if ends[name]]
    return {"before": max(before, default=None), "after": min(after, default=None)}


def _fill_own(steps, statuses):
    """The changes of the record itself."""
    columns = ("status", "record__type", "from_day", "to_day", "since", "until")
    rows = list(statuses.filter(Q(from_day__in=steps) | Q(to_day__in=steps)).values_list(*columns))
    for day, step in steps.items():
        was = next((row[0] for row in rows if row[3] == day), "")
        now = next((row[0] for row in rows if row[2] == day), "")
        step.dates += [row[4] for row in rows if row[2] == day] + [row[5] for row in rows if row[3] == day]
        if was or now:
            step.changes.append(Change(was, now, rows[0][1]))


def _fill(steps, standing, other):
    """Put into each step what began or ended on its day."""
    named = ("actor__key", "actor__name") if other == "actor" else ("record__key", "record__short_title", "record__title")
    columns = ("record__type", "role", "status", "contested", "from_day", "to_day", "since", "until", *named)
    ended, began = {}, {}
    for kind, role, status, contested, first, last, since, until, key, *names in standing.filter(
        Q(from_day__in=steps) | Q(to_day__in=steps)
    ).values_list(*columns):
        ref = Ref(key, next(filter(None, names)), "actor" if other == "actor" else kind)
        if first in steps:
            steps[first].dates.append(since)
            began[first, ref, role] = (ref, kind, status, contested)
        if last in steps:
            steps[last].dates.append(until)
            ended[last, ref, role] = (ref, kind, status, contested)
    together = {}
    for pair in sorted({*began, *ended}, key=lambda pair: (pair[0], pair[1].label.casefold(), pair[2])):
        ref, kind, was, disputed = ended.get(pair) or (*began[pair][:2], "none", False)
        _ref, _kind, now, contested = began.get(pair) or (ref, kind, "none", False)
        alike = (pair[0], was, now, kind, contested and not disputed, disputed and not contested and was == now)
        together.setdefault(alike, []).append(ref)
    for (day, *change), refs in together.items():
        steps[day].changes.append(Change(*change, whom=refs))


def word(code):
    """The word for either kind of status."""
    return LABELS.get(code) or str(RecordStatusCode(code).label)
