"""A selection: the day asked, actors and statuses, pages, orders, facets, and what it says of itself in words."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    OF_TYPE,
    STATES,
    ActionFactory,
    ActivationFactory,
    ActorFactory,
    AssessmentFactory,
    ChallengeFactory,
    CommitmentFactory,
    DevelopmentFactory,
    EventFactory,
    FrameworkFactory,
    ListMemberFactory,
    MeasureFactory,
    PolicyFactory,
    PositionFactory,
    SourceFactory,
    SystemFactory,
    ThemeFactory,
    TreatyFactory,
    actor,
    world,
    write,
)
from tracker.catalogue import LISTINGS, RECORD_TYPES
from tracker.models import PartialDate
from tracker.models.vocabulary import ActorStatusCode, Region, TreatyKind
from tracker.selections import PastTheEnd, Selection

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def select(listing, params="", *, today=TODAY, **options):
    query = params if isinstance(params, str) else urlencode(params, doseq=True)
    selection = Selection(LISTINGS[listing], QueryDict(query), today=today, **options)
    assert selection.errors == {}
    return selection


def keys(listing, params="", **options):
    return [str(row.get("key") or row["pk"]) for row in select(listing, params, **options).rows()]


def found(listing, params=""):
    return set(keys(listing, params))


# The day asked


def test_without_a_day_it_is_today():
    selection = select("treaties")
    assert (selection.day, selection.asked) == (TODAY, None)


@pytest.mark.parametrize(
    ("asked", "day"),
    [("1991", date(1991, 12, 31)), ("1992-02", date(1992, 2, 29)), ("1991-06-17", date(1991, 6, 17)), (" 1991 ", date(1991, 12, 31))],
)
def test_a_day_asked_is_the_last_that_is_meant(asked, day):
    selection = select("treaties", {"as_of": asked})
    assert (selection.day, selection.asked) == (day, PartialDate.parse(asked))


def test_what_had_not_begun_is_dropped_and_the_rest_stands_as_it_stood():
    w = world()
    ActionFactory(record=w.npt, actor=w.fra, action="notice_of_withdrawal", date="2020-01-01")
    assert keys("treaties", "as_of=1968-06-30") == []
    assert keys("treaties", "as_of=1968-07-01") == ["npt"]
    stood = {}
    for day in (
        "1968-07-01",
        "1970-03-04",
        "1970-03-05",
        "1990-10-02",
        "1990-10-03",
        "1992-08-02",
        "1992-08-03",
        "2020-03-31",
        "2020-04-01",
    ):
        [row] = [row for row in select("treaties", {"as_of": day}).rows() if row["key"] == "npt"]
        stood[day] = row["status"].code, row["in_force_now"], row["parties"], row["signatories_only"], row["contracting"]
    assert stood == {
        "1968-07-01": ("not_in_force", False, 0, 1, 0),
        "1970-03-04": ("not_in_force", False, 0, 1, 1),
        "1970-03-05": ("in_force", True, 3, 0, 0),
        "1990-10-02": ("in_force", True, 3, 0, 0),
        "1990-10-03": ("in_force", True, 2, 0, 0),
        "1992-08-02": ("in_force", True, 2, 0, 0),
        "1992-08-03": ("in_force", True, 3, 0, 0),
        "2020-03-31": ("in_force", True, 3, 0, 0),
        "2020-04-01": ("in_force", True, 2, 0, 0),
    }
    ended = {
        day: row["status"].code
        for day in ("2019-08-01", "2019-08-02")
        for row in select("treaties", {"as_of": day}).rows()
        if row["key"] == "inf"
    }
    assert ended == {"2019-08-01": "in_force", "2019-08-02": "ended"}


def test_a_record_of_no_known_beginning_is_never_dropped_and_one_begun_by_some_day_is_there_from_that_day():
    TreatyFactory(key="undated")
    TreatyFactory(key="long-ago", opened="../1900")
    assert found("treaties", "as_of=0001") == found("treaties", "as_of=1899") == {"undated"}
    assert found("treaties", "as_of=1900") == {"undated", "long-ago"}
    assert found("treaties", "from=1950&to=1960") == {"undated", "long-ago"}


def test_each_row_stands_as_of_the_day():
    w = world()
    AssessmentFactory(commitment=w.article, date="2020", finding="fulfilled", assessor="Review Conference")
    rows = {day: {row["record"]: row for row in select("commitments", f"as_of={day}").rows()} for day in ("2014", "2015", "2021")}
    told = {day: (row["npt"]["finding"] and row["npt"]["finding"].code, row["npt"]["found_by"]) for day, row in rows.items()}
    assert told == {"2014": (None, None), "2015": ("of_concern", "Institute"), "2021": ("fulfilled", "Review Conference")}
    existed = {
        day: {row["key"] for row in select("actors", f"as_of={day}").rows() if row["exists"]} for day in ("1990-10-02", "1990-10-03")
    }
    assert existed == {"1990-10-02": {"ddr", "fra", "rus", "usa"}, "1990-10-03": {"fra", "rus", "usa"}}
    hosts = {day: select("systems", f"as_of={day}").rows()[0]["hosts"] for day in ("2012", "2013-12-31")}
    assert hosts == {"2012": (), "2013-12-31": ("fra",)}


# Actor and status


def test_status_is_the_records_own():
    world()
    assert keys("treaties", "status=in_force") == ["npt"]
    assert keys("treaties", "status=ended") == ["inf"]
    assert found("treaties", "status=ended&status=in_force") == {"npt", "inf"}
    assert found("treaties", "status=in_force&as_of=1990") == {"npt", "inf"}
    assert found("treaties", "status=not_in_force&as_of=1968") == {"npt"}
    assert keys("systems", "status=operational") == ["radar"]
    assert keys("systems", "status=operational&as_of=2012-05-19") == []


def test_with_an_actor_the_status_is_that_actors():
    w = world()
    assert found("treaties", "actor=usa&status=party&as_of=1990") == {"npt", "inf"}
    assert keys("treaties", "actor=usa&status=signatory&as_of=1969") == ["npt"]
    assert keys("treaties", "actor=usa&status=party&as_of=1969") == []
    assert keys("treaties", "actor=usa&actor=fra&status=party") == ["npt"]
    assert keys("systems", "actor=fra&status=host") == ["radar"]
    # Named as depositary is no status: with a status it does not count.
    assert keys("treaties", "actor=rus&status=signatory&as_of=1969") == []
    assert keys("treaties", "actor=rus&as_of=1969") == ["npt"]
    assert w.npt.mentions.filter(actor=w.rus).exists()


def test_no_status_is_a_status_too():
    world()
    assert keys("treaties", "actor=fra&status=none") == ["inf"]
    assert found("treaties", "actor=fra&status=none&as_of=1992-08-02") == {"npt", "inf"}
    assert found("treaties", "actor=fra&status=none&status=party") == {"npt", "inf"}


@pytest.mark.parametrize("kind", [str(record_type.code) for record_type in RECORD_TYPES])
def test_an_actor_that_has_no_part_in_a_record_does_not_find_it(kind):
    actor("fra")
    row = OF_TYPE[kind](**({"opened": "1968"} if kind in ("treaty", "framework") else {"begins": "1968"}))
    name = next(record_type.name for record_type in RECORD_TYPES if record_type.code == kind)
    assert keys(name) == [row.key]
    assert keys(name, "actor=fra") == []


def test_an_actor_finds_what_names_it_from_the_day_it_is_named():
    """In a column of their own, a commitment, activation, position, event or finding; other acts count only through the status."""
    fra, other = actor("fra"), ActorFactory()
    member = ListMemberFactory(list="annex-2", actor=fra)
    named = {
        ("policies", "1999-12-31", "2000-01-01"): lambda: PolicyFactory(begins="2000-01-01", actors=[other, fra]),
        ("developments", "2001-12-31", "2002"): lambda: DevelopmentFactory(begins="2002", actors=[fra]),
        ("treaties", "2001-12-31", "2002"): lambda: TreatyFactory(opened="2002", depositaries=[fra]),
        ("measures", "2014-03-04", "2014-03-05"): lambda: ActivationFactory(record=MeasureFactory(begins="1990"), actors=[fra]).record,
        ("challenges", "2010-04-07", "2010-04-08"): lambda: PositionFactory(challenge=ChallengeFactory(begins="1990"), actor=fra).challenge,
        ("systems", "2010-05-02", "2010-05-03"): lambda: event_of(SystemFactory(begins="1990"), fra),
        ("frameworks", "1989", "1990"): lambda: CommitmentFactory(record=FrameworkFactory(adopted="1990"), owed_to=("fra",)).record,
    }
    assert member.list == "annex-2"
    for (name, before, since), make in named.items():
        record = make()
        assert keys(name, f"actor=fra&as_of={before}") == []
        assert keys(name, f"actor=fra&as_of={since}") == [record.key]
        assert keys(name, "actor=fra") == [record.key]
        assert keys(name, "actor=fra&status=party") == []
    assert keys("policies", f"actor={other.key}") == keys("policies")
    assert keys("developments", f"actor={other.key}") == []


def event_of(record, named):
    EventFactory(records=[record], actors=[named])
    return record


def test_an_actor_on_a_list_is_named_by_what_the_list_owes():
    member = ListMemberFactory(list="annex-2", actor=actor("fra"))
    treaty = TreatyFactory(opened="1996")
    CommitmentFactory(record=treaty, owed_by=(member.list,))
    assert keys("treaties", "actor=fra") == [treaty.key]


def test_an_act_without_a_status_finds_nothing():
    w = world()
    ActionFactory(record=w.inf, actor=w.fra, action="declaration", date="1988")
    assert keys("treaties", "actor=fra&as_of=1990") == []


# The window


def test_a_window_is_closed_and_takes_what_overlaps_it():
    write(
        [
            MeasureFactory.build(key="short", begins="1991-06-01", ends="1991-06-05"),
            MeasureFactory.build(key="year", begins="1991", ends="1991"),
            MeasureFactory.build(key="open", begins="1991-06-05"),
        ]
    )
    windows = {
        "from=1991-06-05&to=1991-06-05": {"short", "year", "open"},
        "from=1991-06-06&to=1991-06-06": {"year", "open"},
        "from=1991-06-01&to=1991-06-01": {"short", "year"},
        "from=1991-05-31&to=1991-05-31": {"year"},
        "from=1991&to=1991": {"short", "year", "open"},
        "from=1992": {"open"},
        "to=1990": set(),
        "to=1991-06-04": {"short", "year"},
    }
    assert {window: found("measures", window) for window in windows} == windows


# Pages


@pytest.fixture
def twelve(db):
    return write([SourceFactory.build(key=f"s{at:02}", title=f"Title {at:02}") for at in range(12)])


def test_pages_hold_every_row_once(twelve):
    seen = []
    for number in range(1, 6):
        page = select("sources", {"page": number, "per_page": 3} if number < 5 else {"per_page": 12}).page
        seen.append([row["key"] for row in page.rows])
    assert [key for page in seen[:4] for key in page] == seen[4] == [row.key for row in twelve]
    page = select("sources", "page=4&per_page=3").page
    assert (page.number, page.last, page.count, page.first_row, page.last_row) == (4, 4, 12, 10, 12)
    page = select("sources", "page=2&per_page=5").page
    assert (page.last, page.first_row, page.last_row, page.query(3)) == (3, 6, 10, "page=3&per_page=5")


@pytest.mark.parametrize("params", ["page=5&per_page=3", "page=2", "page=999999999", "page=2&q=nothing"])
def test_a_page_past_the_end_is_none(twelve, params):
    selection = select("sources", params)
    with pytest.raises(PastTheEnd, match="is past the end"):
        assert selection.page


def test_a_list_without_rows_has_one_page(db):
    page = select("sources").page
    assert (page.number, page.last, page.count, page.first_row, page.last_row, page.rows, page.numbers) == (1, 1, 0, 0, 0, [], [1])


def test_pages_far_off_are_a_gap(db):
    write([ThemeFactory.build() for _ in range(30)])
    numbers = {at: select("themes", {"page": at, "per_page": 2}).page.numbers for at in (1, 5, 8, 15)}
    assert numbers == {
        1: [1, 2, 3, None, 15],
        5: [1, None, 3, 4, 5, 6, 7, None, 15],
        8: [1, None, 6, 7, 8, 9, 10, None, 15],
        15: [1, None, 13, 14, 15],
    }


def test_the_most_on_a_page(twelve):
    assert len(select("sources", "per_page=200").page.rows) == 12
    assert select("sources").page.per_page == 50
    assert select("sources", per_page=5).page.last == 3


# Order


def test_titles_sort_whatever_their_case_and_by_the_name_in_use():
    write(
        [
            TreatyFactory.build(key="a", title="zebra pact"),
            TreatyFactory.build(key="b", title="USSR treaty"),
            TreatyFactory.build(key="c", title="United States treaty"),
            TreatyFactory.build(key="d", title="Zoo convention", short_title="apple"),
            TreatyFactory.build(key="e", title="Yalta", short_title="Banana"),
        ]
    )
    assert keys("treaties", "sort=title") == ["d", "e", "c", "b", "a"]
    assert keys("treaties", "sort=-title") == ["a", "b", "c", "e", "d"]


def test_names_of_actors_sort_whatever_their_case():
    write(
        [ActorFactory.build(key=key, name=name) for key, name in (("a", "USSR"), ("b", "United States"), ("c", "angola"), ("d", "Brazil"))]
    )
    assert keys("actors") == ["c", "d", "b", "a"]
    assert keys("actors", "sort=-name") == ["a", "b", "d", "c"]


def test_dates_sort_with_what_is_not_known_last_in_either_direction():
    write(
        [
            TreatyFactory.build(key=key, in_force=day)
            for key, day in (("a", None), ("b", "1991"), ("c", "1991-06-01"), ("d", "1970"), ("e", "1991-01-01"))
        ]
    )
    assert keys("treaties") == ["d", "e", "b", "c", "a"]
    assert keys("treaties", "sort=-in_force") == ["c", "b", "e", "d", "a"]


def test_rows_of_one_rank_keep_their_order_over_pages():
    rows = write([TreatyFactory.build(title="Same", in_force="1970") for _ in range(7)])
    for sort in ("title", "in_force", "kind", "verified_on"):
        for sign in ("", "-"):
            paged = [
                row["pk"]
                for page in range(1, 5)
                for row in select("treaties", {"sort": sign + sort, "page": page, "per_page": 2}).page.rows
            ]
            assert paged == [row.pk for row in (rows if not sign else reversed(rows))]


def test_every_sort_of_every_listing_is_reversed_by_a_minus():
    world()
    for name, listing in LISTINGS.items():
        for sort in listing.sorts:
            up, down = select(name, {"sort": sort}), select(name, {"sort": f"-{sort}"})
            assert up.count == down.count > 0
            assert sorted(map(pk_of, up.rows())) == sorted(map(pk_of, down.rows()))
            assert up.sentence() != down.sentence()


def pk_of(row):
    return (row.get("pk") or row["number"]) if isinstance(row, dict) else row.pk


# Facets


@pytest.fixture
def varied(db):
    """Treaties, commitments, events and actors of many a kind, in a few writes."""
    states = write([ActorFactory.build(key=key, **STATES[key]) for key in ("fra", "usa", "ind", "nato")])
    themes = write([ThemeFactory.build(key=key) for key in ("nuclear", "missiles", "space")])
    kinds, regions = TreatyKind.values, Region.values
    treaties = write(
        [
            TreatyFactory.build(
                key=f"t{at}",
                kind=kinds[at % 3],
                legal_force=["legally_binding", "model_text", ""][at % 3],
                ambit=["bilateral", "multilateral"][at % 2],
                regions=regions[at % 4 : at % 4 + at % 3],
                confidence=["high", "", "low"][at % 3],
                opened=f"{1960 + at}",
                in_force=[f"{1965 + at}", None][at % 2],
                ended=[f"{1990 + at}", None, None, None][at % 4] if not at % 2 else None,
                entry_rule="consents:1; later:deposit; notice:P3M",
                themes=themes[: at % 4],
                depositaries=states[3:] if at % 5 == 0 else [],
            )
            for at in range(9)
        ]
    )
    write(
        [
            ActionFactory.build(
                record=treaty,
                actor=state,
                action=["signature", "ratification", "accession"][(one + two) % 3],
                date=f"{1962 + one + 4 * two}",
            )
            for one, treaty in enumerate(treaties)
            for two, state in enumerate(states[:3])
            if (one + two) % 4
        ]
    )
    commitments = write(
        [
            CommitmentFactory.build(
                record=treaties[at],
                kind=["limit", "pledge"][at % 2],
                owed_by=["all", "fra"][at % 2 :],
                due=["2020", None, "2027-01"][at % 3],
            )
            for at in range(6)
        ]
    )
    write(
        [
            *(
                AssessmentFactory.build(
                    commitment=commitments[at % 4], date=f"{2000 + at}", finding=["fulfilled", "of_concern", "disputed"][at % 3]
                )
                for at in range(6)
            ),
            *(
                EventFactory.build(date=f"{1980 + at}", kind=["summit", "test"][at % 2], records=treaties[at : at + 2], actors=states[:at])
                for at in range(4)
            ),
        ]
    )


CHOICES = {
    "theme": ["nuclear", "missiles", "space"],
    "kind": ["treaty", "convention", "limit", "pledge", "state", "organisation", "summit"],
    "legal_force": ["legally_binding", "model_text"],
    "ambit": ["bilateral", "multilateral"],
    "region": ["global", "euro_atlantic", "europe", "north_america"],
    "confidence": ["high", "low"],
    "actor": ["fra", "usa", "ind", "nato"],
    "status": ["in_force", "ended", "party", "signatory", "contracting", "none"],
    "finding": ["fulfilled", "of_concern", "disputed"],
    "due": ["overdue", "soon"],
    "as_of": ["1975", "1995-06", "2026-12"],
    "from": ["1970", "1993"],
    "to": ["1968", "2000"],
    "type": ["treaty", "framework"],
    "record": ["t1", "t2"],
    "q": ["title", "t3"],
}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_facet_counts_what_choosing_it_would_give(varied, data):
    listing = data.draw(st.sampled_from(["treaties", "treaties", "commitments", "actors", "events", "timeline", "actions", "assessments"]))
    known = [name for name in CHOICES if name in LISTINGS[listing].filters.base_filters]
    names = data.draw(st.lists(st.sampled_from(known), max_size=3, unique=True))
    params = {
        name: data.draw(st.lists(st.sampled_from(CHOICES[name]), min_size=1, max_size=1 if name in ("as_of", "from", "to") else 2))
        for name in names
    }
    selection = Selection(LISTINGS[listing], QueryDict(urlencode(params, doseq=True)), today=TODAY)
    if selection.errors:
        return
    for facet in selection.facets:
        assert [choice.value for choice in facet.chosen] == [
            choice.value for choice in facet.choices if choice.value in params.get(facet.name, ())
        ]
        zeros = [choice for choice in facet.choices if not choice.count]
        for choice in [*(choice for choice in facet.choices if choice.count), *data.draw(st.permutations(zeros))[:2]]:
            alone = select(listing, params | {facet.name: [choice.value]})
            assert choice.count == alone.count, f"{facet.name}={choice.value}"


def test_a_facet_offers_the_statuses_that_make_sense():
    w = world()
    own = {facet.name: facet for facet in select("treaties").facets}["status"]
    assert {choice.value: choice.count for choice in own.choices} == {
        "not_in_force": 0,
        "provisionally_applied": 0,
        "in_force": 1,
        "suspended": 0,
        "ended": 1,
        "never_in_force": 0,
    }
    of_actor = {facet.name: facet for facet in select("treaties", {"actor": w.fra.key}).facets}["status"]
    assert sorted(choice.value for choice in of_actor.choices) == sorted(ActorStatusCode.values)
    assert {choice.value: choice.count for choice in of_actor.choices if choice.count} == {"none": 1, "party": 1}


def test_what_a_place_has_fixed_is_no_facet_and_no_chip_there():
    world()
    selection = select("timeline", "kind=consent", fixed={"record": "npt"})
    assert "record" not in [facet.name for facet in selection.facets]
    assert selection.chips == [("Kind: Consent", "")]
    assert selection.count == select("timeline", "kind=consent&record=npt").count > 0
    assert "NPT" not in selection.sentence()


# Words


SENTENCES = [
    ("treaties", "", "2 treaties, oldest first"),
    ("treaties", "sort=-in_force", "2 treaties, newest first"),
    ("treaties", "sort=title", "2 treaties, by title"),
    ("treaties", "sort=-title", "2 treaties, by title, reversed"),
    ("treaties", "ambit=bilateral", "1 treaty bilateral, oldest first"),
    ("treaties", "theme=missiles&theme=nuclear", "2 treaties on missiles or nuclear arms, oldest first"),
    ("treaties", "region=europe", "1 treaty for the region Europe, oldest first"),
    ("treaties", "actor=fra", "1 treaty concerning France, oldest first"),
    ("treaties", "actor=fra&status=party", "1 treaty under which France is party, oldest first"),
    ("treaties", "status=ended", "1 treaty that is ended, oldest first"),
    ("treaties", "status=ended&status=in_force", "2 treaties that are ended or in force, oldest first"),
    ("treaties", "status=in_force&as_of=1991-01-01", "2 treaties that were in force as things stood on 1 January 1991, oldest first"),
    ("treaties", "as_of=1991-01-01", "2 treaties as things stood on 1 January 1991, oldest first"),
    ("treaties", "from=1970&to=1980", "1 treaty from 1970 to 1980, oldest first"),
    ("treaties", "q=nuclear", "1 treaty matching “nuclear”, oldest first"),
    ("systems", "q=nothing", "0 systems matching “nothing”, oldest first"),
    ("commitments", "record=npt&kind=obligation", "1 commitment of NPT of the kind obligation, by record"),
]


def test_a_selection_says_what_it_holds():
    world()
    assert [(listing, params, select(listing, params).sentence()) for listing, params, _sentence in SENTENCES] == SENTENCES


def test_a_chip_says_what_it_takes_away():
    world()
    assert select("treaties", "theme=nuclear&theme=missiles&actor=usa&as_of=1991&sort=key").chips == [
        ("Theme: Nuclear arms", "theme=missiles&actor=usa&as_of=1991&sort=key"),
        ("Theme: Missiles", "theme=nuclear&actor=usa&as_of=1991&sort=key"),
        ("Actor: United States", "theme=nuclear&theme=missiles&as_of=1991&sort=key"),
        ("On the day: 1991", "theme=nuclear&theme=missiles&actor=usa&sort=key"),
    ]


def test_a_chip_takes_away_its_value_however_often_and_however_it_was_written():
    world()
    for params in (
        "actor=fra&actor=FRA",
        "actor=FRA&actor=France&actor=usa",
        "q=npt&q=npt",
        "theme=nuclear&theme=nuclear",
        "as_of=1991&as_of=1991 ",
    ):
        told = [words for words, _query in select("treaties", params).chips]
        assert len(set(told)) == len(told)
        for words, query in select("treaties", params).chips:
            assert [other for other, _query in select("treaties", query).chips] == [other for other in told if other != words]


def test_a_chip_leads_to_a_first_page():
    """The page shown may not be there in the wider or narrower selection."""
    world()
    [(_words, query)] = select("treaties", "ambit=bilateral&page=1&per_page=1").chips
    assert "page=1" not in query.split("&")
    assert QueryDict(query).dict() == {"per_page": "1"}


def test_queries_of_links_keep_the_rest():
    world()
    selection = select("treaties", "theme=nuclear&theme=missiles&as_of=1991&sort=key&page=1&per_page=1")
    assert selection.query == "theme=nuclear&theme=missiles&as_of=1991&sort=key"
    assert selection.link(sort="-title") == "theme=nuclear&theme=missiles&as_of=1991&sort=-title&per_page=1"
    assert selection.link(as_of=None) == "theme=nuclear&theme=missiles&sort=key&per_page=1"
