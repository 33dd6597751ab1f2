"""Search over everything published: the page and what is suggested while somebody types."""

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.formats import conditional
from tracker.formats.answers import refused
from tracker.formats.headers import described, shared
from tracker.selections.search import search as found_by
from tracker.selections.suggestions import suggestions

from .conditional import versioned
from .frame import files_of, page


@require_safe
@versioned
def search(request):
    found = found_by(request.GET)
    params = request.GET.copy()
    for name in ("page", "per_page"):
        params.pop(name, None)
    context = {
        "found": found,
        "errors": found.errors,
        "crumbs": [],
        "files": files_of("/search", params.urlencode()) if found.hits else [],
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
