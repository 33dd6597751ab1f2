"""The fields of a form of the desk, made from the columns of a table."""

from dataclasses import dataclass

from tracker.catalogue import RECORD_TYPES
from tracker.catalogue.columns import Bearers, Code, Flag, Many, Number, Texts, split
from tracker.desk.typed import columns_of
from tracker.models import Actor, Commitment, Event, Record, Source, Theme
from tracker.models.vocabulary import Finding, Stance

from .desk_words import AT_HAND, AT_HAND_OF_RECORDS

# What a reference is looked for among, as /log/find/ calls it.
FOUND_AMONG = {Actor: "actors", Record: "records", Commitment: "commitments", Source: "sources", Theme: "themes", Event: "events"}
TYPES = {str(record_type.code): record_type.name for record_type in RECORD_TYPES}
WITH_MARKS = (Finding, Stance)
LONG = 400  # characters from which on a text has a field of several lines
HINTS = {
    "date": "Such as 1 July 1968, July 1968, about 1974, mid-January 2012",
    "one": "Begin to type: a name, a title or a key",
    "many": "Begin to type a name; several divided by ;",
    "lines": "One on each line",
}
OWN_HINTS = {
    "actor of assessments": "About whom. Leave empty for all who owe it",
    "commitment of assessments": "Begin with the treaty’s name or the article",
    "assessor of assessments": "Who found it. A government’s finding is recorded as its view",
    "evidence of assessments": "What was looked at, and what it shows, in your own words",
    "owed_by of commitments": "all, names of actors, or a list’s name; several divided by ;",
    "owed_to of commitments": "The same. Leave empty where it is not stated",
    "recurrence of commitments": "Such as each year by 31 May, every 6 months, or an RRULE. One that names no day says only how often",
    "key": "Its permanent address. Leave empty: it is made from the title",
    "sources": "Sources already held, by title or key; several divided by ;",
    "regions": "Which it concerns",
    "verified_on": "The day on which it was last checked against its sources",
}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Field:
    """`kind`: text, long, lines, date, number, one, many, code, marks, codes or flag."""

    name: str
    label: str
    kind: str
    text: str
    hint: str = ""
    error: str = ""
    required: bool = False
    options: tuple = ()
    found_among: str = ""
    wide: bool = False

    @property
    def multiple(self):
        return self.kind == "many"


@dataclass(frozen=True)
class Part:
    """Fields under one heading; `folded` ones are opened by hand."""

    heading: str
    fields: list
    folded: bool = False
    open: bool = False


def parts_of(table, texts, errors, *, keeps_key):
    """The form's parts: what a row must have and what it mostly has; what else there is; where it comes from."""
    fields = {name: _field(table, bound, texts.get(name, ""), errors.get(name, "")) for name, bound in columns_of(table).items()}
    if keeps_key:
        fields.pop("key", None)
    at_hand = AT_HAND.get(table.name) or (AT_HAND_OF_RECORDS if table.fixed else ())
    needed = [name for name, bound in table.columns.items() if bound.required and name not in ("key", *at_hand)]
    first = [fields[name] for name in (*at_hand, *needed) if name in fields]
    sources = fields.pop("sources", None)
    rest = [one for one in fields.values() if one not in first]
    parts = [Part("", first)]
    if rest:
        opened = any(one.error for one in rest) or (keeps_key and any(one.text not in ("", "no") for one in rest))
        parts.append(Part("More about it", rest, folded=True, open=opened))
    return parts, sources


def _field(table, bound, text, error):
    kind = _kind(bound)
    hint = OWN_HINTS.get(f"{bound.name} of {table.name}") or OWN_HINTS.get(bound.name) or bound.help
    more = HINTS.get(kind, "")
    if kind == "date":
        hint = f"{hint.rstrip('.')}. Such as July 1968" if hint else more
    elif (kind in ("one", "many") and not hint) or kind == "lines":
        hint = more
    chosen = set(split(text)) if kind == "codes" else {text}
    options = tuple(Option(code, str(word), code in chosen) for code, word in bound.codes) if kind in ("code", "marks", "codes") else ()
    return Field(
        bound.name,
        bound.label,
        kind,
        text,
        hint,
        error,
        bound.required and bound.name != "key",
        options,
        _found_among(bound),
        wide=kind in ("long", "marks", "codes", "many", "lines")
        or bound.name in ("title", "commitment", "record", "challenge", "from", "to"),
    )


def _kind(bound):
    if bound.date:
        return "date"
    if isinstance(bound, Many | Bearers):
        return "many"
    if isinstance(bound, Texts):
        return "codes" if bound.codes else "lines"
    if isinstance(bound, Flag):
        return "flag"
    if isinstance(bound, Number):
        return "number"
    if bound.field.is_relation:
        return "one"
    if isinstance(bound, Code) or bound.codes:
        return "marks" if any({code for code, _word in bound.codes} == set(codes.values) for codes in WITH_MARKS) else "code"
    return "text" if (bound.field.max_length and bound.field.max_length <= LONG) or bound.name == "title" else "long"


def _found_among(bound):
    if isinstance(bound, Bearers):
        return "bearers"
    if not bound.field.is_relation:
        return ""
    wanted = bound.field.get_limit_choices_to().get("type")
    return TYPES[wanted] if wanted else FOUND_AMONG[bound.target]


def sent(table, post):
    """{column: text} of what a browser sent."""
    texts = {}
    for name, bound in columns_of(table).items():
        kind = _kind(bound)
        texts[name] = "|".join(post.getlist(name)) if kind == "codes" else post.get(name, "")
        if kind == "flag":
            texts[name] = "yes" if texts[name] in ("on", "yes") else "no"
    return texts
