"""The one application of this project."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"
    label = "tracker"
    verbose_name = "Arms Control Tracker"
    default_auto_field = "django.db.models.BigAutoField"
