from datetime import date

import pytest

from tracker.catalogue.names_then import name_on

pytestmark = pytest.mark.once


def test_an_actor_bears_the_name_of_the_day():
    others = ["Russia", "Soviet Union [1922-12-30/1991-12-25]"]
    assert name_on("Russian Federation", others, date(1968, 7, 1)) == "Soviet Union"
    assert name_on("Russian Federation", others, date(1991, 12, 25)) == "Soviet Union"
    assert name_on("Russian Federation", others, date(1991, 12, 26)) == "Russian Federation"
