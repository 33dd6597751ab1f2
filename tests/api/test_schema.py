"""The schema: complete, without a warning, and true of every answer."""

import re

import jsonschema
import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from tracker.api.documentation import document, told
from tracker.api.resources import OFFERED
from tracker.catalogue import RECORD_TYPES

SITE = "http://testserver"
PATHS = [
    "/api/v1/",
    *(f"/api/v1/{listing.name}/" for listing in OFFERED),
    *(f"/api/v1/{listing.name}/{{key}}/" for listing in OFFERED if listing.table),
    "/api/v1/counts/",
]


@pytest.fixture
def schema(db):
    document.cache_clear()
    told.cache_clear()
    return document(SITE)


def as_json_schema(node):
    """OpenAPI 3.0 as JSON Schema: `nullable` is a type there."""
    if isinstance(node, list):
        return [as_json_schema(part) for part in node]
    if not isinstance(node, dict):
        return node
    made = {name: as_json_schema(part) for name, part in node.items() if name != "nullable"}
    if node.get("nullable") and "type" in made:
        made["type"] = [made["type"], "null"]
    if "properties" in made:
        made["additionalProperties"] = False
    return made


def holds(schema, path, code, answer):
    described = schema["paths"][path]["get"]["responses"][str(code)]["content"]["application/json"]["schema"]
    root = as_json_schema(described) | {"components": as_json_schema(schema["components"])}
    jsonschema.validate(answer, root)


def test_it_is_made_without_a_warning_and_valid(db, capsys):
    GENERATOR_STATS.reset()
    document.cache_clear()
    validate_schema(document(SITE))
    assert not GENERATOR_STATS
    assert capsys.readouterr() == ("", "")


def test_it_describes_every_address_and_every_kind_of_answer(schema):
    assert sorted(schema["paths"]) == sorted(PATHS)
    for path, methods in schema["paths"].items():
        codes = {"200", "304", "400", "405", "406"} | ({"404"} if path not in ("/api/v1/", "/api/v1/counts/") else set())
        if "{key}" in path:
            codes |= {"410"} | ({"301"} if path.split("/")[3] in {record_type.name for record_type in RECORD_TYPES} else set())
        assert methods["get"]["responses"].keys() == codes
        assert methods["get"]["responses"]["200"]["headers"].keys() == {"ETag", "X-Data-Version", "X-Selection", "Link"}
        assert methods.keys() == {"get"}


@pytest.mark.parametrize("listing", OFFERED, ids=lambda listing: listing.name)
def test_every_filter_is_a_parameter_with_its_codes(schema, listing):
    described = {one["name"]: one for one in schema["paths"][f"/api/v1/{listing.name}/"]["get"]["parameters"]}
    assert described.keys() == {*listing.filters.base_filters, "sort", "page", "per_page", "facets"}
    assert all(one["description"] for one in described.values())
    for name, made in listing.filters.base_filters.items():
        if made.facet and name in ("theme", "list"):  # data, which are not the schema's to know
            assert "enum" not in described[name]["schema"]["items"]
        elif made.facet:
            assert described[name]["schema"]["items"]["enum"] == [str(code) for code, _word in made.field.choices]


@pytest.mark.parametrize("listing", OFFERED, ids=lambda listing: listing.name)
def test_every_answer_is_as_described(schema, ask, world, listing):
    path = f"/api/v1/{listing.name}/"
    page = ask(f"{listing.name}/", facets=1)
    holds(schema, path, 200, page)
    holds(schema, path, 400, ask(f"{listing.name}/", status=400, nonsense=1))
    holds(schema, path, 404, ask(f"{listing.name}/", status=404, page=99))
    for row in page["results"] if listing.table else ():
        holds(schema, f"{path}{{key}}/", 200, ask(f"{listing.name}/{row['key']}/"))


def test_every_recorded_column_is_described_in_the_words_of_its_editor(schema):
    for listing in OFFERED:
        if listing.table is None:
            continue
        described = schema["components"]["schemas"][listing.label]["properties"]
        for name, column in listing.table.columns.items():
            shown = {"url": "source_url", "in_force": "in_force_date"}.get(name, name)
            assert shown in described
            if name not in ("key", "title"):
                assert column.help in described[shown].get("description", "")


def test_counts_and_addresses_are_as_described(schema, ask, world):
    holds(schema, "/api/v1/", 200, ask(""))
    holds(schema, "/api/v1/counts/", 200, ask("counts/", record="npt"))
    holds(schema, "/api/v1/counts/", 200, ask("counts/", record=["npt", "inf"]))


def test_it_explains_in_force_as_a_boolean_and_its_date(schema):
    described = schema["components"]["schemas"]["Treaty"]["properties"]
    assert described["in_force"]["type"] == "boolean"
    assert described["in_force_date"]["nullable"] is True
    assert "`in_force_date`" in schema["info"]["description"]


def test_it_names_the_site_in_its_examples(schema, ask):
    for described in (schema, ask("schema/")):
        assert f"{SITE}/api/v1/participations/" in described["info"]["description"]
        assert "{site}" not in described["info"]["description"]


def test_the_page_tells_every_address_and_parameter_without_a_script(client, schema):
    shown = client.get("/api/v1/docs/").text
    assert "<title>API · Pacta</title>" in shown
    assert '<nav class="rooms" aria-label="Main">' in shown
    assert "curl 'http://testserver/api/v1/participations/" in shown
    assert "library(jsonlite)" in shown
    for path in PATHS:
        operation = schema["paths"][path]["get"]
        told = shown.partition(f'id="op-{operation["operationId"]}"')[2].partition('class="api-operation"')[0]
        assert f"GET {path}" in told.replace("<wbr>", "")
        assert re.findall(r"<dt><code>(.*?)</code>", told) == [
            one["name"] for one in operation.get("parameters", ()) if one["in"] != "header"
        ]
