"""Systems: the architecture of missile defence, through its phases."""

from .record import Record, TypeManager
from .vocabulary import RecordTypeCode


class System(Record):
    TYPE = RecordTypeCode.SYSTEM
    objects = TypeManager()

    class Meta:
        proxy = True
        verbose_name_plural = "systems"
