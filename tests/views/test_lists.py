"""Lists: what is shown, narrowed, sorted, paged and refused."""

import re

import pytest

from tests.factories import CommitmentFactory, FrameworkFactory, PhaseFactory, SystemFactory, ThemeFactory, TreatyFactory, actor
from tracker.catalogue import LISTINGS, RECORD_TYPES

pytestmark = pytest.mark.django_db
PAGES = [*(record_type.name for record_type in RECORD_TYPES), "actors", "commitments", "themes", "sources"]


@pytest.fixture
def treaties():
    zones = ThemeFactory(key="zones", title="Zones free of nuclear weapons")
    return [
        TreatyFactory(key="npt", short_title="NPT", title="Treaty on Non-Proliferation", in_force="1970-03-05", themes=[zones]),
        TreatyFactory(key="abm", short_title="ABM Treaty", in_force="1972-10-03", ended="2002-06-13"),
        TreatyFactory(key="secret", short_title="Secret", state="draft"),
    ]


@pytest.mark.parametrize("name", PAGES)
def test_every_list_has_a_page_even_when_empty(client, name):
    answer = client.get(f"/{name}/")
    assert answer.status_code == 200
    assert f"<h1>{LISTINGS[name].title}</h1>" in answer.text
    assert "That does not say that there was none" in answer.text


def test_a_list_shows_published_rows_with_their_status_on_the_day(client, treaties):
    shown = client.get("/treaties/?as_of=2000").text
    assert "Shown as they stood on" in shown
    assert "31 December 2000" in shown
    assert shown.count("In force</span>") == 2
    assert "Secret" not in shown


def test_a_list_is_narrowed_and_says_so(client, treaties):
    shown = client.get("/treaties/?theme=zones").text
    assert "1 treaty on zones free of nuclear weapons" in shown
    assert "ABM Treaty" not in shown
    assert 'value="zones" checked' in shown
    assert 'href="/treaties.csv?theme=zones"' in shown


def test_a_chip_takes_one_value_away_and_keeps_the_others(client, treaties):
    shown = client.get("/treaties/?theme=zones&as_of=2000").text
    assert 'class="chip" href="/treaties/?as_of=2000"' in shown
    assert 'class="chip" href="/treaties/?theme=zones"' in shown


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("as_of=1991-13", 'id="as_of-error"', "no calendar has"),
        ("status=bogus", 'id="f-status-error"', "is not one of these."),
        ("actor=nobody", 'id="f-actor-error"', "No actor"),
        ("colour=red", "h-errors", "is not a filter here"),
    ],
)
def test_what_cannot_be_answered_stands_beside_its_filter_and_no_rows(client, treaties, query, field, said):
    answer = client.get(f"/treaties/?{query}")
    assert answer.status_code == 400
    assert field in answer.text
    assert said in answer.text
    assert "NPT" not in answer.text
    assert "<tbody>" not in answer.text


def test_what_was_nearly_right_is_offered_and_codes_are_told_once(client, treaties):
    ThemeFactory(key="missile_defence", title="Missile defence")
    shown = client.get("/treaties/?theme=missile-defence").text
    assert shown.count("Did you mean missile_defence?") == 2
    assert shown.count("is not one of: ") == 1
    assert shown.count("is not one of these.") == 1
    shown = client.get("/treaties/?status=in-force").text
    assert "Did you mean in_force?" in shown
    assert "operational" not in shown.split("is not one of: ")[1].split(".")[0]
    actor("fra")
    shown = client.get("/treaties/?actor=Frnace&theme=zones").text
    assert 'Perhaps <a href="?actor=fra&amp;theme=zones">France</a>?' in shown
    assert client.get("/treaties/?sort=colour").text.count("Known are: ") == 1


def test_a_narrowed_list_is_titled_by_what_narrows_it(client, treaties):
    assert "<title>Treaties · Pacta</title>" in client.get("/treaties/").text
    assert "<title>Treaties on zones free of nuclear weapons · Pacta</title>" in client.get("/treaties/?theme=zones").text
    assert 'href="#applied">Skip the filters</a>' in client.get("/treaties/").text


def test_what_was_typed_stays_in_its_field(client, treaties):
    assert 'name="actor" value="nobody"' in client.get("/treaties/?actor=nobody").text


def test_a_wrong_parameter_is_not_sent_on_by_the_forms(client, treaties):
    shown = client.get("/treaties/?colour=red&theme=zones").text
    assert 'type="hidden" name="colour"' not in shown
    assert 'type="hidden" name="theme" value="zones"' in shown


def test_an_empty_list_says_what_to_take_away(client, treaties):
    shown = client.get("/treaties/?theme=zones&q=nothing-of-that-kind").text
    assert "Nothing matches all of these filters" in shown
    assert "there is 1" in shown


def test_heads_sort_and_say_how(client, treaties):
    shown = client.get("/treaties/?sort=-title").text
    assert 'aria-sort="descending"' in shown
    assert shown.index(">NPT<") < shown.index(">ABM Treaty<")
    assert "?sort=title" in shown


def test_pages_go_on_and_end(client):
    for number in range(4):
        TreatyFactory(key=f"treaty-{number}")
    shown = client.get("/treaties/?per_page=2&sort=key").text
    assert "1 to 2 of 4" in shown
    assert 'rel="next"' in shown
    assert client.get("/treaties/?per_page=2&page=2").status_code == 200
    past = client.get("/treaties/?per_page=2&sort=key&page=9")
    assert past.status_code == 404
    assert "There are 2 pages; 9 is past the end." in past.text
    assert 'href="/treaties/?per_page=2&amp;sort=key&amp;page=2"' in past.text
    assert "mistyped" not in past.text
    assert client.get("/search/?q=treaty&page=9").status_code == client.get("/treaties.csv?page=9").status_code == 404


def test_a_facet_that_divides_nothing_is_left_out_and_empty_choices_stay_listed(client, treaties):
    shown = client.get("/treaties/").text
    assert "<legend>Confidence</legend>" not in shown
    assert "<legend>Status on the day</legend>" in shown
    assert "without a row" in shown


def test_a_second_value_of_a_typed_filter_is_kept(client, treaties):
    actor("fra")
    actor("deu")
    shown = client.get("/treaties/?actor=fra&actor=deu").text
    assert 'name="actor" value="fra"' in shown
    assert '<input type="hidden" name="actor" value="deu">' in shown


def test_politics_is_square_in_its_list(client):
    FrameworkFactory(key="mtcr", short_title="MTCR", in_force="1987")
    SystemFactory(key="deveselu", begins="2016-05-12")
    assert "#s-participant" in client.get("/frameworks/").text
    assert "#s-party" not in client.get("/systems/").text.partition("<tbody>")[2]


def test_a_commitment_names_who_owes_it(client):
    actor("fra")
    CommitmentFactory(owed_by=("fra",), title="To report")
    shown = client.get("/commitments/").text
    assert '<a href="/actors/fra/">France</a>' in shown
    assert "Not assessed" in shown


def test_a_page_is_the_same_until_the_data_change(client, treaties):
    tag = client.get("/treaties/")["ETag"]
    assert client.get("/treaties/", headers={"if-none-match": tag}).status_code == 304
    TreatyFactory(key="new-start")
    assert client.get("/treaties/", headers={"if-none-match": tag}).status_code == 200


def test_what_is_in_force_for_treaties_is_in_effect_for_frameworks(client):
    theme = ThemeFactory(key="export_control")
    FrameworkFactory(key="ag", short_title="Australia Group", title="Australia Group", in_force="1985", themes=[theme])
    for address in ("/frameworks/", "/themes/export_control/"):
        shown = client.get(address).text
        assert "In effect" in shown, address
        assert '<span class="sub">Australia Group</span>' not in shown, address


def test_what_stood_on_the_day_is_one_choice(client):
    for key, states in {
        "planned": {"planned": "2010"},
        "standing": {"operational": "2011"},
        "gone": {"operational": "1975", "ended": "1976"},
        "first": {"under_construction": "2009", "initial": "2011-05"},
    }.items():
        system = SystemFactory(key=key, title=key.capitalize())
        for state, day in states.items():
            PhaseFactory(record=system, phase=state, date=day)
    shown = client.get("/systems/?as_of=2012-06-01").text
    address = re.search(r'<a class="chip" href="([^"]*)">Only what stood on', shown)[1].replace("&amp;", "&")
    assert {row["key"] for row in client.get(address.replace("/systems/", "/systems.json")).json()["results"]} == {"standing", "first"}
    assert "Only what stood on" not in client.get(address).text
    assert "Only what stands today" in client.get("/systems/").text


def test_nothing_is_counted_for_what_cannot_be_answered(client, treaties, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        answer = client.get("/treaties/?region=nowhere&kind=treaty&theme=zones&as_of=1991")
    assert answer.status_code == 400
    assert re.search(r'id="f-kind-treaty" name="kind" value="treaty" checked', answer.text)
    assert 'name="region" value="europe"' in answer.text


def test_commitments_stand_in_the_order_of_their_articles(client):
    npt = TreatyFactory(key="npt")
    for reference in ("Annex A", "Article IX", "Article X(2)", "Article V", "Article X(1)"):
        CommitmentFactory(record=npt, reference=reference)
    in_order = ["Article V", "Article IX", "Article X(1)", "Article X(2)", "Annex A"]
    for address in ("/commitments/?record=npt", "/commitments.csv?record=npt", "/treaties/npt/"):
        text = client.get(address).text
        places = [text.find(reference) for reference in in_order]
        assert -1 not in places, address
        assert places == sorted(places), address
