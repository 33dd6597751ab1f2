"""For every list, every filter and every format: the file holds the rows that the page, the API and the counts have."""

import csv
import io
import json
import re
from datetime import date
from itertools import cycle
from urllib.parse import urlencode

import feedparser
import icalendar
import pytest
import rispy
from django.http import QueryDict
from openpyxl import load_workbook

from tracker.api.resources import OFFERED
from tracker.catalogue import LISTINGS, TABLES
from tracker.catalogue.codebook import lines
from tracker.catalogue.computed_columns import CODEBOOK, HITS
from tracker.formats.extract import Extract
from tracker.formats.registry import offered
from tracker.selections import Selection, search
from tracker.selections.pieces import rows_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SITE = "https://example.org"
# One value of each filter that leaves some rows, whatever the list; where a list has its own, `of_listing`.
VALUES = {
    "q": "re",
    "theme": "missiles",
    "region": "europe",
    "kind": None,
    "type": "treaty",
    "actor": "fra",
    "record": "npt",
    "status": None,
    "finding": "of_concern",
    "due": "overdue",
    "action": "ratification",
    "relation": "complements",
    "basis": "consent",
    "legal_force": "legally_binding",
    "ambit": "multilateral",
    "confidence": "high",
    "from": "1985",
    "to": "1995-06",
    "as_of": "2012",
    "lanes": "theme",
}


def questions(listing):
    """Parameters to ask a list with: none, each filter alone, and two of them together."""
    found = [{}]
    for name, made in listing.filters.base_filters.items():
        value = VALUES.get(name) or str(made.field.choices[0][0] if hasattr(made.field, "choices") else "re")
        found.append({name: value})
    return (
        [*found, {"as_of": "2012", "sort": f"-{listing.default_sort.removeprefix('-')}"}]
        if "as_of" in listing.filters.base_filters
        else found
    )


def asked(listing, params):
    selection = Selection(listing, QueryDict(urlencode(params)), today=TODAY)
    assert selection.errors == {}, (listing.name, params)
    return selection


def files_of(listing, params):
    """{extension: what the file says it holds, and its keys} of every format, each made of rows that are read once for those that read alike."""
    selection, read, found = asked(listing, params), {}, {}
    for made in offered(listing):
        if made.read not in read:
            count, rows = made.read(selection)
            read[made.read] = count, list(rows)
        count, rows = read[made.read]
        extract = Extract.of(listing, rows, count=count, words=selection.sentence(), site=SITE, path="/list/", file="/list.x")
        body = b"".join(part if isinstance(part, bytes) else part.encode() for part in made.write(extract))
        found[made.extension] = count, keys_in(made.extension, body, listing)
    return found


def named(row):
    return str(row.get("key") or row.get("id"))


def keys_in(extension, body, listing):
    """What names the rows of a file, in its order."""
    column = next(
        name
        for name in ("key", "id", "number", "record")
        if name in (listing.table.columns if listing.table else [c.name for c in listing.columns])
    )
    if extension == "csv":
        return [row[column] for row in csv.DictReader(io.StringIO(body.decode()))]
    if extension == "xlsx":
        header, *rows = load_workbook(io.BytesIO(body)).worksheets[0].iter_rows(values_only=True)
        return [str(row[header.index(column)]) for row in rows]
    if extension == "json":
        found = json.loads(body)
        assert found["count"] == len(found["results"])
        return [row["key"] for row in found["results"]]
    if extension == "jsonl":
        return [json.loads(line)["key"] for line in body.decode().splitlines()]
    if extension == "bib":
        return [key.removeprefix("pacta-") for key, _fields in bibtex(body.decode())]
    if extension == "ris":
        return [entry["id"].removeprefix("pacta-") for entry in rispy.loads(body.decode())]
    if extension == "csl.json":
        return [item["id"].removeprefix("pacta-") for item in json.loads(body)]
    if extension == "atom":
        feed = feedparser.parse(body)
        assert not feed.bozo
        assert all(re.match(r"tag:[a-z.]+,2026:/", entry.id) and entry.title and entry.updated for entry in feed.entries)
        return [re.search(r"/([^/]+)/changes/", entry.id)[1] for entry in feed.entries]
    uids = [str(event["UID"]).partition("@")[0] for event in icalendar.Calendar.from_ical(body).walk("VEVENT")]
    assert len({*uids}) == len(uids)
    return uids


def bibtex(text):
    """[(key, {field: value})] by the rules of the language, nothing forgiven: braces balanced, commas between, no field twice."""
    text = re.sub(r"^%.*\n", "", text, flags=re.M)
    found = []
    while text.strip():
        head = re.match(r"\s*@misc\{([A-Za-z0-9:-]+),\n", text)
        assert head, text[:80]
        text, fields = text[head.end() :], {}
        while not text.startswith("}"):
            field = re.match(r"  ([a-z]+) = \{", text)
            assert field, text[:80]
            depth, at = 1, field.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0) if text[at - 1] != "\\" else 0
                at += 1
            assert field[1] not in fields
            fields[field[1]] = text[field.end() : at - 1]
            text = text[at:]
            assert text.startswith((",\n  ", "\n}"))
            text = text[2:] if text.startswith(",") else text[1:]
        text = text[2:]
        found.append((head[1], fields))
    return found


def holds(listing, extension, found, expected, count=None):
    """Whether a file holds the rows expected, in their order; a feed has them as they changed, a calendar the dates of theirs."""
    if extension == "ics":
        assert count is None or len(found) == count
        return listing.name not in ("timeline", "calendar") or found == expected
    if extension == "atom":
        return sorted(found) == sorted(expected)
    if listing.name == "participations" and extension in ("csv", "xlsx"):
        return len(found) == len(expected)
    return found == expected


@pytest.mark.parametrize("name", LISTINGS)
def test_a_file_holds_the_rows_of_page_api_and_counts(client, world, name):
    """Every filter is asked of page and API, and of one file as readers ask for it, by turns; the rows that come of it are
    read and written in every format the first time that they come."""
    listing = LISTINGS[name]
    written, turns, filled = {}, cycle(offered(listing)), 0
    for params in questions(listing):
        selection = asked(listing, params | {"per_page": "200"})
        pks = tuple(selection.keys())
        if pks not in written:
            written[pks] = [named(row) for row in rows_of(selection, selection.page.rows)]
            for extension, (count, keys) in files_of(listing, params).items():
                assert extension == "ics" or count == len(pks)
                assert holds(listing, extension, keys, written[pks], count), (extension, params)
        expected = written[pks]
        filled += bool(expected)
        assert selection.count == len(expected) == len(pks)
        if listing in OFFERED:
            found = client.get(f"/api/v1/{name}/", params | {"per_page": 200}).json()
            assert found["count"] == len(expected)
            if "key" in (found["results"] or [{}])[0]:
                assert [row["key"] for row in found["results"]] == expected
        made = next(turns)
        answer = client.get(f"/{name}.{made.extension}", params)
        assert holds(listing, made.extension, keys_in(made.extension, answer.getvalue(), listing), expected), (made.extension, params)
    assert filled > 1


def test_a_file_of_the_search_holds_what_its_page_finds(client, world):
    for params in ({"q": "treaty"}, {"q": "treaty", "type": ["treaty", "actor"]}, {"q": "zzqq"}, {"q": '"good faith" -report'}, {}):
        query = QueryDict(urlencode(params | {"per_page": 3}, doseq=True))
        first = search(query)
        pages = [search(QueryDict(f"{query.urlencode()}&page={number}")) for number in range(2, first.last + 1)]
        expected = [hit.key for page in (first, *pages) for hit in page.hits]
        assert len(expected) == first.count
        for made in offered(HITS):
            answer = client.get(f"/search.{made.extension}", params)
            assert keys_in(made.extension, answer.getvalue(), HITS) == expected, (made.extension, params)


def test_a_file_of_the_codebook_holds_every_line_of_its_page(client):
    expected = [line.key for line in lines(TABLES, LISTINGS)]
    assert len({*expected}) == len(expected) > 500
    for made in offered(CODEBOOK):
        assert keys_in(made.extension, client.get(f"/codebook.{made.extension}").getvalue(), CODEBOOK) == expected
