"""Who stands where under one record on a day, for a map and its table; and whose the land of today's states was then."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Count

from tracker.catalogue import Ref
from tracker.catalogue.called import find_record
from tracker.catalogue.names_then import then_name
from tracker.derived.participation import STATUSES
from tracker.models import Actor, Basis, PartialDate, Participation, Record
from tracker.models.vocabulary import ActorKind

from .other_pages import no_parameters
from .places import GAPS, nowhere, stands_by_pair
from .record_page import day_errors
from .selection import cleaned
from .standing import BOUND, TAKING_PART, Stands, covering, record_statuses

KNOWN = ("record", "as_of")


@dataclass(frozen=True)
class Stood:
    """An actor of the day, under the name of the day, and how it stood."""

    actor: Ref
    then: str
    stands: Stands


@dataclass
class ParticipationMap:
    """`rows` stand under the record, `outside` are the states of the day that do not; `land` says of an actor's key
    who held what is its land today: a Stood, or None where that was no state of its own, or several."""

    day: date
    today: date
    asked: PartialDate | None
    params: dict
    errors: dict
    record: Ref | None = None
    title: str = ""
    status: Stands | None = None
    rows: list = field(default_factory=list)
    outside: list = field(default_factory=list)
    land: dict = field(default_factory=dict)
    gaps: bool = False  # not all that take part are recorded

    @property
    def groups(self):
        """[(status code, rows)], the weightiest status first."""
        held = {}
        for row in self.rows:
            held.setdefault(row.stands.code, []).append(row)
        return [(code, held[code]) for code in STATUSES if code in held]


def participation_map(params, *, today):
    """The map asked for; an empty question has neither errors nor rows."""
    params = cleaned(params)
    errors = no_parameters(params, KNOWN) | day_errors(params)
    asked = PartialDate.parse(params["as_of"]) if "as_of" in params and "as_of" not in errors else None
    found = ParticipationMap(asked.last if asked else today, today, asked, params, errors)
    given = list(dict.fromkeys(params.getlist("record")))
    if len(given) > 1:
        errors["record"] = ["Give one record only."]
    elif given:
        try:
            key = find_record(given[0].replace("\x00", " "))
        except ValidationError as error:
            errors["record"] = list(error.messages)
    if given and not errors:
        _fill(found, key)
    return found


def mapped_records():
    """[(type, [Ref])] of the records that anybody has ever stood under: what a map can be asked of."""
    rows = Record.objects.public().filter(pk__in=Participation.objects.values("record"))
    groups = {}
    for key, short, title, kind in rows.values_list("key", "short_title", "title", "type"):
        groups.setdefault(kind, []).append(Ref(key, short or title, kind))
    return {kind: sorted(refs, key=lambda ref: ref.label.casefold()) for kind, refs in groups.items()}


def most_joined(day, most=12):
    """[(Ref, how many are bound or take part)] of the records in which most did on a day, most first: two queries."""
    standing = covering(Participation.objects.filter(basis=Basis.EFFECT, status__in=(*BOUND, *TAKING_PART)), day)
    rows = standing.order_by().values_list("record").annotate(actors=Count("actor", distinct=True))
    counted = list(rows.order_by("-actors", "record__key")[:most])
    fields = ("pk", "key", "short_title", "title", "type")
    named = Record.objects.public().filter(pk__in=[pk for pk, _actors in counted]).values_list(*fields)
    refs = {pk: Ref(key, short or title, kind) for pk, key, short, title, kind in named}
    return [(refs[pk], actors) for pk, actors in counted if pk in refs]


@dataclass
class _State:
    pk: int
    key: str
    name: str
    others: tuple
    kind: str
    first: date | None
    last: date | None
    continued_by: int | None
    predecessors: list = field(default_factory=list)

    def alive(self, day):
        return (self.first or date.min) <= day <= (self.last or date.max)


def _fill(found, key):
    day = found.day
    pk, short, found.title, kind, roster = Record.objects.public().values_list("pk", "short_title", "title", "type", "roster").get(key=key)
    found.gaps = roster in GAPS
    found.record, found.status = Ref(key, short or found.title, kind), record_statuses([pk], day).get(pk)
    states = _states()
    stands = {actor: held for (_record, actor), held in stands_by_pair(day, records=[pk], basis=Basis.EFFECT).items()}
    former = {one.continued_by: (one.key, one.name) for one in states.values() if one.continued_by and one.alive(day)}

    def stood(state):
        then = then_name(state.pk, state.name, state.others, day, former)
        return Stood(Ref(state.key, state.name, "actor"), then, stands.get(state.pk, nowhere(roster)))

    by_name = sorted(states.values(), key=lambda state: state.name.casefold())
    found.rows = [stood(state) for state in by_name if state.pk in stands]
    found.outside = [
        stood(state)
        for state in by_name
        if state.pk not in stands
        and state.alive(day)
        and not state.continued_by
        and state.kind in (ActorKind.STATE, ActorKind.FORMER_STATE)
    ]
    for state in states.values():
        holders = _holders(state, states, day)
        found.land[state.key] = stood(holders[0]) if len(holders) == 1 else None


def _states():
    """{pk: _State} of all published actors, with the primary keys of their predecessors; two queries."""
    columns = ("pk", "key", "name", "other_names", "kind", "exists_from_first", "exists_to_last", "continued_by")
    states = {values[0]: _State(*values) for values in Actor.objects.public().values_list(*columns)}
    through = Actor.predecessors.through
    near, far = Actor._meta.get_field("predecessors").m2m_column_name(), Actor._meta.get_field("predecessors").m2m_reverse_name()
    for successor, predecessor in through.objects.values_list(near, far):
        if successor in states and predecessor in states:
            states[successor].predecessors.append(predecessor)
    return states


def _holders(state, states, day, depth=0):
    """The state itself, or else those of its predecessors that existed; one that another continues stands as that one."""
    if state.alive(day):
        return [states.get(state.continued_by, state)]
    if depth > 3:
        return []
    found = {}
    for pk in state.predecessors:
        for holder in _holders(states[pk], states, day, depth + 1):
            found[holder.pk] = holder
    return list(found.values())
