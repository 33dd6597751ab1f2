"""A column: one fact of a table, named once. What a model's field already says (label, help, codes) is read from it.

A column knows three forms of its value: the plain value (text, PartialDate, Decimal, bool, Ref or a tuple of them),
the cell of a file, and what is assigned to the model.
"""

import re
from decimal import Decimal, InvalidOperation
from functools import cached_property

from django.db import models

from tracker.models import Actor, Commitment, Event, ListField, PartialDate, PartialDateField, Record, Source, Theme


class Ref(str):
    """The key of another row, with the words and the kind of thing by which people know it."""

    __slots__ = ("label", "of")

    def __new__(cls, key, label="", of=""):
        ref = super().__new__(cls, key)
        ref.label, ref.of = label or key, of
        return ref

    def __getnewargs__(self):
        return str(self), self.label, self.of


# How a row of each table is named by others: the fields fetched, and the Ref made of them.
TARGETS = {
    Record: (("key", "short_title", "title", "type"), lambda key, short, title, kind: Ref(key, short or title, kind)),
    Actor: (("key", "name"), lambda key, name: Ref(key, name, "actor")),
    Theme: (("key", "title"), lambda key, title: Ref(key, title, "theme")),
    Source: (("key", "title"), lambda key, title: Ref(key, title, "source")),
    Event: (("key", "title"), lambda key, title: Ref(key, title, "event")),
    Commitment: (("uid", "record__key", "reference", "title"), lambda uid, record, reference, title: Ref(uid, title, "commitment")),
}


class Column:
    """Base of all columns; this one holds text."""

    many = False
    date = False

    def __init__(self, name, field="", *, required=False, identity=False):
        self.name, self.field_name = name, field or name
        self.required, self.identity = required, identity

    def bind(self, model):
        self.model = model
        self.field = model._meta.get_field(self.field_name)
        return self

    @property
    def label(self):
        label = str(self.field.verbose_name)
        return label[:1].upper() + label[1:]

    @property
    def help(self):
        return str(self.field.help_text)

    @cached_property
    def codes(self):
        """The (code, word) pairs that it may hold; empty where it holds no codes."""
        return tuple(self.field.flatchoices)

    @property
    def paths(self):
        """What a query fetches for it."""
        return (self.field_name,)

    def build(self, *values):
        return values[0]

    def cell(self, value):
        return "" if value is None else str(value)

    def parse(self, cell, lookup):
        """The value to assign, from the text of a cell; ValueError with a sentence where it cannot be."""
        if self.required and not cell:
            raise ValueError("is required: give a value.")
        return self.value(cell, lookup)

    def value(self, cell, lookup):
        limit = self.field.max_length
        if limit and len(cell) > limit:
            raise ValueError(f"is {len(cell)} characters long; {limit} is the most.")
        return cell


class Code(Column):
    def value(self, cell, lookup):
        code = lookup.code(self, cell)
        if code and code not in dict(self.codes):
            raise ValueError(f"'{cell[:60]}' is not one of: {', '.join(code for code, _word in self.codes)}.")
        return code


class KindOfType(Code):
    """The kind of a record: the codes of its type alone."""

    def __init__(self, name, kinds, **options):
        super().__init__(name, **options)
        self.kinds = kinds

    @cached_property
    def codes(self):
        return tuple(self.kinds.choices)


class Date(Column):
    date = True

    def value(self, cell, lookup):
        return PartialDate.parse(cell) if cell else None


# Digits as people write them; a comma or space parts thousands and nothing else: 1,5 might mean 1.5.
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


class Number(Column):
    def build(self, value):
        return value.normalize() if isinstance(value, Decimal) else value

    def cell(self, value):
        return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)

    def value(self, cell, lookup):
        if not cell:
            return None
        try:
            if not _NUMBER.fullmatch(cell):
                raise InvalidOperation
            number = Decimal(cell.replace(" ", "").replace(",", ""))
            if abs(number) >= 10**11 or number != round(number, 3):
                raise InvalidOperation
        except InvalidOperation:
            raise ValueError(f"'{cell[:40]}' is not a number: write 1550 or 0.5, with three decimals at most.") from None
        if isinstance(self.field, models.IntegerField):
            if number != int(number) or not 0 <= number < 2**31:
                raise ValueError(f"'{cell[:40]}' is not a whole number.")
            return int(number)
        return number.normalize() + 0


class Flag(Column):
    def cell(self, value):
        return "yes" if value else "no"

    def value(self, cell, lookup):
        if cell.lower() not in {"yes", "no", ""}:
            raise ValueError(f"'{cell[:40]}' is neither yes nor no.")
        return cell.lower() == "yes"


class Texts(Column):
    """Several texts or codes in order, in a field of the row itself."""

    many = True

    def cell(self, value):
        return "|".join(value)

    @cached_property
    def codes(self):
        return tuple(self.field.codes.choices) if self.field.codes else ()

    def value(self, cell, lookup):
        parts = split(cell)
        known = dict(self.codes)
        for part in parts:
            if known and part not in known:
                raise ValueError(f"'{part[:60]}' is not one of: {', '.join(known)}.")
        return parts


class Bearers(Texts):
    """Who owes or is owed: `all`, keys of actors, or names of lists."""

    def value(self, cell, lookup):
        return tuple(lookup.bearer(part) for part in split(cell))


class Id(Column):
    """The permanent id of a row without a key."""

    def __init__(self):
        super().__init__("id", "uid")

    @property
    def label(self):
        return "Id"

    @property
    def help(self):
        return "Permanent; given when the row is first recorded. Optional on import."


class One(Column):
    """A reference to one other row."""

    @property
    def target(self):
        return self.field.related_model

    @property
    def paths(self):
        return tuple(f"{self.field_name}__{name}" for name in TARGETS[self.target][0])

    def build(self, *values):
        return TARGETS[self.target][1](*values) if values[0] is not None else None

    def value(self, cell, lookup):
        return lookup.find(self.target, cell) if cell else None


class Many(One):
    """References to several other rows, in a table between."""

    many = True

    @property
    def paths(self):
        return ()

    def cell(self, value):
        return "|".join(value)

    def value(self, cell, lookup):
        found = []
        for part in split(cell):
            row = lookup.find(self.target, part)
            if row not in found:
                found.append(row)
        return tuple(found)


def split(cell):
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def column(model, name, field="", **options):
    """The column for a model's field, its class chosen by what the field holds."""
    held = model._meta.get_field(field or name)
    if isinstance(held, models.ManyToManyField):
        kind = Many
    elif isinstance(held, models.ForeignKey):
        kind = One
    elif isinstance(held, PartialDateField):
        kind = Date
    elif isinstance(held, ListField):
        kind = Texts
    elif isinstance(held, models.BooleanField):
        kind = Flag
    elif isinstance(held, models.DecimalField | models.IntegerField):
        kind = Number
    else:
        kind = Code if held.choices else Column
    return kind(name, field, **options).bind(model)
