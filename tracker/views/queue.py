"""The review queue: everything that waits for a curator, longest waiting first."""

from django.views.decorators.http import require_safe

from tracker.catalogue import TABLES
from tracker.desk.waiting import fill, imports_apart, waiting
from tracker.models.vocabulary import Publication

from .accounts import for_curators
from .desk_frame import desk_page
from .desk_rail import desk_counts
from .desk_words import noun_of
from .errors import error_page
from .narrowing import Field, Option

SIZE = 50


@require_safe
@for_curators
def queue(request):
    if unknown := set(request.GET) - {"table", "by", "page"}:
        return error_page(request, 400, why=f"'{min(unknown)[:40]}' is not a parameter here.")
    table, by, number = request.GET.get("table", ""), request.GET.get("by", ""), request.GET.get("page", "1")
    if table and table not in TABLES:
        return error_page(request, 400, why=f"'{table[:40]}' is not a kind of row.")
    everything = imports_apart(waiting([Publication.IN_REVIEW]))
    found = [one for one in everything if table in ("", one.table.name) and by in ("", one.by)]
    last = max(1, -(-len(found) // SIZE))
    if not (number.isascii() and number.isdigit() and len(number) < 7 and 1 <= int(number) <= last):
        return error_page(request, 404)
    at = int(number)
    tables = [name for name in TABLES if any(one.table.name == name for one in everything) or name == table]
    people = sorted({one.by for one in everything} | ({by} if by else set()))
    context = {
        "waiting": fill(found[(at - 1) * SIZE : at * SIZE]),
        "count": len(found),
        "everything": len(everything),
        "at": at,
        "last": last,
        "fields": [
            Field("table", "Kind", table, choices=[Option(name, noun_of(TABLES[name]).capitalize(), name == table) for name in tables]),
            Field("by", "Person", by, choices=[Option(name, name, name == by) for name in people]),
        ],
        "counts": desk_counts(request.by),
        "here": "Review queue",
    }
    return desk_page(request, "log/queue.html", context)
