"""The reference facts and the curated data, as the engine takes them: acts, agreements, lives and lists."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from tracker.derived.participation import EFFECT, Act, Agreement, Life, spans_of
from tracker.models import PartialDate

FACTS = Path(__file__).parent.parent / "data" / "facts"
CURATED = Path(__file__).parent.parent.parent / "fixtures"
DATES = ("adopted", "opened", "signed", "in_force", "ended")


class Facts:
    def __init__(self, folder):
        def rows(table):
            return rows_of(folder, table)

        self.lives = {row["key"]: Life(_day(row["exists_from"], "first"), _day(row["exists_to"], "last")) for row in rows("actors")}
        self.agreements = {row["key"]: _agreement("treaty", row) for row in rows("treaties")}
        self.agreements |= {row["key"]: _agreement("framework", row) for row in rows("frameworks")}
        self.notes = {row["key"]: row.get("note", "") for table in ("treaties", "frameworks") for row in rows(table)}
        self.acts = defaultdict(list)
        for number, row in enumerate(rows("actions"), start=2):
            self.acts[row["record"]].append(_act(number, row))
        self.lists = defaultdict(list)
        for row in rows("lists"):
            self.lists[row["list"]].append(row["actor"])

    @cache  # noqa: B019
    def spans(self, record, basis=EFFECT):
        return spans_of(self.agreements[record], self.acts[record], self.lives, basis)


def rows_of(folder, table):
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _day(text, edge):
    return getattr(PartialDate.parse(text), edge) if text else None


def _agreement(kind, row):
    dates = {name: row.get(name) or None for name in DATES}
    return Agreement.of(row["key"], kind, legal_force=row["legal_force"], entry_rule=row.get("entry_rule", ""), **dates)


def _act(number, row):
    return Act.of(
        row["actor"],
        row["action"],
        row["date"],
        row["effective_date"] or None,
        id=number,
        depositaries=filter(None, row["depositary"].split("|")),
        contested_by=filter(None, row["contested_by"].split("|")),
    )


@pytest.fixture(scope="session")
def facts():
    return Facts(FACTS)


@pytest.fixture(scope="session")
def curated():
    return Facts(CURATED)
