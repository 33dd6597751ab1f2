"""A factory for every table."""

import factory

from tracker import changes
from tracker.models import (
    Action,
    Activation,
    Actor,
    Assessment,
    Challenge,
    Commitment,
    Development,
    Engagement,
    Event,
    Framework,
    ListMember,
    Measure,
    Phase,
    Policy,
    Position,
    Relation,
    Source,
    StoryStep,
    System,
    Theme,
    Treaty,
)
from tracker.models.vocabulary import KINDS, Publication

from .people import CURATOR


def write(edits, *, by=CURATOR, why=""):
    """Save what `.build` gave, all at once, and give the rows back. What is referred to stands in an earlier call."""
    changes.save_all(edits, by=by, why=why)
    return [edit.row for edit in edits]


class RowFactory(factory.Factory):
    class Meta:
        abstract = True

    @classmethod
    def _build(cls, model, *args, state=Publication.PUBLISHED, **values):
        many = {field.name: values.pop(field.name) for field in model._meta.many_to_many if field.name in values}
        return changes.Edit(model(**values), many, state)

    @classmethod
    def _create(cls, model, *args, by=CURATOR, why="", **values):
        edit = cls._build(model, **values)
        changes.save(edit.row, by=by, why=why, many=edit.many, state=edit.state)
        return edit.row


class SourceFactory(RowFactory):
    class Meta:
        model = Source

    key = factory.Sequence("source-{}".format)
    title = factory.LazyAttribute(lambda row: f"Document {row.key}")
    publisher = "Publisher"
    date = "2001-02-03"


class ThemeFactory(RowFactory):
    class Meta:
        model = Theme

    key = factory.Sequence("theme_{}".format)
    title = factory.LazyAttribute(lambda row: f"Subject {row.key}")


class ActorFactory(RowFactory):
    class Meta:
        model = Actor

    key = factory.Sequence("state-{}".format)
    name = factory.LazyAttribute(lambda row: f"State of {row.key}")
    kind = "state"


class ListMemberFactory(RowFactory):
    class Meta:
        model = ListMember

    list = "annex"
    actor = factory.SubFactory(ActorFactory)


class RecordFactory(RowFactory):
    class Meta:
        abstract = True

    title = factory.LazyAttribute(lambda row: f"Title of {row.key}")


def _record_factory(model):
    declared = {
        "Meta": type("Meta", (), {"model": model}),
        "key": factory.Sequence(f"{model.TYPE}-{{}}".format),
        "kind": KINDS[model.TYPE].values[0],
    }
    return type(f"{model.__name__}Factory", (RecordFactory,), declared)


TreatyFactory = _record_factory(Treaty)
FrameworkFactory = _record_factory(Framework)
MeasureFactory = _record_factory(Measure)
EngagementFactory = _record_factory(Engagement)
PolicyFactory = _record_factory(Policy)
SystemFactory = _record_factory(System)
DevelopmentFactory = _record_factory(Development)
ChallengeFactory = _record_factory(Challenge)

OF_TYPE = {
    str(made._meta.model.TYPE): made
    for made in (
        TreatyFactory,
        FrameworkFactory,
        MeasureFactory,
        EngagementFactory,
        PolicyFactory,
        SystemFactory,
        DevelopmentFactory,
        ChallengeFactory,
    )
}


class ActionFactory(RowFactory):
    class Meta:
        model = Action

    record = factory.SubFactory(TreatyFactory)
    actor = factory.SubFactory(ActorFactory)
    action = "signature"
    date = "1968-07-01"


class PhaseFactory(RowFactory):
    class Meta:
        model = Phase

    record = factory.SubFactory(SystemFactory)
    phase = "operational"
    date = "2016-05-12"


class CommitmentFactory(RowFactory):
    class Meta:
        model = Commitment

    record = factory.SubFactory(TreatyFactory)
    reference = factory.Sequence("Article {}".format)
    title = "To report every year"
    kind = "reporting"
    owed_by = ("all",)


class AssessmentFactory(RowFactory):
    class Meta:
        model = Assessment

    commitment = factory.SubFactory(CommitmentFactory)
    date = "2015-06-01"
    finding = "fulfilled"
    assessor = factory.Sequence("Assessor {}".format)


class ActivationFactory(RowFactory):
    class Meta:
        model = Activation

    record = factory.SubFactory(MeasureFactory)
    date = "2014-03-05"
    title = factory.Sequence("Visit {}".format)


class PositionFactory(RowFactory):
    class Meta:
        model = Position

    challenge = factory.SubFactory(ChallengeFactory)
    actor = factory.SubFactory(ActorFactory)
    date = "2010-04-08"
    stance = "claims"
    text = "It says that the two cannot stand together."


class EventFactory(RowFactory):
    class Meta:
        model = Event

    key = factory.Sequence("event-{}".format)
    title = factory.LazyAttribute(lambda row: f"Meeting {row.key}")
    date = "2010-05-03/2010-05-28"
    kind = "review_conference"


class RelationFactory(RowFactory):
    class Meta:
        model = Relation

    from_record = factory.SubFactory(TreatyFactory)
    relation = "amends"
    to_record = factory.SubFactory(TreatyFactory)


class StoryStepFactory(RowFactory):
    class Meta:
        model = StoryStep

    story = "a-story"
    position = factory.Sequence(lambda n: n)
    title = "A step"
    text = "What happened then."


# By the name of the import table.
FACTORIES = {
    "sources": SourceFactory,
    "themes": ThemeFactory,
    "actors": ActorFactory,
    "lists": ListMemberFactory,
    "treaties": TreatyFactory,
    "frameworks": FrameworkFactory,
    "measures": MeasureFactory,
    "engagements": EngagementFactory,
    "policies": PolicyFactory,
    "systems": SystemFactory,
    "developments": DevelopmentFactory,
    "challenges": ChallengeFactory,
    "actions": ActionFactory,
    "phases": PhaseFactory,
    "commitments": CommitmentFactory,
    "assessments": AssessmentFactory,
    "activations": ActivationFactory,
    "positions": PositionFactory,
    "events": EventFactory,
    "relations": RelationFactory,
    "stories": StoryStepFactory,
}
