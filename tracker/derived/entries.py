"""Timeline entries that follow from published rows: one for each dated thing.

Acts of several actors of one kind under one record on one day are one entry with its actors; for an actor with several
depositaries the earliest date stands. Whether an entry is ahead depends on the reader's day and is not kept here,
only whether it was recorded as planned.
"""

from dataclasses import dataclass
from datetime import timedelta

from tracker.models.vocabulary import ActionCode, EntryKind, EventKind, Finding, PhaseState, Stance

from .published import name_of

# action: kind of entry, verb for one actor, verb for several
ACTS = {
    ActionCode.SIGNATURE: (EntryKind.SIGNATURE, "signs", "sign"),
    ActionCode.DEFINITIVE_SIGNATURE: (EntryKind.CONSENT, "signs definitively", "sign definitively"),
    ActionCode.RATIFICATION: (EntryKind.CONSENT, "ratifies", "ratify"),
    ActionCode.ACCEPTANCE: (EntryKind.CONSENT, "accepts", "accept"),
    ActionCode.APPROVAL: (EntryKind.CONSENT, "approves", "approve"),
    ActionCode.ACCESSION: (EntryKind.CONSENT, "accedes to", "accede to"),
    ActionCode.FORMAL_CONFIRMATION: (EntryKind.CONSENT, "formally confirms", "formally confirm"),
    ActionCode.SUCCESSION: (EntryKind.CONSENT, "succeeds to", "succeed to"),
    ActionCode.CONSENT_TO_BE_BOUND: (EntryKind.CONSENT, "consents to be bound by", "consent to be bound by"),
    ActionCode.EXCHANGE_OF_INSTRUMENTS: (EntryKind.CONSENT, "exchanges instruments of", "exchange instruments of"),
    ActionCode.PROVISIONAL_APPLICATION: (EntryKind.CONSENT, "provisionally applies", "provisionally apply"),
    ActionCode.NOTICE_OF_WITHDRAWAL: (EntryKind.WITHDRAWAL, "gives notice of withdrawal from", "give notice of withdrawal from"),
    ActionCode.NOTICE_REVOKED: (EntryKind.WITHDRAWAL, "revokes its notice to leave", "revoke their notice to leave"),
    ActionCode.WITHDRAWAL: (EntryKind.WITHDRAWAL, "withdraws from", "withdraw from"),
    ActionCode.SIGNATURE_WITHDRAWN: (EntryKind.WITHDRAWAL, "withdraws its signature of", "withdraw their signature of"),
    ActionCode.RATIFICATION_WITHDRAWN: (EntryKind.WITHDRAWAL, "withdraws its ratification of", "withdraw their ratification of"),
    ActionCode.SUSPENSION: (EntryKind.SUSPENSION, "suspends", "suspend"),
    ActionCode.RESUMPTION: (EntryKind.SUSPENSION, "resumes", "resume"),
    ActionCode.RESERVATION: (EntryKind.STATEMENT, "makes a reservation to", "make reservations to"),
    ActionCode.RESERVATION_WITHDRAWN: (EntryKind.STATEMENT, "withdraws a reservation to", "withdraw reservations to"),
    ActionCode.DECLARATION: (EntryKind.STATEMENT, "makes a declaration on", "make declarations on"),
    ActionCode.DECLARATION_WITHDRAWN: (EntryKind.STATEMENT, "withdraws a declaration on", "withdraw declarations on"),
    ActionCode.OBJECTION: (EntryKind.STATEMENT, "objects to a reservation to", "object to reservations to"),
    ActionCode.OBJECTION_WITHDRAWN: (EntryKind.STATEMENT, "withdraws an objection under", "withdraw objections under"),
    ActionCode.TERRITORIAL_APPLICATION: (EntryKind.STATEMENT, "extends the territorial scope of", "extend the territorial scope of"),
    ActionCode.JOIN: (EntryKind.PARTICIPATION, "joins", "join"),
    ActionCode.SUBSCRIBE: (EntryKind.PARTICIPATION, "subscribes to", "subscribe to"),
    ActionCode.ENDORSE: (EntryKind.PARTICIPATION, "endorses", "endorse"),
    ActionCode.ADHERE: (EntryKind.PARTICIPATION, "adheres to", "adhere to"),
    ActionCode.PARTICIPATE: (EntryKind.PARTICIPATION, "takes part in", "take part in"),
    ActionCode.PARTNER: (EntryKind.PARTICIPATION, "becomes a partner in", "become partners in"),
    ActionCode.HOST: (EntryKind.PARTICIPATION, "hosts", "host"),
    ActionCode.OPERATE: (EntryKind.PARTICIPATION, "operates", "operate"),
    ActionCode.OBSERVE: (EntryKind.PARTICIPATION, "observes", "observe"),
    ActionCode.LEAVE: (EntryKind.WITHDRAWAL, "leaves", "leave"),
}
AHEAD = {PhaseState.PLANNED, PhaseState.PROPOSED}
STANCES = {Stance.CLAIMS: "claim", Stance.ANSWERS: "answer", Stance.EASES: "what would ease it"}


@dataclass(frozen=True)
class Plain:
    """An entry before it is stored. `records` are primary keys, `actors` and `sources` keys; `origin` is what it is derived with."""

    uid: str
    kind: str
    date: object
    title: str
    text: str = ""
    anchor: str = ""
    origin: str = ""
    planned: bool = False
    record: int | None = None
    type: str = ""
    records: tuple = ()
    actors: tuple = ()
    sources: tuple = ()


def of_record(published, pk):
    """Entries that follow from one record and what hangs on it, events left out."""
    row = published.records[pk]
    record_type, name = row["type"], name_of(row)
    address = record_type.address(row["key"])

    def entry(uid, kind, date, title, text="", fragment="", planned=False, actors=(), sources=()):
        return Plain(
            uid=f"{row['key']}.{uid}",
            kind=str(kind),
            date=date,
            title=title[:500],
            text=text,
            anchor=f"{address}{fragment}",
            origin=f"record:{pk}",
            planned=planned,
            record=pk,
            type=str(record_type.code),
            records=(pk,),
            actors=tuple(sorted(actors)),
            sources=tuple(sorted({str(key) for key in sources})),
        )

    acts, phases = published.actions.get(pk, ()), published.phases.get(pk, ())
    told = _Told(row, acts, phases)
    yield from _moments(row, entry, name, told)
    yield from _acts(row, entry, name, told.other_acts)
    for phase in told.other_phases:
        state = PhaseState(phase["state"])
        actors = told.actors_of_phase(phase)
        yield entry(
            f"phase-{phase['id']}",
            EntryKind.PHASE,
            phase["date"],
            f"{name}: {state.label.lower()}",
            phase["note"],
            "#phases",
            state in AHEAD,
            actors,
            phase["sources"],
        )
    for commitment in published.commitments.get(pk, ()):
        if commitment["due"]:
            title = f"{name}, {commitment['reference']}: {commitment['title']} (deadline)"
            actors = {part for part in commitment["owed_by"] if part in published.actors}
            yield entry(
                f"due-{commitment['id']}",
                EntryKind.DEADLINE,
                commitment["due"],
                title,
                commitment["text"],
                "#commitments",
                actors=actors,
                sources=commitment["sources"],
            )
    articles = {str(row["id"]): row["reference"] for row in published.commitments.get(pk, ())}
    for finding in published.assessments.get(pk, ()):
        about = f", on {finding['actor'].label}" if finding["actor"] else ""
        article = f"{name}, {articles[str(finding['commitment'])]}"
        title = f"{finding['assessor']} on {article}{about}: {Finding(finding['finding']).label.lower()}"
        actors = {finding["actor"]} if finding["actor"] else ()
        yield entry(
            f"assessment-{finding['id']}",
            EntryKind.ASSESSMENT,
            finding["date"],
            title,
            finding["evidence"],
            "#commitments",
            actors=actors,
            sources=finding["sources"],
        )
    for use in published.activations.get(pk, ()):
        yield entry(
            f"activation-{use['id']}",
            EntryKind.ACTIVATION,
            use["date"],
            f"{name}: {use['title']}",
            use["summary"],
            "#activations",
            actors=use["actors"],
            sources=use["sources"],
        )
    for position in published.positions.get(pk, ()):
        title = f"{position['actor'].label} on “{name}”: {STANCES[position['stance']]}"
        yield entry(
            f"position-{position['id']}",
            EntryKind.STATEMENT,
            position["date"],
            title,
            position["text"],
            "#positions",
            actors=[position["actor"]],
            sources=position["sources"],
        )


class _Told:
    """What one entry tells for several rows of the same day, so that a day is not told twice.

    A system's phase tells its beginning, everything else's beginning tells its phase; a closing phase tells the end;
    those who sign on the day of signature, join on the first day or exchange instruments on the day of entry into
    force stand with that entry.
    """

    def __init__(self, row, acts, phases):
        self.row, self.acts, self.phases = row, acts, phases
        self.by_phases = row["type"].first_told == "phase"
        self.begins, self.ends = row.get("begins"), row.get("ends")
        self.first_phase = next((phase for phase in phases if phase["date"] == self.begins), None) if self.begins else None
        self.closing = next((phase for phase in phases if self.ends and phase["state"] in CLOSING and self._closes(phase)), None)

    def _closes(self, phase):
        return phase["date"] == self.ends or timedelta(0) <= phase["date"].first - self.ends.last <= timedelta(1)

    def skips(self, column):
        """Whether a moment is told by a phase."""
        return (column == "begins" and self.by_phases and self.first_phase is not None) or (column == "ends" and self.closing is not None)

    @property
    def other_phases(self):
        return [phase for phase in self.phases if self.by_phases or phase is not self.first_phase]

    @property
    def other_acts(self):
        return [
            act
            for act in self.acts
            if not self._stands_with_phase(act) and not any(self._stands_with(act, column) for column in WITH_MOMENT)
        ]

    def _stands_with_phase(self, act):
        days = {phase["date"] for phase in self.phases} if self.by_phases else ()
        return act["date"] in days and act["action"] in WITH_MOMENT["begins"]

    def actors_of(self, column):
        return {act["actor"] for act in self.acts if column in WITH_MOMENT and self._stands_with(act, column)}

    def actors_of_phase(self, phase):
        return {act["actor"] for act in self.acts if act["date"] == phase["date"] and self._stands_with_phase(act)}

    def _stands_with(self, act, column):
        date = self.row.get(column)
        return date is not None and act["date"] == date and act["action"] in WITH_MOMENT[column] and not act["contested_by"]


CLOSING = {"ended", "completed", "superseded", "cancelled", "departed", "closed"}
WITH_MOMENT = {
    "signed": {ActionCode.SIGNATURE},
    "in_force": {ActionCode.EXCHANGE_OF_INSTRUMENTS},
    "begins": {
        ActionCode.JOIN,
        ActionCode.PARTICIPATE,
        ActionCode.PARTNER,
        ActionCode.HOST,
        ActionCode.OPERATE,
        ActionCode.OBSERVE,
    },
}


def _moments(row, entry, name, told):
    """The record's own dates."""
    for moment in row["type"].moments:
        date = row[moment.column]
        if date and not told.skips(moment.column):
            actors = {*row.get("actors", ()), *told.actors_of(moment.column)}
            planned = row.get("planned", False) and moment.column == "begins"
            title = moment.words.format(name=name, title=row["title"])
            yield entry(moment.column, moment.kind, date, title, planned=planned, actors=actors, sources=row["sources"])


def _acts(row, entry, name, acts):
    earliest = [*_once_per_deposit(acts)]
    together = {}
    for act in earliest:
        together.setdefault((act["action"], act["date"]), []).append(act)
    for (action, date), group in together.items():
        kind, one, several = ACTS[ActionCode(action)]
        actors = sorted({act["actor"] for act in group}, key=lambda ref: ref.label)
        names = [ref.label for ref in actors]
        who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if len(names) < 4 else f"{len(names)} actors"
        text = ", ".join(names) if len(names) > 3 else " ".join(act["note"] for act in group if act["note"])
        uid = f"{action}-{date.text.replace('/', '-to-')}"
        title = f"{who} {one if len(names) == 1 else several} {name}"
        sources = [key for act in group for key in act["sources"]]
        yield entry(uid, kind, date, title, text, "#participants", actors=actors, sources=sources)


def _once_per_deposit(acts):
    """Acts, but of one deposited with several depositaries only the earliest."""
    runs = {}
    for act in sorted(acts, key=lambda act: (act["date"], act["pk"])):
        places = set(act["depositary"])
        run = runs.setdefault((act["actor"], act["action"]), set())
        if not places or not run or run & places:
            yield act
            runs[act["actor"], act["action"]] = places
        else:
            run |= places


def of_event(event, records):
    """The entry of an event entered by hand; `records` are (pk, type code) of its published records."""
    first = records[0] if records else (None, "")
    return Plain(
        uid=f"event.{event['key']}",
        kind=str(EventKind(event["kind"])),
        date=event["date"],
        title=event["title"],
        text=event["summary"],
        anchor=f"/timeline/?record={event['records'][0]}" if event["records"] else f"/timeline/?q={event['key']}",
        origin=f"event:{event['pk']}",
        record=first[0],
        type=first[1],
        planned=event["planned"],
        records=tuple(pk for pk, _type in records),
        actors=tuple(sorted(event["actors"])),
        sources=tuple(sorted(event["sources"])),
    )
