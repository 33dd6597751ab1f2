"""What cannot be answered is refused alike wherever it is asked: 400, with a sentence for its parameter."""

import logging
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from tests.factories import ActionFactory, TreatyFactory, actor, user

pytestmark = pytest.mark.django_db

NPT = "/treaties/npt"
DATED = (
    "/treaties/",
    "/treaties.csv",
    "/actors/",
    "/commitments.json",
    "/participations.csv",
    "/timeline/",
    "/calendar/",
    f"{NPT}/",
    f"{NPT}.json",
    f"{NPT}/participants.csv",
    "/actors/fra/",
    "/actors/fra.json",
    "/answer/?actor=fra&record=npt",
    "/answer.json?actor=fra&record=npt",
    "/matrix/",
    "/matrix.csv",
    "/map/?record=npt",
    "/compare/?actors=fra",
    "/api/v1/treaties/",
    "/api/v1/treaties/npt/",
    "/api/v1/counts/?record=npt",
)
IN_WINDOWS = (
    "/treaties/",
    "/treaties.json",
    "/commitments.csv",
    "/timeline/",
    "/timeline/?part=chart",
    "/embed/timeline/",
    "/timeline.svg",
    f"{NPT}/timeline/",
    "/calendar/",
    "/calendar.ics",
    "/changes/",
    "/changes.atom",
    "/api/v1/treaties/",
)
IN_WORDS = (
    "/treaties/",
    "/treaties.xlsx",
    "/timeline/",
    "/timeline.svg",
    f"{NPT}/",
    f"{NPT}.json",
    f"{NPT}/participants.csv",
    "/search/",
    "/search.json",
    "/search/suggest/",
    "/api/v1/treaties/",
    "/api/v1/actors/",
)
ODD = ("%00", "npt%00", "%1B", "%1C", "%08npt", "%EF%BF%BE", "a%EF%BF%BF", "%09")
NOTHING = ("-", "*", ".", "%E2%80%8B")
TAKE_NOTHING = ("/", "/sitemap.xml", "/robots.txt", "/api/v1/docs/", "/api/v1/schema/", "/log/account/", "/log/find/")
TWICE = (
    ("/treaties/", "page", "1", "2"),
    ("/treaties.csv", "per_page", "1", "2"),
    ("/search/", "page", "1", "2"),
    ("/matrix/", "page", "1", "2"),
    ("/timeline/", "width", "900", "800"),
    ("/timeline/", "part", "chart", "entry"),
    ("/timeline/?part=entry", "entry", "a", "b"),
    ("/api/v1/treaties/", "per_page", "1", "2"),
    (f"{NPT}/", "version", "1", "2"),
)


@pytest.fixture
def npt():
    treaty = TreatyFactory(key="npt", short_title="NPT", opened="1968-07-01", in_force="1970-03-05", entry_rule="consents:1; later:deposit")
    ActionFactory(record=treaty, actor=actor("fra"), action="accession", date="1992-08-02")


def ask(client, address, query):
    return client.get(f"{address}{'&' if '?' in address else '?'}{query}")


def said(client, address, query):
    """The answer's text, which must be a refusal."""
    answer = ask(client, address, query)
    assert answer.status_code == 400, (address, query)
    return answer.content.decode()


def test_a_day_past_what_is_asked_about_is_refused_and_the_last_one_answered(client, npt):
    """An open end lies at the last day that there is: nothing would stand on it."""
    for address in DATED:
        assert "too far ahead" in said(client, address, "as_of=9999-12-31"), address
    for day in ("9999", "2201"):
        assert "too far ahead" in said(client, "/answer.json?actor=fra&record=npt", f"as_of={day}"), day
    assert ask(client, f"{NPT}.json", "as_of=2200-12-31").json()["participants"][0]["status"] == "party"
    assert "Party" in client.get("/answer/?actor=fra&record=npt&as_of=2200").text


def test_a_window_that_ends_before_it_begins_is_refused(client, npt):
    for address in IN_WINDOWS:
        assert "ends before it begins" in said(client, address, "from=2020&to=2010"), address
    assert 'id="f-to-error"' in client.get("/treaties/?from=2020&to=2010").text


def test_words_that_no_text_holds_are_refused(client, npt):
    for at, address in enumerate(IN_WORDS):
        assert "holds a character" in said(client, address, f"q={ODD[at % len(ODD)]}"), address
    for words in ODD:
        assert "holds a character" in said(client, "/search/suggest/", f"q={words}"), words


def test_words_of_which_nothing_is_left_find_nothing(client, npt):
    for words in NOTHING:
        assert client.get(f"/api/v1/treaties/?q={words}").json()["count"] == 0, words
        assert client.get(f"{NPT}/participants.csv?q={words}").content.decode().count("\n") == 1, words
    assert client.get(f"{NPT}.json?q=-").json()["participants"] == []
    assert "No participant fits all of this." in client.get(f"{NPT}/?q=-").text


def test_what_an_address_does_not_take_is_refused(client, npt):
    client.force_login(user("rolf", "Researcher"))
    for address in TAKE_NOTHING:
        assert "is not a parameter here" in said(client, address, "colour=red"), address


def test_one_value_is_taken_once(client, npt):
    for address, name, one, other in TWICE:
        assert f"Give one {name} only." in said(client, address, f"{name}={one}&{name}={other}"), (address, name)


def test_an_entry_without_its_name_is_refused(client, npt):
    assert "Say which entry" in said(client, "/timeline/", "part=entry")
    assert "Say which entry" in said(client, f"{NPT}/timeline/", "part=entry&entry=")


def test_a_file_of_participants_says_what_narrows_it(client, npt):
    answer = client.get(f"{NPT}/participants.csv?status=party&region=europe&q=fra&as_of=2000")
    assert answer["X-Selection"] == 'Participants of NPT on 2000-12-31, as of effect, status Party, region Europe, matching "fra"'


def test_a_name_that_is_not_ours_is_refused_without_a_stack_in_the_log(client, caplog):
    logger = logging.getLogger("django")  # it keeps its lines from the root
    logger.addHandler(caplog.handler)
    for address in ("/", "/api/v1/treaties/", "/treaties.csv", "/healthz", "/nothing/"):
        answer = client.get(address, headers={"host": "evil.example"})
        assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8"), address
    logger.removeHandler(caplog.handler)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR or record.exc_info] == []


def test_what_is_stored_all_the_same_breaks_no_file(client):
    """XML 1.0 holds no control characters, wherever they came from."""
    TreatyFactory(key="odd", title="O\x1bd\ufffed", opened="1990-01-01")
    with ZipFile(BytesIO(client.get("/treaties.xlsx").content)) as workbook:
        files = [workbook.read("xl/worksheets/sheet1.xml"), workbook.read("docProps/core.xml")]
    for body in (*files, client.get("/treaties.atom").content, client.get("/treaties/odd/timeline.svg").content):
        ElementTree.fromstring(body)
