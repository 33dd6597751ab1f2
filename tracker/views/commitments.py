"""Pages of commitments: what was promised, who owes what by when, and every finding about it."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS
from tracker.catalogue.filters import find_actors
from tracker.formats.values import date_text, due_after_text, number_text
from tracker.selections import Refused, actor_pk, asked_day, commitment_page, no_parameters
from tracker.selections.duties import by_actor, by_date

from .asked import Asked
from .cells import Cell, cell
from .citing import of_this_row
from .conditional import versioned
from .finding_chart import finding_chart
from .frame import files_of, page
from .gone import not_here

GLANCE = ("record", "reference", "kind", "owed_by", "owed_to", "due", "recurrence", "verified_by", "depends_on")


@require_safe
@versioned
def commitment(request, key):
    """A commitment; on a past day, with the findings made by then."""
    today = timezone.localdate()
    errors = no_parameters(request.GET, known=("as_of", "actor"))
    try:
        day = asked_day(request.GET, today=today)
    except Refused as error:
        day, errors = today, errors | error.errors
    actor, wrong = asked_actor(request.GET)
    errors |= wrong
    row = commitment_page(key, day=day, actor=actor and actor_pk(actor))
    if row is None:
        return not_here(request, LISTINGS["commitments"], key)
    duties = [] if errors else row["duties"]
    passed = [one for one in duties if one.due < day]
    findings = [] if errors else [one for one in row["assessments"] if one["date"].first <= day]
    counted = [one for one in findings if not row["over"] or one["date"].first <= row["over"].last]
    context = {
        "row": row,
        "errors": errors,
        "crumbs": [("Commitments", "/commitments/"), (row["record"].label, f"/commitments/?record={row['record']}")],
        "here": row["reference"],
        "asked": Asked.on(day, today=today, params=request.GET, errors=errors),
        "kind": cell(LISTINGS["commitments"], row, "kind").value,
        "findings": findings,
        "latest": counted[0] if counted else None,
        "over": over_text(row),
        "assessors": len({one["assessor"] for one in findings}),
        "facts": facts(row),
        "verdict": None if errors else row["standing"],
        "chart": finding_chart(findings, day),
        "one": duties[0].actor if actor and duties else None,
        "actor_written": request.GET.get("actor", ""),
        "actor_error": " ".join(errors.get("actor", ())),
        "dates": by_date(duties, day) if actor or (row["due"] or row["recurrence"]) else [],
        "bearers": by_actor(duties, day),
        "owing": len({str(one.actor) for one in duties if one.due >= day}),
        "passed": len(passed),
        "unmet": len([one for one in passed if one.past]),
        "next_due": min((one.due for one in duties if one.due >= day), default=None),
        "grace": due_after_text(row["due_after"], bool(row["recurrence"])),
        "numbers": {str(source["key"]): at for at, source in enumerate(row["cited"], 1)},
        "files": files_of(f"/commitments/{key}"),
        **of_this_row(request, LISTINGS["commitments"], row, day=day, today=today),
    }
    return page(request, "commitments/detail.html", context, status=400 if errors else 200)


def over_text(row):
    """That a commitment ended with its record, and when."""
    if not row["over"]:
        return ""
    return f"it ended with the {row['record'].label}, {'on ' if row['over'].is_day else 'in '}{date_text(row['over'], long=True)}"


def asked_actor(params):
    """(key of the one actor asked for or None, errors)."""
    given = [value.strip() for value in params.getlist("actor") if value.strip()]
    if not given:
        return None, {}
    if len(set(given)) > 1:
        return None, {"actor": ["Give one actor only."]}
    try:
        return find_actors(given)[0], {}
    except ValidationError as error:
        return None, {"actor": [str(sentence) for sentence in error.messages]}


def facts(row):
    found = [cell(LISTINGS["commitments"], row, name, row["names"]) for name in GLANCE]
    if row["limit"] is not None:
        found.insert(3, Cell("limit", "Limit", "text", f"{number_text(row['limit'])} {row['unit']}".strip()))
    if row["due_after"]:
        words = due_after_text(row["due_after"], bool(row["recurrence"]))
        found.insert(-3, Cell("due_after", "Counted", "text", words[:1].upper() + words[1:]))
    found.append(Cell("dependants", "Condition of", "refs", tuple(row["dependants"])))
    return [fact for fact in found if not fact.empty]
