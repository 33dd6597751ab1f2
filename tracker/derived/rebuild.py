"""Derived tables brought in line with what is published: all of them, or only what a write can have changed."""

import json
from dataclasses import dataclass, field, fields, replace
from datetime import date

from django.db.models import Q

from tracker.catalogue import read_rows, tables
from tracker.catalogue.engines import faults_of_the_index, remake_the_index
from tracker.models import (
    Action,
    Activation,
    Actor,
    Assessment,
    Commitment,
    Document,
    Event,
    Life,
    ListMember,
    Mention,
    Owing,
    Participation,
    PastDue,
    Phase,
    Position,
    Record,
    RecordStatus,
    Source,
    Theme,
)

from . import documents, word_counts
from .dated_part import CalendarPart, EntryPart
from .edges import earliest, previous_day
from .owing import past_due_of, promised
from .participation import CONSENT, EFFECT
from .published import Published
from .record_status import Phase as Passed
from .record_status import RecordDates, statuses_of

EVERYTHING = None
MANY = 300  # records; from here on all are rebuilt: it costs the same and asks less


@dataclass
class Scope:
    """Primary keys of the rows of which something changed."""

    records: set = field(default_factory=set)
    actors: set = field(default_factory=set)
    events: set = field(default_factory=set)
    themes: set = field(default_factory=set)
    sources: set = field(default_factory=set)
    commitments: set = field(default_factory=set)

    def widened(self):
        """With the records whose derived rows name a changed source, or name or count a changed actor; EVERYTHING where that is most."""
        records = set(self.records)
        if self.actors:
            records |= _records_of_actors(self.actors)
            through = Event.actors.through.objects.filter(actor__in=self.actors)
            self.events |= set(through.values_list("event_id", flat=True))
        if self.sources:
            records |= _records_of_sources(self.sources)
            self.events |= set(Event.objects.filter(sources__in=self.sources).values_list("pk", flat=True))
        if len(records) > MANY:
            return EVERYTHING
        return replace(self, records=records)


def _records_of_sources(pks):
    """Records of which an entry may name one of these sources."""
    found = set()
    for model, path in (
        (Record, "pk"),
        (Action, "record_id"),
        (Phase, "record_id"),
        (Commitment, "record_id"),
        (Assessment, "commitment__record_id"),
        (Activation, "record_id"),
        (Position, "challenge_id"),
    ):
        found |= set(model._base_manager.filter(sources__in=pks).values_list(path, flat=True))
    return found


def _records_of_actors(pks):
    keys = Actor.objects.filter(pk__in=pks).values_list("key", flat=True)
    owed = Q()
    for key in keys:
        owed |= Q(owed_by__contains=f"|{key}|") | Q(owed_to__contains=f"|{key}|")
    names = ListMember.objects.filter(actor__in=pks).values_list("list", flat=True)
    for name in names.distinct():
        owed |= Q(owed_by__contains=f"|{name}|") | Q(owed_to__contains=f"|{name}|")
    found = set()
    for rows, path in (
        (Action.objects.filter(Q(actor__in=pks) | Q(contested_by__in=pks) | Q(depositary__in=pks)), "record_id"),
        (Activation.objects.filter(actors__in=pks), "record_id"),
        (Position.objects.filter(actor__in=pks), "challenge_id"),
        (Assessment.objects.filter(actor__in=pks), "commitment__record_id"),
        (Commitment.objects.filter(owed), "record_id"),
        (Record.objects.filter(Q(actors__in=pks) | Q(depositaries__in=pks) | Q(events__actors__in=pks)), "pk"),
    ):
        found |= set(rows.values_list(path, flat=True))
    return found


def rebuild(scope=EVERYTHING):
    """Write what should stand in the derived tables for a scope. Runs inside the caller's transaction."""
    if scope is not EVERYTHING:
        scope = scope.widened()
    published = _published(scope)
    for part in PARTS:
        part.write(scope, published)


def _published(scope):
    return Published(None if scope is EVERYTHING else scope.records)


def differences():
    """[(derived table, what differs)] between what stands in the derived tables and what should."""
    found, published = [], _published(EVERYTHING)
    for part in PARTS:
        should = {part.signature(row) for row in part.made(EVERYTHING, published)}
        stands = {part.stored_signature(row) for row in part.stored(EVERYTHING).prefetch_related(*part.links)}
        found += [(part.model._meta.model_name, f"missing: {row}") for row in sorted(should - stands, key=str)]
        found += [(part.model._meta.model_name, f"left over: {row}") for row in sorted(stands - should, key=str)]
    return [*found, *word_counts.differences(), *((Document._meta.model_name, fault) for fault in faults_of_the_index())]


class Part:
    """One derived table: what it should hold for a scope, and how two of its rows are compared."""

    links = ()  # references of many that are compared with a row

    def __init__(self, model, fields, make):
        self.model, self.fields, self.make = model, fields, make

    def signature(self, row):
        return tuple(_plain(getattr(row, name)) for name in self.fields)

    stored_signature = signature

    def made(self, scope, published):
        return list(self.make(published))

    def stored(self, scope):
        rows = self.model.objects.all()
        return rows if scope is EVERYTHING else rows.filter(record__in=scope.records)

    def write(self, scope, published):
        rows = self.made(scope, published)
        self.stored(scope).delete()
        self.model.objects.bulk_create(rows, batch_size=500)


def _plain(value):
    """PostgreSQL keeps the keys of JSON in an order of its own."""
    return str(value) if not isinstance(value, list | dict) else json.dumps(value, sort_keys=True)


def _participations(published):
    pks = {key: pk for key, (pk, _name) in published.actors.items()}
    for pk in published.actions:
        if pk not in published.records:
            continue
        for basis in (EFFECT, CONSENT):
            for span in published.spans(pk, basis):
                yield Participation(
                    record_id=pk,
                    actor_id=pks[span.actor],
                    role=span.role,
                    basis=basis,
                    status=span.status,
                    contested=span.contested,
                    since=span.since,
                    until=span.until,
                    from_day=span.start,
                    to_day=span.end or date.max,
                    sure_from=span.certain_from,
                    sure_to=span.certain_to or date.max,
                    because=[_because(act, day, span.start) for act, day in zip(span.because, span.because_from, strict=True)],
                    dates={name: str(value) for name in ("signed", "consented", "in_force", "left") if (value := getattr(span, name))},
                )


def _because(act, counts_from, start):
    """The act as plain values; `from` only where it counts later than its status begins."""
    return {
        "id": act.id,
        "action": act.action,
        "date": str(act.date),
        "effective_date": str(act.effective) if act.effective else None,
        "depositary": list(act.depositaries),
        "contested_by": list(act.contested_by),
    } | ({"from": str(counts_from)} if counts_from > start else {})


def _statuses(published):
    for pk, row in published.records.items():
        for span in _statuses_of(published, pk, row):
            yield RecordStatus(
                record_id=pk,
                status=span.status,
                since=span.since,
                until=span.until,
                from_day=span.start,
                to_day=span.end or date.max,
                sure_from=span.certain_from,
                sure_to=span.certain_to or date.max,
            )


def _statuses_of(published, pk, row):
    names = ("adopted", "opened", "signed", "in_force", "ended", "entry_rule", "begins", "ends", "planned")
    dates = RecordDates(type=str(row["type"].code), kind=row["kind"], **{name: row[name] for name in names if name in row})
    phases = [Passed(phase["state"], phase["date"]) for phase in published.phases.get(pk, ())]
    return statuses_of(dates, phases)


OVER = {"ended", "never_in_force", "completed", "departed", "superseded", "cancelled", "closed"}


def _lives(published):
    for pk, row in published.records.items():
        dates = [row[moment.column] for moment in row["type"].moments if row[moment.column] and moment.column != "review_date"]
        dates += [phase["date"] for phase in published.phases.get(pk, ())]
        begun = min((earliest(day) for day in dates), default=date.min)
        spans = _statuses_of(published, pk, row)
        last = spans[-1] if spans else None
        # It is over from the day on which its last status began: the day before was its last.
        over = max(begun, previous_day(last.start)) if last and last.status in OVER and last.end is None else None
        if row.get("ends"):
            over = row["ends"].last
        if not row["type"].is_agreement and row["type"].code == "development" and row["begins"] and not row["ends"]:
            over = row["begins"].last
        yield Life(record_id=pk, begun=begun, over=over or date.max)


def _mentions(published):
    pks = {key: pk for key, (pk, _name) in published.actors.items()}
    for pk, row in published.records.items():
        since = {}

        def name(keys, day, since=since):
            for key in keys:
                if key in pks:
                    since[key] = min(day, since.get(key, date.max))

        begun = min((earliest(row[m.column]) for m in row["type"].moments if row[m.column]), default=date.min)
        name(row.get("actors", ()), begun)
        name(row.get("depositaries", ()), begun)
        for commitment in published.commitments.get(pk, ()):
            for part in (*commitment["owed_by"], *commitment["owed_to"]):
                name([part, *published.lists.get(part, ())], begun)
        for finding in published.assessments.get(pk, ()):
            name([finding["actor"]] if finding["actor"] else (), finding["date"].first)
        for use in published.activations.get(pk, ()):
            name(use["actors"], use["date"].first)
        for position in published.positions.get(pk, ()):
            name([position["actor"]], position["date"].first)
        for event in published.events.get(pk, ()):
            name(event["actors"], event["date"].first)
        for key in sorted(since):
            yield Mention(record_id=pk, actor_id=pks[key], since=since[key])


def _promised(published):
    """{record pk: [Promised]} of the commitments that name a date, worked out once."""
    if published.promised is None:
        pks = published.records.keys() & published.commitments.keys()
        lives = {life.record_id: (life.begun, life.over) for life in _lives(published)} if pks else {}
        published.promised = {pk: made for pk in sorted(pks) if (made := promised(published, pk, lives[pk]))}
    return published.promised


def _owing(published):
    pks = {key: pk for key, (pk, _name) in published.actors.items()}
    for pk, made in _promised(published).items():
        for promise in made:
            for owed in promise.owed:
                yield Owing(
                    record_id=pk,
                    commitment_id=promise.pk,
                    actor_id=pks[owed.actor],
                    from_day=owed.start,
                    to_day=owed.end,
                    bound=owed.since,
                    suspended=owed.suspended,
                )


def _past_due(published):
    pks = {key: pk for key, (pk, _name) in published.actors.items()}
    for pk, made in _promised(published).items():
        for promise, actor, start, end in past_due_of(published, pk, made):
            yield PastDue(record_id=pk, commitment_id=promise.pk, actor_id=pks[actor], from_day=start, to_day=end)


class DocumentPart(Part):
    """Words of records and of what hangs on them, of actors, themes, sources and events; and how often each occurs."""

    def __init__(self):
        super().__init__(Document, tuple(field.name for field in fields(documents.Words)), None)

    def made(self, scope, published):
        everything = scope is EVERYTHING
        made = [documents.of_record(published, pk) for pk in published.records]
        made += [words for pk in published.records for words in documents.of_parts(published, pk)]
        for table, model, make, pks in (
            (tables.ACTORS, Actor, documents.of_actor, everything or scope.actors),
            (tables.THEMES, Theme, documents.of_theme, everything or scope.themes),
            (tables.SOURCES, Source, documents.of_source, everything or scope.sources),
            (tables.EVENTS, Event, documents.of_event, everything or scope.events),
        ):
            if pks:
                rows = model.objects.public()
                rows = rows if everything else rows.filter(pk__in=pks)
                made += [make(row) for row in read_rows(table, rows, public=True)]
        return [Document(**{name: getattr(words, name) for name in self.fields}) for words in made]

    def stored(self, scope):
        rows = Document.objects.all()
        if scope is EVERYTHING:
            return rows
        return rows.filter(
            Q(record__in=scope.records)
            | Q(table="actors", row__in=scope.actors)
            | Q(table="themes", row__in=scope.themes)
            | Q(table="sources", row__in=scope.sources)
            | Q(table="events", row__in=scope.events)
        )

    def write(self, scope, published):
        rows, stored = self.made(scope, published), self.stored(scope)
        held = [] if scope is EVERYTHING else list(stored.values_list("words", flat=True))
        if scope is EVERYTHING:
            remake_the_index()  # or what is out of step could not be deleted
        stored._raw_delete(Document.objects.db)
        Document.objects.bulk_create(rows, batch_size=500)
        if scope is EVERYTHING:
            word_counts.recount(row.words for row in rows)
        else:
            word_counts.replace(held, [row.words for row in rows])


SPAN = ("record_id", "status", "since", "until", "from_day", "to_day", "sure_from", "sure_to")

OWED = ("record_id", "commitment_id", "actor_id", "from_day", "to_day")

PARTS = (
    Part(Participation, (*SPAN, "actor_id", "role", "basis", "contested", "because", "dates"), _participations),
    Part(RecordStatus, SPAN, _statuses),
    Part(Life, ("record_id", "begun", "over"), _lives),
    Part(Mention, ("record_id", "actor_id", "since"), _mentions),
    Part(Owing, (*OWED, "bound", "suspended"), _owing),
    Part(PastDue, OWED, _past_due),
    CalendarPart(_promised),
    EntryPart(),
    DocumentPart(),
)
