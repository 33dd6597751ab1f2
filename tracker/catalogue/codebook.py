"""The codebook: every table, column and code with what it means, read off the models and declarations. Nothing is said here."""

import re
from dataclasses import dataclass

from tracker.models import vocabulary

from . import columns
from .derived_columns import DERIVED
from .tables import EVERY_TYPE

HOLDS = (
    (columns.Flag, "yes or no"),
    (columns.Number, "number"),
    (columns.Date, "date"),
    (columns.One, "key"),
    (columns.Bearers, "key or list"),
)


@dataclass(frozen=True)
class Line:
    """A line of the codebook: of a column, or, where `code` is given, of one code that the column may hold."""

    table: str
    column: str
    code: str
    label: str
    holds: str
    required: bool
    derived: bool
    several: bool
    refers_to: str
    meaning: str

    @property
    def key(self):
        return ".".join(part for part in (self.table, self.column, self.code) if part)


@dataclass(frozen=True)
class Vocabulary:
    """A set of codes: `key` for links to it, what it is of, and [(code, word, meaning)]."""

    key: str
    title: str
    about: str
    codes: tuple


def _vocabulary(made):
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", made.__name__.removesuffix("Code")).capitalize()
    about = "" if made.__doc__ in (None, vocabulary.Codes.__doc__) else " ".join(made.__doc__.split())
    return Vocabulary(words.lower().replace(" ", "-"), words, about, tuple((str(code), str(code.label), code.meaning) for code in made))


HIDDEN = (vocabulary.Publication,)  # of rows on their way to the public: no column of a file
VOCABULARIES = tuple(_vocabulary(made) for made in vocabulary.Codes.__subclasses__() if made not in HIDDEN)


def vocabulary_of(choices):
    """The smallest vocabulary that holds all of these (code, word) pairs; None where none does."""
    pairs = {(str(code), str(word)) for code, word in choices}
    holding = [one for one in VOCABULARIES if pairs and pairs <= {(code, word) for code, word, _meaning in one.codes}]
    return min(holding, key=lambda one: len(one.codes), default=None)


def meanings_of(choices):
    """[(code, word, meaning)] of the codes that a column may hold, or that a filter takes."""
    found = vocabulary_of(choices)
    meanings = {(code, word): meaning for one in reversed((found,) if found else VOCABULARIES) for code, word, meaning in one.codes}
    return [(str(code), str(word), meanings.get((str(code), str(word)), "")) for code, word in choices]


def holds(bound):
    if bound.codes:
        return "code"
    return next((words for kind, words in HOLDS if isinstance(bound, kind)), "text")


def lines(tables, listings):
    """Every line of the codebook, table by table: the columns of its files in order, derived ones last; then the lists
    whose rows all follow from others."""
    for name, table in tables.items():
        for bound in table.columns.values():
            yield from _recorded(name, bound)
        for column in derived_columns(table, listings.get(name)):
            yield from _derived(name, column)
    for listing in listings.values():
        if listing.table is None:
            for column in listing.columns:
                yield from _derived(listing.name, column)


def derived_columns(table, listing):
    """What a table's files hold beside its own columns; import ignores it."""
    return [DERIVED[name] for name in getattr(listing, "derived", ()) if name not in table.columns]


def refers_to(bound):
    return bound.target.__name__.lower() if hasattr(bound, "target") else ""


def _recorded(table, bound):
    yield Line(table, bound.name, "", bound.label, holds(bound), bound.required, False, bound.many, refers_to(bound), bound.help)
    for code, word, meaning in meanings_of(bound.codes):
        yield Line(table, bound.name, code, word, "code", False, False, bound.many, "", meaning)


def _derived(table, column):
    yield Line(table, column.name, "", column.label, column.holds, False, True, column.holds == "keys", "", column.help)
    for code, word, meaning in meanings_of(column.codes.choices if column.codes else ()):
        yield Line(table, column.name, code, word, "code", False, True, False, "", meaning)


def in_common(table):
    """The columns that records of all types have alike; the kinds differ."""
    return [table.columns[name] for name in EVERY_TYPE if name != "kind"] if table.fixed else []
