"""What travels with an answer beside its body: data version, licence, the selection in words, and who may read it."""

from functools import wraps
from urllib.parse import quote

from django.http import HttpResponse

from tracker.selections import data_version

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
METHODS = "GET, HEAD, OPTIONS"
A_DAY = "86400"  # seconds


def described(response, words):
    """The response, its headers saying of which data version it is, under which licence, and what was selected."""
    response["X-Data-Version"] = data_version()
    response["Link"] = f'<{LICENCE}>; rel="license"'
    response["X-Selection"] = _in_header(words)
    return response


def _in_header(words):
    """Words as a header may hold them: one line of ASCII. With other letters than its own, UTF-8 in per cent: RFC 8187."""
    plain = words.translate({0x201C: '"', 0x201D: '"', 0x2019: "'", 0x2013: "-"})
    line = " ".join("".join(char if char.isprintable() else " " for char in plain).split())[:1000]
    return line if line.isascii() else f"UTF-8''{quote(line, safe='')}"


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
            if response.status_code == 405:
                response["Allow"] = METHODS
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link, X-Data-Version, X-Selection"
        return response

    return answered
