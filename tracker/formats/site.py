"""The address of this site, as answers write it before their paths."""

from django.conf import settings


def site_of(request):
    """Scheme and host without a slash at the end: those of SITE_URL, or those that the request came to."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
