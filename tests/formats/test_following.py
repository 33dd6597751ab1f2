"""Feeds tell what changed, once for each change; calendars hold what is dated, as all-day events."""

from datetime import UTC, date, datetime

import feedparser
import icalendar
import pytest

from tests.factories import ADMINISTRATOR, CURATOR, CommitmentFactory, EventFactory, StoryStepFactory, SystemFactory, TreatyFactory
from tracker import changes

pytestmark = pytest.mark.django_db


def feed(client, path):
    found = feedparser.parse(client.get(path).content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def events(client, path):
    calendar = icalendar.Calendar.from_ical(client.get(path).content)
    return {str(event["UID"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


def days(event):
    return event["DTSTART"].dt, event["DTEND"].dt


def test_a_row_that_changes_comes_to_the_top_under_an_id_of_its_own(client, world):
    before = feed(client, "/treaties.atom")
    assert feed(client, "/treaties.atom").entries == before.entries
    world.npt.refresh_from_db()
    world.npt.note = "More is known."
    changes.save(world.npt, by=CURATOR, why="A letter came.")
    after = feed(client, "/treaties.atom")
    assert len(after.entries) == len(before.entries) == 2
    top = after.entries[0]
    assert top.title == "NPT: Changed: note"
    assert "A letter came." in top.content[0].value
    assert top.link.endswith("/treaties/npt/")
    assert top.id not in {entry.id for entry in before.entries}
    assert after.entries[1].id in {entry.id for entry in before.entries}
    assert after.feed.updated == top.updated
    assert after.feed.subtitle.startswith("2 treaties, oldest first. Data version ")
    assert after.feed.license == "https://creativecommons.org/licenses/by/4.0/"


def test_what_hangs_on_a_row_is_a_change_of_it(client, world):
    commitment = f"/commitments/{world.article.uid}.atom"
    paths = ("/treaties/npt.atom", "/actors/usa.atom", "/themes/nuclear.atom", commitment, "/commitments.atom", "/actors.atom")
    before = {path: {entry.id for entry in feed(client, path).entries} for path in paths}
    world.finding.refresh_from_db()
    world.finding.evidence = "New evidence."
    changes.save(world.finding, by=CURATOR, why="Read again.")
    for path in paths:
        top = feed(client, path).entries[0]
        assert "Read again." in top.content[0].value
        assert top.id not in before[path]


def test_a_story_that_tells_of_a_record_does_not_change_it(client, world):
    before = [feed(client, path).entries for path in ("/treaties.atom", "/treaties/npt.atom")]
    StoryStepFactory(story="another", record=world.npt)
    assert [feed(client, path).entries for path in ("/treaties.atom", "/treaties/npt.atom")] == before


def test_that_a_record_was_retracted_is_told_with_its_address(client, world):
    world.npt.refresh_from_db()
    changes.retract(world.npt, by=ADMINISTRATOR, why="It was a mistake.")
    top = feed(client, "/changes.atom").entries[0]
    assert top.link.endswith("/treaties/npt/")
    assert client.get("/treaties/npt/").status_code == 410
    assert client.get("/changes/").status_code == 200


def test_entries_of_the_calendar_and_of_timelines_say_their_day(client, world):
    EventFactory(title="A conference", date="2031-05", records=[world.npt])
    for path in ("/calendar.atom", "/timeline.atom"):
        assert next(entry.title for entry in feed(client, path).entries if "A conference" in entry.title).startswith(
            "2031-05: A conference"
        )


def test_the_feed_of_a_row_tells_together_what_was_done_together(client, world):
    assert len(feed(client, "/treaties/npt.atom").entries) == 1
    assert feed(client, "/treaties/npt.atom").entries[0].title.startswith("Recorded: ")


def test_a_draft_moves_no_feed(client, world):
    before = client.get("/treaties.atom").content
    CommitmentFactory(record=world.npt, state="draft")
    assert client.get("/treaties.atom").content == before


def test_a_date_fills_the_days_that_it_means(client, world):
    for key, when in {
        "year": "1995",
        "month": "1996-02",
        "day": "1997-12-31",
        "about": "1974~",
        "stretch": "2010-05-03/2010-05-28",
        "before": "../2026-02-03",
        "after": "1946/..",
    }.items():
        EventFactory(key=key, date=when, title=f"Meeting; {key}, “ø”\nagain", records=[world.npt])
    found = events(client, "/treaties.ics?q=npt")
    assert {key: days(found[f"event.{key}"]) for key in ("year", "month", "day", "about", "stretch", "before", "after")} == {
        "year": (date(1995, 1, 1), date(1996, 1, 1)),
        "month": (date(1996, 2, 1), date(1996, 3, 1)),
        "day": (date(1997, 12, 31), date(1998, 1, 1)),
        "about": (date(1974, 1, 1), date(1975, 1, 1)),
        "stretch": (date(2010, 5, 3), date(2010, 5, 29)),
        "before": (date(2026, 2, 3), date(2026, 2, 4)),
        "after": (date(1946, 1, 1), date(1946, 1, 2)),
    }
    assert "about 1974" in found["event.about"]["DESCRIPTION"]
    assert found["npt.in_force"]["SUMMARY"].startswith("NPT ")
    assert all(len(line) <= 75 for line in client.get("/treaties.ics").content.split(b"\r\n"))


def test_what_comes_back_has_a_rule_that_ends_with_its_record(client, world):
    treaty = TreatyFactory(key="reports", in_force="2001-06-15", ended="2010-03-01")
    yearly = CommitmentFactory(record=treaty, recurrence="FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31")
    begun = CommitmentFactory(record=treaty, recurrence="DTSTART:20030415 RRULE:FREQ=YEARLY;INTERVAL=5")
    odd = CommitmentFactory(record=treaty, recurrence="FREQ=YEARLY", due="2005")
    for path in ("/commitments.ics?record=reports", "/treaties/reports.ics", "/treaties.ics"):
        event = events(client, path)[f"reports.each-{yearly.uid}"]
        assert days(event) == (date(2002, 5, 31), date(2002, 6, 1))
        assert event["RRULE"]["UNTIL"] == [date(2010, 2, 28)]
        assert days(events(client, path)[f"reports.each-{begun.uid}"])[0] == date(2003, 4, 15)
        assert f"reports.each-{odd.uid}" not in events(client, path)
        assert days(events(client, path)[f"reports.due-{odd.uid}"]) == (date(2005, 1, 1), date(2006, 1, 1))


def test_the_stamp_of_a_date_is_that_of_its_last_change(client, world, time_machine):
    time_machine.move_to(datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC), tick=False)
    SystemFactory(key="later", begins="2030", themes=[world.missiles])
    found = events(client, "/systems.ics")
    assert found["later.begins"]["DTSTAMP"].dt == datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert found["radar.phase-" + world.phase.uid]["DTSTAMP"].dt < datetime(2031, 1, 1, tzinfo=UTC)


def test_an_actor_has_what_names_it_and_a_theme_what_stands_under_it(client, world):
    assert any("accedes to NPT" in event["SUMMARY"] for event in events(client, "/actors/fra.ics").values())
    under = {event["SUMMARY"] for event in events(client, "/themes/nuclear.ics").values()}
    assert any("Review Conference" in title for title in under)
    assert not any("accedes" in title for title in under)
