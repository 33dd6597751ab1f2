"""What the database itself may say against using it: that it lags behind the code, or that somebody else is writing."""

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

_BUSY, _LOCKED = 5, 6  # https://sqlite.org/rescode.html
_SQLSTATES = {"40001", "40P01", "55P03"}  # https://www.postgresql.org/docs/current/errcodes-appendix.html: the locks of others


def lags_behind():
    """Whether a migration of this code is not applied. Raises django.db.Error where it cannot be asked."""
    return not last_migrations() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def last_migrations():
    """The last migration of each application, as (app, name). Files do not change under a running server."""
    return frozenset(MigrationLoader(connection=None).graph.leaf_nodes())


def is_taken(error):
    """Whether a django.db.OperationalError says that somebody else wrote for longer than we wait."""
    cause = error.__cause__
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF in (_BUSY, _LOCKED) or getattr(cause, "sqlstate", "") in _SQLSTATES
