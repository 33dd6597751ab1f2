"""Rules of entry into force as data [24]: what must happen, how long after, and when later consents bind.

`CONDITION [& CONDITION]… [+DELAY] [not-before:DATE] [; later:DELAY] [; provisional:DATE] [; notice:DURATION]`

Conditions: `consents:N` · `states:a|b` · `list:NAME` · `all:N` · `exchange` · `signature` · `date:DATE` · `each` ·
`special:NAME`. Delays: `deposit`, `P90D`, `P6M`, `P1Y`, `FOM6` (first day of the sixth month after).
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracker.derived import rule_sentences
from tracker.derived.delays import AT_ONCE, Delay
from tracker.derived.edges import later as later_of
from tracker.derived.edges import moved
from tracker.models.dates import PartialDate

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
BARE = ("each", "exchange", "signature")
NUMBERED = ("consents", "all")
NAMED = ("states", "list", "special")


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must have happened: `kind` as in the grammar, with its number, actors, list's name or day."""

    kind: str
    number: int = 0
    actors: tuple[str, ...] = ()
    name: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class EntryRule:
    """How an agreement enters into force, and how it is left. What it does not state is None or empty."""

    conditions: tuple[Condition, ...] = ()
    delay: Delay = AT_ONCE
    not_before: date | None = None
    later: Delay | None = None
    provisional: date | None = None
    notice: Delay | None = None

    def effect(self, done, in_force):
        """When an instrument deposited on `done` binds its actor; None while the agreement is not in force.

        Where later consents wait as long as the first ones did (Mine Ban 17, CCM 17, CCW 5, TPNW 15), the time runs
        from each deposit after the one that completed the number. Where the two delays differ (CWC XXI, CTBT XIV), it
        runs only for deposits from the day of entry into force on; all earlier ones bind with it.
        """
        if in_force is None:
            return None
        delay = self.later or AT_ONCE
        if delay == self.delay:
            return later_of(moved(done, delay.after), in_force)
        return later_of(moved(done, lambda day: delay.after(day) if day >= in_force.first else day), in_force)

    def entry_after(self, met_on):
        """The day of entry into force when the last condition was met on `met_on`."""
        return max(self.delay.after(met_on), self.not_before or date.min)

    def leaves(self, noticed):
        """When a notice given on `noticed` takes effect; None where the rule states no period."""
        return moved(noticed, self.notice.after) if self.notice else None

    def sentences(self, names=None, lists=None):
        """The rule for people, a sentence for each part; `names`: key → name, `lists`: name → members."""
        return rule_sentences.sentences(self, names or {}, lists or {})

    def sentence(self, names=None, lists=None):
        return " ".join(self.sentences(names, lists))


@lru_cache(maxsize=1_000)
def parse_rule(text):
    """The EntryRule that `text` states (empty: a rule that states nothing); ValueError with a sentence otherwise."""
    head, *clauses = (part.strip() for part in text.split(";"))
    stated = {}
    for clause in clauses:
        label, value = _labelled(clause, ("later", "provisional", "notice"))
        if label in stated:
            raise ValueError(f"'{label}:' stands twice: keep one.")
        stated[label] = _day(value, clause) if label == "provisional" else Delay.parse(value)
    if stated.get("notice") == AT_ONCE:
        raise ValueError("'notice:deposit' is no period: write how long before leaving, such as notice:P3M.")
    return EntryRule(*_entry(head), **stated)


def _entry(text):
    """Conditions, delay and earliest day: what stands before the first semicolon."""
    conditions, delay, not_before = [], AT_ONCE, None
    for part in text.split("&") if text else ():
        if delay or not_before:
            raise ValueError("A delay or 'not-before:' stands once, after the last condition.")
        condition, *marks = part.split() or [""]
        conditions.append(_condition(condition))
        for mark in marks:
            if mark.startswith("+") and not delay:
                delay = Delay.parse(mark[1:])
            elif mark.startswith("not-before:") and not not_before:
                not_before = _day(mark.removeprefix("not-before:"), mark)
            else:
                raise ValueError(f"'{mark}' is not understood: join conditions by '&', write a delay as +P90D.")
    return tuple(conditions), delay, not_before


def _condition(text):
    if text in BARE:
        return Condition(text)
    kind, value = _labelled(text, (*NUMBERED, *NAMED, "date"), bare=BARE)
    if kind == "date":
        return Condition(kind, day=_day(value, text))
    if kind in NUMBERED:
        if not _NUMBER.fullmatch(value):
            raise ValueError(f"'{text}' needs a number: write {kind}:40.")
        return Condition(kind, number=int(value))
    keys = tuple(value.split("|")) if kind == "states" else (value,)
    if not all(_KEY.fullmatch(key) for key in keys) or len(set(keys)) < len(keys):
        raise ValueError(f"'{text}' needs keys, each once: write states:gbr|rus|usa or list:ctbt-annex-2.")
    return Condition(kind, actors=keys) if kind == "states" else Condition(kind, name=value)


def _labelled(text, labels, bare=()):
    label, colon, value = text.partition(":")
    if not colon or label not in labels:
        known = ", ".join([*bare, *(f"{label}:" for label in labels)])
        raise ValueError(f"'{text[:40]}' is not understood: here stands one of {known}.")
    return label, value


def _day(value, part):
    try:
        said = PartialDate.parse(value)
    except ValueError:
        said = None
    if said is None or not said.is_day:
        raise ValueError(f"'{part[:40]}' needs a day: write it as 1995-01-13.")
    return said.first
