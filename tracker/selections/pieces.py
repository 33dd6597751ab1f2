"""Every row of a selection as plain values, however many: read a piece at a time, none of them held for the next.

Rows of every listing have `type`, `page` (the address of where they stand), and `key` or `id`.
"""

from tracker.catalogue import LISTINGS, TYPE_OF_CODE

from .dates import date_rows
from .participations import participation_rows
from .timeline import entry_rows

PIECE = 500  # rows


def in_pieces(selection):
    """(how many rows, the rows in order). Read while they are taken; the first piece when asked for."""
    pks = selection.keys()
    return len(pks), _rows(selection, pks)


def _rows(selection, pks):
    for start in range(0, len(pks), PIECE):
        piece = pks[start : start + PIECE]
        rows = {row["pk"]: row for row in rows_of(selection, selection.some(piece))}
        yield from (rows[pk] for pk in piece if pk in rows)


def rows_of(selection, found):
    """Rows as `Selection` reads them, made alike."""
    shape = SHAPES.get(selection.listing.name)
    return shape(found, selection.day) if shape else found


def _entries(entries, day):
    for entry, row in zip(entries, entry_rows(entries, day), strict=True):
        yield vars(row) | {
            "pk": entry.pk,
            "type": "entry",
            "id": row.uid,
            "page": row.anchor,
            "record_type": row.type,
            "planned": row.planned or row.ahead,
        }


def _dates(found, _day):
    for one, row in zip(found, date_rows(found), strict=True):
        yield vars(row) | {"pk": one.pk, "type": "date", "id": row.uid, "page": row.anchor, "record_type": row.type}


def _changes(changes, _day):
    for row in changes:
        about = row["about"]
        yield row | {
            "pk": row["number"],
            "type": "change",
            "id": row["number"],
            "key": str(row["number"]),
            "row": row["key"],
            "record": about,
            "title": f"{about.label if about else row['key']}: {row['verb_label'].lower()} ({row['table_label']})",
            "page": page_of_change(row),
        }


def page_of_change(row):
    """Where a row that changed stands: the page of its record, or its own, or the list of changes."""
    if row["about"]:
        return TYPE_OF_CODE[row["about"].of].address(row["about"])
    listing = LISTINGS.get(row["table"])
    return listing.address(row["key"]) if listing and listing.page else "/changes/"


def _participations(stands, day):
    for one, row in zip(stands, participation_rows(stands, day), strict=True):
        record, actor = row["record"], row["actor"]
        yield row | {
            "pk": one.pk,
            "type": "participation",
            "id": f"{record}.{actor}.{row['role']}",
            "title": f"{actor.label}, {record.label}",
            "page": f"{TYPE_OF_CODE[record.of].address(record)}#participants",
        }


SHAPES = {"timeline": _entries, "calendar": _dates, "changes": _changes, "participations": _participations}
