"""What of a text was asked for, and the part of it that shows most of that."""

import re

from tracker.catalogue.word_families import stem
from tracker.catalogue.words import tokens

LENGTH = 240
_LINES = re.compile(r"\s*\n\s*")  # a heading, a text and who says it stand in lines of their own


def marked(text, question):
    """[(part of the text, whether it is what was asked for)], in order."""
    return _cut(text, _places(text, question), 0, len(text))


def excerpt(text, question, length=LENGTH):
    """The same of the stretch that holds most of the different things asked for; the beginning where there is none."""
    if not text:
        return []
    places = _places(text, question)
    start = _best_start(places, length)
    if start:
        start = max(0, start - length // 4)
        start = text.rfind(" ", 0, start) + 1 if start else 0
    end = len(text) if start + length >= len(text) else max(text.rfind(" ", start, start + length), start + length // 2)
    parts = _cut(text, places, start, end)
    if start:
        parts.insert(0, ("… ", False))
    if end < len(text):
        parts.append((" …", False))
    return [(_LINES.sub(" · ", part), asked) for part, asked in parts]


def _places(text, question):
    """[(start, end, number of the term)] of what was asked for, none within another."""
    words = tokens(text)
    stems = [stem(token.word) for token in words]
    phrases = {}
    for number, term in enumerate(question.terms):
        for way in term.ways:
            for said in ([one] for one in way.stems) if way.apart else [way.stems]:
                phrases.setdefault(said[0], []).append((tuple(said), number))
    for starting in phrases.values():
        starting.sort(key=lambda pair: -len(pair[0]))
    found, at = [], 0
    while at < len(words):
        for said, number in phrases.get(stems[at], ()):
            if tuple(stems[at : at + len(said)]) == said:
                found.append((words[at].start, words[at + len(said) - 1].end, number))
                at += len(said) - 1
                break
        at += 1
    return found


def _best_start(places, length):
    best, start = 0, 0
    for at, (first, _end, _number) in enumerate(places):
        within = {number for begin, end, number in places[at : at + 40] if end <= first + length * 3 // 4}
        if len(within) > best:
            best, start = len(within), first
    return start


def _cut(text, places, start, end):
    parts, at = [], start
    for first, last, _number in places:
        if first >= at and last <= end:
            parts += [(text[at:first], False), (text[first:last], True)]
            at = last
    parts.append((text[at:end], False))
    return [(part, asked) for part, asked in parts if part]
