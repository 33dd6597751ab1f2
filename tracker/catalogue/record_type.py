"""A record type: everything that the rooms above know of it, declared once."""

from dataclasses import dataclass

from tracker.models import Record
from tracker.models import vocabulary as codes

from .columns import KindOfType
from .derived_columns import DERIVED, OF_AGREEMENT, OF_RECORD
from .filters import ActorOnRecords, AsOf, CodeFilter, From, ListedCodeFilter, StatusFilter, ThemeFilter, To, WordsFilter, filters
from .tables import AGREEMENT, EVERY_TYPE, OTHER, Table, column


@dataclass(frozen=True)
class Moment:
    """A date of a record that stands in its key dates and on timelines. `words` follow the record's name.

    `never` is its label where the agreement never entered into force.
    """

    column: str
    kind: codes.EntryKind
    words: str
    label: str
    never: str = ""


@dataclass(frozen=True)
class Sort:
    """A way to order a list: `fields` or expressions in ascending order, `words` for the sentence; `filled` where none is ever empty."""

    fields: tuple
    words: str
    label: str
    filled: bool = False


RECORD_FILTERS = {
    "q": WordsFilter("records"),
    "status": None,  # each type's own statuses
    "theme": ThemeFilter(),
    "kind": None,  # each type's own codes
    "legal_force": CodeFilter("legal_force", codes.LegalForce.choices, "{}", label="Legal force"),
    "ambit": CodeFilter("ambit", codes.Ambit.choices, "{}"),
    "region": ListedCodeFilter("region", codes.Region.choices, "for the region {}", path="regions", proper=True),
    "confidence": CodeFilter("confidence", codes.Confidence.choices, "known with {} confidence"),
    "actor": ActorOnRecords(),
    "from": From("life__over"),
    "to": To("life__begun"),
    "as_of": AsOf("life__begun"),
}
ONLY_AGREEMENTS = ("legal_force", "ambit")


class RecordType:
    """Declared by a subclass instance per type, in a file of its own."""

    is_record = True
    page = True  # each record has one, as some rows of other lists do

    def __init__(self, model, code, plural, *, about, first_day, listed, moments, chosen="", extra=(), first_told="moment"):
        self.model, self.code, self.name = model, code, plural
        self.label, self.title = code.label, plural.capitalize()
        self.about, self.first_day, self.listed, self.moments = about, first_day, listed, moments
        self.chosen = chosen  # how its records were chosen, where nobody lists all that there are
        self.is_agreement = code in codes.AGREEMENTS
        self.first_told = first_told  # whether its beginning is told by the `moment` or by the `phase` of that day
        self.kinds = codes.KINDS[code]
        self.derived = tuple(
            dict.fromkeys(
                (*OF_RECORD, *(OF_AGREEMENT if self.is_agreement else ("participants",)), *(name for name in listed if name in DERIVED))
            )
        )
        names = EVERY_TYPE + (AGREEMENT if self.is_agreement else OTHER) + tuple(extra)
        columns = [
            KindOfType("kind", self.kinds, required=True).bind(Record)
            if name == "kind"
            else column(Record, name, required=name in {"key", "title"})
            for name in names
        ]
        self.table = Table(plural, Record, columns, identity=("key",), key="key", fixed={"type": code.value})
        self.filters = self._filters()
        self.sorts = self._sorts()
        self.default_sort = first_day

    def _filters(self):
        declared = {name: made for name, made in RECORD_FILTERS.items() if self.is_agreement or name not in ONLY_AGREEMENTS}
        declared["kind"] = CodeFilter("kind", self.kinds.choices, "of the kind {}")
        declared["status"] = StatusFilter(self.statuses)
        return filters(f"{self.code.label}Filters", **declared)

    @property
    def statuses(self):
        """The statuses that a record of this type can have, in the order of the vocabulary."""
        return codes.STATUSES_OF_TYPE[self.code]

    def _sorts(self):
        sorts = {
            "title": Sort(("_title",), "by title", "Title"),
            "key": Sort(("key",), "by key", "Key"),
            "kind": Sort(("kind",), "by kind", "Kind"),
            "verified_on": Sort(("verified_on_first",), "by day of verification", "Verified on"),
        }
        for name in self.table.columns:
            bound = self.table.columns[name]
            if bound.date:
                words = "oldest first" if name == self.first_day else f"by date: {bound.label.lower()}"
                sorts[name] = Sort((f"{name}_first", f"{name}_last"), words, bound.label)
        return sorts

    def address(self, key):
        return f"/{self.name}/{key}/"

    def called(self, name):
        """A column as the readers of this type call it: what is in force for treaties is in effect for frameworks."""
        return next((moment.label for moment in self.moments if moment.column == name), self.table.columns[name].label)

    @property
    def begins_called(self):
        return self.called("in_force" if self.is_agreement else "begins")

    def __repr__(self):
        return f"<RecordType {self.name}>"
