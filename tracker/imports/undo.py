"""Taking back what an import did: rows that it created are deleted, cells that it changed get back what they held.

All or nothing: where something later depends on the import, nothing is undone, and what depends on it is named.
"""

from dataclasses import dataclass

from django.db.models import Q

from tracker import changes
from tracker.catalogue import TABLES, cells, read_rows, table_of
from tracker.catalogue.columns import Many
from tracker.models import Actor, Change, Commitment, ListMember, Proposal, Row, Verb

from .lookup import Lookup
from .recorded import PENDING

STATE = "(state)"  # the cell of the log that holds the state of publication
NAMED = 10  # of what depends on an import, at most


class DependedOn(Exception):
    """Something later depends on what the import did; `sentences` name it."""

    def __init__(self, sentences):
        self.sentences = sentences
        super().__init__(" ".join(sentences))


@dataclass(frozen=True)
class Undone:
    deleted: int
    restored: int
    withdrawn: int  # proposals


def undo(batch, *, by):
    """Take a batch back and return what was Undone. Raises DependedOn, changes.NotAllowed, changes.Stale."""
    if batch.undone:
        raise DependedOn([f"Import {batch.pk} has been taken back already."])
    table = TABLES[batch.table]
    with changes.together():
        made = list(batch.changes.order_by("number"))
        created = {change.row for change in made if change.verb == Verb.CREATE}
        changed = [change for change in made if change.row not in created]
        now = _as_it_stands(table, {change.row for change in made})
        depends = [*_touched(made, now), *_answered(batch), *_proposed_on(table, created), *_referring(table, created)]
        if depends:
            raise DependedOn(depends)
        why = f"Import {batch.pk} taken back."
        instances = {row.pk: row for row in table.queryset().filter(pk__in=now).select_related(*_parents(table))}
        lookup = Lookup()
        edits = [_restoring(table, change, instances[change.row], lookup) for change in changed]
        changes.save_all(edits, by=by, why=why)
        changes.delete_all([instances[pk] for pk in sorted(created & now.keys())], by=by, why=why)
        withdrawn = changes.close_batch(batch, by=by)
    return Undone(len(created & now.keys()), len(edits), withdrawn)


def _as_it_stands(table, pks):
    rows = table.queryset().filter(pk__in=pks)
    states = dict(rows.values_list("pk", "state"))
    return {row["pk"]: cells(table, row) | {STATE: states[row["pk"]]} for row in read_rows(table, rows)}


def _parents(table):
    near = [bound.field_name for bound in table.columns.values() if bound.field.is_relation and not isinstance(bound, Many)]
    return [*near, *([table.about] if table.about else [])]


def _touched(made, now):
    """Rows that are not as the import left them."""
    for change in made:
        if change.row not in now:
            if change.verb != Verb.CREATE:
                yield _since(change, "was deleted")
        elif _differs(change, now[change.row]):
            yield _since(change, "was changed")


def _differs(change, stands):
    if change.verb == Verb.CREATE:  # the log leaves out its empty cells
        return change.after != {name: cell for name, cell in stands.items() if cell not in ("", "no")}
    return any(stands[name] != cell for name, cell in change.after.items())


def _since(change, what):
    last = Change.objects.filter(table=change.table, row=change.row).order_by("-number").first()
    return f"{change.table} '{change.key}' {what} by {last.by} on {last.at:%Y-%m-%d}."


def _answered(batch):
    for proposal in batch.proposals.filter(state=Proposal.State.ACCEPTED):
        yield f"{proposal.table} '{proposal.key}': {proposal.answered_by} accepted the proposal of the import."


def _proposed_on(table, pks):
    waiting = Proposal.objects.filter(table=table.name, row__in=pks, state__in=PENDING)
    for proposal in waiting[:NAMED]:
        yield f"{proposal.table} '{proposal.key}': a proposal by {proposal.by} waits for it."


def _referring(table, pks):
    """Recorded rows that point to rows which the import created, other than those that it created itself."""
    if not pks:
        return
    for link in table.model._meta.related_objects:
        if not issubclass(link.related_model, Row):
            continue  # what is derived goes with the row
        rows = link.related_model._base_manager.filter(**{f"{link.field.name}__in": pks})
        if link.related_model is table.model:
            rows = rows.exclude(pk__in=pks)
        for row in rows.distinct()[:NAMED]:
            yield f"{_named(row)} refers to what the import created."
    yield from _owing(table, pks)


def _owing(table, pks):
    """Commitments name who owes them by the keys of actors and the names of lists."""
    names = set()
    if table.model is Actor:
        names = set(Actor.objects.filter(pk__in=pks).values_list("key", flat=True))
    elif table.model is ListMember:
        names = set(ListMember.objects.filter(pk__in=pks).values_list("list", flat=True))
        names -= set(ListMember.objects.exclude(pk__in=pks).values_list("list", flat=True))
    named = Q()
    for name in names:
        named |= Q(owed_by__contains=f"|{name}|") | Q(owed_to__contains=f"|{name}|")
    if names:
        for commitment in Commitment.objects.filter(named)[:NAMED]:
            yield f"{_named(commitment)} names what the import created."


def _named(row):
    key = getattr(row, "key", None) or getattr(row, "uid", row.pk)
    return f"{table_of(row).name} '{key}' ({row})"


def _restoring(table, change, row, lookup):
    """The Edit that gives a row back the cells that it had before a change."""
    many = {}
    for name, cell in change.before.items():
        if name == STATE:
            continue
        bound = table.columns[name]
        value = bound.value(cell, lookup)
        if isinstance(bound, Many):
            many[bound.field_name] = list(value)
        else:
            setattr(row, bound.field_name, value)
    return changes.Edit(row, many, change.before.get(STATE))
