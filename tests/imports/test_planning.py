import pytest

from tests.factories import (
    ADMINISTRATOR,
    CURATOR,
    FACTORIES,
    ActionFactory,
    AssessmentFactory,
    ChallengeFactory,
    CommitmentFactory,
    FrameworkFactory,
    PhaseFactory,
    SourceFactory,
    ThemeFactory,
    TreatyFactory,
    actor,
)
from tracker import changes
from tracker.catalogue import DERIVED, TABLES, cells, read_rows
from tracker.imports.header import BadHeader
from tracker.imports.lookup import Lookup
from tracker.imports.planning import plan
from tracker.imports.plans import Outcome, sentence
from tracker.imports.reading import Line
from tracker.models import Action, Proposal, Record, Theme

pytestmark = pytest.mark.django_db


def faults(made):
    return [str(fault) for fault in made.faults]


def outcomes(made):
    return [str(row.outcome) for row in made.rows]


# --- The header ------------------------------------------------------------------------------------------------------


def test_an_unknown_column_is_refused_by_name(planned):
    with pytest.raises(
        BadHeader, match="'treaties' has no column 'titel'; did you mean 'title'\\? The columns of 'treaties' are: key, title"
    ):
        planned("treaties", ["key", "titel"])


@pytest.mark.parametrize(
    ("table", "header", "sentence"),
    [
        ("themes", ["key", "title", "Key"], "The column 'key' stands there twice"),
        ("themes", ["title"], "The file lacks the column 'key'"),
        ("actions", ["record", "date"], "The file lacks the columns 'actor', 'action'"),
        ("treaties", ["key", "sources", "source_url"], "in 'sources' or in 'source_url', not in both"),
        ("themes", ["key", "source_url"], "'themes' has no column 'source_url'"),
        ("treaties", ["key", "begins"], "no column 'begins'"),
    ],
)
def test_a_header_that_is_not_the_tables_is_refused(planned, table, header, sentence):
    with pytest.raises(BadHeader, match=sentence):
        planned(table, header)


@pytest.mark.parametrize("table", TABLES)
def test_columns_that_follow_from_others_are_passed_over(planned, table):
    identity = list(TABLES[table].identity)
    planned(table, [*identity, *(set(DERIVED) - set(TABLES[table].columns))])


def test_the_order_of_columns_is_free_and_names_are_as_people_write_them(planned):
    made = planned("themes", ["Title ", "", "KEY"], ["Nuclear", "", "nuclear"])
    assert made.rows[0].changed == {"title": ("", "Nuclear"), "key": ("", "nuclear")}


def test_a_value_under_no_name_is_refused(planned):
    assert faults(planned("themes", ["key", "title", ""], ["a", "A", "?"])) == [
        "row 2: has a value in column 3, which has no name: name it in the header, or empty it."
    ]


# --- Rows --------------------------------------------------------------------------------------------------------------


def test_new_changed_and_unchanged_rows(planned):
    ThemeFactory(key="old", title="Old")
    ThemeFactory(key="same", title="Same")
    made = planned("themes", ["key", "title"], ["new", "New"], ["old", "Other"], ["same", "Same"])
    assert outcomes(made) == ["create", "update", "unchanged"]
    assert made.rows[1].changed == {"title": ("Old", "Other")}
    assert sentence(made.counts) == "created: 1, updated: 1, unchanged: 1, invalid: 0"


def test_a_plan_saves_nothing(planned):
    planned("themes", ["key", "title"], ["new", "New"])
    assert not Theme.objects.exists()


def test_a_column_left_out_stays_and_an_empty_cell_empties(planned):
    """Trap 3."""
    TreatyFactory(
        key="npt", title="Treaty", short_title="NPT", summary="Words.", themes=[ThemeFactory(key="nuclear")], in_force="1970-03-05"
    )
    made = planned("treaties", ["key", "short_title"], ["npt", "NPT"])
    assert outcomes(made) == ["unchanged"]
    made = planned("treaties", ["key", "summary", "themes", "in_force"], ["npt", "", "", ""])
    assert made.rows[0].changed == {"summary": ("Words.", ""), "themes": ("nuclear", ""), "in_force": ("1970-03-05", "")}
    row = made.rows[0].row
    assert (row.title, row.short_title, row.summary, row.in_force) == ("Treaty", "NPT", "", None)
    assert made.rows[0].many == {"themes": []}


def test_the_same_key_twice_is_refused(planned):
    """Trap 4."""
    made = planned("themes", ["key", "title"], ["a", "A"], ["a", "B"])
    assert faults(made) == ["row 3, key: is the same as row 2: keep one of the two."]
    ThemeFactory(key="a", title="A")
    made = planned("themes", ["key", "title"], ["a", "A"], ["a", "A"])
    assert faults(made) == ["row 3, key: is the same as row 2: keep one of the two."]


def test_the_same_act_twice_is_refused(planned):
    TreatyFactory(key="npt")
    actor("fra")
    header = ["record", "actor", "action", "date", "reference"]
    made = planned("actions", header, ["npt", "fra", "a", "1992-08-03", "x"], ["npt", "France", "accession", "1992-08-03", "x"])
    assert faults(made) == ["row 3, record: is the same as row 2: keep one of the two."]
    made = planned("actions", header, ["npt", "fra", "a", "1992-08-03", "x"], ["npt", "fra", "a", "1992-08-03", "y"])
    assert not made.faults


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["", "T", "treaty", ""], "row 2, key: is required: give a value."),
        (["npt", "", "treaty", ""], "row 2, title: is required: give a value."),
        (["npt", "T", "treaty", "1968-13"], "row 2, in_force: '1968-13' is a day that no calendar has: check the year, month and day."),
        (["npt", "T", "doctrine", ""], "row 2, kind: 'doctrine' is not one of: treaty, convention,"),
        (["NPT", "T", "treaty", ""], "row 2, key: A key is made of lower-case letters"),
        (["npt", "T" * 501, "treaty", ""], "row 2, title: is 501 characters long; 500 is the most."),
    ],
)
def test_a_cell_that_cannot_be_is_named(planned, row, fault):
    made = planned("treaties", ["key", "title", "kind", "in_force"], row)
    assert faults(made)[0].startswith(fault)
    assert outcomes(made) == ["invalid"]


def test_everything_that_is_wrong_with_a_row_is_named_at_once(planned):
    made = planned("treaties", ["key", "title", "kind", "in_force"], ["npt", "", "pact", "soon"])
    assert [fault.split(":")[0] for fault in faults(made)] == ["row 2, title", "row 2, kind", "row 2, in_force"]


def test_a_new_row_needs_every_required_column(planned):
    TreatyFactory(key="old")
    made = planned("treaties", ["key", "short_title"], ["old", "O"], ["new", "N"])
    assert faults(made) == [
        "row 3, title: is required for a new row: add the column.",
        "row 3, kind: is required for a new row: add the column.",
    ]


@pytest.mark.parametrize(
    ("table", "header", "row", "sentence"),
    [
        (
            "treaties",
            ["key", "title", "kind", "in_force", "ended"],
            ["x", "X", "treaty", "2000", "1999"],
            "It cannot end before it entered",
        ),
        ("policies", ["key", "title", "kind", "begins", "ends"], ["x", "X", "doctrine", "2000", "1999"], "It cannot end before it begins."),
        ("actors", ["key", "name", "kind", "exists_from", "exists_to"], ["x", "X", "state", "2000", "1999"], "The last day of existence"),
        ("sources", ["key", "title", "publisher", "url"], ["x", "X", "P", "ftp://a"], "Write a full address that begins with http"),
        ("actors", ["key", "name", "kind", "other_names"], ["x", "X", "state", "A [soon]"], "'soon' is not a date"),
    ],
)
def test_the_rules_of_the_model_are_kept(planned, table, header, row, sentence):
    made = planned(table, header, row)
    assert len(made.faults) == 1
    assert made.faults[0].sentence.startswith(sentence)


def test_a_position_is_on_a_challenge(planned):
    TreatyFactory(key="npt")
    ChallengeFactory(key="tension")
    actor("fra")
    header = ["challenge", "actor", "date", "stance", "text"]
    assert faults(planned("positions", header, ["npt", "fra", "2001", "claims", "Words."])) == [
        "row 2, challenge: 'npt' is not a challenge."
    ]
    assert not planned("positions", header, ["tension", "fra", "2001", "claims", "Words."]).faults


def test_a_row_with_more_or_fewer_cells_than_the_header_is_refused():
    lines = [Line(2, ("a", "A", "x")), Line(3, ("b",)), Line(4, ("c", "C", ""))]
    made = plan(TABLES["themes"], ("key", "title"), lines, Lookup())
    assert faults(made) == [
        "row 2: has 3 cells where the header has 2: is there a comma or a quotation mark too many?",
        "row 3: has 1 cells where the header has 2: is it cut off?",
    ]


# --- Keys --------------------------------------------------------------------------------------------------------------


def test_a_key_belongs_to_one_record_of_any_type(planned):
    FrameworkFactory(key="zangger")
    made = planned("treaties", ["key", "title", "kind"], ["zangger", "Z", "treaty"])
    assert faults(made) == [
        "row 2, key: 'zangger' is the key of a framework already, and a key belongs to one record of any type: choose another."
    ]


def test_a_former_key_is_given_to_no_other(planned):
    treaty = TreatyFactory(key="salt")
    treaty.key = "salt-i"
    changes.save(treaty, by=ADMINISTRATOR)
    made = planned("treaties", ["key", "title", "kind"], ["salt", "Salt", "treaty"])
    assert faults(made) == ["row 2, key: 'salt' is a former key of 'salt-i' and leads there for good: write 'salt-i', or choose another."]


# --- Matching ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def act():
    return ActionFactory(
        record=TreatyFactory(key="npt"),
        actor=actor("fra"),
        action="accession",
        date="1992-08-03",
        depositary=[actor("usa")],
        reference="C.N.1",
        note="Note.",
    )


ACT = ["record", "actor", "action", "date", "depositary", "reference"]


def test_an_act_is_matched_by_what_tells_it_from_others(planned, act):
    made = planned("actions", ACT, ["npt", "FRA", "a", "1992-08-03", "United States", "C.N.1"])
    assert (outcomes(made), made.rows[0].pk) == (["unchanged"], act.pk)
    for other in (
        ["npt", "fra", "a", "1992-08-03", "", "C.N.1"],
        ["npt", "fra", "a", "1992-08-03", "usa", ""],
        ["npt", "fra", "a", "1992", "usa", "C.N.1"],
    ):
        assert outcomes(planned("actions", ACT, other)) == ["create"]


def test_columns_that_the_file_lacks_do_not_tell_rows_apart(planned, act):
    made = planned("actions", ACT[:4], ["npt", "fra", "a", "1992-08-03"])
    assert (outcomes(made), made.rows[0].pk) == (["unchanged"], act.pk)


def test_several_rows_that_match_are_refused(planned, act):
    other = ActionFactory(record=act.record, actor=act.actor, action="accession", date="1992-08-03", depositary=[actor("rus")])
    made = planned("actions", ACT[:4], ["npt", "fra", "a", "1992-08-03"])
    assert len(made.faults) == 1
    assert "matches 2 recorded rows" in faults(made)[0]
    assert act.uid in faults(made)[0]
    assert other.uid in faults(made)[0]
    bare = ActionFactory(record=act.record, actor=act.actor, action="accession", date="1992-08-03")
    assert planned("actions", ACT[:4], ["npt", "fra", "a", "1992-08-03"]).rows[0].pk == bare.pk


def test_a_row_is_matched_by_its_id_first(planned, act):
    made = planned("actions", ["id", *ACT[:4]], [act.uid, "npt", "fra", "a", "1992-08-04"])
    assert made.rows[0].changed == {"date": ("1992-08-03", "1992-08-04")}
    made = planned("actions", ["id", "note"], [act.uid, "Other."])
    assert made.rows[0].changed == {"note": ("Note.", "Other.")}


def test_ids_that_do_not_fit_are_refused(planned, act):
    header = ["id", *ACT]
    row = ["npt", "fra", "a", "1992-08-03", "usa", "C.N.1"]
    assert faults(planned("actions", header, ["other", *row])) == [
        f"row 2, id: 'other' is not its id: the same row is recorded as '{act.uid}'."
    ]
    assert faults(planned("actions", header, ["Not an id!", *row])) == [
        "row 2, id: 'Not an id!' is not an id: leave it empty, and the row will be given one."
    ]
    assert faults(planned("actions", ["id", "note"], ["other", "N"])) == [
        "row 2, id: is not recorded, and the file lacks the columns by which a new row is told from others."
    ]
    assert faults(planned("actions", header, [act.uid, *row], [act.uid, *row])) == [
        "row 3, record: is the same as row 2: keep one of the two."
    ]


def test_a_row_from_elsewhere_keeps_its_id(planned, act):
    made = planned("actions", ["id", *ACT[:4]], ["abc234", "npt", "fra", "signature", "1992-08-03"])
    assert made.rows[0].row.uid == "abc234"


def test_a_change_may_not_make_two_rows_the_same(planned, act):
    other = ActionFactory(record=act.record, actor=act.actor, action="signature", date="1992-08-03", depositary=[actor("rus")])
    made = planned("actions", ["id", "action", "depositary", "reference"], [other.uid, "accession", "usa", "C.N.1"])
    assert faults(made) == [
        f"row 2, record: a row with the same record, actor, action, date, depositary, reference is recorded already: '{act.uid}'."
    ]


# --- References --------------------------------------------------------------------------------------------------------


def test_rows_of_a_file_may_point_to_each_other_in_any_order(planned):
    made = planned(
        "policies", ["key", "title", "kind", "part_of"], ["part", "P", "decision", "whole"], ["whole", "W", "summit_declaration", ""]
    )
    assert not made.faults
    assert made.rows[0].row.part_of is made.rows[1].row
    made = planned(
        "actors",
        ["key", "name", "kind", "continued_by", "predecessors"],
        ["ussr", "Soviet Union", "former_state", "rus", ""],
        ["rus", "Russia", "state", "", "ussr"],
    )
    assert not made.faults
    assert made.rows[1].many["predecessors"] == [made.rows[0].row]


def test_commitments_of_a_file_may_depend_on_each_other(planned):
    TreatyFactory(key="npt")
    header = ["record", "reference", "title", "kind", "owed_by", "depends_on"]
    made = planned(
        "commitments", header, ["npt", "II", "Not to", "prohibition", "all", "npt#I"], ["npt", "I", "To", "obligation", "all", ""]
    )
    assert not made.faults
    assert made.rows[0].many["depends_on"] == [made.rows[1].row]


def test_what_is_in_neither_file_nor_table_is_refused(planned):
    made = planned("policies", ["key", "title", "kind", "part_of"], ["part", "P", "decision", "whol"])
    assert faults(made) == ["row 2, part_of: 'whol' is not the key of a record."]


def test_several_values_are_compared_whatever_their_order(planned):
    one, two = ThemeFactory(key="one"), ThemeFactory(key="two")
    TreatyFactory(key="npt", themes=[two, one])
    assert outcomes(planned("treaties", ["key", "themes"], ["npt", " two | one|two "])) == ["unchanged"]


def test_sources_may_be_given_by_address(planned):
    one, two = SourceFactory(key="one", url="https://example.org/1"), SourceFactory(key="two", url="https://example.org/2")
    TreatyFactory(key="npt", sources=[one])
    made = planned("treaties", ["key", "source_url"], ["npt", "https://example.org/1"])
    assert outcomes(made) == ["unchanged"]
    made = planned("treaties", ["key", "source_url"], ["npt", "https://example.org/2|https://example.org/1"])
    assert made.rows[0].changed == {"sources": ("one", "one|two")}
    assert made.rows[0].many["sources"] == [two, one]
    assert faults(planned("treaties", ["key", "source_url"], ["npt", "https://example.org/3"]))[0].startswith("row 2, source_url: ")


def test_an_assessment_names_its_commitment_by_reference(planned):
    npt = TreatyFactory(key="npt")
    found = AssessmentFactory(
        commitment=CommitmentFactory(record=npt, reference="Article VI"), assessor="UN", date="2015", finding="disputed"
    )
    header = ["commitment", "date", "finding", "assessor"]
    assert planned("assessments", header, ["npt#Article VI", "2015", "disputed", "UN"]).rows[0].pk == found.pk


# --- What is public already --------------------------------------------------------------------------------------------


def test_edits_of_published_rows_are_proposals_unless_they_are_published(planned):
    ThemeFactory(key="public", title="P")
    ThemeFactory(key="draft", title="D", state="draft")
    rows = (["public", "Q"], ["draft", "E"])
    assert [row.proposes for row in planned("themes", ["key", "title"], *rows).rows] == [True, False]
    assert [row.proposes for row in planned("themes", ["key", "title"], *rows, publish=True).rows] == [False, False]


def test_an_edit_that_is_proposed_already_is_nothing_new(planned):
    theme = ThemeFactory(key="public", title="P")
    changes.propose(theme, {"title": "Q"}, by=CURATOR)
    assert outcomes(planned("themes", ["key", "title"], ["public", "Q"])) == ["unchanged"]
    assert outcomes(planned("themes", ["key", "title"], ["public", "R"])) == ["update"]
    Proposal.objects.update(state=Proposal.State.REJECTED)
    assert outcomes(planned("themes", ["key", "title"], ["public", "Q"])) == ["update"]


def test_a_draft_that_does_not_change_is_published(planned):
    ThemeFactory(key="draft", title="D", state="draft")
    assert outcomes(planned("themes", ["key", "title"], ["draft", "D"], publish=True)) == ["update"]
    assert outcomes(planned("themes", ["key", "title"], ["draft", "D"])) == ["unchanged"]


def test_a_retracted_row_is_not_changed(planned):
    treaty = TreatyFactory(key="npt", short_title="NPT")
    changes.retract(treaty, by=CURATOR, why="Wrong.")
    assert outcomes(planned("treaties", ["key", "short_title"], ["npt", "NPT"])) == ["unchanged"]
    for cell, publish in (("N", False), ("N", True), ("NPT", True)):
        made = planned("treaties", ["key", "short_title"], ["npt", cell], publish=publish)
        assert faults(made) == ["row 2: 'npt' was retracted: restore it before it is changed."]


def test_the_state_of_a_phase_is_not_its_state_of_publication(planned):
    phase = PhaseFactory(phase="planned", date="2010")
    made = planned("phases", ["record", "state", "date"], [phase.record.key, "planned", "2010"], publish=True)
    assert outcomes(made) == ["unchanged"]


# --- The digest --------------------------------------------------------------------------------------------------------


def test_the_digest_is_that_of_what_would_be_done(planned):
    theme = ThemeFactory(key="old", title="Old")
    file = ("themes", ["key", "title"], ["new", "New"], ["old", "Other"])
    first = planned(*file).digest
    assert planned(*file).digest == first
    assert planned(*file, publish=True).digest != first
    assert planned("themes", ["key", "title"], ["new", "New"], ["old", "Another"]).digest != first
    theme.summary = "Words."
    changes.save(theme, by=CURATOR)
    assert planned(*file).digest != first


# --- Cost --------------------------------------------------------------------------------------------------------------


def test_as_many_queries_for_many_rows_as_for_few(planned, django_assert_num_queries):
    TreatyFactory(key="npt")
    actor("fra")
    old = ActionFactory(record=Record.objects.get(key="npt"), actor=actor("deu"), date="1969-11-28")
    header = ["record", "actor", "action", "date", "note", "sources"]

    def file(size):
        return [["npt", "fra", "a", f"{1000 + at}", "Note.", ""] for at in range(size)] + [
            ["npt", "deu", "signature", "1969-11-28", "N", ""]
        ]

    with django_assert_num_queries(QUERIES):
        assert planned("actions", header, *file(2)).counts[Outcome.UPDATE] == 1
    with django_assert_num_queries(QUERIES):
        assert planned("actions", header, *file(400)).counts[Outcome.CREATE] == 400
    assert Action.objects.get() == old


QUERIES = 13


# --- Every table -------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_of_identity_are_matched_in_every_table(planned, table):
    row = FACTORIES[table]()
    bound = TABLES[table]
    from_file = next(iter(exported(bound)))
    made = planned(table, list(bound.identity), [from_file[name] for name in bound.identity])
    assert (outcomes(made), made.rows[0].pk) == (["unchanged"], row.pk)


def exported(table):
    return [cells(table, row) for row in read_rows(table, table.queryset())]
