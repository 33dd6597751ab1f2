"""The chart of a timeline as one SVG file for slides and papers: its own colours, title, filters, sources and data version."""

import base64
import hashlib
import textwrap

from csp.decorators import csp_replace
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS
from tracker.formats.conditional import versioned
from tracker.formats.headers import described, shared
from tracker.formats.plain import legible
from tracker.formats.site import site_of
from tracker.formats.values import list_text
from tracker.selections import Selection, data_version
from tracker.selections.chart import publishers

from .charts import chart_parts
from .gone import not_below
from .timeline_places import EVERYTHING, place_of

MEDIA_TYPE = "image/svg+xml"
WIDTH, EDGE = 1280, 24
STYLE = (
    ".sprite{display:none}svg{font:12px Arial,Helvetica,sans-serif;color:#191c20}text{fill:#474c54}"
    ".title{font:400 26px Georgia,serif;fill:#191c20}"
    ".said{font:400 15px Georgia,serif;fill:#191c20}.strong{font-weight:600;fill:#191c20}.small{font-size:11px}"
    ".paper{fill:#fff}.tick,.lane-rule{stroke:#dedad0}.era{fill:#f4f3ee}.era-name,.now-text{font-size:11px}"
    ".stage{fill:#0b5560;fill-opacity:.09}.stage--begun,.stage--part{fill:#2a5ca6;fill-opacity:.06}"
    ".stage--halted{fill:#855600;fill-opacity:.12}.stage--over{fill:#983a2e;fill-opacity:.05}"
    ".over{paint-order:stroke;stroke:#fff;stroke-width:4px}.in--hatched{paint-order:stroke;stroke:currentColor;stroke-width:4px}"
    ".now{stroke:#983a2e;stroke-width:1.5}.now-text{fill:#983a2e;font-weight:600}"
    ".tone-bound{--tone:#0b5560;color:#0b5560}.tone-signed{color:#2a5ca6}.tone-doubt{color:#855600}.tone-ended{color:#983a2e}"
    ".tone-political{color:#5c4a8b}.tone-kept{color:#1e683a}.tone-none{color:#5f646c}"
    ".bar,.open{fill:currentColor}.bar--part{fill-opacity:.35;stroke:currentColor}"
    ".bar--pre{fill:none;stroke:currentColor;stroke-width:1.25;stroke-dasharray:3 2}.hatch{fill:url(#hatch)}"
    ".hatch-line{stroke:#fff;stroke-width:2.5}.gone,.done{fill:none;stroke:#983a2e;stroke-width:2}.done{stroke:#474c54}"
    ".in{fill:#fff}.hit{fill:none}.ahead{fill:#fff;stroke:currentColor;stroke-dasharray:2.5 2}"
    ".reach{stroke:#5f646c;stroke-width:1.5}.reach--within{stroke-dasharray:2 2}.reach--lasted{stroke-width:3}"
    ".reach--before,.reach--after{stroke-dasharray:1 4}.heap rect{fill:#e4eff0;stroke:#0b5560}"
    ".heap text{font:600 11px Arial,sans-serif;fill:#191c20}"
    ".heap--4 rect{fill:#0b5560}.heap--4 text{fill:#fff}a{text-decoration:none}"
)
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


@shared
@csp_replace({"default-src": ["'none'"], "style-src": [f"'sha256-{STYLE_HASH}'"]})
@require_safe
@versioned
def chart_file(request, name="", key=""):
    """The chart of a whole selection, or of a record, an actor or a theme; links in it lead to this site."""
    place = place_of(name, key) if name else EVERYTHING
    if place is None:
        return not_below(request, LISTINGS[name], key, "timeline.svg")
    selection = Selection(LISTINGS["timeline"], request.GET, today=timezone.localdate(), fixed=place.fixed)
    lanes = selection.params.getlist("lanes")
    errors = dict(selection.errors)
    if len(set(lanes)) > 1 and "lanes" not in errors:
        errors["lanes"] = ["Name one kind of lanes only."]
    if errors:
        return JsonResponse({"errors": errors}, status=400)
    site = site_of(request)
    parts = chart_parts(selection, by=lanes[0] if lanes else place.lanes, width=WIDTH - 2 * EDGE, base=f"{site}{place.path}/")
    words = selection.sentence()
    said = [(66 + 20 * at, line) for at, line in enumerate(textwrap.wrap(f"{words}.", 150))]
    top = said[-1][0] + 14
    context = {
        "parts": parts,
        "title": f"{place.title}, {parts.window}" if parts else place.title,
        "page": f"{site}{place.path}/",
        "said": said,
        "site": site,
        "style": STYLE,
        "width": WIDTH,
        "edge": EDGE,
        "top": top,
        "height": top + (parts.drawing.height if parts else 0) + 64,
        "sources": _sources(selection),
        "data_version": data_version(),
    }
    if parts:
        context["left"] = WIDTH - EDGE - parts.drawing.width
        context["names"] = [
            (top + lane.top + 16 + 14 * at, line)
            for lane in parts.drawing.lanes
            for at, line in enumerate(textwrap.wrap(lane.label, 20)[: max(1, lane.height // 14)])
        ]
    body = legible(render_to_string("timeline/chart.svg", context))
    response = described(HttpResponse(body, content_type=MEDIA_TYPE), words)
    response["Content-Disposition"] = 'inline; filename="timeline.svg"'
    return response


def _sources(selection):
    names, more = publishers(selection)
    if not names:
        return "No source recorded."
    return f"Sources: {list_text([*names, f'{more} others'] if more else names)}; each entry names its own."
