"""Runs a command against a PostgreSQL of its own: `tests/with_postgres.py COMMAND …`, with DATABASE_URL set.

The cluster lies in a temporary folder, runs as a user that is not root, can be reached through a socket in that folder
only, and is gone afterwards. Where PostgreSQL is not installed the command is skipped; with REQUIRE_ALL=1 that fails.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg


def main(command):
    programs = find_programs()
    if programs is None:
        print("PostgreSQL is not installed: the tests are not run on it. Install it: apt-get install postgresql")
        return 1 if os.environ.get("REQUIRE_ALL") == "1" else 0
    # So that the cluster is stopped also when make is.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    user = ordinary_user()
    with tempfile.TemporaryDirectory(prefix="tracker-postgres-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        try:
            start(programs, folder, user)
            # The empty host and the second slash: what follows is a folder with a socket in it.
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": f"postgres://tracker@/{folder}/tracker"}).returncode
        finally:
            stop = (programs / "pg_ctl", "stop", "--pgdata", folder / "data", "--mode", "immediate")
            subprocess.run(stop, user=user, cwd="/", capture_output=True)  # fails where none had begun


def find_programs():
    """The folder of the newest initdb: in PATH, or where Debian puts it."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda program: float(program.parts[-3]), default=None)
    return newest and newest.parent


def ordinary_user():
    """PostgreSQL refuses to run as root: who runs it then, or None for ourselves."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def start(programs, folder, user):
    data, log = folder / "data", folder / "log"
    # A vacuum of tables while they are empty makes the planner think that they always are: it would join row by row.
    options = f"-c listen_addresses='' -k {folder} -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off"
    run(programs / "initdb", "-D", data, "-U", "tracker", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", user=user)
    run(programs / "pg_ctl", "start", "--wait", "--pgdata", data, "--log", log, "--options", options, user=user)
    with psycopg.connect(host=str(folder), user="tracker", dbname="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE tracker")


def run(*command, user):
    done = subprocess.run(command, user=user, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
