"""The home page: a question to fill in, what is here, what changed, what is coming."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.selections import home

from .answers import ask
from .conditional import versioned
from .frame import page

# What the question asks until somebody asks another.
ACTOR, RECORD, DAY = "France", "NPT", "1992-08-01"


@require_safe
@versioned
def homepage(request):
    today = timezone.localdate()
    shown = home(today=today)
    return page(request, "home/home.html", {"home": shown, "news": news(shown.changed), "ask": ask(ACTOR, RECORD, DAY)})


def news(changes):
    """The last changes, those about one record of one day together: (record or table, day, verb, why, how many)."""
    found = {}
    for change in changes:
        subject = change["about"] or change["table_label"].capitalize()
        at = (subject, timezone.localdate(change["at"]), change["verb_label"], change["why"])
        found[at] = found.get(at, 0) + 1
    return [(*at, rows) for at, rows in found.items()]
