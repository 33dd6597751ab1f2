"""Columns: from a cell to what is assigned and back, for every kind of column and every column of every table."""

import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import CURATOR, world
from tracker import changes
from tracker.catalogue import RECORD_TYPES, TABLES, Ref, cells, columns, read_rows
from tracker.imports.lookup import Lookup
from tracker.models import PartialDate, Record
from tracker.models.vocabulary import KINDS

# What an editor may do about it: every sentence of refusal holds one of these.
WHAT_TO_DO = (
    "give",
    "write",
    "is not one of: ",
    "is the most",
    "neither yes nor no",
    "is not a whole number",
    "put the earlier",
    "check the",
    "did you mean",
)

# A row of each table with every column filled, as a file has it.
RECORD = {
    "key": "one-of-the-{table}",
    "title": "The full title, with a comma",
    "short_title": "Short",
    "other_titles": "Another|A third",
    "summary": "Two lines.\nOr more.",
    "themes": "missiles|nuclear",
    "regions": "europe|arctic",
    "sources": "npt-text|report",
    "confidence": "medium",
    "roster": "partial",
    "verified_on": "2026-11",
    "note": "A note.",
}
AGREEMENT = RECORD | {
    "legal_force": "un_chapter_vii",
    "ambit": "plurilateral",
    "adopted": "1991~",
    "opened": "1992-01",
    "signed": "1992-01/1992-02",
    "in_force": "1994-05-09",
    "ended": "2001",
    "ending_ground": "success",
    "depositaries": "fra|usa",
    "entry_rule": "consents:50 +P90D; later:P90D",
}
OTHER = RECORD | {
    "begins": "1991",
    "ends": "../1999-12-31",
    "part_of": "programme",
    "reference": "Chapter IV",
    "place": "Wien",
    "review_date": "2030?",
    "planned": "yes",
}
FILLED = {
    "sources": {
        "key": "a-source",
        "title": "Report",
        "publisher": "Ministry",
        "date": "2011-12/2012-01",
        "url": "https://example.org/a?b=c",
        "archived_url": "https://web.archive.org/web/2020/https://example.org/a",
        "language": "en|fr",
    },
    "themes": {"key": "a_theme", "title": "A theme", "summary": "Words.\n\nMore words."},
    "actors": {
        "key": "an-actor",
        "name": "An Actor",
        "kind": "former_state",
        "iso3": "ANAA",
        "region": "south_asia",
        "exists_from": "1918-12-01",
        "exists_to": "1992",
        "predecessors": "ddr|rus",
        "continued_by": "usa",
        "other_names": "One|Other [1946/1991]",
    },
    "lists": {"list": "a-list", "actor": "rus", "title": "A list"},
    "treaties": AGREEMENT | {"kind": "exchange_of_notes"},
    "frameworks": AGREEMENT | {"kind": "code_of_conduct"},
    "measures": OTHER | {"kind": "military_constraint"},
    "engagements": OTHER | {"kind": "trust_fund_project"},
    "policies": OTHER | {"kind": "strategic_concept", "actors": "fra|usa"},
    "systems": OTHER | {"kind": "command_and_control"},
    "developments": OTHER | {"kind": "missile_test", "actors": "rus"},
    "challenges": OTHER | {"kind": "strategic_stability"},
    "actions": {
        "record": "inf",
        "actor": "fra",
        "action": "accession",
        "date": "1992-08-03",
        "effective_date": "1992-11-01",
        "depositary": "rus|usa",
        "note": "With a statement.",
        "contested_by": "usa",
        "sources": "report",
        "reference": "C.N.123.1992",
    },
    "phases": {"record": "radar", "state": "under_construction", "date": "2011", "note": "Ground broken.", "sources": "npt-text"},
    "commitments": {
        "record": "inf",
        "reference": "Article IV",
        "title": "To destroy",
        "kind": "limit",
        "owed_by": "all|rus|annex-2",
        "owed_to": "fra",
        "depends_on": "{paragraph}",
        "text": "All of them.",
        "limit": "1550.5",
        "unit": "deployed warheads",
        "due": "1991-06-01",
        "due_after": "P10Y",
        "recurrence": "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31",
        "verified_by": "visits",
        "sources": "report",
    },
    "assessments": {
        "commitment": "{article}",
        "date": "2020-06",
        "finding": "extended",
        "assessor": "A government",
        "actor": "rus",
        "due": "2020-05-31",
        "extended_to": "2021",
        "standard": "Article VI",
        "evidence": "None seen.",
        "sources": "report",
    },
    "activations": {
        "record": "visits",
        "date": "2015-02-01/2015-02-03",
        "title": "A visit",
        "actors": "fra|rus",
        "summary": "They came.",
        "sources": "report",
    },
    "positions": {
        "challenge": "tension",
        "actor": "fra",
        "date": "2012-05-20",
        "stance": "eases",
        "text": "It offers.",
        "sources": "report",
    },
    "events": {
        "key": "an-event",
        "title": "A meeting",
        "date": "2026-04-27/2026-05-22",
        "kind": "meeting_of_parties",
        "records": "inf|npt",
        "actors": "fra|usa",
        "summary": "They met.",
        "sources": "report",
        "planned": "yes",
    },
    "relations": {"from": "code", "relation": "in_tension_with", "to": "radar", "note": "As claimed.", "sources": "report"},
    "stories": {
        "story": "a-tale",
        "position": "12",
        "title": "A step",
        "text": "It happened.",
        "event": "review-2010",
        "record": "npt",
        "date": "2010",
    },
}


@pytest.mark.django_db
def test_every_column_of_every_table_goes_into_the_database_and_comes_back():
    assert FILLED.keys() == TABLES.keys()
    w = world()
    lookup = Lookup()
    for name, table in TABLES.items():
        filled = {
            column: text.format(table=name, article=w.article.uid, paragraph=w.paragraph.uid) for column, text in FILLED[name].items()
        }
        assert set(filled) == set(table.columns) - {"id"}
        row, many = table.model(**table.fixed), {}
        for bound in table.columns.values():
            if bound.name in filled:
                assigned = bound.parse(filled[bound.name], lookup)
                if isinstance(bound, columns.Many):
                    many[bound.field_name] = assigned
                else:
                    setattr(row, bound.field_name, assigned)
        changes.save(row, by=CURATOR, many=many)
        back = cells(table, read_rows(table, table.queryset().filter(pk=row.pk))[0])
        if "id" in table.columns:
            assert back.pop("id") == row.uid
        assert back == filled
        # Read again and saved again, nothing has changed.
        assert changes.save(table.model.objects.get(pk=row.pk), by=CURATOR, many=many) is None


def column(table, name):
    return TABLES[table].columns[name]


class Nobody:
    """A lookup for columns that look nothing up."""

    def code(self, bound, cell):
        return cell


NOBODY = Nobody()

ROUND_TRIPS = [
    ("treaties", "title", ["A title", "Ünïcödé — “quoted”", "=1+1"]),
    ("treaties", "confidence", ["", "high", "low"]),
    ("treaties", "kind", list(KINDS["treaty"].values)),
    ("treaties", "opened", ["", "1968", "1968-07", "1968-07-01", "1974~", "1974?", "2011-12/2012-01", "../2026-02-03", "1946/.."]),
    ("treaties", "regions", ["", "europe", "europe|arctic"]),
    ("treaties", "other_titles", ["", "One", "One|Two words"]),
    ("commitments", "limit", ["", "0", "1550", "0.5", "-3", "0.001", "99999999999.999"]),
    ("measures", "planned", ["yes", "no"]),
    ("stories", "position", ["0", "3", "2147483647"]),
    ("actions", "id", ["abcdefghij"]),
]


@pytest.mark.parametrize(("table", "name", "texts"), ROUND_TRIPS, ids=[f"{case[0]}.{case[1]}" for case in ROUND_TRIPS])
def test_a_cell_is_read_and_written_the_same(table, name, texts):
    bound = column(table, name)
    for text in texts:
        assert bound.cell(bound.parse(text, NOBODY)) == text


@pytest.mark.parametrize(
    ("table", "name", "text", "value"),
    [
        ("treaties", "title", "A title", "A title"),
        ("treaties", "opened", "1968-07", PartialDate.parse("1968-07")),
        ("treaties", "opened", "", None),
        ("commitments", "limit", "1550", Decimal(1550)),
        ("commitments", "limit", "1,550", Decimal(1550)),
        ("commitments", "limit", "12,345,678.5", Decimal("12345678.5")),
        ("commitments", "limit", "1 550", Decimal(1550)),
        ("commitments", "limit", "0.500", Decimal("0.5")),
        ("commitments", "limit", "", None),
        ("stories", "position", "3", 3),
        ("measures", "planned", "yes", True),
        ("measures", "planned", "Yes", True),
        ("measures", "planned", "no", False),
        ("measures", "planned", "", False),
        ("treaties", "regions", " europe | arctic |", ("europe", "arctic")),
        ("treaties", "regions", "", ()),
    ],
)
def test_what_a_cell_means(table, name, text, value):
    parsed = column(table, name).parse(text, NOBODY)
    assert parsed == value
    assert type(parsed) is type(value)


REFUSED = [
    ("treaties", "title", "", "is required: give a value."),
    ("treaties", "kind", "", "is required: give a value."),
    ("commitments", "owed_by", "", "is required: give a value."),
    ("treaties", "title", "x" * 501, "is 501 characters long; 500 is the most."),
    ("treaties", "short_title", "x" * 121, "is 121 characters long; 120 is the most."),
    ("treaties", "kind", "sensor", "'sensor' is not one of: treaty, convention"),
    ("treaties", "kind", "x" * 5000, f"'{'x' * 60}' is not one of: treaty"),
    ("treaties", "legal_force", "Legal", "'Legal' is not one of: legally_binding"),
    ("treaties", "regions", "europe|mars", "'mars' is not one of: global"),
    ("treaties", "opened", "1 July 1968", "'1 July 1968' is not a date: write 1968, 1968-07 or 1968-07-01"),
    ("treaties", "opened", "1968-02-30", "'1968-02-30' is a day that no calendar has: check the year, month and day."),
    ("treaties", "opened", "1970/1968", "'1970/1968' ends before it begins: put the earlier date first."),
    ("commitments", "limit", "many", "'many' is not a number: write 1550 or 0.5, with three decimals at most."),
    ("commitments", "limit", "0.1234", "'0.1234' is not a number"),
    ("commitments", "limit", "1,5", "'1,5' is not a number"),
    ("commitments", "limit", "1,55,000", "'1,55,000' is not a number"),
    ("commitments", "limit", "1_550", "'1_550' is not a number"),
    ("commitments", "limit", "١٥", "'١٥' is not a number"),
    ("commitments", "limit", "1e3", "'1e3' is not a number"),
    ("commitments", "limit", "NaN", "'NaN' is not a number"),
    ("commitments", "limit", "sNaN", "'sNaN' is not a number"),
    ("commitments", "limit", "Infinity", "'Infinity' is not a number"),
    ("commitments", "limit", "100000000000", "'100000000000' is not a number"),
    ("commitments", "limit", "9" * 5000, f"'{'9' * 40}' is not a number"),
    ("commitments", "limit", "1e999999999", "'1e999999999' is not a number"),
    ("stories", "position", "1.5", "'1.5' is not a whole number."),
    ("stories", "position", "-1", "'-1' is not a whole number."),
    ("stories", "position", "2147483648", "'2147483648' is not a whole number."),
    ("measures", "planned", "true", "'true' is neither yes nor no."),
]


@pytest.mark.parametrize(("table", "name", "text", "sentence"), REFUSED, ids=[f"{case[0]}.{case[1]}-{case[2][:12]!a}" for case in REFUSED])
def test_what_a_cell_cannot_be_is_said_with_what_to_do(table, name, text, sentence):
    with pytest.raises(ValueError) as refused:
        column(table, name).parse(text, NOBODY)
    said = str(refused.value)
    assert said.startswith(sentence)
    assert said.endswith(".")
    assert any(words in said for words in WHAT_TO_DO)
    assert len(said) < 700


def same(parsed, found):
    """Whether these are the same rows, whatever the class of the instances."""
    if isinstance(found, tuple):
        return isinstance(parsed, tuple) and [getattr(row, "pk", row) for row in parsed] == [getattr(row, "pk", row) for row in found]
    return getattr(parsed, "pk", parsed) == getattr(found, "pk", found)


@pytest.mark.django_db
def test_references_are_found_by_what_names_them_and_refused_with_what_to_do():
    w = world()
    lookup = Lookup()
    for table, name, text, found in (
        ("actions", "record", "npt", w.npt),
        ("actions", "actor", "fra", w.fra),
        ("actions", "actor", "FRA", w.fra),
        ("actions", "actor", "France", w.fra),
        ("actions", "depositary", "usa|rus|usa", (w.usa, w.rus)),
        ("actions", "depositary", "", ()),
        ("actions", "sources", " report ", (w.report,)),
        ("treaties", "themes", "nuclear|missiles", (w.nuclear, w.missiles)),
        ("measures", "part_of", "", None),
        ("stories", "event", "review-2010", w.conference),
        ("assessments", "commitment", w.article.uid, w.article),
        ("assessments", "commitment", "npt#Article VI", w.article),
        ("commitments", "owed_by", "all|France|annex-2", ("all", "fra", "annex-2")),
        ("commitments", "owed_to", "", ()),
    ):
        assert same(column(table, name).parse(text, lookup), found)
    for table, name, text, sentence in (
        ("actions", "record", "nptt", "'nptt' is not the key of a record; did you mean 'npt'?"),
        ("actions", "record", "", "is required: give a value."),
        ("actions", "actor", "Atlantis", "Atlantis"),
        ("actions", "depositary", "fra|Atlantis", "Atlantis"),
        ("treaties", "themes", "nuclear|nuclea", "'nuclea' is not the key of a theme; did you mean 'nuclear'?"),
        ("treaties", "sources", "npt-texts", "'npt-texts' is not the key of a source; did you mean 'npt-text'?"),
        ("assessments", "commitment", "npt", "'npt' is not the id of a commitment: give its id, or record#reference"),
        (
            "assessments",
            "commitment",
            "npt#Article V",
            "'npt' has no commitment with the reference 'Article V'; did you mean 'npt#Article VI'?",
        ),
        ("commitments", "owed_by", "Atlantis", "Atlantis"),
    ):
        with pytest.raises(ValueError) as refused:
            column(table, name).parse(text, lookup)
        assert sentence in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "code"), [("a", "accession"), ("A", "acceptance"), ("AA", "approval"), ("Accession", "accession")])
def test_an_action_is_named_by_its_code_word_or_symbol(text, code):
    assert column("actions", "action").parse(text, Lookup()) == code


def test_the_kind_of_a_record_is_one_of_its_type():
    for record_type in RECORD_TYPES:
        codes = [code for code, _word in record_type.table.columns["kind"].codes]
        assert codes == KINDS[record_type.code].values


def test_a_column_is_labelled_as_its_field_is():
    assert (column("treaties", "in_force").label, column("treaties", "in_force").help) == (
        "In force",
        "First day in force, or in effect (VCLT 24). Empty: never yet.",
    )
    assert (column("actions", "id").label, column("phases", "state").label, column("relations", "from").label) == ("Id", "State", "From")


def test_a_reference_is_its_key_and_knows_its_words():
    ref = Ref("npt", "NPT", "treaty")
    assert (ref, ref.label, ref.of, f"{ref}") == ("npt", "NPT", "treaty", "npt")
    assert Ref("npt").label == "npt"
    again = pickle.loads(pickle.dumps(ref))
    assert (again, again.label, again.of) == ("npt", "NPT", "treaty")


@given(st.decimals(min_value=-(10**10), max_value=10**10, places=3))
def test_any_number_is_read_as_it_was_written(number):
    bound = column("commitments", "limit")
    text = bound.cell(bound.build(number))
    assert bound.parse(text, NOBODY) == number
    assert bound.cell(bound.parse(text, NOBODY)) == ("0" if number == 0 else text)
    assert "E" not in text


@given(
    st.sampled_from([bound for table in TABLES.values() for bound in table.columns.values() if not hasattr(bound, "target")]),
    st.text(max_size=60),
)
def test_any_text_is_a_value_or_refused_with_a_sentence(bound, text):
    if isinstance(bound, columns.Bearers):
        return
    try:
        value = bound.parse(text, NOBODY)
    except ValueError as refused:
        assert str(refused).endswith(".")
    else:
        written = bound.cell(value)
        assert bound.parse(written, NOBODY) == value


@pytest.mark.django_db
def test_what_is_read_for_the_public_holds_no_reference_to_what_is_not():
    w = world()
    for row in (w.missiles, w.report, w.programme, w.rus):
        changes.save(row, by=CURATOR, state="draft")
    read = {
        row["key"]: row
        for record_type in RECORD_TYPES
        for row in read_rows(record_type.table, Record.objects.public().filter(type=record_type.code), public=True)
    }
    assert read["inf"]["themes"] == ("nuclear",)
    assert read["npt"]["depositaries"] == ("usa",)
    assert read["visits"]["part_of"] is None
    assert read["test"]["actors"] == ()
    event = read_rows(TABLES["events"], TABLES["events"].queryset(), public=True)[0]
    assert event["sources"] == ()
    # The editors see it all.
    inf = read_rows(TABLES["treaties"], Record.objects.filter(key="inf"))[0]
    assert (inf["themes"], inf["themes"][0].label) == (("missiles", "nuclear"), "Missiles")
