"""iCalendar: all-day events. A date that is a year or a month alone fills that year or month; what is open at one end
stands on the day that is known."""

from datetime import UTC, date, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vRecur, vText

from .headers import LICENCE
from .values import date_text

DAY = timedelta(days=1)


def write(extract):
    """The calendar's own lines, then an event at a time."""
    head = calendar(extract).to_ical()
    end = head.rindex(b"END:VCALENDAR")
    yield head[:end]
    for row in extract.rows:
        yield event(extract, row).to_ical()
    yield head[end:]


def calendar(extract):
    made = Calendar()
    made.add("prodid", "-//Pacta//Arms control in time//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        made.add(name, vText(extract.title))
    for name in ("description", "x-wr-caldesc"):
        made.add(name, vText(f"{extract.described} {extract.page}"))
    made.add("url", extract.page)
    made.add("last-modified", extract.updated.astimezone(UTC))
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")
    return made


def event(extract, row):
    first, last = span(row.on)
    made = Event()
    made.add("uid", f"{row.uid}@{urlsplit(extract.site).hostname}")
    made.add("dtstamp", (row.at or extract.updated).astimezone(UTC))
    made.add("dtstart", first)
    made.add("dtend", last + DAY if last < date.max else last)
    made.add("summary", row.title)
    said = [row.text] if row.text else []
    if not row.on.is_day:
        said.append(f"Date: {date_text(row.on)}.")
    made.add("description", "\n".join([*said, f"{extract.site}{row.page}", f"Data version {extract.version}. Licence: {LICENCE}"]))
    made.add("url", f"{extract.site}{row.page}")
    made.add("categories", [row.kind])
    made.add("status", "TENTATIVE" if row.planned else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    if row.rule:
        made.add("rrule", rule(row))
    return made


def span(value):
    """(first day, last day) that a date fills; of an open interval the end that is known."""
    first, last = value.first, value.last
    if first == date.min:
        return last, last
    return first, first if last == date.max else last


def rule(row):
    """The RRULE, ended with what it hangs on."""
    made = vRecur.from_ical(row.rule)
    if row.until and "UNTIL" not in made and "COUNT" not in made:
        made["UNTIL"] = [row.until]
    return made
