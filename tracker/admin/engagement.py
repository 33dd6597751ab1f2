"""Engagements: their phases and who takes part."""

from django.contrib import admin

from tracker.models import Engagement

from .actions import ActionInline, PhaseInline
from .record import RecordAdmin
from .relations import RelationInline, ReverseRelationInline


@admin.register(Engagement)
class EngagementAdmin(RecordAdmin):
    inlines = (PhaseInline, ActionInline, RelationInline, ReverseRelationInline)
