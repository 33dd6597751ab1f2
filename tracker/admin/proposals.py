"""Proposals: to be read; they are accepted at the desk."""

from django.contrib import admin

from tracker.models import Proposal

from .roles import ReadOnly


@admin.register(Proposal)
class ProposalAdmin(ReadOnly, admin.ModelAdmin):
    search_fields = ("key", "by", "note")
    list_display = ("key", "table", "state", "by", "at", "note")
    list_filter = ("state", "table")
    show_facets = admin.ShowFacets.ALWAYS
    date_hierarchy = "at"
    actions = None
