"""Treaties: legally binding agreements."""

from .record import Record, TypeManager
from .vocabulary import RecordTypeCode


class Treaty(Record):
    TYPE = RecordTypeCode.TREATY
    objects = TypeManager()

    class Meta:
        proxy = True
        verbose_name_plural = "treaties"
