"""A record's own status on any day, as intervals: from its dates, or from the phases it passed through.

Agreements: not_in_force · provisionally_applied · in_force (frameworks: active) · ended, or never_in_force where they
ended without. A framework that names neither a day nor a rule for it applies from its adoption.

Other types: their phases. Where they have none, `begins` and `ends` (last day) give what the type does in between:
measures, policies and systems are active, then ended; engagements under_way, then completed; developments active, then
ended; challenges open, then closed. An occasion (an exercise, a visit, a test) that names no end is over after
`begins`. What is only planned is planned, until somebody records that it took place. An `ends` closes a record whose
phases do not.

As with actors, a state holds from the first day it may have begun, and an end on the last it may have come. A state of
which no first day is known (`../2015`) holds from the last: nothing says how long before it was so.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from tracker.derived.edges import ALWAYS, Edge, edge, moved, next_day
from tracker.derived.entry_rules import parse_rule
from tracker.models.dates import PartialDate

AGREEMENTS = ("treaty", "framework")
WHILE_IT_LASTS = {  # its status between `begins` and `ends`, and afterwards
    "measure": ("active", "ended"),
    "engagement": ("under_way", "completed"),
    "policy": ("active", "ended"),
    "system": ("active", "ended"),
    "development": ("active", "ended"),
    "challenge": ("open", "closed"),
}
OCCASIONS = {"joint_exercise", "site_visit", "conference", "consultation", "missile_test", "transfer"}
# On one day the later of these is the state reached.
COURSE = (
    "proposed planned under_construction under_way initial operational active open suspended eased "
    "completed departed superseded cancelled closed ended"
).split()
FINAL = frozenset({"completed", "departed", "superseded", "cancelled", "closed", "ended", "never_in_force"})


@dataclass(frozen=True, slots=True)
class RecordDates:
    """A record's own dates, whatever its type; None: not known, or not yet."""

    type: str
    kind: str = ""
    adopted: PartialDate | None = None
    opened: PartialDate | None = None
    signed: PartialDate | None = None
    in_force: PartialDate | None = None
    ended: PartialDate | None = None
    entry_rule: str = ""
    begins: PartialDate | None = None
    ends: PartialDate | None = None
    planned: bool = False

    @classmethod
    def of(cls, type, kind="", *, entry_rule="", planned=False, **dates):
        """The dates that these texts state: `RecordDates.of("treaty", in_force="1970-03-05")`."""
        parsed = {name: PartialDate.parse(text) for name, text in dates.items() if text}
        return cls(type, kind, entry_rule=entry_rule, planned=planned, **parsed)


@dataclass(frozen=True, slots=True)
class Phase:
    """A state that a record entered on a day."""

    state: str
    date: PartialDate


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """A status from `start` to `end` (exclusive; None: open); certainty, `since` and `until` as in participation.Span."""

    status: str
    start: date
    end: date | None
    certain_from: date
    certain_to: date | None
    since: PartialDate | None
    until: PartialDate | None

    def covers(self, day):
        return self.start <= day and (self.end is None or day < self.end)

    def certain_on(self, day):
        return self.certain_from <= day and (self.certain_to is None or day < self.certain_to)


def statuses_of(dates, phases=()):
    """The statuses of one record in time; none before the first of its dates, and none at all where it has none."""
    steps = _of_agreement(dates) if dates.type in AGREEMENTS else _of_phases(dates, phases)
    return _spans(steps)


def status_on(spans, day):
    """The StatusSpan of that day; None before the record began."""
    return next((span for span in spans if span.covers(day)), None)


@dataclass(frozen=True, slots=True)
class _Step:
    """The record enters a status: on the first day it may have done so, or, where that closes it or none is known, on the last."""

    status: str
    edge: Edge

    @property
    def hold(self):
        return self.edge.last if self.status in FINAL or self.edge.first == date.min else self.edge.first


def _of_agreement(dates):
    rule = parse_rule(dates.entry_rule)
    made = min((said for said in (dates.adopted, dates.opened, dates.signed) if said), default=None)
    in_force = dates.in_force
    if dates.type == "framework" and not in_force and not rule.conditions:
        in_force = made
    course = [
        ("not_in_force", made),
        ("provisionally_applied", rule.provisional and PartialDate.of(rule.provisional)),
        ("active" if dates.type == "framework" else "in_force", in_force),
        ("ended" if in_force else "never_in_force", dates.ended),
    ]
    steps = [_Step(status, edge(said)) for status, said in course if said]
    return [step for place, step in enumerate(steps) if all(step.hold < after.hold for after in steps[place + 1 :])]


def _of_phases(dates, phases):
    steps = [_Step(phase.state, edge(phase.date)) for phase in phases]
    lasting, over = WHILE_IT_LASTS[dates.type]
    ends = dates.ends or (dates.begins if not steps and dates.kind in OCCASIONS else None)
    if not steps and dates.planned:
        return [_Step("planned", ALWAYS)]
    if not steps and dates.begins:
        steps.append(_Step(lasting, edge(dates.begins)))
    if ends and not any(step.status in FINAL for step in steps):
        steps.append(_Step(over, edge(moved(ends, next_day))))
    return sorted(steps, key=lambda step: (step.hold, COURSE.index(step.status), step.edge.last, step.edge.said.text))


def _spans(steps):
    steps = [step for step, after in pairwise([*steps, None]) if after is None or step.hold < after.hold]
    runs = [next(run) for _, run in groupby(steps, key=lambda step: step.status)]
    spans = []
    for step, after in pairwise([*runs, None]):
        start, end = step.hold, after and after.hold
        certain_from = max(start, step.edge.sure)
        certain_to = after and max(start, min(end, after.edge.first))
        if certain_to and certain_from >= certain_to:
            certain_from = certain_to = start
        since = None if step.edge is ALWAYS else step.edge.said
        spans.append(StatusSpan(step.status, start, end, certain_from, certain_to, since, after and after.edge.said))
    return spans
