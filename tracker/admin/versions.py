"""What became of a row since an editor opened it: the values then, now, and as typed."""

from dataclasses import dataclass

from django.db.models import ManyToManyField

from tracker.catalogue import cells, read_rows
from tracker.catalogue.columns import TARGETS
from tracker.models import Change

STATE = "(state)"


@dataclass(frozen=True)
class Line:
    """One cell that somebody else changed; `kept` is true where the editor had typed a value of their own."""

    label: str
    then: str
    now: str
    typed: str
    kept: bool


@dataclass(frozen=True)
class Conflict:
    """`touched` are the columns that the editor changed, `moved` those that others did."""

    row: object
    changes: list
    lines: list
    touched: set
    moved: set


def compare(form, seen):
    """The Conflict between what `form` holds and the row as it stands; `seen` is the version that the editor saw."""
    table, row = form.table, form.instance
    changes = list(Change.objects.filter(table=table.name, row=row.pk, version__gt=seen))
    [stored] = read_rows(table, table.queryset().filter(pk=row.pk), extra=("state",))
    now = cells(table, stored) | {STATE: stored["state"]}
    then = dict(now)
    for change in changes:  # newest first
        then |= {name: change.before.get(name, "") for name in change.after | change.before}
    typed = {name: _typed(bound, form) for name, bound in table.columns.items() if bound.field_name in form.fields}
    touched = {name for name, cell in typed.items() if cell != then[name]}
    moved = [name for name in now if then[name] != now[name]]
    lines = [Line(label_of(table, name), then[name], now[name], typed.get(name) or "", name in touched) for name in moved]
    return Conflict(row, changes, lines, touched, set(moved))


def label_of(table, name):
    return "State of publication" if name == STATE else table.columns[name].label if name in table.columns else name


def cells_of(table, change):
    """[(label, before, after)] of a change."""
    names = dict.fromkeys((*change.before, *change.after))
    return [(label_of(table, name), change.before.get(name, ""), change.after.get(name, "")) for name in names]


def _typed(bound, form):
    """The cell that the form's value would give; None where it is not valid."""
    if bound.field_name not in form.cleaned_data:
        return None
    value = form.cleaned_data[bound.field_name]
    if bound.field.is_relation:
        name = TARGETS[bound.target][0][0]
        if isinstance(bound.field, ManyToManyField):
            return bound.cell(sorted(getattr(row, name) for row in value))
        return bound.cell(getattr(value, name) if value else None)
    return bound.cell(bound.build(value))
