"""Refusals in words."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from tracker import changes
from tracker.admin.press import words
from tracker.models import Theme


def test_refusals_are_sentences():
    error = ValidationError({"key": "A key is made of letters."})
    assert words(error) == "A key is made of letters."
    error.row = Theme(key="x", title="Testing")
    assert words(error) == "Testing: A key is made of letters."
    assert words(changes.NotAllowed("Only a curator may.")) == "Only a curator may."
    assert "Another row holds the same values" in words(IntegrityError("UNIQUE constraint failed: tracker_record.key"))


def test_of_many_rows_that_refer_to_one_five_are_named():
    rows = {Theme(pk=number, title=f"Theme {number}") for number in range(7)}
    assert words(ProtectedError("", rows)) == (
        "It cannot be deleted, because these refer to it: Theme 0; Theme 1; Theme 2; Theme 3; Theme 4; and 2 more."
    )
