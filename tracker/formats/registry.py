"""Every format that lists come in: its extension, its media type, who reads its rows, who writes it, and what has it.

The extension is the format. A listing that is declared in the catalogue has its files by being declared.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.catalogue import LISTINGS
from tracker.selections import in_pieces
from tracker.selections.dated import DATED, dated
from tracker.selections.following import FOLLOWED, followed

from . import to_atom, to_bibtex, to_csl, to_csv, to_ical, to_json, to_jsonl, to_ris, to_xlsx

CITED = tuple(name for name, listing in LISTINGS.items() if "page" in listing.derived)


@dataclass(frozen=True)
class Format:
    """`read` gives (how many, them) of a selection, `write` text or bytes of an Extract. `purpose` is what people take
    it for: `data`, `reference` or `follow`; `only` names the listings that come in it, all where it is empty."""

    extension: str
    label: str
    media_type: str
    read: Callable
    write: Callable
    purpose: str = "data"
    only: tuple = ()


FORMATS = {
    made.extension: made
    for made in (
        Format("csv", "CSV", "text/csv; charset=utf-8", in_pieces, to_csv.write),
        Format("xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", in_pieces, to_xlsx.write),
        Format("json", "JSON", "application/json", in_pieces, to_json.write),
        Format("jsonl", "JSON Lines", "application/x-ndjson", in_pieces, to_jsonl.write),
        Format("bib", "BibTeX", "application/x-bibtex", in_pieces, to_bibtex.write, "reference", CITED),
        Format("ris", "RIS", "application/x-research-info-systems", in_pieces, to_ris.write, "reference", CITED),
        Format("csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", in_pieces, to_csl.write, "reference", CITED),
        Format("atom", "Atom feed", "application/atom+xml", followed, to_atom.write, "follow", FOLLOWED),
        Format("ics", "Calendar", "text/calendar; charset=utf-8", dated, to_ical.write, "follow", DATED),
    )
}


def offered(listing, *, one=False) -> list[Format]:
    """The formats that a listing comes in, or `one` row of it."""
    held = [made for made in FORMATS.values() if not made.only or listing.name in made.only]
    return [made for made in held if made.purpose != "data" or made.extension == "json"] if one else held
