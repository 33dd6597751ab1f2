"""A curator's answer to what is handed in: a row, a proposal, or all that waits of one import."""

import hashlib
import json

from django.core.exceptions import ValidationError

from tracker import changes
from tracker.catalogue import TABLES
from tracker.models.vocabulary import Publication

from .names import SaidLookup
from .rows import parents
from .saving import publish_cited
from .typed import assign, read_cells
from .waiting import waiting

REVIEWED = "Published after review."  # what the history says where the curator gives no reason of their own


def row_of(proposal):
    """The row that a proposal would change; None where it is gone."""
    table = TABLES[proposal.table]
    return table.queryset().select_related(*parents(table)).filter(pk=proposal.row).first()


def proposed(proposal, row, lookup):
    """The row with the proposed values, as an Edit, and the sentences of what cannot be so any more."""
    table = TABLES[proposal.table]
    typed = read_cells(table, proposal.cells, lookup)
    return changes.Edit(row, assign(table, row, typed, typed.values)), list(typed.errors.values())


def accept(proposal, row, *, by, why=""):
    """Publish what was proposed, with the sources that it brings; `row.version` is the one that the curator saw."""
    edit, faults = proposed(proposal, row, SaidLookup())
    if faults:
        raise ValidationError(faults)
    with changes.together():
        changes.accept(proposal, edit, by=by, why=why)
        publish_cited(row, by=by, why=why)


def publish(row, *, by, why=""):
    """Publish a row that is in review, with the sources that it cites."""
    if row.state != Publication.IN_REVIEW:
        raise ValidationError("It is not in review: whoever works on it hands it in first.")
    with changes.together():
        changes.publish(row, by=by, why=why or REVIEWED)
        publish_cited(row, by=by, why=why or REVIEWED)


# --- One import, answered at once ----------------------------------------------------------------------------------


def digest_of(parts):
    """The same as long as nothing of what waits has changed."""
    said = sorted([one.table.name, one.pk, one.at.isoformat(), one.proposal.version if one.proposal else 0] for one in parts)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def accept_batch(batch, *, by, seen, why=""):
    """Publish all that is in review of an import, or nothing; returns how many rows and proposals."""
    with changes.together():
        rows, proposals = _seen(batch, seen)
        edits = [changes.Edit(row, state=Publication.PUBLISHED) for row in rows]
        changes.save_all(edits, by=by, why=why or REVIEWED)
        lookup = SaidLookup()
        for proposal in proposals:
            row = row_of(proposal)
            edit, faults = proposed(proposal, row, lookup)
            if faults:
                raise ValidationError([f"{row}: {fault}" for fault in faults])
            changes.accept(proposal, edit, by=by, why=why)
    return len(rows) + len(proposals)


def send_back_batch(batch, *, by, seen, note):
    with changes.together():
        rows, proposals = _seen(batch, seen)
        changes.send_back_all(rows, by=by, note=note)
        for proposal in proposals:
            changes.send_back(proposal, by=by, note=note)
    return len(rows) + len(proposals)


def submit_batch(batch, *, by):
    """Hand in what an import left as drafts; returns how many rows."""
    with changes.together():
        rows = _rows([one for one in waiting((Publication.DRAFT, Publication.SENT_BACK), batch=batch) if one.proposal is None])
        changes.save_all([changes.Edit(row, state=Publication.IN_REVIEW) for row in rows], by=by)
    return len(rows)


def _seen(batch, seen):
    parts = waiting((Publication.IN_REVIEW,), batch=batch)
    if digest_of(parts) != seen:
        raise changes.Stale([(batch, None)])
    return _rows([one for one in parts if one.proposal is None]), [one.proposal for one in parts if one.proposal]


def _rows(parts):
    found = []
    for table in dict.fromkeys(one.table for one in parts):
        pks = [one.pk for one in parts if one.table is table]
        for at in range(0, len(pks), 5000):
            found += table.queryset().select_related(*parents(table)).filter(pk__in=pks[at : at + 5000])
    return found


def may_accept(by, author):
    return by.may_publish and (by.publishes_own or author != by.name)
