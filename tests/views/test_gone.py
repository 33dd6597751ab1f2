"""What was public and was retracted: every address of it answers 410 with the reason, in the way of that address."""

import pytest

from tests.factories import ADMINISTRATOR, CURATOR, StoryStepFactory, TreatyFactory, world
from tracker import changes
from tracker.api.resources import OFFERED
from tracker.catalogue import LISTINGS, TYPE_OF_CODE
from tracker.formats.registry import offered
from tracker.models import Record
from tracker.urls import SINGLES

pytestmark = pytest.mark.django_db

TIMELINES = {"actors", "themes", *(record_type.name for record_type in TYPE_OF_CODE.values())}
OPEN_PAGES = {*SINGLES.split("|")}


@pytest.fixture
def w():
    return world()


def addresses(listing, key):
    """Every public address of a row: taken from what routes and formats are made of, so that a new one is asked for too."""
    found = []
    if listing.name in OPEN_PAGES:
        found.append(f"/{listing.name}/{key}/")
        found += [f"/{listing.name}/{key}.{made.extension}" for made in offered(listing, one=True)]
    if listing.name in TIMELINES:
        found += [f"/{listing.name}/{key}/timeline/", f"/{listing.name}/{key}/timeline.svg"]
    if listing.is_record:
        found += [f"/{listing.name}/{key}/?version=1", f"/{listing.name}/{key}/participants.csv"]
    if listing in OFFERED:
        found.append(f"/api/v1/{listing.name}/{key}/")
    return found


def rows_with_addresses(w):
    """[(listing, row)]: one of every listing whose rows have an address; what hangs on others first."""
    rows = [w.finding, w.signature, w.relation, w.conference, w.article, w.fra, w.nuclear, w.report]
    rows += [w.npt, w.code, w.visits, w.exercise, w.plan, w.radar, w.test, w.tension]
    found = [
        (next(one for one in LISTINGS.values() if one.table and isinstance(row, one.model) and not one.is_record), row) for row in rows[:8]
    ]
    return found + [(TYPE_OF_CODE[str(row.type)], row) for row in rows[8:]]


def named(listing, row):
    return getattr(row, listing.table.key)


def test_every_address_of_what_was_retracted_gives_the_reason(client, w):
    rows = rows_with_addresses(w)
    assert {listing.name for listing, _row in rows} >= OPEN_PAGES | {listing.name for listing in OFFERED if listing.table}
    for listing, row in rows:
        assert client.get(addresses(listing, named(listing, row))[0]).status_code == 200
    why = "Entered by mistake."
    with changes.together():
        for row in [w.step, *(row for _listing, row in rows)]:
            row.refresh_from_db()
            changes.retract(row, by=CURATOR, why=why)
    asked = [address for listing, row in rows for address in addresses(listing, named(listing, row))]
    for address in ["/stories/a-story/", *asked]:
        answer = client.get(address)
        assert answer.status_code == 410, address
        assert why in answer.text, address
        assert "was retracted on" in answer.text, address
    assert "This source was retracted on" in client.get(f"/sources/{w.report.key}/").text
    for _listing, row in rows:
        changes.publish(row, by=CURATOR, why="It was none.")
    assert client.get("/actors/fra/").status_code == 200


def test_what_was_never_public_is_404_at_every_address(client, w):
    """A draft, and what was retracted before anybody could see it."""
    rows = rows_with_addresses(w)
    with changes.together():
        for at, (_listing, row) in enumerate(rows):
            row.refresh_from_db()
            changes.save(row, by=ADMINISTRATOR, state=["draft", "in_review", "sent_back"][at % 3])
    for listing, row in rows:
        for address in addresses(listing, named(listing, row))[::6]:
            assert client.get(address).status_code == 404, address
    TreatyFactory(key="early", state="retracted", by=ADMINISTRATOR, why="Never.")
    StoryStepFactory(story="other", state="draft")
    for address in ("/treaties/early/", "/treaties/early.json", "/api/v1/treaties/early/", "/stories/other/", "/stories/none/"):
        assert client.get(address).status_code == 404


def test_what_went_with_what_it_hung_on_says_so(client, w):
    late = Record.objects.get(key="code")
    changes.retract(late, by=CURATOR, why="No such code.")
    gone = client.get(f"/commitments/{w.paragraph.uid}/")
    assert gone.status_code == 410
    assert "This commitment was retracted with its record on" in gone.text
    assert "No such code." in gone.text
    answer = client.get(f"/api/v1/assessments/{w.other_finding.uid}/")
    assert (answer.status_code, "with its record" in answer.text) == (410, True)
    # Published only after the record had gone, it was never there for the public.
    w.paragraph.title = "Another"
    changes.save(w.paragraph, by=CURATOR, state="draft")
    changes.publish(w.paragraph, by=CURATOR)
    assert client.get(f"/commitments/{w.paragraph.uid}.json").status_code == 404
    # A key that it had before leads to the same answer.
    npt = w.npt
    npt.key = "non-proliferation"
    changes.save(npt, by=ADMINISTRATOR)
    changes.retract(npt, by=CURATOR, why="Entered twice.")
    for address in ("/treaties/npt/", "/treaties/npt.json", "/treaties/npt/timeline/", "/api/v1/treaties/npt/"):
        assert client.get(address).status_code == 410, address
