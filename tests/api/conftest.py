"""The small world, and how tests ask the API about it."""

import pytest
from django.db import transaction

from tests.factories import world as build_world


@pytest.fixture(scope="module")
def world_of_module(django_db_setup, django_db_blocker):
    """Written once for the tests of a module, in a transaction around theirs; taken back after the last."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        world = build_world()
    yield world
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def world(world_of_module, db):
    """A row or more of every table, all of it published. What a test adds is gone after it."""
    return world_of_module


@pytest.fixture
def ask(client):
    """`ask("treaties/npt/", as_of=1991)` is the JSON of that answer; `status` is what it must have."""

    def answer(path, status=200, headers=None, **params):
        response = client.get(f"/api/v1/{path}", params, headers=headers)
        assert response.status_code == status, response.content
        assert response["Content-Type"] == "application/json"
        return response.json()

    return answer


@pytest.fixture
def rows(ask):
    """`rows("treaties", kind="treaty")` are the results of the first page."""

    def results(name, **params):
        return ask(f"{name}/", **params)["results"]

    return results
