"""A real browser on the live server. Every test in this folder carries the mark `browser`."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
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


@pytest.fixture
def page(browser, live_server, console_errors):
    """An empty page: `page.goto("/treaties/")` is on the live server. Transitions are off."""
    context = browser.new_context(base_url=live_server.url, viewport=DESKTOP, reduced_motion="reduce")
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
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
    for violation in Axe().run(page, options=options).response["violations"]:
        for node in violation["nodes"]:
            yield f"{look}: {violation['help']} ({violation['id']}): {node['html'][:200]}"
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > size["width"]:
        yield f"{look}: the page is {width} px wide"
