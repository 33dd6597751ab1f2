"""Our reading of the check constraints against the database's own."""

import itertools

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint

from tests.factories import FACTORIES
from tracker.imports.constraints import broken, holds
from tracker.models import Actor, Record, Relation

MODELS = sorted({factory._meta.model._meta.concrete_model for factory in FACTORIES.values()}, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", MODELS)
def test_every_check_constraint_can_be_read(model):
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            assert holds(constraint.condition, model()) in (True, False, None)
            assert constraint.violation_error_message.endswith(".")


DATES = (None, "2000-01-01", "1999", "../1998")


@pytest.mark.django_db
@pytest.mark.parametrize("record_type", ["treaty", "policy"])
def test_rules_for_records_are_read_as_the_database_reads_them(record_type):
    for in_force, ended, begins, ends in itertools.product(DATES[:3], DATES[:3], DATES[:2], DATES[::2]):
        for kind, force, planned in (("treaty", "", False), ("doctrine", "legally_binding", True), ("doctrine", "", False)):
            dates = {"in_force": in_force, "ended": ended, "begins": begins, "ends": ends}
            row = Record(type=record_type, kind=kind, legal_force=force, planned=planned, **dates)
            assert set(broken(row)) == asked_of_the_database(row), row.__dict__


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "last"), list(itertools.product(DATES, repeat=2)))
def test_rules_for_actors_are_read_as_the_database_reads_them(first, last):
    row = Actor(kind="state", region="mars" if first is None else "", exists_from=first, exists_to=last)
    assert set(broken(row)) == asked_of_the_database(row)


def test_rows_that_are_not_saved_are_compared_as_themselves():
    one, other = Record(key="a"), Record(key="b")
    assert broken(Relation(from_record=one, to_record=one, relation="amends")) == ["A record has no relation to itself."]
    assert broken(Relation(from_record=one, to_record=other, relation="amends")) == []
    assert broken(Relation(from_record_id=1, to_record_id=1, relation="amends")) == ["A record has no relation to itself."]


def asked_of_the_database(row):
    found = set()
    for constraint in row._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            try:
                constraint.validate(type(row), row)
            except ValidationError as error:
                found |= set(error.messages)
    return found
