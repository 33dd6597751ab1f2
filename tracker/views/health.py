"""/healthz: can this server answer?"""

from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request):
    """200 `ok` when the database answers and every migration of this code is applied to it, else 503 and why."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except Error:
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")
    if not last_migrations() <= applied.keys():
        return HttpResponse("migrations are not applied", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@cache
def last_migrations():
    """The last migration of each application, as (app, name). Files do not change under a running server."""
    return frozenset(MigrationLoader(connection=None).graph.leaf_nodes())
