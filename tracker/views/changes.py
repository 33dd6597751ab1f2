"""The open history: every published change, and any earlier state of a record."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS, RECORD_TYPES, TABLES
from tracker.catalogue.asked import given_twice
from tracker.formats.values import day_text
from tracker.models import Verb
from tracker.selections import Selection, no_parameters
from tracker.selections.cell_words import called, differences
from tracker.selections.selection import cleaned
from tracker.selections.versions import version

from . import narrowing
from .citing import of_this_list
from .conditional import versioned
from .errors import error_page
from .frame import files_of, page

SIZES = (50, 100, 200)
LONGEST_NUMBER = 12  # digits
LONG = 60  # characters; in longer texts the words that changed are marked


@dataclass(frozen=True)
class Piece:
    """A stretch of a text that stayed, was taken out or was put in."""

    kind: str
    text: str


@dataclass(frozen=True)
class Cell:
    """A column of a change; `pieces` where both sides are long texts, else `before` and `after`."""

    label: str
    before: object
    after: object
    pieces: list


@dataclass(frozen=True)
class Line:
    """A change as the page tells it: `what` people call the row, `cells` what became of it."""

    change: dict
    what: str
    cells: list

    @property
    def page(self):
        """Where the row has a page of its own."""
        listing = LISTINGS.get(self.change["table"])
        if self.change["verb"] == Verb.DELETE or listing is None or not listing.page:
            return ""
        return listing.address(self.change["key"])


@require_safe
@versioned
def changes(request):
    """Every published change, newest first."""
    listing = LISTINGS["changes"]
    selection = Selection(listing, request.GET, today=timezone.localdate())
    context = {
        "listing": listing,
        "selection": selection,
        "errors": selection.errors,
        "crumbs": [],
        "fields": [*narrowing.fields(selection), _type(selection)],
    }
    if not selection.errors:
        found = selection.page
        files = files_of("/changes", selection.query)
        context |= {
            "found": found,
            "days": _by_day(found.rows),
            "sizes": SIZES,
            "chips": narrowing.chips(selection, request.path),
            "ways_out": [] if selection.count else narrowing.ways_out(selection, request.path),
            "files": files,
            **of_this_list(request, selection, files),
        }
    return page(request, "changes/changes.html", context, status=400 if selection.errors else 200)


def _type(selection):
    chosen = selection.params.getlist("type")
    return narrowing.Field(
        "type",
        "Type",
        error=narrowing.error_of(selection.errors, "type"),
        choices=[narrowing.Option(str(kind.code), kind.label, str(kind.code) in chosen[:1]) for kind in RECORD_TYPES],
        kept=tuple(chosen[1:]),
    )


def _by_day(rows):
    """[(day, lines)] in the order of the rows."""
    days = {}
    for line in _lines(rows, differences(rows)):
        days.setdefault(timezone.localdate(line.change["at"]), []).append(line)
    return list(days.items())


def _lines(rows, told):
    return [Line(row, what, _cells(one)) for row, what, one in zip(rows, called(rows), told, strict=True)]


def _cells(told):
    return [Cell(one.label, one.before, one.after, _pieces(one.before, one.after)) for one in told]


def _pieces(before, after):
    """The words that were taken out and put in, where both are long texts."""
    if not (isinstance(before, str) and isinstance(after, str) and max(len(before), len(after)) > LONG):
        return []
    old, new = before.split(), after.split()
    pieces = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", " ".join(old[start:end])))
            continue
        if start < end:
            pieces.append(Piece("out", " ".join(old[start:end])))
        if new_start < new_end:
            pieces.append(Piece("in", " ".join(new[new_start:new_end])))
    return pieces


def record_version(request, record_type, pk, key):
    """A record as it stood at an earlier version, told by its number; 404 where it has none of that number."""
    params = cleaned(request.GET)
    asked = params["version"].strip()
    errors = no_parameters(params, known=("version",)) | given_twice(params, "version")
    if not asked.isascii() or not asked.isdigit():
        errors["version"] = [f"'{asked[:40]}' is not the number of a version: write 1, 2, 3…"]
    if errors:
        reason = " ".join(f"{name}: {' '.join(said)}" for name, said in errors.items())
        ways = [("The record as it stands", record_type.address(key)), ("What changed", f"/changes/?record={key}")]
        return error_page(request, 400, reason=reason, ways=ways)
    shown = version(pk, int(asked)) if len(asked) <= LONGEST_NUMBER else None
    if shown is None:
        return error_page(request, 404)
    columns = record_type.table.columns
    cells = shown.cells
    name = cells.get("short_title") or cells["title"]
    context = {
        "version": shown,
        "type": record_type,
        "name": name,
        "title": cells["title"],
        "summary": cells.get("summary") or "",
        "facts": [
            (bound.label, cells[column])
            for column, bound in columns.items()
            if cells.get(column) is not None and column not in ("title", "short_title", "summary", "key")
        ],
        "parts": [_part(table, rows) for table, rows in shown.parts],
        "changed": _lines(*shown.changed),
        "more": shown.more,
        "key": key,
        "current": record_type.address(key),
        "crumbs": [(record_type.title, f"/{record_type.name}/"), (name, record_type.address(key))],
        "here": f"Version {shown.saved.number}",
        "description": f"{name} as it was published on {day_text(timezone.localdate(shown.saved.at))}.",
    }
    return page(request, "changes/version.html", context)


def _part(table, rows):
    """A table of what hung on the record: its name, the labels of the columns in use, and the cells of each row."""
    about = (TABLES[table].about or "").partition("__")[0]
    used = [name for name in TABLES[table].columns if name not in ("id", about) and any(row.get(name) is not None for row in rows)]
    return (
        table,
        [TABLES[table].columns[name].label for name in used],
        [[(TABLES[table].columns[name].label, row.get(name)) for name in used] for row in rows],
    )
