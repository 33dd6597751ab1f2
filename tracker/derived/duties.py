"""Who owes what by when, and how that stands on a day: pure functions over plain data. No due date is ever typed in.

Bound is who is a party or takes part, from the day on which that is certain. A bond that is suspended goes on: what
falls due meanwhile is shown as suspended, not as owed. Who only signed, consented, applies provisionally, hosts,
operates or observes owes nothing yet. A date counts for an actor when it is bound on that day and the time that the
commitment gives it (`due_after`, from the first day of the bond) is over. The bond before a break counts for nothing
after it.

On a day, a due date stands as the findings about that actor and that date say, the latest of each assessor; without
any it is due and no finding is recorded. A finding about all who owe it counts for each only where it says that it was
met, moved or does not apply.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tracker.derived.delays import Delay
from tracker.derived.recurrence import Recurrence
from tracker.models.dates import PartialDate
from tracker.models.vocabulary import DutyState, Finding

OWING = {"party": False, "suspended": True, "participant": False, "partner": False}  # status: whether suspended
KEPT = (Finding.FULFILLED, Finding.FULFILLED_LATE)
FOR_EACH = (*KEPT, Finding.EXTENDED, Finding.NOT_APPLICABLE)  # what a finding about all says of each
PAST_DUE = (DutyState.OVERDUE, DutyState.NOT_KNOWN, DutyState.UNRECORDED)
SOON = timedelta(days=180)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bond:
    """Days on which an actor is bound, half-open; `since` is the first of the unbroken run of which they are part."""

    actor: str
    start: date
    end: date
    since: date
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What a commitment says about when it is due."""

    due: PartialDate | None = None
    due_after: str = ""
    recurrence: str = ""

    @property
    def rule(self):
        """The recurrence where it names days; None where it says only how often, or cannot be read."""
        try:
            rule = Recurrence.parse(self.recurrence) if self.recurrence else None
        except ValueError:
            return None
        return rule if rule and rule.dated else None

    @property
    def once(self):
        """Whether each actor owes it once, so that a finding that names no due date is about that one."""
        return self.rule is None

    @property
    def once_each(self):
        """Whether it is due once, on a day that the actor's own bond gives."""
        return bool(self.due_after and not self.due and not self.recurrence)

    @property
    def dated(self):
        return bool(self.due or self.once_each or self.rule)

    def first(self, since):
        """The first day that counts for a bond that began then."""
        if not self.due_after:
            return since
        within = self.due_after.startswith("<")
        day = Delay.parse(self.due_after.removeprefix("<")).after(since)
        return day - DAY if within and day < date.max else day

    def days(self, first, last):
        """The days that fall due for whoever is bound, of those that are the same for all."""
        fixed = [self.due.last] if self.due and first <= self.due.last <= last else []
        rule = self.rule
        return sorted({*fixed, *(rule.days(first, last) if rule else ())})


@dataclass(frozen=True, slots=True)
class Owed:
    """Between these days, half-open, what falls due is the actor's."""

    actor: str
    start: date
    end: date
    since: date
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One due date of one actor."""

    actor: str
    day: date
    since: date
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One assessor's finding: about an actor or (None) all who owe it; about one due date or (None) none of them."""

    finding: str
    assessor: str
    date: PartialDate
    actor: str | None = None
    due: PartialDate | None = None
    extended_to: PartialDate | None = None

    def is_about(self, duty, once):
        """`once`: the commitment is due once, so that a finding without a due date is about that one."""
        if self.actor != duty.actor and not (self.actor is None and self.finding in FOR_EACH):
            return False
        return self.due.first <= duty.day <= self.due.last if self.due else once


def bonds_of(spans):
    """Bonds from the Spans of one record, in any order; adjoining ones are one run, whatever their status."""
    by_actor = {}
    for span in spans:
        if span.status in OWING:
            by_actor.setdefault(span.actor, []).append(span)
    bonds = []
    for actor, held in by_actor.items():
        since = until = date.min
        for start, end, suspended in sorted(_apart([*_certain(held)])):
            if start > until:
                since = start
            until = end
            bonds.append(Bond(actor, start, end, since, suspended))
    return sorted(bonds, key=lambda bond: (bond.actor, bond.start))


def _certain(held):
    """The days on which the actor is certainly bound; where one span follows on another, only its status is in doubt."""
    begun, over = {span.start for span in held}, {span.end for span in held}
    for span in held:
        start = span.start if span.start in over else span.certain_from
        end = (span.end if span.end in begun else span.certain_to) or date.max
        if start < end:
            yield start, end, OWING[span.status]


def _apart(held):
    """Stretches that do not overlap; on a day with several a role that is not suspended stands."""
    edges = sorted({day for start, end, _suspended in held for day in (start, end)})
    for start, end in pairwise(edges):
        over = [suspended for first, last, suspended in held if first <= start and end <= last]
        if over:
            yield start, end, all(over)


def owed_by(terms, bonds):
    """[Owed] under the bonds; empty where the terms name no date."""
    found = []
    for bond in bonds:
        first = terms.first(bond.since)
        if terms.once_each:
            if bond.start <= first < bond.end and first < date.max:
                found.append(Owed(bond.actor, first, first + DAY, bond.since, bond.suspended))
        elif terms.dated and max(first, bond.start) < bond.end:
            found.append(Owed(bond.actor, max(first, bond.start), bond.end, bond.since, bond.suspended))
    return found


def duties(terms, owed, until):
    """[Duty] for each due date up to a day, inclusive, by day and actor."""
    days = _days(terms, owed, until)
    return sorted((duty for one in owed for duty in _duties_in(one, terms, days, until)), key=lambda duty: (duty.day, duty.actor))


def _days(terms, owed, until):
    return terms.days(min(one.start for one in owed), until) if owed and not terms.once_each else []


def _duties_in(owed, terms, days, until):
    """The due dates in one stretch, in order; `days` are those that are the same for all."""
    if terms.once_each:
        days = [owed.start] if owed.start <= until else []
    for day in days[bisect_left(days, owed.start) :]:
        if day >= owed.end:
            return
        yield Duty(owed.actor, day, owed.since, owed.suspended)


def standing(duty, findings, day, *, once):
    """(state, the findings that it rests on, the newest first) of a duty on a day."""
    latest = latest_each([one for one in findings if one.is_about(duty, once) and not _too_late(one, duty)], day)
    if not latest:
        return _by_date(duty, duty.day, day), []
    if all(one.finding == Finding.NOT_APPLICABLE for one in latest):
        return DutyState.NOT_APPLICABLE, latest
    kept = [one for one in latest if one.finding in KEPT]
    if kept:
        return _kept(kept, latest), latest
    extended = [one for one in latest if one.finding == Finding.EXTENDED]
    due = max([duty.day, *(one.extended_to.last for one in extended if one.extended_to)])
    if extended and (day <= due or not any(one.extended_to for one in extended)):
        return DutyState.EXTENDED, latest
    if day <= due:
        return _by_date(duty, due, day), latest
    said = [one for one in latest if one.date.last > due and one.finding != Finding.EXTENDED]
    if not said:
        return _by_date(duty, due, day), latest
    return DutyState.NOT_KNOWN if all(one.finding == Finding.NO_PUBLIC_EVIDENCE for one in said) else DutyState.OVERDUE, latest


def _too_late(found, duty):
    """‘On track’ is said of what is not due yet; after the date it says neither that it was met nor that it was not."""
    return found.finding == Finding.ON_TRACK and found.date.first > duty.day


def _kept(kept, latest):
    """Met; unless another assessor said otherwise at the same time or later, when it could have known."""
    newest = kept[0]
    if any(one.finding not in FOR_EACH and one.date.last >= newest.date.first for one in latest):
        return DutyState.DIFFER
    own = next((one for one in kept if one.actor), None)  # that all were late in the end does not say who was
    return DutyState.MET_LATE if own and own.finding == Finding.FULFILLED_LATE else DutyState.MET


def _by_date(duty, due, day):
    if duty.suspended:
        return DutyState.SUSPENDED
    if day > due:
        return DutyState.UNRECORDED
    return DutyState.SOON if due - day <= SOON else DutyState.NOT_YET


def latest_each(findings, day):
    """The latest finding by the day of each assessor about each actor, the newest first."""
    found = {}
    for one in sorted(findings, key=lambda one: (one.date.last, one.date.first, one.finding)):
        if one.date.first <= day:
            found[one.assessor, one.actor] = one
    return sorted(found.values(), key=lambda one: (one.date.last, one.date.first, one.assessor), reverse=True)


def past_due(terms, owed, findings, until):
    """[(actor, first day, first day no more)] on which some due date of the actor had passed and was not said to be met."""
    days, by_actor, about = _days(terms, owed, until), {}, {}
    for one in sorted(owed, key=lambda one: one.start):
        by_actor.setdefault(one.actor, []).append(one)
    for one in findings:
        about.setdefault(one.actor, []).append(one)
    found = []
    for actor in sorted(by_actor):
        own = (duty for one in by_actor[actor] for duty in _duties_in(one, terms, days, until))
        stretches = _unmet(own, about.get(actor, []) + about.get(None, []), terms.once)
        found += [(actor, start, end) for start, end in _joined(stretches)]
    return found


def _unmet(own, about, once):
    """Stretches of each duty of one actor; those that nobody found anything about are open from the first on."""
    for duty in own:
        said = [one for one in about if one.is_about(duty, once)]
        if not said:
            if not duty.suspended:
                yield duty.day + DAY, date.max
                return
            continue
        turns = {duty.day + DAY, *(one.date.first for one in said)}
        turns |= {one.extended_to.last + DAY for one in said if one.extended_to and one.extended_to.last < date.max}
        edges = [*sorted(turn for turn in turns if turn > duty.day), date.max]
        for start, end in pairwise(edges):
            if standing(duty, said, start, once=once)[0] in PAST_DUE:
                yield start, end


def _joined(stretches):
    joined = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
