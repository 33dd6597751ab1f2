"""The rules of status, one by one. Each interval is tried on the day before, the day, and the day after."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.derived.acts import CONSENTING, ENDING, PARTICIPATING, SIGNING
from tracker.derived.participation import CONSENT, EFFECT, STATUSES, Act, Agreement, Life, spans_of, standing
from tracker.models import PartialDate
from tracker.models.vocabulary import ActionCode, ActorStatusCode

pytestmark = pytest.mark.once

DAY = timedelta(days=1)
TREATY = Agreement.of("treaty", opened="1968-07-01", in_force="1970-03-05", entry_rule="consents:20; later:deposit; notice:P3M")
WAITING = Agreement.of("waiting", in_force="1999-03-01", entry_rule="consents:40 +FOM6; later:FOM6; notice:P6M")
UNBORN = Agreement.of("unborn", opened="1996-09-24", entry_rule="list:annex-2 +P180D; later:P30D")
FRAMEWORK = Agreement.of("framework", "framework", adopted="1994-01-10")
SYSTEM = Agreement.of("radar", "system", begins="2012-01-01", ends="2020-12-31")


def course(agreement, *acts, life=None, basis=EFFECT, role="member"):
    """'status from' in order, '*' where contested; a gap is '-'. Each boundary is checked against `standing`."""
    spans = [span for span in spans_of(agreement, acts, {"fra": life or Life()}, basis) if span.role == role]
    told, end = [], None
    for span in spans:
        assert standing(spans, "fra", span.start, role).status == span.status
        assert standing(spans, "fra", span.start + DAY, role).status in {other.status for other in spans}
        if end and end < span.start:
            told.append(f"- {end}")
        told.append(f"{span.status}{'*' if span.contested else ''} {span.start}")
        end = span.end
    if end:
        assert standing(spans, "fra", end, role).status == "none"
        assert standing(spans, "fra", end - DAY, role).status == spans[-1].status
        told.append(f"- {end}")
    return told


def fra(action, when=None, effective=None, **kwargs):
    return Act.of("fra", action, when, effective, **kwargs)


def on(agreement, day, *acts, **kwargs):
    return standing(spans_of(agreement, acts, {}, **kwargs), "fra", date.fromisoformat(day))


# Joining


def test_signatory_then_contracting_then_party():
    acts = fra("signature", "1968-07-01"), fra("ratification", "1969-05-02")
    assert course(TREATY, *acts) == ["signatory 1968-07-01", "contracting 1969-05-02", "party 1970-03-05"]


@pytest.mark.parametrize("action", sorted(CONSENTING))
def test_every_consent_makes_a_party(action):
    assert course(TREATY, fra(action, "1971-01-02")) == ["party 1971-01-02"]


def test_definitive_signature_is_consent_by_signature_alone():
    (span,) = spans_of(TREATY, [fra("definitive_signature", "1971-01-02")], {})
    assert (span.status, span.signed.text, span.consented.text) == ("party", "1971-01-02", "1971-01-02")


def test_consent_is_never_more_than_contracting_while_the_treaty_is_not_in_force():
    assert course(UNBORN, fra("ratification", "2000-06-30", "2000-07-30")) == ["contracting 2000-06-30"]


def test_an_effective_date_before_entry_into_force_waits_for_it():
    assert course(TREATY, fra("accession", "1969-01-01", "1969-01-01")) == ["contracting 1969-01-01", "party 1970-03-05"]


def test_a_given_effective_date_goes_before_the_rule():
    assert course(WAITING, fra("ratification", "2005-12-27", "2006-06-15")) == ["contracting 2005-12-27", "party 2006-06-15"]


def test_without_an_effective_date_the_rule_gives_it():
    assert course(WAITING, fra("ratification", "2005-12-27")) == ["contracting 2005-12-27", "party 2006-06-01"]


def test_signature_after_consent_changes_nothing():
    acts = fra("accession", "1971-01-02"), fra("signature", "1971-05-02")
    assert course(TREATY, *acts) == ["party 1971-01-02"]


def test_acts_before_opening_count():
    assert course(TREATY, fra("signature", "1968-06-01")) == ["signatory 1968-06-01"]


def test_an_act_before_its_actors_first_day_counts_from_that_day():
    namibia = Life(first=date(1990, 3, 21))
    assert course(TREATY, fra("accession", "1982-10-02"), life=namibia) == ["party 1990-03-21"]


def test_a_former_state_is_nothing_after_its_last_day():
    gdr = Life(date(1949, 10, 7), date(1990, 10, 2))
    assert course(TREATY, fra("ratification", "1971-10-31"), life=gdr) == ["party 1971-10-31", "- 1990-10-03"]


def test_succession_reaches_back_to_its_effective_date():
    acts = [fra("succession", "1996-12-11", "1993-01-01")]
    assert course(TREATY, *acts) == course(TREATY, *acts, basis=CONSENT) == ["party 1993-01-01"]


def test_succession_without_an_effective_date_counts_from_its_deposit_without_delay():
    assert course(WAITING, fra("succession", "2006-10-23")) == ["party 2006-10-23"]


# Several depositaries


def test_the_earliest_effective_date_of_several_depositaries_stands_and_all_are_kept():
    acts = [
        fra("ratification", "1971-03-01", depositaries=["rus"]),
        fra("ratification", "1971-02-01", depositaries=["gbr"]),
        fra("ratification", "1971-04-01", depositaries=["usa"]),
    ]
    (span,) = spans_of(TREATY, acts, {})
    assert span.start == date(1971, 2, 1)
    assert [act.depositaries for act in span.because] == [("gbr",), ("rus",), ("usa",)]
    assert [act.depositaries for act in span.because_on(date(1971, 3, 15))] == [("gbr",), ("rus",)]


def test_the_earlier_effect_wins_over_the_earlier_deposit():
    acts = fra("accession", "1971-01-01", "1972-01-01"), fra("accession", "1971-03-01", "1971-06-01")
    assert course(TREATY, *acts) == ["contracting 1971-01-01", "party 1971-06-01"]


def test_the_earliest_withdrawal_of_several_stands_and_all_are_kept():
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1980-02-01"), fra("withdrawal", "1980-01-01")
    assert course(TREATY, *acts) == ["party 1971-01-01", "former_party 1980-01-01"]
    assert [act.date.text for act in spans_of(TREATY, acts, {})[-1].because] == ["1980-01-01", "1980-02-01"]


# Provisional application


def test_provisional_application_outranks_contracting_and_ends_with_entry_into_force():
    acts = fra("signature", "1968-07-01"), fra("ratification", "1969-01-01"), fra("provisional_application", "1969-03-01")
    assert course(TREATY, *acts) == [
        "signatory 1968-07-01",
        "contracting 1969-01-01",
        "provisionally_applying 1969-03-01",
        "party 1970-03-05",
    ]


def test_provisional_application_needs_no_consent():
    assert course(UNBORN, fra("provisional_application", "2013-09-14")) == ["provisionally_applying 2013-09-14"]


def test_an_agreement_applied_provisionally_is_so_by_those_that_signed_or_consented():
    cfe = Agreement.of("cfe", in_force="1992-11-09", entry_rule="consents:30 +P10D; provisional:1992-07-17")
    acts = fra("signature", "1990-11-19"), fra("ratification", "1992-08-14")
    assert course(cfe, *acts) == ["signatory 1990-11-19", "provisionally_applying 1992-07-17", "party 1992-11-09"]
    assert course(cfe, acts[0]) == ["signatory 1990-11-19", "provisionally_applying 1992-07-17", "signatory 1992-11-09"]


# Leaving


def test_a_notice_does_nothing_until_its_effective_date():
    acts = fra("accession", "1971-01-01"), fra("notice_of_withdrawal", "2020-05-22", "2020-11-22")
    assert course(TREATY, *acts) == ["party 1971-01-01", "former_party 2020-11-22"]
    assert course(TREATY, *acts, basis=CONSENT) == ["party 1971-01-01", "former_party 2020-11-22"]


def test_a_notice_without_a_date_takes_effect_as_the_rule_says():
    acts = fra("accession", "1971-01-01"), fra("notice_of_withdrawal", "2003-01-10")
    assert course(TREATY, *acts) == ["party 1971-01-01", "former_party 2003-04-10"]


def test_a_notice_that_nothing_dates_has_no_effect():
    assert course(UNBORN, fra("signature", "1997-01-01"), fra("notice_of_withdrawal", "2003-01-10")) == ["signatory 1997-01-01"]


def test_a_revoked_notice_never_takes_effect():
    notice = fra("notice_of_withdrawal", "1993-03-12", "1993-06-12")
    acts = fra("accession", "1985-12-12"), notice, fra("notice_revoked", "1993-06-11")
    assert course(TREATY, *acts) == ["party 1985-12-12"]


def test_a_notice_revoked_too_late_has_taken_effect():
    notice = fra("notice_of_withdrawal", "1993-03-12", "1993-06-12")
    acts = fra("accession", "1985-12-12"), notice, fra("notice_revoked", "1993-06-12")
    assert course(TREATY, *acts) == ["party 1985-12-12", "former_party 1993-06-12"]


def test_a_revocation_leaves_later_notices_alone():
    acts = [
        fra("accession", "1985-12-12"),
        fra("notice_of_withdrawal", "1993-03-12", "1993-06-12"),
        fra("notice_revoked", "1993-06-11"),
        fra("notice_of_withdrawal", "2003-01-10", "2003-04-10"),
    ]
    assert course(TREATY, *acts) == ["party 1985-12-12", "former_party 2003-04-10"]


def test_withdrawal_counts_from_its_effective_date():
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1980-01-01", "1980-07-01")
    assert course(TREATY, *acts) == ["party 1971-01-01", "former_party 1980-07-01"]


def test_a_signatory_that_leaves_after_ratifying_is_no_signatory_any_more():
    acts = fra("signature", "1968-07-01"), fra("ratification", "1971-01-01"), fra("withdrawal", "1980-01-01")
    assert course(TREATY, *acts)[-1] == "former_party 1980-01-01"


def test_acceding_again_after_leaving():
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1980-01-01"), fra("accession", "1990-01-01")
    assert course(TREATY, *acts) == ["party 1971-01-01", "former_party 1980-01-01", "party 1990-01-01"]


def test_leaving_and_acceding_again_on_one_day_leaves_no_gap():
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1980-01-01"), fra("accession", "1980-01-01")
    assert course(TREATY, *acts) == ["party 1971-01-01"]


def test_signature_withdrawn():
    acts = fra("signature", "2013-09-25"), fra("signature_withdrawn", "2019-07-18")
    assert course(TREATY, *acts) == ["signatory 2013-09-25", "former_signatory 2019-07-18"]


def test_a_party_that_withdraws_its_signature_stays_a_party():
    acts = fra("signature", "1969-01-01"), fra("ratification", "1971-01-01"), fra("signature_withdrawn", "1975-01-01")
    assert course(TREATY, *acts)[-1] == "party 1971-01-01"


def test_ratification_withdrawn_leaves_a_signatory():
    acts = fra("signature", "1996-09-24"), fra("ratification", "2000-06-30"), fra("ratification_withdrawn", "2023-11-03")
    assert course(UNBORN, *acts) == ["signatory 1996-09-24", "contracting 2000-06-30", "signatory 2023-11-03"]
    last = on(UNBORN, "2024-01-01", *acts)
    assert (last.since.text, [act.action for act in last.because]) == ("2023-11-03", ["ratification_withdrawn", "signature"])


def test_an_accession_withdrawn_leaves_nothing():
    acts = fra("accession", "2000-06-30"), fra("ratification_withdrawn", "2023-11-03")
    assert course(UNBORN, *acts) == ["contracting 2000-06-30", "- 2023-11-03"]


def test_withdrawal_before_ever_being_bound_takes_the_signature_too():
    """A depositary puts all of such a participant in brackets; `ratification_withdrawn` leaves a signatory."""
    acts = fra("signature", "1996-09-24"), fra("ratification", "2000-06-30"), fra("withdrawal", "2003-01-01")
    assert course(UNBORN, *acts) == ["signatory 1996-09-24", "contracting 2000-06-30", "former_signatory 2003-01-01"]


def test_withdrawal_of_one_that_only_signed():
    acts = fra("signature", "1996-09-24"), fra("withdrawal", "2003-01-01")
    assert course(UNBORN, *acts) == ["signatory 1996-09-24", "former_signatory 2003-01-01"]


def test_nobody_leaves_what_it_has_not_joined():
    assert course(TREATY, fra("withdrawal", "1980-01-01")) == []


# Suspension


def test_suspension_and_resumption():
    acts = fra("accession", "1971-01-01"), fra("suspension", "1980-01-01"), fra("resumption", "1985-01-01")
    assert course(TREATY, *acts) == ["party 1971-01-01", "suspended 1980-01-01", "party 1985-01-01"]


def test_suspension_counts_from_its_effective_date():
    acts = fra("accession", "1971-01-01"), fra("suspension", "2023-11-07", "2023-12-07")
    assert course(TREATY, *acts) == ["party 1971-01-01", "suspended 2023-12-07"]


def test_withdrawal_ends_a_suspension():
    acts = fra("accession", "1971-01-01"), fra("suspension", "2007-12-12"), fra("withdrawal", "2023-11-07")
    assert course(TREATY, *acts) == ["party 1971-01-01", "suspended 2007-12-12", "former_party 2023-11-07"]
    again = fra("accession", "2030-01-01")
    assert course(TREATY, *acts, again)[-1] == "party 2030-01-01"


# Contested acts


def test_a_contested_withdrawal_leaves_a_contested_party():
    acts = fra("accession", "1985-12-12"), fra("withdrawal", "2003-04-10", contested_by=["jpn"])
    assert course(TREATY, *acts) == ["party 1985-12-12", "party* 2003-04-10"]
    now = on(TREATY, "2010-01-01", *acts)
    assert (now.status, now.contested, now.certain) == ("party", True, True)
    assert (now.since.text, now.until) == ("1985-12-12", None)
    assert [act.action for act in now.because] == ["accession", "withdrawal"]


def test_a_notice_is_contested_with_the_withdrawal_it_announced():
    notice = fra("notice_of_withdrawal", "2003-01-10", "2003-04-10")
    acts = fra("accession", "1985-12-12"), notice, fra("withdrawal", "2003-04-10", contested_by=["jpn"])
    assert course(TREATY, *acts) == ["party 1985-12-12", "party* 2003-04-10"]


@pytest.mark.parametrize("settled", [fra("accession", "2030-01-01"), fra("notice_revoked", "2030-01-01")])
def test_a_new_consent_or_a_revocation_settles_the_dispute(settled):
    acts = fra("accession", "1985-12-12"), fra("withdrawal", "2003-04-10", contested_by=["jpn"])
    assert course(TREATY, *acts, settled) == ["party 1985-12-12", "party* 2003-04-10", "party 2030-01-01"]


def test_a_contested_suspension_takes_effect():
    acts = fra("accession", "2006-06-01"), fra("suspension", "2025-07-18", contested_by=["aut"])
    assert course(TREATY, *acts) == ["party 2006-06-01", "suspended* 2025-07-18"]


def test_a_contested_consent_takes_effect():
    assert course(TREATY, fra("accession", "1971-01-01", contested_by=["usa"])) == ["party* 1971-01-01"]


def test_one_uncontested_instrument_is_enough():
    acts = fra("accession", "1971-01-01", contested_by=["usa"]), fra("accession", "1972-01-01")
    assert course(TREATY, *acts) == ["party* 1971-01-01", "party 1972-01-01"]


# The end of the agreement


def test_an_ended_agreement_has_no_parties_and_those_that_left_before_are_former():
    ended = Agreement.of("ended", in_force="1988-06-01", ended="2019-08-02")
    stays = fra("exchange_of_instruments", "1988-06-01")
    assert course(ended, stays) == ["party 1988-06-01", "- 2019-08-02"]
    assert course(ended, stays, fra("withdrawal", "2019-08-02")) == ["party 1988-06-01", "former_party 2019-08-02"]
    assert course(ended, stays, fra("withdrawal", "2020-01-01")) == ["party 1988-06-01", "- 2019-08-02"]


def test_an_agreement_that_ended_without_entering_into_force():
    never = Agreement.of("never", signed="1993-01-03", ended="2002-06-14")
    assert course(never, fra("signature", "1993-01-03")) == ["signatory 1993-01-03", "- 2002-06-14"]


# Taking part without consent to be bound


@pytest.mark.parametrize(("action", "status"), PARTICIPATING.items())
def test_participation(action, status):
    role = status if status in ("partner", "host", "operator", "observer") else "member"
    assert course(FRAMEWORK, fra(action, "1995-01-01"), role=role) == [f"{status} 1995-01-01"]
    left = course(FRAMEWORK, fra(action, "1995-01-01"), fra("leave", "1996-01-01"), role=role)
    assert left == [f"{status} 1995-01-01", "former_participant 1996-01-01"]


@pytest.mark.parametrize("action", sorted(SIGNING | CONSENTING))
@pytest.mark.parametrize("record", [FRAMEWORK, SYSTEM])
def test_only_a_treaty_has_parties(record, action):
    assert course(record, fra(action, "2015-01-01"))[0] == "participant 2015-01-01"


def test_a_treaty_that_is_not_legally_binding_has_no_parties():
    political = Agreement.of("political", legal_force="politically_binding", in_force="1970-01-01")
    assert course(political, fra("signature", "1971-01-01")) == ["participant 1971-01-01"]


def test_joining_a_treaty_is_not_consent():
    assert course(TREATY, fra("join", "1971-01-01")) == ["participant 1971-01-01"]
    assert course(TREATY, fra("join", "1971-01-01"), fra("accession", "1972-01-01"))[-1] == "party 1972-01-01"


def test_participants_need_no_entry_into_force():
    vienna = Agreement.of("vd", "framework", adopted="2011-11-30", in_force="2011-12-01")
    assert course(vienna, fra("adhere", "2011-11-30")) == ["participant 2011-11-30"]


def test_leaving_and_coming_back():
    acts = fra("join", "1995-04-26"), fra("leave", "1996-10-27"), fra("join", "2008-04-03")
    assert course(FRAMEWORK, *acts) == ["participant 1995-04-26", "former_participant 1996-10-27", "participant 2008-04-03"]


def test_participation_suspended_is_not_suspension_of_a_party():
    acts = fra("join", "1995-04-26"), fra("suspension", "2000-01-01")
    assert course(FRAMEWORK, *acts) == ["participant 1995-04-26", "suspended 2000-01-01"]


def test_host_and_operator_are_two_roles_and_end_with_the_system():
    acts = fra("host", "2013-01-01"), fra("operate", "2014-01-01")
    assert course(SYSTEM, *acts, role="host") == ["host 2013-01-01", "- 2021-01-01"]
    assert course(SYSTEM, *acts, role="operator") == ["operator 2014-01-01", "- 2021-01-01"]


def test_leaving_ends_every_role():
    acts = fra("host", "2013-01-01"), fra("operate", "2014-01-01"), fra("leave", "2016-01-01")
    assert course(SYSTEM, *acts, role="host")[1] == course(SYSTEM, *acts, role="operator")[1] == "former_participant 2016-01-01"


def test_an_observer_that_joins_observes_no_longer():
    acts = fra("observe", "1994-01-01"), fra("join", "1996-01-01")
    assert course(FRAMEWORK, *acts, role="observer") == ["observer 1994-01-01", "- 1996-01-01"]
    assert on(FRAMEWORK, "1997-01-01", *acts).status == "participant"


def test_the_weightiest_role_is_told():
    acts = fra("operate", "2013-01-01"), fra("host", "2013-01-01")
    spans = spans_of(SYSTEM, acts, {})
    assert standing(spans, "fra", date(2013, 1, 1)).status == "host"
    assert standing(spans, "fra", date(2013, 1, 1), role="operator").status == "operator"
    assert standing(spans, "fra", date(2013, 1, 1), role="partner").status == "none"


# Acts without effect


NO_EFFECT = sorted(set(ActionCode.values) - SIGNING - CONSENTING - PARTICIPATING.keys() - ENDING)


@pytest.mark.parametrize("action", set(NO_EFFECT) - {"provisional_application", "suspension", "resumption", "notice_revoked"})
def test_no_change_of_status(action):
    assert course(TREATY, fra(action, "1975-01-01")) == []
    assert course(TREATY, fra("accession", "1971-01-01"), fra(action, "1975-01-01")) == ["party 1971-01-01"]


def test_every_action_of_the_engine_is_in_the_vocabulary():
    assert (SIGNING | CONSENTING | PARTICIPATING.keys() | ENDING) <= set(ActionCode.values)


def test_every_status_of_the_vocabulary_is_ranked():
    assert sorted(STATUSES) == sorted(ActorStatusCode.values)


# The two bases


def test_by_consent_an_act_counts_from_its_deposit():
    act = fra("ratification", "2005-12-27", "2006-06-01")
    assert course(WAITING, act, basis=CONSENT) == ["party 2005-12-27"]
    assert course(UNBORN, act, basis=CONSENT) == ["contracting 2005-12-27"]
    early = fra("ratification", "1998-12-27", "1999-06-01")
    assert course(WAITING, early, basis=CONSENT) == ["contracting 1998-12-27", "party 1999-03-01"]


# Why


def test_an_act_done_before_it_takes_effect_is_no_reason_until_then():
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1993-06-03", "1994-05-03", contested_by=["usa"])
    told = [[act.action for act in on(TREATY, day, *acts).because] for day in ("1994-05-02", "1994-05-03")]
    assert told == [["accession"], ["accession", "withdrawal"]]


def test_a_later_act_leaves_the_reasons_of_earlier_days_as_they_were():
    acts = fra("accession", "1971-01-01"), fra("accession", "1972-01-01"), fra("suspension", "1980-01-01", "1985-01-01")
    again = fra("suspension", "1985-06-01", contested_by=["usa"])
    for day in ("1971-12-31", "1972-01-01", "1980-01-01", "1984-12-31", "1985-01-01", "1985-05-31"):
        assert on(TREATY, day, *acts).because == on(TREATY, day, *acts, again).because, day


def test_a_further_withdrawal_is_told_from_the_day_on_which_it_was_done():
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1980-01-01"), fra("withdrawal", "1980-02-01")
    told = [len(on(TREATY, day, *acts).because) for day in ("1980-01-01", "1980-01-31", "1980-02-01")]
    assert told == [1, 1, 2]


# Doubt


def test_a_year_is_in_doubt_until_it_is_over():
    acts = [fra("join", "1993")]
    assert on(FRAMEWORK, "1992-12-31", *acts).status == "none"
    for day, certain in [("1993-01-01", False), ("1993-12-30", False), ("1993-12-31", True), ("1994-01-01", True)]:
        told = on(FRAMEWORK, day, *acts)
        assert (told.status, told.certain, told.since.text) == ("participant", certain, "1993"), day


@pytest.mark.parametrize(
    ("when", "doubtful", "sure"),
    [("1974~", "1974-12-31", "1975-01-01"), ("1974-05~", "1974-05-31", "1974-06-01"), ("1974-05-03?", "1974-05-03", "1974-05-04")],
)
def test_an_approximate_date_is_in_doubt_within_its_bounds(when, doubtful, sure):
    acts = [fra("join", when)]
    assert not on(FRAMEWORK, doubtful, *acts).certain
    assert on(FRAMEWORK, sure, *acts).certain


def test_an_approximate_end_is_in_doubt_within_its_bounds():
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1980-05-03~")
    told = [on(TREATY, day, *acts) for day in ("1980-05-02", "1980-05-03", "1980-05-04")]
    assert [(one.status, one.certain) for one in told] == [("party", True), ("former_party", False), ("former_party", True)]


def test_what_takes_away_holds_from_the_last_day():
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1980")
    days = "1979-12-31", "1980-01-01", "1980-12-30", "1980-12-31"
    told = [(one.status, one.certain) for one in (on(TREATY, day, *acts) for day in days)]
    assert told == [("party", True), ("party", False), ("party", False), ("former_party", True)]
    assert on(TREATY, "1975-01-01", *acts).until.text == on(TREATY, "1985-01-01", *acts).since.text == "1980"


def test_a_withdrawal_on_or_before_a_day_came_after_the_consent_it_ended():
    acts = fra("signature", "2008-12-03"), fra("ratification", "2011-03-24"), fra("withdrawal", "../2026-02-03")
    told = [(one.status, one.certain) for one in (on(TREATY, day, *acts) for day in ("2011-03-23", "2011-03-24", "2026-02-02"))]
    assert told == [("signatory", True), ("party", False), ("party", False)]
    left = on(TREATY, "2026-02-03", *acts)
    assert (left.status, left.certain, left.since.text) == ("former_party", True, "../2026-02-03")


def certainties(agreement, days, *acts):
    return [(one.status, one.certain) for one in (on(agreement, day, *acts) for day in days)]


def test_of_two_endings_the_one_dated_by_its_year_may_have_been_the_first():
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1980"), fra("withdrawal", "1980-05-01")
    days = "1979-12-31", "1980-01-01", "1980-04-30", "1980-05-01"
    assert certainties(TREATY, days, *acts) == [("party", True), ("party", False), ("party", False), ("former_party", True)]


def test_of_two_endings_that_end_on_one_day_the_surer_settles_it():
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1980~"), fra("withdrawal", "1980-12-31")
    days = "1980-01-01", "1980-12-30", "1980-12-31"
    assert certainties(TREATY, days, *acts) == [("party", False), ("party", False), ("former_party", True)]


def test_a_suspension_may_have_been_over_before_the_withdrawal_that_ended_it():
    acts = fra("accession", "1971-01-01"), fra("suspension", "1975-01-01"), fra("resumption", "1980"), fra("withdrawal", "1980-05-01")
    days = "1979-12-31", "1980-01-01", "1980-04-30", "1980-05-01"
    assert certainties(TREATY, days, *acts) == [
        ("suspended", True),
        ("suspended", False),
        ("suspended", False),
        ("former_party", True),
    ]


def test_a_notice_adds_no_doubt_to_the_withdrawal_that_it_announced():
    acts = fra("accession", "1971-01-01"), fra("notice_of_withdrawal", "1979-10-01", "1980"), fra("withdrawal", "1980-05-01")
    assert certainties(TREATY, ("1980-04-30", "1980-05-01"), *acts) == [("party", True), ("former_party", True)]


def test_a_withdrawal_said_to_have_happened_by_some_day_is_explained_by_the_one_that_is_known():
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1980-05-01"), fra("withdrawal", "../1990-02-03")
    assert certainties(TREATY, ("1980-04-30", "1980-05-01"), *acts) == [("party", True), ("former_party", True)]


def test_who_may_have_left_before_the_end_is_not_certainly_a_party_until_then():
    ended = Agreement.of("ended", in_force="1970-01-01", ended="1990-05-01")
    days = "1989-12-31", "1990-01-01", "1990-04-30", "1990-05-01", "1991-01-01"
    acts = fra("accession", "1971-01-01"), fra("withdrawal", "1990")
    assert certainties(ended, days, *acts) == [("party", True), ("party", False), ("party", False), ("none", True), ("none", True)]
    assert certainties(ended, days[2:], acts[0], fra("withdrawal", "1991")) == [("party", True), ("none", True), ("none", True)]


def test_a_suspension_holds_from_its_first_day():
    acts = fra("accession", "1971-01-01"), fra("suspension", "1980")
    told = [(one.status, one.certain) for one in (on(TREATY, day, *acts) for day in ("1979-12-31", "1980-01-01", "1980-12-31"))]
    assert told == [("party", True), ("suspended", False), ("suspended", True)]


def test_entry_into_force_in_doubt():
    tlatelolco = Agreement.of("tlatelolco", in_force="1968-04-22/1969-04-25", entry_rule="special:tlatelolco-28; later:deposit")
    acts = [fra("ratification", "1967-09-20")]
    told = [on(tlatelolco, day, *acts) for day in ("1968-04-21", "1968-04-22", "1969-04-24", "1969-04-25")]
    assert [(one.status, one.certain) for one in told] == [("contracting", True), ("party", False), ("party", False), ("party", True)]
    assert told[0].until == told[-1].since == tlatelolco.in_force


def test_an_end_in_doubt():
    ended = Agreement.of("ended", in_force="1970-01-01", ended="1990")
    acts = [fra("accession", "1971-01-01")]
    told = [on(ended, day, *acts) for day in ("1989-12-31", "1990-01-01", "1990-12-30", "1990-12-31")]
    assert [(one.status, one.certain) for one in told] == [("party", True), ("party", False), ("party", False), ("none", True)]


def test_a_year_of_deposit_moves_with_the_rule():
    att = Agreement.of("att", in_force="2014-12-24", entry_rule="consents:50 +P90D; later:P90D")
    (contracting, party) = spans_of(att, [fra("ratification", "2016")], {})
    assert (contracting.start, contracting.certain_from, contracting.certain_to) == (date(2016, 1, 1),) * 3
    assert (party.start, party.certain_from, party.since.text) == (date(2016, 3, 31), date(2017, 3, 31), "2016-03-31/2017-03-31")


def test_one_sure_instrument_settles_what_another_leaves_in_doubt():
    acts = fra("accession", "1971"), fra("accession", "1971-06-01")
    told = [on(TREATY, day, *acts) for day in ("1971-05-31", "1971-06-01")]
    assert [(one.status, one.certain) for one in told] == [("party", False), ("party", True)]


def test_doubt_about_the_signature_does_not_touch_a_party():
    acts = fra("signature", "1971"), fra("ratification", "1971-06-01")
    assert on(TREATY, "1971-07-01", *acts).certain


def test_an_act_on_or_before_a_day_counts_from_the_beginning_of_the_record():
    told = on(FRAMEWORK, "1994-01-10", fra("join", "../1999-12-31"))
    assert (told.status, told.certain, told.since.text) == ("participant", False, "../1999-12-31")
    assert on(FRAMEWORK, "1994-01-09", fra("join", "../1999-12-31")).status == "none"


def test_an_act_on_or_before_a_day_counts_from_that_day_where_the_record_has_no_beginning():
    told = [on(Agreement.of("patriot", "system"), day, fra("host", "../2015-01-26")) for day in ("1955-01-01", "2015-01-25", "2015-01-26")]
    assert [(one.status, one.certain) for one in told] == [("none", True), ("none", True), ("host", True)]


def test_an_act_without_any_date_is_never_certain():
    told = on(SYSTEM, "2012-01-01", fra("host"))
    assert (told.status, told.certain, told.since) == ("host", False, None)
    assert on(SYSTEM, "2020-12-31", fra("host")).certain is False
    assert on(TREATY, "1980-01-01", fra("accession", "1971-01-01"), fra("withdrawal")).status == "party"


# For any acts at all

ACTORS = ("fra", "gdr", "nam")
LIVES = {"gdr": Life(date(1949, 10, 7), date(1990, 10, 2)), "nam": Life(date(1990, 3, 21), None)}
AGREEMENTS = (
    TREATY,
    WAITING,
    UNBORN,
    FRAMEWORK,
    SYSTEM,
    Agreement.of("doubtful", in_force="1968/1972", ended="2001~"),
    Agreement.of("provisional", in_force="1992-11-09", entry_rule="consents:30 +P10D; provisional:1992-07-17"),
)
days = st.dates(date(1960, 1, 1), date(2030, 1, 1)) | st.sampled_from([date(1990, 1, 1), date(1990, 1, 2), date(1990, 7, 1)])
exact = days.map(date.isoformat)
texts = (
    exact
    | exact.map(lambda day: day[:7])
    | exact.map(lambda day: day[:4])
    | exact.map(lambda day: f"{day[:4]}~")
    | exact.map("../{}".format)
)


@st.composite
def acts(draw, dates=texts, actors=ACTORS, actions=ActionCode.values):
    """An act whose effect, where it states one, does not come before it."""
    done, effective = PartialDate.parse(draw(dates)), draw(st.none() | dates.map(PartialDate.parse))
    return Act(
        id=draw(st.uuids()),
        actor=draw(st.sampled_from(actors)),
        action=draw(st.sampled_from(actions)),
        date=done,
        effective=effective if effective and done.first <= effective.first else None,
        contested_by=draw(st.sampled_from([(), (), ("usa",)])),
    )


several = st.lists(acts(), max_size=8)
# Of one actor, and only what moves it between statuses: so that they meet.
MOVING = sorted(
    SIGNING | CONSENTING | ENDING | {"join", "observe", "provisional_application", "suspension", "resumption", "notice_revoked"}
)
crowded = st.lists(acts(actors=("fra",), actions=MOVING), max_size=6)
records = st.sampled_from(AGREEMENTS)
bases = st.sampled_from([EFFECT, CONSENT])


@given(records, several, bases)
def test_spans_of_one_actor_and_role_never_overlap(record, done, basis):
    last = {}
    for span in spans_of(record, done, LIVES, basis):
        assert span.end is None or span.start < span.end
        key = span.actor, span.role
        assert last.get(key, date.min) <= span.start, "sorted, and none within another"
        last[key] = span.end or date.max
        assert span.status in STATUSES
        assert span.status != "none"
        assert span.because
        assert record.binds or span.status in {"participant", "suspended", "partner", "host", "operator", "observer", "former_participant"}


@given(records, several, bases)
def test_certainty_lies_within_the_span(record, done, basis):
    for span in spans_of(record, done, LIVES, basis):
        assert span.start <= span.certain_from
        assert span.certain_to is None or span.certain_from <= span.certain_to
        assert span.end is None or (span.certain_to is not None and span.certain_to <= span.end)
        exactly = all(date.first == date.last for act in done for date in (act.date, act.effective or act.date))
        if exactly and record.key != "doubtful":
            assert (span.certain_from, span.certain_to) == (span.start, span.end)


@given(records, several, bases, st.randoms())
def test_the_order_of_entering_does_not_matter(record, done, basis, random):
    shuffled = random.sample(done, len(done))
    assert spans_of(record, shuffled, LIVES, basis) == spans_of(record, done, LIVES, basis)


@given(records, several, bases)
def test_standing_agrees_with_the_spans_around_each_boundary(record, done, basis):
    spans = spans_of(record, done, LIVES, basis)
    for span in spans:
        edges = [span.start, span.certain_from, span.certain_to, span.end]
        for day in (edge + step for edge in edges if edge and date.min < edge for step in (-DAY, 0 * DAY, DAY)):
            told = standing(spans, span.actor, day, span.role)
            inside = span.start <= day and (span.end is None or day < span.end)
            if inside:
                assert (told.status, told.contested, told.since, told.until) == (span.status, span.contested, span.since, span.until)
                assert told.certain == (span.certain_from <= day and (span.certain_to is None or day < span.certain_to))
            else:
                others = {other.status for other in spans if other is not span} | {"none"}
                assert told.status in others


@given(records, several | crowded, acts() | acts(actors=("fra",), actions=MOVING), bases)
@example(TREATY, [fra("notice_of_withdrawal", "1990", "1991")], fra("notice_revoked", "1990-05-01"), EFFECT)
def test_a_later_act_changes_nothing_before_it(record, done, added, basis):
    before, after = spans_of(record, done, LIVES, basis), spans_of(record, [*done, added], LIVES, basis)
    first = added.date.first
    if first == date.min:
        return
    for span in [*before, *after]:
        for day in {span.start, span.certain_from, span.certain_to, span.end, first - DAY} - {None}:
            if day < first:
                then, now = (standing(spans, span.actor, day, span.role) for spans in (before, after))
                assert (then.status, then.contested, then.since, then.role) == (now.status, now.contested, now.since, now.role)
                assert then.because == now.because
                if all(date.first == date.last for act in done for date in (act.date, act.effective or act.date)):
                    assert then.certain == now.certain  # a later act may settle a doubt: what is revoked had not taken effect


@given(several)
def test_no_actor_stands_outside_its_life(done):
    for span in spans_of(TREATY, done, LIVES):
        life = LIVES.get(span.actor, Life())
        assert span.start >= (life.first or date.min)
        assert life.last is None or span.end <= life.last + DAY


PLAIN = [
    "signature",
    "ratification",
    "accession",
    "withdrawal",
    "suspension",
    "resumption",
    "ratification_withdrawn",
    "signature_withdrawn",
]
plain = st.lists(st.tuples(st.sampled_from(PLAIN), exact), max_size=6, unique_by=lambda pair: pair[1])


@given(plain)
def test_the_spans_are_what_replaying_the_acts_day_by_day_gives(done):
    """A second engine, for exact days on a treaty that binds on deposit: one state, changed by one act after the other."""
    signed = consented = suspended = False
    status = former = "none"
    expected = []
    for action, day in [*sorted(done, key=lambda pair: pair[1]), ("nothing", "2031-01-01")]:
        if status == "contracting" and day >= "1970-03-05":
            status = "suspended" if suspended else "party"
            expected.append(("1970-03-05", status))
        if action == "withdrawal":
            if status in ("party", "suspended"):
                former, signed, consented = "former_party", False, False
            elif consented:
                consented = False
            elif signed:
                former, signed = "former_signatory", False
        elif action == "signature_withdrawn" and signed:
            former, signed = "former_signatory", False
        signed |= action == "signature"
        consented = (consented and action != "ratification_withdrawn") or action in ("ratification", "accession")
        kept = suspended and action not in ("resumption", "withdrawal", "ratification_withdrawn")
        suspended = kept or action == "suspension"
        if consented:
            status = "contracting" if day < "1970-03-05" else "suspended" if suspended else "party"
        else:
            status = "signatory" if signed else former
        expected.append((day, status))
    spans = spans_of(TREATY, [fra(*pair) for pair in done], {})
    for day, status in expected:
        assert standing(spans, "fra", date.fromisoformat(day)).status == status, (day, status, spans)
