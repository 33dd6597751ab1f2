"""Stories: an article whose steps move a chart; without script, each step has a small one of its own."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS
from tracker.formats.axis import Axis, bound_text
from tracker.formats.bars import course_bar
from tracker.selections import Selection, no_parameters
from tracker.selections.gone import story_retraction
from tracker.selections.stories import stories as all_stories
from tracker.selections.stories import story as story_of

from .charts import chart_parts
from .conditional import versioned
from .frame import page
from .gone import gone_page

SMALL, AROUND = 560, timedelta(days=3 * 365)
WIDTH = 620


@dataclass
class Shown:
    """A step with its small drawing, and the window of the large one."""

    step: object
    axis: Axis | None
    bar: object
    x: float | None
    window: str


@require_safe
@versioned
def listing(request):
    errors = no_parameters(request.GET)
    context = {"stories": [] if errors else all_stories(), "errors": errors}
    return page(request, "stories/list.html", context, status=400 if errors else 200)


@require_safe
@versioned
def story(request, key):
    told = story_of(key)
    if told is None:
        return gone_page(request, story_retraction(key))
    errors = no_parameters(request.GET)
    today = timezone.localdate()
    context = {"story": told, "errors": errors, "crumbs": [("Stories", "/stories/")]}
    if not errors:
        context |= {"steps": _steps(told, today), "parts": _chart(told, today), "query": _query(told)}
    return page(request, "stories/story.html", context, status=400 if errors else 200)


def _query(told):
    params = QueryDict(mutable=True)
    params.setlist("record", told.records)
    params["lanes"] = "record"
    return params.urlencode()


def _chart(told, today):
    """All of the story on one chart, a lane for each record; None where it names no record."""
    if not told.records or not told.first:
        return None
    params = QueryDict(_query(told), mutable=True)
    params["from"], params["to"] = (bound_text(day) for day in _span(told))
    selection = Selection(LISTINGS["timeline"], params, today=today)
    return chart_parts(selection, by="record", width=WIDTH, base="/timeline/")


def _span(told):
    return date(told.first.year - 1, 1, 1), date(min(told.last.year + 1, 9998), 12, 31)


def _steps(told, today):
    if not told.first:
        return [Shown(step, None, None, None, "") for step in told.steps]
    first, last = _span(told)
    axis = Axis(first, last, SMALL)
    return [_shown(step, told, axis, today) for step in told.steps]


def _shown(step, told, axis, today):
    line = told.lines.get(str(step.record)) if step.record else None
    window = ""
    if step.day:
        window = f"{(step.day - AROUND).isoformat()} {(step.day + AROUND).isoformat()}"
    bar = course_bar(line, axis, today) if line else None
    return Shown(step, axis, bar, axis.x(step.day) if step.day else None, window)
