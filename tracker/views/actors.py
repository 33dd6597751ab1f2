"""Pages of actors: where one stands under everything, on the day asked."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import LISTINGS, Ref
from tracker.formats.naming import the_actor
from tracker.formats.values import period_text
from tracker.models import parse_other_name, told_names
from tracker.models.vocabulary import ActorKind, ActorStatusCode
from tracker.selections import actor_page, actor_pk
from tracker.selections.because import explain
from tracker.selections.day_steps import steps_of_actor
from tracker.selections.duties import by_actor

from .asked import TURNING_POINTS, Asked
from .cells import Cell, cell
from .citing import of_this_row
from .conditional import versioned
from .frame import files_of, page
from .gone import not_here
from .record_parts import Count

TAKES_PART = ("participant", "partner", "host", "operator", "observer")
GLANCE = ("kind", "iso3", "region", "exists_from", "exists_to", "predecessors", "continued_by", "other_names")


@require_safe
@versioned
def actor(request, key):
    pk = actor_pk(key)
    if pk is None:
        return not_here(request, LISTINGS["actors"], key)
    shown = actor_page(pk, request.GET, today=timezone.localdate())
    listing = LISTINGS["actors"]
    context = {
        "shown": shown,
        "row": shown.row,
        "errors": shown.errors,
        "crumbs": [(listing.title, "/actors/")],
        "asked": Asked.on(shown.day, today=shown.today, params=shown.params, errors=shown.errors, days=TURNING_POINTS),
        "then": the_actor(shown.name_then) if shown.name_then != shown.row["name"] else "",
        "held": None if shown.errors else held_elsewhere(shown),
        "counts": [] if shown.errors or (shown.row["continued_by"] and not shown.groups) else counts(shown),
        "agreements": [(kind, found) for kind, found in shown.groups if kind.is_agreement],
        "takes_part": TAKES_PART,
        "others": [(kind, found) for kind, found in shown.groups if not kind.is_agreement],
        "scorecard": scorecard(shown),
        "facts": facts(shown),
        "timeline": f"/actors/{shown.row['continued_by'] or key}/timeline/",
        "files": files_of(f"/actors/{key}", shown.params.urlencode()),
        **of_this_row(request, listing, shown.row | {"page": request.path}, day=shown.day, today=shown.today),
    }
    if not shown.errors:
        explain(act for _type, group in shown.groups for one in group for act in one.because)
        context["steps"] = steps_of_actor(pk, shown.day)
    return page(request, "actors/detail.html", context, status=400 if shown.errors else 200)


@dataclass(frozen=True)
class Held:
    """Whose page holds the acts of one that another continues, and its address on the day."""

    continuing: Ref
    kind: str
    address: str


def held_elsewhere(shown):
    continuing = shown.row["continued_by"]
    if not continuing:
        return None
    kind = "organisation" if shown.row["kind"] == ActorKind.ORGANISATION else "state"
    asked = "" if shown.day == shown.today else f"?as_of={shown.day}"
    return Held(continuing, kind, f"/actors/{continuing}/{asked}")


def counts(shown):
    """How it stands, each status apart."""
    held = dict.fromkeys(ActorStatusCode.values, 0)
    for _type, memberships in shown.groups:
        for one in memberships:
            held[one.status.code] += 1
    return [
        Count(held["party"] + held["suspended"], "Party to", "party"),
        Count(held["contracting"], "Contracting", "contracting"),
        Count(held["signatory"], "Signatory only", "signatory"),
        Count(sum(held[code] for code in TAKES_PART), "Takes part in", "participant"),
        Count(held["former_party"], "Former party", "former_party"),
    ]


@dataclass(frozen=True)
class Score:
    """A commitment with due dates, as it stands for one actor: the last date that passed, the next, how many stand how."""

    promise: dict
    bearer: object
    found: object


def scorecard(shown):
    """What it owes by some day: what comes next first, then what has passed."""
    found = []
    for promise in shown.commitments:
        bearers = by_actor(shown.duties.get(promise["pk"], []), shown.day)
        if bearers:
            about = (one for one in promise["findings"] if one["actor"] == shown.row["key"])
            found.append(Score(promise, bearers[0], next(about, None)))
    return sorted(found, key=lambda score: (score.bearer.next is None, score.bearer.next.due if score.bearer.next else date.max))


def facts(shown):
    listing = LISTINGS["actors"]
    row = shown.row | {"other_names": tuple(map(_called, told_names(shown.row["other_names"])))}
    found = [cell(listing, row, name) for name in GLANCE]
    found += [
        Cell("continues", "Continues", "refs", tuple(shown.continues)),
        Cell("successors", "Succeeded by", "refs", tuple(shown.successors)),
        Cell("lists", "On the lists", "refs", tuple(shown.lists)),
    ]
    return [fact for fact in found if not fact.empty]


def _called(other_name):
    """`Ceylon [1948-02-04/1972-05-21]` in words."""
    name, dates = parse_other_name(other_name)
    return f"{name} ({period_text(*dates.ends)})" if dates else name
