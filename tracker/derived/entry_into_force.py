"""Entry into force worked out from acts and rule [24]: the day, the acts that completed it, or who is still missing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tracker.derived.acts import Act, Life
from tracker.derived.edges import GIVEN, NARROWEST, between
from tracker.derived.entry_rules import Condition, parse_rule
from tracker.derived.rule_sentences import condition_in_words
from tracker.derived.tenures import EFFECT, INSTRUMENT, MEMBER, SIGNATURE, Terms, tenures_of
from tracker.models.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one condition is met: `have` of `needed`, and the actors still missing where they can be named."""

    condition: Condition
    needed: int
    have: int
    missing: tuple[str, ...] = ()

    @property
    def met(self):
        return self.have >= self.needed

    def text(self, names=None, lists=None):
        return condition_in_words(self.condition, names or {}, lists or {})


@dataclass(frozen=True, slots=True)
class EntryIntoForce:
    """`date`: when, by the acts recorded, it entered or will enter into force; None while conditions are not met.

    `met_on`: the day on which the last condition was met, by the acts `completing`. `conditions`: how far each was met
    on the day asked about. `reason`: a sentence where no date can be worked out at all, else empty.
    """

    in_force: PartialDate | None = None
    met_on: date | None = None
    completing: tuple[Act, ...] = ()
    conditions: tuple[Progress, ...] = ()
    reason: str = ""


def entry_into_force(agreement, acts, lists, lives, on=None):
    """Entry into force of an agreement by its rule and the acts done on it, whatever date is recorded.

    `lists`: name → actors; `lives`: Life by actor; `on`: the day whose progress is wanted (None: with every act done).
    """
    rule = parse_rule(agreement.entry_rule)
    if not rule.conditions:
        return EntryIntoForce(reason="No rule of entry into force is recorded.")
    ledger = Ledger(agreement, acts, lists, lives)
    conditions = tuple(ledger.progress(condition, on or date.max) for condition in rule.conditions)
    if any(condition.kind == "special" for condition in rule.conditions):
        return EntryIntoForce(conditions=conditions, reason="Its rule is one of its own and is not computed here.")
    met_on = ledger.met_on(rule.conditions)
    if met_on is None:
        return EntryIntoForce(conditions=conditions)
    met_for_sure = ledger.met_on(rule.conditions, NARROWEST)
    entered = between(rule.entry_after(met_on), rule.entry_after(met_for_sure) if met_for_sure else date.max)
    return EntryIntoForce(entered, met_on, ledger.acts_of(met_on), conditions)


class Ledger:
    """Who has signed and who has consented, under one agreement, on any day."""

    def __init__(self, agreement, acts, lists, lives):
        self.lists, self.lives = lists, lives
        by_actor = defaultdict(list)
        for act in acts:
            by_actor[act.actor].append(act)
        terms = Terms.of(agreement)
        held = {actor: tenures_of(terms, done, EFFECT)[MEMBER] for actor, done in by_actor.items()}
        self.signatures = {actor: [t for t in tenures if t.kind == SIGNATURE] for actor, tenures in held.items()}
        self.instruments = {actor: [t for t in tenures if t.kind == INSTRUMENT] for actor, tenures in held.items()}

    def met_on(self, conditions, reading=GIVEN):
        """The first day on which every condition is met; None while there is none."""
        days = {condition.day for condition in conditions if condition.day}
        for held in (self.signatures, self.instruments):
            days |= {self._from(actor, t, reading) for actor, tenures in held.items() for t in tenures}
        for day in sorted(days - {date.max}):
            if all(self.progress(condition, day, reading).met for condition in conditions):
                return day
        return None

    def acts_of(self, day):
        """The consents that count from `day` (signatures where there is none)."""
        for held in (self.instruments, self.signatures):
            if found := [t.act for actor, tenures in held.items() for t in tenures if self._from(actor, t, GIVEN) == day]:
                return tuple(found)
        return ()

    def progress(self, condition, day, reading=GIVEN):
        """How far a condition is met on a day. A list waits for those of its members that exist."""
        consented = self._standing(self.instruments, day, reading)
        signed = self._standing(self.signatures, day, reading)
        match condition.kind:
            case "consents":
                return Progress(condition, condition.number, len(consented))
            case "each":
                return Progress(condition, 2, len(consented))
            case "states" | "list":
                wanted = condition.actors or [k for k in self.lists.get(condition.name, ()) if self._exists(k, day)]
                missing = tuple(actor for actor in wanted if actor not in consented)
                return Progress(condition, len(wanted) or 1, len(wanted) - len(missing), missing)
            case "all" | "exchange":
                missing = tuple(sorted(signed - consented))
                return Progress(condition, max(condition.number, 2, len(signed)), len(consented & signed), missing)
            case "signature":
                return Progress(condition, 2, len(signed))
            case "date":
                return Progress(condition, 1, int(condition.day <= day))
        return Progress(condition, 1, 0)

    def _standing(self, held, day, reading):
        return {
            actor
            for actor, tenures in held.items()
            if self._exists(actor, day) and any(t.begin[reading.begin] <= day and (not t.end or day < t.end[reading.end]) for t in tenures)
        }

    def _from(self, actor, tenure, reading):
        """The day from which an act counts: that of the act, or its actor's first."""
        return max(tenure.begin[reading.begin], self.lives.get(actor, Life()).first or date.min)

    def _exists(self, actor, day):
        life = self.lives.get(actor, Life())
        return (life.first or date.min) <= day <= (life.last or date.max)
