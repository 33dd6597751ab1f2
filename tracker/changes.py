"""The door for writes. Every change of a recorded row passes here: checked, saved, logged and derived in one transaction.

A row is handed over as the model instance with its new values; `row.version` says which version the editor saw, and a
row that has changed since is refused (`Stale`). The log keeps who, when, why, and the cells before and after.
"""

import base64
import hashlib
import json
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F, ManyToManyField, Q
from django.utils import timezone

from tracker.catalogue import cells, read_rows, table_of
from tracker.catalogue.words import CONTROL
from tracker.derived.entry_rules import parse_rule
from tracker.derived.rebuild import EVERYTHING, MANY, Scope, rebuild
from tracker.models import (
    Actor,
    Batch,
    Change,
    Comment,
    Commitment,
    Event,
    FormerKey,
    Ledger,
    ListMember,
    Proposal,
    Record,
    Source,
    Theme,
    Verb,
)
from tracker.models.vocabulary import Publication

RESEARCHER, CURATOR, ADMINISTRATOR = "Researcher", "Curator", "Administrator"


class Stale(Exception):
    """The row has changed since the editor read it. `rows` are (row as handed over, version now) pairs."""

    def __init__(self, rows):
        self.rows = rows
        names = "; ".join(str(row) for row, _version in rows[:5])
        super().__init__(f"Somebody changed this in the meantime: {names}. Reload it, look at their change, and make yours again.")


MEND = "Say what is to be mended: the one who handed it in will read it."
NOT_OUT = "It is not published: only what is published is retracted."
LONGEST_REASON = 2000  # characters
OWN = "What you wrote yourself, another curator or an administrator publishes: send it for review."


class NotAllowed(Exception):
    """The person may not make this change; the sentence says who may."""


@dataclass(frozen=True)
class Who:
    """Who acts: the name for the log, and the role that decides what they may do.

    `publishes_own`: what they recorded themselves, too. Curators only where the setting says so (`who`).
    """

    name: str
    role: str
    publishes_own: bool = True

    @property
    def may_publish(self):
        return self.role in (CURATOR, ADMINISTRATOR)

    @property
    def is_administrator(self):
        return self.role == ADMINISTRATOR


COMMAND_LINE = Who("command-line", ADMINISTRATOR)


def who(user):
    """The person behind a signed-in user; NotAllowed for one without a role."""
    groups = set(user.groups.values_list("name", flat=True))
    for role in (ADMINISTRATOR, CURATOR, RESEARCHER):
        if role in groups or (role == ADMINISTRATOR and user.is_superuser):
            return Who(user.get_username(), role, role == ADMINISTRATOR or settings.CURATORS_PUBLISH_OWN)
    raise NotAllowed("You have no role here: an administrator must make you a researcher, a curator or an administrator.")


@dataclass
class Edit:
    """One row to save. `many` maps fields of references to the instances they shall hold; fields left out stay.

    `state` is the state of publication it shall have; None leaves it (a new row is a draft).
    """

    row: object
    many: dict = field(default_factory=dict)
    state: str | None = None


def save(row, *, by, why="", many=None, state=None, batch=None):
    """Save one row and return its Change (None where nothing changed)."""
    made = save_all([Edit(row, many or {}, state)], by=by, why=why, batch=batch)
    return made[0] if made else None


def publish(row, *, by, why=""):
    return save(row, by=by, why=why, state=Publication.PUBLISHED)


def retract(row, *, by, why):
    if row.state != Publication.PUBLISHED:
        raise ValidationError(NOT_OUT)
    if not why.strip():
        raise ValidationError("Say why it is retracted: the reason stands at its address.")
    return save(row, by=by, why=why, state=Publication.RETRACTED)


def publish_with(row, others, *, by, why=""):
    """Publish what a published row stands on: whoever may publish the row has read that with it."""
    if row.state != Publication.PUBLISHED:
        raise ValidationError(f"'{row}' is not published.")
    return save_all([Edit(other, state=Publication.PUBLISHED) for other in others], by=replace(by, publishes_own=True), why=why)


def check(edit):
    """What `save` would refuse of a row, with nothing saved: for an edit that waits as a proposal. Raises ValidationError."""
    _check([edit])


def save_all(edits, *, by, why="", batch=None):
    """Save many rows, all or none; returns their Changes in order, leaving out rows in which nothing changed.

    Raises Stale, NotAllowed or ValidationError (a dict of fields for a single row).
    """
    if not edits:
        return []
    refuse_unsayable(why)
    with transaction.atomic():
        ledger = _locked()
        groups = _by_table(edits)
        before, was_public = _as_stored(groups)
        _refuse_stale(edits, before)
        _refuse_forbidden(edits, before, by)
        _refuse_own(groups, before, by)
        for edit in edits:
            if edit.state is not None:
                edit.row.state = edit.state
        _check(edits)
        _give_ids(groups)
        _store(groups, before)
        after, is_public = _as_stored(groups)
        made = _log(ledger, groups, before, after, was_public | is_public, by, why, batch)
        if made:
            for change, row in made:
                _keep_former_key(change, row)
            _derive(_scope([(change, row) for change, row in made if change.public]))  # from nothing else anything follows
        return [*(change for change, _row in made), *_rename_bearers(made, by, why, batch)]


def _rename_bearers(made, by, why, batch):
    """Commitments name who owes them by the keys of actors: a key that changed is changed there too."""
    renamed = {change.before["key"]: row.key for change, row in made if isinstance(row, Actor) and "key" in change.before}
    if not renamed:
        return []
    owing = list(Commitment._base_manager.filter(_owed(renamed)).select_related("record"))
    for row in owing:
        row.owed_by = [renamed.get(name, name) for name in row.owed_by]
        row.owed_to = [renamed.get(name, name) for name in row.owed_to]
    return save_all([Edit(row) for row in owing], by=by, why=why, batch=batch)


def _owed(names):
    """The condition for commitments owed by or to one of these: keys of actors, or names of lists."""
    condition = Q(pk__isnull=True)
    for name in names:
        condition |= Q(owed_by__contains=f"|{name}|") | Q(owed_to__contains=f"|{name}|")
    return condition


def delete(row, *, by, why="", batch=None):
    """Delete a row that was never published, or, as an administrator, one on which nothing hangs."""
    return delete_all([row], by=by, why=why, batch=batch)[0]


def delete_all(rows, *, by, why="", batch=None):
    """Delete many rows, all or none, whatever hangs on what among them. Raises Stale, NotAllowed or ProtectedError."""
    if not rows:
        return []
    refuse_unsayable(why)
    with transaction.atomic():
        ledger = _locked()
        edits = [Edit(row) for row in rows]
        groups = _by_table(edits)
        before, was_public = _as_stored(groups)
        _refuse_stale(edits, before)
        if not by.is_administrator and _were_ever_public(groups):
            raise NotAllowed("A row that has been public is retracted, not deleted.")
        if not by.may_publish and _are_of_others(groups, by):
            raise NotAllowed("Whoever recorded a draft deletes it, or a curator does.")
        made = [(_deletion(row, before, was_public), row) for row in rows]
        scope = _scope_of_all([row for change, row in made if change.public])
        for table, edits in groups.items():
            _remove(table, [edit.row for edit in edits])
        _append(ledger, [change for change, _row in made], by, why, batch)
        _derive(scope)
        return [change for change, _row in made]


def _were_ever_public(groups):
    for table, edits in groups.items():
        log = Change.objects.filter(table=table.name, row__in=[edit.row.pk for edit in edits]).values_list("after", flat=True)
        if any(after.get("(state)") == Publication.PUBLISHED for after in log):
            return True
    return False


def _are_of_others(groups, by):
    for table, edits in groups.items():
        pks = {edit.row.pk for edit in edits}
        own = Change.objects.filter(table=table.name, row__in=pks, verb=Verb.CREATE, by=by.name).values_list("row", flat=True)
        if pks - set(own):
            return True
    return False


def _deletion(row, before, was_public):
    table = table_of(row)
    stored = before[table.name, row.pk]
    change = Change(
        verb=Verb.DELETE, table=table.name, row=row.pk, key=_log_key(table, row), version=stored["version"], record=_about(table, row)
    )
    change.before, change.after, change.public = stored["cells"], {}, (table.name, row.pk) in was_public
    return change


def _scope_of_all(rows):
    if len(rows) > MANY:
        return EVERYTHING
    scope = Scope()
    for row in rows:
        _widen(scope, _scope_of(table_of(row), row))
    return scope


def _remove(table, rows):
    """Rows from which others of the same table hang go after those."""
    near = [f.attname for f in table.model._meta.concrete_fields if f.is_relation and f.related_model is table.model]
    while rows:
        needed = {getattr(row, name) for row in rows for name in near}
        free = [row for row in rows if row.pk not in needed] or rows
        for at in range(0, len(free), 5000):
            table.model._base_manager.filter(pk__in=[row.pk for row in free[at : at + 5000]]).delete()
        gone = {row.pk for row in free}
        rows = [row for row in rows if row.pk not in gone]


def propose(row, proposed, *, by, why="", state=Proposal.State.IN_REVIEW, batch=None):
    """Keep an edit of a published row beside it: `proposed` are the changed cells, as a file would have them."""
    refuse_unsayable(why)
    table = table_of(row)
    return Proposal.objects.create(
        table=table.name,
        row=row.pk,
        key=_log_key(table, row),
        base_version=row.version,
        cells=proposed,
        state=state,
        note=why,
        by=by.name,
        at=timezone.now(),
        batch=batch,
    )


# --- Review: what is handed in, answered and talked about. A proposal is handed over as the person saw it. ---------


def revise(proposal, proposed, *, by, why="", base_version, state=Proposal.State.IN_REVIEW):
    """Other cells for a proposal that waits, made from the row as of `base_version`; it is handed in anew."""
    refuse_unsayable(why)
    with transaction.atomic():
        _still_open(proposal)
        if by.name != proposal.by and not by.may_publish:
            raise NotAllowed(f"The proposal is {proposal.by}'s: say in a comment what should be different.")
        proposal.cells, proposal.note, proposal.base_version, proposal.state = proposed, why, base_version, state
        proposal.at = timezone.now()
        _keep(proposal)


def accept(proposal, edit, *, by, why=""):
    """Publish a proposal: `edit` is its row with the proposed values. Returns the Change (None where the row has them by now)."""
    with transaction.atomic():
        _still_open(proposal)
        if proposal.by != by.name:
            _refuse_answer(proposal, by)
        elif not (by.may_publish and by.publishes_own):
            raise NotAllowed(OWN)
        if edit.row.state != Publication.PUBLISHED:
            raise ValidationError("What it would change is no longer published: send it back, or restore the row first.")
        made = save_all([edit], by=by, why=why or proposal.note)
        proposal.state, proposal.answered_by = Proposal.State.ACCEPTED, by.name
        _keep(proposal)
    return made[0] if made else None


def reject(proposal, *, by, note):
    """Turn a proposal down for good, with a reason; its proposer may withdraw it without one."""
    with transaction.atomic():
        _still_open(proposal)
        if proposal.by != by.name:
            _refuse_answer(proposal, by)
            _needs(note, "Say why it is turned down: the one who proposed it will read it.")
        _answer(proposal, Proposal.State.REJECTED, by, note)


def submit(row, *, by, why=""):
    """Hand a draft in for review."""
    return save(row, by=by, why=why, state=Publication.IN_REVIEW)


def send_back(waiting, *, by, note):
    """Give a row or a proposal that is in review back to the one who handed it in."""
    if isinstance(waiting, Proposal):
        _needs(note, MEND)
        with transaction.atomic():
            _still_open(waiting)
            _refuse_answer(waiting, by)
            _answer(waiting, Proposal.State.SENT_BACK, by, note)
    else:
        send_back_all([waiting], by=by, note=note)


def send_back_all(rows, *, by, note):
    _needs(note, MEND)
    for row in rows:
        _refuse_answer(row, by)
    with transaction.atomic():
        save_all([Edit(row, state=Publication.SENT_BACK) for row in rows], by=by, why=note)
        for row in rows:
            comment(row, note, by=by)


def comment(about, text, *, by):
    """Say something about a row or a proposal to those who work on it. Never public."""
    _needs(text, "Write something first.")
    refuse_unsayable(text)
    proposal = about if isinstance(about, Proposal) else None
    table, row = (about.table, about.row) if proposal else (table_of(about).name, about.pk)
    return Comment.objects.create(table=table, row=row, proposal=proposal, text=text.strip(), by=by.name, at=timezone.now())


def _answer(proposal, state, by, note):
    refuse_unsayable(note)
    proposal.state, proposal.answer, proposal.answered_by = state, note.strip(), by.name
    _keep(proposal)
    if note.strip():
        comment(proposal, note, by=by)


def _keep(proposal):
    proposal.version += 1
    proposal.save()


def _still_open(proposal):
    """Refuses a proposal that was answered, or changed since the person saw it."""
    _locked()
    now = Proposal.objects.get(pk=proposal.pk)
    if now.state in (Proposal.State.ACCEPTED, Proposal.State.REJECTED):
        raise NotAllowed(f"The proposal was {now.get_state_display().lower()} by {now.answered_by} already.")
    if now.version != proposal.version:
        raise Stale([(proposal, now.version)])


def _refuse_answer(waiting, by):
    if not by.may_publish:
        raise NotAllowed("Only a curator or an administrator answers what is in review.")
    if waiting.state != Publication.IN_REVIEW:
        raise ValidationError(f"It is not in review but {waiting.get_state_display().lower()}: only what was handed in is answered.")


def _needs(text, sentence):
    if not text.strip():
        raise ValidationError(sentence)


def refuse_unsayable(text):
    """Of a reason, a note or a comment: what a log, a page and a feed can hold."""
    if odd := CONTROL.search(text):
        raise ValidationError(f"What you wrote holds the control character U+{ord(odd[0]):04X}: take it out.")
    if len(text) > LONGEST_REASON:
        raise ValidationError(f"What you wrote is {len(text):,} characters long: {LONGEST_REASON:,} are the most. Say it in fewer.")


def open_batch(table, file, *, by, digest):
    return Batch.objects.create(table=table, file=file, by=by.name, at=timezone.now(), digest=digest)


def close_batch(batch, *, by):
    """Mark a batch as taken back; its proposals that wait are withdrawn. Returns how many there were."""
    waiting = batch.proposals.exclude(state__in=(Proposal.State.ACCEPTED, Proposal.State.REJECTED))
    batch.undone = True
    batch.save()
    return waiting.update(state=Proposal.State.REJECTED, answer="The import was taken back.", answered_by=by.name)


_gathering: ContextVar[list | None] = ContextVar("gathering", default=None)


@contextmanager
def together():
    """Several calls as one transaction, with what follows from them derived once, at its end."""
    with transaction.atomic():
        scopes = []
        token = _gathering.set(scopes)
        try:
            yield
        finally:
            _gathering.reset(token)
        if scopes:
            total = Scope()
            for scope in scopes:
                if scope is not EVERYTHING:
                    _widen(total, scope)
            _derive(EVERYTHING if EVERYTHING in scopes else total)  # at the end of what this is part of, if of anything


def _derive(scope):
    gathering = _gathering.get()
    if gathering is None:
        rebuild(scope)
    else:
        gathering.append(scope)


def _locked():
    """The ledger, locked: writers pass one at a time, so that the log is one chain."""
    Ledger.objects.get_or_create(pk=1)
    return Ledger.objects.select_for_update().get(pk=1)


def _by_table(edits):
    groups = {}
    for edit in edits:
        groups.setdefault(table_of(edit.row), []).append(edit)
    return groups


def _as_stored(groups):
    """{(table, pk): {cells, version, state}} of the rows that exist, and the set of those that are public."""
    stored, public = {}, set()
    for table, edits in groups.items():
        pks = [edit.row.pk for edit in edits if edit.row.pk]
        for at in range(0, len(pks), 5000):
            rows = table.model._base_manager.filter(pk__in=pks[at : at + 5000])
            for row in read_rows(table, rows, extra=("version",)):
                stored[table.name, row["pk"]] = {"cells": cells(table, row), "version": row["version"]}
            for pk, state in rows.values_list("pk", "state"):
                stored[table.name, pk]["state"] = state
            public |= {(table.name, pk) for pk in rows.filter(table.model.public_q()).values_list("pk", flat=True)}
    return stored, public


def _refuse_stale(edits, before):
    stale = []
    for edit in edits:
        if edit.row.pk:
            now = before.get((table_of(edit.row).name, edit.row.pk))
            if now is None or now["version"] != edit.row.version:
                stale.append((edit.row, now["version"] if now else None))
    if stale:
        raise Stale(stale)


def _refuse_forbidden(edits, before, by):
    for edit in edits:
        table = table_of(edit.row)
        now = before.get((table.name, edit.row.pk))
        was = now["state"] if now else None
        will = edit.state or edit.row.state
        if not by.may_publish:
            if was in (Publication.PUBLISHED, Publication.RETRACTED):
                raise NotAllowed("A published row is changed by a proposal, which a curator accepts.")
            if will in (Publication.PUBLISHED, Publication.RETRACTED):
                raise NotAllowed("Only a curator or an administrator may publish.")
        elif will == Publication.RETRACTED and was not in (Publication.PUBLISHED, Publication.RETRACTED) and (was or not by.publishes_own):
            raise NotAllowed(NOT_OUT)  # or one's own draft would be restored to what it never was
        key = getattr(edit.row, "key", None)
        if now and key is not None and now["cells"].get("key") != key and not by.is_administrator:
            raise NotAllowed("Only an administrator may change a key: addresses depend on it.")


def _refuse_own(groups, before, by):
    """What somebody recorded, somebody else publishes; a correction of what is published already stands at once."""
    if by.publishes_own or not by.may_publish:
        return
    for table, edits in groups.items():
        first = {edit.row.pk for edit in edits if _comes_out(edit, before.get((table.name, edit.row.pk)))}
        own = Change.objects.filter(table=table.name, verb=Verb.CREATE, by=by.name).values_list("row", flat=True) if first else ()
        if None in first or first & set(own):
            raise NotAllowed(OWN)


def _comes_out(edit, stored):
    """It is published by this edit, and was neither published nor retracted before."""
    out = (Publication.PUBLISHED, Publication.RETRACTED)
    return (edit.state or edit.row.state) == Publication.PUBLISHED and (stored is None or stored["state"] not in out)


def _check(edits):
    """Field rules for every row; uniqueness and constraints here for single edits, by the database for bulk ones."""
    alone = len(edits) == 1
    keys = [edit.row.key for edit in edits if isinstance(edit.row, Record)]
    taken = dict(FormerKey.objects.filter(key__in=keys).values_list("key", "record")) if alone or keys else {}
    for edit in edits:
        try:
            _refuse_former_key(edit.row, taken)
            if alone:
                edit.row.full_clean(exclude={"uid"})
            else:
                edit.row.clean_fields(exclude={"uid", *_free_references(type(edit.row))})
            _check_refs(edit.row)
            _refuse_incomplete(edit.row)
        except ValidationError as error:
            error.row = edit.row  # so that a form of several rows can say where
            raise


def _refuse_former_key(row, taken):
    if isinstance(row, Record) and taken.get(row.key, row.pk) != row.pk:
        raise ValidationError({"key": f"'{row.key}' was the key of another record once and still leads there: choose another."})


def _free_references(model):
    """References to any row of a table: the database holds them, and Django would ask it once for every row."""
    return [f.name for f in model._meta.concrete_fields if f.is_relation and not f.get_limit_choices_to()]


def _check_refs(row):
    if isinstance(row, Record):
        try:
            parse_rule(row.entry_rule)
        except ValueError as error:
            raise ValidationError({"entry_rule": str(error)}) from None
    if isinstance(row, Commitment):
        known = set(ListMember.objects.values_list("list", flat=True)) | {"all"}
        tokens = {*row.owed_by, *row.owed_to} - known
        unknown = tokens - set(Actor.objects.filter(key__in=tokens).values_list("key", flat=True)) if tokens else set()
        sentence = "'{}' is neither 'all', the key of an actor nor the name of a list."
        wrong = {name: sentence.format(token) for name in ("owed_by", "owed_to") for token in getattr(row, name) if token in unknown}
        if wrong:
            raise ValidationError(wrong)


def _refuse_incomplete(row):
    """A row is published with every column that a file must have for it; most of them no row can lack."""
    if row.state == Publication.PUBLISHED:
        columns = table_of(row).columns.values()
        lacking = [bound for bound in columns if bound.required and bound.field.blank and not getattr(row, bound.field_name)]
        if lacking:
            raise ValidationError({bound.field_name: "Give a value: it is not published without." for bound in lacking})


def _give_ids(groups):
    """Ids from what identifies a row when it is first recorded, so that two installations give the same; kept for good."""
    for table, edits in groups.items():
        new = [edit for edit in edits if hasattr(edit.row, "uid") and not edit.row.uid]
        if not new:
            continue
        wanted = [(edit, _seed(table, edit)) for edit in new]
        taken = set(table.model._base_manager.filter(uid__in=[_uid(seed) for _e, seed in wanted]).values_list("uid", flat=True))
        taken |= {edit.row.uid for edit in edits if edit.row.uid}
        for edit, seed in wanted:
            count = 0
            while (uid := _uid(f"{seed}\n{count}" if count else seed)) in taken:
                count += 1
                taken |= set(table.model._base_manager.filter(uid=_uid(f"{seed}\n{count}")).values_list("uid", flat=True))
            edit.row.uid = uid
            taken.add(uid)


def _seed(table, edit):
    parts = [table.name]
    for name in table.identity:
        bound = table.columns[name]
        if isinstance(bound.field, ManyToManyField):
            value = "|".join(sorted(row.key for row in edit.many.get(bound.field_name, ())))
        else:
            value = getattr(edit.row, bound.field_name)
        parts.append(_name(value))
    return "\n".join(parts)


def _name(value):
    if hasattr(value, "uid"):
        return value.uid
    return str(getattr(value, "key", "" if value is None else value))


def _uid(seed):
    return base64.b32encode(hashlib.sha256(seed.encode()).digest())[:10].decode().lower()


def _store(groups, before):
    for table, edits in groups.items():
        new = [edit.row for edit in edits if not edit.row.pk]
        old = [edit.row for edit in edits if edit.row.pk]
        for edit in edits:
            edit.row.version += 1
        parents = [f for f in table.model._meta.concrete_fields if f.is_relation]
        while new:
            ready = [row for row in new if all((parent := getattr(row, f.name)) is None or parent.pk for f in parents)]
            if not ready:
                raise ValidationError("These rows belong to each other in a ring, or to a row that is not saved.")
            for row in ready:
                for f in parents:
                    setattr(row, f.name, getattr(row, f.name))  # its key, now that the parent has one
            table.model._base_manager.bulk_create(ready, batch_size=500)
            new = [row for row in new if not row.pk]
        if old:
            fields = [f.name for f in table.model._meta.concrete_fields if not f.primary_key]
            table.model._base_manager.bulk_create(old, update_conflicts=True, unique_fields=["id"], update_fields=fields, batch_size=500)
        for bound in table.columns.values():
            if isinstance(bound.field, ManyToManyField):
                _set_many(bound, [(edit.row.pk, edit.many[bound.field_name]) for edit in edits if bound.field_name in edit.many])


def _set_many(bound, wanted):
    """Replace the references of many rows at once."""
    through = bound.field.remote_field.through
    near, far = bound.field.m2m_field_name(), bound.field.m2m_reverse_field_name()
    pks = [pk for pk, _rows in wanted]
    for at in range(0, len(pks), 5000):
        through._base_manager.filter(**{f"{near}__in": pks[at : at + 5000]}).delete()
    links = [(pk, other) for pk, rows in wanted for other in dict.fromkeys(r.pk for r in rows)]
    if not links:
        return
    # Two numbers a row, tens of thousands of times: bulk_create takes ten times as long over it.
    table, *columns = map(
        connection.ops.quote_name,
        (through._meta.db_table, *(through._meta.get_field(name).column for name in (near, far))),
    )
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES (%s, %s)", links)  # noqa: S608 names of our own


def _log(ledger, groups, before, after, public, by, why, batch):
    made = []
    for table, edits in groups.items():
        for edit in edits:
            at = (table.name, edit.row.pk)
            old, new = before.get(at), after[at]
            if old and old["cells"] == new["cells"] and old["state"] == new["state"]:
                continue
            change = Change(
                verb=_verb(old, new),
                table=table.name,
                row=edit.row.pk,
                key=_log_key(table, edit.row),
                version=new["version"],
                record=_about(table, edit.row),
                before=_differing(old, new),
                after=_differing(new, old),
                public=at in public,
            )
            made.append((change, edit.row))
    changed = {id(row) for _change, row in made}
    for table, edits in groups.items():
        same = [edit.row for edit in edits if id(edit.row) not in changed]
        for row in same:
            row.version -= 1
        table.model._base_manager.filter(pk__in=[row.pk for row in same]).update(version=F("version") - 1)
    _append(ledger, [change for change, _row in made], by, why, batch)
    return made


def _differing(this, other):
    """The cells of one state that the other has not; all of them where there is no other."""
    if this is None:
        return {}
    flat = this["cells"] | {"(state)": this["state"]}
    if other is None:
        return {name: cell for name, cell in flat.items() if cell not in ("", "no")}
    beside = other["cells"] | {"(state)": other["state"]}
    return {name: cell for name, cell in flat.items() if cell != beside[name]}


def _verb(old, new):
    if old is None:
        return Verb.CREATE
    if old["state"] != new["state"]:
        if new["state"] == Publication.PUBLISHED:
            return Verb.RESTORE if old["state"] == Publication.RETRACTED else Verb.PUBLISH
        if new["state"] == Publication.RETRACTED:
            return Verb.RETRACT
    return Verb.UPDATE


def _append(ledger, made, by, why, batch):
    if not made:
        return
    now = timezone.now()
    for change in made:
        ledger.number += 1
        change.number, change.at, change.by, change.why, change.batch = ledger.number, now, by.name, why, batch
        change.previous = ledger.digest
        change.digest = ledger.digest = digest_of(change)
        if change.public:
            ledger.edition, ledger.edition_day = change.number, now.date()
    Change.objects.bulk_create(made, batch_size=500)
    ledger.save()


def digest_of(change):
    """SHA-256 over a change and the digest before it: altering one breaks the chain from there on."""
    said = [
        change.previous,
        change.number,
        change.at.isoformat(),
        change.by,
        change.why,
        str(change.verb),
        change.table,
        change.row,
        change.key,
        change.version,
        change.record,
        change.before,
        change.after,
        change.public,
        change.batch_id,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _log_key(table, row):
    if table.key != "id":
        return str(getattr(row, table.key))
    return "|".join(_name(getattr(row, table.columns[name].field_name)) for name in table.identity)


def _about(table, row):
    """Primary key of the record that a change of this row is about."""
    if isinstance(row, Record):
        return row.pk
    if not table.about:
        return None
    for name in table.about.split("__"):
        row = getattr(row, name)
        if row is None:
            return None
    return row.pk


def _scope(made):
    if len(made) > MANY:
        return EVERYTHING
    scope = Scope()
    for change, row in made:
        _widen(scope, _scope_of(table_of(row), row))
        _widen(scope, _scope_before(change))
    return scope


def _widen(scope, other):
    for name in ("records", "actors", "events", "themes", "sources", "commitments"):
        getattr(scope, name).update(getattr(other, name))


def _scope_of(table, row):
    scope = Scope()
    if (about := _about(table, row)) is not None:
        scope.records.add(about)
    for model, found in ((Actor, scope.actors), (Theme, scope.themes), (Source, scope.sources), (Commitment, scope.commitments)):
        if isinstance(row, model):
            found.add(row.pk)
    if isinstance(row, ListMember):
        scope.actors.add(row.actor_id)
        scope.records.update(_owing_records(row.list))
    if isinstance(row, Event):
        scope.events.add(row.pk)
        scope.records.update(row.records.values_list("pk", flat=True))
    if isinstance(row, Record):
        # What hangs on the record in another record's derived rows: assessments, verifications, part_of show its name only on reading.
        scope.events.update(row.events.values_list("pk", flat=True))
    return scope


def _scope_before(change):
    """Records that the row was about before the change and is no longer."""
    scope = Scope()
    if change.table == "lists" and "list" in change.before:
        scope.records.update(_owing_records(change.before["list"]))
    if uid := change.before.get("commitment"):
        scope.records.update(Commitment.objects.filter(uid=uid).values_list("record", flat=True))
    keys = [cell for name in ("record", "from", "challenge") if (cell := change.before.get(name))]
    keys += [key for key in change.before.get("records", "").split("|") if key]
    if keys:
        scope.records.update(Record.objects.filter(key__in=keys).values_list("pk", flat=True))
    return scope


def _owing_records(name):
    """Records with a commitment owed by or to a list."""
    return Commitment.objects.filter(_owed([name])).values_list("record", flat=True)


def _keep_former_key(change, row):
    former = change.before.get("key")
    if isinstance(row, Record) and former and former != row.key and change.verb != Verb.CREATE:
        FormerKey.objects.filter(key=row.key).delete()
        FormerKey.objects.get_or_create(key=former, defaults={"record": row})
