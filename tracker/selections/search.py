"""Search over all published words, best first, as `catalogue.questions` reads what is asked."""

from dataclasses import dataclass, field

from tracker.catalogue import RECORD_TYPES
from tracker.catalogue.asked import given_twice, not_one_of, words_error
from tracker.catalogue.engines import ranked
from tracker.catalogue.questions import read
from tracker.models import Document, PartialDate

from .excerpts import excerpt, marked
from .selection import MOST_PER_PAGE, PastTheEnd, cleaned, near_pages

HITS_PER_PAGE = 20
MOST_DROPPED = 6  # words of which an empty answer tells what there is without
# What is found beside records, in the order in which it is listed.
OTHERS = {
    "actor": ("Actor", "Actors"),
    "commitment": ("Commitment", "Commitments"),
    "assessment": ("Assessment", "Assessments"),
    "activation": ("Activation", "Activations"),
    "position": ("Position", "Positions"),
    "event": ("Event", "Events"),
    "theme": ("Theme", "Themes"),
    "source": ("Source", "Sources"),
}
NAMED_BY_DATE = {"assessment", "position"}  # several of one actor or assessor about one thing are told apart by their dates
TYPES = {str(kind.code): (str(kind.label), str(kind.title)) for kind in RECORD_TYPES} | OTHERS
KNOWN = ("q", "type", "page", "per_page")


@dataclass
class Hit:
    """One thing found. `excerpt` and `name` are [(text, whether it is what was asked for)]."""

    type: str
    type_label: str
    key: str
    title: str
    subtitle: str
    written: str
    url: str
    name: list
    excerpt: list

    @property
    def date(self):
        return PartialDate.parse(self.written) if self.written else None

    @property
    def told_apart(self):
        return self.date if self.type in NAMED_BY_DATE else None

    @property
    def plain(self):
        return "".join(text for text, _asked in self.excerpt)


@dataclass
class Kind:
    """A type with the number of what was found of it."""

    code: str
    label: str
    count: int
    chosen: bool


@dataclass
class Dropped:
    """What there is without one of the words asked."""

    word: str
    q: str
    count: int


@dataclass
class Found:
    """What the words find. `all` counts every type, `count` the chosen ones."""

    q: str = ""
    errors: dict = field(default_factory=dict)
    hits: list = field(default_factory=list)
    kinds: list = field(default_factory=list)
    dropped: list = field(default_factory=list)
    all: int = 0
    count: int = 0
    corrected: str = ""
    literal: str = ""
    near: str = ""  # what an abbreviation that nothing holds may have been meant to be; offered, never taken for it
    one_word: bool = False
    asked: bool = False  # whether anything was asked that could be looked for
    only_without: bool = False
    number: int = 1
    per_page: int = HITS_PER_PAGE

    @property
    def last(self):
        return max(1, -(-self.count // self.per_page))

    @property
    def numbers(self):
        return near_pages(self.number, self.last)

    @property
    def first_row(self):
        return (self.number - 1) * self.per_page + 1 if self.count else 0

    @property
    def last_row(self):
        return min(self.number * self.per_page, self.count)


def search(params, *, whole=False):
    """What the words of `q` find, best first; `type` narrows. `whole` gives every hit, not a page. Any text is safe."""
    params = cleaned(params)
    found = Found(q=" ".join(params.getlist("q")), errors=_refusals(params))
    if found.errors:
        return found
    question, rows = _answered(found.q)
    if rows:
        found.corrected, found.literal = question.corrected, question.literal
    found.one_word = len(question.terms) == 1 and " " not in found.q.strip()
    found.asked, found.only_without = bool(question), bool(question.without) and not question
    chosen = params.getlist("type")
    found.all, found.kinds = len(rows), _kinds(rows, chosen)
    pks = [pk for pk, kind in rows if not chosen or kind in chosen]
    found.count = len(pks)
    if whole and "page" not in params and "per_page" not in params:
        found.per_page = max(1, found.count)
    else:
        found.number, found.per_page = int(params.get("page") or 1), int(params.get("per_page") or HITS_PER_PAGE)
    if found.number > found.last:
        raise PastTheEnd(found.number, found.last)
    start = (found.number - 1) * found.per_page
    found.hits = _hits(pks[start : start + found.per_page], question)
    if not rows:
        found.dropped = _dropped(question)
        other = read(found.q, doubt=True, codes=True)
        found.near = other.corrected if other.corrected and ranked(other) else ""
    return found


def _answered(text):
    """The question and what answers it; where nothing does, as it reads when a word that hardly occurs is a slip."""
    question = read(text)
    rows = ranked(question)
    if question and not rows:
        other = read(text, doubt=True)
        if other.corrected and (found := ranked(other)):
            return other, found
    return question, rows


def _refusals(params):
    errors = {}
    for name in params:
        if name not in KNOWN:
            errors[name] = [f"'{name[:40]}' is not a parameter here. Known are: {', '.join(KNOWN)}."]
    for value in params.getlist("type"):
        if value not in TYPES:
            errors["type"] = [not_one_of(value, TYPES)]
    if error := words_error(params.getlist("q")):
        errors["q"] = [error]
    errors |= given_twice(params, "page", "per_page")
    for name in ("page", "per_page"):
        for value in params.getlist(name):
            if not value.isascii() or not value.isdigit() or len(value) > 9 or int(value) < 1:
                errors[name] = [f"'{value[:40]}' is not a number: write 1, 2, 3…"]
            elif name == "per_page" and int(value) > MOST_PER_PAGE:
                errors[name] = [f"At most {MOST_PER_PAGE} a page: {value} is more."]
    return errors


def _kinds(rows, chosen):
    counts = {}
    for _pk, kind in rows:
        counts[kind] = counts.get(kind, 0) + 1
    return [
        Kind(code, many, counts.get(code, 0), code in chosen) for code, (_one, many) in TYPES.items() if counts.get(code) or code in chosen
    ]


def _hits(pks, question):
    rows = Document.objects.in_bulk(pks)
    return [
        Hit(
            type=row.type,
            type_label=TYPES[row.type][0],
            key=row.key,
            title=row.title,
            subtitle=row.subtitle,
            written=row.date,
            url=row.url,
            name=marked(row.title, question),
            excerpt=excerpt(row.text, question),
        )
        for row in (rows[pk] for pk in pks)
    ]


def _dropped(question):
    """For an answer without hits: the words without which there are some, most first."""
    if len(question.terms) < 2:
        return []
    found = []
    for place, term in enumerate(question.terms[:MOST_DROPPED]):
        rest = question.lacking(place)
        if count := len(ranked(rest)):
            found.append(
                Dropped(term.written, " ".join([*(one.written for one in rest.terms), *(f"-{one.written}" for one in rest.without)]), count)
            )
    return sorted(found, key=lambda one: -one.count)
