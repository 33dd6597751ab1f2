"""Policies: what allies and others decided."""

from tracker.models import Policy
from tracker.models.vocabulary import EntryKind, RecordTypeCode

from .record_type import Moment, RecordType

POLICIES = RecordType(
    Policy,
    RecordTypeCode.POLICY,
    "policies",
    about="Strategic concepts, summit decisions, doctrines and plans: what was decided, and by whom.",
    first_day="begins",
    listed=("status", "kind", "actors", "begins", "ends"),
    moments=(
        Moment("begins", EntryKind.DECISION, "{title}", "Decided"),
        Moment("ends", EntryKind.END, "{name}: end", "Last day"),
        Moment("review_date", EntryKind.DEADLINE, "{name}: review due", "Review"),
    ),
    extra=("actors",),
)
