"""Systems: the architecture of missile defence."""

from tracker.models import System
from tracker.models.vocabulary import EntryKind, RecordTypeCode

from .record_type import Moment, RecordType

SYSTEMS = RecordType(
    System,
    RecordTypeCode.SYSTEM,
    "systems",
    first_told="phase",
    about="The architecture of missile defence: sensors, interceptors, launcher sites, ships, command and control.",
    first_day="begins",
    listed=("status", "kind", "place", "begins", "hosts", "operators"),
    moments=(
        Moment("begins", EntryKind.DEPLOYMENT, "{name}: start", "Begins"),
        Moment("ends", EntryKind.END, "{name}: end", "Last day"),
        Moment("review_date", EntryKind.DEADLINE, "{name}: review due", "Review"),
    ),
)
