"""A thousand random selections: every facet as a brute force counts it."""

import pytest

from tests.selections.test_facets import agree


@pytest.mark.django_db
def test_a_thousand_selections_count_right():
    agree(1000)
