"""Measures: confidence- and security-building measures."""

from tracker.models import Measure
from tracker.models.vocabulary import EntryKind, RecordTypeCode

from .record_type import Moment, RecordType

MEASURES = RecordType(
    Measure,
    RecordTypeCode.MEASURE,
    "measures",
    about="Confidence- and security-building measures: what states do so that others need not guess.",
    chosen="A selection: measures of the Vienna Document and those before it, of agreements on accidents, incidents at sea and launches, "
    "of treaties with inspections or exchanges of data, and of NATO on missile defence, with some of Asia beside them.",
    first_day="begins",
    listed=("status", "kind", "part_of", "begins", "participants"),
    moments=(
        Moment("begins", EntryKind.MILESTONE, "{name}: start", "Begins"),
        Moment("ends", EntryKind.END, "{name}: end", "Last day"),
        Moment("review_date", EntryKind.DEADLINE, "{name}: review due", "Review"),
    ),
)
