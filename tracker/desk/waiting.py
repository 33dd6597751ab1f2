"""What is on its way to the public: rows and proposals that wait, who made them, and what was said about them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Count, Max, Q

from tracker.catalogue import TABLES, table_of
from tracker.catalogue.tables import Table
from tracker.models import Batch, Change, Comment, Proposal, Verb
from tracker.models.vocabulary import Publication

from .rows import id_of, parents

OPEN = (Publication.DRAFT, Publication.IN_REVIEW, Publication.SENT_BACK)
LATELY = 12


@dataclass
class Waiting:
    """A row or a proposal, as lists show it. `at` is when it came to where it is; `said` what was last said about it."""

    table: Table
    pk: int
    state: str
    by: str
    at: datetime
    batch: Batch | None = None
    proposal: Proposal | None = None
    row: object = None
    said: str = ""

    @property
    def title(self):
        return str(self.row) if self.row is not None else self.proposal.key if self.proposal else ""

    @property
    def about(self):
        """What the row hangs on, where its own words do not say."""
        for name in self.table.identity[:1]:
            bound = self.table.columns[name]
            if bound.field.many_to_one and self.row is not None:
                return str(getattr(self.row, bound.field_name))
        return ""

    @property
    def id(self):
        return id_of(self.table, self.row)

    @property
    def address(self):
        """Where the one who made it goes on with it."""
        return f"/log/{self.table.name}/{self.id}/{f'?proposal={self.proposal.pk}' if self.proposal else ''}"

    @property
    def review_address(self):
        return f"/log/queue/proposals/{self.proposal.pk}/" if self.proposal else f"/log/queue/{self.table.name}/{self.id}/"


@dataclass
class WaitingImport:
    """All that waits of one import."""

    batch: Batch
    state: str
    at: datetime
    count: int = 0
    parts: list = field(default_factory=list)

    @property
    def by(self):
        return self.batch.by

    @property
    def table(self):
        return TABLES[self.batch.table]


def waiting(states, *, by="", batch=None):
    """Everything in these states, longest waiting first; of one person, or of one import. The same few queries however much waits."""
    found = [*_rows(states, by, batch), *_proposals(states, by, batch)]
    return sorted(found, key=lambda one: (one.at, one.table.name, one.pk))


def count_waiting(states, *, by=""):
    """{state: how many rows and proposals}."""
    counts = dict.fromkeys(states, 0)
    for of_model in _tally(states, by).values():
        for state, count in of_model.items():
            counts[state] += count
    proposals = Proposal.objects.filter(state__in=states, **({"by": by} if by else {}))
    for state, count in proposals.order_by().values_list("state").annotate(Count("pk")):
        counts[state] += count
    return counts


def _tally(states, by="", batch=None):
    """{model: {state: how many rows}}: one query for all tables, as every page of the desk asks it."""
    quote = connection.ops.quote_name
    whose, asked = ["verb = %s"], [str(Verb.CREATE)]
    if by:
        whose, asked = [*whose, f"{quote('by')} = %s"], [*asked, by]
    if batch:
        whose, asked = [*whose, "batch_id = %s"], [*asked, batch.pk]
    parts, params = [], []
    for at, (model, names) in enumerate(_models().items()):
        part = f"SELECT {at} AS model, state, COUNT(*) FROM {quote(model._meta.db_table)} WHERE state IN ({_signs(states)})"  # noqa: S608
        params += map(str, states)
        if by or batch:
            log = f"SELECT {quote('row')} FROM {quote(Change._meta.db_table)} WHERE {' AND '.join(whose)}"  # noqa: S608
            part += f" AND id IN ({log} AND {quote('table')} IN ({_signs(names)}))"
            params += [*asked, *names]
        parts.append(f"{part} GROUP BY state")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        rows = cursor.fetchall()
    models, found = list(_models()), {}
    for at, state, count in rows:
        found.setdefault(models[at], {})[state] = count
    return found


def _signs(values):
    return ", ".join(["%s"] * len(values))


def imports_apart(found):
    """The same with what came by one import as one: rows and WaitingImport."""
    shown, groups = [], {}
    for one in found:
        if one.batch is None:
            shown.append(one)
            continue
        at = (one.batch.pk, one.state)
        if at not in groups:
            groups[at] = WaitingImport(one.batch, one.state, one.at)
            shown.append(groups[at])
        groups[at].count += 1
        groups[at].parts.append(one)
    return shown


def _rows(states, by, batch):
    held = _tally(states, by, batch)
    for model, names in _models().items():
        if model not in held:
            continue
        made = Change.objects.filter(table__in=names, verb=Verb.CREATE)
        rows = model._base_manager.filter(state__in=states)
        if by:
            rows = rows.filter(pk__in=made.filter(by=by).values("row"))
        if batch:
            rows = rows.filter(pk__in=made.filter(batch=batch).values("row"))
        kind = ("type",) if len(names) > 1 else ()
        stands = list(rows.values_list("pk", "state", *kind))
        log = Change.objects.filter(table__in=names, row__in=rows.values("pk"))
        authors = {row: (who, made) for row, who, made in log.filter(verb=Verb.CREATE).values_list("row", "by", "batch")}
        moved = dict(log.order_by().values("row").annotate(last=Max("at")).values_list("row", "last"))
        batches = Batch.objects.in_bulk({made for _who, made in authors.values() if made})
        for pk, state, *kind in stands:
            who, made_by = authors.get(pk, ("", None))
            table = _TABLE_OF_TYPE[kind[0]] if kind else TABLES[names[0]]
            yield Waiting(table, pk, state, who, moved[pk], batches.get(made_by))


def _proposals(states, by, batch):
    proposals = Proposal.objects.filter(state__in=states).select_related("batch")
    if by:
        proposals = proposals.filter(by=by)
    if batch:
        proposals = proposals.filter(batch=batch)
    for one in proposals:
        yield Waiting(TABLES[one.table], one.row, one.state, one.by, one.at, one.batch, one, said=one.answer or one.note)


def _models():
    """{model: names of its tables}."""
    found = {}
    for table in TABLES.values():
        found.setdefault(table.model, []).append(table.name)
    return found


_TABLE_OF_TYPE = {table.fixed["type"]: table for table in TABLES.values() if table.fixed}


def fill(found):
    """The same, with the rows themselves and what was last said about them: for the part that a page shows."""
    shown = [part for one in found for part in (one.parts[:0] if isinstance(one, WaitingImport) else [one])]
    for model in {one.table.model for one in shown}:
        of_model = [one for one in shown if one.table.model is model]
        rows = model._base_manager.select_related(*parents(of_model[0].table)).in_bulk({one.pk for one in of_model})
        for one in of_model:
            one.row = rows.get(one.pk)
    last = {}
    tables = {one.table.name for one in shown}
    comments = Comment.objects.filter(table__in=tables, row__in={one.pk for one in shown}, proposal=None) if shown else []
    for comment in comments:
        last[comment.table, comment.row] = comment.text
    for one in shown:
        if one.proposal is None:
            one.said = last.get((one.table.name, one.pk), "")
    return [one for one in found if isinstance(one, WaitingImport) or one.row is not None]


def published_lately(name):
    """The last rows of somebody that were published, and their proposals that were accepted: Waiting, newest first."""
    mine = Change.objects.filter(verb=Verb.CREATE, by=name)
    out = Change.objects.filter(Q(verb=Verb.PUBLISH) | Q(verb=Verb.CREATE, public=True))
    log = list(out.filter(row__in=mine.values("row")).order_by("-number").values("table", "row", "at")[: LATELY * 20])
    own = set(mine.filter(row__in={change["row"] for change in log}).values_list("table", "row"))
    found = {}
    for change in log:
        if (of := (change["table"], change["row"])) in own:
            found.setdefault(of, Waiting(TABLES[of[0]], of[1], Publication.PUBLISHED, name, change["at"]))
    accepted = Proposal.objects.filter(by=name, state=Proposal.State.ACCEPTED)[:LATELY]
    changed = [Waiting(TABLES[one.table], one.row, one.state, name, one.at, None, one) for one in accepted]
    return sorted([*found.values(), *changed], key=lambda one: one.at, reverse=True)[:LATELY]


def author_of(row):
    """Who recorded a row first."""
    made = Change.objects.filter(table=table_of(row).name, row=row.pk, verb=Verb.CREATE)
    return made.values_list("by", flat=True).first() or ""


def thread(table, row, proposal=None):
    """What was said about a row on its way, or about a proposal, in the order in which it was said."""
    return Comment.objects.filter(table=table.name, row=row.pk, proposal=proposal)


def open_proposals(table, row):
    return list(Proposal.objects.filter(table=table.name, row=row.pk, state__in=OPEN).order_by("at"))


def unsourced():
    """[(table, how many)] of published rows without a source."""
    counts = []
    for table in TABLES.values():
        if table.sourced and (count := table.queryset().filter(state=Publication.PUBLISHED, sources=None).count()):
            counts.append((table.name, count))
    return counts
