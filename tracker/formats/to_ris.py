"""RIS, for programs that keep references. It has no comments: what is said of the whole stands with each entry."""

from rispy import RisWriter

from .references import references

TYPES = {"page": "DBASE", "list": "DATA", "document": "GEN"}


class _Writer(RisWriter):
    def set_header(self, count):
        """No number before an entry, which only some programs read."""
        return ""


def write(extract):
    for reference in references(extract):
        yield entry(reference, extract.words)


def entry(reference, selection=""):
    """One entry, with a blank line after it."""
    on = reference.on
    found = {
        "type_of_reference": TYPES[reference.kind],
        "id": reference.key,
        "title": line(reference.title),
        "authors": [line(reference.author)],
        "publisher": line(reference.publisher),
        "year": f"{on.first.year:04}" if on and on.first.year > 1 else "",
        "date": _date(on),
        "urls": [url for url in (reference.url, reference.archived) if url],
        "access_date": f"{reference.accessed:%Y/%m/%d}" if reference.accessed else "",
        "language": reference.language,
        "notes": [line(text) for text in (reference.note, f"From the selection: {selection}" if selection else "") if text],
    }
    return f"{_Writer().formats([{name: value for name, value in found.items() if value}]).strip()}\n\n"


def line(text):
    """A text on one line: RIS knows no others."""
    return " ".join(str(text).split())


def _date(on):
    """`2026/11/23/`, with what is not known left out."""
    if on is None or on.precision not in ("day", "month"):
        return ""
    return f"{on.first.year:04}/{on.first.month:02}/{f'{on.first.day:02}' if on.precision == 'day' else ''}/"
