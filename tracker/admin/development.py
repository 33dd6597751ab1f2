"""Developments, and what they touch."""

from django.contrib import admin

from tracker.models import Development

from .actions import PhaseInline
from .record import RecordAdmin
from .relations import RelationInline, ReverseRelationInline


@admin.register(Development)
class DevelopmentAdmin(RecordAdmin):
    inlines = (PhaseInline, RelationInline, ReverseRelationInline)
