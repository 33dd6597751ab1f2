"""The door for reads: what was asked for, refused or answered. Published rows only, as plain values.

`Selection(listing, params, today=…)` takes the parameters of an address. Where something in them is unknown or
malformed, `errors` says what, per parameter, and there are no rows.
"""

from functools import cached_property

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.http import Http404, QueryDict

from tracker.catalogue import read_rows
from tracker.catalogue.asked import given_twice, not_one_of, window_error
from tracker.catalogue.filters import or_list

from .derived_columns import add_derived
from .history import open_changes, read_changes

PER_PAGE, MOST_PER_PAGE = 50, 200
CONTROLS = ("sort", "page", "per_page")


class Refused(Exception):
    """The parameters cannot be answered; `errors` are {parameter: [sentence]}."""

    def __init__(self, errors):
        self.errors = errors
        super().__init__("; ".join(f"{name}: {' '.join(said)}" for name, said in errors.items()))


class PastTheEnd(Http404):
    """There is no such page of results: `number` of `last`."""

    def __init__(self, number, last):
        self.number, self.last = number, last
        super().__init__(f"There {'is 1 page' if last == 1 else f'are {last} pages'}; {number} is past the end.")


def cleaned(params):
    """A mutable QueryDict without empty values: forms send them, and they count as absent."""
    data = QueryDict(mutable=True)
    for name in params:
        values = params.getlist(name) if hasattr(params, "getlist") else params[name]
        values = values if isinstance(values, list | tuple) else [values]
        kept = [text for value in values if (text := _given(str(value)))]
        if kept:
            data.setlist(name, kept)
    return data


PICTURES = {code: 0x2400 + code for code in range(0x20)}


def _given(text):
    """Spaces alone count as absent as well. Control characters alone are no value that anything has: seen by their pictures."""
    return text if text.strip() else "".join(chr(PICTURES[ord(char)]) for char in text if ord(char) in PICTURES)


class Selection:
    """What a listing holds for some parameters. `fixed` are filters set by the place, such as a record's own timeline."""

    def __init__(self, listing, params, *, today, fixed=None, also=(), per_page=PER_PAGE):
        self.listing, self.today = listing, today
        self.params = cleaned(params)
        self.fixed = fixed or {}
        self.default_per_page = per_page
        data = self.params.copy()
        for name, value in self.fixed.items():
            data.setlist(name, [value])
        self.filters = listing.filters(data, self._base(), today=today)
        self.errors = self._refusals(also)

    def _base(self):
        model = self.listing.model
        rows = model._base_manager.all()
        if self.listing.is_record:
            rows = rows.filter(type=self.listing.code)
        if hasattr(model, "public_q"):
            return rows.filter(model.public_q())
        return open_changes() if self.listing.name == "changes" else rows

    def _refusals(self, also):
        errors = {}
        known = [*self.filters.filters, *CONTROLS, *also]
        for name in self.params:
            if name not in known or name in self.fixed:
                said = sorted(set(known) - set(self.fixed))
                errors[name] = [f"'{name[:40]}' is not a filter here. Known are: {', '.join(said)}."]
        if not self.filters.is_valid():
            for name, said in self.filters.errors.items():
                errors[name] = [str(sentence) for sentence in said]
        if hasattr(status := self.filters.filters.get("status"), "meant"):
            for value in self.params.getlist("status"):
                if value.strip() not in status.meant().values and ("status" not in errors or value in errors["status"][0]):
                    errors["status"] = [not_one_of(value, status.offered())]
        errors |= given_twice(self.params, "page", "per_page") | self._bad_window()
        for name in ("page", "per_page"):
            if sentence := self._bad_number(name):
                errors[name] = [sentence]
        if self._sort_name.removeprefix("-") not in self.listing.sorts or len(self.params.getlist("sort")) > 1:
            errors["sort"] = [
                f"'{self._sort_name[:40]}' is no order here. Known are: {', '.join(self.listing.sorts)}; a '-' before it reverses."
            ]
        return errors

    def _bad_window(self):
        """{parameter: [sentence]} where `from` comes after `to`."""
        first, last = (self.filters.form.cleaned_data.get(name) for name in ("from", "to"))
        sentence = window_error(first, last)
        return {"to": [sentence]} if sentence else {}

    def _bad_number(self, name):
        for value in self.params.getlist(name):
            if not value.isascii() or not value.isdigit() or not 1 <= len(value) <= 9 or int(value) < 1:
                return f"'{value[:40]}' is not a number: write 1, 2, 3…"
            if name == "per_page" and int(value) > MOST_PER_PAGE:
                return f"At most {MOST_PER_PAGE} a page: {value} is more."
        return None

    @property
    def _sort_name(self):
        return self.params.get("sort") or self.listing.default_sort

    @property
    def day(self):
        return self.filters.day if "as_of" not in self.errors else self.today

    @property
    def asked(self):
        """The day as it was asked (a PartialDate), or None for today."""
        return self.filters.form.cleaned_data.get("as_of") if self.filters.is_valid() else None

    @cached_property
    def queryset(self):
        """Filtered and in order; evaluated by the methods below only."""
        if self.errors:
            raise Refused(self.errors)
        return self._ordered(self.filters.qs)

    def _ordered(self, rows):
        name = self._sort_name
        sort, down = self.listing.sorts[name.removeprefix("-")], name.startswith("-")
        if "_title" in sort.fields:
            called = Coalesce(NullIf(F("short_title"), Value("")), F("title")) if self.listing.is_record else F("title")
            rows = rows.annotate(_title=Lower(called))
        if "_name" in sort.fields:
            rows = rows.annotate(_name=Lower("name"))
        # Where to put what is empty keeps a database from its index: it is told only where something can be.
        last = None if sort.filled else True
        by = [F(field) if isinstance(field, str) else field for field in sort.fields]
        order = [one.desc(nulls_last=last) if down else one.asc(nulls_last=last) for one in by]
        return rows.order_by(*order, "pk" if not down else "-pk")

    @cached_property
    def count(self):
        if self.errors:
            return 0
        return self.queryset.order_by().count()

    def rows(self):
        """Every row of the selection, in order."""
        return self._read(self.queryset, whole=True)

    def keys(self):
        """The primary keys of every row, in order: with `some`, what is read a piece at a time."""
        return list(self.queryset.values_list("pk", flat=True))

    def some(self, pks):
        """The rows of a few of them that still are public, in no order."""
        return self._read(self._base().filter(pk__in=pks))

    def _read(self, queryset, whole=False):
        if self.listing.name == "changes":
            return read_changes(queryset)
        if self.listing.table is None:
            return list(queryset)
        rows = read_rows(self.listing.table, queryset, public=True)
        add_derived(self.listing, rows, self.day, queryset if whole else None)
        return rows

    @cached_property
    def page(self):
        if self.errors:
            raise Refused(self.errors)
        return Page(self)

    @cached_property
    def facets(self):
        """One Facet for each filter with codes, each counted as if it alone were not set."""
        if self.errors:
            return []
        return [self._facet(name, made) for name, made in self.filters.filters.items() if made.facet and name not in self.fixed]

    def _facet(self, name, made):
        counts = {str(code): rows for code, rows in made.counted(self.filters.without(name))}
        chosen = self.filters.chosen(name)
        meant = set(made.offered()) if hasattr(made, "offered") else None
        choices = [
            Choice(str(code), str(word), counts.get(str(code), 0), code in chosen)
            for code, word in made.field.choices
            if meant is None or code in meant or code in counts
        ]
        return Facet(name, made.label, choices)

    def sentence(self, count=True, order=True):
        """The selection in words, for people: '23 treaties on chemical weapons, as things stood on 1991-01-01, oldest first'."""
        if self.errors:
            return ""
        many = {"timeline": "entries", "calendar": "dates"}.get(self.listing.name, self.listing.title.lower())
        one = self.listing.label.lower()
        said = [f"{self.count:,} {one if self.count == 1 else many}" if count else many]
        # The day last: "23 treaties that were in force as things stood on 1 January 1991".
        for name, made in sorted(self.filters.filters.items(), key=lambda pair: pair[0] == "as_of"):
            values = self.filters.form.cleaned_data.get(name)
            if values and name not in self.fixed and hasattr(made, "say") and made.phrase:
                said.append(made.say(values if isinstance(values, list) else [values]))
        text = " ".join(part for part in said if part)
        if count and self.count == 1:
            text = text.replace(" that are ", " that is ", 1).replace(" that were ", " that was ", 1)
        return f"{text}, {self.order_words(self._sort_name)}" if order else text

    @cached_property
    def named(self):
        """The selection as a title: 'Treaties on chemical weapons'."""
        words = self.sentence(count=False, order=False) or self.listing.title
        return f"{words[:1].upper()}{words[1:]}"

    def order_words(self, name):
        """A way to sort in words: 'oldest first', 'by title, reversed'."""
        words = self.listing.sorts[name.removeprefix("-")].words
        if not name.startswith("-"):
            return words
        return "newest first" if words == "oldest first" else f"{words}, reversed"

    @property
    def narrowed(self):
        """{name of a filter: it in words} of those that narrow the selection."""
        if self.errors:
            return {}
        found = {}
        for name, made in self.filters.filters.items():
            values = self.filters.form.cleaned_data.get(name)
            if values and name not in self.fixed and hasattr(made, "labels"):
                found[name] = f"{made.label}: {or_list(made.labels(values if isinstance(values, list) else [values]))}"
        return found

    @property
    def chips(self):
        """[(words, query without it)] for each value that narrows the selection."""
        chips = []
        if self.errors:
            return chips
        for name, made in self.filters.filters.items():
            values = self.filters.form.cleaned_data.get(name)
            if not values or name in self.fixed or not hasattr(made, "labels"):
                continue
            values = values if isinstance(values, list) else [values]
            meant = self._meant(name, made)
            for value, label in zip(values, made.labels(values), strict=True):
                rest = self.params.copy()
                rest.pop("page", None)
                rest.setlist(name, [given for given, means in meant if means != str(value)])
                chips.append((f"{made.label}: {label}", rest.urlencode()))
        return chips

    def _meant(self, name, made):
        """[(a value as it was given, what it means)]: France and FRA mean the same, and so do two that are alike."""
        given = self.params.getlist(name)
        if len(given) > 1 and hasattr(made.field, "find"):
            return [(value, str(made.field.find([value.strip()])[0])) for value in given]
        return [(value, value.strip()) for value in given] if len(given) > 1 else []

    @property
    def query(self):
        """The parameters as an address has them, page left out: what files and feeds of the same selection take."""
        rest = self.params.copy()
        rest.pop("page", None)
        rest.pop("per_page", None)
        return rest.urlencode()

    def link(self, **changes):
        """The query of the same selection with some parameters set, or dropped where None."""
        rest = self.params.copy()
        rest.pop("page", None)
        for name, value in changes.items():
            if value is None:
                rest.pop(name, None)
            else:
                rest.setlist(name, [str(value)])
        return rest.urlencode()


class Choice:
    def __init__(self, value, label, count, chosen):
        self.value, self.label, self.count, self.chosen = value, label, count, chosen


class Facet:
    def __init__(self, name, label, choices):
        self.name, self.label, self.choices = name, label, choices

    @property
    def chosen(self):
        return [choice for choice in self.choices if choice.chosen]


class Page:
    """One page of a selection: its rows and where it stands among the others."""

    def __init__(self, selection):
        self.selection = selection
        self.number = int(selection.params.get("page") or 1)
        self.per_page = int(selection.params.get("per_page") or selection.default_per_page)
        self.count = selection.count
        self.last = max(1, -(-self.count // self.per_page))
        if self.number > self.last:
            raise PastTheEnd(self.number, self.last)
        self.first_row = (self.number - 1) * self.per_page + 1 if self.count else 0
        self.last_row = min(self.number * self.per_page, self.count)

    @cached_property
    def rows(self):
        start = (self.number - 1) * self.per_page
        return self.selection._read(self.selection.queryset[start : start + self.per_page])

    @property
    def numbers(self):
        return near_pages(self.number, self.last)

    def query(self, number):
        rest = self.selection.params.copy()
        rest["page"] = str(number)
        return rest.urlencode()


def near_pages(number, last):
    """Page numbers to link beside one, None for a gap."""
    near = {1, last, *range(number - 2, number + 3)}
    with_gaps = []
    for shown in sorted(one for one in near if 1 <= one <= last):
        if with_gaps and with_gaps[-1] is not None and shown - with_gaps[-1] > 1:
            with_gaps.append(None)
        with_gaps.append(shown)
    return with_gaps
