"""What was asked, read the same wherever it is asked: a day, a window of days, words to search for."""

from difflib import get_close_matches

from tracker.models import PartialDate

from .said_dates import said_date
from .words import CONTROL, fold

FURTHEST = 2200  # the last year asked about: an open end lies at the last day that there is, and what recurs has no other
MOST_TEXTS = 20  # each may hold forty words, and each word is looked for
LONGEST = 4096
LONGEST_CODE = 60
PICTURES = set(map(chr, range(0x2400, 0x2420)))  # of control characters


def one_day(values, *, furthest=None, said=False):
    """The PartialDate that the values of a parameter mean, None of none; ValueError with a sentence.

    A day, month or year, given once; a year after `furthest` is refused. With `said` it is read as people write it: 1 July 1968.
    """
    values = [value.strip() for value in values if value.strip()]
    if not values:
        return None
    if len(set(values)) > 1:
        raise ValueError("Give one day only.")
    day = said_date(values[0]) if said else PartialDate.parse(values[0])
    if day.precision == "interval" or day.approximate:
        raise ValueError(f"'{values[0]}' is not a day: write 1991, 1991-06 or 1991-06-17.")
    if furthest and day.last.year > furthest:
        raise ValueError(f"'{values[0]}' is too far ahead: ask for a day up to the end of {furthest}.")
    return day


def not_one_of(value, known):
    """The sentence for a value that is none of the known ones; it names the one that may have been meant."""
    known = [str(one) for one in known]
    near = get_close_matches(fold(value[:LONGEST_CODE]).replace(" ", "_"), known, n=1, cutoff=0.75)
    meant = f" Did you mean {near[0]}?" if near else ""
    return f"'{value[:60]}' is not one of: {', '.join(known)}.{meant}"


def window_error(first, last):
    """A sentence where a window (two PartialDates, either None) ends before it begins."""
    if first and last and first.first > last.last:
        return f"The window from {first} to {last} ends before it begins: put the earlier date first."
    return ""


def values_error(values):
    """A sentence where a value holds what no text holds. A selection shows control characters that stand alone by their pictures."""
    if any(CONTROL.search(value) or set(value) <= PICTURES for value in values if value):
        return "A value holds a character that cannot be searched for."
    return ""


def words_error(texts):
    """A sentence where texts cannot be searched for."""
    if error := values_error(texts):
        return error
    if len(set(texts)) > MOST_TEXTS:
        return f"Give at most {MOST_TEXTS} texts to search for: these are {len(set(texts))}."
    if any(len(text) > LONGEST for text in texts):
        return f"Search words may be {LONGEST:,} characters long at most."
    return ""


def given_twice(params, *names):
    """{parameter: [sentence]} for each that takes one value and was given others beside it."""
    return {name: [f"Give one {name} only."] for name in names if len({value.strip() for value in params.getlist(name)}) > 1}
