"""Actions of actors, and the phases of records."""

from django.contrib import admin

from tracker.models import Action, Phase

from .base import RowAdmin, StackedRows, date_column, state_word
from .filters import SourcedFilter


class ActionInline(StackedRows):
    model = Action
    fk_name = "record"
    fields = (("actor", "action"), ("date", "effective_date"), ("depositary", "contested_by"), ("sources", "reference"), "note")
    related = ("actor",)


class PhaseInline(StackedRows):
    model = Phase
    fk_name = "record"
    fields = (("phase", "date"), "sources", "note")
    related = ("record",)


@admin.register(Action)
class ActionAdmin(RowAdmin):
    page_of = "record"
    search_fields = ("record__key", "record__short_title", "record__title", "actor__key", "actor__name", "reference", "note", "uid")
    list_display = ("record", "actor", "action", date_column("date"), date_column("effective_date"), state_word)
    list_display_links = ("record", "actor")
    list_filter = ("state", "action", SourcedFilter)
    list_select_related = ("record", "actor")
    date_hierarchy = "date_first"
    fields = ("record", *ActionInline.fields)


@admin.register(Phase)
class PhaseAdmin(RowAdmin):
    page_of = "record"
    search_fields = ("record__key", "record__short_title", "record__title", "note", "uid")
    list_display = ("record", "phase", date_column("date"), state_word)
    list_filter = ("state", "phase", SourcedFilter)
    list_select_related = ("record",)
    date_hierarchy = "date_first"
    fields = ("record", *PhaseInline.fields)
