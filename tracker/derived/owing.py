"""Duties of published commitments: who owes them between which days, and when something of theirs was past due."""

from dataclasses import dataclass
from datetime import date

from tracker.models.vocabulary import CommitmentKind

from .duties import Bond, Found, Terms, bonds_of, owed_by, past_due
from .edges import next_day
from .participation import EFFECT, Life

HORIZON = date(2060, 12, 31)  # up to here dates that recur are worked out


@dataclass(frozen=True)
class Promised:
    """A commitment with what follows for its due dates."""

    row: dict
    terms: Terms
    owed: list

    @property
    def pk(self):
        return self.row["pk"]


def promised(published, pk, life):
    """[Promised] for the commitments of a record that name a date; `life` are its first and last day."""
    rows = [(row, terms_of(row)) for row in published.commitments.get(pk, ())]
    rows = [(row, terms) for row, terms in rows if terms.dated]
    if not rows:
        return []
    spans = published.spans(pk, EFFECT) if pk in published.actions else []
    bonds = bonds_of(spans)
    return [Promised(row, terms, owed_by(terms, _bonds(published, row, bonds, bool(spans), life))) for row, terms in rows]


def terms_of(row):
    return Terms(row["due"], row["due_after"], row["recurrence"])


def _bonds(published, row, bonds, has_participants, life):
    """The bonds of those who owe a commitment.

    Who is named owes a pledge, or what stands in a record that nobody joins (a decision, say), from the record's first
    day to its last, while it exists.
    """
    if "all" in row["owed_by"]:
        return bonds
    named = {actor for token in row["owed_by"] for actor in (token, *published.lists.get(token, ())) if actor in published.actors}
    if row["kind"] != CommitmentKind.PLEDGE and has_participants:
        return [bond for bond in bonds if bond.actor in named]
    return [bond for actor in sorted(named) if (bond := _while_both_last(actor, published.lives.get(actor, Life()), life))]


def _while_both_last(actor, existence, life):
    start = max(existence.first or date.min, life[0])
    end = min(next_day(existence.last or date.max), next_day(life[1]))
    return Bond(actor, start, end, start) if start < end else None


def found_about(published, pk):
    """{commitment's id: [Found]} of a record."""
    found = {}
    for row in published.assessments.get(pk, ()):
        actor = str(row["actor"]) if row["actor"] else None
        one = Found(row["finding"], row["assessor"], row["date"], actor, row["due"], row["extended_to"])
        found.setdefault(str(row["commitment"]), []).append(one)
    return found


def past_due_of(published, pk, made):
    """(Promised, actor, first day, first day no more) for the commitments of a record."""
    found = found_about(published, pk)
    for one in made:
        for actor, start, end in past_due(one.terms, one.owed, found.get(str(one.row["id"]), []), HORIZON):
            yield one, actor, start, end
