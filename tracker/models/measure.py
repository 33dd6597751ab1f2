"""Measures: confidence- and security-building measures, with their activations."""

from .record import Record, TypeManager
from .vocabulary import RecordTypeCode


class Measure(Record):
    TYPE = RecordTypeCode.MEASURE
    objects = TypeManager()

    class Meta:
        proxy = True
        verbose_name_plural = "measures"
