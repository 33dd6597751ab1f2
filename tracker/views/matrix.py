"""The matrix: actors × agreements on a day, as a page and as a file."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tracker.catalogue import TYPE_OF_CODE
from tracker.catalogue.matrix import AGREEMENTS
from tracker.formats import conditional, to_csv
from tracker.formats.answers import file_answer, refused
from tracker.formats.headers import shared
from tracker.formats.marks import mark_of, word_of
from tracker.formats.plain import safe
from tracker.formats.site import site_of
from tracker.models import Basis
from tracker.models.vocabulary import ActorStatusCode, RecordTypeCode
from tracker.selections.matrix import Matrix

from .asked import TURNING_POINTS, Asked
from .conditional import versioned
from .frame import files_of, page
from .narrowing import Field, Option, error_of

WIDE = 8  # agreements beyond which not all are in sight
BASES = {Basis.EFFECT: "By day of effect", Basis.CONSENT: "By day of act"}


@dataclass
class Choice(Field):
    """A field to choose from; `empty` is what it says where nothing is chosen."""

    empty: str = ""


@require_safe
@versioned
def matrix(request):
    """A page of actors. What cannot be answered stands beside its filter, and no rows below."""
    found = Matrix(request.GET, today=timezone.localdate())
    context = {
        "found": found,
        "errors": found.errors,
        "crumbs": [],
        "asked": Asked.on(found.day, today=found.today, params=found.params, errors=found.errors, days=TURNING_POINTS),
        "types": _types(found),
        "fields": _fields(found),
    }
    if not found.errors:
        context |= _table(request, found)
    return page(request, "matrix/matrix.html", context, status=400 if found.errors else 200)


@shared
@require_safe
@conditional.versioned
def matrix_file(request):
    """Every actor of the selection: `actor,name`, then a column for each agreement."""
    found = Matrix(request.GET, today=timezone.localdate())
    if found.errors:
        return refused(found.errors)
    if "page" in found.params:
        _page(found)
    lines = [["actor", "name", *found.keys]]
    lines += [[str(row.actor), safe(row.actor.label), *(stands.code for stands in row.stands)] for row in found.every_row()]
    return file_answer(to_csv.lines(lines), to_csv.MEDIA_TYPE, f"{found.sentence()}, on {found.day.isoformat()}", "matrix.csv")


def _types(found):
    """Treaties, frameworks or both, as links: (words, address, whether that is shown)."""
    links = []
    for words, types in (("Treaties", AGREEMENTS[:1]), ("Frameworks", AGREEMENTS[1:]), ("Both", AGREEMENTS)):
        query = found.params.copy()
        query.pop("page", None)
        query.setlist("type", types)
        links.append((words, f"?{query.urlencode()}", sorted(types) == sorted(found.types)))
    return links


def _fields(found):
    """What narrows both sides: by theme and region, by name, and how acts are counted."""
    agreements, actors = found.agreements.filters.filters, found.actors.filters.filters
    named = found.params.getlist("actor")
    return [
        _choice(found, "theme", "Theme", agreements["theme"].field.choices, "All themes"),
        _choice(found, "actor_region", "Actors of", actors["actor_region"].field.choices, "All regions"),
        Field("actor", "Actor", (named or [""])[0], error=error_of(found.errors, "actor"), kept=tuple(named[1:])),
        _choice(found, "basis", "Acts count", [(Basis.CONSENT, BASES[Basis.CONSENT])], BASES[Basis.EFFECT]),
    ]


def _choice(found, name, label, choices, empty):
    chosen = found.params.getlist(name)
    options = [Option(str(code), str(word), str(code) in chosen[:1]) for code, word in choices]
    return Choice(name, label, error=error_of(found.errors, name), choices=options, kept=tuple(chosen[1:]), empty=empty)


@dataclass(frozen=True)
class Cell:
    """A status in the table: mark, word, the year since when, and where its acts are told."""

    shape: str
    tone: str
    word: str
    year: str
    contested: bool
    certain: bool
    address: str


def _page(found):
    return found.actors.page


def _table(request, found):
    pages, rows, columns = _page(found), found.rows, found.columns
    asked = {"as_of": found.params["as_of"]} if "as_of" in found.params else {}
    at = f"?{urlencode(asked)}" if asked else ""
    lines = [(row, [_cell(row, column, stands, asked) for column, stands in zip(columns, row.stands, strict=True)]) for row in rows]
    files = files_of("/matrix", found.query, ["csv"])
    codes = {(stands.code, column.record.of) for row in rows for column, stands in zip(columns, row.stands, strict=True)}
    return {
        "lines": lines,
        "heads": [(column, f"{TYPE_OF_CODE[column.record.of].address(column.record)}{at}") for column in columns],
        "pages": pages,
        "key": _key(codes),
        "disputed": any(stands.contested for row in rows for stands in row.stands),
        "doubted": any(not stands.certain for row in rows for stands in row.stands),
        "chips": [{"label": words, "url": f"{request.path}?{query}" if query else request.path} for words, query in found.chips],
        "files": files,
        "whole": f"{site_of(request)}{files[0].address}",
        "wide": len(columns) > WIDE,
        "at": at,
    }


def _cell(row, column, stands, asked):
    """A cell without an address where the actor stands nowhere, or nobody knows."""
    drawn = mark_of(stands.code, column.record.of)
    if stands.code == ActorStatusCode.NONE:
        return Cell(drawn.shape, drawn.tone, stands.label, "", contested=False, certain=True, address="")
    since = stands.since.first if stands.since and stands.since.first.year > 1 else stands.since.last if stands.since else None
    query = urlencode({"actor": str(row.actor), "record": str(column.record), **asked})
    year = str(since.year) if since else ""
    return Cell(drawn.shape, drawn.tone, word_of(stands.code), year, stands.contested, stands.certain, f"/answer/?{query}")


def _key(codes):
    """[(status, type under which it is drawn)] of what is shown, each word once, law first."""
    held = dict(sorted(((code, kind) for code, kind in codes), key=lambda pair: pair[1] == RecordTypeCode.TREATY))
    ordered = [*ActorStatusCode.values[1:], ActorStatusCode.NONE]
    return [(str(code), held[code]) for code in ordered if code in held]
