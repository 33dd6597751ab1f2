"""The numbers of the contract, each told apart from those that it is confused with."""

from dataclasses import asdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.derived.counts import Counts, counts_on, curve
from tracker.derived.participation import CONSENT, EFFECT, Act, Agreement, Life, spans_of
from tracker.models.vocabulary import ActionCode

pytestmark = pytest.mark.once

TREATY = Agreement.of("treaty", in_force="1999-03-01", entry_rule="consents:40 +FOM6; later:FOM6; provisional:1998-12-01")
FRAMEWORK = Agreement.of("framework", "framework", adopted="1994-01-10")
LIVES = {"gdr": Life(None, date(1990, 10, 2))}


def numbers(record, day, *acts, basis=EFFECT):
    """The counts that are not zero."""
    done = [Act.of(actor, action, *dates, contested_by=("usa",) if action.endswith("*") else ()) for actor, action, *dates in acts]
    done = [Act(act.id, act.actor, act.action.rstrip("*"), act.date, act.effective, (), act.contested_by) for act in done]
    counts = counts_on(date.fromisoformat(day), spans_of(record, done, LIVES, basis), done, LIVES)
    return {name: number for name, number in asdict(counts).items() if number}


SIGNED, RATIFIED = ("fra", "signature", "1997-12-03"), ("fra", "ratification", "2005-12-27")


def test_a_signatory():
    assert numbers(TREATY, "1998-01-01", SIGNED) == {"signatures": 1, "signatories_only": 1, "participants": 1}


@pytest.mark.parametrize(
    ("day", "more"),
    [
        ("2005-12-26", {"signatories_only": 1}),
        ("2005-12-27", {"consents": 1, "contracting": 1}),
        ("2006-05-31", {"consents": 1, "contracting": 1}),
        ("2006-06-01", {"consents": 1, "parties": 1}),
    ],
)
def test_a_consent_is_a_party_only_when_it_is_bound(day, more):
    assert numbers(TREATY, day, SIGNED, RATIFIED) == {"signatures": 1, "participants": 1} | more


def test_by_consent_it_is_a_party_at_once():
    assert numbers(TREATY, "2005-12-27", RATIFIED, basis=CONSENT) == {"consents": 1, "parties": 1, "participants": 1}


def test_one_that_accedes_has_not_signed():
    assert numbers(TREATY, "2007-01-01", ("fra", "accession", "2005-12-27")) == {"consents": 1, "parties": 1, "participants": 1}


def test_several_depositaries_count_once():
    acts = SIGNED, SIGNED, RATIFIED, ("fra", "ratification", "2006-01-01")
    assert numbers(TREATY, "2007-01-01", *acts) == {"signatures": 1, "consents": 1, "parties": 1, "participants": 1}


def test_a_suspended_party_is_a_party():
    acts = RATIFIED, ("fra", "suspension*", "2010-01-01")
    assert numbers(TREATY, "2011-01-01", *acts) == {"consents": 1, "parties": 1, "suspended": 1, "participants": 1, "contested": 1}


def test_a_contested_withdrawal_leaves_a_party():
    acts = RATIFIED, ("fra", "withdrawal*", "2010-01-01")
    assert numbers(TREATY, "2011-01-01", *acts) == {"consents": 1, "parties": 1, "participants": 1, "contested": 1}


def test_one_that_left_has_left_in_every_number():
    acts = SIGNED, RATIFIED, ("fra", "withdrawal", "2010-01-01")
    assert numbers(TREATY, "2010-01-01", *acts) == {"former": 1}
    assert numbers(TREATY, "2013-01-01", *acts, ("fra", "accession", "2012-01-01")) == {
        "signatures": 1,
        "consents": 1,
        "parties": 1,
        "participants": 1,
    }


def test_a_withdrawn_signature_still_counts_as_a_signature():
    assert numbers(TREATY, "2010-01-01", SIGNED, ("fra", "signature_withdrawn", "2005-01-01")) == {"signatures": 1, "former": 1}


def test_one_that_left_before_it_was_bound_has_left_in_every_number():
    ctbt = Agreement.of("ctbt", entry_rule="list:annex +P180D")
    assert numbers(ctbt, "2010-01-01", SIGNED, RATIFIED, ("fra", "withdrawal", "2007-01-01")) == {"former": 1}
    assert numbers(ctbt, "2010-01-01", SIGNED, ("fra", "withdrawal", "2007-01-01")) == {"former": 1}


def test_a_definitive_signature_is_a_consent_and_no_signature():
    """The header of the Slavery Convention's protocol (UN Treaty Collection, XVIII-1) has 11 signatories: none of its 17 definitive ones."""
    acts = [("fra", "definitive_signature", "1999-06-01")]
    assert numbers(TREATY, "2010-01-01", *acts) == {"consents": 1, "parties": 1, "participants": 1}


def test_a_withdrawn_ratification_leaves_a_signatory():
    acts = SIGNED, RATIFIED, ("fra", "ratification_withdrawn", "2010-01-01")
    assert numbers(TREATY, "2010-01-01", *acts) == {"signatures": 1, "signatories_only": 1, "participants": 1}


def test_a_provisionally_applying_state_may_have_consented():
    acts = ("fra", "signature", "1997-12-03"), ("fra", "provisional_application", "1998-01-01"), ("fra", "ratification", "1998-02-01")
    assert numbers(TREATY, "1998-01-31", *acts) == {"signatures": 1, "provisional": 1, "participants": 1}
    assert numbers(TREATY, "1998-02-01", *acts) == {"signatures": 1, "provisional": 1, "consents": 1, "participants": 1}


def test_an_agreement_not_in_force_has_no_parties():
    ctbt = Agreement.of("ctbt", entry_rule="list:annex +P180D")
    assert numbers(ctbt, "2020-01-01", RATIFIED) == {"consents": 1, "contracting": 1, "participants": 1}


def test_an_ended_agreement_has_no_parties_but_was_signed():
    ended = Agreement.of("ended", in_force="1999-03-01", ended="2010-01-01")
    assert numbers(ended, "2009-12-31", SIGNED, RATIFIED) == {"signatures": 1, "consents": 1, "parties": 1, "participants": 1}
    assert numbers(ended, "2010-01-01", SIGNED, RATIFIED) == {"signatures": 1}


@pytest.mark.parametrize(("day", "counted"), [("1990-10-02", True), ("1990-10-03", False)])
def test_a_former_state_counts_nowhere(day, counted):
    npt = Agreement.of("npt", in_force="1970-03-05")
    acts = ("gdr", "signature", "1968-07-01"), ("gdr", "ratification", "1969-10-31")
    expected = {"signatures": 1, "consents": 1, "parties": 1, "participants": 1} if counted else {}
    assert numbers(npt, day, *acts) == expected


def test_participants_are_never_parties_of_a_framework():
    acts = ("fra", "join", "1995-01-01"), ("deu", "ratification", "1995-01-01"), ("gbr", "observe", "1995-01-01")
    assert numbers(FRAMEWORK, "1996-01-01", *acts) == {"participants": 2}
    assert numbers(FRAMEWORK, "1998-01-01", *acts, ("fra", "suspension", "1997-01-01")) == {"participants": 2, "suspended": 1}
    assert numbers(FRAMEWORK, "1998-01-01", *acts, ("fra", "leave", "1997-01-01")) == {"participants": 1, "former": 1}


def test_an_actor_in_two_roles_counts_once():
    radar = Agreement.of("radar", "system", begins="2012-01-01")
    acts = ("usa", "host", "2013-01-01"), ("usa", "operate", "2014-01-01")
    assert numbers(radar, "2015-01-01", *acts) == {"participants": 1}
    assert numbers(radar, "2017-01-01", *acts, ("usa", "leave", "2016-01-01")) == {"former": 1}
    assert numbers(radar, "2019-01-01", *acts, ("usa", "leave", "2016-01-01"), ("usa", "host", "2018-01-01")) == {"participants": 1}


def test_without_acts_all_numbers_are_zero():
    assert counts_on(date(2000, 1, 1), [], [], {}) == Counts()
    assert curve([], [], {}) == []


@pytest.mark.parametrize(
    ("record", "day", "participants", "parties"),
    [("ptbt", "2018-07-10", 135, 125), ("ctbt", "2026-02-03", 187, 0), ("att", "2026-02-03", 141, 117)],
)
def test_participants_are_not_parties(facts, record, day, participants, parties):
    """The commonest error of the field."""
    counts = counts_on(date.fromisoformat(day), facts.spans(record), facts.acts[record], facts.lives)
    assert (counts.participants, counts.parties) == (participants, parties)


def test_the_curve_is_what_the_days_give(facts):
    points = curve(facts.spans("ccm"), facts.acts["ccm"], facts.lives)
    assert points == sorted(points, key=lambda point: point[0])
    for (day, counts), (following, changed) in list(pairwise(points))[::9]:
        assert counts != changed
        for asked in (day, following - timedelta(days=1)):
            assert counts_on(asked, facts.spans("ccm"), facts.acts["ccm"], facts.lives) == counts


exact = st.dates(date(1988, 1, 1), date(2010, 1, 1)).map(date.isoformat)
doings = st.lists(st.builds(Act.of, st.sampled_from(["fra", "gdr", "usa"]), st.sampled_from(ActionCode.values), exact), max_size=10)


@given(st.sampled_from([TREATY, FRAMEWORK]), doings, st.dates(date(1988, 1, 1), date(2011, 1, 1)), st.sampled_from([EFFECT, CONSENT]))
def test_the_numbers_fit_together_on_any_day(record, acts, day, basis):
    spans = spans_of(record, acts, LIVES, basis)
    counts = counts_on(day, spans, acts, LIVES)
    assert counts.parties + counts.contracting <= counts.consents <= counts.parties + counts.contracting + counts.provisional
    assert counts.suspended <= max(counts.parties, counts.participants)
    assert counts.parties + counts.contracting + counts.signatories_only + counts.provisional <= counts.participants
    assert all(0 <= number <= 3 for number in asdict(counts).values())
    latest = [there for start, there in curve(spans, acts, LIVES) if start <= day]
    assert (latest[-1] if latest else Counts()) == counts
