"""The change log: who changed what, when, why, before and after. Append-only; written by `tracker.changes` alone."""

from django.db import models
from django.db.models import TextChoices


class Verb(TextChoices):
    CREATE = "create", "Recorded"
    UPDATE = "update", "Changed"
    PUBLISH = "publish", "Published"
    RETRACT = "retract", "Retracted"
    RESTORE = "restore", "Restored"
    DELETE = "delete", "Deleted"


class Batch(models.Model):
    """One import: its changes can be taken back together."""

    table = models.CharField(max_length=40)
    file = models.CharField(max_length=300)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    undone = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "batches"

    def __str__(self):
        return f"{self.pk}: {self.file} into {self.table}"


class Ledger(models.Model):
    """The one row that every write locks: the head of the change log and the version of what is published."""

    number = models.PositiveBigIntegerField(default=0, help_text="Number of the last change.")
    digest = models.CharField(max_length=64, default="", blank=True)
    edition = models.PositiveBigIntegerField(default=0, help_text="Number of the last change of what is published.")
    edition_day = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "ledger"

    def __str__(self):
        return self.data_version

    @property
    def data_version(self):
        return f"{self.edition}-{self.edition_day.isoformat()}" if self.edition_day else "0"


class Change(models.Model):
    """One change of one row. `before` and `after` hold its cells as files have them; `digest` chains it to the last."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    why = models.TextField(blank=True)
    verb = models.CharField(max_length=10, choices=Verb)
    table = models.CharField(max_length=40)
    row = models.PositiveBigIntegerField(help_text="Primary key of the row.")
    key = models.CharField(max_length=120, help_text="Its key or id at the time.")
    version = models.PositiveIntegerField()
    record = models.PositiveBigIntegerField(null=True, blank=True, help_text="Primary key of the record it is about.")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    public = models.BooleanField(default=False, help_text="It changed what is published.")
    batch = models.ForeignKey(Batch, null=True, blank=True, on_delete=models.PROTECT, related_name="changes")
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        indexes = [
            models.Index(fields=["table", "row", "number"], name="change_of_row"),
            models.Index(fields=["record", "public", "number"], name="change_of_record"),
            models.Index(fields=["public", "number"], name="change_public"),
        ]

    def __str__(self):
        return f"{self.number}: {self.verb} {self.table} {self.key}"
