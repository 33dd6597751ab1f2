"""A table as the CSV file that import takes again: its own columns, every row given."""

from tracker.catalogue import cells

from .plain import safe
from .to_csv import lines


def table_csv(table, rows):
    """The text of plain rows (`catalogue.read_rows`) under the table's header, a line at a time."""
    yield from lines([table.columns])
    yield from lines(map(safe, cells(table, row).values()) for row in rows)
