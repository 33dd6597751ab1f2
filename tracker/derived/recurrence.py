"""How often a commitment falls due: an RRULE (RFC 5545), and the dates that it names.

`FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31` names a day in each year. `FREQ=YEARLY` says only how often: it has no dates. Where
the count starts on a day of its own, the rule says so: `DTSTART:20160531 RRULE:FREQ=YEARLY;INTERVAL=5`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from tracker.models.recurrence import parts_of


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule that was read: `parts` by name, and the day on which it starts (None where it names none)."""

    parts: dict
    start: date | None

    @classmethod
    def parse(cls, text):
        """The rule that `text` states; ValueError with a sentence for an editor where it states none."""
        parts = parts_of(text)
        return cls(parts.named, parts.start)

    @property
    def dated(self):
        """Whether it names days, and not only how often."""
        if self.start:
            return True
        if self.parts.get("INTERVAL", "1") != "1":
            return False  # in which of the years? That is not said.
        named = {"YEARLY": {"BYMONTH", "BYMONTHDAY"}, "MONTHLY": {"BYMONTHDAY"}, "WEEKLY": {"BYDAY"}, "DAILY": {"FREQ"}}
        return named[self.parts["FREQ"]] <= self.parts.keys()

    def days(self, first, last):
        """Its days from the first to the last, both inclusive, in order; none where it is not dated."""
        if not self.dated or last < first:
            return []
        begin = self.start or date(first.year, 1, 1)
        made = rrulestr(";".join(f"{name}={value}" for name, value in self.parts.items()), dtstart=_at(begin))
        return [moment.date() for moment in made.between(_at(max(first, begin)), _at(last), inc=True)]


def _at(day):
    return datetime.combine(day, time())
