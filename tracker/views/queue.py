"""The review queue: everything that waits for a curator, oldest first."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_safe

from tracker.catalogue import TABLES
from tracker.desk.waiting import WaitingImport, fill, waiting
from tracker.models.vocabulary import Publication

from .accounts import for_curators
from .desk_frame import desk_page
from .desk_words import NAMES
from .narrowing import Field, Option

SIZE = 50


@require_safe
@for_curators
def queue(request):
    table, by = request.GET.get("table", ""), request.GET.get("by", "")
    everything = waiting([Publication.IN_REVIEW])
    found = [one for one in everything if table in ("", _table_of(one)) and by in ("", one.by)]
    number = request.GET.get("page", "1")
    paginator = Paginator(found, SIZE)
    shown = paginator.get_page(number)
    context = {
        "waiting": fill(list(shown.object_list)),
        "page": shown,
        "count": len(found),
        "everything": len(everything),
        "fields": [
            Field("table", "Table", table, choices=_options({_table_of(one) for one in everything}, table, NAMES)),
            Field("by", "Person", by, choices=_options({one.by for one in everything}, by, {})),
        ],
        "here": "Review queue",
    }
    return desk_page(request, "log/queue.html", context)


def _table_of(one):
    return one.batch.table if isinstance(one, WaitingImport) else one.table.name


def _options(values, chosen, words):
    known = [name for name in TABLES if name in values] or sorted(values)
    extra = [chosen] if chosen and chosen not in values else []
    return [Option(value, words.get(value, value), value == chosen) for value in (*known, *extra)]
