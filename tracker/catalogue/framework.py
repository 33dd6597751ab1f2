"""Frameworks: what states take part in without a treaty."""

from tracker.models import Framework
from tracker.models.vocabulary import EntryKind, RecordTypeCode

from .record_type import Moment, RecordType
from .treaty import AGREEMENT_MOMENTS

FRAMEWORKS = RecordType(
    Framework,
    RecordTypeCode.FRAMEWORK,
    "frameworks",
    about="Political documents, codes of conduct, export-control regimes, initiatives, partnership programmes and resolutions.",
    first_day="adopted",
    listed=("status", "kind", "adopted", "in_force", "participants"),
    moments=(
        *AGREEMENT_MOMENTS,
        Moment("in_force", EntryKind.ENTRY_INTO_FORCE, "{name} takes effect", "In effect"),
        Moment("ended", EntryKind.END, "{name} ends", "No longer in effect"),
    ),
)
