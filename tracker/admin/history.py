"""The change log, imports and the ledger: to be read."""

from django.contrib import admin
from django.template.loader import render_to_string

from tracker.catalogue import TABLES
from tracker.desk.versions import cells_of
from tracker.models import Batch, Change, Ledger

from .roles import ReadOnly


@admin.display(description="When", ordering="at")
def when(row):
    return f"{row.at:%Y-%m-%d %H:%M}"


@admin.register(Change)
class ChangeAdmin(ReadOnly, admin.ModelAdmin):
    search_fields = ("key", "by", "why")
    list_display = ("number", when, "by", "verb", "table", "key", "why", "public")
    fields = ("number", "at", "by", "why", "verb", "table", "key", "version", "public", "batch", "cells")
    readonly_fields = ("cells",)
    list_filter = ("verb", "table", "public")
    show_facets = admin.ShowFacets.ALWAYS
    date_hierarchy = "at"
    actions = None

    class Media:
        css = {"all": ["css/admin.css"]}

    @admin.display(description="What changed")
    def cells(self, change):
        return render_to_string("admin/tracker/_cells.html", {"cells": cells_of(TABLES[change.table], change)})


@admin.register(Batch)
class BatchAdmin(ReadOnly, admin.ModelAdmin):
    search_fields = ("file", "by", "table")
    list_display = ("id", when, "by", "table", "file", "undone")
    list_filter = ("table", "undone")
    show_facets = admin.ShowFacets.ALWAYS
    date_hierarchy = "at"
    ordering = ("-id",)
    actions = None


@admin.register(Ledger)
class LedgerAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("__str__", "number", "edition", "edition_day")
    actions = None
