"""Up to four actors side by side: where each stands under every agreement on a day, what differs first."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from tracker.catalogue import Ref
from tracker.catalogue.filters import find_actors
from tracker.catalogue.names_then import continued, then_name
from tracker.models import Actor, Basis, PartialDate, Participation, Record, RecordStatus
from tracker.models.vocabulary import AGREEMENTS, RecordStatusCode

from .other_pages import no_parameters
from .places import GAPS, Place, parted, places
from .record_page import day_errors
from .selection import cleaned
from .standing import Stands, covering, record_statuses

MOST = 4
KNOWN = ("actors", "as_of")
OVER = (RecordStatusCode.ENDED, RecordStatusCode.NEVER_IN_FORCE)


@dataclass(frozen=True)
class Compared:
    """An actor in the head of the table."""

    actor: Ref
    then: str
    exists: bool


@dataclass(frozen=True)
class Line:
    """An agreement with one Place (or None) for each actor."""

    record: Ref
    title: str
    status: Stands | None
    places: list
    untold: bool = False  # one of them may stand under it, though no act is recorded

    @property
    def alike(self):
        return len({(place.stands.code, place.stands.contested) if place else None for place in self.places}) == 1

    @property
    def over(self):
        """It came to its end: nobody stands under it any more, though one may have left it before."""
        return self.status is not None and self.status.code in OVER


@dataclass
class Comparison:
    """`lines` are those of agreements under which at least one of the actors stands, or stood until they ended, by name."""

    day: date
    today: date
    asked: PartialDate | None
    params: dict
    written: list
    errors: dict
    actors: list = field(default_factory=list)
    lines: list = field(default_factory=list)

    @property
    def differ(self):
        return [line for line in self.lines if not line.alike and not line.untold and not line.over]

    @property
    def alike(self):
        return [line for line in self.lines if line.alike and not line.untold and not line.over]

    @property
    def over(self):
        return [line for line in self.lines if line.over]

    @property
    def untold(self):
        return [line for line in self.lines if line.untold and not line.over]


def comparison(params, *, today):
    """The Comparison asked for; an empty question has neither errors nor lines."""
    params = cleaned(params)
    errors = no_parameters(params, KNOWN) | day_errors(params)
    asked = PartialDate.parse(params["as_of"]) if "as_of" in params and "as_of" not in errors else None
    day = asked.last if asked else today
    given = params.getlist("actors")
    keys = []
    try:
        keys = _keys(given)
    except ValidationError as error:
        errors["actors"] = list(error.messages)
    if len(keys) > MOST:
        errors["actors"] = [f"Name {MOST} actors at most: these are {len(keys)}."]
    if params and not given and not errors:
        errors["actors"] = ["Name one to four actors, such as usa,rus."]
    found = Comparison(day, today, asked, params, _parts(given), errors)
    if keys and not errors:
        _fill(found, keys)
    return found


def _parts(given):
    return [part.strip().replace("\x00", " ") for text in given for part in text.split(",") if part.strip()]


def _keys(given):
    """A value is a name as it stands, or several parted by commas."""
    keys = []
    for text in given:
        try:
            keys += find_actors([text.replace("\x00", " ")])
        except ValidationError:
            keys += find_actors(_parts([text])[: MOST + 1])
    return list(dict.fromkeys(keys))


def _fill(found, keys):
    day, former = found.day, continued(found.day)
    rows = Actor.objects.public().filter(key__in=keys)
    actors = {
        key: (pk, Compared(Ref(key, name, "actor"), then_name(pk, name, others, day, former), _exists(first, last, day)))
        for pk, key, name, others, first, last in rows.values_list(
            "pk", "key", "name", "other_names", "exists_from_first", "exists_to_last"
        )
    }
    found.actors = [actors[key][1] for key in keys]
    pks = [actors[key][0] for key in keys]
    standing = covering(Participation.objects.filter(actor__in=pks, basis=Basis.EFFECT, record__type__in=AGREEMENTS), day)
    ended = covering(RecordStatus.objects.filter(status__in=OVER), day)
    stood = Participation.objects.filter(actor__in=pks, basis=Basis.EFFECT, record__type__in=AGREEMENTS, record__in=ended.values("record"))
    named = Record.objects.public().filter(Q(pk__in=standing.values("record")) | Q(pk__in=stood.values("record")))
    records = list(named.values_list("pk", "key", "short_title", "title", "type", "roster"))
    stands = places(day, records=[record[0] for record in records], actors=pks)
    statuses = record_statuses([record[0] for record in records], day)
    over = {pk for pk, status in statuses.items() if status.code in OVER}
    left_over = parted(day, records=over, actors=pks) if over else {}
    for pk, key, short, title, kind, roster in records:
        held: list[Place | None] = [stands.get((pk, actor), left_over.get((pk, actor))) for actor in pks]
        found.lines.append(Line(Ref(key, short or title, kind), title, statuses.get(pk), held, roster in GAPS and None in held))
    found.lines.sort(key=lambda line: (line.record.of != "treaty", line.record.label.casefold()))


def _exists(first, last, day):
    return (first or date.min) <= day <= (last or date.max)
