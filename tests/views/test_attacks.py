"""The desk as somebody meets it who means no good: forged posts, guessed addresses, sessions kept too long."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories import CURATOR, RESEARCHER, TreatyFactory, user
from tests.factories.people import PASSWORD
from tracker import changes
from tracker.models import Change, Comment, Proposal, Source, Treaty
from tracker.urls import log_urls

pytestmark = pytest.mark.django_db

# What each route of /log/ is asked with; a route added later is missed here, and so tried too.
GIVEN = {
    "log-new-row": {"name": "treaties"},
    "log-import": {"pk": 1},
    "log-queue-import": {"pk": 1},
    "log-queue-proposal": {"pk": 1},
    "log-queue-row": {"name": "treaties", "given": "draft"},
    "log-row": {"name": "treaties", "given": "draft"},
}
FORGED = (
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://example.org/x",
    "https://somebody:secret@example.org/",
    "https://somebody@example.org/",
    'https://example.org/"x',
    "https://example.org/<x>",
    "https://example.org/a b",
)
INLINES = ("actions", "commitments", "relations_from", "relations_to", "phases", "activations")
OPEN = {"login", "logout"}
OWN = {"account", "second-factor", "recovery-codes"}  # open to whoever has an account


@pytest.fixture
def draft():
    return TreatyFactory(key="draft", title="A draft", state="draft", by=RESEARCHER)


def routes():
    return {route.name: reverse(route.name, kwargs=GIVEN.get(route.name)) for route in log_urls}


def stands():
    return list(Change.objects.values_list("digest", flat=True)), Proposal.objects.count(), Comment.objects.count()


def test_no_route_lets_anybody_in_who_has_not_proved_who_they_are(client, draft, settings):
    settings.HTTPS = True
    before = stands()
    for name, address in routes().items():
        for ask in (client.get, client.post):
            if name not in OPEN:
                answer = ask(address)
                assert answer.status_code in (302, 405), name
                assert "/log/sign-in/" in getattr(answer, "url", "/log/sign-in/"), name
    client.force_login(user("carl", "Curator"))  # the password alone
    for name, address in routes().items():
        for ask in (client.get, client.post):
            if name not in OPEN | OWN:
                answer = ask(address)
                assert answer.status_code in (302, 405), name
                assert getattr(answer, "url", "/log/account/second-factor/").startswith("/log/account/second-factor/"), name
    assert client.post(routes()["recovery-codes"]).status_code == 403
    for address in ("/admin/", "/admin/tracker/treaty/", f"/admin/tracker/treaty/{draft.pk}/change/", "/admin/autocomplete/"):
        assert client.get(address).status_code == 302, address
    assert stands() == before


def test_an_account_without_a_role_finds_nothing(client, draft):
    """Though it may enter the admin."""
    before = stands()
    client.force_login(user("nina"))
    for name, address in routes().items():
        if name not in OPEN | OWN | {"password"}:
            assert {client.get(address).status_code, client.post(address).status_code} <= {403, 405}, name
    for model in admin.site._registry:
        for page, args in (("changelist", []), ("add", []), ("change", [draft.pk])):
            try:
                address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
            except NoReverseMatch:
                continue
            assert client.get(address).status_code in (302, 403), address
    found = client.get("/admin/autocomplete/?app_label=tracker&model_name=action&field_name=record&term=draft")
    assert found.status_code == 403
    assert stands() == before


def test_no_post_passes_without_the_token_of_a_form(draft):
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(user("ada", "Administrator"))
    before = stands()
    admins = ("/admin/tracker/treaty/", "/admin/tracker/treaty/add/", f"/admin/tracker/treaty/{draft.pk}/delete/", "/admin/logout/")
    for address in (*routes().values(), *admins):
        answer = forged.post(address, {"do": "publish", "seen_version": draft.version, "post": "yes"})
        assert answer.status_code in (403, 405), address
    assert stands() == before
    assert forged.get("/log/").status_code == 200  # and nobody was signed out


def test_a_session_is_new_with_every_step_up_and_ends_with_the_rights_behind_it(client, draft, settings):
    carl = user("carl", "Researcher")
    planted_in = client.session
    planted_in["planted"] = True
    planted_in.save()
    planted = planted_in.session_key
    client.cookies["sessionid"] = planted
    client.post("/log/sign-in/", {"username": "carl", "password": PASSWORD})
    signed_in = client.session.session_key
    assert signed_in != planted
    assert client.get("/log/").status_code == 200
    # Made a curator while signed in: proved anew, with another session.
    settings.HTTPS = True
    carl.groups.set([Group.objects.get_or_create(name="Curator")[0]])
    assert client.get("/log/queue/").url.startswith("/log/account/second-factor/")
    device = TOTPDevice.objects.create(user=carl, confirmed=True)
    client.post("/log/account/second-factor/", {"code": f"{totp(device.bin_key):06}"})
    assert client.session.session_key not in (planted, signed_in)
    assert client.get("/log/queue/").status_code == 200
    old = Client()
    old.cookies["sessionid"] = signed_in
    assert "/log/sign-in/" in old.get("/log/").url
    # The role taken away, then the account: the next request feels it.
    carl.groups.clear()
    before = stands()
    published = {"seen_version": draft.version, "do": "publish"}
    assert client.get("/log/queue/").status_code == 403
    assert client.post("/log/treaties/draft/", published).status_code == 403
    carl.is_active = False
    carl.save()
    assert "/log/sign-in/" in client.post("/log/treaties/draft/", published).url
    assert stands() == before
    # Signed out, a kept cookie opens nothing.
    client.force_login(user("ruth", "Researcher"))
    kept = client.session.session_key
    client.post("/log/sign-out/")
    old.cookies["sessionid"] = kept
    assert "/log/sign-in/" in old.get("/log/").url


@pytest.mark.parametrize(
    "onward", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "http:///example.org"]
)
def test_no_sign_in_leads_away(client, settings, onward):
    settings.HTTPS = True
    carl = user("carl", "Curator")
    query = {"next": onward}
    assert client.post("/log/sign-in/", {"username": "carl", "password": PASSWORD, **query}).url == "/log/"
    step = client.get("/log/sign-in/", query).url
    assert "example.org" not in step
    assert "javascript" not in step
    device = TOTPDevice.objects.create(user=carl, confirmed=True)
    address = f"/log/account/second-factor/?{step.partition('?')[2]}"
    assert client.post(f"{address}&next={onward}", {"code": f"{totp(device.bin_key):06}"}).url == "/log/"
    assert client.get("/admin/login/", query).url == "/admin/"
    client.logout()
    assert client.get("/admin/login/", query).url.startswith("/log/sign-in/?next=")
    assert client.post("/log/sign-out/", query).url == "/"


def test_a_forged_form_changes_nothing_but_its_fields(client, draft):
    """Neither the state, nor whose a row is, nor its version, id or type; and no address that is not one of the web."""
    client.force_login(user("rolf", "Researcher"))
    forged = {"state": "published", "version": 99, "type": "framework", "uid": "x", "by": "ada", "author": "rolf", "public": "1", "pk": 7}
    sent = {"title": "A draft", "kind": "treaty", "key": "draft", "seen_version": draft.version, "summary": "New.", "do": "save"}
    assert client.post("/log/treaties/draft/", sent | forged).status_code == 302
    now = Treaty.objects.get()
    assert (now.pk, now.state, now.version, str(now.type), now.summary) == (draft.pk, "draft", 2, "treaty", "New.")
    assert list(Change.objects.order_by("number").values_list("by", "public")) == [(RESEARCHER.name, False), ("rolf", False)]
    assert client.post("/log/treaties/draft/", {"seen_version": 2, "do": "delete"}).status_code == 403  # an edit makes nobody the author
    for url in FORGED:
        source = {"source_url": url, "source_title": "T", "source_publisher": "P"}
        answer = client.post("/log/treaties/draft/", sent | source | {"seen_version": 2})
        assert answer.status_code == 400, url
        assert answer.context["errors"]["source_url"], url
    assert not Source.objects.exists()


def test_proposals_of_others_are_answered_only_by_those_who_may(client):
    """Guessed numbers: of another's proposal, of one beside another row, of one that was answered, of none."""
    one, other = TreatyFactory(key="one"), TreatyFactory(key="other")
    theirs = changes.propose(one, {"note": "Theirs."}, by=RESEARCHER)
    answered = changes.propose(one, {"note": "Old."}, by=RESEARCHER)
    changes.reject(answered, by=CURATOR, note="No.")
    client.force_login(user("rolf", "Researcher"))
    shown = client.get(f"/log/treaties/one/?proposal={theirs.pk}")
    assert 'value="review"' not in shown.text
    assert 'value="withdraw"' not in shown.text
    before = stands()
    seen = {"seen_version": 1, "seen_proposal": theirs.version}
    for do in ("review", "draft", "withdraw", "accept", "reject"):
        sent = {"title": one.title, "kind": "treaty", "note": "Mine.", "why": "Mine.", **seen, "do": do}
        answer = client.post(f"/log/treaties/one/?proposal={theirs.pk}", sent)
        assert answer.status_code in (400, 403), do
    for number in (answered.pk, 999, "x", "9" * 30):
        assert client.get(f"/log/treaties/one/?proposal={number}").status_code == 404
    assert client.get(f"/log/treaties/other/?proposal={theirs.pk}").status_code == 404
    for address in (f"/log/queue/proposals/{theirs.pk}/", f"/log/queue/proposals/{answered.pk}/", "/log/queue/proposals/999/"):
        assert {client.get(address).status_code, client.post(address, {"do": "accept"}).status_code} == {403}
    assert stands() == before
    assert theirs.note == Proposal.objects.get(pk=theirs.pk).note
    assert other.version == 1


def test_a_curator_finds_no_way_round_the_second_pair_of_eyes(client):
    """Not by retracting an own draft and restoring it, nor with a row that hangs on another's, nor from the list."""
    client.force_login(user("carl", "Curator"))
    by = changes.Who("carl", changes.CURATOR, publishes_own=False)
    own = TreatyFactory(key="own", state="draft", by=by)
    base = {"seen_version": own.version, "why": "A way round."}
    for do in ("retract", "restore", "publish"):
        assert client.post("/log/treaties/own/", {"title": own.title, "kind": "treaty", "key": "own", **base, "do": do}).status_code in (
            400,
            403,
        )
    for button in ("_retract", "_publish"):
        sent = {"title": own.title, "kind": "treaty", **base, button: "x"}
        sent |= {f"{prefix}-{name}_FORMS": 0 for prefix in INLINES for name in ("TOTAL", "INITIAL")}
        client.post(f"/admin/tracker/treaty/{own.pk}/change/", sent)
    own.refresh_from_db()
    assert (own.state, own.version) == ("draft", 1)
    assert not Treaty.objects.public().exists()
