"""Challenges: attributed tensions between a capability or policy and a commitment."""

from .record import Record, TypeManager
from .vocabulary import RecordTypeCode


class Challenge(Record):
    TYPE = RecordTypeCode.CHALLENGE
    objects = TypeManager()

    class Meta:
        proxy = True
        verbose_name_plural = "challenges"
