"""JSON Lines: a row a line, each as in JSON. What is said of the whole stands in the headers."""

from .plain import json_row
from .to_json import dumps


def write(extract):
    for row in extract.rows:
        yield f"{dumps(json_row(extract.listing, row, extract.site))}\n"
