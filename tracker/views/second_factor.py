"""The second factor: setting it up, giving its code, and recovery codes."""

import django_otp
from django.contrib import messages
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from tracker.desk import second_factor

from .accounts import signed_in
from .desk_frame import DESK, desk_page
from .errors import HOME, error_page

WRONG = (
    "That is not the code of this moment. Codes change every half minute: look at the clock of your authenticator, and type the new one."
)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_page(request):
    """Asks for a code; of somebody who has no authenticator yet, to set one up first."""
    if second_factor.is_set_up(request.user):
        return _ask(request)
    return _set_up(request)


def _ask(request):
    error, code = "", request.POST.get("code", "")
    if request.method == "POST":
        if wait := second_factor.seconds_to_wait(request.user, code):
            return _too_many(request, wait)
        if device := second_factor.matched(request.user, code):
            django_otp.login(request, device)
            request.session.cycle_key()
            return redirect(_onward(request))
        error = WRONG
    context = {"error": error, "next": request.GET.get("next", ""), "here": "Second factor", "crumbs": []}
    return desk_page(request, "log/second_factor.html", context, status=400 if error else 200)


def _set_up(request):
    error, code = "", request.POST.get("code", "")
    if request.method == "POST":
        if wait := second_factor.seconds_to_wait(request.user, code):
            return _too_many(request, wait)
        device, codes = second_factor.set_up(request.user, code)
        if device:
            django_otp.login(request, device)
            request.session.cycle_key()
            return _show_codes(request, codes, _onward(request))
        error = WRONG
    device = second_factor.begun(request.user)
    context = {
        "error": error,
        "key": second_factor.key_of(device),
        "address": device.config_url,
        "next": request.GET.get("next", ""),
        "here": "Set up a second factor",
        "crumbs": [],
    }
    return desk_page(request, "log/second_factor_new.html", context, status=400 if error else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request):
    """New codes in place of the old ones, for somebody who has just proved who they are."""
    if request.method != "POST":
        return redirect("account")
    if not request.user.is_verified():
        return error_page(request, 403, why="New recovery codes are for those who have given the code of their authenticator.")
    messages.success(request, "The codes that you had before are void.")
    return _show_codes(request, second_factor.new_recovery_codes(request.user), resolve_url("account"))


def _show_codes(request, codes, onward):
    return desk_page(request, "log/recovery_codes.html", {"codes": codes, "onward": onward, "here": "Recovery codes", "crumbs": [DESK]})


def _too_many(request, wait):
    why = f"After wrong codes no other is looked at for a while. Try again in {wait} {'second' if wait == 1 else 'seconds'}."
    response = error_page(request, 429, what="Too many wrong codes", why=why, ways=[("Try again", request.get_full_path()), HOME])
    response.headers["Retry-After"] = str(wait)
    return response


def _onward(request):
    """Where somebody wanted to go; only to this site."""
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if safe else resolve_url("log")
