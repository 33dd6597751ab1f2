"""Where an actor stands on one day: the status that its tenures give, and what gives it.

The questions are asked in the order in which one status outranks another; a former status is left to an actor that
holds nothing any more.
"""

from typing import NamedTuple

from tracker.derived.acts import PARTICIPATING, Act
from tracker.derived.edges import GIVEN, Edge
from tracker.derived.tenures import INSTRUMENT, PARTICIPATION, PROVISIONAL, SIGNATURE, SUSPENSION, Tenure
from tracker.models.dates import PartialDate


class Position(NamedTuple):
    """A status, the edge with which it began, the acts behind it (the deciding one first) and an actor's key dates."""

    status: str
    since: Edge | None = None
    because: tuple[Act, ...] = ()
    contested: bool = False
    consented: PartialDate | None = None
    in_force: PartialDate | None = None
    left: PartialDate | None = None


NOWHERE = Position("none")


def position(terms, tenures, day, reading=GIVEN):
    """The position that the tenures of one actor in one role give on `day`, when its dates are read that way."""
    begin, end = reading
    if terms.ended is None or day < terms.ended[end]:
        held: list[list[Tenure]] = [[], [], [], [], []]
        for tenure in tenures:
            if tenure.begin[begin] <= day and (tenure.end is None or day < tenure.end[end]):
                held[tenure.kind].append(tenure)
        found = _holding(terms, held, day, begin)
        if found and found.status == "signatory":
            return _after_retreat(found, tenures, day, end)
        if found:
            return found
    return _former(terms, tenures, day, end)


def _holding(terms, held, day, begin):
    signatures, instruments, provisional, suspensions = (held[kind] for kind in (SIGNATURE, INSTRUMENT, PROVISIONAL, SUSPENSION))
    bound = sorted((t for t in instruments if t.bound and t.bound[begin] <= day), key=lambda tenure: tenure.bound)
    if bound and suspensions:
        return _told("suspended", max(suspensions[0].begin, bound[0].bound), day, suspensions, instruments)
    if bound:
        return _told("party", bound[0].bound, day, bound, instruments)
    if provisional:
        return _told("provisionally_applying", provisional[0].begin, day, provisional, instruments)
    if (instruments or signatures) and terms.applied_by_all(day, begin):
        since = max((instruments or signatures)[0].begin, terms.provisional)
        return _told("provisionally_applying", since, day, instruments or signatures)
    if instruments:
        return _told("contracting", instruments[0].begin, day, instruments)
    if signatures:
        return _told("signatory", signatures[0].begin, day, signatures)
    taking_part = held[PARTICIPATION]
    if taking_part and suspensions:
        return _told("suspended", max(suspensions[0].begin, taking_part[0].begin), day, suspensions, taking_part)
    if taking_part:
        status = PARTICIPATING.get(taking_part[0].act.action, "participant")
        return _told(status, taking_part[0].begin, day, taking_part)
    return None


def _told(status, since, day, deciding, others=()):
    """The position that `deciding` gives, with the `others` that stand beside it and the acts that dispute them."""
    standing = list(dict.fromkeys([*(tenure.act for tenure in deciding), *(tenure.act for tenure in others)]))
    disputed = [dispute.act for tenure in (*deciding, *others) for dispute in tenure.disputes if dispute.since.last <= day < dispute.until]
    instruments = [tenure for tenure in (*deciding, *others) if tenure.kind == INSTRUMENT]
    in_force = status in ("party", "suspended") and min((t.bound for t in instruments if t.bound), default=None)
    return Position(
        status,
        since,
        tuple(dict.fromkeys(standing + disputed)),
        contested=bool(disputed) or all(tenure.act.contested_by for tenure in deciding),
        consented=_earliest(tenure.act for tenure in instruments),
        in_force=in_force.said if in_force else None,
    )


def _after_retreat(found, tenures, day, end):
    """A signatory that took its ratification back is one because of that, since that day."""
    ends = [t for t in tenures if t.kind == INSTRUMENT and t.end and not t.leaves and found.since < t.end]
    last = max((tenure for tenure in ends if tenure.end[end] <= day), key=lambda tenure: tenure.end, default=None)
    return found._replace(since=last.end, because=(*last.ended_by, *found.because)) if last else found


def _former(terms, tenures, day, end):
    """What is left to one that left while the agreement was still there: the last status it gave up."""
    by = min(day, terms.ended[end]) if terms.ended else day
    gone = [tenure for tenure in tenures if tenure.leaves and tenure.end[end] <= by]
    if not gone:
        return NOWHERE
    last = max(tenure.end for tenure in gone)
    gone = [tenure for tenure in gone if tenure.end == last]
    in_force = min((tenure.bound for tenure in gone if tenure.bound), default=None)
    return Position(
        gone[0].leaves,
        last,
        (*gone[0].ended_by, *(act for act, hold in gone[0].ended_again_by if hold[end] <= day)),
        consented=_earliest(tenure.act for tenure in gone if tenure.kind == INSTRUMENT),
        in_force=in_force.said if in_force else None,
        left=last.said,
    )


def _earliest(acts):
    return min((act.date for act in acts if act.date), default=None)
