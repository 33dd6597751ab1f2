"""Dates as precise as their source: a value, and the model field that stores it.

Forms (ISO 8601-2, "EDTF"): `1968`, `1968-07`, `1968-07-01`; each with `~` (about) or `?` (uncertain) behind it;
an interval `2011-12/2012-01`, where one end may be open: `../2026-02-03` (on or before), `1946/..` (from then on).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering

from django.core.exceptions import ValidationError
from django.db import models

FORMS = "write 1968, 1968-07 or 1968-07-01, with ~ behind it for 'about', or an interval such as 2011-12/2012-01"
_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?]?)")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month, year or interval. `first` and `last` are the first and last day it can mean, both inclusive.

    An open end is `date.min` or `date.max`. Sorted by `first`, then `last`.
    """

    text: str
    first: date
    last: date

    @classmethod
    def parse(cls, text):
        """The date that `text` states; ValueError with a sentence for an editor where it states none."""
        return _parse(str(text).strip())

    @classmethod
    def of(cls, day):
        return cls(day.isoformat(), day, day)

    @property
    def approximate(self):
        """The source gives the date as about right, or doubts it (`~`, `?`)."""
        return "~" in self.text or "?" in self.text

    @property
    def is_day(self):
        """One day, and no doubt about it."""
        return self.first == self.last and not self.approximate

    @property
    def precision(self):
        """`day`, `month`, `year` or `interval`: what the source states, not how far the bounds lie apart."""
        if "/" in self.text:
            return "interval"
        return {0: "year", 1: "month", 2: "day"}[self.text.count("-")]

    @property
    def ends(self):
        """The two sides of an interval as dates (None for an open side); a single date twice."""
        sides = self.text.split("/")
        parsed = [None if side == ".." else _point(side) for side in sides]
        return parsed[0], parsed[-1]

    def __lt__(self, other):
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.first, self.last, self.text) < (other.first, other.last, other.text)

    def __str__(self):
        return self.text


def _point(text):
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueError(f"'{text[:40]}' is not a date: {FORMS}.")
    year, month, day, _mark = match.groups()
    try:
        if day:
            first = last = date(int(year), int(month), int(day))
        elif month:
            first = date(int(year), int(month), 1)
            last = date(int(year), int(month), calendar.monthrange(int(year), int(month))[1])
        else:
            first, last = date(int(year), 1, 1), date(int(year), 12, 31)
    except ValueError:
        raise ValueError(f"'{text}' is a day that no calendar has: check the year, month and day.") from None
    return PartialDate(text, first, last)


@lru_cache(maxsize=20_000)
def _parse(text):
    if not text.isascii() or len(text) > 23:
        raise ValueError(f"'{text[:40]}' is not a date: {FORMS}.")
    if text.count("/") != 1:
        return _point(text)
    start, _, end = text.partition("/")
    if start == end == "..":
        raise ValueError("An interval must have at least one end: write 1946/.. or ../2026-02-03.")
    first = date.min if start == ".." else _point(start).first
    last = date.max if end == ".." else _point(end).last
    if first > last or (start != ".." and end != ".." and _point(start) > _point(end)):
        raise ValueError(f"'{text}' ends before it begins: put the earlier date first.")
    return PartialDate(text, first, last)


class DateBound(models.DateField):
    """The first or last day of a partial date, kept beside it for the database to sort and filter by."""

    def __init__(self, *args, source="", edge="", **kwargs):
        self.source, self.edge = source, edge
        kwargs |= {"null": True, "editable": False, "db_index": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, _kwargs = super().deconstruct()
        return name, path, args, {"source": self.source, "edge": self.edge}

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.attname, _AsBound(self))


class _AsBound:
    """Attribute access: the bound of the partial date as it stands on the instance, whatever was assigned here."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner):
        if instance is None:
            return self
        if self.field.source not in instance.__dict__:
            return instance.__dict__.get(self.field.attname)
        value = instance.__dict__[self.field.source]
        return getattr(value, self.field.edge) if isinstance(value, PartialDate) else None

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value  # present, so that Django does not think it deferred


class _AsPartialDate:
    """Attribute access: whatever is assigned, what is read is a PartialDate or None (or text that does not parse)."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner):
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        return instance.__dict__[self.field.attname]

    def __set__(self, instance, value):
        try:
            value = self.field.to_python(value)
        except ValidationError:
            value = str(value)  # full_clean will name it
        instance.__dict__[self.field.attname] = value


class PartialDateField(models.CharField):
    """A partial date; NULL when not known. Brings `<name>_first` and `<name>_last` for sorting and filtering."""

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 23
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _AsPartialDate(self))
        # A migration's own model classes list the bounds themselves.
        if cls.__module__ != "__fake__" and not cls._meta.abstract:
            for edge in ("first", "last"):
                if f"{name}_{edge}" not in {field.name for field in cls._meta.local_fields}:
                    bound = DateBound(f"{self.verbose_name or name}, {edge} day", source=name, edge=edge)
                    cls.add_to_class(f"{name}_{edge}", bound)

    def from_db_value(self, value, expression, connection):
        return PartialDate.parse(value) if value else None

    def to_python(self, value):
        if value is None or value == "":
            return None
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return PartialDate.of(value)
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def get_prep_value(self, value):
        value = self.to_python(value)
        return value.text if value else None

    def value_to_string(self, obj):
        value = self.value_from_object(obj)
        return value.text if value else ""

    def formfield(self, **kwargs):
        return super().formfield(**{"empty_value": None, "max_length": None, **kwargs})

    def run_validators(self, value):
        """The value was parsed: CharField's validators expect text."""
