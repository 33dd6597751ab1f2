"""What somebody may mean who has begun to type: rows of any state, best first.

A table is never read for it: what is published is looked up in the index of the search, what is on its way among the
newest of it, and anything by the letters of its names; a few of each are then ranked.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q

from tracker.catalogue import RECORD_TYPES, TYPE_OF_CODE
from tracker.catalogue.engines import NAMES, ranked
from tracker.catalogue.questions import read
from tracker.catalogue.words import fold
from tracker.models import Actor, Commitment, Document, Event, ListMember, Record, Source, Theme
from tracker.models.vocabulary import ActorKind, Publication

from .names import name_or_key

MOST = 8
LOOKED_AT = 200  # rows from each place that is looked in
FEWEST = 2  # letters: one begins a word of nearly everything
TYPES = {record_type.name: record_type.code for record_type in RECORD_TYPES}
STATES = dict(Publication.choices)
KINDS_OF_ACTORS = dict(ActorKind.choices)


@dataclass(frozen=True)
class Suggestion:
    """`value` is what the field will hold, `label` and `also` are what the list shows."""

    value: str
    label: str
    also: str


@dataclass(frozen=True)
class _Known:
    label: str
    also: str
    words: tuple  # what is looked through, folded; the first are names
    row: object = None


@dataclass(frozen=True)
class _Sought:
    """What a field may name: rows of `model`, in the order in which they stand where nothing is typed. Their names stand
    in `columns`, several of one in `lists`; `known` makes of a row what is ranked and shown."""

    model: type
    known: Callable
    order: tuple
    columns: tuple
    lists: tuple = ()
    fixed: dict = field(default_factory=dict)
    parent: tuple = ()

    @property
    def rows(self):
        return self.model.objects.filter(**self.fixed).select_related(*self.parent).order_by(*self.order)


def suggestions(table, text):
    """At most eight Suggestions for a table of TABLES."""
    sought, wanted = TABLES[table], fold(text)
    others = _lists() if table == "bearers" else []
    if not wanted:
        found = [*others, *map(sought.known, sought.rows[:MOST])][:MOST]
    else:
        pks = {*_beginning(sought, text.strip()), *_holding(sought, wanted.split()), *_on_the_way(sought), *_published(sought, wanted)}
        found = _best(sought, wanted, others, pks)[:MOST]
    values = name_or_key(sought.model, [one.row for one in found if one.row])
    return [Suggestion(values[one.row.pk] if one.row else one.label, one.label, one.also) for one in found]


# --- Where rows are looked for: each gives primary keys -------------------------------------------------------------


def _published(sought, wanted):
    """What the search finds by words that begin so: with or without their accents."""
    if len(wanted) < FEWEST:
        return []
    question = read(" ".join(f"{word}*" for word in wanted.split()), correct=False)
    kinds = {str(sought.fixed["type"])} if sought.fixed else KINDS[sought.model]
    documents = [pk for pk, kind in ranked(question, columns=NAMES) if kind in kinds][:LOOKED_AT]
    return Document.objects.filter(pk__in=documents).values_list("row", flat=True)


def _on_the_way(sought):
    """What the search does not know, as it is not published: the newest."""
    rows = sought.rows.exclude(state=Publication.PUBLISHED)
    return rows.order_by("-pk").values_list("pk", flat=True)[:LOOKED_AT]


def _beginning(sought, text):
    """Rows of which a name begins with these letters."""
    condition = Q()
    for column in sought.columns:
        condition |= Q(**{f"{column}__istartswith": text})
    for column in sought.lists:
        condition |= Q(**{f"{column}__icontains": f"|{text}"})
    return sought.rows.filter(condition).values_list("pk", flat=True)[:LOOKED_AT]


def _holding(sought, parts):
    """Rows whose names hold these letters anywhere."""
    rows = sought.rows
    for part in parts:
        condition = Q()
        for column in (*sought.columns, *sought.lists):
            condition |= Q(**{f"{column}__icontains": part})
        rows = rows.filter(condition)
    return rows.values_list("pk", flat=True)[:LOOKED_AT]


# --- Which of them are meant ----------------------------------------------------------------------------------------


def _best(sought, wanted, others, pks):
    known = [*others, *map(sought.known, sought.rows.filter(pk__in=pks))]
    found = [(rank, at, one) for at, one in enumerate(known) if (rank := _rank(one, wanted)) is not None]
    return [one for _rank_, _at, one in sorted(found, key=lambda one: one[:2])]


def _rank(one, wanted):
    """0 for a name in full, 1 for its beginning, 2 for words that begin so, 3 for words anywhere; None for another thing."""
    if wanted in one.words:
        return 0
    if any(name.startswith(wanted) for name in one.words):
        return 1
    everything = " ".join(("", *one.words))
    parts = wanted.split()
    if all(f" {part}" in everything for part in parts):
        return 2
    return 3 if all(part in everything for part in parts) else None


# --- What rows are called -------------------------------------------------------------------------------------------


def _also(*parts, state=Publication.PUBLISHED):
    said = [str(part) for part in parts if part]
    return " · ".join(said if state == Publication.PUBLISHED else [*said, STATES[state].lower()])


def _actor(row):
    kind = "" if row.kind == ActorKind.STATE else KINDS_OF_ACTORS[row.kind].lower()
    also = _also(row.key, kind, row.exists_to and f"until {row.exists_to}", state=row.state)
    others = (fold(other.partition("[")[0]) for other in row.other_names)
    return _Known(row.name, also, (fold(row.name), row.key, row.iso3.lower(), *others), row)


def _lists():
    """What may stand where an actor is named that owes or is owed: everybody, and lists."""
    names = ListMember.objects.order_by("list").values_list("list", flat=True).distinct()
    everybody = _Known("all", "all parties or participants", ("all", "all parties", "everybody"))
    return [everybody, *(_Known(name, "list of actors", (fold(name),)) for name in names)]


def _record(row):
    also = _also(TYPE_OF_CODE[row.type].label, row.title if row.short_title else "", state=row.state)
    words = (fold(row.short_title), fold(row.key), fold(row.title), *map(fold, row.other_titles))
    return _Known(row.short_title or row.title, also, words, row)


def _commitment(row):
    words = (f"{row.record} {row.reference}", f"{row.record.key} {row.reference} {row.title}", row.title)
    return _Known(str(row), _also(row.get_kind_display(), state=row.state), (*map(fold, words), row.uid), row)


def _titled(*beside):
    """Rows with a key and a title; `beside` are columns that stand with them."""

    def known(row):
        return _Known(row.title, _also(*(getattr(row, name) for name in beside), state=row.state), (fold(row.title), fold(row.key)), row)

    return known


def _records(**fixed):
    return _Sought(Record, _record, ("key",), ("key", "short_title", "title"), ("other_titles",), fixed)


_ACTORS = _Sought(Actor, _actor, ("name", "pk"), ("key", "name", "iso3"), ("other_names",))
# The types of the documents of the search that hold them.
KINDS = {
    Actor: {"actor"},
    Record: {str(record_type.code) for record_type in RECORD_TYPES},
    Commitment: {"commitment"},
    Source: {"source"},
    Theme: {"theme"},
    Event: {"event"},
}
# By the name in the address.
TABLES = {
    "actors": _ACTORS,
    "bearers": _ACTORS,
    "records": _records(),
    **{name: _records(type=code) for name, code in TYPES.items()},
    "commitments": _Sought(
        Commitment,
        _commitment,
        ("record__key", "reference", "pk"),
        ("reference", "title", "record__short_title", "record__title", "record__key", "uid"),
        parent=("record",),
    ),
    "sources": _Sought(Source, _titled("publisher", "date"), ("title", "pk"), ("title", "key")),
    "themes": _Sought(Theme, _titled(), ("title", "pk"), ("title", "key")),
    "events": _Sought(Event, _titled("date"), ("title", "pk"), ("title", "key")),
}
