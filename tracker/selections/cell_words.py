"""Cells of the change log as pages tell them: codes as words, dates as dates, keys as names; what is hidden left out."""

from dataclasses import dataclass

from tracker.catalogue import TABLES, read_rows
from tracker.catalogue.columns import TARGETS, Bearers
from tracker.models import Actor, PartialDate

from .other_pages import class_of_bearers


@dataclass(frozen=True)
class Difference:
    """One column of a change: `before` and `after` are text, a PartialDate, a tuple of references, or None where empty."""

    label: str
    before: object
    after: object


def differences(changes):
    """[[Difference]] of changes as `read_changes` gives them, in the same order."""
    before = in_words([(change["table"], change["before"]) for change in changes])
    after = in_words([(change["table"], change["after"]) for change in changes])
    told = []
    for change, old, new in zip(changes, before, after, strict=True):
        columns = TABLES[change["table"]].columns if change["table"] in TABLES else {}
        told.append(
            [
                Difference(bound.label, old.get(name), new.get(name))
                for name, bound in columns.items()
                if old.get(name) is not None or new.get(name) is not None
            ]
        )
    return told


def called(changes):
    """[what people call the row that changed] of changes, in the same order; its key where the row is not public."""
    names = {}
    for name in {change["table"] for change in changes} & TABLES.keys():
        table = TABLES[name]
        pks = {change["row"] for change in changes if change["table"] == name}
        columns = _naming(table)
        for row in read_rows(table, table.model.objects.public().filter(pk__in=pks), names=columns, public=True):
            names[name, row["pk"]] = " · ".join(_said(table.columns[column], row[column]) for column in columns if row[column])
    return [names.get((change["table"], change["row"])) or change["key"] for change in changes]


def _naming(table):
    """The columns by which people tell rows of a table apart: a title or name, else what identifies them under their record."""
    for column in ("title", "name"):
        if column in table.columns:
            return [column]
    about = (table.about or "").partition("__")[0]
    return [name for name in table.identity if table.columns[name].field_name != about and not table.columns[name].many]


def _said(bound, value):
    return getattr(value, "label", "") or str(dict(bound.codes).get(value, value))


def in_words(rows):
    """[{column: value}] of (name of a table, its cells) pairs; at most one query for each kind of thing that they name."""
    names = _names(rows)
    return [{name: _value(bound, cells[name], names) for name, bound in columns_in(table, cells)} for table, cells in rows]


def columns_in(table, cells):
    columns = TABLES[table].columns if table in TABLES else {}
    return [(name, bound) for name, bound in columns.items() if name in cells]


def _names(rows):
    """{model: {key: Ref}} of what the cells name and the public may see."""
    named, bearers = {}, set()
    for table, cells in rows:
        for name, bound in columns_in(table, cells):
            target = Actor if isinstance(bound, Bearers) else getattr(bound, "target", None)
            if target:
                named.setdefault(target, set()).update(_parts(cells[name]))
            if isinstance(bound, Bearers):
                bearers.update(_parts(cells[name]))
    # Of those who owe, what is no actor is a list: unless it is an actor that the public may not see.
    found = {Bearers: set(Actor.objects.exclude(Actor.public_q()).filter(key__in=bearers).values_list("key", flat=True)) if bearers else ()}
    for target, keys in named.items():
        fields, make = TARGETS[target]
        key = "key" if "key" in fields else "uid"
        public = target._base_manager.filter(target.public_q())
        if len(keys) <= 500:
            public = public.filter(**{f"{key}__in": keys})
        found[target] = {ref: ref for ref in (make(*values) for values in public.values_list(*fields))}
    return found


def _parts(cell):
    return [part for part in cell.split("|") if part]


def _value(bound, cell, names):
    if not cell:
        return None
    if isinstance(bound, Bearers):
        shown = [names[Actor].get(part, "" if part in names[Bearers] else class_of_bearers(part)) for part in _parts(cell)]
        return tuple(part for part in shown if part) or None
    if hasattr(bound, "target"):
        return tuple(names[bound.target][key] for key in _parts(cell) if key in names[bound.target]) or None
    if bound.codes:
        words = dict(bound.codes)
        return ", ".join(str(words.get(part, part)) for part in _parts(cell))
    if bound.date:
        return PartialDate.parse(cell)
    return ", ".join(_parts(cell)) if bound.many else cell
