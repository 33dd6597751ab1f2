"""The schema as a document, and as a page to read it and to try it from."""

from functools import lru_cache

from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from rest_framework.renderers import JSONRenderer, TemplateHTMLRenderer
from rest_framework.views import APIView

from tracker.formats.answers import refused
from tracker.formats.rooms import around
from tracker.formats.site import site_of
from tracker.selections import Refused, data_version, no_parameters

from .operations import about, operations
from .views import Reading


class Schema(Reading):
    """OpenAPI, as JSON."""

    schema = None
    renderer_classes = [JSONRenderer, OpenApiJsonRenderer]

    def get(self, request):
        if errors := no_parameters(request.query_params):
            raise Refused(errors)
        return self.answer(document(site_of(request)), "The schema of the API")


@lru_cache(maxsize=8)
def document(site):
    """The schema as a dict; its examples name this site. Making it takes half a second, and it changes with the code alone."""
    made = SchemaGenerator().get_schema(public=True)
    made["info"]["description"] = made["info"]["description"].replace("{site}", site)
    return made


@lru_cache(maxsize=8)
def told(site):
    """The schema as the page has it: (what there is to know, the operations by what they are about)."""
    made = document(site)
    return about(made), operations(made)


class Docs(APIView):
    """The schema to be read, and below it, where scripts run, Swagger UI to try it from; nothing comes from another site."""

    schema = None
    http_method_names = ["get", "head", "options"]
    renderer_classes = [TemplateHTMLRenderer]

    def get(self, request):
        if errors := no_parameters(request.query_params):
            return refused(errors)  # its own renderer knows pages alone
        site = site_of(request)
        said, groups = told(site)
        context = {"about": said, "groups": groups, "data_version": data_version(), "canonical": f"{site}{request.path}"}
        return render(request._request, "api/docs.html", context | {"crumbs": []} | around(request.path))
