"""For every list, every filter and every format: the file holds the rows that the page, the API and the counts have."""

import csv
import io
import json
import re
from datetime import date
from urllib.parse import urlencode

import feedparser
import icalendar
import pytest
import rispy
from django.http import QueryDict
from openpyxl import load_workbook

from tracker.api.resources import OFFERED
from tracker.catalogue import LISTINGS
from tracker.formats.extract import Extract
from tracker.formats.registry import offered
from tracker.selections import Selection
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


def file_of(listing, made, params, read):
    """(the file, how many it says it holds). `read` keeps what was read: most formats read alike."""
    selection = asked(listing, params)
    if made.read not in read:
        count, rows = made.read(selection)
        read[made.read] = count, list(rows)
    count, rows = read[made.read]
    extract = Extract.of(listing, rows, count=count, words=selection.sentence(), site=SITE, path="/list/", file="/list.x")
    return b"".join(part if isinstance(part, bytes) else part.encode() for part in made.write(extract)), count


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
        assert all(entry.id.startswith("tag:example.org,2026:/") and entry.title and entry.updated for entry in feed.entries)
        return [re.search(r"/([^/]+)/changes/", entry.id)[1] for entry in feed.entries]
    return None


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


@pytest.mark.parametrize("name", [name for name in LISTINGS if name not in ("changes",)])
def test_a_file_holds_the_rows_of_page_api_and_counts(client, world, name):
    listing = LISTINGS[name]
    filled = 0
    for at, params in enumerate(questions(listing)):
        selection = asked(listing, params | {"per_page": "200"})
        expected = [named(row) for row in rows_of(selection, selection.page.rows)]
        assert selection.count == len(expected)
        filled += bool(expected)
        if listing in OFFERED:
            found = client.get(f"/api/v1/{name}/", params | {"per_page": 200}).json()
            assert found["count"] == len(expected)
            if "key" in (found["results"] or [{}])[0]:
                assert [row["key"] for row in found["results"]] == expected
        read = {}
        for made in offered(listing):
            if made.extension == "xlsx" and at % 3:  # read as the others are, and slow to take apart
                continue
            body, count = file_of(listing, made, params, read)
            keys = keys_in(made.extension, body, listing)
            if made.extension == "atom":
                keys, expected_here = sorted(keys), sorted(expected)
            elif made.extension in ("csv", "xlsx") and name == "participations":
                keys, expected_here = len(keys), len(expected)
            else:
                expected_here = expected
            if keys is None:  # a calendar holds the dates of the rows
                events = icalendar.Calendar.from_ical(body).walk("VEVENT")
                assert len(events) == count
                assert len({event["UID"] for event in events}) == count
                if name == "timeline":
                    assert [event["UID"].partition("@")[0] for event in events] == expected
            else:
                assert keys == expected_here, (made.extension, params)
    assert filled > 1
