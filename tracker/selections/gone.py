"""Keys that no longer lead to a published row: given up for another, or of what was retracted."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from tracker.catalogue import table_of
from tracker.catalogue.tables import STORIES
from tracker.models import Change, FormerKey, Record, StoryStep, Verb
from tracker.models.vocabulary import Publication


def key_now(record_type, key):
    """The key of the published record that had this one before; None where there is none."""
    former = FormerKey.objects.filter(key=key, record__type=record_type.code, record__state=Publication.PUBLISHED)
    return former.values_list("record__key", flat=True).first()


@dataclass(frozen=True)
class Retraction:
    """When and why what was public was taken back. `number` is that of the change; `noun` says what it was, and `along`
    what it hung on where that was retracted, not it."""

    number: int
    at: datetime
    why: str
    noun: str
    along: str = ""


def retraction(listing, key):
    """The Retraction of what this key or id named; None where nothing public was taken back: a draft, or nothing at all."""
    named = Q(**{listing.table.key: key})
    if listing.is_record:
        named |= Q(former_keys__key=key)
    row = listing.model.objects.filter(named, **listing.table.fixed).first()
    return row and _taken_back(row)


def story_retraction(key):
    """The same of a story, of which no step is public any more."""
    steps = StoryStep.objects.filter(story=key)
    gone = _retractions(STORIES, steps.filter(state=Publication.RETRACTED).values("pk")).first()
    if gone:
        return Retraction(**gone, noun="story")
    step = steps.filter(state__in=(Publication.PUBLISHED, Publication.RETRACTED)).order_by("position").first()
    return step and _taken_back(step, noun="story")


def _taken_back(row, *, noun=""):
    if row.state not in (Publication.PUBLISHED, Publication.RETRACTED):
        return None
    table, noun = table_of(row), noun or _noun(row)
    if row.state == Publication.RETRACTED and (own := _retractions(table, [row.pk]).first()):
        return Retraction(**own, noun=noun)
    for name in row.hangs_on:
        parent = getattr(row, name)
        found = _taken_back(parent) if parent is not None else None
        if found and 0 < _last_published(table, row) < found.number:  # it was public until then
            return Retraction(found.number, found.at, found.why, noun, along=found.along or _noun(parent))
    return None


def _retractions(table, pks):
    """Those of these rows by which something public went, newest first."""
    log = Change.objects.filter(table=table.name, row__in=pks, verb=Verb.RETRACT, public=True)
    return log.order_by("-number").values("number", "at", "why")


def _last_published(table, row):
    log = Change.objects.filter(table=table.name, row=row.pk).values_list("number", "after")
    return max((number for number, after in log if after.get("(state)") == Publication.PUBLISHED), default=0)


def _noun(row):
    return "record" if isinstance(row, Record) else str(row._meta.verbose_name)
