"""Rows as plain values, in a fixed number of queries however many rows: one, and one for each column of many."""

from tracker.models import Actor

from .columns import TARGETS, Bearers


def read_rows(table, queryset, *, names=None, public=False, extra=()):
    """[{column: plain value}] of a table's rows, in the queryset's order, with `pk` and what `extra` paths fetch.

    `public` leaves out references to rows that the public may not see.
    """
    columns = [table.columns[name] for name in names] if names else list(table.columns.values())
    paths = list(dict.fromkeys(["pk", *extra, *(path for bound in columns for path in bound.paths)]))
    hidden = [
        bound for bound in columns if public and bound.paths and hasattr(bound, "target") and bound.field_name not in table.model.hangs_on
    ]
    paths += [f"{bound.field_name}_id" for bound in hidden]
    at = {path: index for index, path in enumerate(paths)}
    fetched = list(queryset.values_list(*paths))
    shown = {bound.name: _public_ids(bound, {values[at[f"{bound.field_name}_id"]] for values in fetched}) for bound in hidden}
    rows, by_pk = [], {}
    for values in fetched:
        row = {"pk": values[0]}
        for path in extra:
            row[path] = values[at[path]]
        for bound in columns:
            if not bound.paths:
                row[bound.name] = ()
            elif bound.name in shown and values[at[f"{bound.field_name}_id"]] not in shown[bound.name]:
                row[bound.name] = None
            else:
                row[bound.name] = bound.build(*(values[at[path]] for path in bound.paths))
        rows.append(row)
        by_pk[row["pk"]] = row
    for bound in columns:
        if not bound.paths and rows:
            _fill_many(bound, queryset, by_pk, public)
    if public:
        _hide_bearers([bound for bound in columns if isinstance(bound, Bearers)], rows)
    return rows


def _hide_bearers(columns, rows):
    """Drop the keys of actors that the public may not see from columns that name them in text."""
    named = {name for row in rows for bound in columns for name in row[bound.name]}
    if named:
        hidden = set(Actor.objects.filter(key__in=named).exclude(Actor.public_q()).values_list("key", flat=True))
        for row in rows:
            for bound in columns:
                row[bound.name] = tuple(name for name in row[bound.name] if name not in hidden)


def _public_ids(bound, ids):
    """Which of these primary keys a reference may show."""
    ids = ids - {None}
    targets = bound.target._base_manager.filter(bound.target.public_q())
    if len(ids) <= 500:
        targets = targets.filter(pk__in=ids)
    return set(targets.values_list("pk", flat=True)) if ids else set()


def _fill_many(bound, queryset, by_pk, public):
    """References through the table between, sorted by key, into rows already read."""
    through = bound.field.remote_field.through
    near, far = bound.field.m2m_field_name(), bound.field.m2m_reverse_field_name()
    fields, make = TARGETS[bound.target]
    links = through._base_manager.all()
    if len(by_pk) <= 500:
        links = links.filter(**{f"{near}__in": list(by_pk)})
    elif not queryset.query.is_sliced:
        links = links.filter(**{f"{near}__in": queryset.order_by().values("pk")})
    if public:
        links = links.filter(bound.target.public_q(f"{far}__"))
    found = {}
    for pk, *values in links.values_list(f"{near}_id", *(f"{far}__{name}" for name in fields)):
        found.setdefault(pk, []).append(make(*values))
    for pk, refs in found.items():
        if pk in by_pk:
            by_pk[pk][bound.name] = tuple(sorted(refs))


def cells(table, row):
    """A row as a file has it: {column: text}."""
    return {name: bound.cell(row[name]) for name, bound in table.columns.items()}
