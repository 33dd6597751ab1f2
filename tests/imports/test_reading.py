import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.imports.conftest import csv_bytes, xlsx_bytes
from tracker.formats.plain import as_recorded, safe
from tracker.formats.to_csv import lines
from tracker.imports import reading
from tracker.imports.reading import Unreadable, normal, read

pytestmark = pytest.mark.once


def grid(data):
    return [(line.number, *line.cells) for line in read(data).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_with_and_without_byte_order_mark(encoding):
    assert grid("key,title\ncôte,Côte d'Ivoire\n".encode(encoding)) == [(1, "key", "title"), (2, "côte", "Côte d'Ivoire")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    heading = "Approval(AA), Acceptance(A), Ratification"
    data = csv_bytes(["Participant", "Signature", heading], ["France", "", "1 Jan 2000; see note"], ["Spain", "", ""], delimiter=delimiter)
    assert grid(data)[0] == (1, "Participant", "Signature", heading)
    assert grid(data)[1] == (2, "France", "", "1 Jan 2000; see note")


def test_values_of_several_parts_do_not_make_their_sign_the_delimiter():
    assert grid(b"key,themes\na,x|y|z\nb,x|y\n")[1] == (2, "a", "x|y|z")


def test_a_single_column_is_a_table():
    assert grid(b"key\nnpt\n") == [(1, "key"), (2, "npt")]


def test_a_delimiter_that_the_file_tells_is_taken():
    assert grid(b"sep=;\r\na;b,c\r\n1;2,3\r\n") == [(1, "a", "b,c"), (2, "1", "2,3")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    data = b'key,note\n\na,"one\ntwo"\n,\nb,x\n'
    assert grid(data) == [(1, "key", "note"), (3, "a", "one\ntwo"), (5, "b", "x")]


def test_spaces_that_do_not_break_are_spaces():
    assert grid("key,note\n\u00a0a ,b\u202fc\u00a0d\ufeff\n".encode())[1] == (2, "a", "b c d")


def test_newlines_in_cells_are_of_one_kind():
    assert grid(b'key,note\r\na,"one\r\ntwo"\r\n')[1] == (2, "a", "one\ntwo")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'=1+1", "=1+1"),
        ("'+1", "+1"),
        ("'-1", "-1"),
        ("'@a", "@a"),
        ("'\ta", "a"),
        ("''=a", "'=a"),
        ("'tis", "'tis"),
        ("''", "''"),
        ("=1", "=1"),
        ("-", "-"),
    ],
)
def test_the_guard_against_formulas_is_taken_off(cell, text):
    assert reading.clean(cell) == text


TEXTS = st.text(alphabet=st.one_of(st.sampled_from("'=+-@\t\r\n,;|\"a "), st.characters(exclude_categories=["Cs", "Cc", "Cn"])))


@settings(deadline=None)
@given(TEXTS)
def test_a_guarded_text_is_given_back(text):
    assert as_recorded(safe(text)) == text


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_what_is_written_is_read(rows):
    data = "".join(lines([["a", "b"], *([safe(cell) for cell in row] for row in rows)])).encode()
    kept = [tuple(normal(cell) for cell in row) for row in rows]
    assert [line.cells for line in read(data).rows] == [row for row in kept if any(row)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty: its first row must name the columns"),
        (b"\n ,\n", "is empty"),
        (b"key\ncaf\xe9\n", "line 2: the text is not UTF-8. Save the file as 'CSV UTF-8', or as XLSX"),
        (b'key\n"open\n', "row 2: a quotation mark is opened and never closed"),
        (b'key\na\n"b" c\n', "row 3: text stands behind a closing quotation mark"),
        (b"key\na\x00b\n", "row 2, column 1: the cell holds the control character U\\+0000"),
        (b"key\n" + b"a" * 100_001 + b"\n", "row 2, column 1: the cell is longer than 100,000 characters"),
        (b"key\n" + b"a" * 140_000 + b"\n", "row 2: a cell is longer than 100,000 characters"),
        (b"\xd0\xcf\x11\xe0old", "old or a protected Excel file: save it as .xlsx"),
        (b"PK\x03\x04nonsense", "cannot be read as XLSX"),
        (b",".join([b"a"] * 101), "row 1: more than 100 columns"),
    ],
)
def test_what_cannot_be_read_is_refused_with_where_and_why(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(data)


def test_caps(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 3)
    assert len(read(b"key\na\nb\n\n\n").lines) == 3
    with pytest.raises(Unreadable, match="goes on after row 3, the last that is read"):
        read(b"key\na\n\nb\n")
    monkeypatch.setattr(reading, "MAX_BYTES", 2**20)
    with pytest.raises(Unreadable, match="larger than 1 MB: split it"):
        read(b"a" * (2**20 + 1))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Unreadable, match=r"none\.csv cannot be opened: No such file or directory"):
        read(tmp_path / "none.csv")


def test_cells_of_a_workbook_are_what_they_show():
    data = xlsx_bytes(
        ["day", "year", "number", "flag", "text", "long"],
        [date(1968, 7, 1), 1968, 0.1 + 0.2, True, "'=1", 12345678901234],
        [datetime(1968, 7, 1, 12, 30), 1968.0, 1e21, False, " a\u00a0b ", None],  # noqa: DTZ001 a workbook knows no zones
    )
    assert grid(data)[1:] == [
        (2, "1968-07-01", "1968", "0.3", "yes", "=1", "12345678901234"),
        (3, "1968-07-01 12:30:00", "1968", "1000000000000000000000", "no", "a b", ""),
    ]


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ("yyyy-mm-dd", "1968-01-01"),
        ("mmm-yy", "1968-01"),
        ("yyyy", "1968"),
        ('[$-409]mmmm" day "yyyy;@', "1968-01"),
        ("dd/mm/yyyy", "1968-01-01"),
        ("h:mm", "1968-01-01"),
    ],
)
def test_a_date_is_no_more_precise_than_it_shows(number_format, text):
    workbook, stream = Workbook(), io.BytesIO()
    workbook.active.append(["day"])
    workbook.active.append([date(1968, 1, 1)])
    workbook.active["A2"].number_format = number_format
    workbook.save(stream)
    assert grid(stream.getvalue())[1] == (2, text)


def test_a_day_within_a_month_stays_a_day():
    workbook, stream = Workbook(), io.BytesIO()
    workbook.active.append([date(1968, 7, 15)])
    workbook.active["A1"].number_format = "mmm-yy"
    workbook.save(stream)
    assert grid(stream.getvalue()) == [(1, "1968-07-15")]


def changed_sheet(data, before, after):
    """A workbook with another text in its first sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                assert before in part
                part = part.replace(before, after)
            new.writestr(name, part)
    return stream.getvalue()


def test_a_workbook_that_claims_a_million_rows_is_read_as_it_is():
    data = xlsx_bytes(["key"], ["a"])
    claims = changed_sheet(data, 'ref="A1:A2"', 'ref="A1:XFD1048576"')
    assert len(claims) < 6000
    assert grid(claims) == [(1, "key"), (2, "a")]
    far = changed_sheet(data, '<row r="2"', '<row r="1048576"')
    with pytest.raises(Unreadable, match="goes on after row 50,000"):
        read(far)


def test_a_workbook_with_rows_beyond_every_spreadsheet_is_refused():
    far = changed_sheet(xlsx_bytes(["key"], ["a"]), '<row r="2"', '<row r="99999999999"')
    with pytest.raises(Unreadable, match="claims more rows than a spreadsheet can have"):
        read(far)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_UNZIPPED", 10_000)
    with pytest.raises(Unreadable, match="unpacks to more than 0 MB"):
        read(xlsx_bytes(["key"], ["a" * 30_000]))


def test_the_error_of_a_formula_is_refused():
    data = changed_sheet(xlsx_bytes(["key"], [1]), '<c r="A2" t="n"><v>1</v></c>', '<c r="A2" t="e"><v>#REF!</v></c>')
    with pytest.raises(Unreadable, match="row 2: a cell holds the error #REF!"):
        read(data)


def test_a_formula_without_a_value_is_refused():
    """As programs write it that compute nothing; a spreadsheet keeps what a formula comes to, be it an empty text."""
    data = xlsx_bytes(["key", "title", "note"], ["a", '=A2&"x"', None], ["b", "=A3", "c"])
    with pytest.raises(Unreadable, match="the file, row 2, column 2: holds a formula without a value; open the file in a spreadsheet"):
        read(data)
    for computed, text in (('t="str"><f>A2&amp;"x"</f><v>ax</v>', "ax"), ('t="str"><f>A2&amp;"x"</f><v></v>', "")):
        counted = changed_sheet(data, '><f>A2&amp;"x"</f><v />', " " + computed)
        counted = changed_sheet(counted, "><f>A3</f><v />", "><f>A3</f><v>7</v>")
        assert grid(counted)[1:] == [(2, "a", text, ""), (3, "b", "7", "c")]


def test_a_cell_with_a_format_alone_is_empty():
    workbook, stream = Workbook(), io.BytesIO()
    workbook.active.append(["key", "title"])
    workbook.active.append(["a"])
    workbook.active["B2"].number_format = "yyyy"
    workbook.save(stream)
    assert grid(stream.getvalue())[1] == (2, "a", "")


def test_the_first_sheet_that_is_shown_is_read():
    workbook, stream = Workbook(), io.BytesIO()
    workbook.active.append(["hidden"])
    workbook.create_sheet("shown").append(["key"])
    workbook.worksheets[0].sheet_state = "hidden"
    workbook.save(stream)
    assert grid(stream.getvalue()) == [(1, "key")]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        read(data)
    except Unreadable as error:
        assert str(error).endswith(".")
