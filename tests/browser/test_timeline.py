"""The timeline in a browser: every control by keyboard, the pointer, paper."""

import re


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
    page.wait_for_selector("section.timeline[data-told]")
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


def test_paper_gets_the_chronicle(site_page):
    chart(site_page, "/treaties/npt/timeline/")
    site_page.emulate_media(media="print")
    assert site_page.locator("#chart").is_hidden()
    assert site_page.locator("#chronicle").is_visible()
    assert site_page.locator(".decades").first.is_hidden()
