"""Two versions of a cell side by side: in words, with what differs marked."""

import re
from difflib import SequenceMatcher

from tracker.catalogue.columns import split
from tracker.formats.values import date_text
from tracker.models import PartialDate


def in_words(lookup, bound, cell):
    """A cell as people say it: names for keys, words for codes, dates written out."""
    if bound.date and cell:
        return date_text(PartialDate.parse(cell), long=True)
    if bound.codes:
        words = dict(bound.codes)
        return ", ".join(str(words.get(code, code)) for code in split(cell))
    return lookup.shown(bound, cell)


def differing(one, other):
    """Both texts in parts, word by word: [(text, whether the other lacks it)] twice."""
    ours, theirs = _words(one), _words(other)
    left, right = [], []
    for what, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        left.append(("".join(ours[a:b]), what != "equal"))
        right.append(("".join(theirs[c:d]), what != "equal"))
    return [part for part in left if part[0]], [part for part in right if part[0]]


def _words(text):
    """Words with the space behind them."""
    return re.findall(r"\s*\S+\s*", text)[:4000]
