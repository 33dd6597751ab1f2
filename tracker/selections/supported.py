"""What a source supports beside records: each row that has a page, the others together by the record on which they hang."""

from dataclasses import dataclass

from django.db.models import Count

from tracker.catalogue import TYPE_OF_CODE, read_rows, tables
from tracker.models import PartialDate

# Rows that hang on a record: their table, the way to the record, and where its page tells of them.
ON_RECORDS = (
    (tables.ACTIONS, "record", "#participants"),
    (tables.PHASES, "record", "#phases"),
    (tables.ACTIVATIONS, "record", "#activations"),
    (tables.POSITIONS, "challenge", "#positions"),
    (tables.RELATIONS, "from_record", "#relations"),
)
RECORD = ("key", "short_title", "title", "type")


@dataclass(frozen=True)
class Supported:
    """`count` rows under one `title`, and where they are told; `of` names what they belong to."""

    title: str
    address: str
    count: int = 1
    of: str = ""
    date: PartialDate | None = None


def supported(pk):
    """[(table, how many rows, [Supported])] of the published rows that cite a source; a query a table, and three for events."""
    found = [(table.name, _on_records(table, path, pk, part)) for table, path, part in ON_RECORDS]
    found += [("commitments", _commitments(pk)), ("assessments", _assessments(pk)), ("events", _events(pk))]
    return [(name, sum(one.count for one in held), held) for name, held in found if held]


def _citing(table, pk):
    return table.model.objects.public().filter(sources=pk)


def _on_records(table, path, pk, part):
    columns = [f"{path}__{name}" for name in RECORD]
    rows = _citing(table, pk).order_by(columns[0]).values_list(*columns).annotate(rows=Count("pk", distinct=True))
    return [Supported(short or title, f"{TYPE_OF_CODE[kind].address(key)}{part}", count) for key, short, title, kind, count in rows]


def _commitments(pk):
    rows = _citing(tables.COMMITMENTS, pk).order_by("record__key", "pk")
    rows = rows.values_list("uid", "title", "record__short_title", "record__title")
    return [Supported(title, f"/commitments/{uid}/", of=short or full) for uid, title, short, full in rows]


def _assessments(pk):
    of = ("commitment__record__short_title", "commitment__record__title")
    rows = _citing(tables.ASSESSMENTS, pk).order_by("commitment__record__key", "commitment")
    rows = rows.values_list("commitment__uid", "commitment__title", *of).annotate(rows=Count("pk", distinct=True))
    return [Supported(title, f"/commitments/{uid}/", count, of=short or full) for uid, title, short, full, count in rows]


def _events(pk):
    rows = read_rows(tables.EVENTS, _citing(tables.EVENTS, pk).order_by("date_first", "pk"), public=True)
    return [
        Supported(row["title"], f"/timeline/?record={row['records'][0]}" if row["records"] else "/timeline/", date=row["date"])
        for row in rows
    ]
