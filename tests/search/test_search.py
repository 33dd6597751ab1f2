"""What people ask finds what they mean, on the curated data and on either database: `queries.csv` says what.

`expect` is the type and key of what must be found, `within` how far down: first, or among the first five.
"""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.http import QueryDict
from hypothesis import HealthCheck, given
from hypothesis import settings as runs
from hypothesis import strategies as st

from tests.factories import CURATOR, ActorFactory, SourceFactory, TreatyFactory, world
from tracker import changes
from tracker.catalogue import LISTINGS
from tracker.catalogue.words import CONTROL
from tracker.imports.curated import load, read_folder
from tracker.selections import Selection
from tracker.selections.search import TYPES, search
from tracker.selections.suggestions import suggestions

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
QUESTIONS = list(csv.DictReader((Path(__file__).parent / "queries.csv").read_text(encoding="utf-8").splitlines()))
# The documents of the search say nothing of these, which are most of the rows.
WITHOUT_WORDS = {"actions", "phases", "relations", "stories"}


def asked(**params):
    query = QueryDict(mutable=True)
    query.update(params)
    return query


def first(q, number):
    return [f"{hit.type}/{hit.key}" for hit in search(asked(q=q)).hits[:number]]


def test_what_people_ask_finds_what_they_mean():
    assert len(QUESTIONS) >= 120
    sheets = read_folder(settings.BASE_DIR / "fixtures")
    load({name: sheet for name, sheet in sheets.items() if name not in WITHOUT_WORDS})
    missed = {}
    for row in QUESTIONS:
        found = first(row["query"], int(row["within"]))
        if row["expect"] not in found:
            missed[row["query"]] = (row["expect"], found)
    assert missed == {}


# Any input is safe


JUNK = [
    "",
    " ",
    '"',
    '""',
    '"" - "',
    "-x",
    "--",
    "*",
    "-*",
    '-"',
    "the of",
    "NEAR(a b)",
    "a AND OR NOT",
    "called : npt",
    "{called} : x",
    "'; DROP TABLE x; --",
    "a:*B & !c | (d <-> e)",
    "\\'\\",
    "%_%",
    "npt\x00npt",
    "\ud800",
    "ß" * 200,
    "x" * 4096,
    "y " * 2048,
    '"a" ' * 1000,
    "-b " * 1000,
    "zz* " * 500,
    "ratifey " * 500,
    "(" * 500,
    "💥 \u202e ﷺ",
    "１２３",
    "İstanbul",
    "treaty -treaty",
    'treaty "',
    "us u.s. i ii",
]
SOUP = st.lists(
    st.sampled_from([*JUNK[:22], "treaty", "npt", "non-proliferation", "nuclear", "good faith"]) | st.text(max_size=12), max_size=8
)


@runs(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SOUP.map(" ".join))
def check_any_text(text):
    safe(text)


def safe(text):
    found = search(asked(q=text))
    if found.errors:
        assert list(found.errors) == ["q"]
        assert CONTROL.search(text) or not text.strip()  # spaces alone that are control characters: seen by their pictures
        return
    assert len(found.hits) == min(found.count, 20)
    for hit in found.hits:
        assert "".join(part for part, _asked in hit.name) == hit.title
    assert len(suggestions(asked(q=text))[0]) <= 8
    for name in ("treaties", "actions", "timeline"):
        selection = Selection(LISTINGS[name], asked(q=text), today=TODAY)
        assert selection.errors or selection.count >= 0


def test_any_text_is_answered_and_none_breaks_anything():
    world()
    for text in JUNK:
        safe(text)
    check_any_text()


def test_lists_find_by_words_what_the_search_finds():
    world()
    for text in ("npt", "nukes", "proliferating", '"good faith"', "treaty -npt", "missile defense", "article 6", "visit"):
        hits = search(asked(q=text), whole=True).hits
        for name, code in (("treaties", "treaty"), ("measures", "measure"), ("actors", "actor"), ("commitments", "commitment")):
            selection = Selection(LISTINGS[name], asked(q=text), today=TODAY)
            listed = {row.get("key") or row["id"] for row in selection.rows()}
            assert {str(key) for key in listed} == {hit.key for hit in hits if hit.type == code}, (text, name)


def test_what_is_written_in_any_script_is_found(client):
    w = world()
    w.npt.other_titles = (
        "Договор о нераспространении",
        "不扩散核武器条约",
        "핵확산금지조약",
        "معاهدة عدم انتشار الأسلحة النووية",
        "अप्रसार संधि",
    )
    changes.save(w.npt, by=CURATOR, why="Titles of its other texts.")
    SourceFactory(key="visti", title="Саміт у Туреччині", publisher="Вісті")
    ActorFactory(key="zem", name="Zemlia", other_names=("Земля", "—"))
    for text in ("договора о нераспространении", "核武器", "핵확산", '"금지조약"', "المعاهدة", "संधि", "договору -саміт"):
        assert first(text, 1) == ["treaty/npt"], text
    assert first("саміту вісті", 1) == ["source/visti"]
    assert first("нераспространенеии", 1) == ["treaty/npt"]  # corrected
    assert "<mark>Саміт</mark> у Туреччині" in client.get("/search/", {"q": "саміту"}).text
    for text, listing, key in (("核武", "treaties", "npt"), ("саміт", "sources", "visti"), ("земля", "actors", "zem")):
        assert [row["key"] for row in Selection(LISTINGS[listing], asked(q=text), today=TODAY).rows()] == [key]
    assert [one.key for one in suggestions(asked(q="нераспр"))[0]] == ["npt"]
    assert Selection(LISTINGS["treaties"], asked(actor="ЗЕМЛЯ"), today=TODAY).errors == {}
    for nobody in ("日本", "💥", "—"):
        assert list(Selection(LISTINGS["treaties"], asked(actor=nobody), today=TODAY).errors) == ["actor"]


@pytest.mark.parametrize(
    ("params", "name"),
    [({"q": "a", "colour": "red"}, "colour"), ({"type": "zz"}, "type"), ({"page": "x"}, "page"), ({"per_page": "201"}, "per_page")],
)
def test_what_the_search_does_not_know_is_refused(client, params, name):
    assert list(search(asked(**params)).errors) == [name]
    assert client.get("/search/", params).status_code == 400
    assert list(client.get("/search.json", params).json()["errors"]) == [name]


def test_the_page_its_file_and_what_is_suggested(client):
    w = world()
    for text in JUNK:
        text = text.encode("utf-8", "ignore").decode()
        assert client.get("/search/", {"q": text}).status_code == (400 if CONTROL.search(text) else 200)
    page = client.get("/search/", {"q": "treatey", "per_page": "1"})
    assert "Showing results for" in page.text
    assert 'rel="next"' in page.text
    assert client.get("/search/", {"q": "treaty", "page": "99"}).status_code == 404
    whole, first_page = (client.get("/search.json", {"q": "treaty"} | more).json() for more in ({}, {"per_page": "1"}))
    assert whole["count"] == len(whole["results"]) == first_page["count"] > len(first_page["results"]) == 1
    assert whole["results"][0]["url"].startswith("http")
    suggested = client.get("/search/suggest/", {"q": "np", "of": "record"})
    assert suggested.json()["results"][0]["key"] == "npt"
    assert {row["type"] for row in suggested.json()["results"]} <= set(TYPES)
    assert client.get("/search/suggest/", {"q": "np", "of": "record"}, headers={"if-none-match": suggested["ETag"]}).status_code == 304
    assert client.get("/search/suggest/", {"q": "tr", "of": "zz"}).status_code == 400
    assert f"/treaties/{w.npt.key}/" in client.get("/search/?q=nonproliferation").text


def test_an_abbreviation_is_never_taken_for_another(client):
    TreatyFactory(title="Agreement on SLBM launches")
    found = search(asked(q="SLKM"))
    assert (found.hits, found.corrected, found.near) == ([], "", "slbm")
    page = client.get("/search/?q=SLKM").text
    assert "Did you mean" in page
    assert "fewer words" not in page
    assert [hit.key for hit in search(asked(q="slkm")).hits] == [hit.key for hit in search(asked(q="slbm")).hits] != []
    assert search(asked(q="no first use")).hits == []


def test_a_correction_that_finds_nothing_is_neither_shown_nor_offered(client):
    world()
    assert search(asked(q="treatey")).corrected
    for text in ("treatey xyzzyq", "<script>alert(1)</script>"):
        found = search(asked(q=text))
        assert (found.hits, found.corrected, found.near) == ([], "", ""), text
        assert "Showing results for" not in client.get("/search/", {"q": text}).text


def test_what_is_found_is_marked_and_escaped(client):
    TreatyFactory(
        title="Treaty of <b>Ghent</b>", summary="First words. " * 40 + "It bans & limits <i>rockets</i> for good. " + "Last words. " * 40
    )
    shown = client.get("/search/?q=missile+banned").text
    assert "It <mark>bans</mark> &amp; limits &lt;i&gt;<mark>rockets</mark>&lt;/i&gt;" in shown
    assert "Treaty of &lt;b&gt;Ghent&lt;/b&gt;" in shown
    assert "<i>rockets" not in shown
