"""The calendar: what is due or to come, month by month; and what waits for its entry into force."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS
from tracker.models.vocabulary import CalendarKind
from tracker.selections import Selection, by_month, date_rows, watch

from . import narrowing
from .citing import of_this_list
from .conditional import versioned
from .frame import files_of, page

A_PAGE = 100
CHOSEN = ("kind", "type", "theme")
TYPED = ("actor", "record", "from", "to")
HINTS = {"actor": "Name or ISO code", "record": "Its key, such as npt", "from": "2027 or 2027-05", "to": "2028"}


@require_safe
@versioned
def calendar(request):
    """From today on, or a window asked. What cannot be answered stands beside its field, and no dates below."""
    listing = LISTINGS["calendar"]
    selection = Selection(listing, request.GET, today=timezone.localdate(), per_page=A_PAGE)
    context = {
        "listing": listing,
        "selection": selection,
        "errors": selection.errors,
        "crumbs": [],
        "fields": [*narrowing.choices(selection, CHOSEN), *narrowing.fields(selection, TYPED, hints=HINTS)],
    }
    if not selection.errors:
        context |= _found(request, selection)
    return page(request, "calendar/calendar.html", context, status=400 if selection.errors else 200)


def _found(request, selection):
    found = selection.page
    waits = not selection.filters.chosen("kind") or str(CalendarKind.ENTRY_INTO_FORCE) in selection.filters.chosen("kind")
    files = files_of("/calendar", selection.query)
    return {
        "found": found,
        "months": by_month(date_rows(found.rows)),
        "unbounded": not selection.params.get("to"),
        "from_today": not selection.params.get("from"),
        "waiting": _waiting(selection) if waits and found.number == 1 else [],
        "chips": narrowing.chips(selection, request.path),
        "ways_out": [] if selection.count else narrowing.ways_out(selection, request.path),
        "files": files,
        **of_this_list(request, selection, files),
    }


def _waiting(selection):
    """Agreements not in force on the day, those that the filters name."""
    chosen = {name: selection.filters.chosen(name) for name in ("record", "theme", "type", "actor", "region", "q")}
    if chosen["region"] or chosen["q"]:
        return []
    found = watch(selection.day, keys=chosen["record"], themes=chosen["theme"], types=chosen["type"])
    actors = set(chosen["actor"])
    return [(ref, entry) for ref, entry in found if not actors or actors & {one.actor for one in _missing(entry)}]


def _missing(entry):
    return [one for condition in entry.conditions for one in condition.missing]
