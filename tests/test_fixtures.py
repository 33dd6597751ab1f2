"""The curated data, as the files have it: whole, sourced, and in the words of the vocabulary."""

import csv
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tracker.catalogue import RECORD_TYPES, TABLES, columns
from tracker.derived.duties import Terms
from tracker.derived.entry_rules import parse_rule
from tracker.derived.recurrence import Recurrence
from tracker.models import Actor, Commitment, Event, PartialDate, Record, Source, Theme, parse_other_name
from tracker.models.rows import KEY_PATTERN

pytestmark = pytest.mark.once

FIXTURES = Path(__file__).parent.parent / "fixtures"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.csv"))
TYPES = [record_type.name for record_type in RECORD_TYPES]
SOURCED = [name for name in NAMES if "sources" in TABLES[name].columns]

AT_LEAST = {
    "treaties": 40,
    "frameworks": 25,
    "measures": 40,
    "engagements": 30,
    "policies": 25,
    "systems": 36,
    "developments": 20,
    "challenges": 10,
    "commitments": 100,
    "assessments": 60,
    "relations": 150,
}
# shared/reference/VOCABULARY.md: the themes under which records may stand.
THEMES = (
    "non_proliferation nuclear_disarmament strategic_arms missile_defence missiles_and_delivery chemical biological conventional_arms "
    "small_arms_and_mines outer_space export_control transparency_and_dialogue adherence_to_agreements defence_and_restraint "
    "emerging_threats technology_and_innovation partnership verification nuclear_testing zones collective_defence"
)


# Where others' documents are kept.
KEEPERS = (
    "web.archive.org",
    "webarchive.library.unt.edu",
    "dosfan.lib.uic.edu",
    "everycrsreport.com",
    "docslib.org",
    "dokumen.tips",
    "docbox.com",
    "readkong.com",
    "questia.com",
    "einnews.com",
    "russialist.org",
    "wikipedia.org",
)


@cache
def rows(table):
    """[(place in the file, row)] of a table."""
    with (FIXTURES / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return [(f"{table}.csv, row {number}", row) for number, row in enumerate(csv.DictReader(file, strict=True), start=2)]


@cache
def known(target):
    """What a cell may name: keys, or of commitments also `record#reference`."""
    if target is Record:
        return {row["key"] for table in TYPES for _place, row in rows(table)}
    if target is Commitment:
        return {f"{row['record']}#{row['reference']}" for _place, row in rows("commitments")}
    table = {Actor: "actors", Source: "sources", Theme: "themes", Event: "events"}[target]
    return {row["key"] for _place, row in rows(table)}


@cache
def lists():
    return {row["list"] for _place, row in rows("lists")}


def every_cell():
    for table in NAMES:
        for place, row in rows(table):
            for name, cell in row.items():
                yield place, TABLES[table].columns[name], cell


def test_every_file_is_a_table():
    assert set(NAMES) <= set(TABLES)
    assert set(NAMES) >= set(AT_LEAST) | {"actors", "sources", "themes", "lists", "actions", "phases", "activations", "positions", "events"}


@pytest.mark.parametrize("table", NAMES)
def test_a_file_has_columns_of_its_table_and_every_row_all_of_them(table):
    with (FIXTURES / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        header, *lines = csv.reader(file, strict=True)
    assert len(set(header)) == len(header)
    assert set(header) <= set(TABLES[table].columns)
    assert {name for name, bound in TABLES[table].columns.items() if bound.required} <= set(header)
    assert [f"row {number}" for number, line in enumerate(lines, start=2) if len(line) != len(header)] == []


@pytest.mark.parametrize(("table", "least"), AT_LEAST.items())
def test_there_is_enough_of_each(table, least):
    assert len(rows(table)) >= least


def test_what_must_be_there_is_there():
    assert [f"{place}, {bound.name}" for place, bound, cell in every_cell() if bound.required and not cell] == []


def test_no_cell_is_padded():
    assert [f"{place}, {bound.name}" for place, bound, cell in every_cell() if cell != cell.strip() or "\x00" in cell] == []
    parted = [(place, bound, cell) for place, bound, cell in every_cell() if bound.many and cell]
    assert [
        f"{place}, {bound.name}" for place, bound, cell in parted if any(part != part.strip() or not part for part in cell.split("|"))
    ] == []
    assert [f"{place}, {bound.name}" for place, bound, cell in parted if len(set(cell.split("|"))) != len(cell.split("|"))] == []


def test_no_code_stands_outside_the_vocabulary():
    wrong = []
    for place, bound, cell in every_cell():
        codes = {code for code, _word in bound.codes}
        parts = cell.split("|") if bound.many else [cell]
        wrong += [f"{place}, {bound.name}: {part}" for part in parts if part and codes and part not in codes]
    assert wrong == []


def test_the_themes_are_those_of_the_vocabulary():
    assert {row["key"] for _place, row in rows("themes")} == set(THEMES.split())


def test_every_date_is_one():
    wrong = []
    for place, bound, cell in every_cell():
        if bound.date and cell:
            try:
                PartialDate.parse(cell)
            except ValueError as error:
                wrong.append(f"{place}, {bound.name}: {error}")
    assert wrong == []


def test_every_flag_and_number_is_one():
    assert [
        f"{place}: {cell}" for place, bound, cell in every_cell() if isinstance(bound, columns.Flag) and cell not in ("yes", "no", "")
    ] == []
    numbers = [(place, cell) for place, bound, cell in every_cell() if isinstance(bound, columns.Number) and cell]
    assert [f"{place}: {cell}" for place, cell in numbers if not re.fullmatch(r"\d+(\.\d{1,3})?", cell)] == []


def test_every_reference_leads_somewhere():
    wrong = []
    for place, bound, cell in every_cell():
        if hasattr(bound, "target"):
            parts = cell.split("|") if bound.many else [cell]
            wrong += [f"{place}, {bound.name}: {part}" for part in parts if part and part not in known(bound.target)]
        elif isinstance(bound, columns.Bearers):
            wrong += [f"{place}, {bound.name}: {part}" for part in cell.split("|") if part and part not in {"all", *lists()} | known(Actor)]
    assert wrong == []


def test_a_reference_to_a_commitment_means_one():
    """`record#reference` is enough only where no two commitments of the record have that reference."""
    twice = {at for at, count in Counter(f"{row['record']}#{row['reference']}" for _place, row in rows("commitments")).items() if count > 1}
    named = [
        (place, part) for place, bound, cell in every_cell() if getattr(bound, "target", None) is Commitment for part in cell.split("|")
    ]
    assert [(place, part) for place, part in named if part in twice] == []


def test_positions_are_about_challenges_and_no_agreement_has_phases():
    challenges = {row["key"] for _place, row in rows("challenges")}
    assert [place for place, row in rows("positions") if row["challenge"] not in challenges] == []
    agreements = {row["key"] for table in ("treaties", "frameworks") for _place, row in rows(table)}
    assert [place for place, row in rows("phases") if row["record"] in agreements] == []


@pytest.mark.parametrize("table", NAMES)
def test_no_row_stands_twice(table):
    found = Counter(tuple(row.get(name, "") for name in TABLES[table].identity) for _place, row in rows(table))
    assert [identity for identity, count in found.items() if count > 1] == []


def test_keys_are_keys_and_stand_once_over_all_types():
    keys = [row["key"] for table in TYPES for _place, row in rows(table)]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    of_others = [row["key"] for table in ("actors", "sources", "events") for _place, row in rows(table)]
    assert [key for key in keys + of_others if not re.fullmatch(KEY_PATTERN, key)] == []


@pytest.mark.parametrize("table", SOURCED)
def test_every_row_has_a_source(table):
    """With a title, a publisher and a date: a reader can check it."""
    sources = {row["key"]: row for _place, row in rows("sources")}
    lacking = []
    for place, row in rows(table):
        cited = [sources[key] for key in row["sources"].split("|") if key in sources]
        if not any(source["title"] and source["publisher"] and source["date"] for source in cited):
            lacking.append(place)
    assert lacking == []


def test_every_source_can_be_cited_and_is():
    assert [place for place, row in rows("sources") if not (row["title"] and row["publisher"] and row["date"])] == []
    assert [place for place, row in rows("sources") if row["url"] and not row["url"].startswith(("https://", "http://"))] == []
    cited = {key for table in SOURCED for _place, row in rows(table) for key in row["sources"].split("|")}
    assert sorted(known(Source) - cited) == []


def test_no_copy_is_given_as_the_address_of_its_publisher():
    """`url` is shown as the publisher's own page; a copy elsewhere is an `archived_url`. An encyclopedia is no source."""
    hosts = [(place, urlsplit(source["url"]).hostname or "") for place, source in rows("sources")]
    assert [f"{place}: {host}" for place, host in hosts if host.endswith(KEEPERS)] == []


@pytest.mark.parametrize("table", TYPES)
def test_every_record_is_told_in_words_of_its_own(table):
    assert [place for place, row in rows(table) if len(row["summary"]) < 80] == []


def test_no_two_records_are_told_in_the_same_words():
    told = Counter(row["summary"] for table in TYPES for _place, row in rows(table))
    assert [summary for summary, count in told.items() if count > 1] == []
    others = [(place, row["summary"]) for table in ("themes", "events", "activations") for place, row in rows(table) if row["summary"]]
    told = Counter(summary for _place, summary in others)
    assert [place for place, summary in others if told[summary] > 1] == []


@pytest.mark.parametrize("table", ["themes", "events", "activations"])
def test_a_summary_that_is_given_says_something(table):
    assert [f"{place}: {row['summary']}" for place, row in rows(table) if row["summary"] and len(row["summary"]) < 80] == []


def test_every_challenge_has_two_positions_or_more():
    held = Counter(row["challenge"] for _place, row in rows("positions"))
    assert [row["key"] for _place, row in rows("challenges") if held[row["key"]] < 2] == []


def test_every_rule_can_be_read():
    for table in ("treaties", "frameworks"):
        for _place, row in rows(table):
            parse_rule(row.get("entry_rule", ""))
    for _place, row in rows("commitments"):
        if row["recurrence"]:
            Recurrence.parse(row["recurrence"])
        Terms(due_after=row["due_after"]).first(date(2000, 2, 29))


def test_whoever_joined_the_npt_did_so_with_nuclear_weapons_or_without():
    members = {name: {row["actor"] for _place, row in rows("lists") if row["list"] == name} for name in lists()}
    acts = [row for _place, row in rows("actions") if row["record"] == "npt"]
    joined = {row["actor"] for row in acts if row["action"] in ("ratification", "accession", "succession")}
    assert joined - members["npt-nuclear-weapon-states"] == members["npt-non-nuclear-weapon-states"]


def test_a_dated_name_was_borne_while_its_actor_existed_and_is_not_todays():
    for place, row in rows("actors"):
        life = [PartialDate.parse(row[edge]) if row[edge] else None for edge in ("exists_from", "exists_to")]
        for name, dates in map(parse_other_name, filter(None, row["other_names"].split("|"))):
            if dates:
                assert life[0] is None or life[0].first <= dates.first, place
                assert dates.last < (life[1].last if life[1] else date.max), place
                assert name != row["name"], place


def test_an_actor_continued_by_another_has_ended():
    assert [place for place, row in rows("actors") if row["continued_by"] and not row["exists_to"]] == []
    assert [place for place, row in rows("actors") if row["kind"] == "former_state" and not row["exists_to"]] == []
