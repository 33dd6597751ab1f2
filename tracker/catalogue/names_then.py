"""What actors were called on a day: by a name dated so, or by that of the state which they continue."""

from django.db.models import Q

from tracker.models import Actor, parse_other_name


def alive_on(day):
    """A condition on actors: they existed on the day, as far as is known."""
    begun = Q(exists_from_first=None) | Q(exists_from_first__lte=day)
    return begun & (Q(exists_to_last=None) | Q(exists_to_last__gte=day))


def continued(day):
    """{pk: (key, name)} of the state of the day that an actor continues: the Soviet Union for the Russian Federation."""
    rows = Actor.objects.public().filter(alive_on(day)).exclude(continued_by=None)
    return {pk: (key, name) for pk, key, name in rows.values_list("continued_by", "key", "name")}


def name_on(name, other_names, day):
    """Another name whose years cover the day, else today's."""
    for other in other_names:
        called, dates = parse_other_name(other)
        if dates and dates.first <= day <= dates.last:
            return called
    return name


def then_name(pk, name, other_names, day, continued):
    """The name of the day, today's where none is known; `continued` as above."""
    then = name_on(name, other_names, day)
    return then if then != name or pk not in continued else continued[pk][1]
