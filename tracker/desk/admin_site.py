"""The admin as a site: entered by our own door, and with the second factor where that is due.

It stands here because Django makes the site before it imports the modules of `tracker.admin`, which register with it.
"""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse

from .people import lacks_second_factor


class Site(admin.AdminSite):
    site_header = site_title = "Pacta"
    index_title = "What is recorded"

    def has_permission(self, request):
        return super().has_permission(request) and not lacks_second_factor(request)

    def login(self, request, extra_context=None):
        index = reverse("admin:index", current_app=self.name)
        if self.has_permission(request):
            return redirect(index)
        return redirect_to_login(request.GET.get("next", index))

    def password_change(self, request, extra_context=None):
        return redirect("password")
