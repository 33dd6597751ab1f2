"""The schema as a page tells it: what there is to know, and each address with its parameters."""

from dataclasses import dataclass

from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

# Our own words; raw HTML in them would be shown as text.
MARKDOWN = MarkdownIt("commonmark", {"html": False})
METHOD = "get"


@dataclass(frozen=True)
class Parameter:
    name: str
    takes: str
    about: str
    in_path: bool


@dataclass(frozen=True)
class Operation:
    """An address that can be asked: `key` is an id for its heading."""

    key: str
    path: str
    title: str
    about: str
    parameters: list


def about(document):
    """What stands above the operations, as HTML."""
    return _html(document["info"]["description"])


def operations(document):
    """[(name, what it is about, [Operation])] in the order of the schema."""
    found = {tag["name"]: (tag["description"], []) for tag in document["tags"]}
    for path, methods in document["paths"].items():
        made = methods[METHOD]
        description, held = found[made["tags"][0]]
        said = made.get("description", "")
        held.append(
            Operation(
                made["operationId"],
                path,
                made["summary"],
                "" if said == description else said,
                [_parameter(one) for one in made.get("parameters", ()) if one["in"] != "header"],
            )
        )
    return [(name, description, held) for name, (description, held) in found.items() if held]


def _parameter(one):
    return Parameter(one["name"], _takes(one["schema"]), _html(one.get("description", "")), one["in"] == "path")


def _takes(schema):
    """What a value looks like, in a word or two; the codes stand in the description."""
    schema = schema.get("items", schema)
    if "enum" in schema:
        return schema["enum"][0] if len(schema["enum"]) == 1 else "code"
    if schema.get("format") == "date" or "example" in schema:
        return f"such as {schema['example']}" if "example" in schema else "date"
    return {"integer": "number", "boolean": "true or false"}.get(schema["type"], "text")


def _html(text):
    return mark_safe(MARKDOWN.render(text))  # noqa: S308  escaped by the renderer
