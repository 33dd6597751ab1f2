"""Who stood where on a day, and why, as plain values."""

from tracker.catalogue.columns import TARGETS
from tracker.models import Actor, Record


def participation_rows(stands, day):
    """Rows of a list of Participation instances that cover the day, in two queries more.

    `from` and `to` (exclusive, None while open) say when the status began and ended; `because` are the acts behind it.
    """
    records = _named(Record, {one.record_id for one in stands})
    actors = _named(Actor, {one.actor_id for one in stands})
    return [
        {
            "record": records[one.record_id],
            "actor": actors[one.actor_id],
            "role": one.role,
            "status": one.status,
            "from": one.since,
            "to": one.until,
            "contested": one.contested,
            "certain": one.sure_from <= day < one.sure_to,
            "because": acts_by(one.because, day),
        }
        for one in stands
    ]


def acts_by(because, day):
    """The acts of a participation that count among its reasons on the day."""
    return [act for act in because if act.get("from", "") <= str(day)]


def _named(model, pks):
    paths, make = TARGETS[model]
    return {pk: make(*values) for pk, *values in model.objects.filter(pk__in=pks).values_list("pk", *paths)}
