"""Relations between records, from either end."""

from django.contrib import admin

from tracker.models import Relation

from .base import RowAdmin, StackedRows, state_word
from .filters import SourcedFilter


class RelationInline(StackedRows):
    model = Relation
    fk_name = "from_record"
    fields = (("relation", "to_record"), "sources", "note")
    related = ("from_record", "to_record")
    verbose_name_plural = "relations to other records"


class ReverseRelationInline(StackedRows):
    model = Relation
    fk_name = "to_record"
    fields = (("from_record", "relation"), "sources", "note")
    related = ("from_record", "to_record")
    verbose_name_plural = "relations of other records to this one"


@admin.register(Relation)
class RelationAdmin(RowAdmin):
    page_of = "from_record"
    search_fields = tuple(f"{end}_record__{name}" for end in ("from", "to") for name in ("key", "short_title", "title"))
    list_display = ("from_record", "relation", "to_record", state_word)
    list_display_links = ("from_record", "to_record")
    list_filter = ("state", "relation", SourcedFilter)
    list_select_related = ("from_record", "to_record")
    fields = (("from_record", "relation", "to_record"), "note", "sources")
