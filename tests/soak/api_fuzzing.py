"""What schemathesis shall know beyond the schema: keys that exist, and that a blank value counts as absent."""

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
    # Of an object its names are sent, and of a null nothing.
    given = [list(value) if isinstance(value, (list, dict)) else [value] for value in (case.query or {}).values()]
    return all(values and all(value is not None and str(value).strip() for value in values) for values in given)
