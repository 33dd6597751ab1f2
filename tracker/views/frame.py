"""What stands round every page, and files of what it shows."""

from dataclasses import dataclass

from django.shortcuts import render

from tracker.catalogue import LISTINGS
from tracker.catalogue.computed_columns import CODEBOOK, HITS
from tracker.formats.registry import FORMATS, offered
from tracker.formats.rooms import around
from tracker.formats.site import site_of
from tracker.selections import data_version

NOT_OF_AN_ADDRESS = ("as_of", "basis", "sort", "per_page")
LISTED = LISTINGS | {found.name: found for found in (HITS, CODEBOOK)}


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
