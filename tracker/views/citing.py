"""'Cite this': a page's reference in every form that people copy, and what search engines are told of it."""

import json
from dataclasses import dataclass

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


def of_this_list(request, selection, files):
    """The same of a list: of the selection that it shows, however it is paged."""
    site, version = site_of(request), data_version()
    path = f"{request.path}{'?' if selection.query else ''}{selection.query}"
    words = selection.sentence(count=False)
    named = selection.listing.title
    title = f"{named}{words[len(named) :]}" if words.startswith(named.lower()) else f"{named}: {words}"
    reference = page_reference(f"pacta-{selection.listing.name}", title, f"{site}{path}", version=version, accessed=selection.today)
    data = of_list(title, selection.listing.about, site=site, path=path, files=files, version=version)
    return {"cite": cited(reference), "linked": script_text(data)}


def of_this_page(request, name, title, *, query, day, today):
    """How to cite a page that is neither: an answer to a question."""
    address = f"{site_of(request)}{request.path}?{query}"
    return cited(page_reference(f"pacta-{name}", title, address, version=data_version(), kind="page", as_of=day, accessed=today))
