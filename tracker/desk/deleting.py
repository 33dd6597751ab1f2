"""A row is deleted where nothing refers to it."""

from django.db.models import ProtectedError, Q

from tracker import changes
from tracker.models import Actor, Commitment, ListMember, Row


def delete(row, *, by, why):
    """Delete a row through `changes`; ProtectedError where others refer to it."""
    if others := referring(row):
        raise ProtectedError(f"'{row}' cannot be deleted: others refer to it.", set(others))
    return changes.delete(row, by=by, why=why)


def referring(row):
    """Rows that refer to it in ways that the database does not protect: they would lose the reference without a word in the log."""
    found = []
    for relation in row._meta.related_objects:
        if relation.many_to_many and issubclass(relation.related_model, Row):
            found += relation.related_model._base_manager.filter(**{relation.field.name: row})
    name = _name_in_commitments(row)
    if name:
        owing = Q(owed_by__contains=f"|{name}|") | Q(owed_to__contains=f"|{name}|")
        found += Commitment.objects.filter(owing).select_related("record")
    return found


def _name_in_commitments(row):
    """What commitments call it that owe or are owed: the key of an actor, or the name of a list of which it is the last."""
    if isinstance(row, Actor):
        return row.key
    if isinstance(row, ListMember) and not ListMember.objects.filter(list=row.list).exclude(pk=row.pk).exists():
        return row.list
    return None
