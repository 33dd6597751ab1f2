"""What every test stands on: a database and a data folder of its own, plain static files, quick passwords."""

import pytest
from django.apps import apps as installed
from django.conf import settings
from django.core.cache import cache
from django.db import connections, transaction
from django.db.models.signals import post_migrate
from hypothesis import settings as hypothesis_settings

from tracker.management.commands.create_roles import create_roles
from tracker.models.append_only import guard, unguard
from tracker.selections.remembered import forget

# On a busy machine an example may take long; that is no failure. `make soak` tries many more.
hypothesis_settings.register_profile("suite", deadline=None, max_examples=30)
hypothesis_settings.register_profile("soak", deadline=None, max_examples=2000)
hypothesis_settings.load_profile("suite")

LONG = {"soak", "benchmarks"}  # run only when named: make soak, make bench


def pytest_ignore_collect(collection_path, config):
    if collection_path.name in LONG and not any(name in str(arg) for name in LONG for arg in config.args):
        return True
    return None


DATABASE = {"db", "transactional_db", "django_db_setup", "django_db_blocker", "live_server"}  # fixtures that mean one


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """What uses no database need not run again on PostgreSQL."""
    for item in items:
        if not item.get_closest_marker("django_db") and not DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.once)


def pytest_configure():
    # The live server knows no hashed names; tests/test_static.py tries the storage of the real server.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite tests use a file, as the server does: threads of a live server cannot share one connection."""
    database = connections.settings["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous = FULL", "synchronous = OFF")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Transactional tests empty every table after them, the change log and the roles too.

    The log's triggers are lifted for that moment. The roles are made anew: whoever works off the other worker's tests
    may run any test after a transactional one.
    """
    connection = connections["default"]
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def lifted(ops, statements):
        unguard(ops.connection)
        flush(ops, statements)
        guard(ops.connection)

    def roles(**_):
        create_roles(installed)

    operations.execute_sql_flush = lifted
    post_migrate.connect(roles, sender=installed.get_app_config("tracker"))
    yield
    post_migrate.disconnect(roles, sender=installed.get_app_config("tracker"))
    operations.execute_sql_flush = flush


@pytest.fixture(scope="session", autouse=True)
def data_dir(tmp_path_factory):
    """What tests write to DATA_DIR stays out of var/."""
    settings.DATA_DIR = tmp_path_factory.mktemp("data")
    settings.MEDIA_ROOT = settings.DATA_DIR / "uploads"
    settings.STATIC_ROOT = settings.DATA_DIR / "static"
    settings.STATIC_ROOT.mkdir()
    return settings.DATA_DIR


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    forget()


@pytest.fixture(scope="module")
def for_the_file(django_db_setup, django_db_blocker):
    """What a fixture of a whole file writes while it stands on this is there for each of the file's tests, and gone after the last.

    Such a fixture gives no rows that a test could change: tests fetch their own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
