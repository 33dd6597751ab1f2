"""Duties as lists, pages and the calendar have them: who owes what by when, on the day asked."""

from copy import deepcopy
from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import (
    CURATOR,
    ActionFactory,
    ActorFactory,
    AssessmentFactory,
    CommitmentFactory,
    EventFactory,
    ListMemberFactory,
    PolicyFactory,
    TreatyFactory,
    write,
)
from tracker import changes
from tracker.catalogue import LISTINGS
from tracker.derived.rebuild import differences
from tracker.selections import Selection, by_month, commitment_page, date_rows, single, watch
from tracker.selections.duties import by_actor, by_date, duties_on, standing_of

pytestmark = pytest.mark.django_db
YEARLY = "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31"


@pytest.fixture(scope="module")
def made(for_the_file):
    """A treaty with a yearly report and one within a year, three parties and one that only signed."""
    treaty = TreatyFactory(
        key="att", title="Arms Trade Treaty", opened="2013-06-03", in_force="2014-12-24", entry_rule="consents:2; later:P90D"
    )
    fra, che, deu, usa = write([ActorFactory.build(key=key, name=key.upper()) for key in ("fra", "che", "deu", "usa")])
    made = [("fra", fra, "2014-12-24"), ("deu", deu, "2014-12-24"), ("che", che, "2015-04-30")]
    write(
        [
            ActionFactory.build(record=treaty, actor=actor, action="ratification", date="2014-04-02", effective_date=day)
            for _k, actor, day in made
        ]
    )
    ActionFactory(record=treaty, actor=usa, action="signature", date="2013-09-25")
    yearly, initial, plain = write(
        [
            CommitmentFactory.build(record=treaty, reference="13(3)", title="To report", recurrence=YEARLY, due_after="FOY2"),
            CommitmentFactory.build(record=treaty, reference="13(1)", title="To report first", due_after="<P1Y"),
            CommitmentFactory.build(record=treaty, reference="6", title="Not to transfer"),
        ]
    )
    return {"treaty": treaty, "yearly": yearly, "initial": initial, "plain": plain, "fra": fra, "che": che, "deu": deu}


@pytest.fixture
def att(made):
    return deepcopy(made)


def query(text):
    return QueryDict(text)


def titles(text, today):
    found = Selection(LISTINGS["commitments"], query(text), today=today)
    assert not found.errors
    facet = next(one for one in found.facets if one.name == "due")
    rows = [row["title"] for row in found.rows()]
    if "due=" in text:
        assert sum(choice.count for choice in facet.choices if choice.chosen) == len(rows)
    return sorted(rows)


def test_commitments_past_due_and_due_soon(att):
    cases = [
        ("due=overdue", date(2015, 12, 23), []),
        ("due=overdue", date(2015, 12, 24), ["To report first"]),
        ("due=overdue&actor=che", date(2016, 4, 29), []),
        ("due=overdue&actor=che", date(2016, 4, 30), ["To report first"]),
        ("due=overdue&actor=fra", date(2016, 5, 31), ["To report first"]),
        ("due=overdue&actor=fra", date(2016, 6, 1), ["To report", "To report first"]),
        ("due=overdue&actor=che", date(2017, 5, 31), ["To report first"]),
        ("due=overdue&actor=che", date(2017, 6, 1), ["To report", "To report first"]),
        ("due=overdue&actor=usa", date(2020, 1, 1), []),
        ("due=soon", date(2015, 12, 2), ["To report first"]),
        ("due=soon&actor=fra", date(2015, 12, 3), ["To report", "To report first"]),
        ("due=soon&actor=fra", date(2015, 12, 24), ["To report"]),
        ("due=soon&actor=che", date(2016, 4, 1), ["To report first"]),
        ("due=soon&actor=che", date(2016, 6, 1), []),
        ("due=soon&as_of=2016-12-31&actor=che", date(2026, 1, 1), ["To report"]),
    ]
    for text, today, expected in cases:
        assert titles(text, today) == expected, (text, today)


def test_findings_take_a_due_date_off_the_list_for_their_actor_alone(att):
    for year in (2016, 2017):
        AssessmentFactory(commitment=att["yearly"], actor=att["fra"], finding="fulfilled", date=f"{year}-06-10", due=str(year))
    AssessmentFactory(commitment=att["initial"], finding="fulfilled", date="2016-08-01", actor=None)
    assert titles("due=overdue&actor=fra", date(2017, 9, 1)) == []
    assert titles("due=overdue&actor=fra", date(2018, 6, 1)) == ["To report"]
    assert titles("due=overdue&actor=deu", date(2017, 9, 1)) == ["To report"]
    assert titles("due=overdue", date(2016, 6, 9)) == ["To report", "To report first"]
    assert differences() == []


def test_how_each_due_date_stands(att):
    AssessmentFactory(commitment=att["yearly"], actor=att["fra"], finding="fulfilled_late", date="2016-08", due="2016-05-31")
    AssessmentFactory(commitment=att["yearly"], actor=att["deu"], finding="not_fulfilled", date="2016-09-01", due="2016")
    day = date(2017, 1, 15)
    row = single(LISTINGS["commitments"], att["yearly"].uid, day=day)
    assert [(str(one.actor), one.due.isoformat(), one.state.code) for one in row["duties"]] == [
        ("deu", "2016-05-31", "overdue"),
        ("fra", "2016-05-31", "met_late"),
        ("che", "2017-05-31", "soon"),
        ("deu", "2017-05-31", "soon"),
        ("fra", "2017-05-31", "soon"),
    ]
    assert (row["next_due"].text, row["past_due"], row["standing"]) == ("2017-05-31", 1, "by_actor")
    dates = by_date(row["duties"], day)
    assert [(one.due.year, one.owed_by, one.next) for one in dates] == [(2016, 2, False), (2017, 3, True)]
    assert [(stand.code, count) for stand, count in dates[0].states] == [("met_late", 1), ("overdue", 1)]
    bearers = {str(one.actor): one for one in by_actor(row["duties"], day)}
    assert (bearers["che"].passed, bearers["fra"].passed, bearers["fra"].last.state.code) == (0, 1, "met_late")
    mine = duties_on([row], day, actor=att["fra"].pk)[row["pk"]]
    assert {str(one.actor) for one in mine} == {"fra"}


def test_standing_is_the_latest_of_each_assessor_and_differing_ones_are_told(att):
    def standing(day):
        return standing_of(commitment_page(att["plain"].uid, day=day)["findings"])

    for assessor, finding, when in (
        ("A", "fulfilled", "2015"),
        ("B", "fulfilled", "2016"),
        ("B", "of_concern", "2018"),
        ("A", "of_concern", "2019"),
    ):
        AssessmentFactory(commitment=att["plain"], actor=None, assessor=assessor, finding=finding, date=when)
    assert standing(date(2014, 12, 31)).code == "none"
    assert (standing(date(2016, 1, 1)).code, standing(date(2016, 1, 1)).finding.code) == ("agreed", "fulfilled")
    assert [(stand.code, count) for stand, count in standing(date(2018, 6, 1)).tally] == [("fulfilled", 1), ("of_concern", 1)]
    assert standing(date(2018, 6, 1)).code == "differ"
    assert standing(date(2019, 1, 1)).finding.code == "of_concern"
    AssessmentFactory(commitment=att["initial"], actor=att["fra"], assessor="A", finding="fulfilled", date="2015-11")
    AssessmentFactory(commitment=att["initial"], actor=att["che"], assessor="A", finding="on_track", date="2015-11")
    assert standing_of(commitment_page(att["initial"].uid, day=date(2019, 1, 1))["findings"]).code == "by_actor"


def test_what_is_named_in_a_decision_is_owed_while_both_last(att):
    decision = PolicyFactory(key="pledge", title="Pledge", begins="2014-09-05")
    [short] = write([ActorFactory.build(key="short", name="Short", exists_to="2020-01-01")])
    write([ListMemberFactory.build(list="allies", actor=att["fra"]), ListMemberFactory.build(list="allies", actor=short)])
    promise = CommitmentFactory(record=decision, title="To spend", kind="pledge", owed_by=("allies",), due="2024")
    row = single(LISTINGS["commitments"], promise.uid, day=date(2025, 1, 1))
    assert [(str(one.actor), one.due.isoformat(), one.state.code) for one in row["duties"]] == [("fra", "2024-12-31", "unrecorded")]


def dates(text, today):
    found = Selection(LISTINGS["calendar"], query(text), today=today)
    assert not found.errors, found.errors
    return [(row.day.isoformat(), row.kind, row.title) for row in date_rows(found.rows())]


def test_the_calendar_looks_ahead_from_the_day_and_back_when_asked(att):
    EventFactory(key="csp", title="Conference", records=[att["treaty"]], kind="meeting_of_parties", date="2016-08-22/2016-08-26")
    EventFactory(key="other", title="Elsewhere", kind="review_conference", date="2017")
    report, first = "Arms Trade Treaty, 13(3): To report", "Arms Trade Treaty, 13(1): To report first"
    assert dates("", date(2016, 8, 26)) == [
        ("2016-08-26", "meeting_of_parties", "Conference"),
        ("2017-05-31", "duty", report),
        ("2017-12-31", "review_conference", "Elsewhere"),
        ("2018-05-31", "duty", report),
    ]
    assert dates("kind=deadline&from=2014&to=2016", date(2026, 1, 1)) == [
        ("2015-12-23", "deadline", first),
        ("2016-04-29", "deadline", first),
    ]
    assert dates("to=2015", date(2016, 8, 26))[-1][0] == "2015-12-23"
    assert dates("as_of=2016-08-27&record=att", date(2026, 1, 1))[0] == ("2017-05-31", "duty", report)
    assert [row[0] for row in dates("actor=che&from=2016&to=2017", date(2026, 1, 1))] == ["2016-04-29", "2016-08-26", "2017-05-31"]
    assert [
        month.isoformat()
        for month, _rows in by_month(date_rows(Selection(LISTINGS["calendar"], query(""), today=date(2016, 8, 26)).rows()))
    ] == [
        "2016-08-01",
        "2017-05-01",
        "2017-12-01",
        "2018-05-01",
    ]


def test_agreements_that_wait_say_who_is_missing(att):
    treaty = TreatyFactory(key="ctbt", title="Test Ban", opened="1996-09-24", entry_rule="list:needed +P180D")
    write([ListMemberFactory.build(list="needed", actor=att["fra"]), ListMemberFactory.build(list="needed", actor=att["che"])])
    ActionFactory(record=treaty, actor=att["fra"], action="ratification", date="1998-04-06")
    [(ref, entry)] = watch(date(2026, 1, 1))
    assert str(ref) == "ctbt"
    assert [(one.have, one.needed, [str(miss.actor) for miss in one.missing]) for one in entry.conditions] == [(1, 2, ["che"])]
    assert watch(date(2026, 1, 1), keys=["att"]) == []
    assert watch(date(2026, 1, 1), types=["framework"]) == []


def test_what_is_derived_follows_each_change(att):
    ActionFactory(record=att["treaty"], actor=att["deu"], action="withdrawal", date="2016-01-01", effective_date="2016-04-01")
    assert titles("due=overdue&actor=deu", date(2020, 1, 1)) == ["To report first"]
    changes.save(att["yearly"], by=CURATOR, why="No longer due.", state="retracted")
    assert titles("due=overdue&actor=fra", date(2020, 1, 1)) == ["To report first"]
    assert differences() == []
