"""The forms of rows: they know which version the editor saw, and lose nothing that was typed."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import ManyToManyField

from tracker import changes
from tracker.catalogue import table_of
from tracker.catalogue.columns import TARGETS
from tracker.desk.versions import compare
from tracker.models.vocabulary import Publication

from .fields import Remembering, SeenVersion, Why, WithRows

ROOM = 120


class Room:
    """The rows that the inlines of a page may still show. A row has up to thirty fields, some of them several times, and a
    form may send as many as DATA_UPLOAD_MAX_NUMBER_FIELDS allows; and who edits a page of more rows sees none of them."""

    def __init__(self, left=ROOM):
        self.left = left

    def take(self, count):
        if count > self.left:
            return False
        self.left -= count
        return True


class RowForm(forms.ModelForm):
    """A form of one row. `press` is the press of Save that it belongs to; the admin sets it for each request."""

    press = None
    seen_version = SeenVersion()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = table_of(self.instance)
        self.conflict = None
        self.left_alone = False  # somebody else changed the row, and this editor did not
        self.fields["seen_version"].initial = self.instance.version
        for bound in self.table.columns.values():
            if bound.required and bound.field_name in self.fields:
                self.fields[bound.field_name].required = True
        self._teach_autocompletes()

    def _teach_autocompletes(self):
        fetched = getattr(self.instance, "_prefetched_objects_cache", {})
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if not isinstance(widget, Remembering):
                continue
            if name in fetched:
                widget.learn(fetched[name])
            elif not isinstance(widget.field, ManyToManyField) and widget.field.is_cached(self.instance):
                widget.learn([row for row in [getattr(self.instance, name)] if row])

    def clean(self):
        super().clean()
        for name in self.cleaned_data.keys() - set(self.changed_data):
            if isinstance(self.initial.get(name), tuple):  # the order in which they stand is part of a list
                self.cleaned_data[name] = self.initial[name]
        if self.prefix in self.press.refused:
            self._add_refusal(self.press.refused[self.prefix])
        if not self.instance._state.adding:
            self._look_at_version()
        return self.cleaned_data

    def _add_refusal(self, refusal):
        for name, sentences in getattr(refusal, "message_dict", {NON_FIELD_ERRORS: refusal.messages}).items():
            for sentence in sentences:
                known = name in self.fields or name == NON_FIELD_ERRORS
                self.add_error(name if known else None, sentence if known else f"{name}: {sentence}")

    def _look_at_version(self):
        seen = self.cleaned_data.get("seen_version")
        if seen is None or seen > self.instance.version:
            self.add_error(None, "The form does not say which version of the row it was made from: open it afresh.")
        elif seen != self.instance.version:
            self.conflict = compare(self.table, self.instance, seen, self._typed())
            if self.conflict.touched or self.press.state or self.cleaned_data.get("DELETE"):
                self._show_as_now()
                self.add_error(None, _sentence(self.conflict))
            else:
                self.left_alone = True

    def _typed(self):
        """The cells that the form's values would give; None for what is not valid."""
        return {name: self._cell(bound) for name, bound in self.table.columns.items() if bound.field_name in self.fields}

    def _cell(self, bound):
        if bound.field_name not in self.cleaned_data:
            return None
        value = self.cleaned_data[bound.field_name]
        if bound.field.is_relation:
            name = TARGETS[bound.target][0][0]
            if isinstance(bound.field, ManyToManyField):
                return bound.cell(sorted(getattr(row, name) for row in value))
            return bound.cell(getattr(value, name) if value else None)
        return bound.cell(bound.build(value))

    def _show_as_now(self):
        """Let the form go on from the row as it stands: what the editor had not touched shows its new value."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_version")] = str(self.instance.version)
        for name in self.conflict.moved - self.conflict.touched:
            bound = self.table.columns.get(name)
            if bound and bound.field_name in self.fields:
                self._put(bound.field_name)

    def _put(self, name):
        value = self.fields[name].prepare_value(self.initial.get(name))
        at = self.add_prefix(name)
        if isinstance(value, list | tuple):
            self.data.setlist(at, [str(part) for part in value])
        elif value is None or value is False:
            self.data.pop(at, None)
        else:
            self.data[at] = "on" if value is True else str(value)

    def has_changed(self):
        return super().has_changed() and not self.left_alone

    def many(self):
        """What its fields of many references hold."""
        names = [bound.field_name for bound in self.table.many if bound.field_name in self.cleaned_data]
        return {name: list(self.cleaned_data[name]) for name in names}

    def _get_validation_exclusions(self):
        """Constraints may speak of columns that no form shows: the bounds of dates, the type of a record."""
        hidden = {field.name for field in self.instance._meta.fields if not field.editable} - {"uid", "version"}
        return super()._get_validation_exclusions() - hidden

    def _post_clean(self):
        super()._post_clean()
        # Django leaves the parent of an inline out of what it checks for uniqueness.
        if not self.errors and any(isinstance(field, forms.models.InlineForeignKeyField) for field in self.fields.values()):
            try:
                self.instance.validate_constraints(exclude=self._get_validation_exclusions())
            except ValidationError as error:
                self._update_errors(error)


class PageForm(RowForm):
    """The form of a page's own row, with what is said about the press of Save."""

    why = Why()
    with_rows = WithRows()

    def clean_why(self):
        why = self.cleaned_data["why"].strip()
        if self.press.retracts and self.instance.state != Publication.PUBLISHED:
            raise ValidationError(changes.NOT_OUT)
        if self.press.retracts and not why:
            raise ValidationError("Say why it is retracted: the reason stands at its address.")
        changes.refuse_unsayable(why)
        return why


class RowFormSet(forms.BaseInlineFormSet):
    """The rows of an inline: none of them where the page has no `room`, which the admin sets for each request."""

    room = None
    left_out = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.queryset = self.queryset.filter(pk__in=self._sent())
        elif not self.room.take(count := self.queryset.count()):
            self.left_out = count
            self.queryset = self.queryset.none()

    def _sent(self):
        sent = [self.data.get(f"{self.add_prefix(at)}-id", "") for at in range(min(self.initial_form_count(), self.absolute_max))]
        return [int(pk) for pk in sent if pk.isascii() and pk.isdigit() and len(pk) < 19]


def _sentence(conflict):
    return (
        f"{conflict.people} changed this while you were at it: nothing is saved yet. What changed is shown above. Fields that you had "
        "left alone show their new value now; the others hold what you typed. Save again to keep them so."
    )
