"""The fixtures themselves: would they see a fault?"""

import pytest


def test_page_comes_from_the_live_server(page):
    assert page.goto("/healthz").status == 200
    assert page.inner_text("body") == "ok"


def test_fault_on_a_page_is_seen(page, console_errors):
    page.goto("/healthz")
    page.evaluate("console.error('seen'); setTimeout(() => { throw new Error('thrown') })")
    page.wait_for_function("true")
    page.wait_for_timeout(50)
    assert "seen" in console_errors
    assert "thrown" in console_errors
    console_errors.clear()


def test_inline_style_is_a_fault(page, console_errors):
    page.goto("/healthz")
    page.evaluate("document.body.innerHTML = '<p style=\"color: red\">text</p>'")
    page.wait_for_timeout(50)
    assert "Content Security Policy" in console_errors[0]
    console_errors.clear()


def test_axe_sees_a_page_without_title_language_and_main(page, axe):
    page.goto("/healthz")
    with pytest.raises(AssertionError) as found:
        axe(page)
    for rule in ("document-title", "html-has-lang", "landmark-one-main"):
        assert rule in str(found.value)


def test_axe_sees_a_page_that_is_too_wide(page, axe):
    page.goto("/healthz")
    page.evaluate("document.body.textContent = 'x'.repeat(2000)")
    with pytest.raises(AssertionError, match="320 px: the page is"):
        axe(page)
