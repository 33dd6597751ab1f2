"""What stands round a page of the desk: the way here, and beside it how much waits where."""

from tracker.formats.rooms import around

from .frame import page

DESK = ("Your desk", "/log/")


def desk_context(request, *, here, crumbs):
    return {"here": here, "crumbs": crumbs, **around(request.path)}


def desk_page(request, template, context, *, status=200):
    """A page of the desk; its own crumbs, or those of a page below the desk."""
    return page(request, template, {"crumbs": [DESK]} | context, status=status)
