"""One row as a file, with what hangs on it: the extension is the format."""

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS, RECORD_TYPES
from tracker.formats import to_csv, to_json
from tracker.formats.answers import file_answer, refused
from tracker.formats.conditional import versioned
from tracker.formats.headers import shared
from tracker.formats.plain import json_row, json_value
from tracker.formats.site import site_of
from tracker.selections import actor_page, actor_pk, commitment_page, data_version, record_page, record_pk

TYPES = {record_type.name: record_type for record_type in RECORD_TYPES}


@shared
@require_safe
@versioned
def record_file(request, name, key, extension):
    """One record with what hangs on it, as things stood on the day asked."""
    record_type = TYPES[name]
    pk = record_pk(record_type, key)
    if pk is None:
        raise Http404("There is no such record.")
    page = record_page(record_type, pk, request.GET, today=timezone.localdate())
    if page.errors:
        return refused(page.errors)
    row = json_row(record_type, page.row, site_of(request))
    row["as_of"] = page.day.isoformat()
    row["participants"] = [participant_row(page, one) for one in page.participants]
    for part in ("commitments", "phases", "activations", "positions", "events"):
        row[part] = [
            {column: json_value(value) for column, value in one.items() if column not in ("pk", "findings")} for one in getattr(page, part)
        ]
    row["relations"] = [
        {"relation": word, "record": str(ref), "title": ref.label, "note": note} for word, refs in page.relations for ref, note in refs
    ]
    row["cited"] = [{column: json_value(value) for column, value in one.items() if column != "pk"} for one in page.sources]
    words = f"{page.name}, as things stood on {page.day.isoformat()}"
    return file_answer(to_json.dumps({"data_version": data_version(), **row}), to_json.MEDIA_TYPE, words, f"{key}.json")


PARTICIPANT_COLUMNS = ("actor", "name", "status", "signed", "consented", "in_force", "ended", "contested")


def participant_row(_page, one):
    return {
        "actor": str(one.actor),
        "name": one.actor.label,
        "status": one.status.code,
        "signed": json_value(one.signed),
        "consented": json_value(one.consented),
        "in_force": json_value(one.in_force),
        "ended": json_value(one.ended),
        "contested": one.status.contested,
    }


@shared
@require_safe
@versioned
def participants_file(request, name, key):
    """Who stood under a record on the day asked."""
    record_type = TYPES[name]
    pk = record_pk(record_type, key)
    if pk is None:
        raise Http404("There is no such record.")
    page = record_page(record_type, pk, request.GET, today=timezone.localdate())
    if page.errors:
        return refused(page.errors)
    rows = [participant_row(page, one) for one in page.participants]
    words = f"Participants of {page.name} on {page.day.isoformat()}, as of {page.basis}"
    return file_answer(to_csv.plain_csv(PARTICIPANT_COLUMNS, rows), to_csv.MEDIA_TYPE, words, f"{key}-participants.csv")


@shared
@require_safe
@versioned
def actor_file(request, key):
    """One actor with its standing under every record on the day asked."""
    pk = actor_pk(key)
    if pk is None:
        raise Http404("There is no such actor.")
    page = actor_page(pk, request.GET, today=timezone.localdate())
    if page.errors:
        return refused(page.errors)
    row = {name: json_value(value) for name, value in page.row.items() if name != "pk"}
    row |= {
        "type": "actor",
        "title": page.row["name"],
        "url": f"{site_of(request)}/actors/{key}/",
        "exists": page.exists,
        "as_of": page.day.isoformat(),
    }
    row["participations"] = [
        {
            "record": str(one.record),
            "type": str(record_type.code),
            "status": one.status.code,
            "role": one.role,
            "contested": one.status.contested,
        }
        for record_type, memberships in page.groups
        for one in memberships
    ]
    words = f"{page.row['name']}, as things stood on {page.day.isoformat()}"
    return file_answer(to_json.dumps({"data_version": data_version(), **row}), to_json.MEDIA_TYPE, words, f"{key}.json")


@shared
@require_safe
@versioned
def commitment_file(request, key):
    row = commitment_page(key, day=timezone.localdate())
    if row is None:
        raise Http404("There is no such commitment.")
    found = json_row(LISTINGS["commitments"], row, site_of(request))
    found["assessments"] = [{name: json_value(value) for name, value in one.items() if name != "pk"} for one in row["assessments"]]
    return file_answer(to_json.dumps({"data_version": data_version(), **found}), to_json.MEDIA_TYPE, row["title"], f"{key}.json")
