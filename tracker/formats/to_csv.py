"""CSV: UTF-8 with a header, columns as import takes them, then derived ones, which import ignores."""

import csv
from io import StringIO

from .plain import cell, columns_of, safe

MEDIA_TYPE = "text/csv; charset=utf-8"


def lines(rows):
    """The text of rows of cells, a line at a time."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def write(extract):
    """The lines of an extract."""
    return to_csv(extract.listing, extract.rows)


def to_csv(listing, rows):
    own, derived = columns_of(listing)
    yield from lines([[*own, *derived]])
    columns = [listing.table.columns[name] for name in own]
    yield from lines(
        [*(safe(bound.cell(row[bound.name])) for bound in columns), *(safe(cell(row[name])) for name in derived)] for row in rows
    )


def plain_csv(header, rows):
    """CSV of rows without a table of their own."""
    yield from lines([header])
    yield from lines([safe(cell(row[name])) for name in header] for row in rows)
