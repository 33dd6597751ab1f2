"""Each parameter of each list means what the contract says of it: alone with each of its values, and beside those it reads with."""

from itertools import product

import pytest

from tests.selections.brute_force import rows_of, selected
from tests.selections.facts import World
from tests.selections.test_facets import ACTOR_STATUSES, held, select, values_of
from tracker.catalogue import LISTINGS

pytestmark = pytest.mark.django_db

# The day before a beginning or an end in the world of facts, the day, its month, its year; and days on which little or all stands.
DAYS = ("1949-10-06", "1955-06-14", "1955-06-15", "1965", "1977-06-14", "1977-06-15", "1990-06", "1990-10-02", "1990-10-03", "2027-06")
WINDOWS = (("1965", "1965"), ("1976-06-15", "1976-06-15"), ("1979", "1981"), ("1970", "1980-06"), ("2021-06-15", "2023-06-14"))
TOGETHER = (
    ("actor", "status"),
    ("actor", "due"),
    ("actor", "as_of"),
    ("status", "as_of"),
    ("finding", "as_of"),
    ("due", "as_of"),
    ("theme", "region"),
    ("basis", "as_of"),
    ("record", "actor"),
    ("from", "as_of"),
)
TIMES = {"from", "to", "as_of"}
BESIDE = {"calendar": {"from": ["1960"]}}  # it looks ahead, where little is


def values(name, parameter, rows):
    if parameter in TIMES:
        return DAYS
    if parameter == "status" and name != "participations":
        return sorted({code for row in rows for year in range(1950, 2027, 5) for code in row.codes("status", {"as_of": [str(year)]})})
    return tuple(values_of(name, parameter, rows))


def spread(found, most):
    """A few of many, from the first to the last."""
    return [found[at * (len(found) - 1) // max(1, most - 1)] for at in range(most)] if len(found) > most else found


def questions(name, rows, most):
    known = LISTINGS[name].filters.base_filters
    for parameter in known:
        own = spread(values(name, parameter, rows), most)
        yield from ({parameter: [value]} for value in own)
        if len(own) > 1 and parameter not in {*TIMES, "basis"}:
            yield {parameter: [own[0], own[-1]]}
    if {"from", "to"} <= known.keys():
        yield from ({"from": [first], "to": [last]} for first, last in spread(WINDOWS, most))
    for one, other in TOGETHER:
        if {one, other} <= known.keys():
            seconds = ACTOR_STATUSES if (one, other) == ("actor", "status") else values(name, other, rows)
            pairs = product(spread(values(name, one, rows), most - 1), spread(seconds, most - 1))
            yield from ({one: [first], other: [second]} for first, second in pairs)


def walk(most):
    """Ask each list with `most` values of each parameter; give {(list, parameter): what its values found}."""
    found = {}
    for name, rows in rows_of(World().plant()).items():
        for question in questions(name, rows, most):
            asked = BESIDE.get(name, {}) | question if not TIMES & question.keys() else question
            expected = frozenset(row.pk for row in selected(rows, asked, name))
            assert held(name, select(name, asked)) == expected, (name, asked)
            for parameter in question:
                found.setdefault((name, parameter), set()).add(expected)
    return found


def test_every_parameter_of_every_list_means_what_is_written():
    found = walk(2)
    assert found.keys() == {(name, parameter) for name, listing in LISTINGS.items() for parameter in listing.filters.base_filters}
