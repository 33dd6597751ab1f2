"""What `make run` does, from an empty folder to the end of the server."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

PROJECT = Path(__file__).parent.parent

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/tracker.sqlite3", "PORT": str(port)}


@pytest.fixture
def serve(environment):
    """`serve()`: a server that has begun to answer, and the seconds until then. Ended with the test."""
    started = []

    def serve():
        began = time.monotonic()
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(server)
        while get(environment, "/healthz") is None:
            assert server.poll() is None, server.stdout.read()
            assert time.monotonic() - began < 300
            time.sleep(0.1)
        return server, time.monotonic() - began

    yield serve
    for server in started:
        end(server)


def get(environment, path):
    try:
        return urlopen(f"http://127.0.0.1:{environment['PORT']}{path}", timeout=10)
    except (URLError, ConnectionError):
        return None


def end(server):
    """SIGTERM to the process group, as `make run` promises."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def test_from_an_empty_folder_and_again(serve, environment):
    server, _ = serve()
    assert get(environment, "/healthz").read() == b"ok"
    style = get(environment, "/static/admin/css/base.css")
    assert style.status == 200
    end(server)
    printed = server.stdout.read()
    assert f"http://127.0.0.1:{environment['PORT']}/" in printed
    assert environment["DATA_DIR"] in printed
    assert "make admin" in printed
    assert "loading the curated data" in printed
    with pytest.raises(ProcessLookupError):
        os.killpg(server.pid, 0)

    server, seconds = serve()
    assert seconds < 5
    end(server)
    assert "loading the curated data" not in server.stdout.read()


@pytest.mark.parametrize("port", ["http", "0", "65536", "²"])
def test_bad_port_is_one_sentence(environment, port):
    done = run(environment | {"PORT": port})
    assert done.returncode == 1
    assert done.stderr == f"CommandError: PORT: '{port}' is not a port; write a number from 1 to 65535.\n"


def test_taken_port_is_one_sentence(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["PORT"])))
        taken.listen()
        done = run(environment)
    assert done.returncode == 1
    assert done.stderr == f"CommandError: PORT: nothing can listen on {environment['PORT']} (Address already in use); try PORT=9000.\n"


def run(environment):
    return subprocess.run([sys.executable, "manage.py", "serve"], cwd=PROJECT, env=environment, capture_output=True, text=True)
