"""Who is at work on a request, and whether a second factor has still to be asked of them."""

from django.conf import settings

from tracker import changes


def person(request):
    """The `changes.Who` behind a request, asked once; None for a visitor, and for a user without a role."""
    if not hasattr(request, "_person"):
        request._person = _who(request.user)
    return request._person


def _who(user):
    if not user.is_authenticated:
        return None
    try:
        return changes.who(user)
    except changes.NotAllowed:
        return None


def lacks_second_factor(request):
    """Whoever may publish proves it twice where the site is served over HTTPS."""
    by = person(request)
    return settings.HTTPS and by is not None and by.may_publish and not request.user.is_verified()
