"""Everything that an actor's page shows on a day, as plain values."""

from dataclasses import dataclass, field

from tracker.catalogue import LISTINGS, RECORD_TYPES, TYPE_OF_CODE, Ref, read_rows, tables
from tracker.catalogue.names_then import continued, then_name
from tracker.models import Actor, Assessment, Basis, Mention, PartialDate, Participation
from tracker.models.vocabulary import ActorStatusCode

from .derived_columns import finding_word
from .duties import duties_on
from .named_lists import list_refs
from .participations import acts_by
from .record_page import _act, day_errors
from .selection import Selection, cleaned
from .standing import Stands, covering, existed, record_statuses


@dataclass
class Membership:
    """A record under which the actor stands on the day."""

    record: Ref
    title: str
    role: str
    status: Stands
    record_status: Stands | None
    dates: dict
    because: list


@dataclass
class ActorPage:
    row: dict
    day: object
    today: object
    asked: PartialDate | None
    exists: bool
    name_then: str
    errors: dict = field(default_factory=dict)
    params: dict = field(default_factory=dict)
    groups: list = field(default_factory=list)
    mentions: list = field(default_factory=list)
    commitments: list = field(default_factory=list)
    duties: dict = field(default_factory=dict)
    findings: list = field(default_factory=list)
    positions: list = field(default_factory=list)
    lists: list = field(default_factory=list)
    successors: list = field(default_factory=list)
    continues: list = field(default_factory=list)

    @property
    def count(self):
        return sum(len(memberships) for _type, memberships in self.groups)


def actor_pk(key):
    return Actor.objects.public().filter(key=key).values_list("pk", flat=True).first()


def actor_page(pk, params, *, today):
    """The page of one actor; `errors` name parameters that cannot be answered. Of one that another continues there is no more
    to tell than what is recorded under itself: its acts and commitments are those of the other.
    """
    params = cleaned(params)
    errors = {name: [f"'{name[:40]}' is not a parameter here. Known is: as_of."] for name in params if name != "as_of"}
    errors |= day_errors(params)
    asked = PartialDate.parse(params["as_of"]) if "as_of" in params and not errors else None
    day = asked.last if asked else today
    row = read_rows(tables.ACTORS, Actor.objects.filter(pk=pk), public=True)[0]
    page = ActorPage(row, day, today, asked, existed(row, day), _called(row, day), errors, params)
    relatives = Actor.objects.public().order_by("key").values_list("key", "name")
    page.successors = [Ref(key, name, "actor") for key, name in relatives.filter(predecessors=pk)]
    page.continues = [Ref(key, name, "actor") for key, name in relatives.filter(continued_by=pk)]
    if errors:
        return page
    page.groups = _memberships(pk, day)
    page.mentions = _mentions(pk, day, {str(one.record) for _type, found in page.groups for one in found})
    if not row["continued_by"]:
        owed = {"actor": [str(row["key"])], "as_of": [day.isoformat()], "per_page": ["200"]}
        page.commitments = Selection(LISTINGS["commitments"], owed, today=today).page.rows
        page.duties = duties_on(page.commitments, day, actor=pk)
    page.findings = [
        finding | {"finding": finding_word(finding["finding"])}
        for finding in read_rows(
            tables.ASSESSMENTS,
            Assessment.objects.public().filter(actor=pk, date_first__lte=day).order_by("-date_first", "-pk"),
            public=True,
            extra=("commitment__record__key", "commitment__record__short_title", "commitment__record__title", "commitment__record__type"),
        )
    ]
    for finding in page.findings:
        finding["record"] = Ref(
            finding["commitment__record__key"],
            finding["commitment__record__short_title"] or finding["commitment__record__title"],
            finding["commitment__record__type"],
        )
    positions = tables.POSITIONS.model.objects.public().filter(actor=pk, date_first__lte=day).order_by("date_first", "pk")
    page.positions = read_rows(tables.POSITIONS, positions, public=True)
    page.lists = sorted(list_refs(tables.LISTS.model.objects.public().filter(actor=pk).values("list")).values(), key=lambda ref: ref.label)
    return page


def _called(row, day):
    return then_name(row["pk"], row["name"], row["other_names"], day, continued(day))


def _memberships(pk, day):
    """[(record type, [Membership])] in the order of the types, by title."""
    rows = covering(Participation.objects.filter(actor=pk, basis=Basis.EFFECT), day)
    columns = (
        "record",
        "record__key",
        "record__short_title",
        "record__title",
        "record__type",
        "role",
        "status",
        "contested",
        "sure_from",
        "sure_to",
        "since",
        "until",
        "because",
        "dates",
    )
    found = list(rows.values_list(*columns))
    statuses = record_statuses([values[0] for values in found], day)
    groups = {}
    for record, key, short, title, kind, role, status, contested, sure_from, sure_to, since, until, because, dates in found:
        parsed = {name: PartialDate.parse(text) for name, text in dates.items()}
        groups.setdefault(kind, []).append(
            Membership(
                record=Ref(key, short or title, kind),
                title=title if short else "",
                role=role,
                status=Stands(status, str(ActorStatusCode(status).label), sure_from <= day < sure_to, contested, since, until),
                record_status=statuses.get(record),
                dates={name: date for name, date in parsed.items() if date.first <= day},
                because=[_act(act) for act in acts_by(because, day)],
            )
        )
    for memberships in groups.values():
        memberships.sort(key=lambda one: one.record.label.casefold())
    return [(record_type, groups[str(record_type.code)]) for record_type in RECORD_TYPES if str(record_type.code) in groups]


def _mentions(pk, day, known):
    """[(record type, [Ref])] of the records that name the actor, beside those under which it stands."""
    rows = Mention.objects.filter(actor=pk, since__lte=day).order_by("record__key")
    groups = {}
    for key, short, title, kind in rows.values_list("record__key", "record__short_title", "record__title", "record__type"):
        if key not in known:
            groups.setdefault(kind, []).append(Ref(key, short or title, kind))
    return [(TYPE_OF_CODE[kind], groups[kind]) for kind in TYPE_OF_CODE if kind in groups]
