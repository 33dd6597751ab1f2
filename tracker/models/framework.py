"""Frameworks: political documents, codes of conduct, regimes, initiatives and resolutions."""

from .record import Record, TypeManager
from .vocabulary import RecordTypeCode


class Framework(Record):
    TYPE = RecordTypeCode.FRAMEWORK
    objects = TypeManager()

    class Meta:
        proxy = True
        verbose_name_plural = "frameworks"
