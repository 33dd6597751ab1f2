"""The documentation of the API works under our content policy: nothing inline, nothing from another site."""


def test_an_answer_can_be_tried_from_the_documentation(site_page, site, axe):
    asked = []
    site_page.on("request", lambda request: asked.append(request.url))
    site_page.goto("/api/v1/docs/")
    site_page.locator("#operations-tag-Counts button").click()
    operation = site_page.locator("#operations-Counts-counts")
    operation.get_by_role("button").first.wait_for()
    axe(site_page)
    site_page.emulate_media(color_scheme="dark")
    assert site_page.locator("body").evaluate("body => getComputedStyle(document.documentElement).backgroundColor") == "rgb(20, 23, 26)"
    operation.get_by_role("button").first.click()
    operation.get_by_placeholder("as_of").fill("2026-02-03")
    operation.get_by_role("button", name="Add string item").first.click()
    operation.locator("tr[data-param-name=record] input").fill("att")
    operation.get_by_role("button", name="Execute").click()
    operation.get_by_text('"signatures"').first.wait_for()
    assert "130" in operation.locator(".live-responses-table .response-col_description pre").first.inner_text()
    assert [url for url in asked if not url.startswith((site.url, "blob:"))] == []
