"""The one application of this project, and which files of the others need not be served."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangosAdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class TrackerConfig(AppConfig):
    name = "tracker"
    label = "tracker"
    verbose_name = "Arms Control Tracker"
    default_auto_field = "django.db.models.BigAutoField"


class AdminConfig(DjangosAdminConfig):
    default_site = "tracker.desk.admin_site.Site"


class StaticConfig(StaticFilesConfig):
    # ReDoc cannot work under our content policy, and DRF's own pages are off: to compress theirs takes half a minute.
    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "redoc", "rest_framework"]
