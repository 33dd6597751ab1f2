"""A record's own status from its dates or phases; each boundary on the day before, the day and the day after."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.derived.record_status import COURSE, FINAL, OCCASIONS, WHILE_IT_LASTS, Phase, RecordDates, status_on, statuses_of
from tracker.models import PartialDate
from tracker.models.vocabulary import DevelopmentKind, EngagementKind, PhaseState, RecordStatusCode, RecordTypeCode

pytestmark = pytest.mark.once

DAY = timedelta(days=1)


def course(*args, phases=(), **dates):
    """'status from' in time; each boundary is asked on the day before, the day and the day after."""
    spans = statuses_of(RecordDates.of(*args, **dates), [Phase(state, PartialDate.parse(day)) for state, day in phases])
    for before, span in zip([None, *spans], spans, strict=False):
        if span.start > date.min:
            assert (found := status_on(spans, span.start - DAY)) == before or found.status == before.status
        assert status_on(spans, span.start) == span
        assert status_on(spans, span.start + DAY).start in (span.start, span.start + DAY)
    return [f"{span.status} {span.start}" for span in spans]


def told(day, *args, **dates):
    found = status_on(statuses_of(RecordDates.of(*args, **dates)), date.fromisoformat(day))
    return found and (found.status, found.certain_on(date.fromisoformat(day)))


# Agreements


def test_a_treaty():
    assert course("treaty", adopted="1968-06-12", opened="1968-07-01", in_force="1970-03-05") == [
        "not_in_force 1968-06-12",
        "in_force 1970-03-05",
    ]


def test_a_treaty_that_ended():
    dates = {"signed": "1987-12-08", "in_force": "1988-06-01", "ended": "2019-08-02"}
    assert course("treaty", **dates) == ["not_in_force 1987-12-08", "in_force 1988-06-01", "ended 2019-08-02"]


def test_a_treaty_that_ended_without_entering_into_force():
    assert course("treaty", signed="1993-01-03", ended="2002-06-14") == ["not_in_force 1993-01-03", "never_in_force 2002-06-14"]


def test_a_treaty_still_waiting():
    assert course("treaty", adopted="1996-09-10", entry_rule="list:annex +P180D") == ["not_in_force 1996-09-10"]


def test_a_treaty_provisionally_applied():
    assert course("treaty", signed="1990-11-19", in_force="1992-11-09", entry_rule="all:22; provisional:1992-07-17") == [
        "not_in_force 1990-11-19",
        "provisionally_applied 1992-07-17",
        "in_force 1992-11-09",
    ]


def test_in_force_on_signature():
    assert course("treaty", signed="1994-12-05", in_force="1994-12-05") == ["in_force 1994-12-05"]


def test_a_record_without_dates_has_no_status():
    assert course("treaty") == course("framework") == course("measure") == []


def test_a_framework_is_active():
    assert course("framework", adopted="2011-11-30", in_force="2011-12-01") == ["not_in_force 2011-11-30", "active 2011-12-01"]
    dates = {"adopted": "1999-11-16", "in_force": "2000-01-01", "ended": "2011-12-01"}
    assert course("framework", **dates) == ["not_in_force 1999-11-16", "active 2000-01-01", "ended 2011-12-01"]


def test_a_framework_that_names_no_day_applies_from_its_adoption():
    assert course("framework", adopted="1975-08-01") == ["active 1975-08-01"]
    assert course("framework", adopted="1975-08-01", ended="1990-01-01") == ["active 1975-08-01", "ended 1990-01-01"]


def test_a_framework_with_an_unmet_rule_is_not_in_force():
    assert course("framework", adopted="1999-11-19", entry_rule="all:30") == ["not_in_force 1999-11-19"]
    assert course("framework", adopted="1999-11-19", entry_rule="all:30", ended="2007-01-01")[-1] == "never_in_force 2007-01-01"


def test_phases_of_an_agreement_count_for_nothing():
    assert course("treaty", in_force="1970-03-05", phases=[("suspended", "1980-01-01")]) == ["in_force 1970-03-05"]


def test_doubt_about_entry_into_force():
    dates = {"opened": "1967-02-14", "in_force": "1968-04-22/1969-04-25"}
    assert told("1967-02-13", "treaty", **dates) is None
    assert told("1968-04-21", "treaty", **dates) == ("not_in_force", True)
    assert told("1968-04-22", "treaty", **dates) == ("in_force", False)
    assert told("1969-04-24", "treaty", **dates) == ("in_force", False)
    assert told("1969-04-25", "treaty", **dates) == ("in_force", True)


def test_doubt_about_the_end():
    dates = {"in_force": "1970-01-01", "ended": "1990"}
    assert told("1989-12-31", "treaty", **dates) == ("in_force", True)
    assert told("1990-01-01", "treaty", **dates) == ("in_force", False)
    assert told("1990-12-30", "treaty", **dates) == ("in_force", False)
    assert told("1990-12-31", "treaty", **dates) == ("ended", True)


def test_an_end_on_or_before_a_day_came_after_entry_into_force():
    dates = {"signed": "1969-01-01", "in_force": "1970-01-01", "ended": "../1990-01-01"}
    assert told("1969-06-01", "treaty", **dates) == ("not_in_force", True)
    assert told("1970-01-01", "treaty", **dates) == ("in_force", False)
    assert told("1990-01-01", "treaty", **dates) == ("ended", True)


def test_since_and_until_are_as_precise_as_the_source():
    (span,) = statuses_of(RecordDates.of("framework", adopted="1974~"))
    assert (span.since.text, span.until, span.start, span.certain_from) == ("1974~", None, date(1974, 1, 1), date(1975, 1, 1))


# Other types, from dates


@pytest.mark.parametrize(
    ("type_", "lasting", "over"),
    [
        ("measure", "active", "ended"),
        ("engagement", "under_way", "completed"),
        ("policy", "active", "ended"),
        ("system", "active", "ended"),
        ("development", "active", "ended"),
        ("challenge", "open", "closed"),
    ],
)
def test_between_its_dates(type_, lasting, over):
    assert course(type_, begins="2012-05-20") == [f"{lasting} 2012-05-20"]
    assert course(type_, begins="2012-05-20", ends="2014-05-19") == [f"{lasting} 2012-05-20", f"{over} 2014-05-20"]
    assert course(type_, ends="2014-05-19") == [f"{over} 2014-05-20"]


def test_every_type_is_covered():
    assert WHILE_IT_LASTS.keys() | {"treaty", "framework"} == set(RecordTypeCode.values)


def test_an_occasion_is_over_after_its_day():
    assert course("engagement", "joint_exercise", begins="2012-03-26") == ["under_way 2012-03-26", "completed 2012-03-27"]
    assert course("development", "missile_test", begins="2017-07-04") == ["active 2017-07-04", "ended 2017-07-05"]
    assert course("engagement", "conference", begins="2012-03-26", ends="2012-03-30")[-1] == "completed 2012-03-31"


def test_occasions_are_kinds():
    assert {*EngagementKind.values, *DevelopmentKind.values} >= OCCASIONS


def test_what_is_only_planned_is_planned_until_somebody_says_otherwise():
    assert course("engagement", "joint_exercise", begins="2027-03-01", planned=True) == [f"planned {date.min}"]
    assert course("engagement", planned=True, phases=[("under_way", "2027-03-01")]) == ["under_way 2027-03-01"]


# Other types, from phases


def test_phases():
    phases = [("under_construction", "2013-10-28"), ("operational", "2016-05-12"), ("planned", "2010-11-20")]
    assert course("system", phases=phases) == ["planned 2010-11-20", "under_construction 2013-10-28", "operational 2016-05-12"]


def test_phases_go_before_dates():
    assert course("system", begins="2009-01-01", phases=[("operational", "2016-05-12")]) == ["operational 2016-05-12"]


def test_an_end_closes_what_its_phases_leave_open():
    assert course("system", ends="2021-06-30", phases=[("operational", "2014-02-11")])[-1] == "ended 2021-07-01"
    phases = [("operational", "2014-02-11"), ("departed", "2021-05-01")]
    assert course("system", ends="2021-06-30", phases=phases)[-1] == "departed 2021-05-01"


def test_a_phase_entered_twice_goes_on():
    assert course("system", phases=[("operational", "2014-02-11"), ("operational", "2016-01-01")]) == ["operational 2014-02-11"]


def test_a_challenge_eased_and_opened_again():
    phases = [("open", "2010-01-01"), ("eased", "2012-01-01"), ("open", "2014-01-01")]
    assert course("challenge", phases=phases) == ["open 2010-01-01", "eased 2012-01-01", "open 2014-01-01"]


def test_of_two_phases_on_one_day_the_further_one_is_reached():
    assert course("policy", phases=[("superseded", "2010-11-19"), ("active", "2010-11-19")]) == ["superseded 2010-11-19"]


def test_doubt_about_a_phase():
    spans = statuses_of(
        RecordDates.of("system"), [Phase("operational", PartialDate.parse("2011-12/2012-01")), Phase("departed", PartialDate.parse("2021"))]
    )
    days = "2011-12-01", "2012-01-30", "2012-01-31", "2020-12-31", "2021-01-01", "2021-12-30", "2021-12-31"
    found = [(status_on(spans, date.fromisoformat(day)), date.fromisoformat(day)) for day in days]
    assert [(span.status, span.certain_on(day)) for span, day in found] == [
        ("operational", False),
        ("operational", False),
        ("operational", True),
        ("operational", True),
        ("operational", False),
        ("operational", False),
        ("departed", True),
    ]


def test_a_state_known_by_some_day_holds_from_that_day():
    spans = statuses_of(RecordDates("system"), [Phase("operational", PartialDate.parse("../2015-01-26"))])
    assert [(span.status, span.start, span.certain_from) for span in spans] == [("operational", date(2015, 1, 26), date(2015, 1, 26))]
    planned = statuses_of(
        RecordDates("system"), [Phase("planned", PartialDate.parse("2005")), Phase("operational", PartialDate.parse("../2015-01-26"))]
    )
    assert (planned[0].status, planned[0].start, planned[0].certain_to) == ("planned", date(2005, 1, 1), date(2005, 1, 1))
    assert planned[1].start == date(2015, 1, 26)


def test_every_state_of_a_phase_has_its_place():
    assert set(COURSE) == set(PhaseState.values)
    assert set(RecordStatusCode.values) >= FINAL


texts = st.dates(date(1990, 1, 1), date(2030, 1, 1)).flatmap(
    lambda day: st.sampled_from([f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}~", f"../{day}"])
)
dates = texts.map(PartialDate.parse)
phases = st.lists(st.builds(Phase, st.sampled_from(PhaseState.values), dates), max_size=6)
optional = st.none() | dates


@given(
    st.sampled_from(sorted(WHILE_IT_LASTS)),
    st.builds(lambda begins, ends: {"begins": begins, "ends": ends}, optional, optional),
    phases,
    st.randoms(),
)
def test_statuses_follow_one_another_without_gap_or_overlap(type_, own, passed, random):
    spans = statuses_of(RecordDates(type_, **own), passed)
    assert spans == statuses_of(RecordDates(type_, **own), random.sample(passed, len(passed)))
    for span, after in pairwise(spans):
        assert span.start < span.end == after.start
        assert span.until == after.since
        assert span.status != after.status
    for span in spans:
        assert span.start <= span.certain_from
        assert span.certain_to is None or span.certain_from <= span.certain_to <= (span.end or date.max)
    assert not spans or spans[-1].end is None


@given(st.sampled_from(["treaty", "framework"]), st.lists(optional, min_size=5, max_size=5))
def test_an_agreement_goes_through_its_life_once(type_, own):
    names = "adopted", "opened", "signed", "in_force", "ended"
    spans = statuses_of(RecordDates(type_, **dict(zip(names, own, strict=True))))
    statuses = [span.status for span in spans]
    assert len(statuses) == len(set(statuses))
    assert all(span.end == after.start for span, after in pairwise(spans))
