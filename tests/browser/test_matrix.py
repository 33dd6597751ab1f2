"""The views of status in a real browser, on the real site with the curated data."""

import re

import pytest

PAGES = {
    "matrix": "/matrix/?actor_region=north_america&theme=strategic_arms",
    "matrix of frameworks": "/matrix/?type=framework&actor_region=europe",
    "matrix with an error": "/matrix/?actor=nobody",
    "answer": "/answer/?actor=fra&record=npt&as_of=1992-08-01",
    "contested answer": "/answer/?actor=prk&record=npt",
    "answer with errors": "/answer/?actor=nobody&record=npt&as_of=soon",
    "question": "/answer/",
    "comparison": "/compare/?actors=usa,rus,fra,gbr&as_of=1990",
    "comparison to choose": "/compare/",
    "map": "/map/?record=mine-ban",
    "map of an earlier day": "/map/?record=npt&as_of=1985",
    "map to choose": "/map/",
}


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_fault_in_light_in_dark_and_on_a_phone(site_page, axe, console_errors, name):
    assert site_page.goto(PAGES[name]).status == (400 if "error" in name else 200)
    axe(site_page)
    console_errors[:] = [said for said in console_errors if "status of 40" not in said]


def focused(page):
    """Row and column of the cell in which the focus is."""
    return page.evaluate(
        "(() => { const cell = document.activeElement.closest('td, th'); return [cell.parentElement.sectionRowIndex, cell.cellIndex]; })()"
    )


def test_arrow_keys_go_from_cell_to_cell(site_page):
    site_page.goto("/matrix/?theme=nuclear_testing")
    assert site_page.locator("#matrix [tabindex='0']").count() == 1
    site_page.locator("#matrix tbody th a").first.focus()
    for key, where in (
        ("ArrowRight", [0, 1]),
        ("ArrowDown", [1, 1]),
        ("ArrowDown", [2, 1]),
        ("ArrowLeft", [2, 0]),
        ("ArrowLeft", [2, 0]),
        ("ArrowUp", [1, 0]),
        ("PageDown", [11, 0]),
        ("Control+Home", [0, 0]),
        ("ArrowRight", [0, 1]),
    ):
        site_page.keyboard.press(key)
        assert focused(site_page) == where, key
    assert site_page.evaluate("document.activeElement.closest('thead') !== null")
    site_page.keyboard.press("Tab")
    assert site_page.evaluate("document.activeElement.closest('#matrix')") is None
    site_page.keyboard.press("Shift+Tab")
    assert focused(site_page) == [0, 1]
    site_page.keyboard.press("End")
    assert focused(site_page)[1] > 1
    assert site_page.locator("#matrix [tabindex='0']").count() == 1


def test_a_cell_that_has_the_focus_is_not_hidden_by_the_heads(site_page):
    site_page.goto("/matrix/")
    site_page.locator("#matrix tbody th a").first.focus()
    for key in ["ArrowDown"] * 30 + ["ArrowRight"] * 12 + ["ArrowUp"] * 10 + ["ArrowLeft"] * 6:
        site_page.keyboard.press(key)
    seen = """(() => {
        const box = document.activeElement.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return document.activeElement.contains(top) || top.contains(document.activeElement);
    })()"""
    assert site_page.evaluate(seen)


def test_a_cell_leads_to_its_answer(site_page):
    site_page.goto("/matrix/?record=npt&actor=fra&as_of=1992-08-02")
    site_page.locator("#matrix tbody td a").first.click()
    assert "France was a party to the NPT" in site_page.inner_text(".answer__said")


def test_the_question_is_filled_in_and_answered_by_keyboard(site_page):
    site_page.goto("/answer/")
    for label, text in (("Actor", "France"), ("Agreement or framework", "NPT"), ("Day", "1992-08-01")):
        site_page.get_by_label(label, exact=True).fill(text)
    site_page.keyboard.press("Enter")
    site_page.wait_for_url("**/answer/?actor=France**")
    assert "it became a party on 2 August 1992" in site_page.inner_text(".answer__said")


def test_arrow_keys_go_over_the_map(site_page):
    site_page.goto("/map/?record=npt")
    assert site_page.locator("svg.map a[tabindex='0']").count() == 1
    site_page.locator("svg.map a[aria-label^='France:']").focus()
    site_page.keyboard.press("ArrowLeft")
    site_page.keyboard.press("ArrowDown")
    assert not site_page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("France")
    assert site_page.locator("svg.map a[tabindex='0']").count() == 1


def test_nothing_is_cut_on_a_phone_and_the_matrix_lies_on_its_side_on_paper(site_page):
    site_page.set_viewport_size({"width": 320, "height": 640})
    for address, parts in (
        ("/compare/?actors=USA&actors=Russia", ".compare .sub, .compare .status"),
        ("/map/?record=npt", ".map, .day__jumps a"),
    ):
        site_page.goto(address)
        boxes = site_page.locator(parts).evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
        assert boxes
        assert all(box["left"] >= 0 and box["right"] <= 320 for box in boxes), address
    site_page.goto("/matrix/")
    assert site_page.locator(".print-only").is_hidden()
    assert re.search(rb"/MediaBox \[0 0 84\d[.\d]* 59\d", site_page.pdf(prefer_css_page_size=True))
    site_page.emulate_media(media="print")
    assert "/matrix.csv" in site_page.locator(".print-only").inner_text()
    site_page.set_viewport_size({"width": 1047, "height": 718})
    assert site_page.locator("#matrix").bounding_box()["width"] <= 1047


def test_pages_work_without_script(browser, site):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/matrix/?record=npt&actor=fra")
    page.locator("#matrix tbody td a").first.click()
    assert "France is a party" in page.inner_text(".answer__said")
    page.goto("/map/?record=npt&as_of=1992-08-01")
    assert "None" in page.locator("svg.map a[aria-label^='France:'] title").text_content()
    context.close()
