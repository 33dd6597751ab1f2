"""A table as the CSV file that import takes again.

A text cell that a spreadsheet would run as a formula gets one leading `'`; a cell that has such a `'` already gets
another, so that taking one off gives back what was recorded.
"""

import csv
import re

from tracker.catalogue import cells
from tracker.catalogue.columns import Number

_RUNS = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'(?='*[=+\-@\t\r])")


def guarded(text):
    return f"'{text}" if _RUNS.match(text) else text


def unguarded(text):
    return text[1:] if _GUARDED.match(text) else text


def write_table(table, rows, stream):
    """Write plain rows (`catalogue.read_rows`) with the header of the import table to a text stream.

    Lines end with CR LF, whatever the system: only then does `csv` quote a cell that holds one of the two.
    """
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in rows:
        writer.writerow(
            text if isinstance(bound, Number) else guarded(text)
            for bound, text in zip(table.columns.values(), cells(table, row).values(), strict=True)
        )
