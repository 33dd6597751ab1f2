"""ETags: an answer is the same while what is published, the address and the day are."""

import hashlib

from django.utils import timezone
from django.views.decorators.http import etag

from tracker import __version__
from tracker.selections import data_version


def tag(request, *more):
    """The ETag of the answer to a request; `more` is what else the answer depends on, such as the visitor.

    A weak one: the same answer may travel compressed.
    """
    today = timezone.localdate().isoformat()
    said = "\n".join([__version__, data_version(), request.get_host(), request.get_full_path(), today, *more])
    return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def _tag(request, *_args, **_kwargs):
    return tag(request)


# For answers that are the same for every visitor.
versioned = etag(_tag)
