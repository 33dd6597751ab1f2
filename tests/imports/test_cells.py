"""Cells of files and the values that they stand for: what is written is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.catalogue import TABLES
from tracker.catalogue.columns import Date, Flag, Number, Texts
from tracker.models import PartialDate

pytestmark = pytest.mark.once


class Nobody:
    """A lookup for cells that name no row."""

    def code(self, column, cell):
        return cell


def columns_of(kind):
    return [
        bound
        for table in TABLES.values()
        for bound in table.columns.values()
        if type(bound) is kind and not (kind is Texts and bound.codes)
    ]


POINTS = st.builds(
    lambda day, parts, mark: "-".join(day.isoformat().split("-")[:parts]) + mark,
    st.dates(),
    st.integers(1, 3),
    st.sampled_from(["", "~", "?"]),
)


@settings(deadline=None)
@given(st.sampled_from(columns_of(Date)), POINTS)
def test_a_date_is_read_as_it_is_written(bound, text):
    value = PartialDate.parse(text)
    assert bound.parse(bound.cell(value), Nobody()) == value


@settings(deadline=None)
@given(st.sampled_from(columns_of(Number)), st.decimals(0, 10**9, places=0), st.decimals(-(10**9), 10**9, places=3))
def test_a_number_is_read_as_it_is_written(bound, whole, broken):
    value = int(whole) if bound.name == "position" else broken
    assert bound.parse(bound.cell(value), Nobody()) == value


@settings(deadline=None)
@given(st.sampled_from(columns_of(Flag)), st.booleans())
def test_a_flag_is_read_as_it_is_written(bound, value):
    assert bound.parse(bound.cell(value), Nobody()) is value


@settings(deadline=None)
@given(st.sampled_from(columns_of(Texts)), st.lists(st.text("abc =-'é", min_size=1).map(str.strip).filter(bool)))
def test_texts_are_read_as_they_are_written(bound, parts):
    assert bound.parse(bound.cell(parts), Nobody()) == tuple(parts)
