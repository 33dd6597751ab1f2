"""From acts to intervals of status, per actor and role (interface only: being written)."""

from dataclasses import dataclass
from datetime import date

from tracker.derived.acts import Act, Agreement, Life
from tracker.models.dates import PartialDate

EFFECT, CONSENT = "effect", "consent"
MEMBER, PARTNER, HOST, OPERATOR, OBSERVER = "member", "partner", "host", "operator", "observer"


@dataclass(frozen=True, slots=True)
class Span:
    actor: str
    role: str
    status: str
    start: date
    end: date | None
    certain_from: date
    certain_to: date | None
    contested: bool
    since: PartialDate
    until: PartialDate | None
    because: tuple[Act, ...]
    signed: PartialDate | None = None
    consented: PartialDate | None = None
    in_force: PartialDate | None = None
    left: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    status: str
    certain: bool = True
    contested: bool = False
    since: PartialDate | None = None
    until: PartialDate | None = None
    because: tuple[Act, ...] = ()
    role: str = MEMBER


def spans_of(agreement: Agreement, acts, lives: dict[str, Life], basis=EFFECT) -> list[Span]:
    raise NotImplementedError


def standing(spans, actor, day, role=None) -> Standing:
    raise NotImplementedError
