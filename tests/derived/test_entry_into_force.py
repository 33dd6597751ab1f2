"""Entry into force computed from the acts, against the recorded days; and what is still missing."""

from datetime import date

import pytest

from tracker.derived.entry_into_force import entry_into_force
from tracker.derived.participation import Act, Agreement, Life
from tracker.derived.rule_sentences import day_in_words

pytestmark = pytest.mark.once

# Computed and recorded day differ in these, each for a reason that lies in the facts.
DIFFERS = {
    "geneva-protocol": ("1927-04-02", "Liberia's accession was the second deposit; the day recorded is that of the second ratification"),
    "ccw-protocol-i": ("1984-03-29", "consents of former states to the protocols are not in the table, so the twentieth comes later"),
    "ccw-protocol-ii": ("1984-03-29", "as Protocol I"),
    "ccw-protocol-iii": ("1984-03-29", "as Protocol I"),
    "ccw-amended-protocol-ii": (
        "1998-10-20",
        "one of the first twenty days in the table is too early: Lithuania's, on 3 June 1998, was the twentieth",
    ),
    "tlatelolco": (None, "its rule is one of its own (article 28)"),
}


def computed(facts, key, on=None):
    return entry_into_force(facts.agreements[key], facts.acts[key], facts.lists, facts.lives, on)


def test_the_computed_day_is_the_recorded_one(facts):
    for key, agreement in facts.agreements.items():
        if agreement.entry_rule and key not in DIFFERS:
            assert computed(facts, key).in_force == agreement.in_force, key


@pytest.mark.parametrize(("key", "day"), [(key, day) for key, (day, _reason) in DIFFERS.items()])
def test_the_days_that_differ(facts, key, day):
    found = computed(facts, key).in_force
    assert (found and found.text) == day
    assert found != facts.agreements[key].in_force


def test_a_day_that_differs_in_the_curated_data_is_explained_on_the_page(curated):
    differing = {}
    for key, agreement in curated.agreements.items():
        if agreement.entry_rule and agreement.in_force:
            found = computed(curated, key).in_force
            if found != agreement.in_force:
                differing[key] = found
    assert set(differing) == {"geneva-protocol", "ccw-amended-protocol-ii", "tlatelolco"}
    for key, found in differing.items():
        days = [agreement_day for said in (found, curated.agreements[key].in_force) if said for agreement_day in {said.first, said.last}]
        assert "computed" in curated.notes[key] or all(day_in_words(day) in curated.notes[key] for day in days), key


@pytest.mark.parametrize(
    ("key", "met_on", "by"),
    [
        ("npt", "1970-03-05", {"usa", "rus"}),
        ("cwc", "1996-10-31", {"hun"}),
        ("tpnw", "2020-10-24", {"hnd"}),
        ("open-skies", "2001-11-02", {"rus", "blr"}),
        ("inf", "1988-06-01", {"usa", "rus"}),
    ],
)
def test_the_acts_that_completed_it(facts, key, met_on, by):
    found = computed(facts, key)
    assert found.met_on == date.fromisoformat(met_on)
    assert by <= {act.actor for act in found.completing}


def test_those_the_rule_names_completed_it_before_others_and_a_further_deposit_completes_nothing(facts):
    """Afghanistan had deposited on 4 February; on 5 March it did so with another depositary."""
    actors = [act.actor for act in computed(facts, "npt").completing]
    assert sorted(actors[:2]) == ["rus", "usa"]
    assert "afg" not in actors


def test_the_ctbt_waits_for_nine_of_the_44(facts):
    ctbt = computed(facts, "ctbt")
    (annex,) = ctbt.conditions
    assert ctbt.in_force is None
    assert (annex.needed, annex.have, annex.met) == (44, 35, False)
    assert set(annex.missing) == {"chn", "prk", "egy", "ind", "irn", "isr", "pak", "rus", "usa"}


@pytest.mark.parametrize(("day", "missing"), [("2023-11-02", False), ("2023-11-03", True), ("2023-11-04", True)])
def test_russia_is_missing_from_the_ctbt_since_it_withdrew_its_ratification(facts, day, missing):
    (annex,) = computed(facts, "ctbt", date.fromisoformat(day)).conditions
    assert ("rus" in annex.missing) == missing


def test_the_adapted_cfe_waits_for_all_its_signatories(facts):
    """The days of the four ratifications are not in the facts; with them, 26 would be missing."""
    (every,) = computed(facts, "adapted-cfe").conditions
    assert (every.needed, every.have, len(every.missing)) == (30, 0, 30)


def test_the_cfe_did_not_wait_for_states_that_did_not_exist_yet(facts):
    assert computed(facts, "cfe").in_force.text == "1992-11-09"


def test_progress_on_a_day(facts):
    consents, states = computed(facts, "npt", date(1970, 3, 4)).conditions
    assert not states.met
    assert consents.have < 191
    assert set(states.missing) == {"rus", "usa"}
    assert [(p.have, p.missing) for p in computed(facts, "npt", date(1960, 1, 1)).conditions] == [(0, ()), (0, ("gbr", "rus", "usa"))]


def test_a_condition_in_words(facts):
    (annex,) = computed(facts, "ctbt").conditions
    assert annex.text(lists=facts.lists) == "the consents of all 44 on the list ctbt-annex-2"


def of(rule, *acts, lives=None):
    return entry_into_force(Agreement.of("treaty", entry_rule=rule), [Act.of(*act) for act in acts], {}, lives or {})


def test_without_a_rule_nothing_is_computed():
    assert of("").reason == "No rule of entry into force is recorded."


def test_a_consent_taken_back_does_not_count():
    acts = ("fra", "ratification", "2000-01-01"), ("fra", "ratification_withdrawn", "2001-01-01"), ("deu", "ratification", "2002-01-01")
    assert of("consents:2", *acts).in_force is None
    assert of("consents:2", *acts, ("fra", "ratification", "2003-01-01")).in_force.text == "2003-01-01"


def test_several_deposits_of_one_state_count_once():
    acts = ("fra", "ratification", "2000-01-01"), ("fra", "ratification", "2001-01-01")
    assert of("consents:2", *acts).conditions[0].have == 1


def test_a_former_state_no_longer_counts():
    acts = ("gdr", "ratification", "1980-01-01"), ("fra", "ratification", "1991-01-01")
    assert of("consents:2", *acts, lives={"gdr": Life(None, date(1990, 10, 2))}).in_force is None


def test_doubt_about_the_deposit_is_doubt_about_the_day():
    assert of("consents:1 +P1Y", ("fra", "ratification", "2000")).in_force.text == "2001-01-01/2001-12-31"
    assert of("consents:1", ("fra", "ratification", "../2000-05-01"), ("deu", "ratification", "2000-04-01")).in_force.last == date(
        2000, 4, 1
    )


def test_not_before():
    assert of("consents:1 +P180D not-before:1995-01-13", ("fra", "ratification", "1993-01-13")).in_force.text == "1995-01-13"


def test_on_signature_and_on_a_fixed_date():
    signed = ("usa", "signature", "1994-12-05"), ("rus", "signature", "1994-12-06")
    found = of("signature", *signed)
    assert (found.in_force.text, [act.actor for act in found.completing]) == ("1994-12-06", ["rus"])
    assert of("date:2001-01-01").in_force.text == "2001-01-01"
