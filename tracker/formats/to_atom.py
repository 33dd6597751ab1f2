"""Atom: what changed in a selection, newest first. An entry's id holds the number of its change, so that a reader's
program tells of it once, and of the next change again."""

from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from .change_text import changes_text, step_title
from .extract import NOTHING_YET
from .headers import LICENCE
from .plain import legible, moment

SINCE = "2026"  # of the tag: scheme, RFC 4151: the year in which these ids began


def text(value):
    return escape(legible(str(value)))


def tag_of(site, path):
    return f"tag:{urlsplit(site).hostname},{SINCE}:{path}"


def write(extract):
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n'
    yield f"<id>{text(tag_of(extract.site, extract.file.removeprefix(extract.site)))}</id>\n"
    yield f"<title>{text(extract.title)}</title>\n<subtitle>{text(extract.described)}</subtitle>\n"
    yield f"<updated>{moment(extract.updated)}</updated>\n<author><name>Pacta</name><uri>{text(extract.site)}/</uri></author>\n"
    yield f'<link rel="self" type="application/atom+xml" href={quoteattr(extract.file)}/>\n<link href={quoteattr(extract.page)}/>\n'
    yield f'<link rel="license" href="{LICENCE}"/>\n<rights>{text(extract.licence)}</rights>\n'
    for row in extract.rows:
        yield entry(extract, row)
    yield "</feed>\n"


def entry(extract, row):
    told = step_title(row.changes) if row.changes else ""
    title = ": ".join(part for part in (row.title, told) if part)
    path = f"/{extract.listing.name}/{row.key}/changes/{row.number}"
    return (
        f"<entry><id>{text(tag_of(extract.site, path))}</id><title>{text(title)}</title>"
        f"<link href={quoteattr(extract.site + row.page)}/><updated>{moment(row.at or NOTHING_YET)}</updated>"
        f'<content type="text">{text(changes_text(row.changes))}</content></entry>\n'
    )
