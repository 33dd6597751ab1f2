"""The small world of the API's tests."""

from tests.api.conftest import world as world
from tests.api.conftest import world_of_module as world_of_module
