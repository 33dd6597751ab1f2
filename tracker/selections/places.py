"""Where actors stand under records on a day, each pair once: in its weightiest role where it has several."""

from dataclasses import dataclass

from tracker.derived.acts import TAKING_BACK
from tracker.derived.participation import STATUSES
from tracker.models import Basis, PartialDate, Participation
from tracker.models.vocabulary import ActionCode, ActorStatusCode, Roster

from .standing import Stands, covering

WEIGHT = {status: place for place, status in enumerate(STATUSES)}
LABELS = {str(code): str(word) for code, word in ActorStatusCode.choices}
NOWHERE = Stands(str(ActorStatusCode.NONE), LABELS["none"])
UNTOLD = Stands(str(ActorStatusCode.NONE), "Not recorded")
GAPS = (Roster.PARTIAL, Roster.UNRECORDED)


def nowhere(roster):
    """How an actor stands under a record that no act of its own is recorded about: where the roster has gaps, nobody knows."""
    return UNTOLD if roster in GAPS else NOWHERE


@dataclass(frozen=True)
class Place:
    """A status with the key dates that had come by the day."""

    stands: Stands
    dates: dict
    taken_back: tuple = ()  # the word and the day of an act that took one step back, such as a ratification withdrawn


def stands_by_pair(day, *, records, actors=None, basis=Basis.EFFECT):
    """{(record pk, actor pk): Stands}, in one query; pairs that stand nowhere are left out. `actors`: all where None."""
    rows = covering(Participation.objects.filter(record__in=records, basis=basis), day)
    if actors is not None:
        rows = rows.filter(actor__in=actors)
    found = {}
    for record, actor, *values in rows.values_list("record", "actor", *STANDING):
        _keep(found, (record, actor), stands_of(day, *values), lambda stands: stands.code)
    return found


def places(day, *, records, actors):
    """{(record pk, actor pk): Place}, in one query."""
    rows = covering(Participation.objects.filter(record__in=records, actor__in=actors, basis=Basis.EFFECT), day)
    found = {}
    for record, actor, dates, because, *values in rows.values_list("record", "actor", "dates", "because", *STANDING):
        place = Place(stands_of(day, *values), dates_by(dates, day), _taken_back(because))
        _keep(found, (record, actor), place, lambda place: place.stands.code)
    return found


def _taken_back(because):
    act = because[0] if because else {"action": ""}
    if act["action"] not in TAKING_BACK:
        return ()
    return str(ActionCode(act["action"]).label).lower(), PartialDate.parse(act["date"])


def parted(day, *, records, actors):
    """{(record pk, actor pk): Place} of pairs that stood until the record itself was over; in one query.

    They have no status any more, and neither left: `dates["until"]` is the end of the record.
    """
    rows = Participation.objects.filter(record__in=records, actor__in=actors, basis=Basis.EFFECT, to_day__lte=day)
    found = {}
    for record, actor, until, dates in rows.order_by("to_day").values_list("record", "actor", "until", "dates"):
        kept = dates_by(dates, day)
        found[record, actor] = Place(NOWHERE, kept | {"until": PartialDate.parse(until)} if until else kept)
    return found


STANDING = ("status", "contested", "sure_from", "sure_to", "since", "until")


def stands_of(day, status, contested, sure_from, sure_to, since, until):
    return Stands(status, LABELS[status], sure_from <= day < sure_to, contested, since, until)


def dates_by(dates, day):
    """Those of a participation's key dates that had come by the day."""
    parsed = {name: PartialDate.parse(text) for name, text in dates.items()}
    return {name: date for name, date in parsed.items() if date.first <= day}


def _keep(found, pair, one, code):
    if pair not in found or WEIGHT[code(one)] < WEIGHT[code(found[pair])]:
        found[pair] = one
