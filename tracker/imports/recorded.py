"""What a table holds already, found again by id or by identity: read in a fixed number of queries."""

from dataclasses import dataclass

from tracker.catalogue import cells, read_rows
from tracker.models import Proposal

from .reading import normal

PENDING = (Proposal.State.DRAFT, Proposal.State.IN_REVIEW, Proposal.State.SENT_BACK)


@dataclass(slots=True)
class Recorded:
    """A row as it stands: `cells` as a file has them."""

    pk: int
    state: str
    version: int
    cells: dict

    @property
    def name(self):
        return self.cells.get("id") or self.cells.get("key") or f"number {self.pk}"


class Holdings:
    """The rows of a table. `given` are the columns that the file has: those of identity among them match its rows."""

    def __init__(self, table, given):
        self.table = table
        self.rows, self.by_id, self._by_given, self.by_identity = {}, {}, {}, {}
        self.matched_by = [name for name in table.identity if name in given]
        self._left_out = [name for name in table.identity if name not in given]
        self.can_match = not any(table.columns[name].required for name in self._left_out)
        states = dict(table.queryset().values_list("pk", "state"))  # not read with the rows: phases have a column 'state'
        for row in read_rows(table, table.queryset(), extra=("version",)):
            found = Recorded(row["pk"], states[row["pk"]], row["version"], cells(table, row))
            self.rows[found.pk] = found
            if "id" in table.columns:
                self.by_id[found.cells["id"]] = found
            self._by_given.setdefault(self.place(found.cells, self.matched_by), []).append(found)
            self.by_identity.setdefault(self.place(found.cells), []).append(found)

    def place(self, texts, names=None):
        """What tells a row from others: the texts of its columns of identity."""
        return tuple(normal(texts.get(name, "")) for name in (self.table.identity if names is None else names))

    def match(self, texts):
        """The row with those texts in the given columns; None where there is none. Raises ValueError where several are."""
        found = self._by_given.get(self.place(texts, self.matched_by), [])
        if len(found) > 1:
            bare = [row for row in found if not any(row.cells[name] for name in self._left_out)]
            found = bare or found
        if len(found) > 1:
            ids = ", ".join(row.name for row in found[:5])
            how = f", or the columns {', '.join(self._left_out)}" if self._left_out else ""
            raise ValueError(f"matches {len(found)} recorded rows ({ids}): give the id of the one meant{how}.")
        return found[0] if found else None

    def instances(self, pks):
        """{pk: model instance} with what changes will ask of it."""
        columns = self.table.columns.values()
        near = [bound.field_name for bound in columns if bound.field.is_relation and not bound.many]
        near += [self.table.about] if self.table.about else []
        rows = self.table.queryset().select_related(*near)
        if len(pks) < 500:
            rows = rows.filter(pk__in=pks)
        return {row.pk: row for row in rows if row.pk in pks}


def pending_proposals(table):
    """{pk of the row: [changed cells]} of the edits that wait for a curator."""
    found = {}
    for pk, proposed in Proposal.objects.filter(table=table.name, state__in=PENDING).values_list("row", "cells"):
        found.setdefault(pk, []).append(proposed)
    return found
