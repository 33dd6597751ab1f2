"""What stands in for a roster that is not complete: who did or decided the record, and who stands under its parts."""

from dataclasses import dataclass

from django.db.models import Q

from tracker.catalogue import Ref
from tracker.models import Actor, Basis, Participation, Record, Relation
from tracker.models.vocabulary import RelationCode

from .places import STANDING, stands_of
from .standing import TAKING_PART, covering


@dataclass(frozen=True)
class Part:
    """A part of the record, begun by the day, with (actor, Stands) of those that stand under it."""

    record: Ref
    standing: list

    def of(self, actor):
        """The Stands of one actor: one for each of its roles."""
        return [stands for one, stands in self.standing if one == actor]


def actors_of(pk):
    """Who did or decided it, by name."""
    rows = Actor.objects.public().filter(records=pk).order_by("name")
    return [Ref(key, name, "actor") for key, name in rows.values_list("key", "name")]


def parts_of(pk, day):
    """Its parts and theirs, as columns and relations state them, by name; in two queries."""
    related = Relation.objects.public().filter(relation=RelationCode.PART_OF, to_record=pk)
    of_it = Q(part_of=pk) | Q(part_of__in=Record.objects.public().filter(part_of=pk)) | Q(pk__in=related.values("from_record"))
    rows = Record.objects.public().filter(of_it, life__begun__lte=day).values_list("pk", "key", "short_title", "title", "type")
    parts = {part: (Ref(key, short or title, kind), []) for part, key, short, title, kind in rows}
    if parts:
        stood = covering(Participation.objects.filter(record__in=parts, basis=Basis.EFFECT, status__in=TAKING_PART), day)
        stood = stood.order_by("actor__name", "role")
        for part, key, name, *values in stood.values_list("record", "actor__key", "actor__name", *STANDING):
            parts[part][1].append((Ref(key, name, "actor"), stands_of(day, *values)))
    return sorted((Part(*part) for part in parts.values()), key=lambda part: part.record.label.casefold())
