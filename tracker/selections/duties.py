"""Due dates of commitments and how they stand on a day, for many commitments in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date

from tracker.catalogue import Ref
from tracker.derived.duties import PAST_DUE, Found, Owed, duties, standing
from tracker.derived.owing import HORIZON, terms_of
from tracker.models import Actor, Assessment, Owing
from tracker.models.vocabulary import DutyState, Finding

from .standing import Stands


@dataclass(frozen=True)
class DutyRow:
    """One due date of one actor as it stands on the day asked, with the findings that it rests on."""

    actor: Ref
    due: date
    state: Stands
    bound: date
    findings: tuple = ()

    @property
    def past(self):
        return self.state.code in PAST_DUE


@dataclass(frozen=True)
class Date:
    """A due date and how many of those who owe it stand how: `states` are (Stands, how many)."""

    due: date
    owed_by: int
    states: tuple
    ahead: bool
    next: bool


@dataclass
class Bearer:
    """An actor that owes a commitment: how many due dates have passed, how they stand, and which is next."""

    actor: Ref
    bound: date
    passed: int = 0
    states: dict = field(default_factory=dict)
    last: DutyRow | None = None
    next: DutyRow | None = None

    @property
    def tally(self):
        """(Stands, how many) of the due dates that have passed."""
        return [(word(code), count) for code, count in self.states.items()]


def word(state):
    return Stands(str(state), str(DutyState(state).label))


def duties_on(commitments, day, *, actor=None):
    """{commitment's pk: [DutyRow]}, those that have passed by the day and of each actor the next, by day and actor.

    `commitments` are rows as lists have them; `actor` is a primary key.
    """
    rows = {row["pk"]: row for row in commitments if row["due"] or row["due_after"] or row["recurrence"]}
    owing = Owing.objects.filter(commitment__in=rows)
    if actor is not None:
        owing = owing.filter(actor=actor)
    held, names = {}, {}
    columns = ("commitment", "actor__key", "actor__name", "from_day", "to_day", "bound", "suspended")
    for pk, key, name, start, end, bound, suspended in owing.values_list(*columns):
        names[key] = Ref(key, name, "actor")
        held.setdefault(pk, []).append(Owed(key, start, end, bound, suspended))
    findings = _findings(held)
    return {pk: _rows(terms_of(rows[pk]), owed, findings.get(pk, []), names, day) for pk, owed in held.items()}


def _findings(pks):
    found = {}
    columns = ("commitment", "finding", "assessor", "date", "actor__key", "due", "extended_to")
    for pk, finding, assessor, when, key, due, extended_to in Assessment.objects.public().filter(commitment__in=pks).values_list(*columns):
        found.setdefault(pk, []).append(Found(finding, assessor, when, key, due, extended_to))
    return found


def _rows(terms, owed, findings, names, day):
    found, ahead = [], set()
    ahead_of_all = terms.days(day, HORIZON)[:1] if terms.rule else []
    until = max([HORIZON if not terms.rule else day, *ahead_of_all])
    for duty in duties(terms, owed, until):
        if duty.day >= day:
            if duty.actor in ahead:
                continue
            ahead.add(duty.actor)
        state, said = standing(duty, findings, day, once=terms.once)
        found.append(DutyRow(names[duty.actor], duty.day, word(state), duty.since, tuple(said)))
    return found


def by_date(rows, day):
    """[Date] of the DutyRows of one commitment."""
    dates = {}
    for row in rows:
        dates.setdefault(row.due, []).append(row)
    coming = min((due for due in dates if due >= day), default=None)
    return [
        Date(due, len({str(row.actor) for row in found}), _states(found), due >= day, due == coming) for due, found in sorted(dates.items())
    ]


def _states(rows):
    counts = {}
    for row in rows:
        counts[row.state.code] = counts.get(row.state.code, 0) + 1
    order = [str(code) for code in DutyState]
    return tuple((word(code), counts[code]) for code in sorted(counts, key=order.index))


def by_actor(rows, day):
    """[Bearer] of the DutyRows of one commitment, by name."""
    found = {}
    for row in rows:
        bearer = found.setdefault(str(row.actor), Bearer(row.actor, row.bound))
        if row.due >= day:
            bearer.next, bearer.bound = row, row.bound
        else:
            bearer.passed += 1
            bearer.last = row
            bearer.states[row.state.code] = bearer.states.get(row.state.code, 0) + 1
    return sorted(found.values(), key=lambda bearer: bearer.actor.label.casefold())


def actor_pk_of(key):
    return Actor.objects.public().filter(key=key).values_list("pk", flat=True).first()


@dataclass(frozen=True)
class Standing:
    """What the latest findings of all assessors come to; `finding` where they agree.

    `code` is none, agreed, by_actor (they differ from actor to actor, not about any one of them) or differ.
    """

    code: str
    finding: Stands | None = None
    tally: tuple = ()


def standing_of(findings):
    """The Standing that findings give, the latest of each assessor about each actor."""
    counts = {}
    for one in findings:
        counts[one["finding"].code] = counts.get(one["finding"].code, 0) + 1
    order = [str(code) for code in Finding]
    tally = tuple((Stands(code, str(Finding(code).label)), counts[code]) for code in sorted(counts, key=order.index))
    if not tally:
        return Standing("none")
    if len(tally) == 1:
        return Standing("agreed", tally[0][0], tally)
    return Standing("differ" if _differ_about_one(findings) else "by_actor", None, tally)


def _differ_about_one(findings):
    """Whether some actor is said to stand in two ways; what is said of all is said of each."""
    about = {}
    for one in findings:
        about.setdefault(str(one["actor"] or ""), set()).add(one["finding"].code)
    of_all = about.pop("", set())
    return len(of_all) > 1 or any(len(codes | of_all) > 1 for codes in about.values())
