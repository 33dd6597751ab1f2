"""One row by its key, on any day."""

import pytest

from tests.factories import ADMINISTRATOR, CURATOR, TreatyFactory
from tracker import changes
from tracker.api.resources import OFFERED
from tracker.models import Treaty


@pytest.mark.parametrize(
    ("day", "status", "in_force"),
    [
        ("1960", None, False),
        ("1968-06-30", None, False),
        ("1968-07-01", "not_in_force", False),
        ("1970-03-04", "not_in_force", False),
        ("1970-03-05", "in_force", True),
        ("1970", "in_force", True),
        ("", "in_force", True),
    ],
)
def test_a_treaty_says_whether_it_was_in_force_on_the_day(ask, world, day, status, in_force):
    row = ask("treaties/npt/", as_of=day)
    assert (row["status"], row["in_force"], row["in_force_date"]) == (status, in_force, "1970-03-05")


@pytest.mark.parametrize(("day", "in_force"), [("2019-08-01", True), ("2019-08-02", False)])
def test_a_treaty_that_ended_is_no_longer_in_force(ask, world, day, in_force):
    assert ask("treaties/inf/", as_of=day)["in_force"] is in_force


def test_only_agreements_say_whether_they_are_in_force(ask, world):
    assert ask("frameworks/code/")["in_force"] is True
    assert "in_force" not in ask("systems/radar/")


@pytest.mark.parametrize(("day", "exists"), [("1949-10-06", False), ("1949-10-07", True), ("1990-10-02", True), ("1990-10-03", False)])
def test_an_actor_says_whether_it_existed(ask, world, day, exists):
    assert ask("actors/ddr/", as_of=day)["exists"] is exists


def test_values_are_plain(ask, world):
    row = ask("treaties/npt/")
    assert row["type"] == "treaty"
    assert row["title"] == "Treaty on the Non-Proliferation of Nuclear Weapons"
    assert row["url"] == "http://testserver/treaties/npt/"
    assert row["themes"] == ["nuclear"]
    assert row["depositaries"] == ["rus", "usa"]
    assert row["adopted"] is None
    assert row["summary"] == "Nuclear weapons spread no further."
    assert row["parties"] == 3


def test_the_address_of_a_source_is_not_that_of_its_row(ask, world):
    row = ask("sources/npt-text/")
    assert (row["url"], row["source_url"]) == ("http://testserver/sources/npt-text/", "https://example.org/npt")


def test_a_row_without_a_page_leads_to_itself(ask, rows, world):
    row = rows("relations")[0]
    assert (row["from"], row["relation"], row["to"]) == ("code", "complements", "npt")
    assert row["url"] == f"http://testserver/api/v1/relations/{row['id']}/"


def test_a_commitment_carries_its_latest_finding_by_the_day(ask, world):
    path = f"commitments/{world.article.uid}/"
    assert ask(path)["finding"] == "of_concern"
    assert ask(path, as_of=2014)["finding"] is None


@pytest.mark.parametrize(
    "path", ["treaties/nope/", "treaties/radar/", "treaties/secret/", "actions/nope/", "treaties/NPT/", "participations/npt/"]
)
def test_a_draft_or_nothing_at_all_is_404(ask, world, path):
    TreatyFactory(key="secret", state="draft")
    assert list(ask(path, status=404)) == ["detail"]


def test_a_former_key_leads_to_the_record_and_keeps_what_was_asked(client, world):
    treaty = Treaty.objects.get(key="npt")
    treaty.key = "non-proliferation"
    changes.save(treaty, by=ADMINISTRATOR)
    moved = client.get("/api/v1/treaties/npt/?as_of=1991")
    assert (moved.status_code, moved["Location"]) == (301, "/api/v1/treaties/non-proliferation/?as_of=1991")
    assert client.get("/api/v1/treaties/npt/")["Location"] == "/api/v1/treaties/non-proliferation/"


def test_a_retracted_record_is_410_with_the_reason(ask, db):
    treaty = TreatyFactory(key="hoax")
    changes.retract(treaty, by=CURATOR, why="It never existed.")
    assert "It never existed." in ask("treaties/hoax/", status=410)["detail"]


@pytest.mark.parametrize("name", [listing.name for listing in OFFERED if listing.table])
def test_every_row_takes_the_day_and_nothing_else(ask, rows, world, name):
    path = f"{name}/{rows(name)[0]['key']}/"
    ask(path, as_of="1066")
    assert list(ask(path, status=400, q="words")["errors"]) == ["q"]


def test_a_malformed_day_of_a_row_is_refused(ask, world):
    assert list(ask("treaties/npt/", status=400, as_of="1991-13")["errors"]) == ["as_of"]
