"""Pages of commitments: what was promised, and every finding about it."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS
from tracker.formats.values import number_text
from tracker.selections import Refused, asked_day, commitment_page, no_parameters

from .asked import Asked
from .cells import Cell, cell
from .conditional import versioned
from .errors import error_page
from .frame import files_of, page

GLANCE = ("record", "reference", "kind", "owed_by", "owed_to", "due", "recurrence", "verified_by", "depends_on")


@require_safe
@versioned
def commitment(request, key):
    """A commitment; on a past day, with the findings made by then."""
    today = timezone.localdate()
    errors = no_parameters(request.GET, known=("as_of",))
    try:
        day = asked_day(request.GET, today=today)
    except Refused as error:
        day, errors = today, errors | error.errors
    row = commitment_page(key, day=day)
    if row is None:
        return error_page(request, 404)
    findings = [] if errors else [one for one in row["assessments"] if one["date"].first <= day]
    context = {
        "row": row,
        "errors": errors,
        "crumbs": [("Commitments", "/commitments/"), (row["record"].label, f"/commitments/?record={row['record']}")],
        "here": row["reference"],
        "asked": Asked.on(day, today=today, params=request.GET, errors=errors),
        "kind": cell(LISTINGS["commitments"], row, "kind").value,
        "findings": findings,
        "latest": findings[0] if findings else None,
        "assessors": len({one["assessor"] for one in findings}),
        "facts": facts(row),
        "numbers": {str(source["key"]): at for at, source in enumerate(row["cited"], 1)},
        "files": files_of(f"/commitments/{key}", "", ["json"]),
        "cite": {
            "title": f"{row['record'].label}, {row['reference']}: {row['title']}",
            "day": day,
            "address": request.build_absolute_uri(f"{request.path}?as_of={day}"),
        },
    }
    return page(request, "commitments/detail.html", context, status=400 if errors else 200)


def facts(row):
    found = [cell(LISTINGS["commitments"], row, name, row["names"]) for name in GLANCE]
    if row["limit"] is not None:
        found.insert(3, Cell("limit", "Limit", "text", f"{number_text(row['limit'])} {row['unit']}".strip()))
    found.append(Cell("dependants", "Condition of", "refs", tuple(row["dependants"])))
    return [fact for fact in found if not fact.empty]
