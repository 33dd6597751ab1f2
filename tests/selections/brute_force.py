"""Lists and facets by brute force: the rows of each list, of which those are selected that meet every parameter."""

from datetime import date

from tests.selections.facts import ACTORS, LISTS, STATES, THEMES, bounds
from tests.selections.meaning import Due, OfRecord, Promised, Row, Stands, Theme, actors_of, day_of, kind_of, words_of
from tracker.catalogue import RECORD_TYPES
from tracker.models import CalendarEntry, Change, Entry


def rows_of(world):
    """{list: its rows} of a world that is planted."""
    records = {fact.key: OfRecord(fact) for fact in world.records}
    found = {made.name: [row for row in records.values() if row.fact.type == made.code] for made in RECORD_TYPES}
    promises = [Promised(fact, records[fact.record.key]) for fact in world.promises]
    return found | {
        "commitments": promises,
        "actors": [_actor(world, key) for key in ACTORS],
        "themes": [
            Theme(world.theme_pks[key], {}, tuple(row.lives[0] for row in records.values() if key in row.own["theme"]), frozenset({key}))
            for key in THEMES
        ],
        "sources": [
            Row(row.pk, {}, (bounds(when),), frozenset({word})) for (word, when), row in zip(world.sources, world.source_rows, strict=True)
        ],
        "actions": [
            Row(
                row.pk,
                {"action": {code}, "type": {fact.type}},
                ((when, when),),
                frozenset(fact.words | words_of(key)),
                frozenset({fact.key}),
                frozenset({key}),
            )
            for (fact, key, code, when, _effect), row in zip(world.acts(), world.action_rows, strict=True)
        ],
        "participations": [
            Stands(row, key) for row in records.values() for key in ACTORS if key in row.fact.signed | row.fact.consented | row.fact.joined
        ],
        "assessments": list(_assessments(world, promises)),
        "events": [_event(event, records) for event in world.events],
        "relations": [
            Row(
                row.pk,
                {"relation": {code}},
                (*records[one.key].lives, *records[other.key].lives),
                frozenset(one.words | other.words),
                frozenset({one.key, other.key}),
            )
            for (one, other, code), row in zip(world.relations, world.relation_rows, strict=True)
        ],
        "timeline": [_entry(entry, records) for entry in Entry.objects.prefetch_related("records", "actors")],
        "calendar": [_date(entry, records, promises) for entry in CalendarEntry.objects.prefetch_related("records", "actors")],
        "changes": [_change(change, records) for change in Change.objects.filter(public=True)],
    }


def _actor(world, key):
    state = STATES[key]
    begun, over = (date.fromisoformat(state[name]) if name in state else None for name in ("exists_from", "exists_to"))
    own = {"kind": {kind_of(key)}, "region": {state["region"]}, "list": {name for name, keys in LISTS.items() if key in keys}}
    return Row(world.actor_pks[key], own, ((begun or date.min, over or date.max),), words_of(key))


def _assessments(world, promises):
    rows = iter(world.assessment_rows)
    for promise in promises:
        for when, code, actor in promise.fact.findings:
            words = promise.words | promise.under.words | (words_of(actor) if actor else frozenset())
            actors = frozenset({actor} - {None})
            yield Row(next(rows).pk, {"finding": {code}}, ((when, when),), words, promise.records, actors)


def _of_records(kept, records):
    under = [records[fact] for fact in kept]
    return {name: {code for row in under for code in row.own[name]} for name in ("theme", "region")}, under


def _event(event, records):
    keys = [record.key for record in event.records]
    own, _under = _of_records(keys, records)
    words = frozenset({event.word})
    return Row(event.pk, own | {"kind": {event.kind}}, (bounds(event.date),), words, frozenset(keys), frozenset(event.actors))


def _told(entry, records):
    keys = [record.key for record in entry.records.all()]
    own, under = _of_records(keys, records)
    words = frozenset("".join(char if char.isalnum() else " " for char in f"{entry.title} {entry.text}".lower()).split())
    own |= {"kind": {entry.kind}, "type": {entry.type} - {""}}
    return own, under, words, frozenset(keys), frozenset(actor.key for actor in entry.actors.all())


def _entry(entry, records):
    own, _under, words, keys, actors = _told(entry, records)
    return Row(entry.pk, own, ((entry.day, entry.date.last),), words, keys, actors)


def _date(entry, records, promises):
    own, under, words, keys, actors = _told(entry, records)
    row = Due(entry.pk, own, ((entry.date.first, entry.day),), words, keys, actors)
    row.under, row.promise = under, next((one for one in promises if one.pk == entry.commitment_id), None)
    return row


def _change(change, records):
    row = next((one for one in records.values() if one.pk == change.record), None)
    words, keys = (row.words, frozenset({row.fact.key})) if row else (frozenset(), frozenset())
    at = change.at.date()
    return Row(change.number, {"type": {row.fact.type} if row else set()}, ((at, at),), frozenset(words), keys)


# What narrows a list even where it is not asked.
ALWAYS = {"participations": ("as_of",), "calendar": ("from",)}


def selected(rows, asked, name):
    """The rows of the list `name` that meet all that is asked."""
    names = [one for one in dict.fromkeys((*asked, *ALWAYS.get(name, ()))) if one != "lanes"]
    return [row for row in rows if all(row.meets(one, asked) for one in names)]


def counted(rows, asked, name, facet):
    """{code: rows} of a facet: as if it alone were not asked."""
    others = {one: values for one, values in asked.items() if one != facet}
    counts = {}
    for row in selected(rows, others, name):
        for code in row.codes(facet, asked):
            counts[code] = counts.get(code, 0) + 1
    if facet == "status" and "actor" in asked and name != "participations":
        rest = {one: values for one, values in others.items() if one != "actor"}
        keys, day = actors_of(asked), day_of(asked)
        nobody = [row for row in selected(rows, rest, name) if not any(row.standing(key, day) for key in keys)]
        counts["none"] = len(nobody)
    return {code: number for code, number in counts.items() if code and number}
