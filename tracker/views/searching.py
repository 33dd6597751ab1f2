"""Search over everything published: the page and what is suggested while somebody types."""

from django.http import Http404, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.formats import conditional
from tracker.formats.answers import refused
from tracker.formats.headers import described, shared
from tracker.selections import PastTheEnd
from tracker.selections.search import search as found_by
from tracker.selections.suggestions import suggestions

from .conditional import versioned
from .frame import files_of, page


def _found(request, **options):
    try:
        return found_by(request.GET, **options)
    except PastTheEnd as error:
        raise Http404(str(error)) from None


@require_safe
@versioned
def search(request):
    found = _found(request)
    params = request.GET.copy()
    for name in ("page", "per_page"):
        params.pop(name, None)
    context = {
        "found": found,
        "errors": found.errors,
        "crumbs": [],
<<<<<<< HEAD
        "chosen": request.GET.getlist("type"),
        "files": files_of("/search", request.GET.urlencode()) if found.hits else [],
=======
        "files": files_of("/search", params.urlencode()) if found.hits else [],
>>>>>>> 4ef2baf (Search with FTS5 and tsvector behind one face; word families, corrections, suggestions)
        "day": timezone.localdate(),
    }
    return page(request, "search/search.html", context, status=400 if found.errors else 200)


@shared
@require_safe
@conditional.versioned
def suggest(request):
    found, errors = suggestions(request.GET)
    if errors:
        return refused(errors)
    results = [
        {"type": one.type, "label": one.type_label, "key": one.key, "title": one.title, "subtitle": one.subtitle, "url": one.url}
        for one in found
    ]
    response = JsonResponse({"results": results}, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
    return described(response, "Names that begin so")
