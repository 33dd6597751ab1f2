"""Error pages: what happened, why it may be, what to do next."""

from django.http import HttpResponse
from django.template.loader import render_to_string

from .frame import around, page

HOME = ("Start from the home page", "/")
SEARCH = ("Search all records", "/search/")
WORDS = {
    400: ("The request cannot be understood", "Something in the address or in what was sent is not of the form that this page takes."),
    403: (
        "This page is not open to you",
        "It asks for rights that you do not have, or the form that you sent was too old: go back and load it anew.",
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


def error_page(request, code, *, what="", why="", reason="", ways=(HOME, SEARCH)):
    known = WORDS[code]
    return page(
        request, "error.html", {"code": code, "what": what or known[0], "why": why or known[1], "reason": reason, "ways": ways}, status=code
    )


def bad_request(request, exception=None):
    return error_page(request, 400)


def forbidden(request, exception=None, reason=""):
    return error_page(request, 403)


def not_found(request, exception=None):
    return error_page(request, 404)


def server_error(request):
    """Made without the request, whose user or messages might ask the database that has just failed."""
    what, why = WORDS[500]
    return HttpResponse(
        render_to_string("error.html", {"code": 500, "what": what, "why": why, "ways": [HOME], **around(request.path)}), status=500
    )
