"""Developments: of threat and of technology."""

from tracker.models import Development
from tracker.models.vocabulary import EntryKind, RecordTypeCode

from .record_type import Moment, RecordType

DEVELOPMENTS = RecordType(
    Development,
    RecordTypeCode.DEVELOPMENT,
    "developments",
    about="Developments of threat and of technology that policies answered: tests, fieldings, transfers, claims of breach.",
    chosen="A selection since 1991: what policies, challenges or agreements recorded here answer or name, and firsts of their kind, "
    "where a source gives the day. Of a series of launches or attacks one stands for the rest: this is no chronicle of all.",
    first_day="begins",
    listed=("kind", "actors", "place", "begins"),
    moments=(
        Moment("begins", EntryKind.DEVELOPMENT, "{title}", "Date"),
        Moment("ends", EntryKind.END, "{name}: end", "Last day"),
        Moment("review_date", EntryKind.DEADLINE, "{name}: review due", "Review"),
    ),
    extra=("actors",),
)
