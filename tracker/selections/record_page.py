"""Everything that a record's page shows on a day, as plain values."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.catalogue import LISTINGS, Ref, read_rows, tables
from tracker.catalogue.asked import FURTHEST, not_one_of, one_day, words_error
from tracker.catalogue.names_then import continued, then_name
from tracker.catalogue.words import fold
from tracker.derived.edges import previous_day
from tracker.models import Basis, PartialDate, Participation, Record
from tracker.models import vocabulary as codes

from .derived_columns import add_derived, due_counts, latest_findings
from .duties import standing_of
from .history import changes_of_record
from .participations import acts_by
from .selection import Refused, cleaned
from .standing import Stands, Tally, covering_last, ended_by, told_on

SYMBOLS = {str(action): symbol for symbol, action in codes.ACTION_SYMBOLS.items()}


@dataclass
class Moment:
    """A key date; `reached` when it had come on the day shown."""

    label: str
    date: PartialDate
    reached: bool
    strong: bool = False


@dataclass
class Participant:
    """An actor under the record on the day: its status, dates and the acts that give it.

    `then`: its name on the day, where that was another. `until`: it stood so to the end of the agreement, which had come by
    the day; since then it has no status.
    """

    actor: Ref
    region: str
    role: str
    status: Stands
    signed: PartialDate | None
    consented: PartialDate | None
    consent_symbol: str
    consent_word: str
    in_force: PartialDate | None
    ended: PartialDate | None
    note: str
    because: list
    then: str = ""
    until: PartialDate | None = None
    continues: Ref | None = None


@dataclass
class RecordPage:
    type: object
    row: dict
    day: object
    today: object
    asked: PartialDate | None
    basis: str
    status: Stands | None
    errors: dict = field(default_factory=dict)
    params: dict = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    moments: list = field(default_factory=list)
    participants: list = field(default_factory=list)
    participants_all: int = 0
    last_day: date | None = None
    status_choices: list = field(default_factory=list)
    region_choices: list = field(default_factory=list)
    notable_days: list = field(default_factory=list)
    commitments: list = field(default_factory=list)
    relations: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    phases: list = field(default_factory=list)
    activations: list = field(default_factory=list)
    positions: list = field(default_factory=list)
    events: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    history: list = field(default_factory=list)

    @property
    def standing(self):
        """Those of the participants shown that have a status on the day itself: what files hold."""
        return [one for one in self.participants if one.until is None]

    @property
    def name(self):
        return self.row["short_title"] or self.row["title"]


KNOWN = ("as_of", "basis", "status", "region", "q")


def record_pk(record_type, key):
    """Primary key of the published record at an address; None where there is none."""
    return Record.objects.public().filter(type=record_type.code, key=key).values_list("pk", flat=True).first()


def record_page(record_type, pk, params, *, today):
    """The page of one record. `errors` name parameters that cannot be answered; then no participants are shown."""
    params = cleaned(params)
    errors = _refusals(params)
    asked = None
    if "as_of" in params and "as_of" not in errors:
        asked = PartialDate.parse(params["as_of"])
    day = asked.last if asked else today
    rows = read_rows(record_type.table, Record.objects.filter(pk=pk), public=True)
    add_derived(record_type, rows, day)
    row = rows[0]
    page = RecordPage(
        type=record_type,
        row=row,
        day=day,
        today=today,
        asked=asked,
        basis=params.get("basis") or str(Basis.EFFECT),
        status=row["status"],
        errors=errors,
        params=params,
    )
    page.moments = _moments(page)
    actions = _hanging(tables.ACTIONS, "record", pk)
    if not errors:
        _fill_participants(page, pk, actions)
    page.phases = [
        phase | {"state": Stands(phase["state"], str(codes.PhaseState(phase["state"]).label))}
        for phase in _hanging(tables.PHASES, "record", pk)
    ]
    page.activations = _hanging(tables.ACTIVATIONS, "record", pk)
    page.positions = _hanging(tables.POSITIONS, "challenge", pk) if record_type.code == codes.RecordTypeCode.CHALLENGE else []
    page.commitments = _hanging(tables.COMMITMENTS, "record", pk, ("reference_order", "pk"))
    found = latest_findings([commitment["pk"] for commitment in page.commitments], day)
    for commitment in page.commitments:
        commitment["findings"] = found.get(commitment["pk"], [])
        commitment["standing"] = standing_of(commitment["findings"])
    due_counts(page.commitments, day)
    page.events = _events(pk)
    page.relations = _relations(pk)
    page.parts = _parts(pk)
    page.sources = _sources(page, actions)
    page.history = changes_of_record(pk)
    page.notable_days = _notable_days(page)
    return page


def _refusals(params):
    errors = {}
    for name in params:
        if name not in KNOWN:
            errors[name] = [f"'{name[:40]}' is not a parameter here. Known are: {', '.join(KNOWN)}."]
    for name, known in (("basis", Basis), ("status", codes.ActorStatusCode), ("region", codes.Region)):
        for value in params.getlist(name):
            if value not in known.values:
                errors[name] = [not_one_of(value, known.values)]
    if len(params.getlist("basis")) > 1:
        errors["basis"] = ["Give one basis only: effect or consent."]
    if error := words_error(params.getlist("q")):
        errors["q"] = [error]
    return errors | day_errors(params)


def day_errors(params, name="as_of"):
    """{parameter: [sentence]} where the day asked is malformed or given twice."""
    return read_day(params, name)[1]


def read_day(params, name="as_of", *, said=False):
    """(the day asked or None, {parameter: [sentence]} where it cannot be read); `said` reads it as people write it."""
    try:
        return one_day(params.getlist(name), furthest=FURTHEST, said=said), {}
    except ValueError as error:
        return None, {name: [str(error)]}


def asked_day(params, *, today):
    """The day that `as_of` asks for; Refused where it is malformed."""
    params = cleaned(params)
    if errors := day_errors(params):
        raise Refused(errors)
    return PartialDate.parse(params["as_of"]).last if "as_of" in params else today


def _hanging(table, path, pk, order=()):
    rows = table.model.objects.public().filter(**{path: pk})
    order = order or (("date_first", "pk") if "date" in table.columns else ("pk",))
    return read_rows(table, rows.order_by(*order), public=True)


def _moments(page):
    found = []
    for moment in page.type.moments:
        date = page.row[moment.column]
        if date:
            label = moment.label if not moment.never or page.row["in_force"] else moment.never
            found.append(Moment(label, date, date.first <= page.day, moment.column in ("in_force", "begins")))
    return sorted(found, key=lambda moment: moment.date)


def _fill_participants(page, pk, actions):
    ended = page.row.get("ended")
    if ended_by(ended, page.day):
        page.last_day = told_on(ended, page.day)
    rows = covering_last(Participation.objects.filter(record=pk, basis=page.basis), page.day)
    notes = {}
    for act in actions:
        if act["note"] and act["date"].first <= page.day:
            notes.setdefault(str(act["actor"]), [])
            if act["note"] not in notes[str(act["actor"])]:
                notes[str(act["actor"])].append(act["note"])
    former = continued(page.last_day or page.day)
    columns = (
        "actor__key",
        "actor__name",
        "actor__region",
        "role",
        "status",
        "contested",
        "sure_from",
        "sure_to",
        "since",
        "until",
        "because",
        "dates",
        "to_day",
        "actor",
        "actor__other_names",
    )
    found = list(rows.values_list(*columns))
    left = {(key, role) for key, _name, _region, role, *_rest, end, _pk, _others in found if end > page.day}
    everyone = []
    for key, name, region, role, status, contested, sure_from, sure_to, since, until, because, dates, end, actor, others in found:
        to_the_end = end <= page.day
        if to_the_end and (key, role) in left:
            continue  # it left on the very day of the end
        if not to_the_end:
            page.tally.add(status, contested)
        on = previous_day(end) if to_the_end else page.day
        stands = Stands(status, str(codes.ActorStatusCode(status).label), sure_from <= on < sure_to, contested, since, until)
        dates = {label: PartialDate.parse(text) for label, text in dates.items()}
        dates = {label: date for label, date in dates.items() if date.first <= page.day}
        consent = next((act["action"] for act in because if act["action"] in CONSENTS), "")
        everyone.append(
            Participant(
                actor=Ref(key, name, "actor"),
                region=region,
                role=role,
                status=stands,
                signed=dates.get("signed"),
                consented=dates.get("consented"),
                consent_symbol=SYMBOLS.get(consent, ""),
                consent_word=str(codes.ActionCode(consent).label).lower() if consent else "",
                in_force=dates.get("in_force"),
                ended=dates.get("left"),
                note=" ".join(notes.get(key, [])),
                because=[_act(act) for act in acts_by(because, on)],
                then=then if (then := then_name(actor, name, others, page.last_day or page.day, former)) != name else "",
                until=until if to_the_end else None,
            )
        )
    page.participants_all = len(everyone)
    counts = {}
    for participant in everyone:
        counts[participant.status.code] = counts.get(participant.status.code, 0) + 1
    page.status_choices = [(code, label, counts[code]) for code, label in codes.ActorStatusCode.choices if code in counts]
    regions = {participant.region for participant in everyone}
    page.region_choices = [(code, label) for code, label in codes.Region.choices if code in regions]
    page.participants = sorted(_narrowed(everyone, page.params), key=lambda one: (fold(one.actor.label), one.role))


CONSENTS = {
    str(code)
    for code in (
        codes.ActionCode.DEFINITIVE_SIGNATURE,
        codes.ActionCode.RATIFICATION,
        codes.ActionCode.ACCEPTANCE,
        codes.ActionCode.APPROVAL,
        codes.ActionCode.ACCESSION,
        codes.ActionCode.FORMAL_CONFIRMATION,
        codes.ActionCode.SUCCESSION,
        codes.ActionCode.CONSENT_TO_BE_BOUND,
        codes.ActionCode.EXCHANGE_OF_INSTRUMENTS,
    )
}


def _act(act):
    effective = act["effective_date"]
    return act | {
        "label": str(codes.ActionCode(act["action"]).label),
        "date": PartialDate.parse(act["date"]),
        "effective_date": PartialDate.parse(effective) if effective else None,
    }


def _narrowed(everyone, params):
    statuses, regions, words = params.getlist("status"), params.getlist("region"), [fold(text) for text in params.getlist("q")]
    for one in everyone:
        if statuses and one.status.code not in statuses:
            continue
        if regions and one.region not in regions:
            continue
        if words and not any(text and text in fold(f"{one.actor.label} {one.actor}") for text in words):
            continue
        yield one


def _events(pk):
    table = LISTINGS["events"].table
    rows = table.model.objects.public().filter(records=pk).order_by("-date_first", "pk")
    return read_rows(table, rows, public=True)


def _relations(pk):
    """[(word, [(Ref, note)])] read from this record's end."""
    found = {}
    table = tables.RELATIONS
    base = table.model.objects.public()
    for row in read_rows(table, base.filter(from_record=pk), public=True):
        word = str(codes.RelationCode(row["relation"]).label)
        found.setdefault(word, []).append((row["to"], row["note"]))
    for row in read_rows(table, base.filter(to_record=pk), public=True):
        word = codes.REVERSE_RELATIONS[codes.RelationCode(row["relation"])]
        found.setdefault(word, []).append((row["from"], row["note"]))
    return [(word, sorted(refs, key=lambda pair: fold(pair[0].label))) for word, refs in sorted(found.items())]


def _parts(pk):
    rows = Record.objects.public().filter(part_of=pk).order_by("begins_first", "key")
    return [Ref(key, short or title, kind) for key, short, title, kind in rows.values_list("key", "short_title", "title", "type")]


def _sources(page, actions):
    """The sources of the record and of all that is shown with it, each once, those of the record first."""
    cited = list(page.row["sources"])
    for rows in (page.commitments, page.phases, page.activations, page.positions, actions, page.events):
        for row in rows:
            cited += row["sources"]
    keys = list(dict.fromkeys(cited))
    table = LISTINGS["sources"].table
    found = {str(row["key"]): row for row in read_rows(table, table.model.objects.public().filter(key__in=keys))}
    return [found[str(key)] for key in keys if str(key) in found]


def _notable_days(page):
    """Days on which something changed, to look at: entry into force and end, the day before, contested acts."""
    days = []
    for column in ("in_force", "ended", "begins"):
        date = page.row.get(column)
        if date and date.is_day:
            days.append(date.first)
    if ended := page.row.get("ended"):
        days.append(ended.first - timedelta(days=1))
    changed = Participation.objects.filter(record__key=page.row["key"], basis=Basis.EFFECT, contested=True).values_list(
        "from_day", flat=True
    )
    days += list(changed[:3])
    return sorted({day for day in days if day.year > 1800})[:6]
