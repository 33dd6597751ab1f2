import pytest

from tests.factories import (
    ADMINISTRATOR,
    CURATOR,
    RESEARCHER,
    ActionFactory,
    CommitmentFactory,
    ThemeFactory,
    TreatyFactory,
    actor,
)
from tracker import changes
from tracker.imports.undo import DependedOn, undo
from tracker.models import Action, Actor, ListMember, Policy, Proposal, Source, Theme, Treaty

pytestmark = pytest.mark.django_db

HEADER = ["key", "title"]


def refused(batch):
    with pytest.raises(DependedOn) as raised:
        undo(batch, by=ADMINISTRATOR)
    batch.refresh_from_db()
    assert not batch.undone
    return raised.value.sentences


@pytest.mark.parametrize("publish", [False, True])
def test_created_rows_are_deleted_and_changed_ones_restored(imported, publish):
    ThemeFactory(key="draft", title="D", summary="Words.", state="draft")
    batch = imported("themes", [*HEADER, "summary"], ["new", "N", ""], ["draft", "E", ""], by=CURATOR, publish=publish).batch
    done = undo(batch, by=ADMINISTRATOR)
    assert (done.deleted, done.restored, done.withdrawn) == (1, 1, 0)
    theme = Theme.objects.get()
    assert (theme.key, theme.title, theme.summary, theme.state) == ("draft", "D", "Words.", "draft")
    batch.refresh_from_db()
    assert batch.undone


def test_references_and_dates_are_restored(imported):
    one, two = ThemeFactory(key="one"), ThemeFactory(key="two")
    usa = actor("usa")
    TreatyFactory(key="npt", themes=[one], depositaries=[usa], in_force="1970-03-05", regions=("global",))
    header = ["key", "themes", "depositaries", "in_force", "regions"]
    batch = imported("treaties", header, ["npt", "two", "", "1970", ""], by=CURATOR, publish=True).batch
    assert list(Treaty.objects.get().themes.all()) == [two]
    undo(batch, by=ADMINISTRATOR)
    treaty = Treaty.objects.get()
    assert list(treaty.themes.all()) == [one]
    assert list(treaty.depositaries.all()) == [usa]
    assert (str(treaty.in_force), treaty.regions) == ("1970-03-05", ("global",))


def test_rows_that_hang_on_each_other_go_together(imported):
    header = ["key", "title", "kind", "part_of"]
    batch = imported("policies", header, ["part", "P", "decision", "whole"], ["whole", "W", "plan", ""], by=CURATOR).batch
    undo(batch, by=ADMINISTRATOR)
    assert not Policy.objects.exists()


def test_proposals_that_wait_are_withdrawn(imported):
    ThemeFactory(key="public", title="P")
    batch = imported("themes", HEADER, ["public", "Q"], by=RESEARCHER).batch
    assert undo(batch, by=ADMINISTRATOR).withdrawn == 1
    assert Proposal.objects.get().state == "rejected"


def test_an_import_is_taken_back_once(imported):
    batch = imported("themes", HEADER, ["new", "N"], by=CURATOR).batch
    undo(batch, by=ADMINISTRATOR)
    with pytest.raises(DependedOn, match="has been taken back already"):
        undo(batch, by=ADMINISTRATOR)


def test_a_row_changed_since_is_named(imported):
    batch = imported("themes", HEADER, ["new", "N"], ["other", "O"], by=RESEARCHER).batch
    theme = Theme.objects.get(key="new")
    theme.summary = "Words."
    changes.save(theme, by=CURATOR)
    [sentence] = refused(batch)
    assert sentence.startswith(f"themes 'new' was changed by {CURATOR.name} on ")
    assert Theme.objects.count() == 2


def test_a_later_change_of_other_cells_stays(imported):
    ThemeFactory(key="old", title="Old")
    batch = imported("themes", HEADER, ["old", "New"], by=CURATOR, publish=True).batch
    theme = Theme.objects.get()
    theme.summary = "Words."
    changes.save(theme, by=CURATOR)
    undo(batch, by=ADMINISTRATOR)
    theme = Theme.objects.get()
    assert (theme.title, theme.summary) == ("Old", "Words.")


def test_a_row_deleted_since_is_named_if_it_was_changed(imported):
    theme = ThemeFactory(key="old", title="Old", state="draft")
    batch = imported("themes", HEADER, ["old", "New"], by=CURATOR).batch
    changes.delete(Theme.objects.get(pk=theme.pk), by=CURATOR)
    assert refused(batch)[0].startswith(f"themes 'old' was deleted by {CURATOR.name}")


def test_a_created_row_deleted_since_is_gone(imported):
    batch = imported("themes", HEADER, ["new", "N"], ["other", "O"], by=CURATOR).batch
    changes.delete(Theme.objects.get(key="new"), by=CURATOR)
    assert undo(batch, by=ADMINISTRATOR).deleted == 1
    assert not Theme.objects.exists()


def test_what_refers_to_a_created_row_is_named(imported):
    batch = imported("themes", HEADER, ["new", "N"], by=CURATOR).batch
    TreatyFactory(key="npt", title="The treaty", themes=[Theme.objects.get()])
    assert refused(batch) == ["treaties 'npt' (The treaty) refers to what the import created."]


def test_an_act_under_a_created_record_is_named(imported):
    batch = imported("treaties", [*HEADER, "kind"], ["npt", "The treaty", "treaty"], by=CURATOR).batch
    ActionFactory(record=Treaty.objects.get(), actor=actor("fra"), date="1992-08-03")
    act = Action.objects.get()
    assert refused(batch) == [f"actions '{act.uid}' (France: signature, 1992-08-03) refers to what the import created."]


def test_a_source_that_is_cited_is_named(imported):
    batch = imported("sources", [*HEADER, "publisher"], ["text", "T", "P"], by=CURATOR).batch
    TreatyFactory(key="npt", title="The treaty", sources=[Source.objects.get()])
    assert refused(batch) == ["treaties 'npt' (The treaty) refers to what the import created."]


def test_a_commitment_that_names_a_created_actor_or_list_is_named(imported):
    actors = imported("actors", ["key", "name", "kind"], ["fra", "France", "state"], by=CURATOR).batch
    commitment = CommitmentFactory(owed_by=("fra",), reference="VI", title="To negotiate")
    assert "names what the import created" in refused(actors)[0]
    lists = imported("lists", ["list", "actor"], ["annex", "fra"], by=CURATOR).batch
    commitment.owed_by = ("annex",)
    changes.save(commitment, by=CURATOR)
    assert any(sentence.startswith("commitments") for sentence in refused(lists))
    assert ListMember.objects.exists()
    assert Actor.objects.exists()


def test_a_proposal_on_a_created_row_is_named(imported):
    batch = imported("themes", HEADER, ["new", "N"], by=CURATOR, publish=True).batch
    changes.propose(Theme.objects.get(), {"title": "M"}, by=RESEARCHER)
    assert refused(batch) == [f"themes 'new': a proposal by {RESEARCHER.name} waits for it."]


def test_undoing_the_last_import_frees_the_one_before(imported):
    ThemeFactory(key="old", title="One")
    first = imported("themes", HEADER, ["old", "Two"], by=CURATOR, publish=True).batch
    second = imported("themes", HEADER, ["old", "Three"], by=CURATOR, publish=True).batch
    refused(first)
    undo(second, by=ADMINISTRATOR)
    undo(first, by=ADMINISTRATOR)
    assert Theme.objects.get().title == "One"


def test_many_rows_are_taken_back_with_few_queries(imported, django_assert_max_num_queries):
    TreatyFactory(key="npt")
    actor("fra")
    rows = [["npt", "fra", "declaration", f"{1000 + at}"] for at in range(500)]
    batch = imported("actions", ["record", "actor", "action", "date"], *rows, by=CURATOR).batch
    with django_assert_max_num_queries(80):
        assert undo(batch, by=ADMINISTRATOR).deleted == 500
    assert not Action.objects.exists()
