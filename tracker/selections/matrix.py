"""The matrix: actors × agreements on a day, as plain values, in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from tracker.catalogue import Ref
from tracker.catalogue.matrix import AGREEMENTS, COLUMNS, ROWS
from tracker.catalogue.names_then import alive_on, continued, then_name
from tracker.models import Basis, Participation
from tracker.models.vocabulary import ActorKind, RecordStatusCode

from .places import GAPS, nowhere, stands_by_pair
from .selection import Refused, Selection, cleaned
from .standing import BOUND, TAKING_PART, Stands, covering, record_statuses

OF_ACTORS = ("actor", "actor_kind", "actor_region", "page")
NAMES = {("treaty",): [("treaty", "treaties")], ("framework",): [("framework", "frameworks")]}
NOT_YET = (RecordStatusCode.NOT_IN_FORCE, RecordStatusCode.PROVISIONALLY_APPLIED)


@dataclass(frozen=True)
class Column:
    """An agreement: its name, its own status on the day, and how many of all actors shown are bound or take part."""

    pk: int
    record: Ref
    title: str
    status: Stands | None
    standing: int = 0
    gaps: bool = False  # not all that take part are recorded


@dataclass(frozen=True)
class Row:
    """An actor with its Stands under each column; `then` is the name it had on the day."""

    actor: Ref
    then: str
    stands: list


class Actors(Selection):
    """The rows: states of the day that nobody else continues, and others that stand under one of the agreements;
    where actors are named, these."""

    def __init__(self, params, *, today, day, standing):
        self.shown, self.standing, self.named = day, standing, "actor" in params
        super().__init__(ROWS, params, today=today)

    def _base(self):
        rows = super()._base()
        if self.named:
            return rows
        states = Q(kind__in=(ActorKind.STATE, ActorKind.FORMER_STATE), continued_by=None)
        return rows.filter(alive_on(self.shown)).filter(states | Exists(self.standing.filter(actor=OuterRef("pk"))))


class Matrix:
    """What the parameters ask for; with `errors` there are no rows."""

    def __init__(self, params, *, today):
        params = cleaned(params)
        self.params = params
        own = {name: params.getlist(name) for name in params if name not in OF_ACTORS}
        self.agreements = Selection(COLUMNS, own, today=today, also=OF_ACTORS)
        self.day, self.today, self.asked = self.agreements.day, today, self.agreements.asked
        self.basis = params.get("basis") or str(Basis.EFFECT)
        rest = {name: params.getlist(name) for name in OF_ACTORS if name in params}
        self.actors = Actors(rest, today=today, day=self.day, standing=self._standing)
        self.errors = self.agreements.errors | self.actors.errors

    @property
    def _standing(self):
        if self.agreements.errors:
            return Participation.objects.none()
        records = self.agreements.queryset.order_by().values("pk")
        return covering(Participation.objects.filter(record__in=records, basis=self.basis), self.day)

    @cached_property
    def _records(self):
        if self.errors:
            raise Refused(self.errors)
        return list(self.agreements.queryset.values_list("pk", "key", "short_title", "title", "type", "roster"))

    @cached_property
    def columns(self):
        """The agreements, oldest first."""
        pks = [record[0] for record in self._records]
        statuses = record_statuses(pks, self.day)
        standing = self._counted(pks)
        return [
            Column(pk, Ref(key, short or title, kind), title, statuses.get(pk), len(standing.get(pk, ())), roster in GAPS)
            for pk, key, short, title, kind, roster in self._records
        ]

    def _counted(self, pks):
        """{record pk: the actors of the whole selection that are bound or take part}."""
        actors = self.actors.queryset.order_by().values("pk")
        rows = self._standing.filter(record__in=pks, actor__in=actors, status__in=(*BOUND, *TAKING_PART))
        found = {}
        for record, actor in rows.values_list("record", "actor"):
            found.setdefault(record, set()).add(actor)
        return found

    @property
    def keys(self):
        return [key for _pk, key, *_names in self._records]

    @property
    def not_in_force(self):
        return [column.record for column in self.columns if column.status and column.status.code in NOT_YET]

    @property
    def with_gaps(self):
        return [column.record for column in self.columns if column.gaps]

    @cached_property
    def rows(self):
        """Those of the page asked for."""
        page = self.actors.page
        start = (page.number - 1) * page.per_page
        return self._read(self.actors.queryset[start : start + page.per_page])

    def every_row(self):
        return self._read(self.actors.queryset, whole=True)

    def _read(self, queryset, whole=False):
        records = [record[0] for record in self._records]
        found = list(queryset.values_list("pk", "key", "name", "other_names"))
        pks = None if whole else [pk for pk, *_names in found]
        stands = stands_by_pair(self.day, records=records, actors=pks, basis=self.basis)
        former = continued(self.day)
        return [
            Row(
                Ref(key, name, "actor"),
                then_name(pk, name, others, self.day, former),
                [stands.get((record[0], pk), nowhere(record[-1])) for record in self._records],
            )
            for pk, key, name, others in found
        ]

    def sentence(self):
        if self.errors:
            return ""
        many, said = self.actors.count, self.agreements.sentence()
        for one, plural in NAMES.get(self.types, ()):
            said = said.replace("agreements", plural, 1).replace("agreement", one, 1)
        return f"{said}; {many:,} actor{'' if many == 1 else 's'}"

    @property
    def types(self):
        """The types shown: as asked; treaties by themselves, unless agreements are named by key."""
        return tuple(sorted(self.params.getlist("type"))) or (AGREEMENTS if "record" in self.params else AGREEMENTS[:1])

    @property
    def chips(self):
        """[(words, query without it)] of both sides."""
        both = []
        for side, names in ((self.agreements, OF_ACTORS), (self.actors, None)):
            for words, query in side.chips:
                rest = QueryDict(query, mutable=True)
                for name in self.params:
                    if name != "page" and ((name in OF_ACTORS) if names else (name not in OF_ACTORS)):
                        rest.setlist(name, self.params.getlist(name))
                rest.pop("page", None)
                both.append((words, rest.urlencode()))
        return both

    @property
    def query(self):
        rest = self.params.copy()
        rest.pop("page", None)
        return rest.urlencode()
