"""One published row of a listing, by the key or id that names it."""

from tracker.catalogue import read_rows

from .derived_columns import add_derived
from .duties import duties_on


def single(listing, key, *, day):
    """The row as lists have it, with what is derived as it stood on `day`, even before it began; None where there is none.

    A commitment has its `duties` too: due dates by the day, and the next of each actor.
    """
    rows = listing.model.objects.public().filter(**{listing.table.key: key}, **listing.table.fixed)
    found = read_rows(listing.table, rows, public=True)
    if not found:
        return None
    add_derived(listing, found, day)
    if listing.name == "commitments":
        found[0]["duties"] = duties_on(found, day).get(found[0]["pk"], [])
    return found[0]
