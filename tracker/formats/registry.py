"""Every format that lists come in: its extension, its media type, who reads its rows, who writes it, and what has it.

The extension is the format. A listing that is declared in the catalogue has its files by being declared.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tracker.selections import in_pieces

from . import to_csv, to_json, to_jsonl, to_xlsx


@dataclass(frozen=True)
class Format:
    """`read` gives (how many, them) of a selection, `write` text or bytes of an Extract. `purpose` is what people take
    it for: `data`, `reference` or `follow`."""

    extension: str
    label: str
    media_type: str
    read: Callable
    write: Callable
    purpose: str = "data"
    of: Callable = lambda listing: True


FORMATS = {
    made.extension: made
    for made in (
        Format("csv", "CSV", "text/csv; charset=utf-8", in_pieces, to_csv.write),
        Format("xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", in_pieces, to_xlsx.write),
        Format("json", "JSON", "application/json", in_pieces, to_json.write),
        Format("jsonl", "JSON Lines", "application/x-ndjson", in_pieces, to_jsonl.write),
    )
}


def offered(listing) -> Iterable[Format]:
    """The formats that a listing comes in."""
    return [made for made in FORMATS.values() if made.of(listing)]
