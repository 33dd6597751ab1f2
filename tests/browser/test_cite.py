"""'Cite this' in a real browser: opened by keyboard, copied by a button, no complaint about the linked data in the page."""


def test_a_reference_is_opened_and_copied(site_page, axe):
    page = site_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for address in ("/treaties/npt/", "/treaties/?theme=chemical"):
        page.goto(address)
        cite = page.locator(".citing")
        cite.get_by_text("BibTeX", exact=True).focus()
        page.keyboard.press("Enter")
        cite.get_by_role("button", name="Copy the BibTeX").click()
        assert cite.get_by_text("Copied.").is_visible()
        assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{pacta-")
        assert page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@context']")
    axe(page)
