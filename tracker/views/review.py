"""What waits, beside what is published now: to be accepted, sent back, talked about or edited."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from tracker import changes
from tracker.catalogue import TABLES, table_of
from tracker.desk.accepting import accept, accept_batch, digest_of, may_accept, proposed, publish, row_of, send_back_batch
from tracker.desk.names import SaidLookup
from tracker.desk.rows import at_desk, find_row
from tracker.desk.saving import waiting_sources
from tracker.desk.typed import columns_of
from tracker.desk.versions import cells_at, cells_now
from tracker.desk.waiting import OPEN, author_of, fill, thread, waiting
from tracker.models import Batch, Proposal, Source
from tracker.models.vocabulary import Publication

from .accounts import for_curators
from .desk_frame import DESK, desk_page
from .desk_rail import beside, desk_counts
from .desk_words import noun_of
from .differing import differing, in_words

METHODS = ["GET", "HEAD", "POST"]
QUEUE = ("Review queue", "/log/queue/")
OTHER = "Press one of the buttons."
MEANWHILE = "It was changed while you read it. Nothing is done yet: this is how it stands now."
TWICE = "Another row holds the same already where no two may: nothing is done."
LISTED = 200  # rows of an import that its page shows


@dataclass(frozen=True)
class Line:
    """A cell: as it was when the change was made (`base`, where it is no longer so), as published now, as it would be."""

    label: str
    base: str
    now: str
    proposed: str
    moved: bool = False

    @property
    def marked(self):
        """(now, proposed), each as (text, whether it differs) in parts."""
        return differing(self.now, self.proposed)


@for_curators
@require_http_methods(METHODS)
def row(request, name, given):
    """A row on its way out."""
    table = TABLES[name]
    found = find_row(table, given)
    if found is None or found.state not in OPEN:
        raise Http404
    if request.method == "POST":
        found.version = _number(request.POST.get("seen_version"))
    refusal, status = _answered(request, found, lambda by, why: publish(found, by=by, why=why))
    if status == 302:
        return redirect("log-queue")
    found, lookup = find_row(table, given), SaidLookup()
    columns = columns_of(table)
    stored = {column: cell for column, cell in cells_now(table, found).items() if cell not in ("", "no") and column in columns}
    author = author_of(found)
    context = {
        "lines": [
            Line(table.columns[column].label, "", "", in_words(lookup, table.columns[column], cell)) for column, cell in stored.items()
        ],
        "by_whom": author,
        "edit": at_desk(table, found),
        "version": found.version,
        "may_accept": may_accept(request.by, author),
        "hanging_on": [(str(parent), parent.get_state_display().lower()) for parent in _unpublished_parents(found)],
        "cited": waiting_sources(found),
        "beside": beside(table, stored, lookup, found),
        "thread": thread(table, found),
    }
    return _page(request, table, found, found.state, context, refusal, status)


@for_curators
@require_http_methods(METHODS)
def proposal(request, pk):
    """A proposal beside the row that it would change: as published now, as proposed, and as it was where that differs."""
    handed_in = get_object_or_404(Proposal, pk=pk, state__in=OPEN)
    found = row_of(handed_in)
    if found is None:
        raise Http404
    if request.method == "POST":
        found.version, handed_in.version = (_number(request.POST.get(seen)) for seen in ("seen_version", "seen_proposal"))
    refusal, status = _answered(request, handed_in, lambda by, why: accept(handed_in, found, by=by, why=why))
    if status == 302:
        return redirect("log-queue")
    handed_in, lookup = Proposal.objects.get(pk=pk), SaidLookup()
    if handed_in.state not in OPEN:
        raise Http404
    found = row_of(handed_in)
    table, now = table_of(found), cells_now(table_of(found), found)
    base, since = cells_at(table, found, handed_in.base_version, now)
    lines = [
        Line(table.columns[column].label, *_said(lookup, table, column, base[column], now[column], cell), moved=base[column] != now[column])
        for column, cell in handed_in.cells.items()
        if column in now
    ]
    context = {
        "proposal": handed_in,
        "lines": lines,
        "stale": any(line.moved for line in lines),
        "since": since,
        "faults": proposed(handed_in, row_of(handed_in), lookup)[1],
        "by_whom": handed_in.by,
        "edit": f"{at_desk(table, found)}?proposal={pk}",
        "version": found.version,
        "may_accept": may_accept(request.by, handed_in.by),
        "not_public": found.state != Publication.PUBLISHED,
        "cited": _new_sources(handed_in),
        "thread": thread(table, found, handed_in),
    }
    return _page(request, table, found, handed_in.state, context, refusal, status)


def _said(lookup, table, column, *cells):
    return [in_words(lookup, table.columns[column], cell) for cell in cells]


def _page(request, table, found, state, context, refusal, status):
    framed = {
        "row": found,
        "table": table,
        "noun": noun_of(table),
        "in_review": state == Publication.IN_REVIEW,
        "sources": list(found.sources.all()) if hasattr(found, "sources") else None,
        "refusal": refusal,
        "note": request.POST.get("note", ""),
        "why": request.POST.get("why", ""),
        "counts": desk_counts(request.by),
        "crumbs": [DESK, QUEUE],
        "here": str(found),
    }
    return desk_page(request, "log/review.html", framed | context, status=status)


def _answered(request, handed_in, publishes):
    """(sentence of refusal, status); 302 where it is done."""
    if request.method != "POST":
        return "", 200
    do, by = request.POST.get("do", ""), request.by
    why, note = request.POST.get("why", "").strip(), request.POST.get("note", "").strip()
    try:
        if do == "accept":
            publishes(by, why)
            messages.success(request, "Published.")
        elif do == "send-back":
            changes.send_back(handed_in, by=by, note=note)
            messages.success(request, "Sent back with your note.")
        elif do == "reject" and isinstance(handed_in, Proposal):
            changes.reject(handed_in, by=by, note=note)
            messages.success(request, "Turned down.")
        elif do == "comment":
            changes.comment(handed_in, note, by=by)
            messages.success(request, "Your comment stands below.")
            return "", 200
        else:
            raise ValidationError(OTHER)
    except (changes.Stale, changes.NotAllowed, ValidationError, IntegrityError) as refusal:
        return _refused(refusal)
    return "", 302


def _refused(refusal):
    if isinstance(refusal, changes.Stale):
        return MEANWHILE, 409
    if isinstance(refusal, changes.NotAllowed):
        return str(refusal), 403
    if isinstance(refusal, IntegrityError):
        return TWICE, 409
    return " ".join(refusal.messages), 400


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else -1


def _unpublished_parents(found):
    parents = [getattr(found, name) for name in type(found).hangs_on]
    return [parent for parent in parents if parent is not None and parent.state != Publication.PUBLISHED]


def _new_sources(handed_in):
    keys = [key for key in handed_in.cells.get("sources", "").split("|") if key]
    return list(Source.objects.filter(key__in=keys, state__in=OPEN))


# --- Imports ---------------------------------------------------------------------------------------------------------


@for_curators
@require_http_methods(METHODS)
def batch(request, pk):
    """All that is in review of one import, answered at once."""
    imported = get_object_or_404(Batch, pk=pk)
    refusal, status = _batch_answered(request, imported)
    if status == 302:
        return redirect("log-queue")
    parts = waiting((Publication.IN_REVIEW,), batch=imported)
    if not parts and not refusal:
        raise Http404
    table = TABLES[imported.table]
    context = {
        "batch": imported,
        "noun": noun_of(table),
        "parts": fill(parts[:LISTED]),
        "count": len(parts),
        "more": max(len(parts) - LISTED, 0),
        "digest": digest_of(parts),
        "refusal": refusal,
        "note": request.POST.get("note", ""),
        "why": request.POST.get("why", ""),
        "may_accept": may_accept(request.by, imported.by),
        "counts": desk_counts(request.by),
        "crumbs": [DESK, QUEUE],
        "here": f"Import {imported.pk}",
    }
    return desk_page(request, "log/import.html", context, status=status)


def _batch_answered(request, imported):
    if request.method != "POST":
        return "", 200
    do, seen = request.POST.get("do", ""), request.POST.get("seen", "")
    why, note = request.POST.get("why", "").strip(), request.POST.get("note", "").strip()
    try:
        if do == "accept":
            count = accept_batch(imported, by=request.by, seen=seen, why=why)
            messages.success(request, f"{count} published.")
        elif do == "send-back":
            count = send_back_batch(imported, by=request.by, seen=seen, note=note)
            messages.success(request, f"{count} sent back with your note.")
        else:
            raise ValidationError(OTHER)
    except (changes.Stale, changes.NotAllowed, ValidationError, IntegrityError) as refusal:
        return _refused(refusal)
    return "", 302
