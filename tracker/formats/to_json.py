"""JSON: `{"count", "data_version", "description", "results"}`, each row with `type`, `key`, `title`, `url`."""

import json

from .plain import json_row

MEDIA_TYPE = "application/json"


def dumps(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def to_json(results, *, version, description):
    return dumps({"count": len(results), "data_version": version, "description": description, "results": results})


def listing_json(listing, rows, site, *, version, description):
    return to_json([json_row(listing, row, site) for row in rows], version=version, description=description)
