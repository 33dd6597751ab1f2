"""What stands round every page: the rooms above, the list of all pages below."""

from dataclasses import dataclass
from functools import lru_cache

from django.shortcuts import render
from django.urls import Resolver404, resolve

from tracker.catalogue import LISTINGS, RECORD_TYPES
from tracker.catalogue.computed_columns import CODEBOOK, HITS
from tracker.formats.registry import FORMATS, offered
from tracker.formats.site import site_of
from tracker.selections import data_version

NOT_OF_AN_ADDRESS = ("as_of", "basis", "sort", "per_page")
LISTED = LISTINGS | {found.name: found for found in (HITS, CODEBOOK)}
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


def page(request, template, context, *, status=200):
    """A page with what stands round it."""
    site = site_of(request)
    said = {"data_version": data_version(), "site": site, "canonical": canonical(site, request) if status == 200 else ""}
    return render(request, template, said | context | around(request.path), status=status)


def canonical(site, request):
    """The one address of what a page shows, whatever the day, the order and the size in which it is asked."""
    query = request.GET.copy()
    for name in NOT_OF_AN_ADDRESS:
        query.pop(name, None)
    return f"{site}{request.path}{'?' if query else ''}{query.urlencode()}"


@dataclass(frozen=True)
class File:
    """A file of what a page shows; `purpose` is what people take it for: `data`, `reference` or `follow`."""

    label: str
    address: str
    media_type: str
    purpose: str


def files_of(base, query="", formats=None):
    """Files of what a page shows. `formats` are extensions; without, every one in which the list or the row at this
    address comes. A feed and a calendar of a row are of no day: they take no query.
    """
    name, _, key = base.strip("/").partition("/")
    made = [FORMATS[extension] for extension in formats] if formats else offered(LISTED[name], one=bool(key))
    question = f"?{query}" if query else ""
    return [
        File(one.label, f"{base}.{one.extension}{'' if key and one.purpose == 'follow' else question}", one.media_type, one.purpose)
        for one in made
    ]


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
