"""A file as an answer: small ones whole, large ones while they are written; or why there is none."""

from itertools import chain

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse

from .headers import described

WHOLE = 1000  # rows; an answer with more of them is sent while they are read


def refused(errors):
    """What cannot be answered: 400 with a sentence per parameter."""
    return JsonResponse({"errors": errors}, status=400)


def file_answer(body, media_type, words, filename, *, rows=0):
    """`body` is text or an iterable of text or bytes, `words` say what was selected, `rows` how many it has."""
    if rows <= WHOLE:
        response = HttpResponse(_whole(body), content_type=media_type)
    else:
        response = StreamingHttpResponse(_begun(body), content_type=media_type)
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return described(response, words)


def _whole(body):
    return body if isinstance(body, str) else b"".join(_bytes(body))


def _begun(body):
    """The body, its first part made already: what fails there fails before anything was sent."""
    parts = _bytes(body)
    return chain([next(parts, b"")], parts)


def _bytes(parts):
    for part in parts:
        yield part if isinstance(part, bytes) else part.encode()
