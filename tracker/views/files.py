"""Lists as files: the extension is the format."""

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS, TABLES
from tracker.catalogue.codebook import lines
from tracker.catalogue.computed_columns import CODEBOOK, HITS
from tracker.formats.answers import file_answer, refused
from tracker.formats.conditional import versioned
from tracker.formats.extract import Extract
from tracker.formats.headers import shared
from tracker.formats.registry import FORMATS, offered
from tracker.formats.site import site_of
from tracker.selections import Refused, Selection, no_parameters, search


@shared
@require_safe
@versioned
def listing_file(request, name, extension):
    """The whole of what a list holds for these parameters, whatever page of it was asked."""
    made = FORMATS[extension]
    listing, read = FOUND.get(name) or (LISTINGS[name], _selected)
    if made not in offered(listing):
        raise Http404(f"{listing.title} do not come as {made.label}.")
    try:
        count, rows, words, query = read(request, listing, made)
    except Refused as error:
        return refused(error.errors)
    extract = Extract.of(
        listing,
        rows,
        count=count,
        words=words,
        title=words.partition(" ")[2] if words[:1].isdigit() else words,
        site=site_of(request),
        path=f"/{name}/",
        file=f"/{name}.{extension}",
        query=query,
    )
    return file_answer(made.write(extract), made.media_type, words, f"{name}.{extension}", rows=count)


def _selected(request, listing, made):
    """What a selection holds: (how many rows, the rows, the selection in words, its query)."""
    selection = Selection(listing, request.GET, today=timezone.localdate())
    if "page" in selection.params and not selection.errors:
        selection.page  # noqa: B018  past the end is nowhere, here as on the page
    return *made.read(selection), selection.sentence(), selection.query


def _searched(request, _listing, _made):
    """What a search finds, best first."""
    found = search(request.GET, whole=True)
    if found.errors:
        raise Refused(found.errors)
    rows = [vars(hit) | {"page": hit.url, "excerpt": hit.plain, "date": hit.written} for hit in found.hits]
    return found.count, rows, f"What the search for “{found.corrected or found.q}” finds, best first", request.GET.urlencode()


def _explained(request, _listing, _made):
    """Every line of the codebook."""
    if errors := no_parameters(request.GET):
        raise Refused(errors)
    rows = [
        vars(line) | {"type": "code" if line.code else "column", "key": line.key, "title": line.label, "page": f"/codebook/#{line.table}"}
        for line in lines(TABLES, LISTINGS)
    ]
    return len(rows), rows, "Every table, column and code, with what it means", ""


# Lists that are no selections: what their rows are, and who reads them.
FOUND = {"search": (HITS, _searched), "codebook": (CODEBOOK, _explained)}
