"""Whose timeline it is: of everything, of a record, of an actor or of a theme. Its page, its frame and its file share it."""

from dataclasses import dataclass, field

from tracker.catalogue import LISTINGS, RECORD_TYPES
from tracker.formats.naming import the_actor
from tracker.selections import actor_pk, record_pk
from tracker.selections.stream import named
from tracker.selections.timeline import actor_called, actor_continued, record_called

from .narrowing import Field, Option

TYPES = {record_type.name: record_type for record_type in RECORD_TYPES}
# Offered on the timeline of everything: what stands over what.
PAIRS = (
    ("actor", ("usa", "rus")),
    ("theme", ("strategic_arms", "missile_defence")),
    ("record", ("abm", "epaa")),
)


@dataclass
class Place:
    """Its filter, its lanes, the page that says how things stood on a day, and the field that sets another beside it."""

    title: str
    lead: str = ""
    fixed: dict = field(default_factory=dict)
    crumbs: tuple = ()
    lanes: str = "type"
    then: str = "/matrix/"
    path: str = "/timeline"
    target: str = ""
    beside: Field | None = None


EVERYTHING = Place("Timeline", LISTINGS["timeline"].about)
FRAMED = Place("Timeline", target="_blank")


def place_of(name, key):
    """The Place of a row of a list; None where nothing is published there."""
    return {"actors": _of_actor, "themes": _of_theme}.get(name, _of_record)(name, key)


def _of_record(name, key):
    pk = record_pk(TYPES[name], key)
    if pk is None:
        return None
    called, title = record_called(pk)
    address = TYPES[name].address(key)
    crumbs = ((TYPES[name].title, f"/{name}/"), (called, address))
    lead = title if title != called else ""
    beside = Field("record", "Set another record beside it", hint="Its key, such as inf")
    return Place(f"Timeline of {called}", lead, {"record": key}, crumbs, "record", address, f"{address}timeline", beside=beside)


def _of_actor(_name, key):
    pk = actor_pk(key)
    if pk is None:
        return None
    name, address, continuing = actor_called(pk), f"/actors/{key}/", actor_continued(pk)
    lead = f"The acts are those recorded with {the_actor(continuing)}, which continues it." if continuing else ""
    crumbs = (("Actors", "/actors/"), (name, address))
    beside = Field("actor", "Set another actor beside it", hint="Name, ISO code or an earlier name")
    return Place(f"Timeline of {name}", lead, {"actor": key}, crumbs, "type", address, f"{address}timeline", beside=beside)


def _of_theme(_name, key):
    titles = dict(named("theme"))
    title = titles.pop(key, None)
    if title is None:
        return None
    address = f"/themes/{key}/"
    crumbs = (("Themes", "/themes/"), (title, address))
    others = [Option(other, label, False) for other, label in titles.items()]
    beside = Field("theme", "Set another theme beside it", choices=others, empty="Choose a theme")
    return Place(f"Timeline: {title}", "", {"theme": key}, crumbs, "type", address, f"{address}timeline", beside=beside)


def pairs():
    """[(words, query)] of what is worth seeing one over the other, where both are published."""
    found = []
    for lanes in dict.fromkeys(lanes for lanes, _keys in PAIRS):
        labels = dict(named(lanes, [key for by, keys in PAIRS if by == lanes for key in keys]))
        for by, keys in PAIRS:
            if by == lanes and labels.keys() >= set(keys):
                query = "".join(f"&{lanes}={key}" for key in keys)
                found.append((" over ".join(labels[key] for key in keys), f"lanes={lanes}{query}"))
    return found
