"""Lists and records as files: the extension is the format."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS, RECORD_TYPES
from tracker.formats import to_csv, to_json
from tracker.formats.conditional import versioned
from tracker.formats.headers import described, shared
from tracker.formats.plain import json_row, json_value
from tracker.formats.site import site_of
from tracker.selections import (
    PastTheEnd,
    Selection,
    actor_page,
    actor_pk,
    commitment_page,
    data_version,
    entry_rows,
    record_page,
    record_pk,
)
from tracker.selections import search as searched

TYPES = {record_type.name: record_type for record_type in RECORD_TYPES}
FILES = {"csv": to_csv.MEDIA_TYPE, "json": to_json.MEDIA_TYPE}
ENTRY_COLUMNS = ("id", "date", "kind", "title", "text", "type", "record", "records", "actors", "planned", "url")


def refused(errors):
    """What cannot be answered: 400 with a sentence per parameter."""
    return JsonResponse({"errors": errors}, status=400)


def answer(body, media_type, selection_words, filename):
    """A file, with the data version, the licence and the selection in words in its headers."""
    response = (
        HttpResponse(body, content_type=media_type) if isinstance(body, str) else HttpResponse("".join(body), content_type=media_type)
    )
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return described(response, selection_words)


@shared
@require_safe
@versioned
def listing_file(request, name, extension):
    """The whole filtered selection of a listing."""
    listing = LISTINGS[name]
    selection = Selection(listing, request.GET, today=timezone.localdate())
    if selection.errors:
        return refused(selection.errors)
    try:
        asked = "page" in selection.params and selection.page
    except PastTheEnd as error:
        raise Http404(str(error)) from None
    del asked
    words = selection.sentence()
    if name == "timeline":
        return _entries(request, selection, extension, words)
    rows = selection.rows()
    if extension == "csv":
        return answer(to_csv.to_csv(listing, rows), FILES["csv"], words, f"{name}.csv")
    body = to_json.listing_json(listing, rows, site_of(request), version=data_version(), description=words)
    return answer(body, FILES["json"], words, f"{name}.json")


def _entries(request, selection, extension, words):
    site = site_of(request)
    rows = [
        {
            "type": "entry",
            "key": entry.uid,
            "id": entry.uid,
            "title": entry.title,
            "url": f"{site}{entry.anchor}",
            "date": entry.date,
            "kind": entry.kind,
            "text": entry.text,
            "record_type": entry.type,
            "record": entry.record,
            "records": entry.records,
            "actors": entry.actors,
            "planned": entry.planned or entry.ahead,
        }
        for entry in entry_rows(selection.rows(), selection.today)
    ]
    if extension == "csv":
        return answer(to_csv.plain_csv(ENTRY_COLUMNS, rows), FILES["csv"], words, "timeline.csv")
    results = [{name: json_value(value) for name, value in row.items()} for row in rows]
    return answer(to_json.to_json(results, version=data_version(), description=words), FILES["json"], words, "timeline.json")


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
    return answer(to_json.dumps({"data_version": data_version(), **row}), FILES["json"], words, f"{key}.json")


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
    return answer(to_csv.plain_csv(PARTICIPANT_COLUMNS, rows), FILES["csv"], words, f"{key}-participants.csv")


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
    return answer(to_json.dumps({"data_version": data_version(), **row}), FILES["json"], words, f"{key}.json")


@shared
@require_safe
@versioned
def commitment_file(request, key):
    row = commitment_page(key, day=timezone.localdate())
    if row is None:
        raise Http404("There is no such commitment.")
    found = json_row(LISTINGS["commitments"], row, site_of(request))
    found["assessments"] = [{name: json_value(value) for name, value in one.items() if name != "pk"} for one in row["assessments"]]
    return answer(to_json.dumps({"data_version": data_version(), **found}), FILES["json"], row["title"], f"{key}.json")


@shared
@require_safe
@versioned
def search_file(request):
    found = searched(request.GET, limit=1000)
    if found.errors:
        return refused(found.errors)
    site = site_of(request)
    results = [
        {"type": hit.type, "key": hit.key, "title": hit.title, "url": f"{site}{hit.url}", "subtitle": hit.subtitle, "excerpt": hit.excerpt}
        for hit in found.hits
    ]
    words = f"What the search for “{found.q}” finds, best first"
    return answer(to_json.to_json(results, version=data_version(), description=words), FILES["json"], words, "search.json")
