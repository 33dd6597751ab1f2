"""Lists: of each record type, and of actors, commitments, themes and sources."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS
from tracker.selections import Selection
from tracker.selections.other_pages import names_of_bearers

from . import narrowing
from .asked import TURNING_POINTS, Asked
from .cells import heads, lines, shown_columns
from .citing import of_this_list
from .conditional import versioned
from .frame import files_of, page

SIZES = (50, 100, 200)
FIRST = {"actors": "name"}


@require_safe
@versioned
def listing(request, name):
    """What is here, narrowed by the address. What cannot be answered stands beside its filter, and no rows below."""
    listing = LISTINGS[name]
    selection = Selection(listing, request.GET, today=timezone.localdate())
    context = {
        "listing": listing,
        "selection": selection,
        "errors": selection.errors,
        "crumbs": [],
        "asked": Asked.on(selection.day, today=selection.today, params=selection.params, errors=selection.errors, days=TURNING_POINTS),
        "dated": "as_of" in selection.filters.filters,
        "facets": narrowing.groups(selection),
        "fields": narrowing.fields(selection),
        "order": narrowing.order(selection),
        "heads": heads(selection, [FIRST.get(listing.name, "title"), *shown_columns(listing)]),
    }
    if not selection.errors:
        context |= _found(request, selection)
    return page(request, "records/list.html", context, status=400 if selection.errors else 200)


def _found(request, selection):
    listing = selection.listing
    found = selection.page
    tokens = {token for row in found.rows for token in row.get("owed_by", ())}
    files = files_of(f"/{listing.name}", selection.query)
    return {
        "found": found,
        "lines": lines(listing, found.rows, shown_columns(listing), names_of_bearers(tokens) if tokens else None),
        "sizes": SIZES,
        "chips": narrowing.chips(selection, request.path),
        "stood": narrowing.stood(selection, request.path),
        "ways_out": [] if selection.count else narrowing.ways_out(selection, request.path),
        "files": files,
        **of_this_list(request, selection, files),
    }
