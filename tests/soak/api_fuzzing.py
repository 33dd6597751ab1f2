"""What schemathesis shall know beyond the schema: keys that exist, and that a blank value counts as absent."""

from urllib.parse import parse_qsl, urlsplit

import requests
import schemathesis

KEYS = {
    "record": ["npt", "att", "ctbt", "inf", "abm", "aegis-ashore-deveselu"],
    "actor": ["fra", "rus", "ussr", "usa", "prk", "nato"],
    "theme": ["missile_defence", "nuclear_disarmament", "outer_space"],
}


@schemathesis.hook
def map_query(context, query):
    """Most keys made ones that exist: otherwise nearly every question would be refused at once. What is wrong stays wrong."""
    for name, values in (query or {}).items():
        if name in KEYS and isinstance(values, list):
            query[name] = [_existing(KEYS[name], value) if isinstance(value, str) and value else value for value in values]
    return query


def _existing(keys, value):
    place = len(value) % 7
    return keys[place] if place < len(keys) else value


@schemathesis.hook
def filter_case(context, case):
    # Of null, of an empty list or of an object with a nameless member nothing is sent, or a blank.
    asked = requests.Request("GET", "http://localhost/", params=case.query or {}).prepare().url
    sent = parse_qsl(urlsplit(asked).query, keep_blank_values=True)
    return {name for name, _ in sent} >= set(case.query or {}) and all(value.strip() for _, value in sent)
