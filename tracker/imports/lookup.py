"""From the text of a cell to the row it names: what `Column.parse` asks. Every table is loaded once, when first asked."""

import copy
from difflib import get_close_matches
from functools import cached_property

from tracker.catalogue.words import fold
from tracker.models import Action, Actor, Commitment, Event, FormerKey, ListMember, Record, Source, Theme
from tracker.models.vocabulary import ACTION_SYMBOLS, ActionCode

from .actor_names import load_actor_names

NOUNS = {Record: "record", Theme: "theme", Source: "source", Event: "event"}


class Lookup:
    """Serves one plan. `expect` makes known the rows that the same file creates."""

    def __init__(self):
        self.day = None
        self._keys, self._misses, self._found, self._codes, self._dated = {}, {}, {}, {}, {}
        self._commitments = _Commitments()

    def at(self, day):
        """The same for a row of that day (a PartialDate or None): names of actors are read as of it."""
        if day == self.day:
            return self
        if day not in self._dated:
            self._load()
            self._dated[day] = copy.copy(self)
            self._dated[day].day = day
        return self._dated[day]

    def _load(self):
        """What copies share must be there before the first copy."""
        return self.actors, self.lists, self.former_keys, self._by_address

    def find(self, model, text):
        """The row of `model` that `text` names. Raises ValueError with a sentence for the editor."""
        at = (model, text, self.day if model is Actor else None)
        if at in self._misses:
            raise ValueError(self._misses[at])
        if at not in self._found:
            try:
                self._found[at] = self._find(model, text)
            except ValueError as error:
                self._misses[at] = str(error)
                raise
        return self._found[at]

    def _find(self, model, text):
        if model is Actor:
            return self.actors.find(text, self.day)
        if model is Commitment:
            return self._commitments.find(text, self)
        rows = self._rows(model)
        if text in rows:
            return rows[text]
        if model is Record and text in self.former_keys:
            return self.former_keys[text]
        near = get_close_matches(text, rows, 1, 0.6)
        guess = f"; did you mean '{near[0]}'?" if near else "."
        raise ValueError(f"'{text[:80]}' is not the key of a {NOUNS[model]}{guess}")

    def _rows(self, model):
        if model not in self._keys:
            self._keys[model] = {row.key: row for row in model._base_manager.all()}
        return self._keys[model]

    def find_actor(self, text, day=None):
        """The actor that bore the name on that day; see ActorNames.find."""
        return self.actors.find(text, day)

    def bearer(self, text):
        """`all`, the name of a list, or the key of the actor that `text` names."""
        if text == "all" or text in self.lists:
            return text
        try:
            return self.find(Actor, text).key
        except ValueError as error:
            raise ValueError(f"{error} Nor is it 'all' or the name of a list.") from None

    def code(self, column, cell):
        """The code that a cell means: the code itself, its word, or for actions the UN's symbol (case matters)."""
        if column not in self._codes:
            self._codes[column] = {code for code, _word in column.codes}
        if not cell or cell in self._codes[column]:
            return cell
        if column.field.model is Action and column.field_name == "action" and cell in ACTION_SYMBOLS:
            return str(ActionCode(ACTION_SYMBOLS[cell]))
        if len(cell) > 2:
            meant = [code for code, word in column.codes if fold(cell) in (fold(code), fold(str(word)))]
            if len(meant) == 1:
                return meant[0]
        return cell

    def source_at(self, address):
        """The source with that address."""
        found = self._by_address.get(_address(address), [])
        if len(found) == 1:
            return found[0]
        if found:
            keys = ", ".join(sorted(source.key for source in found))
            raise ValueError(f"{address[:200]} is the address of several sources ({keys}): give the key in a column 'sources'.")
        raise ValueError(f"{address[:200]} is not the address of a source: record it in the table 'sources' first.")

    def expect(self, row):
        """A row that the file will create: other rows of the file may name it."""
        self._misses.clear()
        if isinstance(row, Actor):
            self.actors.add(row)
        elif isinstance(row, Commitment):
            self._commitments.add(row)
        elif type(row) in NOUNS:
            self._rows(type(row))[row.key] = row

    def withdrawals(self, record):
        """{actor pk: [dates]} of the withdrawals recorded under a record."""
        found = {}
        for actor, date in Action.objects.filter(record=record, action=ActionCode.WITHDRAWAL).values_list("actor_id", "date"):
            found.setdefault(actor, []).append(date)
        return found

    @cached_property
    def actors(self):
        return load_actor_names()

    @cached_property
    def lists(self):
        return set(ListMember.objects.values_list("list", flat=True))

    @cached_property
    def former_keys(self):
        return {former.key: former.record for former in FormerKey.objects.select_related("record")}

    @cached_property
    def _by_address(self):
        found = {}
        for source in self._rows(Source).values():
            for address in {_address(source.url), _address(source.archived_url)} - {""}:
                found.setdefault(address, []).append(source)
        return found


class _Commitments:
    """Commitments by id, or by `record#reference`."""

    def __init__(self):
        self._by_uid = None

    def _load(self):
        if self._by_uid is None:
            self._by_uid, self._by_place = {}, {}
            for row in Commitment.objects.select_related("record"):
                self.add(row)

    def add(self, row):
        self._load()
        if row.uid:
            self._by_uid[row.uid] = row
        self._by_place.setdefault((row.record.key, row.reference), []).append(row)

    def find(self, text, lookup):
        self._load()
        if text in self._by_uid:
            return self._by_uid[text]
        key, mark, reference = (part.strip() for part in text.partition("#"))
        if not mark:
            raise ValueError(f"'{text[:80]}' is not the id of a commitment: give its id, or record#reference such as npt#Article VI.")
        record = lookup.find(Record, key)
        found = self._by_place.get((record.key, reference), [])
        if not found:
            known = sorted(ref for place, ref in self._by_place if place == record.key)
            near = get_close_matches(reference, known, 1, 0.6)
            guess = f"; did you mean '{record.key}#{near[0]}'?" if near else "."
            raise ValueError(f"'{record.key}' has no commitment with the reference '{reference[:80]}'{guess}")
        if len(found) > 1:
            ids = ", ".join(row.uid or "new" for row in found)
            raise ValueError(f"'{record.key}' has several commitments with the reference '{reference}': give the id of one of {ids}.")
        return found[0]


def _address(text):
    return text.strip().rstrip("/")
