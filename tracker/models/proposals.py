"""Proposals: edits of published rows by someone who may not publish, kept beside the row until a curator accepts them."""

from django.db import models
from django.db.models import TextChoices


class Proposal(models.Model):
    class State(TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        SENT_BACK = "sent_back", "Sent back"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"

    table = models.CharField(max_length=40)
    row = models.PositiveBigIntegerField(help_text="Primary key of the row.")
    key = models.CharField(max_length=120, help_text="Its key or id when proposed.")
    base_version = models.PositiveIntegerField(help_text="The version that the proposer saw.")
    cells = models.JSONField(help_text="The changed cells, as a file would have them.")
    state = models.CharField(max_length=10, choices=State, default=State.IN_REVIEW)
    note = models.TextField(blank=True, help_text="Why.")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    answer = models.TextField(blank=True, help_text="The curator's note.")
    answered_by = models.CharField(max_length=150, blank=True)
    batch = models.ForeignKey("tracker.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")

    class Meta:
        ordering = ("-at", "-id")
        indexes = [models.Index(fields=["table", "row", "state"], name="proposal_of_row")]

    def __str__(self):
        return f"{self.table} {self.key}, by {self.by}"
