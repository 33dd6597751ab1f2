"""One question, one sentence: where an actor stood under a record on a day, why, and what changed before and after."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tracker.catalogue import TYPE_OF_CODE
from tracker.formats import conditional, to_json
from tracker.formats.answer_text import answer_text
from tracker.formats.answers import file_answer, refused
from tracker.formats.headers import shared
from tracker.formats.plain import json_value
from tracker.formats.site import site_of
from tracker.formats.values import day_text
from tracker.selections import data_version
from tracker.selections.answer import KNOWN, choices
from tracker.selections.answer import answer as answered

from .citing import of_this_page
from .conditional import versioned
from .frame import files_of, page
from .narrowing import error_of

# The fields of the question: parameter, id, and what it is called where something is wrong with it.
FIELDS = (("actor", "f-actor", "Actor"), ("record", "f-record", "Agreement or framework"), ("as_of", "as_of", "Day"))


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a field, and a few that may have been meant."""

    name: str
    field: str
    label: str
    said: str
    near: list


@dataclass
class Ask:
    """The question's form: what is written in it, what was wrong with it, and names to offer."""

    actor: str = ""
    record: str = ""
    day: str = ""
    errors: dict = field(default_factory=dict)
    wrong: list = field(default_factory=list)
    actors: list = field(default_factory=list)
    records: list = field(default_factory=list)


def ask(actor="", record="", day="", errors=None, near=None):
    """The form filled in so; two queries for the names. `near` are those that unknown names may have meant."""
    errors = {name: error_of(errors or {}, name) for name, _field, _label in FIELDS}
    wrong = [Wrong(name, at, label, errors[name], (near or {}).get(name, [])) for name, at, label in FIELDS if errors[name]]
    return Ask(actor, record, day, errors, wrong, *choices())


@require_safe
@versioned
def answer(request):
    """The form, and the answer once there is a question; what is wrong with it stands beside its field."""
    found = answered(request.GET, today=timezone.localdate(), said=True)
    written = [found.params.get(name, "") for name in ("actor", "record")]
    if found.now:
        written = [found.actor.label, found.record.label]
    context = {
        "found": found,
        "errors": found.errors,
        "crumbs": [],
        "unasked": {name: said for name, said in found.errors.items() if name not in KNOWN},
        "ask": ask(written[0], written[1], found.params.get("as_of", "") or found.today.isoformat(), found.errors, found.near),
    }
    if found.now:
        context |= _answer(request, found)
    return page(request, "answer/answer.html", context, status=400 if found.errors else 200)


def _answer(request, found):
    question = {"actor": str(found.actor), "record": str(found.record)}
    at = f"?{urlencode({'as_of': found.day})}"
    return {
        "sentence": answer_text(found),
        "title": f"{found.actor.label} and {found.record.label} on {day_text(found.day)}",
        "question": urlencode(question),
        "record_page": f"{TYPE_OF_CODE[found.record.of].address(found.record)}{at}",
        "actor_page": f"/actors/{found.actor}/{at}",
        "ways": [
            (f"{found.record.label} on a map, that day", f"/map/?{urlencode({'record': str(found.record), 'as_of': found.day})}"),
            (f"{found.actor.label} beside others, that day", f"/compare/?{urlencode({'actors': str(found.actor), 'as_of': found.day})}"),
        ],
        "files": files_of("/answer", urlencode(question | {"as_of": found.day}), ["json"]),
        "cite": of_this_page(
            request,
            f"{found.actor}-{found.record}",
            f"{found.actor.label} under {found.record.label}",
            query=urlencode(question),
            day=found.day,
            today=found.today,
        ),
    }


@shared
@require_safe
@conditional.versioned
def answer_file(request):
    """The same answer for programs; a question that lacks something is refused."""
    found = answered(request.GET, today=timezone.localdate())
    if not found.now:
        missing = {name: [f"Say which {name}."] for name in ("actor", "record")}
        return refused(found.errors or missing)
    sentence = answer_text(found)
    query = urlencode({"actor": str(found.actor), "record": str(found.record), "as_of": found.day})
    row = {
        "data_version": data_version(),
        "url": f"{site_of(request)}/answer/?{query}",
        "sentence": sentence,
        "actor": str(found.actor),
        "name": found.actor.label,
        "record": str(found.record),
        "title": found.title,
        "as_of": found.day.isoformat(),
        **_spell(found.now),
        "before": _spell(found.before) if found.before else None,
        "next": {**_spell(found.after), "on": found.after.start.isoformat()} if found.after else None,
    }
    return file_answer(to_json.dumps(row), to_json.MEDIA_TYPE, sentence, "answer.json")


def _spell(spell):
    return {
        "status": spell.stands.code,
        "from": json_value(spell.stands.since),
        "to": json_value(spell.stands.until),
        "contested": spell.stands.contested,
        "certain": spell.stands.certain,
        "because": [
            {name: json_value(act[name]) for name in ("action", "date", "effective_date", "depositary", "contested_by", "sources")}
            for act in spell.because
        ],
    }
