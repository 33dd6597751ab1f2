"""Actors: states, former states, organisations and others that act; and named lists of them."""

import re

from django.core.exceptions import ValidationError
from django.db import models

from .dates import PartialDate, PartialDateField
from .rows import ListField, Row, code_check, valid_key
from .vocabulary import ActorKind, Region

_OTHER_NAME = re.compile(r"(?P<name>[^\[\]|]+?)(?:\s*\[(?P<dates>[^\]]+)\])?")


def parse_other_name(text):
    """`Name [1946/1991]` as (name, dates or None): the years in which the name was in use."""
    match = _OTHER_NAME.fullmatch(text.strip())
    if not match:
        raise ValueError(f"'{text}' is not a name: write Name, or Name [1946/1991] for the years in which it was used.")
    dates = match["dates"]
    return match["name"].strip(), PartialDate.parse(dates) if dates else None


def told_names(other_names):
    """Other names as readers are told them: one that stands with its years is not told again without.

    It stands without years too where files go on using it for acts of other years, as `Zaire` for one of 1967.
    """
    parsed = [parse_other_name(text) for text in other_names]
    dated = {name for name, dates in parsed if dates}
    return tuple(text for text, (name, dates) in zip(other_names, parsed, strict=True) if dates or name not in dated)


def valid_other_names(names):
    for name in names:
        try:
            parse_other_name(name)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class Actor(Row):
    key = models.CharField(
        max_length=80,
        unique=True,
        validators=[valid_key],
        help_text="ISO 3166 alpha-3 in lower case where there is one (fra), else a slug (nato).",
    )
    name = models.CharField(max_length=200, help_text="The name in use now, or the last one of an actor that has ended.")
    kind = models.CharField(max_length=20, choices=ActorKind, help_text="What sort of actor it is.")
    iso3 = models.CharField(
        "ISO 3166 code",
        max_length=4,
        blank=True,
        help_text="Alpha-3 (FRA), or the four-letter code of a former state (SUHH). Empty: it has none.",
    )
    region = models.CharField(max_length=40, choices=Region, blank=True, help_text="Empty: none applies.")
    exists_from = PartialDateField(null=True, blank=True, help_text="Its first day. Empty: older than any act recorded here.")
    exists_to = PartialDateField(null=True, blank=True, help_text="Its last day. Empty: it exists today.")
    predecessors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="successors", help_text="Actors that it came from; several separated by |."
    )
    continued_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="continues",
        help_text="The actor that carries on its acts: the Soviet Union is continued by the Russian Federation.",
    )
    other_names = ListField(
        validators=[valid_other_names], help_text="Name, or Name [1946/1991] with the years in which it was used; several separated by |."
    )

    class Meta:
        ordering = ("key",)
        constraints = [
            code_check("kind", ActorKind, "actor_kind_known"),
            code_check("region", Region, "actor_region_known"),
            models.CheckConstraint(
                condition=models.Q(exists_from__isnull=True)
                | models.Q(exists_to__isnull=True)
                | models.Q(exists_from_first__lte=models.F("exists_to_last")),
                name="actor_exists_in_order",
                violation_error_message="The last day of existence lies before the first.",
            ),
        ]

    def __str__(self):
        return self.name


class ListMember(Row):
    """An actor on a named list, such as the 44 states of Annex 2 to the CTBT."""

    hangs_on = ("actor",)

    list = models.CharField(max_length=80, validators=[valid_key], help_text="Name of the list, such as ctbt-annex-2.")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="lists", help_text="A member of the list.")
    title = models.CharField(
        max_length=200,
        blank=True,
        help_text="What readers call the list, such as States of Annex 2 to the CTBT. On one of its rows is enough. Empty: its name.",
    )

    class Meta:
        ordering = ("list", "actor__key")
        constraints = [
            models.UniqueConstraint(
                fields=["list", "actor"], name="list_member_once", violation_error_message="The actor is on that list already."
            )
        ]

    def __str__(self):
        return f"{self.list}: {self.actor}"
