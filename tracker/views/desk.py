"""The desk: what is mine and how far it is; where to log from; suggestions while somebody types."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from tracker import changes
from tracker.catalogue import TABLES
from tracker.desk.accepting import submit_batch
from tracker.desk.finding import TABLES as SEARCHED
from tracker.desk.finding import suggestions
from tracker.desk.names import sources_at
from tracker.desk.rows import at_desk as address_of
from tracker.desk.rows import find_row, id_of, tables_below
from tracker.desk.waiting import count_waiting, fill, imports_apart, published_lately, unsourced, waiting
from tracker.formats.answers import refused
from tracker.models import Batch
from tracker.models.vocabulary import Publication
from tracker.selections import no_parameters

from .accounts import at_desk
from .desk_frame import desk_page
from .desk_rail import NAMED, desk_counts
from .desk_words import FIRST, GROUPS, WORDS, noun_of
from .errors import error_page

LONGEST = 200  # characters of what is looked for
SHOWN = 50  # rows of one state
DONE = {
    "draft": "Saved as a draft.",
    "save": "Saved.",
    "review": "Sent for review.",
    "publish": "Published.",
    "propose-review": "Proposed: a curator reads it beside what is published.",
    "propose-draft": "Kept as a draft beside what is published.",
    "retract": "Retracted: its address gives the reason.",
    "restore": "Restored: it is public again.",
}


@require_safe
@at_desk
def desk(request):
    """What is mine: sent back first, then drafts, then what curators have, then what came out lately."""
    if unknown := set(request.GET) - {"saved", "how"}:
        return error_page(request, 400, why=f"'{min(unknown)[:40]}' is not a parameter here.")
    by = request.by
    mine = waiting([state for state, _label in NAMED], by=by.name)
    context = {
        "by": by,
        "parts": [_part(state, label, mine) for state, label in NAMED],
        "lately": fill(published_lately(by.name)),
        "ways": [(name, WORDS[name][0]) for name in FIRST],
        "in_queue": count_waiting([Publication.IN_REVIEW])[Publication.IN_REVIEW] if by.may_publish else 0,
        "unsourced": unsourced() if by.may_publish else [],
        "saved": _saved(request),
        "counts": desk_counts(by),
        "here": "Your desk",
        "crumbs": [],
    }
    return desk_page(request, "log/desk.html", context)


def _part(state, label, mine):
    found = imports_apart([one for one in reversed(mine) if one.state == state])
    return {"state": state, "label": label, "rows": fill(found[:SHOWN]), "count": len(found), "more": max(len(found) - SHOWN, 0)}


def _saved(request):
    """What was just saved, and what may be wanted next."""
    name, _, given = request.GET.get("saved", "").partition("/")
    table = TABLES.get(name)
    row = find_row(table, given) if table else None
    if row is None:
        return None
    return {
        "row": row,
        "done": DONE.get(request.GET.get("how"), DONE["save"]),
        "address": address_of(table, row),
        "again": f"/log/new/{table.name}/?like={id_of(table, row)}",
        "noun": noun_of(table),
        "below": [
            (noun_of(other), f"/log/new/{other.name}/?{column}={id_of(table, row)}")
            for other, column in tables_below(table)
            if other.name in FIRST
        ],
        "paths": f"/log/new/{table.name}/ {address_of(table, row)}",
    }


@require_safe
@at_desk
def new_index(request):
    groups = [(heading, [(name, *WORDS[name]) for name in names]) for heading, names in GROUPS]
    return desk_page(request, "log/new.html", {"groups": groups, "here": "Log something", "counts": desk_counts(request.by)})


@require_safe
@at_desk
def find(request):
    """`{"results": [{value, label, also}]}` for ?table=&q=; for ?table=sources&url= the source held under an address."""
    if errors := no_parameters(request.GET, known=("table", "q", "url")):
        return refused(errors)
    table, text, url = (request.GET.get(name, "") for name in ("table", "q", "url"))
    if table not in SEARCHED or max(len(text), len(url)) > 10 * LONGEST:
        return refused({"table": [f"Give one of: {', '.join(SEARCHED)}."]})
    if url:
        held = sources_at(url) if table == "sources" else []
        return JsonResponse({"results": [{"value": source.key, "label": source.title, "also": source.publisher} for source in held]})
    found = suggestions(table, text[:LONGEST])
    return JsonResponse({"results": [{"value": one.value, "label": one.label, "also": one.also} for one in found]})


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def hand_in_import(request, pk):
    """Send for review what an import left as drafts. Whoever was led here by signing in finds it at the desk."""
    if request.method != "POST":
        return redirect("log")
    batch = get_object_or_404(Batch, pk=pk)
    try:
        if batch.by != request.by.name and not request.by.may_publish:
            raise changes.NotAllowed(f"The import is {batch.by}'s.")
        count = submit_batch(batch, by=request.by)
        messages.success(request, f"{count} {'row' if count == 1 else 'rows'} sent for review.")
    except changes.NotAllowed as refusal:
        return error_page(request, 403, why=str(refusal))
    except changes.Stale as refusal:
        messages.error(request, str(refusal))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("log")
