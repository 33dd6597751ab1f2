"""Policies: strategic concepts, summit decisions, doctrines, plans."""

from .record import Record, TypeManager
from .vocabulary import RecordTypeCode


class Policy(Record):
    objects = TypeManager(RecordTypeCode.POLICY)

    class Meta:
        proxy = True
        verbose_name_plural = "policies"
