"""From a request to JSON: what was asked is a Selection or one row of it, what is answered its rows."""

from django.http import HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from tracker.formats.conditional import versioned
from tracker.formats.headers import described, shared
from tracker.formats.site import site_of
from tracker.selections import (
    CountSelection,
    Refused,
    Selection,
    asked_day,
    no_parameters,
    participation_rows,
    single,
)
from tracker.selections.counts import CountFilters
from tracker.selections.gone import key_now, retraction

from . import parameters, serializers
from .errors import Gone
from .resources import ADDRESSES, COUNTS, NAMES
from .schema import ReadingSchema


@method_decorator([shared, versioned], name="dispatch")
class Reading(APIView):
    """Base of every answer: for reading, the same for everybody. What subclasses declare, the schema tells."""

    schema = ReadingSchema()
    http_method_names = ["get", "head", "options"]
    listing = None
    also_answers: dict[int, str] = {}

    def takes(self):
        """Its parameters, for the schema."""
        return []

    def answer(self, data, words):
        return described(Response(data), words)

    @property
    def context(self):
        return {"site": site_of(self.request)}


class Addresses(Reading):
    """What there is, by name."""

    operation, title, about = "addresses", "The addresses of the API", "Every list and where to find it."
    tag = ADDRESSES[0]

    def gives(self):
        return serializers.Addresses

    def get(self, request):
        if errors := no_parameters(request.query_params):
            raise Refused(errors)
        return self.answer({name: f"{site_of(request)}{reverse(f'api:{name}')}" for name in NAMES}, "The addresses of the API")


class OfListing(Reading):
    """An answer that a listing gives."""

    @property
    def about(self):
        return self.listing.about

    @property
    def tag(self):
        return self.listing.title


class Rows(OfListing):
    """A page of a listing's rows."""

    also_answers = {404: "There is no such page of results."}

    @property
    def operation(self):
        return f"{self.listing.name}_list"

    @property
    def title(self):
        return f"List of {self.listing.title.lower()}"

    def takes(self):
        return [*parameters.of_filters(self.listing.filters), *parameters.of_pages(self.listing)]

    def gives(self):
        return serializers.PAGES[self.listing.name]

    def get(self, request):
        selection = Selection(self.listing, request.query_params, today=timezone.localdate(), also=("facets",))
        wants_facets = selection.params.getlist("facets")
        errors = selection.errors | ({"facets": ["Write 1, or leave it out."]} if set(wants_facets) - {"1"} else {})
        if errors:
            raise Refused(errors)
        page = selection.page
        data = {"count": page.count, "next": self.address(page, 1), "previous": self.address(page, -1)}
        if wants_facets:
            data["facets"] = {facet.name: [vars(choice) for choice in facet.choices] for facet in selection.facets}
        data["results"] = self.rows(selection)
        return self.answer(serializers.PAGES[self.listing.name](data, context=self.context).data, selection.sentence())

    def rows(self, selection):
        return selection.page.rows

    def address(self, page, step):
        """Address of the page before or after, None where there is none."""
        number = page.number + step
        return f"{site_of(self.request)}{self.request.path}?{page.query(number)}" if 1 <= number <= page.last else None


class Participations(Rows):
    """A page of who stood where on the day."""

    def rows(self, selection):
        return participation_rows(selection.page.rows, selection.day)


class Row(OfListing):
    """One row by its key, as things stood on the day asked: also on a day before it began."""

    @property
    def operation(self):
        return f"{self.listing.name}_retrieve"

    @property
    def title(self):
        return f"One {self.listing.label.lower()}"

    @property
    def also_answers(self):
        known = {404: "Nothing is published under that key.", 410: "The row was retracted; `detail` says when and why."}
        return known | ({301: "The record has another key now."} if self.listing.is_record else {})

    def takes(self):
        return parameters.of_row(self.listing.filters)

    def gives(self):
        return serializers.SINGLES[self.listing.name]

    def get(self, request, key):
        if errors := no_parameters(request.query_params, [one.name for one in self.takes()]):
            raise Refused(errors)
        day = asked_day(request.query_params, today=timezone.localdate())
        row = single(self.listing, key, day=day)
        if row is None:
            return self.elsewhere(key)
        serializer = serializers.SINGLES[self.listing.name](row, context=self.context)
        words = f"{row.get('short_title') or row.get('title') or row.get('name') or self.title}, as things stood on {day.isoformat()}"
        return self.answer(serializer.data, words)

    def elsewhere(self, key):
        """The way to a record that was moved, the reason why a row was retracted; else nothing is here."""
        if self.listing.is_record and (now := key_now(self.listing, key)):
            query = self.request.META["QUERY_STRING"]
            return HttpResponsePermanentRedirect(reverse(f"api:{self.listing.name}-row", [now]) + (f"?{query}" if query else ""))
        if gone := retraction(self.listing, key):
            raise Gone(gone)
        raise NotFound(f"Nothing is published here: no {self.listing.label.lower()} has this key.")


class Counts(Reading):
    """How many actors stood where under a record."""

    operation, title = "counts", "Counts of a record"
    about = "One object for one `record`; for several, a list of them in `results`."
    tag = COUNTS[0]

    def takes(self):
        return parameters.of_filters(CountFilters, required=("record",))

    def gives(self):
        return serializers.CountAnswer

    def get(self, request):
        selection = CountSelection(request.query_params, today=timezone.localdate())
        rows = serializers.Count(selection.rows(), many=True).data
        return self.answer(rows[0] if len(rows) == 1 else {"results": rows}, selection.sentence())


class Nothing(Reading):
    """Every other address below the API's: 404, as JSON, by whatever method."""

    schema = None

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        raise NotFound("There is nothing at this address. /api/v1/ lists what there is.")
