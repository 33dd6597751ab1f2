"""Addresses that no longer lead to a published row: moved for good, retracted with a reason, or never there."""

from django.http import HttpResponsePermanentRedirect

from tracker.formats.values import retracted_text
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


def not_here(request, listing, key):
    """410 with its reason for what was published and retracted; else 404, for a draft as for nothing at all."""
    return gone_page(request, retraction(listing, key))


def gone_page(request, gone):
    """The answer to a Retraction; to None, that nothing is published here."""
    if gone is None:
        return error_page(request, 404)
    return error_page(request, 410, what=retracted_text(gone), reason=gone.why)


def not_below(request, listing, key, below):
    """For what would stand below an address, such as a timeline: where it stands now, or why not."""
    moved = former_address(listing, key) if listing.is_record else None
    return moved_to(request, f"{moved}{below}") if moved else not_here(request, listing, key)
