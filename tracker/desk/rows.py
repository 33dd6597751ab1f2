"""Rows as the desk's addresses name them."""

from tracker.catalogue import TABLES


def parents(table):
    """What to fetch with a row so that naming it asks no more."""
    near = [bound.field_name for bound in table.columns.values() if bound.field.many_to_one]
    return [*near, *([table.about] if "__" in table.about else [])]


def find_row(table, given):
    """The row of the table under this key or id; None where there is none."""
    rows = table.queryset().select_related(*parents(table))
    if table.key == "id":
        return rows.filter(pk=int(given)).first() if given.isascii() and given.isdigit() and len(given) < 19 else None
    return rows.filter(**{table.key: given}).first()


def id_of(table, row):
    return str(row.pk if table.key == "id" else getattr(row, table.key))


def at_desk(table, row):
    """The address of a row at the desk."""
    return f"/log/{table.name}/{id_of(table, row)}/"


def tables_below(table):
    """The tables whose rows hang on a row of this one: [(table, column that names it)]."""
    found = []
    for other in TABLES.values():
        bound = other.columns[other.identity[0]]
        if bound.field.many_to_one and issubclass(table.model, bound.field.related_model):
            limited = bound.field.get_limit_choices_to()
            if not limited or limited.items() <= table.fixed.items():
                found.append((other, bound.name))
    return found
