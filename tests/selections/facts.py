"""A world as plain facts, made at random and always the same, and its rows in the database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

import time_machine

from tests.factories import (
    OF_TYPE,
    STATES,
    ActionFactory,
    ActorFactory,
    AssessmentFactory,
    CommitmentFactory,
    EventFactory,
    ListMemberFactory,
    PositionFactory,
    RelationFactory,
    SourceFactory,
    ThemeFactory,
    write,
)
from tracker import changes
from tracker.catalogue import TYPE_OF_CODE
from tracker.derived.record_status import OCCASIONS
from tracker.models.vocabulary import Ambit, CommitmentKind, Confidence, EventKind, Finding, LegalForce, Region, RelationCode

ACTORS = ("fra", "deu", "usa", "jpn", "ddr", "nato")
LISTS = {"annex": ("fra", "usa"), "board": ("jpn",)}
THEMES = ("arms", "space", "tests", "long", "unused")
WORDS = ("zorvex", "quimby", "blorp")
PROMISED = ("plimsnark", "gruntle")
CHOICES = {
    "ambit": Ambit.values[:3],
    "legal_force": LegalForce.values[:1],  # what is not law has participants, not parties
    "confidence": Confidence.values,
    "region": Region.values[:3],
    "theme": THEMES[:3],
}
EVENT_KINDS = (EventKind.REVIEW_CONFERENCE.value, EventKind.SUMMIT.value, EventKind.TEST.value)
COMMITMENT_KINDS = (*CommitmentKind.values[:2], CommitmentKind.PLEDGE.value)
RELATIONS = RelationCode.values[:3]
# The acts that are done beside signatures and consents, and what they give their actor, in which role.
ROLES = {
    "framework": ("subscribe", "participant", "member"),
    "measure": ("participate", "participant", "member"),
    "engagement": ("partner", "partner", "partner"),
    "system": ("host", "host", "host"),
}


def day(year):
    """Every date of this world is a 15 June."""
    return date(year, 6, 15) if year else None


def bounds(text):
    """The first and the last day that a date can mean: `1971` from 1 January to 31 December."""
    first, _, last = text.partition("/")
    if last:
        return bounds(first)[0], bounds(last)[1]
    year, month, day_of_month = ([int(part) for part in text.split("-")] + [None, None])[:3]
    if day_of_month:
        return (date(year, month, day_of_month),) * 2
    begun = date(year, month or 1, 1)
    return begun, (date(year + 1, 1, 1) if not month or month == 12 else date(year, month + 1, 1)) - timedelta(days=1)


@dataclass
class Record:
    """An agreement by `begins` (opened), `in_force` and `ends` (the first day after it), any other by its first and last day."""

    key: str
    type: str
    word: str
    codes: dict
    begins: date | None
    in_force: date | None
    ends: date | None
    signed: dict = field(default_factory=dict)  # {actor: date}
    consented: dict = field(default_factory=dict)  # {actor: (date, day of effect)}
    left: dict = field(default_factory=dict)
    joined: dict = field(default_factory=dict)  # {actor: date}, in what binds nobody
    named: dict = field(default_factory=dict)  # {actor: the day from which the record names it}
    words: set = field(default_factory=set)
    pk: int = 0

    @property
    def agreement(self):
        return self.type in ("treaty", "framework")

    def name(self, keys, since):
        for key in keys:
            self.named[key] = min(since, self.named.get(key, date.max))


@dataclass
class Promise:
    record: Record
    kind: str
    word: str
    owed_by: tuple
    owed_to: tuple
    due: date | None
    findings: list  # [(date, finding, actor or None)]
    pk: int = 0


@dataclass
class Happening:
    """An event: `date` as its source gives it."""

    kind: str
    word: str
    date: str
    records: list
    actors: tuple
    pk: int = 0


class World:
    def __init__(self, seed=20):
        self.random = Random(seed)
        self.records = [self._agreement("treaty", number) for number in range(16)]
        self.records += [self._agreement("framework", number) for number in range(4)]
        self.records += [self._other(kind, number) for kind in OF_TYPE if kind not in ("treaty", "framework") for number in range(4)]
        # A theme with records before and after a time, and none in it.
        for one, begun, over in ((self.records[0], 1955, 1960), (self.records[15], 1995, None)):
            one.codes["theme"].add("long")
            one.begins, one.in_force, one.ends = day(begun), None, day(over)
            one.signed, one.consented, one.left = {}, {}, {}
        self.promises = [self._promise() for _number in range(16)]
        self.events = [self._event(number) for number in range(8)]
        self.relations = [(*self.random.sample(self.records, 2), self.random.choice(RELATIONS)) for _number in range(10)]
        self.relations = list({(one.key, code, other.key): (one, other, code) for one, other, code in self.relations}.values())
        self.positions = [
            (record, self.random.choice(ACTORS[:4]), self._later(record.begins)) for record in self.records if record.type == "challenge"
        ]
        self.sources = [(self.random.choice(WORDS), self.random.choice(("1961", "1975-06-15", "1990-01", "2004"))) for _number in range(6)]
        self._name_actors()

    def _later(self, begun, most=20):
        return day((begun or day(1970)).year + self.random.randint(1, most))

    def _codes(self, kind):
        some = {name: {self.random.choice([*CHOICES[name], ""])} - {""} for name in ("confidence", "ambit", "legal_force")}
        several = {name: set(self.random.sample(CHOICES[name], self.random.randrange(3))) for name in ("theme", "region")}
        kinds = [code for code in TYPE_OF_CODE[kind].kinds.values if code not in OCCASIONS]
        return some | several | {"kind": {self.random.choice(kinds[:3])}}

    def _agreement(self, kind, number):
        opened = self.random.choice((1955, 1965, 1975, 1985))
        in_force = self.random.choice([None, opened + 3, opened + 12])
        ended = self.random.choice([None, None, in_force + 12]) if in_force else None
        made = Record(f"{kind}-{number}", kind, self.random.choice(WORDS), self._codes(kind), day(opened), day(in_force), day(ended))
        for key in ACTORS:
            at, last = self.random.random(), (ended or 2020) - 1
            if kind == "framework":
                if at < 0.5:
                    made.joined[key] = day(self.random.randint(opened, last))
                continue
            if at < 0.75:
                signed = self.random.randint(opened, last)
                made.signed[key] = day(signed)
                if at < 0.5:
                    consented = self.random.randint(signed, last)
                    effect = consented + self.random.choice((0, 0, 2))
                    made.consented[key] = day(consented), day(effect)
                    bound = max(effect, in_force or 3000)
                    if at < 0.12 and bound + 2 < last:
                        made.left[key] = day(bound + 2)
        return made

    def _other(self, kind, number):
        begins = self.random.choice((None, 1965, 1980, 1995)) if kind == "measure" else self.random.choice((1965, 1980, 1995))
        ends = begins and self.random.choice((None, begins + 1, begins + 15))
        made = Record(f"{kind}-{number}", kind, self.random.choice(WORDS), self._codes(kind), day(begins), None, day(ends))
        if kind in ROLES:
            made.joined = {key: self._later(made.begins) for key in ACTORS[:4] if self.random.random() < 0.4}
        return made

    def _promise(self):
        record = self.random.choice(self.records[:16] + [one for one in self.records if one.type == "policy"])
        owed_by = self.random.choice((("all",), ("all",), ("fra", "jpn"), ("annex",), ("nato",)))
        due = self.random.choice((None, 1972, 1988, 1998, 2010, 2027))
        made = [
            (day(1964 + 12 * at), self.random.choice(Finding.values), self.random.choice((None, None, "fra")))
            for at in range(self.random.randrange(5))
        ]
        owed_to = self.random.choice(((), (), ("deu",)))
        return Promise(record, self.random.choice(COMMITMENT_KINDS), self.random.choice(PROMISED), owed_by, owed_to, day(due), made)

    def _event(self, number):
        records = self.random.sample(self.records[:20], self.random.randrange(3))
        actors = tuple(self.random.sample(ACTORS[:4], self.random.randrange(3)))
        when = self.random.choice(("1971", "1986-06", "1999-06-15", "2008-06-15/2008-07-02"))
        return Happening(self.random.choice(EVENT_KINDS), self.random.choice(WORDS), when, records, actors)

    def _name_actors(self):
        for record in self.records:
            record.words = {record.word}
            if record.type in ("policy", "development"):
                record.name(self.random.sample(ACTORS[:4], 1), record.begins)
        for promise in self.promises:
            promise.record.words.add(promise.word)
            for token in (*promise.owed_by, *promise.owed_to):
                if token != "all":
                    promise.record.name(LISTS.get(token, (token,)), promise.record.begins or date.min)
            for when, _finding, actor in promise.findings:
                promise.record.name([actor] if actor else (), when)
        for record, actor, when in self.positions:
            record.name([actor], when)
        for event in self.events:
            for record in event.records:
                record.name(event.actors, bounds(event.date)[0])

    def plant(self):
        """Write it; give the facts the primary keys of their rows. The latter half is published two years after the first."""
        with time_machine.travel(datetime(2021, 6, 15, 12, tzinfo=UTC), tick=False), changes.together():
            actors = self._plant_records()
        with time_machine.travel(datetime(2023, 6, 15, 12, tzinfo=UTC), tick=False), changes.together():
            self._plant_what_hangs(actors)
        return self

    def _plant_records(self):
        themes = dict(zip(THEMES, write([ThemeFactory.build(key=key, title=f"About {key}") for key in THEMES]), strict=True))
        actors = dict(zip(ACTORS, write([ActorFactory.build(key=key, **STATES[key]) for key in ACTORS]), strict=True))
        write([ListMemberFactory.build(list=name, actor=actors[key]) for name, keys in LISTS.items() for key in keys])
        self.source_rows = write([SourceFactory.build(title=f"A {word} study", date=when) for word, when in self.sources])
        rows = write([OF_TYPE[one.type].build(**self._columns(one, themes, actors)) for one in self.records])
        for one, row in zip(self.records, rows, strict=True):
            one.row, one.pk = row, row.pk
        self.theme_pks = {key: row.pk for key, row in themes.items()}
        self.actor_pks = {key: row.pk for key, row in actors.items()}
        return actors

    def _columns(self, one, themes, actors):
        found = {name: next(iter(one.codes[name]), "") for name in ("kind", "confidence")}
        found |= {"key": one.key, "title": f"The {one.word} {one.key}", "regions": sorted(one.codes["region"])}
        found["themes"] = [themes[key] for key in sorted(one.codes["theme"])]
        if one.agreement:
            found |= {name: next(iter(one.codes[name]), "") for name in ("ambit", "legal_force")}
            found |= {"opened": one.begins, "in_force": one.in_force, "ended": one.ends}
        else:
            found |= {"begins": one.begins, "ends": one.ends}
        if one.type in ("policy", "development"):
            found["actors"] = [actors[key] for key in one.named]
        return found | {name: value.isoformat() for name, value in found.items() if isinstance(value, date)}

    def acts(self):
        """[(record, actor, action, date, day of effect or None)]."""
        found = []
        for one in self.records:
            found += [(one, key, "signature", when, None) for key, when in one.signed.items()]
            found += [(one, key, "ratification", when, effect) for key, (when, effect) in one.consented.items()]
            found += [(one, key, "withdrawal", when, when) for key, when in one.left.items()]
            found += [(one, key, ROLES[one.type][0], when, None) for key, when in one.joined.items()]
        return found

    def _plant_what_hangs(self, actors):
        acts = self.acts()
        self.action_rows = write(
            [
                ActionFactory.build(
                    record=one.row, actor=actors[key], action=code, date=str(when), effective_date=str(effect) if effect else None
                )
                for one, key, code, when, effect in acts
            ]
        )
        promised = write(
            [
                CommitmentFactory.build(
                    record=one.record.row,
                    reference=str(at),
                    kind=one.kind,
                    title=f"To {one.word} at once",
                    owed_by=one.owed_by,
                    owed_to=one.owed_to,
                    due=str(one.due) if one.due else None,
                )
                for at, one in enumerate(self.promises)
            ]
        )
        for one, row in zip(self.promises, promised, strict=True):
            one.pk = row.pk
        self.assessment_rows = write(
            [
                AssessmentFactory.build(commitment=row, date=str(when), finding=code, actor=actors.get(key), assessor="Institute", due=None)
                for one, row in zip(self.promises, promised, strict=True)
                for when, code, key in one.findings
            ]
        )
        events = write(
            [
                EventFactory.build(
                    title=f"A {one.word} meeting",
                    date=one.date,
                    kind=one.kind,
                    records=[record.row for record in one.records],
                    actors=[actors[key] for key in one.actors],
                )
                for one in self.events
            ]
        )
        for one, row in zip(self.events, events, strict=True):
            one.pk = row.pk
        self.relation_rows = write(
            [RelationFactory.build(from_record=one.row, relation=code, to_record=other.row) for one, other, code in self.relations]
        )
        write([PositionFactory.build(challenge=one.row, actor=actors[key], date=str(when)) for one, key, when in self.positions])
