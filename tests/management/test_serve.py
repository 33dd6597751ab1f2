import os
import socket

import pytest
from django.core.management import CommandError

from tracker.management.commands.serve import check_arguments, free_port, static_is_fresh


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "²", "8000 "])
def test_port_that_is_none_is_refused(text):
    with pytest.raises(CommandError, match="is not a port; write a number from 1 to 65535"):
        free_port(text)


def test_port_that_is_taken_is_refused():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"PORT: nothing can listen on {port}"):
            free_port(str(port))
    assert free_port(str(port)) == port


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("--nosuch", "unrecognized arguments: --nosuch"),
        ("--workers many", "argument -w/--workers: invalid int value: 'many'"),
        ("--timeout -1", "Value must be positive: -1"),
        ("--worker-class 'none", "No closing quotation"),
        ("--umask x", "invalid"),
    ],
)
def test_arguments_that_gunicorn_would_refuse(text, reason):
    with pytest.raises(CommandError) as refused:
        check_arguments(text)
    sentence = str(refused.value)
    assert sentence.startswith("GUNICORN_CMD_ARGS: ")
    assert reason in sentence
    assert "\n" not in sentence


def test_arguments_that_gunicorn_takes():
    check_arguments("")
    check_arguments("--access-logfile - --workers 3 --timeout=60")


@pytest.fixture
def site(settings, tmp_path):
    """A project folder whose static files were collected after all else."""
    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "collected"
    style, collected = tmp_path / "static" / "css" / "base.css", tmp_path / "collected" / "staticfiles.json"
    style.parent.mkdir(parents=True)
    collected.parent.mkdir()
    for file, time in ((style, 100), (tmp_path / "requirements.txt", 100), (collected, 200)):
        file.touch()
        os.utime(file, (time, time))
    for folder in (style.parent, tmp_path / "static"):
        os.utime(folder, (100, 100))
    return tmp_path


def test_static_files_are_fresh(site):
    assert static_is_fresh()


@pytest.mark.parametrize("changed", ["static/css/base.css", "static/css", "static", "requirements.txt"])
def test_change_is_newer_than_what_was_collected(site, changed):
    os.utime(site / changed, (300, 300))
    assert not static_is_fresh()


def test_nothing_was_collected(site):
    (site / "collected" / "staticfiles.json").unlink()
    assert not static_is_fresh()
