"""Query parameters for the schema, made from the filters as they are declared."""

from drf_spectacular.utils import OpenApiParameter

from tracker.catalogue.asked import FURTHEST
from tracker.catalogue.codebook import meanings_of
from tracker.catalogue.filters import AsOf, CodeFilter, DayFilter
from tracker.selections.selection import MOST_PER_PAGE, PER_PAGE

DAY = {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "example": "1991-12-25"}
UP_TO = f"Up to the end of {FURTHEST}."
ONE_OF_MANY = "May repeat: any of the values."
# Filters whose values are data, which change while the schema stands: where they are listed.
LISTED = {"theme": "the keys that /api/v1/themes/ lists", "list": "the names that /api/v1/actors/?facets=1 gives under `list`"}


def of_filters(filters, required=()):
    """[OpenApiParameter] of a FilterSet class."""
    return [of_filter(name, made, required=name in required) for name, made in filters.base_filters.items()]


def of_filter(name, made, **given):
    about = f"{made.label}. {made.meaning}"
    if isinstance(made, DayFilter):
        return parameter(name, DAY, f"{about} Written 1991, 1991-06 or 1991-06-17.{f' {UP_TO}' if isinstance(made, AsOf) else ''}", **given)
    value = {"type": "string", "minLength": 1}
    if callable(made.extra.get("choices")):
        about += f" Takes {LISTED[name]}."
    elif isinstance(made, CodeFilter):
        codes = meanings_of(made.field.choices)
        value = {"type": "string", "enum": [code for code, _word, _meaning in codes]}
        about += "".join(f"\n* `{code}` – {word}{': ' if meaning else ''}{meaning}" for code, word, meaning in codes)
        if made.field_class.__name__ == "OneValue":
            return parameter(name, value, about, **given)
        return parameter(name, {"type": "array", "items": value}, f"{ONE_OF_MANY} {about}", **given)
    return parameter(name, {"type": "array", "items": value}, f"{about} {ONE_OF_MANY}", **given)


def of_row(filters):
    """Parameters of a single row: the day, where its listing knows days."""
    about = (
        "The day: what is derived is as it stood then. Any day is answered, also one before it began. "
        f"Written 1991, 1991-06 or 1991-06-17. {UP_TO}"
    )
    return [parameter("as_of", DAY, about)] if "as_of" in filters.base_filters else []


def of_pages(listing):
    """How a list is ordered and cut."""
    orders = [order for name in listing.sorts for order in (name, f"-{name}")]
    words = "".join(f"\n* `{name}` – {sort.words}" for name, sort in listing.sorts.items())
    return [
        parameter(
            "sort",
            {"type": "string", "enum": orders, "default": listing.default_sort},
            f"The order; a `-` before it reverses.{words}",
        ),
        parameter(
            "page", {"type": "integer", "minimum": 1, "maximum": 999_999_999, "default": 1}, "Which page; one past the end is a 404."
        ),
        parameter(
            "per_page",
            {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
            f"Rows a page, {MOST_PER_PAGE} at most.",
        ),
        parameter("facets", {"type": "string", "enum": ["1"]}, "1 brings `facets`: how many rows each value of each filter would give."),
    ]


def parameter(name, schema, description, **given):
    return OpenApiParameter(name, schema, description=description, **given)


HEADERS = [
    OpenApiParameter(
        name,
        str,
        OpenApiParameter.HEADER,
        description=about,
        response=[200],
        required=True,
    )
    for name, about in (
        ("ETag", "Changes with the data version, the address and the day: send it back in If-None-Match for a 304 without a body."),
        ("X-Data-Version", "Number and day of the last change to what is published, as 412-2026-11-23."),
        ("X-Selection", "What was selected, in words; with letters beyond ASCII as UTF-8'' and percent-encoded UTF-8 (RFC 8187)."),
        ("Link", 'The licence: <…>; rel="license".'),
    )
]
