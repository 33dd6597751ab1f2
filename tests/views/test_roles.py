"""Who may do what: every kind of user × what can be asked for at the desk and in the admin, forged posts included."""

from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.factories import AssessmentFactory, CommitmentFactory, TreatyFactory, user
from tracker import changes
from tracker.catalogue import TABLES
from tracker.desk.versions import last_change
from tracker.imports.lookup import Lookup
from tracker.imports.planning import plan
from tracker.imports.reading import Line
from tracker.imports.running import run
from tracker.models import Change, Comment, Event, Ledger, Proposal, Treaty

pytestmark = pytest.mark.django_db

RUTH, CARL = changes.Who("ruth", changes.RESEARCHER), changes.Who("carl", changes.CURATOR)

PEOPLE = {
    "anonymous": None,
    "no role": lambda: user("nina"),
    "researcher": lambda: user("ruth", "Researcher"),
    "other researcher": lambda: user("rolf", "Researcher"),
    "curator": lambda: user("carl", "Curator"),
    "administrator": lambda: user("ada", "Administrator"),
    "inactive": lambda: user("ivan", "Administrator", is_active=False),
}

# What each gets, in the order of PEOPLE: Y it is done or shown, n refused, s led to sign in. Ruth recorded what the
# actions are about, unless they say otherwise; Carl is the curator.
#                                     anon none ruth rolf carl ada inactive
GRID = {
    "open the desk":                    "s n Y Y Y Y s",
    "open a form":                      "s n Y Y Y Y s",
    "find rows":                        "s n Y Y Y Y s",
    "open a draft":                     "s n Y Y Y Y s",
    "open the queue":                   "s n n n Y Y s",
    "open what is in review":           "s n n n Y Y s",
    "open a proposal":                  "s n n n Y Y s",
    "open an import":                   "s n n n Y Y s",
    "log a draft":                      "s n Y Y Y Y s",
    "log and hand in":                  "s n Y Y Y Y s",
    "log and publish":                  "s n n n n Y s",
    "change a draft":                   "s n Y Y Y Y s",
    "hand in a draft":                  "s n Y Y Y Y s",
    "publish a draft":                  "s n n n Y Y s",
    "publish carl's draft":             "s n n n n Y s",
    "delete a draft":                   "s n Y n Y Y s",
    "save a published row":             "s n n n Y Y s",
    "unpublish by handing in":          "s n n n n n s",
    "propose a change":                 "s n Y Y n n s",
    "change a proposal":                "s n Y n Y Y s",
    "withdraw a proposal":              "s n Y n Y Y s",
    "change a key":                     "s n n n n Y s",
    "retract":                          "s n n n Y Y s",
    "retract a draft":                  "s n n n n n s",
    "restore":                          "s n n n Y Y s",
    "accept a row":                     "s n n n Y Y s",
    "accept carl's row":                "s n n n n Y s",
    "send a row back":                  "s n n n Y Y s",
    "comment on a row":                 "s n n n Y Y s",
    "accept a proposal":                "s n n n Y Y s",
    "send a proposal back":             "s n n n Y Y s",
    "turn a proposal down":             "s n n n Y Y s",
    "hand in an import":                "s n Y n Y Y s",
    "accept an import":                 "s n n n Y Y s",
    "send an import back":              "s n n n Y Y s",
    "open the admin":                   "s Y Y Y Y Y s",
    "admin: open a record":             "s n Y Y Y Y s",
    "admin: open the users":            "s n n n n Y s",
    "admin: make a user":               "s n n n n Y s",
    "admin: save a draft":              "s n Y Y Y Y s",
    "admin: save a published row":      "s n n n Y Y s",
    "admin: publish a draft":           "s n n n Y Y s",
    "admin: publish from the list":     "s n n n Y Y s",
    "admin: publish carl's draft":      "s n n n n Y s",
    "admin: delete a draft":            "s n Y n Y Y s",
    "admin: delete from the list":      "s n Y n Y Y s",
    "admin: retract a draft":           "s n n n n n s",
    "admin: delete what was public":    "s n n n n Y s",
    "admin: change the log":            "s n n n n n s",
}  # fmt: skip


@pytest.fixture
def w():
    """As few rows as the actions are about: each page that is asked for shows them all."""
    w = SimpleNamespace()
    with changes.together():
        _write(w)
    w.proposal = changes.propose(w.alone, {"note": "Better."}, by=RUTH)
    return w


def _write(w):
    w.npt, w.inf, w.gone, w.alone = (TreatyFactory(key=key, title=f"Treaty {key}") for key in ("npt", "inf", "gone", "alone"))
    w.draft = TreatyFactory(key="draft", title="A draft", state="draft", by=RUTH)
    w.carls_draft = TreatyFactory(key="carls", title="Another draft", state="draft", by=CARL)
    promise = CommitmentFactory(record=w.npt, reference="Article I")
    w.waits, w.carls = (AssessmentFactory(commitment=promise, state="in_review", by=by) for by in (RUTH, CARL))
    changes.retract(w.gone, by=CARL, why="Recorded twice.")
    made = plan(TABLES["treaties"], ("key", "title", "kind"), [Line(2, ("brought", "Brought in", "treaty"))], Lookup())
    w.batch = run(made, by=RUTH, file="rows.csv").batch
    made = plan(TABLES["treaties"], ("key", "title", "kind"), [Line(2, ("waiting", "Waiting", "treaty"))], Lookup())
    w.waiting_batch = run(made, by=RUTH, file="more.csv").batch
    changes.submit(Treaty.objects.get(key="waiting"), by=RUTH)


def reader():
    """Somebody who may open every form: what a forged post takes from it."""
    client = Client()
    client.force_login(user("reader", "Administrator"))
    return client


def fields(client, address):
    """What the form at an address holds."""
    found = {}
    for field in [one for part in client.get(address).context["parts"] for one in part.fields]:
        chosen = [option.value for option in field.options if option.chosen]
        found[field.name] = chosen if field.kind == "codes" else field.text
    return found


def actions(w):
    """{what: a function of the client that asks for it}."""
    eyes = reader()
    held = fields(eyes, "/log/treaties/draft/")
    forms = {row.key: held | {"title": row.title, "key": row.key} for row in (w.draft, w.carls_draft, w.npt, w.inf, w.gone)}
    new = {"title": "A new meeting", "kind": "review_conference", "date": "2030", "another": "yes"}
    review, carls = (f"/log/queue/assessments/{row.uid}/" for row in (w.waits, w.carls))
    proposal, batch = f"/log/queue/proposals/{w.proposal.pk}/", f"/log/queue/imports/{w.waiting_batch.pk}/"
    admins = "/admin/tracker/treaty/"
    both = {"seen_version": w.alone.version, "seen_proposal": w.proposal.version}
    proposed = f"/log/treaties/alone/?proposal={w.proposal.pk}"

    forms["proposed"] = fields(eyes, proposed)
    digest = eyes.get(batch).context["digest"]

    def desk_post(row, do, **more):
        return post(f"/log/treaties/{row.key}/", **(forms[row.key] | {"seen_version": row.version, "do": do} | more))

    def get(address):
        return lambda client: client.get(address)

    def post(address, **data):
        return lambda client: client.post(address, data)

    def in_admin(row, button, **more):
        sent = {"title": row.title, "key": row.key, "kind": row.kind, "note": "New.", "seen_version": row.version, button: "x"} | more
        sent |= {f"{prefix}-{name}_FORMS": 0 for prefix in INLINES for name in ("TOTAL", "INITIAL")}
        return post(f"{admins}{row.pk}/change/", **sent)

    def ticked(action, row, **more):
        return post(admins, action=action, _selected_action=[row.pk], seen=last_change(), **more)

    return {
        "open the desk": get("/log/"),
        "open a form": get("/log/new/assessments/"),
        "find rows": get("/log/find/?table=treaties&q=draft"),
        "open a draft": get("/log/treaties/draft/"),
        "open the queue": get("/log/queue/"),
        "open what is in review": get(review),
        "open a proposal": get(proposal),
        "open an import": get(batch),
        "log a draft": post("/log/new/events/", **new, do="draft"),
        "log and hand in": post("/log/new/events/", **new, do="review"),
        "log and publish": post("/log/new/events/", **new, do="publish"),
        "change a draft": desk_post(w.draft, "save", title="Changed"),
        "hand in a draft": desk_post(w.draft, "review"),
        "publish a draft": desk_post(w.draft, "publish"),
        "publish carl's draft": desk_post(w.carls_draft, "publish"),
        "delete a draft": desk_post(w.draft, "delete"),
        "save a published row": desk_post(w.npt, "save", title="Changed"),
        "unpublish by handing in": desk_post(w.inf, "draft"),
        "propose a change": desk_post(w.npt, "review", title="Changed"),
        "change a proposal": post(proposed, **(forms["proposed"] | both | {"note": "Best.", "do": "review"})),
        "withdraw a proposal": post(proposed, **both, do="withdraw", why="No longer."),
        "change a key": desk_post(w.npt, "save", key="npt-of-1968"),
        "retract": desk_post(w.npt, "retract", why="Wrong."),
        "retract a draft": desk_post(w.carls_draft, "retract", why="A way round."),
        "restore": desk_post(w.gone, "restore", why="Right."),
        "accept a row": post(review, seen_version=w.waits.version, do="accept"),
        "accept carl's row": post(carls, seen_version=w.carls.version, do="accept"),
        "send a row back": post(review, seen_version=w.waits.version, do="send-back", note="Which?"),
        "comment on a row": post(review, seen_version=w.waits.version, do="comment", note="Which?"),
        "accept a proposal": post(proposal, **both, do="accept"),
        "send a proposal back": post(proposal, **both, do="send-back", note="Which?"),
        "turn a proposal down": post(proposal, **both, do="reject", note="No."),
        "hand in an import": post(f"/log/imports/{w.batch.pk}/"),
        "accept an import": post(batch, seen=digest, do="accept"),
        "send an import back": post(batch, seen=digest, do="send-back", note="No."),
        "open the admin": get("/admin/"),
        "admin: open a record": get(f"{admins}{w.npt.pk}/change/"),
        "admin: open the users": get("/admin/auth/user/"),
        "admin: make a user": post("/admin/auth/user/add/", username="new", password1=LONG, password2=LONG, usable_password="true"),
        "admin: save a draft": in_admin(w.draft, "_save"),
        "admin: save a published row": in_admin(w.alone, "_save"),
        "admin: publish a draft": in_admin(w.draft, "_publish"),
        "admin: publish from the list": ticked("publish_selected", w.draft, index=0),
        "admin: publish carl's draft": ticked("publish_selected", w.carls_draft, index=0),
        "admin: delete a draft": post(f"{admins}{w.draft.pk}/delete/", post="yes", seen_version=w.draft.version),
        "admin: delete from the list": ticked("delete_selected", w.draft, post="yes"),
        "admin: retract a draft": in_admin(w.carls_draft, "_retract", why="A way round."),
        "admin: delete what was public": post(f"{admins}{w.alone.pk}/delete/", post="yes", why="Wrong.", seen_version=w.alone.version),
        "admin: change the log": post(f"/admin/tracker/change/{Change.objects.first().pk}/change/", why="Nothing happened."),
    }


class Undone(Exception):
    """All that was asked for is taken back: the next asks of the same state."""


LONG = "a sentence that is long"
INLINES = ("actions", "commitments", "relations_from", "relations_to", "phases", "activations", "positions")


def everything():
    """What any of it would change: the log is a chain, and its head stands for all of it."""
    return (
        Ledger.objects.values_list("number", "digest").get(),
        Change.objects.filter(why="Nothing happened.").exists(),
        list(Proposal.objects.order_by("pk").values_list("pk", "state", "version")),
        Comment.objects.count(),
        User.objects.count(),
    )


def outcome(client, ask, before):
    answer = ask(client)
    if (answer.status_code == 302 and "/sign-in/" in answer.url) or "/admin/login/" in getattr(answer, "url", ""):
        assert everything() == before
        return "s"
    changed = everything() != before
    if changed or answer.wsgi_request.method == "GET":
        return "Y" if answer.status_code in (200, 302) else "n"
    return "n"


def test_everybody_may_do_what_the_table_says(client, w):
    asked = actions(w)
    assert asked.keys() == GRID.keys()
    before = everything()
    found = {name: [] for name in GRID}
    for make in PEOPLE.values():
        client.logout()
        if make:
            client.force_login(make())
        before = everything()
        for name, ask in asked.items():
            with suppress(Undone), changes.together():  # nothing is derived of what is taken back
                found[name].append(outcome(client, ask, before))
                raise Undone
    assert {name: " ".join(marks) for name, marks in found.items()} == GRID


def test_a_superuser_is_an_administrator_and_the_higher_of_two_roles_counts(client):
    root, ada = user("root", is_superuser=True), user("ada", "Administrator")
    assert changes.who(root) == replace(changes.who(ada), name="root")
    both = user("both", "Researcher")
    both.groups.add(Group.objects.get_or_create(name="Curator")[0])
    assert changes.who(both) == changes.Who("both", changes.CURATOR, publishes_own=False)
    client.force_login(root)
    for address in ("/log/queue/", "/admin/auth/user/"):
        assert client.get(address).status_code == 200
    new = {"title": "A new meeting", "kind": "review_conference", "date": "2030", "do": "publish"}
    assert client.post("/log/new/events/", new).status_code == 302
    assert Event.objects.public().count() == 1
