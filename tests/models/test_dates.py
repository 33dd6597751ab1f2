"""Partial dates as a value, and as a field in the database: a table, an example each, then any date at all."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import CURATOR, SourceFactory, write
from tracker import changes
from tracker.models import Event, PartialDate, Source

MIN, MAX = date.min, date.max

FORMS = [
    # written, first day, last day, precision, approximate, one day
    ("1968", date(1968, 1, 1), date(1968, 12, 31), "year", False, False),
    ("1968-07", date(1968, 7, 1), date(1968, 7, 31), "month", False, False),
    ("1968-02", date(1968, 2, 1), date(1968, 2, 29), "month", False, False),
    ("1967-02", date(1967, 2, 1), date(1967, 2, 28), "month", False, False),
    ("1968-07-01", date(1968, 7, 1), date(1968, 7, 1), "day", False, True),
    ("2000-02-29", date(2000, 2, 29), date(2000, 2, 29), "day", False, True),
    ("1974~", date(1974, 1, 1), date(1974, 12, 31), "year", True, False),
    ("1974?", date(1974, 1, 1), date(1974, 12, 31), "year", True, False),
    ("1974-05~", date(1974, 5, 1), date(1974, 5, 31), "month", True, False),
    ("1974-05-03~", date(1974, 5, 3), date(1974, 5, 3), "day", True, False),
    ("1974-05-03?", date(1974, 5, 3), date(1974, 5, 3), "day", True, False),
    ("2011-12/2012-01", date(2011, 12, 1), date(2012, 1, 31), "interval", False, False),
    ("1968-04-22/1969-04-25", date(1968, 4, 22), date(1969, 4, 25), "interval", False, False),
    ("1990/1992-03-04", date(1990, 1, 1), date(1992, 3, 4), "interval", False, False),
    ("1990~/1992", date(1990, 1, 1), date(1992, 12, 31), "interval", True, False),
    ("1990-06/1990-06", date(1990, 6, 1), date(1990, 6, 30), "interval", False, False),
    ("1968-07-01/1968-07-01", date(1968, 7, 1), date(1968, 7, 1), "interval", False, True),
    ("../2026-02-03", MIN, date(2026, 2, 3), "interval", False, False),
    ("../1991", MIN, date(1991, 12, 31), "interval", False, False),
    ("1946/..", date(1946, 1, 1), MAX, "interval", False, False),
    ("1946-06~/..", date(1946, 6, 1), MAX, "interval", True, False),
    ("0001", date(1, 1, 1), date(1, 12, 31), "year", False, False),
    ("9999-12-31", MAX, MAX, "day", False, True),
]


@pytest.mark.parametrize(("text", "first", "last", "precision", "approximate", "is_day"), FORMS)
def test_every_form_says_its_bounds_and_how_sure_it_is(text, first, last, precision, approximate, is_day):
    said = PartialDate.parse(text)
    assert (said.first, said.last, said.precision, said.approximate, said.is_day) == (first, last, precision, approximate, is_day)
    assert str(said) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "July 1968",
        "1.7.1968",
        "68",
        "1968-7",
        "1968-7-1",
        "1968-07-1",
        "19680701",
        "1968/07/01",
        "01-07-1968",
        "1968-07-01T00:00",
        "1968~~",
        "~1968",
        "1968-",
        "1968 - 07",
        "-1968",
        "12024",
        "١٩٦٨",
        "1968\x00",
        "1968\n1969",
        "1990/1991/1992",
        "1990/",
        "/1990",
        "...",
        "1990/now",
        "x" * 5000,
        "1968-07-01/1968-07-01/1",
    ],
)
def test_what_is_no_date_is_refused_with_the_forms_that_are(text):
    with pytest.raises(ValueError) as refused:
        PartialDate.parse(text)
    said = str(refused.value)
    assert "is not a date" in said
    assert "1968-07-01" in said
    assert said.endswith(".")
    assert len(said) < 250


@pytest.mark.parametrize(
    "text", ["1968-00", "1968-13", "1968-02-30", "1967-02-29", "1900-02-29", "1968-06-31", "1968-07-00", "0000", "0000-01-01"]
)
def test_a_day_that_no_calendar_has_is_refused(text):
    with pytest.raises(ValueError, match=f"'{text}' is a day that no calendar has: check the year, month and day."):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["1992/1990", "2012-01/2011-12", "1968-07-02/1968-07-01", "1991-01-01/1990-12"])
def test_an_interval_that_ends_before_it_begins_is_refused(text):
    with pytest.raises(ValueError, match="ends before it begins: put the earlier date first"):
        PartialDate.parse(text)


def test_an_interval_open_at_both_ends_is_refused():
    with pytest.raises(ValueError, match="must have at least one end"):
        PartialDate.parse("../..")


def test_spaces_around_a_date_are_no_part_of_it():
    assert PartialDate.parse(" 1968-07 ") == PartialDate.parse("1968-07")


def test_dates_sort_by_what_they_can_mean_first_then_last():
    ordered = [
        "../1960",
        "../1991",
        "1968-07-01",
        "1968-07-01~",
        "1968-07",
        "1968-07/..",
        "1968-08",
        "1969-01-01",
        "1969",
        "1969/1970",
        "9999",
    ]
    dates = [PartialDate.parse(text) for text in ordered]
    assert [str(said) for said in sorted(reversed(dates))] == ordered
    assert dates[2] < dates[4] < dates[8]
    assert dates[8] > dates[7]
    assert not dates[4] < dates[4]


def test_the_same_days_said_otherwise_are_another_date():
    assert PartialDate.parse("1974") != PartialDate.parse("1974~")
    assert PartialDate.parse("1974-05-03") == PartialDate.of(date(1974, 5, 3))
    assert len({PartialDate.parse("1974"), PartialDate.parse("1974"), PartialDate.parse("1974?")}) == 2


def test_a_date_does_not_compare_with_other_things():
    with pytest.raises(TypeError):
        assert PartialDate.parse("1968") < "1969"
    with pytest.raises(TypeError):
        assert PartialDate.parse("1968") < date(1969, 1, 1)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1968-07", "1968-07", "1968-07"),
        ("1974~", "1974~", "1974~"),
        ("2011-12/2012-01~", "2011-12", "2012-01~"),
        ("../2026-02-03", None, "2026-02-03"),
        ("1946/..", "1946", None),
    ],
)
def test_an_interval_tells_its_two_sides(text, start, end):
    assert [side and str(side) for side in PartialDate.parse(text).ends] == [start, end]


# In the database


def stored(text):
    return Source.objects.get(pk=SourceFactory(date=text).pk)


@pytest.mark.django_db
def test_every_form_comes_back_from_the_database_as_it_went_in():
    rows = write([SourceFactory.build(date=text) for text, *_rest in FORMS])
    back = Source.objects.in_bulk([row.pk for row in rows])
    for row, (text, first, last, *_rest) in zip(rows, FORMS, strict=True):
        assert back[row.pk].date == PartialDate.parse(text)
        assert (back[row.pk].date_first, back[row.pk].date_last) == (first, last)
    found = Source.objects.order_by("pk").values_list("date", "date_first", "date_last")
    assert list(found) == [(PartialDate.parse(text), first, last) for text, first, last, *_rest in FORMS]


@pytest.mark.django_db
def test_an_unknown_date_is_null_with_its_bounds():
    row = stored(None)
    assert (row.date, row.date_first, row.date_last) == (None, None, None)
    assert list(Source.objects.filter(date__isnull=True, date_first__isnull=True, date_last__isnull=True)) == [row]


def test_bounds_follow_what_is_assigned():
    row = Source(date="1968")
    assert (row.date_first, row.date_last) == (date(1968, 1, 1), date(1968, 12, 31))
    row.date = "1991-06"
    assert (row.date_first, row.date_last) == (date(1991, 6, 1), date(1991, 6, 30))
    row.date = date(1991, 12, 25)
    assert (row.date, row.date_first, row.date_last) == (PartialDate.parse("1991-12-25"), date(1991, 12, 25), date(1991, 12, 25))
    row.date = PartialDate.parse("../1991")
    assert (row.date_first, row.date_last) == (MIN, date(1991, 12, 31))
    row.date = ""
    assert (row.date, row.date_first, row.date_last) == (None, None, None)


def test_a_bound_cannot_be_set_against_its_date():
    row = Source(date="1968")
    row.date_first = date(2020, 1, 1)
    assert row.date_first == date(1968, 1, 1)


@pytest.mark.django_db
def test_bounds_in_the_database_follow_an_update():
    row = SourceFactory(date="1968")
    row.date = "1991-06"
    changes.save(row, by=CURATOR)
    assert list(Source.objects.filter(pk=row.pk).values_list("date", "date_first", "date_last")) == [
        (PartialDate.parse("1991-06"), date(1991, 6, 1), date(1991, 6, 30))
    ]


@pytest.mark.django_db
def test_rows_are_filtered_and_sorted_by_bounds():
    texts = ["../1960", "1968-07-01", "1968", "1991-12", "1992/.."]
    write([SourceFactory.build(key=f"s{at}", date=text) for at, text in enumerate(texts)])
    day = date(1968, 7, 1)

    def said(rows):
        return [str(row.date) for row in rows.order_by("date_first", "date_last")]

    assert said(Source.objects.filter(date_first__lte=day, date_last__gte=day)) == ["1968", "1968-07-01"]
    assert said(Source.objects.filter(date_last__lt=day)) == ["../1960"]
    assert said(Source.objects.filter(date_first__gt=day)) == ["1991-12", "1992/.."]
    assert said(Source.objects.filter(date_last=MAX)) == ["1992/.."]
    assert said(Source.objects.filter(date_first=MIN)) == ["../1960"]
    assert said(Source.objects.filter(date_first=F("date_last"))) == ["1968-07-01"]
    assert said(Source.objects.filter(date="1968")) == ["1968"]
    assert said(Source.objects.filter(date__in=["1968", PartialDate.parse("1991-12")])) == ["1968", "1991-12"]


@pytest.mark.django_db
def test_a_date_left_out_of_a_query_is_fetched_when_asked_for():
    row = SourceFactory(date="1968-07")
    part = Source.objects.only("key").get(pk=row.pk)
    assert part.get_deferred_fields() >= {"date", "title"}
    assert part.date == PartialDate.parse("1968-07")
    bounds = Source.objects.only("date_first", "date_last").get(pk=row.pk)
    assert (bounds.date_first, bounds.date_last) == (date(1968, 7, 1), date(1968, 7, 31))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("someday", "'someday' is not a date"),
        ("1968-02-30", "'1968-02-30' is a day that no calendar has"),
        ("1992/1990", "ends before it begins"),
    ],
)
def test_validation_names_the_date_that_cannot_be(text, sentence):
    row = Source(key="a", title="A", publisher="B", date=text)
    with pytest.raises(ValidationError) as refused:
        row.clean_fields()
    assert list(refused.value.message_dict) == ["date"]
    assert sentence in refused.value.message_dict["date"][0]
    assert row.date_first is None


def test_a_date_that_must_be_there_is_asked_for():
    row = Event(key="a", title="A", kind="summit", date="")
    with pytest.raises(ValidationError) as refused:
        row.clean_fields()
    assert list(refused.value.message_dict) == ["date"]


# Any date at all

days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def points(draw):
    day, precision, doubt = draw(days), draw(st.sampled_from([4, 7, 10])), draw(st.sampled_from(["", "~", "?"]))
    return day.isoformat()[:precision] + doubt


@st.composite
def dates(draw):
    start, end = draw(points()), draw(points())
    form = draw(st.sampled_from(["point", "point", "between", "until", "from"]))
    if form == "between" and PartialDate.parse(start) > PartialDate.parse(end):
        start, end = end, start
    return {"point": start, "between": f"{start}/{end}", "until": f"../{end}", "from": f"{start}/.."}[form]


@given(dates())
def test_any_date_prints_as_it_was_written(text):
    said = PartialDate.parse(text)
    assert str(said) == text
    assert said.first <= said.last
    assert PartialDate.parse(str(said)) == said
    start, end = said.ends
    assert said.first == (start.first if start else MIN)
    assert said.last == (end.last if end else MAX)
    assert not (said.is_day and said.approximate)


@given(st.lists(dates(), min_size=2, max_size=6))
def test_any_dates_have_one_order(texts):
    said = [PartialDate.parse(text) for text in texts]
    assert sorted(said) == sorted(reversed(said))
    assert [(one.first, one.last) for one in sorted(said)] == sorted((one.first, one.last) for one in said)


@given(st.text("0123456789-/~?. \x00٣x\n", max_size=24))
def test_any_text_is_a_date_or_refused_with_a_sentence(text):
    try:
        said = PartialDate.parse(text)
    except ValueError as refused:
        assert str(refused).endswith(".")
    else:
        assert str(said) == text.strip()


@pytest.mark.django_db
@settings(max_examples=8, deadline=None)
@given(st.lists(dates(), min_size=1, max_size=40))
def test_any_dates_come_back_from_the_database_in_their_order(texts):
    Source.objects.all().delete()
    write([SourceFactory.build(key=f"s{at}", date=text) for at, text in enumerate(texts)])
    back = list(Source.objects.order_by("date_first", "date_last", "date").values_list("date", flat=True))
    assert sorted(back) == sorted(map(PartialDate.parse, texts))
    assert [(one.first, one.last) for one in back] == sorted((one.first, one.last) for one in back)
