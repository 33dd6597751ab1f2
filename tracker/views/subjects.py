"""Pages of themes and sources: what stands under the one, what the other supports."""

from dataclasses import replace

from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS
from tracker.formats.values import says_when_read
from tracker.selections import Refused, asked_day, no_parameters, source_page, theme_page

from .asked import TURNING_POINTS, Asked
from .cells import cell
from .citing import of_this_row
from .conditional import versioned
from .frame import files_of, page
from .gone import not_here

SOURCE_FACTS = ("publisher", "date", "language", "url", "archived_url")


@require_safe
@versioned
def theme(request, key):
    return _page(request, "themes/detail.html", key, theme_page, lambda row: {"timeline": f"/themes/{key}/timeline/"})


@require_safe
@versioned
def source(request, key):
    def more(row):
        found = [cell(LISTINGS["sources"], row, name) for name in SOURCE_FACTS]
        if says_when_read(row["title"]):
            found = [replace(fact, label="Read on") if fact.name == "date" else fact for fact in found]
        return {"facts": [fact for fact in found if not fact.empty]}

    return _page(request, "sources/detail.html", key, source_page, more)


def _page(request, template, key, read, more):
    """A page of records by type, with their statuses on the day asked."""
    today = timezone.localdate()
    errors = no_parameters(request.GET, known=("as_of",))
    try:
        day = asked_day(request.GET, today=today)
    except Refused as error:
        day, errors = today, errors | error.errors
    row = read(key, day=day)
    listing = LISTINGS[template.split("/")[0]]
    if row is None:
        return not_here(request, listing, key)
    context = {
        "row": row,
        "errors": errors,
        "crumbs": [(listing.title, f"/{listing.name}/")],
        "asked": Asked.on(day, today=today, params=request.GET, errors=errors, days=TURNING_POINTS),
        "groups": [] if errors else row["groups"],
        "files": files_of(f"/{listing.name}/{key}"),
        **of_this_row(request, listing, row | {"page": request.path}, day=None if listing.name == "sources" else day, today=today),
    }
    return page(request, template, context | more(row), status=400 if errors else 200)
