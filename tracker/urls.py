"""Which address leads to which view."""

from django.urls import path

from tracker.views.health import healthz

urlpatterns = [
    path("healthz", healthz),
]
