"""Developments: of threat and of technology."""

from .record import Record, TypeManager
from .vocabulary import RecordTypeCode


class Development(Record):
    TYPE = RecordTypeCode.DEVELOPMENT
    objects = TypeManager()

    class Meta:
        proxy = True
        verbose_name_plural = "developments"
