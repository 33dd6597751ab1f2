"""Records: what the admins of the eight types share, and the list of all types together."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from tracker.catalogue import TYPE_OF_CODE
from tracker.models import Record
from tracker.selections.entry_watch import differing_entries

from .base import RowAdmin, date_column, state_word
from .filters import EntryFilter, KindFilter, RegionFilter, SourcedFilter
from .roles import ByRole

GROUPS = (
    ("What it is called", ("title", ("short_title", "key"), "other_titles")),
    (
        "What it is",
        (
            ("kind", "planned"),
            ("legal_force", "ambit"),
            "summary",
            "part_of",
            ("reference", "place"),
            "actors",
            "depositaries",
            "themes",
            "regions",
        ),
    ),
    (
        "When",
        (("adopted", "opened", "signed"), ("in_force", "entry_rule"), ("ended", "ending_ground"), ("begins", "ends"), "review_date"),
    ),
    ("How we know", ("sources", ("confidence", "roster", "verified_on"), "note")),
)


class RecordAdmin(RowAdmin):
    """One type of records; the fields are those that its table has."""

    search_fields = ("key", "title", "short_title", "other_titles")
    prepopulated_fields = {"key": ("short_title",)}
    list_display_links = ("key", "name")
    save_on_top = False

    def __init__(self, model, admin_site):
        self.record_type = TYPE_OF_CODE[str(model.TYPE)]
        self.address = f"/{self.record_type.name}/{{key}}/"
        first_day = self.record_type.first_day
        label = str(model._meta.get_field(first_day).verbose_name)
        self.date_hierarchy = f"{first_day}_first"
        self.list_display = ("key", "name", "kind", date_column(first_day, label), state_word, date_column("verified_on"))
        agreement = ("legal_force", "ambit", EntryFilter) if self.record_type.is_agreement else ("planned",)
        self.list_filter = (
            "state",
            KindFilter,
            *agreement,
            ("themes", admin.RelatedOnlyFieldListFilter),
            RegionFilter,
            "confidence",
            SourcedFilter,
        )
        super().__init__(model, admin_site)

    @admin.display(description="Name", ordering="title")
    def name(self, row):
        return row.short_title or row.title

    def render_change_form(self, request, context, **options):
        obj = options.get("obj")
        if obj and self.record_type.is_agreement:
            context["differing"] = differing_entries().get(obj.pk)
        return super().render_change_form(request, context, **options)

    def get_fieldsets(self, request, obj=None):
        has = {bound.field_name for bound in self.record_type.table.columns.values()}
        return [(name, {"fields": _only(fields, has)}) for name, fields in GROUPS]

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            kwargs["choices"] = [("", "---------"), *self.record_type.kinds.choices]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


def _only(fields, has):
    kept = (tuple(name for name in (line if isinstance(line, tuple) else (line,)) if name in has) for line in fields)
    return [line for line in kept if line]


@admin.register(Record)
class EveryRecordAdmin(ByRole, admin.ModelAdmin):
    """All types together, to search in; each record opens in the admin of its type."""

    search_fields = RecordAdmin.search_fields
    list_display = ("key", "__str__", "type", "kind", state_word)
    list_filter = ("state", "type", SourcedFilter)
    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50
    ordering = ("key",)
    actions = None

    class Media:
        css = {"all": ["css/admin.css"]}

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        record = self.get_object(request, object_id) if object_id else None
        if record is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        page = reverse(f"admin:tracker_{record.type}_change", args=[record.pk])
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{page}?{query}" if query else page)
