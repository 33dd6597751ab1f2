"""The words of published rows, for the search to look through. One document per row that has an address of its own."""

from dataclasses import dataclass
from datetime import date

from tracker.catalogue import RECORD_TYPES
from tracker.catalogue.questions import name_of as as_a_name
from tracker.catalogue.word_families import stem
from tracker.catalogue.words import tokens
from tracker.models import parse_other_name, told_names
from tracker.models.vocabulary import Stance

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
    date: str
    record: int | None
    url: str
    exact: str
    called: str
    names: str
    said: str
    parts: str
    words: str
    text: str


# What is known by its key: that of an event or a source is only built of words, that of a commitment of letters.
SPEAKING = {*(str(kind.code) for kind in RECORD_TYPES), "actor", "theme"}


def stems(*texts):
    """The stems of texts, in order, parted by spaces: what an index holds."""
    return " ".join(stem(token.word) for text in texts if text for token in tokens(text))


def document(
    table, row, kind, key, title, url, *, record=None, subtitle="", date="", called=(), names=(), about=(), said=(), parts=(), unread=()
):
    """`called` is what the thing is called for short, `names` in full, `about` what it hangs on; `said` is said of it and
    `parts` of what hangs on it; `unread` can be found and is no text to show.
    """
    key_in_words = key.replace("_", " ")
    called = [*([key_in_words] if kind in SPEAKING else []), title, *called]
    exact = dict.fromkeys(as_a_name(stems(name).split()) for name in (key_in_words, *called, *names))
    said, parts = ([text for text in texts if text] for texts in (said, parts))
    text = "\n".join([*said, *parts])
    every = {token.word for one in (*called, *names, *about, text) for token in tokens(one)}
    return Words(
        table=table,
        row=row,
        type=kind,
        key=key,
        title=title[:500],
        subtitle=subtitle[:500],
        date=str(date or ""),
        record=record,
        url=url,
        exact=f"|{'|'.join(name for name in exact if name)}|",
        called=stems(*called),
        names=stems(*names, *about),
        said=stems(*said),
        parts=stems(*parts, *unread),
        words=" ".join(sorted(every)),
        text=text,
    )


def years_of(row):
    """The years of a record's own dates, by which people name it: Budapest 1994."""
    dates = [row[moment.column] for moment in row["type"].moments if row[moment.column]]
    days = [day for one in dates for day in (one.first, one.last) if day not in (date.min, date.max)]
    return sorted({str(day.year) for day in days})


def of_record(published, pk):
    row = published.records[pk]
    commitments, assessments = published.commitments.get(pk, ()), published.assessments.get(pk, ())
    parts = [part for c in commitments for part in (c["reference"], c["title"], c["text"])]
    parts += [part for a in assessments for part in (a["assessor"], a["evidence"])]
    parts += [part for a in published.activations.get(pk, ()) for part in (a["title"], a["summary"])]
    parts += [position["text"] for position in published.positions.get(pk, ())]
    return document(
        "records",
        pk,
        str(row["type"].code),
        str(row["key"]),
        name_of(row),
        row["type"].address(row["key"]),
        record=pk,
        subtitle=row["title"] if row["short_title"] else "",
        date=min((row[moment.column] for moment in row["type"].moments if row[moment.column]), default=""),
        names=[row["title"], *row["other_titles"]],
        about=years_of(row),
        said=[row["summary"], row["note"], row.get("reference", ""), row.get("place", "").replace("|", "; ")],
        parts=parts,
    )


def of_parts(published, pk):
    """Commitments of a record and their assessments, its activations, its positions."""
    record = published.records[pk]
    name, address = name_of(record), record["type"].address(record["key"])
    owed = {}
    for row in published.commitments.get(pk, ()):
        owed[row["id"]] = row
        yield document(
            "commitments",
            row["pk"],
            "commitment",
            row["id"],
            row["title"],
            f"/commitments/{row['id']}/",
            record=pk,
            subtitle=f"{name}, {row['reference']}",
            called=[f"{name} {row['reference']}", f"{record['key']} {row['reference']}"],
            about=[record["title"]],
            said=[row["text"], row["unit"]],
        )
    for row in published.assessments.get(pk, ()):
        commitment = owed.get(str(row["commitment"]))
        if commitment:
            yield document(
                "assessments",
                row["pk"],
                "assessment",
                row["id"],
                commitment["title"],
                f"/commitments/{commitment['id']}/#finding-{row['id']}",
                record=pk,
                subtitle=row["assessor"],
                date=row["date"],
                about=[name, commitment["reference"], row["assessor"]],
                said=[row["evidence"], row["standard"]],
            )
    for row in published.activations.get(pk, ()):
        yield document(
            "activations",
            row["pk"],
            "activation",
            row["id"],
            row["title"],
            f"{address}#activations",
            record=pk,
            subtitle=f"{name}, {row['date']}",
            names=[name, record["title"]],
            said=[row["summary"]],
        )
    for row in published.positions.get(pk, ()):
        actor = published.actors[row["actor"]][1] if row["actor"] in published.actors else ""
        yield document(
            "positions",
            row["pk"],
            "position",
            row["id"],
            f"{actor} on {name}" if actor else name,
            f"{address}#positions",
            record=pk,
            subtitle=Stance(row["stance"]).label,
            date=row["date"],
            names=[record["title"]],
            said=[row["text"]],
        )


def of_actor(row):
    names = [parse_other_name(name)[0] for name in told_names(row["other_names"])]
    return document(
        "actors",
        row["pk"],
        "actor",
        row["key"],
        row["name"],
        f"/actors/{row['key']}/",
        subtitle=", ".join(names),
        called=[row["iso3"], *names],
    )


def of_theme(row):
    return document("themes", row["pk"], "theme", row["key"], row["title"], f"/themes/{row['key']}/", said=[row["summary"]])


def of_source(row):
    return document(
        "sources",
        row["pk"],
        "source",
        row["key"],
        row["title"],
        f"/sources/{row['key']}/",
        subtitle=row["publisher"],
        date=row["date"],
        about=[row["publisher"]],
        unread=[row["url"]],
    )


def of_event(row):
    first = str(row["records"][0]) if row["records"] else ""
    bounds = [("from", row["date"].first, date.min), ("to", row["date"].last, date.max)]
    window = [f"{name}={day.isoformat()}" for name, day, none in bounds if day != none]
    query = "&".join([*([f"record={first}"] if first else []), *window])
    return document(
        "events",
        row["pk"],
        "event",
        row["key"],
        row["title"],
        f"/timeline/?{query}",
        date=row["date"],
        said=[row["summary"]],
    )
