"""Timelines as a chronicle: of everything, of a record, of an actor, of a theme."""

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS, RECORD_TYPES
from tracker.selections import PastTheEnd, Selection, actor_page, actor_pk, by_decade, entry_rows, record_page, record_pk, theme_page

from . import narrowing
from .citing import of_this_list
from .conditional import versioned
from .errors import error_page
from .frame import files_of, page
from .gone import former_address, moved_to, not_here

TYPES = {record_type.name: record_type for record_type in RECORD_TYPES}
A_PAGE = 100
SIZES = (100, 200)
TYPED = ("q", "actor", "from", "to")
CHOSEN = ("type", "kind", "theme", "region")


@require_safe
@versioned
def timeline(request):
    return _show(request, "Timeline", lead=LISTINGS["timeline"].about)


@require_safe
@versioned
def of_record(request, name, key):
    record_type = TYPES[name]
    pk = record_pk(record_type, key)
    if pk is None:
        moved = former_address(record_type, key)
        return moved_to(request, f"{moved}timeline/") if moved else not_here(request, record_type, key)
    shown = record_page(record_type, pk, {}, today=timezone.localdate())
    crumbs = [(record_type.title, f"/{name}/"), (shown.name, record_type.address(key))]
    return _show(request, f"Timeline of {shown.name}", fixed={"record": key}, crumbs=crumbs, lead=shown.row["title"])


@require_safe
@versioned
def of_actor(request, key):
    pk = actor_pk(key)
    if pk is None:
        return error_page(request, 404)
    name = actor_page(pk, {}, today=timezone.localdate()).row["name"]
    return _show(request, f"Timeline of {name}", fixed={"actor": key}, crumbs=[("Actors", "/actors/"), (name, f"/actors/{key}/")])


@require_safe
@versioned
def of_theme(request, key):
    row = theme_page(key, day=timezone.localdate())
    if row is None:
        return error_page(request, 404)
    crumbs = [("Themes", "/themes/"), (row["title"], f"/themes/{key}/")]
    return _show(request, f"Timeline: {row['title']}", fixed={"theme": key}, crumbs=crumbs)


def _show(request, title, *, fixed=None, crumbs=(), lead=""):
    listing = LISTINGS["timeline"]
    selection = Selection(listing, request.GET, today=timezone.localdate(), fixed=fixed, per_page=A_PAGE)
    context = {
        "title": title,
        "lead": lead,
        "crumbs": crumbs,
        "selection": selection,
        "errors": selection.errors,
        "fields": [*narrowing.choices(selection, CHOSEN), *narrowing.fields(selection, TYPED, hints={})],
    }
    if not selection.errors:
        context |= _entries(request, selection)
    return page(request, "timeline/timeline.html", context, status=400 if selection.errors else 200)


def _in_order(rows, selection):
    """The rows of a page by the year under which they stand: what has no known beginning stands under its end."""
    return sorted(rows, key=lambda row: row.year, reverse=selection.params.get("sort", "").startswith("-"))


def _entries(request, selection):
    try:
        found = selection.page
    except PastTheEnd as error:
        raise Http404(str(error)) from None
    query = "&".join([*(f"{name}={key}" for name, key in selection.fixed.items()), *([selection.query] if selection.query else [])])
    return {
        "found": found,
        "decades": by_decade(_in_order(entry_rows(found.rows, selection.day), selection)),
        "sizes": SIZES,
        "chips": narrowing.chips(selection, request.path),
        "ways_out": [] if selection.count else narrowing.ways_out(selection, request.path),
        "files": (files := files_of("/timeline", query)),
        **of_this_list(request, selection, files),
    }
