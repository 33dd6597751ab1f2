"""Policies: strategic concepts, summit decisions, doctrines, plans."""

from .record import Record, TypeManager
from .vocabulary import RecordTypeCode


class Policy(Record):
    TYPE = RecordTypeCode.POLICY
    objects = TypeManager()

    class Meta:
        proxy = True
        verbose_name_plural = "policies"
