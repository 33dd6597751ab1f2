"""When a row is public, and the fields that hold several values."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    FACTORIES,
    ActorFactory,
    ChallengeFactory,
    CommitmentFactory,
    EventFactory,
    MeasureFactory,
    SystemFactory,
    TreatyFactory,
    write,
)
from tracker.catalogue import TABLES
from tracker.models import Actor, Commitment, Record, told_names, valid_key
from tracker.models.vocabulary import Publication

UNPUBLISHED = [state for state in Publication if state != Publication.PUBLISHED]

# What each table hangs on (contract, section 3): the field, and the factory of what it leads to.
HANGS_ON = {
    "lists": {"actor": ActorFactory},
    "actions": {"record": TreatyFactory, "actor": ActorFactory},
    "phases": {"record": SystemFactory},
    "commitments": {"record": TreatyFactory},
    "assessments": {"commitment": CommitmentFactory, "actor": ActorFactory},
    "activations": {"record": MeasureFactory},
    "positions": {"challenge": ChallengeFactory, "actor": ActorFactory},
    "relations": {"from_record": TreatyFactory, "to_record": TreatyFactory},
    "stories": {"event": EventFactory, "record": TreatyFactory},
}
# Fields that a row of each may leave empty: it is public then as if it hung on nothing there.
MAY_BE_EMPTY = [("assessments", "actor"), ("stories", "event"), ("stories", "record")]


def public_keys(model):
    return set(model._base_manager.filter(model.public_q()).values_list("pk", flat=True))


def parent(table, field, state=Publication.PUBLISHED):
    made = HANGS_ON[table][field]
    return made.build(state=state, record=TreatyFactory()) if made is CommitmentFactory else made.build(state=state)


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_only_published_rows_are_public(table):
    fields = write([parent(table, field) for field in HANGS_ON.get(table, {})])
    beside = dict(zip(HANGS_ON.get(table, {}), fields, strict=True))
    made = {}
    for at, state in enumerate(Publication):
        told_apart = {"list": f"annex-{at}"} if table == "lists" else {"date": f"19{at}0-01-01"} if table == "positions" else {}
        told_apart |= {"relation": ["amends", "extends", "supersedes", "supports", "changes"][at]} if table == "relations" else {}
        made[state] = FACTORIES[table](state=state, **beside, **told_apart)
    assert public_keys(TABLES[table].model) & {row.pk for row in made.values()} == {made[Publication.PUBLISHED].pk}


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "field"), [(table, field) for table, fields in HANGS_ON.items() for field in fields])
def test_a_row_is_public_only_with_what_it_hangs_on(table, field):
    others = [name for name in HANGS_ON[table] if name != field]
    beside = dict(zip(others, write([parent(table, name) for name in others]), strict=True))
    parents = write([parent(table, field, state) for state in Publication])
    rows = write([FACTORIES[table].build(**beside, **{field: row}) for row in parents])
    public = public_keys(TABLES[table].model)
    assert {parent.state: row.pk in public for parent, row in zip(parents, rows, strict=True)} == {
        state: state == Publication.PUBLISHED for state in Publication
    }


@pytest.mark.django_db
def test_an_assessment_hangs_on_the_record_of_its_commitment():
    records = write([TreatyFactory.build(state=state) for state in Publication])
    commitments = write([CommitmentFactory.build(record=record) for record in records])
    rows = write([FACTORIES["assessments"].build(commitment=commitment) for commitment in commitments])
    assert public_keys(TABLES["assessments"].model) == {rows[list(Publication).index(Publication.PUBLISHED)].pk}


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "field"), MAY_BE_EMPTY)
def test_a_row_that_hangs_on_nothing_there_is_public(table, field):
    others = [name for name in HANGS_ON[table] if name != field]
    beside = dict(zip(others, write([parent(table, name) for name in others]), strict=True))
    row = FACTORIES[table](**beside, **{field: None})
    assert row.pk in public_keys(TABLES[table].model)


@pytest.mark.django_db
@pytest.mark.parametrize("state", UNPUBLISHED)
def test_what_a_row_only_mentions_does_not_hide_it(state):
    hidden = TreatyFactory(state=state)
    part = MeasureFactory(part_of=MeasureFactory(state=state))
    commitment = CommitmentFactory(record=TreatyFactory(), verified_by=hidden)
    successor = ActorFactory(continued_by=ActorFactory(state=state))
    assert Record.objects.public().filter(pk=part.pk).exists()
    assert list(Commitment.objects.public()) == [commitment]
    assert list(Actor.objects.public()) == [successor]


def test_no_table_hangs_on_anything_but_what_is_tried_here():
    declared = {name: set(table.model.hangs_on) for name, table in TABLES.items()}
    assert declared == {name: set(HANGS_ON.get(name, ())) for name in TABLES}


@pytest.mark.parametrize("key", ["npt", "new-start", "1540", "a-1-b2"])
def test_keys(key):
    valid_key(key)


@pytest.mark.parametrize(
    "key", ["", "NPT", "new--start", "-npt", "npt-", "new_start", "new start", "é", "npt\n", "npt/", "n.p.t", "npt\x00"]
)
def test_what_is_no_key_is_refused_with_an_example(key):
    with pytest.raises(ValidationError, match="such as new-start"):
        valid_key(key)


# Several values in one field


def test_several_texts_are_read_as_a_tuple_whatever_was_assigned():
    actor = Actor(other_names="Russia| Soviet Union [1922/1991] ||")
    assert actor.other_names == ("Russia", "Soviet Union [1922/1991]")
    actor.other_names = ["One", "Two"]
    assert actor.other_names == ("One", "Two")
    actor.other_names = None
    assert actor.other_names == ()


@pytest.mark.django_db
def test_several_texts_come_back_in_their_order_and_one_can_be_searched_for():
    treaty = TreatyFactory(regions=["europe", "arctic"], other_titles=["Zweiter", "Erster"])
    TreatyFactory(regions=["euro_atlantic"])
    back = Record.objects.get(pk=treaty.pk)
    assert (back.regions, back.other_titles) == (("europe", "arctic"), ("Zweiter", "Erster"))
    assert list(Record.objects.filter(regions__contains="|europe|")) == [back]
    assert Record.objects.only("key").get(pk=treaty.pk).regions == ("europe", "arctic")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"regions": ["europe", "mars"]}, "'mars' is not one of: global, euro_atlantic"),
        ({"other_titles": ["A|B"]}, "'A|B' may be neither empty nor padded"),
    ],
)
def test_a_text_that_cannot_stand_there_is_named(values, sentence):
    record = TreatyFactory.build(**values).row
    with pytest.raises(ValidationError) as refused:
        record.clean_fields()
    assert list(refused.value.message_dict) == list(values)
    assert sentence in refused.value.message_dict[next(iter(values))][0]


def test_a_name_told_with_its_years_is_not_told_again_without():
    names = ("Zaire [1971-10-27/1997-05-16]", "Zaire", "DR Congo")
    assert told_names(names) == ("Zaire [1971-10-27/1997-05-16]", "DR Congo")
    assert told_names(()) == ()


@pytest.mark.parametrize("name", ["Soviet Union [forever]", "Soviet Union [1991/1922]", "[1922/1991]", "A [1922] B"])
def test_an_other_name_is_a_name_with_the_years_it_was_used(name):
    actor = ActorFactory.build(other_names=[name]).row
    with pytest.raises(ValidationError) as refused:
        actor.clean_fields()
    assert list(refused.value.message_dict) == ["other_names"]


def test_a_record_has_the_type_of_its_class():
    assert [made.build().row.type for made in (TreatyFactory, SystemFactory, ChallengeFactory)] == ["treaty", "system", "challenge"]
