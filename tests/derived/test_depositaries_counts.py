"""Every published count of facts/counts.csv against what the acts give. Where they differ, the reason stands here."""

import csv
from pathlib import Path

import pytest

from tracker.derived.counts import counts_on
from tracker.models import PartialDate

pytestmark = pytest.mark.once

with (Path(__file__).parent.parent / "data" / "facts" / "counts.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))

# (record, what, as_of): the number derived, and why it is not the published one.
DIFFERS = {
    ("outer-space", "parties", "2025-05"): (106, "the acts end in July 2018"),
    ("outer-space", "signatories_only", "2025-05"): (23, "the acts end in July 2018"),
    ("geneva-protocol", "parties", "2024-01"): (140, "the acts end in July 2018"),
    ("pelindaba", "parties", "2018-07-10"): (41, "the African Union lists the Sahrawi Arab Democratic Republic, UNODA does not"),
    ("adapted-cfe", "ratifications", "2006-12-31"): (0, "the days of the four deposits are not known"),
    ("zangger", "participants", "2020"): (0, "the roster is not known for sure"),
    ("hcoc", "participants", "2002-11-25"): (0, "the roster is not known for sure"),
    ("hcoc", "participants", "2024-03-11"): (0, "the roster is not known for sure"),
    ("psi", "participants", "2023-05"): (11, "only the founders are known for sure"),
    ("psi", "participants", "2024-11"): (11, "only the founders are known for sure"),
}
# What a depositary's heading calls parties are the consents that stand: Vanuatu (5 September 2025) was bound on 1 March 2026.
HEADINGS = {("ccm", "parties", "2026-02-03"): "consents"}


def derived(facts, row):
    day = PartialDate.parse(row["as_of"]).last
    record, what = row["record"], row["what"]
    counts = counts_on(day, facts.spans(record), facts.acts[record], facts.lives)
    if what == "parties_uncontested":
        return counts.parties - counts.contested
    what = HEADINGS.get(key(row), {"ratifications": "consents"}.get(what, what))
    return getattr(counts, what)


def key(row):
    return row["record"], row["what"], row["as_of"]


@pytest.mark.parametrize("row", [row for row in ROWS if key(row) not in DIFFERS], ids=lambda row: "-".join(key(row)))
def test_the_published_count_is_derived(facts, row):
    assert derived(facts, row) == int(row["number"])


@pytest.mark.parametrize("row", [row for row in ROWS if key(row) in DIFFERS], ids=lambda row: "-".join(key(row)))
def test_the_published_count_differs_for_a_known_reason(facts, row):
    number, _reason = DIFFERS[key(row)]
    assert derived(facts, row) == number != int(row["number"])


def test_every_exception_is_a_row():
    assert {*DIFFERS, *HEADINGS} <= {key(row) for row in ROWS}
    assert len(ROWS) == 66


def test_the_heading_counts_one_consent_that_was_not_yet_bound(facts):
    row = {"record": "ccm", "what": "contracting", "as_of": "2026-02-03"}
    assert derived(facts, row) == 1
    assert derived(facts, row | {"as_of": "2026-02-28"}) == 1
    assert derived(facts, row | {"as_of": "2026-03-01"}) == 0
