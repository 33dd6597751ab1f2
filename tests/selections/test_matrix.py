"""The matrix: which actors and agreements, and what stands where."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import STATES, ActionFactory, ActorFactory, FrameworkFactory, SystemFactory, ThemeFactory, TreatyFactory, actor, write
from tracker.selections import PastTheEnd
from tracker.selections.matrix import Matrix

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True, scope="module")
def stood(for_the_file):
    """France accedes to one treaty in 1992, Germany signs it; NATO takes part in a framework; one treaty is not in force."""
    [theme] = write([ThemeFactory.build(key="nuclear", title="Nuclear arms")])
    law = {"legal_force": "legally_binding"}
    npt, ctbt, mtcr = write(
        [
            TreatyFactory.build(key="npt", short_title="NPT", opened="1968-07-01", in_force="1970-03-05", themes=[theme], **law),
            TreatyFactory.build(key="ctbt", short_title="CTBT", opened="1996-09-24", **law),
            FrameworkFactory.build(key="mtcr", short_title="MTCR", adopted="1987-04-16"),
        ]
    )
    fra, deu, nato, rus, _ddr = write([ActorFactory.build(key=key, **STATES[key]) for key in ("fra", "deu", "nato", "rus", "ddr")])
    write(
        [
            ActorFactory.build(
                key="ussr", name="Soviet Union", kind="former_state", exists_from="1922-12-30", exists_to="1991-12-25", continued_by=rus
            )
        ]
    )
    write(
        [
            ActionFactory.build(record=npt, actor=fra, action="accession", date="1992-08-02", depositary=[rus]),
            ActionFactory.build(record=npt, actor=deu, date="1969-11-28"),
            ActionFactory.build(record=npt, actor=rus, action="ratification", date="1970-03-05"),
            ActionFactory.build(record=ctbt, actor=fra, action="ratification", date="1998-04-06"),
            ActionFactory.build(record=mtcr, actor=nato, action="join", date="1990"),
        ]
    )


def matrix(query=""):
    return Matrix(QueryDict(query), today=TODAY)


def cells(found):
    return {(str(row.actor), key): stands.code for row in found.rows for key, stands in zip(found.keys, row.stands, strict=True)}


def test_treaties_are_shown_unless_asked_otherwise():
    assert matrix().keys == ["npt", "ctbt"]
    assert matrix("type=framework").keys == ["mtcr"]
    assert matrix("type=framework&type=treaty").keys == ["npt", "mtcr", "ctbt"]
    assert matrix("record=mtcr").keys == ["mtcr"]
    assert "2 treaties" in matrix().sentence()
    assert "1 framework" in matrix("type=framework").sentence()


def test_a_cell_is_the_status_on_the_day():
    days = ("1991", "1992-08-01", "1992-08-02", "1992-08-03", "1992")
    assert [cells(matrix(f"as_of={day}"))["fra", "npt"] for day in days] == ["none", "none", "party", "party", "party"]


def test_a_cell_counts_acts_as_they_were_done_where_asked():
    late = TreatyFactory(key="late", in_force="2000-01-01", legal_force="legally_binding", entry_rule="consents:1; later:P90D")
    ActionFactory(record=late, actor=actor("can"), action="ratification", date="2010-01-01")
    assert cells(matrix("record=late&as_of=2010-02-01"))["can", "late"] == "contracting"
    assert cells(matrix("record=late&as_of=2010-02-01&basis=consent"))["can", "late"] == "party"


def test_what_had_not_begun_is_left_out_on_an_earlier_day():
    assert matrix("as_of=1990").keys == ["npt"]


def test_rows_are_the_states_of_the_day_and_others_that_stand():
    assert [str(row.actor) for row in matrix().rows] == ["fra", "deu", "rus"]
    assert [str(row.actor) for row in matrix("as_of=1989").rows] == ["fra", "ddr", "deu", "rus"]
    assert "nato" in [str(row.actor) for row in matrix("type=framework").rows]


def test_a_state_is_one_row_under_its_name_of_the_day():
    row = next(row for row in matrix("as_of=1980").rows if row.actor == "rus")
    assert (row.actor.label, row.then, row.stands[0].code) == ("Russian Federation", "Soviet Union", "party")


def test_a_continued_state_is_asked_for_under_its_own_name():
    assert [str(row.actor) for row in matrix("actor=ussr&as_of=1980").rows] == ["rus"]


def test_actors_are_narrowed_under_names_of_their_own():
    assert [str(row.actor) for row in matrix("actor=France&actor=DEU").rows] == ["fra", "deu"]
    assert [str(row.actor) for row in matrix("actor_kind=organisation&type=framework").rows] == ["nato"]
    assert matrix("actor_region=south_asia").rows == []


def test_agreements_are_narrowed_under_their_own_names():
    assert matrix("theme=nuclear").keys == ["npt"]
    assert matrix("status=not_in_force").keys == ["ctbt"]
    assert matrix("status=not_in_force&actor=fra").keys == ["ctbt"]


def test_each_column_counts_who_is_bound_in_the_whole_selection():
    assert {str(column.record): column.standing for column in matrix().columns} == {"npt": 2, "ctbt": 0}
    assert [str(record) for record in matrix().not_in_force] == ["ctbt"]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("bogus=1", {"bogus"}),
        ("type=measure", {"type"}),
        ("record=nothing", {"record"}),
        ("actor=nobody", {"actor"}),
        ("actor_region=moon&actor_kind=x", {"actor_region", "actor_kind"}),
        ("basis=x", {"basis"}),
        ("basis=effect&basis=consent", {"basis"}),
        ("as_of=19x&page=0", {"as_of", "page"}),
        ("status=party", {"status"}),
    ],
)
def test_what_is_unknown_is_refused(query, wrong):
    assert matrix(query).errors.keys() == wrong


def test_an_empty_value_counts_as_absent():
    assert matrix("actor=&theme=&basis=").errors == {}


def test_a_record_that_is_no_agreement_is_refused():
    SystemFactory(key="radar")
    assert "no treaty or framework" in matrix("record=npt&record=radar").errors["record"][0]


def test_a_page_past_the_end():
    with pytest.raises(PastTheEnd):
        _ = matrix("page=2").rows


def test_unpublished_rows_are_not_there():
    TreatyFactory(key="secret", state="draft", in_force="1990")
    assert "secret" not in matrix().keys
    assert matrix("record=secret").errors.keys() == {"record"}


def test_queries_are_as_many_for_one_as_for_many(django_assert_num_queries):
    with django_assert_num_queries(9):
        found = matrix()
        assert found.rows
        assert found.columns
        assert found.sentence()
    write([ActorFactory.build(key=f"state-{number}") for number in range(60)])
    write([TreatyFactory.build(key=f"treaty-{number}", in_force="1990") for number in range(20)])
    with django_assert_num_queries(9):
        found = matrix()
        assert len(found.rows) == 50
        assert len(found.columns) == 22
        assert found.sentence()


def test_chips_take_away_one_value_of_either_side():
    found = matrix("theme=nuclear&actor=fra&actor=deu&page=1")
    assert dict(found.chips) == {
        "Theme: Nuclear arms": "actor=fra&actor=deu",
        "Actor: France": "actor=deu&theme=nuclear",
        "Actor: Germany": "actor=fra&theme=nuclear",
    }
