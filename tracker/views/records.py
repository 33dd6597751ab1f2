"""Pages of records: one view for all types; what differs is in the type's own template."""

from dataclasses import dataclass

from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import RECORD_TYPES
from tracker.models.vocabulary import Roster, Stance
from tracker.selections import record_page, record_pk
from tracker.selections.because import explain
from tracker.selections.day_steps import steps_of_record
from tracker.selections.entry import entry
from tracker.selections.places import GAPS

from .asked import Asked
from .cells import cell
from .changes import record_version
from .citing import of_this_row
from .conditional import versioned
from .curve import curve_parts
from .frame import files_of, page
from .gone import former_address, moved_to, not_here
from .narrowing import Field, Option, error_of
from .record_parts import counts, events_near, facts, jumps, key_dates, notable_days, promises

TYPES = {record_type.name: record_type for record_type in RECORD_TYPES}
NARROWS = {"q", "status", "region"}
FEW = 10  # participants; so few need no filters
TALL = 40  # participants; more of them scroll in a box of their own


@require_safe
@versioned
def record(request, name, key):
    """A record on the day asked. What cannot be answered stands beside its field, and no participants below."""
    record_type = TYPES[name]
    pk = record_pk(record_type, key)
    if pk is None:
        moved = former_address(record_type, key)
        return moved_to(request, moved) if moved else not_here(request, record_type, key)
    if request.GET.get("version", "").strip():
        return record_version(request, record_type, pk, key)
    shown = record_page(record_type, pk, request.GET, today=timezone.localdate())
    context = {
        "shown": shown,
        "row": shown.row,
        "errors": shown.errors,
        "listing": record_type,
        "crumbs": [(record_type.title, f"/{record_type.name}/")],
        "asked": Asked.on(shown.day, today=shown.today, params=shown.params, errors=shown.errors, days=notable_days(shown)),
        "kinds": [cell(record_type, shown.row, column).value for column in ("kind", "ambit", "legal_force") if column in shown.row],
        "counts": counts(shown),
        "key_dates": key_dates(shown),
        "events": events_near(shown),
        "fields": _fields(shown) if shown.participants_all > FEW or shown.errors or shown.params.keys() & NARROWS else [],
        "dated": any(one.signed or one.consented or one.in_force for one in shown.participants),
        "answered": any(one["stance"] != Stance.CLAIMS for one in shown.positions),
        "tall": len(shown.participants) > TALL,
        "gaps": Roster(shown.row["roster"]).meaning if shown.row["roster"] in GAPS else "",
        "facts": facts(shown),
        "promises": promises(shown.commitments),
        "numbers": {str(source["key"]): at for at, source in enumerate(shown.sources, 1)},
        "timeline": f"/{name}/{key}/timeline/",
        "history": history(shown.history),
        "files": files_of(f"/{name}/{key}", as_asked(shown)),
        "participant_files": files_of(f"/{name}/{key}/participants", _of_participants(shown), ["csv"]),
        **of_this_row(request, record_type, shown.row, day=shown.day, today=shown.today),
    }
    if not shown.errors:
        explain(
            (act for one in shown.participants for act in one.because),
            entry_rule=shown.row.get("entry_rule", ""),
            in_force=shown.row.get("in_force"),
        )
        context |= {
            "steps": steps_of_record(pk, shown.day),
            "over_time": curve_parts(pk, day=shown.day, today=shown.today),
            "entry": entry(pk, shown.day) if record_type.is_agreement else None,
        }
    context["jumps"] = jumps(context)
    return page(request, [f"{name}/detail.html", "records/detail.html"], context, status=400 if shown.errors else 200)


def as_asked(shown):
    """The day asked as a query: all that files of a record take of what narrows its page."""
    return f"as_of={shown.params['as_of']}" if "as_of" in shown.params and "as_of" not in shown.errors else ""


def _of_participants(shown):
    """The query whose file holds the participants shown: of an agreement that had ended, those of its last day."""
    query = shown.params.copy()
    if shown.last_day:
        query["as_of"] = shown.last_day.isoformat()
    return query.urlencode()


def _fields(shown):
    """What narrows the table of participants."""

    def chosen(name, code):
        return code in shown.params.getlist(name)

    found = [
        Field("q", "Name", shown.params.get("q", ""), error=error_of(shown.errors, "q")),
        Field(
            "status",
            "Status",
            error=error_of(shown.errors, "status"),
            choices=[Option(code, f"{label} ({count})", chosen("status", code)) for code, label, count in shown.status_choices],
        ),
        Field(
            "region",
            "Region",
            error=error_of(shown.errors, "region"),
            choices=[Option(code, label, chosen("region", code)) for code, label in shown.region_choices],
        ),
    ]
    return [one for one in found if one.choices or one.error or one.name == "q"]


@dataclass(frozen=True)
class Step:
    """Changes made together: how many rows of which tables, why, and when; `number` is that of the version they made."""

    at: object
    number: int
    verb: str
    why: str
    tables: list


def history(changes):
    """A record's changes, newest first, by day, verb and reason."""
    steps: dict[tuple, dict[str, int]] = {}
    last: dict = {}  # the version that each save made
    numbers: dict[tuple, int] = {}
    for change in changes:
        step = timezone.localdate(change["at"]), change["verb_label"], change["why"]
        numbers.setdefault(step, last.setdefault(change["at"], change["number"]))
        tables = steps.setdefault(step, {})
        tables[change["table_label"]] = tables.get(change["table_label"], 0) + 1
    return [Step(at, numbers[at, verb, why], verb, why, sorted(tables.items())) for (at, verb, why), tables in steps.items()]
