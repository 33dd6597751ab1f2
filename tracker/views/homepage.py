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
    return page(request, "home/home.html", {"home": home(today=today), **question(today)})


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
