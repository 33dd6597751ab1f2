"""How often a commitment falls due: an RRULE (RFC 5545), and the dates that it names.

`FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31` names a day in each year. `FREQ=YEARLY` says only how often: it has no dates. Where
the count starts on a day of its own, the rule says so: `DTSTART:20160531 RRULE:FREQ=YEARLY;INTERVAL=5`.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import rrulestr

FORMS = "write an RRULE, such as FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31"
_RULE = re.compile(r"(?:DTSTART[:=]([0-9]{8})[ ;])?(?:RRULE:)?([A-Z0-9=,;+-]+)")
_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_NAMES = {"FREQ", "INTERVAL", "UNTIL", "COUNT", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule that was read: `parts` by name, and the day on which it starts (None where it names none)."""

    parts: dict
    start: date | None

    @classmethod
    def parse(cls, text):
        """The rule that `text` states; ValueError with a sentence for an editor where it states none."""
        return _parse(text.strip())

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


@lru_cache(maxsize=1000)
def _parse(text):
    match = _RULE.fullmatch(text)
    parts = dict(part.partition("=")[::2] for part in match[2].split(";")) if match else {}
    if parts.get("FREQ") not in _FREQUENCIES or not all(parts.values()):
        raise ValueError(f"'{text[:60]}' is not a rule of recurrence: {FORMS}.")
    if unknown := parts.keys() - _NAMES:
        raise ValueError(f"'{sorted(unknown)[0]}' cannot stand in a rule of recurrence here: {FORMS}.")
    for name, most in (("BYMONTH", 12), ("BYMONTHDAY", 31)):
        for number in parts.get(name, "1").split(","):
            if not re.fullmatch("-?[0-9]{1,2}", number) or not 1 <= abs(int(number)) <= most:
                raise ValueError(f"'{name}={parts[name]}' names nothing that a rule of recurrence can: {FORMS}.")
    if "COUNT" in parts and not match[1]:
        raise ValueError("A rule with COUNT has to say from when it counts: put DTSTART:20160531 and a space before it.")
    try:
        start = date.fromisoformat(match[1]) if match[1] else None
        rule = Recurrence(parts, start)
        rule.days(date(2000, 1, 1), date(2000, 1, 1) + timedelta(days=366))
    except (ValueError, TypeError) as error:
        raise ValueError(f"'{text[:60]}' is not a rule of recurrence ({error}): {FORMS}.") from None
    return rule
