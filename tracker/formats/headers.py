"""What travels with an answer beside its body: data version, licence, the selection in words, and who may read it."""

import unicodedata
from functools import wraps

from django.http import HttpResponse

from tracker.selections import data_version

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
METHODS = "GET, HEAD, OPTIONS"
A_DAY = "86400"  # seconds


def described(response, words):
    """The response, its headers saying of which data version it is, under which licence, and what was selected."""
    response["X-Data-Version"] = data_version()
    response["Link"] = f'<{LICENCE}>; rel="license"'
    response["X-Selection"] = _ascii(words)
    return response


def _ascii(words):
    """Words as a header may hold them: one line of printable ASCII, accents dropped."""
    plain = unicodedata.normalize("NFKD", words.translate({0x201C: '"', 0x201D: '"', 0x2019: "'", 0x2013: "-"}))
    return " ".join("".join(char if " " <= char <= "~" else " " * char.isspace() for char in plain).split())[:1000]


def shared(view):
    """Scripts of any other site may read what this view answers, without credentials; it answers the browser's question
    whether they may. The outermost decorator, so that 304 and errors say so as well.
    """

    @wraps(view)
    def answered(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": METHODS})
            response["Access-Control-Allow-Methods"] = METHODS
            response["Access-Control-Allow-Headers"] = "If-None-Match"
            response["Access-Control-Max-Age"] = A_DAY
        else:
            response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link, X-Data-Version, X-Selection"
        return response

    return answered
