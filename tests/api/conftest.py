"""The small world, and how tests ask the API about it."""

import pytest

from tests.factories import world as build_world


@pytest.fixture
def world(db):
    return build_world()


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
