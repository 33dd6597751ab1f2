"""Developments: of threat and of technology."""

from .record import Record, TypeManager
from .vocabulary import RecordTypeCode


class Development(Record):
    objects = TypeManager(RecordTypeCode.DEVELOPMENT)

    class Meta:
        proxy = True
        verbose_name_plural = "developments"
