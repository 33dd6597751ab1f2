"""Addresses that are only read."""

from functools import wraps

from django.views.decorators.csrf import csrf_exempt


def reading(view):
    """What would write is refused for its method, 405, and not first for want of a form's token: nothing is written here.

    The outermost decorator; the view itself says by which methods it may be asked.
    """

    @csrf_exempt
    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            response["Content-Type"] = "text/plain; charset=utf-8"
            response.content = f"This address is only read, by {response['Allow']}.\n"
        return response

    return answered
