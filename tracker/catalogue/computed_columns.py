"""Columns of lists whose rows all follow from others: entries of the timeline, changes, participations."""

from dataclasses import dataclass

from .derived_columns import DerivedColumn as Column

ENTRY = (
    Column("id", "Id", "Stable: made of what it is derived from."),
    Column("date", "Date", "When, as precise as the source."),
    Column("kind", "Kind", "What kind of thing it is: signature, entry into force, deadline and so on."),
    Column("title", "Title", "What happened, in a line."),
    Column("text", "Text", "More of it, where recorded."),
    Column("record_type", "Record type", "Type of the first of its records."),
    Column("record", "Record", "Key of the first record that it is about."),
    Column("records", "Records", "Keys of all of them."),
    Column("actors", "Actors", "Keys of the actors that it names."),
    Column("themes", "Themes", "Keys of the themes of its records."),
    Column("sources", "Sources", "Keys of the sources of what it is derived from."),
    Column("planned", "Planned", "Whether it was recorded as planned, or lies ahead of the day asked (yes or no)."),
    Column("page", "Page", "Address of where it stands."),
)
DATE = (
    Column("id", "Id", "Stable: made of what it is derived from."),
    Column("date", "Date", "When, as precise as the source."),
    Column("kind", "Kind", "What kind of date it is: deadline, recurring duty, review conference, expiry and so on."),
    Column("title", "Title", "What is due or to come, in a line."),
    Column("text", "Text", "More of it, where recorded."),
    Column("owed_by", "Owed by", "How many actors owe it on that day, where it is a due date."),
    Column("commitment", "Commitment", "Id of the commitment, where it is a due date."),
    Column("record_type", "Record type", "Type of the first of its records."),
    Column("record", "Record", "Key of the first record that it is about."),
    Column("records", "Records", "Keys of all of them."),
    Column("actors", "Actors", "Keys of the actors that it names."),
    Column("page", "Page", "Address of where it stands."),
)
CHANGE = (
    Column("number", "Number", "Number of the change; they only grow."),
    Column("at", "At", "When it was made (UTC)."),
    Column("verb", "Verb", "What was done: create, update, publish, retract, restore, delete."),
    Column("table", "Table", "Table of the row that changed."),
    Column("row", "Row", "Key or id of that row at the time."),
    Column("record", "Record", "Key of the record that the row is about."),
    Column("why", "Why", "The reason given."),
    Column("before", "Before", "Cells that changed, as they were."),
    Column("after", "After", "The same cells as they became."),
    Column("page", "Page", "Address of where the row stands."),
)
PARTICIPATION = (
    Column("record", "Record", "Key of the record."),
    Column("actor", "Actor", "Key of the actor."),
    Column("role", "Role", "As what it stands there."),
    Column("status", "Status", "Status on the day asked, derived from the actions."),
    Column("from", "From", "When the status began, as precise as the source."),
    Column("to", "To", "When it ended: the first day on which it no longer stood. Empty while it is open."),
    Column("contested", "Contested", "Whether somebody disputes the act behind it (yes or no)."),
    Column("certain", "Certain", "No when a partial date leaves doubt about the day asked."),
    Column("because", "Because", "The actions behind it, the deciding one first."),
    Column("page", "Page", "Address of where it stands."),
)
HIT = (
    Column("type", "Type", "What was found: a type of record, commitment, actor, theme, source or event."),
    Column("key", "Key", "By which its address names it."),
    Column("title", "Title", "Its title or name."),
    Column("subtitle", "Subtitle", "What tells it from others of that name."),
    Column("date", "Date", "When it was or began, as precise as the source."),
    Column("excerpt", "Excerpt", "The words around those searched for."),
    Column("page", "Page", "Address of its page."),
)
LINE = (
    Column("key", "Key", "Table, column and code, parted by dots."),
    Column("table", "Table", "The table, as its file is called."),
    Column("column", "Column", "The column of that file."),
    Column("code", "Code", "One code that the column may hold. Empty: the line is about the column itself."),
    Column("label", "Label", "The column or code in words."),
    Column("holds", "Holds", "What a cell holds: text, code, date, number, key, yes or no."),
    Column("required", "Required", "Whether a row must have it (yes or no)."),
    Column("derived", "Derived", "Whether it follows from others, so that import ignores it (yes or no)."),
    Column("several", "Several", "Whether a cell may hold several values (yes or no)."),
    Column("refers_to", "Refers to", "What its keys name."),
    Column("meaning", "Meaning", "What it means."),
    Column("page", "Page", "Address of where it is explained."),
)


@dataclass(frozen=True)
class Found:
    """Rows that no selection gives, such as what a search finds: all that files need to know of them."""

    name: str
    title: str
    columns: tuple

    table = None
    is_record = False


HITS = Found("search", "Search", HIT)
CODEBOOK = Found("codebook", "Codebook", LINE)
