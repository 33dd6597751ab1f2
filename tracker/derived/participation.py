"""From acts to intervals of status: who stood where, under one record, on which days. No status is ever typed in.

An act on a day counts on that day; intervals are half-open. What adds (a signature, a consent, entry into force) takes
hold on the first day it may have been done, what takes away (a withdrawal, the end) on the last, a suspension on its
first; on the days between, the status is given and not certain.

Two bases: by `effect`, acts count from the day they take effect; by `consent`, from the day they were done, so that
parties are those whose instruments stand once the agreement is in force. A withdrawal counts from its effect in both.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from tracker.derived.acts import SIGNING, Act, Agreement, Life
from tracker.derived.edges import LONGEST, NARROWEST, next_day
from tracker.derived.positions import NOWHERE, Position, position
from tracker.derived.tenures import (
    CONSENT,
    EFFECT,
    HOST,
    MEMBER,
    OBSERVER,
    OPERATOR,
    PARTNER,
    UNDATED,
    Terms,
    tenures_of,
)
from tracker.models.dates import PartialDate

__all__ = [
    "CONSENT",
    "EFFECT",
    "ROLES",
    "STATUSES",
    "Act",
    "Agreement",
    "Life",
    "Span",
    "Standing",
    "spans_of",
    "standing",
]

ROLES = (MEMBER, PARTNER, HOST, OPERATOR, OBSERVER)
# The weightiest first: what is said of an actor that has several roles.
STATUSES = (
    "suspended",
    "party",
    "provisionally_applying",
    "contracting",
    "signatory",
    "participant",
    "partner",
    "host",
    "operator",
    "observer",
    "former_party",
    "former_signatory",
    "former_participant",
    "none",
)


@dataclass(frozen=True, slots=True)
class Span:
    """One actor, in one role, in one status from `start` to `end` (exclusive; None: open). Never 'none'.

    Certain from `certain_from` to `certain_to` (exclusive; None: open); the two are equal where no day is certain.
    `since` and `until` say when the status began and ended, as precisely as the sources do (None: not known, or
    open). A status that becomes contested on the way is two spans with the same `since` and `until`.
    `because` has the deciding act first, and `because_from` the day from which each counts among the reasons. `signed`,
    `consented`, `in_force` (for this actor) and `left` are its key dates; some may be later than a day asked about.
    """

    actor: str
    role: str
    status: str
    start: date
    end: date | None
    certain_from: date
    certain_to: date | None
    contested: bool
    since: PartialDate | None
    until: PartialDate | None
    because: tuple[Act, ...]
    because_from: tuple[date, ...] = ()
    signed: PartialDate | None = None
    consented: PartialDate | None = None
    in_force: PartialDate | None = None
    left: PartialDate | None = None

    def covers(self, day):
        return self.start <= day and (self.end is None or day < self.end)

    def certain_on(self, day):
        return self.certain_from <= day and (self.certain_to is None or day < self.certain_to)

    def because_on(self, day):
        """The acts behind it that count on `day`; the deciding one always (a succession may reach back)."""
        return tuple(act for act, since in zip(self.because, self.because_from, strict=True) if since <= max(day, self.start))


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer for one actor on one day; `until` is exclusive, None when open."""

    status: str = "none"
    certain: bool = True
    contested: bool = False
    since: PartialDate | None = None
    until: PartialDate | None = None
    because: tuple[Act, ...] = ()
    role: str = MEMBER


def spans_of(agreement, acts, lives, basis=EFFECT):
    """The spans of all actors under one record, by actor, role and time.

    `acts`: those done on this record, in any order; `lives`: Life by actor (one that is missing lives for ever).
    """
    terms = Terms.of(agreement)
    by_actor: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        by_actor[act.actor].append(act)
    spans: list[Span] = []
    for actor in sorted(by_actor):
        life = lives.get(actor, Life())
        signed = min((act.date for act in by_actor[actor] if act.action in SIGNING and act.date), default=None)
        for role, tenures in sorted(tenures_of(terms, by_actor[actor], basis).items()):
            pieces = _pieces(terms, tenures, life)
            spans += [Span(actor, role, signed=signed, **fields) for fields in _spans(pieces)]
    return spans


def standing(spans, actor, day, role=None):
    """Where `actor` stood on `day`; in its weightiest role where none is given."""
    found = [span for span in spans if span.actor == actor and span.covers(day) and role in (None, span.role)]
    if not found:
        return Standing(role=role or MEMBER)
    span = min(found, key=lambda span: STATUSES.index(span.status))
    return Standing(
        span.status,
        span.certain_on(day),
        span.contested,
        span.since,
        span.until,
        span.because_on(day),
        span.role,
    )


@dataclass(slots=True)
class _Piece:
    """Days on which nothing changes, not even what is certain."""

    start: date
    end: date | None
    position: Position
    certain: bool
    since: PartialDate | None
    until: PartialDate | None = None


def _pieces(terms, tenures, life):
    """The actor's life cut at every day on which its position, or the certainty of it, may change."""
    ends = [found for tenure in tenures if (found := tenure.end)] + [terms.ended] * bool(terms.ended)
    edges = [*ends, *(found for tenure in tenures for found in (tenure.begin, tenure.bound) if found)]
    edges += [dispute.since for tenure in tenures for dispute in tenure.disputes]
    edges += [hold for tenure in tenures for _act, hold in tenure.ended_again_by]
    cuts = {day for found in edges for day in found[:3]} | terms.cuts
    cuts |= {dispute.until for tenure in tenures for dispute in tenure.disputes}
    first, last = life.first or date.min, life.last or date.max
    cuts = sorted({first} | {day for day in cuts if first <= day <= last and day < date.max})
    said_of_ends = {found.last: found.said for found in ends}
    doubtful = any(found.doubtful for found in edges)
    pieces: list[_Piece] = []
    for day, end in pairwise([*cuts, next_day(life.last) if life.last else None]):
        found = position(terms, tenures, day)
        certain = not doubtful or all(position(terms, tenures, day, reading).status == found.status for reading in (NARROWEST, LONGEST))
        if found.since and day in (found.since.first, found.since.last):
            since = found.since.said
        else:
            since = said_of_ends.get(day) or PartialDate.of(day)
        if pieces:
            pieces[-1].until = since
        pieces.append(_Piece(day, end, found, certain, since))
    if life.last:
        pieces[-1].until = PartialDate.of(next_day(life.last))
    return pieces


def _spans(pieces):
    """The fields of each span, from consecutive pieces."""
    for status, same in groupby(pieces, key=lambda piece: piece.position.status):
        if status == NOWHERE.status:
            continue
        run = list(same)
        since, until = run[0].since, run[-1].until
        for _contested, alike in groupby(run, key=lambda piece: piece.position.contested):
            told: list[_Piece] = []
            for part in _parts(list(alike)):
                told += part
                yield {
                    "status": status,
                    **_bounds(part),
                    **_reasons(told),
                    **_dates([piece.position for piece in part]),
                    "since": None if since == UNDATED else since,
                    "until": None if until == UNDATED else until,
                }


def _parts(run):
    """A run cut where certainty returns a second time."""
    part = run[:1]
    for before, piece in pairwise(run):
        if piece.certain and not before.certain and any(earlier.certain for earlier in part):
            yield part
            part = []
        part.append(piece)
    yield part


def _bounds(part):
    start, certain = part[0].start, [piece for piece in part if piece.certain]
    return {
        "start": start,
        "end": part[-1].end,
        "certain_from": certain[0].start if certain else start,
        "certain_to": certain[-1].end if certain else start,
    }


def _reasons(pieces):
    """The acts behind consecutive pieces, each with the day from which it counts: done, and taken into account."""
    deciding = pieces[0].position.because[0]
    since = {deciding: pieces[0].start}
    for piece in pieces:
        for act in piece.position.because:
            since.setdefault(act, max(piece.start, act.date.first) if act.date else piece.start)
    return {"contested": pieces[0].position.contested, "because": tuple(since), "because_from": tuple(since.values())}


def _dates(positions):
    return {
        "consented": min((found.consented for found in positions if found.consented), default=None),
        "in_force": next((found.in_force for found in positions if found.in_force), None),
        "left": positions[0].left,
    }
