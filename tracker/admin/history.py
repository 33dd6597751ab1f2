"""The change log, imports and the ledger: to be read."""

from django.contrib import admin

from tracker.models import Batch, Change, Ledger

from .roles import ReadOnly


@admin.register(Change)
class ChangeAdmin(ReadOnly, admin.ModelAdmin):
    search_fields = ("key", "by", "why")
    list_display = ("number", "at", "by", "verb", "table", "key", "why", "public")
    list_filter = ("verb", "table", "public")
    show_facets = admin.ShowFacets.ALWAYS
    date_hierarchy = "at"
    actions = None


@admin.register(Batch)
class BatchAdmin(ReadOnly, admin.ModelAdmin):
    search_fields = ("file", "by", "table")
    list_display = ("id", "at", "by", "table", "file", "undone")
    list_filter = ("table", "undone")
    show_facets = admin.ShowFacets.ALWAYS
    date_hierarchy = "at"
    ordering = ("-id",)
    actions = None


@admin.register(Ledger)
class LedgerAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("__str__", "number", "edition", "edition_day")
    actions = None
