"""The home page: a question to fill in, what is here, what changed, what is coming."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.selections import home, no_parameters

from .answers import ask
from .conditional import versioned
from .frame import page

# What the question asks until somebody asks another.
ACTOR, RECORD, DAY = "France", "NPT", "1995-05-11"


@require_safe
@versioned
def homepage(request):
    today = timezone.localdate()
    errors = no_parameters(request.GET)
    shown = home(today=today)
    context = {"errors": errors, "home": shown, "news": news(shown.changed), "ask": ask(ACTOR, RECORD, DAY)}
    return page(request, "home/home.html", context, status=400 if errors else 200)


def news(changes):
    """The last changes, those of one day that were made for one reason together: (subjects, day, verb, why, how many rows)."""
    found = {}
    for change in changes:
        subject = change["about"] or change["table_label"].capitalize()
        at = (timezone.localdate(change["at"]), change["verb_label"], change["why"])
        found.setdefault(at, []).append(subject)
    return [(list(dict.fromkeys(subjects)), *at, len(subjects)) for at, subjects in found.items()]
