"""One row as a file: with what hangs on it (JSON), as a reference, a feed of its changes, a calendar of its dates."""

from django.http import Http404, HttpResponsePermanentRedirect, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS
from tracker.catalogue.filters import or_list
from tracker.formats import to_csv, to_json
from tracker.formats.answers import file_answer, refused
from tracker.formats.conditional import versioned
from tracker.formats.extract import Extract
from tracker.formats.headers import shared
from tracker.formats.references import title_of
from tracker.formats.registry import FORMATS, offered
from tracker.formats.single_json import PARTICIPANT_COLUMNS, one_row, participant_row
from tracker.formats.site import site_of
from tracker.formats.values import retracted_text
from tracker.models.vocabulary import ActorStatusCode, Region
from tracker.selections import Refused, asked_day, data_version, no_parameters, record_page, single
from tracker.selections.dated import dated_of
from tracker.selections.following import changes_of_row, public_pk
from tracker.selections.gone import key_now, retraction


@shared
@require_safe
@versioned
def row_file(request, name, key, extension):
    """One published row in one of its formats."""
    listing, made = LISTINGS[name], FORMATS[extension]
    if made not in offered(listing, one=True):
        raise Http404(f"{listing.title} do not come as {made.label}.")
    pk = public_pk(listing, key)
    if pk is None:
        return elsewhere(request, listing, key, f".{extension}")
    if extension == "json":
        return _json(request, listing, key, pk)
    try:
        rows, words, as_of = _rows(request, listing, key, pk, made)
    except Refused as error:
        return refused(error.errors)
    path, site = listing.address(key), site_of(request)
    extract = Extract.of(listing, rows, count=len(rows), words=words, site=site, path=path, file=f"/{name}/{key}.{extension}", as_of=as_of)
    return file_answer(made.write(extract), made.media_type, words, f"{key}.{extension}", rows=len(rows))


def _rows(request, listing, key, pk, made):
    """(what the file is written from, what it is in words, the day asked where it has one)."""
    errors = no_parameters(request.GET, known=("as_of",) if made.purpose == "reference" else ())
    if errors:
        raise Refused(errors)
    today = timezone.localdate()
    day = asked_day(request.GET, today=today)
    row = single(listing, key, day=day)
    title = title_of(listing, row)
    if made.extension == "atom":
        return changes_of_row(listing, pk, key), f"{title}: what changed, newest first", None
    if made.extension == "ics":
        _count, rows = dated_of(listing, pk)
        return list(rows), f"{title}: what is dated and what falls due", None
    return [row], title, day if "as_of" in request.GET else None


def _json(request, listing, key, pk):
    found = one_row(listing, key, pk, request.GET, site=site_of(request), today=timezone.localdate())
    if found.errors:
        return refused(found.errors)
    return file_answer(to_json.dumps({"data_version": data_version(), **found.row}), to_json.MEDIA_TYPE, found.words, f"{key}.json")


def elsewhere(request, listing, key, ending):
    """The way to a record that has another key now, the reason why something was retracted; else nothing is here."""
    if listing.is_record and (now := key_now(listing, key)):
        query = request.META["QUERY_STRING"]
        return HttpResponsePermanentRedirect(f"/{listing.name}/{now}{ending}{'?' if query else ''}{query}")
    if gone := retraction(listing, key):
        return JsonResponse({"detail": f"{retracted_text(gone)}. {gone.why}".strip()}, status=410)
    return JsonResponse({"detail": f"Nothing is published here: no {listing.label.lower()} has this key."}, status=404)


@shared
@require_safe
@versioned
def participants_file(request, name, key):
    """Who stood under a record on the day asked."""
    record_type = LISTINGS[name]
    pk = public_pk(record_type, key)
    if pk is None:
        return elsewhere(request, record_type, key, "/participants.csv")
    page = record_page(record_type, pk, request.GET, today=timezone.localdate())
    if page.errors:
        return refused(page.errors)
    rows = [participant_row(one) for one in page.standing]
    words = f"Participants of {page.name} on {page.day.isoformat()}, as of {page.basis}{_narrowed(page.params)}"
    return file_answer(to_csv.plain_csv(PARTICIPANT_COLUMNS, rows), to_csv.MEDIA_TYPE, words, f"{key}-participants.csv")


def _narrowed(params):
    """What narrows the participants, in words behind others."""
    known = {"status": dict(ActorStatusCode.choices), "region": dict(Region.choices)}
    said = [f"{name} {or_list(str(words[code]) for code in params.getlist(name))}" for name, words in known.items() if name in params]
    if "q" in params:
        said.append(f"matching {or_list(f'“{text}”' for text in params.getlist('q'))}")
    return "".join(f", {words}" for words in said)
