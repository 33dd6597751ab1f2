"""The matrix's two sides: agreements, filtered under their own names, and actors, filtered under `actor…`."""

from django.core.exceptions import ValidationError

from tracker.models import Actor, Record
from tracker.models import vocabulary as codes

from .filters import CodeFilter, KeyFilter, StatusFilter, filters, find_actors, find_records
from .listings import BasisFilter, Listing
from .record_type import RECORD_FILTERS, Sort

AGREEMENTS = tuple(str(code) for code in codes.RecordTypeCode if code in codes.AGREEMENTS)
KINDS = [pair for code in codes.RecordTypeCode if code in codes.AGREEMENTS for pair in codes.KINDS[code].choices]


class TypeOfAgreement(CodeFilter):
    """Treaties or frameworks; treaties where neither is asked for, nor any agreement by its key."""

    facet = False

    def __init__(self):
        words = [(code, label) for code, label in codes.RecordTypeCode.choices if code in AGREEMENTS]
        super().__init__("type", words, "", label="Type")

    def filter(self, queryset, values):
        usual = AGREEMENTS if self.parent.chosen("record") else (str(codes.RecordTypeCode.TREATY),)
        return queryset.filter(type__in=values or usual)


def find_agreements(keys):
    find_records(keys)
    held = set(Record.objects.public().filter(key__in=keys, type__in=AGREEMENTS).values_list("key", flat=True))
    for key in keys:
        if key not in held:
            raise ValidationError(f"'{key[:60]}' is no treaty or framework: the matrix shows these only.")
    return keys


class ByKey(KeyFilter):
    """The rows themselves, named by key."""

    def filter(self, queryset, values):
        return queryset.filter(key__in=values) if values else queryset


class Counted(BasisFilter):
    """What counts as standing: narrows the cells, not the agreements."""

    def filter(self, queryset, values):
        return queryset


COLUMNS = Listing(
    "agreements",
    Record,
    "Agreements",
    "Agreement",
    "Treaties and frameworks.",
    filters(
        "MatrixFilters",
        type=TypeOfAgreement(),
        record=ByKey("", find_agreements, "named {}", "Agreement", Record),
        basis=Counted(),
        **{name: made for name, made in RECORD_FILTERS.items() if made is not None and name != "actor"},
        kind=CodeFilter("kind", KINDS, "of the kind {}"),
        status=StatusFilter([status for code in AGREEMENTS for status in codes.STATUSES_OF_TYPE[code]]),
    ),
    {"begun": Sort(("life__begun", "key"), "oldest first", "Begun"), "key": Sort(("key",), "by key", "Key")},
    "begun",
)
ROWS = Listing(
    "actors",
    Actor,
    "Actors",
    "Actor",
    "States and others that stand under an agreement.",
    filters(
        "MatrixActorFilters",
        actor=ByKey("", find_actors, "named {}", "Actor", Actor),
        actor_kind=CodeFilter("actor_kind", codes.ActorKind.choices, "of the kind {}", label="Kind of actor", path="kind"),
        actor_region=CodeFilter("actor_region", codes.Region.choices, "in {}", label="Region of actors", path="region", proper=True),
    ),
    {"name": Sort(("_name",), "by name", "Name")},
    "name",
)
