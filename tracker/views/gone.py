"""Addresses that no longer lead to a published row: moved for good, retracted with a reason, or never there."""

from django.http import HttpResponsePermanentRedirect
from django.utils import timezone

from tracker.formats.values import day_text
from tracker.selections.gone import key_now, retraction

from .errors import error_page


def former_address(record_type, key):
    """The address of the published record that had this key before; None where there is none."""
    now = key_now(record_type, key)
    return record_type.address(now) if now else None


def moved_to(request, path):
    """301 to another path, with the same question."""
    query = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(f"{path}{'?' if query else ''}{query}")


def not_here(request, record_type, key):
    """410 with its reason for a record that was published and retracted; else 404, for a draft as for nothing at all."""
    gone = retraction(record_type, key)
    if gone is None:
        return error_page(request, 404)
    at, why = gone
    return error_page(request, 410, what=f"This record was retracted on {day_text(timezone.localdate(at))}", reason=why)


def not_below(request, record_type, key, below):
    """For what would stand below an address, such as a timeline: where it stands now, or why not. None is the type of what is no record."""
    if record_type is None:
        return error_page(request, 404)
    moved = former_address(record_type, key)
    return moved_to(request, f"{moved}{below}") if moved else not_here(request, record_type, key)
