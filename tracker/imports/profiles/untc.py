"""Profile `untc-status`: a status table of the UN Treaty Collection as rows of `actions`.

One row per participant, a column per kind of action. The table does not say on which day a participant left, only
that it did (brackets): its withdrawal is dated 'on or before the day of the table'.
"""

from functools import partial

from tracker.models import PartialDate, Record
from tracker.models.vocabulary import ActionCode

from ..plans import Fault
from ..reading import Line, Unreadable
from .conversion import BadOption, Conversion
from .untc_cells import is_participant, name_in, read_cell, read_heading

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


class _Table:
    def __init__(self, sheet, lookup, record, day):
        self.sheet, self.lookup, self.record, self.day = sheet, lookup, record, day
        self.withdrawals = lookup.withdrawals(record)
        self.faults = []

    def converted(self):
        top = self._top()
        names = self.sheet.lines[top].cells
        who = next(place for place, name in enumerate(names) if is_participant(name))
        body = self.sheet.lines[top + 1 :]
        headings = self._headings(names, who, body, self.sheet.lines[top].number)
        lines = [line for row in body for line in self._lines(row, names, who, headings)]
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
            if heading:
                headings[place] = heading
            else:
                self.faults.append(Fault(number, name or f"column {place + 1}", "names no action: take the column out."))
        return headings

    def _lines(self, row, names, who, headings):
        """The lines of one participant; none where a cell of its row cannot be read."""
        fault = partial(Fault, row.number)
        name, left = name_in(_cell(row, who))
        faults, acts = [], []
        actor = None
        try:
            actor = self._actor(name)
        except ValueError as error:
            faults.append(fault(names[who], str(error)))
        for place, heading in headings.items():
            try:
                acts += [(act, heading) for act in self._acts(_cell(row, place), heading)]
            except ValueError as error:
                faults.append(fault(heading.text, str(error)))
        if faults or not acts:
            self.faults += faults
            return []
        lines = [self._line(row, actor, act.action, act.day.isoformat(), act.note, heading.text) for act, heading in acts]
        if left or any(act.struck for act, _heading in acts):
            left_by = self._left_by(actor, [act for act, _heading in acts])
            lines.append(self._line(row, actor, str(ActionCode.WITHDRAWAL), left_by, "", names[who]))
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

    def _left_by(self, actor, acts):
        """When it had left: as recorded already, else by the day of the table, or by the day on which it came back."""
        recorded = [when for when in self.withdrawals.get(actor.pk, ()) if when.last <= self.day.last]
        if recorded:
            return max(recorded).text
        struck = [act.day for act in acts if act.struck]
        back = [act.day for act in acts if not act.struck and struck and act.day > max(struck)]
        return f"../{min(back, default=self.day.last)}"

    def _line(self, row, actor, action, day, note, origin):
        # A cell that is None leaves a recorded note as it is.
        return Line(row.number, (self.record.key, actor.key, action, day, note or None), origin)


def _cell(row, place):
    return row.cells[place] if place < len(row.cells) else ""
