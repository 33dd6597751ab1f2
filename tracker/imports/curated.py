"""The curated data of `fixtures/`: loaded into an empty database, and brought up to date in one that people work in.

What a curator has changed since the last load is left as it is: the loader touches only rows whose last change was its
own, and does not bring back what somebody deleted.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tracker import changes
from tracker.catalogue import TABLES
from tracker.models import Change, Verb

from .lookup import Lookup
from .planning import plan
from .plans import Outcome
from .reading import Sheet, normal, read
from .running import Invalid, run

LOADER = changes.Who("load_curated", changes.ADMINISTRATOR)


class BadFolder(Exception):
    """The folder is not one, holds a CSV file that is no table's, or none at all; the sentence says which."""


@dataclass
class Loaded:
    """`left` are sentences, one for each row that was left as it is."""

    counts: Counter = field(default_factory=Counter)
    left: list = field(default_factory=list)


def read_folder(folder):
    """{table name: Sheet} of the CSV files in a folder, in the order in which they must be loaded. Raises BadFolder, Unreadable."""
    try:
        files = {path.stem: path for path in sorted(Path(folder).iterdir()) if path.suffix == ".csv"}
    except OSError as error:
        raise BadFolder(f"{folder} is no folder that can be read: {error.strerror}.") from None
    if stray := files.keys() - TABLES.keys():
        raise BadFolder(f"{files[min(stray)]} is not the file of a table: there are {', '.join(TABLES)}.")
    if not files:
        raise BadFolder(f"{folder} holds none of the tables: name them {', '.join(f'{name}.csv' for name in TABLES)}.")
    return {name: read(files[name]) for name in TABLES if name in files}


def load(sheets, *, advance=lambda table, rows: None):
    """Load the Sheets of `read_folder` and publish their rows: all or nothing. Returns what was Loaded.

    `advance` is called with the name of each table and the number of its rows, when they are in. Raises Invalid.
    """
    loaded = Loaded()
    with changes.together():
        for name, sheet in sheets.items():
            made = _planned(TABLES[name], sheet, loaded.left)
            loaded.counts += run(made, by=LOADER, why="Curated data.", file=sheet.name).counts
            advance(name, len(sheet.rows))
    return loaded


def _planned(table, sheet, left):
    """The plan without the rows that are to be left; those are told in `left`."""
    keep = _Keeper(table)
    while True:
        made = plan(table, sheet.header, sheet.rows, Lookup(), publish=True)
        found = {row.number: why for row in made.rows if (why := keep.why(row, made.faults))}
        if not found:
            break
        left += [f"{table.name}, row {number}: {why}" for number, why in found.items()]
        # Again without them: what stands on a row that is not there cannot be there either.
        sheet = Sheet(sheet.name, [line for line in sheet.lines if line.number not in found])
    if made.faults:
        raise Invalid(made.faults)
    return made


class _Keeper:
    """Knows which rows of a table people have touched since the loader did."""

    def __init__(self, table):
        self.table = table
        log = Change.objects.filter(table=table.name).order_by("number")
        self.last = {pk: (key, by) for pk, key, by in log.values_list("row", "key", "by")}
        deleted = log.filter(verb=Verb.DELETE).exclude(by=LOADER.name)
        self.deleted = {self._place(before): by for by, before in deleted.values_list("by", "before")}
        self.alone = not Change.objects.exclude(by=LOADER.name).exists()

    def why(self, row, faults):
        """Why a row of the file must be left; None where it need not."""
        if row.outcome == Outcome.UNCHANGED:
            return None
        key, by = self.last.get(row.pk, ("", LOADER.name))
        if by != LOADER.name:
            return f"'{key}' was changed by {by} and is left as it is."
        place = self._place(row.texts)
        if row.pk is None and place in self.deleted:
            return f"'{'|'.join(filter(None, place))}' was deleted by {self.deleted[place]} and is not recorded again."
        if row.outcome == Outcome.INVALID and not self.alone:
            return " ".join(f"{fault.column} {fault.sentence}" for fault in faults if fault.row == row.number)
        return None

    def _place(self, texts):
        return tuple(normal(texts.get(name, "")) for name in self.table.identity)
