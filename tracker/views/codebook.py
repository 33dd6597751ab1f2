"""The codebook: every table, field and code explained from the declarations themselves, as a page."""

from dataclasses import dataclass

from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS, RECORD_TYPES, TABLES
from tracker.catalogue.codebook import VOCABULARIES, derived_columns, holds, in_common, refers_to, vocabulary_of
from tracker.selections import no_parameters

from .conditional import versioned
from .frame import files_of, page


@dataclass(frozen=True)
class Field:
    """A column as the page shows it; the codes that it may hold are those of a `vocabulary`."""

    name: str
    label: str
    holds: str
    required: bool
    several: bool
    meaning: str
    target: str = ""
    vocabulary: object = None


@dataclass(frozen=True)
class Section:
    """A table: what it is, its columns beside those in common, those that are derived, and how its list is asked."""

    name: str
    title: str
    about: str
    fields: list
    derived: list
    filters: list
    address: str  # of the list, where it has a page

    @property
    def caption(self):
        return f"Columns of {self.title.lower()}"


@require_safe
@versioned
def codebook(request):
    errors = no_parameters(request.GET)
    context = {
        "errors": errors,
        "crumbs": [],
        "common": [_field(bound) for bound in in_common(RECORD_TYPES[0].table)],
        "sections": [
            *(_section(table) for table in TABLES.values()),
            *(_computed(listing) for listing in LISTINGS.values() if listing.table is None),
        ],
        "vocabularies": VOCABULARIES,
        "files": files_of("/codebook"),
    }
    return page(request, "codebook/codebook.html", context, status=400 if errors else 200)


def _section(table):
    common = {bound.name for bound in in_common(table)}
    listing = LISTINGS.get(table.name)
    derived = [_derived(column) for column in derived_columns(table, listing)]
    return Section(
        table.name,
        listing.title if listing else table.name.capitalize(),
        listing.about if listing else " ".join(table.model.__doc__.split()),
        [_field(bound) for bound in table.columns.values() if bound.name not in common],
        derived,
        _filters(listing) if listing else [],
        f"/{listing.name}/" if listing and listing.page else "",
    )


def _computed(listing):
    """A list whose rows all follow from others."""
    columns = [_derived(column) for column in listing.columns]
    return Section(listing.name, listing.title, listing.about, [], columns, _filters(listing), f"/{listing.name}/" if listing.page else "")


def _filters(listing):
    return [{"name": name, "about": made.meaning, "takes": made.takes} for name, made in listing.filters.base_filters.items()]


def _field(bound):
    return Field(
        bound.name, bound.label, holds(bound), bound.required, bound.many, bound.help, refers_to(bound), vocabulary_of(bound.codes)
    )


def _derived(column):
    return Field(
        column.name,
        column.label,
        column.holds,
        False,
        False,
        column.help,
        vocabulary=vocabulary_of(column.codes.choices) if column.codes else None,
    )
