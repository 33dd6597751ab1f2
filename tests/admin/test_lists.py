"""What is done with ticked rows, and with the row of a page: publish, retract, delete, look at what was."""

import pytest

from tests.admin.conftest import messages_of, page, saved
from tracker import changes
from tracker.models import Action, Actor, Change, Commitment, Phase, Record, Source, System, Treaty, Verb

RITA, CARLA = changes.Who("rita", changes.RESEARCHER), changes.Who("carla", changes.CURATOR)


@pytest.fixture
def drafts(france):
    """Two treaties, one with an action."""
    rows = [saved(Treaty(key=f"t-{n}", title=f"Treaty {n}", kind="treaty"), state=None) for n in (1, 2)]
    saved(Action(record=rows[0], actor=france, action="signature", date="1968"), state=None)
    return rows


def drawn(client, model):
    """What a list sends of when it was drawn, with whatever is ticked in it."""
    return {"seen": client.get(page(model, "changelist")).context["action_form"].fields["seen"].initial}


def act(client, rows, action, **more):
    data = {"action": action, "_selected_action": [row.pk for row in rows], **drawn(client, type(rows[0])), **more}
    return client.post(page(type(rows[0]), "changelist"), data, follow=True)


def delete(client, row, **more):
    row.refresh_from_db()
    return client.post(page(row, "delete"), {"post": "yes", "seen_version": row.version, **more}, follow=True)


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
    client = as_user(researcher)
    mine = saved(Treaty(key="t-3", title="Treaty 3", kind="treaty"), state=None, by=RITA)
    asked = act(client, [mine], "delete_selected", index=0)
    assert f'name="seen" value="{drawn(client, Treaty)["seen"]}"' in asked.text
    response = act(client, [mine], "delete_selected", post="yes", why="A slip.")
    assert "Successfully deleted 1 treaty." in messages_of(response)
    change = Change.objects.first()
    assert (change.verb, change.by, change.key, change.why) == (Verb.DELETE, "rita", "t-3", "A slip.")
    # What somebody else recorded, a researcher deletes neither from the list nor from its page.
    sentence = "Whoever recorded a draft deletes it, or a curator does."
    assert messages_of(act(client, drafts[1:], "delete_selected", post="yes")) == [sentence]
    assert messages_of(delete(client, drafts[1])) == [sentence]
    assert Treaty.objects.count() == 2


# --- Two people at once ---------------------------------------------------------------------------------------------


def test_no_list_publishes_what_it_did_not_show(ada, drafts, treaty):
    """The second sees what the first changed, and chooses row by row."""
    seen = drawn(ada, Treaty)
    drafts[0].title = "Theirs"
    changes.save(drafts[0], by=RITA, why="A better title.")
    later = saved(Treaty(key="t-3", title="Treaty 3", kind="treaty"), state=None, by=RITA)  # all rows are ticked, and one more has come

    def publish(**sent):
        data = {"action": "publish_selected", "_selected_action": [drafts[1].pk], "select_across": 1} | sent
        return ada.post(page(Treaty, "changelist"), data, follow=True)

    asked = publish(index=0, **seen)
    assert [one["row"] for one in asked.context["unseen"]] == [later, drafts[0]]
    for said in ("2 of these were changed by others", "rita", "A better title.", "Theirs", "Treaty 1", "Treaty 2"):
        assert said in asked.text
    assert Record.objects.public().count() == 1
    names = [one["name"] for one in asked.context["unseen"]]
    # Once more meanwhile: asked again, with what was left out left out.
    later.title = "Later still"
    changes.save(later, by=RITA)
    again = publish(seen=asked.context["seen"], changed=names, also=names[:1], post="yes")
    assert [one["row"] for one in again.context["unseen"]] == [later]
    assert f'name="changed" value="{names[1]}"' in again.text
    done = publish(seen=again.context["seen"], changed=names, also=names[:1], post="yes")
    assert messages_of(done) == ["2 rows published."]
    assert set(Record.objects.public().values_list("key", flat=True)) == {"npt", "t-2", "t-3"}


def test_no_list_publishes_what_hangs_on_its_rows_unseen(ada, drafts):
    seen = drawn(ada, Treaty)
    act_of_france = Action.objects.get()
    act_of_france.note = "Theirs."
    changes.save(act_of_france, by=RITA)
    ticked = {"action": "publish_with_rows", "_selected_action": [row.pk for row in drafts]}
    asked = ada.post(page(Treaty, "changelist"), ticked | seen | {"index": 0})
    assert [one["row"] for one in asked.context["unseen"]] == [act_of_france]
    sent = {"seen": asked.context["seen"], "changed": asked.context["unseen"][0]["name"], "post": "yes"}
    assert messages_of(ada.post(page(Treaty, "changelist"), ticked | sent, follow=True)) == ["2 rows published."]
    assert not Action.objects.public().exists()


def test_no_list_retracts_or_deletes_what_it_did_not_show(ada, treaty, drafts):
    seen = drawn(ada, Treaty)
    retract = {"action": "retract_selected", "_selected_action": [treaty.pk], "why": "Recorded twice.", "post": "yes"}
    remove = {"action": "delete_selected", "_selected_action": [drafts[1].pk], "post": "yes"}
    opened = {"post": "yes", "seen_version": drafts[1].version}
    for row in (treaty, drafts[1]):
        row.note = "Theirs."
        changes.save(row, by=CARLA, why="More to say.")
    asked = ada.post(page(Treaty, "changelist"), retract | seen, follow=True)
    assert "More to say." in asked.text
    assert "Recorded twice." in asked.text  # what was typed is kept
    assert treaty.note == "Theirs."
    refused = "changed this in the meantime"
    assert refused in messages_of(ada.post(page(Treaty, "changelist"), remove | seen, follow=True))[0]
    assert refused in messages_of(ada.post(page(drafts[1], "delete"), opened, follow=True))[0]
    assert Treaty.objects.count() == 3
    sent = {"seen": asked.context["seen"], "changed": asked.context["unseen"][0]["name"]}
    left = ada.post(page(Treaty, "changelist"), retract | sent, follow=True)
    assert messages_of(left) == ["Nothing is done: you left out all that had changed."]
    sent["also"] = sent["changed"]
    assert messages_of(ada.post(page(Treaty, "changelist"), retract | sent, follow=True)) == ["1 row retracted."]


def test_what_one_changed_oneself_is_no_surprise_and_a_list_says_when_it_was_drawn(ada, drafts):
    seen = drawn(ada, Treaty)
    drafts[0].title = "Mine"
    changes.save(drafts[0], by=changes.Who("ada", changes.ADMINISTRATOR))
    ticked = {"action": "publish_selected", "_selected_action": [drafts[0].pk], "index": 0}
    for wrong in ({}, {"seen": ""}, {"seen": "-1"}, {"seen": "1" * 30}):
        answer = ada.post(page(Treaty, "changelist"), ticked | wrong, follow=True)
        assert messages_of(answer)[0] in ("The list does not say when it was drawn: open it afresh.", "No action selected.")
    assert not Record.objects.public().exists()
    assert messages_of(ada.post(page(Treaty, "changelist"), ticked | seen, follow=True)) == ["1 row published."]


def test_deleted_row_leaves_its_reason_in_the_log(ada, drafts):
    shown = ada.get(page(drafts[1], "delete"))
    assert f'name="seen_version" value="{drafts[1].version}"' in shown.text
    delete(ada, drafts[1], why="Never concluded.")
    change = Change.objects.first()
    assert (change.verb, change.why, change.before["title"]) == (Verb.DELETE, "Never concluded.", "Treaty 2")


def test_what_others_hang_on_is_not_deleted(ada, drafts):
    shown = ada.get(page(drafts[0], "delete"))
    assert "cannot be deleted, because these refer to it" in shown.text
    assert "France: signature, 1968" in shown.text
    delete(ada, drafts[0])
    act(ada, drafts, "delete_selected", post="yes")
    assert Treaty.objects.count() == 2


def test_what_the_database_does_not_protect_is_not_deleted_either(ada, treaty, theme, source, france):
    saved(Commitment(record=treaty, reference="I", title="Something", kind="pledge", owed_by=("fra",)), sources=[source])
    for row in (theme, source, france):
        shown = ada.get(page(row, "delete"))
        assert "cannot be deleted, because these refer to it" in shown.text
        delete(ada, row)
        row.refresh_from_db()


def test_what_was_public_is_not_deleted_by_a_curator(as_user, curator, source):
    response = delete(as_user(curator), source)
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
