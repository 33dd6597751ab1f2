"""Challenges: attributed tensions."""

from tracker.models import Challenge
from tracker.models.vocabulary import EntryKind, RecordTypeCode

from .record_type import Moment, RecordType

CHALLENGES = RecordType(
    Challenge,
    RecordTypeCode.CHALLENGE,
    "challenges",
    about="Tensions that somebody sees between a capability or policy and a commitment: who says so, who answers, what eases them.",
    chosen="A selection: tensions that a government or organisation has claimed in public, by name, and to which another has replied.",
    first_day="begins",
    listed=("status", "kind", "begins", "positions"),
    moments=(
        Moment("begins", EntryKind.STATEMENT, "Challenge raised: {name}", "First raised"),
        Moment("ends", EntryKind.END, "Challenge closed: {name}", "Last day"),
        Moment("review_date", EntryKind.DEADLINE, "{name}: review due", "Review"),
    ),
)
