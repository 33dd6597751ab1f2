"""What the API offers, in the order of its documentation."""

from tracker.catalogue import LISTINGS, RECORD_TYPES

OTHERS = ("actors", "actions", "participations", "commitments", "assessments", "events", "relations", "sources", "themes")
OFFERED = (*RECORD_TYPES, *(LISTINGS[name] for name in OTHERS))

COUNTS = ("Counts", "How many actors stood where under a record on a day.")
ADDRESSES = ("Addresses", "What there is.")
TAGS = (ADDRESSES, *((listing.title, listing.about) for listing in OFFERED), COUNTS)
NAMES = (*(listing.name for listing in OFFERED), "counts", "schema", "docs")
