"""Records by what people call them."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import TreatyFactory, write
from tracker.catalogue.called import find_record

pytestmark = pytest.mark.django_db


def test_a_record_is_found_by_its_names_with_or_without_what_it_is():
    write(
        [
            TreatyFactory.build(key="mine-ban", short_title="Mine Ban Convention", other_titles=["Ottawa Treaty", "Moscow Treaty (1997)"]),
            TreatyFactory.build(key="start-i", short_title="START I", title="Treaty on Arms", other_titles=["START"]),
            TreatyFactory.build(key="start-treaty", short_title="Another", title="START Treaty"),
        ]
    )
    for text in ("mine-ban", "Mine Ban", "MINE BAN convention", "ottawa", "Ottawa Treaty"):
        assert find_record(text) == "mine-ban", text
    # A name as it stands comes before one that has to be completed.
    assert find_record("start") == "start-i"
    assert find_record("START Treaty") == "start-treaty"
    for text in ("", "treaty", "Moscow", "mine", "convention"):
        with pytest.raises(ValidationError, match="is known"):
            find_record(text)
