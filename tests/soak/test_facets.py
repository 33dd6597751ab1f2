"""A thousand random selections, and each parameter of each list with every value: as a brute force finds and counts."""

import pytest

from tests.selections.test_facets import agree
from tests.selections.test_parameters import walk

pytestmark = pytest.mark.django_db


def test_a_thousand_selections_count_right():
    agree(1000)


def test_each_parameter_with_many_values_tells_rows_apart():
    found = walk(9)
    # The lanes only say how rows are shown.
    assert {at for at, sets in found.items() if len(sets) < 2} == {("timeline", "lanes")}
