"""What a form of the desk says, written through `changes`: a row, the source given with it, or a proposal beside it."""

from django.core.exceptions import ValidationError

from tracker import changes
from tracker.models import Actor, Proposal, Record, Source
from tracker.models.vocabulary import Publication

from .citing import NAMES, free_key
from .typed import assign

NOTHING = "Nothing is different from what is recorded: there is nothing to save."


def record(table, typed, given, *, by, why="", state=None):
    """A new row, with the source given: a draft, handed in, or published."""
    row = table.model(**table.fixed)
    many = assign(table, row, typed, typed.values)
    with changes.together():
        _cite(many, typed, given, by, state)
        changes.save(row, by=by, why=why, many=many, state=state)
        publish_cited(row, by=by)
        _say(row, why, by)
    return row


def amend(table, row, typed, names, given, *, by, why="", state=None):
    """The row with other values in these columns; `row.version` is the one that the editor saw."""
    many = assign(table, row, typed, names)
    with changes.together():
        _cite(many, typed, given, by, state or _on_the_way(row), row)
        made = changes.save(row, by=by, why=why, many=many, state=state)
        publish_cited(row, by=by)
        _say(row, why, by)
    return made


def _say(row, why, by):
    """What is noted about a row on its way is read by those who answer it; of a published one, by all."""
    if why and row.state in ON_THE_WAY:
        changes.comment(row, why, by=by)


def propose(table, row, typed, names, given, *, by, why="", state, proposal=None):
    """An edit of a published row, to wait beside it; `proposal` is the one that it takes the place of."""
    seen = row.version
    with changes.together():
        many = assign(table, row, typed, names)
        _cite(many, typed, given, by, state, row)
        changes.check(changes.Edit(row, many))
        proposed = {name: typed.cells[name] for name in names}
        if "sources" in many:
            proposed["sources"] = "|".join(sorted(source.key for source in many["sources"]))
        if not proposed:
            raise ValidationError(NOTHING)
        if proposal is None:
            return changes.propose(row, proposed, by=by, why=why, state=state)
        said = why if why != proposal.note else ""
        changes.revise(proposal, proposed, by=by, why=why, base_version=seen, state=state)
        if said:
            changes.comment(proposal, said, by=by)
    return proposal


def with_key(table, typed):
    """A key for a new row that was given none, made of what it is called."""
    if "key" not in table.columns or typed.texts["key"].strip():
        return
    model, cells = table.model, typed.cells
    names = [cells.get("short_title") or cells.get("title") or cells.get("name", "")]
    if model is Actor and len(cells.get("iso3", "")) == 3:
        names = [cells["iso3"]]
    if model is Source:
        names = [cells.get("publisher", "")[:40], *names]
    if any(names):
        typed.errors.pop("key", None)
        key = free_key(Record if table.fixed else model, *names)
        typed.put("key", key, key)


def publish_cited(row, *, by, why=""):
    """Sources that a published row cites and that are on their way: whoever may publish it has read them with it."""
    if row.state == Publication.PUBLISHED and by.may_publish:
        changes.publish_with(row, waiting_sources(row), by=by, why=why)


def waiting_sources(row):
    return list(row.sources.filter(state__in=ON_THE_WAY)) if hasattr(row, "sources") else []


ON_THE_WAY = (Publication.DRAFT, Publication.IN_REVIEW, Publication.SENT_BACK)


def _on_the_way(row):
    return row.state if row.state in (Publication.DRAFT, Publication.IN_REVIEW) else None


def _cite(many, typed, given, by, state, row=None):
    """Add the source given with the row to those that it cites; a new one is recorded first."""
    cited = list(given.held)
    if given.new:
        try:
            handed_in = state == Publication.IN_REVIEW or state == Proposal.State.IN_REVIEW
            changes.save(given.new, by=by, state=Publication.IN_REVIEW if handed_in else None)
        except ValidationError as error:
            raise ValidationError(_for_the_source(error)) from None
        cited.append(given.new)
    if cited:
        named = typed.values.get("sources", ())
        many["sources"] = list(dict.fromkeys([*named, *cited]))


def _for_the_source(error):
    """Sentences about the new source, under the names of its fields in the form of the row."""
    found = {}
    for name, sentences in getattr(error, "message_dict", {"title": error.messages}).items():
        at = f"source_{name}"
        found.setdefault(at if at in NAMES else "source_title", []).extend(sentences)
    return found
