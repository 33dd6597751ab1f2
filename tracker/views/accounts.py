"""Signing in and out, the own password; and who may come to which page of the desk."""

from functools import wraps

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import user_login_failed
from django.contrib.auth import views as auth
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.desk import second_factor
from tracker.desk.people import lacks_second_factor, person
from tracker.selections import no_parameters

from .desk_frame import DESK, desk_context, desk_page
from .errors import HOME, error_page, where_it_is_kept

NO_ROLE = "You have no role here yet: an administrator can make you a researcher, a curator or an administrator."


def at_desk(view):
    """For signed-in people with a role; where a second factor is due, after it. `request.by` says who it is."""

    @never_cache
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if lacks_second_factor(request):
            return redirect(f"{reverse('second-factor')}?{urlencode({'next': request.get_full_path()})}")
        request.by = person(request)
        if request.by is None:
            ways = [("Your account", reverse("account")), HOME]
            return error_page(request, 403, what="The desk is not open to you yet", why=NO_ROLE, ways=ways)
        return view(request, *args, **kwargs)

    return checked


def _to_sign_in(request):
    if request.method == "POST":
        messages.warning(request, f"You had been signed out: nothing is saved yet. {where_it_is_kept(request)}")
    return redirect_to_login(request.get_full_path())


def for_curators(view):
    @at_desk
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not request.by.may_publish:
            why = "Curators and administrators read what is handed in here, and answer it."
            return error_page(request, 403, what="The review queue is not open to you", why=why, ways=[("Your desk", reverse("log")), HOME])
        return view(request, *args, **kwargs)

    return checked


def signed_in(view):
    """For everybody with an account, whatever their role."""

    @never_cache
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return checked


class Framed:
    """A view of Django's, in the frame of our pages."""

    here = ""
    crumbs = ()

    def get_context_data(self, **context):
        return super().get_context_data(**context) | desk_context(self.request, here=self.here, crumbs=list(self.crumbs))

    def render_to_response(self, context, **response):
        failed = bool(context["form"].errors)
        return super().render_to_response(context, **response, status=400 if failed else 200)


class SignIn(Framed, auth.LoginView):
    template_name = "log/sign_in.html"
    here = "Sign in"

    def get(self, request, *args, **kwargs):
        if request.user.is_authenticated and lacks_second_factor(request):
            return redirect(f"{reverse('second-factor')}?{urlencode({'next': self.get_success_url()})}")
        return super().get(request, *args, **kwargs)

    def get_success_url(self):
        # Whoever lacks the second factor is led to it by the page they go to.
        return super().get_success_url()


class SignOut(auth.LogoutView):
    next_page = reverse_lazy("home")


@method_decorator(signed_in, name="dispatch")
class Password(Framed, auth.PasswordChangeView):
    template_name = "log/password.html"
    success_url = reverse_lazy("account")
    here = "Change your password"
    crumbs = (DESK, ("Your account", "/log/account/"))

    def dispatch(self, request, *args, **kwargs):
        if lacks_second_factor(request):
            return redirect(f"{reverse('second-factor')}?{urlencode({'next': request.path})}")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """The old password is guessed no oftener here than at the door: both count together."""
        if not AxesProxyHandler.is_allowed(request, self.credentials):
            return too_many(request)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        if "old_password" in form.errors and form.data.get("old_password"):
            user_login_failed.send(__name__, credentials=self.credentials, request=self.request)
        return super().form_invalid(form)

    @property
    def credentials(self):
        return {"username": self.request.user.get_username()}

    def form_valid(self, form):
        messages.success(self.request, "Your password is changed.")
        return super().form_valid(form)


@require_safe
@signed_in
def account(request):
    """Who one is here, and how one signs in."""
    errors = no_parameters(request.GET)
    context = {
        "errors": errors,
        "by": person(request),
        "no_role": NO_ROLE,
        "second_factor": second_factor.is_set_up(request.user),
        "codes_left": second_factor.codes_left(request.user),
        "here": "Your account",
    }
    return desk_page(request, "log/account.html", context, status=400 if errors else 200)


def too_many(request, original_response=None, credentials=None):
    """After too many wrong passwords: which name and address, and for how long. Asked for by django-axes."""
    wait = round(settings.AXES_COOLOFF_TIME * 3600)
    why = (
        f"There were {settings.AXES_FAILURE_LIMIT} wrong passwords for this name from your address. For {wait // 60} minutes no other is "
        "looked at, not even the right one. If you have forgotten yours, an administrator can set a new one."
    )
    response = error_page(request, 429, what="Too many wrong passwords", why=why, ways=[HOME])
    response.headers["Retry-After"] = str(wait)
    return response
