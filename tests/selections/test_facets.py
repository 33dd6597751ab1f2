"""Lists hold, and facets count, what a brute force over plain facts does, for questions that nobody thought of, in a fixed number of queries."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.selections.brute_force import counted, rows_of, selected
from tests.selections.facts import ACTORS, PROMISED, THEMES, WORDS, World
from tests.selections.meaning import TODAY, answers
from tracker.catalogue import LISTINGS, TYPE_OF_CODE
from tracker.catalogue.asked import window_error
from tracker.models import PartialDate
from tracker.selections import Selection

pytestmark = pytest.mark.django_db

DAYS = [str(year) for year in range(1952, 2030, 3)] + ["1975-06-15", "1975-06-14", "1968-06", "1990-10-02", "1990-10-03", "2027-06-15"]
ACTOR_STATUSES = ("party", "contracting", "signatory", "participant", "partner", "host", "former_party", "none")
TEXTS = (*WORDS, *PROMISED, "France", f"{WORDS[0]} {PROMISED[0]}", f"{WORDS[0]} -{PROMISED[0]}", "-zorvex")
# A facet takes one query, whatever there is. Beside these: the count of the list, the themes to choose from, the second code of
# `due`, the records under which an actor has no status, and the lists on which it is; and for each `q` one to read its words.
BESIDE = 5


def several(values, most=2):
    return st.lists(st.sampled_from(list(values)), min_size=1, max_size=most, unique=True)


def values_of(name, parameter, rows):
    """Values that a parameter of a list may have: the codes that its rows have and, where there are more, one that none has."""
    if parameter == "q":
        return sorted((*TEXTS, *THEMES[:2]), key=lambda text: not any(answers([text], row.words) for row in rows))
    if parameter == "actor":
        return (*ACTORS, "FRA", "Germany")
    if parameter == "record":
        held = sorted({key for row in rows for key in row.records})
        return held[:: max(1, len(held) // 5)]
    if parameter == "status":
        return ACTOR_STATUSES
    choices = [code for code, _word in LISTINGS[name].filters.base_filters[parameter].field.choices]
    if parameter in ("due", "basis", "finding", "lanes"):
        return choices
    held = {code for row in rows for code in row.codes(parameter, {})}
    return [code for code in choices if code in held] + [code for code in choices if code not in held][:1]


@st.composite
def questions(draw, name, rows):
    """Parameters as an address may have them; a status is the record's or, with an actor, that actor's."""
    known = [one for one in LISTINGS[name].filters.base_filters if one != "status" or name == "participations"]
    asked = {}
    for one in draw(st.lists(st.sampled_from(known), max_size=5, unique=True)):
        if one in ("from", "to", "as_of"):
            asked[one] = [draw(st.sampled_from(DAYS))]
        else:
            asked[one] = draw(several(values_of(name, one, rows), 1 if one == "basis" else 2))
    if {"from", "to"} <= asked.keys() and window_error(*(PartialDate.parse(asked[one][0]) for one in ("from", "to"))):
        asked["from"], asked["to"] = asked["to"], asked["from"]
    if "status" in LISTINGS[name].filters.base_filters and name != "participations" and draw(st.booleans()):
        own = list(TYPE_OF_CODE[rows[0].fact.type].statuses)
        asked["status"] = draw(several(ACTOR_STATUSES if "actor" in asked else own))
    return asked


def select(name, asked):
    params = QueryDict(mutable=True)
    for parameter, values in asked.items():
        params.setlist(parameter, values)
    selection = Selection(LISTINGS[name], params, today=TODAY)
    assert selection.errors == {}, (name, asked)
    return selection


def held(name, selection):
    """What names the rows of a selection, as the brute force names them."""
    if name == "participations":
        return set(selection.queryset.values_list("record__key", "actor__key"))
    return set(selection.keys())


def agrees(name, rows, asked):
    """How many queries the facets took."""
    selection = select(name, asked)
    with CaptureQueriesContext(connection) as queries:
        facets = {facet.name: {choice.value: choice.count for choice in facet.choices if choice.count} for facet in selection.facets}
        count = selection.count
    expected = [row.pk for row in selected(rows, asked, name)]
    assert held(name, selection) == {*expected}, (name, asked)
    assert count == len(expected), (name, asked)
    assert facets == {facet: counted(rows, asked, name, facet) for facet in facets}, (name, asked)
    return len(queries)


def agree(examples):
    """Compare so many random selections: a fifth of each of the lists with the most filters, a thirtieth of any other."""
    for name, rows in rows_of(World().plant()).items():
        compare(name, rows, max(2, examples // (5 if name in ("treaties", "commitments") else 30)))


def compare(name, rows, examples):
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(asked=questions(name, rows))
    def compared(asked):
        assert agrees(name, rows, asked) <= facets + BESIDE + len(asked.get("q", ()))

    facets = sum(made.facet for made in LISTINGS[name].filters.base_filters.values())
    compared()


def test_lists_and_facets_hold_what_a_brute_force_does():
    agree(100)
