"""The map's outlines: whose they are, and that they fit their frame."""

import re

import pytest

from tracker.formats.outlines import HEIGHT, KEYS, WIDTH, outlines

pytestmark = pytest.mark.once


def points(path):
    """The corners of a path, absolute."""
    found = []
    for x, y, steps in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", path):
        at = (int(x), int(y))
        found.append(at)
        numbers = [int(number) for number in steps.split()]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            at = (at[0] + dx, at[1] + dy)
            found.append(at)
    return found


def land(key):
    return next(outline for outline in outlines() if outline.key == key)


def test_every_state_has_an_outline_or_a_disc():
    assert {outline.key for outline in outlines()} - {""} == set(KEYS.values())


def test_small_states_are_discs_and_large_ones_are_not():
    assert land("mlt").disc
    assert land("nru").disc
    assert land("fra").disc is None


def test_nothing_lies_outside_the_frame():
    for outline in outlines():
        for x, y in points(outline.path):
            assert -60 <= x <= WIDTH + 60, outline.key
            assert -60 <= y <= HEIGHT, outline.key


def test_crimea_is_drawn_with_ukraine():
    crimea = [(x, y) for x, y in points(land("ukr").path) if 5590 < x < 5660 and 1100 < y < 1140]
    assert crimea
    assert not [(x, y) for x, y in points(land("rus").path) if 5590 < x < 5640 and 1100 < y < 1140]


def test_the_drawing_is_small_enough_to_stand_in_a_page():
    assert sum(len(outline.path) for outline in outlines()) < 90_000
