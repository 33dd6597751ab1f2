"""Commitments, one obligation each, and the dated findings about how they are kept."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from .actions import Identified
from .actors import Actor
from .articles import ArticleOrder
from .dates import PartialDateField
from .record import Record
from .recurrence import RecurrenceField
from .rows import ListField, Row, code_check
from .sources import Sourced
from .vocabulary import CommitmentKind, Finding

valid_delay = RegexValidator(
    r"^<?(?:P[1-9][0-9]{0,3}[DMY]|FO[MY][1-9][0-9]?)\Z",
    "Write P180D, P9M or P10Y; <P1Y where the year itself has to hold it; FOM6 or FOY2 for the first day of a later month or year.",
)


class Commitment(Row, Sourced, Identified):
    hangs_on = ("record",)

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="commitments", help_text="Where it stands.")
    reference = models.CharField(max_length=200, help_text="Article or paragraph, such as Article VI.")
    reference_order = ArticleOrder(source="reference")
    title = models.CharField(max_length=300, help_text="What is to be done or left, in a line.")
    kind = models.CharField(max_length=20, choices=CommitmentKind, help_text="What sort of promise it is.")
    owed_by = ListField(help_text="all, keys of actors, or the name of a list; several separated by |.")
    owed_to = ListField(help_text="all, keys of actors, or the name of a list. Empty: not stated.")
    depends_on = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="conditions",
        help_text="Commitments without which it does not bind; each by id, or as record#reference.",
    )
    text = models.TextField(blank=True, help_text="What it says, in our own words.")
    limit = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True, help_text="The number not to be exceeded.")
    unit = models.CharField(max_length=120, blank=True, help_text="What the limit counts, such as deployed warheads.")
    due = PartialDateField(null=True, blank=True, help_text="The deadline. Empty: none, or it recurs.")
    due_after = models.CharField(
        "due after",
        max_length=10,
        blank=True,
        validators=[valid_delay],
        help_text="How long after it is bound each actor first owes it: P10Y is ten years to the day, <P1Y the last day of the first year, "
        "FOY2 not before the second calendar year after. Empty: from the first day.",
    )
    recurrence = RecurrenceField(
        max_length=200,
        blank=True,
        help_text="An RRULE (RFC 5545), such as FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31. One that names no day says only how often.",
    )
    verified_by = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.PROTECT, related_name="verifies", help_text="The record that verifies it."
    )

    class Meta:
        ordering = ("record__key", "reference_order", "id")
        constraints = [
            code_check("kind", CommitmentKind, "commitment_kind_known"),
            models.UniqueConstraint(
                fields=["record", "reference", "title"],
                name="commitment_once",
                violation_error_message="This record already has a commitment with that reference and title.",
            ),
        ]

    def __str__(self):
        return f"{self.record}, {self.reference}: {self.title}"


class Assessment(Row, Sourced, Identified):
    """One finding about one commitment. A government's finding is its view, not a fact."""

    hangs_on = ("commitment", "actor")

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="assessments", help_text="What the finding is about: an id, or record#reference."
    )
    date = PartialDateField(help_text="The day of the finding.")
    finding = models.CharField(max_length=20, choices=Finding, help_text="What was found.")
    assessor = models.CharField(max_length=200, help_text="Who found it.")
    actor = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assessments",
        help_text="About whom. Empty: about all who owe it.",
    )
    due = PartialDateField(
        "about what was due",
        null=True,
        blank=True,
        help_text="Which due date it is about, where the commitment recurs: 2016-05-31, 2016 or 2016/2018. Empty: about none of them.",
    )
    extended_to = PartialDateField("extended to", null=True, blank=True, help_text="The new deadline, where the finding is: extended.")
    standard = models.CharField(max_length=300, blank=True, help_text="What it was measured against.")
    evidence = models.TextField(blank=True, help_text="On what the finding rests, in our own words.")

    class Meta:
        ordering = ("date_first", "id")
        constraints = [
            code_check("finding", Finding, "finding_known"),
            models.CheckConstraint(
                condition=Q(extended_to__isnull=True) | Q(finding=Finding.EXTENDED),
                name="assessment_extends",
                violation_error_message="Only a finding that a deadline was extended has a new deadline.",
            ),
        ]

    def __str__(self):
        return f"{self.assessor}: {self.get_finding_display().lower()}, {self.date}"
