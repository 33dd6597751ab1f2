"""A plan: what a file would do, row by row. Nothing in it is saved."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tracker.catalogue.tables import Table


class Outcome(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    INVALID = "invalid"


WORDS = {Outcome.CREATE: "created", Outcome.UPDATE: "updated", Outcome.UNCHANGED: "unchanged", Outcome.INVALID: "invalid"}


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be imported; `column` is empty where it is about the whole row."""

    row: int
    column: str
    sentence: str

    def __str__(self):
        return f"row {self.row}, {self.column}: {self.sentence}" if self.column else f"row {self.row}: {self.sentence}"


@dataclass
class PlannedRow:
    """A row of the file. `texts` are the cells that it gives, as we write them; `changed` those among them that differ
    from what is recorded, as (before, after); `row` and `many` are what `changes` will be given. `proposes`: the edit
    will wait beside a published row."""

    number: int
    origin: str = ""
    outcome: Outcome = Outcome.UNCHANGED
    pk: int | None = None
    version: int = 0
    texts: dict = field(default_factory=dict, repr=False)
    values: dict = field(default_factory=dict, repr=False)
    changed: dict = field(default_factory=dict)
    row: Any = None
    many: dict = field(default_factory=dict)
    proposes: bool = False


@dataclass
class Plan:
    """`seen` is the number of the last change in the log when the plan was begun."""

    table: Table
    publish: bool
    seen: int
    rows: list
    faults: list

    @property
    def counts(self):
        """{outcome: number of rows}; an invalid row counts once, however much is wrong with it."""
        return Counter(row.outcome for row in self.rows)

    @property
    def digest(self):
        """The same when the same file is planned again, as long as nothing that it touches has changed."""
        said = [self.table.name, self.publish, [[r.number, r.outcome, r.pk, r.version, r.changed, r.proposes] for r in self.rows]]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def sentence(counts):
    """`created: 3, updated: 1, unchanged: 12, invalid: 0`"""
    return ", ".join(f"{word}: {counts.get(outcome, 0)}" for outcome, word in WORDS.items())
