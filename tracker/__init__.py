"""The tracker. Importing it puts a safe SQLite in the standard library's place, before Django asks for one.

Under WAL with several processes, releases before 3.51.3 can lose a commit when the log is reset
(https://sqlite.org/wal.html#walresetbug); the `pysqlite3` wheel carries a newer one than most systems do.
"""

import sys

import pysqlite3

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

__version__ = "0.1.0"
