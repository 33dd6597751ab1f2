"""`manage.py serve`: everything that must be so before the site answers, then the production server."""

import os
import shlex
import socket
import sys

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connections
from gunicorn.app.wsgiapp import run as gunicorn
from gunicorn.config import Config

from tracker.models import Record


class Command(BaseCommand):
    help = "Brings the database and the static files up to date and starts the production server (make run)."

    def handle(self, **options):
        port = free_port(os.environ.get("PORT") or "8000")
        check_arguments(os.environ.get("GUNICORN_CMD_ARGS", ""))
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as error:
            raise CommandError(f"DATABASE_URL: {str(error).splitlines()[0]}") from error
        if not Record.objects.exists():
            self.say("The database is empty: loading the curated data.")
            call_command("load_curated")
        if not static_is_fresh():
            self.say("Collecting static files.")
            call_command("collectstatic", verbosity=0, interactive=False)
        self.say(
            f"\nThe site:  http://127.0.0.1:{port}/  (Ctrl-C ends it, PORT=9000 moves it)\n"
            f"The data:  {place_of_database()}; files in {settings.DATA_DIR}\n"
            "The first administrator:  make admin\n"
        )
        close_connections()
        # The workers fork from here, with all the code loaded: twice as fast as a server that begins anew.
        os.chdir(settings.BASE_DIR)
        sys.argv = ["gunicorn"]
        gunicorn()

    def say(self, text):
        """At once: what stands in a buffer would be printed by every worker."""
        self.stdout.write(text)
        self.stdout.flush()


def close_connections():
    """None may be shared with a forked worker, nor the threads of a pool."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()


def free_port(text):
    """PORT as a number, if a server can listen there; else one sentence, before anything is made."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise CommandError(f"PORT: '{text}' is not a port; write a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError as error:
            raise CommandError(f"PORT: nothing can listen on {text} ({error.strerror}); try PORT=9000.") from error
    return int(text)


def check_arguments(text):
    """What gunicorn would refuse, refused before the site is said to be there."""

    def refuse(reason):
        raise CommandError(f"GUNICORN_CMD_ARGS: {reason}; 'gunicorn --help' lists what it takes.")

    config = Config()
    parser = config.parser()
    parser.error = refuse
    try:
        given = vars(parser.parse_args(shlex.split(text)))
        for name in config.settings.keys() & given.keys():
            if given[name] is not None:
                config.set(name, given[name])
    except (AttributeError, TypeError, ValueError) as error:
        refuse(error)


def static_is_fresh():
    """Nothing in static/, nor any installed package, is newer than what was collected last."""
    collected = settings.STATIC_ROOT / "staticfiles.json"
    if not collected.exists():
        return False
    folder = settings.BASE_DIR / "static"
    sources = [settings.BASE_DIR / "requirements.txt", folder, *folder.rglob("*")]
    return all(source.stat().st_mtime <= collected.stat().st_mtime for source in sources)


def place_of_database():
    database = settings.DATABASES["default"]
    return "PostgreSQL, " + database["NAME"] if "postgresql" in database["ENGINE"] else database["NAME"]
