"""The OpenAPI schema: operations from the listings, and on top what a newcomer needs to know."""

from pathlib import Path

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from tracker.formats.headers import LICENCE

from . import parameters
from .resources import TAGS
from .serializers import Detail, Errors

ABOUT = (Path(__file__).parent / "about.md").read_text(encoding="utf-8")
SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}


class ReadingSchema(AutoSchema):
    """Asks the view what it takes and answers: its `takes`, `gives`, `title`, `about` and `tag`."""

    def get_operation_id(self):
        return self.view.operation

    def get_summary(self):
        return self.view.title

    def get_description(self):
        return self.view.about

    def get_tags(self):
        return [self.view.tag]

    def get_override_parameters(self):
        key = [OpenApiParameter("key", SLUG, OpenApiParameter.PATH, description="Its key or id.")] if "{key}" in self.path else []
        return [*key, *self.view.takes(), *parameters.HEADERS]

    def get_response_serializers(self):
        answers = {
            200: self.view.gives(),
            304: OpenApiResponse(description="Nothing has changed since the answer with that ETag."),
            400: OpenApiResponse(Errors, "A parameter is unknown, or its value cannot be answered; nothing is selected."),
            405: OpenApiResponse(Detail, "The API is for reading: GET, HEAD and OPTIONS."),
            406: OpenApiResponse(Detail, "The answers are JSON; nothing else can be accepted."),
        }
        for code, about in self.view.also_answers.items():
            answers[code] = OpenApiResponse(Detail if code >= 400 else None, about)
        return dict(sorted(answers.items()))


def finished(result, generator, request, public):
    """The whole schema with what stands above its operations, and codes listed where they are used."""
    result["info"]["description"] = ABOUT
    result["info"]["license"] = {"name": "Creative Commons Attribution 4.0 International", "url": LICENCE}
    result["tags"] = [{"name": name, "description": about} for name, about in TAGS]
    _drop(result["components"]["schemas"], "x-spec-enum-id")
    return result


def _drop(node, name):
    """Take a key out of a document, however deep."""
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _drop(child, name)
    if isinstance(node, dict):
        node.pop(name, None)
