"""What somebody may be typing: names of records, actors and the rest, the likeliest first."""

from dataclasses import dataclass

from tracker.catalogue import RECORD_TYPES
from tracker.catalogue.asked import given_twice, words_error
from tracker.catalogue.engines import NAMES, ranked
from tracker.catalogue.questions import read
from tracker.catalogue.words import fold
from tracker.models import Document

from .search import TYPES
from .selection import cleaned

MOST = 8
FEW = 3
LOOKED_AT = 60
KINDS = {"record": {str(kind.code) for kind in RECORD_TYPES}, "actor": {"actor"}}
LAST = {"source": 2, "assessment": 1, "activation": 1, "position": 1}  # after what has a page of its own


@dataclass
class Suggestion:
    type: str
    type_label: str
    key: str
    title: str
    subtitle: str
    url: str


def suggestions(params):
    """(suggestions, errors) for the parameters `q` and, where one kind alone is meant, `of`: record or actor."""
    params = cleaned(params)
    errors = {name: [f"'{name[:40]}' is not a parameter here. Known are: q, of."] for name in params if name not in ("q", "of")}
    of = params.get("of", "")
    if of and of not in KINDS:
        errors["of"] = [f"'{of[:40]}' is not one of: {', '.join(KINDS)}."]
    errors |= given_twice(params, "of")
    if error := words_error(params.getlist("q")):
        errors["q"] = [error]
    if errors:
        return [], errors
    text = " ".join(params.getlist("q"))
    return _likely(read(text, typing=True), text, of)[:MOST], {}


def nearest(text, of):
    """A few of those that a name may have meant that none bears: as if it were still being typed, else misspelt."""
    for question in (read(text, typing=True), read(text), read(text, doubt=True)):
        if found := _likely(question, text, of):
            return found[:FEW]
    return []


def _likely(question, text, of):
    """Every suggestion for a question, of one kind or of any: the likeliest first."""
    rows = [pk for pk, kind in ranked(question, columns=NAMES) if not of or kind in KINDS[of]][:LOOKED_AT]
    documents = Document.objects.defer("text", "said", "parts", "words").in_bulk(rows)
    typed = fold(text)
    likely = sorted((documents[pk] for pk in rows), key=lambda row: (LAST.get(row.type, 0), not _begins(row, typed)))
    found = {}
    for row in likely:
        found.setdefault((row.type, row.title), Suggestion(row.type, TYPES[row.type][0], row.key, row.title, row.subtitle, row.url))
    return list(found.values())


def _begins(row, typed):
    return any(fold(name).startswith(typed) for name in (row.key, row.title, *row.subtitle.split(", ")))
