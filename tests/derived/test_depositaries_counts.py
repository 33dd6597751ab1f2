"""Every published count against what the curated acts give. Where they differ, the record says so to its readers."""

import csv
import re
from pathlib import Path

import pytest

from tracker.derived.counts import counts_on
from tracker.derived.rule_sentences import day_in_words
from tracker.models import PartialDate

pytestmark = pytest.mark.once

with (Path(__file__).parent.parent / "data" / "facts" / "counts.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))

# (record, what, as_of): the number derived. The record's own note tells readers both numbers, their day and why.
DIFFERS = {
    ("outer-space", "parties", "2018-07-10"): 107,
    ("outer-space", "parties", "2025-05"): 109,
    ("geneva-protocol", "parties", "2024-01"): 140,
    ("pelindaba", "parties", "2018-07-10"): 41,
    ("hcoc", "participants", "2002-11-25"): 58,
    ("hcoc", "participants", "2024-03-11"): 73,
    ("psi", "participants", "2023-05"): 36,
    ("psi", "participants", "2024-11"): 42,
}
# What a depositary's heading calls parties are the consents that stand: Vanuatu (5 September 2025) was bound on 1 March 2026.
HEADINGS = {("ccm", "parties", "2026-02-03"): "consents"}


def derived(curated, row):
    day = PartialDate.parse(row["as_of"]).last
    record, what = row["record"], row["what"]
    counts = counts_on(day, curated.spans(record), curated.acts[record], curated.lives)
    if what == "parties_uncontested":
        return counts.parties - counts.contested
    what = HEADINGS.get(key(row), {"ratifications": "consents"}.get(what, what))
    return getattr(counts, what)


def key(row):
    return row["record"], row["what"], row["as_of"]


@pytest.mark.parametrize("row", [row for row in ROWS if key(row) not in DIFFERS], ids=lambda row: "-".join(key(row)))
def test_the_published_count_is_derived(curated, row):
    assert derived(curated, row) == int(row["number"])


@pytest.mark.parametrize("row", [row for row in ROWS if key(row) in DIFFERS], ids=lambda row: "-".join(key(row)))
def test_a_published_count_that_differs_is_explained_on_the_page(curated, row):
    number = DIFFERS[key(row)]
    assert derived(curated, row) == number != int(row["number"])
    note = curated.notes[row["record"]]
    assert day_in_words(PartialDate.parse(row["as_of"]).last) in note
    assert re.search(rf"\b{number}\b" if number else r"\b(no|none)\b", note)
    assert re.search(rf"\b{row['number']}\b", note)
    assert re.search(r": .*(missing|not known|not recorded|could not be confirmed|do not)|because", note), "and why"


def test_every_exception_is_a_row():
    assert {*DIFFERS, *HEADINGS} <= {key(row) for row in ROWS}
    assert len(ROWS) == 66


def test_the_heading_counts_one_consent_that_was_not_yet_bound(curated):
    row = {"record": "ccm", "what": "contracting", "as_of": "2026-02-03"}
    assert derived(curated, row) == 1
    assert derived(curated, row | {"as_of": "2026-02-28"}) == 1
    assert derived(curated, row | {"as_of": "2026-03-01"}) == 0
