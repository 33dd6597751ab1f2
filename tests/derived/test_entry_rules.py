"""The grammar of entry rules, what it computes, and how it reads."""

import contextlib
import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.derived.acts import CONSENTING
from tracker.derived.delays import AT_ONCE, Delay
from tracker.derived.entry_rules import Condition, EntryRule, parse_rule
from tracker.models import PartialDate

pytestmark = pytest.mark.once

FACTS = Path(__file__).parent.parent / "data" / "facts"
with (FACTS / "treaties.csv").open(encoding="utf-8") as file:
    RULES = {row["key"]: row["entry_rule"] for row in csv.DictReader(file)}
NAMES = {"gbr": "the United Kingdom", "rus": "Russia", "usa": "the United States", "can": "Canada", "hun": "Hungary"}


def test_every_part_of_the_grammar():
    rule = parse_rule(
        "consents:65 & states:can|hun & list:eight +P180D not-before:1995-01-13; later:P30D; provisional:1992-07-17; notice:P3M"
    )
    assert rule == EntryRule(
        conditions=(Condition("consents", number=65), Condition("states", actors=("can", "hun")), Condition("list", name="eight")),
        delay=Delay(180, "D"),
        not_before=date(1995, 1, 13),
        later=Delay(30, "D"),
        provisional=date(1992, 7, 17),
        notice=Delay(3, "M"),
    )


@pytest.mark.parametrize(
    "text", ["exchange", "each; later:deposit", "all:30 +P10D", "special:tlatelolco-28", "signature", "date:2001-01-01", ""]
)
def test_other_conditions(text):
    assert parse_rule(text).delay in (AT_ONCE, Delay(10, "D"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("consents", "'consents' is not understood"),
        ("consents:many", "'consents:many' needs a number: write consents:40"),
        ("consents:0", "needs a number"),
        ("consents:40 P90D", "'P90D' is not understood"),
        ("consents:40 +90 days", "'90' is not a delay"),
        ("consents:40 +P90D & states:usa", "after the last condition"),
        ("consents:40 +P90D +P60D", "is not understood"),
        ("consents:40 & ", "'' is not understood"),
        ("states:USA", "needs keys"),
        ("states:usa|usa", "each once"),
        ("list:", "needs keys"),
        ("consents:40 not-before:1995", "'not-before:1995' needs a day"),
        ("consents:40 not-before:1995-02-30", "needs a day"),
        ("date:2001-01-01~", "needs a day"),
        ("consents:40; later", "'later' is not understood"),
        ("consents:40; later:soon", "'soon' is not a delay"),
        ("consents:40; later:FOM0", "'FOM0' is not a delay"),
        ("consents:40; later:P30D; later:P60D", "'later:' stands twice"),
        ("consents:40; notice:deposit", "is no period"),
        ("consents:40; provisional:1992", "needs a day"),
        ("; notice:P3M; ", "'' is not understood"),
    ],
)
def test_bad_rules_say_what_is_wrong(text, sentence):
    with pytest.raises(ValueError) as error:
        parse_rule(text)
    assert sentence in str(error.value)
    assert str(error.value).endswith(".")


@given(st.text("consets:40&+PDFOM|;-lratdi 19", max_size=40))
def test_any_text_is_a_rule_or_a_value_error(text):
    with contextlib.suppress(ValueError):
        parse_rule(text).sentence()


@pytest.mark.parametrize(
    ("delay", "day", "after"),
    [
        ("deposit", "1998-09-16", "1998-09-16"),
        ("P90D", "2014-09-25", "2014-12-24"),  # ATT 22(1)
        ("P90D", "2020-10-24", "2021-01-22"),  # TPNW 15(1)
        ("P180D", "1996-10-31", "1997-04-29"),  # CWC XXI(1)
        ("P6M", "1983-06-02", "1983-12-02"),  # CCW 5(1)
        ("P6M", "2003-08-31", "2004-02-29"),
        ("P1Y", "2004-02-29", "2005-02-28"),
        ("P12M", "2004-02-29", "2005-02-28"),
        ("FOM6", "1998-09-16", "1999-03-01"),  # Mine Ban 17(1)
        ("FOM6", "2010-02-16", "2010-08-01"),  # CCM 17(1)
        ("FOM6", "2012-12-27", "2013-06-01"),
        ("P9999Y", "2000-01-01", "9999-12-31"),
    ],
)
def test_delays(delay, day, after):
    assert Delay.parse(delay).after(date.fromisoformat(day)) == date.fromisoformat(after)


def effect(rule, done, in_force):
    found = parse_rule(rule).effect(PartialDate.parse(done), in_force and PartialDate.parse(in_force))
    return found and found.text


def test_nothing_takes_effect_while_not_in_force():
    assert effect("consents:50 +P90D; later:P90D", "2014-01-01", None) is None


@pytest.mark.parametrize(
    ("done", "bound"),
    [
        ("1998-09-15", "1999-03-01"),
        ("1998-09-30", "1999-03-01"),
        ("1998-10-01", "1999-04-01"),  # before entry into force, after the fortieth deposit: waits as all others
        ("2005-12-27", "2006-06-01"),
    ],
)
def test_where_all_wait_equally_the_time_runs_from_the_deposit(done, bound):
    assert effect(RULES["mine-ban"], done, "1999-03-01") == bound


@pytest.mark.parametrize(
    ("done", "bound"),
    [
        ("1997-04-25", "1997-04-29"),  # four days before entry into force: an original party
        ("1997-04-28", "1997-04-29"),
        ("1997-04-29", "1997-05-29"),  # Cuba
        ("1997-04-30", "1997-05-30"),
    ],
)
def test_where_the_delays_differ_it_is_for_deposits_from_entry_into_force_on(done, bound):
    assert effect(RULES["cwc"], done, "1997-04-29") == bound


@pytest.mark.parametrize(("done", "bound"), [("1969-05-02", "1970-03-05"), ("1970-03-05", "1970-03-05"), ("1992-08-03", "1992-08-03")])
def test_on_deposit(done, bound):
    assert effect(RULES["npt"], done, "1970-03-05") == bound


def test_partial_dates_move_bound_by_bound():
    assert effect(RULES["npt"], "1985", "1970-03-05") == "1985"
    assert effect(RULES["att"], "2016-03", "2014-12-24") == "2016-05-30/2016-06-29"
    assert effect(RULES["att"], "2016-03~", "2014-12-24") == "2016-05-30~/2016-06-29~"
    assert effect(RULES["npt"], "1970", "1970-03-05") == "1970-03-05/1970-12-31"
    assert effect(RULES["att"], "../2016-03-01", "2014-12-24") == "2014-12-24/2016-05-30"
    assert effect(RULES["tlatelolco"], "1967-09-20", "1968-04-22/1969-04-25") == "1968-04-22/1969-04-25"


def test_notice_to_leave():
    assert parse_rule(RULES["npt"]).leaves(PartialDate.parse("2003-01-10")).text == "2003-04-10"
    assert parse_rule(RULES["enmod"]).leaves(PartialDate.parse("2003-01-10")) is None


@pytest.mark.parametrize(
    ("key", "sentences"),
    [
        (
            "npt",
            [
                "43 consents, among them those of the United Kingdom, Russia and the United States; in force at once.",
                "A later consent binds on deposit.",
                "A withdrawal takes effect 3 months after notice of it.",
            ],
        ),
        (
            "ptbt",
            ["The consents of the United Kingdom, Russia and the United States; in force at once.", "A later consent binds on deposit."],
        ),
        (
            "open-skies",
            [
                "20 consents, among them those of Canada and Hungary, and those of all 2 on the list open-skies-quota-8; "
                "in force 60 days after that.",
                "A later consent binds 60 days after its deposit.",
                "A withdrawal takes effect 6 months after notice of it.",
            ],
        ),
        (
            "cwc",
            [
                "65 consents; in force 180 days after that, not before 13 January 1995.",
                "A later consent binds 30 days after its deposit.",
                "A withdrawal takes effect 90 days after notice of it.",
            ],
        ),
        (
            "mine-ban",
            [
                "40 consents; in force on the first day of the sixth month after that.",
                "A later consent binds on the first day of the sixth month after its deposit.",
                "A withdrawal takes effect 6 months after notice of it.",
            ],
        ),
        (
            "cfe",
            [
                "The consents of all states on the list cfe-parties; in force 10 days after that.",
                "Provisionally applied from 17 July 1992.",
                "A withdrawal takes effect 150 days after notice of it.",
            ],
        ),
        ("adapted-cfe", ["The consents of all 30 signatories; in force 10 days after that."]),
        (
            "abm",
            ["Exchange of the instruments of ratification; in force at once.", "A withdrawal takes effect 6 months after notice of it."],
        ),
        (
            "geneva-protocol",
            ["Each state from its own deposit; in force between those that have deposited.", "A later consent binds on deposit."],
        ),
        (
            "tlatelolco",
            [
                "A rule of its own (tlatelolco-28); its day is not computed here.",
                "A later consent binds on deposit.",
                "A withdrawal takes effect 3 months after notice of it.",
            ],
        ),
    ],
)
def test_sentences(key, sentences):
    assert parse_rule(RULES[key]).sentences(NAMES, {"open-skies-quota-8": ["can", "hun"]}) == sentences


def test_a_rule_that_states_nothing_says_nothing():
    assert parse_rule("").sentences() == []


def test_rules_on_signature_and_on_a_fixed_date():
    assert parse_rule("signature").sentence() == "Signature by all; in force at once."
    assert parse_rule("date:2001-01-01").sentence() == "The day fixed in it, 1 January 2001; in force at once."


def test_the_computed_effect_is_the_given_one_for_every_consent_of_the_facts(facts):
    """Successions apart: they follow no delay."""
    compared = 0
    for key, agreement in facts.agreements.items():
        rule = parse_rule(agreement.entry_rule)
        for act in facts.acts[key] if agreement.binds else ():
            if act.action in CONSENTING - {"succession"} and act.effective:
                assert rule.effect(act.date, agreement.in_force) == act.effective, (key, act)
                compared += 1
    assert compared == 3249
