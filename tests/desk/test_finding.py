"""Suggestions while somebody types: as if the whole table had been looked through, and without reading it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import ActorFactory, CommitmentFactory, SourceFactory, ThemeFactory, TreatyFactory, actor, world, write
from tracker.catalogue.words import fold
from tracker.desk.finding import MOST, TABLES, _best, _lists, suggestions
from tracker.desk.names import SaidLookup, name_or_key

pytestmark = pytest.mark.django_db

ASKED = ("a", "tr", "non prolif", "UNI", "tates", "npt article", "npt-t", "sovi", "net", "meet")
ACCENTED = ("turkiye", "türkiye", "kiye", "cote d’ivoire", "côte", "reseau", "réseau", "eseau")


@pytest.fixture
def w():
    w = world()
    actor("tur")
    write(
        [
            ActorFactory.build(key="civ", name="Côte d’Ivoire", iso3="CIV", other_names=["Ivory Coast"]),
            ActorFactory.build(key="union", name="The Old Union", exists_to="1991", continued_by=w.rus),
            ActorFactory.build(key="aland", name="Åland", other_names=["Ahvenanmaa [1921/..]"], state="draft"),
            TreatyFactory.build(key="reseau", title="Réseau d’alerte", other_titles=["Warning net"], state="in_review"),
            TreatyFactory.build(key="reseau-2", title="Réseau public"),
            ThemeFactory.build(key="naive", title="Naïve theme", state="sent_back"),
            SourceFactory.build(key="npt-twin", title="Text of the NPT", state="retracted"),
            CommitmentFactory.build(record=w.npt, reference="Article VIII", title="To meet", state="draft"),
        ]
    )
    return w


def test_what_is_found_is_what_looking_through_everything_finds(w):
    for table in ("actors", "bearers", "records", "treaties", "commitments", "sources", "themes", "events"):
        sought, others = TABLES[table], _lists() if table == "bearers" else []
        everything = set(sought.rows.values_list("pk", flat=True))
        for text in (*ASKED, *ACCENTED):
            expected = [one.label for one in _best(sought, fold(text), others, everything)[:MOST]]
            assert [one.label for one in suggestions(table, text)] == expected, (table, text)
        assert len(suggestions(table, "  ")) == min(MOST, len(everything) + len(others))


def test_no_table_is_read_and_what_a_field_will_hold_leads_back_to_the_row(w):
    lookup = SaidLookup()
    for table in ("actors", "records", "commitments", "sources", "themes", "events"):
        for pk, value in name_or_key(TABLES[table].model, list(TABLES[table].rows)).items():
            assert lookup.find(TABLES[table].model, value).pk == pk, (table, value)
        with CaptureQueriesContext(connection) as asked:
            suggestions(table, "treaty on")
        assert len(asked) <= 12
        for query in asked.captured_queries:  # few rows, or those of given keys, words or names
            assert any(bound in query["sql"] for bound in (" LIMIT ", " IN (", " LIKE ", " tier ")), query["sql"]
    assert {one.value for one in suggestions("sources", "text of the")} == {"npt-text", "npt-twin"}
