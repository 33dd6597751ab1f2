"""Developments: of threat and of technology."""

from tracker.models import Development
from tracker.models.vocabulary import EntryKind, RecordTypeCode

from .record_type import Moment, RecordType

DEVELOPMENTS = RecordType(
    Development,
    RecordTypeCode.DEVELOPMENT,
    "developments",
    about="Developments of threat and of technology that policies answered: tests, fieldings, transfers, claims of breach.",
    first_day="begins",
    listed=("kind", "actors", "place", "begins"),
    moments=(
        Moment("begins", EntryKind.DEVELOPMENT, "{title}", "Date"),
        Moment("ends", EntryKind.END, "{name}: end", "Last day"),
        Moment("review_date", EntryKind.DEADLINE, "{name}: review due", "Review"),
    ),
    extra=("actors",),
)
