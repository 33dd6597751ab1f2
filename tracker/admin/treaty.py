"""Treaties: who signed, ratified and left; what was promised."""

from django.contrib import admin

from tracker.models import Treaty

from .actions import ActionInline
from .commitments import CommitmentInline
from .record import RecordAdmin
from .relations import RelationInline, ReverseRelationInline


@admin.register(Treaty)
class TreatyAdmin(RecordAdmin):
    inlines = (ActionInline, CommitmentInline, RelationInline, ReverseRelationInline)
