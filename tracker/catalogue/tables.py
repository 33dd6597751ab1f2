"""A table: a model with its columns, as files, the API, the change log and the codebook have it."""

from tracker.models import (
    Action,
    Activation,
    Actor,
    Assessment,
    Commitment,
    Event,
    ListMember,
    Phase,
    Position,
    Relation,
    Source,
    StoryStep,
    Theme,
)

from .columns import Bearers, Id, column


class Table:
    """`name` is that of the import table; `key` the field by which others name a row; `identity` the columns that
    match a row of a file to a recorded one where no id is given."""

    def __init__(self, name, model, columns, *, identity, key="uid", about="", fixed=None):
        self.name, self.model, self.identity, self.key = name, model, identity, key
        self.columns = {bound.name: bound for bound in columns}
        self.about = about  # the foreign key that leads to the record it is about, if any
        self.fixed = fixed or {}  # what every row of it has, such as the record type
        self.many = [bound for bound in columns if bound.many and not bound.paths]

    def __repr__(self):
        return f"<Table {self.name}>"

    @property
    def sourced(self):
        return "sources" in self.columns

    def queryset(self):
        return self.model._base_manager.filter(**self.fixed)


def define(name, model, required, optional="", *, fields=None, special=(), **options):
    """A table from the names of its columns; `fields` maps a column to a field of another name."""
    fields = fields or {}
    made = {bound.name: bound.bind(model) for bound in special}
    columns = []
    for given, is_required in [(n, True) for n in required.split()] + [(n, False) for n in optional.split()]:
        if given == "id":
            columns.append(Id().bind(model))
        elif given in made:
            made[given].required = is_required
            columns.append(made[given])
        else:
            columns.append(column(model, given, fields.get(given, ""), required=is_required))
    return Table(name, model, columns, **options)


ACTORS = define(
    "actors",
    Actor,
    "key name kind",
    "iso3 region exists_from exists_to predecessors continued_by other_names",
    identity=("key",),
    key="key",
)
ACTIONS = define(
    "actions",
    Action,
    "record actor action date",
    "effective_date depositary note contested_by sources reference id",
    identity=("record", "actor", "action", "date", "depositary", "reference"),
    about="record",
)
PHASES = define(
    "phases", Phase, "record state date", "note sources id", fields={"state": "phase"}, identity=("record", "state", "date"), about="record"
)
COMMITMENTS = define(
    "commitments",
    Commitment,
    "record reference title kind owed_by",
    "owed_to depends_on text limit unit due due_after recurrence verified_by sources id",
    special=(Bearers("owed_by"), Bearers("owed_to")),
    identity=("record", "reference", "title"),
    about="record",
)
ASSESSMENTS = define(
    "assessments",
    Assessment,
    "commitment date finding assessor",
    "actor due extended_to standard evidence sources id",
    identity=("commitment", "actor", "assessor", "date", "due"),
    about="commitment__record",
)
ACTIVATIONS = define(
    "activations", Activation, "record date title", "actors summary sources id", identity=("record", "date", "title"), about="record"
)
POSITIONS = define(
    "positions",
    Position,
    "challenge actor date stance text",
    "sources id",
    identity=("challenge", "actor", "date", "stance"),
    about="challenge",
)
EVENTS = define("events", Event, "key title date kind", "records actors summary sources planned", identity=("key",), key="key")
RELATIONS = define(
    "relations",
    Relation,
    "from relation to",
    "note sources id",
    fields={"from": "from_record", "to": "to_record"},
    identity=("from", "relation", "to"),
    about="from_record",
)
SOURCES = define("sources", Source, "key title publisher", "date url archived_url language", identity=("key",), key="key")
THEMES = define("themes", Theme, "key title", "summary", identity=("key",), key="key")
LISTS = define("lists", ListMember, "list actor", "title", identity=("list", "actor"), key="id")
STORIES = define(
    "stories", StoryStep, "story position title text", "event record date", identity=("story", "position"), key="id", about="record"
)

EVERY_TYPE = (
    "key",
    "title",
    "kind",
    "short_title",
    "other_titles",
    "summary",
    "themes",
    "regions",
    "sources",
    "confidence",
    "roster",
    "verified_on",
    "note",
)
AGREEMENT = ("legal_force", "ambit", "adopted", "opened", "signed", "in_force", "ended", "ending_ground", "depositaries", "entry_rule")
OTHER = ("begins", "ends", "part_of", "reference", "place", "review_date", "planned")
