"""Files as researchers bring them, made on the spot, and the plan of one."""

import csv
import io

import pytest
from openpyxl import Workbook

from tracker.catalogue import TABLES
from tracker.imports.lookup import Lookup
from tracker.imports.planning import plan
from tracker.imports.reading import read
from tracker.imports.running import run


def csv_bytes(*rows, delimiter=","):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode()


def xlsx_bytes(*rows):
    workbook, stream = Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append(row)
    workbook.save(stream)
    return stream.getvalue()


@pytest.fixture
def planned():
    """`planned("themes", ["key", "title"], ["a", "A"])`: the plan of a file with that header and those rows."""

    def make(table, header, *rows, publish=False):
        sheet = read(csv_bytes(header, *rows))
        return plan(TABLES[table], sheet.header, sheet.rows, Lookup(), publish=publish)

    return make


@pytest.fixture
def imported(planned):
    """The same, carried out; gives the Result."""

    def make(table, header, *rows, by, publish=False):
        return run(planned(table, header, *rows, publish=publish), by=by, why="Test.", file="test.csv")

    return make
