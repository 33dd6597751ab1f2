"""How an agreement enters into force: its rule in sentences, the day worked out beside the day recorded, who is missing."""

from dataclasses import dataclass, field

from tracker.catalogue import Ref, read_rows, tables
from tracker.derived.acts import Act, Agreement, Life
from tracker.derived.edges import previous_day
from tracker.derived.entry_into_force import entry_into_force
from tracker.derived.rule_sentences import condition_in_words
from tracker.models import Action, Actor, Basis, ListMember, PartialDate, Participation, Record
from tracker.models.vocabulary import ActionCode

from .because import rule_of
from .named_lists import list_labels
from .places import NOWHERE, STANDING, stands_of
from .standing import Stands, covering_last, told_on


@dataclass(frozen=True)
class Missing:
    """An actor whose consent is still wanted, and where it stands on the day."""

    actor: Ref
    stands: Stands


@dataclass(frozen=True)
class Completing:
    """One of the acts that met the last condition."""

    actor: Ref
    label: str
    date: PartialDate | None


@dataclass(frozen=True)
class Condition:
    """One thing that must happen: in words, how far it was met on the day, and by whom not yet."""

    text: str
    needed: int
    have: int
    missing: list

    @property
    def met(self):
        return self.have >= self.needed

    @property
    def share(self):
        """How much of it is met, in per cent."""
        return min(100, 100 * self.have // max(1, self.needed))


@dataclass
class Entry:
    """`recorded` and `computed` are PartialDates or None; `reason` says why nothing could be computed.

    `day`: the day asked, or the last one of an agreement that had ended by then, when it was `over`.
    """

    day: object
    sentences: list
    recorded: PartialDate | None
    computed: PartialDate | None = None
    met_on: object = None
    completing: list = field(default_factory=list)
    conditions: list = field(default_factory=list)
    reason: str = ""
    over: bool = False

    @property
    def agrees(self):
        return self.recorded is not None and self.computed is not None and self.recorded.text == self.computed.text

    @property
    def in_force(self):
        """Whether it was on the day."""
        return self.recorded is not None and self.recorded.first <= self.day


def entry(pk, day):
    """The Entry of a published agreement; None for one that states no rule of entry into force."""
    return entries([pk], day).get(pk)


def entries(pks, day):
    """{pk: Entry} of the published agreements among them that state a rule, in a fixed number of queries."""
    names = ("key", "type", "legal_force", "entry_rule", "adopted", "opened", "signed", "in_force", "ended")
    rows = {row.pop("pk"): row for row in Record.objects.public().filter(pk__in=pks).values("pk", *names)}
    rules = {pk: rule for pk, row in rows.items() if (rule := rule_of(row["entry_rule"])) and rule.conditions}
    if not rules:
        return {}
    actors = {
        key: (Ref(key, name, "actor"), Life(first, last))
        for key, name, first, last in Actor.objects.public().values_list("key", "name", "exists_from_first", "exists_to_last")
    }
    named = {condition.name for rule in rules.values() for condition in rule.conditions if condition.kind == "list"}
    lists, acts, stands = _lists(named), _acts(rules), _stands(rules, day)
    labels = {key: ref.label for key, (ref, _life) in actors.items()} | list_labels(named)
    return {pk: _entry(rows[pk], rule, acts.get(pk, []), stands.get(pk, {}), actors, lists, labels, day) for pk, rule in rules.items()}


def _entry(row, rule, acts, stands, actors, lists, labels, day):
    day, asked = told_on(row["ended"], day), day
    lives = {key: life for key, (_ref, life) in actors.items()}
    worked_out = entry_into_force(Agreement(**row), acts, lists, lives, on=day)
    found = Entry(day, rule.sentences(labels, lists), row["in_force"], worked_out.in_force, worked_out.met_on, reason=worked_out.reason)
    found.over = day != asked
    completing = {act.actor: act for act in worked_out.completing if act.actor in actors}
    found.completing = [Completing(actors[key][0], str(ActionCode(act.action).label), act.date) for key, act in completing.items()]
    for progress in worked_out.conditions:
        missing = [Missing(actors[key][0], stands.get(key, NOWHERE)) for key in progress.missing if key in actors]
        text = condition_in_words(progress.condition, labels, lists)
        found.conditions.append(Condition(text, progress.needed, progress.have, sorted(missing, key=lambda one: one.actor.label)))
    return found


def _lists(names):
    found = {}
    for name, key in ListMember.objects.public().filter(list__in=names).values_list("list", "actor__key").order_by("list", "actor__key"):
        found.setdefault(name, []).append(key)
    return found


def _acts(pks):
    found = {}
    rows = Action.objects.public().filter(record__in=pks)
    for row in read_rows(tables.ACTIONS, rows, names=("id", "actor", "action", "date", "effective_date"), extra=("record_id",)):
        act = Act(str(row["id"]), str(row["actor"]), row["action"], row["date"], row["effective_date"])
        found.setdefault(row["record_id"], []).append(act)
    return found


def _stands(pks, day):
    """{pk: {actor's key: Stands}} on the day; of an agreement that had ended by then, as it stood on its last."""
    found = {}
    rows = covering_last(Participation.objects.filter(record__in=pks, basis=Basis.EFFECT), day)
    for pk, key, end, *values in rows.order_by("-to_day").values_list("record", "actor__key", "to_day", *STANDING):
        found.setdefault(pk, {})[key] = stands_of(min(day, previous_day(end)), *values)
    return found
