"""Articles before names."""

import pytest

from tracker.formats.naming import the_actor, the_record

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "name", ["NPT", "CTBT", "INF Treaty", "Treaty of Tlatelolco", "Biological Weapons Convention", "MTCR", "Geneva Protocol"]
)
def test_records_that_take_the_article(name):
    assert the_record(name) == f"the {name}"


@pytest.mark.parametrize("name", ["SALT II", "START I", "New START", "Open Skies", "ENMOD", "SORT", "CCW Protocol I"])
def test_records_that_do_not(name):
    assert the_record(name) == name


@pytest.mark.parametrize(
    "name", ["United Kingdom", "Russian Federation", "Holy See", "Netherlands", "Republic of Korea", "European Union", "State of Palestine"]
)
def test_actors_that_take_the_article(name):
    assert the_actor(name) == f"the {name}"


def test_an_article_of_its_own_is_not_doubled():
    assert the_actor("The former Yugoslav Republic of Macedonia") == "the former Yugoslav Republic of Macedonia"


@pytest.mark.parametrize("name", ["France", "Türkiye", "South Sudan", "Côte d'Ivoire", "Unity"])
def test_actors_that_do_not(name):
    assert the_actor(name) == name
