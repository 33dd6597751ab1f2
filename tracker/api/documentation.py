"""The schema as a document, and as a page to read it and to try it from."""

from functools import lru_cache

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer

from tracker.formats.answers import refused
from tracker.formats.site import site_of
from tracker.selections import Refused, no_parameters

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


class Docs(SpectacularSwaggerSplitView):
    """Swagger UI; nothing in it comes from another site."""

    http_method_names = ["get", "head", "options"]
    url_name = "api:schema"
    template_name = "api/docs.html"
    template_name_js = "api/docs.js"

    def get(self, request, *args, **kwargs):
        """The page, or with `script` its script."""
        if errors := no_parameters(request.query_params, known=("script",)):
            return refused(errors)  # its own renderer knows pages alone
        return super().get(request, *args, **kwargs)
