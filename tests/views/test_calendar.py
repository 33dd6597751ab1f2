"""The calendar and the due dates of a commitment as pages."""

import re

import pytest

from tests.factories import ActionFactory, ActorFactory, AssessmentFactory, CommitmentFactory, EventFactory, TreatyFactory, write

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def promise(for_the_file):
    treaty = TreatyFactory(key="att", title="Arms Trade Treaty", opened="2013-06-03", in_force="2014-12-24")
    for key, name in (("fra", "France"), ("che", "Switzerland")):
        actor = ActorFactory(key=key, name=name)
        ActionFactory(record=treaty, actor=actor, action="ratification", date="2014-04-02", effective_date="2014-12-24")
    EventFactory(key="csp", title="Conference of the parties", kind="meeting_of_parties", date="2016-08-22/2016-08-26", records=[treaty])
    return CommitmentFactory(
        record=treaty, reference="13(3)", title="To report", recurrence="FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31", due_after="FOY2"
    )


def test_the_calendar_is_read_by_month(client, promise):
    shown = client.get("/calendar/?from=2016&to=2017").text
    assert shown.index("May 2016") < shown.index("Conference of the parties") < shown.index("May 2017")
    assert "owed by 2 actors" in shown
    assert f'href="/commitments/{promise.uid}/"' in shown
    assert "/calendar.csv?from=2016&amp;to=2017" in shown
    assert client.get("/calendar/?kind=summit&from=2016&to=2017").text.count("Nothing matches") == 1
    assert "Conference" not in client.get("/calendar/?from=2016&to=2017&kind=duty").text


def test_a_range_stands_by_its_first_day_in_the_month_in_which_it_ends(client, promise):
    dates = ("2030-12-03", "2030-11-30/2030-12-04", "2030", "2030-12", "2030-12-31", "2030-11-30", "2031-01-01")
    write([EventFactory.build(key=f"on-{at}", title=f"On {when}", date=when, kind="summit") for at, when in enumerate(dates)])
    expected = ["2030-11-30", "2030-11-30/2030-12-04", "2030-12-03", "2030-12-31", "2030-12", "2030", "2031-01-01"]
    asked = "from=2030-11-30&kind=summit"
    assert [row["date"] for row in client.get(f"/calendar.json?{asked}").json()["results"]] == expected
    shown = client.get(f"/calendar/?{asked}").text
    assert re.findall(r">On ([-/\d]+)</a>", shown) == expected
    assert re.findall(r">On ([-/\d]+)</a>", client.get(f"/calendar/?{asked}&sort=-date").text) == expected[::-1]


def test_the_calendar_refuses_what_it_does_not_know(client, promise):
    for query in ("from=someday", "kind=bogus", "colour=red", "actor=nobody", "page=x"):
        answer = client.get(f"/calendar/?{query}")
        assert answer.status_code == 400
        assert "To report" not in answer.text
        assert client.get(f"/calendar.json?{query}").json()["errors"]
    assert client.get("/calendar/?page=99").status_code == 404


def test_the_calendar_as_files(client, promise):
    rows = client.get("/calendar.json?from=2016&to=2017").json()["results"]
    assert [(row["date"], row["kind"], row["owed_by"], row["commitment"]) for row in rows] == [
        ("2016-05-31", "duty", 2, promise.uid),
        ("2016-08-22/2016-08-26", "meeting_of_parties", None, None),
        ("2017-05-31", "duty", 2, promise.uid),
    ]
    assert client.get("/calendar.csv?from=2016&to=2017").text.count("\r\n") == 4


def test_a_commitment_says_who_owed_what_and_how_it_stands(client, promise):
    AssessmentFactory(commitment=promise, actor=promise.record.actions.first().actor, finding="fulfilled", date="2016-06", due="2016")
    address = f"/commitments/{promise.uid}/?as_of=2017-01-15"
    shown = client.get(address).text
    for said in ("Owed by", "31 May 2016", "Due, no finding recorded", "Met", "31 May 2017", "Switzerland", "not before the second year"):
        assert said in shown
    alone = client.get(f"{address}&actor=che").text
    assert "Due from Switzerland" in alone
    assert "France" not in alone.partition('id="due"')[2].partition("</section>")[0]
    assert client.get(f"{address}&actor=nobody").status_code == 400
    assert "no finding is recorded" in client.get(f"/commitments/{promise.uid}/?as_of=2015").text


def test_an_actors_scorecard_leads_to_its_own_due_dates(client, promise):
    shown = client.get("/actors/fra/?as_of=2016-06-01").text
    assert f'href="/commitments/{promise.uid}/?actor=fra#due"' in shown
    assert "Due, no finding recorded" in shown
    assert "/calendar/?actor=fra" in shown


def test_findings_over_time_are_drawn_and_told(client, promise):
    AssessmentFactory(commitment=promise, assessor="One", finding="on_track", date="2016")
    assert "chart--wide" not in client.get(f"/commitments/{promise.uid}/").text
    AssessmentFactory(commitment=promise, assessor="Another", finding="of_concern", date="2019-05")
    shown = client.get(f"/commitments/{promise.uid}/").text
    assert shown.count("chart--wide") == shown.count("chart--narrow") == 1
    assert "May 2019, Another: of concern" in shown
    assert "As a table" in shown
    assert "findings differ" in shown
