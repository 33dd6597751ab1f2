"""Systems: their phases, hosts and operators."""

from django.contrib import admin

from tracker.models import System

from .actions import ActionInline, PhaseInline
from .record import RecordAdmin
from .relations import RelationInline, ReverseRelationInline


@admin.register(System)
class SystemAdmin(RecordAdmin):
    inlines = (PhaseInline, ActionInline, RelationInline, ReverseRelationInline)
