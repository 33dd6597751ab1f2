"""The day asked, as the instrument above every status shows it."""

from dataclasses import dataclass
from datetime import date

# Days on which much changed at once, offered above lists.
TURNING_POINTS = (date(1968, 7, 1), date(1991, 12, 25), date(2002, 6, 13), date(2019, 8, 2))


@dataclass(frozen=True)
class Asked:
    day: date
    today: bool
    ahead: bool
    written: str
    error: str
    days: tuple

    @classmethod
    def on(cls, day, *, today, params, errors, days=()):
        """`days` are those that mattered for what is shown; the day shown is left out of them."""
        return cls(
            day=day,
            today=day == today,
            ahead=day > today,
            written=params.get("as_of", "") or day.isoformat(),
            error=" ".join(errors.get("as_of", ())),
            days=tuple(one for one in days if one != day),
        )
