"""Dates as people write them (`July 1968`, `1 Jul 1968`, `about 1974`, `mid-January 2012`) as the partial dates we record."""

import calendar
import re
from datetime import date, timedelta

from tracker.models import PartialDate

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
WORDS = MONTHS | {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
SEASONS = {"spring": "03/{0}-05", "summer": "06/{0}-08", "autumn": "09/{0}-11", "fall": "09/{0}-11"}
QUARTERS = {"1": "01/{0}-03", "2": "04/{0}-06", "3": "07/{0}-09", "4": "10/{0}-12"}
ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "1st": "1", "2nd": "2", "3rd": "3", "4th": "4"}
HALVES = {"1": "01/{0}-06", "2": "07/{0}-12"}

_MONTH = "|".join(sorted(WORDS, key=len, reverse=True))
_YEAR, _DAY = r"(?P<year>[0-9]{4})", r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_NAMED = rf"(?P<month>{_MONTH})\.?"
_POINTS = [
    re.compile(pattern)
    for pattern in (
        _YEAR,
        rf"{_NAMED}(?: of)? {_YEAR}",
        rf"{_DAY}(?: of)? {_NAMED}(?: of)? {_YEAR}",
        rf"{_NAMED} {_DAY} {_YEAR}",
        rf"{_YEAR} {_NAMED}(?: {_DAY})?",
        rf"(?P<month>[0-9]{{1,2}})[./]{_YEAR}",
        rf"{_YEAR}(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?:(?P=mark)(?P<day>[0-9]{{1,2}}))?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    )
]
_EITHER_WAY = re.compile(r"([0-9]{1,2})(?P<mark>[./-])([0-9]{1,2})(?P=mark)([0-9]{4})")
_DAY_ALONE = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_SHORT_YEAR = re.compile(
    rf"[0-9]{{1,2}}[./-][0-9]{{1,2}}[./-][0-9]{{2}}|(?:.* )?'?[0-9]0'?s|(?:.* )?'[0-9]{{2}}|[0-9]{{2}}"
    rf"|{_DAY_ALONE}(?: of)? (?:{_MONTH})\.?(?: of)? [0-9]{{2}}|(?:{_MONTH})\.? (?:{_DAY_ALONE} [0-9]{{2}}|3[2-9]|[4-9][0-9])"
)
_NO_YEAR = re.compile(rf"{_DAY_ALONE}(?: of)? (?:{_MONTH})\.?|(?:{_MONTH})\.?(?: {_DAY_ALONE})?")
_ABOUT = re.compile(r"(?:about|around|circa|ca\.?|c\.|approximately|approx\.?|roughly|near) ?(?=.)")
_PERHAPS = re.compile(r"(?:perhaps|possibly|probably|maybe) ")
_PART = re.compile(r"(?:early|mid|late|(?:the )?(?:beginning|start|middle|end) of)(?: in)?(?: |-)")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\.?,? (?=[0-9a-z])")
_STRETCH = re.compile(r"(?:between |from )?(.+?)(?: (?:and|to|until|till|through) |(?: - | ?[–—] ?))(.+)")
_YEARS = re.compile(r"([0-9]{4}) ?- ?([0-9]{4})")
_DAYS = re.compile(rf"([0-9]{{1,2}}) ?- ?([0-9]{{1,2}} (?:{_MONTH})\.? [0-9]{{4}})")
_MONTHS_APART = re.compile(rf"((?:{_MONTH})\.?) ?- ?((?:{_MONTH})\.? [0-9]{{4}})")
_LAST_OF = {
    **dict.fromkeys(("by", "until", "till", "up to", "on or before", "in or before", "not later than", "no later than"), 0),
    "before": -1,
}
_FIRST_OF = {**dict.fromkeys(("since", "from", "on or after", "in or after", "not before"), 0), "after": 1}
# The years of a decade that its parts are, give or take: `early 1990s`.
_OF_DECADE = {
    **dict.fromkeys(("early", "beginning of", "start of"), "{0}0~/{0}3~"),
    **dict.fromkeys(("mid", "middle of"), "{0}4~/{0}6~"),
    **dict.fromkeys(("late", "end of"), "{0}7~/{0}9~"),
}
_PART_OF_DECADE = re.compile(r"(early|mid|late|(?:beginning|start|middle|end) of)(?: in)?[ -](?:the )?([0-9]{3})0'?s")

HOW = "write it like 1 July 1968, July 1968, 1968, about 1974, mid-January 2012, or December 2011 to January 2012"


def said_date(text, *, today=None):
    """The PartialDate that somebody wrote; ValueError with a sentence where it says none, or may say two.

    `today` (a date) gives 'today' and 'yesterday' their day.
    """
    text = text.strip()
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?[~?]?", text):
            raise ValueError(_two_years(text) or _no_such_day(text) or str(error)) from None
    try:
        return PartialDate.parse(_said(_plain(text), text, today))
    except OverflowError:  # before the first year or after the last
        raise ValueError(_unread(text)) from None


def _plain(text):
    """In small letters, single spaces, without commas, brackets, weekdays and a closing stop."""
    text = re.sub(r"[\s,()]+", " ", text.translate({0x2019: "'", 0x2010: "-", 0x2011: "-"}).lower()).strip().rstrip(".")
    if text.startswith(("on or ", "in or ")):
        return text
    return re.sub("^the ", "", _WEEKDAY.sub("", re.sub("^(?:(?:the|on|in|during) )+", "", text)))


def _said(text, whole, today):
    days = {"today": 0, "yesterday": 1}
    if today and text in days:
        return (today - timedelta(days[text])).isoformat()
    text = text.removesuffix(" onwards").removesuffix(" onward").removesuffix(" on")
    if stretch := _stretch(text, whole):
        return stretch
    for words, shift in (_LAST_OF | _FIRST_OF).items():
        if text.startswith(f"{words} "):
            edge = _point(re.sub("^(?:the )?(?:end of )?", "", text.removeprefix(f"{words} ")), whole)
            start, _, end = edge.partition("/")
            begins = words == "before" or (words in _FIRST_OF and words != "after")
            moved = _moved(start if begins else end or start, shift)
            return f"../{moved}" if words in _LAST_OF else f"{moved}/.."
    return _point(text, whole)


def _stretch(text, whole):
    """`27 April to 22 May 2026`, `April-May 2026`, `27-29 April 2026` as an interval; '' where it is none."""
    parted = _YEARS.fullmatch(text) or _DAYS.fullmatch(text) or _MONTHS_APART.fullmatch(text) or _STRETCH.fullmatch(text)
    if not parted:
        return ""
    start, end = parted[1], parted[2]
    last = _point(end, whole)
    for missing in ("", *_tails(last)):
        try:
            return f"{_point(f'{start} {missing}'.strip(), whole)}/{last}"
        except ValueError:
            continue
    raise ValueError(_unread(whole))


def _tails(last):
    """What the end of a stretch says for its beginning too: the year, the month with the year."""
    year, *rest = last.rstrip("~?").split("-")
    yield year
    if rest:
        yield f"{calendar.month_name[int(rest[0])]} {year}".lower()


def _point(text, whole):
    """One date, or a season, half, quarter or decade; with ~ or ? for doubt."""
    about, perhaps = _ABOUT.match(text), _PERHAPS.match(text)
    if about or perhaps:
        rest = text[(about or perhaps).end() :]
        return _doubted(_point(rest, whole), "~" if about else "?")
    if decade := _PART_OF_DECADE.fullmatch(text):
        return _OF_DECADE[decade[1]].format(decade[2])
    if part := _PART.match(text):
        return _doubted(_point(text[part.end() :], whole), "~")
    if text[-1:] in ("~", "?"):
        return _doubted(_point(text[:-1].strip(), whole), text[-1])
    return _season(text) or _day_of(text, whole)


def _doubted(found, mark):
    if "/" in found:
        start, end = found.split("/")
        return f"{start.rstrip('~?')}{mark}/{end.rstrip('~?')}{mark}"
    return found.rstrip("~?") + mark


def _season(text):
    """A stretch of a year that has a name of its own; the seasons are those of the north."""
    if decade := re.fullmatch(r"([0-9]{3})0'?s", text):
        return f"{decade[1]}0/{decade[1]}9"
    if winter := re.fullmatch(r"winter(?: of)? ([0-9]{4})(?:[/-][0-9]{2,4})?", text):
        raise ValueError(f"The winter of {winter[1]} lies in two years: name its months, such as December {winter[1]}.")
    if named := re.fullmatch(r"(spring|summer|autumn|fall)(?: of)? ([0-9]{4})", text):
        return f"{named[2]}-" + SEASONS[named[1]].format(named[2])
    if quarter := re.fullmatch(r"q([1-4]) ([0-9]{4})|([0-9]{4}) ?-?q([1-4])", text):
        number, year = (quarter[1], quarter[2]) if quarter[1] else (quarter[4], quarter[3])
        return f"{year}-" + QUARTERS[number].format(year)
    if part := re.fullmatch(r"([a-z0-9]+) (quarter|half)(?: of)? ([0-9]{4})", text):
        months = (QUARTERS if part[2] == "quarter" else HALVES).get(ORDINALS.get(part[1], ""))
        return f"{part[3]}-" + months.format(part[3]) if months else ""
    return ""


def _day_of(text, whole):
    if either := _EITHER_WAY.fullmatch(text):
        return _day_first_or_month(int(either[1]), int(either[3]), int(either[4]), whole)
    if _SHORT_YEAR.fullmatch(text):
        raise ValueError(f"'{whole[:40]}' leaves out the century: write the year with four digits.")
    if _NO_YEAR.fullmatch(text):
        raise ValueError(f"'{whole[:40]}' names no year: write it with four digits, as in 1 July 1968.")
    if sentence := _two_years(text):
        raise ValueError(sentence)
    for pattern in _POINTS:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month, day = parts.get("month"), parts.get("day")
            return _written(parts["year"], month and WORDS.get(month, month), day)
    raise ValueError(_unread(whole))


def _day_first_or_month(one, other, year, whole):
    if one > 12 or one == other:
        return _written(year, other, one)
    if other > 12:
        return _written(year, one, other)
    first, second = (f"{day} {calendar.month_name[month]} {year}" for day, month in ((one, other), (other, one)))
    raise ValueError(f"'{whole[:40]}' may mean {first} or {second}: write the month as a word.")


def _written(year, month, day):
    text = "-".join([str(year), *(f"{int(part):02}" for part in (month, day) if part is not None)])
    try:
        PartialDate.parse(text)
    except ValueError as error:
        raise ValueError(_no_such_day(text) or str(error)) from None
    return text


def _no_such_day(text):
    """`31 June 2026 does not exist. June has 30 days.`; '' where something else is wrong."""
    year, *parts = (int(part) for part in text.rstrip("~?").split("-"))
    if not year or not parts:
        return ""
    month, *days = parts
    if not 1 <= month <= 12:
        return f"There is no month {month}: write it as a word, such as July {year}."
    if not days:
        return ""
    [day] = days
    name, last = calendar.month_name[month], calendar.monthrange(year, month)[1]
    return f"{day} {name} {year} does not exist. {name}{f' {year}' if month == 2 else ''} has {last} days."


def _two_years(text):
    """`1968-69` is no month; '' where it is something else."""
    years = re.fullmatch(r"([0-9]{2})([0-9]{2})[/-]([0-9]{2})", text)
    if not years or int(years[3]) <= max(int(years[2]), 12):
        return ""
    return f"'{text}' leaves out the century of its second year: write {years[1]}{years[2]} to {years[1]}{years[3]}."


def _moved(text, shift):
    """The date itself, or the one of its kind before (-1) or after it (1)."""
    if not shift:
        return text
    mark = text[-1] if text[-1] in "~?" else ""
    year, *rest = (int(part) for part in text.rstrip("~?").split("-"))
    if not rest:
        return f"{year + shift:04}{mark}"
    if len(rest) == 1:
        count = year * 12 + rest[0] - 1 + shift
        return f"{count // 12:04}-{count % 12 + 1:02}{mark}"
    return (date(year, *rest) + timedelta(shift)).isoformat() + mark


def _unread(whole):
    return f"'{whole[:40]}' is not read as a date: {HOW}."
