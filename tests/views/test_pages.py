"""Home, actors, commitments, themes, sources, timelines, search and errors."""

import re

import pytest
from django.test import Client, RequestFactory

from tests.factories import (
    ActionFactory,
    ActorFactory,
    AssessmentFactory,
    CommitmentFactory,
    EventFactory,
    FrameworkFactory,
    ListMemberFactory,
    SourceFactory,
    ThemeFactory,
    TreatyFactory,
    actor,
)
from tracker.models import Actor
from tracker.views import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def att():
    theme = ThemeFactory(key="conventional_arms", title="Conventional arms", summary="First.\n\nSecond.")
    source = SourceFactory(key="att-text", title="Text of the treaty", language="en|fr")
    treaty = TreatyFactory(key="att", short_title="ATT", title="Arms Trade Treaty", in_force="2014-12-24", themes=[theme], sources=[source])
    ActionFactory(record=treaty, actor=actor("fra"), action="ratification", date="2014-04-02", effective_date="2014-12-24")
    EventFactory(key="csp", title="Conference of 2015", kind="meeting_of_parties", date="2015-08-24/2015-08-27", records=[treaty])
    return treaty


def test_home_asks_counts_and_tells(client, att):
    shown = client.get("/").text
    assert 'name="actor" value="France"' in shown
    assert "<b>Treaties</b>" in shown
    assert "Conference of 2015" in shown


def test_home_tells_what_the_calendar_holds_ahead(client, att):
    CommitmentFactory(record=att, reference="13(3)", title="To report", recurrence="FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31;UNTIL=20990531")
    shown = client.get("/").text
    coming = shown[shown.index("What is coming") : shown.index("New in the data")]
    assert "ATT, 13(3): To report" in coming
    assert "owed by 1 actor<" in coming
    assert "Conference of 2015" not in coming


def test_what_was_only_planned_is_not_told_as_having_happened(client, att):
    EventFactory(key="csp-1", title="Conference that met", kind="meeting_of_parties", date="2024-08", records=[att])
    EventFactory(key="csp-2", title="Conference that was announced", kind="meeting_of_parties", date="2025-08", records=[att], planned=True)
    home = client.get("/").text
    assert "Conference that met" in home
    assert "Conference that was announced" not in home
    assert '<span class="tag">planned</span>' in client.get("/treaties/att/timeline/").text
    assert "Conference that was announced, planned" in client.get("/treaties/att/").text


def test_home_without_data(client):
    assert client.get("/").status_code == 200


def test_an_actor_stands_as_on_the_day(client, att):
    assert "Party to" in client.get("/actors/fra/").text
    assert "/treaties/att/" in client.get("/actors/fra/").text
    before = client.get("/actors/fra/?as_of=2014-12-23").text
    assert "Contracting</span>" in before


def test_an_actor_takes_part_in_a_framework(client):
    framework = FrameworkFactory(key="mtcr", short_title="MTCR", in_force="1987")
    ActionFactory(record=framework, actor=actor("fra"), action="join", date="1987")
    assert "Participant</span>" in client.get("/actors/fra/").text


def test_an_actor_bears_the_name_of_the_day_and_may_not_exist(client):
    actor("rus")
    actor("ddr")
    assert "then the Soviet Union" in client.get("/actors/rus/?as_of=1985").text
    assert "then the" not in client.get("/actors/rus/?as_of=1992").text
    assert "it did not exist" in client.get("/actors/ddr/?as_of=1995").text


def test_a_dated_name_is_told_once_though_it_also_stands_without_years(client):
    ActorFactory(key="cod", name="Democratic Republic of the Congo", other_names=("Zaire [1971-10-27/1997-05-16]", "Zaire"))
    shown = client.get("/actors/cod/?as_of=1980").text
    assert "then Zaire" in shown
    told = shown.split("<dt>Other names</dt>")[1].split("</dd>")[0]
    assert told.count("Zaire") == 1
    assert "Zaire (27 Oct 1971 to 16 May 1997)" in told


@pytest.fixture
def union():
    """The Soviet Union, continued by the Russian Federation, with an act in its time and one after it."""
    rus = actor("rus", other_names=())
    times = {"kind": "former_state", "exists_from": "1922-12-30", "exists_to": "1991-12-25"}
    ActorFactory(key="ussr", name="Soviet Union", continued_by=rus, **times)
    npt = TreatyFactory(key="npt", short_title="NPT", in_force="1970-03-05")
    ActionFactory(record=npt, actor=rus, action="ratification", date="1970-03-05", effective_date="1970-03-05")
    CommitmentFactory(record=npt, reference="Article VI", title="To disarm", owed_by=("rus",), due="1995")
    return rus


def test_one_that_another_continues_says_whose_page_holds_its_acts(client, union):
    shown = client.get("/actors/ussr/?as_of=1980").text
    assert "Its acts are recorded with the state that continues it" in shown
    assert '<a href="/actors/rus/?as_of=1980-12-31">Russian Federation on ' in shown
    assert 'href="/actors/rus/timeline/"' in shown
    assert "Party to" not in shown
    assert "To disarm" not in shown
    assert '<a href="/actors/rus/">' in client.get("/actors/ussr/").text
    assert "those recorded with the Russian Federation, which continues it" in client.get("/actors/ussr/timeline/").text


def test_the_continuing_actor_bears_the_name_of_the_day_on_its_page(client, union):
    shown = client.get("/actors/rus/?as_of=1980-01-01").text
    assert "then the Soviet Union" in shown
    assert "Party to" in shown
    assert "then the" not in client.get("/actors/rus/?as_of=1991-12-26").text


@pytest.mark.parametrize("called", ["ussr", "Soviet Union"])
def test_as_a_filter_one_that_another_continues_stands_for_it(client, union, called):
    for path in (
        "/treaties.json?as_of=1980&status=party",
        "/commitments.json?as_of=1980",
        "/timeline.json?record=npt",
        "/api/v1/actions/?record=npt",
        "/api/v1/participations/?record=npt&as_of=1980",
        "/api/v1/treaties/?as_of=1980",
    ):
        name, _, rest = path.partition("?")
        query = dict(pair.split("=") for pair in rest.split("&"))
        found, same = (client.get(name, query | {"actor": one}).json() for one in (called, "rus"))
        assert found["count"] == same["count"] > 0, path
        assert found["results"] == same["results"], path
    assert [row["actor"] for row in client.get(f"/api/v1/participations/?actor={called}").json()["results"]] == ["rus"]


def test_an_actor_shows_nothing_of_what_cannot_be_answered(client, att):
    answer = client.get("/actors/fra/?as_of=maybe")
    assert answer.status_code == 400
    assert "/treaties/att/" not in answer.text


def test_a_commitment_shows_the_findings_made_by_the_day(client, att):
    promise = CommitmentFactory(record=att, reference="Article 13", title="To report", owed_by=("all",), limit="1550", unit="reports")
    AssessmentFactory(commitment=promise, finding="partly_fulfilled", assessor="An institute", date="2020", evidence="A count.")
    AssessmentFactory(commitment=promise, finding="of_concern", assessor="Another", date="2022")
    address = f"/commitments/{promise.uid}/"
    assert "Of concern" in client.get(address).text
    past = client.get(f"{address}?as_of=2021").text
    assert "Partly fulfilled" in past
    assert "Another" not in past
    assert "1,550" in past
    assert client.get(f"{address}?as_of=x").status_code == 400
    assert client.get(f"{address}?q=x").status_code == 400
    assert client.get("/commitments/none/").status_code == 404


def test_a_list_is_called_by_its_title_and_leads_to_its_members(client, att):
    france = Actor.objects.get(key="fra")
    ListMemberFactory(list="annex-2", actor=france, title="States of Annex 2")
    ListMemberFactory(list="annex-2", actor=actor("usa"))
    ListMemberFactory(list="annex-2", actor=actor("rus"), state="draft")
    ListMemberFactory(list="secret", actor=france, title="Secret list", state="draft")
    promise = CommitmentFactory(record=att, reference="Article 13", title="To report", owed_by=("annex-2",))
    TreatyFactory(key="ruled", entry_rule="list:annex-2 +P180D")
    link = '<a href="/actors/?list=annex-2">States of Annex 2</a>'
    assert link in client.get(f"/commitments/{promise.uid}/").text
    assert link in client.get("/commitments/").text
    assert link in client.get("/actors/fra/").text
    assert "Secret list" not in client.get("/actors/fra/").text + client.get("/actors/").text
    assert "States of Annex 2" in client.get("/treaties/att/").text
    assert "all 2 on the list ‘States of Annex 2’" in client.get("/treaties/ruled/").text
    members = client.get("/actors/?list=annex-2").text
    assert "on the list States of Annex 2" in members
    assert [f'href="/actors/{key}/"' in members for key in ("fra", "usa", "rus")] == [True, True, False]
    assert client.get("/actors/?list=secret").status_code == 400


def test_a_theme_and_a_source_name_their_records(client, att):
    theme = client.get("/themes/conventional_arms/").text
    assert "<p>First.</p>\n<p>Second.</p>" in theme
    assert "/treaties/att/" in theme
    source = client.get("/sources/att-text/").text
    assert "English, French" in source
    assert "/treaties/att/" in source


def test_a_source_leads_to_all_that_it_supports(client, att):
    text = SourceFactory(key="table", title="Status of the treaty (read on 3 May 2024)", date="2024-05-03")
    for key in ("jpn", "usa"):
        ActionFactory(record=att, actor=actor(key), action="signature", date="2013-06-03", sources=[text])
    promise = CommitmentFactory(record=att, reference="Article 13", title="To report", owed_by=("all",), sources=[text])
    finding = AssessmentFactory(commitment=promise, finding="fulfilled", assessor="An institute", date="2020", sources=[text])
    EventFactory(key="csp-2016", title="Conference of 2016", kind="meeting_of_parties", date="2016-08-22", records=[att], sources=[text])
    AssessmentFactory(commitment=promise, finding="fulfilled", assessor="Unseen", date="2021", sources=[text], state="draft")
    shown = client.get("/sources/table/").text
    assert re.search(r'<a href="/treaties/att/#participants">ATT</a>\s*<span class="muted num">2</span>', shown)
    assert shown.count(f'<a href="/commitments/{promise.uid}/">To report</a>') == 2
    assert '<a href="/timeline/?record=att">Conference of 2016</a>' in shown
    assert "<dt>Read on</dt>" in shown
    assert "<dt>Read on</dt>" not in client.get("/sources/att-text/").text
    assert "3 May 2024</time>" not in client.get(f"/commitments/{finding.commitment.uid}/").text


@pytest.mark.parametrize(
    "address", ["/actors/none/", "/themes/none/", "/sources/none/", "/treaties/none/timeline/", "/actors/none/timeline/"]
)
def test_what_is_not_there_is_a_404_with_ways_on(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Nothing is published at this address" in answer.text
    assert 'href="/search/"' in answer.text


@pytest.mark.parametrize("address", ["/timeline/", "/treaties/att/timeline/", "/themes/conventional_arms/timeline/"])
def test_timelines_are_chronicles(client, att, address):
    shown = client.get(address).text
    assert '<h3 id="h-d2010">2010s</h3>' in shown
    assert "ATT enters into force" in shown
    assert '<time datetime="2015-08-24">24</time> to <time datetime="2015-08-27">27 August</time>' in shown


def test_an_actors_timeline_has_its_acts(client, att):
    shown = client.get("/actors/fra/timeline/").text
    assert "France ratifies ATT" in shown
    assert "/timeline.csv?actor=fra" in shown


def test_a_timeline_refuses_what_it_does_not_know(client, att):
    for query in ("kind=zzz", "from=soon", "colour=red"):
        answer = client.get(f"/timeline/?{query}")
        assert answer.status_code == 400
        assert "enters into force" not in answer.text
    assert client.get("/treaties/att/timeline/?record=npt").status_code == 400
    assert client.get("/timeline/?page=99").status_code == 404


def test_search_finds_by_words_and_kind(client, att):
    assert client.get("/search/").status_code == 200
    found = client.get("/search/?q=arms trade").text
    assert "/treaties/att/" in found
    assert "Nothing published holds “zzqx”" in client.get("/search/?q=zzqx").text
    assert "Nothing published holds all of these words" in client.get("/search/?q=zzqx arms").text
    assert client.get("/search/?q=a&type=zz").status_code == 400


def test_every_page_can_be_left_by_the_rooms_and_shows_where_it_is(client, att):
    shown = client.get("/treaties/att/").text
    assert '<a href="/treaties/" aria-current="true">Treaties</a>' in shown
    assert '<a href="/treaties/" aria-current="page">Treaties</a>' in client.get("/treaties/").text
    assert 'href="#content"' in shown


def test_no_page_has_inline_style_or_script(client, att):
    for address in ("/", "/treaties/", "/treaties/att/", "/actors/fra/", "/timeline/", "/search/?q=arms", "/nothing/"):
        shown = client.get(address).text
        assert " style=" not in shown
        assert "<style" not in shown
        assert "<script>" not in shown
        assert " onclick" not in shown


def test_only_reading_is_allowed(client, att):
    assert client.post("/treaties/").status_code == 405


def test_the_page_of_a_fault_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = errors.server_error(RequestFactory().get("/treaties/"))
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()


def test_a_form_that_is_too_old_is_told_so():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {})
    assert answer.status_code == 403
