"""Recurrences as people write them (`each year by 31 May`, `every six months`) as the RRULEs (RFC 5545) that we record."""

import re

from .said_dates import WORDS, said_date

HOW = "write it like each year by 31 May, in March and September, every 6 months, or as an RRULE such as FREQ=YEARLY;INTERVAL=5"
_NUMBERS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True)) | {
    "other": 2,
    "second": 2,
}
_UNITS = {"year": "YEARLY", "month": "MONTHLY", "week": "WEEKLY", "day": "DAILY"}
_OFTEN = {
    **dict.fromkeys(("yearly", "annually", "annual", "once a year", "each year", "every year", "a year"), "FREQ=YEARLY"),
    **dict.fromkeys(
        ("half-yearly", "half yearly", "semi-annually", "semiannually", "twice a year", "twice yearly"), "FREQ=MONTHLY;INTERVAL=6"
    ),
    **dict.fromkeys(("quarterly", "four times a year", "each quarter", "every quarter"), "FREQ=MONTHLY;INTERVAL=3"),
    **dict.fromkeys(("monthly", "once a month", "each month", "every month"), "FREQ=MONTHLY"),
    **dict.fromkeys(("weekly", "once a week", "each week", "every week"), "FREQ=WEEKLY"),
    **dict.fromkeys(("daily", "once a day", "each day", "every day"), "FREQ=DAILY"),
}
_RULE = re.compile(r"(?:DTSTART|RRULE|FREQ)\b", re.I)
_COUNTED = re.compile(rf"every ([0-9]{{1,3}}|{'|'.join(_NUMBERS)}) ?({'|'.join(_UNITS)})s?")
_ENDS = re.compile(r",? (?:until|till|up to) (.+)")
_BEGINS = re.compile(r",? (?:since|from|starting on) (.+)")
_MONTH = rf"({'|'.join(sorted(WORDS, key=len, reverse=True))})\.?"
_DAY_OF_YEAR = re.compile(rf"(?:the )?([0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} ([0-9]{{1,2}})(?:st|nd|rd|th)?|{_MONTH}")
_EACH_YEAR = "(?:(?:each|every) year|yearly|annually)"
_YEARLY = re.compile(rf"^{_EACH_YEAR},? (?=[0-9a-z])|,? (?:of )?{_EACH_YEAR}$")
_BEFORE_DAY = re.compile(r"^(?:on or before|not later than|no later than|on|by|in|every|each) (?:the )?")


def said_recurrence(text, *, today):
    """The rule, in RFC 5545's words; what is one already, as it stands. ValueError with a sentence where it cannot be read."""
    if not text or _RULE.match(text):
        return text
    said = re.sub(r"\s+", " ", text.strip().lower()).rstrip(".")
    said, until = _bound(_ENDS, said, today)
    said, since = _bound(_BEGINS, said, today)
    rule = _OFTEN.get(said) or _counted(said) or _on_days(said)
    if not rule:
        raise ValueError(f"'{text[:60]}' cannot be read: {HOW}.")
    start = f"DTSTART:{since:%Y%m%d} " if since else ""
    return f"{start}{rule}{f';UNTIL={until:%Y%m%d}' if until else ''}"


def _bound(pattern, said, today):
    """What is said before an end or a beginning, and its day; a year or a month ends with its last and begins with its first."""
    match = pattern.search(said)
    if not match:
        return said, None
    date = said_date(match[1], today=today)
    return said[: match.start()], date.last if pattern is _ENDS else date.first


def _counted(said):
    match = _COUNTED.fullmatch(said)
    if not match:
        return None
    number = int(_NUMBERS.get(match[1], match[1]))
    return f"FREQ={_UNITS[match[2]]}" + (f";INTERVAL={number}" if number != 1 else "")


def _on_days(said):
    """Days of the year, or months: several months with the same day in each."""
    days = _BEFORE_DAY.sub("", _YEARLY.sub("", said))
    found = [_DAY_OF_YEAR.fullmatch(_BEFORE_DAY.sub("", one)) for one in re.split(r",? and |, ", days)]
    if not all(found):
        return None
    months = [WORDS[match[2] or match[3] or match[5]] for match in found]
    numbers = {match[1] or match[4] for match in found}
    if len(numbers) > 1 or len(set(months)) < len(months):
        raise ValueError("One rule names one day for each of its months: log each day as a commitment of its own.")
    [number] = numbers
    rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}"
    return rule + (f";BYMONTHDAY={int(number)}" if number else "")
