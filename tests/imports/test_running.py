import pytest

from tests.factories import CURATOR, RESEARCHER, CommitmentFactory, ThemeFactory, TreatyFactory, actor
from tracker import changes
from tracker.imports.plans import Outcome
from tracker.imports.running import Invalid, Outdated, run
from tracker.models import Action, Actor, Batch, Change, Participation, Policy, Proposal, Theme

pytestmark = pytest.mark.django_db

HEADER = ["key", "title"]


def test_new_rows_are_drafts_and_edits_of_published_ones_proposals(imported):
    ThemeFactory(key="public", title="P")
    ThemeFactory(key="draft", title="D", state="draft")
    result = imported("themes", HEADER, ["new", "N"], ["public", "Q"], ["draft", "E"], by=RESEARCHER)
    assert dict(Theme.objects.values_list("key", "state")) == {"new": "draft", "public": "published", "draft": "draft"}
    assert dict(Theme.objects.values_list("key", "title")) == {"new": "N", "public": "P", "draft": "E"}
    proposal = Proposal.objects.get()
    assert (proposal.key, proposal.cells, proposal.by, proposal.batch) == ("public", {"title": "Q"}, RESEARCHER.name, result.batch)
    assert {change.key for change in result.batch.changes.all()} == {"new", "draft"}
    assert (result.batch.table, result.batch.file, result.batch.by) == ("themes", "test.csv", RESEARCHER.name)


def test_curators_propose_too_unless_they_publish(imported):
    ThemeFactory(key="public", title="P")
    imported("themes", HEADER, ["public", "Q"], by=CURATOR)
    assert Theme.objects.get().title == "P"


def test_what_is_published_stands_at_once(imported):
    ThemeFactory(key="public", title="P")
    ThemeFactory(key="draft", title="D", state="draft")
    imported("themes", HEADER, ["new", "N"], ["public", "Q"], ["draft", "D"], by=CURATOR, publish=True)
    assert set(Theme.objects.values_list("key", "title", "state")) == {
        ("new", "N", "published"),
        ("public", "Q", "published"),
        ("draft", "D", "published"),
    }
    assert not Proposal.objects.exists()


def test_a_researcher_may_not_publish(imported):
    with pytest.raises(changes.NotAllowed):
        imported("themes", HEADER, ["new", "N"], by=RESEARCHER, publish=True)
    assert not Theme.objects.exists()
    assert not Batch.objects.exists()


def test_one_bad_row_and_nothing_is_written(imported):
    with pytest.raises(Invalid) as raised:
        imported("themes", HEADER, ["good", "G"], ["bad", ""], by=CURATOR)
    assert [str(fault) for fault in raised.value.faults] == ["row 3, title: is required: give a value."]
    assert not Theme.objects.exists()
    assert not Batch.objects.exists()


def test_what_the_door_refuses_is_named_with_its_row(imported):
    npt = TreatyFactory(key="npt")
    for reference, owed_by in (("I", ("all",)), ("II", ())):
        CommitmentFactory(record=npt, reference=reference, title="To report", owed_by=owed_by, state="draft")
    with pytest.raises(Invalid) as raised:
        imported(
            "commitments", ["record", "reference", "title"], ["npt", "I", "To report"], ["npt", "II", "To report"], by=CURATOR, publish=True
        )
    assert [str(fault) for fault in raised.value.faults] == ["row 3, owed_by: Give a value: it is not published without."]
    assert not Batch.objects.exists()


def test_importing_again_changes_nothing(imported):
    ThemeFactory(key="public", title="P")
    rows = (["new", "N"], ["public", "Q"])
    imported("themes", HEADER, *rows, by=RESEARCHER)
    number = Change.objects.count()
    result = imported("themes", HEADER, *rows, by=RESEARCHER)
    assert result.batch is None
    assert result.counts == {Outcome.UNCHANGED: 2}
    assert (Change.objects.count(), Proposal.objects.count(), Batch.objects.count()) == (number, 1, 1)


def test_a_plan_is_outdated_when_somebody_changed_the_table(planned):
    made = planned("themes", HEADER, ["new", "N"])
    ThemeFactory(key="new", title="Theirs")
    with pytest.raises(Outdated):
        run(made, by=CURATOR)
    assert Theme.objects.get().title == "Theirs"


def test_a_plan_is_outdated_when_somebody_took_its_key(planned):
    made = planned("policies", ["key", "title", "kind"], ["new", "N", "doctrine"])
    TreatyFactory(key="new")
    with pytest.raises(Outdated):
        run(made, by=CURATOR)


def test_a_plan_is_not_outdated_by_changes_elsewhere(planned):
    made = planned("themes", HEADER, ["new", "N"])
    actor("fra")
    run(made, by=CURATOR)
    assert Theme.objects.get().key == "new"


def test_rows_that_point_to_each_other_are_saved(imported):
    imported(
        "actors",
        ["key", "name", "kind", "continued_by", "predecessors"],
        ["ussr", "Soviet Union", "former_state", "rus", ""],
        ["rus", "Russia", "state", "", "ussr"],
        by=CURATOR,
    )
    rus, ussr = Actor.objects.get(key="rus"), Actor.objects.get(key="ussr")
    assert ussr.continued_by == rus
    assert list(rus.predecessors.all()) == [ussr]
    imported("policies", ["key", "title", "kind", "part_of"], ["p", "P", "decision", "w"], ["w", "W", "plan", ""], by=CURATOR)
    assert Policy.objects.get(key="p").part_of.key == "w"


def test_what_follows_from_an_import_is_derived(imported):
    TreatyFactory(key="npt", in_force="1970-03-05", entry_rule="consents:43; later:deposit")
    actor("fra")
    imported("actions", ["record", "actor", "action", "date"], ["npt", "France", "a", "1992-08-03"], by=CURATOR, publish=True)
    assert str(Action.objects.get().date) == "1992-08-03"
    assert Participation.objects.filter(actor__key="fra", status="party").exists()


def test_many_rows_cost_few_queries(planned, django_assert_max_num_queries):
    TreatyFactory(key="npt")
    actor("fra")
    rows = [["npt", "fra", "a", f"{1000 + at}", "usa" if at % 2 else ""] for at in range(600)]
    actor("usa")
    made = planned("actions", ["record", "actor", "action", "date", "depositary"], *rows)
    with django_assert_max_num_queries(120):
        run(made, by=CURATOR)
    assert Action.objects.count() == 600
