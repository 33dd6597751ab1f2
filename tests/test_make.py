"""What `make run` does, from an empty folder to the end of the server."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
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
def serve(environment, tmp_path):
    """`serve()`: a server that has begun to answer, the seconds until then, and the file of what it prints. Ended with the test."""
    started = []

    def serve():
        began = time.monotonic()
        printed = tmp_path / f"printed-{len(started)}"
        with printed.open("w") as out:
            command = [sys.executable, "manage.py", "serve"]
            server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=out, stderr=out, start_new_session=True)
        started.append(server)
        while get(environment, "/healthz") != b"ok":
            assert server.poll() is None, printed.read_text()
            assert time.monotonic() - began < 600
            time.sleep(0.1)  # a server cannot be waited for in another way
        return server, time.monotonic() - began, printed

    yield serve
    for server in started:
        end(server)


def get(environment, path):
    """What stands at that path, or None where no server answers yet."""
    try:
        with urlopen(f"http://127.0.0.1:{environment['PORT']}{path}", timeout=60) as response:
            return response.read()
    except OSError:  # URLError is one
        return None


def end(server):
    """SIGTERM to the process group, as `make run` promises."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def silent(environment):
    """A connection as browsers open them in advance: nothing is asked on it."""
    return socket.create_connection(("127.0.0.1", int(environment["PORT"])))


def test_from_an_empty_folder_and_again(serve, environment):
    server, _, printed = serve()
    assert b"--primary" in get(environment, "/static/admin/css/base.css")
    end(server)
    with pytest.raises(ProcessLookupError):
        os.killpg(server.pid, 0)
    said = printed.read_text()
    for words in (f"http://127.0.0.1:{environment['PORT']}/", environment["DATA_DIR"], "make admin", "loading the curated data"):
        assert words in said

    server, seconds, printed = serve()
    assert seconds < 30  # under 5 on an idle machine; here other tests use its cores
    began = time.monotonic()
    with silent(environment):
        end(server)
    assert time.monotonic() - began < 5  # about 1 on an idle machine; gunicorn's own patience is 5 for each such connection
    assert "loading the curated data" not in printed.read_text()
