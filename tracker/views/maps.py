"""Participation under one record on a map of the world, and the same as a table."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tracker.catalogue import RECORD_TYPES, TYPE_OF_CODE
from tracker.formats.marks import mark_of
from tracker.formats.outlines import HEIGHT, RADIUS, WIDTH, outlines
from tracker.formats.values import date_text
from tracker.models.vocabulary import ActorStatusCode, RecordTypeCode
from tracker.selections.participation_map import mapped_records, most_joined, participation_map

from .asked import Asked
from .conditional import versioned
from .frame import files_of, page
from .narrowing import error_of

# How land is filled beside its colour: so that a status is known without it.
PATTERNS = {
    ActorStatusCode.SIGNATORY: "hatched",
    ActorStatusCode.CONTRACTING: "halved",
    ActorStatusCode.PROVISIONALLY_APPLYING: "dotted",
    ActorStatusCode.SUSPENDED: "halved",
    ActorStatusCode.OBSERVER: "dotted",
    ActorStatusCode.FORMER_PARTY: "crossed",
    ActorStatusCode.FORMER_SIGNATORY: "crossed",
    ActorStatusCode.FORMER_PARTICIPANT: "crossed",
}


@dataclass(frozen=True)
class Fill:
    """How land of a status is filled: a tone, and the kind of pattern where it has one."""

    status: str
    tone: str
    pattern: str
    contested: bool = False

    @property
    def css(self):
        return f"tone-{self.tone}{' patterned' if self.pattern else ''}{' disputed' if self.contested else ''}"


@dataclass(frozen=True)
class Land:
    """A shape: where it leads, what it says, and how it is filled; without an address it is `plain` land."""

    outline: object
    address: str = ""
    words: str = ""
    fill: Fill | None = None
    plain: str = ""


@require_safe
@versioned
def world(request):
    found = participation_map(request.GET, today=timezone.localdate())
    groups = mapped_records()
    context = {
        "found": found,
        "errors": found.errors,
        "crumbs": [],
        "asked": Asked.on(found.day, today=found.today, params=found.params, errors=found.errors, days=()),
        "records": [(record_type.title, groups[str(record_type.code)]) for record_type in RECORD_TYPES if str(record_type.code) in groups],
        "record_error": error_of(found.errors, "record"),
        "chosen": str(found.record) if found.record else found.params.get("record", ""),
    }
    if found.record and not found.errors:
        context |= _map(found)
    elif not found.errors:
        context["offered"] = [(ref, count, _bearing(ref.of)) for ref, count in most_joined(found.day)]
    return page(request, "map/map.html", context, status=400 if found.errors else 200)


def _bearing(record_type):
    """What those that count are called: (one, several)."""
    return ("party", "parties") if record_type == RecordTypeCode.TREATY else ("participant", "participants")


def _map(found):
    asked = {"as_of": found.params["as_of"]} if "as_of" in found.params else {}
    at = f"?{urlencode(asked)}" if asked else ""
    address = TYPE_OF_CODE[found.record.of].address(found.record)
    lands = [_land(outline, found, asked) for outline in outlines()]
    drawn = {land.outline.key for land in lands}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "radius": RADIUS,
        "lands": lands,
        "key": [(_fill(code, found.record.of), len(rows)) for code, rows in found.groups],
        "disputed": any(row.stands.contested for row in found.rows),
        "undrawn": [row.actor for row in found.rows if str(row.actor) not in drawn],
        "stateless": any(land.plain == "stateless" for land in lands),
        "rows": [(row, f"/answer/?{_question(row, found, asked)}") for _code, rows in found.groups for row in rows],
        "at": at,
        "record_page": f"{address}{at}",
        "files": files_of(f"{address}participants", urlencode(asked), ["csv"]),
    }


def _question(stood, found, asked):
    return urlencode({"actor": str(stood.actor), "record": str(found.record), **asked})


def _land(outline, found, asked):
    if not outline.key or outline.key not in found.land:
        return Land(outline, plain="unnamed")
    stood = found.land[outline.key]
    if stood is None:
        return Land(outline, plain="stateless")
    fill = _fill(stood.stands.code, found.record.of, stood.stands.contested)
    return Land(outline, f"/answer/?{_question(stood, found, asked)}", _words(stood), fill)


def _words(stood):
    name = stood.then or stood.actor.label
    text = f"{name}: {stood.stands.label}"
    if stood.stands.since:
        text += f" since {date_text(stood.stands.since)}"
    return text + (", contested" if stood.stands.contested else "") + ("" if stood.stands.certain else ", day not certain")


def _fill(code, record_type, contested=False):
    return Fill(code, mark_of(code, record_type).tone, PATTERNS.get(code, ""), contested)
