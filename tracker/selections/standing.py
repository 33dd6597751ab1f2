"""Statuses on a day, for many records or one, in one query each."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from tracker.catalogue import Ref
from tracker.models import Basis, PartialDate, Participation, RecordStatus
from tracker.models.vocabulary import ActorStatusCode, RecordStatusCode

BOUND = (ActorStatusCode.PARTY, ActorStatusCode.SUSPENDED)
TAKING_PART = (
    ActorStatusCode.PARTICIPANT,
    ActorStatusCode.PARTNER,
    ActorStatusCode.HOST,
    ActorStatusCode.OPERATOR,
    ActorStatusCode.OBSERVER,
)


@dataclass(frozen=True)
class Stands:
    """A status as pages show it: code, word, whether it is certain and contested, and since when until when."""

    code: str
    label: str
    certain: bool = True
    contested: bool = False
    since: PartialDate | None = None
    until: PartialDate | None = None


def covering(rows, day):
    return rows.filter(from_day__lte=day, to_day__gt=day)


def ended_by(ended, day):
    """Whether an agreement that ended so was no longer there on the day; an end holds from the last day it may have come."""
    return ended is not None and ended.last <= day


def told_on(ended, day):
    """The day as of which an agreement can be told: the day asked, or its last where it had ended by then."""
    return ended.last - timedelta(days=1) if ended_by(ended, day) else day


def covering_last(rows, day):
    """As `covering`; and, of records that had ended by the day, what stood until their last day too."""
    to_the_end = Q(record__ended_last__lte=day, to_day=F("record__ended_last"))
    return rows.filter(Q(to_day__gt=day) | to_the_end, from_day__lte=day)


def of_pks(rows, field, pks, queryset):
    """Rows about some records: by their primary keys on a page, by the selection itself where it is long."""
    return rows.filter(**{f"{field}__in": pks if queryset is None or len(pks) <= 500 else queryset.order_by().values("pk")})


def record_statuses(pks, day, queryset=None):
    """{record pk: Stands} of the records that have a status on the day."""
    rows = covering(of_pks(RecordStatus.objects.all(), "record", pks, queryset), day)
    return {
        record: Stands(status, str(RecordStatusCode(status).label), sure_from <= day < sure_to, False, since, until)
        for record, status, sure_from, sure_to, since, until in rows.values_list(
            "record", "status", "sure_from", "sure_to", "since", "until"
        )
    }


@dataclass
class Tally:
    """How many actors stand how under one record on one day."""

    parties: int = 0
    contested: int = 0
    signatories_only: int = 0
    contracting: int = 0
    provisional: int = 0
    suspended: int = 0
    participants: int = 0
    former: int = 0

    def add(self, status, contested):
        self.contested += contested
        if status in BOUND:
            self.parties += 1
        if status == ActorStatusCode.SUSPENDED:
            self.suspended += 1
        elif status == ActorStatusCode.SIGNATORY:
            self.signatories_only += 1
        elif status == ActorStatusCode.CONTRACTING:
            self.contracting += 1
        elif status == ActorStatusCode.PROVISIONALLY_APPLYING:
            self.provisional += 1
        elif status in TAKING_PART:
            self.participants += 1
        elif status in (ActorStatusCode.FORMER_PARTY, ActorStatusCode.FORMER_PARTICIPANT):
            self.former += 1


def tallies(pks, day, queryset=None, basis=Basis.EFFECT):
    """{record pk: Tally}; `hosts` and `operators` beside it as {(record pk, status): [Ref]}."""
    rows = covering(of_pks(Participation.objects.filter(basis=basis), "record", pks, queryset), day)
    counted, named = {}, {}
    for record, status, contested, key, name in rows.values_list("record", "status", "contested", "actor__key", "actor__name"):
        counted.setdefault(record, Tally()).add(status, contested)
        if status in (ActorStatusCode.HOST, ActorStatusCode.OPERATOR):
            named.setdefault((record, status), []).append(Ref(key, name, "actor"))
    return counted, named


def in_force(status):
    return status is not None and status.code in (RecordStatusCode.IN_FORCE, RecordStatusCode.ACTIVE, RecordStatusCode.SUSPENDED)


def existed(row, day):
    first, last = row["exists_from"], row["exists_to"]
    return (first.first if first else date.min) <= day <= (last.last if last else date.max)
