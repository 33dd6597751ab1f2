"""What is listed beside the record types: a table, its filters and the ways to sort it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Length, TruncMonth
from django.db.models.lookups import GreaterThan, LessThan

from tracker.models import (
    Action,
    Actor,
    Assessment,
    Basis,
    CalendarEntry,
    Change,
    Commitment,
    Entry,
    Event,
    ListMember,
    Owing,
    Participation,
    PastDue,
    Record,
    Relation,
    Source,
    Theme,
)
from tracker.models import vocabulary as codes

from . import computed_columns, tables
from .filters import (
    AsOf,
    CodeFilter,
    Control,
    From,
    KeyFilter,
    ManyValues,
    OwnWordsFilter,
    RegionFilter,
    ThemeFilter,
    ThemesAsOf,
    ThemesFrom,
    ThemesTo,
    To,
    WordsAboutFilter,
    WordsFilter,
    actor_filter,
    filters,
    find_actors,
    find_records,
    or_list,
    record_filter,
)
from .named_lists import list_titles
from .record_type import Sort


@dataclass(frozen=True)
class Listing:
    """`name` is that of its address and files; `page` tells whether it has a page of its own.

    Where all its rows follow from others it has no `table`, and `columns` say what they hold.
    """

    name: str
    model: type
    title: str
    label: str
    about: str
    filters: type
    sorts: dict
    default_sort: str
    table: tables.Table | None = None
    listed: tuple = field(default=())
    page: bool = False
    derived: tuple = field(default=())
    columns: tuple = field(default=())

    is_record = False
    is_agreement = False

    def address(self, key):
        return f"/{self.name}/{key}/"


TYPE = ("type", codes.RecordTypeCode.choices, "about {}")


class LatestFinding(CodeFilter):
    """Commitments whose latest published finding, by the day asked, is one of those named."""

    def __init__(self):
        super().__init__("finding", codes.Finding.choices, "found {}", label="Latest finding")

    def filter(self, queryset, values):
        return queryset.annotate(_finding=self.latest()).filter(_finding__in=values) if values else queryset

    def latest(self):
        made = Assessment.objects.public().filter(commitment=OuterRef("pk"), date_first__lte=self.parent.day)
        return Subquery(made.order_by("-date_last", "-id").values("finding")[:1])

    def counted(self, queryset):
        found = {}
        for (finding,) in queryset.order_by().annotate(_finding=self.latest()).values_list("_finding"):
            found[finding] = found.get(finding, 0) + 1
        return [(finding, rows) for finding, rows in found.items() if finding]


KEPT = (codes.Finding.FULFILLED, codes.Finding.FULFILLED_LATE, codes.Finding.NOT_APPLICABLE)
SOON = timedelta(days=180)
FORESEEN = timedelta(days=731)  # how far ahead a calendar shows what recurs for ever


# By month; within it what has days by the first of them, then what has months alone, then years.
WRITTEN = Length("date")  # of a year up to 5, of a month up to 8, of days 10, of a first and a last day 21
CALENDAR_ORDER = (
    TruncMonth("day"),
    Case(When(LessThan(WRITTEN, 7), then=2), When(LessThan(WRITTEN, 10), then=1), default=0),
    Case(When(GreaterThan(WRITTEN, 20), then="date_first"), default="day"),
    "date_last",
    "uid",
)


class DueFilter(CodeFilter):
    """Commitments of which a due date has passed that is not recorded as met, or of which one comes within 180 days.

    With `actor`, of that actor. A deadline that nobody is recorded to owe stands for itself.
    """

    def __init__(self):
        choices = [("overdue", "Past due, no finding that it was met"), ("soon", "Due within 180 days")]
        super().__init__("due", choices, "that are {}", label="Due")

    def filter(self, queryset, values):
        return queryset.filter(self.condition(values)) if values else queryset

    def condition(self, values):
        day, condition = self.parent.day, Q()
        actors = {"actor__key__in": self.parent.chosen("actor")} if self.parent.chosen("actor") else {}
        nobody = ~Q(Exists(Owing.objects.filter(commitment=OuterRef("pk"))))
        if "overdue" in values:
            late = PastDue.objects.filter(commitment=OuterRef("pk"), from_day__lte=day, to_day__gt=day, **actors)
            kept = Assessment.objects.public().filter(commitment=OuterRef("pk"), date_first__lte=day, finding__in=KEPT)
            condition |= Q(Exists(late)) | (Q(due_last__lt=day) & nobody & ~Q(Exists(kept)))
        if "soon" in values:
            last = min(day, date.max - SOON) + SOON
            owed = Owing.objects.filter(
                commitment=OuterRef("commitment"), from_day__lte=OuterRef("day"), to_day__gt=OuterRef("day"), suspended=False, **actors
            )
            coming = CalendarEntry.objects.filter(Exists(owed), commitment=OuterRef("pk"), day__gte=day, date_first__lte=last)
            condition |= Q(Exists(coming)) | (Q(due_last__gte=day, due_first__lte=last) & nobody)
        return condition

    def counted(self, queryset):
        rows = queryset.order_by()
        return [(code, rows.filter(self.condition([code])).count()) for code, _word in self.field.choices]


class OwedFilter(KeyFilter):
    """Commitments owed by or to an actor that is named, or that stands under the record on the day when all owe it.

    Who is on a list that owes stands under the record too, save for a pledge, or where nobody joins the record.
    """

    def __init__(self):
        super().__init__("", find_actors, "of {}", "Actor", Actor)

    def filter(self, queryset, values):
        if not values:
            return queryset
        condition = Q(owed_by__contains="|all|") & self.standing(values)
        for value in values:
            for column in ("owed_by", "owed_to"):
                condition |= Q(**{f"{column}__contains": f"|{value}|"})
        joined = Participation.objects.filter(record=OuterRef("record"), basis=Basis.EFFECT)
        unjoined = Q(kind=codes.CommitmentKind.PLEDGE) | ~Q(Exists(joined))
        for name, members in self.lists_of(values).items():
            condition |= Q(owed_by__contains=f"|{name}|") & (unjoined | self.standing(members))
        return queryset.filter(condition)

    def standing(self, keys):
        found = Participation.objects.filter(record=OuterRef("record"), actor__key__in=keys, basis=Basis.EFFECT)
        return Q(Exists(found.filter(from_day__lte=self.parent.day, to_day__gt=self.parent.day)))

    def lists_of(self, keys):
        """{list: the actors among these keys that are on it}; read once for a page, whose facets ask again and again."""
        if self._read[0] != keys:
            found = {}
            for name, key in ListMember.objects.public().filter(actor__key__in=keys).values_list("list", "actor__key"):
                found.setdefault(name, []).append(key)
            self._read = keys, found
        return self._read[1]

    _read = None, {}


class LinkedFilter(KeyFilter):
    """Rows that name one of several through a table between, asked from its side: few of many rows name it."""

    def filter(self, queryset, values):
        if not values:
            return queryset
        relation = getattr(queryset.model, self.path)
        near, far = relation.field.m2m_field_name(), relation.field.m2m_reverse_field_name()
        links = relation.through.objects.filter(**{f"{far}__key__in": values})
        return queryset.filter(pk__in=links.values(near))


class NamedActor(LinkedFilter):
    """Rows that name an actor, through a table between."""

    def __init__(self):
        super().__init__("actors", find_actors, "that name {}", "Actor", Actor)


class OnRecords(LinkedFilter):
    """Rows about a record, through a table between."""

    def __init__(self):
        super().__init__("records", find_records, "about {}", "Record", Record)


class EitherEnd(KeyFilter):
    """Relations from or to a record."""

    def __init__(self):
        super().__init__("", find_records, "of {}", "Record", Record)

    def filter(self, queryset, values):
        return queryset.filter(Q(from_record__key__in=values) | Q(to_record__key__in=values)) if values else queryset


class CalendarFrom(From):
    """Dates from a day on. Without it, from the day asked, unless the window ends before; what recurs, two years ahead."""

    def __init__(self):
        super().__init__("day")

    def filter(self, queryset, value):
        day, to = self.parent.day, self.parent.form.cleaned_data.get("to")
        first = value.first if value else day if to is None or to.last >= day else None
        if first:
            queryset = queryset.filter(day__gte=first)
        if to is None:
            last = min(first or day, date.max - FORESEEN) + FORESEEN
            queryset = queryset.exclude(kind=codes.CalendarKind.DUTY, day__gt=last)
        return queryset


class CalendarAsOf(AsOf):
    """The day from which the calendar looks ahead: `from` reads it."""

    def __init__(self):
        super().__init__()
        self.phrase = "as seen {}"


class CalendarActor(KeyFilter):
    """Dates that name an actor, that it owes, or of records under which it stands on that day."""

    def __init__(self):
        super().__init__("actors", find_actors, "that concern {}", "Actor", Actor)

    def filter(self, queryset, values):
        if not values:
            return queryset
        on_the_day = {"from_day__lte": OuterRef("day"), "to_day__gt": OuterRef("day"), "actor__key__in": values}
        named = CalendarEntry.actors.through.objects.filter(calendarentry=OuterRef("pk"), actor__key__in=values)
        owed = Owing.objects.filter(commitment=OuterRef("commitment"), suspended=False, **on_the_day)
        standing = Participation.objects.filter(record__calendar=OuterRef("pk"), basis=Basis.EFFECT, **on_the_day)
        return queryset.filter(Q(Exists(named)) | Q(Exists(owed)) | (Q(commitment__isnull=True) & Q(Exists(standing))))


class StandsOn(AsOf):
    """Intervals that cover the day asked (today without)."""

    def __init__(self):
        super().__init__("from_day")

    def filter(self, queryset, value):
        return queryset.filter(from_day__lte=self.parent.day, to_day__gt=self.parent.day)


class OneValue(ManyValues):
    """One value, given once."""

    def validate(self, value):
        super().validate(value)
        if len(value) > 1:
            raise ValidationError(f"Give one of them only: {or_list(code for code, _word in self.choices)}.")


def list_choices():
    return list(list_titles().items())


class ListFilter(CodeFilter):
    """Actors on one of the named lists."""

    takes = "names of lists"

    def __init__(self):
        super().__init__("list", list_choices, "on the list {}", label="List", proper=True)

    def condition(self, values):
        return Q(pk__in=ListMember.objects.public().filter(list__in=values).values("actor"))

    def counted(self, queryset):
        rows = ListMember.objects.public().filter(actor__in=queryset.order_by().values("pk"))
        return rows.order_by().values_list("list").annotate(rows=Count("actor"))


class BasisFilter(CodeFilter):
    """Whether acts count from the day they take effect (the default) or from the day they were done."""

    field_class = OneValue
    facet = False

    def __init__(self):
        super().__init__("basis", Basis.choices, "{}", label="Counted")

    def filter(self, queryset, values):
        return queryset.filter(basis__in=values or [Basis.EFFECT])


class ChangedType(CodeFilter):
    """Changes of records of a type, or of what hangs on them."""

    facet = False

    def __init__(self):
        super().__init__(*TYPE, label="Type")

    def condition(self, values):
        return Q(record__in=Record.objects.public().filter(type__in=values).values("pk"))


class ChangedRecord(KeyFilter):
    """Changes of a record, and of what hangs on it."""

    def __init__(self):
        super().__init__("", find_records, "of {}", "Record", Record)

    def filter(self, queryset, values):
        return queryset.filter(record__in=Record.objects.public().filter(key__in=values).values("pk")) if values else queryset


def by_date(*tie):
    return {"date": Sort(("date_first", "date_last", *tie), "oldest first", "Date")}


def in_time(begun="date_first", over="date_last"):
    return {"from": From(over), "to": To(begun), "as_of": AsOf(begun)}


LISTINGS = [
    Listing(
        "actors",
        Actor,
        "Actors",
        "Actor",
        "States, former states, organisations and others whose acts and standing are recorded.",
        filters(
            "ActorFilters",
            q=WordsFilter("actors"),
            kind=CodeFilter("kind", codes.ActorKind.choices, "of the kind {}"),
            region=CodeFilter("region", codes.Region.choices, "in {}", proper=True),
            list=ListFilter(),
            from_=From("exists_to_last"),
            to=To("exists_from_first"),
            as_of=AsOf("exists_from_first"),
        ),
        {
            "name": Sort(("_name",), "by name", "Name"),
            "key": Sort(("key",), "by key", "Key"),
            "exists_from": Sort(("exists_from_first",), "by first day", "From"),
            "exists_to": Sort(("exists_to_last",), "by last day", "To"),
        },
        "name",
        tables.ACTORS,
        ("kind", "region", "exists_from", "exists_to"),
        page=True,
        derived=("type", "exists", "page"),
    ),
    Listing(
        "commitments",
        Commitment,
        "Commitments",
        "Commitment",
        "What was promised, by whom, until when, and what was found about it. “Past due, no finding” counts actors for which a date has "
        "passed and no finding recorded here says that it was met: that says neither that it was met nor that it was not.",
        filters(
            "CommitmentFilters",
            q=WordsFilter("commitments"),
            record=record_filter(),
            actor=OwedFilter(),
            finding=LatestFinding(),
            due=DueFilter(),
            kind=CodeFilter("kind", codes.CommitmentKind.choices, "of the kind {}"),
            theme=ThemeFilter("commitments"),
            region=RegionFilter("commitments"),
            from_=From("record__life__over"),
            to=To("record__life__begun"),
            as_of=AsOf("record__life__begun"),
        ),
        {
            "record": Sort(("record__key", "reference_order", "id"), "by record", "Record"),
            "title": Sort(("_title",), "by title", "Title"),
            "due": Sort(("due_first", "due_last"), "by deadline", "Due"),
            "kind": Sort(("kind",), "by kind", "Kind"),
        },
        "record",
        tables.COMMITMENTS,
        ("record", "reference", "owed_by", "next_due", "past_due", "finding"),
        page=True,
        derived=("type", "record_title", "finding", "found_by", "found_on", "standing", "next_due", "past_due", "page"),
    ),
    Listing(
        "themes",
        Theme,
        "Themes",
        "Theme",
        "The subjects under which records stand.",
        filters(
            "ThemeFilters",
            q=WordsFilter("themes"),
            from_=ThemesFrom("life__over"),
            to=ThemesTo("life__begun"),
            as_of=ThemesAsOf("life__begun"),
        ),
        {"title": Sort(("_title",), "by title", "Title"), "key": Sort(("key",), "by key", "Key")},
        "title",
        tables.THEMES,
        ("records_count",),
        page=True,
        derived=("type", "records_count", "page"),
    ),
    Listing(
        "sources",
        Source,
        "Sources",
        "Source",
        "The documents and pages by which the data can be checked.",
        filters("SourceFilters", q=WordsFilter("sources"), **in_time()),
        {
            "title": Sort(("_title",), "by title", "Title"),
            "publisher": Sort(("publisher", "_title"), "by publisher", "Publisher"),
            "date": Sort(("date_first",), "oldest first", "Date"),
            "key": Sort(("key",), "by key", "Key"),
        },
        "title",
        tables.SOURCES,
        ("publisher", "date", "language"),
        page=True,
        derived=("type", "page"),
    ),
    Listing(
        "actions",
        Action,
        "Actions",
        "Action",
        "What actors did about records: signatures, ratifications, withdrawals…",
        filters(
            "ActionFilters",
            q=WordsAboutFilter(("records", "record"), ("actors", "actor")),
            record=record_filter(),
            actor=actor_filter(),
            action=CodeFilter("action", codes.ActionCode.choices, "that are {}"),
            type=CodeFilter(*TYPE, path="record__type"),
            **in_time(),
        ),
        {**by_date(), "record": Sort(("record__key", "date_first"), "by record", "Record")},
        "date",
        tables.ACTIONS,
    ),
    Listing(
        "participations",
        Participation,
        "Participations",
        "Participation",
        "Who stood where on a day.",
        filters(
            "ParticipationFilters",
            q=WordsAboutFilter(("records", "record"), ("actors", "actor")),
            record=record_filter(),
            actor=actor_filter(),
            type=CodeFilter(*TYPE, path="record__type"),
            status=CodeFilter("status", codes.ActorStatusCode.choices, "that are {}"),
            region=CodeFilter("region", codes.Region.choices, "in {}", proper=True, path="actor__region"),
            kind=CodeFilter("kind", codes.ActorKind.choices, "of the kind {}", path="actor__kind"),
            basis=BasisFilter(),
            as_of=StandsOn(),
        ),
        {
            "record": Sort(("record__key", "actor__key", "role"), "by record", "Record"),
            "actor": Sort(("actor__key", "record__key", "role"), "by actor", "Actor"),
            "from": Sort(("from_day",), "oldest first", "From"),
        },
        "record",
        columns=computed_columns.PARTICIPATION,
    ),
    Listing(
        "assessments",
        Assessment,
        "Assessments",
        "Assessment",
        "Dated, attributed findings about commitments.",
        filters(
            "AssessmentFilters",
            q=WordsAboutFilter(("commitments", "commitment"), ("records", "commitment__record"), ("actors", "actor")),
            record=record_filter("commitment__record"),
            actor=actor_filter(),
            finding=CodeFilter("finding", codes.Finding.choices, "found {}"),
            **in_time(),
        ),
        by_date(),
        "date",
        tables.ASSESSMENTS,
    ),
    Listing(
        "events",
        Event,
        "Events",
        "Event",
        "What happened, entered by hand.",
        filters(
            "EventFilters",
            q=WordsFilter("events"),
            record=OnRecords(),
            actor=NamedActor(),
            kind=CodeFilter("kind", codes.EventKind.choices, "of the kind {}"),
            theme=ThemeFilter("events"),
            region=RegionFilter("events"),
            **in_time(),
        ),
        by_date("key"),
        "date",
        tables.EVENTS,
    ),
    Listing(
        "relations",
        Relation,
        "Relations",
        "Relation",
        "How records stand to each other.",
        filters(
            "RelationFilters",
            q=WordsAboutFilter(("records", "from_record"), ("records", "to_record")),
            record=EitherEnd(),
            relation=CodeFilter("relation", codes.RelationCode.choices, "that say “{}”"),
            from_=From("from_record__life__over", "to_record__life__over"),
            to=To("from_record__life__begun", "to_record__life__begun"),
            as_of=AsOf("from_record__life__begun", "to_record__life__begun"),
        ),
        {"from": Sort(("from_record__key", "relation", "to_record__key"), "by record", "From")},
        "from",
        tables.RELATIONS,
    ),
    Listing(
        "timeline",
        Entry,
        "Timeline",
        "Entry",
        "What was promised and what was built, in time.",
        filters(
            "TimelineFilters",
            q=OwnWordsFilter("words"),
            type=CodeFilter(*TYPE),
            kind=CodeFilter("kind", codes.EntryKind.choices, "of the kind {}"),
            theme=ThemeFilter("all_entries"),
            region=RegionFilter("all_entries"),
            actor=NamedActor(),
            record=OnRecords(),
            lanes=Control("lanes", [(lane, lane.capitalize()) for lane in ("type", "theme", "actor", "record")], ""),
            **in_time("day"),
        ),
        {"date": Sort(("day", "date_last", "uid"), "oldest first", "Date", filled=True)},
        "date",
        columns=computed_columns.ENTRY,
    ),
    Listing(
        "calendar",
        CalendarEntry,
        "Calendar",
        "Date",
        "Deadlines and recurring duties, review conferences and other meetings, expiries and reviews.",
        filters(
            "CalendarFilters",
            q=OwnWordsFilter("words"),
            kind=CodeFilter("kind", codes.CalendarKind.choices, "of the kind {}"),
            type=CodeFilter(*TYPE),
            theme=ThemeFilter("calendar"),
            region=RegionFilter("calendar"),
            actor=CalendarActor(),
            record=OnRecords(),
            from_=CalendarFrom(),
            to=To("date_first"),
            as_of=CalendarAsOf(),
        ),
        {"date": Sort(CALENDAR_ORDER, "oldest first", "Date", filled=True)},
        "date",
        columns=computed_columns.DATE,
    ),
    Listing(
        "changes",
        Change,
        "Changes",
        "Change",
        "Every published change, newest first.",
        filters(
            "ChangeFilters",
            q=WordsAboutFilter(("records", "record")),
            record=ChangedRecord(),
            type=ChangedType(),
            from_=From("at__date"),
            to=To("at__date"),
            as_of=AsOf("at__date"),
        ),
        {"date": Sort(("number",), "oldest first", "Date")},
        "-date",
        page=True,
        columns=computed_columns.CHANGE,
    ),
]
