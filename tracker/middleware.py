"""What every request passes through, beside Django's own."""

from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings


def permissions_policy(get_response):
    """Tells browsers that no page of ours, nor a frame in it, uses these devices."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        return response

    return middleware


def client_address(request):
    """The address that password guesses are counted by: behind a trusted proxy, the one that the proxy saw.

    Only the last entry of X-Forwarded-For is the proxy's; a client can write the others.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    if peer in settings.TRUSTED_PROXIES:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        with suppress(ValueError):
            return str(ip_address(seen))
    return peer
