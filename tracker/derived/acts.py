"""What the engine reads: acts, the record they were done on, and the lives of those who did them. No database."""

from dataclasses import dataclass
from datetime import date

from tracker.derived.edges import edge, moved, next_day
from tracker.models.dates import PartialDate

# Every code is a name of the vocabulary ("Treaty actions"); numbers in brackets are articles of the Vienna Convention.
SIGNING = frozenset({"signature", "definitive_signature"})
CONSENTING = frozenset(
    {
        "definitive_signature",  # [12]
        "ratification",  # [14]
        "acceptance",
        "approval",
        "accession",  # [15]
        "formal_confirmation",
        "succession",
        "consent_to_be_bound",
        "exchange_of_instruments",  # [13]
    }
)
PARTICIPATING = {  # action: the status it gives
    "join": "participant",
    "subscribe": "participant",
    "endorse": "participant",
    "adhere": "participant",
    "participate": "participant",
    "partner": "partner",
    "host": "host",
    "operate": "operator",
    "observe": "observer",
}
LEAVING = frozenset({"withdrawal", "notice_of_withdrawal", "leave"})  # [54, 56]: out altogether
TAKING_BACK = frozenset({"signature_withdrawn", "ratification_withdrawn"})  # one step back
ENDING = LEAVING | TAKING_BACK
# notice_revoked [68], provisional_application [25], suspension [57] and resumption [72] are read by name. Every other
# action (reservation, declaration, objection, their withdrawal, territorial_application) changes no status.


def _date(value):
    return value if value is None or isinstance(value, PartialDate) else PartialDate.parse(value)


@dataclass(frozen=True, slots=True)
class Act:
    """One action of one actor on one record.

    `date`: signed, deposited or notified; `effective`: when it takes effect for the actor, None where the source
    does not say (it is then computed from the entry rule). `contested_by`: those who dispute it; empty is nobody.
    `id` only has to tell acts apart.
    """

    id: object
    actor: str
    action: str
    date: PartialDate | None
    effective: PartialDate | None = None
    depositaries: tuple[str, ...] = ()
    contested_by: tuple[str, ...] = ()

    @classmethod
    def of(cls, actor, action, date=None, effective=None, *, id=None, depositaries=(), contested_by=()):
        """The act that these texts describe: `Act.of("fra", "accession", "1992-08-03")`."""
        return cls(id, actor, action, _date(date), _date(effective), tuple(depositaries), tuple(contested_by))


@dataclass(frozen=True, slots=True)
class Agreement:
    """The record acted upon, of any of the eight types, with its own dates.

    `ended` is the first day no longer in force (agreements); `ends` the last day (all other types). None: not known,
    or not yet.
    """

    key: str
    type: str = "treaty"
    legal_force: str = ""
    adopted: PartialDate | None = None
    opened: PartialDate | None = None
    signed: PartialDate | None = None
    in_force: PartialDate | None = None
    ended: PartialDate | None = None
    begins: PartialDate | None = None
    ends: PartialDate | None = None
    entry_rule: str = ""

    @classmethod
    def of(cls, key, type="treaty", *, legal_force="", entry_rule="", **dates):
        """The record that these texts describe: `Agreement.of("npt", in_force="1970-03-05")`."""
        return cls(key, type, legal_force, entry_rule=entry_rule, **{name: _date(text) for name, text in dates.items()})

    @property
    def binds(self):
        """Whether it can have parties: only what is legally binding can, so only a treaty [2(1)(a)]."""
        return self.type == "treaty" and self.legal_force in ("", "legally_binding")

    @property
    def over(self):
        """The first day on which it is no longer there, as an edge: `ended`, or the day after `ends`."""
        if self.ended:
            return edge(self.ended)
        return edge(moved(self.ends, next_day)) if self.ends else None


@dataclass(frozen=True, slots=True)
class Life:
    """First and last day of an actor, both inclusive; None: older than any act, or still there."""

    first: date | None = None
    last: date | None = None
