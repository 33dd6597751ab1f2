"""The header of a file against the columns of a table: which column is which, and what is wrong with it."""

from dataclasses import dataclass
from difflib import get_close_matches

from tracker.catalogue import DERIVED


class BadHeader(Exception):
    """The columns of the file are not those of the table; `sentences` say in what, and what to do."""

    def __init__(self, sentences):
        self.sentences = sentences
        super().__init__(" ".join(sentences))


@dataclass(frozen=True)
class Header:
    """`cells` are the table's columns with their places in a line, `nameless` the places of columns without a name;
    `by_address` tells that sources are given by address."""

    width: int
    cells: tuple
    nameless: tuple
    by_address: bool = False

    @property
    def given(self):
        return {name for name, _place in self.cells}


def read_header(table, names):
    """The Header; columns that follow from others are passed over. Raises BadHeader."""
    names = [(name or "").strip().lower().replace(" ", "_") for name in names]
    wrong = [f"The column '{name}' stands there twice." for name in dict.fromkeys(names) if name and names.count(name) > 1]
    by_address = table.sourced and "source_url" in names
    if by_address and "sources" in names:
        wrong.append("Give the sources in 'sources' or in 'source_url', not in both.")
    cells, unknown = [], []
    for place, name in enumerate(names):
        if name in table.columns:
            cells.append((name, place))
        elif name == "source_url" and by_address:
            cells.append(("sources", place))
        elif name and name not in DERIVED:
            unknown.append(name)
    if unknown:
        wrong += [_unknown(name, table) for name in unknown]
        wrong.append(f"The columns of '{table.name}' are: {', '.join(table.columns)}.")
    given = {name for name, _place in cells}
    missing = [name for name in table.identity if table.columns[name].required and name not in given]
    if missing and not wrong and "id" not in given:
        wrong.append(f"The file lacks {_columns(missing)}: without, no row of '{table.name}' can be told from another.")
    if wrong:
        raise BadHeader(wrong)
    return Header(len(names), tuple(cells), tuple(place for place, name in enumerate(names) if not name), by_address)


def _unknown(name, table):
    near = get_close_matches(name, table.columns, 1, 0.6)
    return f"'{table.name}' has no column '{name}'" + (f"; did you mean '{near[0]}'?" if near else ".")


def _columns(names):
    quoted = ", ".join(f"'{name}'" for name in names)
    return f"the column {quoted}" if len(names) == 1 else f"the columns {quoted}"
