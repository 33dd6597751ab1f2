"""What the home page shows: what is here, what holds today, what changed, what is coming."""

from dataclasses import dataclass, field

from django.db.models import Count

from tracker.catalogue import RECORD_TYPES
from tracker.catalogue.listings import CALENDAR_ORDER
from tracker.models import Action, Actor, CalendarEntry, Commitment, Entry, Record, RecordStatus, Source

from .dates import date_rows
from .history import latest_changes
from .standing import covering
from .timeline import entry_rows


@dataclass
class Home:
    day: object
    counts: list = field(default_factory=list)
    in_force: dict = field(default_factory=dict)
    totals: dict = field(default_factory=dict)
    changed: list = field(default_factory=list)
    coming: list = field(default_factory=list)
    recent: list = field(default_factory=list)


STANDING = ("in_force", "provisionally_applied", "active", "operational", "initial", "under_way", "open")


def home(*, today):
    """The home page's data on a day."""
    page = Home(today)
    held = dict(Record.objects.public().order_by().values_list("type").annotate(rows=Count("pk")))
    standing = covering(RecordStatus.objects.filter(status__in=STANDING), today)
    now = dict(standing.order_by().values_list("record__type").annotate(rows=Count("record", distinct=True)))
    page.counts = [(kind, held.get(str(kind.code), 0), now.get(str(kind.code), 0)) for kind in RECORD_TYPES]
    page.in_force = {str(kind.code): now.get(str(kind.code), 0) for kind in RECORD_TYPES}
    page.totals = {
        "records": sum(held.values()),
        "actors": Actor.objects.public().count(),
        "actions": Action.objects.public().count(),
        "commitments": Commitment.objects.public().count(),
        "sources": Source.objects.public().count(),
    }
    page.changed = latest_changes(6)
    page.coming = date_rows(list(CalendarEntry.objects.filter(day__gte=today).order_by(*CALENDAR_ORDER)[:6]))
    page.recent = entry_rows(list(Entry.objects.filter(date_last__lte=today, planned=False).order_by("-day", "-uid")[:6]), today)
    return page
