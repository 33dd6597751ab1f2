"""The desk over HTTP: logging rows, drafts, proposals, and what is refused with all that was typed."""

import html
import json

import pytest

from tests.factories import (
    ADMINISTRATOR,
    CURATOR,
    AssessmentFactory,
    CommitmentFactory,
    SourceFactory,
    TreatyFactory,
    actor,
    user,
    world,
)
from tracker import changes
from tracker.catalogue import TABLES, cells, read_rows
from tracker.desk.rows import id_of
from tracker.models import Action, Assessment, Change, Comment, Commitment, Event, Proposal, Record, Source
from tracker.models.vocabulary import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth(client):
    """A researcher, signed in."""
    client.force_login(user("ruth", "Researcher"))
    return client


@pytest.fixture
def att():
    treaty = TreatyFactory(key="att", short_title="ATT", title="Arms Trade Treaty")
    return CommitmentFactory(record=treaty, reference="Article 13(3)", title="To report every year", owed_by=("all",))


def shown(response):
    """What a browser would send of a form of the desk as it is shown."""
    context = response.context
    fields = [one for part in context["parts"] for one in part.fields] + ([context["sources"]] if context["sources"] else [])
    data = {"why": context["why"], **context["source"]}
    for field in fields:
        if field.kind == "codes":
            data[field.name] = [option.value for option in field.options if option.chosen]
        elif field.kind != "flag" or field.text == "yes":
            data[field.name] = field.text
    if not context["is_new"]:
        data["seen_version"] = context["form"].version
    if context["form"].proposal:
        data["seen_proposal"] = context["form"].proposal_version
    return data


def assessment(**values):
    return {
        "commitment": "ATT, Article 13(3)",
        "actor": "france",
        "date": "mid-January 2012",
        "finding": "partly_fulfilled",
        "assessor": "An institute",
        "do": "review",
    } | values


# --- A new row ------------------------------------------------------------------------------------------------------


def test_an_assessment_is_logged_as_people_write(ruth, att):
    fra, held = actor("fra"), SourceFactory(key="att-report", title="A report", url="https://example.org/report/")
    form = ruth.get("/log/new/assessments/")
    assert form.status_code == 200
    sent = shown(form) | assessment(evidence="It was late.", source_url="https://example.org/report", why="From the annual report.")
    answer = ruth.post("/log/new/assessments/", sent)
    row = Assessment.objects.get()
    assert answer.url == f"/log/?saved=assessments%2F{row.uid}&how=review"
    assert (row.commitment, row.actor, str(row.date), row.state) == (att, fra, "2012-01~", "in_review")
    assert list(row.sources.all()) == [held]
    change = Change.objects.get(table="assessments")
    assert (change.by, change.why, change.public) == ("ruth", "From the annual report.", False)
    assert Comment.objects.get().text == "From the annual report."

    desk = ruth.get(answer.url)
    assert "Sent for review." in desk.text
    again = ruth.get(desk.context["saved"]["again"])
    copied = shown(again)
    assert copied["commitment"] == "ATT, Article 13(3): To report every year"
    assert (copied["actor"], copied["date"], copied["sources"]) == ("France", "2012-01~", "A report")
    assert "Already recorded here" in again.text


def test_how_often_a_commitment_falls_due_is_read_as_people_write_it(ruth, att):
    sent = {"record": "ATT", "reference": "Article 9", "title": "To meet", "kind": "reporting", "owed_by": "all", "do": "draft"}
    refused = ruth.post("/log/new/commitments/", sent | {"recurrence": "now and then"})
    assert refused.status_code == 400
    assert "cannot be read: write it like each year by 31 May" in html.unescape(refused.text)
    assert 'value="now and then"' in refused.text
    assert ruth.post("/log/new/commitments/", sent | {"recurrence": "Each year by 31 August"}).status_code == 302
    assert Commitment.objects.get(reference="Article 9").recurrence == "FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=31"


def test_a_new_source_is_recorded_with_the_row(ruth, att):
    actor("fra")
    sent = assessment(
        do="draft", source_url="https://example.org/new", source_title="New report", source_publisher="Institute", source_date="May 2011"
    )
    assert ruth.post("/log/new/assessments/", sent).status_code == 302
    source = Source.objects.get()
    assert (source.key, str(source.date), source.state) == ("institute-new-report", "2011-05", "draft")
    assert list(Assessment.objects.get().sources.all()) == [source]
    # Handed in, it waits with the row; the next row finds it.
    sent = assessment(date="2013", source_url="https://example.org/new/")
    assert ruth.post("/log/new/assessments/", sent).status_code == 302
    assert Source.objects.count() == 1
    assert ruth.get("/log/find/?table=sources&url=https://example.org/new").json()["results"][0]["label"] == "New report"


def test_what_is_wrong_is_said_and_nothing_is_lost(ruth, att):
    sent = assessment(
        actor="Fransse", date="31 June 2026", finding="", source_url="https://example.org/new", evidence="Kept\x00.", why="Why not."
    )
    answer = ruth.post("/log/new/assessments/", sent)
    assert answer.status_code == 400
    assert {name: said for name, _label, said in answer.context["wrong"]} == {
        "actor": answer.context["errors"]["actor"],
        "date": "31 June 2026 does not exist. June has 30 days.",
        "finding": "Give a value.",
        "evidence": "Evidence holds the control character U+0000: take it out.",
        "source_title": "This address is not held yet: give the source's own title.",
        "source_publisher": "This address is not held yet: give the body that published it.",
    }
    assert "neither the key" in answer.context["errors"]["actor"]
    kept = shown(answer)
    assert {name: kept[name] for name in sent if name not in ("do", "evidence")} == {
        name: value for name, value in sent.items() if name not in ("do", "evidence")
    }
    assert 'href="#f-date"' in answer.text
    assert 'aria-describedby="f-date-hint f-date-error" aria-invalid="true"' in answer.text
    assert not Assessment.objects.exists()
    assert not Source.objects.exists()


def test_a_likely_duplicate_is_shown_and_can_be_confirmed(ruth, att):
    fra = actor("fra")
    other = AssessmentFactory(commitment=att, actor=fra, date="2012", finding="fulfilled", assessor="An Institute")
    answer = ruth.post("/log/new/assessments/", assessment())
    assert answer.status_code == 409
    assert [address for _words, address, _state in answer.context["twins"]] == [f"/log/assessments/{other.uid}/"]
    assert "may be recorded already" in answer.text
    assert Assessment.objects.count() == 1
    assert ruth.post("/log/new/assessments/", assessment(another="yes")).status_code == 302
    # Another assessor, another actor, another time: no word about it.
    actor("deu")
    for different in ({"assessor": "A ministry"}, {"actor": "Germany"}, {"date": "2020"}):
        assert ruth.post("/log/new/assessments/", assessment(**different)).status_code == 302
    titled = {"title": "Arms Trade Treaty (2013)", "kind": "treaty", "do": "draft"}
    assert ruth.post("/log/new/treaties/", titled).status_code == 409
    assert ruth.post("/log/new/treaties/", titled | {"title": "Another treaty"}).status_code == 302


def test_a_key_is_made_of_the_title_and_never_twice(ruth):
    sent = {"title": "Test series", "kind": "review_conference", "date": "July 1999", "another": "yes", "do": "draft"}
    for _time in range(2):
        assert ruth.post("/log/new/events/", sent).status_code == 302
    assert set(Event.objects.values_list("key", flat=True)) == {"test-series", "test-series-2"}


def test_names_are_those_of_the_day_and_several_are_parted(ruth, att):
    actor("rus")
    actor("usa")
    sent = {"record": "ATT", "actor": "Soviet Union", "action": "a", "date": "1 July 1968", "depositary": "USA; Russia", "do": "draft"}
    assert ruth.post("/log/new/actions/", sent).status_code == 302
    row = Action.objects.get()
    assert (row.actor.key, row.action, sorted(one.key for one in row.depositary.all())) == ("rus", "accession", ["rus", "usa"])


def test_what_is_not_a_column_or_a_button_is_refused(ruth, att):
    assert ruth.get("/log/new/assessments/?colour=red").status_code == 400
    assert ruth.get("/log/new/assessments/?like=none").status_code == 404
    assert ruth.get("/log/new/nonsense/").status_code == 404
    actor("fra")
    for do in ("", "publish-all", "save"):
        answer = ruth.post("/log/new/assessments/", assessment(do=do))
        assert answer.status_code == 400
        assert "Press one of the buttons." in answer.text
    assert ruth.get("/log/?page=2").status_code == 400


def test_every_table_has_a_form_that_says_what_it_holds(ruth):
    """Sent back as it is shown, a form changes nothing: of every table, for a curator; and makes no proposal of nothing."""
    w = world()
    ruth.force_login(user("carl", "Curator"))
    for name, table in TABLES.items():
        assert ruth.get(f"/log/new/{name}/").status_code == 200, name
        row = table.queryset().order_by("pk").first()
        before = read_rows(table, table.queryset().filter(pk=row.pk))
        address = f"/log/{name}/{id_of(table, row)}/"
        numbers = Change.objects.count()
        answer = ruth.post(address, shown(ruth.get(address)) | {"do": "save"})
        assert answer.status_code == 302, (name, answer.context["wrong"], answer.context["refusals"])
        after = read_rows(table, table.queryset().filter(pk=row.pk))
        assert [cells(table, one) for one in after] == [cells(table, one) for one in before], name
        assert Change.objects.count() == numbers
    ruth.force_login(user("ruth2", "Researcher"))
    address = f"/log/treaties/{w.npt.key}/"
    answer = ruth.post(address, shown(ruth.get(address)) | {"do": "review"})
    assert answer.status_code == 400
    assert "nothing to save" in answer.text
    assert not Proposal.objects.exists()


# --- Rows that are there --------------------------------------------------------------------------------------------


def test_a_draft_goes_on_until_it_is_handed_in(ruth, att):
    actor("fra")
    ruth.post("/log/new/assessments/", assessment(do="draft"))
    row = Assessment.objects.get()
    assert row.state == "draft"
    address = f"/log/assessments/{row.uid}/"
    form = ruth.get(address)
    assert ruth.post(address, shown(form) | {"evidence": "More.", "do": "save"}).status_code == 302
    assert ruth.post(address, shown(ruth.get(address)) | {"do": "review"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.evidence) == ("in_review", "More.")
    desk = ruth.get("/log/")
    assert [len(part["rows"]) for part in desk.context["parts"]] == [0, 0, 1]
    assert ruth.post(address, {"seen_version": row.version, "do": "delete"}).status_code == 302
    assert not Assessment.objects.exists()


def test_nobody_deletes_the_draft_of_another_researcher(ruth, att):
    actor("fra")
    ruth.post("/log/new/assessments/", assessment(do="draft"))
    row = Assessment.objects.get()
    ruth.force_login(user("rolf", "Researcher"))
    answer = ruth.post(f"/log/assessments/{row.uid}/", {"seen_version": row.version, "do": "delete"})
    assert answer.status_code == 403
    assert Assessment.objects.exists()


def test_a_researchers_edit_of_a_published_row_waits_beside_it(ruth, att):
    address = f"/log/commitments/{att.uid}/"
    form = ruth.get(address)
    assert "waits beside it until a curator accepts it" in form.text
    answer = ruth.post(address, shown(form) | {"title": "To report by 31 May", "why": "As the text says.", "do": "review"})
    assert "how=propose-review" in answer.url
    att.refresh_from_db()
    assert att.title == "To report every year"
    proposal = Proposal.objects.get()
    assert (proposal.cells, proposal.note, proposal.by) == ({"title": "To report by 31 May"}, "As the text says.", "ruth")
    # Opened again, the form goes on from the proposal.
    form = ruth.get(address)
    assert shown(form)["title"] == "To report by 31 May"
    ruth.post(address, shown(form) | {"reference": "Article 13, paragraph 3", "do": "draft"})
    proposal.refresh_from_db()
    assert (proposal.cells, proposal.state) == ({"title": "To report by 31 May", "reference": "Article 13, paragraph 3"}, "draft")
    assert Proposal.objects.count() == 1
    assert ruth.post(address, {"seen_version": 1, "seen_proposal": proposal.version, "do": "withdraw"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "rejected"


def test_a_new_source_comes_with_a_proposal_and_is_published_with_it(client, att):
    client.force_login(user("ruth", "Researcher"))
    address = f"/log/commitments/{att.uid}/"
    sent = shown(client.get(address)) | {
        "source_url": "https://example.org/text",
        "source_title": "Text",
        "source_publisher": "UN",
        "do": "review",
    }
    assert client.post(address, sent).status_code == 302
    source = Source.objects.get()
    proposal = Proposal.objects.get()
    assert (source.state, proposal.cells) == ("in_review", {"sources": source.key})
    client.force_login(user("carl", "Curator"))
    review = client.get(f"/log/queue/proposals/{proposal.pk}/")
    assert "new: published with this" in review.text
    sent = {"seen_version": review.context["version"], "seen_proposal": proposal.version, "do": "accept"}
    assert client.post(f"/log/queue/proposals/{proposal.pk}/", sent).url == "/log/queue/"
    source.refresh_from_db()
    assert source.state == "published"
    assert list(att.sources.all()) == [source]


def test_an_administrator_publishes_at_once_and_a_curator_does_not_publish_their_own(client, att, settings):
    actor("fra")
    client.force_login(user("carl", "Curator"))
    assert 'value="publish"' not in client.get("/log/new/assessments/").text
    refused = client.post("/log/new/assessments/", assessment(do="publish"))
    assert refused.status_code == 403
    assert "another curator or an administrator publishes" in refused.text
    assert not Assessment.objects.exists()
    settings.CURATORS_PUBLISH_OWN = True
    sent = assessment(do="publish", source_url="https://example.org/x", source_title="X", source_publisher="Y")
    assert client.post("/log/new/assessments/", sent).status_code == 302
    settings.CURATORS_PUBLISH_OWN = False
    client.force_login(user("ada", "Administrator"))
    assert client.post("/log/new/assessments/", assessment(do="publish", date="2019")).status_code == 302
    assert {row.state for row in (*Assessment.objects.all(), *Source.objects.all())} == {"published"}


def test_what_is_published_is_retracted_and_restored_with_a_reason(client, att):
    client.force_login(user("carl", "Curator"))
    address, page = "/log/treaties/att/", "/treaties/att/"
    version = Record.objects.get(key="att").version
    refused = client.post(address, {"seen_version": version, "do": "retract"})
    assert refused.status_code == 400
    assert "Say why it is retracted" in refused.text
    assert client.post(address, {"seen_version": version, "do": "retract", "why": "Recorded twice."}).status_code == 302
    gone = client.get(page)
    assert gone.status_code == 410
    assert "Recorded twice." in gone.text
    assert 'value="save"' not in client.get(address).text
    version = Record.objects.get(key="att").version
    assert client.post(address, {"seen_version": version, "do": "restore"}).status_code == 400
    assert client.post(address, {"seen_version": version, "do": "restore", "why": "It was not."}).status_code == 302
    assert client.get(page).status_code == 200
    assert [(one.verb, one.why) for one in Change.objects.filter(table="treaties")[:2]] == [
        ("restore", "It was not."),
        ("retract", "Recorded twice."),
    ]
    client.force_login(user("ruth", "Researcher"))
    version = Record.objects.get(key="att").version
    assert client.post(address, {"seen_version": version, "do": "retract", "why": "No."}).status_code == 403


# --- Two people at once ---------------------------------------------------------------------------------------------


def test_a_stale_form_is_refused_with_both_versions(client, att):
    client.force_login(user("carl", "Curator"))
    address = f"/log/commitments/{att.uid}/"
    mine = shown(client.get(address)) | {"title": "Mine", "text": "My words.", "do": "save"}
    att.title, att.reference = "Theirs", "Article 13, paragraph 3"
    changes.save(att, by=ADMINISTRATOR, why="A better title.")

    answer = client.post(address, mine)
    assert answer.status_code == 409
    att.refresh_from_db()
    assert (att.title, att.text) == ("Theirs", "")
    conflict = answer.context["conflict"]
    assert {(line.label, line.then, line.now, line.typed, line.kept) for line in conflict.lines} == {
        ("Title", "To report every year", "Theirs", "Mine", True),
        ("Reference", "Article 13(3)", "Article 13, paragraph 3", "Article 13(3)", False),
    }
    assert "ada.administrator changed this while you were at it" in answer.text
    assert "A better title." in answer.text
    # What was typed is kept, what was left alone is as it is now; the next press goes on from there.
    again = shown(answer)
    assert (again["title"], again["text"], again["reference"]) == ("Mine", "My words.", "Article 13, paragraph 3")
    assert client.post(address, again | {"do": "save"}).status_code == 302
    att.refresh_from_db()
    assert (att.title, att.reference) == ("Mine", "Article 13, paragraph 3")


@pytest.mark.parametrize("seen", ["", "x", "99", "-1", "1" * 30])
def test_a_form_must_say_what_it_was_made_from(client, att, seen):
    client.force_login(user("carl", "Curator"))
    address = f"/log/commitments/{att.uid}/"
    answer = client.post(address, shown(client.get(address)) | {"title": "Mine", "do": "save", "seen_version": seen})
    assert answer.status_code == 409
    att.refresh_from_db()
    assert att.title == "To report every year"


def test_a_proposal_on_a_row_that_was_changed_since_is_shown_both(ruth, att):
    address = f"/log/commitments/{att.uid}/"
    mine = shown(ruth.get(address)) | {"title": "Mine", "do": "review"}
    att.title = "Theirs"
    changes.save(att, by=CURATOR)
    answer = ruth.post(address, mine)
    assert answer.status_code == 409
    assert ruth.post(address, shown(answer) | {"do": "review"}).status_code == 302
    assert Proposal.objects.get().base_version == 2


def test_a_proposal_that_a_curator_edits_meanwhile_is_shown_beside_what_was_typed(ruth, att):
    address = f"/log/commitments/{att.uid}/"
    ruth.post(address, shown(ruth.get(address)) | {"title": "Beter", "do": "review"})
    mine = shown(ruth.get(address)) | {"title": "Best", "do": "review"}
    proposal = Proposal.objects.get()
    changes.revise(proposal, {"title": "Better", "text": "As it says."}, by=CURATOR, base_version=1)
    answer = ruth.post(address, mine)
    assert answer.status_code == 409
    assert Proposal.objects.get().cells["title"] == "Better"
    assert {(line.label, line.then, line.now, line.typed) for line in answer.context["conflict"].lines} == {
        ("Title", "To report every year", "Better", "Best"),
        ("Text", "", "As it says.", ""),
    }
    assert "In the proposal now" in answer.text
    again = shown(answer)
    assert again["title"] == "Best"
    assert ruth.post(address, again | {"do": "review"}).status_code == 302
    assert Proposal.objects.get().cells == {"title": "Best"}


# --- Finding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("table=actors&q=FRA", {"value": "France", "label": "France", "also": "fra"}),
        ("table=actors&q=sovi", {"value": "Russian Federation", "label": "Russian Federation", "also": "rus"}),
        ("table=actors&q=turkiye", {"value": "Türkiye", "label": "Türkiye", "also": "tur"}),
        ("table=records&q=arms trade", {"value": "ATT", "label": "ATT", "also": "Treaty · Arms Trade Treaty"}),
        ("table=treaties&q=att", {"value": "ATT", "label": "ATT", "also": "Treaty · Arms Trade Treaty"}),
        (
            "table=commitments&q=att report",
            {"value": "ATT, Article 13(3): To report every year", "label": "ATT, Article 13(3): To report every year", "also": "Reporting"},
        ),
        ("table=bearers&q=all", {"value": "all", "label": "all", "also": "all parties or participants"}),
    ],
)
def test_rows_are_found_as_one_types(ruth, att, query, first):
    for key in ("fra", "rus", "tur"):
        actor(key)
    assert ruth.get(f"/log/find/?{query}").json()["results"][0] == first


def test_finding_refuses_what_it_does_not_know_and_finds_drafts(ruth):
    assert ruth.get("/log/find/?table=users").status_code == 400
    assert ruth.get("/log/find/?q=x").status_code == 400
    TreatyFactory(key="next", title="Next treaty", state="draft")
    assert ruth.get("/log/find/?table=treaties&q=next").json()["results"] == [
        {"value": "Next treaty", "label": "Next treaty", "also": "Treaty · draft"}
    ]
    ruth.logout()
    assert ruth.get("/log/find/?table=treaties&q=next").status_code == 302


def test_a_name_that_two_rows_bear_is_not_offered(ruth):
    TreatyFactory(key="one", title="Same title")
    TreatyFactory(key="two", title="Same title")
    assert [one["value"] for one in ruth.get("/log/find/?table=treaties&q=same").json()["results"]] == ["one", "two"]
    answer = ruth.post("/log/new/commitments/", {"record": "Same title", "do": "draft"})
    assert "write which of one, two is meant" in answer.context["errors"]["record"]


# --- What is mine -----------------------------------------------------------------------------------------------------


def test_the_desk_tells_how_far_everything_of_mine_is(client, att, django_assert_max_num_queries):
    client.force_login(user("ruth", "Researcher"))
    actor("fra")
    for state, year in (("draft", 2001), ("review", 2005), ("review", 2010), ("review", 2015)):
        client.post("/log/new/assessments/", assessment(do=state, date=str(year)))
    back, out = Assessment.objects.get(date="2010"), Assessment.objects.get(date="2015")
    changes.send_back(back, by=CURATOR, note="Which report?")
    changes.publish(out, by=CURATOR)
    AssessmentFactory(commitment=att, state=Publication.DRAFT)  # another's
    with django_assert_max_num_queries(110):
        desk = client.get("/log/")
    assert {part["state"]: part["count"] for part in desk.context["parts"]} == {"sent_back": 1, "draft": 1, "in_review": 1}
    assert "Which report?" in desk.text
    assert [one.pk for one in desk.context["lately"]] == [out.pk]
    assert json.dumps([list(count) for count in desk.context["counts"]]).count("1") == 3


def test_the_page_of_the_desk_is_kept_by_no_cache(ruth, att):
    for address in ("/log/", "/log/new/", "/log/new/assessments/", f"/log/commitments/{att.uid}/", "/log/find/?table=actors"):
        assert "no-store" in ruth.get(address).headers["Cache-Control"]


def test_a_commitment_leads_on_to_its_assessment(ruth):
    TreatyFactory(key="att", short_title="ATT")
    sent = {"record": "att", "reference": "Article 1", "title": "To report", "kind": "reporting", "owed_by": "all parties", "do": "review"}
    answer = ruth.post("/log/new/commitments/", sent, follow=True)
    row = Commitment.objects.get()
    assert row.owed_by == ("all",)
    [(noun, address)] = answer.context["saved"]["below"]
    assert noun == "assessment"
    assert shown(ruth.get(address))["commitment"] == "ATT, Article 1: To report"
