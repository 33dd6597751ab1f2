"""Plain values as files have them: cells of a CSV, values of a JSON document."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal

from tracker.catalogue.words import CONTROL
from tracker.models import PartialDate

# What a spreadsheet runs. A text that has apostrophes before it already gets one more: taking one off gives it back.
RISKY = re.compile(r"'*[=+\-@\t\r]")
_MADE_SAFE = re.compile(r"'(?='*[=+\-@\t\r])")


def legible(text):
    """A text without what XML 1.0 cannot hold, whatever is stored."""
    return CONTROL.sub("", text)


def cell(value):
    """The text of a value that has no column of its own to say how it is written."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
        return json.dumps(value, ensure_ascii=False) if value else ""
    if isinstance(value, tuple | list):
        return "|".join(cell(part) for part in value)
    if isinstance(value, datetime):
        return moment(value)
    if hasattr(value, "code"):
        return value.code
    return str(value)


def moment(value):
    """A moment as `2026-11-23T10:15:00Z`."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def safe(text):
    """A text that no spreadsheet takes for a formula: a leading `'`, which import takes off again."""
    return f"'{text}" if RISKY.match(text) else text


def as_recorded(text):
    """The text that `safe` was given."""
    return text[1:] if _MADE_SAFE.match(text) else text


def json_value(value):
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, tuple | list):
        return [json_value(part) for part in value]
    if isinstance(value, dict):
        return {name: json_value(part) for name, part in value.items()}
    if isinstance(value, datetime):
        return moment(value)
    if hasattr(value, "code"):
        return value.code
    return str(value)


def columns_of(listing):
    """(names of its own columns, names of its derived ones) in the order of files."""
    if listing.table is None:
        return [], [column.name for column in listing.columns]
    own = list(listing.table.columns)
    return own, [name for name in listing.derived if name not in own]


def json_row(listing, row, site):
    """A row with `type`, `key`, `title` and `url` in front of its columns; a source's own address is `source_url`.

    A row without a page has its address in the API.
    """
    own, derived = columns_of(listing)
    under = "" if "page" in derived else "/api/v1"
    found = {
        "type": row["type"],
        "key": str(row.get("key") or row.get("id")),
        "title": str(row.get("title") or row.get("name") or ""),
        "url": f"{site}{under}{row['page']}",
    }
    for name in own:
        found["source_url" if name == "url" else name] = json_value(row[name])
    for name in derived:
        if name not in ("type", "page"):
            found[name] = json_value(row[name])
    return found
