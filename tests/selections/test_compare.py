"""Actors side by side."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import STATES, ActionFactory, ActorFactory, FrameworkFactory, TreatyFactory, write
from tracker.models import Actor, PartialDate
from tracker.selections.compare import comparison

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True, scope="module")
def stood(for_the_file):
    law = {"legal_force": "legally_binding", "in_force": "1970-03-05"}
    npt, ptbt, other = write(
        [
            TreatyFactory.build(key="npt", short_title="NPT", **law),
            TreatyFactory.build(key="ptbt", short_title="PTBT", **law),
            TreatyFactory.build(key="other", **law),
        ]
    )
    fra, rus, usa, ind = write([ActorFactory.build(key=key, **STATES[key]) for key in ("fra", "rus", "usa", "ind")])
    write(
        [
            *(ActionFactory.build(record=npt, actor=one, action="ratification", date="1970-03-05") for one in (rus, usa)),
            ActionFactory.build(record=npt, actor=fra, action="accession", date="1992-08-02"),
            *(ActionFactory.build(record=ptbt, actor=one, action="ratification", date="1970-03-05") for one in (rus, usa)),
            ActionFactory.build(record=other, actor=ind, action="accession", date="1990-01-01"),
        ]
    )


def compared(query):
    return comparison(QueryDict(query), today=TODAY)


def test_what_differs_stands_apart_from_what_is_alike():
    found = compared("actors=usa,fra")
    assert [str(line.record) for line in found.differ] == ["ptbt"]
    assert [str(line.record) for line in found.alike] == ["npt"]
    before = compared("actors=usa,fra&as_of=1992-08-01")
    assert [str(line.record) for line in before.differ] == ["npt", "ptbt"]


def test_places_come_in_the_order_asked_with_their_dates():
    found = compared("actors=France&actors=usa,rus")
    assert [str(one.actor) for one in found.actors] == ["fra", "usa", "rus"]
    line = next(line for line in found.lines if line.record == "npt")
    assert [place.dates["consented"].text for place in line.places] == ["1992-08-02", "1970-03-05", "1970-03-05"]


def test_agreements_under_which_nobody_stands_are_left_out():
    assert "other" not in [str(line.record) for line in compared("actors=usa,rus").lines]


def test_who_stayed_to_the_end_and_who_left_are_both_told():
    inf = TreatyFactory(key="inf", legal_force="legally_binding", in_force="1988-06-01", ended="2019-08-02")
    rus, usa = Actor.objects.filter(key__in=("rus", "usa")).order_by("key")
    write([ActionFactory.build(record=inf, actor=one, action="exchange_of_instruments", date="1988-06-01") for one in (rus, usa)])
    write([ActionFactory.build(record=inf, actor=usa, action="withdrawal", date="2019-08-01")])
    line = next(line for line in compared("actors=usa,rus").lines if line.record == "inf")
    left, stayed = line.places
    assert (left.stands.code, left.dates["left"].text) == ("former_party", "2019-08-01")
    assert line in compared("actors=usa,rus").over
    assert (stayed.stands.code, stayed.dates["consented"].text, stayed.dates["until"].text) == ("none", "1988-06-01", "2019-08-02")


def test_what_came_to_its_end_with_all_of_them_is_told_apart():
    start = TreatyFactory(key="start", short_title="START", legal_force="legally_binding", in_force="1994-12-05", ended="2009-12-05")
    rus, usa = Actor.objects.filter(key__in=("rus", "usa")).order_by("key")
    write([ActionFactory.build(record=start, actor=one, action="exchange_of_instruments", date="1994-12-05") for one in (rus, usa)])
    assert [str(line.record) for line in compared("actors=usa,rus&as_of=2009-12-04").over] == []
    [line] = compared("actors=usa,rus").over
    assert (str(line.record), [place.dates["until"].text for place in line.places]) == ("start", ["2009-12-05"] * 2)
    assert "start" not in [str(line.record) for line in compared("actors=usa,rus").alike]
    assert compared("actors=ind,fra").over == []


def test_a_ratification_taken_back_is_told():
    ctbt = TreatyFactory(key="ctbt", legal_force="legally_binding", opened="1996-09-24")
    rus = Actor.objects.get(key="rus")
    for action, day in (("signature", "1996-09-24"), ("ratification", "2000-06-30"), ("ratification_withdrawn", "2023-11-03")):
        ActionFactory(record=ctbt, actor=rus, action=action, date=day)
    [place] = next(line for line in compared("actors=rus").lines if line.record == "ctbt").places
    assert place.taken_back == ("ratification withdrawn", PartialDate.parse("2023-11-03"))


def test_where_acts_are_missing_a_difference_is_not_claimed():
    regime = FrameworkFactory(key="psi", adopted="2003", roster="partial")
    ActionFactory(record=regime, actor=Actor.objects.get(key="usa"), action="join", date="2003")
    found = compared("actors=usa,rus")
    assert [str(line.record) for line in found.untold] == ["psi"]
    assert "psi" not in [str(line.record) for line in (*found.differ, *found.alike)]


def test_the_name_and_existence_of_the_day():
    [one] = compared("actors=rus&as_of=1980").actors
    assert (one.then, one.exists) == ("Soviet Union", True)


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("actors=usa,rus,fra,ind,gbr", {"actors"}),
        ("actors=nobody", {"actors"}),
        ("as_of=1990", {"actors"}),
        ("actors=usa,rus&as_of=x&basis=effect", {"as_of", "basis"}),
    ],
)
def test_what_cannot_be_compared_is_refused(query, wrong):
    found = compared(query)
    assert found.errors.keys() == wrong
    assert found.lines == []


def test_more_than_four_known_actors_are_refused():
    write([ActorFactory.build(key="jpn", **STATES["jpn"])])
    assert "4 actors at most" in compared("actors=usa,rus,fra,ind,jpn").errors["actors"][0]


def test_nothing_asked_is_no_error():
    assert compared("").errors == {}


def test_queries_do_not_grow_with_agreements(django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        compared("actors=usa,rus")
