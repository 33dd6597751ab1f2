"""Every named constraint, kept and broken: the database holds it, and the editor is told in a sentence."""

from contextlib import suppress

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from tests.factories import (
    FACTORIES,
    OF_TYPE,
    ActionFactory,
    ActivationFactory,
    ActorFactory,
    AssessmentFactory,
    ChallengeFactory,
    CommitmentFactory,
    EngagementFactory,
    EventFactory,
    FrameworkFactory,
    ListMemberFactory,
    MeasureFactory,
    PhaseFactory,
    PolicyFactory,
    PositionFactory,
    RelationFactory,
    StoryStepFactory,
    SystemFactory,
    TreatyFactory,
)
from tracker import changes
from tracker.models import Document, Record
from tracker.models.vocabulary import KINDS

# Of a row: what keeps the constraint, what breaks it, and what the editor reads.
CHECKS = [
    ("actor_kind_known", ActorFactory, [{"kind": "former_state"}], [{"kind": "planet"}], "'kind' must be one of: state, former_state"),
    ("actor_region_known", ActorFactory, [{"region": "arctic"}, {"region": ""}], [{"region": "mars"}], "'region' must be one of: global"),
    (
        "actor_exists_in_order",
        ActorFactory,
        [
            {"exists_from": "1949", "exists_to": "1990"},
            {"exists_from": "1990", "exists_to": "1990"},
            {"exists_from": "1990-12", "exists_to": "1990"},
            {"exists_from": "1990"},
            {"exists_to": "1949"},
        ],
        [{"exists_from": "1990", "exists_to": "1949"}, {"exists_from": "1990-10-03", "exists_to": "1990-10-02"}],
        "The last day of existence lies before the first.",
    ),
    (
        "action_known",
        ActionFactory,
        [{"action": "accession"}],
        [{"action": "a"}],
        "'action' must be one of: signature, definitive_signature",
    ),
    ("phase_known", PhaseFactory, [{"phase": "planned"}], [{"phase": "in_force"}], "'phase' must be one of: proposed, planned"),
    (
        "commitment_kind_known",
        CommitmentFactory,
        [{"kind": "pledge"}],
        [{"kind": "wish"}],
        "'kind' must be one of: obligation, prohibition",
    ),
    ("finding_known", AssessmentFactory, [{"finding": "no_public_evidence"}], [{"finding": "fine"}], "'finding' must be one of: fulfilled"),
    (
        "assessment_extends",
        AssessmentFactory,
        [{"finding": "extended", "extended_to": "2012-04-29"}, {"finding": "extended"}],
        [{"finding": "fulfilled", "extended_to": "2012-04-29"}],
        "Only a finding that a deadline was extended has a new deadline.",
    ),
    ("event_kind_known", EventFactory, [{"kind": "summit"}], [{"kind": "party"}], "'kind' must be one of: adoption, opening"),
    ("stance_known", PositionFactory, [{"stance": "eases"}], [{"stance": "denies"}], "'stance' must be one of: claims, answers, eases."),
    (
        "relation_known",
        RelationFactory,
        [{"relation": "verifies"}],
        [{"relation": "likes"}],
        "'relation' must be one of: amends, supersedes",
    ),
    (
        "record_kind_of_its_type",
        TreatyFactory,
        [{"kind": "convention"}],
        [{"kind": "sensor"}, {"kind": "model_text"}, {"kind": ""}],
        "That kind does not belong to this type of record.",
    ),
    (
        "record_agreement_columns",
        SystemFactory,
        [{}],
        [
            {"legal_force": "legally_binding"},
            {"ambit": "bilateral"},
            {"ending_ground": "sunset"},
            {"entry_rule": "consents:50"},
            {"adopted": "1968"},
            {"opened": "1968"},
            {"signed": "1968"},
            {"in_force": "1968"},
            {"ended": "1968"},
        ],
        "Only treaties and frameworks have legal force, ambit, entry rule and dates of adoption, opening, signature, entry into force and end.",
    ),
    (
        "record_other_columns",
        FrameworkFactory,
        [{}],
        [
            {"begins": "1968"},
            {"ends": "1968"},
            {"review_date": "1968"},
            {"reference": "Chapter I"},
            {"place": "Vienna"},
            {"planned": True},
            {"part_of": MeasureFactory},
        ],
        "Treaties and frameworks have no begin, end, place, reference, review date, 'part of' or 'planned'.",
    ),
    (
        "record_legal_force_known",
        TreatyFactory,
        [{"legal_force": "un_chapter_vii"}],
        [{"legal_force": "moral"}],
        "'legal_force' must be one of",
    ),
    ("record_ambit_known", TreatyFactory, [{"ambit": "trilateral"}], [{"ambit": "cosmic"}], "'ambit' must be one of: bilateral"),
    (
        "record_ending_ground_known",
        TreatyFactory,
        [{"ending_ground": "other"}],
        [{"ending_ground": "boredom"}],
        "'ending_ground' must be one of",
    ),
    ("record_roster_known", TreatyFactory, [{"roster": "partial"}, {"roster": ""}], [{"roster": "long"}], "'roster' must be one of"),
    (
        "record_confidence_known",
        TreatyFactory,
        [{"confidence": "low"}, {"confidence": ""}],
        [{"confidence": "certain"}],
        "'confidence' must be",
    ),
    (
        "record_ends_after_entry",
        TreatyFactory,
        [
            {"in_force": "1988", "ended": "2019"},
            {"in_force": "1988-06-01", "ended": "1988"},
            {"in_force": "1988"},
            {"ended": "1988"},
            {"in_force": "1988-06-01", "ended": "1988-06-01"},
        ],
        [{"in_force": "1988-06-02", "ended": "1988-06-01"}, {"in_force": "1989", "ended": "1988"}],
        "It cannot end before it entered into force.",
    ),
    (
        "record_ends_after_begin",
        EngagementFactory,
        [{"begins": "1991-06-01", "ends": "1991-06-05"}, {"begins": "1991", "ends": "1991"}, {"begins": "1991"}, {"ends": "1991"}],
        [{"begins": "1991-06-02", "ends": "1991-06-01"}, {"begins": "1992", "ends": "1991"}],
        "It cannot end before it begins.",
    ),
]
# Of two rows of a table: what both have, what the second has otherwise to be allowed, and what the editor reads.
ONCE = [
    (
        "list_member_once",
        ListMemberFactory,
        {"list": "annex-2", "actor": ActorFactory},
        {"list": "annex-1"},
        "The actor is on that list already.",
    ),
    (
        "commitment_once",
        CommitmentFactory,
        {"record": TreatyFactory, "reference": "Article VI", "title": "To negotiate"},
        {"title": "To disarm"},
        "This record already has a commitment with that reference and title.",
    ),
    (
        "activation_once",
        ActivationFactory,
        {"record": MeasureFactory, "date": "2014-03-05", "title": "Visit"},
        {"date": "2014-03"},
        "This measure already has an activation with that date and title.",
    ),
    (
        "position_once",
        PositionFactory,
        {"challenge": ChallengeFactory, "actor": ActorFactory, "date": "2010-04-08", "stance": "claims"},
        {"stance": "answers"},
        "That actor's position of that day and stance is recorded already.",
    ),
    (
        "story_step_once",
        StoryStepFactory,
        {"story": "inf", "position": 1},
        {"position": 2},
        "The story has a step at that position already.",
    ),
    (
        "relation_once",
        RelationFactory,
        {"from_record": TreatyFactory, "to_record": TreatyFactory, "relation": "amends"},
        {"relation": "extends"},
        "These two records already have that relation.",
    ),
]

SELF = "A record has no relation to itself."


def made(values):
    """Factories among the values replaced by rows."""
    return {name: value() if isinstance(value, type) else value for name, value in values.items()}


def constraint(name):
    return next(one for model in apps.get_app_config("tracker").get_models() for one in model._meta.constraints if one.name == name)


def parents(factory):
    """What the factory would make beside its row, written."""
    declared = factory._meta.base_declarations
    return {name: declared[name].get_factory()() for name in declared if hasattr(declared[name], "get_factory")}


def force(row):
    """Store a row past every check but the database's own."""
    if hasattr(row, "uid"):
        row.uid = "forced"
    with transaction.atomic():
        row.save_base(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "factory", "kept", "broken", "sentence"), CHECKS, ids=[case[0] for case in CHECKS])
def test_a_check_is_kept_or_refused(name, factory, kept, broken, sentence):
    beside = parents(factory)
    for values in kept:
        factory(**beside, **made(values), state="draft")
        beside |= {"date": "1970"} if "date" in beside else {}
    for values in broken:
        row = factory.build(**beside, **made(values)).row
        with pytest.raises(ValidationError) as said:
            constraint(name).validate(row._meta.concrete_model, row)
        assert said.value.messages[0].startswith(sentence)
        assert said.value.messages[0].endswith(".")
        with pytest.raises(ValidationError) as said:
            row.full_clean(exclude=["uid"])
        # Of a code that is not known Django says so itself, before it comes to constraints.
        assert name.endswith("_known") or "" in values.values() or sentence in said.value.messages
        with pytest.raises(IntegrityError, match=name):
            force(row)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "factory", "same", "other", "sentence"), ONCE, ids=[case[0] for case in ONCE])
def test_what_stands_once_stands_once(name, factory, same, other, sentence):
    same = made(same)
    factory(**same)
    with pytest.raises(ValidationError) as said:
        factory(**same)
    assert sentence in said.value.messages
    row = factory.build(**same).row
    with pytest.raises(IntegrityError):
        force(row)
    factory(**(same | other))
    assert factory._meta.model.objects.count() == 2


@pytest.mark.django_db
def test_a_record_has_no_relation_to_itself():
    treaty = TreatyFactory()
    with pytest.raises(ValidationError) as said:
        RelationFactory(from_record=treaty, to_record=treaty)
    assert SELF in said.value.messages
    with pytest.raises(IntegrityError, match="relation_of_two"):
        force(RelationFactory.build(from_record=treaty, to_record=treaty).row)
    RelationFactory(from_record=treaty, to_record=TreatyFactory())


@pytest.mark.django_db
def test_one_document_for_each_row():
    treaty = TreatyFactory()
    again = Document.objects.get(table="records", row=treaty.pk)
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table", [name for name, factory in FACTORIES.items() if "key" in {f.name for f in factory._meta.model._meta.fields}]
)
def test_a_key_stands_once(table):
    factory = FACTORIES[table]
    factory(key="taken")
    with pytest.raises(ValidationError) as said:
        factory(key="taken")
    assert list(said.value.message_dict) == ["key"]


@pytest.mark.django_db
def test_a_key_stands_once_over_all_types_of_record():
    TreatyFactory(key="taken")
    with pytest.raises(ValidationError) as said:
        PolicyFactory(key="taken")
    assert list(said.value.message_dict) == ["key"]
    with pytest.raises(IntegrityError):
        changes.save_all([PolicyFactory.build(key="taken"), PolicyFactory.build(key="other")], by=changes.COMMAND_LINE)


@pytest.mark.django_db
def test_every_type_takes_its_own_kinds_and_no_other():
    own = constraint("record_kind_of_its_type")
    for record_type, kinds in KINDS.items():
        foreign = {others.values[-1] for others in KINDS.values()} - set(kinds.values)
        taken = set()
        for kind in {*kinds.values, *foreign}:
            row = OF_TYPE[record_type].build(kind=kind).row
            with suppress(ValidationError):
                own.validate(Record, row)
                taken.add(kind)
        assert taken == set(kinds.values)


def test_every_constraint_is_tried_here_and_has_a_sentence():
    declared = {one.name: one for model in apps.get_app_config("tracker").get_models() for one in model._meta.constraints}
    tried = {case[0] for case in (*CHECKS, *ONCE)} | {"relation_of_two", "document_of_row"}
    assert set(declared) == tried
    for one in declared.values():
        if one.name != "document_of_row":  # derived: no editor meets it
            assert isinstance(one, CheckConstraint | UniqueConstraint)
            assert one.violation_error_message != one.default_violation_error_message
            assert one.name not in str(one.violation_error_message)
