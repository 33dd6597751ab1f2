"""Published rows as plain values, read once per derivation: what every deriver starts from."""

from functools import cached_property

from tracker.catalogue import RECORD_TYPES, read_rows, tables
from tracker.catalogue.columns import Ref
from tracker.models import Actor, ListMember, Record

from .acts import Act, Agreement, Life
from .participation import spans_of


class Published:
    """The published rows about some records (`pks`), or about all of them (None)."""

    def __init__(self, pks=None):
        self.pks = pks
        self._spans = {}
        self.promised = None  # filled when what is promised is derived

    def spans(self, pk, basis):
        """The spans of all actors under a record, worked out once."""
        if (pk, basis) not in self._spans:
            self._spans[pk, basis] = spans_of(self.agreement(pk), self.acts(pk), self.lives, basis)
        return self._spans[pk, basis]

    def _about(self, table, path):
        rows = table.model.objects.public()
        if self.pks is not None:
            rows = rows.filter(**{f"{path}__in": self.pks})
        found = {}
        for row in read_rows(table, rows.order_by("pk"), public=True, extra=(path,)):
            found.setdefault(row[path], []).append(row)
        return found

    @cached_property
    def records(self):
        """{pk: row} with `type` beside the columns of its type."""
        found = {}
        for record_type in RECORD_TYPES:
            rows = Record.objects.public().filter(type=record_type.code)
            if self.pks is not None:
                rows = rows.filter(pk__in=self.pks)
            for row in read_rows(record_type.table, rows, public=True):
                found[row["pk"]] = row | {"type": record_type}
        return found

    @cached_property
    def actions(self):
        return self._about(tables.ACTIONS, "record_id")

    @cached_property
    def phases(self):
        return self._about(tables.PHASES, "record_id")

    @cached_property
    def commitments(self):
        return self._about(tables.COMMITMENTS, "record_id")

    @cached_property
    def assessments(self):
        return self._about(tables.ASSESSMENTS, "commitment__record_id")

    @cached_property
    def activations(self):
        return self._about(tables.ACTIVATIONS, "record_id")

    @cached_property
    def positions(self):
        return self._about(tables.POSITIONS, "challenge_id")

    @cached_property
    def events(self):
        """{record pk: rows}: every event stands under each of its records."""
        through = tables.EVENTS.model.records.through.objects.all()
        if self.pks is not None:
            through = through.filter(record__in=self.pks)
        links = list(through.values_list("event_id", "record_id"))
        rows = tables.EVENTS.model.objects.public()
        if self.pks is not None:
            rows = rows.filter(pk__in={event for event, _record in links})
        by_pk = {row["pk"]: row for row in read_rows(tables.EVENTS, rows, public=True)}
        found = {}
        for event, record in links:
            if event in by_pk:
                found.setdefault(record, []).append(by_pk[event])
        return found

    @cached_property
    def actors(self):
        """{key: (pk, name)} of published actors."""
        return {key: (pk, name) for pk, key, name in Actor.objects.public().values_list("pk", "key", "name")}

    @cached_property
    def lives(self):
        """{actor key: Life}; an actor not named here has no known limits."""
        rows = Actor.objects.public().values_list("key", "exists_from_first", "exists_to_last")
        return {key: Life(first, last) for key, first, last in rows}

    @cached_property
    def lists(self):
        found = {}
        for name, key in ListMember.objects.public().values_list("list", "actor__key").order_by("list", "actor__key"):
            found.setdefault(name, []).append(key)
        return found

    def acts(self, pk):
        return [
            Act(
                id=str(row["id"]),
                actor=str(row["actor"]),
                action=row["action"],
                date=row["date"],
                effective=row["effective_date"],
                depositaries=tuple(str(key) for key in row["depositary"]),
                contested_by=tuple(str(key) for key in row["contested_by"]),
            )
            for row in self.actions.get(pk, ())
        ]

    def agreement(self, pk):
        row = self.records[pk]
        names = ("legal_force", "adopted", "opened", "signed", "in_force", "ended", "begins", "ends", "entry_rule")
        return Agreement(key=str(row["key"]), type=str(row["type"].code), **{n: row[n] for n in names if n in row})


def name_of(row):
    """The name by which a record is called in a sentence."""
    return row["short_title"] or row["title"]


def record_ref(row):
    return Ref(row["key"], name_of(row), str(row["type"].code))
