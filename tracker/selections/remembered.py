"""What takes long to count and stays the same while the published data do."""

import hashlib

from django.core.cache import cache

from .history import data_version

AN_HOUR = 3600  # seconds
NARROWS_NOTHING = {"page", "per_page", "sort", "lanes"}
WINDOW = {"from", "to"}


def remembered(name, selection, make, *, window=False):
    """What `make` gives for the filters of a selection, its window left out unless `window`.

    Kept under the data version, so that nothing outlives it.
    """
    left_out = NARROWS_NOTHING if window else NARROWS_NOTHING | WINDOW
    asked = [f"{key}={value}" for key in sorted(selection.params) for value in selection.params.getlist(key) if key not in left_out]
    fixed = [f"{key}={value}" for key, value in sorted(selection.fixed.items())]
    key = "|".join([name, data_version(), selection.today.isoformat(), *fixed, "", *asked])
    return cache.get_or_set(f"timeline:{hashlib.sha256(key.encode()).hexdigest()}", make, AN_HOUR)
