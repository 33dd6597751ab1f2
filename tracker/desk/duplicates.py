"""Is it recorded already? Rows that are likely to say the same as a new one."""

from difflib import SequenceMatcher

from django.db.models import Q

from tracker.catalogue.words import fold
from tracker.models import PartialDate

from .rows import parents

MOST = 5
ALIKE = 0.86  # of two titles, from which on they are likely the same
LOOKED_AT = 500


def likely_same(table, typed):
    """Rows of the table that agree with what was typed in all that identifies them, or in all but a hair."""
    rows = table.queryset().select_related(*parents(table))
    near = _near(table, typed)
    if near is None:
        return []
    return [row for row in rows.filter(near).distinct().order_by("-pk")[:LOOKED_AT] if _same(table, row, typed)][:MOST]


def _near(table, typed):
    """The rows worth a look, as a condition: under the same record, or of the same words."""
    first = table.columns[table.identity[0]]
    if first.field.is_relation or table.key == "id":
        value = typed.values.get(first.name)
        return Q(**{first.field_name: value}) if value else None
    name = "name" if "name" in table.columns else "title"
    words = [word for word in fold(typed.cells.get(name, "")).split() if len(word) > 3]
    condition = Q(pk__isnull=True)
    for word in words[:6]:
        condition |= Q(**{f"{name}__icontains": word})
    for other in ("short_title", "url"):
        if typed.cells.get(other):
            condition |= Q(**{f"{other}__iexact": typed.cells[other]})
    return condition


def _same(table, row, typed):
    if table.identity == ("key",):
        return _same_name(table, row, typed) and _agree(row, table, "date", typed)
    compared = [name for name in table.identity[1:] if not table.columns[name].many]
    return all(_agree(row, table, name, typed) for name in compared)


def _same_name(table, row, typed):
    for name in ("title", "name", "short_title", "url"):
        if name in table.columns and (said := typed.cells.get(name)) and _alike(said, getattr(row, name)):
            return True
    return False


def _agree(row, table, name, typed):
    """Whether a column of the row says what was typed: dates that may be the same, texts that nearly are."""
    if name not in table.columns:
        return True
    theirs, mine = getattr(row, table.columns[name].field_name), typed.values.get(name)
    if isinstance(theirs, PartialDate) and isinstance(mine, PartialDate):
        return theirs.first <= mine.last and mine.first <= theirs.last
    if isinstance(theirs, str) and isinstance(mine, str) and not table.columns[name].codes:
        return _alike(theirs, mine)
    return (theirs or None) == (mine or None)


def _alike(one, other):
    one, other = fold(one), fold(other)
    return bool(one) and (one == other or SequenceMatcher(None, one, other).ratio() >= ALIKE)


def first_reference(table, texts, lookup):
    """(field, row) of what the row hangs on, where the form says it already; None where not."""
    bound = table.columns[table.identity[0]]
    if not bound.field.many_to_one or not texts.get(bound.name):
        return None
    try:
        return bound.field_name, lookup.find(bound.target, texts[bound.name])
    except ValueError:
        return None
