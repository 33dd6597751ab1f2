"""The rooms and the menu: what every page leads to, above and below it."""

from functools import lru_cache

from django.urls import Resolver404, resolve

from tracker.catalogue import RECORD_TYPES

TYPES = [(record_type.title, f"/{record_type.name}/") for record_type in RECORD_TYPES]
ROOMS = (
    TYPES,
    [("Actors", "/actors/"), ("Commitments", "/commitments/")],
    [("Timeline", "/timeline/"), ("Matrix", "/matrix/"), ("Balance", "/balance/"), ("Calendar", "/calendar/")],
)
MENU = (
    ("Records", TYPES),
    ("Who and what", [("Actors", "/actors/"), ("Commitments", "/commitments/"), ("Themes", "/themes/"), ("Sources", "/sources/")]),
    (
        "In time and side by side",
        [
            ("Timeline", "/timeline/"),
            ("Stories", "/stories/"),
            ("Matrix", "/matrix/"),
            ("Compare", "/compare/"),
            ("Balance", "/balance/"),
            ("Map", "/map/"),
            ("Calendar", "/calendar/"),
        ],
    ),
    (
        "Data",
        [
            ("Search", "/search/"),
            ("Changes", "/changes/"),
            ("Releases", "/releases/"),
            ("API", "/api/v1/docs/"),
            ("Codebook", "/codebook/"),
        ],
    ),
    ("About", [("Method and licence", "/about/"), ("Glossary", "/glossary/"), ("Research desk", "/log/")]),
)


def around(path):
    """The rooms and the menu as they stand on the page at this path; asks nothing of the database."""
    return {
        "rooms": [
            {"label": label, "url": url, "current": _current(url, path), "gap": group and not place}
            for group, links in enumerate(ROOMS)
            for place, (label, url) in enumerate(_existing(tuple(links)))
        ],
        "menu": [
            {"label": label, "links": [{"label": name, "url": url} for name, url in found]}
            for label, links in MENU
            if (found := _existing(tuple(links)))
        ],
    }


def _current(url, path):
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""


@lru_cache
def _existing(links):
    """The links whose pages there are: a page comes into the rooms and the menu with its address."""
    return [(label, url) for label, url in links if leads_somewhere(url)]


def leads_somewhere(url):
    try:
        resolve(url)
    except Resolver404:
        return False
    return True
