"""Whose land is whose on a day, and how its holder stands."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import STATES, ActionFactory, ActorFactory, TreatyFactory, write
from tracker.selections.participation_map import mapped_records, participation_map

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True, scope="module")
def stood(for_the_file):
    [npt] = write([TreatyFactory.build(key="npt", short_title="NPT", in_force="1970-03-05", legal_force="legally_binding")])
    fra, rus = write([ActorFactory.build(key=key, **STATES[key]) for key in ("fra", "rus")])
    [ussr] = write(
        [
            ActorFactory.build(
                key="ussr", name="Soviet Union", kind="former_state", exists_from="1922-12-30", exists_to="1991-12-25", continued_by=rus
            )
        ]
    )
    write(
        [
            ActorFactory.build(key="kaz", name="Kazakhstan", exists_from="1991-12-16", predecessors=[ussr]),
            ActorFactory.build(key="ago", name="Angola", exists_from="1975-11-11"),
        ]
    )
    write(
        [
            ActionFactory.build(record=npt, actor=rus, action="ratification", date="1970-03-05"),
            ActionFactory.build(record=npt, actor=fra, action="accession", date="1992-08-02"),
        ]
    )


def mapped(query):
    return participation_map(QueryDict(query), today=TODAY)


def test_everybody_stands_or_stands_outside():
    found = mapped("record=npt&as_of=1992-08-01")
    assert [str(row.actor) for row in found.rows] == ["rus"]
    assert [str(row.actor) for row in found.outside] == ["ago", "fra", "kaz"]
    assert found.groups == [("party", found.rows)]


def test_land_was_its_predecessor_s_before_there_was_a_state():
    found = mapped("record=NPT&as_of=1974")
    assert (str(found.land["kaz"].actor), found.land["kaz"].then, found.land["kaz"].stands.code) == ("rus", "Soviet Union", "party")
    assert found.land["ago"] is None
    assert found.land["fra"].stands.code == "none"
    assert mapped("record=npt").land["kaz"].stands.code == "none"


def test_a_continued_state_is_not_counted_beside_its_continuing_one():
    assert "ussr" not in [str(row.actor) for row in mapped("record=npt&as_of=1974").outside]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [("record=zz", {"record"}), ("record=a&record=b", {"record"}), ("record=npt&as_of=x&basis=effect", {"as_of", "basis"})],
)
def test_what_is_unknown_is_refused(query, wrong):
    assert mapped(query).errors.keys() == wrong


def test_records_that_anybody_stood_under_are_offered():
    TreatyFactory(key="empty")
    assert mapped_records() == {"treaty": ["npt"]}


def test_queries_are_few(django_assert_num_queries):
    with django_assert_num_queries(6):
        mapped("record=npt&as_of=1980")
