"""ETags of pages, which may differ from visitor to visitor."""

from django.views.decorators.http import etag

from tracker.formats.conditional import tag


def _tag(request, *_args, **_kwargs):
    visitor = request.user.pk if hasattr(request, "user") and request.user.is_authenticated else ""
    return tag(request, str(visitor))


versioned = etag(_tag)
