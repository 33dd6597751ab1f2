"""Answers are sent compressed to whoever takes them so, pages with a form's token and streamed files too."""

import gzip

import pytest

from tests.factories import TreatyFactory, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    return lambda path, **headers: client.get(path, headers={"Accept-Encoding": "gzip", **headers})


@pytest.mark.parametrize("path", ["/", "/treaties/", "/treaties.csv", "/treaties.json", "/timeline.jsonl", "/api/v1/treaties/"])
def test_pages_files_and_the_api_are_compressed(client, ask, path, monkeypatch):
    write([TreatyFactory.build(key=f"treaty-{number}", in_force="1990") for number in range(5)])
    monkeypatch.setattr("tracker.formats.answers.WHOLE", 2)
    plain, answer = client.get(path), ask(path)
    assert (answer["Content-Encoding"], "Accept-Encoding" in answer["Vary"]) == ("gzip", True)
    assert gzip.decompress(answer.getvalue()) == plain.getvalue()
    assert "Content-Encoding" not in plain
    for tag in (plain["ETag"], answer["ETag"]):
        assert ask(path, **{"If-None-Match": tag}).status_code == 304
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_the_length_of_a_page_with_a_token_does_not_tell_what_is_in_it(ask):
    """BREACH guesses a secret by the length of compressed answers: here it varies by itself."""
    answers = [ask("/log/sign-in/") for _ in range(8)]
    assert {answer["Content-Encoding"] for answer in answers} == {"gzip"}
    assert len({len(answer.content) for answer in answers}) > 1
