"""How a status or finding looks: its shape (a symbol of the sprite) and its tone (a class of the style sheet).

Law is round, politics is square, claims are diamonds. A status under a treaty is drawn round; the same status under
anything else takes the square that answers to it.
"""

from typing import NamedTuple

from tracker.models.vocabulary import (
    ActorStatusCode,
    CalendarKind,
    DutyState,
    EntryKind,
    Finding,
    RecordStatusCode,
    RecordTypeCode,
    RelationCode,
    Stance,
)


class Mark(NamedTuple):
    shape: str
    tone: str


PARTY = Mark("s-party", "bound")
CONTRACTING = Mark("s-contracting", "bound")
SIGNATORY = Mark("s-signatory", "signed")
PROVISIONAL = Mark("s-provisional", "signed")
SUSPENDED = Mark("s-suspended", "doubt")
FORMER = Mark("s-former", "ended")
FORMER_SIGNATORY = Mark("s-former-signatory", "ended")
PARTICIPANT = Mark("s-participant", "political")
CLAIM = Mark("c-claims", "doubt")
NONE = Mark("s-none", "none")

CONTESTED = CLAIM

# The square that stands for a circle where there is no law.
SQUARES = {
    PARTY: PARTICIPANT,
    CONTRACTING: Mark("s-half-square", "political"),
    SIGNATORY: Mark("s-open-square", "signed"),
    PROVISIONAL: Mark("s-dashed-square", "signed"),
    SUSPENDED: Mark("s-suspended-square", "doubt"),
    FORMER: Mark("s-former-participant", "ended"),
    FORMER_SIGNATORY: Mark("s-former-participant", "ended"),
}

ACTOR_STATUSES = {
    ActorStatusCode.NONE: NONE,
    ActorStatusCode.SIGNATORY: SIGNATORY,
    ActorStatusCode.CONTRACTING: CONTRACTING,
    ActorStatusCode.PARTY: PARTY,
    ActorStatusCode.PROVISIONALLY_APPLYING: PROVISIONAL,
    ActorStatusCode.SUSPENDED: SUSPENDED,
    ActorStatusCode.FORMER_PARTY: FORMER,
    ActorStatusCode.FORMER_SIGNATORY: FORMER_SIGNATORY,
    ActorStatusCode.PARTICIPANT: PARTICIPANT,
    ActorStatusCode.PARTNER: Mark("s-partner", "political"),
    ActorStatusCode.HOST: Mark("s-host", "political"),
    ActorStatusCode.OPERATOR: Mark("s-operator", "political"),
    ActorStatusCode.OBSERVER: Mark("s-open-square", "political"),
    ActorStatusCode.FORMER_PARTICIPANT: Mark("s-former-participant", "ended"),
}
RECORD_STATUSES = {
    RecordStatusCode.NOT_IN_FORCE: SIGNATORY,
    RecordStatusCode.PROVISIONALLY_APPLIED: PROVISIONAL,
    RecordStatusCode.IN_FORCE: PARTY,
    RecordStatusCode.PROPOSED: SIGNATORY,
    RecordStatusCode.PLANNED: SIGNATORY,
    RecordStatusCode.UNDER_CONSTRUCTION: SIGNATORY,
    RecordStatusCode.UNDER_WAY: PROVISIONAL,
    RecordStatusCode.INITIAL: PROVISIONAL,
    RecordStatusCode.OPERATIONAL: PARTY,
    RecordStatusCode.COMPLETED: PARTY,
    RecordStatusCode.ACTIVE: PARTY,
    RecordStatusCode.OPEN: SIGNATORY,
    RecordStatusCode.EASED: Mark("f-fulfilled", "kept"),
    RecordStatusCode.SUSPENDED: SUSPENDED,
    RecordStatusCode.DEPARTED: FORMER,
    RecordStatusCode.SUPERSEDED: FORMER,
    RecordStatusCode.CANCELLED: FORMER,
    RecordStatusCode.CLOSED: FORMER,
    RecordStatusCode.ENDED: FORMER,
    RecordStatusCode.NEVER_IN_FORCE: FORMER,
}
FINDINGS = {
    Finding.FULFILLED: Mark("f-fulfilled", "kept"),
    Finding.FULFILLED_LATE: Mark("f-late", "kept"),
    Finding.ON_TRACK: Mark("f-on-track", "kept"),
    Finding.PARTLY_FULFILLED: Mark("f-partly", "doubt"),
    Finding.OF_CONCERN: Mark("f-concern", "doubt"),
    Finding.DISPUTED: Mark("c-claims", "doubt"),
    Finding.NOT_FULFILLED: Mark("f-not", "ended"),
    Finding.EXTENDED: Mark("f-extended", "signed"),
    Finding.NOT_APPLICABLE: Mark("f-na", "none"),
    Finding.NO_PUBLIC_EVIDENCE: Mark("f-no-evidence", "none"),
}
STANCES = {
    Stance.CLAIMS: CLAIM,
    Stance.ANSWERS: Mark("c-answers", "bound"),
    Stance.EASES: Mark("c-eases", "kept"),
}
# What a timeline entry did to the record that it is about; every other kind is plainly something that happened.
ENTRIES = {
    EntryKind.ADOPTION: SIGNATORY,
    EntryKind.OPENING: SIGNATORY,
    EntryKind.SIGNATURE: SIGNATORY,
    EntryKind.CONSENT: CONTRACTING,
    EntryKind.ENTRY_INTO_FORCE: PARTY,
    EntryKind.PARTICIPATION: PARTICIPANT,
    EntryKind.SUSPENSION: SUSPENDED,
    EntryKind.WITHDRAWAL: FORMER,
    EntryKind.END: FORMER,
    EntryKind.STATEMENT: Mark("c-statement", "political"),
    EntryKind.ASSESSMENT: Mark("e-assessment", "none"),
    EntryKind.DEADLINE: Mark("e-deadline", "none"),
}
HAPPENING = PARTICIPANT
DUE = Mark("e-deadline", "none")
DUTIES = {
    DutyState.MET: Mark("f-fulfilled", "kept"),
    DutyState.MET_LATE: Mark("f-late", "kept"),
    DutyState.DIFFER: CLAIM,
    DutyState.OVERDUE: Mark("f-concern", "doubt"),
    DutyState.NOT_KNOWN: Mark("f-no-evidence", "none"),
    DutyState.UNRECORDED: Mark("s-open-square", "none"),
    DutyState.SOON: DUE,
    DutyState.NOT_YET: DUE,
}
DATES = {
    CalendarKind.DEADLINE: DUE,
    CalendarKind.DUTY: DUE,
    CalendarKind.EXPIRY: FORMER,
    CalendarKind.ENTRY_INTO_FORCE: PARTY,
}
PLANNED = Mark("s-open-square", "signed")
RELATIONS = {
    RelationCode.SUPPORTS: Mark("r-supports", "bound"),
    RelationCode.EASES: Mark("c-eases", "kept"),
    RelationCode.CONSTRAINED_BY: Mark("r-bounds", "signed"),
    RelationCode.IN_TENSION_WITH: CLAIM,
}

_BY_CODE = {**RECORD_STATUSES, **ACTOR_STATUSES, **FINDINGS, **STANCES, **DUTIES}
_WORDS = dict([*DutyState.choices, *RecordStatusCode.choices, *ActorStatusCode.choices, *Finding.choices, *Stance.choices])


def mark_of(code, record_type=""):
    """The mark of a status, finding or stance; square where it stands under a record that is not a treaty."""
    return _drawn(_BY_CODE[code], record_type)


def entry_mark(kind, record_type="", *, planned=False):
    """The mark of a timeline entry of that kind about a record of that type."""
    mark = ENTRIES.get(kind, HAPPENING)
    return PLANNED if planned and mark == HAPPENING else _drawn(mark, record_type)


def date_mark(kind):
    """The mark of a date of the calendar."""
    return DATES.get(kind, PLANNED)


def relation_mark(relation):
    return RELATIONS.get(relation, Mark("r-bears", "none"))


def word_of(code):
    """The word for a status, finding or stance."""
    return _WORDS[code]


def _drawn(mark, record_type):
    return mark if record_type in ("", RecordTypeCode.TREATY) else SQUARES.get(mark, mark)
