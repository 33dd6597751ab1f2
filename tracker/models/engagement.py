"""Engagements: what an alliance and its partners do together."""

from .record import Record, TypeManager
from .vocabulary import RecordTypeCode


class Engagement(Record):
    TYPE = RecordTypeCode.ENGAGEMENT
    objects = TypeManager()

    class Meta:
        proxy = True
        verbose_name_plural = "engagements"
