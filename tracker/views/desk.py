"""The desk: what is mine and how far it is; where to log from; suggestions while somebody types."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from tracker import changes
from tracker.desk.accepting import submit_batch
from tracker.desk.finding import TABLES as SEARCHED
from tracker.desk.finding import suggestions
from tracker.desk.names import SaidLookup
from tracker.desk.waiting import fill, published_lately, unsourced, waiting
from tracker.models import Batch
from tracker.models.vocabulary import Publication

from .accounts import at_desk
from .desk_frame import NAMED, desk_page
from .desk_words import GROUPS, WORDS

LONGEST = 200  # characters of what is looked for


@require_safe
@at_desk
def desk(request):
    """What is mine: sent back first, then drafts, then what curators have, then what came out lately."""
    by = request.by
    mine = fill(waiting([state for state, _label in NAMED], by=by.name))
    context = {
        "parts": [(state, label, [one for one in reversed(mine) if one.state == state]) for state, label in NAMED],
        "lately": fill(published_lately(by.name)),
        "ways": [(name, WORDS[name][0]) for name in ("commitments", "assessments", "actions", "engagements", "events")],
        "in_queue": len(waiting([Publication.IN_REVIEW])) if by.may_publish else 0,
        "unsourced": unsourced() if by.may_publish else [],
        "here": "Your desk",
        "crumbs": [],
    }
    return desk_page(request, "log/desk.html", context)


@require_safe
@at_desk
def new_index(request):
    groups = [(heading, [(name, *WORDS[name]) for name in names]) for heading, names in GROUPS]
    return desk_page(request, "log/new.html", {"groups": groups, "here": "Log something"})


@require_safe
@at_desk
def find(request):
    """`{"results": [{value, label, also}]}` for ?table=&q=; for ?table=sources&url= the source held under an address."""
    table, text, url = (request.GET.get(name, "") for name in ("table", "q", "url"))
    if table not in SEARCHED or max(len(text), len(url)) > 10 * LONGEST:
        return JsonResponse({"errors": {"table": [f"Give one of: {', '.join(SEARCHED)}."]}}, status=400)
    if url:
        held = SaidLookup().sources_at(url) if table == "sources" else []
        return JsonResponse({"results": [{"value": source.key, "label": source.title, "also": source.publisher} for source in held]})
    found = suggestions(table, text[:LONGEST])
    return JsonResponse({"results": [{"value": one.value, "label": one.label, "also": one.also} for one in found]})


@require_POST
@at_desk
def hand_in_import(request, pk):
    """Send for review what an import left as drafts."""
    batch = get_object_or_404(Batch, pk=pk)
    try:
        if batch.by != request.by.name and not request.by.may_publish:
            raise changes.NotAllowed(f"The import is {batch.by}'s.")
        count = submit_batch(batch, by=request.by)
        messages.success(request, f"{count} {'row' if count == 1 else 'rows'} sent for review.")
    except (changes.NotAllowed, changes.Stale) as refusal:
        messages.error(request, str(refusal))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("log")
