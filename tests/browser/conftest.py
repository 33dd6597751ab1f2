"""A real browser on the live server. Every test in this folder carries the mark `browser`."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import sync_playwright

# Playwright keeps an event loop in the test's thread; Django would refuse to use its database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# In the dark nothing but colours differs from the light: only what looks at colours is asked again.
RULES = {"dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
AXE = Axe()
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
LOOKS = {"light": ("light", DESKTOP), "dark": ("dark", DESKTOP), "320 px": ("light", PHONE)}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        missing = pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip
        missing("Chromium is not installed: apt-get install chromium, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def console_errors():
    """What the browser complained about. A test that provokes an error clears it; what is left fails the test."""
    return []


@pytest.fixture(scope="session")
def curated(tmp_path_factory):
    """A folder with a database that holds the curated data: made once, by whichever worker comes first."""
    # Workers share the folder of their run; without workers that one's parent outlives the run, and the data would be old.
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "curated"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            for command in (["migrate", "--verbosity", "0"], ["load_curated"]):
                subprocess.run([sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=environment(folder), check=True)
            (folder / "made").touch()
    return folder


def environment(folder, **more):
    return os.environ | {"DATABASE_URL": f"sqlite:///{folder}/site.sqlite3", "DATA_DIR": str(folder), **more}


@pytest.fixture(scope="session")
def site(curated, tmp_path_factory):
    """The address of the site as `make run` serves it, on a copy of the curated data. `site.manage(…)` runs a command there."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(curated / "site.sqlite3", folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = environment(folder, PORT=str(port), WEB_CONCURRENCY="1")
    command = [sys.executable, "manage.py", "serve"]
    # Printed when all is done: a server whose worker was ended would hold what the tests print open for ever.
    with (folder / "printed").open("w+") as printed:
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=variables, stdout=printed, stderr=printed, start_new_session=True)
        try:
            yield Site(f"http://127.0.0.1:{port}", process, variables)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)
            printed.seek(0)
            sys.stderr.write(printed.read())


class Site:
    def __init__(self, url, process, variables):
        self.url, self.process, self.variables = url, process, variables
        while not self.answers():
            with suppress(subprocess.TimeoutExpired):
                pytest.fail(f"The server ended at its start, with {process.wait(0.2)}.")

    def answers(self):
        """Whether somebody listens; an answer that is not 'ok' is a fault, not a reason to ask again."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=60) as answer:
                return answer.status == 200
        except urllib.error.HTTPError:
            raise
        except (urllib.error.URLError, ConnectionError):
            return False

    def manage(self, *command, **variables):
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=self.variables | variables,
            check=True,
            capture_output=True,
            text=True,
        ).stdout


@pytest.fixture
def site_page(browser, site, console_errors):
    """An empty page on the real site with the curated data."""
    yield from opened(browser, site.url, console_errors)


@pytest.fixture
def page(browser, live_server, console_errors):
    """An empty page: `page.goto("/treaties/")` is on the live server. Transitions are off."""
    yield from opened(browser, live_server.url, console_errors)


def opened(browser, url, console_errors):
    context = browser.new_context(base_url=url, viewport=DESKTOP, reduced_motion="reduce", accept_downloads=True)
    context.set_default_timeout(15_000)
    # Asked for by itself where a page, such as a plain text, names no icon.
    context.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    page = context.new_page()
    page.on("console", lambda message: console_errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    yield page
    context.close()
    assert console_errors == []


@pytest.fixture
def axe():
    """`axe(page)`: no violation of WCAG 2.2 AA or of good practice in light, in dark and at 320 px, nor a page wider than that."""

    def check(page):
        found = [fault for look in LOOKS for fault in faults(page, look)]
        assert not found, "\n".join(found)

    return check


def faults(page, look):
    scheme, size = LOOKS[look]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    options = {"runOnly": RULES.get(look, {"type": "tag", "values": AXE_TAGS}), "resultTypes": ["violations"]}
    for violation in page.evaluate("options => axe.run(document, options)", options)["violations"]:
        for node in violation["nodes"]:
            yield f"{look}: {violation['help']} ({violation['id']}): {node['html'][:200]}"
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > size["width"]:
        yield f"{look}: the page is {width} px wide"
