"""The words of published rows, for the search to look through. One document per row that has an address of its own."""

from dataclasses import dataclass

from tracker.catalogue.words import fold
from tracker.models import parse_other_name

from .published import name_of


@dataclass(frozen=True)
class Words:
    """A document before it is stored."""

    table: str
    row: int
    type: str
    key: str
    title: str
    subtitle: str
    names: str
    body: str
    text: str


def document(table, row, kind, key, title, subtitle, names, texts):
    """`names` are what the thing is called, `texts` what is said of it; both are folded for the search."""
    folded = fold(" ".join([key.replace("-", " "), title, *names]))
    text = "\n".join(text for text in texts if text)
    return Words(table, row, kind, key, title[:500], subtitle[:500], f" {folded} ", f" {folded} {fold(text)} ", text)


def of_record(published, pk):
    row = published.records[pk]
    said = [row["summary"], row["note"]]
    said += [part for c in published.commitments.get(pk, ()) for part in (c["reference"], c["title"], c["text"])]
    said += [part for a in published.assessments.get(pk, ()) for part in (a["assessor"], a["evidence"])]
    said += [part for a in published.activations.get(pk, ()) for part in (a["title"], a["summary"])]
    said += [position["text"] for position in published.positions.get(pk, ())]
    subtitle = row["title"] if row["short_title"] else ""
    names = [row["title"], *row["other_titles"], row.get("reference", ""), row.get("place", "")]
    return document("records", pk, str(row["type"].code), str(row["key"]), name_of(row), subtitle, names, said)


def of_commitment(row, record):
    said = [row["text"], row["unit"]]
    title = f"{name_of(record)}, {row['reference']}"
    return document("commitments", row["pk"], "commitment", row["id"], row["title"], title, [title], said)


def of_actor(row):
    names = [parse_other_name(name)[0] for name in row["other_names"]]
    return document("actors", row["pk"], "actor", row["key"], row["name"], row["iso3"], [*names, row["iso3"]], [])


def of_theme(row):
    return document("themes", row["pk"], "theme", row["key"], row["title"], "", [], [row["summary"]])


def of_source(row):
    return document("sources", row["pk"], "source", row["key"], row["title"], row["publisher"], [row["publisher"]], [row["url"]])


def of_event(row):
    return document("events", row["pk"], "event", row["key"], row["title"], str(row["date"]), [], [row["summary"]])
