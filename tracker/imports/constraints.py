"""The check constraints of a model, tried on a row in memory: the database is not asked once for every row of a file.

As in SQL, a comparison with nothing is neither true nor false, and a constraint is broken only where it is false.
"""

from operator import eq, ge, gt, le, lt

from django.db.models import CheckConstraint, F, Q

_COMPARED = {"exact": eq, "lt": lt, "lte": le, "gt": gt, "gte": ge}


def broken(row):
    """Sentences of the constraints that the row breaks."""
    return [
        str(constraint.violation_error_message)
        for constraint in row._meta.constraints
        if isinstance(constraint, CheckConstraint) and holds(constraint.condition, row) is False
    ]


def holds(condition, row):
    """Whether a Q is true of a row; None where SQL would say unknown. Knows the lookups that our constraints use."""
    found = [holds(part, row) if isinstance(part, Q) else _leaf(part, row) for part in condition.children]
    if condition.connector == Q.AND:
        answer = False if False in found else None if None in found else True
    elif condition.connector == Q.OR:
        answer = True if True in found else None if None in found else False
    else:
        raise NotImplementedError(f"constraints with {condition.connector} are not read here")
    return answer if answer is None or not condition.negated else not answer


def _leaf(part, row):
    path, wanted = part
    name, _, lookup = path.partition("__")
    value = _value(row, name)
    if lookup == "isnull":
        return (value is None) is wanted
    if isinstance(wanted, F):
        wanted = _value(row, wanted.name)
    if value is None or wanted is None:
        return None
    if lookup == "in":
        return value in wanted
    return _COMPARED[lookup or "exact"](value, wanted)


def _value(row, name):
    field = row._meta.get_field(name)
    if field.is_relation:
        # A row that is not saved yet has no primary key to compare.
        return field.get_cached_value(row) if field.is_cached(row) else getattr(row, field.attname)
    return getattr(row, name)
