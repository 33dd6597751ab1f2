"""Engagements: what allies and partners do together."""

from tracker.models import Engagement
from tracker.models.vocabulary import EntryKind, RecordTypeCode

from .record_type import Moment, RecordType

ENGAGEMENTS = RecordType(
    Engagement,
    RecordTypeCode.ENGAGEMENT,
    "engagements",
    about="What allies and partners do together: exercises, exchanges, assistance, training, trust funds.",
    chosen="A selection: exercises, trust funds, training and consultations of NATO with partners, and programmes of the European Union "
    "and the United States on export control and treaties, with a page or report to cite. Most such work is not held.",
    first_day="begins",
    listed=("status", "kind", "place", "begins", "ends", "participants"),
    moments=(
        Moment("begins", EntryKind.ENGAGEMENT, "{name}: start", "Begins"),
        Moment("ends", EntryKind.END, "{name}: end", "Last day"),
        Moment("review_date", EntryKind.DEADLINE, "{name}: review due", "Review"),
    ),
)
