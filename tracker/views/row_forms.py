"""Forms of rows at the desk: a new one of any table, and one that is there already or a proposal beside it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tracker.catalogue import TABLES
from tracker.desk.names import SaidLookup
from tracker.desk.rows import find_row
from tracker.desk.typed import columns_of
from tracker.desk.versions import cells_now
from tracker.desk.waiting import OPEN, open_proposals
from tracker.models import Proposal
from tracker.models.vocabulary import Publication

from .accounts import at_desk
from .desk_form import NewForm, RowForm
from .errors import error_page

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@at_desk
def new(request, name):
    """A new row; with `like` its fields hold what another row says, and columns may be given by name."""
    table = TABLES[name]
    unknown = set(request.GET) - {*columns_of(table), "like"}
    if unknown:
        return error_page(request, 400, why=f"'{min(unknown)[:40]}' is not a column of {name}.")
    lookup = SaidLookup()
    columns = columns_of(table)
    texts = {column: lookup.shown(columns[column], request.GET[column]) for column in request.GET if column != "like"}
    if like := request.GET.get("like"):
        other = find_row(table, like)
        if other is None:
            raise Http404
        texts = _texts(table, cells_now(table, other), lookup) | {"key": ""} | texts
    return NewForm(request, table, lookup, texts, today=timezone.localdate()).response()


@require_http_methods(METHODS)
@at_desk
def row(request, name, given):
    """A row: to be changed where one may, else by a proposal (`proposal` names one that waits)."""
    table = TABLES[name]
    found = find_row(table, given)
    if found is None or set(request.GET) - {"proposal"}:
        return error_page(request, 404 if found is None else 400)
    lookup = SaidLookup()
    proposal = _proposal(request, table, found)
    now = cells_now(table, found)
    texts = _texts(table, now | (proposal.cells if proposal else {}), lookup)
    return RowForm(request, table, lookup, texts, today=timezone.localdate(), row=found, now=now, proposal=proposal).response()


def _proposal(request, table, found):
    """The proposal that the address names; without one, what a researcher has proposed for a published row already."""
    if found.state != Publication.PUBLISHED:
        return None
    if number := request.GET.get("proposal"):
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            raise Http404
        return get_object_or_404(Proposal, pk=int(number), table=table.name, row=found.pk, state__in=OPEN)
    if request.by.may_publish:
        return None
    return next((one for one in open_proposals(table, found) if one.by == request.by.name), None)


def _texts(table, cells, lookup):
    return {name: lookup.shown(bound, cells[name]) for name, bound in columns_of(table).items()}
