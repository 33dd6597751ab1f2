"""A form of the desk, from what was sent to what is answered: done, refused with all that was typed, or shown afresh."""

from urllib.parse import urlencode

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.shortcuts import redirect

from tracker import changes
from tracker.desk import saving
from tracker.desk.citing import NAMES as SOURCE_FIELDS
from tracker.desk.citing import read_source
from tracker.desk.deleting import delete
from tracker.desk.duplicates import likely_same
from tracker.desk.rows import at_desk, find_row, id_of
from tracker.desk.typed import columns_of, read_typed
from tracker.desk.versions import cells_now, compare, compare_proposal
from tracker.desk.waiting import author_of, open_proposals, thread
from tracker.models import Proposal
from tracker.models.vocabulary import Publication

from .desk_fields import parts_of, sent
from .desk_frame import desk_page
from .desk_rail import beside, desk_counts
from .desk_words import WORDS

OTHER = "Press one of the buttons."
STALE = "{people} changed this while you were at it: nothing is saved yet. What you had left alone shows its new value now."
STALE_PROPOSAL = (
    "Somebody changed the proposal while you were at it: nothing is saved yet. Below stands where it differs from what you typed; "
    "send it again to put yours in its place."
)
TWICE = "Another row holds the same already where no two may. Somebody may have recorded it just now: look at what stands beside it."
STATES = {"draft": None, "save": None, "review": Publication.IN_REVIEW, "publish": Publication.PUBLISHED}
REFUSED = (changes.Stale, changes.NotAllowed, ValidationError, IntegrityError, ProtectedError)


class Form:
    """Base of both forms. `texts` are what its fields show at first; `do` is the button pressed."""

    row = proposal = conflict = None
    saves = ()

    def __init__(self, request, table, lookup, texts, *, today):
        self.request, self.table, self.lookup, self.texts, self.today = request, table, lookup, texts, today
        self.by, self.do = request.by, request.POST.get("do", "")
        self.why = request.POST.get("why", "").strip()
        self.source_texts, self.errors, self.refusals, self.twins, self.status = {}, {}, [], [], 200

    def response(self):
        if self.request.method == "POST":
            try:
                if answer := self.answered():
                    return answer
            except REFUSED as refusal:
                self.refuse(refusal)
        return self.page()

    def read(self):
        """What was sent, read; the errors stand in the form."""
        self.texts = sent(self.table, self.request.POST)
        self.typed = read_typed(self.table, self.texts, self.lookup, today=self.today)
        self.given = read_source(self.request.POST if self.table.sourced else {}, today=self.today)
        self.source_texts = self.given.texts
        self.errors = self.typed.errors | self.given.errors

    def refuse(self, refusal):
        """The sentences of a refusal, beside their fields where they name one."""
        self.status = 400
        if isinstance(refusal, changes.NotAllowed):
            self.status = 403
            self.refusals.append(str(refusal))
        elif isinstance(refusal, changes.Stale):
            self.status = 409
            self.refusals.append(str(refusal))
        elif isinstance(refusal, IntegrityError | ProtectedError):
            self.refusals.append(TWICE if isinstance(refusal, IntegrityError) else "Other rows refer to it: it cannot be deleted.")
        else:
            self._refuse_fields(refusal)

    def _refuse_fields(self, error):
        names = {bound.field_name: name for name, bound in columns_of(self.table).items()}
        for name, sentences in getattr(error, "message_dict", {NON_FIELD_ERRORS: error.messages}).items():
            if name in names or name in SOURCE_FIELDS:
                self.errors[names.get(name, name)] = " ".join(sentences)
            else:
                self.refusals += sentences

    # --- The page ---------------------------------------------------------------------------------------------------

    def page(self):
        parts, sources = parts_of(self.table, self.texts, self.errors, keeps_key=self.row is not None and not self.by.is_administrator)
        noun, heading, lead = WORDS[self.table.name]
        context = {
            "table": self.table,
            "noun": noun,
            "heading": heading,
            "lead": lead,
            "by": self.by,
            "parts": parts,
            "sources": sources,
            "source": {name: self.source_texts.get(name, "") for name in SOURCE_FIELDS},
            "errors": self.errors,
            "wrong": self._wrong(parts, sources),
            "refusals": self.refusals,
            "twins": [(str(row), at_desk(self.table, row), row.get_state_display().lower()) for row in self.twins],
            "why": self.request.POST.get("why", ""),
            "conflict": self.conflict,
            "form": self,
            "draft_of": self.request.path,
            "beside": beside(self.table, self.texts, self.lookup, self.row),
            "counts": desk_counts(self.by),
        }
        return desk_page(self.request, "log/form.html", context | self.more(), status=self.status)

    def _wrong(self, parts, sources):
        """(id, label, sentence) of every field that needs its writer, for the summary above."""
        fields = [one for part in parts for one in part.fields] + ([sources] if sources else [])
        found = [(one.name, one.label, one.error) for one in fields if one.error]
        words = {"source_url": "Address", "source_title": "Title", "source_publisher": "Publisher", "source_date": "Date of publication"}
        return found + [(name, words[name], self.errors[name]) for name in SOURCE_FIELDS if name in self.errors]

    def saved(self, row, how):
        return redirect(f"/log/?{urlencode({'saved': f'{self.table.name}/{id_of(self.table, row)}', 'how': how})}")


class NewForm(Form):
    def answered(self):
        self.read()
        if self.do not in ("draft", "review", "publish"):
            raise ValidationError(OTHER)
        saving.with_key(self.table, self.typed)
        self.errors = self.typed.errors | self.given.errors
        if self.errors:
            self.status = 400
            return None
        if "another" not in self.request.POST:
            self.twins = likely_same(self.table, self.typed)
            if self.twins:
                self.status = 409
                return None
        state = STATES[self.do]
        row = saving.record(self.table, self.typed, self.given, by=self.by, why=self.why, state=state)
        return self.saved(row, self.do)

    def more(self):
        buttons = [("review", "Send for review"), ("draft", "Save draft")]
        if self.by.may_publish and self.by.publishes_own:
            buttons = [("publish", "Publish"), *buttons]
        return {"here": self.request.resolver_match.kwargs and WORDS[self.table.name][1], "buttons": buttons, "is_new": True}


class RowForm(Form):
    def __init__(self, request, table, lookup, texts, *, today, row, now, proposal):
        super().__init__(request, table, lookup, texts, today=today)
        self.row, self.now, self.proposal = row, now, proposal
        self.version = row.version
        self.proposal_version = proposal.version if proposal else 0

    @property
    def proposes(self):
        return self.row.state == Publication.PUBLISHED and (self.proposal is not None or not self.by.may_publish)

    def answered(self):
        seen = _number(self.request.POST.get("seen_version"))
        self.row.version = seen
        if self.proposal:
            self.proposal.version = _number(self.request.POST.get("seen_proposal"))
        if self.do in ("retract", "restore", "delete", "withdraw"):
            return self._moved()
        self.read()
        if "key" not in self.request.POST and "key" in self.table.columns:  # no field for it: it stays
            self.typed.put("key", self.row.key, self.row.key)
            self.typed.errors.pop("key", None)
            self.errors.pop("key", None)
        if seen != self.version:
            return self._stale(seen)
        if self.proposal and self.proposal.version != self.proposal_version:
            return self._stale_proposal()
        if self.errors:
            self.status = 400
            return None
        names = [name for name, cell in self.typed.cells.items() if cell != self.now[name]]
        if self.proposes:
            return self._proposed(names)
        return self._amended(names)

    def _amended(self, names):
        if self.row.state == Publication.RETRACTED:
            raise ValidationError("It is retracted: restore it before you change it.")
        if self.do not in (("save",) if self.row.state == Publication.PUBLISHED else STATES):
            raise ValidationError(OTHER)
        saving.amend(self.table, self.row, self.typed, names, self.given, by=self.by, why=self.why, state=STATES[self.do])
        return self.saved(self.row, self.do)

    def _proposed(self, names):
        if self.do not in ("review", "draft"):
            raise ValidationError(OTHER)
        state = Proposal.State.IN_REVIEW if self.do == "review" else Proposal.State.DRAFT
        proposal = self.proposal
        why = self.why or (proposal.note if proposal else "")
        made = saving.propose(self.table, self.row, self.typed, names, self.given, by=self.by, why=why, state=state, proposal=proposal)
        if self.by.name != made.by:
            return redirect("log-queue-proposal", made.pk)
        return self.saved(self.row, f"propose-{self.do}")

    def _moved(self):
        """Out of the public, back into it, or gone before it ever was."""
        if self.do == "retract":
            changes.retract(self.row, by=self.by, why=self.why)
        elif self.do == "restore":
            if self.row.state != Publication.RETRACTED:
                raise ValidationError("It is not retracted.")
            if not self.why:
                raise ValidationError("Say why it is restored: the history tells it.")
            changes.publish(self.row, by=self.by, why=self.why)
        elif self.do == "withdraw" and self.proposal:
            changes.reject(self.proposal, by=self.by, note=self.why)
            return redirect("log")
        else:
            delete(self.row, by=self.by, why=self.why)
            return redirect("log")
        return self.saved(self.row, self.do)

    def _stale(self, seen):
        """Refused with both versions: what others changed, and what was typed."""
        typed = {name: self.typed.cells.get(name) for name in columns_of(self.table)}
        self.conflict = compare(self.table, self.row, seen, typed) if seen >= 0 else None
        self.status = 409
        if self.conflict is None or seen > self.version:
            self.refusals.append("The form does not say which version of the row it was made from. Look at it once more, and save again.")
            return
        self.refusals.append(STALE.format(people=self.conflict.people))
        now = self.conflict.moved - self.conflict.touched
        for name in now & columns_of(self.table).keys():
            self.texts[name] = self.lookup.shown(self.table.columns[name], self.now[name])
        return

    def _stale_proposal(self):
        """The same of a proposal: as published, as proposed by now, and as typed."""
        typed = {name: self.typed.cells.get(name) for name in columns_of(self.table)}
        self.conflict = compare_proposal(self.table, self.row, self.now, self.proposal.cells, typed)
        self.status, self.proposal.version = 409, self.proposal_version
        self.refusals.append(STALE_PROPOSAL)

    def refuse(self, refusal):
        super().refuse(refusal)
        if isinstance(refusal, changes.Stale):  # between our look and the lock
            fresh = find_row(self.table, id_of(self.table, self.row))
            if fresh is not None:
                seen, self.row, self.now, self.version = self.row.version, fresh, cells_now(self.table, fresh), fresh.version
                if hasattr(self, "typed") and seen != fresh.version:
                    self.refusals.clear()
                    self._stale(seen)
        if self.proposal:
            self.proposal = Proposal.objects.filter(pk=self.proposal.pk).first()
            self.proposal_version = self.proposal.version if self.proposal else 0

    def more(self):
        row = find_row(self.table, id_of(self.table, self.row)) or self.row
        state = row.state
        mine = author_of(row) == self.by.name
        return {
            "row": row,
            "is_new": False,
            "is_public": state == Publication.PUBLISHED,
            "proposes": self.proposes,
            "buttons": self._buttons(state, mine),
            "moves": self._moves(state, mine),
            "thread": list(thread(self.table, row, self.proposal)),
            "others": [one for one in open_proposals(self.table, row) if not self.proposal or one.pk != self.proposal.pk],
            "here": str(row),
            "reads_only": state == Publication.RETRACTED or (self.proposes and self.proposal and self._not_ours()),
        }

    def _not_ours(self):
        return self.proposal.by != self.by.name and not self.by.may_publish

    def _buttons(self, state, mine):
        if self.proposes:
            return [("review", "Send for review"), ("draft", "Keep as a draft")]
        if state == Publication.PUBLISHED:
            return [("save", "Save")]
        buttons = [("review", "Send for review"), ("save", "Save")] if state != Publication.IN_REVIEW else [("save", "Save")]
        if self.by.may_publish and (self.by.publishes_own or not mine):
            buttons = [*buttons, ("publish", "Publish")]
        return buttons

    def _moves(self, state, mine):
        if self.proposal:
            return [("withdraw", "Withdraw the proposal")] if self.proposal.by == self.by.name else []
        if state == Publication.PUBLISHED:
            return [("retract", "Retract")] if self.by.may_publish else []
        if state == Publication.RETRACTED:
            return [("restore", "Restore")] if self.by.may_publish else []
        return [("delete", "Delete")] if mine or self.by.may_publish else []


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else -1
