"""What hangs on rows through a table between, as references: one query for all of them."""

from tracker.catalogue import Ref


def linked(relation, pks, fields, make, *conditions):
    """{primary key of a row: [what `make` makes of the fields]} of a relation to many, in the order of the first field."""
    near, found = relation.field.m2m_field_name(), {}
    links = relation.through.objects.filter(*conditions, **{f"{near}__in": pks}).order_by(fields[0])
    for pk, *values in links.values_list(near, *fields):
        found.setdefault(pk, []).append(make(*values))
    return found


def linked_records(relation, pks):
    def make(key, short, title, kind):
        return Ref(key, short or title, kind)

    return linked(relation, pks, ("record__key", "record__short_title", "record__title", "record__type"), make)


def linked_actors(relation, pks):
    return linked(relation, pks, ("actor__name", "actor__key"), lambda name, key: Ref(key, name, "actor"))
