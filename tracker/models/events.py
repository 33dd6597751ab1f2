"""What happened: events, dated uses of measures, positions on challenges, and stories told from them."""

from django.db import models

from .actions import Identified
from .actors import Actor
from .dates import PartialDateField
from .record import Record
from .rows import Row, code_check, valid_key
from .sources import Sourced
from .vocabulary import EventKind, Stance


class Event(Row, Sourced):
    key = models.CharField(
        max_length=120, unique=True, validators=[valid_key], help_text="A short permanent name, such as npt-review-2026."
    )
    title = models.CharField(max_length=300, help_text="What happened, in a line.")
    date = PartialDateField(help_text="The day, or the first and last day of a meeting (2026-04-27/2026-05-22).")
    kind = models.CharField(max_length=30, choices=EventKind, help_text="What sort of event it is.")
    records = models.ManyToManyField(Record, blank=True, related_name="events", help_text="What it concerns; several separated by |.")
    actors = models.ManyToManyField(
        Actor, blank=True, related_name="events", help_text="Who took part or is named; several separated by |."
    )
    summary = models.TextField(blank=True, help_text="What came of it, in our own words.")
    planned = models.BooleanField(default=False, help_text="Announced, and not known to have taken place.")

    class Meta:
        ordering = ("date_first", "key")
        constraints = [code_check("kind", EventKind, "event_kind_known")]

    def __str__(self):
        return self.title


class Activation(Row, Sourced, Identified):
    """A dated use of a measure."""

    hangs_on = ("record",)

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="activations", help_text="The measure that was used.")
    date = PartialDateField(help_text="When it was used: a day, or the first and last.")
    title = models.CharField(max_length=300, help_text="How it was used, in a line.")
    actors = models.ManyToManyField(
        Actor, blank=True, related_name="activations", help_text="Who used it or took part; several separated by |."
    )
    summary = models.TextField(blank=True, help_text="What came of it, in our own words.")

    class Meta:
        ordering = ("date_first", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "date", "title"],
                name="activation_once",
                violation_error_message="This measure already has an activation with that date and title.",
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.date}"


class Position(Row, Sourced, Identified):
    """What an actor says about a challenge: it claims the tension, answers the claim, or offers what eases it."""

    hangs_on = ("challenge", "actor")

    challenge = models.ForeignKey(
        Record,
        on_delete=models.PROTECT,
        related_name="positions",
        limit_choices_to={"type": "challenge"},
        help_text="The challenge that it is about.",
    )
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="positions", help_text="Who says it.")
    date = PartialDateField(help_text="The day on which it was said.")
    stance = models.CharField(max_length=10, choices=Stance, help_text="Whether it raises the tension, answers it or eases it.")
    text = models.TextField(help_text="What it said, in our own words.")

    class Meta:
        ordering = ("date_first", "id")
        constraints = [
            code_check("stance", Stance, "stance_known"),
            models.UniqueConstraint(
                fields=["challenge", "actor", "date", "stance"],
                name="position_once",
                violation_error_message="That actor's position of that day and stance is recorded already.",
            ),
        ]

    def __str__(self):
        return f"{self.actor} {self.get_stance_display().lower()}, {self.date}"


class StoryStep(Row):
    """One step of a story: a paragraph beside an event, a record or a day."""

    hangs_on = ("event", "record")

    story = models.CharField(max_length=120, validators=[valid_key], help_text="Key of the story; its first step's title names it.")
    position = models.PositiveIntegerField(help_text="Place of the step in its story, from 1.")
    title = models.CharField(max_length=300, help_text="What the step is about, in a line.")
    text = models.TextField(help_text="What the reader is told, in our own words.")
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="steps", help_text="The event that the step tells of, if any."
    )
    record = models.ForeignKey(
        Record,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="steps",
        help_text="The record that the step tells of, if any.",
    )
    date = PartialDateField(null=True, blank=True, help_text="When it was. Empty: the date of its event.")

    class Meta:
        ordering = ("story", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "position"],
                name="story_step_once",
                violation_error_message="The story has a step at that position already.",
            )
        ]

    def __str__(self):
        return f"{self.story} {self.position}: {self.title}"
