"""Challenges: their phases and who says what about them."""

from django.contrib import admin

from tracker.models import Challenge

from .actions import PhaseInline
from .events import PositionInline
from .record import RecordAdmin
from .relations import RelationInline, ReverseRelationInline


@admin.register(Challenge)
class ChallengeAdmin(RecordAdmin):
    inlines = (PhaseInline, PositionInline, RelationInline, ReverseRelationInline)
