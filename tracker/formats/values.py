"""How values print: the only place that knows how a date, a period, a number or an actor's name is written.

A date comes as parts: text beside the machine-readable form it stands for. Pages put the latter into `<time>`;
files and sentences join the text.
"""

import re
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from tracker.models import PartialDate

MONTHS = "January February March April May June July August September October November December".split()
UNITS = {"YEARLY": "year", "MONTHLY": "month", "WEEKLY": "week", "DAILY": "day"}
LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fi": "Finnish",
    "fr": "French",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def says_when_read(title):
    """Whether a source's title tells the day on which it was read: its date is then that day, and not one of publication."""
    return re.search(r"\([^()]*\bread on [0-9]", title) is not None


class Part(NamedTuple):
    """A stretch of a printed date; `iso` is empty for the words between."""

    text: str
    iso: str = ""


def as_date(value):
    """A PartialDate from whatever states a day; None from nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime):
        return PartialDate.of(value.date())
    if isinstance(value, date):
        return PartialDate.of(value)
    return PartialDate.parse(value)


def date_parts(value, *, long=False, year=True):
    """A date with all its doubt: `1 Jul 1968`, `about 1974`, `between December 2011 and January 2012`.

    `long` spells months out; without `year`, where a heading names it, the year is left out (nothing is left of
    a date that is a year alone).
    """
    value = as_date(value)
    if value is None:
        return []
    start, end = value.ends
    if start == end:
        about = _doubt(start)
        # A year alone is left to its heading; but not the doubt about it.
        return [*about, *_point(start, long, year or (bool(about) and start.precision == "year"))]
    if start is None:
        return [Part("on or before " if end.precision == "day" else "in or before "), *_doubt(end), *_point(end, long, True)]
    if end is None:
        return [Part("from "), *_doubt(start), *_point(start, long, True)]
    spelled = long or "month" in (start.precision, end.precision)
    return [Part("between "), *_pair(start, end, " and ", spelled, year)]


def duration_parts(value, *, long=False, year=True):
    """The same date as a stretch of time that all of it filled: `27 Apr to 22 May 2026`, `from 1946`.

    An open beginning leaves a doubt still: `on or before 3 Feb 2026`.
    """
    value = as_date(value)
    if value is None:
        return []
    start, end = value.ends
    if start is None or end is None or start == end:
        return date_parts(value, long=long, year=year)
    return _pair(start, end, " to ", long, year)


def period_parts(start, end, *, long=False):
    """A stretch of time from two dates, either of which may be missing: `5 Mar 1970 to 1 Aug 2019`, `since 1946`."""
    start, end = as_date(start), as_date(end)
    if start is None and end is None:
        return []
    if end is None:
        return [Part("since "), *date_parts(start, long=long)]
    if start is None:
        return [Part("until "), *date_parts(end, long=long)]
    if start == end:
        return date_parts(start, long=long)
    if "interval" in (start.precision, end.precision):
        return [*date_parts(start, long=long), Part(" to "), *date_parts(end, long=long)]
    return _pair(start, end, " to ", long, True)


def date_text(value, **options):
    return _joined(date_parts(value, **options))


def duration_text(value, **options):
    return _joined(duration_parts(value, **options))


def period_text(start, end, **options):
    return _joined(period_parts(start, end, **options))


def day_text(value):
    """A day in a sentence or heading: `23 November 2026`."""
    return date_text(value, long=True)


def retracted_text(gone):
    """`This source was retracted on 3 May 2026`; `This commitment was retracted with its record on…` where it hung on that."""
    along = f" with its {gone.along}" if gone.along else ""
    return f"This {gone.noun} was retracted{along} on {day_text(timezone.localdate(gone.at))}"


def _joined(parts):
    return "".join(part.text for part in parts)


def _doubt(point):
    if "~" in point.text:
        return [Part("about ")]
    if "?" in point.text:
        return [Part("perhaps ")]
    return []


def _point(point, long, year):
    text = _words(point, long, year)
    return [Part(text, _iso(point))] if text else []


def _pair(start, end, between, long, year):
    """Two points; what the second says of month and year is left out of the first."""
    two_years = start.first.year != end.first.year
    first = _words(start, long, two_years) or _words(start, long, True)
    if {start.precision, end.precision} == {"day"} and not two_years and start.first.month == end.first.month:
        first = str(start.first.day)
    last = _words(end, long, year or two_years) or _words(end, long, True)
    return [*_doubt(start), Part(first, _iso(start)), Part(between), *_doubt(end), Part(last, _iso(end))]


def _iso(point):
    return point.text.rstrip("~?")


def _words(point, long, year):
    day = point.first
    month = MONTHS[day.month - 1] if long else MONTHS[day.month - 1][:3]
    words = {"day": [str(day.day), month], "month": [month], "year": []}[point.precision]
    if year:
        words.append(str(day.year))
    return " ".join(words)


def actor_text(name, then=""):
    """An actor's name; `then` is the one it bore at the time, where another."""
    return f"{name} (then {then})" if then and then != name else name


def number_text(value):
    """`6405` → `6,405`; decimals without trailing zeros."""
    if isinstance(value, int):
        return f"{value:,}"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def list_text(words, last="and"):
    """`a`, `a and b`, `a, b and c`."""
    words = [str(word) for word in words]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def language_text(codes):
    """`en|fr` → `English, French`; a code that we have no word for stays."""
    return ", ".join(LANGUAGES.get(code.strip(), code.strip()) for code in codes.split("|") if code.strip())


def due_after_text(text, recurs=False):
    """What a commitment says of the time that it gives each actor: `ten years after…`, `within the first year after…`."""
    if not text:
        return ""
    within, rest = text.startswith("<"), text.removeprefix("<")
    kind, count, unit = rest[:3], re.sub(r"[^0-9]", "", rest), {"D": "day", "M": "month", "Y": "year"}
    if kind in ("FOM", "FOY"):
        length = f"the {ordinal(int(count))} {unit[kind[-1]]} after the one in which an actor is bound"
        return f"not before {length}" if recurs else f"on the first day of {length}"
    length = f"{count} {unit[rest[-1]]}{'' if count == '1' else 's'}"
    bound = "the day on which an actor is bound"
    if within:
        return f"within {length} of {bound}"
    return f"{'not before ' if recurs else ''}{length} after {bound}"


def ordinal(number):
    """`1` → `first`, `13` → `13th`."""
    words = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
    return words[number - 1] if 1 <= number <= len(words) else f"{number}th"


def recurrence_text(rule):
    """An RRULE in words: `each year on 31 May`, `every 6 months, since 2011`; as it stands where it says more than these."""
    start, _, plain = rule.rpartition(" ")
    since = re.fullmatch(r"DTSTART:([0-9]{4})[0-9]{4}", start)
    parts = dict(part.split("=", 1) for part in plain.removeprefix("RRULE:").split(";") if "=" in part)
    unit, every = UNITS.get(parts.pop("FREQ", "")), int(parts.pop("INTERVAL", "1"))
    months, days = ([one for one in parts.pop(name, "").split(",") if one] for name in ("BYMONTH", "BYMONTHDAY"))
    until = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T.*)?", parts.pop("UNTIL", "99991231"))
    if (
        not unit
        or parts
        or not until
        or (start and not since)
        or not all(one.isdigit() for one in (*months, *days))
        or (days and not months)
    ):
        return rule
    text = f"each {unit}" if every == 1 else f"every {every} {unit}s"
    if months:
        named = [MONTHS[int(month) - 1] for month in months]
        text += f" on {list_text(f'{list_text(map(int, days))} {month}' for month in named)}" if days else f" in {list_text(named)}"
    text += f", since {since[1]}" if since else ""
    return text if until[1] == "9999" else f"{text}, until {int(until[3])} {MONTHS[int(until[2]) - 1]} {until[1]}"
