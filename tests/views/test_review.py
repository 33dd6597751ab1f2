"""The review queue over HTTP: what waits beside what is published, and every answer to it."""

import pytest

from tests.factories import CURATOR, RESEARCHER, AssessmentFactory, CommitmentFactory, SourceFactory, TreatyFactory, actor, user, world
from tracker import changes
from tracker.catalogue import TABLES
from tracker.imports.lookup import Lookup
from tracker.imports.planning import plan
from tracker.imports.reading import Line
from tracker.imports.running import run
from tracker.models import Assessment, Batch, Change, Comment, Proposal, Treaty
from tracker.models.vocabulary import Publication
from tracker.views.differing import differing

pytestmark = pytest.mark.django_db


@pytest.fixture
def carl(client):
    """A curator, signed in."""
    client.force_login(user("carl", "Curator"))
    return client


@pytest.fixture
def att():
    treaty = TreatyFactory(key="att", short_title="ATT", title="Arms Trade Treaty")
    return CommitmentFactory(record=treaty, reference="Article 13(3)", title="To report every year")


@pytest.fixture
def handed_in(att):
    source = SourceFactory(key="new", title="New report", state="in_review", by=RESEARCHER)
    return AssessmentFactory(commitment=att, actor=actor("fra"), state="in_review", by=RESEARCHER, sources=[source])


def seen(page):
    """What the form of a review page sends of what was read."""
    context = page.context
    sent = {"seen_version": context["version"]} if "version" in context else {"seen": context["digest"]}
    if context.get("proposal"):
        sent["seen_proposal"] = context["proposal"].version
    return sent


def brought_in(name, columns, *lines, by=RESEARCHER):
    """An import, as a file with these lines makes it."""
    table = TABLES[name]
    made = plan(table, columns, [Line(at, cells) for at, cells in enumerate(lines, 2)], Lookup())
    return run(made, by=by, file="rows.csv").batch


def test_the_queue_shows_what_waits_longest_first(carl, handed_in, att):
    changes.propose(att, {"title": "Better"}, by=RESEARCHER, why="As the text says.")
    AssessmentFactory(commitment=att, state="draft", by=RESEARCHER)
    queue = carl.get("/log/queue/")
    assert [one.title for one in queue.context["waiting"]] == ["New report", str(handed_in), str(att)]
    assert "As the text says." in queue.text
    assert [one.title for one in carl.get("/log/queue/?table=assessments").context["waiting"]] == [str(handed_in)]
    assert not carl.get("/log/queue/?table=assessments&by=nobody").context["waiting"]
    for query, status in (("colour=red", 400), ("table=users", 400), ("page=2", 404), ("page=x", 404)):
        assert carl.get(f"/log/queue/?{query}").status_code == status


def test_the_queue_asks_no_more_for_many(carl, att, django_assert_max_num_queries):
    for year in range(2001, 2009):
        AssessmentFactory(commitment=att, date=str(year), state="in_review", by=RESEARCHER)
        changes.propose(att, {"title": f"Better {year}"}, by=RESEARCHER)
    with django_assert_max_num_queries(90):
        assert len(carl.get("/log/queue/").context["waiting"]) == 16


def test_a_row_is_accepted_with_its_source(carl, handed_in):
    address = f"/log/queue/assessments/{handed_in.uid}/"
    page = carl.get(address)
    said = {line.label: line.proposed for line in page.context["lines"]}
    assert said["Commitment"] == "ATT, Article 13(3): To report every year"
    assert (said["Actor"], said["Finding"], said["Date"]) == ("France", "Fulfilled", "1 June 2015")
    assert "published with this" in page.text
    assert page.context["by_whom"] == "ruth.researcher"
    assert carl.post(address, seen(page) | {"do": "accept", "why": "Checked."}).url == "/log/queue/"
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.sources.get().state) == ("published", "published")
    assert {change.why for change in Change.objects.filter(verb="publish", by="carl")} == {"Checked."}
    assert carl.get(address).status_code == 404


def test_a_row_is_sent_back_mended_and_accepted(carl, handed_in):
    address = f"/log/queue/assessments/{handed_in.uid}/"
    page = carl.get(address)
    silent = carl.post(address, seen(page) | {"do": "send-back"})
    assert silent.status_code == 400
    assert "Say what is to be mended" in silent.text
    carl.post(address, seen(page) | {"do": "comment", "note": "Looking at it."})
    carl.post(address, seen(page) | {"do": "send-back", "note": "Which report?"})
    handed_in.refresh_from_db()
    assert handed_in.state == "sent_back"
    assert "Which report?" in carl.get(f"/log/assessments/{handed_in.uid}/").text
    refused = carl.post(address, seen(carl.get(address)) | {"do": "accept"})
    assert refused.status_code == 400
    assert "not in review" in refused.text
    changes.submit(handed_in, by=RESEARCHER)
    page = carl.get(address)
    assert [comment.text for comment in page.context["thread"]] == ["Looking at it.", "Which report?"]
    assert carl.post(address, seen(page) | {"do": "accept"}).status_code == 302
    assert Change.objects.filter(verb="publish").latest("number").why == "Published after review."


def test_what_was_changed_while_it_was_read_is_not_answered(carl, handed_in, att):
    address = f"/log/queue/assessments/{handed_in.uid}/"
    read = seen(carl.get(address))
    handed_in.evidence = "Added."
    changes.save(handed_in, by=RESEARCHER)
    for do in ("accept", "send-back"):
        answer = carl.post(address, read | {"do": do, "note": "No."})
        assert answer.status_code == 409
        assert "Added." in answer.text
    handed_in.refresh_from_db()
    assert handed_in.state == "in_review"

    proposal = changes.propose(att, {"title": "Better"}, by=RESEARCHER)
    address = f"/log/queue/proposals/{proposal.pk}/"
    read = seen(carl.get(address))
    changes.revise(proposal, {"title": "Best"}, by=RESEARCHER, base_version=1)
    assert carl.post(address, read | {"do": "accept"}).status_code == 409
    read = seen(carl.get(address))
    att.reference = "Article 13, paragraph 3"
    changes.save(att, by=CURATOR)
    answer = carl.post(address, read | {"do": "accept"})
    assert answer.status_code == 409
    assert carl.post(address, seen(answer) | {"do": "accept"}).status_code == 302
    att.refresh_from_db()
    assert (att.title, att.reference) == ("Best", "Article 13, paragraph 3")


def test_a_proposal_stands_beside_what_is_published_now(carl, att):
    proposal = changes.propose(att, {"title": "Better", "verified_by": ""}, by=RESEARCHER, why="A slip.")
    att.title = "Changed since"
    changes.save(att, by=CURATOR, why="Another slip.")
    page = carl.get(f"/log/queue/proposals/{proposal.pk}/")
    assert page.context["stale"]
    line = page.context["lines"][0]
    assert (line.label, line.base, line.now, line.proposed) == ("Title", "To report every year", "Changed since", "Better")
    assert "Another slip." in page.text
    sent = seen(page)
    assert carl.post(f"/log/queue/proposals/{proposal.pk}/", sent | {"do": "accept"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answered_by) == ("accepted", "carl")
    assert Change.objects.first().why == "A slip."
    assert carl.get(f"/log/queue/proposals/{proposal.pk}/").status_code == 404


def test_a_proposal_is_sent_back_or_turned_down_with_a_word(carl, att):
    one, other = (changes.propose(att, {"title": title}, by=RESEARCHER) for title in ("Better", "Worse"))
    for proposal, do, state in ((one, "send-back", "sent_back"), (other, "reject", "rejected")):
        address = f"/log/queue/proposals/{proposal.pk}/"
        page = carl.get(address)
        assert carl.post(address, seen(page) | {"do": do}).status_code == 400
        assert carl.post(address, seen(page) | {"do": do, "note": "Because."}).status_code == 302
        proposal.refresh_from_db()
        assert (proposal.state, proposal.answer) == (state, "Because.")
    assert Comment.objects.filter(proposal=one).get().text == "Because."


def test_a_curator_edits_a_proposal_and_accepts_it(carl, att):
    proposal = changes.propose(att, {"title": "Beter"}, by=RESEARCHER)
    page = carl.get(f"/log/queue/proposals/{proposal.pk}/")
    form = carl.get(page.context["edit"])
    fields = {field.name: field.text for part in form.context["parts"] for field in part.fields}
    sent = fields | {"title": "Better", "seen_version": 1, "seen_proposal": proposal.version, "do": "review"}
    answer = carl.post(page.context["edit"], sent)
    assert answer.url == f"/log/queue/proposals/{proposal.pk}/"
    proposal.refresh_from_db()
    assert (proposal.cells, proposal.by) == ({"title": "Better"}, "ruth.researcher")
    assert carl.post(answer.url, seen(carl.get(answer.url)) | {"do": "accept"}).status_code == 302


def test_a_curator_does_not_publish_their_own_and_an_administrator_does(client, att, settings):
    carl = user("carl", "Curator")
    own = AssessmentFactory(commitment=att, state="in_review", by=changes.Who("carl", changes.CURATOR))
    address = f"/log/queue/assessments/{own.uid}/"
    client.force_login(carl)
    page = client.get(address)
    assert "another curator or an administrator publishes it" in page.text
    assert client.post(address, seen(page) | {"do": "accept"}).status_code == 403
    settings.CURATORS_PUBLISH_OWN = True
    assert client.post(address, seen(client.get(address)) | {"do": "accept"}).status_code == 302
    settings.CURATORS_PUBLISH_OWN = False
    other = AssessmentFactory(commitment=att, state="in_review", by=changes.Who("ada", changes.ADMINISTRATOR))
    address = f"/log/queue/assessments/{other.uid}/"
    client.force_login(user("ada", "Administrator"))
    assert client.post(address, seen(client.get(address)) | {"do": "accept"}).status_code == 302


def test_what_hangs_on_something_unpublished_says_so(carl, att):
    draft = TreatyFactory(key="next", short_title="Next", state="draft", by=RESEARCHER)
    promise = CommitmentFactory(record=draft, state="in_review", by=RESEARCHER)
    assert "It hangs on Next, which is draft" in carl.get(f"/log/queue/commitments/{promise.uid}/").text


def test_an_import_is_answered_at_once(carl, att):
    ruth = changes.Who("ruth", changes.RESEARCHER)
    columns = ("key", "title", "kind")
    batch = brought_in(
        "treaties", columns, ("att", "The Arms Trade Treaty", "treaty"), *((f"new-{n}", f"New {n}", "treaty") for n in range(3)), by=ruth
    )
    carl.force_login(user("ruth", "Researcher"))
    desk = carl.get("/log/")
    assert "Send the import for review" in desk.text
    assert carl.post(f"/log/imports/{batch.pk}/").url == "/log/"
    assert Treaty.objects.filter(state="in_review").count() == 3
    carl.force_login(user("rolf", "Researcher"))
    assert carl.post(f"/log/imports/{batch.pk}/").status_code == 403

    carl.force_login(user("carla", "Curator"))
    queue = carl.get("/log/queue/")
    assert [one.count for one in queue.context["waiting"]] == [4]
    address = f"/log/queue/imports/{batch.pk}/"
    page = carl.get(address)
    assert len(page.context["parts"]) == 4
    late = Treaty.objects.get(key="new-1")
    late.title = "Mended"
    changes.save(late, by=ruth)
    assert carl.post(address, seen(page) | {"do": "accept"}).status_code == 409
    page = carl.get(address)
    assert carl.post(address, seen(page) | {"do": "send-back", "note": "Sources?"}).status_code == 302
    assert Treaty.objects.filter(state="sent_back").count() == 3
    assert Proposal.objects.get().state == "sent_back"
    assert carl.get(address).status_code == 404

    carl.force_login(user("ruth3", "Curator"))
    carl.post(f"/log/imports/{batch.pk}/")
    proposal = Proposal.objects.get()
    changes.revise(proposal, proposal.cells, by=ruth, base_version=proposal.base_version)
    page = carl.get(address)
    assert carl.post(address, seen(page) | {"do": "accept", "why": "All checked."}).status_code == 302
    assert Treaty.objects.filter(state=Publication.PUBLISHED).count() == 4
    assert Treaty.objects.get(key="att").title == "The Arms Trade Treaty"
    assert not Batch.objects.get().undone


def test_nobody_answers_their_own_import_as_a_curator(carl, att):
    batch = brought_in("treaties", ("key", "title", "kind"), ("new", "New", "treaty"), by=changes.Who("carl", changes.CURATOR))
    carl.post(f"/log/imports/{batch.pk}/")
    address = f"/log/queue/imports/{batch.pk}/"
    assert carl.post(address, seen(carl.get(address)) | {"do": "accept"}).status_code == 403
    assert Treaty.objects.get(key="new").state == "in_review"


def test_every_table_is_reviewed(carl):
    world()
    rows = {name: table.queryset().order_by("pk").first() for name, table in TABLES.items()}
    changes.save_all([changes.Edit(row, state="in_review") for row in rows.values()], by=CURATOR)
    for name, table in TABLES.items():
        row = rows[name]
        given = getattr(row, table.key) if table.key != "id" else row.pk
        assert carl.get(f"/log/queue/{name}/{given}/").status_code == 200, name
    assert len(carl.get("/log/queue/").context["waiting"]) == len(TABLES)
    assert Assessment.objects.exists()


def test_what_differs_is_marked_word_by_word():
    now, then = differing("To report every year", "To report by 31 May")
    assert now == [("To report ", False), ("every year", True)]
    assert then == [("To report ", False), ("by 31 May", True)]
    assert differing("", "New") == ([], [("New", True)])
