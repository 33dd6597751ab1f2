"""Facets count what a brute force over plain rows counts, for selections that nobody thought of, in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import ActionFactory, AssessmentFactory, CommitmentFactory, ThemeFactory, TreatyFactory, actor, write
from tracker.catalogue import LISTINGS
from tracker.models.vocabulary import Ambit, CommitmentKind, Confidence, Finding, LegalForce, Region, TreatyKind
from tracker.selections import Selection

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
YEARS = (1955, 1965, 1975, 1985, 1995, 2005)
ACTORS = ("fra", "deu", "usa", "jpn")
THEMES = ("arms", "space", "tests")
WORDS = ("zorvex", "quimby", "blorp")
CHOICES = {
    "kind": TreatyKind.values[:4],
    "ambit": Ambit.values[:3],
    "legal_force": LegalForce.values[:1],  # what is not law has participants, not parties
    "confidence": Confidence.values,
    "region": Region.values[:3],
    "theme": THEMES,
}
RECORD_STATUSES = ("not_in_force", "in_force", "ended")
ACTOR_STATUSES = ("party", "contracting", "none")
MOST_QUERIES = 24


@dataclass
class Treaty:
    """A treaty as plain values. Every date is the 15 June of its year, so that a year holds it whole."""

    key: str
    word: str
    codes: dict
    opened: int
    in_force: int | None
    ended: int | None
    consents: dict = field(default_factory=dict)  # {actor: year}

    def status(self, year):
        if year < self.opened:
            return None
        if self.ended and self.ended <= year:
            return "ended"
        return "in_force" if self.in_force and self.in_force <= year else "not_in_force"

    def standing(self, actor_key, year):
        consented = self.consents.get(actor_key)
        if consented is None or consented > year or self.status(year) == "ended":
            return "none"
        return "party" if self.status(year) == "in_force" else "contracting"


@dataclass
class Promise:
    treaty: Treaty
    codes: dict
    findings: list  # [(year, finding)]

    def finding(self, year):
        made = [found for found in self.findings if found[0] <= year]
        return max(made)[1] if made else None


def world():
    random = Random(20)
    some = {name: lambda values=values: random.choice([*values, ""]) for name, values in CHOICES.items()}
    treaties = []
    for number in range(18):
        opened = random.choice(YEARS[:4])
        in_force = random.choice([None, opened + 3, opened + 12])
        ended = random.choice([None, None, in_force + 9]) if in_force else None
        codes = {name: {pick()} - {""} for name, pick in some.items()} | {"kind": {random.choice(CHOICES["kind"])}}
        codes |= {name: set(random.sample(CHOICES[name], random.randrange(3))) for name in ("theme", "region")}
        made = Treaty(f"treaty-{number}", random.choice(WORDS), codes, opened, in_force, ended)
        last = (ended or 2020) - 1
        made.consents = {key: random.randint(opened, last) for key in ACTORS if random.random() < 0.6}
        treaties.append(made)
    promises = [
        Promise(
            random.choice(treaties),
            {"kind": {random.choice(CommitmentKind.values[:3])}},
            [(1960 + 10 * at, random.choice(Finding.values[:4])) for at in range(random.randrange(4))],
        )
        for _number in range(14)
    ]
    return treaties, promises


def plant(treaties, promises):
    themes = {key: ThemeFactory(key=key, title=key.capitalize()) for key in THEMES}
    actors = {key: actor(key) for key in ACTORS}

    def day(year):
        return f"{year}-06-15" if year else None

    def one(codes, name):
        return next(iter(codes[name]), "")

    rows = write(
        [
            TreatyFactory.build(
                key=row.key,
                title=f"The {row.word} treaty of {row.key}",
                kind=one(row.codes, "kind"),
                ambit=one(row.codes, "ambit"),
                legal_force=one(row.codes, "legal_force"),
                confidence=one(row.codes, "confidence"),
                regions=sorted(row.codes["region"]),
                themes=[themes[key] for key in sorted(row.codes["theme"])],
                opened=day(row.opened),
                in_force=day(row.in_force),
                ended=day(row.ended),
            )
            for row in treaties
        ]
    )
    of = {row.key: row for row in rows}
    write(
        [
            ActionFactory.build(record=of[row.key], actor=actors[key], action="accession", date=day(year))
            for row in treaties
            for key, year in row.consents.items()
        ]
    )
    promised = write(
        [
            CommitmentFactory.build(record=of[row.treaty.key], reference=str(at), kind=next(iter(row.codes["kind"])), owed_by=("all",))
            for at, row in enumerate(promises)
        ]
    )
    write(
        [
            AssessmentFactory.build(commitment=made, date=day(year), finding=finding)
            for row, made in zip(promises, promised, strict=True)
            for year, finding in row.findings
        ]
    )


# The brute force: whether a row meets one filter, and which codes of a facet it has.


def in_time(row, asked, name):
    """`row` is a treaty; a year that it begins or ends in is within the year."""
    year = int(asked[name][0])
    if name == "from":
        return row.ended is None or row.ended >= year
    return row.opened <= year


def treaty_meets(row, asked, name, year):
    values = asked[name]
    if name in ("from", "to", "as_of"):
        return in_time(row, asked, name)
    if name == "q":
        return row.word in values
    if name == "actor":
        standing = {row.standing(key, year) for key in values}
        if "status" in asked:
            wanted = {*asked["status"]} - {"none"}
            return bool(standing & wanted) or ("none" in asked["status"] and standing == {"none"})
        return standing != {"none"}
    if name == "status":
        return "actor" in asked or row.status(year) in values
    return bool(row.codes[name] & {*values})


def treaty_codes(row, asked, name, year):
    if name != "status":
        return row.codes[name]
    if "actor" not in asked:
        return {row.status(year)}
    return {row.standing(key, year) for key in asked["actor"]} - {"none"}


def promise_meets(row, asked, name, year):
    if name in ("from", "to", "as_of"):
        return in_time(row.treaty, asked, name)
    return bool(promise_codes(row, asked, name, year) & {*asked[name]})


def promise_codes(row, asked, name, year):
    if name == "finding":
        return {row.finding(year)} - {None}
    return row.treaty.codes[name] if name in ("theme", "region") else row.codes[name]


def brute_force(rows, asked, facets, meets, codes):
    """{facet: {code: how many rows}}, each facet counted as if it alone were not asked; and how many rows are found."""
    year = int(asked["as_of"][0]) if "as_of" in asked else TODAY.year
    counts = {}
    for facet in facets:
        others = {name: values for name, values in asked.items() if name != facet}
        found = [row for row in rows if all(meets(row, others, name, year) for name in others)]
        counts[facet] = {}
        for row in found:
            for code in codes(row, asked, facet, year):
                counts[facet][code] = counts[facet].get(code, 0) + 1
        if facet == "status" and "actor" in asked:
            rest = {name: values for name, values in others.items() if name != "actor"}
            nobody = [
                row
                for row in rows
                if all(meets(row, rest, name, year) for name in rest) and all(row.standing(key, year) == "none" for key in asked["actor"])
            ]
            counts[facet]["none"] = len(nobody)
    return counts, sum(all(meets(row, asked, name, year) for name in asked) for row in rows)


def several(values):
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


year = st.sampled_from([str(year) for year in range(1950, 2012, 3)]).map(lambda text: [text])
time = {"from": year, "to": year, "as_of": year}


@st.composite
def of_treaties(draw):
    """Parameters as an address may have them; the status is that of the record, or with an actor that actor's."""
    asked = draw(
        st.fixed_dictionaries(
            {},
            optional={name: several(list(values)) for name, values in CHOICES.items()}
            | time
            | {"q": several(WORDS), "actor": several(ACTORS)},
        )
    )
    if draw(st.booleans()):
        asked["status"] = draw(several(ACTOR_STATUSES if "actor" in asked else RECORD_STATUSES))
    return asked


of_commitments = st.fixed_dictionaries(
    {},
    optional={
        "kind": several(CommitmentKind.values[:3]),
        "finding": several(Finding.values[:4]),
        "theme": several(THEMES),
        "region": several(CHOICES["region"]),
        **time,
    },
)


def counted(name, asked):
    """The facets of a selection as {facet: {code: rows}}, its count, and how many queries they took."""
    params = QueryDict(mutable=True)
    for parameter, values in asked.items():
        params.setlist(parameter, values)
    selection = Selection(LISTINGS[name], params, today=TODAY)
    assert selection.errors == {}
    with CaptureQueriesContext(connection) as queries:
        facets = {facet.name: {choice.value: choice.count for choice in facet.choices if choice.count} for facet in selection.facets}
    return facets, selection.count, len(queries)


def agree(examples):
    """Compare so many random selections of two lists."""
    treaties, promises = world()
    plant(treaties, promises)
    cases = (
        ("treaties", of_treaties(), treaties, treaty_meets, treaty_codes, [*CHOICES, "status"]),
        ("commitments", of_commitments, promises, promise_meets, promise_codes, ["kind", "finding", "theme", "region"]),
    )
    for case in cases:
        compare(examples // len(cases), *case)


def compare(examples, name, asking, rows, meets, codes, facets):
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(asked=asking)
    def agrees(asked):
        found, count, queries = counted(name, asked)
        expected, held = brute_force(rows, asked, facets, meets, codes)
        assert {facet: found[facet] for facet in facets} == {
            facet: {code: number for code, number in expected[facet].items() if code and number} for facet in facets
        }
        assert count == held
        assert queries <= MOST_QUERIES

    agrees()


def test_facets_count_as_a_brute_force_does():
    agree(100)
