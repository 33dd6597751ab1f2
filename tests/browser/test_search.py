"""Search as people use it: with the keyboard, with a screen reader, without a script."""

import re
from urllib.parse import quote
from urllib.request import urlopen

import pytest


def field(page, name):
    return page.get_by_role("combobox", name=name)


def active(page, box):
    """The suggestion that a screen reader is told of, or None."""
    at = box.get_attribute("aria-activedescendant")
    if not at:
        return None
    row = page.locator(f"#{at}")
    assert row.get_attribute("role") == "option"
    assert row.get_attribute("aria-selected") == "true"
    return row.inner_text()


def test_every_suggestion_is_reached_and_told_by_the_keyboard(site_page):
    page = site_page
    page.goto("/")
    box = field(page, "Search all records")
    for _stop in range(20):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    else:
        pytest.fail("Twenty steps do not lead to the box.")
    listed = page.locator(f"#{box.get_attribute('aria-controls')}")
    assert (box.get_attribute("aria-expanded"), listed.is_visible()) == ("false", False)
    page.keyboard.type("non-prolif", delay=20)
    listed.wait_for(state="visible")
    assert box.get_attribute("aria-expanded") == "true"
    rows = listed.get_by_role("option")
    told = page.get_by_role("status").filter(has_text=re.compile(r"^\d+ suggestions"))
    assert told.inner_text().startswith(f"{rows.count()} suggestions")
    assert "NPT" in rows.all_inner_texts()[0] or "Non-proliferation" in rows.all_inner_texts()[0]
    assert active(page, box) is None
    steps = [("ArrowDown", 0), ("ArrowDown", 1), ("End", -1), ("ArrowDown", None), ("ArrowUp", -1), ("Home", 0), ("ArrowUp", None)]
    for key, place in steps:
        page.keyboard.press(key)
        assert active(page, box) == (None if place is None else rows.all_inner_texts()[place]), key
    page.keyboard.press("Escape")
    assert (box.get_attribute("aria-expanded"), listed.is_visible(), box.input_value()) == ("false", False, "non-prolif")
    page.keyboard.press("ArrowDown")
    listed.wait_for(state="visible")
    page.keyboard.press("ArrowDown")
    chosen = active(page, box).splitlines()[0]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(treaties|themes|frameworks|actors|commitments)/[^/]+/"))
    assert chosen in page.locator("main").inner_text()
    # Without a suggestion chosen, Enter searches.
    box = field(page, "Search all records")
    box.fill("misile defense")
    box.press("Enter")
    page.wait_for_url("**/search/?q=misile+defense")
    assert "Showing results for missile defense" in page.locator("main").inner_text()
    page.get_by_role("link", name="Search for “misile defense” all the same").click()
    assert "Nothing published holds all of these words" in page.locator("main").inner_text()
    page.get_by_role("link", name="without").first.click()
    assert page.locator("main .hit").count() > 3


def test_the_question_is_filled_in_by_suggestions(site_page):
    page = site_page
    page.goto("/answer/?actor=fra&record=npt&as_of=1992-08-01")
    for name, typed, filled in (("Actor", "allem", "Germany"), ("Agreement or framework", "ottawa", "Mine Ban Convention")):
        box = field(page, name)
        box.fill("")
        box.press_sequentially(typed)
        page.locator(f"#{box.get_attribute('aria-controls')}").wait_for(state="visible")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert box.input_value() == filled
    page.get_by_role("button", name="Answer").click()
    assert "Germany" in page.locator("main").inner_text()
    assert "record=Mine+Ban+Convention" in page.url


@pytest.mark.parametrize("address", ["/search/", "/search/?q=zzqx+treaty", "/search/?q=ratified+treaties&type=treaty&per_page=5"])
def test_search_has_no_fault_in_light_in_dark_and_on_a_phone(site_page, axe, address):
    assert site_page.goto(address).status == 200
    if address == "/search/":
        box = field(site_page, "Words")
        box.press_sequentially("nuclear")
        site_page.locator(f"#{box.get_attribute('aria-controls')}").wait_for(state="visible")
        site_page.keyboard.press("ArrowDown")
    axe(site_page)


def test_without_a_script_the_fields_are_plain_ones(browser, site):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox", name="Search all records").fill("landmine treaty")
    page.keyboard.press("Enter")
    assert "Mine Ban Convention" in page.locator("main .hit").first.inner_text()
    context.close()


def test_four_kilobytes_of_text_are_a_question_to_the_real_server(site):
    for text in ("x" * 4096, '"' * 4096, "条" * 1365, "y " * 2048, "-b " * 1365):
        for path in ("/search/", "/treaties.json", "/api/v1/commitments/"):
            with urlopen(f"{site.url}{path}?q={quote(text)}", timeout=60) as answer:
                assert answer.status == 200
