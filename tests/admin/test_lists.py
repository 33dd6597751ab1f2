"""What is done with ticked rows, and with the row of a page: publish, retract, delete, look at what was."""

import pytest

from tests.admin.conftest import messages_of, page, saved
from tracker import changes
from tracker.models import Action, Actor, Change, Commitment, Phase, Record, Source, System, Treaty, Verb


@pytest.fixture
def drafts(france):
    """Two treaties, one with an action."""
    rows = [saved(Treaty(key=f"t-{n}", title=f"Treaty {n}", kind="treaty"), state=None) for n in (1, 2)]
    saved(Action(record=rows[0], actor=france, action="signature", date="1968"), state=None)
    return rows


def act(client, rows, action, **more):
    data = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    return client.post(page(type(rows[0]), "changelist"), data, follow=True)


def test_publish_selected_goes_through_the_log(ada, drafts):
    response = act(ada, drafts, "publish_selected", index=0)
    assert messages_of(response) == ["2 rows published."]
    assert Record.objects.public().count() == 2
    assert not Action.objects.public().exists()
    assert [(change.verb, change.by, change.version) for change in Change.objects.filter(by="ada")] == [(Verb.PUBLISH, "ada", 2)] * 2


def test_publish_selected_with_what_hangs_on_them(ada, drafts):
    assert messages_of(act(ada, drafts, "publish_with_rows", index=0)) == ["3 rows published."]
    assert Action.objects.public().count() == 1


def test_retract_selected_asks_why(ada, drafts, treaty):
    rows = [*drafts, treaty]
    question = act(ada, rows, "retract_selected", index=0)
    assert "These will be retracted" in question.text
    assert "NPT" in question.text
    refused = act(ada, rows, "retract_selected", post="yes", why=" ")
    assert "Say why they are retracted" in refused.text
    assert messages_of(act(ada, rows, "retract_selected", post="yes", why="Recorded twice.")) == ["1 row retracted."]
    change = Change.objects.first()
    assert (change.verb, change.why, change.key) == (Verb.RETRACT, "Recorded twice.", "npt")
    assert {row.state for row in Treaty.objects.exclude(key="npt")} == {"draft"}


def test_researcher_has_no_action_that_publishes(as_user, researcher, drafts):
    client = as_user(researcher)
    offered = {name for name, _words in client.get(page(Treaty, "changelist")).context["action_form"].fields["action"].choices}
    assert offered == {"", "delete_selected"}
    act(client, drafts, "publish_selected", index=0)
    assert not Record.objects.public().exists()


def test_delete_selected_goes_through_the_log(as_user, researcher, drafts):
    response = act(as_user(researcher), drafts[1:], "delete_selected", post="yes")
    assert "Successfully deleted 1 treaty." in messages_of(response)
    change = Change.objects.first()
    assert (change.verb, change.by, change.key) == (Verb.DELETE, "rita", "t-2")


def test_deleted_row_leaves_its_reason_in_the_log(ada, drafts):
    assert ada.post(page(drafts[1], "delete"), {"post": "yes", "why": "Never concluded."}).status_code == 302
    change = Change.objects.first()
    assert (change.verb, change.why, change.before["title"]) == (Verb.DELETE, "Never concluded.", "Treaty 2")


def test_what_others_hang_on_is_not_deleted(ada, drafts):
    shown = ada.get(page(drafts[0], "delete"))
    assert "cannot be deleted, because these refer to it" in shown.text
    assert "France: signature, 1968" in shown.text
    ada.post(page(drafts[0], "delete"), {"post": "yes"})
    act(ada, drafts, "delete_selected", post="yes")
    assert Treaty.objects.count() == 2


def test_what_the_database_does_not_protect_is_not_deleted_either(ada, treaty, theme, source, france):
    saved(Commitment(record=treaty, reference="I", title="Something", kind="pledge", owed_by=("fra",)), sources=[source])
    for row in (theme, source, france):
        shown = ada.get(page(row, "delete"))
        assert "cannot be deleted, because these refer to it" in shown.text
        ada.post(page(row, "delete"), {"post": "yes"})
        row.refresh_from_db()


def test_what_was_public_is_not_deleted_by_a_curator(as_user, curator, source):
    response = as_user(curator).post(page(source, "delete"), {"post": "yes"}, follow=True)
    assert messages_of(response) == ["A row that has been public is retracted, not deleted."]
    assert Source.objects.exists()


def test_row_with_rows_below_an_inline_is_not_deleted_there(ada):
    system = saved(System(key="aegis", title="Aegis", kind="ship"), state=None)
    saved(Phase(record=system, phase="planned", date="2009"), state=None)
    assert "cannot be deleted" in ada.get(page(system, "delete")).text


def test_history_shows_who_when_why_and_each_cell(ada, treaty):
    treaty.title, treaty.in_force = "Non-Proliferation Treaty", None
    changes.save(treaty, by=changes.Who("carla", "Curator"), why="From the depositary.", many={"themes": []})
    response = ada.get(page(treaty, "history"))
    log = response.context["log"]
    assert [entry["change"].by for entry in log] == ["carla", "command-line"]
    assert log[0]["cells"] == [
        ("Title", "Treaty on the Non-Proliferation of Nuclear Weapons", "Non-Proliferation Treaty"),
        ("Themes", "nuclear_testing", ""),
        ("In force", "1970-03-05", ""),
    ]
    assert "From the depositary." in response.text
    assert "State of publication" in response.text


def test_list_sorts_dates_as_days(ada):
    for key, day in (("a", "1970-03"), ("b", "../1969"), ("c", "1970-01-01/1971")):
        saved(Actor(key=key, name=key, kind="state", exists_from=day))
    changelist = ada.get(page(Actor, "changelist"), {"o": "5"}).context["cl"]
    assert [actor.key for actor in changelist.result_list] == ["b", "c", "a"]


def test_filters_by_region_kind_and_source(ada, treaty, source):
    sourced = saved(Treaty(key="start", title="START", kind="protocol"), sources=[source])

    def found(**query):
        return [row.key for row in ada.get(page(Treaty, "changelist"), query).context["cl"].result_list]

    assert found(region="europe") == [treaty.key]
    assert found(kind="protocol") == found(sources="yes") == [sourced.key]
    assert found(sources="no") == found(themes__id__exact=treaty.themes.get().pk) == [treaty.key]
    assert found(in_force_first__year="1970") == [treaty.key]
