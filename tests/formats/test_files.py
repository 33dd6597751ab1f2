"""Every list in every format: the same rows in each, the headers of all, and a file that comes back changes nothing."""

import csv
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from tests.factories import TreatyFactory
from tracker.catalogue import LISTINGS
from tracker.formats.registry import FORMATS, offered

pytestmark = pytest.mark.django_db
NAMES = [*LISTINGS]


def rows_of_csv(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def sheet_of(answer, sheet=0):
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).worksheets[sheet].iter_rows()]


@pytest.mark.parametrize("name", [*NAMES, "search", "codebook"])
def test_a_list_says_of_which_version_and_under_which_licence_it_is(client, world, name):
    every = offered(LISTINGS[name]) if name in LISTINGS else [FORMATS["csv"], FORMATS["xlsx"]]
    for made in every if name in ("treaties", "timeline") else every[:2]:
        path = f"/{name}.{made.extension}{'?q=treaty' if name == 'search' else ''}"
        answer = client.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (200, made.media_type)
        assert answer["X-Data-Version"]
        assert 'rel="license"' in answer["Link"]
        assert answer["X-Selection"]
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        headed = client.head(path)
        assert (headed.status_code, headed.content, headed["ETag"]) == (200, b"", answer["ETag"])


def test_what_is_not_asked_rightly_is_refused_as_json(client, world):
    for path in ("/treaties.xlsx?colour=red", "/actors.jsonl?kind=bogus", "/timeline.csv?from=1991-13", "/search.csv?x=1"):
        answer = client.get(path)
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/json"
        assert answer.json()["errors"]
    for path in ("/treaties.doc", "/treaties.csv?page=9", "/nothing.csv"):
        assert client.get(path).status_code == 404


def test_a_large_list_is_sent_while_it_is_read(client, world, monkeypatch):
    whole = {made.extension: client.get(f"/timeline.{made.extension}").content for made in offered(LISTINGS["timeline"])}
    monkeypatch.setattr("tracker.formats.answers.WHOLE", 2)
    monkeypatch.setattr("tracker.selections.pieces.PIECE", 3)
    for extension, content in whole.items():
        answer = client.get(f"/timeline.{extension}")
        assert answer.streaming
        assert answer["ETag"]
        assert answer.getvalue() == content


def test_a_workbook_has_real_dates_and_numbers_and_no_formula(client, world):
    TreatyFactory(
        key="odd", title="=1+1", note="#N/A", summary="'=2", adopted="1899-12-31", opened="1968~", signed="1968-07", ended="1990-01-02"
    )
    answer = client.get("/treaties.xlsx?sort=key")
    header, *rows = sheet_of(answer)
    odd = next(dict(zip(header, row, strict=True)) for row in rows if row[0] == "odd")
    assert {name: str(odd[name]) for name in ("title", "note", "summary", "adopted", "opened", "signed", "ended", "parties")} == {
        "title": "'=1+1",
        "note": "#N/A",
        "summary": "''=2",
        "adopted": "1899-12-31",
        "opened": "1968~",
        "signed": "1968-07",
        "ended": "1990-01-02 00:00:00",
        "parties": "0",
    }
    book = load_workbook(io.BytesIO(answer.content))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert book.worksheets[0].freeze_panes == "B2"
    about = dict(sheet_of(answer, 1))
    assert about["Selection"] == "3 treaties, by key"
    assert about["Data version"] == answer["X-Data-Version"]
    assert "creativecommons.org" in about["Licence"]


@pytest.mark.parametrize("name", ["treaties", "commitments", "timeline", "changes"])
def test_no_file_tells_when_it_was_asked_for(client, world, name, time_machine):
    time_machine.move_to(datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC), tick=False)
    first = {made.extension: client.get(f"/{name}.{made.extension}").content for made in offered(LISTINGS[name])}
    time_machine.shift(5000)
    for extension, content in first.items():
        assert client.get(f"/{name}.{extension}").content == content
