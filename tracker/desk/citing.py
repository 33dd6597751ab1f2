"""The source that is given with a row: held already and cited, or recorded with it."""

from dataclasses import dataclass, field

from django.utils.text import slugify

from tracker.catalogue.said_dates import said_date
from tracker.models import FormerKey, Record, Source, Theme

from .names import sources_at

NAMES = ("source_url", "source_title", "source_publisher", "source_date")


@dataclass
class Given:
    """`held` are sources to be cited, `new` one to be recorded first (not saved yet)."""

    texts: dict
    held: list = field(default_factory=list)
    new: Source | None = None
    errors: dict = field(default_factory=dict)


def read_source(texts, *, today):
    given = Given({name: texts.get(name, "").strip() for name in NAMES})
    url, title, publisher, date = given.texts.values()
    if not any(given.texts.values()):
        return given
    held = sources_at(url) if url else []
    if held:
        given.held = held[:1] if not title else [one for one in held if one.title == title][:1] or held[:1]
        return given
    what = "This address is not held yet: give" if url else "Give"
    if not title:
        given.errors["source_title"] = f"{what} the source's own title."
    if not publisher:
        given.errors["source_publisher"] = f"{what} the body that published it."
    source = Source(title=title, publisher=publisher, url=url)
    try:
        source.date = said_date(date, today=today) if date else None
    except ValueError as error:
        given.errors["source_date"] = str(error)
    if not given.errors:
        source.key = free_key(Source, f"{publisher[:40]} {title}")
        given.new = source
    return given


def free_key(model, *names):
    """A key made of what the row is called, that no other row has or had."""
    longest = 60 if model is Theme else 80
    key = slugify(" ".join(name for name in names if name))[:longest].strip("-") or model._meta.model_name
    if model is Theme:
        key = key.replace("-", "_")
    taken = set(model.objects.filter(key__startswith=key).values_list("key", flat=True))
    if issubclass(model, Record):
        taken = set(Record.objects.filter(key__startswith=key).values_list("key", flat=True))
        taken |= set(FormerKey.objects.filter(key__startswith=key).values_list("key", flat=True))
    number, joint = 1, "_" if model is Theme else "-"
    while (made := key if number == 1 else f"{key}{joint}{number}") in taken:
        number += 1
    return made
