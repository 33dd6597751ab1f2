"""Terms of the field, explained where they stand."""

import pytest

PAGES = ["/treaties/npt/", "/matrix/", "/commitments/?record=npt"]


@pytest.mark.parametrize("address", PAGES)
def test_terms_are_explained_by_keyboard_and_by_pointer(site_page, address):
    page = site_page
    page.goto(address)
    if address.startswith("/commitments/"):
        page.locator("#list tbody th a").first.click()
        page.wait_for_url("**/commitments/*/")
    terms = page.locator("a.term")
    for term in terms.all():
        described = page.locator(f"#{term.get_attribute('aria-describedby')}")
        assert described.text_content().endswith(".")
    term, hint = terms.last, page.locator(".hint")
    term.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    hint.wait_for()
    assert hint.inner_text() == page.locator(f"#{term.get_attribute('aria-describedby')}").text_content()
    page.keyboard.press("Escape")
    assert hint.is_hidden()
    terms.first.hover()
    hint.wait_for()
    box, edge = hint.bounding_box(), page.evaluate("document.documentElement.clientWidth")
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= edge
    terms.first.click()
    page.wait_for_url("**/glossary/#*")
    assert page.locator(":target").is_visible()
