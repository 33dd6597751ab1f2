"""What pages call things: that readers can tell one from another, and are told no more than is recorded."""

import re

import pytest

from tests.factories import (
    AssessmentFactory,
    ChallengeFactory,
    CommitmentFactory,
    PositionFactory,
    SystemFactory,
    TreatyFactory,
    actor,
)

pytestmark = pytest.mark.django_db


def test_what_ended_with_its_agreement_is_told_as_ended(client):
    treaty = TreatyFactory(key="abm", short_title="ABM", in_force="1972-10-03", ended="2002-06-13")
    for reference in ("Article IX", "Article V"):
        promise = CommitmentFactory(record=treaty, reference=reference)
    AssessmentFactory(commitment=promise, date="1990", finding="not_fulfilled", assessor="Government")
    AssessmentFactory(commitment=promise, date="2010", finding="fulfilled", assessor="Government", actor=actor("usa"))
    shown = client.get(f"/commitments/{promise.uid}/").text
    assert "it ended with the ABM, on 13 June 2002" in shown
    until = shown.split("The last finding until then:")[1].split("</p>")[0]
    assert "Not fulfilled" in until
    assert "1990" in until
    before = client.get(f"/commitments/{promise.uid}/?as_of=2002-06-12").text
    assert "it ended" not in before
    page = client.get("/treaties/abm/").text
    assert page.index("Article V ·") < page.index("Article IX ·")
    assert "Past due, no finding" in page
    entry = client.get("/timeline.json?record=abm&from=2010").json()["results"][-1]
    assert entry["title"].startswith("Government on ABM, Article V, on United States")


def test_a_challenge_that_ended_is_called_closed(client):
    ChallengeFactory(key="quarrel", title="Quarrel", begins="1999", ends="2002")
    assert "Challenge closed: Quarrel" in client.get("/timeline.ics?record=quarrel").text.replace("\\,", ",")


def test_places_are_a_list(client):
    SystemFactory(key="command", title="Command", begins="2006", place="Suffolk, Virginia|Rota")
    for address in ("/systems/", "/systems/command/"):
        shown = client.get(address).text
        assert "Suffolk, Virginia; Rota" in shown
        assert "Virginia|Rota" not in shown


def test_hits_of_one_name_are_told_apart_by_their_dates(client):
    quarrel, rus = ChallengeFactory(key="quarrel", title="Quarrel", begins="1999"), actor("rus")
    for date in ("2001-02-03", "2004"):
        PositionFactory(challenge=quarrel, actor=rus, date=date, text="So it is said.")
    shown = re.sub("<[^>]*>", "", client.get("/search/?q=quarrel&type=position").text)
    assert ", 3 Feb 2001" in shown
    assert ", 2004" in shown


def test_an_excerpt_parts_what_stood_in_lines_of_its_own(client):
    CommitmentFactory(record=TreatyFactory(key="t", summary="It ends."), reference="Article I", title="To count", text="Each counts.")
    assert "It ends. · Article I · To count · Each" in re.sub("<[^>]*>", "", client.get("/search/?q=counts&type=treaty").text)
