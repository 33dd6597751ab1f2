"""The fixtures themselves: would they see a fault?"""

import pytest


def test_page_comes_from_the_live_server(page):
    assert page.goto("/healthz").status == 200
    assert page.inner_text("body") == "ok"


def test_fault_on_a_page_is_seen(page, console_errors):
    page.goto("/healthz")
    with page.expect_event("pageerror"):
        page.evaluate("console.error('seen'); setTimeout(() => { throw new Error('thrown') })")
    assert console_errors == ["seen", "thrown"]
    console_errors.clear()


def test_breach_of_the_content_policy_is_a_fault(page, console_errors):
    page.goto("/healthz")
    with page.expect_console_message():
        page.evaluate("document.body.append(Object.assign(new Image(), { src: 'https://example.org/image.png' }))")
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
