"""A plan carried out, all or nothing: one transaction through `changes`."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q

from tracker import changes
from tracker.catalogue import TABLES
from tracker.models import Batch, Change, Ledger, Verb
from tracker.models.vocabulary import Publication

from .plans import Fault, Outcome


class Invalid(Exception):
    """The plan has invalid rows: nothing was written. `faults` name them."""

    def __init__(self, faults):
        self.faults = faults
        super().__init__(f"{len(faults)} cells or rows are invalid; nothing was written.")


class Outdated(Exception):
    """Somebody changed the table after the plan was made: plan again."""

    def __init__(self):
        super().__init__("Somebody changed this table in the meantime; nothing was written. Import the file again.")


@dataclass(frozen=True)
class Result:
    """`batch` is None where there was nothing to do."""

    batch: Batch | None
    counts: Counter


def run(plan, *, by, why="", file=""):
    """Write what the plan says and return the Result. Raises Invalid, Outdated, changes.NotAllowed.

    New rows are drafts and edits of published rows are proposals, unless the plan was made with `publish`.
    """
    if plan.faults:
        raise Invalid(plan.faults)
    rows = [row for row in plan.rows if row.outcome in (Outcome.CREATE, Outcome.UPDATE)]
    if not rows:
        return Result(None, plan.counts)
    try:
        return Result(_write(plan, rows, by, why, file), plan.counts)
    except changes.Stale:
        raise Outdated from None
    except ValidationError as error:
        raise Invalid(_refused(rows, error)) from error


def _write(plan, rows, by, why, file):
    with changes.together():
        Ledger.objects.select_for_update().filter(pk=1).first()  # from here on nobody else writes
        _refuse_outdated(plan)
        batch = changes.open_batch(plan.table.name, file, by=by, digest=plan.digest)
        state = Publication.PUBLISHED if plan.publish else None
        edits = [changes.Edit(row.row, row.many, state) for row in rows if not row.proposes]
        changes.save_all(edits, by=by, why=why, batch=batch)
        for row in rows:
            if row.proposes:
                proposed = {name: after for name, (_before, after) in row.changed.items()}
                changes.propose(row.row, proposed, by=by, why=why, batch=batch)
    return batch


def _refused(rows, error):
    """What `changes` refused, as faults of the row that it named; of the file's first where it named none."""
    refused = next((row for row in rows if row.row is getattr(error, "row", None)), rows[0])
    if not hasattr(error, "error_dict"):
        return [Fault(refused.number, "", " ".join(error.messages))]
    return [Fault(refused.number, name.replace("__all__", ""), " ".join(messages)) for name, messages in error.message_dict.items()]


def _refuse_outdated(plan):
    """Since the plan was made nobody may have written to its model, nor deleted anything to which it may point."""
    same = [table.name for table in TABLES.values() if table.model is plan.table.model]
    since = Change.objects.filter(number__gt=plan.seen)
    if since.filter(Q(table__in=same) | Q(verb=Verb.DELETE)).exists():
        raise Outdated
