"""Filters of the admin's lists."""

from django.contrib import admin
from django.db.models import Exists, OuterRef

from tracker.models.vocabulary import Region
from tracker.selections.entry_watch import differing_entries


class KindFilter(admin.SimpleListFilter):
    """The kinds of this type of record alone."""

    title = parameter_name = "kind"

    def lookups(self, request, model_admin):
        return model_admin.record_type.kinds.choices

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class RegionFilter(admin.SimpleListFilter):
    title = parameter_name = "region"

    def lookups(self, request, model_admin):
        return Region.choices

    def queryset(self, request, queryset):
        return queryset.filter(regions__contains=f"|{self.value()}|") if self.value() else queryset


class SourcedFilter(admin.SimpleListFilter):
    title = parameter_name = "sources"

    def lookups(self, request, model_admin):
        return [("yes", "With a source"), ("no", "No source recorded")]

    def queryset(self, request, queryset):
        through, near = queryset.model.sources.through, queryset.model._meta.get_field("sources").m2m_field_name()
        cited = Exists(through._base_manager.filter(**{near: OuterRef("pk")}))
        return {"yes": queryset.filter(cited), "no": queryset.filter(~cited)}.get(self.value() or "", queryset)


class EntryFilter(admin.SimpleListFilter):
    """Agreements whose recorded day of entry into force the acts do not give."""

    title, parameter_name = "entry into force", "entry"

    def lookups(self, request, model_admin):
        return [("differs", "Differs from the day worked out")]

    def queryset(self, request, queryset):
        return queryset.filter(pk__in=differing_entries()) if self.value() == "differs" else queryset
