"""One published row of a listing, by the key or id that names it."""

from tracker.catalogue import read_rows

from .derived_columns import add_derived


def single(listing, key, *, day):
    """The row as lists have it, with what is derived as it stood on `day`, even before it began; None where there is none."""
    rows = listing.model.objects.public().filter(**{listing.table.key: key}, **listing.table.fixed)
    found = read_rows(listing.table, rows, public=True)
    if not found:
        return None
    add_derived(listing, found, day)
    return found[0]
