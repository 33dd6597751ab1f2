"""Times that a treaty lets pass: ninety days, six months, the first day of the sixth month after."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_PERIOD = re.compile(r"P([1-9][0-9]{0,3})([DMY])")
_FIRST_OF = re.compile(r"FO([MY])([1-9][0-9]?)")
_FIRSTS = {"M": "F", "Y": "G"}
_UNITS = {"D": "day", "M": "month", "Y": "year"}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()


@dataclass(frozen=True, slots=True)
class Delay:
    """`count` days, months or years (unit D, M, Y), or to the first day of a later month (F) or year (G). Zero: at once."""

    count: int = 0
    unit: str = "D"

    @classmethod
    def parse(cls, text):
        if text == "deposit":
            return AT_ONCE
        if match := _FIRST_OF.fullmatch(text):
            return cls(int(match[2]), _FIRSTS[match[1]])
        if match := _PERIOD.fullmatch(text):
            return cls(int(match[1]), match[2])
        raise ValueError(f"'{text[:40]}' is not a delay: write deposit, P90D, P6M, P1Y, FOM6 or FOY2.")

    def after(self, day):
        """The day on which the delay that began on `day` is over; date.max where the calendar ends before."""
        try:
            if self.unit == "D":
                return day + timedelta(days=self.count)
            if self.unit == "G":
                return date(day.year + self.count, 1, 1)
            months = self.count * 12 if self.unit == "Y" else self.count
            year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
            month += 1
            last = 1 if self.unit == "F" else calendar.monthrange(year, month)[1]
            return date(year, month, min(day.day, last))
        except (OverflowError, ValueError):
            return date.max

    def __bool__(self):
        return self.count > 0

    def __str__(self):
        """To be read before what it follows: '90 days after', 'on the first day of the sixth month after'."""
        if self.unit in ("F", "G"):
            ordinal = _ORDINALS[self.count - 1] if self.count <= len(_ORDINALS) else f"{self.count}th"
            return f"on the first day of the {ordinal} {'month' if self.unit == 'F' else 'year'} after"
        return f"{self.count} {_UNITS[self.unit]}{'s' if self.count > 1 else ''} after"


AT_ONCE = Delay()
