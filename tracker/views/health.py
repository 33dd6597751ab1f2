"""/healthz: can this server answer?"""

from django.db import Error
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.models.database import lags_behind


@never_cache
@require_safe
def healthz(request):
    """200 `ok` when the database answers and every migration of this code is applied to it, else 503 and why."""
    try:
        behind = lags_behind()
    except Error:
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")
    if behind:
        return HttpResponse("migrations are not applied", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
