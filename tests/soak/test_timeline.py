"""The timeline in Chromium with 100,000 entries: as quick to see as one of three hundred, and never in the way."""

from statistics import median

from tests.browser.conftest import *  # noqa: F403

PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
OBSERVE = "window.long = []; new PerformanceObserver((list) => window.long.push(...list.getEntries().map((e) => e.duration))).observe({type: 'longtask', buffered: true})"


def paint(page, address):
    times = []
    for _again in range(5):
        page.goto(address)
        page.wait_for_selector("section.timeline[data-ready]")
        times.append(page.evaluate(PAINT))
    return median(times)


def test_a_hundred_thousand_entries(site_page, site, capsys, subtests):
    page = site_page
    few = paint(page, "/timeline/?theme=missile_defence&kind=phase&kind=milestone&kind=assessment&kind=decision&kind=development")
    site.manage("shell", "-c", "from tests.factories.stream import fill; fill(100_000)")
    for lanes in ("type", "theme", "actor", "record"):
        with subtests.test(f"lanes by {lanes}"):
            many = paint(page, f"/timeline/?lanes={lanes}")
            took, weighed, tasks = moved(page)
            with capsys.disabled():
                print(f"\nlanes by {lanes}: paint {few:.0f} ms of few, {many:.0f} ms of many; answers {median(took):.0f} ms at the median,")
                print(f"{max(took):.0f} at most; {max(weighed) / 1000:.0f} kB at most; long tasks {sorted(map(round, tasks))[-5:]}")
            assert many <= 1.5 * few
            assert max(weighed) < 50_000
            assert median(took) <= 100
            assert max(tasks, default=0) <= 200


def moved(page):
    """(milliseconds, bytes) of each answer while the window moves by keyboard, and how long the long tasks took."""
    page.evaluate(OBSERVE)
    page.locator(".lanes--chart").focus()
    took, weighed = [], []
    for key in ("+", "+", "ArrowRight", "ArrowRight", "+", "+", "ArrowLeft", "-", "-", "Home", "End", "+", "+", "+"):
        with page.expect_response(lambda response: "part=chart" in response.url) as answer:
            page.keyboard.press(key)
        answer.value.finished()
        took.append(answer.value.request.timing["responseEnd"])
        weighed.append(answer.value.request.sizes()["responseBodySize"])
        page.wait_for_timeout(120)
    return took, weighed, page.evaluate("window.long")
