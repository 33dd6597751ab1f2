"""The home page: a question to fill in, what is here, what changed, what is coming."""

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS
from tracker.selections import Selection, home

from .conditional import versioned
from .frame import page

# What the question asks until somebody asks another.
ACTOR, RECORD, DAY = "fra", "npt", "1992-08-01"


@require_safe
@versioned
def homepage(request):
    today = timezone.localdate()
    shown = home(today=today)
    return page(request, "home/home.html", {"home": shown, "news": news(shown.changed), **question(today)})


def news(changes):
    """The last changes, those about one record of one day together: (record or table, day, verb, why, how many)."""
    found = {}
    for change in changes:
        subject = change["about"] or change["table_label"].capitalize()
        at = (subject, timezone.localdate(change["at"]), change["verb_label"], change["why"])
        found[at] = found.get(at, 0) + 1
    return [(*at, rows) for at, rows in found.items()]


def question(today):
    """The choices of the question form: actors by name, agreements by title."""
    actors = Selection(LISTINGS["actors"], {}, today=today).rows()
    agreements = [row for name in ("treaties", "frameworks") for row in Selection(LISTINGS[name], {"sort": "title"}, today=today).rows()]
    return {
        "actors": [(row["key"], row["name"]) for row in actors],
        "agreements": [(row["key"], row["short_title"] or row["title"]) for row in agreements],
        "asks": {"actor": ACTOR, "record": RECORD, "day": DAY},
        "answers_at": _answers_at(),
    }


def _answers_at():
    try:
        return reverse("answer")
    except NoReverseMatch:
        return ""
