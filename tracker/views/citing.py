"""'Cite this': a page's reference in every form that people copy, and what search engines are told of it."""

import json
from dataclasses import dataclass
from hashlib import sha256

from tracker.formats import to_bibtex, to_csl, to_ris
from tracker.formats.references import page_reference, plain_text, reference_to
from tracker.formats.site import site_of
from tracker.formats.to_jsonld import of_list, of_row, script_text
from tracker.selections import data_version


@dataclass(frozen=True)
class Cited:
    """`text` is for a footnote; `forms` are (label, text) for programs."""

    text: str
    address: str
    forms: tuple


def cited(reference):
    item = json.dumps(to_csl.item(reference), ensure_ascii=False, indent=2)
    forms = (("BibTeX", to_bibtex.entry(reference).strip()), ("RIS", to_ris.entry(reference).strip()), ("CSL-JSON", item))
    return Cited(plain_text(reference).removesuffix(reference.url), reference.url, forms)


def of_this_row(request, listing, row, *, day, today):
    """What the page of a row says of how to cite it: as its statuses stood on the day shown."""
    site, version = site_of(request), data_version()
    reference = reference_to(listing, row, site=site, version=version, as_of=day, accessed=today)
    return {"cite": cited(reference), "linked": script_text(of_row(listing, row, site=site, version=version))}


def of_this_list(request, selection, files, called=""):
    """The same of a list: of the selection that it shows, however it is paged. `called` is what it is named, where not as its listing."""
    site, version = site_of(request), data_version()
    path = f"{request.path}{'?' if selection.query else ''}{selection.query}"
    words = selection.sentence(count=False)
    named = called or selection.listing.title
    title = f"{named}{words[len(named) :]}" if words.startswith(named.lower()) else f"{named}: {words}"
    reference = page_reference(list_key(selection), title, f"{site}{path}", version=version, accessed=selection.today)
    data = of_list(title, selection.listing.about, site=site, path=path, files=files, version=version)
    return {"cite": cited(reference), "linked": script_text(data)}


def list_key(selection):
    """A citation key of its own for each selection: `pacta-treaties`, `pacta-timeline-theme-verification`, `pacta-treaties-3f2a9c`."""
    parts = ["pacta", selection.listing.name, *(part for pair in selection.fixed.items() for part in pair)]
    if selection.query:
        asked = sorted((name, value) for name, values in selection.params.lists() if name not in ("page", "per_page") for value in values)
        parts.append(sha256(repr(asked).encode()).hexdigest()[:6])
    return "-".join(parts)


def of_this_page(request, name, title, *, query, day, today):
    """How to cite a page that is neither: an answer to a question."""
    address = f"{site_of(request)}{request.path}?{query}"
    return cited(page_reference(f"pacta-{name}-{day}", title, address, version=data_version(), kind="page", as_of=day, accessed=today))
