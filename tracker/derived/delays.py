"""Times that a treaty lets pass: ninety days, six months, the first day of the sixth month after."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_PERIOD = re.compile(r"P([1-9][0-9]{0,3})([DMY])")
_FIRST_OF_MONTH = re.compile(r"FOM([1-9][0-9]?)()")
_UNITS = {"D": "day", "M": "month", "Y": "year"}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()


@dataclass(frozen=True, slots=True)
class Delay:
    """`count` days, months or years (unit D, M, Y), or to the first day of a later month (unit F). Zero: at once."""

    count: int = 0
    unit: str = "D"

    @classmethod
    def parse(cls, text):
        if text == "deposit":
            return AT_ONCE
        match = _PERIOD.fullmatch(text) or _FIRST_OF_MONTH.fullmatch(text)
        if not match:
            raise ValueError(f"'{text[:40]}' is not a delay: write deposit, P90D, P6M, P1Y or FOM6.")
        return cls(int(match[1]), match[2] or "F")

    def after(self, day):
        """The day on which the delay that began on `day` is over; date.max where the calendar ends before."""
        try:
            if self.unit == "D":
                return day + timedelta(days=self.count)
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
        if self.unit == "F":
            ordinal = _ORDINALS[self.count - 1] if self.count <= len(_ORDINALS) else f"{self.count}th"
            return f"on the first day of the {ordinal} month after"
        return f"{self.count} {_UNITS[self.unit]}{'s' if self.count > 1 else ''} after"


AT_ONCE = Delay()
