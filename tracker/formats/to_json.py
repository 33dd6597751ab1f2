"""JSON: `{"count", "data_version", "description", "results"}`, each row with `type`, `key`, `title`, `url`."""

import json

from .headers import LICENCE
from .plain import json_row

MEDIA_TYPE = "application/json"


def dumps(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def to_json(results, *, version, description):
    return dumps({"count": len(results), "data_version": version, "description": description, "results": results})


def write(extract):
    head = {"count": extract.count, "data_version": extract.version, "description": extract.words, "licence": LICENCE, "page": extract.page}
    yield f'{dumps(head)[:-1]},"results":['
    comma = ""
    for row in extract.rows:
        yield f"{comma}\n{dumps(json_row(extract.listing, row, extract.site))}"
        comma = ","
    yield "\n]}\n"
