"""Parameters of lists: what is unknown or malformed is said, what is known narrows, and nothing breaks."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import CommitmentFactory, TreatyFactory, world, write
from tracker.catalogue import LISTINGS
from tracker.catalogue.filters import DayFilter, WordsFilter, or_list
from tracker.selections import Refused, Selection

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
CONTROLS = ("sort", "page", "per_page")
# What people, scripts and scanners send.
JUNK = [
    "npt\x00",
    "x" * 5000,
    "' OR 1=1 --",
    "%%%' ESCAPE '\\",
    "nonsense",
    "9" * 40,
    "\x00",
    "x" * 4096,
    "y " * 2048,
    '"',
    "{{ 7*7 }}",
    "|all|",
    "\u202e",
    "💥",
    "ﷺ" * 300,
    "\n\r\t.",
    "(" * 200,
]


def listings():
    return [pytest.param(listing, id=listing.name) for listing in LISTINGS.values()]


def select(listing, params, **options):
    """The selection of a query string or of {name: values}."""
    query = params if isinstance(params, str) else urlencode(params, doseq=True)
    return Selection(LISTINGS[listing] if isinstance(listing, str) else listing, QueryDict(query), today=TODAY, **options)


def keys(listing, params):
    selection = select(listing, params)
    assert selection.errors == {}
    return [str(row.get("key") or row.get("reference") or row["pk"]) for row in selection.page.rows]


def answers(selection):
    """Everything that a page, a file or a feed asks of a selection works, or it is refused throughout."""
    if selection.errors:
        assert_refused(selection)
        return
    rows = selection.page.rows
    assert selection.count == selection.page.count >= len(rows)
    assert selection.sentence()
    for facet in selection.facets:
        assert all(choice.count >= 0 for choice in facet.choices)
    assert all(words for words, _query in selection.chips)


def assert_refused(selection):
    for name, said in selection.errors.items():
        assert said, name
        for sentence in said:
            assert sentence.endswith((".", "…")), sentence
            assert len(sentence) < 3000
    assert selection.count == 0
    assert selection.facets == selection.chips == []
    assert selection.sentence() == ""
    for ask in (selection.rows, lambda: selection.page.rows):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.errors == selection.errors


@pytest.mark.parametrize("listing", listings())
def test_an_unknown_parameter_is_named_with_those_that_are_known(listing):
    for name in ("nonsense", "As_of", "as-of", "theme__key", "id__in", "state", "\x00", "x" * 5000):
        selection = select(listing, {name: "1"})
        assert list(selection.errors) == [name]
        [sentence] = selection.errors[name]
        assert f"'{name[:40]}' is not a filter here. Known are:" in sentence
        assert all(known in sentence for known in (*listing.filters.base_filters, *CONTROLS))
        assert_refused(selection)


def test_what_a_place_has_fixed_is_no_parameter_there():
    world()
    for listing in LISTINGS.values():
        if "record" in listing.filters.base_filters:
            selection = select(listing, {"record": "inf"}, fixed={"record": "npt"})
            assert list(selection.errors) == ["record"]
            assert " record," not in selection.errors["record"][0]
            assert_refused(selection)


def test_no_value_of_any_parameter_breaks_anything():
    """Every value for a filter of each kind, and a few for every filter of every listing."""
    world()
    tried = set()
    for listing in LISTINGS.values():
        for name, made in listing.filters.base_filters.items():
            values = JUNK[:3] if (type(made), made.field_class) in tried else JUNK
            tried.add((type(made), made.field_class))
            for value in values:
                selection = select(listing, {name: value})
                answers(selection)
                if not isinstance(made, WordsFilter):
                    assert list(selection.errors) == [name], f"{listing.name}: {name}={value!r} was taken"
                elif "\x00" in value or len(value.strip()) > 4096:
                    assert list(selection.errors) == [name]
                elif selection.count:
                    assert any(char.isalnum() for char in value)


def test_no_page_and_no_order_breaks_anything():
    world()
    for name in CONTROLS:
        for value in (*JUNK[:6], "0", "-1", "1.0", "+1", "1e1", "٣", "--date", "--title", "title,key", "?", "-"):
            selection = select("treaties", {name: value})
            assert list(selection.errors) == [name], f"{name}={value!r} was taken"
            assert_refused(selection)
    for listing in LISTINGS.values():
        for name in listing.sorts:
            answers(select(listing, {"sort": f"-{name}", "page": "1", "per_page": "200"}))


@pytest.mark.parametrize("value", ["\n", " \t ", "\r\n"])
def test_control_characters_alone_are_no_value(value):
    for listing in LISTINGS.values():
        for name in (*listing.filters.base_filters, *CONTROLS):
            selection = Selection(listing, {name: [value]}, today=TODAY)
            assert name in selection.errors or (name == "q" and selection.count == 0), (listing.name, name)


def test_empty_values_count_as_absent():
    world()
    for listing in LISTINGS.values():
        empty = {name: ["", "  "] for name in (*listing.filters.base_filters, *CONTROLS)} | {"nonsense": ""}
        selection, bare = select(listing, empty), select(listing, "")
        assert selection.errors == {}
        assert selection.count == bare.count > 0
        assert selection.sentence() == bare.sentence()
        assert selection.query == bare.query == ""
        assert selection.chips == []


def test_dates_are_days_months_or_years_given_once():
    world()
    for listing in LISTINGS.values():
        for name, made in listing.filters.base_filters.items():
            if isinstance(made, DayFilter):
                for value in ("1991", "1991-06", "1991-06-17", " 1991 ", ["1991", "1991"]):
                    assert select(listing, {name: value}).errors == {}
                for value in (["1991", "1992"], "17.6.1991", "1991-06-31", "1991~", "1990/1991", "../1991", "today"):
                    assert list(select(listing, {name: value}).errors) == [name]


REFUSED = [
    ("treaties", "theme=nothing", "'nothing' is not one of: missiles, nuclear."),
    ("treaties", "kind=sensor", "'sensor' is not one of: agreement, amendment"),
    ("treaties", "actor=Atlantis", "No actor 'Atlantis' is known: write a key, an ISO 3166 code or a name, such as fra or France."),
    ("treaties", "status=party", "'party' is not one of: not_in_force"),
    ("treaties", "status=in_force&actor=fra", "'in_force' is not one of: none, signatory"),
    ("treaties", "as_of=someday", "'someday' is not a date: write 1968, 1968-07 or 1968-07-01"),
    ("treaties", "as_of=1990&as_of=1991", "Give one day only."),
    ("commitments", "record=nothing", "No record 'nothing' is known: write its key, such as npt."),
    ("treaties", "per_page=201", "At most 200 a page: 201 is more."),
    ("treaties", "page=0", "'0' is not a number: write 1, 2, 3"),
    ("treaties", "sort=nothing", "'nothing' is no order here. Known are: title, key"),
    ("treaties", "sort=title&sort=key", "Known are: title, key"),
    ("participations", "basis=feeling", "'feeling' is not one of: consent, effect."),
]


def test_what_is_refused_is_said_with_what_to_write():
    world()
    for listing, params, sentence in REFUSED:
        [said] = [sentence for sentences in select(listing, params).errors.values() for sentence in sentences]
        assert sentence in said


def test_every_wrong_parameter_is_named_at_once():
    selection = select("treaties", "theme=x&as_of=y&nonsense=1&page=z&sort=w")
    assert set(selection.errors) == {"theme", "as_of", "nonsense", "page", "sort"}


# What narrows


def test_values_of_one_parameter_are_alternatives_and_parameters_are_not():
    world()
    assert keys("treaties", "ambit=bilateral") == ["inf"]
    assert keys("treaties", "ambit=bilateral&ambit=multilateral&sort=key") == ["inf", "npt"]
    assert keys("treaties", "ambit=bilateral&ambit=multilateral&confidence=high") == ["npt"]
    assert keys("treaties", "ambit=bilateral&confidence=high") == []
    assert keys("treaties", "theme=nuclear&theme=missiles&sort=key") == ["inf", "npt"]
    assert keys("treaties", "theme=missiles&region=europe&region=arctic") == ["inf"]
    assert keys("treaties", "theme=missiles&region=global") == []
    assert keys("treaties", "q=npt&q=missiles&sort=key") == ["inf", "npt"]
    assert keys("treaties", "q=npt missiles") == []


FOUND = [
    ("treaties", "q=non proliferation", ["npt"]),
    ("treaties", "q=prolif", ["npt"]),
    ("treaties", "q=roliferation", []),
    ("treaties", "q=NÜCLEAR", ["npt"]),
    ("treaties", "q=good faith", ["npt"]),  # of its commitment
    ("treaties", "q=...", []),
    ("treaties", "legal_force=politically_binding", []),
    ("frameworks", "legal_force=politically_binding", ["code"]),
    ("engagements", "q=riga", ["exercise"]),
    ("engagements", "kind=joint_exercise&from=2012-06-15&to=2013", ["exercise"]),
    ("engagements", "from=2012-07", []),
    ("engagements", "to=2012-04", []),
    ("treaties", "from=1970&to=1980", ["npt"]),
    ("treaties", "from=2019-08-01", ["npt", "inf"]),
    ("treaties", "from=2019-08-02", ["npt"]),
    ("treaties", "to=1968-06-30", []),
    ("treaties", "to=1968-07-01", ["npt"]),
    ("treaties", "to=1968", ["npt"]),
    ("actors", "kind=former_state", ["ddr"]),
    ("actors", "region=europe&kind=state&sort=key", ["fra", "rus"]),
    ("actors", "q=soviet", ["rus"]),
    ("actors", "as_of=1949-10-06&sort=key", ["fra", "rus", "usa"]),
    ("actors", "as_of=1949-10-07&sort=key", ["ddr", "fra", "rus", "usa"]),
    ("actors", "from=1990-10-03&sort=key", ["fra", "rus", "usa"]),
    ("commitments", "record=npt", ["Article VI"]),
    ("commitments", "actor=fra&sort=title", ["Article VI", "4"]),
    ("commitments", "actor=fra&as_of=1991", []),
    ("commitments", "actor=usa&as_of=2003&sort=title", ["Article VI"]),
    ("commitments", "theme=missiles", ["4"]),
    ("commitments", "region=global", ["Article VI"]),
    ("commitments", "finding=of_concern", ["Article VI"]),
    ("commitments", "finding=of_concern&as_of=2014", []),
    ("commitments", "due=overdue", ["Article VI"]),
    ("commitments", "due=soon&as_of=1994-12", ["Article VI"]),
    ("commitments", "due=overdue&as_of=1995", []),
    ("commitments", "as_of=1968-06-30", []),
    ("sources", "q=institute", ["report"]),
    ("sources", "from=2000", ["report"]),
    ("sources", "to=2000", ["npt-text"]),
    ("themes", "q=atoms", ["nuclear"]),
    ("events", "record=npt", ["review-2010"]),
    ("events", "actor=usa&theme=nuclear&region=global&kind=review_conference", ["review-2010"]),
    ("events", "record=inf", []),
    ("events", "from=2010-05-28&to=2010-05-28", ["review-2010"]),
    ("events", "to=2010-05-02", []),
]


def test_what_parameters_find():
    world()
    assert [(listing, params, keys(listing, params)) for listing, params, _found in FOUND] == FOUND


def test_an_actor_is_asked_for_by_key_code_or_name():
    world()
    for written in ("fra", "FRA", "France", "france", " France "):
        assert keys("treaties", {"actor": written}) == ["npt"]
    # The name of the day does not matter: it means the actor.
    assert keys("treaties", {"actor": "Soviet Union", "sort": "key"}) == ["npt"]
    assert keys("treaties", {"actor": "Russia", "sort": "key", "as_of": "2000"}) == ["inf", "npt"]
    assert select("treaties", {"actor": "Soviet Union"}).chips == [("Actor: Russian Federation", "")]


def test_who_is_on_a_list_owes_what_the_list_owes_while_they_stand_under_the_record():
    w = world()
    named = {"record": w.npt, "owed_by": ("annex-2",)}
    write(
        [
            CommitmentFactory.build(reference="Article II", title="To make none", kind="prohibition", **named),
            CommitmentFactory.build(reference="Statement", title="To wait", kind="pledge", **named),
        ]
    )
    assert keys("commitments", "record=npt&actor=fra&as_of=1991") == ["Statement"]
    assert keys("commitments", "record=npt&actor=fra&as_of=1993&sort=title") == ["Article II", "Article VI", "Statement"]
    assert keys("commitments", "record=npt&actor=rus&as_of=1991") == ["Article VI"]
    # Another's standing is not that of who is on the list.
    assert keys("commitments", "record=npt&actor=fra&actor=rus&as_of=1991&sort=title") == ["Article VI", "Statement"]


def test_the_longest_words_that_are_searched_for():
    write([TreatyFactory.build(title="A " + "word " * 90)])
    assert select("treaties", {"q": "word " * 819}).count == 1
    assert list(select("treaties", {"q": "w" * 4097}).errors) == ["q"]


def test_or_lists():
    assert or_list(["a"]) == "a"
    assert or_list(["a", "b"]) == "a or b"
    assert or_list(iter(["a", "b", "c"])) == "a, b or c"


# Any parameters at all


@st.composite
def any_parameters(draw):
    listing = draw(st.sampled_from(list(LISTINGS)))
    declared = LISTINGS[listing].filters.base_filters
    values = st.one_of(
        st.sampled_from(
            ["fra", "usa", "npt", "nuclear", "missiles", "treaty", "1991", "2010-05", "party", "in_force", "europe", "global", "title"]
        ),
        st.sampled_from(JUNK),
        st.text(max_size=20),
    )
    names = draw(st.lists(st.sampled_from([*declared, *CONTROLS]), max_size=4))
    params = {name: draw(st.lists(values, min_size=1, max_size=2)) for name in names}
    for name in names:
        made = declared.get(name)
        if made is not None and made.extra.get("choices") and draw(st.booleans()):
            choices = made.extra["choices"]
            params[name] = [str(code) for code, _word in (choices() if callable(choices) else choices)][:2]
    return listing, params


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_parameters())
def test_any_parameters_are_answered_or_refused(small_world, asked):
    listing, params = asked
    selection = select(listing, {name: [value.encode("utf-8", "replace").decode() for value in values] for name, values in params.items()})
    if "page" in params and not selection.errors:
        return  # past the end is tried elsewhere
    answers(selection)


@pytest.fixture
def small_world(db):
    return world()
