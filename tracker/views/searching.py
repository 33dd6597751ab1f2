"""Search over everything published."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.selections import search as found_by

from .conditional import versioned
from .frame import files_of, page


@require_safe
@versioned
def search(request):
    found = found_by(request.GET)
    context = {
        "found": found,
        "errors": found.errors,
        "crumbs": [],
        "chosen": request.GET.getlist("type"),
        "files": files_of("/search", request.GET.urlencode()) if found.hits else [],
        "day": timezone.localdate(),
    }
    return page(request, "search/search.html", context, status=400 if found.errors else 200)
