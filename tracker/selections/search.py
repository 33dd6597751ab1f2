"""Search over all published words: every word asked must be there; titles count more than texts."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from tracker.catalogue import LISTINGS, TYPE_OF_CODE
from tracker.catalogue.words import fold
from tracker.models import Document

from .selection import PER_PAGE, cleaned

MOST_WORDS = 40
PAGES = {"commitment": "commitments", "actor": "actors", "theme": "themes", "source": "sources"}


@dataclass
class Hit:
    type: str
    type_label: str
    key: str
    title: str
    subtitle: str
    url: str
    excerpt: str


@dataclass
class Found:
    q: str
    hits: list
    count: int
    counts: list
    errors: dict


def search(params, *, limit=PER_PAGE):
    """What the words of `q` find, best first; `type` narrows. Any text is safe."""
    params = cleaned(params)
    errors = {}
    types = [*TYPE_OF_CODE, *PAGES, "event"]
    for name in params:
        if name not in ("q", "type", "page", "per_page"):
            errors[name] = [f"'{name[:40]}' is not a parameter here. Known are: q, type."]
    for value in params.getlist("type"):
        if value not in types:
            errors["type"] = [f"'{value[:40]}' is not one of: {', '.join(types)}."]
    q = params.get("q", "")
    words = fold(q).split()[:MOST_WORDS]
    if errors or not words:
        return Found(q, [], 0, [], errors)
    found = Document.objects.filter(_all_in("body", words))
    counts = {}
    for kind in found.order_by().values_list("type", flat=True):
        counts[kind] = counts.get(kind, 0) + 1
    if params.getlist("type"):
        found = found.filter(type__in=params.getlist("type"))
    phrase = " ".join(words)
    rank = Case(
        When(names__contains=f" {phrase} ", then=Value(0)),
        When(_all_in("names", words, whole=True), then=Value(1)),
        When(_all_in("names", words), then=Value(2)),
        When(body__contains=f" {phrase} ", then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    order = Case(*(When(type=kind, then=Value(at)) for at, kind in enumerate(types)), default=Value(99), output_field=IntegerField())
    rows = found.annotate(rank=rank, place=order).order_by("rank", "place", "title", "pk")[:limit]
    labels = {code: str(kind.label) for code, kind in TYPE_OF_CODE.items()}
    hits = [
        Hit(
            row.type,
            labels.get(row.type, row.type.capitalize()),
            row.key,
            row.title,
            row.subtitle,
            address(row.type, row.key),
            excerpt(row.text, words),
        )
        for row in rows
    ]
    shown = [(kind, labels.get(kind, kind.capitalize()), counts[kind]) for kind in types if kind in counts]
    return Found(q, hits, found.count(), shown, {})


def _all_in(column, words, whole=False):
    condition = Q()
    for word in words:
        condition &= Q(**{f"{column}__contains": f" {word}{' ' if whole else ''}"})
    return condition


def address(kind, key):
    if kind in TYPE_OF_CODE:
        return TYPE_OF_CODE[kind].address(key)
    if kind == "event":
        return f"/timeline/?q={key}"
    return LISTINGS[PAGES[kind]].address(key)


def excerpt(text, words, length=220):
    """The part of a text around the first word found."""
    if not text:
        return ""
    folded = fold(text)
    at = min((place for word in words if (place := folded.find(word)) >= 0), default=0)
    start = max(0, min(at, len(text) - length) - 60)
    cut = text[start : start + length]
    return f"{'…' if start else ''}{cut.strip()}{'…' if start + length < len(text) else ''}"
