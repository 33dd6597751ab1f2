"""What a file would do to a table, row by row, with nothing saved: the same queries for ten rows as for twenty thousand."""

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import ValidationError

from tracker.catalogue import TYPE_OF_CODE
from tracker.catalogue.columns import Id, Many, split
from tracker.models import Commitment, Ledger, PartialDate, Record
from tracker.models.vocabulary import Publication

from .constraints import broken
from .header import read_header
from .reading import normal
from .recorded import Holdings, pending_proposals

_ID = re.compile(r"[a-z0-9-]{1,20}")


class Outcome(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    INVALID = "invalid"


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be imported; `column` is empty where it is about the whole row."""

    row: int
    column: str
    sentence: str

    def __str__(self):
        return f"row {self.row}, {self.column}: {self.sentence}" if self.column else f"row {self.row}: {self.sentence}"


@dataclass
class PlannedRow:
    """A row of the file. `changed` holds (before, after) of the cells that it would change; `row` and `many` are what
    changes will be given; `proposes` tells that the edit will wait beside a published row."""

    number: int
    outcome: Outcome = Outcome.UNCHANGED
    pk: int | None = None
    version: int = 0
    changed: dict = field(default_factory=dict)
    row: object = None
    many: dict = field(default_factory=dict)
    proposes: bool = False
    texts: dict = field(default_factory=dict, repr=False)


@dataclass
class Plan:
    """`seen` is the number of the last change in the log when the plan was begun."""

    table: object
    publish: bool
    seen: int
    rows: list
    faults: list

    @property
    def counts(self):
        """{outcome: number of rows}; an invalid row counts once, however much is wrong with it."""
        return Counter(row.outcome for row in self.rows)

    @property
    def sentence(self):
        counts = self.counts
        return ", ".join(
            f"{word}: {counts[outcome]}"
            for word, outcome in (
                ("created", Outcome.CREATE),
                ("updated", Outcome.UPDATE),
                ("unchanged", Outcome.UNCHANGED),
                ("invalid", Outcome.INVALID),
            )
        )

    @property
    def digest(self):
        """The same for the same file planned again, as long as nothing that it touches has changed."""
        said = [self.table.name, self.publish, [[r.number, r.outcome, r.pk, r.version, r.changed, r.proposes] for r in self.rows]]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def plan(table, header, rows, lookup, *, publish=False, faults=()):
    """The Plan for the lines of a file (`reading.Line`) under its header. Raises BadHeader.

    `publish` is what `running.run` will be asked: with it drafts that do not change are published. `faults` are those
    that a profile found.
    """
    return _Planner(table, header, lookup, publish).plan(rows, faults)


class _Planner:
    def __init__(self, table, names, lookup, publish):
        self.table, self.lookup, self.publish = table, lookup, publish
        self.header = read_header(table, names)
        self.seen = Ledger.objects.values_list("number", flat=True).first() or 0
        self.holdings = Holdings(table, self.header.given)
        self.pending = {} if publish else pending_proposals(table)
        self.other_keys = dict(Record._base_manager.exclude(**table.fixed).values_list("key", "type")) if table.fixed else {}
        self.faults, self.taken, self.identities = [], {}, {}

    def plan(self, lines, faults):
        self.faults = list(faults)
        planned = [self._placed(line) for line in lines]
        for row, line in planned:
            if row.outcome != Outcome.INVALID:
                self._filled(row, line)
        rows = [row for row, _line in planned]
        self._load_instances(rows)
        for row in rows:
            if row.outcome in (Outcome.CREATE, Outcome.UPDATE):
                self._checked(row)
        bad = {fault.row for fault in self.faults}
        rows += [PlannedRow(number) for number in sorted(bad - {row.number for row in rows})]
        for row in rows:
            if row.number in bad:
                row.outcome = Outcome.INVALID
        self.faults.sort(key=lambda fault: fault.row)
        return Plan(self.table, self.publish, self.seen, rows, self.faults)

    def _fault(self, row, column, sentence, line=None):
        row.outcome = Outcome.INVALID
        self.faults.append(Fault(row.number, line.origin if line and line.origin else column, str(sentence)))

    # --- Which recorded row is it? ---------------------------------------------------------------------------

    def _placed(self, line):
        """The line as (planned row, line), matched to what is recorded or to be created."""
        row = PlannedRow(line.number)
        if not self._fits(row, line):
            return row, line
        row.texts = self._texts(line)
        lookup = self.lookup.at(_day(row.texts.get("date")))
        values = {}
        for name in self.table.identity:
            if name in row.texts:
                self._read(row, line, name, lookup, values)
        if row.outcome != Outcome.INVALID:
            self._match(row, line, values)
        return row, line

    def _fits(self, row, line):
        width = self.header.width
        if any(line.cells[width:]):
            self._fault(row, "", f"has {len(line.cells)} cells where the header has {width}: is a comma or quotation mark too many?")
        elif len(line.cells) < width and line.short:
            self._fault(row, "", f"has {len(line.cells)} cells where the header has {width}: is the row cut off?")
        return row.outcome != Outcome.INVALID

    def _texts(self, line):
        """{column: text} of the cells that the line gives."""
        cells = line.cells
        found = {name: cells[place] if place < len(cells) else "" for name, place in self.header.places.items()}
        address = self.header.address
        if address is not None:
            found["sources"] = None if address >= len(cells) else cells[address]
        return {name: text for name, text in found.items() if text is not None}

    def _read(self, row, line, name, lookup, values):
        """The value of a cell into `values`, and its text in the one way in which we write it."""
        bound = self.table.columns[name]
        try:
            if name == "sources" and self.header.address is not None:
                values[name] = tuple(dict.fromkeys(lookup.source_at(part) for part in split(row.texts[name])))
            else:
                values[name] = bound.parse(row.texts[name], lookup)
        except ValueError as error:
            self._fault(row, "source_url" if name == "sources" and self.header.address is not None else name, error, line)
        else:
            row.texts[name] = written(bound, values[name])

    def _match(self, row, line, values):
        uid = row.texts.get("id", "")
        try:
            recorded = self.holdings.by_id.get(uid) if uid else None
            if recorded is None and self.holdings.can_match:
                recorded = self.holdings.match(row.texts)
            elif recorded is None:
                raise ValueError("is needed where the columns that tell the row from others are left out.")
            if uid and recorded and recorded.cells["id"] != uid:
                raise ValueError(f"'{uid}' is not its id: the same row is recorded as '{recorded.cells['id']}'.")
            if uid and not recorded and not _ID.fullmatch(uid):
                raise ValueError(f"'{uid[:40]}' is not an id: leave it empty, and the row will be given one.")
        except ValueError as error:
            self._fault(row, "id" if "id" in self.table.columns else self.table.identity[0], error, line)
            return
        if recorded:
            self._claim(row, line, recorded)
        else:
            self._begin(row, line, values)

    def _claim(self, row, line, recorded):
        if recorded.pk in self.taken:
            self._fault(row, self.table.identity[0], f"is the same as row {self.taken[recorded.pk]}: keep one of the two.", line)
            return
        self.taken[recorded.pk] = row.number
        row.pk, row.version = recorded.pk, recorded.version

    def _begin(self, row, line, values):
        """A new row, made known to the others of the file at once."""
        row.outcome = Outcome.CREATE
        row.row = self.table.model(**self.table.fixed)
        self._assign(row, values)
        if uid := row.texts.get("id"):
            row.row.uid = uid
        place = self.holdings.place(row.texts)
        if place in self.identities:
            self._fault(row, self.table.identity[0], f"is the same as row {self.identities[place]}: keep one of the two.", line)
            return
        self.identities[place] = row.number
        if "key" not in self.table.columns or row.row.key:
            self.lookup.expect(row.row)

    # --- What would it change? -------------------------------------------------------------------------------

    def _filled(self, row, line):
        if row.pk is None:
            self._filled_new(row, line)
        else:
            self._filled_old(row, line, self.holdings.rows[row.pk])

    def _filled_new(self, row, line):
        lookup = self.lookup.at(_day(row.texts.get("date")))
        values = {}
        for name in row.texts:
            if name not in self.table.identity and name != "id":
                self._read(row, line, name, lookup, values)
        for name, bound in self.table.columns.items():
            if bound.required and name not in row.texts:
                self._fault(row, name, "is required for a new row: add the column.", line)
        self._assign(row, values)
        row.changed = {name: ("", text) for name, text in row.texts.items() if text}

    def _filled_old(self, row, line, recorded):
        lookup = self.lookup.at(_day(row.texts.get("date", recorded.cells.get("date"))))
        values = {}
        for name, text in list(row.texts.items()):
            old = recorded.cells[name]
            if text in (old, normal(old)) and not (name == "sources" and self.header.address is not None):
                row.texts[name] = old
            elif name != "id":
                self._read(row, line, name, lookup, values)
        row.changed = {name: (recorded.cells[name], row.texts[name]) for name in values if row.texts[name] != recorded.cells[name]}
        row.many = {}
        row.row = {name: values[name] for name in row.changed}  # until the instance is loaded
        if row.outcome == Outcome.INVALID:
            return
        self._weigh(row, line, recorded)

    def _weigh(self, row, line, recorded):
        """An update, a proposal, or nothing at all."""
        retracted = recorded.state == Publication.RETRACTED
        if retracted and (row.changed or self.publish):
            self._fault(row, "", f"'{recorded.name}' was retracted: restore it before changing it.", line)
        elif row.changed or (self.publish and recorded.state != Publication.PUBLISHED):
            row.proposes = recorded.state == Publication.PUBLISHED and not self.publish
            proposed = {name: after for name, (_before, after) in row.changed.items()}
            if not (row.proposes and proposed in self.pending.get(row.pk, ())):
                row.outcome = Outcome.UPDATE

    def _load_instances(self, rows):
        updates = [row for row in rows if row.outcome == Outcome.UPDATE]
        if not updates:
            return
        instances = self.holdings.instances({row.pk for row in updates})
        for row in updates:
            values, row.row = row.row, instances[row.pk]
            self._assign(row, values)

    def _assign(self, row, values):
        for name, value in values.items():
            bound = self.table.columns[name]
            if isinstance(bound, Many):
                row.many[bound.field_name] = list(value)
            elif not isinstance(bound, Id):
                setattr(row.row, bound.field_name, value)

    # --- May it stand so? ------------------------------------------------------------------------------------

    def _checked(self, row):
        for name in row.changed:
            bound = self.table.columns[name]
            try:
                _check_field(bound, row.row)
            except ValidationError as error:
                self._fault(row, name, " ".join(error.messages))
        if row.outcome != Outcome.INVALID:
            for sentence in broken(row.row):
                self._fault(row, "", sentence)
            self._check_place(row)
        if row.pk is None and isinstance(row.row, Record):
            self._check_key(row)

    def _check_place(self, row):
        """No two rows may be told from each other by nothing."""
        recorded = self.holdings.rows.get(row.pk)
        place = self.holdings.place((recorded.cells if recorded else {}) | row.texts)
        beside = [other for other in self.holdings.by_identity.get(place, ()) if other.pk != row.pk]
        if beside and (recorded is None or place != self.holdings.place(recorded.cells)):
            self._fault(row, self.table.identity[0], f"the same {self._identity()} are recorded already as '{beside[0].name}'.")
        elif recorded and self.identities.setdefault(place, row.number) != row.number:
            self._fault(row, self.table.identity[0], f"is the same as row {self.identities[place]}: keep one of the two.")

    def _identity(self):
        return ", ".join(self.table.identity)

    def _check_key(self, row):
        key = row.row.key
        if key in self.other_keys:
            other = TYPE_OF_CODE[str(self.other_keys[key])].label.lower()
            self._fault(row, "key", f"'{key}' is the key of a {other} already; a key belongs to one record of any type: choose another.")
        elif key in self.lookup.former_keys:
            now = self.lookup.former_keys[key].key
            self._fault(row, "key", f"'{key}' is a former key of '{now}' and leads there for good: choose another, or write '{now}'.")


def written(bound, value):
    """The cell of a value that was parsed from one: keys for rows, sorted where a column holds several."""
    if isinstance(bound, Many):
        return "|".join(sorted(name_of(row) for row in value))
    if bound.field.is_relation:
        return name_of(value) if value is not None else ""
    return bound.cell(value)


def name_of(row):
    if isinstance(row, Commitment):
        return row.uid or f"{row.record.key}#{row.reference}"
    return row.key


def _day(text):
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None


def _check_field(bound, row):
    """What the model's field asks beyond what the column did: its validators, and which rows it may point to."""
    if isinstance(bound, Many):
        return
    if bound.field.is_relation:
        for name, wanted in bound.field.get_limit_choices_to().items():
            found = getattr(row, bound.field_name)
            if found is not None and getattr(found, name) != wanted:
                raise ValidationError(f"'{found.key}' is not a {wanted}.")
    else:
        bound.field.clean(getattr(row, bound.field_name), row)
