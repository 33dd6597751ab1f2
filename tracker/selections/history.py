"""The open history: what of the published data changed, when and why. Never who, and never a draft."""

from tracker.catalogue import TABLES, Ref
from tracker.models import Change, Ledger, Record, Verb

COLUMNS = ("number", "at", "why", "verb", "table", "key", "record", "before", "after")
SHOWN = 20
LOOKED_THROUGH = 50  # changes read for each one shown: a record is often changed many times in a row


def data_version():
    """Number and day of the last change to what is published, as `412-2026-11-23`."""
    ledger = Ledger.objects.filter(pk=1).first()
    return ledger.data_version if ledger else "0"


def described(row):
    """A change for people: the words for its verb and table, and the labels of the cells that changed."""
    table = TABLES.get(row["table"])
    names = [name for name in row["after"] if name != "(state)"]
    labels = [table.columns[name].label if table and name in table.columns else name for name in names]
    return row | {"verb_label": str(Verb(row["verb"]).label), "labels": labels, "table_label": row["table"]}


def changes_of_record(pk):
    """The last published changes of a record and of what hangs on it, newest first."""
    rows = Change.objects.filter(record=pk, public=True).order_by("-number")[:SHOWN]
    return [described(row) for row in rows.values(*COLUMNS)]


def latest_changes(limit):
    """The last published change of each of the records changed last, newest first."""
    rows = list(Change.objects.filter(public=True).order_by("-number")[: limit * LOOKED_THROUGH].values(*COLUMNS))
    named = Record.objects.public().filter(pk__in={row["record"] for row in rows})
    refs = {
        pk: Ref(key, short or title, kind) for pk, key, short, title, kind in named.values_list("pk", "key", "short_title", "title", "type")
    }
    latest = {}
    for row in rows:
        if row["record"] in refs:
            latest.setdefault(row["record"], row)
    return [described(row) | {"about": refs[row["record"]]} for row in list(latest.values())[:limit]]
