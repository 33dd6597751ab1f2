"""Lists: every listing of the contract, in pages, narrowed as everywhere else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import ActionFactory, ActorFactory, SourceFactory, ThemeFactory, TreatyFactory, write
from tracker.api.resources import NAMES, OFFERED
from tracker.catalogue import RECORD_TYPES

TYPES = [record_type.name for record_type in RECORD_TYPES]
OTHERS = ["actors", "actions", "participations", "commitments", "assessments", "events", "relations", "sources", "themes"]


def test_the_root_lists_the_addresses_of_the_contract(ask, db):
    addresses = ask("")
    assert list(addresses) == [*TYPES, *OTHERS, "counts", "schema", "docs"] == list(NAMES)
    assert addresses["treaties"] == "http://testserver/api/v1/treaties/"


@pytest.mark.parametrize("name", [*TYPES, *OTHERS])
def test_every_list_answers_in_pages(ask, world, name):
    page = ask(f"{name}/")
    assert list(page) == ["count", "next", "previous", "results"]
    assert page["count"] == len(page["results"]) >= 1
    assert page["next"] is page["previous"] is None


@pytest.mark.parametrize("name", [*TYPES, *OTHERS])
def test_every_list_has_facets_on_request(ask, world, name):
    facets = ask(f"{name}/", facets=1)["facets"]
    declared = {key for key, made in next(one for one in OFFERED if one.name == name).filters.base_filters.items() if made.facet}
    assert facets.keys() == declared
    assert all(choice.keys() == {"value", "label", "count"} for choices in facets.values() for choice in choices)


def test_facets_count_what_each_value_would_give(ask, world):
    facets = ask("treaties/", facets=1, theme="missiles")["facets"]
    assert {choice["value"]: choice["count"] for choice in facets["theme"]} == {"missiles": 1, "nuclear": 2}


@pytest.mark.parametrize("name", [name for name in [*TYPES, *OTHERS] if name != "participations"])
def test_every_row_says_what_it_is_and_where(ask, rows, world, client, name):
    for row in rows(name):
        assert row["type"]
        alone = ask(f"{name}/{row['key']}/")  # a commitment alone also tells what is due
        assert alone | row == alone
        assert client.get(row["url"]).status_code == 200


def test_only_published_rows_are_listed(rows, world):
    TreatyFactory(key="secret", state="draft")
    ActionFactory(record=world.npt, actor=world.fra, action="withdrawal", date="1999", state="draft")
    assert "secret" not in {row["key"] for row in rows("treaties")}
    assert "withdrawal" not in {row["action"] for row in rows("actions")}
    assert {row["status"] for row in rows("participations", record="npt", actor="fra")} == {"party"}


def test_pages_lead_to_each_other_and_keep_what_was_asked(ask, world):
    first = ask("actors/", kind="state", per_page=2, sort="-name")
    assert first["count"] == 3
    assert first["previous"] is None
    second = ask(first["next"].partition("/api/v1/")[2])
    assert [row["key"] for row in first["results"] + second["results"]] == ["usa", "rus", "fra"]
    assert second["next"] is None
    assert ask(second["previous"].partition("/api/v1/")[2]) == first


def test_a_page_past_the_end_is_404(ask, world):
    assert ask("treaties/", status=404, page=2)["detail"] == "There is 1 page; 2 is past the end."


def test_200_rows_a_page_at_most(ask, world):
    assert ask("treaties/", per_page=200)["count"] == 2
    assert list(ask("treaties/", status=400, per_page=201)["errors"]) == ["per_page"]


def test_values_of_a_parameter_are_alternatives_and_parameters_narrow_together(rows, world):
    assert {row["key"] for row in rows("treaties", region=["europe", "global"])} == {"npt", "inf"}
    assert {row["key"] for row in rows("treaties", region=["europe", "global"], theme="missiles")} == {"inf"}


def test_an_empty_value_counts_as_absent(rows, world):
    assert len(rows("treaties", theme="", as_of="", q=["", ""], facets="")) == 2


@pytest.mark.parametrize("name", [*TYPES, *OTHERS])
@pytest.mark.parametrize(("param", "value"), [("nonsense", "1"), ("format", "json"), ("sort", "colour"), ("page", "0"), ("facets", "2")])
def test_what_is_unknown_is_refused_by_every_list(ask, world, name, param, value):
    errors = ask(f"{name}/", status=400, **{param: value})["errors"]
    assert list(errors) == [param]
    assert " " in errors[param][0]


@pytest.mark.parametrize("value", ["yesterday", "1991-13", "1991-02-30", "1990/1991", "1991~", ["1991", "1992"]])
def test_a_malformed_day_is_refused(ask, world, value):
    assert list(ask("treaties/", status=400, as_of=value)["errors"]) == ["as_of"]


def test_all_that_is_wrong_is_said_at_once(ask, world):
    assert ask("treaties/", status=400, as_of="x", theme="nope", actor="nobody", nonsense="1", facets="x")["errors"].keys() == {
        "as_of",
        "theme",
        "actor",
        "nonsense",
        "facets",
    }


def test_a_list_as_of_a_day_drops_what_had_not_begun(rows, world):
    assert {row["key"]: row["status"] for row in rows("treaties", as_of=1969)} == {"npt": "not_in_force"}


@pytest.mark.parametrize("name", [*TYPES, *OTHERS])
def test_every_list_takes_words_and_a_day(ask, world, name):
    assert ask(f"{name}/", q="xyzzy", as_of=1066)["count"] == 0


@pytest.mark.parametrize("name", [name for name in [*TYPES, *OTHERS] if name != "participations"])
def test_every_list_takes_a_window(ask, world, name):
    assert ask(f"{name}/", **{"from": 1066, "to": 2100})["count"] == ask(f"{name}/")["count"]


def test_words_find_what_is_said_of_the_record_or_of_the_actor(rows, world):
    found = rows("participations", q="france spread")
    assert [(row["record"], row["actor"]) for row in found] == [("npt", "fra")]
    assert {row["action"] for row in rows("actions", q="german")} == {"ratification"}
    assert [row["assessor"] for row in rows("assessments", q="negotiations united states")] == ["Institute"]
    assert [row["relation"] for row in rows("relations", q=["xyzzy", "spread"])] == ["complements"]


def test_relations_begin_with_the_later_of_their_records(rows, world):
    assert [len(rows("relations", as_of=day)) for day in ("2002-11-24", "2002-11-25")] == [0, 1]


def test_themes_begin_with_their_first_record(rows, world):
    themes = {day: {row["key"] for row in rows("themes", as_of=day)} for day in ("1967", "1968", "1987")}
    assert themes == {"1967": set(), "1968": {"nuclear"}, "1987": {"nuclear", "missiles"}}


@pytest.mark.parametrize("name", ["treaties", "actors", "actions", "participations", "sources"])
def test_a_page_asks_the_database_as_often_for_many_rows_as_for_few(ask, db, name):
    theme, source = ThemeFactory(key="zones"), SourceFactory(key="text")
    actors = write([ActorFactory.build() for _ in range(30)])
    made = write(
        [TreatyFactory.build(opened="1968", in_force="1970", themes=[theme], sources=[source], depositaries=actors[:2]) for _ in range(30)]
    )
    write([ActionFactory.build(record=row, actor=actor, sources=[source]) for row, actor in zip(made, actors, strict=True)])
    write([SourceFactory.build() for _ in range(30)])
    asked = {}
    for size in (2, 30):
        with CaptureQueriesContext(connection) as queries:
            assert len(ask(f"{name}/", per_page=size, facets=1)["results"]) == size
        asked[size] = len(queries)
    assert asked[2] == asked[30] <= 20
