"""The timeline in a browser: every control by keyboard, the pointer, without script, in a frame elsewhere, axe, paper."""

import functools
import http.server
import re
import threading

import pytest

FRAME = (
    "<!doctype html><html lang=en><title>Elsewhere</title>"
    "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; frame-src {site}\">"
    "<iframe src='{site}{address}' title='Framed' width='900' height='700' sandbox='allow-scripts allow-popups'></iframe></html>"
)


def chart(page, address="/timeline/"):
    page.goto(address)
    page.wait_for_selector("section.timeline[data-ready]")


def press(page, key):
    """A key that asks the server for a drawing; gives the window then shown, as (from, to)."""
    before = page.locator(".strip").get_attribute("data-said")
    with page.expect_response(re.compile("part=chart")):
        page.keyboard.press(key)
    page.wait_for_selector(f'.strip:not([data-said="{before}"])')
    return page.locator(".strip").evaluate("box => [box.dataset.from, box.dataset.to]")


def focus(page):
    return page.evaluate("document.activeElement.className.baseVal ?? document.activeElement.className")


def test_every_control_by_keyboard(site_page):
    page = site_page
    chart(page)
    page.locator(".lanes--chart").focus()
    near = press(page, "+")
    nearer = press(page, "=")
    assert near[0] < nearer[0] < nearer[1] < near[1]
    assert press(page, "ArrowRight") > nearer
    press(page, "ArrowLeft")
    wider = press(page, "-")
    assert wider[0] < nearer[0]
    assert press(page, "Home")[0].endswith("-01-01")
    last = press(page, "End")
    assert last[1] == page.locator(".strip").get_attribute("data-last")
    assert "lanes--chart" in focus(page)

    # The address, the fields and the chronicle follow.
    assert "from=" in page.url
    page.wait_for_selector(f'section.timeline[data-told="{page.url}"]')
    count = page.locator("#drawing [data-count]").get_attribute("data-count")
    assert page.locator("#applied").inner_text().startswith(f"{int(count):,} entr")
    assert page.locator("#f-from").input_value() in page.url

    # Into the marks, from one to the next, details, and out.
    page.keyboard.press("Enter")
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != first
    page.wait_for_selector("#details:not([hidden])")
    page.keyboard.press("Escape")
    assert "lanes--chart" in focus(page)
    page.keyboard.press("Escape")
    assert page.locator("#details").is_hidden()

    # A mark that counts opens what it counts; the ways are links; the strip is a slider.
    page.locator("a.heap").first.focus()
    press(page, "Enter")
    assert "lanes--chart" in focus(page)
    page.locator("[data-way=out]").focus()
    press(page, "Enter")
    assert page.evaluate("document.activeElement.dataset.way") == "out"
    page.locator(".strip").focus()
    at = page.locator(".strip").get_attribute("aria-valuenow")
    press(page, "ArrowLeft")
    assert page.locator(".strip").get_attribute("aria-valuenow") < at
    assert "strip" in focus(page)
    mark = page.locator("a.dot-link").first
    mark.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


REACHED = """() => [...document.querySelectorAll("#content a[href], #content button, #content input:not([type=hidden]), #content select, #content textarea, #content summary, #content [tabindex='0']")]
  .filter((node) => node.tabIndex >= 0 && node.checkVisibility() && !node.closest("details:not([open]) > :not(summary)"))
  .map((node) => node.dataset.at = String(Math.random()))"""
HERE = "() => ({at: document.activeElement.dataset.at, ring: document.activeElement.matches(':focus-visible')})"


def test_tab_leads_to_every_control_and_each_does_its_work(site_page):
    page = site_page
    chart(page, "/timeline/?record=inf&record=abm&lanes=record&from=1985&to=2005")
    controls = page.evaluate(REACHED)
    page.locator("#content .crumbs a").first.focus()
    reached = set()
    for _step in range(len(controls) + 5):
        here = page.evaluate(HERE)
        if here["at"] is None:
            break
        assert here["ring"]
        reached.add(here["at"])
        page.keyboard.press("Tab")
    assert reached == set(controls)

    # The code to paste; a chip; a choice and a field, sent with Enter.
    page.locator(".embed-code summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("#embed-code").evaluate(
        "box => box === document.activeElement && box.value.includes('/embed/timeline/?record=inf')"
    )
    page.locator(".chips a", has_text="ABM Treaty").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "abm" not in page.url
    page.locator("#f-kind").focus()
    page.keyboard.type("Sig")
    page.locator("#f-to").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2000")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "kind=signature" in page.url
    assert page.locator("#applied").inner_text() == "1 entry of the kind signature about INF Treaty from 1985 to 2000, oldest first."

    # Another beside it, and from a page of the chronicle to a decade on another.
    page.goto("/treaties/npt/timeline/")
    page.locator("#f-record").fill("inf")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".lanes__names a").all_inner_texts() == ["NPT", "INF Treaty"]
    chart(page, "/timeline/?from=1985&to=2005")
    for way in ("earlier", "later", "in", "all"):
        page.locator(f"[data-way={way}]").focus()
        press(page, "Enter")
    page.goto("/timeline/")
    page.locator(".decades[aria-label=Decades] a").last.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#d2030").is_visible()
    page.locator("#chronicle a[href^='/']").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_pointer_drags_the_window_and_the_chart(site_page):
    page = site_page
    chart(page)
    strip = page.locator(".strip").bounding_box()
    drag(page, strip["x"] + 300, strip["y"] + 20, 250)
    first = page.url
    assert "from=" in first
    drawing = page.locator(".timeline-drawing").bounding_box()
    drag(page, drawing["x"] + 500, drawing["y"] + 120, -160)
    assert page.url != first


def drag(page, x, y, far):
    with page.expect_response(re.compile("part=chart")):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + far / 2, y)
        page.mouse.move(x + far, y)
        page.mouse.up()
    page.wait_for_selector("#drawing[data-at]")


def test_the_chart_stands_without_script_and_every_mark_is_a_link(browser, site):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/timeline/?theme=missile_defence")
    marks = page.locator(".timeline-drawing a")
    links = marks.evaluate_all("all => all.map((a) => [a.getAttribute('aria-label'), a.getAttribute('href')])")
    assert len(links) > 40
    assert all(name and href for name, href in links)
    page.locator("[data-way=in]").click()
    assert "from=" in page.url
    page.locator(".lanes__names a").first.click()
    assert "type=" in page.url
    # Each step that has a day shows where it stands in time.
    page.goto("/stories/nato-missile-defence/")
    assert page.locator(".told__chart").count() == page.locator(".told__when").count() >= 8
    assert page.locator(".told__large .timeline-drawing a").count() >= 8
    context.close()


@pytest.mark.parametrize(
    ("address", "widest"),
    [
        ("/timeline/?theme=missile_defence&per_page=20", 358),
        ("/embed/timeline/?theme=missile_defence", 366),
        ("/stories/strategic-arms-treaties/", 358),
    ],
)
def test_axe_finds_nothing_and_the_drawing_fits_a_phone(site_page, axe, address, widest):
    chart(site_page, address)
    axe(site_page)
    site_page.set_viewport_size({"width": 390, "height": 844})
    site_page.wait_for_selector(f"svg.timeline-drawing[width='{widest}']")
    assert site_page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_frame_on_another_origin_under_a_strict_policy(browser, site, tmp_path):
    (tmp_path / "allowed.html").write_text(FRAME.format(site=site.url, address="/embed/timeline/?record=npt&lanes=record"))
    (tmp_path / "refused.html").write_text(FRAME.format(site=site.url, address="/timeline/"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=tmp_path)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        elsewhere = f"http://localhost:{server.server_port}"
        page = browser.new_page()
        page.goto(f"{elsewhere}/allowed.html")
        frame = page.frame_locator("iframe")
        frame.locator("section.timeline[data-ready]").wait_for()
        assert "serif" in frame.locator("body").evaluate("body => getComputedStyle(body).fontFamily")
        frame.locator(".lanes--chart").focus()
        with page.expect_response(re.compile("part=chart")) as drawn:
            page.keyboard.press("+")
        assert drawn.value.ok
        frame.locator("#drawing[data-at]").wait_for()
        assert frame.get_by_role("link", name="Pacta: the whole timeline").get_attribute("target") == "_blank"
        page.goto(f"{elsewhere}/refused.html")
        page.frames[-1].wait_for_url(re.compile("^chrome-error:"), wait_until="commit")
        page.close()
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args):
        """Says nothing."""


def test_paper_gets_the_chronicle(site_page):
    chart(site_page, "/treaties/npt/timeline/")
    site_page.emulate_media(media="print")
    assert site_page.locator("#chart").is_hidden()
    assert site_page.locator("#chronicle").is_visible()
    assert site_page.locator(".decades").first.is_hidden()


def test_the_code_to_paste_follows_the_window(site_page):
    chart(site_page, "/treaties/npt/timeline/")
    site_page.locator(".lanes--chart").focus()
    press(site_page, "+")
    site_page.wait_for_function("location.search.includes('from=')")
    window = site_page.url.partition("?")[2]
    assert f"/embed/timeline/?record=npt&{window}" in site_page.locator("#embed-code").input_value()
    site_page.goto(f"/embed/timeline/?record=npt&{window}")
    assert site_page.get_by_role("list", name="Key").is_visible()
