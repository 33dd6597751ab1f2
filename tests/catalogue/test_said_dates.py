"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import assume, example, given, reject
from hypothesis import strategies as st

from tracker.catalogue.said_dates import said_date
from tracker.formats.values import date_text, duration_text
from tracker.models import PartialDate

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        # As files have them
        ("1968", "1968"),
        ("1968-07", "1968-07"),
        (" 1968-07-01 ", "1968-07-01"),
        ("1974~", "1974~"),
        ("2011-12/2012-01", "2011-12/2012-01"),
        ("../2026-02-03", "../2026-02-03"),
        # A day
        ("1 July 1968", "1968-07-01"),
        ("1 Jul 1968", "1968-07-01"),
        ("1st of July 1968", "1968-07-01"),
        ("the 1st of July, 1968", "1968-07-01"),
        ("July of 1968", "1968-07"),
        ("1st July 1968", "1968-07-01"),
        ("July 1, 1968", "1968-07-01"),
        ("Jul. 1, 1968", "1968-07-01"),
        ("Monday, 1 July 1968", "1968-07-01"),
        ("on 1 July 1968", "1968-07-01"),
        ("13.7.1968", "1968-07-13"),
        ("5.5.1955", "1955-05-05"),
        ("1968/07/01", "1968-07-01"),
        ("19680701", "1968-07-01"),
        ("31/12/1991", "1991-12-31"),
        ("12/31/1991", "1991-12-31"),
        ("5/5/1955", "1955-05-05"),
        ("29 February 2024", "2024-02-29"),
        ("today", "2026-11-26"),
        ("Yesterday", "2026-11-25"),
        # A month, a year
        ("July 1968", "1968-07"),
        ("Sept 1996", "1996-09"),
        ("in July 1968", "1968-07"),
        ("07/1968", "1968-07"),
        ("1968 July", "1968-07"),
        # With doubt
        ("about 1974", "1974~"),
        ("circa 1974", "1974~"),
        ("c. 1974", "1974~"),
        ("around July 1968", "1968-07~"),
        ("probably 1974", "1974?"),
        ("1974?", "1974?"),
        ("mid-January 2012", "2012-01~"),
        ("early 1987", "1987~"),
        ("late March 1999", "1999-03~"),
        ("the end of 1987", "1987~"),
        ("early 1990s", "1990~/1993~"),
        ("in the mid-1990s", "1994~/1996~"),
        ("late 1990's", "1997~/1999~"),
        ("the end of the 1980s", "1987~/1989~"),
        ("circa 1968", "1968~"),
        # Stretches
        ("December 2011 to January 2012", "2011-12/2012-01"),
        ("between December 2011 and January 2012", "2011-12/2012-01"),
        ("27 April to 22 May 2026", "2026-04-27/2026-05-22"),
        ("27-29 April 2026", "2026-04-27/2026-04-29"),
        ("April-May 2026", "2026-04/2026-05"),
        ("1955 - 1957", "1955/1957"),
        ("1 July 1968 – 2 July 1968", "1968-07-01/1968-07-02"),
        ("1960s", "1960/1969"),
        ("the 1990s", "1990/1999"),
        ("spring 1987", "1987-03/1987-05"),
        ("summer 1975", "1975-06/1975-08"),
        ("in the summer of 1975", "1975-06/1975-08"),
        ("about summer 1975", "1975-06~/1975-08~"),
        ("Q3 2014", "2014-07/2014-09"),
        ("first half of 1992", "1992-01/1992-06"),
        # Open on one side
        ("by 3 February 2026", "../2026-02-03"),
        ("in or before 1990", "../1990"),
        ("before 1991", "../1990"),
        ("before 1 January 1991", "../1990-12-31"),
        ("since 1946", "1946/.."),
        ("after July 1968", "1968-08/.."),
    ],
)
def test_what_is_said_is_what_is_recorded(said, meant):
    assert said_date(said, today=TODAY) == PartialDate.parse(meant)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("31 June 2026", "31 June 2026 does not exist. June has 30 days."),
        ("2026-06-31", "31 June 2026 does not exist. June has 30 days."),
        ("29 February 2023", "February 2023 has 28 days."),
        ("2026-13", "There is no month 13"),
        ("1/7/1968", "may mean 1 July 1968 or 7 January 1968: write the month as a word."),
        ("1.7.1968", "may mean 1 July 1968 or 7 January 1968: write the month as a word."),
        ("01.07.1968", "may mean 1 July 1968"),
        ("1.7.68", "leaves out the century"),
        ("1 July 68", "'1 July 68' leaves out the century: write the year with four digits."),
        ("July 1, 68", "leaves out the century"),
        ("July 68", "leaves out the century"),
        ("1st of July '68", "leaves out the century"),
        ("27 April to 22 May 26", "leaves out the century"),
        ("early 90s", "leaves out the century"),
        ("68", "leaves out the century"),
        ("1 July", "'1 July' names no year: write it with four digits, as in 1 July 1968."),
        ("July 12", "names no year"),
        ("between May and June", "names no year"),
        ("winter 1987", "lies in two years"),
        ("winter of 1987-88", "lies in two years"),
        ("1968-69", "leaves out the century of its second year: write 1968 to 1969."),
        ("1968/69", "write 1968 to 1969."),
        ("soon", "'soon' is not read as a date: write it like 1 July 1968"),
        ("0000", "calendar"),
        ("today", "'today' is not read as a date"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(said, sentence):
    with pytest.raises(ValueError) as refusal:
        said_date(said)
    assert sentence in str(refusal.value)


@st.composite
def dates(draw):
    """Every form of a date that can be recorded: of three precisions, in doubt or not, alone or as either end of a stretch."""

    def point():
        day = draw(st.dates(date(1000, 1, 1)))
        return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))] + draw(st.sampled_from(["", "~", "?"]))

    start, end = draw(st.sampled_from(["..", ""])) or point(), draw(st.sampled_from(["..", ""])) or point()
    text = draw(st.sampled_from([start, f"{start}/{end}"]))
    try:
        found = PartialDate.parse(text)
    except ValueError:
        reject()
    assume("/" not in text or start != end)
    return found


@given(dates(), st.booleans())
@example(PartialDate.parse("../1990-07"), True)
@example(PartialDate.parse("2026-04-27/2026-04-29"), True)
@example(PartialDate.parse("2026-04~/2026-05?"), False)
def test_what_is_shown_is_read_back_as_the_same_date(recorded, long):
    for shown in (str(recorded), date_text(recorded, long=long), duration_text(recorded, long=long)):
        assert said_date(shown) == recorded, shown


@given(
    st.text(max_size=40)
    | st.from_regex(r"(mid-|about |by |after |spring )?[0-9]{1,4}[ /.~-]?([A-Za-z]{3,9}|[0-9]{1,2})?( [0-9]{4})?", fullmatch=True)
)
def test_whatever_is_typed_is_a_date_or_a_sentence(text):
    try:
        found = said_date(text, today=TODAY)
    except ValueError as refusal:
        assert str(refusal).endswith(".")
    else:
        assert PartialDate.parse(str(found)) == found
