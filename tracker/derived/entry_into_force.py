"""Entry into force worked out from acts and rule [24]: the day, the acts that completed it, or who is still missing."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from tracker.derived.acts import Act, Life
from tracker.derived.edges import GIVEN, NARROWEST, between, next_day
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
    ledger = Ledger(agreement, acts, lists, lives, rule.conditions)
    conditions = ledger.progress_on(on or date.max)
    if any(condition.kind == "special" for condition in rule.conditions):
        return EntryIntoForce(conditions=conditions, reason="Its rule is one of its own and is not computed here.")
    met_on = ledger.met_on(GIVEN)
    if met_on is None:
        return EntryIntoForce(conditions=conditions)
    surely = ledger.met_on(NARROWEST)
    in_force = between(rule.entry_after(met_on), rule.entry_after(surely) if surely else date.max)
    return EntryIntoForce(in_force, met_on, ledger.counted_from(met_on), conditions)


class Ledger:
    """Who had signed and who had consented, under one agreement, as time went on; and what conditions that met."""

    def __init__(self, agreement, acts, lists, lives, conditions):
        self.conditions, self.lists, self.lives = conditions, lists, lives
        by_actor: dict[str, list[Act]] = defaultdict(list)
        for act in acts:
            by_actor[act.actor].append(act)
        terms = Terms.of(agreement)
        self.tenures = [
            (actor, tenure)
            for actor in sorted(by_actor)
            for tenure in tenures_of(terms, by_actor[actor], EFFECT)[MEMBER]
            if tenure.kind in (SIGNATURE, INSTRUMENT)
        ]

    def met_on(self, reading):
        """The first day on which every condition was met; None while there is none."""
        for day, progress in self._history(reading):
            if all(step.met for step in progress):
                return day
        return None

    def progress_on(self, day):
        """The Progress of each condition on a day."""
        last = tuple(self._progress(condition, date.min, set(), set()) for condition in self.conditions)
        for reached, progress in self._history(GIVEN):
            if reached > day:
                break
            last = progress
        return last

    def counted_from(self, day):
        """The first consents of those that had none before a day; the signatures where it was none. Whom the rule names
        comes first; a further deposit with another depositary completes nothing."""
        days = [(self._days(actor, tenure, GIVEN), actor, tenure) for actor, tenure in self.tenures]
        for kind in (INSTRUMENT, SIGNATURE):
            earlier = {actor for (start, end), actor, tenure in days if tenure.kind == kind and start < day <= end}
            begun = [tenure.act for (start, _end), actor, tenure in days if tenure.kind == kind and start == day and actor not in earlier]
            if begun:
                once = {act.actor: act for act in reversed(begun)}.values()
                named = {actor for condition in self.conditions if condition.kind == "states" for actor in condition.actors}
                return tuple(sorted(once, key=lambda act: (act.actor not in named, act.actor)))
        return ()

    def _history(self, reading):
        """(day, progress) of every day on which somebody signed, consented, or took it back."""
        steps: dict[date, list[tuple[int, str, int]]] = defaultdict(list)
        for condition in self.conditions:
            if condition.day:
                steps[condition.day] = []
        for actor, tenure in self.tenures:
            start, end = self._days(actor, tenure, reading)
            if start < end:
                steps[start].append((tenure.kind, actor, 1))
                steps[end].append((tenure.kind, actor, -1))
        held: dict[int, Counter[str]] = {SIGNATURE: Counter(), INSTRUMENT: Counter()}
        for day in sorted(steps.keys() - {date.max}):
            for kind, actor, change in steps[day]:
                held[kind][actor] += change
            signed, consented = (+held[kind] for kind in (SIGNATURE, INSTRUMENT))
            yield day, tuple(self._progress(condition, day, signed.keys(), consented.keys()) for condition in self.conditions)

    def _days(self, actor, tenure, reading):
        """The first day on which an act counts, and the first on which it does not, within the life of its actor."""
        life = self.lives.get(actor, Life())
        end = tenure.end[reading.end] if tenure.end else date.max
        return (
            max(tenure.begin[reading.begin], life.first or date.min),
            min(end, next_day(life.last) if life.last else date.max),
        )

    def _progress(self, condition, day, signed, consented):
        """How far one condition is met. A list waits only for those of its members that exist (CFE 1992)."""
        match condition.kind:
            case "consents":
                return Progress(condition, condition.number, len(consented))
            case "each":  # in force between two as soon as there are two
                return Progress(condition, 2, len(consented))
            case "states" | "list":
                wanted = condition.actors or [key for key in self.lists.get(condition.name, ()) if self._exists(key, day)]
                missing = tuple(actor for actor in wanted if actor not in consented)
                return Progress(condition, len(wanted) or 1, len(wanted) - len(missing), missing)
            case "all" | "exchange":
                missing = tuple(sorted(signed - consented))
                return Progress(condition, max(condition.number, 2, len(signed)), len(signed & consented), missing)
            case "signature":
                return Progress(condition, 2, len(signed))
            case "date":
                return Progress(condition, 1, int(condition.day <= day))
        return Progress(condition, 1, 0)

    def _exists(self, actor, day):
        life = self.lives.get(actor, Life())
        return (life.first or date.min) <= day <= (life.last or date.max)
