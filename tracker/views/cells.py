"""Rows of a selection as a table shows them: heads, and cells that say of what kind they are."""

from dataclasses import dataclass

from tracker.catalogue import DERIVED
from tracker.catalogue.columns import Bearers, Number

KINDS = {
    "status": "status",
    "finding": "finding",
    "signing": "date",
    "found_on": "date",
    "next_due": "date",
    "standing": "text",
    "found_by": "text",
    "record_title": "text",
    "hosts": "refs",
    "operators": "refs",
    "parties": "parties",
    "language": "language",
    "recurrence": "recurrence",
    "entry_rule": "text",
    "url": "address",
    "archived_url": "address",
}
# What stands below the title where a listing has no short and official ones.
SECOND = {"actors": "iso3", "commitments": "reference", "sources": "publisher", "systems": "place"}
LISTED = {"place"}  # texts that may name several, parted by a stroke
CSS = {"date": "date", "number": "n", "parties": "n", "refs": "refs"}


@dataclass(frozen=True)
class Head:
    """A table's column: `sort` is the query that orders by it, `sorted` how it is ordered now."""

    name: str
    label: str
    css: str
    sort: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """A value with what it is: status, finding, date, number, parties, refs, words, language, address or text."""

    name: str
    label: str
    kind: str
    value: object

    @property
    def css(self):
        return CSS.get(self.kind, "")

    @property
    def empty(self):
        return self.value is None or self.value in ("", (), 0)


@dataclass(frozen=True)
class Line:
    """A row: where it leads, what it is called, and its cells."""

    address: str
    title: str
    sub: str
    cells: list
    row: dict


def kind_of(listing, name):
    if name in KINDS:
        return KINDS[name]
    column = listing.table.columns.get(name)
    if column is None:
        return "number"
    if column.date:
        return "date"
    if isinstance(column, Bearers) or hasattr(column, "target"):
        return "refs"
    return "number" if isinstance(column, Number) else "words"


def label_of(listing, name):
    if name in DERIVED:
        return DERIVED[name].label
    return listing.called(name) if listing.is_record else listing.table.columns[name].label


def cell(listing, row, name, bearers=None):
    """One value of a row, its codes turned into words; `bearers` names those who owe."""
    kind, value = kind_of(listing, name), row[name]
    column = listing.table.columns.get(name)
    if isinstance(column, Bearers):
        value = tuple((bearers or {}).get(token, token) for token in value)
    elif kind == "refs" and not isinstance(value, tuple):
        value = (value,) if value else ()
    elif name in LISTED:
        value = listed(value)
    elif kind == "words":
        words = dict(column.codes)
        value = tuple(words.get(code, code) for code in value) if isinstance(value, tuple) else words.get(value, value)
        value = ", ".join(value) if isinstance(value, tuple) else value
    return Cell(name, label_of(listing, name), kind, value)


def listed(text):
    """`Suffolk, Virginia|Rota` → `Suffolk, Virginia; Rota`."""
    return "; ".join(part.strip() for part in (text or "").split("|") if part.strip())


def heads(selection, names):
    """The heads of a selection's table; one that can be sorted by carries the query that does."""
    listing, now = selection.listing, selection.params.get("sort") or selection.listing.default_sort
    found = []
    for name in names:
        label = "" if name in ("title", "name") else label_of(listing, name)
        order = {name: "ascending", f"-{name}": "descending"}.get(now, "")
        sort = ""
        if name in listing.sorts:
            sort = selection.link(sort=f"-{name}" if order == "ascending" else name)
        found.append(Head(name, label or listing.label, CSS.get(kind_of(listing, name), ""), sort, order))
    return found


def lines(listing, rows, names, bearers=None):
    """The rows of a table; `bearers` names those who owe a commitment."""
    found = []
    for row in rows:
        title, sub = titles(listing, row)
        found.append(Line(row["page"], title, sub, [cell(listing, row, name, bearers) for name in names], row))
    return found


def shown_columns(listing):
    """The columns of a list, without the one that stands below the title."""
    return [name for name in listing.listed if name != SECOND.get(listing.name)]


def titles(listing, row):
    """What a row is called, and a second line: the official title, the article, the code."""
    if listing.name in SECOND:
        second = row[SECOND[listing.name]]
        return row.get("name") or row.get("short_title") or row["title"], listed(second) if SECOND[listing.name] in LISTED else second
    if row.get("short_title"):
        return row["short_title"], row["title"] if row["title"] != row["short_title"] else ""
    return row["title"], ""
