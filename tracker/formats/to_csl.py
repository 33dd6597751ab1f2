"""CSL-JSON, which Zotero, Mendeley and pandoc read."""

import json

from tracker.models import PartialDate

from .references import references

TYPES = {"page": "entry", "list": "dataset", "document": "document"}


def write(extract):
    comma = "["
    for reference in references(extract):
        yield f"{comma}\n{json.dumps(item(reference), ensure_ascii=False)}"
        comma = ","
    yield "[]\n" if comma == "[" else "\n]\n"


def item(reference):
    """One item."""
    found = {
        "id": reference.key,
        "type": TYPES[reference.kind],
        "title": reference.title,
        "author": [{"literal": reference.author}],
        "publisher": reference.publisher,
        "container-title": "" if reference.kind == "document" else "Pacta",
        "URL": reference.url,
        "archive_location": reference.archived,
        "note": reference.note,
        "language": reference.language,
        "issued": _parts(reference.on),
        "accessed": _parts(PartialDate.of(reference.accessed)) if reference.accessed else None,
    }
    return {name: value for name, value in found.items() if value}


def _parts(on):
    """A date as CSL has it: as many parts as are known, `circa` where it is about right."""
    if on is None or on.first.year == 1:
        return None
    day = on.first
    parts = {"day": [day.year, day.month, day.day], "month": [day.year, day.month]}.get(on.precision, [day.year])
    return {"date-parts": [parts]} | ({"circa": True} if on.approximate else {})
