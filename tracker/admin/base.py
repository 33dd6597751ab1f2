"""The admin of rows: Django's, with every write through `tracker.changes`."""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from tracker import changes
from tracker.catalogue import table_of
from tracker.desk.deleting import delete, referring
from tracker.desk.rows import at_desk
from tracker.desk.versions import STATE, cells_of, last_change
from tracker.models import Change
from tracker.models.vocabulary import Publication

from .fields import OurFields
from .forms import PageForm, Room, RowForm, RowFormSet
from .press import REFUSALS, press_of, save, unpublished, words
from .roles import ByRole, editor
from .selected import SEEN, TickedForm, publish_selected, publish_with_rows, retract_selected, ticked_of


@admin.display(description="State", ordering="state")
def state_word(row):
    return format_html('<span class="state state-{}">{}</span>', row.state, row.get_state_display())


def date_column(name, label=""):
    """A column of a list that shows a partial date and sorts by its first day."""

    @admin.display(description=label or name.replace("_", " "), ordering=f"{name}_first")
    def column(row):
        return getattr(row, name)

    return column


class RowAdmin(OurFields, ByRole, admin.ModelAdmin):
    """Base of all. `page_of` is the row or the record whose page shows the row; the public sees it once it is published."""

    form = PageForm
    action_form = TickedForm
    delete_selected_confirmation_template = "admin/tracker/delete_selected.html"
    actions = (publish_selected, publish_with_rows, retract_selected)
    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50
    empty_value_display = "–"
    address = ""  # of the row's own page, such as /actors/{key}/
    page_of = ""  # else: the reference to the record on whose page it stands

    class Media:
        css = {"all": ["css/admin.css"]}

    # --- What is shown -----------------------------------------------------------------------------------------

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.list_select_related) if self.list_select_related else queryset

    def get_autocomplete_fields(self, request):
        return [field.name for field in self.opts.get_fields() if field.concrete and field.is_relation]

    def get_readonly_fields(self, request, obj=None):
        by = editor(request)
        fixed = ("key",) if obj and hasattr(obj, "key") and not (by and by.is_administrator) else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def view_on_site(self, row):
        if not self.model.objects.public().filter(pk=row.pk).exists():
            return None
        if self.page_of:
            record = getattr(row, self.page_of)
            return record and table_of(record) and f"/{table_of(record).name}/{record.key}/"
        return self.address.format(**{name: getattr(row, name) for name in ("key", "uid", "story") if hasattr(row, name)}) or None

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not self.inlines:
            actions.pop(publish_with_rows.__name__, None)
        return actions

    def hanging(self, *rows):
        """The rows of their inlines, as stored."""
        found = {}
        for inline in self.inlines:
            children = inline.model._base_manager.filter(**{f"{inline.fk_name}__in": rows}).select_related(*inline.related)
            found |= {(inline.model, child.pk): child for child in children}
        return list(found.values())

    def render_change_form(self, request, context, **options):
        obj = options.get("obj")
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        forms = [form, *(one for formset in formsets for one in formset.forms)]
        for inline in context["inline_admin_formsets"]:
            count = inline.formset.left_out or inline.formset.initial_form_count()
            inline.opts.verbose_name_plural = f"{inline.opts.verbose_name_plural} ({count})"
        may_edit = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        context |= {
            "by": editor(request),
            "may_edit": may_edit,
            "conflicts": [one.conflict for one in forms if getattr(one, "conflict", None) and one.errors],
            "is_published": obj is not None and obj.state == Publication.PUBLISHED,
            "has_rows": bool(self.inlines),
            "waiting": len(unpublished(self.hanging(obj))) if obj and self.inlines else 0,
            "desk_address": at_desk(table_of(obj), obj) if obj else "",
            "refusal": "" if may_edit else "A published row is changed by a proposal, which a curator accepts.",
        }
        return super().render_change_form(request, context, **options)

    def changelist_view(self, request, extra_context=None):
        number = last_change()  # before the rows are read: what is changed from now on, the list does not show
        response = super().changelist_view(request, extra_context)
        if form := (getattr(response, "context_data", None) or {}).get("action_form"):
            form.fields[SEEN].initial = number
        return response

    # --- What is saved -----------------------------------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.press = press_of(request)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except REFUSALS as refusal:
            # Nothing is saved. Once more, for the form with what was typed and the reason.
            press = press_of(request)
            if not press.refused:
                press.refused[None] = ValidationError(words(refusal))
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        """Saved by save_related, with all that the form holds."""

    def save_related(self, request, form, formsets, change):
        press = press_of(request)
        made = save(press, form, formsets, self.hanging)
        if IS_POPUP_VAR in request.POST:
            return  # its words would come up on some later page
        if not made:
            self.message_user(request, "Nothing had changed.", messages.INFO)
        if press.publishes:
            own = (table_of(form.instance).name, form.instance.pk)
            others = [one for one in made if one.after.get(STATE) == Publication.PUBLISHED and (one.table, one.row) != own]
            with_others = f", with {len(others)} of the rows that hang on it" if others else ""
            self.message_user(request, f"Published{with_others}.", messages.SUCCESS)
        if press.retracts:
            self.message_user(request, "Retracted: its address gives the reason.", messages.SUCCESS)

    def response_action(self, request, queryset):
        try:
            with transaction.atomic():
                return super().response_action(request, queryset)
        except REFUSALS as refusal:
            self.message_user(request, words(refusal), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    # --- What is deleted ---------------------------------------------------------------------------------------

    def get_deleted_objects(self, objs, request):
        """The rows alone: what is derived goes with them, and where anything else refers to them they stay."""
        _listed, _count, lacking, protected = super().get_deleted_objects(objs, request)
        protected += [str(row) for obj in objs for row in referring(obj) if str(row) not in protected]
        return [str(obj) for obj in objs], {self.opts.verbose_name_plural: len(objs)}, lacking, protected

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except REFUSALS as refusal:
            self.message_user(request, words(refusal), messages.ERROR)
            opts = self.opts
            return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[unquote(object_id)]))

    def delete_model(self, request, obj):
        seen = request.POST.get("seen_version", "")
        obj.version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
        self._delete(request, obj)

    def delete_queryset(self, request, queryset):
        ticked = ticked_of(request, list(queryset))
        if ticked.unseen:
            raise changes.Stale([(row, row.version) for row, _changes in ticked.unseen])
        with changes.together():
            for row in ticked.rows:
                self._delete(request, row)

    def _delete(self, request, row):
        delete(row, by=editor(request), why=request.POST.get("why", "").strip())

    # --- What was -----------------------------------------------------------------------------------------------

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        log = []
        if row is not None:
            table = table_of(row)
            log = [
                {"change": change, "cells": cells_of(table, change)}
                for change in Change.objects.filter(table=table.name, row=row.pk).select_related("batch")
            ]
        return super().history_view(request, object_id, {"log": log, **(extra_context or {})})


class RowInline(OurFields, ByRole):
    """Rows that hang on the page's own, saved and published with it."""

    form = RowForm
    formset = RowFormSet
    extra = 0
    show_change_link = True
    classes = ("collapse",)
    readonly_fields = (state_word,)
    related = ()  # references that naming a row needs

    def get_queryset(self, request):
        many = [field.name for field in self.opts.many_to_many]
        return super().get_queryset(request).select_related(*self.related).prefetch_related(*many)

    def get_autocomplete_fields(self, request):
        return [field.name for field in self.opts.get_fields() if field.concrete and field.is_relation and field.name != self.fk_name]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.press = press_of(request)
        if not hasattr(request, "_room"):
            request._room = Room()
        formset.room = request._room
        return formset

    def get_fields(self, request, obj=None):
        versions = ("seen_version",) if self.has_change_permission(request, obj) else ()
        return (*self.fields, state_word, *versions)


class StackedRows(RowInline, admin.StackedInline):
    template = "admin/tracker/rows_stacked.html"


class TabularRows(RowInline, admin.TabularInline):
    template = "admin/tracker/rows_tabular.html"
