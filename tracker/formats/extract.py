"""What a file is made of: its rows, and what is said of them in it and beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tracker.selections import data_version, last_published

from .headers import LICENCE

LICENCE_NAME = "Creative Commons Attribution 4.0 International (CC BY 4.0)"
NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Extract:
    """`rows` are read while the file is written, once. `words` are the selection as a sentence; `page` and `file` are
    the addresses of the page that shows the same and of the file itself; `updated` is the last published change, `as_of`
    the day asked of a single row."""

    listing: object
    rows: Iterable
    count: int
    words: str
    title: str
    page: str
    file: str
    site: str
    version: str
    updated: datetime
    as_of: date | None = None

    @classmethod
    def of(cls, listing, rows, *, count, words, site, path, file, query="", title="", as_of=None):
        """The extract of what is published now; `path` and `file` are addresses on this site, `query` follows both."""
        question = f"?{query}" if query else ""
        return cls(
            listing=listing,
            rows=rows,
            count=count,
            words=words,
            title=f"Pacta: {title or words}",
            page=f"{site}{path}{question}",
            file=f"{site}{file}{question}",
            site=site,
            version=data_version(),
            updated=last_published() or NOTHING_YET,
            as_of=as_of,
        )

    @property
    def licence(self):
        return f"{LICENCE_NAME}, {LICENCE}"

    @property
    def about(self):
        """[(what, said)]: what stands inside a file whose format has room for it."""
        return [
            ("Title", self.title),
            ("Selection", self.words),
            ("Data version", self.version),
            ("Licence", self.licence),
            ("Address", self.page),
        ]

    @property
    def described(self):
        """The same as sentences."""
        return f"{self.words}. Data version {self.version}. Licence: {self.licence}."
