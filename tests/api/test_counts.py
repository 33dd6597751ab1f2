"""Counts of a record on a day."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import ActionFactory, ActorFactory
from tracker.api.serializers import COUNTED
from tracker.derived.counts import NUMBERS


def test_the_numbers_of_the_contract(ask, world):
    assert ask("counts/", record="npt", as_of="1991-01-01") == {
        "record": "npt",
        "signatures": 1,
        "signatories_only": 0,
        "consents": 2,
        "contracting": 0,
        "parties": 2,
        "provisional": 0,
        "suspended": 0,
        "participants": 2,
        "former": 0,
        "contested": 0,
    }
    assert tuple(COUNTED) == NUMBERS


@pytest.mark.parametrize(
    ("day", "consents", "parties"), [("1970-03-04", 1, 0), ("1970-03-05", 3, 3), ("1990-10-03", 2, 2), ("1992-08-03", 3, 3), ("", 3, 3)]
)
def test_a_record_not_in_force_has_no_parties(ask, world, day, consents, parties):
    found = ask("counts/", record="npt", as_of=day)
    assert (found["consents"], found["parties"]) == (consents, parties)


def test_by_consent_instruments_count_from_their_day(ask, world):
    ActionFactory(record=world.npt, actor=ActorFactory(), action="accession", date="2000-01-01", effective_date="2000-04-01")
    assert ask("counts/", record="npt", as_of="2000-02")["parties"] == 3
    assert ask("counts/", record="npt", as_of="2000-02", basis="consent")["parties"] == 4


def test_several_records_give_a_list_in_the_order_asked(ask, world):
    found = ask("counts/", record=["inf", "npt"], as_of=1991)
    assert [row["record"] for row in found["results"]] == ["inf", "npt"]
    assert found["results"][1] == ask("counts/", record="npt", as_of=1991)
    assert ask("counts/", record=["npt", "npt"])["record"] == "npt"


def test_several_records_cost_no_more_questions_than_one(ask, world):
    asked = []
    for keys in (["npt"], ["npt", "inf"]):
        with CaptureQueriesContext(connection) as queries:
            ask("counts/", record=keys)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_an_action_that_is_not_public_does_not_count(ask, world):
    ActionFactory(record=world.npt, actor=ActorFactory(), action="accession", date="2000-01-01", state="draft")
    assert ask("counts/", record="npt")["parties"] == 3


@pytest.mark.parametrize(
    ("params", "wrong"),
    [
        ({}, ["record"]),
        ({"record": ""}, ["record"]),
        ({"record": "nope"}, ["record"]),
        ({"record": "npt", "as_of": "x"}, ["as_of"]),
        ({"record": "npt", "basis": "hearsay"}, ["basis"]),
        ({"record": "npt", "basis": ["effect", "consent"]}, ["basis"]),
        ({"record": "npt", "page": "1"}, ["page"]),
    ],
)
def test_what_cannot_be_counted_is_refused(ask, world, params, wrong):
    assert list(ask("counts/", status=400, **params)["errors"]) == wrong
