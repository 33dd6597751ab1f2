"""Commitments, and what was found about them."""

from django.contrib import admin

from tracker.models import Assessment, Commitment

from .base import RowAdmin, StackedRows, date_column, state_word
from .filters import SourcedFilter

WHAT = (("title", "reference"), "kind", ("owed_by", "owed_to"), "text")
HOW_MUCH = (("limit", "unit"), ("due", "due_after", "recurrence"), ("verified_by", "depends_on"))


class CommitmentInline(StackedRows):
    model = Commitment
    fk_name = "record"
    fields = (*WHAT, *HOW_MUCH, "sources")
    related = ("record", "verified_by")


class AssessmentInline(StackedRows):
    model = Assessment
    fk_name = "commitment"
    fields = (("assessor", "actor"), ("finding", "date"), ("due", "extended_to"), "standard", "evidence", "sources")
    related = ("actor",)


@admin.register(Commitment)
class CommitmentAdmin(RowAdmin):
    address = "/commitments/{uid}/"
    search_fields = ("title", "reference", "record__key", "record__short_title", "record__title", "text", "uid")
    list_display = ("title", "record", "reference", "kind", date_column("due"), state_word)
    list_filter = ("state", "kind", SourcedFilter)
    list_select_related = ("record",)
    date_hierarchy = "due_first"
    fieldsets = (
        ("What was promised", {"fields": ("record", *WHAT)}),
        ("How much, by when, on what terms", {"fields": HOW_MUCH}),
        ("How we know", {"fields": ("sources",)}),
    )
    inlines = (AssessmentInline,)


@admin.register(Assessment)
class AssessmentAdmin(RowAdmin):
    search_fields = ("assessor", "commitment__title", "commitment__record__key", "standard", "evidence", "uid")
    list_display = ("commitment", "assessor", "finding", date_column("date"), "actor", state_word)
    list_filter = ("state", "finding", SourcedFilter)
    list_select_related = ("commitment__record", "actor")
    date_hierarchy = "date_first"
    fields = ("commitment", *AssessmentInline.fields)

    def view_on_site(self, row):
        return f"/commitments/{row.commitment.uid}/" if Assessment.objects.public().filter(pk=row.pk).exists() else None
