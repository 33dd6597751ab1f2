"""Measures: their phases, who takes part, each use of them."""

from django.contrib import admin

from tracker.models import Measure

from .actions import ActionInline, PhaseInline
from .commitments import CommitmentInline
from .events import ActivationInline
from .record import RecordAdmin
from .relations import RelationInline, ReverseRelationInline


@admin.register(Measure)
class MeasureAdmin(RecordAdmin):
    inlines = (PhaseInline, ActivationInline, ActionInline, CommitmentInline, RelationInline, ReverseRelationInline)
