"""From what people call a row to the row, and back: what is shown in a field leads to the same row again."""

from tracker.catalogue.columns import Bearers, Many, Texts, split
from tracker.catalogue.words import fold
from tracker.imports.lookup import Lookup
from tracker.models import Actor, Commitment, Record

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

    def sources_at(self, address):
        """The sources held under an address."""
        return self._by_address.get(address.strip().rstrip("/"), [])

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


def _key(row):
    return getattr(row, "key", None) or row.uid


def _names_of(row):
    """What a row is called; the first is how it is shown."""
    if isinstance(row, Commitment):
        return [str(row), f"{row.record}, {row.reference}"]
    if isinstance(row, Record):
        return [name for name in (row.short_title, row.title, *row.other_titles) if name]
    return [getattr(row, "name", "") or row.title]
