"""Who stood where on a day, and why: the rows of the contract."""

import pytest

from tests.factories import ActionFactory, ActorFactory


def test_a_row_says_who_stood_where_since_when_and_why(rows, world):
    [row] = rows("participations", record="npt", actor="usa", as_of="1991-01-01")
    assert row == {
        "record": "npt",
        "actor": "usa",
        "role": "member",
        "status": "party",
        "from": "1970-03-05",
        "to": None,
        "contested": False,
        "certain": True,
        "because": [
            {"action": "ratification", "date": "1970-03-05", "effective_date": None, "depositary": ["usa"]},
        ],
    }


@pytest.mark.parametrize(("day", "statuses"), [("1991-01-01", []), ("1992-08-02", []), ("1992-08-03", ["party"]), ("", ["party"])])
def test_an_actor_without_a_status_has_no_row(rows, world, day, statuses):
    assert [row["status"] for row in rows("participations", record="npt", actor="fra", as_of=day)] == statuses


def test_the_end_is_the_first_day_on_which_it_no_longer_stood(rows, world):
    [before] = rows("participations", record="inf", actor="rus", as_of="2019-08-01")
    assert (before["status"], before["to"]) == ("party", "2019-08-02")
    assert not [row for row in rows("participations", record="inf", as_of="2019-08-02") if row["status"] == "party"]


def test_an_actor_that_ceased_to_exist_has_no_row(rows, world):
    assert [row["to"] for row in rows("participations", record="npt", actor="ddr", as_of="1990-10-02")] == ["1990-10-03"]
    assert rows("participations", record="npt", actor="ddr", as_of="1990-10-03") == []


def test_roles_have_a_row_each(rows, world):
    ActionFactory(record=world.radar, actor=world.fra, action="operate", date="2013")
    found = rows("participations", record="radar", actor="fra", as_of="2020")
    assert [(row["role"], row["status"]) for row in found] == [("host", "host"), ("operator", "operator")]


def test_a_partial_date_leaves_doubt(rows, world):
    certain = {day: [row["certain"] for row in rows("participations", record="radar", as_of=day)] for day in ("2013-06-01", "2014-01-01")}
    assert certain == {"2013-06-01": [False], "2014-01-01": [True]}


def test_a_contested_withdrawal_is_told_from_its_day_on(rows, world):
    ActionFactory(
        record=world.npt, actor=world.fra, action="withdrawal", date="2003-01-10", effective_date="2003-04-10", contested_by=[world.usa]
    )
    [before] = rows("participations", record="npt", actor="fra", as_of="2003-01-09")
    [after] = rows("participations", record="npt", actor="fra", as_of="2003-04-10")
    assert (before["contested"], [act["action"] for act in before["because"]]) == (False, ["accession"])
    assert (after["contested"], after["status"], after["from"], after["to"]) == (True, "party", "1992-08-03", None)
    assert "withdrawal" in {act["action"] for act in after["because"]}


def test_the_deciding_act_is_named_even_before_its_day(rows, world):
    """A succession reaches back to the day of independence, years before it was notified."""
    heir = ActorFactory(key="heir", exists_from="1975-11-11")
    ActionFactory(record=world.npt, actor=heir, action="succession", date="1980-01-01", effective_date="1975-11-11")
    [row] = rows("participations", record="npt", actor="heir", as_of="1976")
    assert (row["status"], [act["date"] for act in row["because"]]) == ("party", ["1980-01-01"])


def test_by_consent_acts_count_from_the_day_they_were_done(rows, world):
    late = ActorFactory(key="late")
    ActionFactory(record=world.npt, actor=late, action="accession", date="2000-01-01", effective_date="2000-04-01")
    assert [row["status"] for row in rows("participations", record="npt", actor="late", as_of="2000-02")] == ["contracting"]
    assert [row["status"] for row in rows("participations", record="npt", actor="late", as_of="2000-02", basis="consent")] == ["party"]


def test_one_basis_at_a_time(ask, world):
    assert list(ask("participations/", status=400, basis=["effect", "consent"])["errors"]) == ["basis"]


def test_names_and_codes_find_the_actor(rows, world):
    assert rows("participations", record="npt", actor="Soviet Union") == rows("participations", record="npt", actor="RUS") != []
