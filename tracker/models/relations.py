"""Relations: how one record stands to another, read from either end."""

from django.db import models

from .actions import Identified
from .record import Record
from .rows import Row, code_check
from .sources import Sourced
from .vocabulary import REVERSE_RELATIONS, RelationCode


class Relation(Row, Sourced, Identified):
    hangs_on = ("from_record", "to_record")

    from_record = models.ForeignKey(
        Record,
        on_delete=models.PROTECT,
        related_name="relations_from",
        verbose_name="from",
        help_text="The record that the sentence begins with.",
    )
    relation = models.CharField(max_length=20, choices=RelationCode, help_text="How the first stands to the second.")
    to_record = models.ForeignKey(
        Record, on_delete=models.PROTECT, related_name="relations_to", verbose_name="to", help_text="The record that it ends with."
    )
    note = models.TextField(blank=True, help_text="On what the relation rests, and who says so.")

    class Meta:
        ordering = ("from_record__key", "relation", "id")
        constraints = [
            code_check("relation", RelationCode, "relation_known"),
            models.UniqueConstraint(
                fields=["from_record", "relation", "to_record"],
                name="relation_once",
                violation_error_message="These two records already have that relation.",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_record=models.F("to_record")),
                name="relation_of_two",
                violation_error_message="A record has no relation to itself.",
            ),
        ]

    def __str__(self):
        return f"{self.from_record} {self.get_relation_display()} {self.to_record}"

    @property
    def reverse(self):
        return REVERSE_RELATIONS[RelationCode(self.relation)]
