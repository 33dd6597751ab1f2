"""Thirty rows take no more queries than three: every list in every form, and every page."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    OF_TYPE,
    ActionFactory,
    ActivationFactory,
    ActorFactory,
    AssessmentFactory,
    CommitmentFactory,
    EventFactory,
    ListMemberFactory,
    PhaseFactory,
    PositionFactory,
    RelationFactory,
    world,
    write,
)
from tracker.catalogue import LISTINGS, TYPE_OF_CODE
from tracker.formats.extract import Extract
from tracker.formats.registry import offered
from tracker.models import Change, Entry
from tracker.selections import (
    CountSelection,
    Selection,
    actor_page,
    commitment_page,
    date_rows,
    entry_rows,
    home,
    participation_rows,
    record_page,
    search,
    single,
    source_page,
    theme_page,
    watch,
)
from tracker.selections.answer import answer
from tracker.selections.cell_words import called, differences
from tracker.selections.compare import comparison
from tracker.selections.curve import curve
from tracker.selections.day_steps import steps_of_actor, steps_of_record
from tracker.selections.entry import entry
from tracker.selections.matrix import Matrix
from tracker.selections.participation_map import participation_map
from tracker.selections.pieces import PIECE
from tracker.selections.suggestions import suggestions
from tracker.selections.versions import version

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
FEW, MANY = 3, 30
# The most that any of them may ask, however many rows: what lies above is a mistake, or needs a reason here.
MOST = {"page": 18, "facets": 20}
MOST_OF_A_FILE = 40  # a feed reads which changes are public, and what they name
MOST_OF_CHANGES = 90  # of every table: which of its rows are public, and which of those that they name
MOST_OF_A_PAGE = 65  # a source or theme with records of all eight types


def query(params=""):
    return QueryDict(params if isinstance(params, str) else urlencode(params, doseq=True))


def grow(w, number):
    """So many more rows of every table, under the rows of the world and beside them."""
    start = Change.objects.count()
    actors = write([ActorFactory.build(key=f"a-{start + at}", region="europe", continued_by=w.rus) for at in range(number)])
    records = write(
        [
            made.build(
                key=f"{kind}-{start + at}",
                themes=[w.nuclear, w.missiles],
                sources=[w.text, w.report],
                regions=["europe"],
                **(
                    {
                        "opened": "1990",
                        "in_force": f"{1991 + at % 20}",
                        "entry_rule": "consents:1; later:deposit",
                        "depositaries": [w.usa, w.fra],
                    }
                    if TYPE_OF_CODE[kind].is_agreement
                    else {"begins": f"{1991 + at % 20}", "part_of": w.programme}
                ),
            )
            for kind, made in OF_TYPE.items()
            for at in range(number)
        ]
    )
    of_type = {kind: [row for row in records if row.type == kind] for kind in OF_TYPE}
    commitments = write(
        [
            *(
                CommitmentFactory.build(record=w.npt, owed_by=(actor.key, "annex-2"), sources=[w.text], due="2027", verified_by=w.visits)
                for actor in actors
            ),
            *(CommitmentFactory.build(record=treaty, owed_by=("fra",), depends_on=[w.article]) for treaty in of_type["treaty"]),
        ]
    )
    write(
        [
            *(ListMemberFactory.build(list="annex-2", actor=actor) for actor in actors),
            *(
                ActionFactory.build(
                    record=w.npt, actor=actor, action="accession", date="1995", note="So.", depositary=[w.usa], sources=[w.text]
                )
                for actor in actors
            ),
            *(ActionFactory.build(record=w.radar, actor=actor, action="operate", date="2014") for actor in actors),
            *(ActionFactory.build(record=treaty, actor=w.fra, action="ratification", date="1995") for treaty in of_type["treaty"]),
            *(ActionFactory.build(record=system, actor=w.fra, action="host", date="2013") for system in of_type["system"]),
            *(PhaseFactory.build(record=w.radar, date=f"20{15 + at % 10}", sources=[w.text]) for at in range(number)),
            *(AssessmentFactory.build(commitment=w.article, actor=actor, date="2015", sources=[w.report]) for actor in actors),
            *(AssessmentFactory.build(commitment=commitment, date="2016") for commitment in commitments),
            *(ActivationFactory.build(record=w.visits, actors=[w.fra, w.usa], sources=[w.report]) for _ in range(number)),
            *(PositionFactory.build(challenge=w.tension, actor=actor, sources=[w.report]) for actor in actors),
            *(PositionFactory.build(challenge=challenge, actor=w.fra) for challenge in of_type["challenge"]),
            *(EventFactory.build(records=[w.npt, w.inf], actors=[w.fra, w.usa], sources=[w.report]) for _ in range(number)),
            *(
                RelationFactory.build(from_record=w.npt, relation="supports", to_record=treaty, sources=[w.text])
                for treaty in of_type["treaty"]
            ),
        ]
    )
    write(
        [
            ActionFactory.build(record=w.npt, actor=actor, action="notice_of_withdrawal", date="2010", contested_by=[w.usa])
            for actor in actors[::2]
        ]
    )


def asked(ask):
    """How many queries it takes."""
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


def select(listing, params=None):
    return Selection(listing, query(params or {}), today=TODAY)


def rows_of(listing, selection, rows):
    if listing.name == "timeline":
        return entry_rows(rows, selection.day)
    if listing.name == "participations":
        return participation_rows(rows, selection.day)
    if listing.name == "calendar":
        return date_rows(rows)
    return rows


def page_of(listing, params=None):
    selection = select(listing, {"per_page": 200} | (params or {}))
    return rows_of(listing, selection, selection.page.rows), selection.sentence(), selection.chips


def facets_of(listing):
    return [choice.count for facet in select(listing).facets for choice in facet.choices]


def file_of(listing, made):
    selection = select(listing)
    count, rows = made.read(selection)
    extract = Extract.of(listing, rows, count=count, words=selection.sentence(), site="https://example.org", path="/", file="/")
    return list(made.write(extract))


FORMS = {"page": page_of, "facets": facets_of}
FILTERED = {"actor": "fra", "as_of": "2015", "theme": "nuclear", "q": "title"}


def every_list():
    taken = {
        (name, form): asked(lambda ask=ask, listing=listing: ask(listing))
        for name, listing in LISTINGS.items()
        for form, ask in FORMS.items()
    }
    for name, listing in LISTINGS.items():
        for made in offered(listing):
            pieces = max(1, -(-select(listing).count // PIECE))  # a large file is read piece by piece
            taken[name, made.extension] = asked(lambda listing=listing, made=made: file_of(listing, made)) / pieces
    for name, listing in LISTINGS.items():
        params = {key: value for key, value in FILTERED.items() if key in listing.filters.base_filters}
        taken[name, "page", "filtered"] = asked(lambda listing=listing, params=params: page_of(listing, params))
    return taken


def every_page(w):
    pages = {
        **{
            f"record {row.key}": lambda row=row: record_page(TYPE_OF_CODE[row.type], row.pk, query(), today=TODAY)
            for row in (w.npt, w.inf, w.code, w.radar, w.tension, w.visits, w.programme, w.plan, w.test, w.exercise)
        },
        "record npt narrowed": lambda: record_page(
            TYPE_OF_CODE["treaty"], w.npt.pk, query("as_of=2012&basis=consent&region=europe"), today=TODAY
        ),
        "actor": lambda: actor_page(w.fra.pk, query(), today=TODAY),
        "actor that others are": lambda: actor_page(w.rus.pk, query("as_of=1980"), today=TODAY),
        "theme": lambda: theme_page("nuclear", day=TODAY),
        "source": lambda: source_page("report", day=TODAY),
        "commitment": lambda: commitment_page(w.article.uid, day=TODAY),
        "single": lambda: single(LISTINGS["commitments"], w.article.uid, day=TODAY),
        "home": lambda: home(today=TODAY),
        "search": lambda: search(query("q=title")),
        "search that finds little": lambda: search(query("q=title+zzqx+-nothing+%22good+faith%22")),
        "suggestions": lambda: suggestions(query("q=ti")),
        "matrix": lambda: [table := Matrix(query(), today=TODAY), table.columns, table.rows, table.sentence()],
        "whole matrix": lambda: Matrix(query("type=treaty&type=framework"), today=TODAY).every_row(),
        "comparison": lambda: comparison(query("actors=fra,usa"), today=TODAY),
        "answer": lambda: answer(query("actor=fra&record=npt"), today=TODAY),
        "map": lambda: participation_map(query("record=npt"), today=TODAY),
        "counts": lambda: CountSelection(query("record=npt"), today=TODAY).rows(),
        "curve": lambda: curve(w.npt.pk, day=TODAY, today=TODAY),
        "watch": lambda: watch(TODAY),
        "past due": lambda: select(LISTINGS["commitments"], {"due": "overdue", "actor": "fra"}).page.rows,
        "entry": lambda: entry(w.npt.pk, TODAY),
        "steps of a record": lambda: steps_of_record(w.npt.pk, TODAY),
        "changes told": lambda: [rows := select(LISTINGS["changes"], {"per_page": 200}).page.rows, differences(rows), called(rows)],
        "version": lambda: version(w.npt.pk, Change.objects.filter(record=w.npt.pk, public=True).latest("number").number),
        "steps of an actor": lambda: steps_of_actor(w.fra.pk, TODAY),
    }
    return {name: asked(ask) for name, ask in pages.items()}


def test_thirty_rows_take_no_more_queries_than_three():
    w = world()
    grow(w, FEW)
    lists, pages = every_list(), every_page(w)
    grow(w, MANY)
    for name, listing in LISTINGS.items():
        assert select(listing).count > MANY or name in ("themes", "sources")
    assert len(record_page(TYPE_OF_CODE["treaty"], w.npt.pk, query(), today=TODAY).commitments) > MANY
    more_lists, more_pages = every_list(), every_page(w)
    # A calendar reads its entries in pieces, two queries each.
    pieces = {"ics": 2 * (Entry.objects.count() // PIECE)}
    assert {at: (few, more_lists[at]) for at, few in lists.items() if few + pieces.get(at[1], 0) < more_lists[at]} == {}
    assert {at: (few, more_pages[at]) for at, few in pages.items() if few < more_pages[at]} == {}
    assert {
        at: taken for at, taken in lists.items() if taken > (MOST_OF_CHANGES if at[0] == "changes" else MOST.get(at[1], MOST_OF_A_FILE))
    } == {}
    assert {at: taken for at, taken in pages.items() if taken > MOST_OF_A_PAGE} == {}
