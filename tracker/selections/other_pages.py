"""Pages of a commitment, a theme and a source, as plain values."""

from tracker.catalogue import LISTINGS, RECORD_TYPES, Ref, read_rows, tables
from tracker.models import Assessment, Commitment, Record, Source, Theme

from .derived_columns import add_derived, finding_word, latest_findings
from .duties import duties_on, standing_of
from .named_lists import list_refs
from .selection import cleaned
from .supported import supported


def no_parameters(params, known=()):
    """{parameter: [sentence]} for each that a page does not know."""
    allowed = f"Known are: {', '.join(known)}." if known else "This page takes none."
    return {name: [f"'{name[:40]}' is not a parameter here. {allowed}"] for name in cleaned(params) if name not in known}


def commitment_page(uid, *, day, actor=None):
    """The commitment with `assessments` (newest first), `record` and `sources`; None where there is none.

    `duties` are its due dates by the day and the next of each actor; of one actor where its primary key is given.
    `over` is when its record ended, where that is past: how it stands is then told as of that date.
    """
    rows = Commitment.objects.public().filter(uid=uid)
    found = read_rows(tables.COMMITMENTS, rows, public=True)
    if not found:
        return None
    add_derived(LISTINGS["commitments"], found, day)
    row = found[0]
    made = Assessment.objects.public().filter(commitment=row["pk"]).order_by("-date_first", "-pk")
    row["assessments"] = [one | {"finding": finding_word(one["finding"])} for one in read_rows(tables.ASSESSMENTS, made, public=True)]
    cited = list(dict.fromkeys([*row["sources"], *(key for one in row["assessments"] for key in one["sources"])]))
    row["cited"] = read_rows(tables.SOURCES, Source.objects.public().filter(key__in=cited).order_by("key"))
    row["over"] = _over(row["pk"], day)
    row["standing"] = standing_of(latest_findings([row["pk"]], row["over"].last).get(row["pk"], []) if row["over"] else row["findings"])
    row["duties"] = duties_on([row], day, actor=actor).get(row["pk"], [])
    tokens = {*row["owed_by"], *row["owed_to"]}
    row["names"] = names_of_bearers(tokens)
    conditions = Commitment.objects.public().filter(depends_on__uid=uid)
    row["dependants"] = [Ref(key, title, "commitment") for key, title in conditions.values_list("uid", "title")]
    return row


def _over(pk, day):
    """The date with which its record had ended by the day: the first day without it or, where it has a last one, that. Or None."""
    ended, ends = Commitment.objects.filter(pk=pk).values_list("record__ended", "record__ends")[0]
    if ended and ended.last <= day:
        return ended
    return ends if ends and ends.last < day else None


def names_of_bearers(tokens):
    """{token: Ref or words}: actors by name, lists by title, `all` in words."""
    actors = tables.ACTORS.model.objects.public().filter(key__in=tokens).values_list("key", "name")
    named = {token: class_of_bearers(token) for token in tokens} | list_refs(tokens)
    return named | {key: Ref(key, name, "actor") for key, name in actors}


def class_of_bearers(token):
    """`all`, or the name of a list, in words."""
    return "all parties and participants" if token == "all" else f"the list {token}"


def theme_page(key, *, day):
    """The theme with its records by type; None where there is none."""
    found = read_rows(tables.THEMES, Theme.objects.public().filter(key=key))
    if not found:
        return None
    row = found[0]
    held = Record.objects.public().filter(themes=row["pk"]).order_by("key")
    row["groups"] = _groups(held, day)
    row["count"] = sum(len(records) for _type, records in row["groups"])
    return row


def source_page(key, *, day):
    """The source with what it supports: records by type, and what else cites it (selections/supported.py)."""
    found = read_rows(tables.SOURCES, Source.objects.public().filter(key=key))
    if not found:
        return None
    row = found[0]
    row["groups"] = _groups(Record.objects.public().filter(sources=row["pk"]).order_by("key"), day)
    row["supports"] = supported(row["pk"])
    return row


def _groups(records, day):
    """[(record type, rows)] with derived columns, in the order of the types."""
    held = {record_type.code: [] for record_type in RECORD_TYPES}
    for pk, kind in records.values_list("pk", "type"):
        held[kind].append(pk)
    groups = []
    for record_type in RECORD_TYPES:
        if pks := held[record_type.code]:
            rows = read_rows(record_type.table, Record.objects.filter(pk__in=pks).order_by("key"), public=True)
            add_derived(record_type, rows, day)
            groups.append((record_type, rows))
    return groups
