"""The matrix, the answer, the comparison and the map, as pages and files."""

import csv
import io
import re

import pytest

from tests.factories import STATES, ActionFactory, ActorFactory, FrameworkFactory, TreatyFactory, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def stood():
    npt, later = write(
        [
            TreatyFactory.build(
                key="npt", short_title="NPT", title="Treaty on Non-Proliferation", in_force="1970-03-05", legal_force="legally_binding"
            ),
            TreatyFactory.build(key="later", in_force="2000-01-01", legal_force="legally_binding"),
        ]
    )
    fra, rus, jpn = write([ActorFactory.build(key=key, **STATES[key]) for key in ("fra", "rus", "jpn")])
    write(
        [
            ActionFactory.build(record=npt, actor=fra, action="accession", date="1992-08-02", depositary=[rus]),
            ActionFactory.build(record=npt, actor=rus, action="ratification", date="1970-03-05"),
            ActionFactory.build(record=npt, actor=rus, action="suspension", date="2020-01-01", contested_by=[jpn]),
            ActionFactory.build(record=later, actor=jpn, date="1999-01-01"),
        ]
    )


def table(answer):
    return list(csv.reader(io.StringIO(answer.text)))


def test_the_matrix_has_a_mark_a_word_and_a_year_in_each_cell(client, stood):
    shown = client.get("/matrix/").text
    assert re.search(r'href="/answer/\?actor=fra&amp;record=npt">.*?#s-party.*?Party since </span>1992', shown)
    assert re.search(r"#s-suspended.*?Suspended since </span>2020.*?contested", shown)
    assert '<th scope="row"><a href="/actors/fra/">France</a></th>' in shown
    assert "<td>2 of 3</td>" in shown
    assert "2 treaties, oldest first; 3 actors" in shown


def test_the_day_on_which_a_signature_was_withdrawn_is_no_entry(client):
    """Nor is the day on which a participation was suspended or ended."""
    att = TreatyFactory(key="att", in_force="2014-12-24", legal_force="legally_binding")
    group, left = FrameworkFactory(key="group", in_force="1985-06"), FrameworkFactory(key="left", in_force="1986-06")
    usa = ActorFactory(key="usa", **STATES["usa"])
    for record, action, day in [
        *((att, "signature", "2013-09-25"), (att, "signature_withdrawn", "2019-07-18")),
        *((group, "join", "1985-06"), (left, "join", "1986-06"), (left, "leave", "2001-02-03")),
    ]:
        ActionFactory(record=record, actor=usa, action=action, date=day)
    shown = client.get("/actors/usa/").text.split('id="agreements"')[1].split("</section>")[0]
    entries = [re.sub("<[^>]+>", "", cell) for cell in re.findall(r'data-th="Consent or entry" class="date">(.*?)</td>', shown)]
    assert sorted(entries) == ["Jun 1985", "–", "–"]


def test_the_matrix_keeps_the_day_in_its_links(client, stood):
    shown = client.get("/matrix/?as_of=1992-08-02").text
    assert 'href="/answer/?actor=fra&amp;record=npt&amp;as_of=1992-08-02"' in shown
    assert 'href="/treaties/npt/?as_of=1992-08-02"' in shown
    assert "/treaties/later/" not in shown


def test_the_matrix_refuses_beside_the_field_and_shows_no_rows(client, stood):
    answer = client.get("/matrix/?theme=nothing&actor=nobody")
    assert answer.status_code == 400
    assert 'id="f-theme-error"' in answer.text
    assert 'id="f-actor-error"' in answer.text
    assert "<tbody>" not in answer.text


def test_pages_of_the_matrix(client, stood):
    write([ActorFactory.build(key=f"state-{number:02}", name=f"State {number:02}") for number in range(50)])
    first, second = client.get("/matrix/").text, client.get("/matrix/?page=2").text
    assert first.count('<th scope="row"><a href="/actors/') == 50
    assert second.count('<th scope="row"><a href="/actors/') == 3
    assert client.get("/matrix/?page=3").status_code == 404
    assert client.get("/matrix.csv?page=3").status_code == 404


def test_the_whole_matrix_as_a_file(client, stood):
    answer = client.get("/matrix.csv")
    assert table(answer) == [
        ["actor", "name", "npt", "later"],
        ["fra", "France", "party", "none"],
        ["jpn", "Japan", "none", "signatory"],
        ["rus", "Russian Federation", "suspended", "none"],
    ]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["X-Selection"].startswith("2 treaties, oldest first; 3 actors, on ")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_the_file_takes_the_day_and_refuses_in_json(client, stood):
    assert table(client.get("/matrix.csv?as_of=1992-08-01&actor=fra"))[1] == ["fra", "France", "none"]
    refused = client.get("/matrix.csv?bogus=1")
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["bogus"])


@pytest.mark.parametrize(
    "address", ["/matrix/", "/matrix.csv", "/answer/?actor=fra&record=npt", "/compare/?actors=fra,rus", "/map/?record=npt"]
)
def test_an_answer_is_not_sent_twice(client, stood, address):
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    TreatyFactory(key="new", in_force="2001")
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ["/matrix/", "/answer/", "/compare/", "/map/"])
def test_without_data_and_without_a_question(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/matrix/", "/answer/", "/compare/", "/map/", "/matrix.csv", "/answer.json"])
def test_an_unknown_parameter_is_refused(client, address):
    assert client.get(f"{address}?bogus=1").status_code == 400


def test_the_answer_is_one_sentence_with_its_acts(client, stood):
    shown = client.get("/answer/?actor=France&record=NPT&as_of=1992-08-02").text
    assert "On 2 August 1992 France was a party to the NPT" in shown
    assert "<strong>Accession</strong>" in shown
    assert 'href="/treaties/npt/?as_of=1992-08-02"' in shown
    assert 'value="France"' in shown


def test_the_answer_says_what_changed_next(client, stood):
    shown = client.get("/answer/?actor=fra&record=npt&as_of=1992-08-01").text
    assert "it became a party on 2 August 1992" in shown
    assert 'href="?actor=fra&amp;record=npt&amp;as_of=1992-08-02"' in shown


@pytest.mark.parametrize("day", ["1 August 1992", "Aug 1, 1992", "1.8.1992 ", "on 1 Aug. 1992"])
def test_the_form_reads_a_day_as_pages_print_it(client, stood, day):
    question = {"actor": "fra", "record": "npt", "as_of": day}
    if day.startswith("1.8"):
        assert "may mean" in client.get("/answer/", question).text
        return
    answer = client.get("/answer/", question)
    assert answer.status_code == 200
    assert "it became a party on 2 August 1992" in answer.text
    assert client.get("/answer/", question | {"as_of": "about 1992"}).status_code == 400
    assert client.get("/answer.json", question).status_code == 400


def test_a_question_that_cannot_be_answered(client, stood):
    answer = client.get("/answer/?actor=nobody&record=npt&as_of=soon")
    assert answer.status_code == 400
    assert 'id="f-actor-error"' in answer.text
    assert 'id="as_of-error"' in answer.text
    assert 'class="answer"' not in answer.text


def test_what_is_wrong_with_a_question_is_said_once_and_names_what_may_be_meant(client, stood):
    shown = client.get("/answer/?actor=Frence&record=non-proliferation+treety&as_of=soon").text
    for said in ("Actor: No actor", "Agreement or framework: No record", "Day: "):
        assert shown.count(said) == 1
    assert "as_of:" not in shown
    assert "cannot be answered as it was asked" not in shown
    assert 'href="?actor=fra&amp;record=non-proliferation+treety&amp;as_of=soon">France</a>' in shown
    assert 'href="?actor=Frence&amp;record=npt&amp;as_of=soon">NPT</a>' in shown
    assert "bogus" in client.get("/answer/?actor=fra&record=npt&bogus=1").text


def test_the_answer_for_programs(client, stood):
    found = client.get("/answer.json?actor=fra&record=npt&as_of=1992-08-01").json()
    assert (found["status"], found["next"]["status"], found["next"]["on"]) == ("none", "party", "1992-08-02")
    assert found["next"]["because"] == [
        {"action": "accession", "date": "1992-08-02", "effective_date": None, "depositary": ["rus"], "contested_by": [], "sources": []}
    ]
    assert client.get("/answer.json").json()["errors"].keys() == {"actor", "record"}


def test_a_comparison_puts_differences_first(client, stood):
    shown = client.get("/compare/?actors=fra,rus").text
    assert "Where they differ: 1" in shown
    assert "France and the Russian Federation stand differently under 1 agreement and alike under 0." in shown
    assert 'value="France"' in shown


def test_a_comparison_of_too_many(client, stood):
    answer = client.get("/compare/?actors=fra&actors=rus&actors=jpn&actors=a&actors=b")
    assert answer.status_code == 400
    assert 'id="f-actors-error"' in answer.text


def test_the_map_says_in_each_shape_what_the_table_says(client, stood):
    shown = client.get("/map/?record=npt").text
    assert 'aria-label="France: Party since 2 Aug 1992"' in shown
    assert 'aria-label="Russian Federation: Suspended since 1 Jan 2020, contested"' in shown
    assert 'aria-label="Japan: None"' in shown
    assert "States of that day without a status: 1" in shown
    assert 'href="/treaties/npt/participants.csv"' in shown


def test_the_map_offers_what_most_take_part_in(client, stood):
    for day, many in (("1980", "1 party"), ("2021", "2 parties")):
        shown = client.get(f"/map/?as_of={day}").text
        assert f'<li><a href="?as_of={day}&amp;record=npt">NPT</a> <span class="muted">{many}</span></li>' in shown


def test_a_map_of_something_unknown(client, stood):
    answer = client.get("/map/?record=nothing")
    assert answer.status_code == 400
    assert 'id="f-record-error"' in answer.text
    assert '<svg class="map"' not in answer.text


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/matrix/", 13),
        ("/matrix.csv", 11),
        ("/answer/?actor=fra&record=npt", 16),
        ("/compare/?actors=fra,rus", 16),
        ("/map/?record=npt", 10),
        ("/map/", 8),
    ],
)
def test_pages_ask_a_fixed_number_of_times(client, stood, django_assert_max_num_queries, address, most):
    write([TreatyFactory.build(key=f"treaty-{number}", in_force="1990") for number in range(12)])
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200
