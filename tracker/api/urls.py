"""Addresses below /api/v1/."""

from django.urls import path, re_path

from .documentation import Docs, Schema
from .resources import OFFERED
from .views import Addresses, Counts, Nothing, Participations, Row, Rows

app_name = "api"
urlpatterns = [
    path("", Addresses.as_view(), name="addresses"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
    path("counts/", Counts.as_view(), name="counts"),
]
for listing in OFFERED:
    view = Rows if listing.table else Participations
    urlpatterns.append(path(f"{listing.name}/", view.as_view(listing=listing), name=listing.name))
    if listing.table:
        urlpatterns.append(path(f"{listing.name}/<slug:key>/", Row.as_view(listing=listing), name=f"{listing.name}-row"))
# An address without its last slash is led to the one with it first.
urlpatterns.append(re_path(r"[\s\S]*/$", Nothing.as_view()))
