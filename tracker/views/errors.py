"""Error pages: what happened, why it may be, what to do next."""

import sys

from django.core.exceptions import DisallowedHost
from django.db import OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

from tracker.formats.rooms import around
from tracker.models.database import is_taken
from tracker.selections import PastTheEnd

from .frame import page

HOME = ("Start from the home page", "/")
SEARCH = ("Search all records", "/search/")
WORDS = {
    400: ("The request cannot be understood", "Something in the address or in what was sent is not of the form that this page takes."),
    403: (
        "This page is not open to you",
        "It asks for rights that you do not have.",
    ),
    404: ("Nothing is published at this address", "It may be mistyped, or lead to something that is not, or no longer, public."),
    410: ("This was retracted", "It was published once, and was then taken back. Its address is kept for this note."),
    429: ("Too many requests", "Please wait a little before you try again."),
    500: ("Something went wrong on our side", "The fault has been noted. Nothing was half written. Please try again in a while."),
    503: (
        "The page cannot be made at the moment",
        "Making it took longer than it may, or the database does not answer. Ask for less at once, or try again in a minute.",
    ),
}


TAKEN = "Somebody else is writing at the moment: try again in a minute"


def error_page(request, code, *, what="", why="", reason="", ways=(HOME, SEARCH)):
    known = WORDS[code]
    return page(
        request, "error.html", {"code": code, "what": what or known[0], "why": why or known[1], "reason": reason, "ways": ways}, status=code
    )


def bad_request(request, exception=None):
    if isinstance(exception, DisallowedHost):  # no page can be made: each names the address that it came to
        return HttpResponse("This site is not known under that name.\n", status=400, content_type="text/plain; charset=utf-8")
    return error_page(request, 400)


def forbidden(request, exception=None):
    return error_page(request, 403)


def too_old(request, reason=""):
    """A form whose token is not that of the session: of another sign-in, or not ours."""
    why = f"You signed in or out since it was loaded, or it was not loaded from here. Nothing is saved. {where_it_is_kept(request)}"
    return error_page(
        request, 403, what="The form that you sent is too old", why=why, ways=(("Load it again", request.get_full_path()), HOME)
    )


def where_it_is_kept(request):
    """What becomes of what was typed into a form that was not taken; its script says whether it kept that."""
    if request.POST.get("kept") == "yes":
        return "What you typed is kept in this browser: open the form again, and bring it back."
    return "Your browser may still hold what you typed: go back, and copy it before you load the form anew."


def not_found(request, exception=None):
    if isinstance(exception, PastTheEnd):
        there = request.GET.copy()
        there["page"] = str(exception.last)
        ways = (("Go to the last page" if exception.last > 1 else "Go to its only page", f"{request.path}?{there.urlencode()}"), HOME)
        return error_page(request, 404, what=f"There is no page {exception.number}", why=str(exception), ways=ways)
    return error_page(request, 404)


def server_error(request):
    """Made without the request, whose user or messages might ask the database that has just failed."""
    error = sys.exception()
    if isinstance(error, OperationalError) and is_taken(error):
        response = plain_page(request, 503, TAKEN, f"A large import may be running. Nothing was half written. {where_it_is_kept(request)}")
        response.headers["Retry-After"] = "60"
        return response
    return plain_page(request, 500, *WORDS[500])


def plain_page(request, code, what, why):
    around_it = around(request.path)
    return HttpResponse(render_to_string("error.html", {"code": code, "what": what, "why": why, "ways": [HOME], **around_it}), status=code)
