"""Proposals: edits of published rows by someone who may not publish, kept beside the row until a curator accepts them;
and what people say to each other about what waits. Neither is ever public."""

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
    version = models.PositiveIntegerField(default=1, help_text="Counts what became of the proposal itself.")
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


class Comment(models.Model):
    """Something said about a row on its way to the public, or about a proposal."""

    table = models.CharField(max_length=40)
    row = models.PositiveBigIntegerField(help_text="Primary key of the row.")
    proposal = models.ForeignKey(
        Proposal,
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # it speaks of nothing else
        related_name="comments",
        help_text="Empty: about the row itself.",
    )
    text = models.TextField(max_length=5000)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(fields=["table", "row"], name="comment_of_row")]

    def __str__(self):
        return f"{self.by}: {self.text[:60]}"
