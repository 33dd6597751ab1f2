from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tracker.formats import values
from tracker.models import PartialDate


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("1968-07-01", "1 Jul 1968"),
        ("1968-07", "Jul 1968"),
        ("1968", "1968"),
        ("1974~", "about 1974"),
        ("1974-05~", "about May 1974"),
        ("1974?", "perhaps 1974"),
        ("2011-12/2012-01", "between December 2011 and January 2012"),
        ("2011-03/2011-05", "between March and May 2011"),
        ("1968-04-22/1969-04-25", "between 22 Apr 1968 and 25 Apr 1969"),
        ("2003-01-11/2003-04-10", "between 11 Jan and 10 Apr 2003"),
        ("2003-01-10/2003-01-11", "between 10 and 11 Jan 2003"),
        ("1990/1992", "between 1990 and 1992"),
        ("1990~/1992", "between about 1990 and 1992"),
        ("1990/1990-06", "between 1990 and June 1990"),
        ("1990-06/1990-06", "Jun 1990"),
        ("../2026-02-03", "on or before 3 Feb 2026"),
        ("../2026-02", "in or before Feb 2026"),
        ("../2026", "in or before 2026"),
        ("1946/..", "from 1946"),
    ],
)
def test_a_date_prints_with_its_doubt(written, printed):
    assert values.date_text(PartialDate.parse(written)) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2026-04-27/2026-05-22", "27 Apr to 22 May 2026"),
        ("2022-08-01/2022-08-26", "1 to 26 Aug 2022"),
        ("2001-11-12/2002-01-06", "12 Nov 2001 to 6 Jan 2002"),
        ("1946/1991", "1946 to 1991"),
        ("1946/..", "from 1946"),
        ("../1991", "in or before 1991"),
        ("1968-07-01", "1 Jul 1968"),
    ],
)
def test_a_duration_prints_from_first_to_last(written, printed):
    assert values.duration_text(PartialDate.parse(written)) == printed


def test_plain_dates_and_texts_print_like_partial_dates():
    assert values.date_text(date(1968, 7, 1)) == "1 Jul 1968"
    assert values.date_text(datetime(1968, 7, 1, 12, 30, tzinfo=UTC)) == "1 Jul 1968"
    assert values.date_text("1968-07") == "Jul 1968"
    assert values.date_text(None) == values.date_text("") == ""


def test_days_in_sentences_are_spelled_out():
    assert values.day_text(date(2026, 11, 23)) == "23 November 2026"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("1970-03-05", "5 March"),
        ("2002-11", "November"),
        ("2012-05-20/2012-05-21", "20 to 21 May"),
        ("2011-12-30/2012-01-02", "30 December 2011 to 2 January 2012"),
    ],
)
def test_below_the_heading_of_its_year_a_date_leaves_the_year_out(written, printed):
    assert values.duration_text(PartialDate.parse(written), long=True, year=False) == printed


def test_a_year_alone_leaves_nothing_below_its_heading_but_its_doubt():
    assert values.date_parts("1991", year=False) == []
    assert values.date_text("1991~", year=False) == "about 1991"


def test_parts_carry_the_form_that_machines_read():
    assert values.date_parts("2011-12~/2012-01") == [
        ("between ", ""),
        ("about ", ""),
        ("December 2011", "2011-12"),
        (" and ", ""),
        ("January 2012", "2012-01"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        ("1970-03-05", None, "since 5 Mar 1970"),
        (None, "1991", "until 1991"),
        ("1988-06-01", "2019-08-01", "1 Jun 1988 to 1 Aug 2019"),
        ("1991-06-01", "1991-06-05", "1 to 5 Jun 1991"),
        ("1991-06-01", "1991-06-01", "1 Jun 1991"),
        ("2011-12/2012-01", "2013", "between December 2011 and January 2012 to 2013"),
        (None, None, ""),
    ],
)
def test_a_period_of_two_dates(start, end, printed):
    assert values.period_text(start, end) == printed


def test_a_former_name_stands_in_brackets():
    assert values.actor_text("Russian Federation", "Soviet Union") == "Russian Federation (then Soviet Union)"
    assert values.actor_text("France", "France") == values.actor_text("France") == "France"


def test_numbers():
    assert values.number_text(6405) == "6,405"
    assert values.number_text(Decimal("1550.000")) == "1,550"
    assert values.number_text(Decimal("0.500")) == "0.5"


def test_lists():
    assert values.list_text([]) == ""
    assert values.list_text(["a"]) == "a"
    assert values.list_text(["a", "b"]) == "a and b"
    assert values.list_text(["a", "b", "c"], last="or") == "a, b or c"


def test_languages():
    assert values.language_text("en|fr") == "English, French"
    assert values.language_text("tlh") == "tlh"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=YEARLY", "each year"),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31", "each year on 31 May"),
        ("FREQ=YEARLY;BYMONTH=3", "each year in March"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=30", "each year on 30 March and 30 September"),
        ("FREQ=YEARLY;BYMONTH=05;BYMONTHDAY=1,15", "each year on 1 and 15 May"),
        ("FREQ=YEARLY;BYMONTH=1,4,7", "each year in January, April and July"),
        ("FREQ=YEARLY;INTERVAL=5", "every 5 years"),
        ("FREQ=MONTHLY;INTERVAL=6", "every 6 months"),
        ("FREQ=YEARLY;BYDAY=1MO", "FREQ=YEARLY;BYDAY=1MO"),
        ("DTSTART:19920415 RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15", "each year on 15 April, since 1992"),
        (
            "DTSTART:20110930 RRULE:FREQ=YEARLY;UNTIL=20260204;BYMONTH=3,9;BYMONTHDAY=30",
            "each year on 30 March and 30 September, since 2011, until 4 February 2026",
        ),
        ("FREQ=YEARLY;UNTIL=20260204T000000Z", "each year, until 4 February 2026"),
        ("DTSTART:2011 RRULE:FREQ=YEARLY", "DTSTART:2011 RRULE:FREQ=YEARLY"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ],
)
def test_recurrences_are_said_in_words_where_they_can_be(rule, words):
    assert values.recurrence_text(rule) == words


def test_the_time_that_a_commitment_gives_is_said_in_words():
    cases = [
        ("", False, ""),
        ("P10Y", False, "10 years after the day on which an actor is bound"),
        ("<P1Y", False, "within 1 year of the day on which an actor is bound"),
        ("P180D", True, "not before 180 days after the day on which an actor is bound"),
        ("FOY2", True, "not before the second year after the one in which an actor is bound"),
        ("FOM6", False, "on the first day of the sixth month after the one in which an actor is bound"),
    ]
    for text, recurs, said in cases:
        assert values.due_after_text(text, recurs) == said
