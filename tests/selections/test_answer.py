"""One question: the spell of the day, those before and after it, and the sentence that tells it."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import (
    STATES,
    ActionFactory,
    ActorFactory,
    FrameworkFactory,
    PolicyFactory,
    SourceFactory,
    SystemFactory,
    TreatyFactory,
    write,
)
from tracker.formats.answer_text import answer_text
from tracker.models import Actor, Record
from tracker.selections.answer import answer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True, scope="module")
def acted(for_the_file):
    law = {"legal_force": "legally_binding"}
    npt, ctbt, inf, mtcr = write(
        [
            TreatyFactory.build(
                key="npt",
                short_title="NPT",
                title="Treaty on the Non-Proliferation of Nuclear Weapons",
                opened="1968-07-01",
                in_force="1970-03-05",
                entry_rule="consents:43; later:deposit; notice:P3M",
                **law,
            ),
            TreatyFactory.build(key="ctbt", short_title="CTBT", opened="1996-09-24", **law),
            TreatyFactory.build(key="inf", short_title="INF Treaty", signed="1987-12-08", in_force="1988-06-01", ended="2019-08-02", **law),
            FrameworkFactory.build(key="mtcr", short_title="MTCR", adopted="1987-04-16"),
        ]
    )
    fra, rus, _usa, jpn, ddr, prk = write(
        [
            *(ActorFactory.build(key=key, **STATES[key]) for key in ("fra", "rus", "usa", "jpn", "ddr")),
            ActorFactory.build(key="prk", name="Democratic People’s Republic of Korea"),
        ]
    )
    write(
        [
            ActorFactory.build(
                key="ussr", name="Soviet Union", kind="former_state", exists_from="1922-12-30", exists_to="1991-12-25", continued_by=rus
            )
        ]
    )
    write(
        [
            ActionFactory.build(
                record=npt, actor=fra, action="accession", date="1992-08-02", depositary=[rus], sources=[SourceFactory(key="unoda")]
            ),
            ActionFactory.build(record=npt, actor=rus, action="ratification", date="1970-03-05"),
            ActionFactory.build(record=npt, actor=prk, action="accession", date="1985-12-12"),
            ActionFactory.build(record=npt, actor=prk, action="withdrawal", date="2003-04-10", contested_by=[jpn]),
            ActionFactory.build(record=npt, actor=ddr, action="ratification", date="1969-10-31"),
            ActionFactory.build(record=ctbt, actor=rus, date="1996-09-24"),
            ActionFactory.build(record=ctbt, actor=rus, action="ratification", date="2000-06-30"),
            ActionFactory.build(record=ctbt, actor=rus, action="ratification_withdrawn", date="2023-11-03"),
            ActionFactory.build(record=inf, actor=rus, action="exchange_of_instruments", date="1988-06-01"),
            ActionFactory.build(record=mtcr, actor=fra, action="join", date="1987"),
            ActionFactory.build(record=mtcr, actor=jpn, action="join", date="2001-12/2002-02"),
        ]
    )


def ask(actor, record, day=""):
    return answer(QueryDict(f"actor={actor}&record={record}&as_of={day}"), today=TODAY)


def said(actor, record, day=""):
    return answer_text(ask(actor, record, day))


def test_the_day_before_an_accession():
    assert said("fra", "npt", "1992-08-01") == (
        "On 1 August 1992 France was neither a party to nor a signatory of the NPT; it became a party on 2 August 1992, "
        "by accession that day with the Russian Federation as depositary."
    )


def test_the_day_of_an_accession_and_today():
    assert "was a party to the NPT, from that day on, by accession that day" in said("fra", "npt", "1992-08-02")
    assert said("fra", "npt", "1992-08-03").endswith("; no later change is recorded.")
    assert said("fra", "npt").startswith("On 23 November 2026 France is a party to the NPT, since 2 August 1992, by accession")


def test_a_day_to_come_is_answered_by_what_is_recorded():
    assert said("fra", "npt", "2030-01-01").startswith("On 1 January 2030, as far as recorded today, France is a party to the NPT")


def test_a_ratification_taken_back():
    assert said("rus", "ctbt", "2010-01-01") == (
        "On 1 January 2010 the Russian Federation had consented to be bound by the CTBT and was not yet bound by it, since 30 June 2000, "
        "by ratification that day; the CTBT was not in force; it became a signatory on 3 November 2023, "
        "after the withdrawal of its ratification that day."
    )
    found = ask("rus", "ctbt", "2010-01-01")
    assert [spell.stands.code for spell in (found.before, found.now, found.after)] == ["signatory", "contracting", "signatory"]


def test_what_is_contested_is_said_with_its_author():
    assert said("prk", "npt").endswith("; that is contested: the effect of its withdrawal on 10 April 2003 is disputed by Japan.")
    assert said("prk", "npt", "2003-01-01").endswith("; on 10 April 2003 that became contested.")


def test_an_agreement_that_ended():
    assert said("rus", "inf", "2019-08-01").endswith("; the INF Treaty ended on 2 August 2019.")
    assert said("rus", "inf", "2020-01-01") == (
        "On 1 January 2020 the INF Treaty was no longer in force: it ended on 2 August 2019; "
        "the Russian Federation was a party to it until then."
    )
    assert "; the INF Treaty ended on 2 August 2019" in said("jpn", "inf", "2020-01-01")


def test_an_agreement_that_has_ended_is_told_in_the_tense_of_the_day():
    assert said("rus", "inf").startswith("On 23 November 2026 the INF Treaty is no longer in force: it ended on 2 August 2019; ")


def test_an_actor_that_ceased_to_exist():
    assert said("ddr", "npt", "1990-10-02").endswith("it ceased to exist on 3 October 1990.")
    assert said("ddr", "npt", "1990-10-03") == (
        "On 3 October 1990 the German Democratic Republic did not exist as such: it existed until 2 October 1990."
    )


def test_a_framework_is_taken_part_in():
    assert said("fra", "mtcr") == "On 23 November 2026 France takes part in the MTCR, since 1987, by joining in 1987."
    assert said("usa", "mtcr", "1990") == "On 31 December 1990 the United States took no part in the MTCR."


def test_doubt_about_a_date_is_said():
    text = said("jpn", "mtcr", "2002-01-15")
    assert "since some day between" in text
    assert "the sources leave open" in text


def test_before_anything_is_recorded():
    assert said("fra", "npt", "1960").startswith("On 31 December 1960 nothing of the NPT is recorded yet; France became a party")


@pytest.mark.parametrize(
    ("roster", "why"), [("partial", "is not complete here"), ("unrecorded", "is not recorded here"), ("", "is not recorded here")]
)
def test_where_acts_are_missing_nobody_is_said_to_stand_outside(roster, why):
    FrameworkFactory(key="hcoc", short_title="HCoC", adopted="2002-11-25", roster=roster)
    text = said("usa", "hcoc")
    assert text.startswith("On 23 November 2026 no part of the United States in HCoC is recorded; ")
    assert text.endswith(f"{why}.")
    assert ask("usa", "hcoc").now.stands.label == "Not recorded"


def test_what_ended_is_known_also_where_other_acts_are_missing():
    treaty = TreatyFactory(key="pact", short_title="Pact", in_force="1988-06-01", ended="2019-08-02", roster="partial")
    ActionFactory(record=treaty, actor=Actor.objects.get(key="usa"), action="ratification", date="1988-06-01", effective_date="1988-06-01")
    labels = [ask("usa", "pact", day).now.stands.label for day in ("1988-05-31", "1988-06-01", "2019-08-02")]
    assert labels == ["Not recorded", "Party", "None"]
    assert said("usa", "pact", "2019-08-02").startswith("On 2 August 2019 ")


def test_what_lists_no_participants_names_its_actors_and_parts_instead():
    usa, jpn = (Actor.objects.get(key=key) for key in ("usa", "jpn"))
    plan = PolicyFactory(key="epaa", short_title="EPAA", begins="2009-09-17", actors=[usa])
    site = SystemFactory(key="deveselu", short_title="Deveselu", begins="2015", part_of=plan)
    ship = SystemFactory(key="ship", short_title="Monterey", begins="2011", part_of=site)
    for record, who, action, day in (
        (site, jpn, "host", "2015-01-01"),
        (site, usa, "operate", "2016-05-12"),
        (ship, usa, "participate", "2011"),
        (ship, usa, "leave", "2012"),
    ):
        ActionFactory(record=record, actor=who, action=action, date=day)
    assert said("usa", "epaa") == (
        "On 23 November 2026 no participants are recorded for the EPAA; the United States did or decided it; "
        "the United States stands under Deveselu (operator), which is a part of it."
    )
    assert said("usa", "epaa", "2014").endswith("the United States did or decided it; Monterey is a part of it.")
    assert said("fra", "epaa").endswith("did or decided it; Deveselu and Monterey are parts of it.")
    assert said("fra", "deveselu").startswith(
        "On 23 November 2026 no part of France in Deveselu is recorded; more may take part than are recorded here"
    )


def test_a_notice_without_effect_yet_stands_among_the_reasons_until_it_is_revoked_or_takes_effect():
    npt, prk = Record.objects.get(key="npt"), Actor.objects.get(key="prk")
    for action, day, effect in (
        ("notice_of_withdrawal", "1993-03-12", "1993-06-12"),
        ("notice_revoked", "1993-06-11", "1993-06-11"),
        ("notice_of_withdrawal", "2003-01-10", "2003-04-10"),
    ):
        ActionFactory(record=npt, actor=prk, action=action, date=day, effective_date=effect)
    pending = {
        day: [act["date"].text for act in ask("prk", "npt", day).pending]
        for day in ("1993-03-11", "1993-03-12", "1993-06-10", "1993-06-11", "2003-01-09", "2003-01-10", "2003-04-09", "2003-04-10")
    }
    assert [day for day, given in pending.items() if given == ["1993-03-12"]] == ["1993-03-12", "1993-06-10"]
    assert [day for day, given in pending.items() if given == ["2003-01-10"]] == ["2003-01-10", "2003-04-09"]
    assert "; it had given notice of withdrawal on 10 January 2003, to take effect on 10 April 2003; " in said("prk", "npt", "2003-02-15")
    assert ask("prk", "npt", "2003-02-15").after.act["action"] == "withdrawal"


def test_what_was_done_later_comes_with_its_sources(client):
    npt, fra = Record.objects.get(key="npt"), Actor.objects.get(key="fra")
    ActionFactory(record=npt, actor=fra, action="accession", date="1992-08-03", sources=[SourceFactory(key="fr-mae")])
    Record.objects.filter(key="npt").update(note="About the Democratic People’s Republic of Korea.")
    later = ask("fra", "npt", "1991-01-01").after.acts
    assert [(act["date"].text, [str(one) for one in act["sources"]]) for act in later] == [
        ("1992-08-02", ["unoda"]),
        ("1992-08-03", ["fr-mae"]),
    ]
    assert "What it did later" in client.get("/answer/?actor=fra&record=npt&as_of=1991-01-01").text
    assert [ask(who, "npt").note_concerns for who in ("fra", "prk")] == [False, True]


@pytest.mark.parametrize(
    ("actor", "record"), [("FRA", "NPT"), ("France", "treaty on the non-proliferation of nuclear weapons"), ("fra", "npt")]
)
def test_names_and_codes_are_understood(actor, record):
    found = ask(actor, record, "1992-08-02")
    assert (str(found.actor), str(found.record)) == ("fra", "npt")


def test_a_state_of_the_past_is_its_continuing_one_under_its_own_name():
    assert said("Soviet Union", "npt", "1975").startswith("On 31 December 1975 the Russian Federation (then the Soviet Union) was a party")


def test_acts_come_with_names_and_their_rule():
    [act] = ask("fra", "npt").now.because
    assert (act["label"], [key.label for key in act["depositary"]]) == ("Accession", ["Russian Federation"])
    assert act["rule"] == "A later consent binds on deposit."
    assert [str(source) for source in act["sources"]] == ["unoda"]
    assert ask("ddr", "npt", "1975").now.because[0]["rule"] == "Bound from the day on which the agreement entered into force."


def test_an_empty_question_is_no_error():
    found = answer(QueryDict("actor=&record="), today=TODAY)
    assert (found.errors, found.now) == ({}, None)


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("actor=fra", {"record"}),
        ("actor=zz&record=yy&as_of=soon", {"actor", "record", "as_of"}),
        ("actor=a&actor=b&record=c&more=1", {"actor", "record", "more"}),
        ("actor=%00&record=%00", {"actor", "record"}),
        ("as_of=1990", {"actor", "record"}),
    ],
)
def test_what_cannot_be_answered_is_refused(query, wrong):
    found = answer(QueryDict(query), today=TODAY)
    assert found.errors.keys() == wrong
    assert found.now is None


def test_drafts_are_neither_found_nor_counted():
    TreatyFactory(key="secret", short_title="Secret", state="draft")
    assert ask("fra", "secret").errors.keys() == {"record"}


def test_queries_stay_few(django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        said("France", "Treaty on the Non-Proliferation of Nuclear Weapons", "1992-08-01")
