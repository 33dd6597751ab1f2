"""Policies: what allies and others decided."""

from tracker.models import Policy
from tracker.models.vocabulary import EntryKind, RecordTypeCode

from .record_type import Moment, RecordType

POLICIES = RecordType(
    Policy,
    RecordTypeCode.POLICY,
    "policies",
    about="Strategic concepts, summit decisions, doctrines and plans: what was decided, and by whom.",
    chosen="A selection: decisions of NATO since 1949, and of the United States, Russia and groups of Allies, on missile defence, "
    "nuclear deterrence, arms control or collective defence, where their text or an account of it can be cited. "
    "Decisions of other states, and on other matters, are not collected.",
    first_day="begins",
    listed=("status", "kind", "actors", "begins", "ends"),
    moments=(
        Moment("begins", EntryKind.DECISION, "{title}", "Decided"),
        Moment("ends", EntryKind.END, "{name}: end", "Last day"),
        Moment("review_date", EntryKind.DEADLINE, "{name}: review due", "Review"),
    ),
    extra=("actors",),
)
