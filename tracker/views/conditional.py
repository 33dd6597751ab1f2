"""ETags: an answer is the same while what is published, the address and the day are."""

import hashlib


from django.utils import timezone
from django.views.decorators.http import etag

from tracker import __version__
from tracker.selections import data_version


def _tag(request, *_args, **_kwargs):
    visitor = request.user.pk if hasattr(request, "user") and request.user.is_authenticated else ""
    said = "\n".join(
        [__version__, data_version(), request.get_host(), request.get_full_path(), timezone.localdate().isoformat(), str(visitor)]
    )
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


versioned = etag(_tag)
