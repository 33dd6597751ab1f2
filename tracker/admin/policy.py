"""Policies: their phases and what was pledged."""

from django.contrib import admin

from tracker.models import Policy

from .actions import PhaseInline
from .commitments import CommitmentInline
from .record import RecordAdmin
from .relations import RelationInline, ReverseRelationInline


@admin.register(Policy)
class PolicyAdmin(RecordAdmin):
    inlines = (PhaseInline, CommitmentInline, RelationInline, ReverseRelationInline)
