"""From what people call a row to the row, and back: what is shown in a field leads to the same row again."""

from django.db.models import Q

from tracker.catalogue.columns import Bearers, Many, Texts, split
from tracker.catalogue.words import fold
from tracker.imports.lookup import Lookup
from tracker.models import Actor, Commitment, Record, Source

EVERYBODY = ("all", "all parties", "all participants", "everybody")
SIGNS = ";|\n"  # part several values in one field


class SaidLookup(Lookup):
    """Knows rows by their titles, too."""

    def __init__(self):
        super().__init__()
        self._named = {}

    def _find(self, model, text):
        if model is Commitment and "#" not in text:
            return self._titled(model, text) or super()._find(model, text)
        try:
            return super()._find(model, text)
        except ValueError:
            if model is Actor or not (found := self._titled(model, text)):
                raise
            return found

    def _titled(self, model, text):
        found = self._names(model).get(fold(text), {})
        if len(found) > 1:
            keys = ", ".join(sorted(_key(row) for row in found.values())[:6])
            raise ValueError(f"'{text[:80]}' is the name of several: write which of {keys} is meant.")
        return next(iter(found.values()), None)

    def _names(self, model):
        if model not in self._named:
            known = self._named[model] = {}
            rows = model.objects.select_related("record") if model is Commitment else self._rows(model).values()
            for row in rows:
                for name in _names_of(row):
                    if folded := fold(name):
                        known.setdefault(folded, {})[row.pk] = row
        return self._named[model]

    def bearer(self, text):
        return "all" if text.strip().lower() in EVERYBODY else super().bearer(text)

    def said(self, model, key):
        """How a field shows the row with this key: its name where that leads back to it, else the key."""
        try:
            row = self.find(model, key)
        except ValueError:
            return key  # of a row that is gone
        name = _names_of(row)[0]
        if any(sign in name for sign in SIGNS):
            return key
        try:
            return name if self.find(model, name).pk == row.pk else key
        except ValueError:
            return key

    def shown(self, bound, cell):
        """A cell as a form's field shows it: names for keys, several values divided by `;` or on lines of their own."""
        if not cell:
            return cell
        if isinstance(bound, Bearers):
            return "; ".join(part if part == "all" or part in self.lists else self.said(Actor, part) for part in split(cell))
        if isinstance(bound, Many):
            return "; ".join(self.said(bound.target, key) for key in split(cell))
        if bound.field.is_relation:
            return self.said(bound.target, cell)
        if isinstance(bound, Texts) and not bound.codes:
            return "\n".join(split(cell))
        return cell


def sources_at(address):
    """The sources held under an address."""
    plain = address.strip().rstrip("/")
    written = (plain, f"{plain}/")
    return list(Source.objects.filter(Q(url__in=written) | Q(archived_url__in=written)).order_by("pk")) if plain else []


def name_or_key(model, rows):
    """{primary key: how a field shows the row}: its name where no other row of the table may be meant by it, else its key.

    The same as `said`, for a few rows, without reading the table.
    """
    names = {row.pk: _names_of(row)[0] for row in rows}
    shared = _shared(model, rows, names) if rows else ()
    return {row.pk: _key(row) if row.pk in shared or any(sign in names[row.pk] for sign in SIGNS) else names[row.pk] for row in rows}


def _shared(model, rows, names):
    """Primary keys of those rows whose name may mean another, too."""
    condition = Q(pk__isnull=True)
    for row in rows:
        condition |= _named_like(model, row, names[row.pk])
    others = list(model.objects.filter(condition).select_related(*(["record"] if model is Commitment else [])))
    # Under the name of one that another continues, that other is found.
    found = {row.pk for row in rows if getattr(row, "continued_by_id", None)}
    for row in rows:
        wanted = fold(names[row.pk])
        found |= {row.pk for other in others if other.pk != row.pk and wanted in map(fold, _meant_by(other))}
    return found


def _named_like(model, row, name):
    if model is Commitment:
        return Q(reference=row.reference, title=row.title)
    condition = Q(key__iexact=name)
    for column in ("name", "iso3", "title", "short_title"):
        if hasattr(model, column):
            condition |= Q(**{f"{column}__iexact": name})
    for column in ("other_names", "other_titles"):
        if hasattr(model, column):
            condition |= Q(**{f"{column}__icontains": f"|{name}"})
    return condition


def _meant_by(row):
    """Everything by which a row is found."""
    if isinstance(row, Actor):
        return [row.key, row.iso3, row.name, *(other.partition("[")[0] for other in row.other_names)]
    return [_key(row), *_names_of(row)]


def _key(row):
    return getattr(row, "key", None) or row.uid


def _names_of(row):
    """What a row is called; the first is how it is shown."""
    if isinstance(row, Commitment):
        return [str(row), f"{row.record}, {row.reference}"]
    if isinstance(row, Record):
        return [name for name in (row.short_title, row.title, *row.other_titles) if name]
    return [getattr(row, "name", "") or row.title]
