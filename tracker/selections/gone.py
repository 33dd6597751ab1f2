"""Keys that no longer lead to a published record: given up for another, or of a record that was retracted."""

from tracker.models import Change, FormerKey, Record, Verb
from tracker.models.vocabulary import Publication


def key_now(record_type, key):
    """The key of the published record that had this one before; None where there is none."""
    former = FormerKey.objects.filter(key=key, record__type=record_type.code, record__state=Publication.PUBLISHED)
    return former.values_list("record__key", flat=True).first()


def retraction(record_type, key):
    """(when, why) of the retraction of a record that was published; None for a draft as for nothing at all."""
    rows = Record.objects.filter(type=record_type.code, key=key, state=Publication.RETRACTED)
    retracted = rows.values_list("pk", flat=True).first()
    if retracted is None:
        return None
    log = Change.objects.filter(table=record_type.name, row=retracted, verb=Verb.RETRACT, public=True)
    return log.order_by("-number").values_list("at", "why").first()
