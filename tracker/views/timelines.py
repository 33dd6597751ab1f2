"""Timelines as a chart and a chronicle: of everything, of a record, of an actor, of a theme; and to be framed elsewhere."""

from csp.decorators import csp_replace
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS, TYPE_OF_CODE
from tracker.catalogue.asked import given_twice
from tracker.formats.headers import shared
from tracker.formats.site import site_of
from tracker.selections import Selection, by_decade, data_version, entry_rows
from tracker.selections.chart import LANES
from tracker.selections.timeline import decade_pages, entry_called

from . import narrowing
from .chart_files import MEDIA_TYPE
from .charts import NARROWEST, WIDEST, WIDTH, chart_parts
from .citing import of_this_list
from .conditional import versioned
from .frame import File, files_of, page
from .gone import not_below
from .timeline_places import EVERYTHING, FRAMED, pairs, place_of

A_PAGE = 100
SIZES = (100, 200)
TYPED = ("q", "actor", "record", "from", "to")
CHOSEN = ("type", "kind", "theme", "region")
COUNTED = 1000  # entries up to which only those choices are offered that would find some


@require_safe
@versioned
def timeline(request):
    return _show(request, EVERYTHING)


@require_safe
@versioned
def of_one(request, name, key):
    """Of a record, an actor or a theme."""
    place = place_of(name, key)
    return _show(request, place) if place else not_below(request, LISTINGS[name], key, "timeline/")


@shared
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@require_safe
@versioned
def embedded(request):
    """The chart alone, for a frame on a page of any other site: nothing in it depends on who looks."""
    asked = Asked(request, FRAMED)
    if asked.part:
        response = _part(request, asked, FRAMED)
    else:
        query = query_of(asked.selection)
        context = {"parts": asked.chart(), "errors": asked.errors, "selection": asked.selection, "target": FRAMED.target}
        context |= {"data_version": data_version(), "full": f"{site_of(request)}/timeline/{'?' if query else ''}{query}"}
        response = render(request, "timeline/embed.html", context, status=400 if asked.errors else 200)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cross-Origin-Embedder-Policy"] = "require-corp"
    return response


class Asked:
    """What a timeline was asked: the selection, and beside it `width` and `part`, which say what to draw of it."""

    def __init__(self, request, place):
        params = request.GET.copy()
        twice = given_twice(params, "width", "part", "entry")
        width = params.pop("width", [""])[-1]
        self.part = params.pop("part", [""])[-1]
        self.entry = params.pop("entry", [""])[-1] if self.part == "entry" else ""
        self.selection = Selection(LISTINGS["timeline"], params, today=timezone.localdate(), fixed=place.fixed, per_page=A_PAGE)
        self.errors = self.selection.errors | twice
        if width and not (width.isascii() and width.isdigit() and len(width) < 6 and NARROWEST <= int(width) <= WIDEST):
            self.errors["width"] = [f"'{width[:40]}' is not a width: write a number of pixels from {NARROWEST} to {WIDEST}."]
        if self.part not in ("", "chart", "entry"):
            self.errors["part"] = [f"'{self.part[:40]}' is no part of a timeline. Known are: chart, entry."]
        if self.part == "entry" and not self.entry:
            self.errors["entry"] = ["Say which entry: part=entry takes its id as entry."]
        lanes = self.selection.params.getlist("lanes")
        if len(set(lanes)) > 1 and "lanes" not in self.errors:
            self.errors["lanes"] = [f"Name one kind of lanes only: {', '.join(LANES)}."]
        self.by = lanes[0] if lanes else place.lanes
        self.width = int(width or WIDTH) if "width" not in self.errors else WIDTH

    def chart(self):
        return None if self.errors else chart_parts(self.selection, by=self.by, width=self.width)


def _show(request, place):
    asked = Asked(request, place)
    selection = asked.selection
    status = 400 if asked.errors else 200
    if asked.part:
        return _part(request, asked, place)
    context = {
        "title": place.title,
        "lead": place.lead,
        "crumbs": place.crumbs,
        "place": place,
        "selection": selection,
        "errors": asked.errors,
        "by": asked.by,
        "fields": _fields(selection, place),
        "pairs": pairs() if place is EVERYTHING else [],
    }
    if not asked.errors:
        parts = asked.chart()
        context |= _entries(request, selection, place, parts) | {"parts": parts, "embed": _embed(request, selection)}
    return page(request, "timeline/timeline.html", context, status=status)


def _part(request, asked, place):
    """A part of the page for its script: the drawing of a window, or what is known of one entry."""
    if asked.part == "entry" and not asked.errors:
        entry = entry_called(asked.entry, asked.selection.today)
        context = {"entry": entry, "then": _then(entry), "target": place.target} if entry else {}
        return render(request, "timeline/_entry.html", context, status=200 if entry else 404)
    context = {"parts": asked.chart(), "errors": asked.errors, "selection": asked.selection, "target": place.target}
    return render(request, "timeline/part.html", context, status=400 if asked.errors else 200)


def _then(entry):
    """The address that says how things stood on the day of an entry; none for days ahead."""
    if entry.ahead or not entry.record:
        return ""
    return f"{TYPE_OF_CODE[entry.record.of].address(entry.record)}?as_of={entry.day.isoformat()}"


def query_of(selection):
    """The query of the same selection on the timeline of everything."""
    return "&".join([*(f"{name}={key}" for name, key in selection.fixed.items()), *([selection.query] if selection.query else [])])


def _embed(request, selection):
    """The address of the same chart to be framed elsewhere."""
    query = query_of(selection)
    return f"{site_of(request)}/embed/timeline/{'?' if query else ''}{query}"


def _fields(selection, place):
    names = [name for name in CHOSEN if name not in selection.fixed and not (name == "type" and "record" in place.fixed)]
    if not selection.errors and selection.count <= COUNTED:
        chosen = [*narrowing.choices(selection, names[:-1]), *(_offered(selection, name) for name in names[-1:])]
    else:
        chosen = [_offered(selection, name) for name in names]
    return [*chosen, _lanes_field(selection, place), *narrowing.fields(selection, TYPED, hints={})]


def _offered(selection, name):
    """A field with every value of a filter, uncounted: to count each in a long stream takes longer than to draw it."""
    declared, given = selection.filters.filters[name], selection.params.getlist(name)
    options = [narrowing.Option(str(code), str(word), str(code) in given[:1]) for code, word in declared.field.choices]
    error = narrowing.error_of(selection.errors, name)
    return narrowing.Field(name, declared.label, choices=options, error=error, kept=tuple(given[1:]))


def _lanes_field(selection, place):
    made = _offered(selection, "lanes")
    made.label, made.kept = narrowing.LABELS["lanes"], ()
    made.empty = place.lanes.capitalize()
    made.choices = [option for option in made.choices if option.value != place.lanes]
    return made


def _in_order(rows, selection):
    """The rows of a page by the year under which they stand: what has no known beginning stands under its end."""
    return sorted(rows, key=lambda row: row.year, reverse=_newest_first(selection))


def _newest_first(selection):
    return selection.params.get("sort", "").startswith("-")


def _entries(request, selection, place, parts):
    found = selection.page
    query = query_of(selection)
    years = parts.chart.told if parts else {}
    return {
        "found": found,
        "decades": by_decade(_in_order(entry_rows(found.rows, selection.day), selection)),
        "decade_pages": _jumps(found, decade_pages(years, per_page=found.per_page, newest_first=_newest_first(selection))),
        "sizes": SIZES,
        "chips": narrowing.chips(selection, request.path),
        "ways_out": [] if selection.count else narrowing.ways_out(selection, request.path),
        "files": (files := _with_drawing(files_of("/timeline", query), place, selection.query)),
        **of_this_list(request, selection, files, place.title),
    }


def _with_drawing(files, place, query):
    """Files of the entries, then the chart itself; feeds stay last."""
    chart = File("SVG", f"{place.path}.svg{'?' if query else ''}{query}", MEDIA_TYPE, "data")
    data = [file for file in files if file.purpose == "data"]
    return [*data, chart, *(file for file in files if file.purpose != "data")]


def _jumps(found, pages):
    """[(decade, address)]: on this page, or on the page on which the decade starts."""
    return [(decade, f"#d{decade}" if number == found.number else f"?{found.query(number)}#d{decade}") for decade, number in pages]
