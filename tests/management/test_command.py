"""What every command on the recorded data says of a database that it cannot use."""

import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from tracker.management.command import patience
from tracker.models.database import is_taken

COMMANDS = {
    "create_roles": (),
    "export_records": ("themes",),
    "import_records": ("themes", "none.csv"),
    "load_curated": (),
    "rebuild": ("--check",),
    "reset_second_factor": ("ada",),
    "undo_import": ("1",),
    "verify_history": (),
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(tmp_path):
    """What Django raises of a database in which somebody else is writing."""
    file = tmp_path / "file.sqlite3"
    with closing(sqlite3.connect(file)) as other, closing(sqlite3.connect(file, timeout=0)) as ours:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError) as locked:
            ours.execute("BEGIN IMMEDIATE")
    error = OperationalError(*locked.value.args)
    error.__cause__ = locked.value
    return error


@pytest.fixture
def refused(taken):
    """Within it, nothing can be written."""

    def refuse(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise taken
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_refuses_a_database_that_lags_behind(name):
    MigrationRecorder(connection).migration_qs.filter(app="tracker").delete()
    with pytest.raises(CommandError, match=r"run 'manage\.py migrate' first"):
        call_command(name, *COMMANDS[name])


def test_a_command_says_that_somebody_else_is_writing(refused, tmp_path):
    (tmp_path / "themes.csv").write_text("key,title\nnuclear,Nuclear\n", encoding="utf-8")
    for command in (("import_records", "themes", str(tmp_path / "themes.csv")), ("load_curated", "--folder", str(tmp_path)), ("rebuild",)):
        with pytest.raises(
            CommandError, match=r"^Somebody else is writing to the database: wait, and run it again\. Nothing was written\.$"
        ):
            call_command(*command)


def test_a_page_says_that_somebody_else_is_writing(client, refused):
    client.raise_request_exception = False
    response = client.post("/log/sign-in/", {"username": "ada", "password": "x"})
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "Somebody else is writing at the moment: try again in a minute" in response.content.decode()


def test_only_a_lock_is_one(taken):
    assert is_taken(taken)
    assert not is_taken(OperationalError("database is locked, as somebody said"))


@pytest.mark.once  # PostgreSQL waits in any case
def test_a_command_waits_a_minute():
    def waits():
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA busy_timeout").fetchone()[0]

    with patience():
        assert waits() == 60_000
    assert waits() == 20_000
