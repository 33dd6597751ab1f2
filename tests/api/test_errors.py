"""What is answered where there is no answer: always JSON, never a 500."""

from urllib.parse import urlencode

import pytest


@pytest.mark.parametrize("path", ["nothing/", "treaties/npt/more/", "treaties/a b/", "treaties/%0A/", "treaties/%00/", "x/" * 200])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_every_other_address_is_404_in_json(client, db, path, method):
    answer = getattr(client, method)(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert list(answer.json()) == ["detail"]


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(client, db):
    assert client.get("/api/v1/treaties?as_of=1991")["Location"] == "/api/v1/treaties/?as_of=1991"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["", "treaties/", "treaties/npt/", "counts/", "schema/", "docs/"])
def test_it_is_for_reading(client, db, method, path):
    answer = getattr(client, method)(f"/api/v1/{path}", data="{", content_type="application/json")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accepted", ["text/html", "application/xml", "nonsense"])
def test_nothing_but_json_can_be_had(ask, db, accepted):
    assert list(ask("treaties/", status=406, headers={"Accept": accepted})) == ["detail"]


def test_more_parameters_than_can_be_read_are_refused(ask, db):
    assert list(ask("treaties/", status=400, **{f"x{number}": "1" for number in range(6100)})["errors"]) == ["parameters"]


@pytest.mark.parametrize(
    ("path", "param", "number"),
    [("treaties/", "q", 21), ("treaties/", "actor", 201), ("commitments/", "record", 201), ("treaties/", "region", 999)],
)
def test_more_values_than_the_database_can_look_for_are_refused(ask, db, path, param, number):
    """SQLite refuses a condition of a thousand parts: that was a 500."""
    errors = ask(path, status=400, **{param: [f"value{at}" for at in range(number)]})["errors"]
    assert "at most" in errors[param][0]


@pytest.mark.parametrize("day", ["0001", "0001-01-01", "2200", "2200-12-31"])
@pytest.mark.parametrize("path", ["treaties/", "treaties/npt/", "actors/", "commitments/", "participations/", "counts/"])
def test_the_first_and_the_last_day_that_there_are(ask, world, day, path):
    ask(path, as_of=day, **({"record": "npt"} if path == "counts/" else {}))
    if path == "commitments/":
        ask(path, as_of=day, due=["soon", "overdue"])


ODD = ("\x00", "'; DROP TABLE", "%", "_", "\\", "a" * 4000, "\u202e", "٣", "-0", "1e9", "NaN", "{}", "../..", "\U0001f680", "\ud800")


@pytest.mark.parametrize(
    "param", ["q", "actor", "record", "theme", "as_of", "from", "page", "per_page", "sort", "status", "finding", "facets"]
)
@pytest.mark.parametrize("path", ["treaties/", "participations/", "commitments/"])
def test_no_value_breaks_a_list(client, db, path, param):
    for value in ODD:
        query = urlencode({param: value}, errors="surrogatepass")
        assert client.get(f"/api/v1/{path}?{query}").status_code in (200, 400)
