"""What became of a row since somebody opened it: the cells then, now, and as typed."""

from dataclasses import dataclass, field

from tracker.catalogue import cells, read_rows, table_of
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
    touched: set = field(default_factory=set)
    moved: set = field(default_factory=set)
    of_proposal: bool = False  # then: as published; now: as proposed

    @property
    def people(self):
        return " and ".join(dict.fromkeys(change.by for change in self.changes)) or "Somebody"


def compare(table, row, seen, typed):
    """The Conflict between what was typed, {column: cell} (None where it is not valid), and the row as it stands.

    `seen` is the version that the editor saw.
    """
    now = cells_now(table, row)
    then, changes = cells_at(table, row, seen, now)
    touched = {name for name, cell in typed.items() if cell != then[name]}
    moved = [name for name in now if then[name] != now[name]]
    lines = [Line(label_of(table, name), then[name], now[name], typed.get(name) or "", name in touched) for name in moved]
    return Conflict(row, changes, lines, touched, set(moved))


def compare_proposal(table, row, published, proposed, typed):
    """The Conflict between what was typed and a proposal that was changed since: where the two differ."""
    now = published | proposed
    lines = [
        Line(label_of(table, name), published[name], now[name], cell or "", kept=True) for name, cell in typed.items() if cell != now[name]
    ]
    return Conflict(row, [], lines, of_proposal=True)


def cells_now(table, row):
    """{column: cell} of a row as it is stored, with its state of publication."""
    [stored] = read_rows(table, table.queryset().filter(pk=row.pk))
    state = table.queryset().values_list("state", flat=True).get(pk=row.pk)  # not read with the row: phases have a column 'state'
    return cells(table, stored) | {STATE: state}


def cells_at(table, row, version, now):
    """The cells of an earlier version, and the changes since, newest first."""
    changes = list(Change.objects.filter(table=table.name, row=row.pk, version__gt=version))
    then = dict(now)
    for change in changes:
        then |= {name: change.before.get(name, "") for name in change.after | change.before if name in now}
    return then, changes


def last_change():
    """The number of the last change: asked before rows are read, it says from where on somebody has not seen them change."""
    return Change.objects.order_by("-number").values_list("number", flat=True).first() or 0


def changed_since(rows, number, *, but_by=""):
    """[(row, its changes since that one, newest first)] of the rows that others have changed."""
    at = {(table_of(row).name, row.pk): row for row in rows}
    log = Change.objects.filter(number__gt=number, table__in={table for table, _pk in at}).exclude(by=but_by)
    found = {}
    for change in log.order_by("-number"):
        if (change.table, change.row) in at:
            found.setdefault((change.table, change.row), []).append(change)
    return [(at[key], changes) for key, changes in found.items()]


def label_of(table, name):
    return "State of publication" if name == STATE else table.columns[name].label if name in table.columns else name


def cells_of(table, change):
    """[(label, before, after)] of a change."""
    names = dict.fromkeys((*change.before, *change.after))
    return [(label_of(table, name), change.before.get(name, ""), change.after.get(name, "")) for name in names]
