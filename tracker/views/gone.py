"""Addresses that no longer lead to a published row: moved for good, retracted with a reason, or never there."""

from django.utils import timezone

from tracker.formats.values import day_text
from tracker.models import Change, FormerKey, Record, Verb
from tracker.models.vocabulary import Publication

from .errors import error_page


def former_address(record_type, key):
    """The address of the published record that had this key before; None where there is none."""
    former = FormerKey.objects.filter(key=key, record__type=record_type.code, record__state=Publication.PUBLISHED)
    now = former.values_list("record__key", flat=True).first()
    return record_type.address(now) if now else None


def not_here(request, record_type, key):
    """410 with its reason for a record that was published and retracted; else 404, for a draft as for nothing at all."""
    retracted = Record.objects.filter(type=record_type.code, key=key, state=Publication.RETRACTED).values_list("pk", flat=True).first()
    retraction = (
        Change.objects.filter(table=record_type.name, row=retracted, verb=Verb.RETRACT, public=True).order_by("-number").first()
        if retracted
        else None
    )
    if retraction is None:
        return error_page(request, 404)
    when = day_text(timezone.localdate(retraction.at))
    return error_page(request, 410, what=f"This record was retracted on {when}", reason=retraction.why)
