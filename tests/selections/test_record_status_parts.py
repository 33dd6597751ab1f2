"""What stands beside a status on a record's page: changes around the day, the curve, entry into force."""

from datetime import date

import pytest

from tests.factories import STATES, ActionFactory, ActorFactory, ListMemberFactory, TreatyFactory, write
from tracker.selections.curve import curve
from tracker.selections.day_steps import steps_of_actor, steps_of_record
from tracker.selections.entry import entry

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NAMES = ("fra", "rus", "usa", "jpn")


@pytest.fixture
def treaty():
    actors = dict(zip(NAMES, write([ActorFactory.build(key=key, **STATES[key]) for key in NAMES]), strict=True))
    [made] = write(
        [
            TreatyFactory.build(
                key="treaty",
                short_title="Treaty",
                legal_force="legally_binding",
                opened="1990-01-01",
                in_force="1991-01-01",
                entry_rule="consents:2 +P1M; later:deposit",
            )
        ]
    )
    write([ListMemberFactory.build(list="annex", actor=actors[key]) for key in ("usa", "jpn")])
    write(
        [
            ActionFactory.build(record=made, actor=actors["usa"], action="ratification", date="1990-06-01"),
            ActionFactory.build(record=made, actor=actors["rus"], action="ratification", date="1990-12-01"),
            ActionFactory.build(record=made, actor=actors["fra"], date="1990-02-01"),
            ActionFactory.build(record=made, actor=actors["fra"], action="ratification", date="1995-05-05"),
            ActionFactory.build(record=made, actor=actors["rus"], action="withdrawal", date="2003-04-10", contested_by=[actors["usa"]]),
        ]
    )
    return made, actors


def told(step):
    return step and [(change.was, change.now, [str(ref) for ref in change.named], change.contested) for change in step.changes]


def test_changes_before_on_and_after_a_day(treaty):
    steps = steps_of_record(treaty[0].pk, date(1991, 1, 1))
    assert (steps.before.day, told(steps.before)) == (date(1990, 12, 1), [("none", "contracting", ["rus"], False)])
    assert told(steps.on) == [("not_in_force", "in_force", [], False), ("contracting", "party", ["rus", "usa"], False)]
    assert (steps.after.day, told(steps.after)) == (date(1995, 5, 5), [("signatory", "party", ["fra"], False)])


def test_a_quiet_day_and_a_contested_one(treaty):
    assert steps_of_record(treaty[0].pk, date(2001, 1, 1)).on is None
    assert told(steps_of_record(treaty[0].pk, date(2003, 4, 10)).on) == [("party", "party", ["rus"], True)]
    assert steps_of_record(treaty[0].pk, TODAY).after is None


def test_a_step_is_told_as_precisely_as_its_source(treaty):
    write([ActionFactory.build(record=treaty[0], actor=treaty[1]["jpn"], action="accession", date="2012")])
    steps = steps_of_record(treaty[0].pk, TODAY)
    assert (steps.before.day, steps.before.said.text) == (date(2012, 1, 1), "2012")
    assert steps_of_record(treaty[0].pk, date(1991, 1, 2)).before.said == date(1991, 1, 1)


def test_changes_of_an_actor_are_of_records(treaty):
    steps = steps_of_actor(treaty[1]["fra"].pk, date(1995, 5, 5))
    assert (told(steps.before), told(steps.on)) == ([("none", "signatory", ["treaty"], False)], [("signatory", "party", ["treaty"], False)])


def test_steps_ask_as_often_for_one_change_as_for_many(treaty, django_assert_num_queries):
    with django_assert_num_queries(4):
        steps_of_record(treaty[0].pk, date(1991, 1, 1))
    write([ActionFactory.build(record=treaty[0], actor=one, date="1991-01-01") for one in write([ActorFactory.build() for _ in range(9)])])
    with django_assert_num_queries(4):
        step = steps_of_record(treaty[0].pk, date(1991, 1, 1)).on
    assert [(len(change.named), change.others) for change in step.changes if change.now == "signatory"] == [(6, 3)]


def test_the_curve_counts_parties_and_notes_what_mattered(treaty, django_assert_num_queries):
    with django_assert_num_queries(4):
        found = curve(treaty[0].pk, day=date(1992, 1, 1), today=TODAY)
    assert found.number == "parties"
    assert [found.value(date(year, 1, 1)) for year in (1990, 1991, 1995, 1996)] == [0, 2, 2, 3]
    assert [(note.day, note.text, note.value) for note in found.notes] == [
        (date(1991, 1, 1), "In force", 2),
        (date(2003, 4, 10), "Russian Federation: contested", 3),
    ]
    assert found.ends[0][0] == 1990
    assert found.ends[-1][0] == 2026
    assert found.ends[-1][1].parties == 3


def test_too_little_is_not_drawn():
    assert curve(TreatyFactory(key="new", in_force="1990").pk, day=TODAY, today=TODAY) is None


def test_entry_into_force_beside_what_is_recorded(treaty):
    found = entry(treaty[0].pk, TODAY)
    assert found.agrees
    assert [(str(one.actor), one.label) for one in found.completing] == [("rus", "Ratification")]
    assert found.sentences[0] == "2 consents; in force 1 month after that."
    assert not entry(treaty[0].pk, date(1990, 12, 31)).in_force


def test_who_is_missing_of_a_list(treaty):
    made = TreatyFactory(key="waiting", opened="1996", legal_force="legally_binding", entry_rule="list:annex +P180D")
    ActionFactory(record=made, actor=treaty[1]["usa"], action="ratification", date="1997-01-01")
    ActionFactory(record=made, actor=treaty[1]["jpn"], date="1996-09-24")
    found = entry(made.pk, TODAY)
    [condition] = found.conditions
    assert (condition.have, condition.needed, condition.share, condition.met) == (1, 2, 50, False)
    assert [(str(one.actor), one.stands.code) for one in condition.missing] == [("jpn", "signatory")]
    assert (found.recorded, found.computed) == (None, None)


def test_no_rule_no_entry():
    assert entry(TreatyFactory(key="bare").pk, TODAY) is None
