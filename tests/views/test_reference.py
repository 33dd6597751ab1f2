"""Codebook, glossary, about: everything is explained, from its own declaration."""

import csv
import io
import re
from html import unescape

import pytest

from tracker.catalogue import LISTINGS, RECORD_TYPES, TABLES
from tracker.catalogue.codebook import VOCABULARIES, meanings_of, vocabulary_of
from tracker.catalogue.glossary import GLOSSARY, TERMS
from tracker.models.vocabulary import PhaseState

pytestmark = pytest.mark.django_db


def test_the_codebook_explains_every_table_column_and_code(client):
    answer = client.get("/codebook.csv")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    of_columns = {(row["table"], row["column"]): row for row in rows if not row["code"]}
    for name, table in TABLES.items():
        derived = [column for column in getattr(LISTINGS.get(name), "derived", ()) if column not in table.columns]
        assert [column for at, column in of_columns if at == name] == [*table.columns, *derived]
        for column, bound in table.columns.items():
            row = of_columns[name, column]
            assert (row["required"], row["derived"]) == ("yes" if bound.required else "no", "no")
            assert [one["code"] for one in rows if (one["table"], one["column"]) == (name, column)][1:] == [code for code, _ in bound.codes]
        assert all(of_columns[name, column]["derived"] == "yes" for column in derived)
    assert {row["table"] for row in rows} == {*TABLES, *(name for name, listing in LISTINGS.items() if listing.table is None)}
    assert [row for row in rows if not row["meaning"].endswith(".")] == []
    found = client.get("/codebook.json").json()
    assert found["count"] == len(rows)
    assert all(row["type"] and row["title"] and row["url"].startswith("http") for row in found["results"])
    assert len({row["key"] for row in found["results"]}) == len(rows)
    assert client.get("/codebook.xlsx").status_code == 200


def test_the_codebook_as_a_page_leads_to_every_code(client):
    shown = client.get("/codebook/").text
    ids = set(re.findall(r' id="([^"]+)"', shown))
    assert set(TABLES) <= ids
    assert {f"codes-{one.key}" for one in VOCABULARIES} <= ids
    assert [target for target in re.findall(r'href="#([^"]+)"', shown) if target not in ids] == []
    assert shown.count("<code>derived</code>") == 0
    for vocabulary in VOCABULARIES:
        for code, _word, _meaning in vocabulary.codes:
            assert f"<code>{code}</code>" in shown


def test_codes_are_found_in_the_vocabulary_that_they_are_from():
    assert vocabulary_of(PhaseState.choices).key == "record-status"
    assert {code: meaning for code, _word, meaning in meanings_of(PhaseState.choices)}["suspended"].startswith("Not applied")
    assert vocabulary_of([("x", "X")]) is None


def test_the_glossary_gives_each_term_with_its_source(client):
    assert len(GLOSSARY) == len(TERMS)
    shown = client.get("/glossary/").text
    for term in TERMS:
        assert f'<div id="{term.key}">' in shown
        assert term.meaning.endswith(".")
        assert term.origin.words in shown.replace("&#x27;", "'")
        assert set(term.see) <= set(GLOSSARY)


def test_the_method_says_how_to_cite_and_to_correct(client, settings):
    assert "Write to those who run this site" in client.get("/about/").text
    settings.CONTACT = "mailto:data@example.org"
    shown = client.get("/about/").text
    assert 'href="mailto:data@example.org"' in shown
    assert 'rel="license' in shown


def test_how_records_were_chosen_stands_on_their_list_and_in_the_method(client):
    method = " ".join(unescape(client.get("/about/").text).split())
    chosen = [record_type for record_type in RECORD_TYPES if record_type.chosen]
    assert [record_type.name for record_type in RECORD_TYPES if not record_type.chosen] == ["treaties", "frameworks"]
    for record_type in chosen:
        assert f"</strong> {record_type.chosen}</li>" in method
        assert record_type.chosen in unescape(client.get(f"/{record_type.name}/").text)


@pytest.mark.parametrize("address", ["/codebook/", "/glossary/", "/about/", "/codebook.csv"])
def test_pages_to_look_things_up_in_take_no_parameters(client, address):
    assert client.get(address).status_code == 200
    assert client.get(f"{address}?colour=red").status_code == 400
