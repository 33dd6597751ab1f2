"""Which address leads to which view."""

from django.contrib import admin
from django.urls import path, re_path

from tracker.catalogue import RECORD_TYPES
from tracker.views import files
from tracker.views.health import healthz

TYPES = "|".join(record_type.name for record_type in RECORD_TYPES)
KEY = "[a-z0-9]+(?:-[a-z0-9]+)*"

# Files: the extension is the format.
file_urls = [
    re_path(rf"^(?P<name>{TYPES}|actors|commitments|themes|sources|timeline)\.(?P<extension>csv|json)$", files.listing_file, name="listing-file"),
    re_path(rf"^(?P<name>{TYPES})/(?P<key>{KEY})\.(?P<extension>json)$", files.record_file, name="record-file"),
    re_path(rf"^(?P<name>{TYPES})/(?P<key>{KEY})/participants\.csv$", files.participants_file, name="participants-file"),
    re_path(rf"^actors/(?P<key>{KEY})\.json$", files.actor_file, name="actor-file"),
    re_path(r"^commitments/(?P<key>[a-z0-9]+)\.json$", files.commitment_file, name="commitment-file"),
    path("search.json", files.search_file, name="search-file"),
]

urlpatterns = [
    path("healthz", healthz),
    path("admin/", admin.site.urls),
    *file_urls,
]
