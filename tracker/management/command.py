"""What every command on the recorded data does first, and what it says of the database instead of a stack trace."""

from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from tracker.models.database import is_taken, lags_behind

PATIENCE = 3  # a command waits for another writer three times as long as a page does: a minute, as a rule


class DataCommand(BaseCommand):
    """A command that needs an up-to-date database, and writes all or nothing."""

    requires_migrations_checks = False  # Django would only warn

    def execute(self, *args, **options):
        try:
            if lags_behind():
                raise CommandError("The database lags behind the code: run 'manage.py migrate' first. Nothing was done.")
            with patience():
                return super().execute(*args, **options)
        except OperationalError as error:
            if is_taken(error):
                raise CommandError("Somebody else is writing to the database: wait, and run it again. Nothing was written.") from error
            raise CommandError(f"DATABASE_URL: {str(error).splitlines()[0]}.") from error


@contextmanager
def patience():
    """SQLite waits longer for the write lock; PostgreSQL waits in any case."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = settings.DATABASES["default"]["OPTIONS"]["timeout"] * 1000
    _wait(usual * PATIENCE)
    try:
        yield
    finally:
        _wait(usual)


def _wait(milliseconds):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
