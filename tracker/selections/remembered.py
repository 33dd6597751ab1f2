"""What takes long to read and stays the same while the published data do: held by this process, so that it need not be copied."""

from collections import OrderedDict
from threading import Lock

from .history import data_version

MOST = 40  # selections; of 100,000 entries each takes some 4 MB, of 5,000 a twentieth
NARROWS_NOTHING = {"page", "per_page", "sort", "lanes", "from", "to"}

_held, _lock = OrderedDict(), Lock()


def remembered(name, selection, make):
    """What `make` gives for the filters of a selection, its window left out. Nobody may change it.

    Kept under the data version, so that nothing outlives it.
    """
    asked = tuple((key, tuple(selection.params.getlist(key))) for key in sorted(selection.params) if key not in NARROWS_NOTHING)
    key = (name, data_version(), selection.today, tuple(sorted(selection.fixed.items())), asked)
    with _lock:
        if key in _held:
            _held.move_to_end(key)
            return _held[key]
    made = make()
    with _lock:
        _held[key] = made
        while len(_held) > MOST:
            _held.popitem(last=False)
    return made


def forget():
    """For tests, whose data change behind the version."""
    with _lock:
        _held.clear()
