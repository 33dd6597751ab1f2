"""What each type and listing declares holds together, and the tables are those of the public contract."""

import pytest
from django.core.exceptions import FieldDoesNotExist

from tests.factories import FACTORIES
from tracker.catalogue import DERIVED, LISTINGS, RECORD_TYPES, TABLES, TYPE_OF_CODE, columns, table_of
from tracker.catalogue.columns import TARGETS
from tracker.catalogue.record_type import Sort
from tracker.models import Record
from tracker.models.vocabulary import AGREEMENTS, EntryKind, RecordTypeCode

pytestmark = pytest.mark.once

# CONTRACT.md, section 9. Required columns have an asterisk.
EVERY_TYPE = "key* title* kind* short_title other_titles summary themes regions sources confidence verified_on note"
EVERY_TYPE += " roster"  # ours: how complete the recorded acts of participants are
AGREEMENT = f"{EVERY_TYPE} legal_force ambit adopted opened signed in_force ended ending_ground depositaries entry_rule"
OTHER = f"{EVERY_TYPE} begins ends part_of reference place review_date planned"
SECTION_9 = {
    "actors": "key* name* kind* iso3 region exists_from exists_to predecessors continued_by other_names",
    "treaties": AGREEMENT,
    "frameworks": AGREEMENT,
    "measures": OTHER,
    "engagements": OTHER,
    "policies": f"{OTHER} actors",
    "systems": OTHER,
    "developments": f"{OTHER} actors",
    "challenges": OTHER,
    "actions": "record* actor* action* date* effective_date depositary note contested_by sources reference id",
    "phases": "record* state* date* note sources id",
    "commitments": "record* reference* title* kind* owed_by* owed_to depends_on text limit unit due due_after recurrence verified_by sources id",
    "assessments": "commitment* date* finding* assessor* actor due extended_to standard evidence sources id",
    "activations": "record* date* title* actors summary sources id",
    "positions": "challenge* actor* date* stance* text* sources id",
    "events": "key* title* date* kind* records actors summary sources planned",  # planned is ours, as records have it
    "relations": "from* relation* to* note sources id",
    "sources": "key* title* publisher* date url archived_url language",
    "themes": "key* title* summary",
    "lists": "list* actor* title",
    "stories": "story* position* title* text* event record date",
}
# How a row without an id is matched.
IDENTITY = {
    "actions": "record actor action date depositary reference",
    "phases": "record state date",
    "commitments": "record reference title",
    "assessments": "commitment actor assessor date due",
    "activations": "record date title",
    "positions": "challenge actor date stance",
    "relations": "from relation to",
}
# Section 4: type, its list, and the order of the lists.
LISTS = [
    ("treaty", "treaties"),
    ("framework", "frameworks"),
    ("measure", "measures"),
    ("engagement", "engagements"),
    ("policy", "policies"),
    ("system", "systems"),
    ("development", "developments"),
    ("challenge", "challenges"),
]
# Section 5: what each listing must know.
PARAMETERS = {
    **{name: "q theme region kind confidence actor status from to as_of" for _type, name in LISTS},
    "treaties": "q theme region kind legal_force ambit confidence actor status from to as_of",
    "frameworks": "q theme region kind legal_force ambit confidence actor status from to as_of",
    "actors": "q kind region from to as_of",
    "commitments": "q kind theme region actor record finding due from to as_of",
    "sources": "q from to as_of",
    "actions": "actor record from to as_of",
    "participations": "record actor basis as_of",
    "assessments": "record from to as_of",
    "events": "q record theme region kind from to as_of",
    "relations": "record",
    "calendar": "q kind type theme region actor record from to as_of",
    "timeline": "q type kind theme region actor record lanes from to as_of",
    "themes": "q",
    "changes": "type",
}

every_column = [(name, bound) for name, table in TABLES.items() for bound in table.columns.values()]
every_listing = list(LISTINGS.values())


def named(listing):
    return listing.name


@pytest.mark.parametrize("table", SECTION_9)
def test_the_columns_of_a_table_are_those_of_the_contract(table):
    declared = [f"{name}*" if bound.required else name for name, bound in TABLES[table].columns.items()]
    assert sorted(declared) == sorted(SECTION_9[table].split())


def test_the_tables_are_those_of_the_contract():
    assert set(TABLES) == set(SECTION_9) == set(FACTORIES)


@pytest.mark.parametrize("table", SECTION_9)
def test_a_row_of_a_file_is_matched_by_what_the_contract_says(table):
    keyed = "key" if "key*" in SECTION_9[table].split() else "list actor" if table == "lists" else "story position"
    assert TABLES[table].identity == tuple(IDENTITY.get(table, keyed).split())
    assert ("id" in TABLES[table].columns) == (table in IDENTITY)


def test_what_is_referred_to_is_loaded_before_what_refers_to_it():
    at = {}
    for place, table in enumerate(TABLES.values()):
        at.setdefault(table.model, place)
    for name, bound in every_column:
        if hasattr(bound, "target") and bound.target is not TABLES[name].model:
            assert at[bound.target] < list(TABLES).index(name), f"{name}.{bound.name}"


@pytest.mark.parametrize(("table", "bound"), every_column, ids=[f"{table}.{bound.name}" for table, bound in every_column])
def test_a_column_is_that_of_a_field(table, bound):
    field = TABLES[table].model._meta.get_field(bound.field_name)
    assert bound.field == field
    assert bound.label
    assert bound.label[0].isupper()
    assert "_" not in bound.label
    # A row cannot lack what its table asks for; the database may ask for no more than the table does.
    assert bound.required or field.blank or field.has_default() or isinstance(bound, columns.Id)
    if isinstance(bound, columns.Code | columns.KindOfType):
        assert bound.codes
    if hasattr(bound, "target"):
        assert bound.target in TARGETS
    assert bound.many == (isinstance(bound, columns.Many | columns.Texts))


HELPED = [(table, bound) for table, bound in every_column if bound.name not in ("id",)]


def test_every_column_has_a_help_for_an_editor():
    lacking = sorted({f"{bound.field.model.__name__}.{bound.field_name}" for _table, bound in HELPED if not bound.help.strip()})
    assert lacking == []


def test_helps_are_sentences():
    assert [bound.help for _table, bound in HELPED if bound.help and not bound.help.endswith(".")] == []


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=named)
def test_a_record_type_holds_together(record_type):
    assert TYPE_OF_CODE[str(record_type.code)] is record_type is LISTINGS[record_type.name]
    assert record_type.code == record_type.model.TYPE
    assert record_type.model._meta.proxy
    assert record_type.model._meta.concrete_model is record_type.table.model is Record
    assert record_type.is_agreement == (record_type.code in AGREEMENTS)
    assert record_type.about.endswith(".")
    assert table_of(record_type.model()) is record_type.table
    own = record_type.table.columns
    assert own["kind"].codes == tuple(record_type.kinds.choices)
    assert record_type.first_day in own
    assert own[record_type.first_day].date
    assert record_type.default_sort in record_type.sorts
    assert record_type.address("npt") == f"/{record_type.name}/npt/"


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=named)
def test_moments_are_dates_of_the_type(record_type):
    dates = {name for name, bound in record_type.table.columns.items() if bound.date and name != "verified_on"}
    assert {moment.column for moment in record_type.moments} == dates
    assert len({moment.column for moment in record_type.moments}) == len(record_type.moments)
    for moment in record_type.moments:
        assert moment.kind in EntryKind
        assert moment.label


def test_types_are_listed_as_the_contract_lists_them():
    assert [(str(record_type.code), record_type.name) for record_type in RECORD_TYPES] == LISTS
    assert {record_type.code for record_type in RECORD_TYPES} == set(RecordTypeCode)


@pytest.mark.parametrize("listing", every_listing, ids=named)
def test_listed_and_derived_columns_exist(listing):
    own = listing.table.columns if listing.table else {}
    for name in listing.listed:
        assert name in own or (name in listing.derived and name in DERIVED)
    for name in listing.derived:
        assert name in DERIVED
        assert name not in own
    assert len(set(listing.listed)) == len(listing.listed)


@pytest.mark.parametrize("listing", every_listing, ids=named)
def test_a_listing_knows_the_parameters_of_the_contract(listing):
    assert set(PARAMETERS[listing.name].split()) <= set(listing.filters.base_filters)


def test_listings_are_those_of_the_contract():
    assert set(PARAMETERS) <= set(LISTINGS)


@pytest.mark.parametrize("listing", every_listing, ids=named)
def test_every_sort_can_be_done(listing):
    assert listing.default_sort.lstrip("-") in listing.sorts
    assert len({sort.label for sort in listing.sorts.values()}) == len(listing.sorts)
    for sort in listing.sorts.values():
        assert isinstance(sort, Sort)
        assert sort.words
        assert sort.label
        for path in sort.fields:
            if isinstance(path, str) and not path.startswith("_"):
                assert leads_to_a_field(listing.model, path)
        str(listing.model.objects.order_by(*(path for path in sort.fields if not str(path).startswith("_"))).query)


def leads_to_a_field(model, path):
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        model = field.related_model
    return True


@pytest.mark.parametrize("listing", every_listing, ids=named)
def test_every_filter_has_a_label(listing):
    assert listing.title
    assert listing.label
    assert listing.about.endswith((".", "…"))
    for name, made in listing.filters.base_filters.items():
        assert made.label, name
        assert "_" not in made.label


@pytest.mark.parametrize("name", DERIVED)
def test_every_derived_column_has_a_label_and_a_help(name):
    assert DERIVED[name].name == name
    assert DERIVED[name].label
    assert DERIVED[name].help.endswith(".")


def test_every_row_knows_its_table():
    for name, table in TABLES.items():
        model = TYPE_OF_CODE[table.fixed["type"]].model if table.fixed else table.model
        assert table_of(model()).name == name
    assert table_of(Record(type="system")).name == "systems"
