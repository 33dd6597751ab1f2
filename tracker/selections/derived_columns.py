"""Derived columns of rows already read: a fixed number of queries for any number of rows."""

from django.db.models import Count, Min, Q

from tracker.catalogue import Ref
from tracker.models import Assessment, CalendarEntry, PartialDate, PastDue, Position, Record, Theme
from tracker.models.vocabulary import Finding, Publication

from .duties import standing_of
from .standing import Stands, Tally, covering, existed, in_force, of_pks, record_statuses, tallies

NOBODY = Tally()


def add_derived(listing, rows, day, queryset=None):
    """Set the listing's derived columns on rows; `queryset` is that of all of them where they are many."""
    if not rows:
        return
    pks = [row["pk"] for row in rows]
    for row in rows:
        row["type"] = str(listing.code) if listing.is_record else listing.label.lower()
        row["page"] = listing.address(row.get("key") or row.get("id"))
    if listing.is_record:
        _records(listing, rows, pks, day, queryset)
    elif listing.name == "actors":
        for row in rows:
            row["exists"] = existed(row, day)
    elif listing.name == "commitments":
        _findings(rows, pks, day, queryset)
    elif listing.name == "themes":
        held = Theme.objects.filter(pk__in=pks).annotate(
            held=Count("records", filter=Q(records__state=Publication.PUBLISHED), distinct=True)
        )
        counts = dict(held.values_list("pk", "held"))
        for row in rows:
            row["records_count"] = counts.get(row["pk"], 0)


def _records(listing, rows, pks, day, queryset):
    statuses = record_statuses(pks, day, queryset)
    counted, named = tallies(pks, day, queryset)
    positions = {}
    if "positions" in listing.derived:
        found = Position.objects.public().filter(challenge__in=pks)
        positions = dict(found.order_by().values_list("challenge").annotate(held=Count("pk")))
    for row in rows:
        pk, tally = row["pk"], counted.get(row["pk"], NOBODY)
        row["status"] = statuses.get(pk)
        row["in_force_now"] = in_force(row["status"])
        row |= {name: getattr(tally, name) for name in ("parties", "contested", "signatories_only", "contracting", "participants")}
        row["signing"] = (row["opened"] or row["signed"]) if listing.is_agreement else None
        row["hosts"], row["operators"] = tuple(named.get((pk, "host"), ())), tuple(named.get((pk, "operator"), ()))
        row["positions"] = positions.get(pk, 0)


def latest_findings(pks, day, queryset=None):
    """{commitment pk: {assessor: finding row}}: the latest of each assessor by the day, newest first."""
    made = Assessment.objects.public().filter(date_first__lte=day)
    made = made.filter(commitment__in=pks if queryset is None or len(pks) <= 500 else queryset.order_by().values("pk"))
    found = {}
    columns = ("commitment", "assessor", "finding", "date", "actor__key", "actor__name", "uid")
    for pk, assessor, finding, date, key, name, uid in made.order_by("-date_last", "-id").values_list(*columns):
        about = Ref(key, name, "actor") if key else None
        found.setdefault(pk, {}).setdefault(
            (assessor, key or ""), {"assessor": assessor, "finding": finding_word(finding), "date": date, "actor": about, "id": uid}
        )
    return {pk: list(latest.values()) for pk, latest in found.items()}


def due_counts(rows, day, queryset=None):
    """Set `next_due` and `past_due` on rows of commitments."""
    pks = [row["pk"] for row in rows]
    coming = of_pks(CalendarEntry.objects.filter(day__gte=day), "commitment", pks, queryset)
    following = dict(coming.order_by().values_list("commitment").annotate(first=Min("day")))
    late = covering(of_pks(PastDue.objects.all(), "commitment", pks, queryset), day)
    passed = dict(late.order_by().values_list("commitment").annotate(held=Count("actor", distinct=True)))
    for row in rows:
        row["next_due"] = PartialDate.of(following[row["pk"]]) if row["pk"] in following else None
        row["past_due"] = passed.get(row["pk"], 0)


def finding_word(code):
    return Stands(code, str(Finding(code).label))


def _findings(rows, pks, day, queryset):
    found = latest_findings(pks, day, queryset)
    for row in rows:
        row["findings"] = found.get(row["pk"], [])
        latest = row["findings"][0] if row["findings"] else None
        row["finding"] = latest["finding"] if latest else None
        row["found_by"] = latest["assessor"] if latest else None
        row["found_on"] = latest["date"] if latest else None
        row["standing"] = standing_of(row["findings"]).code
        row["record_title"] = row["record"].label
    due_counts(rows, day, queryset)


def titles(keys):
    """{key: Ref} of published records."""
    rows = Record.objects.public().filter(key__in=keys).values_list("key", "short_title", "title", "type")
    return {key: Ref(key, short or title, kind) for key, short, title, kind in rows}
