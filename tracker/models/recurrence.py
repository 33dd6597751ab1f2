"""How often a commitment falls due: an RRULE (RFC 5545, section 3.3.10), read part by part, and the field that holds one."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models

FORMS = "write an RRULE, such as FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31, with DTSTART:20160531 and a space before it where it starts on a day"
_RULE = re.compile(r"(?:DTSTART:([0-9]{8}) )?(?:RRULE:)?(FREQ=[A-Z0-9=,;+-]+)")
_COUNTED = "[1-9][0-9]{0,3}"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = {  # name: what it may be, or each of its values
    "FREQ": "YEARLY|MONTHLY|WEEKLY|DAILY",
    "INTERVAL": _COUNTED,
    "COUNT": _COUNTED,
    "UNTIL": "[0-9]{8}",
    "BYMONTH": "0?[1-9]|1[0-2]",
    "BYMONTHDAY": "[+-]?(?:0?[1-9]|[12][0-9]|3[01])",
    "BYDAY": f"(?:[+-]?(?:0?[1-9]|[1-4][0-9]|5[0-3]))?(?:{'|'.join(_WEEKDAYS)})",
    "WKST": "|".join(_WEEKDAYS),
}
_SEVERAL = {"BYMONTH", "BYMONTHDAY", "BYDAY"}
_ROUNDS = 40  # years of a rule: every length of February, and every weekday of a date


@dataclass(frozen=True, slots=True)
class Parts:
    """`named` are the parts of a rule by name; the days from which it counts and with which it ends, None where it says none."""

    named: dict
    start: date | None
    until: date | None


@lru_cache(maxsize=1000)
def parts_of(text):
    """The Parts of a rule; ValueError with a sentence for an editor where it is none, or one that never falls."""
    match = _RULE.fullmatch(text.strip())
    pairs = [part.partition("=")[::2] for part in match[2].split(";")] if match else []
    if not match or not all(value for _name, value in pairs):
        raise ValueError(f"'{text[:60]}' is not a rule of recurrence: {FORMS}.")
    for name, value in pairs:
        _check_part(name, value)
    named = dict(pairs)
    if len(named) < len(pairs):
        raise ValueError(f"A rule of recurrence names each of its parts once: {FORMS}.")
    if {"COUNT", "UNTIL"} <= named.keys():
        raise ValueError("A rule of recurrence ends after COUNT times or with the day UNTIL: take one of the two out.")
    if "COUNT" in named and not match[1]:
        raise ValueError("A rule with COUNT has to say from when it counts: put DTSTART:20160531 and a space before it.")
    if named["FREQ"] in ("WEEKLY", "DAILY") and re.search("[0-9]", named.get("BYDAY", "")):
        raise ValueError(f"BYDAY={named['BYDAY']} counts days of a month or a year, and FREQ={named['FREQ']} names neither.")
    parts = Parts(named, _day("DTSTART", match[1]), _day("UNTIL", named.get("UNTIL")))
    if parts.start and parts.until and parts.until < parts.start:
        raise ValueError(f"UNTIL={named['UNTIL']} lies before DTSTART:{match[1]}: it would never fall due.")
    if not any(_falls(day, named) for day in _days(parts)):
        raise ValueError(f"'{text[:60]}' names a day that never comes: {FORMS}.")
    return parts


def _check_part(name, value):
    if name not in _PARTS:
        raise ValueError(f"'{name}' cannot stand in a rule of recurrence here: {FORMS}.")
    for one in value.split(",") if name in _SEVERAL else [value]:
        if not re.fullmatch(_PARTS[name], one):
            raise ValueError(f"'{name}={value}' names nothing that a rule of recurrence can: {FORMS}.")


def _day(name, text):
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"'{name}' of a rule of recurrence: '{text}' is a day that no calendar has.") from None


def _days(parts):
    """Days on which it might fall: those of its years, or of some forty where it says none."""
    step = int(parts.named.get("INTERVAL", "1")) if parts.named["FREQ"] == "YEARLY" else 1
    first = parts.start or date(max(1, parts.until.year - _ROUNDS) if parts.until else 2000, 1, 1)
    for year in range(first.year, min(first.year + _ROUNDS * step, date.max.year), step):
        day = max(date(year, 1, 1), first)
        while day.year == year and (parts.until is None or day <= parts.until):
            yield day
            day += timedelta(days=1)


def _falls(day, named):
    length = monthrange(day.year, day.month)[1]
    months, monthdays = ([int(one) for one in named.get(name, "").split(",") if one] for name in ("BYMONTH", "BYMONTHDAY"))
    if months and day.month not in months:
        return False
    if monthdays and day.day not in monthdays and day.day - length - 1 not in monthdays:
        return False
    if "BYDAY" not in named:
        return True
    if named["FREQ"] == "YEARLY" and not months:
        place, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    else:
        place = day.day
    weekday = _WEEKDAYS[day.weekday()]
    counted = {weekday, f"{(place - 1) // 7 + 1}{weekday}", f"-{(length - place) // 7 + 1}{weekday}"}
    return not counted.isdisjoint(re.sub(r"^(-?)\+?0?", r"\1", one) for one in named["BYDAY"].split(","))


def valid_recurrence(text):
    try:
        parts_of(text)
    except ValueError as error:
        raise ValidationError(str(error)) from None


class RecurrenceField(models.CharField):
    """A rule on a row that hangs on a record, and does not end before that came about."""

    default_validators = (valid_recurrence,)

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance)
        until = parts_of(value).until if value else None
        if until and model_instance and model_instance.record_id:
            begun = model_instance.record.begun_at_the_earliest
            if begun and until < begun:
                raise ValidationError(f"UNTIL={until:%Y%m%d} lies before {begun}, the first day of its record: it would never fall due.")
        return value
