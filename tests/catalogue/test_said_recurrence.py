"""Recurrences as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.catalogue.said_recurrence import said_recurrence
from tracker.formats.values import recurrence_text
from tracker.models.recurrence import parts_of

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("each year by 31 May", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31"),
        ("Every year, on May 31st.", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31"),
        ("31 May each year", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31"),
        ("by the 15th of December every year", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
        ("not later than 30 April of each year", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30"),
        ("15 Dec", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
        ("30 March and 30 September", "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=30"),
        ("each year in March and September", "FREQ=YEARLY;BYMONTH=3,9"),
        ("annually", "FREQ=YEARLY"),
        ("every 5 years", "FREQ=YEARLY;INTERVAL=5"),
        ("Every  six months", "FREQ=MONTHLY;INTERVAL=6"),
        ("every other year", "FREQ=YEARLY;INTERVAL=2"),
        ("twice a year", "FREQ=MONTHLY;INTERVAL=6"),
        ("every 1 year", "FREQ=YEARLY"),
        ("each year by 31 May until 4 February 2026", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31;UNTIL=20260204"),
        ("every 6 months since 1 June 2011", "DTSTART:20110601 FREQ=MONTHLY;INTERVAL=6"),
        ("every 5 years, since 1995, until 2015", "DTSTART:19950101 FREQ=YEARLY;INTERVAL=5;UNTIL=20151231"),
        ("FREQ=YEARLY;INTERVAL=5", "FREQ=YEARLY;INTERVAL=5"),
        ("", ""),
    ],
)
def test_what_people_write_is_a_rule(said, rule):
    assert said_recurrence(said, today=TODAY) == rule
    if rule:
        parts_of(rule)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("now and then", "'now and then' cannot be read: write it like each year by 31 May"),
        ("every", "cannot be read"),
        ("each year by 31", "cannot be read"),
        ("31 May and 30 November", "One rule names one day for each of its months"),
        ("1 May and 2 May", "One rule names one day for each of its months"),
        ("yearly until somewhen", "somewhen"),
    ],
)
def test_what_is_none_is_refused_with_a_sentence(said, reason):
    with pytest.raises(ValueError, match=reason):
        said_recurrence(said, today=TODAY)


@given(
    st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]),
    st.integers(1, 99),
    st.sets(st.integers(1, 12), max_size=3),
    st.integers(0, 28),
)
def test_what_pages_say_is_read_back(freq, every, months, day):
    rule = f"FREQ={freq}"
    if months:
        rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, sorted(months)))}" + (f";BYMONTHDAY={day}" if day else "")
    elif every > 1:
        rule += f";INTERVAL={every}"
    assert said_recurrence(recurrence_text(rule), today=TODAY) == rule


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        said_recurrence(text, today=TODAY)
    except ValueError as error:
        assert str(error).endswith(".")
