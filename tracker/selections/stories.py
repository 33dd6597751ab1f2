"""Stories: sequences of steps that a curator set, each a paragraph beside an event, a record or a day."""

from dataclasses import dataclass, field
from datetime import date

from tracker.catalogue import TYPE_OF_CODE, Ref, read_rows, tables
from tracker.models import Entry, Event, Record, StoryStep

from .lifelines import courses


@dataclass
class Step:
    """`when` is its own or that of its event; `day` where it stands in time, `links` the addresses of what it tells of."""

    position: int
    title: str
    text: str
    event: str
    record: Ref | None
    when: object = None
    day: date | None = None
    links: list = field(default_factory=list)


@dataclass
class Story:
    """`records` are those that its steps tell of, in order, and `lines` what is known of their course."""

    key: str
    title: str
    steps: list
    records: list
    lines: dict = field(default_factory=dict)

    @property
    def first(self):
        return min((step.day for step in self.steps if step.day), default=None)

    @property
    def last(self):
        return max((step.day for step in self.steps if step.day), default=None)


def stories():
    """Every story with a published step, by title: its steps without what they tell of."""
    made = {}
    for row in read_rows(tables.STORIES, StoryStep.objects.public().order_by("story", "position"), public=True):
        made.setdefault(row["story"], []).append(row)
    return sorted((_story(key, rows) for key, rows in made.items()), key=lambda story: story.title)


def story(key):
    """The Story of that key; None where no step of it is published."""
    rows = read_rows(tables.STORIES, StoryStep.objects.public().filter(story=key).order_by("position"), public=True)
    if not rows:
        return None
    told = _story(key, rows)
    told.lines = {line.key: line for line in courses(Record.objects.public().filter(key__in=told.records)).values()}
    return told


def _story(key, rows):
    events = _events({str(row["event"]) for row in rows if row["event"]})
    steps = [_step(row, events) for row in rows]
    told = [key for step in steps for key in ([str(step.record)] if step.record else events.get(step.event, {}).get("records", ()))]
    return Story(key, rows[0]["title"], steps, list(dict.fromkeys(told)))


def _events(keys):
    rows = read_rows(tables.EVENTS, Event.objects.public().filter(key__in=keys), public=True) if keys else []
    anchors = dict(Entry.objects.filter(uid__in=[f"event.{key}" for key in keys]).values_list("uid", "anchor")) if keys else {}
    return {str(row["key"]): row | {"anchor": anchors.get(f"event.{row['key']}", "")} for row in rows}


def _step(row, events):
    event = events.get(str(row["event"])) if row["event"] else None
    when = row["date"] or (event["date"] if event else None)
    day = None if when is None else when.last if when.first == date.min else when.first
    made = Step(row["position"], row["title"], row["text"], str(event["key"]) if event else "", row["record"], when, day)
    if row["record"]:
        address = TYPE_OF_CODE[row["record"].of].address(row["record"])
        made.links.append((row["record"].label, address))
        if day:
            made.links.append(("How it stood then", f"{address}?as_of={day.isoformat()}"))
    if event and event["anchor"]:
        made.links.append((event["title"], event["anchor"]))
    if day and not made.links:
        made.links.append(("What else happened then", f"/timeline/?from={day.year:04}&to={day.year:04}"))
    return made
