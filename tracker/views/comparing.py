"""Up to four actors side by side on a day."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tracker.catalogue import TYPE_OF_CODE
from tracker.formats.naming import the_actor
from tracker.formats.values import list_text
from tracker.selections.answer import choices
from tracker.selections.compare import MOST, comparison

from .asked import TURNING_POINTS, Asked
from .conditional import versioned
from .frame import page
from .narrowing import error_of

# Offered where nobody is asked about yet.
EXAMPLES = (
    ("The United States and the Russian Federation", "usa,rus"),
    ("Four of the five nuclear-weapon states", "usa,rus,gbr,fra"),
    ("The Baltic states and Finland", "est,lva,ltu,fin"),
    ("France, Germany, Italy and Türkiye", "fra,deu,ita,tur"),
)
# What a date of a place is called in a cell.
DATES = (
    ("signed", "signed"),
    ("consented", "consented"),
    ("in_force", "in force for it"),
    ("left", "left"),
    ("until", "under it until it ended,"),
)


@dataclass(frozen=True)
class Row:
    """An agreement with its address on the day and, for each actor, its place, the dates told and its answer's address."""

    line: object
    address: str
    cells: list


@require_safe
@versioned
def compare(request):
    found = comparison(request.GET, today=timezone.localdate())
    names, _records = choices()
    slots = [found.actors[at].actor.label if at < len(found.actors) else (found.written[at : at + 1] or [""])[0] for at in range(MOST)]
    context = {
        "found": found,
        "errors": found.errors,
        "crumbs": [],
        "asked": Asked.on(found.day, today=found.today, params=found.params, errors=found.errors, days=TURNING_POINTS),
        "slots": list(enumerate(slots, 1)),
        "names": names,
        "actors_error": error_of(found.errors, "actors"),
        "examples": EXAMPLES,
    }
    if found.actors and not found.errors:
        context |= _table(found)
    return page(request, "compare/compare.html", context, status=400 if found.errors else 200)


def _table(found):
    at = f"?{urlencode({'as_of': found.params['as_of']})}" if "as_of" in found.params else ""
    return {
        "title": list_text(one.actor.label for one in found.actors),
        "sentence": _sentence(found),
        "timelines": f"/timeline/?lanes=actor{''.join(f'&actor={one.actor}' for one in found.actors)}" if len(found.actors) > 1 else "",
        "groups": [
            (words, [_row(found, line, at) for line in lines])
            for words, lines in (
                ("Where they differ", found.differ),
                ("Where they stand alike", found.alike),
                ("Where not all that take part are recorded", found.untold),
                ("What had come to its end" if found.day < found.today else "What has come to its end", found.over),
            )
            if lines
        ],
        "at": at,
    }


def _sentence(found):
    who = list_text(the_actor(one.actor.label) for one in found.actors)
    who = who[:1].upper() + who[1:]
    past = found.day < found.today
    if len(found.actors) == 1:
        return f"{who} {'stood' if past else 'stands'} under {_many(len(found.lines) - len(found.over))}."
    if len(found.lines) == len(found.over):
        return f"None of them {'stood' if past else 'stands'} under an agreement recorded here."
    stand = "stood" if past else "stand"
    text = f"{who} {stand} differently under {_many(len(found.differ))} and alike under {len(found.alike)}"
    return f"{text}; of {len(found.untold)} more, not all that take part are recorded." if found.untold else f"{text}."


def _many(number):
    return f"{number} agreement{'' if number == 1 else 's'}"


def _row(found, line, at):
    cells = []
    for compared, place in zip(found.actors, line.places, strict=True):
        asked = {"actor": str(compared.actor), "record": str(line.record), "as_of": found.day.isoformat()}
        dates = [(words, place.dates[name]) for name, words in DATES if name in place.dates] if place else []
        if place and place.taken_back:  # who takes its signature back leaves on that day: said once
            dates = [(words, day) for words, day in dates if day != place.taken_back[1]] + [place.taken_back]
        if place and not dates and place.stands.since:
            dates = [("since", place.stands.since)]
        cells.append((compared.actor, place, dates, f"/answer/?{urlencode(asked)}"))
    return Row(line, f"{TYPE_OF_CODE[line.record.of].address(line.record)}{at}", cells)
