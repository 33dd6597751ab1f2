"""Frameworks: who joined and left; what was promised."""

from django.contrib import admin

from tracker.models import Framework

from .actions import ActionInline
from .commitments import CommitmentInline
from .record import RecordAdmin
from .relations import RelationInline, ReverseRelationInline


@admin.register(Framework)
class FrameworkAdmin(RecordAdmin):
    inlines = (ActionInline, CommitmentInline, RelationInline, ReverseRelationInline)
