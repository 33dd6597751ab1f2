"""Who owes what by when, and how that stands on a day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.derived.duties import DAY, PAST_DUE, Duty, Found, Terms, bonds_of, duties, latest_each, owed_by, past_due, standing
from tracker.derived.participation import Span
from tracker.derived.recurrence import Recurrence
from tracker.models import PartialDate
from tracker.models.vocabulary import DutyState, Finding

ATT_REPORTS = Terms(due_after="FOY2", recurrence="FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31")
ATT_INITIAL = Terms(due_after="<P1Y")

# The Arms Trade Treaty's first reports, by hand: bound from (the UN Treaty Collection's date of deposit and 90 days; 24
# December 2014 for the first fifty), the first annual report (Article 13(3): on the first full calendar year) and the
# last day for the initial report (Article 13(1): within the first year).
ATT = {
    "fra": ("2014-12-24", "2016-05-31", "2015-12-23"),
    "deu": ("2014-12-24", "2016-05-31", "2015-12-23"),
    "gbr": ("2014-12-24", "2016-05-31", "2015-12-23"),
    "jpn": ("2014-12-24", "2016-05-31", "2015-12-23"),
    "mex": ("2014-12-24", "2016-05-31", "2015-12-23"),
    "nga": ("2014-12-24", "2016-05-31", "2015-12-23"),
    "che": ("2015-04-30", "2017-05-31", "2016-04-29"),
    "pol": ("2015-03-17", "2017-05-31", "2016-03-16"),
    "tcd": ("2015-06-23", "2017-05-31", "2016-06-22"),
    "mda": ("2015-12-27", "2017-05-31", "2016-12-26"),
    "caf": ("2016-01-05", "2018-05-31", "2017-01-04"),
    "grc": ("2016-05-29", "2018-05-31", "2017-05-28"),
    "mco": ("2016-09-28", "2018-05-31", "2017-09-27"),
    "kor": ("2017-02-26", "2019-05-31", "2018-02-25"),
    "kaz": ("2018-03-08", "2020-05-31", "2019-03-07"),
    "bra": ("2018-11-12", "2020-05-31", "2019-11-11"),
    "can": ("2019-09-17", "2021-05-31", "2020-09-16"),
    "mdv": ("2019-12-26", "2021-05-31", "2020-12-25"),
    "chn": ("2020-10-04", "2022-05-31", "2021-10-03"),
    "niu": ("2020-11-04", "2022-05-31", "2021-11-03"),
    "phl": ("2022-06-22", "2024-05-31", "2023-06-21"),
    "and": ("2023-03-02", "2025-05-31", "2024-03-01"),
    "mwi": ("2024-10-09", "2026-05-31", "2025-10-08"),
    "col": ("2025-01-13", "2027-05-31", "2026-01-12"),
}
# How many owed the annual report that was due in a year: as many as were bound on 1 January of the year before.
ATT_COUNTS = {2015: 0, 2016: 53, 2017: 75, 2018: 89, 2019: 92, 2020: 97, 2021: 105, 2022: 110, 2023: 110, 2024: 112, 2025: 113, 2026: 115}


def day(text):
    return date.fromisoformat(text)


def span(actor, status, start, end=None, sure_from=None, sure_to=None):
    start, end = day(start), end and day(end)
    return Span(actor, "member", status, start, end, sure_from or start, sure_to or end, False, None, None, ())


def due_days(terms, spans, until="2060-12-31"):
    return [(duty.actor, duty.day.isoformat()) for duty in duties(terms, owed_by(terms, bonds_of(spans)), day(until))]


def found(finding, when, *, actor="fra", due=None, assessor="Institute", extended_to=None):
    parse = PartialDate.parse
    return Found(finding, assessor, parse(when), actor, due and parse(due), extended_to and parse(extended_to))


@pytest.fixture(scope="module")
def att(facts):
    return bonds_of(facts.spans("att"))


def test_att_reports_by_hand(att):
    for actor, (bound, annual, initial) in ATT.items():
        own = [bond for bond in att if bond.actor == actor]
        assert [bond.since for bond in own] == [day(bound)], actor
        reports = duties(ATT_REPORTS, owed_by(ATT_REPORTS, own), date(2028, 12, 31))
        assert reports[0].day == day(annual), actor
        assert [one.day for one in reports] == [date(year, 5, 31) for year in range(day(annual).year, 2029)], actor
        assert [one.day for one in duties(ATT_INITIAL, owed_by(ATT_INITIAL, own), date(2060, 1, 1))] == [day(initial)], actor


def test_att_reports_owed_each_year(att):
    owed = owed_by(ATT_REPORTS, att)
    made = duties(ATT_REPORTS, owed, date(2026, 12, 31))
    assert {year: sum(one.day.year == year for one in made) for year in ATT_COUNTS} == ATT_COUNTS
    assert {one.actor for one in made} & {"usa", "rus", "ukr", "tur"} == set()  # signed or never joined


# (actor, day asked, annual reports past due by then where no finding is recorded), on the day, before and after.
ATT_PAST_DUE = [
    ("fra", "2016-05-31", 0),
    ("fra", "2016-06-01", 1),
    ("fra", "2017-05-31", 1),
    ("fra", "2017-06-01", 2),
    ("fra", "2026-11-26", 11),
    ("che", "2016-06-01", 0),
    ("che", "2017-05-31", 0),
    ("che", "2017-06-01", 1),
    ("mda", "2016-06-01", 0),
    ("mda", "2017-06-01", 1),
    ("caf", "2017-06-01", 0),
    ("caf", "2018-06-01", 1),
    ("kaz", "2019-06-01", 0),
    ("kaz", "2020-06-01", 1),
    ("bra", "2020-05-31", 0),
    ("can", "2021-06-01", 1),
    ("mdv", "2020-06-01", 0),
    ("chn", "2021-06-01", 0),
    ("chn", "2022-06-01", 1),
    ("phl", "2023-06-01", 0),
    ("phl", "2024-06-01", 1),
    ("mwi", "2026-05-31", 0),
    ("mwi", "2026-06-01", 1),
    ("usa", "2026-11-26", 0),
    ("rus", "2026-11-26", 0),
]


def test_att_reports_past_due_by_hand(att):
    owed = owed_by(ATT_REPORTS, att)
    made = duties(ATT_REPORTS, owed, date(2026, 12, 31))
    spans = past_due(ATT_REPORTS, owed, [], date(2026, 12, 31))
    for actor, asked, many in ATT_PAST_DUE:
        states = [standing(one, [], day(asked), once=False)[0] for one in made if one.actor == actor]
        assert states.count(DutyState.UNRECORDED) == many, (actor, asked)
        assert any(one == actor and start <= day(asked) < end for one, start, end in spans) == bool(many), (actor, asked)


YEARLY = Terms(recurrence="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15")


def test_a_deadline_for_all_is_owed_by_those_bound_on_that_day():
    terms = Terms(due=PartialDate.parse("2007-04-29"))
    spans = [
        span("fra", "party", "1997-04-29"),
        span("usa", "party", "1997-04-29", "2007-04-29"),  # no longer on the day
        span("ind", "party", "2007-04-29"),
        span("syr", "party", "2013-10-14"),
        span("isr", "signatory", "1993-01-13"),
    ]
    assert due_days(terms, spans) == [("fra", "2007-04-29"), ("ind", "2007-04-29")]


def test_what_is_due_within_a_year_is_due_on_the_last_day_of_it():
    assert due_days(Terms(due_after="<P1Y"), [span("fra", "party", "2014-12-24")]) == [("fra", "2015-12-23")]
    assert due_days(Terms(due_after="P10Y"), [span("fra", "party", "1999-03-01")]) == [("fra", "2009-03-01")]
    assert due_days(Terms(due_after="P10Y"), [span("fra", "party", "1999-03-01", "2009-03-01")]) == []


def test_only_who_is_bound_or_takes_part_owes():
    for status, owes in (("party", True), ("participant", True), ("partner", True), ("suspended", True), ("signatory", False)):
        assert bool(due_days(YEARLY, [span("fra", status, "2000-01-01")])) is owes
    for status in ("contracting", "provisionally_applying", "host", "operator", "observer", "former_party", "former_participant"):
        assert due_days(YEARLY, [span("fra", status, "2000-01-01")]) == []


def test_a_suspension_goes_on_with_the_bond_and_a_new_one_begins_anew():
    spans = [
        span("rus", "suspended", "2007-12-12", "2010-01-01"),
        span("rus", "party", "2000-01-01", "2007-12-12"),
        span("rus", "party", "2012-01-01"),
    ]
    bonds = bonds_of(spans)
    assert [(str(bond.start), str(bond.since), bond.suspended) for bond in bonds] == [
        ("2000-01-01", "2000-01-01", False),
        ("2007-12-12", "2000-01-01", True),
        ("2012-01-01", "2012-01-01", False),
    ]
    made = duties(YEARLY, owed_by(YEARLY, bonds), date(2012, 12, 31))
    assert [one.day.year for one in made if one.suspended] == [2007, 2008, 2009]
    assert [one.day.year for one in made if not one.suspended] == [*range(2000, 2007), 2012]
    assert standing(made[7], [], date(2020, 1, 1), once=False)[0] == DutyState.SUSPENDED


def test_an_uncertain_first_day_counts_when_it_is_certain():
    spans = [span("fra", "party", "2000-01-01", sure_from=date(2000, 12, 31))]
    assert due_days(YEARLY, spans, "2001-12-31") == [("fra", "2001-12-15")]


def test_a_rule_that_names_no_day_gives_no_dates():
    for rule in ("FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=5", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY;BYMONTH=5", "nonsense"):
        assert not Terms(recurrence=rule).dated
        assert due_days(Terms(recurrence=rule), [span("fra", "party", "2000-01-01")]) == []
    fifth = Terms(recurrence="DTSTART:20160531 RRULE:FREQ=YEARLY;INTERVAL=5")
    assert [when for _actor, when in due_days(fifth, [span("fra", "party", "2000-01-01")], "2027-01-01")] == [
        "2016-05-31",
        "2021-05-31",
        "2026-05-31",
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ",
        "FREQ=SECONDLY",
        "FREQ=YEARLY;BYSETPOS=1",
        "FREQ=YEARLY;COUNT=3",
        "FREQ=YEARLY;BYMONTH=13",
        "DTSTART:20160231 FREQ=YEARLY",
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_with_a_sentence(rule):
    with pytest.raises(ValueError, match=r"recurrence|COUNT"):
        Recurrence.parse(rule)


DUE = Duty("fra", date(2016, 5, 31), date(2014, 12, 24))
STANDINGS = [
    # (findings, day asked, state)
    ([], "2015-12-02", "not_yet"),
    ([], "2015-12-03", "soon"),
    ([], "2016-05-31", "soon"),
    ([], "2016-06-01", "unrecorded"),
    ([found("fulfilled", "2016-04-01", due="2016")], "2016-03-31", "soon"),
    ([found("fulfilled", "2016-04-01", due="2016")], "2016-04-01", "met"),
    ([found("fulfilled", "2016-04-01", due="2017")], "2016-06-01", "unrecorded"),
    ([found("fulfilled", "2016-04-01")], "2016-06-01", "unrecorded"),  # about no due date
    ([found("fulfilled", "2016-04-01", actor="usa", due="2016")], "2016-06-01", "unrecorded"),
    ([found("fulfilled", "2016-09-01", actor=None, due="2016")], "2016-10-01", "met"),
    ([found("fulfilled_late", "2016-09-01", actor=None, due="2016")], "2016-10-01", "met"),  # by whom late is not said
    ([found("partly_fulfilled", "2016-09-01", actor=None, due="2016")], "2016-10-01", "unrecorded"),
    ([found("fulfilled_late", "2016-09-01", due="2016-05-31")], "2016-10-01", "met_late"),
    ([found("not_fulfilled", "2016-09-01", due="2016")], "2016-10-01", "overdue"),
    ([found("on_track", "2016-02-01", due="2016")], "2016-03-01", "soon"),
    ([found("on_track", "2016-02-01", due="2016")], "2016-10-01", "unrecorded"),  # said before it was due
    ([found("on_track", "2016-09-01", due="2016")], "2016-10-01", "unrecorded"),  # said after: of what goes on
    ([found("fulfilled", "2016-05-31", due="2016"), found("on_track", "2018-03-01", due="2016")], "2020-01-01", "met"),
    ([found("fulfilled", "2016-05-31", due="2016"), found("on_track", "2018-03-01", due="2016", assessor="B")], "2020-01-01", "met"),
    ([found("no_public_evidence", "2016-09-01", due="2016")], "2016-10-01", "not_known"),
    ([found("not_applicable", "2016-09-01", due="2016")], "2016-10-01", "not_applicable"),
    ([found("extended", "2016-03-01", due="2016")], "2020-01-01", "extended"),
    ([found("extended", "2016-03-01", due="2016", extended_to="2017")], "2017-12-31", "extended"),
    ([found("extended", "2016-03-01", due="2016", extended_to="2017")], "2018-01-01", "unrecorded"),
    ([found("not_fulfilled", "2016-09-01", due="2016"), found("fulfilled_late", "2017-01-01", due="2016")], "2016-12-31", "overdue"),
    ([found("not_fulfilled", "2016-09-01", due="2016"), found("fulfilled_late", "2017-01-01", due="2016")], "2017-01-01", "met_late"),
    # Another assessor's older 'not fulfilled' is overtaken; a newer one is a difference.
    (
        [found("not_fulfilled", "2016-09-01", due="2016", assessor="B"), found("fulfilled_late", "2017-01-01", due="2016")],
        "2018-01-01",
        "met_late",
    ),
    (
        [found("fulfilled", "2016-06-01", due="2016"), found("not_fulfilled", "2016-09-01", due="2016", assessor="B")],
        "2017-01-01",
        "differ",
    ),
]


def test_how_a_due_date_stands():
    for findings, asked, state in STANDINGS:
        for order in (findings, findings[::-1]):
            assert standing(DUE, order, day(asked), once=False)[0] == state, (findings, asked)


def test_a_deadline_that_comes_once_takes_findings_without_a_due_date():
    assert standing(DUE, [found("fulfilled", "2016-06-01")], date(2017, 1, 1), once=True)[0] == DutyState.MET


def test_findings_are_the_latest_of_each_assessor_about_each_actor():
    made = [
        found("fulfilled", "2015"),
        found("of_concern", "2016"),
        found("fulfilled", "2014", assessor="B"),
        found("disputed", "2013", actor=None),
    ]
    assert [(one.assessor, one.actor, one.finding) for one in latest_each(made, date(2015, 6, 1))] == [
        ("Institute", "fra", "fulfilled"),
        ("B", "fra", "fulfilled"),
        ("Institute", None, "disputed"),
    ]
    assert latest_each(made, date(2016, 1, 1))[0].finding == "of_concern"


# Properties.

DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
STATUSES = st.sampled_from(["party", "suspended", "signatory", "former_party"])
TERMS = st.sampled_from(
    [
        YEARLY,
        ATT_REPORTS,
        ATT_INITIAL,
        Terms(due_after="P10Y"),
        Terms(due_after="FOM6"),
        Terms(due=PartialDate.parse("2007-04-29")),
        Terms(),
    ]
)


@st.composite
def courses(draw):
    """Spans of two actors that follow on each other, some with a gap."""
    spans = []
    for actor in ("fra", "usa"):
        edges = sorted(draw(st.lists(DAYS, min_size=2, max_size=6, unique=True)))
        for start, end in pairwise(edges):
            if draw(st.booleans()):
                spans.append(Span(actor, "member", draw(STATUSES), start, end, start, end, False, None, None, ()))
    return spans


FINDINGS = st.lists(
    st.builds(
        Found,
        st.sampled_from(Finding.values),
        st.sampled_from("AB"),
        DAYS.map(PartialDate.of),
        st.sampled_from(["fra", None]),
        st.sampled_from([None, PartialDate.parse("2005"), PartialDate.parse("2000/2020")]),
    ),
    max_size=4,
)


@settings(max_examples=50)
@given(TERMS, courses(), st.randoms(use_true_random=False))
def test_nothing_is_due_before_the_bond_or_after_it_and_order_does_not_matter(terms, spans, random):
    made = duties(terms, owed_by(terms, bonds_of(spans)), date(2060, 12, 31))
    for duty in made:
        assert any(one.actor == duty.actor and one.covers(duty.day) and one.status in ("party", "suspended") for one in spans)
        assert duty.since <= duty.day
        assert duty.day >= terms.first(duty.since)
    assert len({(duty.actor, duty.day) for duty in made}) == len(made)
    shuffled = random.sample(spans, len(spans))
    assert duties(terms, owed_by(terms, bonds_of(shuffled)), date(2060, 12, 31)) == made


@settings(max_examples=40)
@given(TERMS, courses(), FINDINGS, DAYS)
def test_days_past_due_are_those_on_which_a_due_date_stands_so(terms, spans, findings, asked):
    owed = owed_by(terms, bonds_of(spans))
    made = duties(terms, owed, date(2060, 12, 31))
    stretches = past_due(terms, owed, findings, date(2060, 12, 31))
    for when in (asked, *(duty.day + timedelta(days=step) for duty in made[:3] for step in (0, 1))):
        late = {duty.actor for duty in made if duty.day < when and standing(duty, findings, when, once=terms.once)[0] in PAST_DUE}
        assert {actor for actor, start, end in stretches if start <= when < end} == late
    assert all(start < end for _actor, start, end in stretches)
    assert timedelta(days=1) == DAY
