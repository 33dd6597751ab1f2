"""The desk: what is mine and how far it is, and where to log from."""

from django.views.decorators.http import require_safe

from .accounts import at_desk
from .desk_frame import desk_page


@require_safe
@at_desk
def desk(request):
    return desk_page(request, "log/desk.html", {"by": request.by, "here": "Your desk", "crumbs": []})
