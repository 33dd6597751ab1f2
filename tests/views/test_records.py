"""Pages of records of every type."""

import re

import pytest

from tests.factories import (
    ADMINISTRATOR,
    CURATOR,
    OF_TYPE,
    ActionFactory,
    ActivationFactory,
    ActorFactory,
    AssessmentFactory,
    ChallengeFactory,
    CommitmentFactory,
    EventFactory,
    MeasureFactory,
    PhaseFactory,
    PositionFactory,
    RelationFactory,
    SourceFactory,
    SystemFactory,
    TreatyFactory,
    actor,
)
from tracker import changes
from tracker.catalogue import RECORD_TYPES
from tracker.models import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def npt():
    treaty = TreatyFactory(
        key="npt",
        short_title="NPT",
        title="Treaty on Non-Proliferation",
        opened="1968-07-01",
        in_force="1970-03-05",
        legal_force="legally_binding",
        ambit="multilateral",
        entry_rule="consents:1; later:deposit",
    )
    ActionFactory(record=treaty, actor=actor("fra"), action="accession", date="1992-08-02", note="acceded at Moscow first")
    ActionFactory(record=treaty, actor=actor("deu"), action="ratification", date="1975-05-02")
    return treaty


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda record_type: record_type.name)
def test_every_type_has_a_page(client, record_type):
    row = OF_TYPE[str(record_type.code)](key="one", summary="What it is.")
    answer = client.get(f"/{record_type.name}/one/")
    assert answer.status_code == 200
    assert row.title in answer.text
    assert "What it is." in answer.text
    assert "No source recorded." in answer.text


def test_the_day_asked_stands_above_the_status(client, npt):
    shown = client.get("/treaties/npt/?as_of=1991-06").text
    assert '<strong><time datetime="1991-06-30">30 June 1991</time></strong>' in shown
    assert 'value="1991-06"' in shown
    assert "status--strong" in shown
    assert ">today</a>" in shown


def participants(client, query):
    """The section of that name; who comes next stands above it."""
    return client.get(f"/treaties/npt/?{query}").text.split('id="participants"')[1].split("</section>")[0]


def test_participants_stand_as_on_the_day(client, npt):
    assert "/actors/fra/" not in participants(client, "as_of=1992-08-01")
    shown = participants(client, "as_of=1992-08-02")
    assert '<a href="/actors/fra/">France</a>' in shown
    assert 'title="accession">a</abbr>' in shown
    assert "acceded at Moscow first" in shown


def test_five_counts_stand_apart_even_at_nought(client, npt):
    shown = client.get("/treaties/npt/").text
    told = [re.sub("<[^>]+>", "", label) for label in re.findall("<dt>(<svg.*?)</dt>", shown)]
    assert told == ["Parties", "of them contested", "Signatories only", "Contracting, not yet bound", "Former parties"]
    assert "<dd>2</dd>" in shown


def test_participants_are_narrowed(client, npt):
    shown = participants(client, "q=germ")
    assert "1 of 2, by name." in shown
    assert "/actors/fra/" not in shown
    assert "No participant fits all of this." in client.get("/treaties/npt/?region=south_asia").text


@pytest.mark.parametrize("query", ["as_of=never", "status=bogus", "basis=mood", "colour=red"])
def test_what_cannot_be_answered_shows_no_participants(client, npt, query):
    answer = client.get(f"/treaties/npt/?{query}")
    assert answer.status_code == 400
    assert "This cannot be answered as it was asked" in answer.text
    assert "/actors/fra/" not in answer.text


def test_a_draft_is_as_little_there_as_nothing(client):
    TreatyFactory(key="secret", state="draft")
    assert client.get("/treaties/secret/").status_code == 404
    assert client.get("/treaties/nothing/").status_code == 404
    assert client.get("/frameworks/secret/").status_code == 404


def test_a_retracted_record_says_when_and_why(client, npt):
    changes.retract(npt, by=CURATOR, why="Its source was withdrawn by its publisher.")
    answer = client.get("/treaties/npt/")
    assert answer.status_code == 410
    assert "This record was retracted on" in answer.text
    assert "Its source was withdrawn by its publisher." in answer.text


def test_a_former_key_leads_to_the_record_for_good(client, npt):
    npt.key = "non-proliferation"
    changes.save(npt, by=ADMINISTRATOR, why="Readable key")
    answer = client.get("/treaties/npt/")
    assert answer.status_code == 301
    assert answer["Location"] == "/treaties/non-proliferation/"


def test_commitments_stand_with_their_latest_finding(client, npt):
    promise = CommitmentFactory(record=npt, reference="Article VI", title="To negotiate in good faith", recurrence="FREQ=YEARLY")
    CommitmentFactory(record=npt, reference="Article I", title="Not to transfer")
    AssessmentFactory(commitment=promise, finding="of_concern", assessor="An observer", date="2010")
    shown = client.get("/treaties/npt/").text
    assert "Of concern" in shown
    assert "An observer" in shown
    assert "each year" in shown
    assert "No assessment recorded yet" in shown


def test_relations_are_read_from_this_end(client, npt):
    RelationFactory(from_record=TreatyFactory(key="ctbt", short_title="CTBT"), relation="complements", to_record=npt, note="as to tests")
    shown = client.get("/treaties/npt/").text
    assert "is complemented by" in shown
    assert '<a href="/treaties/ctbt/">CTBT</a>' in shown


def test_phases_are_states_and_key_dates(client):
    site = SystemFactory(key="site", begins="2011-09-13")
    source = SourceFactory(key="statement", title="Statement")
    PhaseFactory(record=site, phase="under_construction", date="2013-10-28")
    PhaseFactory(record=site, phase="operational", date="2016-05-12", note="declared so", sources=[source])
    shown = client.get("/systems/site/?as_of=2014").text
    assert "keydates--3" in shown
    assert 'class="is-next"' in shown
    assert "declared so" in shown
    assert 'href="#source-statement" aria-label="Source 1"' in shown


def test_uses_of_a_measure_last_from_day_to_day(client):
    measure = MeasureFactory(key="visits")
    ActivationFactory(record=measure, title="First visit", date="2012-03-26/2012-03-30", actors=[actor("fra")])
    shown = client.get("/measures/visits/").text
    assert '<time datetime="2012-03-26">26</time> to <time datetime="2012-03-30">30 Mar 2012</time>' in shown


def test_positions_stand_left_and_right_in_order_of_their_dates(client):
    challenge = ChallengeFactory(key="claim", begins="2014")
    PositionFactory(challenge=challenge, actor=actor("rus"), stance="claims", date="2014", text="It is a breach.")
    PositionFactory(challenge=challenge, actor=actor("usa"), stance="answers", date="2015", text="It is none.")
    shown = client.get("/challenges/claim/").text
    assert shown.index("It is a breach.") < shown.index("position--answers") < shown.index("It is none.")
    assert "The database does not say who is right." in shown
    assert "No answer is recorded here." not in shown


def test_a_claim_that_nobody_answers_says_so(client):
    challenge = ChallengeFactory(key="claim", begins="2014")
    PositionFactory(challenge=challenge, actor=actor("rus"), stance="claims", date="2014", text="It is a breach.")
    assert "No answer is recorded here." in client.get("/challenges/claim/").text


def test_the_meeting_before_and_the_one_after_are_key_dates(client, npt):
    for year in (2015, 2022, 2030):
        EventFactory(key=f"revcon-{year}", title=f"Conference {year}", kind="review_conference", date=str(year), records=[npt])
    dates = client.get("/treaties/npt/?as_of=2026").text.partition('id="dates"')[2].partition("</ol>")[0]
    assert "Conference 2022" in dates
    assert "Conference 2030" in dates
    assert "Conference 2015" not in dates
    earlier = client.get("/treaties/npt/?as_of=2016").text
    key_dates = earlier.partition('id="dates"')[2].partition("</ol>")[0]
    assert "Conference 2022, after this day" in key_dates
    assert "Conference 2015, after" not in key_dates
    near = earlier.partition('id="h-events"')[2].partition("</ol>")[0]
    assert near.count("after this day") == 2


def test_the_name_of_the_day_stands_beside_a_participant(client, npt):
    russia = actor("rus")
    ActorFactory(
        key="ussr", name="Soviet Union", kind="former_state", exists_from="1922-12-30", exists_to="1991-12-25", continued_by=russia
    )
    ActionFactory(record=npt, actor=russia, action="ratification", date="1970-03-05")
    for day, named in (("1991-12-25", True), ("1991-12-26", False)):
        assert ("then Soviet Union" in participants(client, f"as_of={day}")) is named
        sentence = client.get(f"/treaties/?actor=Soviet+Union&as_of={day}").text
        assert ("Russian Federation (then Soviet Union)" in sentence) is named


def test_a_day_to_come_is_told_as_far_as_recorded(client, npt):
    assert "as far as recorded today" in client.get("/treaties/npt/?as_of=2150").text
    assert "as things stand at the end of 2150, as far as recorded today" in client.get("/treaties/?as_of=2150").text
    assert "as far as recorded today" not in client.get("/treaties/?as_of=2015").text


def test_a_rule_of_entry_into_force_is_said_in_words(client, npt):
    shown = client.get("/treaties/npt/").text
    assert "1 consent" in shown
    assert "consents:1" not in shown


def test_history_names_the_tables_and_never_who(client, npt):
    shown = client.get("/treaties/npt/").text.partition('id="history"')[2]
    assert "1 in treaties" in shown
    assert CURATOR.name not in shown


def test_a_record_that_had_not_begun_says_so(client, npt):
    assert "nothing of it is recorded yet" in client.get("/treaties/npt/?as_of=1950").text


def test_doubt_about_a_date_is_printed(client, npt):
    npt.in_force = PartialDate.parse("1970-03/1970-04")
    changes.save(npt, by=CURATOR)
    shown = client.get("/treaties/npt/").text
    assert 'between <time datetime="1970-03">March</time> and' in shown
