"""How many actors stood where under one record: on a day, and as a curve over time. No actor counts twice in a number.

What depositaries, researchers and newspapers call 'parties' are different numbers; here they are kept apart:

signatures        signed, exist, have not left; a withdrawn signature still counts and a definitive one does not, as
                  depositaries count them
signatories_only  signed, and neither consented nor applying it provisionally
consents          instruments that stand: what a depositary's page header calls parties
contracting       consented, not yet bound [2(1)(f)]
parties           bound [2(1)(g)], suspended and contested ones included; none while the record is not in force
provisional       applying it provisionally [25]
suspended         bound or taking part, operation suspended
participants      all that take part by whatever act and have not left: signatories, contracting states and parties of a
                  treaty; participants, partners, hosts and operators of other records. Observers are not
former            left, and hold nothing any more
contested         whose present status somebody disputes
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise

from tracker.derived.acts import Life
from tracker.derived.edges import next_day
from tracker.derived.participation import Span


@dataclass(frozen=True, slots=True)
class Counts:
    signatures: int = 0
    signatories_only: int = 0
    consents: int = 0
    contracting: int = 0
    parties: int = 0
    provisional: int = 0
    suspended: int = 0
    participants: int = 0
    former: int = 0
    contested: int = 0


NUMBERS = tuple(field.name for field in fields(Counts))
SIGNATURES = ("signature", "signature_withdrawn")  # the acts that counting reads beside the spans
FORMER = {"former_party", "former_signatory", "former_participant"}
_COUNTED = {  # status: the numbers in which an actor of that status counts
    "signatory": {"signatories_only", "participants"},
    "contracting": {"contracting", "consents", "participants"},
    "party": {"parties", "consents", "participants"},
    "provisionally_applying": {"provisional", "participants"},
    "suspended": {"suspended", "participants"},
    "participant": {"participants"},
    "partner": {"participants"},
    "host": {"participants"},
    "operator": {"participants"},
    "observer": set(),
    "former_party": {"former"},
    "former_signatory": {"former"},
    "former_participant": {"former"},
}


def counts_on(day, spans, acts, lives):
    """The Counts of one record on a day. `spans`: those of one basis; `acts`, `lives`: as they were derived from."""
    counted: Counter[str] = Counter()
    for start, end, numbers in _stays(spans, acts, lives):
        if start <= day < end:
            counted.update(numbers)
    return Counts(**counted)


def curve(spans, acts, lives):
    """[(first day, Counts)] of each step over time: what counts_on gives on that day and until the next one."""
    steps: dict[date, Counter[str]] = defaultdict(Counter)
    for start, end, numbers in _stays(spans, acts, lives):
        steps[start].update(numbers)
        steps[end].subtract(numbers)
    running: Counter[str] = Counter()
    points: list[tuple[date, Counts]] = []
    for day in sorted(steps.keys() - {date.max}):
        running.update(steps[day])
        counts = Counts(**running)
        if not points or counts != points[-1][1]:
            points.append((day, counts))
    return points


def _stays(spans, acts, lives):
    """(start, end, numbers): stretches of time in which one actor counts in these numbers; date.max is open."""
    by_actor: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        by_actor[span.actor].append(span)
    signed = _signed(acts, lives)
    took_back = {act.actor for act in acts if act.action == "signature_withdrawn"}
    for actor in by_actor.keys() | signed.keys():
        own = by_actor[actor]
        cuts = {day for span in own for day in (span.start, span.end or date.max, *_reached(span))}
        cuts |= set(signed.get(actor, ()))
        for start, end in pairwise(sorted(cuts)):
            numbers = _numbers([span for span in own if span.covers(start)], start)
            if actor in signed and signed[actor][0] <= start < signed[actor][1] and not _left(own, start, actor in took_back):
                numbers |= {"signatures"}
            if numbers:
                yield start, end, numbers


def _numbers(spans, day):
    """In which numbers an actor counts on `day`, whatever number of roles it has."""
    numbers: set[str] = set()
    for span in spans:
        numbers |= _COUNTED[span.status]
        if span.status == "suspended" and span.consented:
            numbers |= {"parties", "consents"}
        if span.status == "provisionally_applying" and span.consented and span.consented.first <= day:
            numbers.add("consents")
        if span.contested:
            numbers.add("contested")
    return numbers - {"former"} if any(not span.status.startswith("former_") for span in spans) else numbers


def _reached(span):
    """The day on which a provisionally applying state consented."""
    if span.status == "provisionally_applying" and span.consented and span.start < span.consented.first:
        yield span.consented.first


def _left(spans, day, took_back):
    """Whether the actor is out altogether: who took back a signature alone is not."""
    out = FORMER if not took_back else FORMER - {"former_signatory"}
    return any(span.status in out for span in spans if span.covers(day))


def _signed(acts, lives):
    """actor: (first day, first day no longer) of having signed while it exists."""
    signed: dict[str, tuple[date, date]] = {}
    for act in acts:
        if act.action == "signature" and act.date:
            life = lives.get(act.actor, Life())
            start = max(act.date.first, life.first or date.min)
            end = next_day(life.last) if life.last else date.max
            signed[act.actor] = (min(start, signed.get(act.actor, (start,))[0]), end)
    return {actor: (start, end) for actor, (start, end) in signed.items() if start < end}
