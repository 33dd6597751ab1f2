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
    chosen="A selection: the parts of missile defence in NATO, national units of Allies with a first day that can be cited, what of "
    "the United States and Russia the ABM Treaty was about, and plans that were given up. "
    "Systems of other states, and units of which nothing is published, are not collected.",
    first_day="begins",
    listed=("status", "kind", "place", "begins", "hosts", "operators"),
    moments=(
        Moment("begins", EntryKind.DEPLOYMENT, "{name}: start", "Begins"),
        Moment("ends", EntryKind.END, "{name}: end", "Last day"),
        Moment("review_date", EntryKind.DEADLINE, "{name}: review due", "Review"),
    ),
)
