"""The bytes of a CSV or XLSX file as lines of text, each with the number that a spreadsheet shows beside it."""

import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from tracker.catalogue.words import CONTROL
from tracker.formats.plain import as_recorded

MAX_BYTES = 20 * 2**20
MAX_UNZIPPED = 200 * 2**20
MAX_ROWS = 50_000
MAX_COLUMNS = 100
MAX_CELL = 100_000  # characters

DELIMITERS = ",;\t|"
_LAST_ROW = 2**20  # of a spreadsheet; a file may claim more
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SEP = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\ufeff": None, "\u200b": None})
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # in a number format: literals, colours and locales


class Unreadable(Exception):
    """The file cannot be read; the sentence says why, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file. A cell that is None is left as it is; `origin` is the column of the file that it came from,
    where a profile made the line."""

    number: int
    cells: tuple
    origin: str = ""


@dataclass(frozen=True)
class Sheet:
    """`lines` without empty ones; the first is the header."""

    name: str
    lines: list

    @property
    def header(self):
        return self.lines[0].cells

    @property
    def rows(self):
        return self.lines[1:]


def read(source, name=""):
    """The Sheet in a file: `source` is its path or its bytes. Raises Unreadable."""
    name = name or (Path(source).name if isinstance(source, str | Path) else "the file")
    data = source if isinstance(source, bytes) else _content(Path(source))
    if len(data) > MAX_BYTES:
        raise Unreadable(f"{name} is larger than {MAX_BYTES // 2**20} MB: split it into several files.")
    if data.startswith(_OLE):
        raise Unreadable(f"{name} is an old or a protected Excel file: save it as .xlsx without a password, or as CSV.")
    workbook = data.startswith(_ZIP)
    lines = list(_lines(_xlsx(data, name) if workbook else _csv(data, name), name))
    if not lines:
        raise Unreadable(f"{name} is empty: its first row must name the columns.")
    return Sheet(name, [_padded(line, len(lines[0].cells)) for line in lines] if workbook else lines)


def _padded(line, width):
    """A workbook leaves out the empty cells at the end of a row. In CSV a short row is a row cut off."""
    return replace(line, cells=line.cells + ("",) * (width - len(line.cells)))


def _content(path):
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened: {error.strerror}.") from None


def _lines(grid, name):
    for number, row in grid:
        cells = tuple(clean(cell) for cell in row)
        if not any(cells):
            continue
        if number > MAX_ROWS:
            raise Unreadable(f"{name} goes on after row {MAX_ROWS:,}, the last that is read: split it into several files.")
        if len(cells) > MAX_COLUMNS and any(cells[MAX_COLUMNS:]):
            raise Unreadable(f"{name}, row {number}: more than {MAX_COLUMNS} columns.")
        for column, cell in enumerate(cells, 1):
            _refuse_odd(cell, f"{name}, row {number}, column {column}")
        yield Line(number, cells[:MAX_COLUMNS])


def _refuse_odd(cell, where):
    if len(cell) > MAX_CELL:
        raise Unreadable(f"{where}: the cell is longer than {MAX_CELL:,} characters.")
    if odd := CONTROL.search(cell):
        raise Unreadable(f"{where}: the cell holds the control character U+{ord(odd[0]):04X}: take it out.")


def clean(cell):
    """A cell as it is compared and recorded: the guard against formulas off, one kind of newline and of space."""
    return normal(as_recorded(cell))


def normal(text):
    if text.isascii() and "\r" not in text:
        return text.strip()
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES).strip()


# --- CSV ---------------------------------------------------------------------------------------------------------


def _csv(data, name):
    text = _decoded(data, name)
    told = _SEP.match(text)
    delimiter = told[1] if told else _delimiter(text)
    reader = csv.reader(io.StringIO(text[told.end() :] if told else text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            yield number, row
    except csv.Error as error:
        raise Unreadable(f"{name}, row {number + 1}: {_reason(str(error))}") from None


def _reason(error):
    if "field larger" in error:
        return f"a cell is longer than {MAX_CELL:,} characters, or a quotation mark is not closed."
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed."
    if "expected after" in error:
        return 'text stands behind a closing quotation mark: write "" for a quotation mark inside a cell.'
    return f"it is not CSV ({error})."


def _decoded(data, name):
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{name}, line {line}: the text is not UTF-8. Save the file as 'CSV UTF-8', or as XLSX.") from None


def _delimiter(text):
    """The delimiter by which most of the first rows have the same number of cells, the very first if possible.

    Titles may stand above the header.
    """
    best, found = (0.0, False, 1), ","
    for delimiter in DELIMITERS:
        try:
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            widths = [len(row) for row in islice((row for row in rows if row), 30)]
        except csv.Error:
            continue
        common = Counter(width for width in widths if width > 1).most_common(1)
        if common:
            width, times = common[0]
            rank = (round(times / len(widths), 1), widths[0] == width, width)
            if rank > best:
                best, found = rank, delimiter
    return found


# --- XLSX --------------------------------------------------------------------------------------------------------


def _xlsx(data, name):
    try:
        _refuse_bomb(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts of the workbook that we do not read
            yield from _sheet(data, name)
    except Unreadable:
        raise
    except Exception as error:  # what openpyxl raises for a broken file is anything
        raise Unreadable(f"{name} cannot be read as XLSX ({type(error).__name__}): save it anew, or as CSV.") from error


def _refuse_bomb(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNZIPPED:
            raise Unreadable(f"{name} unpacks to more than {MAX_UNZIPPED // 2**20} MB: split it into several files.")


def _sheet(data, name):
    with _first_shown(data, name) as sheet:
        gap = None  # rows that the file skips are one and the same object
        blank = False
        for number, row in enumerate(_rows(sheet), 1):
            if number > _LAST_ROW:
                raise Unreadable(f"{name} claims more rows than a spreadsheet can have: save it anew, or as CSV.")
            if row is gap:
                continue
            filled = [place for place, cell in enumerate(row, 1) if cell.value is not None]
            blank = blank or any(_may_be_formula(cell) for cell in row)
            if filled:
                yield number, [_text(cell, f"{name}, row {number}") for cell in row[: filled[-1]]]
            else:
                gap = row
    if blank:
        _refuse_uncounted(data, name)


@contextmanager
def _first_shown(data, name, *, formulas=False):
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)
    try:
        visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        if not visible:
            raise Unreadable(f"{name} has no sheet with a table.")
        visible[0].reset_dimensions()  # a file of 4 KB may claim a million rows
        yield visible[0]
    finally:
        workbook.close()


def _rows(sheet):
    return sheet.iter_rows(max_col=MAX_COLUMNS + 1)


def _may_be_formula(cell):
    """A cell that stands in the file without a value: one with a format alone, or a formula that nobody has computed. A
    formula whose result is an empty text says so in its type."""
    return cell.value is None and cell is not EMPTY_CELL and cell.data_type == "n"


def _refuse_uncounted(data, name):
    """Programs that write formulas leave out what they come to; the row would be read as if the cell were empty."""
    with _first_shown(data, name) as values, _first_shown(data, name, formulas=True) as formulas:
        for number, (row, written) in enumerate(zip(_rows(values), _rows(formulas), strict=True), 1):
            for place, (cell, formula) in enumerate(zip(row, written, strict=True), 1):
                if formula.data_type == "f" and _may_be_formula(cell):
                    raise Unreadable(
                        f"{name}, row {number}, column {place}: holds a formula without a value; "
                        "open the file in a spreadsheet and save it there, or write the value."
                    )


def _text(cell, where):
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        if cell.data_type == "e":
            raise Unreadable(f"{where}: a cell holds the error {value}: mend its formula or write its value.")
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return _day(value, cell.number_format) if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{Decimal(format(value, '.15g')):f}"
    return str(value)


def _day(value, number_format):
    """A date cell, no more precise than it shows: `1968-07` typed into a spreadsheet is kept by it as 1 July."""
    shown = _NOT_SHOWN.sub("", number_format.split(";")[0]).lower()
    if value.day == 1 and "y" in shown and "d" not in shown:
        if "m" in shown:
            return f"{value:%Y-%m}"
        if value.month == 1:
            return f"{value:%Y}"
    return value.date().isoformat()
