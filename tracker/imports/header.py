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
    """`places` maps the table's columns to their places in a line; `address` is the place of `source_url`."""

    width: int
    places: dict
    address: int | None = None

    @property
    def given(self):
        return {*self.places, *(["sources"] if self.address is not None else [])}


def read_header(table, names):
    """The Header; columns of the codebook that follow from others are passed over. Raises BadHeader."""
    names = [name.strip().lower().replace(" ", "_") for name in names]
    wrong, places, address = [], {}, None
    for place, name in enumerate(names):
        if name and name in names[:place]:
            wrong.append(f"The column '{name}' stands there twice.")
        elif name in table.columns:
            places[name] = place
        elif name == "source_url" and table.sourced:
            address = place
        elif name and name not in DERIVED:
            wrong.append(_unknown(name, table))
    if address is not None and "sources" in places:
        wrong.append("Give the sources in 'sources' or in 'source_url', not in both.")
    if not wrong and "id" not in places:
        missing = [name for name in table.identity if table.columns[name].required and name not in places]
        if missing:
            wrong.append(f"The file lacks {_columns(missing)}, without which no row of '{table.name}' can be told from another.")
    if wrong:
        raise BadHeader(wrong)
    return Header(len(names), places, address)


def _unknown(name, table):
    near = get_close_matches(name, table.columns, 1, 0.6)
    guess = f"; did you mean '{near[0]}'?" if near else "."
    return f"'{table.name}' has no column '{name}'{guess} Its columns are: {', '.join(table.columns)}."


def _columns(names):
    quoted = ", ".join(f"'{name}'" for name in names)
    return f"the column {quoted}" if len(names) == 1 else f"the columns {quoted}"
