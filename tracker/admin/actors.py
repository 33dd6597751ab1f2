"""Actors, and the lists on which they stand."""

from django.contrib import admin

from tracker.models import Actor, ListMember

from .base import RowAdmin, TabularRows, date_column, state_word


class ListMemberInline(TabularRows):
    model = ListMember
    fk_name = "actor"
    fields = (("list", "title"),)
    related = ("actor",)
    verbose_name_plural = "lists on which it stands"


@admin.register(Actor)
class ActorAdmin(RowAdmin):
    address = "/actors/{key}/"
    search_fields = ("key", "name", "iso3", "other_names")
    list_display = ("key", "name", "kind", "region", date_column("exists_from"), date_column("exists_to"), state_word)
    list_display_links = ("key", "name")
    list_filter = ("state", "kind", "region")
    date_hierarchy = "exists_from_first"
    fieldsets = (
        ("What it is called", {"fields": (("name", "key"), "other_names", "iso3")}),
        ("What it is", {"fields": (("kind", "region"),)}),
        ("When it exists", {"fields": (("exists_from", "exists_to"), "predecessors", "continued_by")}),
    )
    inlines = (ListMemberInline,)


@admin.register(ListMember)
class ListMemberAdmin(RowAdmin):
    search_fields = ("list", "actor__key", "actor__name")
    list_display = ("list", "actor", "title", state_word)
    list_display_links = ("list", "actor")
    list_filter = ("state", ("list", admin.AllValuesFieldListFilter))
    list_select_related = ("actor",)
    fields = ("list", "actor", "title")
