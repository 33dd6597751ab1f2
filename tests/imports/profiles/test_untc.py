"""The status tables as published, and others in the shapes that such tables take."""

from pathlib import Path

import pytest

from tests.factories import CURATOR, ActionFactory, ActorFactory, TreatyFactory, actor
from tests.imports.conftest import csv_bytes, xlsx_bytes
from tracker.catalogue import TABLES, tables
from tracker.derived.counts import counts_on
from tracker.derived.participation import CONSENT, spans_of
from tracker.derived.published import Published
from tracker.imports.curated import load
from tracker.imports.files import plan_file
from tracker.imports.plans import Outcome
from tracker.imports.profiles import BadOption
from tracker.imports.reading import Unreadable, read
from tracker.imports.running import Invalid, run
from tracker.models import Action, PartialDate, Record

DATA = Path(__file__).parent.parent.parent / "data"
DAY = PartialDate.parse("2026-02-03")

# The page headers, tests/data/untc: signatories, parties (which are consents).
HEADERS = {"att": (130, 117), "ctbt": (187, 178), "ccm": (107, 112)}
IN_FORCE = {"att": "2014-12-24", "ctbt": None, "ccm": "2010-08-01"}

pytestmark = pytest.mark.django_db


def status_plan(source, *, record="ccm", status_date="2026-02-03", publish=True):
    return plan_file(
        tables.ACTIONS, source, name="table.csv", profile="untc-status", record=record, status_date=status_date, publish=publish
    )


def import_status(source, **options):
    return run(status_plan(source, **options), by=CURATOR)


def acts(record="ccm"):
    return {
        (act.actor.key, act.action, str(act.date), act.note) for act in Action.objects.filter(record__key=record).select_related("actor")
    }


@pytest.fixture
def ccm():
    return TreatyFactory(key="ccm", in_force="2010-08-01", entry_rule="consents:30 +FOM6; later:FOM6")


@pytest.fixture
def states():
    return [actor("fra"), actor("tur"), actor("rus"), actor("jpn")]


@pytest.mark.parametrize("record", HEADERS)
def test_the_counts_of_a_published_table_are_those_of_its_page_header(record):
    load({"actors": read(DATA / "facts" / "actors.csv")})
    TreatyFactory(key=record, in_force=IN_FORCE[record])
    result = import_status(DATA / "untc" / f"{record}.csv", record=record)
    assert result.counts[Outcome.INVALID] == 0

    published, pk = Published(), Record.objects.get(key=record).pk
    found = published.acts(pk)
    counts = counts_on(DAY.last, spans_of(published.agreement(pk), found, published.lives, CONSENT), found, published.lives)
    assert (counts.signatures, counts.consents) == HEADERS[record]


def test_the_acts_of_a_table(ccm, states):
    table = csv_bytes(
        ["Participant 1, 2", "Signature, Succession to signature(d)", "Provisional application(n)", "Accession(a), Ratification"],
        ["France 3", "3 Dec 2008", "", "25 Sep 2009"],
        ["Turkey", "23 Oct 2008 d", "", ""],
        ["Japan", "", "1 Jan 2010 n", "14 Jul 2010 a"],
    )
    import_status(table)
    assert acts() == {
        ("fra", "signature", "2008-12-03", ""),
        ("fra", "ratification", "2009-09-25", ""),
        ("tur", "signature", "2008-10-23", "succession to signature"),
        ("jpn", "provisional_application", "2010-01-01", ""),
        ("jpn", "accession", "2010-07-14", ""),
    }


def test_importing_again_changes_nothing(ccm, states):
    table = csv_bytes(["Participant", "Signature", "Ratification"], ["[France] 3", "[3 Dec 2008]", "[25 Sep 2009]"])
    import_status(table)
    counts = status_plan(table).counts
    assert counts == {Outcome.UNCHANGED: 3}
    later = status_plan(table, status_date="2027-01-01").counts
    assert later == {Outcome.UNCHANGED: 3}


def test_what_a_curator_wrote_about_an_act_stays(ccm, states):
    act = ActionFactory(record=ccm, actor=states[0], date="2008-12-03", note="By full powers.", reference="C.N.1")
    counts = status_plan(csv_bytes(["Participant", "Signature"], ["France", "3 Dec 2008"])).counts
    assert counts == {Outcome.UNCHANGED: 1}
    assert Action.objects.get(pk=act.pk).note == "By full powers."


@pytest.mark.parametrize(
    "row",
    [
        ["Lithuania 3", "[ 3 Dec 2008 ]", "[24 Mar 2011 n]", "[24 Mar 2011 ]"],
        ["[Lithuania] 3", "3 Dec 2008", "24 Mar 2011 n", "24 Mar 2011"],
        ["Lithuania", "3 Dec 2008", "24 Mar 2011 n", "[24 Mar 2011]"],
    ],
)
def test_a_participant_in_brackets_has_left_by_the_day_of_the_table(ccm, row):
    ActorFactory(key="ltu", name="Lithuania")
    import_status(csv_bytes(["Participant", "Signature", "Provisional application(n)", "Ratification"], row))
    assert acts() == {
        ("ltu", "signature", "2008-12-03", ""),
        ("ltu", "provisional_application", "2011-03-24", ""),
        ("ltu", "ratification", "2011-03-24", ""),
        ("ltu", "withdrawal", "../2026-02-03", ""),
    }
    assert status_of("ltu", DAY) == "former_party"


def status_of(key, day):
    published, record = Published(), Record.objects.get(key="ccm")
    spans = spans_of(published.agreement(record.pk), published.acts(record.pk), published.lives, CONSENT)
    found = [span for span in spans if span.actor == key and span.role == "member" and span.covers(day.last)]
    assert all(span.certain_from <= day.last for span in found)
    return found[0].status if found else "none"


def test_a_withdrawal_that_is_recorded_already_is_not_recorded_twice(ccm, states):
    ActionFactory(record=ccm, actor=states[0], action="withdrawal", date="2025-03-06")
    import_status(csv_bytes(["Participant", "Ratification"], ["France", "[25 Sep 2009]"]))
    assert acts() == {("fra", "ratification", "2009-09-25", ""), ("fra", "withdrawal", "2025-03-06", "")}


def test_a_participant_that_came_back_had_left_before(ccm, states):
    import_status(csv_bytes(["Participant", "Accession(a), Ratification"], ["France", "[25 Sep 2009] 5 May 2020 a"]))
    assert ("fra", "withdrawal", "../2020-05-05", "") in acts()
    assert status_of("fra", DAY) in ("party", "contracting")


def test_a_participant_that_came_back_may_have_a_row_for_each_time(ccm, states):
    import_status(csv_bytes(["Participant", "Accession(a), Ratification"], ["[France]", "25 Sep 2009"], ["France", "5 May 2020 a"]))
    assert acts() == {
        ("fra", "ratification", "2009-09-25", ""),
        ("fra", "withdrawal", "../2020-05-05", ""),
        ("fra", "accession", "2020-05-05", ""),
    }


def test_a_mark_glued_to_a_year_is_dropped_though_the_table_has_no_other(ccm, states):
    import_status(csv_bytes(["Participant", "Signature"], ["Japan", "3 Dec 20085"], ["France", "3 Dec 2008"]))
    assert {act[2] for act in acts()} == {"2008-12-03"}


def test_a_workbook_with_lines_above_its_headings(ccm, states):
    import_status(
        xlsx_bytes(
            ["STATUS AS AT : 03-02-2026 09:15:32 EDT"],
            [],
            ["CHAPTER XXVI", "DISARMAMENT"],
            ["Participant", "Signature", "Ratification"],
            ["France", "3 Dec 2008", "25 Sep 2009"],
        )
    )
    assert len(acts()) == 2


def test_acts_of_the_soviet_union_are_those_of_russia(ccm, states):
    ActorFactory(key="ussr", name="Union of Soviet Socialist Republics", continued_by=states[2])
    import_status(csv_bytes(["Participant", "Signature"], ["Union of Soviet Socialist Republics", "1 Jul 1968"]))
    assert acts() == {("rus", "signature", "1968-07-01", "")}


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([["Frence", "3 Dec 2008", ""]], "row 2, Participant 4: 'Frence' is neither the key"),
        ([["France", "", ""], ["France", "3 Dec 2008", "yes"]], "row 3, Ratification, Accession(a): 'yes' is not a date"),
        ([["France", "3 Dec 2008 x", ""]], "row 2, Signature: 'x' is not a symbol"),
        ([["France", "3 Dec 2030", ""]], "row 2, Signature: 2030-12-03 lies after the day of the table, 2026-02-03: check --status-date"),
        ([["France", "3 Dec 2008", ""], ["France", "3 Dec 2009", ""]], "row 3, Participant 4: 'France' stands in row 2 already"),
        ([["[France", "3 Dec 2008", ""]], "row 2, Participant 4: '[France' holds half a pair of brackets"),
        ([["France", "3 Dec 2008]", ""]], "row 2, Signature: '3 Dec 2008]' holds half a pair of brackets"),
        ([["[France", "3 Dec 2008]", "4 Dec 2009"]], "row 2, Participant 4: '[France' holds half a pair of brackets"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_row_and_column(ccm, states, rows, fault):
    made = status_plan(csv_bytes(["Participant 4", "Signature", "Ratification, Accession(a)"], *rows))
    assert str(made.faults[0]).startswith(fault)
    assert made.counts[Outcome.INVALID] == 1


def test_a_column_that_names_no_action_is_refused(ccm, states):
    table = csv_bytes(["Participant", "Signature", "Entry into force", "Notes"], ["France", "3 Dec 2008", "1 Jan 2010", ""])
    assert [str(fault) for fault in status_plan(table).faults] == [
        "row 1, Entry into force: names no action: correct it, or take the column out."
    ]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (csv_bytes(["Participant", "Signature"], ["France", ""], ["Japan", "-"]), "table.csv: no cell holds a date"),
        (csv_bytes(["Participant", "Signature"]), "no cell holds a date"),
        (csv_bytes(["record", "actor"], ["ccm", "fra"]), "no column is headed 'Participant'"),
    ],
)
def test_a_file_that_is_no_status_table_is_refused(ccm, states, table, sentence):
    with pytest.raises(Unreadable, match=sentence):
        status_plan(table)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"record": ""}, "needs --record"),
        ({"record": "ccn"}, "--record: 'ccn' is not the key of a record; did you mean 'ccm'"),
        ({"status_date": ""}, "needs --status-date"),
        ({"status_date": "2026"}, "--status-date: give the whole day"),
        ({"status_date": "yesterday"}, "--status-date: 'yesterday' is not a date"),
    ],
)
def test_what_the_profile_needs(ccm, options, sentence):
    with pytest.raises(BadOption, match=sentence):
        status_plan(csv_bytes(["Participant", "Signature"]), **options)


def test_the_profile_makes_actions_only(ccm):
    with pytest.raises(BadOption, match="makes rows of 'actions', not of 'treaties'"):
        plan_file(TABLES["treaties"], csv_bytes(["Participant"]), profile="untc-status", record="ccm", status_date="2026-02-03")


# Tables of other treaties, a few rows each, in the headings and spellings of their own pages: (signatures, consents).
OTHERS = {
    "genocide": (
        ["Participant 2, 3", "Signature", "Accession(a), Succession(d), Ratification"],
        [
            ["Bolivia (Plurinational State of)", "11 Dec 1948", "14 Jun 2005"],
            ["China 4, 5", "20 Jul 1949", "18 Apr 1983"],
            ["Czech Republic 6", "", "22 Feb 1993 d"],
            ["Democratic People's Republic of Korea", "", "31 Jan 1989 a"],
            ["Dominican Republic", "11 Dec 1948", ""],
            ["United Kingdom of Great Britain and Northern Ireland 12", "", "30 Jan 1970 a"],
            ["Viet Nam 14, 15", "", "9 Jun 1981 a"],
        ],
        (3, 6),
    ),
    "rome-statute": (
        ["Participant", "Signature", "Ratification, Acceptance(A), Approval(AA), Accession(a)"],
        [
            ["[Burundi] 1", "[13 Jan 1999]", "[21 Sep 2004]"],
            ["Côte d’Ivoire 2", "30 Nov 1998", "15 Feb 2013"],
            ["Finland", "7 Oct 1998", "29 Dec 2000"],
            ["France", "18 Jul 1998", "9 Jun 2000 AA"],
            ["Iran (Islamic Republic of)", "31 Dec 2000", ""],
            ["[Philippines 3", "28 Dec 2000", "30 Aug 2011]"],
            ["State of Palestine", "", "2 Jan 2015 a"],
            ["United States of America 4", "31 Dec 2000", ""],
        ],
        (5, 4),
    ),
    "kyoto": (
        ["Participant", "Signature", "Ratification, Acceptance(A), Accession(a), Approval(AA)"],
        [
            ["Canada 5", "29 Apr 1998", "[17 Dec 2002]"],
            ["Cook Islands", "16 Sep 1998", "27 Aug 2001"],
            ["European Union", "29 Apr 1998", "31 May 2002 AA"],
            ["Japan 7", "28 Apr 1998", "4 Jun 2002 A"],
            ["Netherlands (Kingdom of the) 8", "29 Apr 1998", "31 May 2002 A"],
            ["Türkiye", "", "28 May 2009 a"],
            ["United Republic of Tanzania", "", "26 Aug 2002 a"],
        ],
        (4, 6),
    ),
}


@pytest.mark.parametrize("key", OTHERS)
def test_tables_of_other_treaties_give_the_numbers_of_their_headings(key):
    head, rows, expected = OTHERS[key]
    load({"actors": read(DATA / "facts" / "actors.csv")})
    TreatyFactory(key=key, in_force="2005-02-16")
    result = import_status(csv_bytes(head, *rows), record=key)
    assert result.counts[Outcome.INVALID] == 0
    published, pk = Published(), Record.objects.get(key=key).pk
    found = published.acts(pk)
    counts = counts_on(DAY.last, spans_of(published.agreement(pk), found, published.lives, CONSENT), found, published.lives)
    assert (counts.signatures, counts.consents) == expected


def test_the_table_with_the_most_columns(states):
    """Agreement on Part XI (XXI-6-a): two ways to apply it provisionally, one not to, and a procedure of its own."""
    TreatyFactory(key="part-xi")
    head = [
        "Participant 1, 2",
        "Signature",
        "Provisional application by virtue of a notification (n), Provisional application by virtue of signature, adoption of the "
        "Agreement or accession thereto",
        "Notification of non-provisional application under article 7 (1) (b)",
        "Ratification, Formal confirmation(c), Accession(a), Definitive signature(s), Simplified procedure(p), Consent to be bound(P)",
    ]
    rows = [
        ["France", "29 Jul 1994", "16 Nov 1994", "", "11 Apr 1996"],
        ["Japan", "29 Jul 1994", "1 Mar 1995 n", "", "20 Jun 1996 p"],
        ["Russian Federation", "", "", "8 Nov 1994", "12 Mar 1997 s"],
    ]
    import_status(("\t".join(head) + "\n" + "\n".join("\t".join(row) for row in rows)).encode(), record="part-xi")
    assert acts("part-xi") == {
        ("fra", "signature", "1994-07-29", ""),
        ("fra", "provisional_application", "1994-11-16", ""),
        ("fra", "ratification", "1996-04-11", ""),
        ("jpn", "signature", "1994-07-29", ""),
        ("jpn", "provisional_application", "1995-03-01", ""),
        ("jpn", "consent_to_be_bound", "1996-06-20", "simplified procedure"),
        ("rus", "declaration", "1994-11-08", "not to apply it provisionally"),
        ("rus", "definitive_signature", "1997-03-12", ""),
    }


def test_titles_may_stand_above_the_headings_of_any_kind_of_csv(ccm, states):
    for delimiter in ",;\t":
        lines = [
            "STATUS AS AT : 03-02-2026 09:15:32 EDT",
            "CHAPTER XXVI, DISARMAMENT",
            "Participant|Signature3|Ratification5",
            "France|3 Dec 2008|25 Sep 2009 (A)",
        ]
        plan = status_plan("\n".join(lines).replace("|", delimiter).encode())
        assert not plan.faults, delimiter
        assert plan.counts == {Outcome.CREATE: 2}


def test_who_left_before_the_agreement_was_in_force_counts_in_neither_number(states):
    TreatyFactory(key="unborn")
    import_status(
        csv_bytes(["Participant", "Signature", "Ratification"], ["[France]", "3 Dec 2008", "25 Sep 2009"], ["Japan", "3 Dec 2008", ""]),
        record="unborn",
    )
    published, pk = Published(), Record.objects.get(key="unborn").pk
    found = published.acts(pk)
    counts = counts_on(DAY.last, spans_of(published.agreement(pk), found, published.lives, CONSENT), found, published.lives)
    assert (counts.signatures, counts.consents) == (1, 0)


def test_one_unknown_symbol_or_name_writes_nothing_of_a_table(states):
    TreatyFactory(key="part-xi")
    head = ["Participant", "Signature", "Ratification, Definitive signature(s), Something else(x)"]
    plan = status_plan(
        csv_bytes(head, ["France", "29 Jul 1994", "11 Apr 1996"], ["Japan", "29 Jul 1994", "28 Jul 1995 x"]), record="part-xi"
    )
    assert [str(fault).split(":")[0] for fault in plan.faults] == [f"row 3, {head[2]}"]
    plan = status_plan(csv_bytes(head, ["France", "29 Jul 1994", ""], ["Atlantis", "29 Jul 1994", ""]), record="part-xi")
    assert [str(fault).split(":")[0] for fault in plan.faults] == ["row 3, Participant"]
    with pytest.raises(Invalid):
        run(plan, by=CURATOR)
    assert not Action.objects.exists()
