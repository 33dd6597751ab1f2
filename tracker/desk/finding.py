"""What somebody may mean who has begun to type: rows of any state, best first."""

from dataclasses import dataclass

from tracker.catalogue import RECORD_TYPES, TYPE_OF_CODE
from tracker.catalogue.words import fold
from tracker.models import Actor, Commitment, Event, ListMember, Record, Source, Theme
from tracker.models.vocabulary import ActorKind, Publication

from .names import SaidLookup

MOST = 8
TYPES = {record_type.name: record_type.code for record_type in RECORD_TYPES}
STATES = dict(Publication.choices)


@dataclass(frozen=True)
class Suggestion:
    """`value` is what the field will hold, `label` and `also` are what the list shows."""

    value: str
    label: str
    also: str


@dataclass(frozen=True)
class _Known:
    key: str
    label: str
    also: str
    words: tuple  # what is looked through, folded; the first are names


def suggestions(table, text):
    """At most eight Suggestions for a table of TABLES."""
    wanted = fold(text)
    model, read = TABLES[table]
    known = read(table)
    if wanted:
        ranked = [(rank, at, one) for at, one in enumerate(known) if (rank := _rank(one, wanted)) is not None]
        known = [one for _rank_, _at, one in sorted(ranked, key=lambda found: found[:2])]
    lookup = SaidLookup()
    return [Suggestion(_value(lookup, model, one), one.label, one.also) for one in known[:MOST]]


def _value(lookup, model, one):
    return one.key if model is None else lookup.said(model, one.key)


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


def _also(*parts, state=Publication.PUBLISHED):
    said = [str(part) for part in parts if part]
    return " · ".join(said if state == Publication.PUBLISHED else [*said, STATES[state].lower()])


def _actors(_table):
    kinds = dict(ActorKind.choices)
    rows = Actor.objects.order_by("name", "pk").values_list("key", "name", "kind", "iso3", "other_names", "exists_to", "state")
    return [
        _Known(
            key,
            name,
            _also(key, "" if kind == ActorKind.STATE else kinds[kind].lower(), ended and f"until {ended}", state=state),
            (fold(name), key, iso3.lower(), *(fold(other.partition("[")[0]) for other in others)),
        )
        for key, name, kind, iso3, others, ended, state in rows
    ]


def _bearers(_table):
    lists = sorted(set(ListMember.objects.values_list("list", flat=True)))
    everybody = _Known("all", "all", "all parties or participants", ("all", "all parties", "everybody"))
    return [everybody, *(_Known(name, name, "list of actors", (fold(name),)) for name in lists), *_actors("actors")]


def _records(table):
    rows = Record.objects.order_by("key")
    if table in TYPES:
        rows = rows.filter(type=TYPES[table])
    return [
        _Known(
            key,
            short or title,
            _also(TYPE_OF_CODE[kind].label, title if short else "", state=state),
            (fold(short), fold(key), fold(title), *map(fold, others)),
        )
        for key, short, title, others, kind, state in rows.values_list("key", "short_title", "title", "other_titles", "type", "state")
    ]


def _commitments(_table):
    rows = Commitment.objects.select_related("record").order_by("record__key", "reference", "pk")
    return [
        _Known(
            row.uid,
            str(row),
            _also(row.get_kind_display(), state=row.state),
            (fold(f"{row.record} {row.reference}"), fold(f"{row.record.key} {row.reference} {row.title}"), fold(row.title), row.uid),
        )
        for row in rows
    ]


def _titled(model, *more):
    """Rows with a key and a title; `more` are columns that stand beside."""

    def read(_table):
        rows = model.objects.order_by("title", "pk").values_list("key", "title", "state", *more)
        return [_Known(key, title, _also(*beside, state=state), (fold(title), fold(key))) for key, title, state, *beside in rows]

    return read


# By the name in the address: the model that the field points to, and who reads it.
TABLES = {
    "actors": (Actor, _actors),
    "bearers": (Actor, _bearers),
    "records": (Record, _records),
    **dict.fromkeys(TYPES, (Record, _records)),
    "commitments": (Commitment, _commitments),
    "sources": (Source, _titled(Source, "publisher", "date")),
    "themes": (Theme, _titled(Theme)),
    "events": (Event, _titled(Event, "date")),
}
