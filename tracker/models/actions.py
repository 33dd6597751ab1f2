"""What actors did about records, and the phases that records passed through."""

from django.db import models

from .actors import Actor
from .dates import PartialDateField
from .record import Record
from .rows import Row, code_check
from .sources import Sourced
from .vocabulary import ActionCode, PhaseState


class Identified(models.Model):
    """A row without a key of its own: a permanent short `uid`, given once, by which files and addresses name it."""

    uid = models.CharField("id", max_length=20, unique=True, editable=False)

    class Meta:
        abstract = True


class Action(Row, Sourced, Identified):
    """One act of one actor. What follows from it, the actor's status on any day, is derived (tracker.derived)."""

    hangs_on = ("record", "actor")

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="actions", help_text="What was signed, joined or left.")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="actions", help_text="Who did it.")
    action = models.CharField(
        max_length=40, choices=ActionCode, help_text="What was done, by name or by the UN Treaty Collection's symbol."
    )
    date = PartialDateField(help_text="Signed, deposited, notified or done on this day.")
    effective_date = PartialDateField(
        null=True, blank=True, help_text="Takes effect for this actor. Empty: follows from the agreement's rule, or at once."
    )
    depositary = models.ManyToManyField(Actor, blank=True, related_name="received", help_text="With whom it was deposited.")
    note = models.TextField(blank=True, help_text="What a reader should know of the act: a statement made with it, a doubt about its date.")
    contested_by = models.ManyToManyField(Actor, blank=True, related_name="contested", help_text="Who disputes the act.")
    reference = models.CharField(max_length=200, blank=True, help_text="Notification or table that records it, such as C.N.123.2011.")

    class Meta:
        ordering = ("date_first", "id")
        indexes = [
            models.Index(fields=["record", "state", "actor"], name="action_record_actor"),
            models.Index(fields=["actor", "state"], name="action_actor"),
        ]
        constraints = [code_check("action", ActionCode, "action_known")]

    def __str__(self):
        return f"{self.actor}: {self.get_action_display().lower()}, {self.date}"


class Phase(Row, Sourced, Identified):
    """A state that a record entered on a day: planned, under construction, operational…"""

    hangs_on = ("record",)

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="phases", help_text="What passed into the state.")
    phase = models.CharField(
        "state", max_length=20, choices=PhaseState, db_column="phase_state", help_text="The state that it passed into."
    )
    date = PartialDateField(help_text="The day on which it did.")
    note = models.TextField(blank=True, help_text="Who said so, or what is not certain.")

    class Meta:
        ordering = ("date_first", "id")
        constraints = [code_check("phase", PhaseState, "phase_known")]

    def __str__(self):
        return f"{self.record}: {self.get_phase_display().lower()}, {self.date}"
