"""BibTeX: UTF-8, names of bodies in braces of their own so that no program takes them for a person's."""

import re

from .references import references

# What TeX would read as a command. Text goes through here; addresses stand as they are, their braces coded.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_NOT_OF_A_KEY = re.compile(r"[^A-Za-z0-9:-]")
_ESCAPED = str.maketrans(_SPECIAL)


def tex(text):
    return " ".join(str(text).split()).translate(_ESCAPED)


def address(url):
    return url.replace("{", "%7B").replace("}", "%7D")


def write(extract):
    """What is said of the whole, as a comment; then an entry a row."""
    for line in extract.about:
        yield f"% {line[0]}: {' '.join(line[1].replace('@', '(at)').split())}\n"
    for reference in references(extract):
        yield f"\n{entry(reference)}"


def entry(reference):
    """One entry."""
    fields = {
        "author": f"{{{tex(reference.author)}}}",
        "title": f"{{{tex(reference.title)}}}",
        **_date(reference.on),
        "howpublished": tex(reference.publisher) if reference.publisher != reference.author else "",
        "url": address(reference.url),
        "urldate": reference.accessed.isoformat() if reference.accessed else "",
        "language": tex(reference.language),
        "note": tex(". ".join(part for part in (reference.note, f"Archived: {reference.archived}" if reference.archived else "") if part)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    body = ",\n".join(lines)
    return f"@misc{{{_NOT_OF_A_KEY.sub('-', reference.key)},\n{body}\n}}\n"


def _date(on):
    """`year`, with `month` and `day` where they are known."""
    if on is None or on.precision == "interval":
        return {"year": f"{on.first.year:04}"} if on and on.first.year > 1 else {}
    found = {"year": f"{on.first.year:04}"}
    if on.precision in ("day", "month"):
        found["month"] = str(on.first.month)
    if on.precision == "day":
        found["day"] = str(on.first.day)
    return found
