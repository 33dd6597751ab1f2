"""Agreements that have ended: who stood under them to the end, and which of them were never in force."""

import re
from datetime import date

import pytest

from tests.factories import ActionFactory, TreatyFactory, actor
from tracker.formats.answer_text import answer_text
from tracker.models import Actor
from tracker.selections.answer import answer

pytestmark = pytest.mark.django_db
LAW = {"legal_force": "legally_binding", "ambit": "bilateral"}


@pytest.fixture
def salt():
    treaty = TreatyFactory(key="salt-ii", short_title="SALT II", signed="1979-06-18", ended="1986-01-01", entry_rule="exchange", **LAW)
    for key in ("usa", "rus"):
        ActionFactory(record=treaty, actor=who(key), action="signature", date="1979-06-18")
    return treaty


@pytest.fixture
def inf():
    treaty = TreatyFactory(key="inf", short_title="INF Treaty", signed="1987-12-08", in_force="1988-06-01", ended="2019-08-02", **LAW)
    for key in ("usa", "rus"):
        ActionFactory(record=treaty, actor=who(key), action="exchange_of_instruments", date="1988-06-01")
    ActionFactory(record=treaty, actor=who("usa"), action="withdrawal", date="2019-08-02")
    return treaty


def who(key):
    return Actor.objects.filter(key=key).first() or actor(key)


def part(client, address, name):
    """A section of a page without its tags."""
    section = client.get(address).text.split(f'id="{name}"')[1].split("</section>")[0]
    return " ".join(re.sub("<[^>]+>", " ", section).split())


def said(key, record, day):
    return answer_text(answer({"actor": key, "record": record, "as_of": day}, today=date(2026, 11, 23)))


def test_a_treaty_that_was_never_in_force_is_told_as_of_its_last_day(client, salt):
    for day in ("", "?as_of=1986-01-01"):
        entry = part(client, f"/treaties/salt-ii/{day}", "entry")
        assert "0 of 2 on 31 December 1985 , its last day" in entry
        assert "it ended without entering into force" in entry
        assert entry.count("Signatory since 18 Jun 1979") == 2
        assert "not signed" not in entry
        assert "day not certain" not in entry
    assert "on 31 December 1985 Missing" in part(client, "/treaties/salt-ii/?as_of=1985-12-31", "entry")
    assert "Ended, never in force" in part(client, "/treaties/salt-ii/", "dates")
    assert "No longer in force" not in client.get("/treaties/salt-ii/").text


def test_the_answer_about_it_does_not_say_that_it_was_in_force(salt):
    assert said("usa", "salt-ii", "1986-01-01") == (
        "On 1 January 1986 SALT II had ended without entering into force, on 1 January 1986; "
        "the United States had signed it on 18 June 1979 and was never bound by it: no consent to be bound is recorded."
    )
    assert said("usa", "salt-ii", "1985-12-31").endswith("; SALT II ended without entering into force, on 1 January 1986.")


def test_who_stood_under_it_to_the_end_is_shown_and_not_counted(client, inf):
    shown = part(client, "/treaties/inf/", "participants")
    assert "to the last day, 1 August 2019" in shown
    assert "All 2, by name" in shown
    assert "Party until 2 Aug 2019" in shown
    assert "Former party" in shown
    page = client.get("/treaties/inf/").text
    assert 'href="?as_of=2019-08-01"' in page
    assert "/treaties/inf/participants.csv?as_of=2019-08-01" in page
    assert "Nobody stands under it since it ended." in page
    assert client.get("/treaties/inf/participants.csv").text.count("\n") == 2  # the header and the one that left
    assert [one["actor"] for one in client.get("/treaties/inf.json").json()["participants"]] == ["usa"]
    assert "until" not in part(client, "/treaties/inf/?as_of=2019-08-01", "participants")


def test_what_has_ended_is_no_difference_though_one_had_left(client, inf, salt):
    table = client.get("/compare/?actors=usa,rus").text
    over = table.split("What has come to its end")[1]
    assert "Where they differ" not in table
    assert "/treaties/inf/" in over
    assert "/treaties/salt-ii/" in over
