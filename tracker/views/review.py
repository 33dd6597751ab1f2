"""What waits, beside what is published now: to be accepted, sent back, talked about or edited."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from tracker import changes
from tracker.catalogue import TABLES, table_of
from tracker.desk.accepting import accept, accept_batch, digest_of, proposed, row_of, send_back_batch, waiting_parts
from tracker.desk.typed import publish_cited, stored_cells, waiting_sources
from tracker.desk.versions import cells_at, shown
from tracker.desk.waiting import OPEN, author_of, find_row, id_of, may_publish, thread
from tracker.models import Batch, Proposal, Source
from tracker.models.vocabulary import Publication

from .accounts import for_curators
from .desk_form_page import address_of
from .desk_frame import desk_page
from .desk_words import NAMES, noun_of

OTHER = "Press one of the buttons."
LISTED = 200  # rows of an import that its page shows


@dataclass(frozen=True)
class Line:
    """A cell: as it was when the change was made (`base`, where it is no longer so), as published now, as it would be."""

    label: str
    base: str
    now: str
    proposed: str
    moved: bool = False


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def row(request, name, given):
    """A row on its way out."""
    table = TABLES[name]
    found = find_row(table, given)
    if found is None or found.state not in OPEN:
        raise Http404
    refusal, status = _answered(request, found, lambda by, why: _publish(found, by, why))
    if status == 302:
        return redirect("log-queue")
    found = find_row(table, given)
    stored = {name: cell for name, cell in stored_cells(table, found).items() if cell not in ("", "no") and name != "id"}
    context = {
        "waiting": found,
        "lines": [Line(table.columns[name].label, "", "", shown(table, name, cell)) for name, cell in stored.items()],
        "by_whom": author_of(found),
        "edit": f"/log/{name}/{given}/",
        "version": found.version,
        "may_accept": may_publish(request.by, found),
        "hanging_on": [(str(parent), parent.get_state_display().lower()) for parent in _unpublished_parents(found)],
        "cited": waiting_sources(found),
    }
    return _page(request, table, found, context, refusal, status)


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, pk):
    """A proposal beside the row that it would change: as published now, as proposed, and as it was where that differs."""
    waiting = get_object_or_404(Proposal, pk=pk, state__in=OPEN)
    found = row_of(waiting)
    if found is None:
        raise Http404
    found.version = _number(request.POST.get("seen_version")) if request.method == "POST" else found.version
    waiting.version = _number(request.POST.get("seen_proposal")) if request.method == "POST" else waiting.version
    refusal, status = _answered(request, waiting, lambda by, why: accept(waiting, found, by=by, why=why))
    if status == 302:
        return redirect("log-queue")
    waiting, found = Proposal.objects.get(pk=pk), row_of(waiting)
    table = table_of(found)
    now = stored_cells(table, found)
    base, since = cells_at(table, found, waiting.base_version, now)
    lines = [
        Line(
            table.columns[name].label, *(shown(table, name, text) for text in (base[name], now[name], cell)), moved=base[name] != now[name]
        )
        for name, cell in waiting.cells.items()
        if name in now
    ]
    context = {
        "waiting": waiting,
        "proposal": waiting,
        "lines": lines,
        "stale": any(line.moved for line in lines),
        "since": since,
        "faults": list(proposed(waiting, row_of(waiting)).errors.values()),
        "by_whom": waiting.by,
        "edit": f"/log/{table.name}/{id_of(table, found)}/?proposal={pk}",
        "version": found.version,
        "may_accept": request.by.publishes_own or waiting.by != request.by.name,
        "public": address_of(table, found) if found.state == Publication.PUBLISHED else "",
        "cited": _new_sources(waiting),
    }
    return _page(request, table, found, context, refusal, status)


def _page(request, table, found, context, refusal, status):
    waiting = context["waiting"]
    framed = {
        "row": found,
        "title": str(found),
        "noun": noun_of(table),
        "sources": list(found.sources.all()) if hasattr(found, "sources") else None,
        "thread": thread(waiting),
        "refusal": refusal,
        "note": request.POST.get("note", ""),
        "why": request.POST.get("why", ""),
        "crumbs": [("Your desk", "/log/"), ("Review queue", "/log/queue/")],
        "here": str(found),
    }
    return desk_page(request, "log/review.html", framed | context, status=status)


def _answered(request, waiting, publish):
    """(sentence of refusal, status); 302 where it is done."""
    if request.method != "POST":
        return "", 200
    do, by = request.POST.get("do", ""), request.by
    why, note = request.POST.get("why", "").strip(), request.POST.get("note", "").strip()
    if not isinstance(waiting, Proposal):
        waiting.version = _number(request.POST.get("seen_version"))
    try:
        if do == "accept":
            publish(by, why)
            messages.success(request, "Published.")
        elif do == "send-back":
            changes.send_back(waiting, by=by, note=note)
            messages.success(request, "Sent back with your note.")
        elif do == "reject" and isinstance(waiting, Proposal):
            changes.reject(waiting, by=by, note=note)
            messages.success(request, "Turned down.")
        elif do == "comment":
            changes.comment(waiting, note, by=by)
            messages.success(request, "Your comment stands below.")
            return "", 200
        else:
            raise ValidationError(OTHER)
    except changes.Stale:
        return "It was changed while you read it. Nothing is done yet: this is how it stands now.", 409
    except changes.NotAllowed as refusal:
        return str(refusal), 403
    except ValidationError as error:
        return " ".join(error.messages), 400
    return "", 302


def _publish(found, by, why):
    """A row in review, with the sources that it cites."""
    if found.state != Publication.IN_REVIEW:
        raise ValidationError("It is not in review: whoever works on it hands it in first.")
    with changes.together():
        changes.publish(found, by=by, why=why)
        publish_cited(found, by=by, why=why)


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else -1


def _unpublished_parents(found):
    parents = [getattr(found, name) for name in type(found).hangs_on]
    return [parent for parent in parents if parent is not None and parent.state != Publication.PUBLISHED]


def _new_sources(waiting):
    keys = [key for key in waiting.cells.get("sources", "").split("|") if key]
    return list(Source.objects.filter(key__in=keys, state__in=OPEN))


# --- Imports -----------------------------------------------------------------------------------------------------


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request, pk):
    """All that is in review of one import, answered at once."""
    imported = get_object_or_404(Batch, pk=pk)
    refusal, status = _batch_answered(request, imported)
    if status == 302:
        return redirect("log-queue")
    parts = waiting_parts(imported, (Publication.IN_REVIEW,))
    if not parts and not refusal:
        raise Http404
    context = {
        "batch": imported,
        "table": TABLES[imported.table],
        "name": NAMES.get(imported.table, imported.table),
        "parts": parts[:LISTED],
        "count": len(parts),
        "more": max(len(parts) - LISTED, 0),
        "digest": digest_of(parts),
        "refusal": refusal,
        "note": request.POST.get("note", ""),
        "why": request.POST.get("why", ""),
        "may_accept": request.by.publishes_own or imported.by != request.by.name,
        "crumbs": [("Your desk", "/log/"), ("Review queue", "/log/queue/")],
        "here": f"Import {imported.pk}",
    }
    return desk_page(request, "log/import.html", context, status=status)


def _batch_answered(request, imported):
    if request.method != "POST":
        return "", 200
    do, seen = request.POST.get("do", ""), request.POST.get("seen", "")
    try:
        if do == "accept":
            why = request.POST.get("why", "").strip()
            count = accept_batch(imported, by=request.by, seen=seen, why=why)
            messages.success(request, f"{count} published.")
        elif do == "send-back":
            count = send_back_batch(imported, by=request.by, seen=seen, note=request.POST.get("note", "").strip())
            messages.success(request, f"{count} sent back with your note.")
        else:
            raise ValidationError(OTHER)
    except changes.Stale:
        return "Something in it was changed while you read it. Nothing is done yet: this is how it stands now.", 409
    except changes.NotAllowed as refusal:
        return str(refusal), 403
    except ValidationError as error:
        return " ".join(error.messages), 400
    return "", 302
