"""What a file would do to a table, with nothing saved: the same number of queries for ten rows as for twenty thousand."""

import re

from tracker.catalogue.columns import Id, Many, split
from tracker.models import Commitment, Ledger, PartialDate
from tracker.models.vocabulary import Publication

from .checking import Checks
from .header import read_header
from .plans import Fault, Outcome, Plan, PlannedRow
from .reading import normal
from .recorded import Holdings, pending_proposals

_ID = re.compile(r"[a-z0-9-]{1,20}")


def plan(table, header, rows, lookup, *, publish=False, faults=()):
    """The Plan for the lines of a file (`reading.Line`) under its header. Raises BadHeader.

    With `publish` rows will be published, drafts that do not change as well. `faults` are those that a profile found.
    """
    return _Planner(table, header, lookup, publish).plan(rows, faults)


class _Planner:
    def __init__(self, table, names, lookup, publish):
        self.table, self.lookup, self.publish = table, lookup, publish
        self.header = read_header(table, names)
        self.seen = Ledger.objects.values_list("number", flat=True).first() or 0
        self.holdings = Holdings(table, self.header.given)
        self.pending = {} if publish else pending_proposals(table)
        self.faults, self.taken, self.places = [], {}, {}

    def plan(self, lines, faults):
        self.faults = list(faults)
        rows = [self._placed(line) for line in lines]
        # Only now are all rows known to which a cell of the same file may point.
        for row in rows:
            if row.outcome == Outcome.CREATE:
                self._fill_new(row)
            elif row.outcome != Outcome.INVALID:
                self._fill_old(row, self.holdings.rows[row.pk])
        self._load_instances([row for row in rows if row.outcome == Outcome.UPDATE])
        checks = Checks(self.table, self.holdings, self.places)
        for row in rows:
            if row.outcome in (Outcome.CREATE, Outcome.UPDATE):
                for column, sentence in checks.faults_of(row):
                    self._fault(row, column, sentence)
        unread = {fault.row for fault in self.faults} - {row.number for row in rows}
        rows += [PlannedRow(number, outcome=Outcome.INVALID) for number in sorted(unread)]
        return Plan(self.table, self.publish, self.seen, rows, sorted(self.faults, key=lambda fault: fault.row))

    def _fault(self, row, column, sentence):
        row.outcome = Outcome.INVALID
        self.faults.append(Fault(row.number, row.origin or column, str(sentence)))

    def _twice(self, row, other):
        self._fault(row, self.table.identity[0], f"is the same as row {other}: keep one of the two.")

    # --- Which recorded row is it? -----------------------------------------------------------------------------

    def _placed(self, line):
        """The row, matched to a recorded one or begun as a new one."""
        row = PlannedRow(line.number, line.origin)
        width, cells = self.header.width, len(line.cells)
        if cells < width or any(line.cells[width:]):
            why = "is it cut off?" if cells < width else "is there a comma or a quotation mark too many?"
            self._fault(row, "", f"has {cells} cells where the header has {width}: {why}")
            return row
        if nameless := [place + 1 for place in self.header.nameless if line.cells[place]]:
            self._fault(row, "", f"has a value in column {nameless[0]}, which has no name: name it in the header, or empty it.")
            return row
        row.texts = {name: line.cells[place] for name, place in self.header.cells if line.cells[place] is not None}
        self._read(row, [name for name in self.table.identity if name in row.texts], row.texts.get("date"))
        if row.outcome != Outcome.INVALID:
            self._match(row)
        return row

    def _read(self, row, names, day):
        """Cells into values, and the texts of them into the one way in which we write them."""
        lookup = self.lookup.at(_day(day))
        for name in names:
            bound = self.table.columns[name]
            by_address = name == "sources" and self.header.by_address
            try:
                if by_address:
                    row.values[name] = tuple(dict.fromkeys(lookup.source_at(part) for part in split(row.texts[name])))
                else:
                    row.values[name] = bound.parse(row.texts[name], lookup)
            except ValueError as error:
                self._fault(row, "source_url" if by_address else name, error)
            else:
                row.texts[name] = written(bound, row.values[name])

    def _match(self, row):
        uid = row.texts.get("id", "")
        try:
            recorded = self._recorded(row, uid)
        except ValueError as error:
            self._fault(row, "id" if "id" in self.header.given else self.table.identity[0], error)
            return
        if recorded is None:
            self._begin(row, uid)
        elif recorded.pk in self.taken:
            self._twice(row, self.taken[recorded.pk])
        else:
            self.taken[recorded.pk] = row.number
            row.pk, row.version = recorded.pk, recorded.version

    def _recorded(self, row, uid):
        if uid in self.holdings.by_id:
            return self.holdings.by_id[uid]
        if not self.holdings.can_match:
            raise ValueError("is not recorded, and the file lacks the columns by which a new row is told from others.")
        if uid and not _ID.fullmatch(uid):
            raise ValueError(f"'{uid[:40]}' is not an id: leave it empty, and the row will be given one.")
        recorded = self.holdings.match(row.texts)
        if uid and recorded:
            raise ValueError(f"'{uid}' is not its id: the same row is recorded as '{recorded.cells['id']}'.")
        return recorded

    def _begin(self, row, uid):
        row.outcome = Outcome.CREATE
        row.row = self.table.model(**self.table.fixed)
        self._assign(row)
        if uid:
            row.row.uid = uid
        place = self.holdings.place(row.texts)
        if place in self.places:
            self._twice(row, self.places[place])
            return
        self.places[place] = row.number
        self.lookup.expect(row.row)

    # --- What would it change? ---------------------------------------------------------------------------------

    def _fill_new(self, row):
        self._read(row, [name for name in row.texts if name not in self.table.identity and name != "id"], row.texts.get("date"))
        for name, bound in self.table.columns.items():
            if bound.required and name not in row.texts:
                self._fault(row, name, "is required for a new row: add the column.")
        self._assign(row)
        row.changed = {name: ("", text) for name, text in row.texts.items() if text}

    def _fill_old(self, row, recorded):
        was = recorded.cells
        other = [name for name, text in row.texts.items() if name != "id" and text not in (was[name], normal(was[name]))]
        row.values = {}
        self._read(row, other, row.texts.get("date", was.get("date")))
        row.changed = {name: (was[name], row.texts[name]) for name in row.values if row.texts[name] != was[name]}
        row.values = {name: row.values[name] for name in row.changed}
        if row.outcome != Outcome.INVALID:
            self._weigh(row, recorded)

    def _weigh(self, row, recorded):
        """An update, a proposal, or nothing at all."""
        public = recorded.state == Publication.PUBLISHED
        if not row.changed and (public or not self.publish):
            return
        if recorded.state == Publication.RETRACTED:
            self._fault(row, "", f"'{recorded.name}' was retracted: restore it before it is changed.")
            return
        row.proposes = public and not self.publish
        proposed = {name: after for name, (_before, after) in row.changed.items()}
        if not (row.proposes and proposed in self.pending.get(row.pk, ())):
            row.outcome = Outcome.UPDATE

    def _load_instances(self, rows):
        instances = self.holdings.instances({row.pk for row in rows}) if rows else {}
        for row in rows:
            row.row = instances[row.pk]
            self._assign(row)

    def _assign(self, row):
        for name, value in row.values.items():
            bound = self.table.columns[name]
            if isinstance(bound, Many):
                row.many[bound.field_name] = list(value)
            elif not isinstance(bound, Id):
                setattr(row.row, bound.field_name, value)


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
