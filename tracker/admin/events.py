"""Events, dated uses of measures, positions on challenges, and stories."""

from django.contrib import admin

from tracker.models import Activation, Event, Position, StoryStep

from .base import RowAdmin, StackedRows, date_column, state_word
from .filters import SourcedFilter


class ActivationInline(StackedRows):
    model = Activation
    fk_name = "record"
    fields = (("title", "date"), "actors", "summary", "sources")


class PositionInline(StackedRows):
    model = Position
    fk_name = "challenge"
    fields = (("actor", "stance", "date"), "text", "sources")
    related = ("actor",)


@admin.register(Event)
class EventAdmin(RowAdmin):
    search_fields = ("key", "title", "summary")
    prepopulated_fields = {"key": ("title",)}
    list_display = ("key", "title", "kind", date_column("date"), state_word)
    list_display_links = ("key", "title")
    list_filter = ("state", "kind", "planned", SourcedFilter)
    date_hierarchy = "date_first"
    fieldsets = (
        ("What happened", {"fields": (("title", "key"), ("kind", "date"), "planned", "summary")}),
        ("To what and to whom", {"fields": ("records", "actors")}),
        ("How we know", {"fields": ("sources",)}),
    )


@admin.register(Activation)
class ActivationAdmin(RowAdmin):
    page_of = "record"
    search_fields = ("title", "record__key", "record__short_title", "record__title", "summary", "uid")
    list_display = ("title", "record", date_column("date"), state_word)
    list_filter = ("state", SourcedFilter)
    list_select_related = ("record",)
    date_hierarchy = "date_first"
    fields = ("record", *ActivationInline.fields)


@admin.register(Position)
class PositionAdmin(RowAdmin):
    page_of = "challenge"
    search_fields = ("challenge__key", "challenge__title", "actor__key", "actor__name", "text", "uid")
    list_display = ("challenge", "actor", "stance", date_column("date"), state_word)
    list_display_links = ("challenge", "actor")
    list_filter = ("state", "stance", SourcedFilter)
    list_select_related = ("challenge", "actor")
    date_hierarchy = "date_first"
    fields = ("challenge", *PositionInline.fields)


@admin.register(StoryStep)
class StoryStepAdmin(RowAdmin):
    address = "/stories/{story}/"
    search_fields = ("story", "title", "text")
    list_display = ("story", "position", "title", "event", "record", date_column("date"), state_word)
    list_display_links = ("story", "position", "title")
    list_filter = ("state", ("story", admin.AllValuesFieldListFilter))
    list_select_related = ("event", "record")
    date_hierarchy = "date_first"
    fields = (("story", "position"), "title", "text", ("event", "record"), "date")
