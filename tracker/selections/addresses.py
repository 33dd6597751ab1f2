"""Every public address that a search engine may keep, with the day on which what it shows last changed."""

from django.db.models import Max

from tracker.catalogue import LISTINGS, RECORD_TYPES
from tracker.models import Change, Record

PAGES = ("actors", "commitments", "themes", "sources")


def addresses():
    """[(path, when it last changed, None where not known)] of all published rows with pages of their own."""
    public = Change.objects.filter(public=True).order_by()
    of_records = dict(public.exclude(record=None).values_list("record").annotate(last=Max("at")))
    by_code = {record_type.code: record_type for record_type in RECORD_TYPES}
    rows = Record.objects.public().order_by("type", "key").values_list("pk", "type", "key")
    found = [(by_code[kind].address(key), of_records.get(pk)) for pk, kind, key in rows]
    for name in PAGES:
        listing = LISTINGS[name]
        changed = dict(public.filter(table=name).values_list("row").annotate(last=Max("at")))
        named = listing.model.objects.public().order_by("pk").values_list("pk", listing.table.key)
        found += [(listing.address(key), changed.get(pk)) for pk, key in named]
    return found
