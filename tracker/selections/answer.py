"""One question: where did an actor stand under a record on a day, why, and what changed before and after?"""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef

from tracker.catalogue import Ref, read_rows, tables
from tracker.catalogue.called import find_record
from tracker.catalogue.filters import find_actors
from tracker.catalogue.names_then import continued, then_name
from tracker.models import Action, Actor, Basis, PartialDate, Participation, Record
from tracker.models.vocabulary import AGREEMENTS, ActionCode, Roster

from .because import explain
from .other_pages import no_parameters
from .participations import acts_by
from .places import GAPS, NOWHERE, UNTOLD, WEIGHT, stands_of
from .record_page import _act, read_day
from .selection import cleaned
from .standing import Stands, record_statuses
from .suggestions import nearest
from .without_roster import actors_of, parts_of

KNOWN = ("actor", "record", "as_of")
OPEN = "open"  # a roster of what is no agreement: that nothing is known to be missing makes it no complete one
NOTICES = (ActionCode.NOTICE_OF_WITHDRAWAL, ActionCode.NOTICE_REVOKED)
OF_ACT = ("id", "action", "date", "effective_date", "depositary", "contested_by")


@dataclass
class Spell:
    """An unbroken stretch of days with one status: half-open, open ends are `date.min` and `date.max`."""

    stands: Stands
    role: str
    start: date
    end: date
    because: list
    acts: list = field(default_factory=list)  # those of `because`, and those that joined them later

    @property
    def act(self):
        """The act that it began with: the one in dispute where the status is contested, else the deciding one."""
        disputed = [act for act in self.because if self.stands.contested and act["contested_by"]]
        return min(disputed or self.because[:1], key=lambda act: act["action"] == "notice_of_withdrawal", default=None)

    def same_as(self, other):
        return (self.stands.code, self.stands.contested, self.role) == (other.stands.code, other.stands.contested, other.role)


@dataclass
class Answer:
    """`now` is None where something in the question cannot be answered: `errors` say what, `near` what may have been meant."""

    day: date
    today: date
    asked: PartialDate | None
    params: dict
    errors: dict = field(default_factory=dict)
    near: dict = field(default_factory=dict)
    actor: Ref | None = None
    then: str = ""
    exists: bool = True
    life: tuple = (None, None)
    record: Ref | None = None
    roster: str = ""
    unlisted: bool = False  # nobody on it: no participant is recorded at all
    named: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    note: str = ""
    title: str = ""
    begun: date | None = None
    status: Stands | None = None
    in_force: PartialDate | None = None
    ended: PartialDate | None = None
    before: Spell | None = None
    now: Spell | None = None
    after: Spell | None = None
    pending: list = field(default_factory=list)  # notices given by the day, which take effect after it

    @property
    def gap(self):
        """Whether an absence says nothing: where not all that take part are recorded, or nobody says that they are."""
        return self.roster in GAPS or self.roster == OPEN

    @property
    def note_concerns(self):
        """Whether the note of the record speaks of the actor."""
        return any(name and name in self.note for name in (self.actor.label, self.then))


def answer(params, *, today, said=False):
    """The Answer to a question; an empty question has neither errors nor an answer. `said`: its day is as people write it."""
    params = cleaned(params)
    asked, wrong = read_day(params, said=said)
    errors = no_parameters(params, KNOWN) | wrong
    found = Answer(asked.last if asked else today, today, asked, params, errors)
    actor = _one(found, "actor", lambda text: find_actors([text])[0])
    record = _one(found, "record", find_record)
    if params and not errors:
        _fill(found, actor, record)
    return found


def _one(found, name, find):
    """The key of the one that a parameter names."""
    given = list(dict.fromkeys(found.params.getlist(name)))
    if found.params and len(given) != 1:
        found.errors[name] = [f"Give one {name} only." if given else f"Say which {name}."]
    elif given:
        text = given[0].replace("\x00", " ")
        try:
            return find(text)
        except ValidationError as error:
            found.errors[name], found.near[name] = list(error.messages), nearest(text, name)
    return None


def _fill(found, actor, record):
    day = found.day
    pk, name, others, exists_from, exists_to = (
        Actor.objects.public().values_list("pk", "name", "other_names", "exists_from", "exists_to").get(key=actor)
    )
    found.actor, found.life = Ref(actor, name, "actor"), (exists_from, exists_to)
    found.then = then_name(pk, name, others, day, continued(day))
    found.exists = (exists_from.first if exists_from else date.min) <= day <= (exists_to.last if exists_to else date.max)
    record_pk, short, found.title, kind, rule, found.in_force, found.ended, found.begun, found.roster, found.note, anybody = (
        Record.objects.public()
        .annotate(anybody=Exists(Participation.objects.filter(record=OuterRef("pk"))))
        .values_list("pk", "short_title", "title", "type", "entry_rule", "in_force", "ended", "life__begun", "roster", "note", "anybody")
        .get(key=record)
    )
    found.unlisted = not anybody
    found.roster = found.roster or (Roster.UNRECORDED if found.unlisted else "" if kind in AGREEMENTS else OPEN)
    found.record = Ref(record, short or found.title, kind)
    found.status = record_statuses([record_pk], day).get(record_pk)
    spells = _spells(record_pk, pk, day, UNTOLD if found.gap else NOWHERE)
    at = next(index for index, spell in enumerate(spells) if spell.start <= day < spell.end)
    found.now = spells[at]
    found.before = spells[at - 1] if at and spells[at - 1].stands.code != "none" else None
    found.after = spells[at + 1] if at + 1 < len(spells) else None
    found.pending = _pending(found, record_pk, pk) if found.now.because else []
    if found.gap and found.now.stands.code == "none" and kind not in AGREEMENTS:
        found.named, found.parts = actors_of(record_pk), parts_of(record_pk, day)
    shown = [spell for spell in (found.before, found.now, found.after) if spell]
    explain([*(act for spell in shown for act in spell.acts), *found.pending], entry_rule=rule, in_force=found.in_force)


def _pending(found, record, actor):
    """Notices to leave that had been given by the day and neither taken effect nor been revoked by then; explain fills them in."""
    rows = Action.objects.public().filter(record=record, actor=actor, action__in=NOTICES, date_first__lte=found.day)
    given = list(read_rows(tables.ACTIONS, rows.order_by("date_first", "pk"), names=OF_ACT, public=True))
    revoked = max((act["date"].first for act in given if act["action"] == ActionCode.NOTICE_REVOKED), default=date.min)
    return [
        act | {"label": str(ActionCode(act["action"]).label), "id": str(act["id"])}
        for act in given
        if act["effective_date"] and act["effective_date"].first > found.day and act["date"].first > revoked
    ]


def _spells(record, actor, day, nowhere):
    """The actor's whole course under the record, in its weightiest role; stretches of no status stand between.

    `nowhere` is the status before its first recorded act; later the acts themselves say that it has none.
    """
    rows = Participation.objects.filter(record=record, actor=actor, basis=Basis.EFFECT)
    columns = ("from_day", "to_day", "role", "because", "status", "contested", "sure_from", "sure_to", "since", "until")
    pieces = list(rows.values_list(*columns))
    cuts = sorted({date.min, date.max, *(cut for first, last, *_rest in pieces for cut in (first, last))})
    spells: list[Spell] = []
    for start, end in pairwise(cuts):
        covering = [piece for piece in pieces if piece[0] <= start < piece[1]]
        spell = Spell(NOWHERE if any(spell.stands.code != "none" for spell in spells) else nowhere, "", start, end, [])
        if covering:
            _first, _last, role, because, *stands = min(covering, key=lambda piece: WEIGHT[piece[4]])
            shown_on = day if start <= day < end else start
            acts = [_act(act) for act in because]
            spell = Spell(stands_of(shown_on, *stands), role, start, end, acts_by(acts, shown_on), acts)
        if spells and spells[-1].same_as(spell):
            spells[-1].end = end
        else:
            spells.append(spell)
    return spells


def choices():
    """(names of actors, names of records that anybody has stood under): what a question can be asked about."""
    actors = Actor.objects.public().values_list("name", flat=True)
    records = Record.objects.public().filter(pk__in=Participation.objects.values("record")).values_list("short_title", "title")
    return sorted(actors, key=str.casefold), sorted({short or title for short, title in records}, key=str.casefold)
