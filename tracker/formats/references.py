"""How a row is cited: as a page of this database, or, for a source, as the document that it is."""

from dataclasses import dataclass
from datetime import date

from tracker.models import PartialDate

from .extract import LICENCE_NAME
from .values import day_text

AUTHOR = "Pacta"


@dataclass(frozen=True)
class Reference:
    """`kind` is `page`, `list` or `document`; `on` the day of the data (a partial date for a document), `accessed` the
    day of reading: known on a page, never in a file, whose content no day of reading may change."""

    key: str
    kind: str
    title: str
    author: str
    publisher: str
    on: PartialDate | None
    url: str
    note: str = ""
    language: str = ""
    archived: str = ""
    accessed: date | None = None


def day_of(version):
    """The day of a data version `412-2026-11-23`."""
    day = version.partition("-")[2]
    return PartialDate.parse(day) if day else None


def reference_to(listing, row, *, site, version, as_of=None, accessed=None):
    """The Reference to a row; `as_of` is the day whose statuses are cited, where one was asked."""
    key = str(row.get("key") or row["id"])
    if listing.name == "sources":
        return Reference(
            key=key,
            kind="document",
            title=row["title"],
            author=row["publisher"],
            publisher=row["publisher"],
            on=row["date"],
            url=row["url"] or f"{site}{row['page']}",
            note=f"Cited in {AUTHOR}, {site}{row['page']}",
            language=row["language"].replace("|", ", "),
            archived=row["archived_url"],
            accessed=accessed,
        )
    return page_reference(
        f"pacta-{key}",
        title_of(listing, row),
        f"{site}{row['page']}",
        version=version,
        kind="page",
        as_of=as_of,
        accessed=accessed,
    )


def title_of(listing, row):
    if listing.name == "commitments":
        return f"{row['record'].label}, {row['reference']}: {row['title']}"
    title, short = row.get("title") or row.get("name") or row["key"], row.get("short_title")
    return f"{title} ({short})" if short and short != title else title


def page_reference(key, title, url, *, version, kind="list", as_of=None, accessed=None):
    """The Reference to a page of this database: a row's, or a list's."""
    status = f"Status as of {day_text(as_of)}. " if as_of else ""
    address = f"{url}{'&' if '?' in url else '?'}as_of={as_of.isoformat()}" if as_of else url
    note = f"{status}Data version {version}. {LICENCE_NAME}"
    return Reference(key, kind, title, AUTHOR, AUTHOR, day_of(version), address, note, "en", accessed=accessed)


def references(extract):
    """The References of an extract's rows."""
    for row in extract.rows:
        yield reference_to(extract.listing, row, site=extract.site, version=extract.version, as_of=extract.as_of)


def plain_text(reference):
    """The reference as a sentence, as it stands in a footnote."""
    on = f" ({reference.on.first.year})" if reference.on and reference.kind == "document" else ""
    said = [f"{reference.author}{on}. “{reference.title}.”"]
    if reference.note:
        said.append(f"{reference.note.rstrip('.')}.")
    if reference.accessed:
        said.append(f"Accessed {day_text(reference.accessed)}.")
    return " ".join([*said, reference.url])
