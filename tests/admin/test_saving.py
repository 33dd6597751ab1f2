"""A press of Save, from the form to the change log."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from tests.admin.conftest import filled, messages_of, page, saved
from tracker import changes
from tracker.models import Action, Activation, Actor, Change, Commitment, Framework, Measure, Record, Source, System, Theme, Treaty, Verb


def errors_of(response):
    """Every sentence of refusal on a form page, by field; those of inlines behind their prefix."""
    context = response.context
    forms = [context["adminform"].form, *(form for inline in context["inline_admin_formsets"] for form in inline.formset.forms)]
    found = {}
    for form in forms:
        for name, sentences in form.errors.items():
            found[f"{form.prefix}-{name}" if form.prefix else name] = " ".join(sentences)
    return found


def row_of_inline(prefix, at=0, **values):
    return {f"{prefix}-{at}-{name}": value for name, value in values.items()}


@pytest.fixture
def new_treaty(ada, france, source, theme):
    """The form of a new treaty with an action and a commitment, as an administrator fills it in."""
    return filled(ada.get(page(Treaty, "add"))) | {
        "title": "Comprehensive Nuclear-Test-Ban Treaty",
        "short_title": "CTBT",
        "key": "ctbt",
        "kind": "treaty",
        "legal_force": "legally_binding",
        "other_titles": "Test-ban treaty | CTBT 1996",
        "opened": "1996-09-24",
        "regions": ["global", "europe"],
        "themes": [theme.pk],
        "sources": [source.pk],
        "why": "Entered from the depositary's page.",
        "actions-TOTAL_FORMS": 1,
        **row_of_inline("actions", actor=france.pk, action="signature", date="1996-09-24", sources=[source.pk]),
        "commitments-TOTAL_FORMS": 1,
        **row_of_inline("commitments", reference="Article I", title="Carry out no test", kind="prohibition", owed_by="all"),
    }


def test_new_treaty_is_a_draft_with_its_rows(ada, new_treaty, theme, source, france):
    assert ada.post(page(Treaty, "add"), new_treaty | {"_save": "Save"}).status_code == 302
    treaty = Treaty.objects.get(key="ctbt")
    assert (treaty.state, treaty.version, treaty.type) == ("draft", 1, "treaty")
    assert treaty.other_titles == ("Test-ban treaty", "CTBT 1996")
    assert treaty.regions == ("global", "europe")
    assert [*treaty.themes.all()] == [theme]
    action, commitment = treaty.actions.get(), treaty.commitments.get()
    assert (action.actor, str(action.date), [*action.sources.all()]) == (france, "1996-09-24", [source])
    assert (commitment.owed_by, commitment.state) == (("all",), "draft")
    assert action.uid
    assert not Record.objects.public().exists()


def test_change_log_and_djangos_own_say_who_and_why(ada, new_treaty):
    ada.post(page(Treaty, "add"), new_treaty | {"_save": "Save"})
    made = {change.table: change for change in Change.objects.filter(by="ada")}
    assert made.keys() == {"treaties", "actions", "commitments"}
    assert {change.why for change in made.values()} == {"Entered from the depositary's page."}
    assert made["treaties"].after["themes"] == "nuclear_testing"
    assert made["actions"].after["sources"] == "npt-status"
    assert made["actions"].record == Treaty.objects.get().pk
    assert "Added action" in LogEntry.objects.get().get_change_message()


def test_save_and_publish_publishes_what_hangs_on_it_too(ada, new_treaty):
    response = ada.post(page(Treaty, "add"), new_treaty | {"_publish": "Save and publish"}, follow=True)
    assert "Published, with 2 of the rows that hang on it." in messages_of(response)
    for model in (Record, Action, Commitment):
        assert model.objects.public().count() == 1
    assert Treaty.objects.get().participations.exists()


def test_save_and_publish_of_the_record_alone(ada, new_treaty):
    del new_treaty["with_rows"]
    ada.post(page(Treaty, "add"), new_treaty | {"_publish": "Save and publish"})
    assert Record.objects.public().count() == 1
    assert not Action.objects.public().exists()


def test_publishing_later_takes_along_rows_that_the_form_does_not_change(ada, new_treaty):
    ada.post(page(Treaty, "add"), new_treaty | {"_save": "Save"})
    treaty = Treaty.objects.get()
    ada.post(page(treaty), filled(ada.get(page(treaty))) | {"_publish": "Save and publish"})
    assert [model.objects.public().count() for model in (Record, Action, Commitment)] == [1, 1, 1]


def test_form_sent_back_as_it_is_changes_nothing(ada, treaty, action, commitment):
    before = Change.objects.count()
    sent = filled(ada.get(page(treaty)))
    sent["summary"] = sent["summary"].replace("\n", "\r\n")  # as browsers do
    response = ada.post(page(treaty), sent | {"_save": "Save"}, follow=True)
    assert "Nothing had changed." in messages_of(response)
    assert Change.objects.count() == before
    treaty.refresh_from_db()
    assert (treaty.version, treaty.regions) == (1, ("europe", "global"))


def test_one_press_is_one_transaction_and_keeps_the_state(ada, treaty, action, commitment):
    sent = filled(ada.get(page(treaty))) | {
        "ended": "2030",
        "actions-0-note": "Deposited in three capitals.",
        "commitments-0-DELETE": "on",
        "why": "Corrected.",
    }
    assert ada.post(page(treaty), sent).status_code == 302
    made = Change.objects.filter(by="ada")
    assert {(change.table, change.verb, change.why) for change in made} == {
        ("commitments", Verb.DELETE, "Corrected."),
        ("treaties", Verb.UPDATE, "Corrected."),
        ("actions", Verb.UPDATE, "Corrected."),
    }
    treaty.refresh_from_db()
    assert (treaty.state, str(treaty.ended), treaty.version) == ("published", "2030", 2)
    assert not Commitment.objects.exists()
    assert "Deleted commitment" in LogEntry.objects.get().get_change_message()


def test_stale_form_is_refused_with_both_versions(ada, treaty):
    sent = filled(ada.get(page(treaty))) | {"note": "Mine.", "confidence": "high", "title": "My title"}
    theirs = Treaty.objects.get()
    theirs.title, theirs.short_title = "Their title", "Their short title"
    changes.save(theirs, by=changes.Who("carla", "Curator"), why="A better title.", many={"themes": []})

    response = ada.post(page(treaty), sent)
    assert response.status_code == 200
    treaty.refresh_from_db()
    assert (treaty.title, treaty.version) == ("Their title", 2)
    assert "carla changed this while you were at it" in errors_of(response)["__all__"]
    [conflict] = response.context["conflicts"]
    assert [(line.label, line.then, line.now, line.typed, line.kept) for line in conflict.lines] == [
        ("Title", "Treaty on the Non-Proliferation of Nuclear Weapons", "Their title", "My title", True),
        ("Short title", "NPT", "Their short title", "NPT", False),
        ("Themes", "nuclear_testing", "", "nuclear_testing", False),
    ]
    assert "A better title." in response.text

    # What was typed is kept, what was left alone is as it is now, and the next press goes on from there.
    again = filled(response)
    assert (again["title"], again["note"], again["short_title"], again.get("themes")) == ("My title", "Mine.", "Their short title", [])
    assert ada.post(page(treaty), again).status_code == 302
    treaty.refresh_from_db()
    assert (treaty.title, treaty.short_title, treaty.note, treaty.version) == ("My title", "Their short title", "Mine.", 3)
    assert not treaty.themes.exists()


def test_stale_row_of_an_inline_is_refused(ada, treaty, action):
    sent = filled(ada.get(page(treaty))) | {"actions-0-note": "Mine."}
    action.note = "Theirs."
    changes.save(action, by=changes.Who("carla", "Curator"))
    response = ada.post(page(treaty), sent)
    assert "carla changed this" in errors_of(response)["actions-0-__all__"]
    assert "Theirs." in response.text
    assert filled(response)["actions-0-note"] == "Mine."


def test_row_of_an_inline_that_the_editor_left_alone_keeps_what_another_wrote(ada, treaty, action):
    sent = filled(ada.get(page(treaty))) | {"note": "Mine."}
    action.note = "Theirs."
    changes.save(action, by=changes.Who("carla", "Curator"))
    assert ada.post(page(treaty), sent).status_code == 302
    action.refresh_from_db()
    treaty.refresh_from_db()
    assert (action.note, treaty.note) == ("Theirs.", "Mine.")


def test_nobody_publishes_or_deletes_a_version_that_they_did_not_see(ada, treaty, action):
    changes.save(action, by=changes.COMMAND_LINE, state="draft")
    publish = filled(ada.get(page(treaty))) | {"_publish": "Save and publish"}
    delete = filled(ada.get(page(treaty))) | {"actions-0-DELETE": "on"}
    action.note = "Theirs."
    changes.save(action, by=changes.Who("carla", "Curator"))
    assert "carla changed this" in errors_of(ada.post(page(treaty), publish))["actions-0-__all__"]
    assert "changed this in the meantime" in errors_of(ada.post(page(treaty), delete))["__all__"]
    action.refresh_from_db()
    assert (action.state, action.note) == ("draft", "Theirs.")


def test_row_deleted_by_another_is_named(ada, treaty, action):
    sent = filled(ada.get(page(treaty))) | {"actions-0-note": "Mine."}
    changes.delete(action, by=changes.COMMAND_LINE)
    response = ada.post(page(treaty), sent)
    assert response.status_code == 200
    assert errors_of(response)


def test_row_of_an_inline_that_others_refer_to_is_not_deleted(ada, treaty, commitment):
    other = Treaty(key="start", title="START", kind="treaty")
    saved(other)
    waits = Commitment(record=other, reference="I", title="Reduce", kind="limit", owed_by=("all",))
    saved(waits, depends_on=[commitment])
    sent = filled(ada.get(page(treaty))) | {"commitments-0-DELETE": "on", "note": "Typed."}
    response = ada.post(page(treaty), sent)
    assert errors_of(response)["__all__"] == "It cannot be deleted, because these refer to it: START, I: Reduce."
    assert Commitment.objects.count() == 2
    assert filled(response)["note"] == "Typed."


def test_form_without_its_version_is_refused(ada, treaty):
    sent = filled(ada.get(page(treaty))) | {"note": "Mine.", "seen_version": ""}
    assert "open it afresh" in errors_of(ada.post(page(treaty), sent))["__all__"]


def test_researcher_adds_and_changes_drafts_and_cannot_publish(as_user, researcher, new_treaty):
    client = as_user(researcher)
    assert client.post(page(Treaty, "add"), new_treaty | {"_save": "Save"}).status_code == 302
    treaty = Treaty.objects.get()
    shown = client.get(page(treaty))
    assert 'name="_publish"' not in shown.text
    assert client.post(page(treaty), filled(shown) | {"note": "Checked."}).status_code == 302
    response = client.post(page(treaty), filled(client.get(page(treaty))) | {"_publish": "Save and publish"})
    assert errors_of(response)["__all__"] == "Only a curator or an administrator may publish."
    assert Change.objects.filter(by="rita", verb=Verb.UPDATE).count() == 1
    assert not Record.objects.public().exists()


def test_researcher_reads_what_is_published_and_is_told_why_it_cannot_be_changed(as_user, researcher, treaty, action):
    client = as_user(researcher)
    sentence = "A published row is changed by a proposal, which a curator accepts."
    response = client.get(page(treaty))
    assert sentence in response.text
    assert 'name="_save"' not in response.text
    # The same sentence where the row was published while it was being typed: nothing typed is lost.
    client.force_login(User.objects.create_superuser("root"))
    sent = filled(client.get(page(treaty))) | {"note": "Typed."}
    response = as_user(researcher).post(page(treaty), sent)
    assert errors_of(response)["__all__"] == sentence
    assert filled(response)["note"] == "Typed."


def test_researcher_adds_a_draft_to_a_published_record(as_user, researcher, treaty, france):
    client = as_user(researcher)
    sent = filled(client.get(page(Action, "add"))) | {"record": treaty.pk, "actor": france.pk, "action": "accession", "date": "1992~"}
    assert client.post(page(Action, "add"), sent).status_code == 302
    assert (Action.objects.get().state, str(Action.objects.get().date)) == ("draft", "1992~")


def test_key_is_fixed_for_all_but_administrators(as_user, curator, administrator, treaty):
    assert "key" not in as_user(curator).get(page(treaty)).context["adminform"].form.fields
    client = as_user(administrator)
    client.post(page(treaty), filled(client.get(page(treaty))) | {"key": "nuclear-npt"})
    assert Treaty.objects.get().key == "nuclear-npt"
    again = filled(client.get(page(Framework, "add"))) | {"title": "Another", "kind": "initiative", "key": "npt"}
    assert "was the key of another record once" in errors_of(client.post(page(Framework, "add"), again))["key"]


def test_retract_from_the_form_asks_why(ada, treaty):
    sent = filled(ada.get(page(treaty))) | {"_retract": "Retract"}
    assert "Say why" in errors_of(ada.post(page(treaty), sent))["why"]
    assert ada.post(page(treaty), sent | {"why": "Recorded twice."}).status_code == 302
    change = Change.objects.first()
    assert (change.verb, change.why, change.after) == (Verb.RETRACT, "Recorded twice.", {"(state)": "retracted"})
    shown = ada.get(page(treaty))
    assert "Save and publish again" in shown.text
    ada.post(page(treaty), filled(shown) | {"_publish": ""})
    assert Change.objects.first().verb == Verb.RESTORE


@pytest.mark.parametrize(
    ("model", "typed", "field", "sentence"),
    [
        (Treaty, {"key": "npt", "kind": "treaty"}, "key", "'npt' is the key of another record already, the treaty NPT: choose another."),
        (System, {"key": "npt", "kind": "sensor"}, "key", "'npt' is the key of another record already, the treaty NPT: choose another."),
        (Treaty, {"key": "Not A Key", "kind": "treaty"}, "key", "A key is made of lower-case letters and digits"),
        (Treaty, {"key": "new", "kind": "sensor"}, "kind", "Select a valid choice"),
        (Treaty, {"key": "new", "kind": "treaty", "opened": "1996-13"}, "opened", "is a day that no calendar has"),
        (Treaty, {"key": "new", "kind": "treaty", "opened": "in May"}, "opened", "'in May' is not a date: write 1968, 1968-07"),
        (
            Treaty,
            {"key": "new", "kind": "treaty", "in_force": "1990", "ended": "1980"},
            "__all__",
            "It cannot end before it entered into force.",
        ),
        (
            Measure,
            {"key": "new", "kind": "military_constraint", "begins": "1990", "ends": "1980"},
            "__all__",
            "It cannot end before it begins.",
        ),
        (Treaty, {"key": "new", "kind": "treaty", "regions": ["atlantis"]}, "regions", "Select a valid choice"),
        (
            Actor,
            {"key": "new", "name": "New", "kind": "state", "exists_from": "1990", "exists_to": "1980"},
            "__all__",
            "lies before the first.",
        ),
        (Actor, {"key": "new", "name": "New", "kind": "state", "other_names": "Old [then]"}, "other_names", "'then' is not a date"),
        (Source, {"key": "new", "title": "New", "publisher": "UN", "url": "example.org"}, "url", "Write a full address"),
        (Theme, {"title": "New"}, "key", "This field is required."),
        (Commitment, {"reference": "I", "title": "T", "kind": "pledge"}, "owed_by", "This field is required."),
        (Commitment, {"reference": "I", "title": "T", "kind": "pledge", "owed_by": "nobody"}, "owed_by", "'nobody' is neither 'all'"),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else None,
)
def test_rules_are_told_in_words(ada, treaty, model, typed, field, sentence):
    typed = {"title": "New"} | typed if issubclass(model, Record) else typed
    typed |= {"record": treaty.pk} if model is Commitment else {}
    response = ada.post(page(model, "add"), filled(ada.get(page(model, "add"))) | typed)
    assert response.status_code == 200
    assert sentence in errors_of(response)[field]


@pytest.mark.parametrize(
    ("prefix", "typed", "name", "sentence"),
    [
        (
            "commitments",
            {"reference": "Article VI", "title": "Negotiate disarmament", "kind": "pledge", "owed_by": "all"},
            "__all__",
            "already has",
        ),
        ("commitments", {"reference": "I", "title": "T", "kind": "pledge", "owed_by": "nobody"}, "owed_by", "neither 'all'"),
        ("actions", {"action": "signature", "date": "1968"}, "actor", "This field is required."),
        ("actions", {"action": "signature", "date": "July"}, "date", "'July' is not a date"),
    ],
)
def test_rules_of_inline_rows_are_told_at_the_row(ada, treaty, commitment, prefix, typed, name, sentence):
    at = 1 if prefix == "commitments" else 0
    sent = filled(ada.get(page(treaty))) | {f"{prefix}-TOTAL_FORMS": at + 1, **row_of_inline(prefix, at, **typed), "note": "Typed."}
    response = ada.post(page(treaty), sent)
    assert sentence in errors_of(response)[f"{prefix}-{at}-{name}"]
    assert filled(response)["note"] == "Typed."
    assert Treaty.objects.get().note == ""


def test_rule_that_only_the_database_knows_is_no_error_page(ada, treaty, france):
    """Two new rows alike, in two inlines' forms of one record: caught by the formset; and by the database where it is not."""
    measure = saved(Measure(key="open-skies-flights", title="Flights", kind="observation_verification"))
    sent = filled(ada.get(page(measure))) | {"activations-TOTAL_FORMS": 2}
    for at in (0, 1):
        sent |= row_of_inline("activations", at, title="Flight", date="2014-03-01")
    response = ada.post(page(measure), sent)
    assert response.status_code == 200
    assert not Activation.objects.exists()


def test_required_column_of_the_import_is_required_here(ada):
    form = ada.get(page(Commitment, "add")).context["adminform"].form
    assert {name for name, field in form.fields.items() if field.required} == {"record", "reference", "title", "kind", "owed_by"}
