"""Frameworks: political documents, codes of conduct, regimes, initiatives and resolutions."""

from .record import Record, TypeManager
from .vocabulary import RecordTypeCode


class Framework(Record):
    objects = TypeManager(RecordTypeCode.FRAMEWORK)

    class Meta:
        proxy = True
        verbose_name_plural = "frameworks"
