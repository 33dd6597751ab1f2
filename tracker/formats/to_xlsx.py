"""XLSX: the columns of the CSV with real dates and numbers, text never a formula, and a sheet that says what it holds.

The same rows give the same bytes: the moment of writing, which a workbook and each part of it would carry, is that of
the last published change.
"""

import re
from datetime import date
from decimal import Decimal
from itertools import chain
from tempfile import SpooledTemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from tracker.models import PartialDate

from .plain import cell as text_of
from .plain import columns_of, legible, safe

EXCEL_COUNTS_FROM = date(1900, 3, 1)  # before, it knows no days, or a 29 February that never was
IN_MEMORY, CHUNK = 2**21, 2**16  # bytes
MOST_OF_A_CELL = 32_767  # characters
ZIP_BEGINS = 1980  # the first year that a ZIP archive can state
WIDTHS = {"title": 60, "summary": 60, "text": 60, "key": 24}
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")


def write(extract):
    """The bytes of the workbook, a chunk at a time."""
    with SpooledTemporaryFile(IN_MEMORY) as file:
        _save(_workbook(extract), file, extract.updated)
        file.seek(0)
        yield from iter(lambda: file.read(CHUNK), b"")


def _workbook(extract):
    workbook = Workbook(write_only=True)
    workbook.properties.creator, workbook.properties.title = "Pacta", legible(extract.title)
    workbook.properties.description = legible(extract.described)
    workbook.properties.created = workbook.properties.modified = extract.updated.replace(tzinfo=None)
    sheet = workbook.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", extract.listing.title)[:31])
    own, derived = columns_of(extract.listing)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(own) + len(derived))}{extract.count + 1}"
    for place, name in enumerate((*own, *derived), 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(name, 18)
    sheet.append([_text(sheet, name, font=BOLD) for name in (*own, *derived)])
    columns = [extract.listing.table.columns[name] for name in own]
    for row in extract.rows:
        sheet.append(
            [
                _cell(sheet, value, said)
                for value, said in chain(
                    ((row[bound.name], bound.cell) for bound in columns),
                    ((row[name], text_of) for name in derived),
                )
            ]
        )
    _about(workbook, extract)
    return workbook


def _about(workbook, extract):
    sheet = workbook.create_sheet("About")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 100
    for what, said in extract.about:
        sheet.append([_text(sheet, what, font=BOLD), _text(sheet, said, alignment=WRAPPED)])


def _cell(sheet, value, said):
    """A date where the value is one certain day, a number where it is one, else what the CSV says."""
    if isinstance(value, PartialDate) and value.is_day and value.precision == "day" and value.first >= EXCEL_COUNTS_FROM:
        made = WriteOnlyCell(sheet, value.first)
        made.number_format = "yyyy-mm-dd"
        return made
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value
    return _text(sheet, safe(said(value)))


def _text(sheet, text, **style):
    """A text, whatever it looks like: openpyxl takes `=1+1` for a formula and `#N/A` for an error."""
    text = legible(text)[:MOST_OF_A_CELL]
    if not style and not text.startswith(("=", "#")):
        return text or None  # a cell object for each would take twice as long
    made = WriteOnlyCell(sheet, text)
    made.data_type = "s"
    for name, value in style.items():
        setattr(made, name, value)
    return made


def _save(workbook, file, updated):
    with _Archive(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        archive.updated = updated
        ExcelWriter(workbook, archive).write_data()


class _Archive(ZipFile):
    """A ZIP archive whose parts are as old as the data."""

    updated = None

    def _info(self, name):
        day = self.updated.timetuple()[:6]
        info = ZipInfo(name, day if day[0] >= ZIP_BEGINS else (ZIP_BEGINS, 1, 1, 0, 0, 0))
        info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
        return info

    def writestr(self, name, data, *args, **kwargs):
        super().writestr(self._info(name), data)

    def write(self, filename, arcname=None, *args, **kwargs):
        with open(filename, "rb") as source, self.open(self._info(arcname), "w", force_zip64=True) as target:  # noqa: PTH123
            while chunk := source.read(CHUNK):
                target.write(chunk)
