"""Treaties: legally binding agreements."""

from tracker.models import Treaty
from tracker.models.vocabulary import EntryKind, RecordTypeCode

from .record_type import Moment, RecordType

AGREEMENT_MOMENTS = (
    Moment("adopted", EntryKind.ADOPTION, "{name} adopted", "Adopted"),
    Moment("opened", EntryKind.OPENING, "{name} opened for signature", "Opened for signature"),
    Moment("signed", EntryKind.SIGNATURE, "{name} signed", "Signed"),
)

TREATIES = RecordType(
    Treaty,
    RecordTypeCode.TREATY,
    "treaties",
    about="Agreements that bind in law: treaties, conventions, protocols and amendments.",
    first_day="in_force",
    listed=("status", "signing", "in_force", "parties", "signatories_only"),
    moments=(
        *AGREEMENT_MOMENTS,
        Moment("in_force", EntryKind.ENTRY_INTO_FORCE, "{name} enters into force", "In force"),
        Moment("ended", EntryKind.END, "{name} ends", "No longer in force", "Ended, never in force"),
    ),
)
