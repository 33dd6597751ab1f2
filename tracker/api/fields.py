"""Fields of rows, made from the catalogue's columns. What a value looks like in JSON, `formats.plain` alone says."""

from rest_framework import serializers

from tracker.catalogue import DERIVED, columns
from tracker.formats.plain import json_value
from tracker.models import vocabulary as codes

_POINT = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?]?"
PARTIAL_DATE = rf"^({_POINT}|\.\.)(/({_POINT}|\.\.))?$"


class Plain:
    """A field for reading, with the words of its column."""

    def __init__(self, **given):
        super().__init__(**({"read_only": True} | given))

    def to_representation(self, value):
        return json_value(value)


class Text(Plain, serializers.CharField):
    pass


class Code(Plain, serializers.ChoiceField):
    pass


class Date(Plain, serializers.RegexField):
    def __init__(self, **given):
        super().__init__(regex=PARTIAL_DATE, **given)


class Number(Plain, serializers.FloatField):
    pass


class Whole(Plain, serializers.IntegerField):
    pass


class Flag(Plain, serializers.BooleanField):
    pass


class Several(Plain, serializers.ListField):
    pass


class Address(Plain, serializers.URLField):
    """A path of this site with the site before it; `under` stands between where the path has no page."""

    def __init__(self, under="", **given):
        self.under = under
        super().__init__(**given)

    def to_representation(self, value):
        return f"{self.context['site']}{self.under}{value}"


def of_column(column, **given):
    """The field of a recorded column."""
    words = {"label": column.label, "help_text": column.help} | given
    choices = [(code, str(word)) for code, word in column.codes]
    if isinstance(column, columns.Date):
        return Date(allow_null=not column.required, **words)
    if isinstance(column, columns.Number):
        return Number(allow_null=True, **words)
    if isinstance(column, columns.Flag):
        return Flag(**words)
    if column.many:
        return Several(child=Code(choices=choices) if choices else Text(), **words)
    if isinstance(column, columns.One):
        return Text(allow_null=not column.required, **words)
    if choices:
        return Code(choices=choices, allow_blank=not column.required, **words)
    return Text(**words)


def of_derived(name, listing, **given):
    """The field of a column that follows from others."""
    words = {"label": DERIVED[name].label, "help_text": DERIVED[name].help} | given
    if name == "status":
        return Code(choices=[(code, codes.RecordStatusCode(code).label) for code in listing.statuses], allow_null=True, **words)
    if name == "finding":
        return Code(choices=codes.Finding.choices, allow_null=True, **words)
    if name in ("in_force_now", "exists"):
        return Flag(**words)
    if name in ("signing", "found_on", "next_due"):
        return Date(allow_null=True, **words)
    if name in ("hosts", "operators"):
        return Several(child=Text(), **words)
    if name in ("found_by", "record_title", "standing"):
        return Text(allow_null=name == "found_by", **words)
    return Whole(**words)
