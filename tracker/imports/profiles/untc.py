"""Profile `untc-status`: a status table of the UN Treaty Collection as rows of `actions`.

One row per participant, a column per kind of action. The table does not say on which day a participant left, only
that it did (brackets): its withdrawal is dated 'on or before the day of the table'.
"""

from dataclasses import dataclass, replace
from functools import partial

from tracker.models import Actor, PartialDate, Record
from tracker.models.vocabulary import ActionCode

from ..plans import Fault
from ..reading import Line, Unreadable
from .conversion import BadOption, Conversion
from .untc_cells import is_participant, name_in, read_cell, read_heading, unclosed, unopened

HEADER = ("record", "actor", "action", "date", "note")
_PREAMBLE = 20  # lines that may stand above the headings


def convert(sheet, lookup, *, table, record, status_date):
    """The Conversion of a status table of `record` (its key) as at `status_date`. Raises BadOption, Unreadable."""
    if table != "actions":
        raise BadOption(f"The profile untc-status makes rows of 'actions', not of '{table}'.")
    return _Table(sheet, lookup, _record(record, lookup), _day(status_date)).converted()


def _record(key, lookup):
    if not key:
        raise BadOption("The profile untc-status needs --record: the key of the agreement whose status table this is.")
    try:
        return lookup.find(Record, key)
    except ValueError as error:
        raise BadOption(f"--record: {error}") from None


def _day(text):
    if not text:
        raise BadOption("The profile untc-status needs --status-date: the day of the table, such as 2026-02-03.")
    try:
        day = PartialDate.parse(text)
    except ValueError as error:
        raise BadOption(f"--status-date: {error}") from None
    if not day.is_day:
        raise BadOption("--status-date: give the whole day of the table, such as 2026-02-03.")
    return day


@dataclass(frozen=True)
class _Entry:
    """A row that was read: `acts` with their headings, and whether a part of it stood in brackets."""

    number: int
    actor: Actor
    acts: list
    left: bool


class _Table:
    def __init__(self, sheet, lookup, record, day):
        self.sheet, self.lookup, self.record, self.day = sheet, lookup, record, day
        self.withdrawals = lookup.withdrawals(record)
        self.faults = []

    def converted(self):
        top = self._top()
        names = self.sheet.lines[top].cells
        who = next(place for place, name in enumerate(names) if is_participant(name))
        body = [row for row in self.sheet.lines[top + 1 :] if row.cells != names]  # a copy of pages repeats the headings
        self._refuse_surplus(len(names), body)
        headings = self._headings(names, who, body, self.sheet.lines[top].number)
        self.who = names[who]
        entries = self._single([entry for row in body if (entry := self._entry(row, who, headings))])
        lines = [line for entry in entries for line in self._lines(entry, entries)]
        if not lines and not self.faults:
            raise Unreadable(f"{self.sheet.name}: no cell holds a date. Copy the table with the dates under its headings.")
        return Conversion(HEADER, lines, self.faults)

    def _top(self):
        """Where the headings stand: the first line with a column of participants."""
        for place, line in enumerate(self.sheet.lines[:_PREAMBLE]):
            if any(is_participant(cell) for cell in line.cells):
                return place
        raise Unreadable(f"{self.sheet.name}: no column is headed 'Participant': is it a status table of the UN Treaty Collection?")

    def _headings(self, names, who, body, number):
        headings = {}
        for place, name in enumerate(names):
            if place == who or not any(_cell(row, place) for row in body):
                continue
            heading = read_heading(name)
            if heading and (heading.plain or heading.symbols):
                headings[place] = heading
            else:
                wrong = "names several actions, none with a symbol" if heading else "names no action"
                self.faults.append(Fault(number, name or f"column {place + 1}", f"{wrong}: correct it, or take the column out."))
        return headings

    def _refuse_surplus(self, width, body):
        for row in body:
            if any(cell.strip() for cell in row.cells[width:]):
                self.faults.append(
                    Fault(row.number, f"column {width + 1}", "holds something under no heading: give it one, or take it out.")
                )

    def _entry(self, row, who, headings):
        """What one row says of its participant; None where it holds no act, or a cell that cannot be read."""
        fault = partial(Fault, row.number)
        faults, acts = [], []
        row, left = _opened(row, who, headings)
        try:
            name, bracketed = name_in(_cell(row, who))
            left = left or bracketed
            actor = self._actor(name)
        except ValueError as error:
            faults.append(fault(self.who, str(error)))
        for place, heading in headings.items():
            try:
                acts += [(act, heading) for act in self._acts(_cell(row, place), heading)]
            except ValueError as error:
                faults.append(fault(heading.text, str(error)))
        self.faults += faults
        return None if faults or not acts else _Entry(row.number, actor, acts, left or any(act.struck for act, _heading in acts))

    def _single(self, entries):
        """The entries, two of a participant at most: as one that has left, in brackets, and as one that is there."""
        seen, single = {}, []
        for entry in entries:
            first = seen.setdefault((entry.actor.pk, entry.left), entry)
            if first is entry:
                single.append(entry)
            else:
                stands = f"'{entry.actor.name}' stands in row {first.number} already"
                self.faults.append(Fault(entry.number, self.who, f"{stands}, and a status table has one row for each: take one out."))
        return single

    def _lines(self, entry, entries):
        """The lines of one participant, of which there may be another entry."""
        lines = [self._line(entry, act.action, act.day.isoformat(), act.note, heading.text) for act, heading in entry.acts]
        if entry.left:
            theirs = [other for other in entries if other.actor.pk == entry.actor.pk]
            lines.append(self._line(entry, str(ActionCode.WITHDRAWAL), self._left_by(entry, theirs), "", self.who))
        return lines

    def _acts(self, cell, heading):
        acts = read_cell(cell, heading)
        for act in acts:
            if act.day > self.day.last:
                raise ValueError(f"{act.day} lies after the day of the table, {self.day}: check --status-date.")
        return acts

    def _actor(self, name):
        """The actor of that name on the day of the table; pages lag behind, so a former name does as well."""
        try:
            return self.lookup.find_actor(name, self.day)
        except ValueError:
            return self.lookup.find_actor(name)

    def _left_by(self, entry, theirs):
        """When it had left: as recorded already, else by the day of the table, or by the day on which it came back."""
        recorded = [when for when in self.withdrawals.get(entry.actor.pk, ()) if when.last <= self.day.last]
        if recorded:
            return max(recorded).text
        struck = [act.day for act, _heading in entry.acts if act.struck]
        gone = max(struck or [act.day for act, _heading in entry.acts])
        there = [act for other in theirs for act, _heading in other.acts if not act.struck and (struck or other is not entry)]
        return f"../{min((act.day for act in there if act.day > gone), default=self.day.last)}"

    def _line(self, entry, action, day, note, origin):
        # A cell that is None leaves a recorded note as it is.
        return Line(entry.number, (self.record.key, entry.actor.key, action, day, note or None), origin)


def _opened(row, who, headings):
    """(the row, whether it stood in brackets): a pair that opens before the name may close behind the last date."""
    last = max((place for place in headings if _cell(row, place)), default=who)
    if not (unclosed(_cell(row, who)) and unopened(_cell(row, last))):
        return row, False
    cells = list(row.cells)
    cells[who], cells[last] = cells[who].replace("[", " ", 1), "".join(cells[last].rpartition("]")[::2])
    return replace(row, cells=tuple(cells)), True


def _cell(row, place):
    return row.cells[place] if place < len(row.cells) else ""
