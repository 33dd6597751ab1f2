"""What travels with an answer: ETag, data version, licence, selection, and who may read it."""

from urllib.parse import unquote

import pytest

from tests.factories import SourceFactory, TreatyFactory

ANSWERS = [
    "/api/v1/",
    "/api/v1/treaties/",
    "/api/v1/treaties/npt/",
    "/api/v1/participations/?record=npt",
    "/api/v1/counts/?record=npt",
    "/api/v1/schema/",
]
FILES = ["/treaties.csv", "/treaties.json", "/treaties/npt.json", "/treaties/npt/participants.csv", "/timeline.json", "/search.json?q=npt"]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_has_an_etag_and_is_304_until_something_is_published(client, world, path):
    first = client.get(path)
    assert first["X-Data-Version"]
    assert 'rel="license"' in first["Link"]
    assert first["X-Selection"]
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    SourceFactory(key="unseen", state="draft")
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    TreatyFactory(key="newer")
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", [*ANSWERS, *FILES, "/api/v1/nothing/", "/api/v1/treaties/?x=1", "/treaties.json?x=1"])
def test_scripts_of_other_sites_may_read_it_without_credentials(client, world, path):
    answer = client.get(path, headers={"Origin": "https://example.org"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    unchanged = client.get(path, headers={"If-None-Match": answer.get("ETag", '"x"')})
    assert unchanged["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", [*ANSWERS, *FILES])
def test_browsers_are_told_that_they_may_only_read(client, world, path):
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    answer = client.options(path, headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Methods"] == answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Headers"] == "If-None-Match"


def test_a_page_is_not_shared(client, world):
    assert "Access-Control-Allow-Origin" not in client.get("/treaties/")


@pytest.mark.parametrize("path", ANSWERS)
def test_head_has_the_headers_of_get_and_no_body(client, world, path):
    asked, headed = client.get(path), client.head(path)
    assert headed.content == b""
    assert {name: headed[name] for name in ("ETag", "Content-Type", "X-Selection")} == {
        name: asked[name] for name in ("ETag", "Content-Type", "X-Selection")
    }


def test_the_selection_is_told_in_words(client, world):
    assert client.get("/api/v1/treaties/?theme=nuclear")["X-Selection"] == "2 treaties on nuclear arms, oldest first"
    assert client.get("/api/v1/treaties/npt/?as_of=1991")["X-Selection"] == "NPT, as things stood on 1991-12-31"


@pytest.mark.parametrize("path", ["/api/v1/treaties/", "/treaties.json"])
def test_no_word_can_break_the_headers(client, world, path):
    """The server refuses a header with control characters: that was a 500. No question may hold them; marks become plain."""
    assert client.get(path, {"q": "Defense\x10\x1a\r\nX-Evil: 1\x7f\x85"}).status_code == 400
    said = client.get(path, {"q": "Defense“ X-Evil: 1"})["X-Selection"]
    assert said.isascii()
    assert said.isprintable()
    assert 'matching "Defense" X-Evil: 1' in said


@pytest.mark.parametrize("path", ["/api/v1/treaties/", "/treaties.json"])
def test_letters_beyond_ascii_keep_their_place(client, world, path):
    said = client.get(path, {"q": "Défense \U0001f680 – 5 %"})["X-Selection"]
    assert said.isascii()
    coding, _language, words = said.split("'")
    assert 'matching "Défense \U0001f680 - 5 %"' in unquote(words, coding)
