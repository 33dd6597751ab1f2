"""Sources and themes."""

from django.contrib import admin

from tracker.models import Source, Theme

from .base import RowAdmin, date_column, state_word


@admin.register(Source)
class SourceAdmin(RowAdmin):
    address = "/sources/{key}/"
    search_fields = ("key", "title", "publisher", "url")
    list_display = ("key", "title", "publisher", date_column("date"), "language", state_word)
    list_display_links = ("key", "title")
    list_filter = ("state", ("url", admin.EmptyFieldListFilter), ("archived_url", admin.EmptyFieldListFilter))
    date_hierarchy = "date_first"
    fields = ("title", "key", "publisher", ("date", "language"), "url", "archived_url")


@admin.register(Theme)
class ThemeAdmin(RowAdmin):
    address = "/themes/{key}/"
    search_fields = ("key", "title")
    list_display = ("key", "title", state_word)
    list_display_links = ("key", "title")
    list_filter = ("state",)
    fields = ("key", "title", "summary")
