"""The open history: what of the published data changed, when and why. Never who, and never a draft."""

from django.db.models import Q

from tracker.catalogue import TABLES, Ref
from tracker.catalogue.columns import Bearers
from tracker.models import Actor, Change, Ledger, Record, Verb
from tracker.models.vocabulary import Publication

COLUMNS = ("number", "at", "why", "verb", "table", "row", "key", "record", "before", "after")
SHOWN = 20
LOOKED_THROUGH = 50  # changes read for each one shown: a record is often changed many times in a row


def data_version():
    """Number and day of the last change to what is published, as `412-2026-11-23`."""
    ledger = Ledger.objects.filter(pk=1).first()
    return ledger.data_version if ledger else "0"


def last_published():
    """When what is published last changed (aware); None while nothing is."""
    return Change.objects.filter(public=True).order_by("-number").values_list("at", flat=True).first()


def open_changes():
    """Published changes of rows that are public now, and that others were retracted or deleted."""
    shown = Q(verb=Verb.DELETE)
    for model in {table.model for table in TABLES.values()}:
        names = [name for name, table in TABLES.items() if table.model is model]
        shown |= Q(table__in=names, row__in=model.objects.public().values("pk"))
        shown |= Q(table__in=names, verb=Verb.RETRACT, row__in=model.objects.filter(state=Publication.RETRACTED).values("pk"))
    return Change.objects.filter(shown, public=True)


def read_changes(changes):
    """Changes as plain rows, without cells that the public may not see, and without what their cells name that it may not."""
    rows = list(changes.values(*COLUMNS))
    public = _public_rows(rows)
    for row in rows:
        for side in ("before", "after"):
            row[side] = row[side] if (row["table"], row["row"]) in public and _was_published(row[side]) else {}
    _hide_references(rows)
    refs = _records({row["record"] for row in rows})
    return [_described(row) | {"about": refs.get(row["record"])} for row in rows]


def _public_rows(rows):
    """{(table, pk)} of the rows changed that are public now."""
    found = set()
    for name in {row["table"] for row in rows} & TABLES.keys():
        pks = {row["row"] for row in rows if row["table"] == name}
        public = _some(TABLES[name].model.objects.public(), "pk", pks)
        found |= {(name, pk) for pk in public.values_list("pk", flat=True)}
    return found


def _some(rows, field, values):
    """Those of the rows, or all of them where the values are too many for one query."""
    return rows.filter(**{f"{field}__in": values}) if len(values) <= 500 else rows


def _was_published(cells):
    """Whether one side of a change was public: a change of state says which it was, any other was."""
    return cells.get("(state)", Publication.PUBLISHED) == Publication.PUBLISHED


def _hide_references(rows):
    named = {}
    for _cells, _name, target, keys in _references(rows):
        named.setdefault(target, set()).update(keys)
    hidden = {target: keys - _seen(target, keys) for target, keys in named.items()}
    for cells, name, target, keys in list(_references(rows)):
        cells[name] = "|".join(key for key in keys if key not in hidden[target])


def _references(rows):
    """(cells, column, model named, keys) of every cell that names other rows."""
    for row in rows:
        columns = TABLES[row["table"]].columns if row["table"] in TABLES else {}
        for cells in (row["before"], row["after"]):
            for name in cells.keys() & columns.keys():
                target = Actor if isinstance(columns[name], Bearers) else getattr(columns[name], "target", None)
                if target:
                    yield cells, name, target, [key for key in cells[name].split("|") if key]


def _seen(target, keys):
    """Which of these the public may see; of what commitments name, whatever is no actor that it may not."""
    field = "key" if hasattr(target, "key") else "uid"
    known = _some(target.objects.all(), field, keys)
    if target is Actor:
        return keys - set(known.exclude(Actor.public_q()).values_list(field, flat=True))
    return set(known.filter(target.public_q()).values_list(field, flat=True))


def _records(pks):
    rows = Record.objects.public().filter(pk__in=pks).values_list("pk", "key", "short_title", "title", "type")
    return {pk: Ref(key, short or title, kind) for pk, key, short, title, kind in rows}


def _described(row):
    """A change for people: the words for its verb and table, and the labels of the cells that changed."""
    table = TABLES.get(row["table"])
    names = [name for name in row["after"] if name != "(state)"]
    labels = [table.columns[name].label if table and name in table.columns else name for name in names]
    return row | {"verb_label": str(Verb(row["verb"]).label), "labels": labels, "table_label": row["table"]}


def changes_of_record(pk):
    """The last published changes of a record and of what hangs on it, newest first."""
    return read_changes(open_changes().filter(record=pk).order_by("-number")[:SHOWN])


def latest_changes(limit):
    """The last published change of each of the records changed last, newest first."""
    latest = {}
    for number, record in open_changes().order_by("-number").values_list("number", "record")[: limit * LOOKED_THROUGH]:
        latest.setdefault(record, number)
    shown = Record.objects.public().filter(pk__in=latest.keys() - {None}).values_list("pk", flat=True)
    numbers = sorted((latest[pk] for pk in shown), reverse=True)[:limit]
    return read_changes(Change.objects.filter(number__in=numbers).order_by("-number"))
