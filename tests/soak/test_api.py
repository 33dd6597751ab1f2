"""Ten minutes of questions to the API, made from its own schema: right ones, wrong ones, and those that nobody would ask."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.once

MINUTES = float(os.environ.get("SOAK_MINUTES") or 10)
# Right by the schema, and refused: keys and names that nobody has.
EXCLUDED = "positive_data_acceptance"


@pytest.fixture
def server(tmp_path):
    """The address of the site as it is served, with the curated data: what only the real server refuses shows here alone."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/soak.sqlite3", "DATA_DIR": str(tmp_path), "PORT": str(port)}
    for command in (["migrate", "--verbosity", "0"], ["load_curated"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=environment, check=True)
    with (tmp_path / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/healthz", process)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def wait_for(address, process):
    while process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address, timeout=60):
            return
        time.sleep(0.2)
    pytest.fail("the server ended at its start")


def test_no_question_breaks_the_api_or_its_schema(server, tmp_path):
    asked = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")),
            "run",
            f"{server}/api/v1/schema/",
            f"--max-time={int(MINUTES * 60)}",
            f"--exclude-checks={EXCLUDED}",
            "--continue-on-failure",
            "--warnings=off",
        ],
        cwd=tmp_path,
        env=os.environ | {"SCHEMATHESIS_HOOKS": "api_fuzzing", "PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
    )
    assert asked.returncode == 0, asked.stdout[-8000:] + asked.stderr[-2000:]
    assert "Traceback" not in (tmp_path / "server.log").read_text()
