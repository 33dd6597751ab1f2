"""The settings, read anew from an environment of the test's own."""

import os
import runpy
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper
from psycopg.pq import Conninfo

PROJECT = Path(__file__).parent.parent
NAMES = (
    "ALLOWED_HOSTS CACHE_URL CONTACT CSRF_TRUSTED_ORIGINS DATABASE_REPLICA_URL DATABASE_URL DATA_DIR DEBUG "
    "FORWARDED_ALLOW_IPS HTTPS SECRET_KEY SITE_URL WEB_CONCURRENCY"
).split()

pytestmark = pytest.mark.once


@pytest.fixture
def read(monkeypatch, tmp_path):
    """`read(DEBUG="1")`: the settings that this environment gives."""

    def read(**environment):
        for name in NAMES:
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"DATA_DIR": str(tmp_path / "data")} | environment).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(PROJECT / "tracker" / "settings.py"))

    return read


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "maybe", "'maybe' is neither on nor off"),
        ("HTTPS", "2", "'2' is neither on nor off"),
        ("SECRET_KEY", "short", "a key of 5 characters is too short"),
        ("ALLOWED_HOSTS", "https://example.org", "'https://example.org' is not a host name"),
        ("ALLOWED_HOSTS", "example.org:8000", "'example.org:8000' is not a host name"),
        ("CSRF_TRUSTED_ORIGINS", "example.org", "'example.org' is not an origin"),
        ("CSRF_TRUSTED_ORIGINS", "https://example.org/path", "is not an origin"),
        ("CONTACT", "call me", "'call me' is neither a mail address nor that of a page"),
        ("CONTACT", "javascript:alert(1)", "is neither a mail address nor that of a page"),
        ("CSRF_TRUSTED_ORIGINS", "https://x:99999", "'https://x:99999' is not an origin"),
        ("CSRF_TRUSTED_ORIGINS", "https://x,https://[::g]", "'https://[::g]' is not an origin"),
        ("CONTACT", "https://...", "'https://...' is neither"),
        ("SITE_URL", "https://x:99999", "'https://x:99999' is not the address of a site"),
        ("SITE_URL", "https://x:0", "is not the address of a site"),
        ("SITE_URL", "https://...", "'https://...' is not the address of a site"),
        ("SITE_URL", "https://[::::]", "is not the address of a site"),
        ("SITE_URL", "https://*.example.org", "is not the address of a site"),
        ("SITE_URL", "example.org", "'example.org' is not the address of a site"),
        ("SITE_URL", "https://example.org/path", "is not the address of a site"),
        ("DATABASE_URL", "nonsense", "names no kind of database"),
        ("DATABASE_URL", "sqlite:var/tracker.sqlite3", "names no kind of database"),
        ("DATABASE_URL", "//reader:secret@host/tracker", "names no kind of database"),
        ("DATABASE_URL", f"sqlite:///{Path(__file__)}", "test_settings.py is not an SQLite database"),
        ("DATABASE_URL", "mysql://localhost/tracker", "'mysql' is not a database we know"),
        ("DATABASE_URL", "sqlite://var/tracker.sqlite3", "names no file"),
        ("DATABASE_URL", "sqlite://:memory:", "names no file"),
        ("DATABASE_URL", "sqlite://", "names no file"),
        ("DATABASE_URL", "sqlite:////", "is a folder"),
        ("DATABASE_URL", "sqlite:////proc/none/tracker.sqlite3", "the folder /proc/none is not there; make it"),
        ("DATABASE_URL", "sqlite:///none/tracker.sqlite3", "none is not there; make it"),
        ("DATABASE_URL", "sqlite:///var/tracker.sqlite3?nosuch=1", "'nosuch' is not an option of this database; known are conn_max_age"),
        ("DATABASE_URL", "sqlite:///var/tracker.sqlite3?transaction_mode=DEFERRED", "'transaction_mode' is not an option"),
        ("DATABASE_URL", "sqlite:///var/tracker.sqlite3?timeout=long", "timeout=long is not a number"),
        ("DATABASE_URL", "sqlite:///var/tracker.sqlite3?timeout", "timeout= is not a number"),
        ("DATABASE_URL", "postgres://reader:secret@host/tracker?nosuch=1", "'nosuch' is not an option of this database; known are app"),
        ("DATABASE_URL", "postgres://reader:secret@host/tracker?connect_timeout=soon", "connect_timeout=soon is not a number"),
        ("DATABASE_URL", "postgres://reader:secret@host/tracker?password=x", "'password' is not an option"),
        ("DATABASE_URL", "postgres://localhost", "names no database"),
        ("DATABASE_URL", "postgres://localhost:port/tracker", "is not an address"),
        ("DATABASE_REPLICA_URL", "oracle://localhost/tracker", "'oracle' is not a database we know"),
        ("CACHE_URL", "nonsense://", "'nonsense' is not a cache we know"),
        ("CACHE_URL", "memcache://127.0.0.1:11211", "'memcache' is not a cache we know"),
        ("CACHE_URL", "redis://127.0.0.1:6379/0", "needs the Python package redis"),
        ("CACHE_URL", "redis://127.0.0.1:99999/0", "needs the Python package redis"),
        ("CACHE_URL", "filecache:///proc/x", "the folder /proc/x cannot be made"),
        ("CACHE_URL", "filecache:///none/x", "the folder /none is not there; make it, or name another"),
        ("CACHE_URL", f"filecache://{Path(__file__)}", "test_settings.py cannot be made (File exists)"),
        ("CACHE_URL", "filecache://", "names no folder"),
        ("CACHE_URL", "locmemcache://?key_function=zzz", "'key_function' is not an option of this cache; known are cull_frequency"),
        ("CACHE_URL", "locmemcache://?zzz=1", "'zzz' is not an option of this cache"),
        ("CACHE_URL", "locmemcache://?timeout=abc", "timeout=abc is not a number"),
        ("CACHE_URL", "locmemcache://[::", "is not an address"),
        ("WEB_CONCURRENCY", "abc", "'abc' is not a number from 1 to 100"),
        ("WEB_CONCURRENCY", "-3", "'-3' is not a number"),
        ("WEB_CONCURRENCY", "0", "'0' is not a number"),
        ("WEB_CONCURRENCY", "²", "'²' is not a number"),
        ("DATA_DIR", "/proc/none", "cannot be made"),
        ("DATA_DIR", "/dev/null", "cannot be made"),
    ],
)
def test_bad_value_stops_the_start_with_one_sentence_that_names_it(read, name, value, sentence):
    with pytest.raises(SystemExit) as stop:
        read(**{name: value})
    message = str(stop.value.code)
    assert message.startswith(f"{name}: ")
    assert sentence in message
    assert "\n" not in message
    assert "secret" not in message


def test_command_prints_that_sentence_alone():
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=PROJECT, env=os.environ | {"DEBUG": "maybe"}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == "DEBUG: 'maybe' is neither on nor off; write 1 or 0.\n"


def test_defaults_are_those_of_production(read):
    settings = read()
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert settings["DATABASES"]["default"]["NAME"] == str(PROJECT / "var" / "tracker.sqlite3")
    assert settings["CACHES"]["default"]["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"
    assert settings["SITE_URL"] == ""


def test_gunicorn_finds_the_number_of_workers(read):
    for given, found in ((None, "2"), ("", "2"), ("5", "5")):
        read(**{"WEB_CONCURRENCY": given} if given is not None else {})
        assert os.environ["WEB_CONCURRENCY"] == found


def test_empty_file_becomes_a_database(read, tmp_path):
    (tmp_path / "empty.sqlite3").touch()
    assert read(DATABASE_URL=f"sqlite:///{tmp_path}/empty.sqlite3")


def test_empty_variable_counts_as_absent(read, tmp_path):
    assert read(DEBUG="", DATABASE_URL="", ALLOWED_HOSTS=" ", SECRET_KEY="")["ALLOWED_HOSTS"] == read()["ALLOWED_HOSTS"]


def test_values_of_the_environment_arrive(read, tmp_path):
    settings = read(
        DEBUG="on",
        SITE_URL="https://example.org/",
        ALLOWED_HOSTS="example.org, .example.com",
        CSRF_TRUSTED_ORIGINS="https://example.org",
        SECRET_KEY="k" * 50,
        DATABASE_URL=f"sqlite:///{tmp_path}/file.sqlite3",
        DATABASE_REPLICA_URL="postgres://reader:secret@db.example.org:5433/tracker?sslmode=require",
    )
    assert settings["DEBUG"] is True
    assert settings["SITE_URL"] == "https://example.org"
    assert settings["ALLOWED_HOSTS"] == ["example.org", ".example.com"]
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://example.org"]
    assert settings["SECRET_KEY"] == "k" * 50
    assert settings["DATABASES"]["default"]["NAME"] == f"{tmp_path}/file.sqlite3"
    replica = settings["DATABASES"]["replica"]
    assert (replica["HOST"], replica["PORT"], replica["NAME"], replica["USER"]) == ("db.example.org", 5433, "tracker", "reader")
    assert replica["OPTIONS"]["sslmode"] == "require"


def test_options_in_the_address_leave_ours_in_place(read, tmp_path):
    options = read(DATABASE_URL=f"sqlite:///{tmp_path}/file.sqlite3?timeout=5")["DATABASES"]["default"]["OPTIONS"]
    assert options["timeout"] == 5
    assert options["transaction_mode"] == "IMMEDIATE"


def test_options_of_postgresql_are_those_that_its_library_takes(read):
    assert read()["POSTGRES_OPTIONS"] <= {option.keyword.decode() for option in Conninfo.get_defaults()}


def test_https_closes_cookies_and_redirects(read):
    off, on = read(), read(HTTPS="1")
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert (off[name], on[name]) == (False, True)
    assert (off["SECURE_HSTS_SECONDS"], on["SECURE_HSTS_SECONDS"]) == (0, 31_536_000)


def test_secret_is_made_once_and_kept_from_others(read, tmp_path):
    first = read()["SECRET_KEY"]
    kept = tmp_path / "data" / "secret_key"
    assert len(first) > 50
    assert read()["SECRET_KEY"] == first == kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert [file.name for file in kept.parent.iterdir()] == ["secret_key"]


def test_a_kept_secret_that_cannot_be_read(read, tmp_path):
    kept = tmp_path / "data" / "secret_key"
    kept.mkdir(parents=True)
    for reason in ("Is a directory", "it is not text"):
        with pytest.raises(SystemExit) as stop:
            read()
        assert str(stop.value.code) == (
            f"SECRET_KEY: the file {kept}, where it is kept, cannot be used ({reason}); give a key, or take the file away."
        )
        if kept.is_dir():
            kept.rmdir()
            kept.write_bytes(b"\xff" * 50)


def test_addresses_of_sites_and_caches(read, tmp_path):
    for site in ("https://x", "http://127.0.0.1:8000", "https://[::1]:65535", "https://a-b.example.org"):
        assert read(SITE_URL=site, CSRF_TRUSTED_ORIGINS=f"{site},https://*.example.org")["SITE_URL"] == site
    cache = read(CACHE_URL=f"filecache://{tmp_path}/cache?timeout=60&max_entries=5&key_prefix=a")["CACHES"]["default"]
    assert (cache["LOCATION"], cache["TIMEOUT"], cache["OPTIONS"]) == (f"{tmp_path}/cache", 60, {"MAX_ENTRIES": 5})
    assert (tmp_path / "cache").is_dir()


def test_sqlite_is_safe_with_several_writers(read, tmp_path, django_db_blocker):
    """Read back from a connection: HOUSE, traps 10, 11 and 13."""
    settings = read(DATABASE_URL=f"sqlite:///{tmp_path}/file.sqlite3")["DATABASES"]["default"]
    defaults = {"TIME_ZONE": None, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False}
    connection = DatabaseWrapper(defaults | settings)

    def ask(pragma):
        with connection.cursor() as cursor:
            return cursor.execute(f"PRAGMA {pragma}").fetchone()[0]

    with django_db_blocker.unblock(), closing(connection):
        assert connection.Database.sqlite_version_info >= (3, 51, 3)
        assert ask("journal_mode") == "wal"
        assert ask("synchronous") == 2  # FULL
        assert ask("foreign_keys") == 1
        assert ask("recursive_triggers") == 1
        assert ask("busy_timeout") == 20_000
        assert connection.transaction_mode == "IMMEDIATE"


def test_the_contact_becomes_a_link(read):
    assert read()["CONTACT"] == ""
    assert read(CONTACT="data@example.org")["CONTACT"] == "mailto:data@example.org"
    assert read(CONTACT="https://example.org/contact")["CONTACT"] == "https://example.org/contact"
