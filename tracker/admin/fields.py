"""Form fields of the admin: partial dates, lists, texts; and what belongs to a press of Save rather than to the row."""

from django import forms
from django.contrib.admin import widgets
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from tracker.models import ListField, PartialDate, PartialDateField

DATE_HINT = "As 1968, 1968-07 or 1968-07-01; 1968~ for ‘about’; 2011-12/2012-01 for ‘between’."


class DateField(forms.CharField):
    """A partial date, as it is written in files."""

    def __init__(self, **options):
        options["widget"] = widgets.AdminTextInputWidget(attrs={"class": "partial-date", "size": 23, "placeholder": "1968-07-01"})
        super().__init__(**options)

    def to_python(self, value):
        text = super().to_python(value)
        try:
            return PartialDate.parse(text) if text else None
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class TextsField(forms.CharField):
    """Several texts in one input: divided by `|`, or each on a line of its own."""

    def __init__(self, **options):
        options["widget"] = widgets.AdminTextareaWidget(attrs={"rows": 2, "class": "vLargeTextField short"})
        super().__init__(**options)

    def to_python(self, value):
        parts = value.replace("\n", "|").split("|") if isinstance(value, str) else value or ()
        return tuple(part.strip() for part in parts if part.strip())

    def prepare_value(self, value):
        return " | ".join(value) if isinstance(value, tuple | list) else value

    def has_changed(self, initial, data):
        return self.to_python(data) != self.to_python(initial)


class CodesField(forms.MultipleChoiceField):
    """Codes of a list, as checkboxes."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        return tuple(super().clean(value))


class WordsField(forms.CharField):
    """A long text. Browsers send CRLF; the row holds LF, or every press of Save would change it."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class Aside:
    """A field of the press of Save, not of the row: it never counts as a change."""

    def has_changed(self, initial, data):
        return False


class SeenVersion(Aside, forms.IntegerField):
    """The version of the row that the editor saw."""

    def __init__(self, **options):
        super().__init__(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput, **options)


class Why(Aside, WordsField):
    def __init__(self, **options):
        super().__init__(
            label="Why",
            required=False,
            max_length=5000,
            help_text="What changed, and from which source. It stands in the log. To retract, the reason is required.",
            widget=widgets.AdminTextareaWidget(attrs={"rows": 2, "class": "vLargeTextField short"}),
            **options,
        )


class WithRows(Aside, forms.BooleanField):
    def __init__(self, **options):
        super().__init__(label="Publish what hangs on it too", required=False, initial=True, **options)


class OurFields:
    """For ModelAdmin and inlines: our form fields, and autocompletes for every reference."""

    formfield_overrides = {
        PartialDateField: {"form_class": DateField},
        ListField: {"form_class": TextsField},
        models.TextField: {"form_class": WordsField, "widget": widgets.AdminTextareaWidget(attrs={"rows": 4})},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, ListField) and db_field.codes:
            return CodesField(choices=db_field.codes.choices, required=False, label=capfirst(db_field.verbose_name))
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, DateField):
            field.help_text = f"{field.help_text} {DATE_HINT}".strip()
        if db_field.is_relation and field is not None:
            field.widget.can_delete_related = False  # a row is deleted on its own page, where its reason is asked
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **{"widget": OneAutocomplete(db_field, self.admin_site), **kwargs})

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, **{"widget": ManyAutocomplete(db_field, self.admin_site), **kwargs})


class Remembering:
    """An autocomplete that is told the words of what is chosen. Django's asks the database for each widget on the page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.words = {}  # by primary key; shared by the copies of this widget in all forms of a formset

    def learn(self, rows):
        self.words.update((str(row.pk), str(row)) for row in rows)

    def optgroups(self, name, value, attrs=None):
        chosen = [str(pk) for pk in value if str(pk)]
        if not all(pk in self.words for pk in chosen):
            return super().optgroups(name, value, attrs)
        empty = [] if self.is_required or self.allow_multiple_selected else [("", "", False)]
        options = [*empty, *((pk, self.words[pk], True) for pk in chosen)]
        return [(None, [self.create_option(name, pk, words, selected, at) for at, (pk, words, selected) in enumerate(options)], 0)]


class OneAutocomplete(Remembering, widgets.AutocompleteSelect):
    pass


class ManyAutocomplete(Remembering, widgets.AutocompleteSelectMultiple):
    pass
